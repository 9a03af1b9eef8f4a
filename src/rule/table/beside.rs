//! Types columns that say too little by themselves by those beside them: a
//! surname stands beside an initial, a staff number in a list of people.

use super::super::column::{Column, Ground};
use super::super::value::Traits;
use super::Typed;
use crate::document::Kind;

/// Columns of a table and what is known of them so far, in the same order.
pub(super) struct Row<'c> {
    pub(super) columns: &'c [Column],
    pub(super) headed: &'c [Heading],
    pub(super) typed: &'c mut [Option<Typed>],
}

/// What the heading of a column leaves open.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Heading {
    /// There is none.
    #[default]
    Absent,
    /// It says that there are numbers or keys, and not of what: "id", "no".
    Number,
    /// It says something, in the vocabulary or not.
    Telling,
}

impl Heading {
    /// What a normalised heading leaves open.
    pub(crate) fn of(plain: &str) -> Heading {
        match plain.rsplit(' ').next().unwrap_or_default() {
            "" => Heading::Absent,
            "no" | "id" | "ref" | "reference" | "code" | "key" | "column" => Heading::Number,
            word if word.bytes().all(|byte| byte.is_ascii_digit()) => Heading::Absent,
            _ => Heading::Telling,
        }
    }
}

/// Types what is still open by what stands beside it.
pub(super) fn settle(row: &mut Row<'_>) {
    (0..row.columns.len()).for_each(|index| row.settle_name(index));
    (0..row.columns.len()).for_each(|index| row.tell_apart(index));
    let people = row.typed.iter().flatten().any(|typed| typed.kind.is_name());
    let ranks = row.typed.iter().flatten().any(|typed| typed.kind == Kind::Rank);
    if people || ranks {
        row.settle_number();
    }
}

impl Row<'_> {
    /// Types a column as a part of a name whose other part stands beside it.
    fn settle_name(&mut self, index: usize) {
        let column = &self.columns[index];
        if !self.is_open(index) || !(column.is_varied() || column.may_be_initials()) {
            return;
        }
        let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
        let kind = beside.filter(|it| *it < self.columns.len()).find_map(|it| {
            let other = Part::of(&self.columns[it], self.typed[it]);
            Part::of(column, None).and_then(|own| own.kind_beside(other?))
        });
        if let Some(kind) = kind {
            self.set(index, kind);
        }
    }

    /// Tells a forename from the surname beside it: both are listed as the other,
    /// and the heading of either may be "name".
    fn tell_apart(&mut self, index: usize) {
        let Some(own) = self.typed[index] else { return };
        let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
        let others: Vec<(usize, Typed)> =
            beside.filter_map(|it| Some((it, (*self.typed.get(it)?)?))).collect();
        let has = |kind| others.iter().any(|(_, it)| it.kind == kind);
        let forenames = |index: usize| self.columns[index].share(Traits::FORENAME);
        let more = |(it, other): &(usize, Typed)| {
            other.kind == Kind::Surname && forenames(index) > forenames(*it) + APART
        };
        let single = self.columns[index].share(Traits::FULL_NAME) < SINGLE;
        let kind = match (own.kind, own.ground) {
            (Kind::FullName, _) if single && has(Kind::Surname) => Kind::Forename,
            (Kind::FullName, _) if single && (has(Kind::Forename) || has(Kind::Initials)) => {
                Kind::Surname
            }
            (Kind::Surname, Ground::Values) if others.iter().any(more) => Kind::Forename,
            _ => return,
        };
        let part = self.columns[index].share(Traits::SURNAME).max(forenames(index)) >= PART;
        let ground = if own.kind == Kind::FullName && part { Ground::Both } else { own.ground };
        self.typed[index] = Some(Typed { kind, ground, ..own });
    }

    /// Types the column of numbers, if there is one, as those of people. Where
    /// there are several, they are figures.
    fn settle_number(&mut self) {
        let numbered = |index: &usize| self.is_open(*index) && self.columns[*index].is_numbered();
        let mut open = (0..self.columns.len()).filter(numbered);
        if let (Some(index), None) = (open.next(), open.next()) {
            self.set(index, Kind::StaffNumber);
        }
    }

    fn is_open(&self, index: usize) -> bool {
        self.typed[index].is_none() && self.headed[index] != Heading::Telling
    }

    fn set(&mut self, index: usize, kind: Kind) {
        let (number, filled) = (index as u32 + 1, self.columns[index].filled());
        self.typed[index] = Some(Typed { number, kind, ground: Ground::Values, filled });
    }
}

/// A part of a name that a column may hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Part {
    Surname,
    Forename,
    Initials,
}

