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
    for index in 0..row.columns.len() {
        row.settle_name(index);
    }
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
