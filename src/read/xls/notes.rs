//! Comments and text boxes of a sheet. The text of both is in TXO records; a
//! NOTE record says which of them are comments, where, and by whom.

use std::collections::BTreeMap;

use super::globals::Sheet;
use super::records::{Pieces, Record, Script};
use super::substream::Substream;
use crate::document::{Container, Fragment, Layer, Place, Sink, column_letters};

/// The kind of object that a comment is (FtCmo ot, [MS-XLS] 2.5.143).
const NOTE: u16 = 0x0019;

/// The text of a shape.
struct Shape {
    text: String,
    is_note: bool,
}

/// A comment.
struct Comment {
    at: String,
    author: String,
    text: String,
}

/// The comments and text boxes of a sheet.
pub(super) struct Notes {
    comments: Vec<Comment>,
    boxes: Vec<Shape>,
}

/// The comments and text boxes among the records of a sheet.
pub(super) fn read(records: Substream<'_>, script: Script) -> Notes {
    let mut shapes = shapes(records.clone());
    let notes = records.filter(|record| record.id == 0x001C);
    let comments = notes.filter_map(|record| match script {
        Script::Unicode => comment(record, &mut shapes),
        Script::CodePage(_) => old_comment(record, script),
    });
    Notes { comments: comments.collect(), boxes: shapes.into_values().collect() }
}

impl Notes {
    /// Pushes the text boxes into the container of their sheet.
    pub(super) fn push_boxes(&self, sheet: &Sheet, sink: &mut dyn Sink) {
        let layer = if sheet.layer == Layer::Body { Layer::TextBox } else { sheet.layer };
        for shape in self.boxes.iter().filter(|shape| !shape.text.is_empty()) {
            let layer = if shape.is_note { Layer::Comment } else { layer };
            sink.push(Fragment::new(&shape.text, layer, Place::Named("text box")));
        }
    }

    /// Pushes the comments with their authors.
    pub(super) fn push_comments(&self, sheet: &Sheet, sink: &mut dyn Sink) {
        if self.comments.is_empty() {
            return;
        }
        let container = format!("comments of {}", sheet.name);
        sink.open(Container::text(&container, Layer::Comment));
        for comment in &self.comments {
            for text in [&comment.author, &comment.text].into_iter().filter(|it| !it.is_empty()) {
                sink.push(Fragment::new(text, Layer::Comment, Place::Named(&comment.at)));
            }
        }
        sink.close();
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

/// A comment of BIFF5, which holds its own text.
fn old_comment(record: Record<'_>, script: Script) -> Option<Comment> {
    let text = Pieces::one(record.data.get(4..)?).long_text(script)?;
    Some(Comment { at: cell(record)?, author: String::new(), text })
}

/// The cell of a comment as a person writes it: `B7`.
fn cell(record: Record<'_>) -> Option<String> {
    let (row, column) = (u32::from(record.u16(0)?), u32::from(record.u16(2)?));
    Some(format!("{}{}", column_letters(column + 1), row + 1))
}

/// A comment and its author (NOTE, [MS-XLS] 2.4.179, NoteSh, 2.5.185).
fn comment(record: Record<'_>, shapes: &mut BTreeMap<u16, Shape>) -> Option<Comment> {
    let (at, object) = (cell(record)?, record.u16(6)?);
    let author = Pieces::one(record.data.get(8..)?).long_text(Script::Unicode)?;
    let text = shapes.remove(&object).map(|shape| shape.text).unwrap_or_default();
    Some(Comment { at, author: author.trim().to_owned(), text: text.trim().to_owned() })
}
