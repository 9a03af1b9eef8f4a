//! Takes the disguise off a rich text that was made of a page or of plain text
//! ([MS-OXRTFEX] 2.1 and 3.1): its marks in, the layout that stands for them out.

use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252};

use crate::read::ole::properties::code_page;

/// What a rich text was made of.
pub(in crate::read) enum Disguise {
    Page(String),
    Plain(String),
    /// It is itself.
    Nothing,
}

/// The bytes at the front in which it says what it was made of.
const FRONT: usize = 512;

/// Groups that hold no text.
const SILENT: &[&[u8]] =
    &[b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"mhtmltag"];

/// The texts of control words within a page and within plain text.
const WORDS: &[(&[u8], &str, &str)] = &[
    (b"par", "\r\n", "\r\n"),
    (b"line", "\r\n", "\r\n"),
    (b"tab", "\t", "\t"),
    (b"lquote", "&lsquo;", "\u{2018}"),
    (b"rquote", "&rsquo;", "\u{2019}"),
    (b"ldblquote", "&ldquo;", "\u{201c}"),
    (b"rdblquote", "&rdquo;", "\u{201d}"),
    (b"bullet", "&bull;", "\u{2022}"),
    (b"endash", "&ndash;", "\u{2013}"),
    (b"emdash", "&mdash;", "\u{2014}"),
];

/// What a rich text is without its disguise.
pub(in crate::read) fn disguise(rtf: &[u8]) -> Disguise {
    let front = &rtf[..rtf.len().min(FRONT)];
    let has = |word: &[u8]| memchr::memmem::find(front, word).is_some();
    if has(b"\\fromhtml1") {
        return Disguise::Page(Walk::new(rtf, true).text());
    }
    if has(b"\\fromtext") {
        return Disguise::Plain(Walk::new(rtf, false).text());
    }
    Disguise::Nothing
}

/// What is true within a group.
#[derive(Clone, Copy, Default)]
struct Group {
    /// It holds no text.
    is_silent: bool,
    /// It stands for a mark and is none of the page.
    is_layout: bool,
    /// The bytes that follow a character of Unicode for programs that know none.
    skipped: u32,
}

/// The walk over a rich text.
struct Walk<'a> {
    rest: &'a [u8],
    of_page: bool,
    encoding: &'static Encoding,
    groups: Vec<Group>,
    now: Group,
    /// Bytes that are still to be passed over.
    skip: u32,
    /// Characters of one text, not decoded yet.
    narrow: Vec<u8>,
    wide: Vec<u8>,
    text: String,
}

/// A group deeper than this is passed over.
const DEEPEST: usize = 10_000;

impl<'a> Walk<'a> {
    fn new(rtf: &'a [u8], of_page: bool) -> Self {
        Walk {
            rest: rtf,
            of_page,
            encoding: WINDOWS_1252,
            groups: Vec::new(),
            now: Group { skipped: 1, ..Group::default() },
            skip: 0,
            narrow: Vec::new(),
            wide: Vec::new(),
            text: String::new(),
        }
    }

    /// The whole text.
    fn text(mut self) -> String {
        while let Some((first, rest)) = self.rest.split_first() {
            self.rest = rest;
            match first {
                b'{' if self.groups.len() < DEEPEST => self.groups.push(self.now),
                b'}' => self.now = self.groups.pop().unwrap_or(self.now),
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(*byte),
            }
        }
        self.flush();
        self.text
    }

    /// Takes what follows a backslash.
    fn control(&mut self) {
        let Some((first, rest)) = self.rest.split_first() else { return };
        if first.is_ascii_alphabetic() {
            return self.word();
        }
        self.rest = rest;
        match first {
            b'\'' => {
                let digit = |at: usize| char::from(*rest.get(at)?).to_digit(16);
                if let (Some(high), Some(low)) = (digit(0), digit(1)) {
                    self.rest = &rest[2..];
                    self.byte((high << 4 | low) as u8);
                }
            }
            b'*' => {
                let is_tag = self.of_page && self.rest.starts_with(b"\\htmltag");
                self.now = Group { is_silent: !is_tag, ..self.now };
            }
            b'~' => self.push(if self.of_page { "&nbsp;" } else { "\u{a0}" }),
            b'_' => self.push(if self.of_page { "&shy;" } else { "\u{ad}" }),
            b'\\' | b'{' | b'}' => self.byte(*first),
            b'\r' | b'\n' => self.push("\r\n"),
            _ => {}
        }
    }

