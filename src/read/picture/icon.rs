//! Bitmaps and icons of Windows: sizes, and what follows (MS-WMF 2.2.2.3; for
//! icons, Microsoft Learn, "Icons in Win32").

use super::notes::Notes;
use super::{long, short};
use crate::document::Reason;
use crate::read::Budget;

/// The bytes of a row in the list of an icon's pictures, and those before it.
const ROW: usize = 16;
const HEAD: usize = 6;

/// Takes notes of a bitmap and of what follows its end.
pub(super) fn take_bitmap(bytes: &[u8], _: &Budget, notes: &mut Notes<'_>) -> Result<(), Reason> {
    let size = match long(bytes, 14) {
        Some(12) => {
            short(bytes, 18).zip(short(bytes, 20)).map(|(one, other)| (one.into(), other.into()))
        }
        _ => long(bytes, 18).zip(long(bytes, 22)),
    };
    let (width, height) = size.ok_or(Reason::Truncated)?;
    // A height below zero is that of a bitmap whose first row comes first.
    notes.measure(width, (height as i32).unsigned_abs());
    let end = long(bytes, 2).and_then(|it| usize::try_from(it).ok()).unwrap_or(0);
    if end > bytes.len() {
        return Err(Reason::Truncated);
    }
    // Some programs write no length.
    if end > HEAD {
        notes.tail(&bytes[end..]);
    }
    Ok(())
}

/// Whether the bytes begin with a list of pictures that lie behind it.
pub(super) fn is_list(bytes: &[u8]) -> bool {
    let count = usize::from(short(bytes, 4).unwrap_or(0));
    count > 0 && (0..count).all(|it| picture(bytes, it).is_some())
}

/// Takes notes of the pictures of an icon.
pub(super) fn take(bytes: &[u8], _: &Budget, notes: &mut Notes<'_>) -> Result<(), Reason> {
    let count = usize::from(short(bytes, 4).ok_or(Reason::Truncated)?);
    let mut last = HEAD + ROW * count;
    for number in 0..count {
        let (width, height, range) = picture(bytes, number).ok_or(Reason::Truncated)?;
        notes.measure(width, height);
        last = last.max(range.end);
    }
    notes.tail(&bytes[last.min(bytes.len())..]);
    Ok(())
}

/// The width, the height and the place of a picture; a side of 0 is one of 256.
fn picture(bytes: &[u8], number: usize) -> Option<(u32, u32, std::ops::Range<usize>)> {
    let row = bytes.get(HEAD + ROW * number..HEAD + ROW * (number + 1))?;
    let side = |it: u8| if it == 0 { 256 } else { u32::from(it) };
    let start = usize::try_from(long(row, 12)?).ok()?;
    let end = start.checked_add(usize::try_from(long(row, 8)?).ok()?)?;
    (end <= bytes.len() && start >= HEAD + ROW).then_some((side(row[0]), side(row[1]), start..end))
}
