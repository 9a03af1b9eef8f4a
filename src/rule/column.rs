//! Types a column by its heading and its values together.
//!
//! A heading alone is believed where values can hardly contradict it; where a
//! heading is ambiguous ("name", "grade", "officer") the values decide; without
//! a heading they must speak for themselves.

use super::value::Traits;
use crate::document::Kind;

/// What is known of a column's values without keeping them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    filled: u64,
    votes: [u64; Traits::COUNT],
}

/// Values that a column without a telling heading needs before they count.
const ENOUGH_VALUES: u64 = 5;

impl Column {
    /// Takes in a value by its traits.
    pub(crate) fn add(&mut self, traits: Traits) {
        if traits.is_blank() {
            return;
        }
        self.filled += 1;
        for index in traits.indices() {
            self.votes[index] += 1;
        }
    }

    /// The number of values, blanks and dashes left out.
    pub(crate) fn filled(&self) -> u64 {
        self.filled
    }

    /// What the column holds, by its heading and its values together.
    pub(crate) fn kind(&self, heading: Option<Kind>) -> Option<Kind> {
        if self.filled == 0 {
            return None;
        }
        match heading {
            Some(kind) if self.agrees(kind) => Some(kind),
            _ => self.kind_by_values(),
        }
    }

    /// Whether the values can be what the heading says.
    fn agrees(&self, kind: Kind) -> bool {
        let numbers = self.share(Traits::INTEGER) + self.share(Traits::MONEY);
        match kind {
            Kind::Surname | Kind::Forename => numbers < 20 && self.share(Traits::FREE_TEXT) < 50,
            Kind::FullName => self.persons() >= 30,
            Kind::Initials => self.share(Traits::INITIALS) >= 50,
            Kind::Title => self.share(Traits::TITLE) >= 50,
            Kind::Rank | Kind::Unit | Kind::Location | Kind::Post | Kind::Address => numbers < 50,
            Kind::StaffNumber => self.share(Traits::STAFF_NUMBER) + numbers >= 50,
            Kind::DateOfBirth => self.share(Traits::DATE) >= 50,
            Kind::Age => self.share(Traits::AGE) >= 50,
            Kind::Postcode => self.share(Traits::POSTCODE) >= 30,
            Kind::Phone => self.share(Traits::PHONE) >= 30,
            Kind::Email => self.share(Traits::EMAIL) >= 30,
            _ => true,
        }
    }

    /// What the values say by themselves.
    fn kind_by_values(&self) -> Option<Kind> {
        const TELLING: &[(Traits, u64, Kind)] = &[
            (Traits::EMAIL, 60, Kind::Email),
            (Traits::POSTCODE, 60, Kind::Postcode),
            (Traits::PHONE, 60, Kind::Phone),
            (Traits::NATIONAL_INSURANCE, 60, Kind::NationalIdentifier),
            (Traits::FULL_NAME, 60, Kind::FullName),
            (Traits::SURNAME_ONLY, 50, Kind::Surname),
            (Traits::RANK, 60, Kind::Rank),
            (Traits::ADDRESS, 60, Kind::Address),
            (Traits::UNIT, 60, Kind::Unit),
            (Traits::FORENAME_ONLY, 60, Kind::Forename),
            (Traits::INITIALS, 95, Kind::Initials),
        ];
        if self.filled < ENOUGH_VALUES {
            return None;
        }
        TELLING.iter().find(|(traits, least, _)| self.share(*traits) >= *least).map(|row| row.2)
    }

    /// The share of values that look like a person's name, in percent.
    fn persons(&self) -> u64 {
        self.share(Traits::FULL_NAME).max(self.share(Traits::SURNAME))
    }

    /// The share of values with a trait, in percent.
    fn share(&self, look: Traits) -> u64 {
        let votes = look.indices().next().map_or(0, |index| self.votes[index]);
        100 * votes / self.filled.max(1)
    }
}
