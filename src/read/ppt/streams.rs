//! The streams beside the presentation: who saved it last, pictures, properties.

use super::lock::pictures;
use super::objects::push_pictures;
use super::records::{Record, wide};
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::Budget;
use crate::read::ole::{Ole, properties};
use crate::read::xls::lock::cloak::Cloak;
use crate::read::xls::lock::inner::{Inner, inner};
use crate::read::xls::streams::{readable, scan, top};

/// Where the length of the user's name stands, and the name behind it
/// ([MS-PPT] 2.3.2).
const NAME_LENGTH: usize = 12;
const NAME: usize = 20;

/// Pushes every stream but that of the presentation, with what lies over them if
/// they are encrypted.
pub(super) fn push(
    file: &mut Ole<'_>,
    cloak: Option<&Cloak>,
    budget: &Budget,
    sink: &mut dyn Sink,
) {
    for path in file.streams() {
        if let Err(reason) = push_stream(file, &path, cloak, budget, sink) {
            sink.gap(Gap::part(readable(&path), reason));
        }
    }
}

fn push_stream(
    file: &mut Ole<'_>,
    path: &str,
    cloak: Option<&Cloak>,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    match top(path) {
        "PowerPoint Document" => Ok(()),
        // The program's name, and the links of an embedding.
        "\u{1}CompObj" | "\u{1}Ole" | "\u{3}ObjInfo" => Ok(()),
        "Current User" => {
            push_user(&file.bytes(path)?, sink);
            Ok(())
        }
        "Pictures" => {
            let stream = file.bytes(path)?;
            let plain = cloak.map_or_else(|| stream.clone(), |it| pictures(&stream, it));
            push_pictures(&plain, budget, sink);
            Ok(())
        }
        "EncryptedSummary" => {
            let stream = file.bytes(path)?;
            let moved = cloak.and_then(|it| inner(it, &stream, budget));
            push_moved(&moved.ok_or(Reason::Encrypted)?, sink);
            Ok(())
        }
        name @ ("\u{5}SummaryInformation" | "\u{5}DocumentSummaryInformation") => {
            let bytes = file.bytes(path)?;
            sink.open(Container::text("properties", Layer::Property));
            properties::push(name, &bytes, sink);
            sink.close();
            Ok(())
        }
        "encryption" | "\u{9}DRMContent" => Err(Reason::Encrypted),
        "MsoDataStore" => scan(file, &[path.to_owned()], Layer::CustomXml, sink),
        "_signatures" | "_xmlsignatures" => scan(file, &[path.to_owned()], Layer::Signature, sink),
        _ => {
            scan(file, &[path.to_owned()], Layer::UnknownPart, sink)?;
            Err(Reason::NotInThisVersion("streams of other programs"))
        }
    }
}

/// Pushes the properties that were moved into a stream of their own (2.3.2,
/// [MS-OFFCRYPTO] 2.3.5.4).
fn push_moved(moved: &[Inner], sink: &mut dyn Sink) {
    for Inner { name, bytes, .. } in moved {
        if name.ends_with("SummaryInformation") {
            sink.open(Container::text("properties", Layer::Property));
            properties::push(name, bytes, sink);
            sink.close();
        } else {
            sink.enclose(Enclosure { name, bytes });
        }
    }
}

/// Pushes the name of who saved the presentation last: as its letters fit into a
/// byte each, and again in UTF-16 behind a number.
fn push_user(bytes: &[u8], sink: &mut dyn Sink) {
    let Some(user) = Record::at(bytes, 0) else { return };
    let length = usize::from(user.u16(NAME_LENGTH).unwrap_or(0));
    let narrow = user.data.get(NAME..NAME + length).unwrap_or_default();
    let narrow: String = narrow.iter().map(|byte| char::from(*byte)).collect();
    let name = user.data.get(NAME + length + 4..NAME + length * 3 + 4).map(wide);
    let name = name.filter(|it| !it.trim().is_empty()).unwrap_or(narrow);
    if !name.trim().is_empty() {
        sink.open(Container::text("current user", Layer::Property));
        sink.push(Fragment::new(name.trim(), Layer::Property, Place::Named("last-modified-by")));
        sink.close();
    }
}
