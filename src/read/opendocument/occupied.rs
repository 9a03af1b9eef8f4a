//! Which columns of one table hold something, from its first row to its last.

use super::table::{repeat, value};
use crate::read::xml::Node;

/// The most columns of a sheet (LibreOffice 7.4 and later).
const COLUMNS: u32 = 16_384;

/// The columns of one table while it is read.
pub(super) struct Occupied {
    /// The tables that come before it, the table itself among them.
    before: usize,
    column: u32,
    /// How many columns the cell at hand stands for.
    alike: u32,
    is_in_cell: bool,
    holds: Vec<bool>,
}

impl Occupied {
    /// The columns of a table by its number, from 0.
    pub(super) fn of(table: usize) -> Self {
        let holds = vec![false; COLUMNS as usize + 1];
        Occupied { before: table.saturating_add(1), column: 1, alike: 1, is_in_cell: false, holds }
    }

    /// Takes a piece of the content.
    pub(super) fn visit(&mut self, node: &Node<'_>) {
        match node {
            Node::Open(element) if element.name == "table" => {
                self.before = self.before.wrapping_sub(1);
            }
            _ if self.before != 0 => {}
            Node::Open(element) if element.name == "table-row" => self.column = 1,
            Node::Open(element) if matches!(element.name, "table-cell" | "covered-table-cell") => {
                self.alike = repeat(element, "number-columns-repeated");
                self.is_in_cell = true;
                if !value(element).is_empty() {
                    self.fill();
                }
            }
            Node::Text(text) if self.is_in_cell && !text.trim().is_empty() => self.fill(),
            Node::Close("table-cell" | "covered-table-cell") => {
                self.is_in_cell = false;
                self.column = self.column.saturating_add(self.alike);
            }
            _ => {}
        }
    }

    /// The columns that hold something, from 1.
    pub(super) fn columns(&self) -> Vec<u32> {
        (0..).zip(&self.holds).filter(|(_, holds)| **holds).map(|(column, _)| column).collect()
    }

    fn fill(&mut self) {
        let last = self.column.saturating_add(self.alike).min(COLUMNS + 1) as usize;
        let filled = self.holds.get_mut(self.column as usize..last);
        filled.into_iter().flatten().for_each(|it| *it = true);
    }
}
