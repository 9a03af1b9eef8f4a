//! The front of a document, which says where everything lies ([MS-DOC] 2.5).

use std::ops::Range;

use encoding_rs::Encoding;

use super::bytes::{long, short};
use crate::document::Reason;
use crate::read::ole::properties::code_page;

/// What a document begins with, that of Word 6 and 95 being another, and the number of the version that Word 97 writes;
/// those before have a shorter front ([MS-DOC] 2.5.2).
const MARKS: [Option<u16>; 2] = [Some(0xA5EC), Some(0xA5DC)];
const WORD_97: u16 = 193;

/// The flags ([MS-DOC] 2.5.2): it is encrypted, its table stream is the first, it is
/// obfuscated by XOR.
const ENCRYPTED: u16 = 0x0100;
const FIRST_TABLE: u16 = 0x0200;
const OBFUSCATED: u16 = 0x8000;

/// Where the counts of letters and the list of places stand in Word 97 and later, and
/// where the counts and the pieces do in Word 6 and 95.
const COUNTS: usize = 0x4C;
const PLACES: usize = 0x9A;
const OLD_COUNTS: usize = 0x34;
const OLD_CLX: usize = 0x160;

/// The code pages of older documents by the language that they name, the lowest ten bits
/// of its number ([MS-LCID] 2.1).
const LANGUAGES: &[(u16, u16)] = &[
    (0x01, 1256),
    (0x02, 1251),
    (0x05, 1250),
    (0x08, 1253),
    (0x0D, 1255),
    (0x0E, 1250),
    (0x11, 932),
    (0x15, 1250),
    (0x18, 1250),
    (0x19, 1251),
    (0x1B, 1250),
    (0x1F, 1254),
    (0x22, 1251),
    (0x24, 1250),
];

/// The parts that a document's letters are of, in their order ([MS-DOC] 2.4.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Part {
    Main,
    Footnotes,
    Headers,
    Macros,
    Comments,
    Endnotes,
    Boxes,
    HeaderBoxes,
}

/// The parts in their order.
const PARTS: [Part; 8] = [
    Part::Main,
    Part::Footnotes,
    Part::Headers,
    Part::Macros,
    Part::Comments,
    Part::Endnotes,
    Part::Boxes,
    Part::HeaderBoxes,
];

/// What lies in the table stream, by its number in the list ([MS-DOC] 2.5.6).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Entry {
    Styles = 1,
    CommentMarks = 4,
    CommentTexts = 5,
    Sections = 6,
    FootnoteTexts = 3,
    GlossaryNames = 9,
    HeaderTexts = 11,
    Letters = 12,
    Paragraphs = 13,
    Bookmarks = 21,
    Settings = 31,
    Associations = 32,
    Pieces = 33,
    CommentAuthors = 36,
    FormFields = 45,
    EndnoteTexts = 47,
    Drawings = 50,
    Authors = 51,
    Captions = 52,
    Variables = 60,
    Route = 70,
    SavedBy = 71,
    FileNames = 72,
}

/// The front of a document.
#[derive(Debug)]
pub(super) struct Fib {
    pub(super) is_old: bool,
    pub(super) is_encrypted: bool,
    pub(super) is_obfuscated: bool,
    /// The name of the table stream.
    pub(super) table: &'static str,
    /// The bytes that say how it is encrypted.
    pub(super) key: u32,
    /// Where the text begins that is in one piece.
    pub(super) start: u32,
    /// The encoding of letters of one byte in older documents.
    pub(super) encoding: &'static Encoding,
    /// The bytes of the front itself.
    pub(super) length: usize,
    /// The place and the length of each entry in the table stream.
    places: Vec<(u32, u32)>,
    counts: Vec<u32>,
}

impl Fib {
    /// The front of a stream.
    ///
    /// # Errors
    ///
    /// When it is none, or cut off.
    pub(super) fn of(stream: &[u8]) -> Result<Self, Reason> {
        if !MARKS.contains(&short(stream, 0)) {
            let detail = "its front is damaged".to_owned();
            return Err(Reason::Malformed { format: "doc", detail });
        }
        Self::parse(stream).ok_or(Reason::Truncated)
    }

    fn parse(stream: &[u8]) -> Option<Self> {
        let (version, flags) = (short(stream, 2)?, short(stream, 10)?);
        let is_old = version < WORD_97;
        let first = if is_old { OLD_COUNTS } else { COUNTS };
        let counts = (0..PARTS.len()).map(|it| long(stream, first + 4 * it));
        let (places, length) = match is_old {
            true => {
                let place = (long(stream, OLD_CLX)?, long(stream, OLD_CLX + 4)?);
                let mut places = vec![(0, 0); Entry::Pieces as usize];
                places.push(place);
                (places, OLD_CLX + 8)
            }
            false => {
                let count = usize::from(short(stream, PLACES - 2)?);
                let place =
                    |it| Some((long(stream, PLACES + 8 * it)?, long(stream, PLACES + 8 * it + 4)?));
                let behind = PLACES + 8 * count;
                let more = usize::from(short(stream, behind).unwrap_or(0)) * 2;
                ((0..count).map_while(place).collect(), behind + 2 + more)
            }
        };
        Some(Fib {
            is_old,
            is_encrypted: flags & ENCRYPTED != 0,
            is_obfuscated: flags & OBFUSCATED != 0,
            table: match (is_old, flags & FIRST_TABLE) {
                (true, _) => "/WordDocument",
                (_, 0) => "/0Table",
                _ => "/1Table",
            },
            key: long(stream, 14)?,
            start: long(stream, 24)?,
            encoding: encoding(short(stream, 6)?),
            length,
            places,
            counts: counts.collect::<Option<Vec<u32>>>()?,
        })
    }

    /// The letters of each part that has any.
    pub(super) fn parts(&self) -> Vec<(Part, Range<u32>)> {
        let mut at = 0_u32;
        let mut parts = Vec::new();
        for (part, count) in PARTS.into_iter().zip(&self.counts) {
            // What was no number of letters in older versions is none here.
            let count = (*count).min(i32::MAX as u32);
            let end = at.saturating_add(count);
            if count > 0 {
                parts.push((part, at..end));
            }
            at = end;
        }
        parts
    }

    /// How many letters there are.
    pub(super) fn letters(&self) -> u32 {
        self.counts.iter().fold(0, |sum, it| sum.saturating_add(*it))
    }

    /// The bytes of an entry in the table stream; none if it is not there.
    pub(super) fn bytes<'t>(&self, entry: Entry, table: &'t [u8]) -> &'t [u8] {
        let Some((at, length)) = self.places.get(entry as usize).copied() else { return &[] };
        let (at, length) = (at as usize, length as usize);
        let end = at.saturating_add(length).min(table.len());
        table.get(at..end).unwrap_or_default()
    }

    /// Where the entries lie in the table stream.
    pub(super) fn places(&self) -> impl Iterator<Item = Range<usize>> {
        let filled = self.places.iter().filter(|it| it.1 > 0);
        filled.map(|(at, length)| *at as usize..(*at as usize).saturating_add(*length as usize))
    }
}

/// The encoding of documents in a language.
fn encoding(language: u16) -> &'static Encoding {
    let row = LANGUAGES.iter().find(|row| row.0 == language & 0x3FF);
    code_page(row.map_or(1252, |row| row.1))
}
