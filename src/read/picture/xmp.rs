//! XMP, in which programs note whatever they know of a picture: names of people
//! in it, earlier names, each step of its editing (ISO 16684-1).

use memchr::memmem;

use super::notes::Notes;
use crate::document::{Layer, Reason};
use crate::read::base64;
use crate::read::xml::{Node, walk};

/// Properties that say where the picture was taken.
const PLACES: &[&str] = &[
    "City",
    "GPSAltitude",
    "GPSDestLatitude",
    "GPSDestLongitude",
    "GPSLatitude",
    "GPSLongitude",
    "Location",
    "LocationCreated",
    "LocationShown",
    "Sublocation",
];

/// Names that RDF gives to what it is made of.
const FRAME: &[&str] = &["RDF", "Description", "Seq", "Bag", "Alt", "li", "xmpmeta", "xapmeta"];

/// Attributes that say how a value is written.
const WRITTEN: &[&str] =
    &["about", "parseType", "lang", "xmptk", "x", "space", "resource", "NativeDigest"];

/// The letters of base64 above which a text may be a file.
const FILE: usize = 200;

/// Fronts of pictures that are kept within: a thumbnail, the picture before a
/// filter, the depth of its points.
const FRONTS: &[(&[u8], &str)] = &[(b"\xFF\xD8\xFF", "jpg"), (b"\x89PNG", "png")];

/// Takes note of the properties.
pub(super) fn take(bytes: &[u8], notes: &mut Notes<'_>) {
    let outcome = properties(bytes, &mut |name, value| add(name, value, notes));
    if outcome.is_err() {
        notes.scan(Layer::ImageMetadata, "XMP", bytes);
    }
}

/// Hands on the properties by their names.
///
/// # Errors
///
/// When the bytes are damaged. What came before was handed on.
pub(in crate::read) fn properties(
    bytes: &[u8],
    tell: &mut dyn FnMut(&str, &str),
) -> Result<(), Reason> {
    let mut open: Vec<String> = Vec::new();
    walk(bytes.trim_ascii_end().strip_suffix(b"\0").unwrap_or(bytes), |node| match node {
        Node::Open(element) => {
            open.push(element.name.to_owned());
            for (name, value) in element.iter().filter(|it| !WRITTEN.contains(&it.0)) {
                tell(name, value);
            }
        }
        Node::Text(text) => {
            let named = open.iter().rev().find(|it| !FRAME.contains(&it.as_str()));
            tell(named.map_or("XMP", String::as_str), text);
        }
        Node::Close(_) => drop(open.pop()),
    })
}

/// Takes note of the properties that stand somewhere in the bytes.
pub(super) fn take_within(bytes: &[u8], notes: &mut Notes<'_>) {
    let mut rest = bytes;
    while let Some(start) = memmem::find(rest, b"<x:xmpmeta") {
        let end = memmem::find(&rest[start..], b"</x:xmpmeta>").map(|it| start + it + 12);
        take(&rest[start..end.unwrap_or(rest.len())], notes);
        rest = &rest[end.unwrap_or(rest.len())..];
    }
}

/// Notes a property; a file that it holds is handed over.
fn add(name: &str, value: &str, notes: &mut Notes<'_>) {
    if value.len() > FILE && !value.trim().contains(' ') {
        let bytes = base64::decoded(value).unwrap_or_default();
        if let Some((_, extension)) = FRONTS.iter().find(|it| bytes.starts_with(it.0)) {
            return notes.enclose(&format!("{name}.{extension}"), &bytes);
        }
    }
    let layer = if PLACES.contains(&name) { Layer::Location } else { Layer::ImageMetadata };
    let tells = value.chars().any(char::is_alphabetic) || layer == Layer::Location;
    if tells {
        notes.add(layer, name, value);
    }
}
