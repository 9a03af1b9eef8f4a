//! What a text editor would show of bytes that no reader understands: runs of
//! printable characters, narrow or in UTF-16. The scan behind every gap.

mod noise;
mod packed;

use noise::Around;
use packed::packed;

use crate::document::{Container, Fragment, Layer, Place, Sink};

/// The fewest characters that make a run: shorter ones are mostly chance.
const SHORTEST: usize = 5;

/// The bytes of text after which a run ends at the next blank.
const LONG: usize = 60 << 10;

/// The bytes of text after which a run ends wherever it is.
const LONGEST: usize = 64 << 10;

/// Reads the character at the front of the bytes, given the one before it, and
/// how many bytes it takes.
type Decode = fn(&[u8], char) -> Option<(char, usize)>;

/// Pushes the runs of printable characters in the bytes that may be words, each
/// with the number of its first byte, in one container. What is packed has none.
pub(super) fn printable(bytes: &[u8], layer: Layer, container: &str, sink: &mut dyn Sink) {
    let mut open = false;
    let packed = packed(bytes);
    let mut around = Around::new(bytes);
    runs(bytes, |at, text| {
        if packed.iter().any(|it| it.contains(&at)) || around.is_noise(at, text) {
            return;
        }
        if !open {
            sink.open(Container::text(container, layer));
            open = true;
        }
        let place = format!("byte {}", at + 1);
        sink.push(Fragment::new(text, layer, Place::Named(&place)));
    });
    if open {
        sink.close();
    }
}

/// Hands on the runs of printable characters in the bytes, each with the place of
/// its first byte.
pub(super) fn runs(bytes: &[u8], mut take: impl FnMut(usize, &str)) {
    let mut text = String::new();
    let mut at = 0;
    while at < bytes.len() {
        at += blank(&bytes[at..]);
        let length =
            run(&bytes[at..], wide, &mut text).or_else(|| run(&bytes[at..], narrow, &mut text));
        let Some(length) = length else {
            at += 1;
            continue;
        };
        take(at, text.trim());
        at += length;
    }
}

/// How many of the bytes at the front are zeros that no text begins with, so
/// that what is blank costs nothing. The last may be half of a character.
fn blank(bytes: &[u8]) -> usize {
    let zeros = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
    zeros.saturating_sub(1)
}

/// The bytes of the run at the front, its text in `text`; nothing when it is
/// too short to be one.
fn run(bytes: &[u8], decode: Decode, text: &mut String) -> Option<usize> {
    text.clear();
    let mut length = 0;
    let mut before = ' ';
    while let Some((letter, size)) = decode(&bytes[length..], before) {
        text.push(letter);
        length += size;
        before = letter;
        if text.len() >= LONGEST || (text.len() >= LONG && letter.is_whitespace()) {
            break;
        }
    }
    let is_long = length >= SHORTEST && text.trim().chars().nth(SHORTEST - 1).is_some();
    is_long.then_some(length)
}

/// A character of one byte, or of several in UTF-8. A lone byte above ASCII is
/// a letter of windows-1252 when it follows a letter.
fn narrow(bytes: &[u8], before: char) -> Option<(char, usize)> {
    let first = *bytes.first()?;
    if first.is_ascii() {
        return shown(char::from(first)).map(|letter| (letter, 1));
    }
    if let Some(found) = of_several_bytes(bytes) {
        return Some(found);
    }
    let is_letter = first >= 0xC0 && before.is_alphabetic();
    is_letter.then_some((char::from(first), 1))
}

/// A letter or a mark of UTF-8 beyond ASCII.
fn of_several_bytes(bytes: &[u8]) -> Option<(char, usize)> {
    let size = match bytes.first()? {
        0xC3..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => return None,
    };
    let letter = std::str::from_utf8(bytes.get(..size)?).ok()?.chars().next()?;
    shown(letter).map(|letter| (letter, size))
}

/// A character of UTF-16, low byte first.
fn wide(bytes: &[u8], _before: char) -> Option<(char, usize)> {
    let unit = u16::from_le_bytes([*bytes.first()?, *bytes.get(1)?]);
    let letter = char::from_u32(unit.into())?;
    let is_western = unit < 0x250 || (0x2010..0x2050).contains(&unit);
    is_western.then(|| shown(letter)).flatten().map(|letter| (letter, 2))
}

/// The character, if it is one that a page shows.
fn shown(letter: char) -> Option<char> {
    let is_shown = match letter {
        '\t' | '\n' | '\r' | ' '..='~' => true,
        '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2af}' | '\u{2010}'..='\u{2044}' => true,
        _ => letter > '\u{2af}' && letter.is_alphabetic(),
    };
    is_shown.then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8], decode: Decode) -> Option<String> {
        let mut text = String::new();
        run(bytes, decode, &mut text).map(|_| text)
    }

    #[test]
    fn a_run_is_five_characters_that_a_page_shows() {
        let cases: &[(&[u8], Option<&str>)] = &[
            (b"Smith\0", Some("Smith")),
            (b"Smit\0", None),
            (b"    S   \0", None),
            (b"Fran\xE7ois\0", Some("Fran\u{e7}ois")),
            ("Françoise\0".as_bytes(), Some("Françoise")),
            (b"\xFF\xFE\xFD\xFC\xFB", None),
        ];
        for (bytes, text) in cases {
            assert_eq!(text_of(bytes, narrow).as_deref(), *text, "{bytes:?}");
        }
    }

    #[test]
    fn a_run_of_utf_16_ends_at_an_odd_byte() {
        let bytes: Vec<u8> = "Zoë Bay".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of(&bytes, wide).as_deref(), Some("Zoë Bay"));
        assert_eq!(text_of(&bytes[..9], wide), None, "four characters and a half");
    }

    #[test]
    fn a_long_run_ends_at_a_blank() {
        let bytes = "word ".repeat(20_000);
        let text = text_of(bytes.as_bytes(), narrow).expect("a run");
        assert!(text.len() < LONGEST && text.ends_with("word "), "{} bytes", text.len());
    }
}
