//! Which encoding a text is in, and its text: borrowed when it is UTF-8,
//! decoded piece by piece when it is not.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memchr;

use super::Budget;
use super::strings::printable;
use crate::document::{Layer, Reason, Sink};

/// The bytes at the front by which a text is told from anything else.
pub(super) const HEAD: usize = 64 << 10;

/// The bytes by which a legacy encoding is guessed.
const GUESSED_BY: usize = 1 << 20;

/// The characters of a decoded piece, in bytes of UTF-8.
const PIECE: usize = 64 << 10;

/// The bytes of a text and the encoding that they are in.
pub(super) struct Encoded<'a> {
    bytes: &'a [u8],
    encoding: &'static Encoding,
}

impl<'a> Encoded<'a> {
    /// The text that the bytes are; nothing when they are no text.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
            let text = Encoded { bytes: &bytes[mark..], encoding };
            return text.is_legible().then_some(text);
        }
        let head = &bytes[..bytes.len().min(HEAD)];
        if let Some(encoding) = sixteen_bits(head) {
            return Some(Encoded { bytes, encoding });
        }
        if !is_clean(head) || is_ebcdic(head) {
            return None;
        }
        let encoding = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { guessed(bytes) };
        Some(Encoded { bytes, encoding })
    }

    /// The text that the bytes are. Those that are none are pushed as a plain
    /// editor shows them.
    ///
    /// # Errors
    ///
    /// When they are no text.
    pub(super) fn or_scanned(bytes: &'a [u8], sink: &mut dyn Sink) -> Result<Self, Reason> {
        Encoded::of(bytes).ok_or_else(|| {
            printable(bytes, Layer::UnknownPart, "", sink);
            Reason::UnknownFormat
        })
    }

    /// Whether the text may be held as a whole: one in UTF-8 is there already.
    ///
    /// # Errors
    ///
    /// When it has to be decoded, and is larger than a part may be.
    pub(super) fn may_be_whole(&self, budget: &Budget) -> Result<(), Reason> {
        let limit = budget.limits().part;
        if self.borrowed().is_none() && self.bytes.len() as u64 > limit {
            return Err(Reason::TooLarge { limit, unit: "bytes to decode" });
        }
        Ok(())
    }

    /// Whether the front of the text is text indeed: any bytes may begin with a
    /// mark.
    fn is_legible(&self) -> bool {
        let front = &self.bytes[..self.bytes.len().min(HEAD)];
        let (text, _) = self.encoding.decode_without_bom_handling(front);
        let is_clean = text.bytes().all(|byte| byte >= 0x20 || is_layout(byte));
        let replaced = text.matches('\u{fffd}').count();
        is_clean && replaced <= 1 + text.len() / 1_000
    }

    /// The text at the front of the bytes, enough to tell what it is.
    pub(super) fn head(bytes: &'a [u8]) -> Option<Cow<'a, str>> {
        let head = &bytes[..bytes.len().min(HEAD)];
        let whole = match std::str::from_utf8(head) {
            Err(error) if error.error_len().is_none() => &head[..error.valid_up_to()],
            _ => head,
        };
        Encoded::of(whole).map(|text| text.whole())
    }

    /// The same bytes in the encoding of a label, unless they say otherwise.
    pub(super) fn labelled(self, label: &str) -> Self {
        let named = Encoding::for_label(label.as_bytes());
        match named.filter(|named| named.is_ascii_compatible() && self.is_guess()) {
            Some(encoding) => Encoded { encoding, ..self },
            None => self,
        }
    }

    /// Whether the encoding is no more than a guess.
    fn is_guess(&self) -> bool {
        ![UTF_8, UTF_16LE, UTF_16BE].contains(&self.encoding)
    }

    /// The text, if it needs no decoding.
    pub(super) fn borrowed(&self) -> Option<&'a str> {
        let text = std::str::from_utf8(self.bytes).ok();
        text.filter(|_| self.encoding == UTF_8)
    }

    /// The whole text.
    pub(super) fn whole(&self) -> Cow<'a, str> {
        match self.borrowed() {
            Some(text) => Cow::Borrowed(text),
            None => self.encoding.decode_without_bom_handling(self.bytes).0,
        }
    }

    /// Hands over the text piece by piece. What the encoding does not know is
    /// replaced.
    pub(super) fn pieces(&self, take: &mut dyn FnMut(&str)) {
        let mut decoder = self.encoding.new_decoder_without_bom_handling();
        let mut piece = String::with_capacity(PIECE);
        let mut rest = self.bytes;
        loop {
            let (result, read, _) = decoder.decode_to_string(rest, &mut piece, true);
            rest = &rest[read..];
            take(&piece);
            piece.clear();
            if result == CoderResult::InputEmpty {
                return;
            }
        }
    }
}

