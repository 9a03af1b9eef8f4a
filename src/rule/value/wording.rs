//! Values of words: names, ranks, units, addresses, text.

use super::super::names::{Class, class, is_known_otherwise};
use super::super::people;
use super::lexicon::{begins_a_post, ends_a_unit, is_band, is_grade, is_street};
use super::{Traits, figures};

/// Words of a value before it is free text.
const MOST: usize = 5;

/// The words of a value with what the lists say of them.
struct Words<'a> {
    text: &'a str,
    words: [(&'a str, Class); MOST],
    count: usize,
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Words<'a> {
        let mut words = Words { text, words: [("", Class::default()); MOST], count: 0 };
        for (slot, word) in words.words.iter_mut().zip(split(text)) {
            *slot = (word, class(word));
            words.count += 1;
        }
        words
    }

    fn each(&self) -> &[(&'a str, Class)] {
        &self.words[..self.count]
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    let between = |byte: u8| matches!(byte, b' ' | b',' | b'/' | b'.' | b'(' | b')' | b'&' | b'\n');
    text.split(move |letter: char| letter.is_ascii() && between(letter as u8))
        .filter(|word| !word.is_empty())
}

/// What a value of so many words looks like.
pub(super) fn traits(text: &str, words: usize) -> Traits {
    if words > MOST {
        return if ends_with_postcode(text) { Traits::ADDRESS } else { Traits::FREE_TEXT };
    }
    if figures::is_plain_email(text) {
        return Traits::EMAIL;
    }
    let words = Words::of(text);
    if is_grade(text) || is_rank(&words) {
        return Traits::RANK.when(Traits::INITIALS, || is_initials(text));
    }
    match *words.each() {
        [(_, class)] => of_one(text, class),
        _ => of_several(&words),
    }
}

fn of_one(text: &str, class: Class) -> Traits {
    // Three capitals may be a surname, and are the short name of something as well.
    let only = class.is_only_name() && !is_initials(text) && !ends_a_unit(text);
    Traits::default()
        .when(Traits::TITLE, || class.is_title())
        .when(Traits::SURNAME, || class.surname() > 0)
        .when(Traits::SURNAME_ONLY, || class.surname() > 0 && only)
        .when(Traits::FORENAME, || class.forename() > 0)
        .when(Traits::FORENAME_ONLY, || class.forename() > 0 && only)
        .when(Traits::INITIALS, || is_initials(text))
        .when(Traits::UNIT, || ends_a_unit(text))
        .when(Traits::WORDING, || class.common() > 0 && !class.is_only_name())
}

fn of_several(words: &Words<'_>) -> Traits {
    let text = words.text;
    if is_initials(text) {
        return Traits::INITIALS;
    }
    if is_unit(words) {
        return Traits::UNIT;
    }
    if is_initialled(words) {
        return Traits::FULL_NAME.and(Traits::PERSON);
    }
    if may_name(words) && (people::is_whole(text) || is_backwards(words)) {
        return Traits::FULL_NAME.when(Traits::PERSON, || is_person(words));
    }
    Traits::default()
        .when(Traits::WORDING, || words.each().iter().all(|(_, class)| class.common() > 0))
}

/// `Roads Policing Unit`, but not the post `Head of Operations`.
fn is_unit(words: &Words<'_>) -> bool {
    let [(first, _), .., (last, _)] = words.each() else { return false };
    ends_a_unit(last) && !begins_a_post(first)
}

/// Whether a whole name has what no thing is called by: a comma, an initial, a
/// title or a rank.
fn is_person(words: &Words<'_>) -> bool {
    words.text.contains(',')
        || words.each().iter().any(|(word, class)| {
            word.len() == 1 || class.is_title() || class.is_rank() || class.is_rank_in_capitals()
        })
}

/// `Zzyzx, P`, `P. Zzyzx`, `Ms Zzyzx`, `PC 1234 Zzyzx`: initials, a title or a rank
/// beside a word that is nothing else. Rare surnames are in no list, and in a
/// column the form tells.
fn is_initialled(words: &Words<'_>) -> bool {
    let may_be = |(word, class): &(&str, Class)| {
        let letters = word.chars().all(|it| it.is_alphabetic() || "'’-".contains(it));
        let listed = class.is_unknown() || class.surname() > 0 && class.is_only_name();
        word.len() > 2 && listed && letters && word.starts_with(char::is_uppercase)
    };
    let is_initial = |word: &str| word.len() == 1 && word.as_bytes()[0].is_ascii_uppercase();
    let is_number = |word: &str| word.bytes().all(|it| it.is_ascii_digit());
    let initials = |all: &[(&str, Class)]| all.iter().all(|(word, _)| is_initial(word));
    match words.each() {
        [surname, rest @ ..] if words.text.contains(',') => may_be(surname) && initials(rest),
        [rest @ .., surname] if initials(rest) => may_be(surname),
        [(first, class), rest @ .., surname] => {
            let rank = class.is_title() || class.is_rank() || class.is_rank_in_capitals();
            let plain = |(word, _): &(&str, Class)| is_initial(word) || is_number(word);
            rank && may_be(surname) && rest.iter().all(plain) && !is_initial(first)
        }
        _ => false,
    }
}

/// Whether a word of it can be a name at all.
fn may_name(words: &Words<'_>) -> bool {
    words.each().iter().any(|(word, class)| {
        word.len() > 1 && (class.surname() + class.forename() > 0 || class.is_unknown())
    })
}

/// `SMITH JOHN`, `Patel Priya`: a surname, then a forename that is nothing else.
fn is_backwards(words: &Words<'_>) -> bool {
    let [(_, first), (_, second)] = words.each() else { return false };
    let surname = first.surname() > 0 && first.is_only_name();
    let forename = second.forename() == 2 && second.is_only_name();
    let capital = words.text.starts_with(char::is_uppercase);
    capital && surname && forename && !is_known_otherwise(words.text)
}

/// One to three single letters, with stops and blanks or without: `J`, `J.R.`, `JRT`.
fn is_initials(text: &str) -> bool {
    let letters = text.bytes().filter(u8::is_ascii_uppercase).count();
    let others = text.bytes().all(|byte| byte.is_ascii_uppercase() || b". ".contains(&byte));
    others && (1..=3).contains(&letters)
}

/// Whether a text is a rank or a grade and nothing else.
pub(super) fn names_a_rank(text: &str) -> bool {
    split(text).nth(MOST).is_none() && (is_grade(text) || is_rank(&Words::of(text)))
}

/// Words of ranks and nothing else, or a band or a scale.
fn is_rank(words: &Words<'_>) -> bool {
    let mut ranked = false;
    let mut before = "";
    // "General" and "Major" by themselves are categories more often.
    let vague = matches!(words.each(), [(_, class)] if class.common() > 2 && class.is_rank());
    for &(word, class) in words.each() {
        let capitals = word.bytes().all(|byte| !byte.is_ascii_lowercase());
        let rank = class.is_rank() || capitals && class.is_rank_in_capitals();
        let banded = word.len() < 4 && is_band(before);
        if !(rank || banded || class.is_before_rank() || word.len() == 1 || is_band(word)) {
            return false;
        }
        ranked |= rank || banded;
        before = word;
    }
    ranked && !vague
}

/// A number that no zero begins, as one of a code does, then a street; or parts of which the last is a postcode.
pub(super) fn is_address(text: &str) -> bool {
    let mut numbered = false;
    for word in split(text) {
        if numbered && is_street(word) {
            return true;
        }
        numbered |= matches!(word.as_bytes()[0], b'1'..=b'9');
    }
    ends_with_postcode(text)
}

fn ends_with_postcode(text: &str) -> bool {
    let start = |words: usize| text.rmatch_indices(' ').nth(words).map(|(at, _)| at + 1);
    [start(1), start(0)].into_iter().flatten().any(|at| at > 8 && figures::is_postcode(&text[at..]))
}
