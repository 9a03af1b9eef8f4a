//! Builds a roll from a table of an organisation's own staff, by the headings of
//! its columns.

use super::words::{Hasher, words};
use super::{Entries, Roll, file};
use crate::document::{Container, Enclosure, Fragment, Gap, Headings, Kind, Place, Sink};
use crate::rule::names::class;

/// The least letters of a unit of one word: shorter ones are in every text.
const SHORTEST_UNIT: usize = 5;

/// How many of each a roll was built from.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct RollCounts {
    /// Rows that name a person.
    pub people: u64,
    /// Numbers of staff.
    pub numbers: u64,
    /// Different units.
    pub units: u64,
}

/// Builds a roll. As a sink it takes the rows of tables that have headings.
pub struct RollBuilder {
    salt: [u8; 16],
    key: [u8; 16],
    hasher: Hasher,
    entries: Entries,
    counts: RollCounts,
    headings: Headings,
    /// The headings of columns that say something of people, and of the others.
    used: Vec<String>,
    unused: Vec<String>,
    /// The row at hand, and its cells that say something of its person.
    row: u32,
    cells: Vec<(Kind, String)>,
    /// Parts of the table that were not read.
    gaps: Vec<Gap>,
}

impl RollBuilder {
    /// A builder of a roll with random bytes of its own, and with a secret, which
    /// may be empty.
    pub fn new(salt: [u8; 16], secret: &[u8]) -> Self {
        let key = file::key(&salt, secret);
        RollBuilder {
            salt,
            key,
            hasher: Hasher::new(&key),
            entries: Entries::default(),
            counts: RollCounts::default(),
            headings: Headings::default(),
            used: Vec::new(),
            unused: Vec::new(),
            row: 0,
            cells: Vec::new(),
            gaps: Vec::new(),
        }
    }

    /// The roll, and what it was built from.
    pub fn finished(mut self) -> (Roll, RollCounts) {
        self.end_row();
        self.counts.units = self.entries.units.len() as u64;
        let Self { salt, key, hasher, entries, counts, .. } = self;
        (Roll { salt, key, hasher, entries }, counts)
    }

    /// The headings of the columns that the roll is built from.
    pub fn used(&self) -> &[String] {
        &self.used
    }

    /// The headings of the columns that say nothing to a roll.
    pub fn unused(&self) -> &[String] {
        &self.unused
    }

    /// Parts of the table that were not read.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// Adds a person by surname and forenames or initials.
    pub fn add_person(&mut self, surname: &str, given: &str) {
        // A second forename may be the one in use; its initial never stands alone.
        let initial: String = words(given).flat_map(|it| it.text.chars()).take(1).collect();
        let initial = Some(initial.as_str()).filter(|it| !it.is_empty());
        self.add_forms(surname, words(given).map(|it| it.text).chain(initial));
    }

    /// Adds a person who is known by the name as it is written and by no shorter
    /// form of it: `Jane Sample` is not found in `J Sample`, whom others may
    /// be called. Ranks and titles are left out.
    pub fn add_as_written(&mut self, name: &str) {
        let (surname, given) = parted(name);
        let given: Vec<&str> = words(&given).map(|it| it.text).collect();
        let leads = |it: &&str| class(it).is_rank() || class(it).is_title();
        let first = given.iter().rposition(leads).map_or(0, |at| at + 1);
        self.add_forms(&surname, given.into_iter().skip(first).take(1));
    }

    /// Adds a person by surname and each of the forms of what stands beside it.
    fn add_forms<'n>(&mut self, surname: &str, given: impl Iterator<Item = &'n str>) {
        let hashes: Vec<u64> = words(surname).map(|it| self.hasher.word(it.text)).collect();
        let Some(surname) = self.hasher.phrase(hashes.iter().copied()) else { return };
        let hasher = self.hasher;
        let people: Vec<u64> = given.map(|it| hasher.joined(surname, hasher.word(it))).collect();
        if !people.is_empty() {
            self.entries.people.extend(people);
            self.counts.people += 1;
            self.entries.surnames.insert(surname);
            self.entries.first_words.extend(hashes.first());
        }
    }

    /// Adds a person whose names stand together: `SAMPLE, Jane`, `Jane Sample`
    /// or `SAMPLE Jane`.
    pub fn add_full_name(&mut self, name: &str) {
        let (surname, given) = parted(name);
        self.add_person(&surname, &given);
    }

    /// Adds a number of staff.
    pub fn add_number(&mut self, number: &str) {
        if number.bytes().filter(u8::is_ascii_digit).count() > 1 {
            self.counts.numbers += 1;
            self.entries.numbers.insert(self.hasher.number(number));
        }
    }

    /// Adds a unit.
    pub fn add_unit(&mut self, unit: &str) {
        let hashes: Vec<u64> = words(unit).map(|it| self.hasher.word(it.text)).collect();
        if hashes.len() < 2 && unit.chars().count() < SHORTEST_UNIT {
            return;
        }
        self.entries.units.extend(self.hasher.phrase(hashes.iter().copied()));
        self.entries.first_words.extend(hashes.first());
    }

    /// Takes in the row that ends.
    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        let of = |kind| cells.iter().find(|it| it.0 == kind).map(|it| it.1.as_str());
        for (kind, text) in &cells {
            match kind {
                Kind::StaffNumber => self.add_number(text),
                Kind::Unit => self.add_unit(text),
                Kind::FullName => self.add_full_name(text),
                _ => {}
            }
        }
        let Some(surname) = of(Kind::Surname) else { return };
        let given = [of(Kind::Forename), of(Kind::Initials)].into_iter().flatten();
        given.for_each(|given| self.add_person(surname, given));
    }
}

