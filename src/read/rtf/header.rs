//! What the front of a rich text says for all of it: fonts with their encodings,
//! colours, and who changed it.

use encoding_rs::{Encoding, WINDOWS_1252};
use rustc_hash::FxHashMap;

use super::tokens::{Token, Tokens};
use crate::read::ole::properties::code_page;
use crate::read::ooxml::colour::Rgb;

/// How many fonts, colours and people are kept.
const MOST: usize = 65_536;

/// The code pages of the sets of characters that fonts name (RTF 1.9.1, "Font
/// Table": `\fcharset`).
const CHARSETS: &[(i32, u16)] = &[
    (0, 1252),
    (2, 1252),
    (77, 10_000),
    (128, 932),
    (129, 949),
    (130, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (163, 1258),
    (177, 1255),
    (178, 1256),
    (186, 1257),
    (204, 1251),
    (222, 874),
    (238, 1250),
];

/// What holds for the whole text.
#[derive(Debug)]
pub(super) struct Header {
    /// The encoding of what no font says.
    pub(super) encoding: &'static Encoding,
    fonts: FxHashMap<i32, &'static Encoding>,
    /// The font that is used where none is named.
    pub(super) font: i32,
    /// The colours by number; nothing for the program's choice.
    pub(super) colours: Vec<Option<Rgb>>,
    /// Who changed the text, by number.
    pub(super) authors: Vec<String>,
}

impl Default for Header {
    fn default() -> Self {
        Header {
            encoding: WINDOWS_1252,
            fonts: FxHashMap::default(),
            font: -1,
            colours: Vec::new(),
            authors: Vec::new(),
        }
    }
}

impl Header {
    /// Takes the code page of the text.
    pub(super) fn set_page(&mut self, page: Option<i32>) {
        if let Some(page) = page.and_then(|it| u16::try_from(it).ok()) {
            self.encoding = code_page(page);
        }
    }

    /// The encoding of a font.
    pub(super) fn encoding_of(&self, font: i32) -> &'static Encoding {
        self.fonts.get(&font).copied().unwrap_or(self.encoding)
    }

    /// The colour of a number.
    pub(super) fn colour(&self, number: i32) -> Option<Rgb> {
        self.colours.get(usize::try_from(number).ok()?).copied().flatten()
    }

    /// Takes the table of fonts.
    pub(super) fn take_fonts(&mut self, tokens: Tokens<'_>) {
        let mut font = -1;
        for token in tokens {
            let Token::Word(word, Some(number)) = token else { continue };
            let page = match word {
                b"f" => {
                    font = number;
                    continue;
                }
                b"fcharset" => CHARSETS.iter().find(|row| row.0 == number).map(|row| row.1),
                b"cpg" => u16::try_from(number).ok(),
                _ => None,
            };
            if let Some(page) = page.filter(|_| self.fonts.len() < MOST) {
                self.fonts.insert(font, code_page(page));
            }
        }
    }

    /// Takes the table of colours: a semicolon ends each.
    pub(super) fn take_colours(&mut self, tokens: Tokens<'_>) {
        let mut colour = None;
        for token in tokens {
            match token {
                Token::Word(word, Some(part)) => {
                    let at = [&b"red"[..], b"green", b"blue"].iter().position(|it| *it == word);
                    if let Some(at) = at {
                        colour.get_or_insert([0; 3])[at] = part.clamp(0, 255) as u8;
                    }
                }
                Token::Text(text) if self.colours.len() < MOST => {
                    let ends = text.iter().filter(|it| **it == b';').count();
                    self.colours.extend((0..ends).map(|_| colour.take()));
                }
                _ => {}
            }
        }
    }

    /// Takes the table of those who changed the text.
    pub(super) fn take_authors(&mut self, mut tokens: Tokens<'_>) {
        while let Some(token) = tokens.next() {
            if token == Token::Open && self.authors.len() < MOST {
                let span = tokens.skip_group();
                let name = super::plain::plain(tokens.within(span), self, self.encoding);
                self.authors.push(name.trim().trim_end_matches(';').to_owned());
            }
        }
    }

    /// Who a number stands for. The first of all is nobody.
    pub(super) fn author(&self, number: i32) -> &str {
        let number = usize::try_from(number).unwrap_or_default();
        let author = self.authors.get(number).map_or("", String::as_str);
        if author == "Unknown" { "" } else { author }
    }
}
