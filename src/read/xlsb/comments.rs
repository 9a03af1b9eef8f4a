//! Comments on cells ([MS-XLSB] 2.1.7.9): the authors first, then each comment
//! with its cell and the number of its author.

use super::records::{Record, Records};
use super::workbook::broken;
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink, column_letters};
use crate::read::package::Package;

/// The comments of a part while it is read.
#[derive(Default)]
struct Comments {
    authors: Vec<String>,
    /// The index of the author of the comment at hand.
    author: usize,
    /// The cell of the comment at hand.
    at: String,
}

/// Pushes the comments of a part into a container of a name.
pub(super) fn push(
    package: &mut Package<'_>,
    name: &str,
    container: &str,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let Some(stream) = package.stream(name)? else { return Ok(()) };
    let mut records = Records::of(stream);
    let mut comments = Comments::default();
    let mut is_broken = false;
    sink.open(Container::text(container, Layer::Comment));
    let outcome = loop {
        match records.next() {
            Ok(Some(record)) => is_broken |= comments.take(record, sink).is_none(),
            Ok(None) if is_broken => break Err(broken()),
            Ok(None) => break Ok(()),
            Err(reason) => break Err(reason),
        }
    };
    sink.close();
    outcome
}

impl Comments {
    /// Takes a record; nothing when it is too short for what it should say.
    fn take(&mut self, record: Record<'_>, sink: &mut dyn Sink) -> Option<()> {
        match record.id {
            // BrtCommentAuthor, 2.4.331
            0x278 => self.authors.push(record.text(0)?.0),
            // BrtBeginComment, 2.4.37: the author, then the first and last row and column
            0x27B => {
                let (row, column) = (record.u32(4)?, record.u32(12)?);
                let letters = column_letters(column.saturating_add(1));
                self.at = format!("{letters}{}", row.saturating_add(1));
                self.author = record.u32(0)? as usize;
            }
            // BrtCommentText, 2.4.333
            0x27D => {
                let text = record.rich_text(0)?;
                let author = self.authors.get(self.author).map_or("", String::as_str);
                for text in [author.trim(), text.trim()].into_iter().filter(|it| !it.is_empty()) {
                    sink.push(Fragment::new(text, Layer::Comment, Place::Named(&self.at)));
                }
            }
            _ => {}
        }
        Some(())
    }
}