/// What a column tells a roll by its heading, if anything.
fn part(heading: &str) -> Option<Kind> {
    Kind::of(heading).filter(|kind| {
        matches!(
            kind,
            Kind::Surname
                | Kind::Forename
                | Kind::Initials
                | Kind::FullName
                | Kind::StaffNumber
                | Kind::Unit
        )
    })
}

/// The surname and the forenames or initials of a name.
fn parted(name: &str) -> (String, String) {
    if let Some((surname, given)) = name.split_once(',') {
        return (surname.to_owned(), given.to_owned());
    }
    let capitals = |word: &&str| word.chars().count() > 1 && **word == word.to_uppercase();
    let parts: Vec<&str> = name.split_whitespace().collect();
    let leading = parts.iter().take_while(|word| capitals(word)).count();
    let particle = |word: &&str| word.starts_with(char::is_lowercase);
    let first = match parts.iter().position(particle) {
        _ if leading > 0 && leading < parts.len() => {
            return (parts[..leading].join(" "), parts[leading..].join(" "));
        }
        Some(first) if first > 0 => first,
        _ => parts.len().saturating_sub(1),
    };
    (parts[first..].join(" "), parts[..first].join(" "))
}

impl Sink for RollBuilder {
    fn open(&mut self, _: Container<'_>) {
        self.close();
    }

    fn headings(&mut self, headings: &Headings) {
        self.end_row();
        self.headings = headings.clone();
        for (_, heading) in headings.iter() {
            let list = if part(heading).is_some() { &mut self.used } else { &mut self.unused };
            if !list.iter().any(|it| it == heading) {
                list.push(heading.to_owned());
            }
        }
    }

    fn push(&mut self, fragment: Fragment<'_>) {
        let Place::Cell { row, column } = fragment.place else { return };
        if row != self.row {
            self.end_row();
            self.row = row;
        }
        let kind = self.headings.of(column).and_then(part);
        let kind = kind.filter(|_| row > self.headings.last_row);
        self.cells.extend(kind.map(|kind| (kind, fragment.text.trim().to_owned())));
    }

    fn close(&mut self) {
        self.end_row();
        self.headings = Headings::default();
    }

    fn gap(&mut self, gap: Gap) {
        self.gaps.push(gap);
    }

    /// A file inside the table's is not part of the table.
    fn enclose(&mut self, _: Enclosure<'_>) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::roll::{Entry, Member};

    #[test]
    fn a_full_name_is_taken_apart_as_it_is_written() {
        for (name, other, why) in [
            ("SAMPLE, Jane", "J Sample", "a comma"),
            ("Jane Sample", "Sample, J", "the surname last"),
            ("SAMPLE Jane", "J Sample", "the surname in capitals"),
            ("Kay van der Doe", "van der Doe, Kay", "particles"),
        ] {
            let mut builder = RollBuilder::new([1; 16], b"");
            builder.add_full_name(name);
            let mut members: Vec<Member> = Vec::new();
            builder.finished().0.find(other, &mut members);
            let found: Vec<Entry> = members.iter().map(|it| it.entry).collect();
            assert_eq!(found, [Entry::Person], "{why}");
        }
    }

    #[test]
    fn a_name_as_it_is_written_is_no_shorter_one() {
        for (entry, text, found) in [
            ("Jane Sample", "Jane Sample", true),
            ("Jane Sample", "SAMPLE, Jane Ann", true),
            ("Jane Sample", "PC J Sample", false),
            ("Jane Sample", "Sample, J", false),
            ("Chief Constable Jane Sample", "Jane Sample", true),
            ("Chief Constable Jane Sample", "Constable Sample", false),
            ("J Sample", "Sergeant J. Sample", true),
            ("J Sample", "Jane Sample", false),
        ] {
            let mut builder = RollBuilder::new([1; 16], b"");
            builder.add_as_written(entry);
            let mut members: Vec<Member> = Vec::new();
            builder.finished().0.find(text, &mut members);
            assert_eq!(!members.is_empty(), found, "{entry:?} in {text:?}");
        }
    }

    #[test]
    fn rows_are_counted_by_their_headings() {
        let mut builder = RollBuilder::new([1; 16], b"");
        let headings = ["Surname", "Initial", "Collar No", "Unit", "Remarks"].map(str::to_owned);
        builder.headings(&Headings::new(headings.to_vec(), 1));
        for (row, cells) in (2..).zip([["Sample", "J", "900123", "Larkspur Squad", "none"]]) {
            for (column, text) in (1..).zip(cells) {
                let place = Place::Cell { row, column };
                builder.push(Fragment::new(text, crate::document::Layer::Body, place));
            }
        }
        let (roll, counts) = builder.finished();
        assert_eq!(counts, RollCounts { people: 1, numbers: 1, units: 1 });
        let mut members = Vec::new();
        roll.find("900123 J Sample none", &mut members);
        assert_eq!(members.len(), 2);
    }
}
