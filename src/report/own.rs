//! Finds what stands on the organisation's own roll, in texts and across the
//! cells of a row.

use super::profile::Profile;
use crate::document::{Fragment, Kind, Layer, Place};
use crate::rule::{Entry, Member, Names, Roll};

/// Cells of a row that may be parts of a name, at the most.
const WIDEST: usize = 12;

/// The roll of a run with the rules for what stands on it.
pub(super) struct Own {
    roll: Roll,
    /// The rules for people, numbers and units.
    rules: [Option<usize>; 3],
}

/// The row at hand, as far as its cells may be parts of a name.
#[derive(Default)]
pub(super) struct OwnRow {
    row: u32,
    cells: Vec<Cell>,
    /// The members of the text that was looked at last.
    members: Vec<Member>,
}

/// A cell that may be a part of a name.
struct Cell {
    column: u32,
    layer: Layer,
    names: Names,
    text: String,
}

impl Own {
    /// A roll with the rules for people, numbers and units.
    pub(super) fn new(roll: Roll, rules: [Option<usize>; 3]) -> Self {
        Own { roll, rules }
    }

    fn rule(&self, entry: Entry) -> Option<usize> {
        self.rules[entry as usize]
    }

    /// Takes note of what a text holds in a column, 0 outside of a table.
    pub(super) fn take_text(
        &self,
        fragment: &Fragment<'_>,
        column: u32,
        row: &mut OwnRow,
        profile: &mut Profile,
    ) {
        row.members.clear();
        self.roll.find(fragment.text, &mut row.members);
        for member in &row.members {
            let Some(rule) = self.rule(member.entry) else { continue };
            let Some(text) = fragment.text.get(member.span.clone()) else { continue };
            let place = super::collect::place_within(fragment, member.span.start);
            profile.add_hit((rule, fragment.layer, column), text, place);
        }
    }

    /// Takes note of what a cell holds, and of the name that it makes whole.
    pub(super) fn take_cell(
        &self,
        fragment: &Fragment<'_>,
        at: (u32, u32),
        row: &mut OwnRow,
        profile: &mut Profile,
    ) {
        self.take_text(fragment, at.1, row, profile);
        if row.members.is_empty() {
            self.take_short_number(fragment, at.1, profile);
            self.take_name(fragment, at, row, profile);
        }
    }

    /// A short number counts below a heading that says what it is.
    fn take_short_number(&self, fragment: &Fragment<'_>, column: u32, profile: &mut Profile) {
        let is_headed = profile.under(column).kind == Some(Kind::StaffNumber);
        let Some(rule) = self.rule(Entry::Number).filter(|_| is_headed) else { return };
        if self.roll.has_number(fragment.text) {
            let key = (rule, fragment.layer, column);
            profile.add_hit(key, fragment.text, fragment.place);
        }
    }

    /// The surname counts whose forename or initial stands in another cell of the
    /// row.
    fn take_name(
        &self,
        fragment: &Fragment<'_>,
        (number, column): (u32, u32),
        row: &mut OwnRow,
        profile: &mut Profile,
    ) {
        if row.row != number {
            (row.row, row.cells) = (number, Vec::new());
        }
        let Some(rule) = self.rule(Entry::Person) else { return };
        let Some(names) = self.roll.names(fragment.text) else { return };
        let cell = Cell { column, layer: fragment.layer, names, text: fragment.text.to_owned() };
        let whole = row.cells.iter().find_map(|other| {
            let is_surname = self.roll.are_one(&cell.names, &other.names);
            let is_given = || self.roll.are_one(&other.names, &cell.names);
            is_surname.then_some(&cell).or_else(|| is_given().then_some(other))
        });
        if let Some(surname) = whole {
            let place = Place::Cell { row: number, column: surname.column };
            profile.add_hit((rule, surname.layer, surname.column), &surname.text, place);
        }
        if row.cells.len() < WIDEST {
            row.cells.push(cell);
        }
    }
}
