//! The drawings of Windows: records, of which some draw text ([MS-EMF] 2.3.5,
//! [MS-WMF] 2.3.3). One that draws nothing but text and lines has been read.

use super::notes::Notes;
use super::{exif, long, short};
use crate::document::{Layer, Reason};
use crate::read::Budget;

/// Records of EMF that copy points ([MS-EMF] 2.3.1): their text is nobody's.
const COPIES: &[u32] = &[76, 77, 78, 79, 80, 81, 114, 116, 118];

/// Records of EMF that begin a path ([MS-EMF] 2.3.11): letters may be drawn as
/// outlines.
const PATH: u32 = 59;

/// Records of WMF that copy points ([MS-WMF] 2.3.1).
const WMF_COPIES: &[u16] = &[0x0922, 0x0940, 0x0B23, 0x0B41, 0x0D33, 0x0F43];

/// Takes notes of an enhanced metafile.
pub(super) fn take_enhanced(bytes: &[u8], _: &Budget, notes: &mut Notes<'_>) -> Result<(), Reason> {
    let mut at = 0;
    let mut is_read = false;
    let mut is_copied = false;
    loop {
        let kind = long(bytes, at).ok_or(Reason::Truncated)?;
        let length = long(bytes, at + 4).ok_or(Reason::Truncated)?;
        let end =
            usize::try_from(length).ok().filter(|it| *it >= 8).and_then(|it| at.checked_add(it));
        let record = end.and_then(|end| bytes.get(at..end)).ok_or(Reason::Truncated)?;
        at += record.len();
        match kind {
            1 => take_header(record, notes),
            83 | 84 => is_copied |= !take_text(record, kind == 84, 36, notes),
            96 | 97 => notes.scan(Layer::Body, "text", record),
            108 => notes.scan(Layer::Body, "text", record.get(28..).unwrap_or_default()),
            70 => {
                notes.scan(Layer::Body, "text of a comment", record.get(12..).unwrap_or_default())
            }
            14 => break,
            _ => {}
        }
        is_read |= matches!(kind, 83 | 84 | 108);
        is_copied |= COPIES.contains(&kind) || kind == PATH || kind == 70;
    }
    notes.is_read = is_read && !is_copied;
    notes.tail(&bytes[at..]);
    Ok(())
}

/// Takes note of the size, and of the program and the title in the header
/// ([MS-EMF] 2.2.9).
fn take_header(record: &[u8], notes: &mut Notes<'_>) {
    let side = |from: usize| {
        let (low, high) = (long(record, from)? as i32, long(record, from + 8)? as i32);
        Some(high.saturating_sub(low).unsigned_abs().saturating_add(1))
    };
    if let Some((width, height)) = side(8).zip(side(12)) {
        notes.measure(width, height);
    }
    let text =
        long(record, 60).zip(long(record, 64)).and_then(|(count, at)| wide(record, at, count));
    text.iter().flat_map(|it| it.split('\0')).for_each(|it| notes.about("program and title", it));
}

/// Takes note of a text that is drawn, and says whether it is one: numbers of
/// letters in a font are none ([MS-EMF] 2.2.5).
fn take_text(record: &[u8], is_wide: bool, at: usize, notes: &mut Notes<'_>) -> bool {
    let fields = long(record, at + 8).zip(long(record, at + 12)).zip(long(record, at + 16));
    let Some(((count, place), options)) = fields else { return false };
    if options & 0x10 != 0 {
        return false;
    }
    let narrow = || {
        let start = usize::try_from(place).ok()?;
        record.get(start..start.checked_add(usize::try_from(count).ok()?)?).map(exif::text)
    };
    let text = if is_wide { wide(record, place, count) } else { narrow() };
    notes.add(Layer::Body, "text", text.as_deref().unwrap_or_default());
    text.is_some()
}

/// So many letters in UTF-16 at a place.
fn wide(record: &[u8], at: u32, count: u32) -> Option<String> {
    let start = usize::try_from(at).ok()?;
    let length = usize::try_from(count).ok()?.checked_mul(2)?;
    let bytes = record.get(start..start.checked_add(length)?)?;
    Some(encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into_owned())
}

/// Takes notes of a metafile of the first kind.
pub(super) fn take(bytes: &[u8], _: &Budget, notes: &mut Notes<'_>) -> Result<(), Reason> {
    let mut at = 0;
    if bytes.starts_with(b"\xD7\xCD\xC6\x9A") {
        let side = |from: usize| Some(short(bytes, from + 4)?.abs_diff(short(bytes, from)?));
        let size = side(6).zip(side(8));
        size.into_iter().for_each(|(width, height)| notes.measure(width.into(), height.into()));
        at = 22;
    }
    at += 18;
    let (mut is_read, mut is_copied) = (false, false);
    loop {
        let words = long(bytes, at).ok_or(Reason::Truncated)?;
        let kind = short(bytes, at + 4).ok_or(Reason::Truncated)?;
        let length =
            usize::try_from(words).ok().filter(|it| *it >= 3).and_then(|it| it.checked_mul(2));
        let end = length.and_then(|it| at.checked_add(it));
        let record = end.and_then(|end| bytes.get(at..end)).ok_or(Reason::Truncated)?;
        at += record.len();
        is_read |= matches!(kind, 0x0521 | 0x0A32);
        is_copied |= WMF_COPIES.contains(&kind);
        let text = match kind {
            0x0521 => length_and_text(record, 6, 8),
            // A rectangle stands before the text where a flag says so.
            0x0A32 => {
                let is_framed = short(record, 12).is_some_and(|it| it & 6 != 0);
                length_and_text(record, 10, if is_framed { 22 } else { 14 })
            }
            0x0626 => Some(record.get(10..).unwrap_or_default()).filter(|it| it.is_ascii()),
            0 => break,
            _ => None,
        };
        notes.add(Layer::Body, "text", &exif::text(text.unwrap_or_default()));
    }
    notes.is_read = is_read && !is_copied;
    notes.tail(&bytes[at.min(bytes.len())..]);
    Ok(())
}

/// The bytes at a place, as many as another one says.
fn length_and_text(record: &[u8], length: usize, at: usize) -> Option<&[u8]> {
    record.get(at..at + usize::from(short(record, length)?))
}