/// The order of bytes of UTF-16 without a mark: nearly every second byte of a
/// western text is 0.
fn sixteen_bits(head: &[u8]) -> Option<&'static Encoding> {
    let units = head.len() / 2;
    if units == 0 || memchr(0, head).is_none() {
        return None;
    }
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|it| **it == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = units * 7 / 10;
    if odd > most && even == 0 {
        return is_clean_of(head.iter().step_by(2)).then_some(UTF_16LE);
    }
    (even > most && odd == 0 && is_clean_of(head.iter().skip(1).step_by(2))).then_some(UTF_16BE)
}

/// Whether the bytes are a text of a mainframe, which no program of today shows:
/// letters and digits of EBCDIC (IBM code page 37) and hardly anything else,
/// and neither blanks nor line ends of ASCII.
fn is_ebcdic(head: &[u8]) -> bool {
    if head.is_ascii() || head.contains(&b' ') || head.contains(&b'\n') {
        return false;
    }
    let is_letter = |byte: &&u8| {
        let (row, column) = (**byte >> 4, **byte & 0x0F);
        matches!((row, column), (0x8 | 0x9 | 0xC | 0xD, 1..=9) | (0xA | 0xE, 2..=9) | (0xF, 0..=9))
    };
    let is_mark = |byte: &&u8| matches!(**byte, 0x40 | 0x6B | 0x4B | 0x60 | 0x61 | 0x25 | 0x0D);
    let letters = head.iter().filter(is_letter).count();
    let marks = head.iter().filter(is_mark).count();
    marks > 0
        && letters > marks
        && (letters + marks) * 10 >= head.len() * 9
        && std::str::from_utf8(head).is_err()
}

/// Whether no byte is one that texts do not have.
fn is_clean(head: &[u8]) -> bool {
    is_clean_of(head.iter())
}

/// Whether no byte is a control character that does not lay out a text.
fn is_clean_of<'b>(mut bytes: impl Iterator<Item = &'b u8>) -> bool {
    bytes.all(|byte| *byte >= 0x20 || is_layout(*byte))
}

/// Whether a byte is a control character that lays out a text or ends it: tab,
/// line feed, vertical tab, form feed, return, Ctrl-Z, escape.
fn is_layout(byte: u8) -> bool {
    matches!(byte, 0x09..=0x0D | 0x1A | 0x1B)
}

/// The encoding that the bytes are most likely in, by the first of them that
/// are not ASCII.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let from = first.saturating_sub(HEAD);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[from..bytes.len().min(first + GUESSED_BY)], true);
    detector.guess(Some(b"uk"), Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_decoded_by_what_its_bytes_say() {
        let wide =
            |to: fn(u16) -> [u8; 2]| "Zoë, PC".encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let cases: &[(&[u8], Option<&str>)] = &[
            (b"", Some("")),
            ("Zoë, PC".as_bytes(), Some("Zoë, PC")),
            (b"\xEF\xBB\xBFZo\xC3\xAB, PC", Some("Zoë, PC")),
            (b"Zo\xEB, PC Caf\xE9 \xA3 20", Some("Zoë, PC Café £ 20")),
            (&wide(u16::to_le_bytes), Some("Zoë, PC")),
            (&wide(u16::to_be_bytes), Some("Zoë, PC")),
            (b"\xFF\xFEZ\0o\0", Some("Zo")),
            (b"\xFF\xFE\x01\0\x02\0", None),
            (b"PC\0Bay", None),
            (b"\xE2\xA4\x99\x95\x81\x94\x85\x6B\xD9\x81\x95\x92\x25", None), // Surname,Rank
            (b"\x01\x02\x03\x04", None),
        ];
        for (bytes, text) in cases {
            let whole = Encoded::of(bytes).map(|text| text.whole());
            assert_eq!(whole.as_deref(), *text, "{bytes:?}");
        }
    }

    #[test]
    fn pieces_make_the_whole_text() {
        let bytes: Vec<u8> = b"Zo\xEB Bay lives in a caf\xE9.\n".repeat(9_000);
        let text = Encoded::of(&bytes).expect("a text");
        let mut joined = String::new();
        text.pieces(&mut |piece| joined.push_str(piece));
        assert_eq!(joined, text.whole());
    }

    #[test]
    fn a_head_ends_between_two_characters() {
        let bytes = format!("{}é", "x".repeat(HEAD - 1));
        assert_eq!(Encoded::head(bytes.as_bytes()).map(|head| head.len()), Some(HEAD - 1));
    }
}
