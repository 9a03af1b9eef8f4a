//! Types a column by its heading and its values together.
//!
//! A heading alone is believed where values can hardly contradict it; where a
//! heading is ambiguous ("name", "grade", "officer") the values decide; without
//! a heading they must speak for themselves.

use super::sketch::Sketch;
use super::value::Traits;
use crate::document::Kind;

/// What is known of a column's values without keeping them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    filled: u64,
    votes: [u64; Traits::COUNT],
    /// The votes before the block that is being counted.
    before: [u64; Traits::COUNT],
    /// What the first telling block says.
    told: Option<Kind>,
    /// What its values are in their order, as a number.
    order: u64,
    /// A bit for each of 64 sorts of value.
    sorts: u64,
    /// Its values, where they may join it to another table.
    sketch: Option<Box<Sketch>>,
}

/// Values of a block. A list of people below a table of something else, without a
/// blank row between them, shows in blocks that are all its own.
const BLOCK: u64 = 16;

/// The percentage that a trait needs beyond its usual one where a block alone
/// tells, and the most that it takes.
const BEYOND: u64 = 20;
const MOST_NEEDED: u64 = 95;

/// The traits that tell a kind by themselves, and the share of values in percent
/// that it takes.
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

/// Values that a column without a telling heading needs before they count.
const ENOUGH_VALUES: u64 = 5;

/// Different values that a column needs before their order tells anything.
const ENOUGH_SORTS: u32 = 4;

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
        if self.filled.is_multiple_of(BLOCK) {
            self.end_block();
        }
    }

    /// Takes note of what the block that ends says by itself.
    fn end_block(&mut self) {
        let share =
            |traits| 100 * (votes(&self.votes, traits) - votes(&self.before, traits)) / BLOCK;
        let tells = |row: &&(Traits, u64, Kind)| share(row.0) >= (row.1 + BEYOND).min(MOST_NEEDED);
        self.told = self.told.or_else(|| TELLING.iter().find(tells).map(|row| row.2));
        self.before = self.votes;
    }

    /// Takes in what a value is compared by.
    pub(crate) fn compare(&mut self, traits: Traits, key: Option<u64>, hash: u64) {
        if traits.is_blank() {
            return;
        }
        self.order = (self.order.rotate_left(5) ^ hash).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.sorts |= 1 << (hash >> 58);
        if let Some(key) = key {
            self.sketch.get_or_insert_default().add(key);
        }
    }

    /// What its values are in their order, as a number, if there are several.
    pub(crate) fn order(&self) -> Option<u64> {
        (self.sorts.count_ones() >= ENOUGH_SORTS).then_some(self.order)
    }

    /// Its values, where they may join it to another table.
    pub(crate) fn sketch(&self) -> Option<&Sketch> {
        self.sketch.as_deref()
    }

    /// Whether numbers fill it.
    pub(crate) fn is_numeric(&self) -> bool {
        self.share(Traits::INTEGER) + self.share(Traits::MONEY) >= 80
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
            Kind::Rank | Kind::Unit | Kind::Location | Kind::Post | Kind::Address => {
                numbers < 50 && !self.names()
            }
            Kind::StaffNumber => self.share(Traits::STAFF_NUMBER) + numbers >= 50,
            Kind::DateOfBirth => self.share(Traits::DATE) >= 50,
            Kind::Age => self.share(Traits::AGE) >= 50,
            Kind::Postcode => self.share(Traits::POSTCODE) >= 30,
            Kind::Phone => self.share(Traits::PHONE) >= 30,
            Kind::Email => self.share(Traits::EMAIL) >= 30,
            _ => !self.names(),
        }
    }

    /// Whether whole names fill it, whatever its heading says.
    fn names(&self) -> bool {
        self.filled >= ENOUGH_VALUES && self.share(Traits::FULL_NAME) >= 60
    }

    /// What the values say by themselves: all of them, or else a block.
    fn kind_by_values(&self) -> Option<Kind> {
        if self.filled < ENOUGH_VALUES {
            return None;
        }
        let tells = |row: &&(Traits, u64, Kind)| self.share(row.0) >= row.1;
        TELLING.iter().find(tells).map(|row| row.2).or(self.told)
    }

    /// The share of values that look like a person's name, in percent.
    fn persons(&self) -> u64 {
        self.share(Traits::FULL_NAME).max(self.share(Traits::SURNAME))
    }

    /// The share of values with a trait, in percent.
    fn share(&self, look: Traits) -> u64 {
        100 * votes(&self.votes, look) / self.filled.max(1)
    }
}

/// The votes for a trait.
fn votes(votes: &[u64; Traits::COUNT], look: Traits) -> u64 {
    look.indices().next().map_or(0, |index| votes[index])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::traits;

    fn kind(values: &[(&str, usize)]) -> Option<Kind> {
        let mut column = Column::default();
        for (value, count) in values {
            (0..*count).for_each(|_| column.add(traits(value)));
        }
        column.kind(None)
    }

    #[test]
    fn a_list_below_a_table_of_something_else_tells_the_kind() {
        assert_eq!(kind(&[("Theft", 200), ("Okafor", 40)]), Some(Kind::Surname));
        assert_eq!(kind(&[("12", 200), ("Sergeant", 40), ("12", 50)]), Some(Kind::Rank));
        assert_eq!(kind(&[("Theft", 200), ("Okafor", 9)]), None, "too few to tell");
    }

    #[test]
    fn names_are_believed_before_another_heading() {
        let mut column = Column::default();
        (0..6).for_each(|_| column.add(traits("Smith A")));
        assert_eq!(column.kind(Some(Kind::Rank)), Some(Kind::FullName));
        assert_eq!(column.kind(Some(Kind::FreeText)), Some(Kind::FullName));
    }
}