/// The share of values in percent that have the form of a part where the other
/// part stands beside it, and of those that are nothing else.
const FORM: u64 = 60;
const ONLY: u64 = 25;

/// The share of whole names in percent below which a column holds parts of names,
/// the share of parts that shows it, and the percentage by which forenames outnumber those of the other column.
const SINGLE: u64 = 20;
const PART: u64 = 40;
const APART: u64 = 20;

impl Part {
    /// What a column may hold, or does.
    fn of(column: &Column, typed: Option<Typed>) -> Option<Part> {
        match typed.map(|it| it.kind) {
            Some(Kind::Surname) => Some(Part::Surname),
            Some(Kind::Forename) => Some(Part::Forename),
            Some(Kind::Initials) => Some(Part::Initials),
            Some(_) => None,
            None => Part::by_values(column),
        }
    }

    fn by_values(column: &Column) -> Option<Part> {
        if column.may_be_initials() {
            return Some(Part::Initials);
        }
        let surnames = column.share(Traits::SURNAME);
        let forenames = column.share(Traits::FORENAME) + column.share(Traits::INITIALS);
        let only = column.share(Traits::SURNAME_ONLY).max(column.share(Traits::FORENAME_ONLY));
        let part = if surnames > forenames { Part::Surname } else { Part::Forename };
        (surnames.max(forenames) >= FORM && only >= ONLY).then_some(part)
    }

    /// The kind of a part beside another one.
    fn kind_beside(self, other: Part) -> Option<Kind> {
        match (self, other) {
            (Part::Surname, Part::Forename | Part::Initials) => Some(Kind::Surname),
            (Part::Forename, Part::Surname) => Some(Kind::Forename),
            (Part::Initials, Part::Surname) => Some(Kind::Initials),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Headings, Kind, Layer};
    use crate::rule::{Role, Table, traits};

    /// The kinds of a table's columns, below headings that may be empty.
    fn kinds(headings: &[&str], rows: &[&[&str]]) -> Vec<Option<Kind>> {
        let mut table = Table::default();
        let texts = headings.iter().map(|it| (*it).to_owned()).collect();
        table.head(&Headings::new(texts, 1), &Kind::of);
        for row in rows {
            for (column, text) in (1..).zip(*row) {
                let hash = text.bytes().fold(17, |hash: u64, byte| {
                    (hash ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(27)
                });
                table.add(Layer::Body, column, (Role::Nothing, text, traits(text), hash));
            }
        }
        let typed = table.typed(Layer::Body);
        let kind = |number| typed.iter().find(|it| it.number == number).map(|it| it.kind);
        (1..=rows[0].len() as u32).map(kind).collect()
    }

    const STAFF: &[&[&str]] = &[
        &["Brown", "J", "900001", "Jane"],
        &["Okafor", "P", "900002", "Peter"],
        &["Young", "S", "900003", "Siobhan"],
        &["Nowak", "T", "900004", "Tomasz"],
        &["Begum", "R", "900005", "Rukhsana"],
        &["Doherty", "A", "900006", "Ann"],
    ];

    #[test]
    fn a_staff_number_and_an_initial_are_known_by_the_surname_beside_them() {
        let expected = [Kind::Surname, Kind::Initials, Kind::StaffNumber].map(Some);
        for headings in [&["", "", "", ""][..], &["Column1", "Column2", "ID", ""]] {
            assert_eq!(kinds(headings, STAFF)[..3], expected, "{headings:?}");
        }
    }

    #[test]
    fn numbers_below_a_telling_heading_are_none_of_people() {
        let kinds = kinds(&["Surname", "Initial", "Tonnes", ""], STAFF);
        assert_eq!(kinds[2], None);
    }

    #[test]
    fn a_name_beside_a_surname_is_a_forename() {
        let rows: Vec<Vec<&str>> = STAFF.iter().map(|row| vec![row[0], row[3]]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        for headings in [["Cyfenw", "Enw"], ["Surname", "Name"]] {
            let expected = [Kind::Surname, Kind::Forename].map(Some);
            assert_eq!(kinds(&headings, &rows), expected, "{headings:?}");
        }
    }

    #[test]
    fn yes_and_no_beside_a_surname_are_no_initials() {
        let flag = |(number, row): (usize, &&[&'static str])| {
            vec![row[0], if number % 2 == 0 { "Y" } else { "N" }]
        };
        let rows: Vec<Vec<&str>> = STAFF.iter().enumerate().map(flag).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        assert_eq!(kinds(&["Surname", ""], &rows)[1], None);
    }
}
