//! The words of a label, and of what sort each is: a label joins its words by
//! `_`, `-`, `.` or a capital as often as by a blank.

use std::ops::Range;

use super::super::names::{Class, class};
use super::own::is_programs_own;

/// A word of a label.
pub(super) struct Word<'a> {
    text: &'a str,
    pub(super) span: Range<usize>,
    class: Class,
    pub(super) sort: Sort,
}

/// What a word of a label is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Sort {
    /// A word of the language, of a program or of the calendar, a place, a year.
    Ordinary,
    /// The name of a person, or a word that nobody knows and that is long enough
    /// for one.
    Name,
    /// A name and something else as well, or a short word that nobody knows.
    Either,
    /// A letter by itself.
    Initial,
    /// Four to eight digits that are neither a year nor a day.
    Number,
    /// Letters and digits, as a cell or a warrant number has them.
    Code,
    /// So many digits that they tell of somebody by themselves.
    Long,
    /// A rank or a title.
    Rank,
}

/// Letters from which on a word that nobody knows may be a surname.
const NAME: usize = 5;

/// Digits of a number that is known to nobody but whom it was given to.
const LONG: Range<usize> = 9..14;

impl<'a> Word<'a> {
    fn of(label: &'a str, span: Range<usize>) -> Self {
        let text = &label[span.clone()];
        let listed = class(text);
        let single = text.strip_suffix('s').filter(|_| listed.is_unknown());
        let class = single.map_or(listed, class);
        Word { text, span, class, sort: sort(text, class) }
    }

    /// Whether it is masked beside what tells of a person.
    pub(super) fn may_be_name(&self) -> bool {
        matches!(self.sort, Sort::Name | Sort::Either)
    }

    /// Whether it says at the end of a label what kind of file it is.
    fn is_extension(&self, label: &str) -> bool {
        let small = self.text.bytes().all(|it| it.is_ascii_lowercase());
        let short = (2..=4).contains(&self.text.len()) && self.class.is_unknown();
        let before = label[..self.span.start].strip_suffix('.');
        small && short && before.is_some_and(|it| !it.is_empty())
    }

    /// Whether it is a frequent surname before it is a word.
    pub(super) fn is_frequent(&self) -> bool {
        let capital = self.text.starts_with(char::is_uppercase);
        capital && self.class.surname() == 2 && self.class.common() < 3
    }
}

/// The words of a label: `MargaretSmith_2` has three.
pub(super) fn words(label: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = 0;
    while let Some(start) = label[rest..].find(char::is_alphanumeric).map(|it| it + rest) {
        let ends = |it: char| !(it.is_alphanumeric() || matches!(it, '\'' | '’'));
        let end = label[start..].find(ends).map_or(label.len(), |it| it + start);
        split(label, start..end, &mut words);
        rest = end;
    }
    if let Some(last) = words.last_mut().filter(|it| it.is_extension(label)) {
        last.sort = Sort::Ordinary;
    }
    words
}

/// Adds a run of letters and digits: whole where it is known whole or is the
/// name of a cell, else by its capitals.
fn split<'a>(label: &'a str, run: Range<usize>, words: &mut Vec<Word<'a>>) {
    let whole = Word::of(label, run.clone());
    if !whole.class.is_unknown() || is_programs_own(whole.text) || is_code(whole.text) {
        words.push(whole);
        return;
    }
    let mut start = run.start;
    let mut before = None;
    let text = &label[run.clone()];
    for (at, letter) in text.char_indices() {
        let next = text[at..].chars().nth(1);
        if before.is_some_and(|before| breaks(before, letter, next)) {
            words.push(Word::of(label, start..run.start + at));
            start = run.start + at;
        }
        before = Some(letter);
    }
    words.push(Word::of(label, start..run.end));
}

/// Whether a new word begins at a letter: `dataValidation`, `XMLPart`, `sheet1`,
/// `Bob's`.
fn breaks(before: char, letter: char, next: Option<char>) -> bool {
    let hump = letter.is_uppercase() && before.is_lowercase();
    let last =
        letter.is_uppercase() && before.is_uppercase() && next.is_some_and(char::is_lowercase);
    let mark = |it: char| matches!(it, '\'' | '’');
    let possessive = mark(letter) && matches!(next, Some('s' | 'S'));
    hump || last || possessive || before.is_numeric() != letter.is_numeric()
}

fn sort(text: &str, class: Class) -> Sort {
    let letters = text.chars().filter(|it| it.is_alphabetic()).count();
    let digits = text.chars().filter(|it| it.is_numeric()).count();
    match (letters, digits) {
        (0, _) => number(text, digits),
        (1, 0) if text == "a" => Sort::Ordinary,
        (1, 0) => Sort::Initial,
        (_, 0) => of_letters(text, class, letters),
        _ if is_code(text) && digits > 3 => Sort::Code,
        _ => Sort::Ordinary,
    }
}

fn number(text: &str, digits: usize) -> Sort {
    let year =
        |text: Option<&str>| text.is_some_and(|it| it.starts_with("19") || it.starts_with("20"));
    let dated = year(Some(text)) || year(text.get(digits.saturating_sub(4)..));
    match digits {
        4 | 6 | 8 if dated => Sort::Ordinary,
        4..=8 => Sort::Number,
        _ if LONG.contains(&digits) => Sort::Long,
        _ => Sort::Ordinary,
    }
}

fn of_letters(text: &str, class: Class, letters: usize) -> Sort {
    let capitals = text.chars().all(|it| !it.is_lowercase());
    let small = text.chars().all(|it| !it.is_uppercase());
    if is_programs_own(text) || text.starts_with(['\'', '’']) {
        return Sort::Ordinary;
    }
    if class.is_title() || class.is_rank() || capitals && class.is_rank_in_capitals() {
        return Sort::Rank;
    }
    let named = class.surname() + class.forename() > 0;
    match (class.is_only_name(), named) {
        // Keys and tags of two or three letters are cut words far more often.
        (true, _) if letters > 3 || !small => Sort::Name,
        (_, true) => Sort::Either,
        _ if !class.is_unknown() => Sort::Ordinary,
        _ if letters >= NAME || letters == 4 && !capitals => Sort::Name,
        _ => Sort::Either,
    }
}

/// One to three letters and then digits: the name of a cell, or that of a
/// person's record.
fn is_code(text: &str) -> bool {
    let digits = text.trim_start_matches(|it: char| it.is_ascii_alphabetic());
    let letters = text.len() - digits.len();
    (1..=3).contains(&letters) && !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit())
}
