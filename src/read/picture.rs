//! Pictures: what is in them beside what they show. What they show itself is a
//! gap, unless it is too small for a line of text.

mod clear;
mod exif;
mod gif;
mod heif;
mod icon;
mod iptc;
mod jpeg;
mod metafile;
mod notes;
mod photoshop;
mod png;
mod thumbnail;
mod tiff;
mod webp;
pub(super) mod xmp;

use notes::Notes;

use super::strings::printable;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Gap, Layer, Reason, Sink};

/// The most pixels that each side of a picture may have for it to be a mark that
/// nobody reads: icons and bullets are as large.
const ICON: u32 = 64;

/// The most pixels that one side may have: rules and spacers are as thin.
const THIN: u32 = 8;

/// A kind of picture: takes notes of what is in its bytes, and hands over the
/// files in them.
type Take = fn(&[u8], &Budget, &mut Notes<'_>) -> Result<(), Reason>;

/// Reads a picture of a kind.
fn read(
    take: Take,
    artefact: &Artefact<'_>,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    let mut notes = Notes::new(sink);
    let outcome = take(bytes, budget, &mut notes);
    let holds_text = notes.size.is_none_or(holds_text) && !notes.is_read;
    notes.push();
    if holds_text {
        sink.gap(Gap::whole(Reason::Picture));
    }
    if outcome.is_err() {
        printable(bytes, Layer::UnknownPart, "", sink);
    }
    outcome
}

/// Whether a picture of so many pixels has room for a line that can be read.
fn holds_text((width, height): (u32, u32)) -> bool {
    width.max(height) > ICON && width.min(height) > THIN
}

/// The number of two bytes at a place, the lower one first.
fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// The number of four bytes at a place, the lowest one first.
fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The number of two bytes at a place, the higher one first.
fn short_high(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// The number of four bytes at a place, the highest one first.
fn long_high(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

macro_rules! pictures {
    ($($kind:ident $name:literal $extensions:expr, $sniff:expr, $take:path;)+) => {
        $(pub(super) const $kind: Format = Format {
            name: $name,
            extensions: &$extensions,
            sniff: |artefact| $sniff(artefact.bytes()),
            read: |artefact, budget, sink| read($take, artefact, budget, sink),
        };)+
    };
}

/// Whether bytes have one of these at a place.
fn has(bytes: &[u8], at: usize, marks: &[&[u8]]) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    marks.iter().any(|mark| rest.starts_with(mark))
}

// The signatures are those of the PRONOM registry of The National Archives.
pictures! {
    JPEG "jpeg" ["jpg", "jpeg", "jpe", "jfif", "mpo"], |it| has(it, 0, &[b"\xFF\xD8\xFF"]), jpeg::take;
    PNG "png" ["png", "apng"], |it| has(it, 0, &[png::FRONT]), png::take;
    GIF "gif" ["gif"], |it| has(it, 0, &[b"GIF87a", b"GIF89a"]), gif::take;
    TIFF "tiff" [], |it| has(it, 0, &[b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"]), tiff::take;
    BMP "bmp" ["bmp", "dib"], |it| has(it, 0, &[b"BM"]) && has(it, 6, &[b"\0\0\0\0"]), icon::take_bitmap;
    ICON_FILE "icon" ["ico", "cur"],
        |it| has(it, 0, &[b"\0\0\x01\0", b"\0\0\x02\0"]) && icon::is_list(it), icon::take;
    WEBP "webp" ["webp"], |it| has(it, 0, &[b"RIFF"]) && has(it, 8, &[b"WEBP"]), webp::take;
    HEIF "heic" ["heic", "heif", "avif", "hif"],
        |it| has(it, 4, &[b"ftyphei", b"ftyphev", b"ftypmif", b"ftypmsf", b"ftypavi"]), heif::take;
    PSD "psd" ["psd", "psb"], |it| has(it, 0, &[b"8BPS\0\x01", b"8BPS\0\x02"]), photoshop::take;
    EMF "emf" ["emf"], |it| has(it, 40, &[b" EMF"]), metafile::take_enhanced;
    WMF "wmf" ["wmf"], |it| has(it, 0, &[b"\xD7\xCD\xC6\x9A", b"\x01\0\x09\0\0\x03"]), metafile::take;
}

#[cfg(test)]
mod tests {
    use super::holds_text;

    #[test]
    fn a_mark_or_a_rule_has_no_room_for_text() {
        let cases = [
            ((64, 64), false, "an icon"),
            ((1, 1), false, "a spacer"),
            ((1200, 8), false, "a rule"),
            ((65, 20), true, "a word"),
            ((1654, 2339), true, "a page"),
        ];
        for (size, room, what) in cases {
            assert_eq!(holds_text(size), room, "{what}");
        }
    }
}
