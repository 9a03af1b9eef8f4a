//! What may hang anywhere among the objects, found dictionary by dictionary:
//! actions, texts for screen readers, signatures, metadata, private data.

use lopdf::{Dictionary, Object};
use memchr::memmem;

use super::notes::{Kind, Notes, Spot};
use super::objects::Objects;
use super::signature;
use crate::document::Layer;
use crate::read::picture::xmp;

const SCRIPTS: Kind = Kind::new(Layer::Script, "scripts");
const LINKS: Kind = Kind::new(Layer::Hyperlink, "links");
const PATHS: Kind = Kind::new(Layer::SavePath, "paths of other files");
pub(super) const STRUCTURE: Kind = Kind::new(Layer::StructureText, "structure");
const METADATA: Kind = Kind::new(Layer::Property, "properties");
const PRIVATE: Kind = Kind::new(Layer::PrivateData, "private data");
const PICTURES: Kind = Kind::new(Layer::ImageMetadata, "pictures");

/// Keys of texts that stand for what is shown: a description, the text itself, what
/// an abbreviation means, a title (ISO 32000-2, 14.9 and table 355).
const INSTEAD: &[&str] = &["Alt", "ActualText", "E", "T"];

/// Actions that lead to a file, with the keys that name it (12.6.4).
const FILES: &[&str] = &["GoToR", "GoToE", "Launch", "ImportData", "Thread", "GoToDp"];

/// Properties of metadata that name programs, times and versions: of nobody.
const MUTE: &[&str] = &[
    "CreateDate",
    "DocumentID",
    "InstanceID",
    "MetadataDate",
    "ModifyDate",
    "OriginalDocumentID",
    "VersionID",
    "amd",
    "conformance",
    "documentID",
    "format",
    "instanceID",
    "originalDocumentID",
    "part",
    "schema",
    "when",
    "rev",
    "prefix",
    "namespaceURI",
    "property",
    "valueType",
    "category",
    "description_of_schema",
    "RenditionClass",
    "Trapped",
    "changed",
    "action",
    "versionID",
];

/// The most objects of a program's private data that are looked at.
const MOST_PIECES: usize = 200;

/// Notes what one object holds.
pub(super) fn take<'a>(objects: Objects<'a>, object: &'a Object, notes: &mut Notes) {
    super::objects::each_dictionary(object, &mut |dictionary| {
        take_action(objects, dictionary, notes);
        take_structure(objects, dictionary, notes);
        take_private(objects, dictionary, notes);
        signature::take(objects, dictionary, notes);
        if !objects.array(dictionary, "Alternates").is_empty() {
            notes.add(PICTURES, Spot::Whole, "a picture has other versions of itself");
        }
    });
    if let Object::Stream(stream) = object
        && (stream.dict.has_type(b"Metadata") || objects.name(&stream.dict, "Subtype") == "XML")
    {
        let content = objects.content(stream).unwrap_or_default();
        take_metadata(&content, notes);
    }
}

/// Notes the properties of metadata (ISO 16684-1).
pub(super) fn take_metadata(content: &[u8], notes: &mut Notes) {
    let start = memmem::find(content, b"<x:xmpmeta").or(memmem::find(content, b"<rdf:RDF"));
    let packet = &content[start.unwrap_or(0)..];
    let end = memmem::rfind(packet, b"<?xpacket").unwrap_or(packet.len());
    let _ = xmp::properties(&packet[..end], &mut |name, value| {
        if tells(name, value) {
            notes.add(METADATA, Spot::named(name), value);
        }
    });
}

/// Whether a property may tell of somebody.
fn tells(name: &str, value: &str) -> bool {
    let value = value.trim();
    let is_number = ["uuid:", "xmp.", "adobe:", "http://ns.", "proof:"];
    !MUTE.contains(&name)
        && value.chars().any(char::is_alphabetic)
        && value.len() < 10_000
        && !is_number.iter().any(|it| value.starts_with(it))
}

