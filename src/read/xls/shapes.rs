//! The names and descriptions of the shapes on a sheet: properties of drawing
//! records ([MS-ODRAW]).

use encoding_rs::UTF_16LE;

use super::substream::Substream;
use crate::document::{Container, Fragment, Layer, Place, Sink};

/// The record of a sheet's drawing (MSODRAWING, [MS-XLS] 2.4.171).
const DRAWING: u16 = 0x00EC;

/// The tables of properties of a shape ([MS-ODRAW] 2.2.9 to 2.2.11).
const TABLES: [u16; 3] = [0xF00B, 0xF121, 0xF122];

/// The properties that are texts ([MS-ODRAW] 2.3.4.1, 2.3.4.2, 2.3.4.9, 2.3.22.1).
const TEXTS: &[(u16, Layer, &str)] = &[
    (0x0380, Layer::AltText, "name of a shape"),
    (0x0381, Layer::AltText, "alternative text"),
    (0x038D, Layer::AltText, "tip of a shape"),
    (0x00C0, Layer::TextBox, "text art"),
];

/// The flag of a property whose value stands behind the table.
const COMPLEX: u16 = 0x8000;

/// Pushes the texts of the shapes on a sheet.
pub(super) fn push(records: Substream<'_>, sheet: &str, sink: &mut dyn Sink) {
    let drawing: Vec<u8> =
        records.filter(|it| it.id == DRAWING).flat_map(|it| it.data.iter().copied()).collect();
    let mut texts = Vec::new();
    walk(&drawing, &mut texts);
    if texts.is_empty() {
        return;
    }
    sink.open(Container::text(&format!("shapes of {sheet}"), Layer::AltText));
    for (layer, place, text) in texts {
        sink.push(Fragment::new(&text, layer, Place::Named(place)));
    }
    sink.close();
}

/// A text of a shape: its layer, what it is, and itself.
type Text = (Layer, &'static str, String);

/// Gathers the texts of all records. What a container contains follows it, so
/// that it is enough to step over its head ([MS-ODRAW] 2.2.1).
fn walk(drawing: &[u8], texts: &mut Vec<Text>) {
    let mut at = 0;
    while let Some(head) = drawing.get(at..at + 8) {
        let (version, kind) = (u16_of(head, 0), u16_of(head, 2));
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        at += 8;
        if version & 0x0F == 0x0F {
            continue;
        }
        let end = at.saturating_add(length).min(drawing.len());
        if TABLES.contains(&kind) {
            table(&drawing[at..end], usize::from(version >> 4), texts);
        }
        at = end;
    }
}

/// Gathers the texts of a table of so many properties ([MS-ODRAW] 2.3.1).
fn table(bytes: &[u8], count: usize, texts: &mut Vec<Text>) {
    let mut at = count * 6;
    for entry in bytes.chunks_exact(6).take(count) {
        let property = u16_of(entry, 0);
        if property & COMPLEX == 0 {
            continue;
        }
        let length = u32::from_le_bytes([entry[2], entry[3], entry[4], entry[5]]) as usize;
        let Some(value) = bytes.get(at..at.saturating_add(length)) else { return };
        at += length;
        let known = TEXTS.iter().find(|row| row.0 == property & 0x3FFF);
        let (text, _) = UTF_16LE.decode_without_bom_handling(value);
        let text = text.trim_end_matches('\0').trim();
        if let Some((_, layer, place)) = known.filter(|_| !text.is_empty()) {
            texts.push((*layer, place, text.to_owned()));
        }
    }
}

fn u16_of(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}
