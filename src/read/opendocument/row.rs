//! A row of a table, kept until it ends: only then is it known which cells it
//! has, and it may stand for many rows alike.

use std::rc::Rc;

use crate::document::{Fragment, Layer, Place, Sink};

/// Copies of cells that are written out, a file; a filled row that claims to be
/// there a million times is pushed so often and no more.
pub(super) const REPEATS: u64 = 200_000;

/// A filled cell of a row; it may stand for many alike.
struct Cell {
    first: u32,
    count: u32,
    layer: Layer,
    /// What hides it still when its sheet is shown.
    within: Option<Layer>,
    text: Rc<str>,
    /// Whether even the first of them is a copy.
    is_copy: bool,
}

/// A row of a table.
#[derive(Default)]
pub(super) struct Row {
    /// Its number, from 1.
    pub(super) number: u32,
    /// How many rows it stands for.
    pub(super) count: u32,
    /// Why it is not shown, if it is not.
    pub(super) layer: Option<Layer>,
    /// The column that its next cell lies in, from 1.
    pub(super) column: u32,
    cells: Vec<Cell>,
    /// Whether copies were left out before it ended.
    is_cut: bool,
}

impl Row {
    pub(super) fn new(number: u32, count: u32, layer: Option<Layer>) -> Self {
        Row { number, count, layer, column: 1, ..Row::default() }
    }

    /// Adds a text of the cell at hand, which stands for `count` alike, with why it
    /// is not seen, and not when its sheet is shown either.
    pub(super) fn add(&mut self, text: &Rc<str>, count: u32, layers: (Layer, Option<Layer>)) {
        let (layer, within) = layers;
        let (first, text) = (self.column, Rc::clone(text));
        self.cells.push(Cell { first, count, layer, within, text, is_copy: false });
    }

    /// Adds more of the same, of other columns.
    pub(super) fn add_copy(&mut self, text: &Rc<str>, count: u32, layers: (Layer, Option<Layer>)) {
        self.add(text, count, layers);
        self.cells.last_mut().into_iter().for_each(|it| it.is_copy = true);
    }

    /// Takes note that copies are left out.
    pub(super) fn cut(&mut self) {
        self.is_cut = true;
    }

    /// Goes on behind the cell at hand.
    pub(super) fn skip(&mut self, count: u32) {
        self.column = self.column.saturating_add(count);
    }

    /// Pushes the cells; returns whether copies had to be left out.
    pub(super) fn push(&self, copies: &mut u64, sink: &mut dyn Sink) -> bool {
        if self.cells.is_empty() {
            return self.is_cut;
        }
        for row in 0..self.count {
            for cell in &self.cells {
                for column in 0..cell.count {
                    let is_copy = cell.is_copy || row > 0 || column > 0;
                    if is_copy && *copies == REPEATS {
                        break;
                    }
                    *copies += u64::from(is_copy);
                    let place = self.place(cell, row, column);
                    let fragment = Fragment::new(&cell.text, cell.layer, place);
                    sink.push(Fragment { within: cell.within, ..fragment });
                }
            }
            if *copies == REPEATS {
                return true;
            }
        }
        self.is_cut
    }

    fn place(&self, cell: &Cell, row: u32, column: u32) -> Place<'static> {
        Place::Cell {
            row: self.number.saturating_add(row),
            column: cell.first.saturating_add(column),
        }
    }
}
