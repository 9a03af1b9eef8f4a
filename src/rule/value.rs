//! What one cell value looks like, so that many of them tell what a column holds.
//!
//! A trait says "looks like", not "is": a value has several, and a column is
//! judged by how many of its values share one.

mod date;
mod figures;
mod lexicon;
mod wording;

pub(super) use lexicon::is_grade;

/// What a value looks like: a set, and how many digits it has.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Traits(u32);

macro_rules! traits {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)+) => {
        impl Traits {
            $($(#[$doc])* pub(crate) const $name: Traits = Traits(1 << $bit);)+
            /// All of them, for reports and tests.
            pub(crate) const NAMED: &[(&str, Traits)] = &[$((stringify!($name), Traits::$name),)+];
        }
    };
}

traits! {
    /// Nothing, or nothing but blanks.
    EMPTY = 0;
    /// A mark for nothing: `N/A`, `-`, `unknown`.
    PLACEHOLDER = 1;
    /// One word that is a listed surname.
    SURNAME = 2;
    /// A surname that is no common word and no place.
    SURNAME_ONLY = 3;
    /// One word that is a listed forename.
    FORENAME = 4;
    /// A forename that is no common word and no place.
    FORENAME_ONLY = 5;
    /// A whole name: `SMITH, J`, `John Smith`, `PC 1234 Smith`.
    FULL_NAME = 6;
    /// One to three letters as initials: `J`, `J.R.`, `JRT`.
    INITIALS = 7;
    /// `Mr`, `Dr`.
    TITLE = 8;
    /// A rank or grade and nothing else.
    RANK = 9;
    /// A name of a unit: `Roads Policing Unit`.
    UNIT = 10;
    /// A day of the calendar.
    DATE = 11;
    /// A date from 1920 to 2012, on which a living person may be born.
    BIRTH_DATE = 12;
    /// A whole number from 0 to 110.
    AGE = 13;
    /// A whole number; [`Traits::digits`] says how long.
    INTEGER = 14;
    /// Four to eight digits, or one to three letters before three to seven.
    STAFF_NUMBER = 15;
    /// An amount: a currency mark, or pence.
    MONEY = 16;
    /// A UK postcode.
    POSTCODE = 17;
    /// A UK telephone number.
    PHONE = 18;
    /// A mail address.
    EMAIL = 19;
    /// A number and a street, or parts that end with a postcode.
    ADDRESS = 20;
    /// A National Insurance number.
    NATIONAL_INSURANCE = 21;
    /// A reference in parts with a year: `20/12345/23`.
    CRIME_REFERENCE = 22;
    /// Six words or more.
    FREE_TEXT = 23;
    /// One to five ordinary words.
    WORDING = 24;
    /// A phone number whose first zero a spreadsheet has dropped.
    CUT_PHONE = 25;
    /// A date of birth as a number: a year, a day as spreadsheets count, `19800312`.
    BIRTH_NUMBER = 26;
    /// A whole name with initials, a title or a rank, as no thing is called.
    PERSON = 27;
}

/// Where the number of digits begins in the set.
const DIGITS: u32 = 28;

/// The most digits that are counted.
const MOST_DIGITS: usize = 15;

impl Traits {
    /// Whether all of the others are among them.
    pub(crate) fn contains(self, other: Traits) -> bool {
        self.0 & other.0 == other.0
    }

    /// How many traits there are.
    pub(crate) const COUNT: usize = Traits::NAMED.len();

    /// Whether there is nothing, or a mark for nothing.
    pub(crate) fn is_blank(self) -> bool {
        self.contains(Traits::EMPTY) || self.contains(Traits::PLACEHOLDER)
    }

    /// The numbers of its traits, from 0, for counting them.
    pub(crate) fn indices(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0 & ((1 << Traits::COUNT) - 1);
        std::iter::from_fn(move || {
            let index = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            (index < Traits::COUNT).then_some(index)
        })
    }

    /// How many digits the value has, up to 15.
    pub(crate) fn digits(self) -> usize {
        (self.0 >> DIGITS) as usize
    }

    fn and(self, other: Traits) -> Traits {
        Traits(self.0 | other.0)
    }

    /// The traits with another one, if something holds.
    fn when(self, other: Traits, holds: impl FnOnce() -> bool) -> Traits {
        if holds() { self.and(other) } else { self }
    }
}

/// Characters of a value by kind.
#[derive(Default)]
struct Tally {
    digits: usize,
    letters: usize,
    blanks: usize,
}

impl Tally {
    fn of(text: &str) -> Tally {
        // In bytes, of which a processor adds up many at once; no text is longer.
        let (mut digits, mut letters, mut blanks) = (0_u8, 0_u8, 0_u8);
        for byte in text.bytes().take(LONGEST) {
            digits += u8::from(byte.is_ascii_digit());
            letters += u8::from(byte.is_ascii_alphabetic() || !byte.is_ascii());
            blanks += u8::from(byte == b' ' || byte == b'\n');
        }
        Tally { digits: digits.into(), letters: letters.into(), blanks: blanks.into() }
    }
}

/// Longer values are read no further: they are free text.
const LONGEST: usize = 200;

/// What a value looks like.
pub(crate) fn traits(text: &str) -> Traits {
    let text = text.trim();
    if text.is_empty() {
        return Traits::EMPTY;
    }
    if text.len() > LONGEST {
        return Traits::FREE_TEXT;
    }
    let tally = Tally::of(text);
    let digits = Traits((tally.digits.min(MOST_DIGITS) as u32) << DIGITS);
    if tally.digits < text.len() && lexicon::is_placeholder(text) {
        return digits.and(Traits::PLACEHOLDER);
    }
    let found = match tally {
        Tally { digits: 0, .. } => wording::traits(text, tally.blanks + 1),
        Tally { letters: 0 | 1, .. } => figures::traits(text, &tally),
        _ => mixed(text, &tally),
    };
    digits.and(found)
}

/// Letters and digits: references, dates in words, addresses, ranks with numbers.
fn mixed(text: &str, tally: &Tally) -> Traits {
    let figures = figures::traits(text, tally);
    if figures != Traits::default() {
        return figures;
    }
    if wording::is_address(text) {
        return Traits::ADDRESS;
    }
    wording::traits(text, tally.blanks + 1)
}

/// Whether a text is a rank or a grade and nothing else.
pub(crate) fn names_a_rank(text: &str) -> bool {
    wording::names_a_rank(text.trim())
}

#[cfg(test)]
mod tests;
