//! How far the cells of a table reach that anyone comes across: what lies a
//! screen below or beside them was moved out of sight.

use crate::document::Layer;

/// The empty rows after which cells are remote: about one screen.
const ROWS: u32 = 50;

/// The empty columns after which cells are remote: about one screen.
const COLUMNS: u32 = 20;

/// The last row and the last column that anyone comes across.
#[derive(Default)]
pub(super) struct Reach {
    row: u32,
    column: u32,
}

impl Reach {
    /// The layer of the next cell that holds something.
    pub(super) fn layer(&mut self, row: u32, column: u32) -> Layer {
        let is_near = row <= self.row.saturating_add(ROWS + 1)
            && column <= self.column.saturating_add(COLUMNS + 1);
        if !(is_near || self.column == 0) {
            return Layer::RemoteCell;
        }
        (self.row, self.column) = (self.row.max(row), self.column.max(column));
        Layer::Body
    }
}
