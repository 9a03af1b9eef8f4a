//! People announced by a rank or a title before the name.

use super::forms::person;
use super::words::{Join, Shape, Word};
use super::{Grade, Person};

/// Titles that are part of offices and places as well, as in "Lord
/// Chancellor" and "Lady Chapel": what follows must be a name for certain.
const OFFICES: [&str; 21] = [
    "president",
    "senator",
    "minister",
    "chancellor",
    "bishop",
    "archbishop",
    "lord",
    "lady",
    "judge",
    "justice",
    "father",
    "brother",
    "sister",
    "master",
    "captain",
    "doctor",
    "baron",
    "canon",
    "madam",
    "sheikh",
    "hon",
];

/// `PC 1234 Sample`, `D/Sgt Jane Sample`, `Sergeant J. Sample`.
pub(super) fn ranked(text: &str, words: &[Word], index: usize) -> Option<(Person, usize)> {
    let mut start = after_rank(words, index)?;
    let next = words.get(start)?;
    if next.shape == Shape::Number {
        start += 1;
    } else if next.shape == Shape::Upper && is_abbreviated(&words[start - 1]) {
        // Prose in capitals: "SO PROUD" has no staff officer in it.
        next.class.is_only_name().then_some(())?;
    }
    let end = name_end(words, start, called_by_rank)?;
    Some((person(text, words, start, end, Grade::WithRank)?, end))
}

/// The word after a rank of one or more words.
pub(super) fn after_rank(words: &[Word], index: usize) -> Option<usize> {
    let mut end = index;
    let mut is_rank = false;
    for word in &words[index..] {
        let rank = is_rank_word(word);
        if end > index && word.join != Join::Space || !(rank || word.class.is_before_rank()) {
            break;
        }
        is_rank |= rank;
        end += 1;
    }
    is_rank.then_some(end)
}

pub(super) fn is_rank_word(word: &Word) -> bool {
    word.class.is_rank() && word.shape != Shape::Initial
        || word.class.is_rank_in_capitals() && word.shape == Shape::Upper
}

fn is_abbreviated(rank: &Word) -> bool {
    rank.class.is_rank_in_capitals() && !rank.class.is_rank()
}

/// `Mr J Sample`, `Dr Sample`, `Lord Justice Sample`.
pub(super) fn titled(text: &str, words: &[Word], index: usize) -> Option<(Person, usize)> {
    let titles = words[index..].iter().take_while(|word| word.class.is_title()).count();
    let last = words[index..].get(titles.checked_sub(1)?)?;
    let title = text[last.start..last.end].to_ascii_lowercase();
    let start = index + titles;
    // "MS Windows" is no woman; in a line of capitals she is.
    let shouted = last.shape == Shape::Upper && words.get(start)?.shape == Shape::Capital;
    let judge = titles > 1 && matches!(title.as_str(), "judge" | "justice");
    let office = shouted || !judge && OFFICES.contains(&title.as_str());
    let called = if office { called_by_office } else { called_by_title };
    let end = name_end(words, start, called)?;
    Some((person(text, words, start, end, Grade::Titled)?, end))
}

/// The end of a name that a rank or a title announces: initials, then one to
/// four words of which the first passes `called`.
fn name_end(words: &[Word], start: usize, called: fn(&Word) -> bool) -> Option<usize> {
    let mut end = start;
    let mut names = 0;
    while let Some(word) = words.get(end) {
        if word.join != Join::Space || names == 4 {
            break;
        }
        let fits = match word.shape {
            Shape::Initial => names == 0 || leads_on(words, end),
            Shape::Particle => true,
            Shape::Number | Shape::Letters => false,
            Shape::Capital | Shape::Upper if names == 0 => called(word) || is_initials(words, end),
            Shape::Capital | Shape::Upper => goes_on(word),
        };
        if !fits {
            break;
        }
        names += usize::from(matches!(word.shape, Shape::Capital | Shape::Upper));
        end += 1;
    }
    (names > 0 && !makes_a_place(words, end)).then_some(end)
}

/// `JR` before a surname.
fn is_initials(words: &[Word], index: usize) -> bool {
    let word = &words[index];
    let short = word.shape == Shape::Upper && word.end - word.start < 4;
    short && word.class.common() == 0 && leads_on(words, index)
}

/// Whether a name goes on after this word.
pub(super) fn leads_on(words: &[Word], index: usize) -> bool {
    words.get(index + 1).is_some_and(|next| {
        next.join == Join::Space
            && matches!(
                next.shape,
                Shape::Capital | Shape::Upper | Shape::Particle | Shape::Initial
            )
            && (next.shape != Shape::Capital || goes_on(next))
    })
}

fn is_name(word: &Word) -> bool {
    word.class.surname() > 0 || word.class.forename() > 0
}

fn called_by_title(word: &Word) -> bool {
    let class = word.class;
    // "Mr JD" is somebody whose name a court withholds.
    let letters = word.shape == Shape::Upper && word.end - word.start == 2;
    is_name(word) || class.is_place() || class.is_unknown() && !letters
}

pub(super) fn called_by_rank(word: &Word) -> bool {
    let class = word.class;
    let name = is_name(word) && (class.common() < 3 || class.surname() == 2);
    // Text in capitals: "THE CHIEF CONSTABLE WILL", "SERGEANT MAY".
    let short = word.shape == Shape::Upper && word.end - word.start < 5;
    let verb = short && class.common() == 3 && class.forename() == 2;
    (name || class.is_unknown()) && !verb && !class.is_before_rank() && !class.is_rank()
}

fn called_by_office(word: &Word) -> bool {
    word.class.is_only_name() || word.class.is_unknown()
}

/// Whether a word can be the second or a later one of a name.
pub(super) fn goes_on(word: &Word) -> bool {
    let class = word.class;
    if class.is_after_name() && class.surname() < 2 || class.is_rank() {
        return false;
    }
    let rare = class.common() < 2 || class.surname() == 2;
    class.is_unknown() || rare && is_name(word) || class.is_place() && class.common() == 0
}

/// Whether the next word turns the name before it into a place or a firm.
pub(super) fn makes_a_place(words: &[Word], end: usize) -> bool {
    words.get(end).is_some_and(|word| {
        word.join == Join::Ampersand || word.join == Join::Space && word.class.is_after_name()
    })
}
