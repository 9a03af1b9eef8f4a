//! What lies in the file and in none of its objects: before the header, between
//! the objects, after the end.

use memchr::memmem;

use crate::document::{Layer, Sink};
use crate::read::strings::printable;
use crate::read::tail::push_tail;

/// Words that stand between objects and tell nothing.
const FRAME: &[&[u8]] = &[b"xref", b"trailer", b"startxref"];

/// The bytes after an object in which the next one must begin for what is between
/// them to be a remark; what is longer is damage.
const LONGEST: usize = 64 << 10;

/// Pushes what no object holds.
pub(super) fn push(bytes: &[u8], sink: &mut dyn Sink) {
    let start = memmem::find(bytes, b"%PDF-").unwrap_or(0);
    printable(&bytes[..start], Layer::TrailingBytes, "before the document", sink);
    for mark in [&b"endobj"[..], b"%%EOF"] {
        for at in memmem::find_iter(bytes, mark) {
            let between = between(&bytes[at + mark.len()..]);
            printable(between, Layer::TrailingBytes, "between the objects", sink);
        }
    }
    if let Some(end) = memmem::rfind(bytes, b"%%EOF") {
        let rest = bytes[end + 5..].trim_ascii_start();
        if !rest.is_empty() && memmem::find(rest, b"endobj").is_none() {
            push_tail(rest, sink);
        }
    }
}

/// What stands between the end of an object and the front of the next one.
fn between(rest: &[u8]) -> &[u8] {
    let rest = rest.trim_ascii_start();
    if rest.first().is_none_or(u8::is_ascii_digit) || FRAME.iter().any(|it| rest.starts_with(it)) {
        return &[];
    }
    let near = &rest[..rest.len().min(LONGEST)];
    // The end of the next object is no front of one.
    let end = memmem::find(near, b"obj").filter(|end| near[..*end].ends_with(b" "));
    let Some(end) = end else { return &[] };
    let number = |it: &u8| it.is_ascii_digit() || it.is_ascii_whitespace();
    let length = near[..end].iter().rev().take_while(|it| number(it)).count();
    &near[..end - length]
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn a_remark_ends_where_the_next_object_begins() {
        let cases: &[(&[u8], &[u8])] = &[
            (b"\n12 0 obj\n<<", b""),
            (b"\n% for Jane Sample\n12 0 obj\n<<", b"% for Jane Sample"),
            (b"\nxref\n0 1\n", b""),
            (b"\n", b""),
        ];
        for (bytes, remark) in cases {
            assert_eq!(between(bytes), *remark);
        }
    }
}