    /// Takes a control word with its number.
    fn word(&mut self) {
        let letters = self.rest.iter().take_while(|it| it.is_ascii_alphabetic()).count();
        let (word, rest) = self.rest.split_at(letters);
        let is_digit = |(at, it): &(usize, &u8)| it.is_ascii_digit() || (*at == 0 && **it == b'-');
        let digits = rest.iter().enumerate().take_while(is_digit).count();
        let number = std::str::from_utf8(&rest[..digits]).ok().and_then(|it| it.parse().ok());
        let rest = &rest[digits..];
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        self.take(word, number);
    }

    fn take(&mut self, word: &[u8], number: Option<i64>) {
        if let Some(row) = WORDS.iter().find(|row| row.0 == word) {
            return self.push(if self.of_page { row.1 } else { row.2 });
        }
        match word {
            b"htmlrtf" => self.now.is_layout = number != Some(0),
            b"uc" => self.now.skipped = number.and_then(|it| u32::try_from(it).ok()).unwrap_or(1),
            b"u" => {
                if self.is_told() {
                    self.decode_narrow();
                    let unit = number.unwrap_or_default() as u16;
                    self.wide.extend(unit.to_le_bytes());
                }
                self.skip = self.now.skipped;
            }
            b"ansicpg" => {
                let page = number.and_then(|it| u16::try_from(it).ok());
                self.encoding = page.map_or(self.encoding, code_page);
            }
            b"bin" => {
                let count = number.and_then(|it| usize::try_from(it).ok()).unwrap_or_default();
                self.rest = &self.rest[count.min(self.rest.len())..];
            }
            _ if SILENT.contains(&word) => self.now.is_silent = true,
            _ => {}
        }
    }

    /// Whether what is met is of the text.
    fn is_told(&self) -> bool {
        !self.now.is_silent && !self.now.is_layout
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if self.is_told() && !self.groups.is_empty() {
            self.decode_wide();
            self.narrow.push(byte);
        }
    }

    fn push(&mut self, text: &str) {
        if self.is_told() {
            self.flush();
            self.text.push_str(text);
        }
    }

    fn flush(&mut self) {
        self.decode_narrow();
        self.decode_wide();
    }

    fn decode_narrow(&mut self) {
        if !self.narrow.is_empty() {
            self.text.push_str(&self.encoding.decode_without_bom_handling(&self.narrow).0);
            self.narrow.clear();
        }
    }

    fn decode_wide(&mut self) {
        if !self.wide.is_empty() {
            self.text.push_str(&UTF_16LE.decode_without_bom_handling(&self.wide).0);
            self.wide.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(rtf: &str) -> String {
        match disguise(rtf.as_bytes()) {
            Disguise::Page(text) | Disguise::Plain(text) => text,
            Disguise::Nothing => String::new(),
        }
    }

    #[test]
    fn a_page_and_a_plain_text_come_out_of_their_disguise() {
        let cases = [
            (
                "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 {\\fonttbl{\\f0 Arial;}}{\\*\\htmltag64 <p>}\
                 \\htmlrtf {\\b\\htmlrtf0 Zo\\'eb Bay\\htmlrtf }\\htmlrtf0 {\\*\\mhtmltag x}\
                 {\\*\\htmltag72 </p>}}",
                "<p>Zoë Bay</p>",
            ),
            ("{\\rtf1\\ansi\\fromtext one\\par two \\u233?\\tab\\'80\\{}", "one\r\ntwo é\t€{"),
            ("{\\rtf1\\ansi plain rich text}", ""),
        ];
        for (rtf, expected) in cases {
            assert_eq!(page(rtf), expected, "{rtf}");
        }
    }
}
