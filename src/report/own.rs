//! People whom the organisation itself has named: those of its roll, who are
//! found in texts and across the cells of a row, and those who are allowed.

use super::profile::Profile;
use crate::document::{Fragment, Kind, Layer, Place};
use crate::rule::{Entry, Member, Names, Roll};

/// Cells of a row that may be parts of a name, at the most.
const WIDEST: usize = 12;

/// The people whom the organisation has named, and the rules for them.
#[derive(Default)]
pub(super) struct Own {
    pub(super) roll: Option<Roll>,
    /// Those who are public on purpose.
    pub(super) allowed: Option<Roll>,
    /// The rules for people, numbers and units of the roll.
    pub(super) rules: [Option<usize>; 3],
}

/// The row at hand, as far as its cells may be parts of a name.
#[derive(Default)]
pub(super) struct OwnRow {
    row: u32,
    cells: Vec<Cell>,
    /// The members of the text that was looked at last.
    members: Vec<Member>,
    /// The number of that text, if cells share it.
    shared: Option<u32>,
}

/// A cell that may be a part of a name.
struct Cell {
    column: u32,
    layer: Layer,
    names: Names,
    text: String,
}

impl Own {
    /// Whether a text names a person who is allowed.
    pub(super) fn allows(&self, text: &str) -> bool {
        let Some(allowed) = &self.allowed else { return false };
        let mut members = Vec::new();
        allowed.find(text, &mut members);
        !members.is_empty()
    }

    /// Takes note of what a text holds in a column, 0 outside of a table.
    pub(super) fn take_text(
        &self,
        fragment: &Fragment<'_>,
        column: u32,
        row: &mut OwnRow,
        profile: &mut Profile,
    ) {
        let Some(roll) = &self.roll else { return };
        if fragment.shared.is_none() || fragment.shared != row.shared {
            row.members.clear();
            roll.find(fragment.text, &mut row.members);
        }
        row.shared = fragment.shared;
        for member in &row.members {
            let Some(rule) = self.rules[member.entry as usize] else { continue };
            let Some(text) = fragment.text.get(member.span.clone()) else { continue };
            if member.entry == Entry::Person && self.allows(text) {
                profile.allowed += 1;
                continue;
            }
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
        let Some(roll) = &self.roll else { return };
        self.take_text(fragment, at.1, row, profile);
        if row.members.is_empty() {
            self.take_short_number(roll, fragment, at.1, profile);
            self.take_name(roll, fragment, at, row, profile);
        }
    }

    /// A short number counts below a heading that says what it is.
    fn take_short_number(
        &self,
        roll: &Roll,
        fragment: &Fragment<'_>,
        column: u32,
        profile: &mut Profile,
    ) {
        let is_headed = profile.under(column).kind == Some(Kind::StaffNumber);
        let Some(rule) = self.rules[Entry::Number as usize].filter(|_| is_headed) else { return };
        if roll.has_number(fragment.text) {
            let key = (rule, fragment.layer, column);
            profile.add_hit(key, fragment.text, fragment.place);
        }
    }

    /// The surname counts whose forename or initial stands in another cell of the
    /// row.
    fn take_name(
        &self,
        roll: &Roll,
        fragment: &Fragment<'_>,
        (number, column): (u32, u32),
        row: &mut OwnRow,
        profile: &mut Profile,
    ) {
        if row.row != number {
            (row.row, row.cells) = (number, Vec::new());
        }
        let Some(names) = roll.names(fragment.text) else { return };
        let cell = Cell { column, layer: fragment.layer, names, text: fragment.text.to_owned() };
        for other in &row.cells {
            if roll.are_one(&cell.names, &other.names) {
                self.add_person(number, &cell, other, profile);
            } else if roll.are_one(&other.names, &cell.names) {
                self.add_person(number, other, &cell, profile);
            }
        }
        if row.cells.len() < WIDEST {
            row.cells.push(cell);
        }
    }

    /// Takes note of a person whose surname stands in one cell and whose forename
    /// or initial stands in another.
    fn add_person(&self, row: u32, surname: &Cell, given: &Cell, profile: &mut Profile) {
        let Some(rule) = self.rules[Entry::Person as usize] else { return };
        if self.allows(&format!("{}, {}", surname.text, given.text)) {
            profile.allowed += 1;
            return;
        }
        let place = Place::Cell { row, column: surname.column };
        profile.add_hit((rule, surname.layer, surname.column), &surname.text, place);
    }
}
