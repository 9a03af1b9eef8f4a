//! Ranks that a mark sets off from the name beside them: `Sample, J (Sergeant)`,
//! `Sergeant - J Sample`, `Sample J – Constable`, `J Sample: Inspector`.

use super::super::value::names_a_rank;
use super::announced::called_by_rank;
use super::words::{Join, Shape, Word};

/// The bytes in which a rank, its mark and its end must lie.
const REACH: usize = 48;

/// The initials of a name at the most.
const MOST_INITIALS: usize = 3;

/// What ranks are short for as well, in brackets: a party, a company.
const NO_RANKS: [&str; 2] = ["Con", "Pvt"];

/// Whether a byte may belong to a mark that sets a rank off, or stand before one.
fn may_set_off(byte: u8) -> bool {
    !byte.is_ascii() || matches!(byte, b' ' | b'.' | b',' | b':' | b'(' | b'[' | b')' | b']')
}

/// The end of the rank that a mark sets off behind a name, if there is one.
pub(super) fn rank_behind(text: &str, end: usize) -> Option<usize> {
    text.as_bytes().get(end).filter(|byte| may_set_off(**byte))?;
    let limit = text.floor_char_boundary(end + REACH);
    let rest = &text[end..limit];
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let bare = rest.trim_start_matches(' ');
    let mark = bare.chars().next()?;
    let is_apart = bare.len() < rest.len() || mark != '-';
    if !is_apart || !matches!(mark, '(' | '[' | ',' | ':' | '-' | '–' | '—') {
        return None;
    }
    let inner = bare[mark.len_utf8()..].trim_start_matches(' ');
    let start = limit - inner.len();
    let length = phrase_length(inner).or((limit == text.len()).then_some(inner.len()))?;
    let is_other = matches!(mark, '(' | '[') && NO_RANKS.contains(&&inner[..length]);
    let closed = inner[length..].starts_with([')', ']']);
    (!is_other && names_a_rank_or_number(&inner[..length]))
        .then_some(start + length + usize::from(closed))
}

/// The length of a phrase that a mark or the end of its sentence ends.
fn phrase_length(inner: &str) -> Option<usize> {
    let mark = inner.find([')', ']', '(', ',', ';', ':', '\n', '\r', '\t', '|']);
    let dash = [" -", " –", " —", ". "].iter().filter_map(|it| inner.find(it)).min();
    let abbreviated = dash.filter(|at| !(inner[*at..].starts_with(". ") && *at < 5));
    mark.into_iter().chain(abbreviated).min()
}

/// Whether words are a rank and nothing else, or one with a collar number.
fn names_a_rank_or_number(phrase: &str) -> bool {
    let phrase = phrase.trim_end_matches([' ', '.']);
    let is_number = |word: &str| word.len() < 8 && word.ends_with(|it: char| it.is_ascii_digit());
    let numbered = phrase.rsplit_once(' ').filter(|(_, last)| is_number(last));
    names_a_rank(phrase) || numbered.is_some_and(|(rank, _)| names_a_rank(rank))
}

/// Whether a mark sets a rank off before a name, and nothing but the mark of a
/// list stands before the rank on its line.
pub(super) fn is_rank_before(text: &str, start: usize) -> bool {
    if !text.as_bytes()[..start].last().is_some_and(|byte| may_set_off(*byte)) {
        return false;
    }
    let from = text.ceil_char_boundary(start.saturating_sub(REACH));
    let head = &text[from..start];
    let bare = head.trim_end_matches(' ');
    let Some(mark) = bare.chars().next_back() else { return false };
    let rank = &bare[..bare.len() - mark.len_utf8()];
    let is_apart = bare.len() < head.len() || mark != '-';
    if !is_apart || !matches!(mark, ')' | ']' | ',' | ':' | '-' | '–' | '—') {
        return false;
    }
    let line = match rank.rfind(['\n', '\r', '\t', ';', '|']) {
        Some(at) => &rank[at + 1..],
        None if from == 0 => rank,
        None => return false,
    };
    let phrase = line.trim_start_matches(|it: char| !it.is_alphabetic()).trim_end();
    let postscript = phrase == "PS" && mark == ':';
    !postscript && !phrase.contains([',', '(', ')', ':']) && names_a_rank_or_number(phrase)
}

/// The text behind a rank at its front that a mark sets off.
pub(super) fn after_rank(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(['(', '[']);
    let at = rest.find([')', ']', ':', '-', '–', '—'])?;
    let mark = rest[at..].chars().next()?;
    let name = rest[at + mark.len_utf8()..].strip_prefix(' ')?;
    names_a_rank_or_number(&rest[..at]).then_some(name)
}

/// Whether a rank stands set off beside some words.
pub(super) fn has_rank(text: &str, words: &[Word]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    rank_behind(text, last.end).is_some() || is_rank_before(text, first.start)
}

/// The end of a name that is too short or too common to be one without the rank
/// beside it: `Young, J`, `J Brown`, `Will Young`, `Sample`.
pub(super) fn brief_name(words: &[Word], index: usize) -> Option<usize> {
    let first = words.get(index).filter(|word| word.join != Join::Space)?;
    let leading = initials(words, index);
    let end = match leading {
        0 if !is_called(first) => return None,
        0 => after_surname(words, index + 1),
        _ => Some(index + leading + 1).filter(|end| {
            let surname = words.get(end - 1).filter(|word| is_called(word));
            surname.is_some_and(|word| !first.is_pronoun || word.class.is_only_name())
        }),
    }?;
    words.get(end).is_none_or(|word| word.join == Join::Comma).then_some(end)
}

/// The end of a name behind its first word: initials, a surname, or nothing.
fn after_surname(words: &[Word], next: usize) -> Option<usize> {
    let (first, count) = (&words[next - 1], initials(words, next));
    let second = words.get(next).filter(|word| word.join == Join::Space && is_called(word));
    if count > 0 {
        return Some(next + count);
    }
    match second {
        Some(second) if first.class.forename() > 0 && is_surname(second) => Some(next + 1),
        Some(_) => None,
        None => (first.class.is_only_name() && first.class.surname() == 2).then_some(next),
    }
}

/// The initials from a word on, some of them perhaps in one word: `J R`, `JR`.
fn initials(words: &[Word], index: usize) -> usize {
    let is_initials = |word: &Word| match word.shape {
        Shape::Initial => true,
        Shape::Upper => word.end - word.start <= MOST_INITIALS && word.class.is_unknown(),
        Shape::Capital | Shape::Particle | Shape::Number | Shape::Letters => false,
    };
    let joined = |(at, word): &(usize, &Word)| *at == 0 || word.join == Join::Space;
    let rest = words.get(index..).unwrap_or_default().iter().enumerate().take(MOST_INITIALS);
    rest.take_while(|it| joined(it) && is_initials(it.1)).count()
}

fn is_surname(word: &Word) -> bool {
    word.class.surname() > 0 && !word.class.is_after_name()
}

fn is_called(word: &Word) -> bool {
    matches!(word.shape, Shape::Capital | Shape::Upper) && called_by_rank(word)
}
