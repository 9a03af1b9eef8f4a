//! Types a column by its heading and its values together.
//!
//! A heading alone is believed where values can hardly contradict it; where a
//! heading is ambiguous ("name", "grade", "officer") the values decide; without
//! a heading they must speak for themselves.

mod distinct;

use super::sketch::Sketch;
use super::value::Traits;
use crate::document::Kind;
use distinct::Distinct;

/// What the kind of a column rests on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Ground {
    /// Heading and values say the same, or no value could say otherwise.
    Both,
    /// The heading says it, and the values do not show it.
    Heading,
    /// The values show it, and the heading does not say it.
    Values,
}

/// What is known of a column's values without keeping them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    filled: u64,
    votes: [u64; Traits::COUNT],
    /// The votes before the block that is being counted.
    before: [u64; Traits::COUNT],
    /// What the first telling block says.
    told: Option<Kind>,
    seen: Distinct,
    /// A bit for each different value of the block.
    seen_in_block: u128,
    /// Values with as many digits as a phone number.
    long: u64,
    /// The fewest and the most digits of what may be a staff number.
    widths: Option<(usize, usize)>,
    /// A sum over its values that does not depend on their order.
    sum: u64,
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

/// The fewest digits of a phone number with its area.
const PHONE_DIGITS: usize = 9;

/// The percentage of values with a house number from which on streets are addresses.
const HOUSES: u64 = 30;

/// Different values that a column or a block of names has at the least, in number
/// and in percent, and as many as are always enough.
const FEWEST: u64 = 5;
const FEWEST_PERCENT: u64 = 12;
const ENOUGH_NAMES: u64 = 1_500;
/// Different values that a column needs before their order tells anything.
const ENOUGH_SORTS: u32 = 4;

impl Column {
    /// Takes in a value by its traits and its hash.
    pub(crate) fn add(&mut self, traits: Traits, hash: u64) {
        if traits.is_blank() {
            return;
        }
        self.filled += 1;
        self.sum = self.sum.wrapping_add(hash);
        for index in traits.indices() {
            self.votes[index] += 1;
        }
        self.long += u64::from(traits.digits() >= PHONE_DIGITS);
        if traits.contains(Traits::STAFF_NUMBER) {
            let digits = traits.digits();
            let (least, most) = self.widths.unwrap_or((digits, digits));
            self.widths = Some((least.min(digits), most.max(digits)));
        }
        self.seen.add(hash);
        self.seen_in_block |= 1 << (hash >> 57);
        if self.filled.is_multiple_of(BLOCK) {
            self.end_block();
        }
    }