/// Notes what an action does, and where it leads.
fn take_action(objects: Objects<'_>, action: &Dictionary, notes: &mut Notes) {
    let sort = objects.name(action, "S");
    let place = || Spot::named(&*sort);
    match &*sort {
        "JavaScript" => notes.add(SCRIPTS, place(), &objects.text(action, "JS")),
        "Rendition" => notes.add(SCRIPTS, place(), &objects.text(action, "JS")),
        "URI" => add_target(&objects.text(action, "URI"), &sort, notes),
        "SubmitForm" => add_target(&file_name(objects, action, "F"), &sort, notes),
        sort if FILES.contains(&sort) => {
            notes.add(PATHS, place(), &file_name(objects, action, "F"));
            let Some(windows) = objects.dictionary(action, "Win") else { return };
            for key in ["F", "D", "P"] {
                notes.add(PATHS, place(), &objects.text(windows, key));
            }
        }
        _ => {}
    }
}

/// Notes where a link leads: into the Internet, or into somebody's folders.
fn add_target(target: &str, sort: &str, notes: &mut Notes) {
    let is_path = target.to_ascii_lowercase().starts_with("file:") || target.starts_with('\\');
    notes.add(if is_path { PATHS } else { LINKS }, Spot::named(sort), target);
}

/// The name in a file specification, which may be a string (7.11.2).
pub(super) fn file_name(objects: Objects<'_>, of: &Dictionary, key: &str) -> String {
    let Some(file) = objects.dictionary(of, key) else { return objects.text(of, key) };
    let names = ["UF", "F", "Unix", "DOS", "Mac"].iter().map(|it| objects.text(file, it));
    names.into_iter().find(|it| !it.is_empty()).unwrap_or_default()
}

/// Notes the texts of an element of the structure, or of a marked piece of a page.
fn take_structure(objects: Objects<'_>, element: &Dictionary, notes: &mut Notes) {
    let is_element = element.has_type(b"StructElem") || (element.has(b"S") && element.has(b"P"));
    let keys = if is_element { INSTEAD } else { &INSTEAD[..2] };
    let sort = objects.name(element, "S");
    for key in keys {
        notes.add_unseen(STRUCTURE, Spot::named(&*sort), &objects.text(element, key));
    }
}

/// Notes what programs keep for themselves (14.5).
fn take_private(objects: Objects<'_>, owner: &Dictionary, notes: &mut Notes) {
    let Some(pieces) = objects.dictionary(owner, "PieceInfo") else { return };
    for (program, piece) in pieces.iter() {
        let program = String::from_utf8_lossy(program);
        let piece = objects.as_dictionary(piece);
        let Some(own) = piece.and_then(|it| objects.get(it, "Private")) else { continue };
        for id in objects.reached(own, MOST_PIECES) {
            if let Some(object) = objects.document.objects.get(&id) {
                take_piece(objects, object, &program, notes);
            }
        }
        take_piece(objects, own, &program, notes);
    }
}

/// Notes the words of one private object, and how much there is of a stream.
fn take_piece<'a>(objects: Objects<'a>, object: &'a Object, program: &str, notes: &mut Notes) {
    super::objects::each_dictionary(object, &mut |dictionary| {
        for (key, value) in dictionary.iter() {
            let text = objects.as_text(value);
            if value.as_str().is_ok() && is_worded(&text) {
                let place = format!("{program}: {}", String::from_utf8_lossy(key));
                notes.add(PRIVATE, Spot::named(place), &text);
            }
        }
    });
    if let Object::Stream(stream) = object {
        let bytes = format!("{} bytes of {program}", stream.content.len());
        notes.add(PRIVATE, Spot::named(program), &bytes);
    }
}

/// Whether a text is words rather than a time or a number.
fn is_worded(text: &str) -> bool {
    let is_number = text.starts_with("D:") || text.starts_with("uuid:") || text.starts_with("xmp.");
    let words = || text.split(|it: char| !it.is_alphabetic());
    !is_number && words().any(|it| it.chars().count() >= 4) && text.len() < 100_000
}
