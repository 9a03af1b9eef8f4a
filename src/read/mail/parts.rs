//! The parts of a multipart body (RFC 2046, 5.1), cut out of it one at a time
//! and never copied.

use memchr::{memchr, memmem};

/// The parts between the lines of a boundary.
pub(super) struct Parts<'a> {
    bytes: &'a [u8],
    mark: Vec<u8>,
    /// Where the next part begins.
    at: usize,
    /// Whether the line that ends all parts was there.
    pub(super) is_closed: bool,
}

/// A line of a boundary.
struct Line {
    start: usize,
    end: usize,
    is_last: bool,
}

impl<'a> Parts<'a> {
    /// What stands before the parts, and the parts; nothing if no line of the
    /// boundary is there.
    pub(super) fn of(bytes: &'a [u8], boundary: &str) -> Option<(&'a [u8], Self)> {
        let mark = format!("--{boundary}").into_bytes();
        let line = line(bytes, &mark, 0)?;
        let parts = Parts { bytes, mark, at: line.end, is_closed: line.is_last };
        Some((&bytes[..line.start], parts))
    }

    /// What stands after the parts.
    pub(super) fn after(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.is_closed || self.at >= self.bytes.len() {
            return None;
        }
        let from = self.at;
        let Some(line) = line(self.bytes, &self.mark, from) else {
            self.at = self.bytes.len();
            return Some(&self.bytes[from..]);
        };
        self.at = line.end;
        self.is_closed = line.is_last;
        let part = &self.bytes[from..line.start.max(from)];
        let part = part.strip_suffix(b"\n").unwrap_or(part);
        Some(part.strip_suffix(b"\r").unwrap_or(part))
    }
}

/// The next line of a boundary: nothing but blanks may follow it, or two
/// hyphens if it is the last.
fn line(bytes: &[u8], mark: &[u8], from: usize) -> Option<Line> {
    for found in memmem::find_iter(&bytes[from..], mark) {
        let start = from + found;
        if start > 0 && bytes[start - 1] != b'\n' {
            continue;
        }
        let behind = &bytes[start + mark.len()..];
        let end = memchr(b'\n', behind).map_or(behind.len(), |at| at + 1);
        let rest = behind[..end].trim_ascii();
        if rest.is_empty() || rest == b"--" {
            let is_last = rest == b"--";
            return Some(Line { start, end: start + mark.len() + end, is_last });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Parts;

    #[test]
    fn parts_are_what_stands_between_the_lines_of_a_boundary() {
        let body = b"before\r\n--a\r\none\r\n--ab\r\n\r\n--a \r\ntwo\n--a--\r\nafter";
        let (before, mut parts) = Parts::of(body, "a").expect("parts");
        let found: Vec<&[u8]> = parts.by_ref().collect();
        assert_eq!(before, b"before\r\n");
        assert_eq!(found, [&b"one\r\n--ab\r\n"[..], b"two"]);
        assert_eq!((parts.is_closed, parts.after()), (true, &b"after"[..]));
    }

    #[test]
    fn the_last_part_of_a_body_that_is_cut_off_is_kept() {
        let (_, mut parts) = Parts::of(b"--a\none\n--a\ntw", "a").expect("parts");
        assert_eq!(parts.by_ref().collect::<Vec<_>>(), [&b"one"[..], b"tw"]);
        assert!(!parts.is_closed);
        assert!(Parts::of(b"no parts", "a").is_none());
    }
}
