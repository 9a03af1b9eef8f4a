//! The queries of Power Query: a package of their source code within an XML
//! part, in base64 (MS-QDEFF 2.2).

use crate::document::{Enclosure, Layer, Reason, Sink};
use crate::read::strings::printable;
use crate::read::xml::{Node, walk};

/// The bytes before the package: a version and the package's length.
const FRONT: usize = 8;

/// Gives the package of a part to the sink, and what stands behind it:
/// permissions, names of queries and their results.
///
/// # Errors
///
/// When the part is damaged.
pub(super) fn push_mashup(bytes: &[u8], part: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut encoded = String::new();
    walk(bytes, |node| {
        if let Node::Text(text) = node {
            encoded.push_str(text);
        }
    })?;
    let decoded = base64(&encoded).ok_or_else(|| Reason::Malformed {
        format: "base64",
        detail: "it has a character that does not belong".into(),
    })?;
    let length = decoded.get(4..FRONT).and_then(|it| it.try_into().ok()).map(u32::from_le_bytes);
    let end = length.ok_or(Reason::Truncated)? as usize + FRONT;
    let package = decoded.get(FRONT..end).ok_or(Reason::Truncated)?;
    sink.enclose(Enclosure { name: &format!("{part}/queries.zip"), bytes: package });
    printable(&decoded[end..], Layer::Connection, part, sink);
    Ok(())
}

/// The bytes of a text in base64 (RFC 4648, 4), blanks within it skipped.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text.bytes().filter(|it| !it.is_ascii_whitespace() && *it != b'=') {
        bits = bits << 6 | value(letter)?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

/// What a letter of base64 stands for.
fn value(letter: u8) -> Option<u32> {
    let value = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_the_standard() {
        // The test vectors of RFC 4648, 10.
        let cases =
            [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9v\nYmFy", "foobar")];
        for (encoded, decoded) in cases {
            assert_eq!(base64(encoded), Some(decoded.as_bytes().to_vec()), "{encoded}");
        }
        assert_eq!(base64("Zm9*"), None);
    }
}
