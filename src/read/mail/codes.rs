//! How the bytes of a part travel (RFC 2045, 6): as they are, in base64, or
//! quoted.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use crate::document::Reason;
use crate::read::base64;

/// The bytes of a part, and what is wrong with them.
pub(super) struct Carried<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    pub(super) fault: Option<Reason>,
    /// What stands behind the end of the encoded bytes.
    pub(super) after: &'a [u8],
}

/// The bytes that a part carries.
pub(super) fn carried<'a>(body: &'a [u8], encoding: &str) -> Carried<'a> {
    let plain = |fault| Carried { bytes: Cow::Borrowed(body), fault, after: &[] };
    match encoding.trim().to_ascii_lowercase().as_str() {
        "" | "7bit" | "8bit" | "binary" | "7-bit" | "8-bit" | "none" => plain(None),
        "base64" => {
            let (code, after) = body.split_at(end(body));
            let (bytes, is_whole) = base64::lenient(code);
            let fault = (!is_whole).then(|| damaged("its base64 is damaged"));
            Carried { bytes: Cow::Owned(bytes), fault, after }
        }
        "quoted-printable" => {
            let (bytes, is_whole) = unquoted(body);
            let fault = (!is_whole).then(|| damaged("its quoted-printable is damaged"));
            Carried { bytes: Cow::Owned(bytes), fault, after: &[] }
        }
        "x-uuencode" | "uuencode" | "x-uue" => plain(None), // found in the text itself
        _ => plain(Some(Reason::NotInThisVersion("this transfer encoding"))),
    }
}

/// That a part is not what it should be.
pub(super) fn damaged(detail: &str) -> Reason {
    Reason::Malformed { format: "MIME", detail: detail.to_owned() }
}

/// Where base64 ends: behind the line with its padding. Lists add lines of their
/// own behind it.
fn end(body: &[u8]) -> usize {
    let Some(pad) = memchr(b'=', body) else { return body.len() };
    memchr(b'\n', &body[pad..]).map_or(body.len(), |at| pad + at + 1)
}

/// Bytes as they were before they were quoted, and whether all codes were good.
/// What is no code stays as it is.
fn unquoted(body: &[u8]) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    let mut is_whole = true;
    while let Some(at) = memchr(b'=', rest) {
        bytes.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(next) = soft_end(rest) {
            rest = next;
        } else if let Some(byte) = code(rest) {
            bytes.push(byte);
            rest = &rest[2..];
        } else {
            bytes.push(b'=');
            is_whole &= rest.is_empty();
        }
    }
    bytes.extend_from_slice(rest);
    (bytes, is_whole)
}

/// What follows a line end that is none of the text.
fn soft_end(rest: &[u8]) -> Option<&[u8]> {
    let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    rest[blanks..].strip_prefix(b"\n")
}

/// The byte of two hexadecimal digits.
fn code(rest: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let value = digit(*rest.first()?)? << 4 | digit(*rest.get(1)?)?;
    u8::try_from(value).ok()
}

/// The files that stand in a text in uuencode (POSIX, uuencode): name and bytes.
pub(super) fn uuencoded(text: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for at in memmem::find_iter(text, b"begin ") {
        if at > 0 && text[at - 1] != b'\n' {
            continue;
        }
        files.extend(uu_file(&text[at + 6..]));
    }
    files
}

fn uu_file(text: &[u8]) -> Option<(String, Vec<u8>)> {
    let mut lines = text.split(|byte| *byte == b'\n').map(|line| line.trim_ascii_end());
    let first = String::from_utf8_lossy(lines.next()?);
    let (mode, name) = first.split_once(' ')?;
    let is_mode = (3..=4).contains(&mode.len()) && mode.bytes().all(|it| it.is_ascii_digit());
    if !is_mode || name.trim().is_empty() {
        return None;
    }
    let mut bytes = Vec::new();
    for line in lines {
        if line.is_empty() || line == b"end" || line == b"`" {
            break;
        }
        uu_line(line, &mut bytes)?;
    }
    Some((name.trim().to_owned(), bytes))
}

/// Adds the bytes of a line; nothing if it is none.
fn uu_line(line: &[u8], bytes: &mut Vec<u8>) -> Option<()> {
    let value = |byte: &u8| (0x20..=0x60).contains(byte).then(|| u32::from(byte - 0x20) & 0x3F);
    let count = value(line.first()?)? as usize;
    let before = bytes.len();
    for four in line[1..].chunks(4) {
        let mut bits = 0;
        for place in 0..4 {
            bits = bits << 6 | four.get(place).map_or(Some(0), value)?;
        }
        bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
    }
    bytes.truncate(before + count);
    (bytes.len() == before + count).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_out_as_they_went_in() {
        let cases: &[(&str, &[u8], &[u8])] = &[
            ("7bit", b"Bay", b"Bay"),
            ("Base64", b"QmF5\r\n", b"Bay"),
            ("quoted-printable", b"Zo=C3=ABs =\r\nBay=3D", b"Zo\xC3\xABs Bay="),
        ];
        for (encoding, body, bytes) in cases {
            let carried = carried(body, encoding);
            assert_eq!(carried.bytes, *bytes, "{encoding}");
            assert_eq!(carried.fault, None, "{encoding}");
        }
        assert!(carried(b"Qm!F5", "base64").fault.is_some());
        let quoted = carried(b"a =zz", "quoted-printable");
        assert_eq!((&quoted.bytes[..], quoted.fault.is_some()), (&b"a =zz"[..], true));
        assert_eq!(carried(b"QmE=\nfooter", "base64").after, b"footer");
        assert!(carried(b"x", "x-zip").fault.is_some());
    }

    #[test]
    fn a_file_within_a_text_is_told() {
        let text = b"Hello\nbegin 644 a.txt\n#0V%T\n`\nend\nBye";
        assert_eq!(uuencoded(text), [("a.txt".to_owned(), b"Cat".to_vec())]);
        assert!(uuencoded(b"begin 644 the day with a walk\nDear all").is_empty());
    }
}
