//! Names that a paragraph breaks over two lines: `… was seen by Niamh` and
//! `Donnelly at noon`. Lists, headings and tables break between names instead.

use super::super::names::class;
use super::letters::{capital_at, letters_end};
use super::words::{Shape, Word};

/// The bytes of a line below which it is no line of a paragraph that was broken
/// because it was full.
const SHORTEST: usize = 30;

/// The bytes of a line that are looked at.
const LONGEST: usize = 400;

/// Words in lower case that a line of a paragraph has at the least.
const PROSE_WORDS: usize = 3;

/// Where the next line begins, if it goes on with the name or the rank that ends
/// the line before.
pub(super) fn next_line(text: &str, at: usize, before: &Word) -> Option<usize> {
    let class = before.class;
    let announces = class.is_rank() || class.is_title() || class.forename() == 2;
    let capital = matches!(before.shape, Shape::Capital | Shape::Upper);
    if !capital || !(announces || class.is_rank_in_capitals()) {
        return None;
    }
    let next = at + if text[at..].starts_with("\r\n") { 2 } else { 1 };
    (is_surname(text, next) && is_prose(text, before.start)).then_some(next)
}

/// Whether a line begins with a surname and goes on behind it.
fn is_surname(text: &str, start: usize) -> bool {
    if text.as_bytes().get(start).is_none() || !capital_at(text, start) {
        return false;
    }
    let end = letters_end(text, start);
    let class = class(&text[start..end]);
    let behind = text.as_bytes().get(end..).unwrap_or_default();
    let continues = match behind {
        [b' ', next, ..] => next.is_ascii_alphanumeric(),
        [first, ..] => matches!(first, b'.' | b',' | b';' | b')' | b'\'' | b'-' | 0xE2),
        [] => false,
    };
    continues && class.surname() > 0 && class.common() < 2 && !class.is_after_name()
}

/// Whether what stands before a word on its line is prose: a full line of words
/// in lower case, without the marks of a list or a table.
fn is_prose(text: &str, end: usize) -> bool {
    let from = text.ceil_char_boundary(end.saturating_sub(LONGEST));
    let line = text[from..end].rsplit(['\n', '\r']).next().unwrap_or_default();
    let lower = |word: &&str| word.starts_with(|it: char| it.is_ascii_lowercase());
    line.len() >= SHORTEST
        && !line.contains(['\t', '|'])
        && !line.trim().contains("  ")
        && line.split(' ').filter(lower).count() >= PROSE_WORDS
}
