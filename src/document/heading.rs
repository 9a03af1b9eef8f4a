//! What a column's heading says of the values below it.
//!
//! The vocabulary is `rules/lists/headings.tsv`, a line a [`Kind`]; both sides
//! are compared [`normalised`].

mod normal;
mod vocabulary;

pub use normal::normalised;

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
    Street "street" "street";
    Postcode "postcode" "postcode";
    Phone "phone" "phone number";
    Email "email" "e-mail address";
    NationalIdentifier "national-identifier" "national identifier";
    CrimeReference "crime-reference" "crime reference";
    Offence "offence" "offence";
    Equality "equality" "equality data";
    Absence "absence" "absence";
    Misconduct "misconduct" "misconduct";
    Vetting "vetting" "vetting";
    Pay "pay" "pay";
    ServiceDates "service-dates" "dates of service";
    FreeText "free-text" "free text";
    Thing "thing" "name of a thing";
}

impl Kind {
    /// Every kind.
    pub(crate) fn all() -> impl Iterator<Item = Kind> {
        KINDS.iter().map(|row| row.0)
    }

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

    /// What a heading says of its column, if the vocabulary knows it.
    ///
    /// A heading of several words is also known by some of them: "victim's
    /// surname" is a surname. "File name" is not the name of a person.
    pub fn of(heading: &str) -> Option<Kind> {
        vocabulary::kind_of(heading)
    }

    /// What a text says that can be nothing but a heading. "Driver" may be one,
    /// and may be a value below "role".
    pub(crate) fn of_surely(heading: &str) -> Option<Kind> {
        vocabulary::known_kind(heading)
    }

    /// What the vocabulary says of a heading as a whole.
    pub(super) fn listed(heading: &str) -> Option<Kind> {
        vocabulary::listed_kind(heading)
    }

    /// Whether it is a name of a person, or a part of one.
    pub fn is_name(self) -> bool {
        matches!(self, Kind::Surname | Kind::Forename | Kind::Initials | Kind::FullName)
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

#[cfg(test)]
mod tests {
    use super::vocabulary::VOCABULARY;
    use super::*;

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
