//! The people that a table or a text names, as sets of hashes, so that those who
//! are hidden can be told from those whom everyone sees.

use super::names::class;
use super::role::LONGEST_KEY;
use super::sketch::{Sketch, folded, spread};
use crate::document::Kind;

/// People, kept as hashes of surname and first initial.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    /// Each by surname and initial, or by surname alone where no more is known.
    people: Sketch,
    /// Each by surname alone.
    surnames: Sketch,
    row: u32,
    surname: Option<u64>,
    initial: Option<u8>,
}

impl Named {
    /// Takes in a cell of a column of names, or of parts of them. Prose is none.
    pub(crate) fn add_cell(&mut self, kind: Kind, text: &str, row: u32) {
        if text.len() > LONGEST_KEY {
            return;
        }
        if row != self.row {
            self.end_row();
            self.row = row;
        }
        match kind {
            Kind::FullName => self.add(text),
            Kind::Surname => self.surname = surname_key(text),
            _ => self.initial = self.initial.or(first_letter(text)),
        }
    }

    /// Takes in the row that ends.
    pub(crate) fn end_row(&mut self) {
        let initial = self.initial.take();
        if let Some(surname) = self.surname.take() {
            self.keep(surname, initial);
        }
    }

    /// Takes in a whole name, whichever way round it is written: `Smith, J`,
    /// `J Smith`, `John Smith`, `Smith J`.
    pub(crate) fn add(&mut self, name: &str) {
        let name = name.split(['(', '[']).next().unwrap_or_default();
        let (surname, given) = match name.split_once(',') {
            Some((surname, given)) => (surname.trim(), given),
            None => {
                let is_long =
                    |word: &&str| word.chars().filter(|it| it.is_alphabetic()).count() > 2;
                let surname = name.split_whitespace().rev().find(is_long).unwrap_or_default();
                (surname, name)
            }
        };
        let is_given =
            |word: &&str| *word != surname && !class(word).is_rank() && !class(word).is_title();
        let initial = given.split_whitespace().filter(is_given).find_map(first_letter);
        if let Some(surname) = surname_key(surname) {
            self.keep(surname, initial);
        }
    }

    fn keep(&mut self, surname: u64, initial: Option<u8>) {
        let person = |initial| spread(surname ^ u64::from(initial));
        self.people.add(initial.map_or(surname, person));
        self.surnames.add(surname);
    }

    /// Each by what is known of them.
    pub(crate) fn people(&self) -> &Sketch {
        &self.people
    }

    /// Whom someone who knows no more than a surname would take for one of them.
    pub(crate) fn surnames(&self) -> &Sketch {
        &self.surnames
    }

    /// These people and others.
    pub(crate) fn join(&mut self, other: &Named) {
        self.people.join(&other.people);
        self.surnames.join(&other.surnames);
    }

    /// Keeps no more than so many hashes of each set.
    pub(crate) fn shrink(&mut self, most: usize) {
        self.people.shrink(most);
        self.surnames.shrink(most);
    }

    /// Whether there is nobody.
    pub(crate) fn is_empty(&self) -> bool {
        self.people.len() == 0
    }
}

/// The hash of the last word of a surname.
fn surname_key(surname: &str) -> Option<u64> {
    let last = surname.trim().rsplit(' ').next()?;
    let letters = last.bytes().filter(|it| it.is_ascii_alphabetic() || !it.is_ascii());
    let (hash, count) = folded(letters);
    (count > 1).then_some(hash)
}

/// The first letter of a forename or of initials.
fn first_letter(text: &str) -> Option<u8> {
    let first = text.trim().bytes().next()?;
    (first.is_ascii_alphabetic() || !first.is_ascii()).then(|| first.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::super::sketch::Overlap;
    use super::*;

    fn named(names: &[&str]) -> Named {
        let mut named = Named::default();
        names.iter().for_each(|name| named.add(name));
        named
    }

    fn shared(one: &Named, other: &Named) -> Overlap {
        one.people().in_common(other.people())
    }

    #[test]
    fn one_person_is_the_same_however_the_name_is_written() {
        let names = [
            "SAMPLE, J",
            "J Sample",
            "Jane Sample",
            "Sample J.",
            "Ms J Sample",
            "Sample, Jane (PC)",
        ];
        assert_eq!(named(&names).people().len(), 1);
        assert_eq!(shared(&named(&["K Sample"]), &named(&names)).shared, 0, "another initial");
    }

    #[test]
    fn the_parts_of_a_name_in_columns_make_one() {
        let mut table = Named::default();
        table.add_cell(Kind::Surname, "Sample", 2);
        table.add_cell(Kind::Forename, "Jane", 2);
        table.add_cell(Kind::Initials, "K", 3);
        table.add_cell(Kind::Surname, "Sample", 3);
        table.end_row();
        assert_eq!(shared(&named(&["J Sample", "Sample K", "L Sample"]), &table).shared, 2);
        assert_eq!(table.surnames().len(), 1);
    }

    #[test]
    fn prose_in_a_column_of_names_is_nobody() {
        let mut table = Named::default();
        let spaced = |count: usize| format!("Jane{}Sample", " ".repeat(count));
        table.add_cell(Kind::FullName, &spaced(LONGEST_KEY), 2);
        assert!(table.is_empty());
        table.add_cell(Kind::FullName, &spaced(LONGEST_KEY - 10), 3);
        assert_eq!(table.people().len(), 1);
    }
}
