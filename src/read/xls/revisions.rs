//! The history of a shared workbook: the streams `Revision Log` and `User Names`
//! ([MS-XLS] 2.1.7.19 and 2.1.7.20).

use super::records::{Pieces, Record, Records, Script};
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::leftovers::texts;

/// The change of a cell (RRDChgCell, [MS-XLS] 2.4.223), whose numbers nobody here
/// takes out.
const CHANGE: u16 = 0x013B;

/// The fewest characters that make a text: fewer are mostly chance.
const SHORTEST: usize = 2;

/// Pushes the texts of a stream: each has its length of two bytes and a byte of
/// flags before it (XLUnicodeString, [MS-XLS] 2.5.294).
///
/// # Errors
///
/// When it says what cells held before, or does not end with a record.
pub(super) fn push(stream: &[u8], name: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut records = Records::from(stream, 0);
    let mut has_changes = false;
    let mut count = 0;
    for record in records.by_ref() {
        has_changes |= record.id == CHANGE;
        for text in texts(record.data.len(), |at| text(record, at)) {
            if count == 0 {
                sink.open(Container::text(name, Layer::Revision));
            }
            count += 1;
            sink.push(Fragment::new(&text, Layer::Revision, Place::Line(count)));
        }
    }
    if count > 0 {
        sink.close();
    }
    if records.at() < stream.len() {
        return Err(Reason::Truncated);
    }
    if has_changes {
        Err(Reason::NotInThisVersion("the numbers of a revision log"))
    } else {
        Ok(())
    }
}

/// The text whose length stands at a byte, if one does, and where it ends.
fn text(record: Record<'_>, at: usize) -> Option<(String, usize)> {
    let count = usize::from(record.u16(at)?);
    let flags = *record.data.get(at + 2).filter(|flags| count >= SHORTEST && **flags <= 1)?;
    let end = at + 3 + count * (1 + usize::from(flags));
    let bytes = record.data.get(at..end)?;
    let text = Pieces::one(bytes).long_text(Script::Unicode)?;
    let is_text = text.chars().all(|it| !it.is_control() && it != char::REPLACEMENT_CHARACTER);
    (is_text && !text.trim().is_empty()).then_some((text, end))
}
