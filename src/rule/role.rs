//! What a column does when tables are put side by side: it names people, it is a
//! key that joins one table to another, or it is one of the facts that together
//! tell of one person.

use super::sketch::folded;
use super::value::Traits;
use crate::document::{Kind, normalised};

/// What a column does when tables are put side by side.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Role {
    #[default]
    Nothing,
    /// It names people, or gives a part of their names.
    Names(Kind),
    /// It joins tables.
    Joins(Key),
    /// With others it tells of one person.
    Narrows,
}

/// What a column that joins tables counts by.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) enum Key {
    Staff,
    Case,
    National,
    Email,
    /// Some reference that the headings do not explain.
    Other,
}

impl Key {
    /// Its values in words for people.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Key::Staff => "staff numbers",
            Key::Case => "case numbers",
            Key::National => "national identifiers",
            Key::Email => "e-mail addresses",
            Key::Other => "references",
        }
    }
}

/// The last words of headings of references that the vocabulary does not know.
const REFERENCES: [&str; 6] = ["id", "ref", "reference", "identifier", "urn", "key"];

impl Role {
    /// The role of a column of a kind, and else of one with a heading.
    pub(crate) fn of(kind: Option<Kind>, heading: &str) -> Role {
        match kind {
            Some(kind @ (Kind::Surname | Kind::FullName | Kind::Forename | Kind::Initials)) => {
                Role::Names(kind)
            }
            Some(Kind::StaffNumber) => Role::Joins(Key::Staff),
            Some(Kind::CrimeReference) => Role::Joins(Key::Case),
            Some(Kind::NationalIdentifier) => Role::Joins(Key::National),
            Some(Kind::Email) => Role::Joins(Key::Email),
            Some(
                Kind::Rank
                | Kind::Unit
                | Kind::Location
                | Kind::Post
                | Kind::Age
                | Kind::DateOfBirth
                | Kind::Equality
                | Kind::Postcode
                | Kind::ServiceDates,
            ) => Role::Narrows,
            Some(_) => Role::Nothing,
            None => match normalised(heading).rsplit(' ').next() {
                Some(last) if REFERENCES.contains(&last) => Role::Joins(Key::Other),
                _ => Role::Nothing,
            },
        }
    }

    /// Whether it tells who the people are.
    pub(crate) fn names(self) -> bool {
        matches!(self, Role::Names(Kind::Surname | Kind::FullName))
    }

    /// The role of a value below a heading that gives none.
    pub(super) fn of_value(traits: Traits) -> Role {
        if traits.contains(Traits::EMAIL) {
            Role::Joins(Key::Email)
        } else if traits.contains(Traits::FULL_NAME) {
            Role::Names(Kind::FullName)
        } else {
            Role::Nothing
        }
    }
}

/// The fewest letters and digits that join tables.
const SHORTEST_KEY: usize = 3;

/// The most bytes of a number, an address or a name in a cell; a longer text is
/// prose, and many cells may share it.
pub(super) const LONGEST_KEY: usize = 200;

/// The hash of a number or an address, however it is written: blanks, hyphens,
/// case and zeros at its front do not count. A short one or one without a digit
/// is none, nor is prose.
pub(crate) fn number_key(text: &str) -> Option<u64> {
    if text.len() > LONGEST_KEY {
        return None;
    }
    let text = text.trim().trim_start_matches('0');
    let mut tells = false;
    let kept = text.bytes().filter(|it| it.is_ascii_alphanumeric() || *it == b'@');
    let (hash, count) = folded(kept.inspect(|it| tells |= it.is_ascii_digit() || *it == b'@'));
    (tells && count >= SHORTEST_KEY).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_key_however_it_is_written() {
        for number in ["0012345", "12 345", "12-345"] {
            assert_eq!(number_key(number), number_key("12345"), "{number}");
        }
        assert_eq!(number_key("A.Sample@example.org"), number_key("a.sample@example.org"));
        assert_eq!((number_key("12"), number_key("none")), (None, None));
        assert!(number_key(&"1".repeat(LONGEST_KEY)).is_some());
        assert_eq!(number_key(&"1".repeat(LONGEST_KEY + 1)), None, "prose is no number");
    }
}
