//! Cells so far from the rest that nobody who opens the sheet comes across them.
//!
//! The rule: the sheet opens on its first block of cells. What lies beyond more
//! than [`ROWS`] empty rows below it, or more than [`COLUMNS`] empty columns to
//! its right, is remote, unless the sheet's print area holds it. Hidden rows and
//! columns are not empty, and neither are those that a drawing covers.

use super::beside::Beside;
use super::hiding::Columns;
use super::styles::Styles;

/// The empty rows after which cells are remote: about one screen.
pub(in crate::read) const ROWS: u32 = 50;

/// The empty columns after which cells are remote: about one screen.
pub(in crate::read) const COLUMNS: u32 = 20;

/// How far the cells of a sheet reach that anyone comes across.
#[derive(Default)]
pub(super) struct Reach {
    /// The last row.
    row: u32,
    /// The last column.
    column: u32,
    /// Whether the last column is known for the whole sheet.
    is_final: bool,
    /// Whether rows were met that no drawing joins to those above.
    is_cut: bool,
}

impl Reach {
    /// Takes note of a row that is not seen: it is no empty one.
    pub(super) fn pass(&mut self, row: u32) {
        if row <= self.row.saturating_add(ROWS + 1) {
            self.row = self.row.max(row);
        }
    }

    /// Whether a cell is near the cells before it; the usual case.
    pub(super) fn takes(&mut self, row: u32, column: u32) -> bool {
        if self.row == 0 {
            (self.row, self.column) = (row, column);
        }
        let near_row = row <= self.row + ROWS + 1;
        let near_column =
            column <= self.column || (!self.is_final && column <= self.column + COLUMNS + 1);
        if near_row && near_column {
            self.row = self.row.max(row);
            self.column = self.column.max(column);
        }
        near_row && near_column
    }

    /// Whether a cell that is not near is remote for all that is known of its
    /// sheet.
    pub(super) fn excludes(
        &mut self,
        (row, column): (u32, u32),
        columns: &Columns,
        beside: &mut Beside<'_, '_>,
        styles: &Styles,
    ) -> bool {
        if beside.prints(row, column) {
            return false;
        }
        if row > self.row + ROWS + 1 && !self.is_cut {
            self.bridge_rows(beside, styles);
            self.is_cut = row > self.row + ROWS + 1;
        }
        if row > self.row + ROWS + 1 {
            return true;
        }
        if !self.is_final {
            self.finish(columns, beside, styles);
        }
        if column <= self.column {
            self.row = self.row.max(row);
        }
        column > self.column
    }

    /// Moves the last row down over drawings.
    fn bridge_rows(&mut self, beside: &mut Beside<'_, '_>, styles: &Styles) {
        let mut drawings: Vec<_> =
            beside.drawings(styles).iter().map(|it| (*it.rows.start(), *it.rows.end())).collect();
        drawings.sort_unstable();
        for (top, bottom) in drawings {
            if top <= self.row + ROWS + 1 {
                self.row = self.row.max(bottom);
            }
        }
    }

    /// Finds the last column from all columns of the sheet that hold something.
    fn finish(&mut self, columns: &Columns, beside: &mut Beside<'_, '_>, styles: &Styles) {
        self.is_final = true;
        let mut occupied: Vec<(u32, u32)> =
            beside.occupied().into_iter().map(|column| (column, column)).collect();
        let drawings = beside.drawings(styles).iter();
        occupied.extend(drawings.map(|it| (*it.columns.start(), *it.columns.end())));
        occupied.sort_unstable();
        for (first, last) in occupied {
            let is_near = first <= self.column + COLUMNS + 1;
            if is_near || columns.seen_between(self.column, first) <= COLUMNS {
                self.column = self.column.max(last);
            }
        }
    }
}
