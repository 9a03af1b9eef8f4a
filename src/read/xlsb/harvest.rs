//! The texts of records that nobody takes apart: every text of this format has
//! its length of four bytes before it (XLWideString, [MS-XLSB] 2.5.168).

use encoding_rs::UTF_16LE;

use super::records::Record;
use crate::read::leftovers;

/// The fewest characters that make a text: fewer are mostly chance.
const SHORTEST: usize = 2;

/// Records whose texts tell of nobody, or stand in cells as well: the look of a
/// table (BrtTableStyleClient, [MS-XLSB] 2.4.806), the name of a pivot table
/// (BrtBeginSXView, 2.4.263) and of a sum in it (BrtBeginSXDI, 2.4.236), the
/// heading of a table's column (BrtBeginListCol, 2.4.116).
const PASSED: &[u16] = &[0x201, 0x118, 0x125, 0x15B];

/// The texts of a record, wherever in it they stand.
pub(super) fn texts(record: Record<'_>) -> Vec<String> {
    if PASSED.contains(&record.id) {
        return Vec::new();
    }
    leftovers::texts(record.data.len(), |at| text(record, at))
}

/// The text whose length stands at a byte, if one does, and where it ends.
fn text(record: Record<'_>, at: usize) -> Option<(String, usize)> {
    let count = record.u32(at)? as usize;
    let end = count.checked_mul(2)?.checked_add(at + 4)?;
    let bytes = record.data.get(at + 4..end).filter(|_| count >= SHORTEST)?;
    let (text, is_broken) = UTF_16LE.decode_without_bom_handling(bytes);
    let is_text = !is_broken && text.chars().all(is_written);
    (is_text && !text.trim().is_empty()).then(|| (text.into_owned(), end))
}

/// Whether a letter may stand in a text: no code of control, and none of those that
/// stand for no letter.
fn is_written(letter: char) -> bool {
    !matches!(letter, '\u{fffe}' | '\u{ffff}')
        && (!letter.is_control() || "\t\n\r".contains(letter))
}