    /// Takes note of what the block that ends says by itself.
    fn end_block(&mut self) {
        let share =
            |traits| 100 * (votes(&self.votes, traits) - votes(&self.before, traits)) / BLOCK;
        let varied = u64::from(self.seen_in_block.count_ones()) >= FEWEST;
        let tells = |row: &&(Traits, u64, Kind)| {
            share(row.0) >= (row.1 + BEYOND).min(MOST_NEEDED) && (varied || !row.2.is_name())
        };
        self.told = self.told.or_else(|| TELLING.iter().find(tells).map(|row| row.2));
        self.before = self.votes;
        self.seen_in_block = 0;
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

    /// A sum over its values that does not depend on their order.
    pub(crate) fn sum(&self) -> u64 {
        self.sum
    }

    /// What the column holds, by its heading and its values together.
    pub(crate) fn kind(&self, heading: Option<Kind>) -> Option<(Kind, Ground)> {
        if self.filled == 0 {
            return None;
        }
        match heading {
            Some(kind) if self.agrees(kind) => Some((kind, self.ground(kind))),
            _ => self.kind_by_values().map(|kind| (kind, Ground::Values)),
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
            Kind::Rank if self.marks() => false,
            Kind::Rank | Kind::Post => numbers < 50 && !self.names(),
            Kind::Unit | Kind::Location | Kind::Address => numbers < 50 && !self.people(),
            // With house numbers below it, it is an address.
            Kind::Street => numbers < 50 && !self.people() && self.share(Traits::ADDRESS) < HOUSES,
            Kind::Thing => !self.people() && !self.surnames(),
            Kind::StaffNumber => self.share(Traits::STAFF_NUMBER) + numbers >= 50,
            Kind::DateOfBirth => self.share(Traits::DATE) + self.share(Traits::BIRTH_NUMBER) >= 50,
            Kind::Age => self.share(Traits::AGE) >= 50,
            Kind::Postcode => self.share(Traits::POSTCODE) >= 30,
            Kind::Phone => self.share(Traits::PHONE) + numbers + self.percent(self.long) >= 30,
            Kind::Email => self.share(Traits::EMAIL) >= 30,
            _ => !self.names(),
        }
    }

    /// Whether the values show what the heading says, for the kinds whose values
    /// have a form of their own.
    fn ground(&self, kind: Kind) -> Ground {
        let (form, least) = match kind {
            Kind::Surname => (Traits::SURNAME, 40),
            Kind::Forename => (Traits::FORENAME, 40),
            Kind::FullName => (Traits::FULL_NAME, 40),
            Kind::Rank => (Traits::RANK, 30),
            Kind::StaffNumber => (Traits::STAFF_NUMBER, 50),
            Kind::Address => (Traits::ADDRESS, 30),
            _ => return Ground::Both,
        };
        if self.share(form) >= least { Ground::Both } else { Ground::Heading }
    }

    /// Whether the marks of pupils fill it: `A`, `B`, `C`.
    fn marks(&self) -> bool {
        self.share(Traits::INITIALS) >= 80 && self.share(Traits::RANK) < 30
    }

    /// Whether whole names fill it, whatever its heading says.
    fn names(&self) -> bool {
        self.filled >= ENOUGH_VALUES && self.share(Traits::FULL_NAME) >= 60
    }

    /// Whether names of people fill it that nothing else could be called by.
    fn people(&self) -> bool {
        self.names() && (self.share(Traits::PERSON) >= 60 || self.share(Traits::FULL_NAME) >= 90)
    }

    /// Whether surnames fill it that are nothing else.
    fn surnames(&self) -> bool {
        self.is_varied() && self.share(Traits::SURNAME_ONLY) >= 80
    }

    /// What the values say by themselves: all of them, or else a block.
    fn kind_by_values(&self) -> Option<Kind> {
        if self.filled < ENOUGH_VALUES {
            return None;
        }
        let varied = self.is_varied();
        let tells =
            |row: &&(Traits, u64, Kind)| self.share(row.0) >= row.1 && (varied || !row.2.is_name());
        let told = TELLING.iter().find(tells).map(|row| row.2).or(self.told);
        // Codes of one to three letters are initials beside a surname only.
        told.filter(|kind| *kind != Kind::Initials)
    }

    /// Whether it may hold initials, if a surname stands beside it.
    pub(super) fn may_be_initials(&self) -> bool {
        let all = self.filled >= ENOUGH_VALUES && self.share(Traits::INITIALS) >= 60;
        self.seen.count() >= FEWEST - 1 && (all || self.told == Some(Kind::Initials))
    }

    /// The share of values that look like a person's name, in percent.
    fn persons(&self) -> u64 {
        self.share(Traits::FULL_NAME).max(self.share(Traits::SURNAME))
    }

    /// The share of values with a trait, in percent.
    pub(super) fn share(&self, look: Traits) -> u64 {
        self.percent(votes(&self.votes, look))
    }

    /// So many of its values in percent.
    fn percent(&self, count: u64) -> u64 {
        100 * count / self.filled.max(1)
    }

    /// Whether there are so many different values that they may be names: a status
    /// or a county has few.
    pub(super) fn is_varied(&self) -> bool {
        let least = match self.filled {
            filled @ 0..BLOCK => filled.div_ceil(2),
            filled => (filled * FEWEST_PERCENT / 100).clamp(FEWEST, ENOUGH_NAMES),
        };
        self.seen.count() >= least
    }

    /// Whether it holds numbers of one width of which hardly one stands twice.
    pub(super) fn is_numbered(&self) -> bool {
        let alike = self.widths.is_some_and(|(least, most)| least == most);
        let enough = self.filled >= ENOUGH_VALUES;
        let unique = self.seen.count() >= (self.filled * 9 / 10).min(ENOUGH_NAMES);
        enough && alike && unique && self.share(Traits::STAFF_NUMBER) >= 80
    }
}

/// The votes for a trait.
fn votes(votes: &[u64; Traits::COUNT], look: Traits) -> u64 {
    look.indices().next().map_or(0, |index| votes[index])
}

#[cfg(test)]
mod tests;
