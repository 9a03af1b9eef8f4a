//! The content of a message that is signed as a whole: bytes within the structure
//! of its signature (RFC 5652, 5.1 and 5.2; X.690).

use memchr::memmem;

/// The kinds of such a structure and of what is in it: signed data, plain data.
const SIGNED: &[u8] = b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02";
const DATA: &[u8] = b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01";

/// The bytes at the front in which it says what it is.
const FRONT: usize = 64;

/// A string of bytes, and one that is made of several.
const BYTES: u8 = 0x04;
const PIECES: u8 = 0x24;

/// The content, and what follows it: certificates with the names of signers.
/// Nothing if the structure is another one.
pub(super) fn content(bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    memmem::find(bytes.get(..FRONT).unwrap_or(bytes), SIGNED)?;
    let behind = &bytes[memmem::find(bytes, DATA)? + DATA.len()..];
    let (.., within) = element(behind).filter(|it| it.0 == 0xA0)?;
    let (tag, length, mut rest) = element(within)?;
    match (tag, length) {
        (BYTES, Some(length)) => Some((rest.get(..length)?.to_vec(), &rest[length..])),
        (PIECES, length) => {
            let end = length.map_or(0, |length| rest.len().saturating_sub(length));
            let mut content = Vec::new();
            while rest.len() > end {
                let Some((BYTES, Some(length), inner)) = element(rest) else { break };
                content.extend_from_slice(inner.get(..length)?);
                rest = &inner[length..];
            }
            Some((content, rest))
        }
        _ => None,
    }
}

/// The element at the front: its tag, its length if it has one, and the bytes
/// from its content on.
fn element(bytes: &[u8]) -> Option<(u8, Option<usize>, &[u8])> {
    let (tag, first) = (*bytes.first()?, *bytes.get(1)?);
    let rest = &bytes[2..];
    match first {
        0x80 => Some((tag, None, rest)),
        0x00..0x80 => Some((tag, Some(first.into()), rest)),
        _ => {
            let digits = usize::from(first & 0x7F);
            let length = rest.get(..digits).filter(|_| digits <= 4)?;
            let length = length.iter().fold(0, |sum, it| sum << 8 | usize::from(*it));
            Some((tag, Some(length), &rest[digits..]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_is_found_in_one_piece_and_in_several() {
        let front = [b"\x30\x80", SIGNED, b"\xA0\x80\x30\x80\x30\x80", DATA].concat();
        let whole = [&front[..], b"\xA0\x05\x04\x03CatRest"].concat();
        let pieces = [&front[..], b"\xA0\x80\x24\x80\x04\x01C\x04\x81\x02at\0\0Rest"].concat();
        assert_eq!(content(&whole), Some((b"Cat".to_vec(), &b"Rest"[..])));
        assert_eq!(content(&pieces), Some((b"Cat".to_vec(), &b"\0\0Rest"[..])));
        assert_eq!(content(b"\x30\x80\x06\x09"), None);
    }
}
