//! Values of words: names, ranks, units, addresses, text.

use super::super::names::{Class, class, is_known_otherwise};
use super::super::people;
use super::{Traits, figures};

/// Marks for a value that is not there.
const PLACEHOLDERS: [&str; 22] = [
    "-",
    "--",
    "n/a",
    "na",
    "nil",
    "none",
    "null",
    "unknown",
    "not known",
    "not recorded",
    "not stated",
    "tbc",
    "tba",
    "redacted",
    "[redacted]",
    "?",
    ".",
    "*",
    "n/k",
    "nk",
    "#n/a",
    "–",
];

/// Last words of names of units. After the organisation charts of UK forces.
const UNITS: [&str; 34] = [
    "unit",
    "units",
    "team",
    "teams",
    "branch",
    "section",
    "department",
    "dept",
    "division",
    "directorate",
    "squad",
    "command",
    "desk",
    "bureau",
    "battalion",
    "regiment",
    "hub",
    "cid",
    "watch",
    "wing",
    "taskforce",
    "response",
    "investigations",
    "operations",
    "intelligence",
    "crime",
    "custody",
    "control",
    "policing",
    "support",
    "services",
    "station",
    "district",
    "region",
];

/// Words of streets after a number. Source: Royal Mail, Programmers' Guide,
/// thoroughfare descriptors; the frequent ones.
const STREETS: [&str; 30] = [
    "road", "rd", "street", "st", "avenue", "ave", "lane", "ln", "drive", "close", "crescent",
    "cres", "court", "place", "way", "gardens", "terrace", "square", "row", "grove", "hill",
    "park", "mews", "walk", "view", "rise", "parade", "green", "house", "green",
];

/// Grades that no list of ranks before names has: they never stand there.
const GRADES: [&str; 18] = [
    "AA", "AO", "EO", "EO1", "EO2", "HEO", "SEO", "G5", "G6", "G7", "SCS", "SCS1", "SCS2", "ASO",
    "DP", "OSG", "SPS", "STAFF",
];

pub(super) fn is_placeholder(text: &str) -> bool {
    text.len() < 13 && PLACEHOLDERS.iter().any(|mark| mark.eq_ignore_ascii_case(text))
}

/// What a value of so many words looks like.
pub(super) fn traits(text: &str, words: usize) -> Traits {
    if words > 5 {
        let address = Traits::default().when(Traits::ADDRESS, || ends_with_postcode(text));
        return if address == Traits::default() { Traits::FREE_TEXT } else { address };
    }
    if figures::is_plain_email(text) {
        return Traits::EMAIL;
    }
    if is_rank(text) {
        return Traits::RANK.when(Traits::INITIALS, || is_initials(text));
    }
    if words == 1 { of_one(text) } else { of_several(text) }
}

fn of_one(text: &str) -> Traits {
    let class = class(text.trim_end_matches('.'));
    let only = class.is_only_name();
    Traits::default()
        .when(Traits::TITLE, || class.is_title())
        .when(Traits::SURNAME, || class.surname() > 0)
        .when(Traits::SURNAME_ONLY, || class.surname() > 0 && only)
        .when(Traits::FORENAME, || class.forename() > 0)
        .when(Traits::FORENAME_ONLY, || class.forename() > 0 && only)
        .when(Traits::INITIALS, || is_initials(text))
        .when(Traits::UNIT, || is_unit(text))
        .when(Traits::FULL_NAME, || text.contains([',', '.']) && people::is_whole(text))
        .when(Traits::WORDING, || class.common() > 0 && !only)
}

fn of_several(text: &str) -> Traits {
    if is_initials(text) {
        return Traits::INITIALS;
    }
    if is_unit(text) {
        return Traits::UNIT;
    }
    if people::is_whole(text) || is_backwards(text) {
        return Traits::FULL_NAME;
    }
    Traits::default().when(Traits::WORDING, || classes(text).all(|class| class.common() > 0))
}

fn words_of(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split([' ', ',', '/', '.', '(', ')', '&']).filter(|word| !word.is_empty())
}

fn classes(text: &str) -> impl Iterator<Item = Class> {
    words_of(text).map(class)
}

/// `SMITH JOHN`, `Patel Priya`: a surname, then a forename that is nothing else.
fn is_backwards(text: &str) -> bool {
    let mut classes = classes(text);
    let (Some(first), Some(second)) = (classes.next(), classes.next()) else { return false };
    let capital = text.starts_with(char::is_uppercase);
    let forename = second.forename() == 2 && second.is_only_name();
    let surname = first.surname() > 0 && first.is_only_name();
    capital && classes.next().is_none() && surname && forename && !is_known_otherwise(text)
}

/// One to three single letters, with stops and blanks or without: `J`, `J.R.`, `JRT`.
fn is_initials(text: &str) -> bool {
    let letters = text.bytes().filter(u8::is_ascii_uppercase).count();
    let others = text.bytes().all(|byte| byte.is_ascii_uppercase() || b". ".contains(&byte));
    others && (1..=3).contains(&letters)
}

/// Words of ranks and nothing else, or a grade, a band or a scale.
fn is_rank(text: &str) -> bool {
    if text.len() < 6 && GRADES.contains(&text) {
        return true;
    }
    let mut ranked = false;
    let mut before = "";
    for word in words_of(text) {
        let class = class(word);
        let capitals = word.bytes().all(|byte| !byte.is_ascii_lowercase());
        let rank = class.is_rank() || capitals && class.is_rank_in_capitals();
        let banded = is_band(before) && word.len() < 4;
        let led = class.is_before_rank() || is_band(word) || word.len() == 1;
        if !(rank || banded || led) {
            return false;
        }
        ranked |= rank || banded;
        before = word;
    }
    ranked
}

fn is_band(word: &str) -> bool {
    ["band", "grade", "scale"].iter().any(|band| band.eq_ignore_ascii_case(word))
}

fn is_unit(text: &str) -> bool {
    words_of(text).next_back().is_some_and(|last| {
        last.len() < 15 && UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(last))
    })
}

/// A number, then a street; or parts of which the last is a postcode.
pub(super) fn is_address(text: &str) -> bool {
    let mut numbered = false;
    for word in words_of(text) {
        let street = STREETS.iter().any(|street| street.eq_ignore_ascii_case(word));
        if numbered && street {
            return true;
        }
        numbered |= word.as_bytes()[0].is_ascii_digit();
    }
    ends_with_postcode(text)
}

fn ends_with_postcode(text: &str) -> bool {
    let start = |words: usize| text.rmatch_indices(' ').nth(words).map(|(at, _)| at + 1);
    [start(1), start(0)].into_iter().flatten().any(|at| at > 8 && figures::is_postcode(&text[at..]))
}
