//! Comments and text boxes of a sheet. The text of both is in TXO records; a
//! NOTE record says which of them are comments, where, and by whom.

use std::collections::BTreeMap;

use super::globals::{Globals, Sheet};
use super::records::{Pieces, Record, Script};
use super::substream::Substream;
use crate::document::{Fragment, Layer, Place, Sink, column_letters};

/// The kind of object that a comment is (FtCmo ot, [MS-XLS] 2.5.143).
const NOTE: u16 = 0x0019;

/// The text of a shape.
struct Shape {
    text: String,
    is_note: bool,
}

/// Pushes comments and text boxes into the open container.
pub(super) fn push(records: Substream<'_>, sheet: &Sheet, globals: &Globals, sink: &mut dyn Sink) {
    let mut shapes = shapes(records.clone());
    for record in records.filter(|record| record.id == 0x001C) {
        match globals.script {
            Script::Unicode => drop(push_note(record, &mut shapes, sink)),
            Script::CodePage(_) => drop(push_old_note(record, globals.script, sink)),
        }
    }
    let layer = if sheet.layer == Layer::Body { Layer::TextBox } else { sheet.layer };
    for shape in shapes.values().filter(|shape| !shape.text.is_empty()) {
        let layer = if shape.is_note { Layer::Comment } else { layer };
        sink.push(Fragment::new(&shape.text, layer, Place::Named("text box")));
    }
}

/// The shapes of a sheet that have text, by the numbers of their objects (OBJ, [MS-XLS] 2.4.181, with FtCmo,
/// 2.5.143, and the TXO, 2.4.329, after it).
fn shapes(mut records: Substream<'_>) -> BTreeMap<u16, Shape> {
    let mut shapes = BTreeMap::new();
    let mut object = (0, 0);
    while let Some(record) = records.next() {
        match record.id {
            0x005D => object = (record.u16(4).unwrap_or(0), record.u16(6).unwrap_or(0)),
            0x01B6 => {
                let mut pieces = records.records.whole(record);
                let text = text(&mut pieces).unwrap_or_default();
                shapes.insert(object.1, Shape { text, is_note: object.0 == NOTE });
            }
            _ => {}
        }
    }
    shapes
}

/// The text of a TXO: its length is in the record, its characters in the one
/// that carries it on.
fn text(pieces: &mut Pieces<'_>) -> Option<String> {
    pieces.skip(10)?;
    let length = pieces.u16()?;
    pieces.skip(6)?;
    if length == 0 { Some(String::new()) } else { pieces.text(length.into(), Script::Unicode) }
}

/// Pushes a comment of BIFF5, which holds its own text.
fn push_old_note(record: Record<'_>, script: Script, sink: &mut dyn Sink) -> Option<()> {
    let place = format!("comment at {}", cell(record)?);
    let text = Pieces::one(record.data.get(4..)?).long_text(script)?;
    sink.push(Fragment::new(&text, Layer::Comment, Place::Named(&place)));
    Some(())
}

/// The cell of a comment as a person writes it: `B7`.
fn cell(record: Record<'_>) -> Option<String> {
    let (row, column) = (u32::from(record.u16(0)?), u32::from(record.u16(2)?));
    Some(format!("{}{}", column_letters(column + 1), row + 1))
}

/// Pushes a comment and its author (NOTE, [MS-XLS] 2.4.179, NoteSh, 2.5.185).
fn push_note(
    record: Record<'_>,
    shapes: &mut BTreeMap<u16, Shape>,
    sink: &mut dyn Sink,
) -> Option<()> {
    let (at, object) = (cell(record)?, record.u16(6)?);
    let author = Pieces::one(record.data.get(8..)?).long_text(Script::Unicode)?;
    if let Some(shape) = shapes.remove(&object) {
        let place = format!("comment at {at}");
        sink.push(Fragment::new(&shape.text, Layer::Comment, Place::Named(&place)));
    }
    if !author.trim().is_empty() {
        let place = format!("author of the comment at {at}");
        sink.push(Fragment::new(&author, Layer::Comment, Place::Named(&place)));
    }
    Some(())
}
