//! What follows the end of a file: no program shows it, and it goes out with the
//! rest.

use super::strings::printable;
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};

/// The bytes of a rest above which it is more than a stray mark.
const STRAY: usize = 32;

/// Fronts of files that are hung behind others: pictures, films, archives,
/// documents (PRONOM).
const FRONTS: &[(&[u8], &str)] = &[
    (b"\xFF\xD8\xFF", "jpg"),
    (b"\x89PNG\r\n", "png"),
    (b"PK\x03\x04", "zip"),
    (b"%PDF-", "pdf"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "ole"),
    (b"Rar!\x1A\x07", "rar"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
    (b"<?xml", "xml"),
];

/// Where a film says what it is (ISO 14496-12, 4.3).
const FILM: (usize, &[u8]) = (4, b"ftyp");

/// Pushes what follows the end of a file. A file in it is looked into; what an
/// editor shows of the rest is told; the rest that shows nothing is a gap.
pub(super) fn push_tail(bytes: &[u8], sink: &mut dyn Sink) {
    let Some(start) = bytes.iter().position(|byte| *byte != 0) else { return };
    // The four bytes before the mark of a film are its length.
    let is_film = |at: usize| bytes.get(at + FILM.0..).is_some_and(|it| it.starts_with(FILM.1));
    let film = (0..=start).rev().take(FILM.0).find(|at| is_film(*at));
    let rest = &bytes[film.unwrap_or(start)..];
    let known = FRONTS.iter().find(|(front, _)| rest.starts_with(front)).map(|it| it.1);
    if let Some(extension) = known.or(film.map(|_| "mp4")) {
        push_length(rest.len(), sink);
        let name = format!("after the end.{extension}");
        return sink.enclose(Enclosure { name: &name, bytes: rest });
    }
    printable(rest, Layer::TrailingBytes, "after the end", sink);
    if rest.len() > STRAY && !is_text(rest) {
        push_length(rest.len(), sink);
        sink.gap(Gap::part("after the end", Reason::UnknownFormat));
    }
}

/// Pushes how much there is.
fn push_length(length: usize, sink: &mut dyn Sink) {
    sink.open(Container::text("after the end", Layer::TrailingBytes));
    let words = format!("{length} bytes");
    sink.push(Fragment::new(&words, Layer::TrailingBytes, Place::Whole));
    sink.close();
}

/// Whether nearly all of the bytes are text.
fn is_text(bytes: &[u8]) -> bool {
    let shown = bytes.iter().filter(|it| it.is_ascii_graphic() || it.is_ascii_whitespace());
    shown.count() * 10 >= bytes.len() * 9
}
