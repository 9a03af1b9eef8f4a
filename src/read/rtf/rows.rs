//! The rows of the tables of a rich text: their cells with their grounds, and the
//! columns that they span (RTF 1.9.1, "Table Definitions").

use super::header::Header;
use super::state::grey;
use crate::document::Layer;
use crate::read::docx::{Block, Ground};

/// The cells of a row at the most: Word has 63.
const MOST: usize = 1_000;

/// The height of a row that shows nothing, in twentieths of a point.
const LOW: i32 = 20;

/// A cell of the row that is defined.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    ground: Option<Ground>,
    is_merged: bool,
    /// Its right edge.
    right: i32,
}

/// The row at hand.
#[derive(Debug, Default)]
pub(super) struct Rows {
    cells: Vec<Cell>,
    next: Cell,
    is_low: bool,
    /// The number of the cell at hand, from 0.
    at: usize,
    /// The edges of the columns, as the first row of the table has them.
    edges: Vec<i32>,
}

impl Rows {
    /// Takes a control word of the definition of a row.
    pub(super) fn take(&mut self, word: &[u8], number: Option<i32>, header: &Header) {
        let value = number.unwrap_or_default();
        match word {
            b"trowd" => (self.cells, self.next, self.is_low) = (Vec::new(), Cell::default(), false),
            b"trrh" => self.is_low = (-LOW..0).contains(&value),
            b"clcbpat" => self.next.ground = header.colour(value).map(Ground::Shade),
            b"clshdng" if self.next.ground.is_none() => self.next.ground = Some(grey(value)),
            b"clvmrg" | b"clmrg" => self.next.is_merged = true,
            b"cellx" if self.cells.len() < MOST => {
                let cell = std::mem::take(&mut self.next);
                self.cells.push(Cell { right: value, ..cell });
            }
            _ => {}
        }
    }

    /// A paragraph in the cell at hand.
    pub(super) fn place(&mut self, block: Block) -> Block {
        if block.depth == 0 {
            (self.at, self.edges) = (0, Vec::new());
        }
        if block.depth != 1 {
            return block;
        }
        if self.edges.is_empty() {
            self.edges = self.cells.iter().map(|it| it.right).collect();
        }
        let Some(cell) = self.cells.get(self.at) else { return block };
        let left = self.at.checked_sub(1).map_or(i32::MIN, |it| self.cells[it].right);
        let span = self.edges.iter().filter(|it| **it > left && **it <= cell.right).count();
        let merged = cell.is_merged.then_some(Layer::InvisibleText);
        let hidden = if self.is_low { Some(Layer::ZeroSize) } else { merged };
        Block { ground: cell.ground, hidden, span: span as u32, ..block }
    }

    /// Ends the cell at hand.
    pub(super) fn end_cell(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    /// Ends the row at hand.
    pub(super) fn end_row(&mut self) {
        self.at = 0;
    }
}
