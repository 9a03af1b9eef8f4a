//! The comments of a sheet. The text of each is in a shape; a NOTE record says
//! which, where, and by whom.

use super::records::{Pieces, Record, Script};
use super::shapes::Shape;
use super::substream::Substream;
use crate::document::{Container, Fragment, Layer, Place, Sink, column_letters};

/// A comment.
pub(super) struct Comment {
    at: String,
    author: String,
    text: String,
}

/// The comments among the records of a sheet. The shapes that they stand in have
/// no text of their own after that.
pub(super) fn take(records: Substream<'_>, script: Script, shapes: &mut [Shape]) -> Vec<Comment> {
    let notes = records.filter(|record| record.id == 0x001C);
    let comments = notes.filter_map(|record| match script {
        Script::Unicode => comment(record, shapes),
        Script::CodePage(_) => old_comment(record, script),
    });
    comments.collect()
}

/// Pushes comments with their authors.
pub(super) fn push(comments: &[Comment], sheet: &str, sink: &mut dyn Sink) {
    if comments.is_empty() {
        return;
    }
    sink.open(Container::text(&format!("comments of {sheet}"), Layer::Comment));
    for comment in comments {
        for text in [&comment.author, &comment.text].into_iter().filter(|it| !it.is_empty()) {
            sink.push(Fragment::new(text, Layer::Comment, Place::Named(&comment.at)));
        }
    }
    sink.close();
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
fn comment(record: Record<'_>, shapes: &mut [Shape]) -> Option<Comment> {
    let (at, object) = (cell(record)?, record.u16(6)?);
    let author = Pieces::one(record.data.get(8..)?).long_text(Script::Unicode)?;
    let shape = shapes.iter_mut().find(|shape| shape.number == object && !shape.text.is_empty());
    let text = shape.map(|shape| std::mem::take(&mut shape.text)).unwrap_or_default();
    Some(Comment { at, author: author.trim().to_owned(), text: text.trim().to_owned() })
}
