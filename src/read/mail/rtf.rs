//! The formatted body of a message of Outlook: packed rich text ([MS-OXRTFCP])
//! that often is a page or plain text in disguise ([MS-OXRTFEX]).

mod disguise;

pub(in crate::read) use disguise::{Disguise, disguise};

use crate::document::Reason;
use crate::read::Budget;

/// What the packed text may refer back to before it has begun ([MS-OXRTFCP]
/// 2.1.3.1.1).
const FIRST: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \
\\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\
\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// The bytes that it may refer back to.
const WINDOW: usize = 4096;

/// The bytes of the header: the sizes packed and unpacked, the kind, a checksum.
const HEADER: usize = 16;

/// The text of a packed body.
///
/// # Errors
///
/// When it is cut off, of an unknown kind, or larger than a limit.
pub(super) fn unpacked(bytes: &[u8], budget: &Budget) -> Result<Vec<u8>, Reason> {
    let (header, packed) = bytes.split_at_checked(HEADER).ok_or(Reason::Truncated)?;
    let size = u32::from_le_bytes([header[4], header[5], header[6], header[7]]) as usize;
    match &header[8..12] {
        b"MELA" => Ok(packed[..size.min(packed.len())].to_vec()),
        b"LZFu" => {
            // Two bytes stand for 17 at the most.
            budget.unpack(size.min(packed.len().saturating_mul(9)) as u64)?;
            expanded(packed).ok_or(Reason::Truncated)
        }
        _ => Err(Reason::Malformed {
            format: "compressed RTF",
            detail: "its kind is unknown".into(),
        }),
    }
}

/// The unpacked text; nothing if it ends before its end.
fn expanded(packed: &[u8]) -> Option<Vec<u8>> {
    let mut window = [b' '; WINDOW];
    window[..FIRST.len()].copy_from_slice(FIRST);
    let mut at = FIRST.len();
    let mut text = Vec::with_capacity(packed.len() * 2);
    let mut rest = packed.iter();
    loop {
        let control = *rest.next()?;
        for bit in 0..8 {
            if control >> bit & 1 == 0 {
                put(*rest.next()?, &mut window, &mut at, &mut text);
                continue;
            }
            let token = u16::from_be_bytes([*rest.next()?, *rest.next()?]);
            let (from, length) = (usize::from(token >> 4), usize::from(token & 0xF) + 2);
            if from == at {
                return Some(text);
            }
            for step in 0..length {
                let byte = window[(from + step) % WINDOW];
                put(byte, &mut window, &mut at, &mut text);
            }
        }
    }
}

fn put(byte: u8, window: &mut [u8; WINDOW], at: &mut usize, text: &mut Vec<u8>) {
    window[*at] = byte;
    *at = (*at + 1) % WINDOW;
    text.push(byte);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    /// The example of [MS-OXRTFCP] 4.1.1.
    #[test]
    fn a_packed_text_is_that_of_the_specification() {
        let packed =
            b"\x2d\0\0\0\x2b\0\0\0\x4c\x5a\x46\x75\xf1\xc5\xc7\xa7\x03\0\x0a\0\x72\x63\x70\
            \x67\x31\x32\x35\x42\x32\x0a\xf3\x20\x68\x65\x6c\x09\0\x20\x62\x77\x05\xb0\x6c\x64\x7d\
            \x0a\x80\x0f\xa0";
        let budget = Budget::new(Limits::default());
        let text = unpacked(packed, &budget).expect("it is whole");
        assert_eq!(text, b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
        for length in 0..packed.len() - 1 {
            assert!(unpacked(&packed[..length], &budget).is_err(), "{length}");
        }
    }
}
