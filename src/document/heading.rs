//! What a column's heading says of the values below it.
//!
//! The vocabulary is `rules/lists/headings.tsv`, a line a [`Kind`]; both sides
//! are compared [`normalised`].

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The vocabulary of headings, a line a kind.
const VOCABULARY: &str = include_str!("../../rules/lists/headings.tsv");

macro_rules! kinds {
    ($($variant:ident $name:literal $words:literal;)+) => {
        /// What a column holds.
        #[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
        #[allow(missing_docs)] // each is named in words by [`Kind::words`]
        pub enum Kind {
            $($variant,)+
        }

        /// A row a kind, in the order in which a report lists them: itself,
        /// its name in packs, and words for people.
        const KINDS: &[(Kind, &str, &str)] = &[$((Kind::$variant, $name, $words),)+];
    };
}

kinds! {
    Surname "surname" "surname";
    Forename "forename" "forename";
    Initials "initials" "initial";
    FullName "full-name" "name";
    Title "title" "title";
    Rank "rank" "rank";
    Unit "unit" "unit";
    Location "location" "location";
    Post "post" "post";
    StaffNumber "staff-number" "staff number";
    DateOfBirth "date-of-birth" "date of birth";
    Age "age" "age";
    Address "address" "address";
    Postcode "postcode" "postcode";
    Phone "phone" "phone number";
    Email "email" "e-mail address";
    NationalIdentifier "national-identifier" "national identifier";
    CrimeReference "crime-reference" "crime reference";
    Offence "offence" "offence";
    Equality "equality" "equality data";
    Absence "absence" "absence";
    Misconduct "misconduct" "misconduct";
    Pay "pay" "pay";
    ServiceDates "service-dates" "dates of service";
    FreeText "free-text" "free text";
}

impl Kind {
    /// The kind that a pack names.
    pub fn named(name: &str) -> Option<Kind> {
        KINDS.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    /// The name in packs, such as `staff-number`.
    pub fn name(self) -> &'static str {
        KINDS[self as usize].1
    }

    /// The kind in words for people, such as "staff number".
    pub fn words(self) -> &'static str {
        KINDS[self as usize].2
    }

    /// What a heading says of its column, if it is in the vocabulary.
    ///
    /// A heading of several words is also known by its last words: "victim's
    /// surname" is a surname. "File name" is not a name.
    pub fn of(heading: &str) -> Option<Kind> {
        let plain = normalised(heading);
        let words: Vec<&str> = plain.split(' ').collect();
        (0..words.len()).find_map(|first| {
            let kind = *vocabulary().get(words[first..].join(" ").as_str())?;
            (first == 0 || kind.shows_in_last_words(words.len() - first)).then_some(kind)
        })
    }

    /// Whether it is a name of a person, or a part of one.
    pub(crate) fn is_name(self) -> bool {
        matches!(self, Kind::Surname | Kind::Forename | Kind::Initials | Kind::FullName)
    }

    /// Whether the last `words` words of a longer heading are enough to tell.
    fn shows_in_last_words(self, words: usize) -> bool {
        match self {
            Kind::Surname | Kind::Forename | Kind::Rank | Kind::DateOfBirth | Kind::Postcode => {
                true
            }
            Kind::StaffNumber | Kind::NationalIdentifier | Kind::Address | Kind::CrimeReference => {
                words > 1
            }
            Kind::Initials | Kind::Email => true,
            _ => false,
        }
    }
}

/// The headings of a table's columns.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Headings {
    pub(super) texts: Vec<String>,
    /// The last row that is heading rather than data, from 1; 0 without one.
    pub last_row: u32,
}

impl Headings {
    /// Headings by column, the first for column 1; empty where there is none.
    pub fn new(texts: Vec<String>, last_row: u32) -> Self {
        Headings { texts, last_row }
    }

    /// The heading of a column, from 1.
    pub fn of(&self, column: u32) -> Option<&str> {
        let index = usize::try_from(column).ok()?.checked_sub(1)?;
        self.texts.get(index).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// The headings with their columns, from 1, without the empty ones.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        (1..)
            .zip(&self.texts)
            .filter(|(_, text)| !text.is_empty())
            .map(|(at, text)| (at, text.as_str()))
    }
}

/// A heading as the vocabulary writes it: lower case, CamelCase split, `&` as
/// "and", "number" and its abbreviations as "no", no other punctuation.
pub fn normalised(heading: &str) -> String {
    let mut spaced = String::with_capacity(heading.len() + 8);
    let mut before = ' ';
    for letter in heading.chars() {
        match letter {
            '\'' | '’' | '.' => continue,
            '&' => spaced.push_str(" and "),
            '#' => spaced.push_str(" no "),
            _ if letter.is_alphanumeric() => {
                if letter.is_uppercase() && before.is_lowercase() {
                    spaced.push(' ');
                }
                spaced.extend(letter.to_lowercase());
            }
            _ => spaced.push(' '),
        }
        before = letter;
    }
    let words: Vec<&str> = spaced.split_whitespace().map(abbreviated).collect();
    words.join(" ")
}

/// A word with the words for "number" made one.
fn abbreviated(word: &str) -> &str {
    match word {
        "number" | "num" | "nr" | "nos" | "numbers" => "no",
        _ => word,
    }
}

/// The kinds by normalised heading.
fn vocabulary() -> &'static FxHashMap<String, Kind> {
    static KNOWN: OnceLock<FxHashMap<String, Kind>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let lines = VOCABULARY.lines().filter(|line| !line.starts_with('#'));
        let rows = lines.filter_map(|line| line.split_once('\t'));
        rows.filter_map(|(name, headings)| Some((Kind::named(name)?, headings)))
            .flat_map(|(kind, headings)| headings.split('|').map(move |it| (normalised(it), kind)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_however_they_are_written() {
        let cases = [
            ("Surname", Some(Kind::Surname), "as it stands"),
            ("SURNAME*", Some(Kind::Surname), "capitals and a mark"),
            ("LastName", Some(Kind::Surname), "CamelCase"),
            ("Victim's Surname", Some(Kind::Surname), "by its last word"),
            ("Rank / Grade", Some(Kind::Rank), "two words and a stroke"),
            ("Collar Number", Some(Kind::StaffNumber), "number for no"),
            ("Staff #", Some(Kind::StaffNumber), "a number sign"),
            ("D.O.B.", Some(Kind::DateOfBirth), "dots between letters"),
            ("File name", None, "a name, but not of a person"),
            ("Unit name", None, "its last word is not enough"),
            ("", None, "nothing"),
        ];
        for (heading, kind, why) in cases {
            assert_eq!(Kind::of(heading), kind, "{heading:?}: {why}");
        }
    }

    #[test]
    fn every_line_of_the_vocabulary_is_a_kind() {
        for line in VOCABULARY.lines().filter(|line| !line.starts_with('#')) {
            let name = line.split('\t').next().expect("a line has a first field");
            assert!(Kind::named(name).is_some(), "{name} is a kind");
        }
        for (index, row) in KINDS.iter().enumerate() {
            assert_eq!(row.0 as usize, index, "{} stands in its own row", row.1);
        }
    }
}
