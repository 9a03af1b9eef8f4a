//! The forms in which a person is named, each a short walk over the words of
//! a run, in the order in which they are tried.

use super::super::names::{class, is_known_otherwise};
use super::super::value::is_grade;
use super::announced::{after_rank, called_by_rank, goes_on, ranked, titled};
use super::behind::is_firm;
use super::beside::{brief_name, has_rank};
use super::plain::{after_initials, before_initials, full, reversed};
use super::words::{Join, Shape, Word, word_before};
use super::{Certainty, Grade, Person};

/// The person whose name, title or rank begins at a word, and the word after.
pub(super) fn person_at(text: &str, words: &[Word], index: usize) -> Option<(Person, usize)> {
    ranked(text, words, index)
        .or_else(|| titled(text, words, index))
        .or_else(|| alone(text, words, index))
}

/// A name without rank or title before it.
fn alone(text: &str, words: &[Word], index: usize) -> Option<(Person, usize)> {
    let word = &words[index];
    if !matches!(word.shape, Shape::Capital | Shape::Upper | Shape::Initial) {
        return None;
    }
    let end = reversed(words, index)
        .or_else(|| after_initials(words, index))
        .or_else(|| full(words, index))
        .or_else(|| before_initials(text, words, index));
    let Some(end) = end else {
        return after_written_rank(text, words, index).or_else(|| with_rank(text, words, index));
    };
    if word.class.is_before_place() || follows_a_place(words, index) {
        return None;
    }
    let (grade, next) = match rank_after(words, end) {
        (Grade::Alone, next) if word.join != Join::Space && has_rank(text, &words[index..end]) => {
            (Grade::WithRank, next)
        }
        after => after,
    };
    Some((person(text, words, index, end, grade)?, next))
}

/// `constable Sample`, the rank in lower case before the run.
fn after_written_rank(text: &str, words: &[Word], index: usize) -> Option<(Person, usize)> {
    let word = &words[index];
    if word.join != Join::Start || !called_by_rank(word) || !is_rank_before(text, word.start) {
        return None;
    }
    // The words of the run follow each other as they would follow a rank.
    let more =
        words[1..].iter().take(2).take_while(|word| word.join == Join::Space && goes_on(word));
    let end = 1 + more.count();
    Some((person(text, words, 0, end, Grade::WithRank)?, end))
}

/// `Young, J (Sergeant)`: no name for certain but for the rank beside it.
fn with_rank(text: &str, words: &[Word], index: usize) -> Option<(Person, usize)> {
    let end = brief_name(words, index)?;
    has_rank(text, &words[index..end])
        .then(|| Some((person(text, words, index, end, Grade::WithRank)?, end)))?
}

fn is_rank_before(text: &str, at: usize) -> bool {
    let before = word_before(text, at);
    before.len() > 4 && class(before).is_rank()
}

/// The grade of a name by the rank after it, as in `Sample, J., Constable`,
/// and the word after all that.
fn rank_after(words: &[Word], end: usize) -> (Grade, usize) {
    match after_rank(words, end) {
        Some(next) if end < next => (Grade::WithRank, next),
        _ => (Grade::Alone, end),
    }
}

/// Whether the word before makes it a place or a firm: `Lake`, `HMP`, `Messrs T`.
fn follows_a_place(words: &[Word], index: usize) -> bool {
    let joins = |at: usize| words.get(at).is_some_and(|word| word.join == Join::Space);
    let before = |back: usize| index.checked_sub(back).map(|at| &words[at]);
    let is_place = |word: Option<&Word>| word.is_some_and(|word| word.class.is_before_place());
    let Some(last) = before(1) else { return false };
    let initial = last.shape == Shape::Initial && joins(index) && joins(index - 1);
    words[index].join == Join::Ampersand
        || joins(index) && is_place(Some(last))
        || initial && is_place(before(2))
}

/// Words after which a lone name is rather that of a place or a thing.
const BEFORE_THINGS: [&str; 6] = ["in", "at", "near", "into", "the", "on"];

/// Whether nothing but the word itself can be the name, and may be.
pub(super) fn stands_alone(text: &str, words: &[Word], index: usize) -> bool {
    let word = &words[index];
    let begins = match word.join {
        Join::Start | Join::Comma => true,
        Join::Space => index == 1 && words[0].class.common() > 1 && !follows_a_place(words, 1),
        Join::Ampersand => false,
    };
    // A word by itself or after a dash is a value of a list: its column tells more.
    let listed =
        text[..word.start].ends_with("- ") || text.trim().len() < word.end - word.start + 3;
    word.may_be_repeated()
        && begins
        && !listed
        && words.get(index + 1).is_none_or(|next| next.join == Join::Comma)
        && !(index == 0 && BEFORE_THINGS.contains(&word_before(text, word.start)))
}

/// The person of some words, unless they are known as something else.
pub(super) fn person(
    text: &str,
    words: &[Word],
    start: usize,
    end: usize,
    grade: Grade,
) -> Option<Person> {
    let (first, last) = (words.get(start)?, words.get(end.checked_sub(1)?)?);
    let span = first.start..last.end;
    let written = first.join == Join::Start && is_rank_before(text, first.start);
    let grade = if grade == Grade::Alone && written { Grade::WithRank } else { grade };
    let known = last.class.is_known_otherwise()
        || words[start..end].iter().all(|it| is_grade(&text[it.start..it.end]))
        || is_known_otherwise(&text[span.clone()])
        || grade == Grade::Alone && is_firm(text, &span);
    let certainty = if grade == Grade::Alone { Certainty::Maybe } else { Certainty::Sure };
    (!known).then_some(Person { span, grade, certainty })
}
