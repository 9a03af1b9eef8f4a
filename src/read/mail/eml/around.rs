//! What stands around the parts of a message, where no program shows it.

use crate::document::{Layer, Sink};
use crate::read::encoding::Encoded;
use crate::read::strings::printable;
use crate::read::text::push_lines;

/// What stands before the parts for programs that know of none. It is no text
/// of the sender's.
const CUSTOMARY: &[&str] = &[
    "This is a multi-part message in MIME format",
    "This is a multipart message in MIME format",
    "This is a MIME-formatted message",
    "This is a cryptographically signed message in MIME format",
    "This is an OpenPGP/MIME signed message (RFC 4880 and 3156)",
    "This is an OpenPGP/MIME encrypted message (RFC 4880 and 3156)",
];

/// Pushes what stands before the parts, and no program shows.
pub(super) fn push_before(before: &[u8], sink: &mut dyn Sink) {
    let Some(text) = Encoded::of(before) else {
        return printable(before, Layer::HiddenText, "before the parts", sink);
    };
    let whole = text.whole();
    let plain = whole.trim().trim_end_matches('.');
    if !plain.is_empty() && !CUSTOMARY.contains(&plain) {
        push_lines(&text, "before the parts", Layer::HiddenText, sink);
    }
}

/// Pushes what stands after the parts.
pub(super) fn push_after(after: &[u8], sink: &mut dyn Sink) {
    if after.trim_ascii().is_empty() {
        return;
    }
    match Encoded::of(after) {
        Some(text) => push_lines(&text, "after the parts", Layer::TrailingBytes, sink),
        None => printable(after, Layer::TrailingBytes, "after the parts", sink),
    }
}
