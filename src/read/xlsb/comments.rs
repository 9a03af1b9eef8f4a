//! Comments on cells ([MS-XLSB] 2.1.7.9): the authors first, then each comment
//! with its cell.

use super::records::{Record, Records};
use super::workbook::broken;
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink, column_letters};
use crate::read::package::Package;

/// Pushes the comments of a part.
pub(super) fn push(
    package: &mut Package<'_>,
    name: &str,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let Some(stream) = package.stream(name)? else { return Ok(()) };
    let mut records = Records::of(stream);
    let mut at = String::new();
    let mut is_broken = false;
    sink.open(Container::text(name, Layer::Comment));
    let outcome = loop {
        match records.next() {
            Ok(Some(record)) => is_broken |= take(record, &mut at, sink).is_none(),
            Ok(None) if is_broken => break Err(broken()),
            Ok(None) => break Ok(()),
            Err(reason) => break Err(reason),
        }
    };
    sink.close();
    outcome
}

/// Takes a record; nothing when it is too short for what it should say.
fn take(record: Record<'_>, at: &mut String, sink: &mut dyn Sink) -> Option<()> {
    match record.id {
        // BrtCommentAuthor, 2.4.331
        0x278 => {
            let author = record.text(0)?.0;
            if !author.is_empty() {
                let place = Place::Named("author of a comment");
                sink.push(Fragment::new(&author, Layer::Comment, place));
            }
        }
        // BrtBeginComment, 2.4.37: the author, then the first and last row and column
        0x27B => {
            let (row, column) = (record.u32(4)?, record.u32(12)?);
            let letters = column_letters(column.saturating_add(1));
            *at = format!("comment at {letters}{}", row.saturating_add(1));
        }
        // BrtCommentText, 2.4.333
        0x27D => {
            let text = record.rich_text(0)?;
            sink.push(Fragment::new(&text, Layer::Comment, Place::Named(at)));
        }
        _ => {}
    }
    Some(())
}
