//! Cells so far from the rest that nobody who opens the sheet comes across them,
//! by the rule of every workbook: beyond more than 50 empty rows below the first
//! block of cells, or 20 empty columns beside it, and not in a printed area.

use std::ops::RangeInclusive;

use crate::document::{Layer, Reason};

/// The empty rows and columns after which cells are remote: about one screen.
const ROWS: u32 = 50;
const COLUMNS: u32 = 20;

/// The most areas of a kind that are looked into for each cell; more are a gap.
const MOST_AREAS: usize = 1024;

/// Cells in rows and columns, from 1.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Area {
    pub(super) rows: RangeInclusive<u32>,
    pub(super) columns: RangeInclusive<u32>,
}

impl Area {
    /// Whether it holds a cell.
    pub(super) fn contains(&self, row: u32, column: u32) -> bool {
        self.rows.contains(&row) && self.columns.contains(&column)
    }
}

/// How far the cells of a table reach that anyone comes across.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// The last row and the last column.
    row: u32,
    column: u32,
    /// Whether the last column is known for the whole table.
    is_final: bool,
    /// The areas that are printed, and those that drawings cover.
    printed: Vec<Area>,
    drawn: Vec<Area>,
    /// Whether there were more areas.
    is_full: bool,
}

impl Reach {
    /// The reach of a table of which these areas are printed.
    pub(super) fn new(mut printed: Vec<Area>) -> Self {
        let is_full = printed.len() > MOST_AREAS;
        printed.truncate(MOST_AREAS);
        Reach { printed, is_full, ..Reach::default() }
    }

    /// Takes note of rows that are not seen: they are no empty ones.
    pub(super) fn pass(&mut self, first: u32, last: u32) {
        if first <= self.row.saturating_add(ROWS + 1) {
            self.row = self.row.max(last);
        }
    }

    /// Takes note of how far a cell that is near goes on.
    pub(super) fn stretch(&mut self, row: u32, column: u32) {
        self.row = self.row.max(row);
        self.column = self.column.max(column);
    }

    /// Takes note of cells that a drawing covers.
    pub(super) fn cover(&mut self, area: Area) {
        self.is_full |= self.drawn.len() >= MOST_AREAS;
        if !self.is_full {
            self.drawn.push(area);
        }
    }

    /// The limit that was reached: cells that are seen may count as far.
    pub(super) fn limit(&self) -> Option<Reason> {
        let unit = "printed or drawn areas of a sheet";
        self.is_full.then_some(Reason::TooLarge { limit: MOST_AREAS as u64, unit })
    }

    /// Whether a cell is far from those before it. The columns of the whole table
    /// that hold something are asked for once at the most.
    pub(super) fn excludes(
        &mut self,
        (row, column): (u32, u32),
        hidden: &[(u32, u32, Layer)],
        occupied: &mut dyn FnMut() -> Vec<u32>,
    ) -> bool {
        if self.takes(row, column) || self.printed.iter().any(|it| it.contains(row, column)) {
            return false;
        }
        self.bridge();
        if row > self.row.saturating_add(ROWS + 1) {
            return true;
        }
        if !self.is_final {
            self.is_final = true;
            self.widen(&occupied(), hidden);
        }
        if column <= self.column {
            self.row = self.row.max(row);
        }
        column > self.column
    }

    /// Whether a cell is near those before it; the usual case.
    fn takes(&mut self, row: u32, column: u32) -> bool {
        if self.row == 0 || self.column == 0 {
            (self.row, self.column) = (self.row.max(row), column);
        }
        let is_near_row = row <= self.row.saturating_add(ROWS + 1);
        let is_near_column = column <= self.column
            || (!self.is_final && column <= self.column.saturating_add(COLUMNS + 1));
        if is_near_row && is_near_column {
            self.row = self.row.max(row);
            self.column = self.column.max(column);
        }
        is_near_row && is_near_column
    }

    /// Moves the last row down over drawings.
    fn bridge(&mut self) {
        self.drawn.sort_unstable_by_key(|it| *it.rows.start());
        for area in &self.drawn {
            if *area.rows.start() <= self.row.saturating_add(ROWS + 1) {
                self.row = self.row.max(*area.rows.end());
            }
        }
    }

    /// Moves the last column over those that hold something or are covered.
    fn widen(&mut self, occupied: &[u32], hidden: &[(u32, u32, Layer)]) {
        let mut held: Vec<(u32, u32)> = occupied.iter().map(|it| (*it, *it)).collect();
        held.extend(self.drawn.iter().map(|it| (*it.columns.start(), *it.columns.end())));
        held.sort_unstable();
        for (first, last) in held {
            let empty = first.saturating_sub(self.column.saturating_add(1));
            if empty <= COLUMNS.saturating_add(unseen(hidden, self.column.saturating_add(1), first))
            {
                self.column = self.column.max(last);
            }
        }
    }
}

/// How many of the columns up to another one, which is left out, are hidden.
fn unseen(hidden: &[(u32, u32, Layer)], first: u32, end: u32) -> u32 {
    let within = hidden.iter().map(|it| (it.0.max(first), it.1.saturating_add(1).min(end)));
    within.fold(0, |sum, (from, to)| sum.saturating_add(to.saturating_sub(from)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_beyond_a_screen_of_nothing_is_far() {
        let mut reach = Reach::default();
        let mut none = Vec::new;
        assert!(!reach.excludes((1, 1), &[], &mut none));
        assert!(!reach.excludes((52, 22), &[], &mut none));
        assert!(reach.excludes((104, 1), &[], &mut none));
        assert!(reach.excludes((52, 44), &[], &mut none));
        let mut reach = Reach::default();
        assert!(!reach.excludes((1, 1), &[], &mut none));
        assert!(!reach.excludes((1, 40), &[], &mut || vec![1, 20, 40]), "filled further down");
        let mut reach = Reach::default();
        assert!(!reach.excludes((1, 1), &[], &mut none));
        let hidden = [(2, 30, Layer::HiddenColumn)];
        assert!(!reach.excludes((1, 40), &hidden, &mut || vec![1, 40]), "hidden columns between");
    }
}
