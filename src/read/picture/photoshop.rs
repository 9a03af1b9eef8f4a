//! What Photoshop keeps: resources, which other formats carry along as well, and
//! the names and texts of layers (Adobe Photoshop File Formats Specification,
//! "Image Resource Blocks", "Layer and Mask Information").

use memchr::memmem;

use super::notes::Notes;
use super::tiff::take_exif;
use super::{iptc, long_high, short_high, xmp};
use crate::document::{Layer, Reason};
use crate::read::Budget;

/// The bytes of a header before the sizes.
const SIZES: usize = 14;

/// The bytes of a thumbnail before its picture.
const THUMBNAIL_HEAD: usize = 28;

/// What begins the text of a layer: its name, and the mark of UTF-16.
const TEXT: &[u8] = b"/Text (\xFE\xFF";

/// Takes notes of a Photoshop file.
pub(super) fn take(bytes: &[u8], budget: &Budget, notes: &mut Notes<'_>) -> Result<(), Reason> {
    let size = long_high(bytes, SIZES + 4).zip(long_high(bytes, SIZES));
    let (width, height) = size.ok_or(Reason::Truncated)?;
    notes.measure(width, height);
    let after_colours = section(bytes, 26).ok_or(Reason::Truncated)?;
    let after_resources = section(bytes, after_colours.1).ok_or(Reason::Truncated)?;
    take_resources(after_resources.0, budget, notes);
    take_layers(&bytes[after_resources.1..], notes);
    Ok(())
}

/// The section whose length stands at a place, and where it ends.
fn section(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let end = (at + 4).checked_add(usize::try_from(long_high(bytes, at)?).ok()?)?;
    Some((bytes.get(at + 4..end)?, end))
}

/// Takes note of resources.
pub(super) fn take_resources(bytes: &[u8], budget: &Budget, notes: &mut Notes<'_>) {
    let mut at = 0;
    while let Some((number, content, end)) = resource(bytes, at) {
        match number {
            0x0404 => iptc::take(content, notes),
            0x0422 | 0x0423 => take_exif(content, budget, notes),
            0x0424 => xmp::take(content, notes),
            0x0409 | 0x040C => {
                let thumbnail = content.get(THUMBNAIL_HEAD..).unwrap_or_default();
                if notes.thumbnail.is_none() && thumbnail.starts_with(b"\xFF\xD8") {
                    notes.thumbnail = Some(thumbnail.to_vec());
                }
            }
            // Slices, addresses, names of paths and of channels.
            0x03EE | 0x041A | 0x041E | 0x0415 | 0x040B | 0x0BB7 | 0x043F => {
                notes.scan(Layer::ImageMetadata, "Photoshop", content);
            }
            _ => {}
        }
        at = end;
    }
}

/// The number and the content of the resource at a place, and where it ends.
fn resource(bytes: &[u8], at: usize) -> Option<(u16, &[u8], usize)> {
    if bytes.get(at..at + 4)? != b"8BIM" {
        return None;
    }
    let number = short_high(bytes, at + 4)?;
    let name = usize::from(*bytes.get(at + 6)?);
    let start = at + 6 + (name + 1).next_multiple_of(2);
    let length = usize::try_from(long_high(bytes, start)?).ok()?;
    let end = (start + 4).checked_add(length)?;
    Some((number, bytes.get(start + 4..end)?, end.next_multiple_of(2)))
}

/// Takes note of the names of layers, and of the texts that some were made of.
pub(super) fn take_layers(bytes: &[u8], notes: &mut Notes<'_>) {
    for key in [&b"luni"[..], b"inul"] {
        for at in memmem::find_iter(bytes, key) {
            let is_reversed = key == b"inul";
            if let Some(name) = layer_name(bytes, at + 8, is_reversed) {
                notes.add(Layer::OptionalContent, "name of a layer", &name);
            }
        }
    }
    if memmem::find(bytes, b"EngineData").is_some() {
        take_texts(bytes, notes);
    }
}

/// A name in UTF-16 behind its length, within reason.
fn layer_name(bytes: &[u8], at: usize, is_reversed: bool) -> Option<String> {
    let of = |at: usize| if is_reversed { super::long(bytes, at) } else { long_high(bytes, at) };
    let length = usize::try_from(of(at)?).ok().filter(|it| (1..=1024).contains(it))?;
    let units = bytes.get(at + 4..at + 4 + length * 2)?.chunks_exact(2);
    let units = units.map(|it| match is_reversed {
        true => u16::from_le_bytes([it[0], it[1]]),
        false => u16::from_be_bytes([it[0], it[1]]),
    });
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

/// Takes note of the texts of a layer: `/Text (` and UTF-16 with its mark.
fn take_texts(bytes: &[u8], notes: &mut Notes<'_>) {
    let mut rest = bytes;
    while let Some(at) = memmem::find(rest, TEXT) {
        let text = &rest[at + TEXT.len()..];
        let end = memmem::find(text, b")\n").unwrap_or(text.len());
        let told = encoding_rs::UTF_16BE.decode_without_bom_handling(&text[..end]).0;
        notes.add(Layer::OptionalContent, "text of a layer", &told);
        rest = &text[end..];
    }
}
