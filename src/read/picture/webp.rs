//! WebP: chunks of RIFF, some of which are EXIF and XMP (RFC 9649, 2.7).

use super::notes::Notes;
use super::tiff::take_exif;
use super::{long, short, xmp};
use crate::document::{Layer, Reason};
use crate::read::Budget;

/// Takes notes of a picture and of what follows its end.
pub(super) fn take(bytes: &[u8], budget: &Budget, notes: &mut Notes<'_>) -> Result<(), Reason> {
    let length = long(bytes, 4).and_then(|it| usize::try_from(it).ok());
    let end = length.and_then(|it| it.checked_add(8)).ok_or(Reason::Truncated)?;
    let (inside, after) = bytes.split_at_checked(end).unwrap_or((bytes, &[]));
    let mut at = 12;
    let mut frames = 0;
    while let Some(kind) = inside.get(at..at + 4) {
        let start = at + 8;
        let length = long(inside, at + 4).and_then(|it| usize::try_from(it).ok());
        let content = length.and_then(|it| inside.get(start..start.checked_add(it)?));
        let content = content.ok_or(Reason::Truncated)?;
        frames += usize::from(kind == b"ANMF");
        take_chunk(kind, content, budget, notes);
        at = start + content.len().next_multiple_of(2);
    }
    notes.several("frames", frames);
    notes.tail(after);
    if bytes.len() < end { Err(Reason::Truncated) } else { Ok(()) }
}

fn take_chunk(kind: &[u8], content: &[u8], budget: &Budget, notes: &mut Notes<'_>) {
    match kind {
        b"EXIF" => take_exif(content, budget, notes),
        b"XMP " => xmp::take(content, notes),
        b"VP8X" => {
            let size = long(content, 3).zip(long(content, 6));
            let size = size.map(|(width, height)| ((width >> 8) + 1, (height >> 8) + 1));
            size.into_iter().for_each(|(width, height)| notes.measure(width, height));
        }
        b"VP8 " => {
            let size = short(content, 6).zip(short(content, 8));
            size.into_iter().for_each(|(width, height)| {
                notes.measure((width & 0x3FFF).into(), (height & 0x3FFF).into());
            });
        }
        b"VP8L" => {
            if let Some(bits) = long(content, 1) {
                notes.measure((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
            }
        }
        b"ICCP" | b"ANIM" | b"ANMF" | b"ALPH" => {}
        _ => notes.scan(Layer::ImageMetadata, "unknown chunk", content),
    }
}
