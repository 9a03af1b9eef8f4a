//! HEIF and AVIF: boxes, among them items of EXIF and XMP, found by what they
//! begin with, wherever an item stands (ISO 23008-12).

use memchr::memmem;

use super::notes::Notes;
use super::tiff::take_exif;
use super::{long_high, xmp};
use crate::document::Reason;
use crate::read::Budget;

/// What EXIF begins with in an item (ISO 23008-12, annex A).
const FRONTS: &[&[u8]] = &[b"Exif\0\0II*\0", b"Exif\0\0MM\0*"];

/// The most items of EXIF that are looked at.
const ITEMS: usize = 64;

/// Takes notes of the pictures of a file.
pub(super) fn take(bytes: &[u8], budget: &Budget, notes: &mut Notes<'_>) -> Result<(), Reason> {
    for front in FRONTS {
        for (number, at) in memmem::find_iter(bytes, front).enumerate() {
            if number == ITEMS {
                notes.is_cut = true;
                break;
            }
            take_exif(&bytes[at..], budget, notes);
        }
    }
    xmp::take_within(bytes, notes);
    // The extents of a picture: version and flags, width, height.
    for at in memmem::find_iter(bytes, b"ispe") {
        let size = long_high(bytes, at + 8).zip(long_high(bytes, at + 12));
        size.into_iter().for_each(|(width, height)| notes.measure(width, height));
    }
    notes.several("pictures", memmem::find_iter(bytes, b"infe").count());
    notes.tail(after_boxes(bytes)?);
    Ok(())
}

/// What follows the last box (ISO 14496-12, 4.2).
fn after_boxes(bytes: &[u8]) -> Result<&[u8], Reason> {
    let mut at = 0;
    while let Some(length) = long_high(bytes, at) {
        let kind = bytes.get(at + 4..at + 8).unwrap_or_default();
        if !kind.iter().all(|it| it.is_ascii_graphic() || *it == b' ') {
            break;
        }
        let length = match length {
            0 => return Ok(&[]),
            1 => usize::try_from(
                u64::from(long_high(bytes, at + 8).unwrap_or(0)) << 32
                    | u64::from(long_high(bytes, at + 12).unwrap_or(0)),
            )
            .unwrap_or(0),
            _ => usize::try_from(length).unwrap_or(0),
        };
        if length < 8 {
            break;
        }
        at = at.checked_add(length).filter(|it| *it <= bytes.len()).ok_or(Reason::Truncated)?;
    }
    Ok(&bytes[at..])
}
