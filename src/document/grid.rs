//! Finds the heading of a grid where it really is: in the first 15 rows, below
//! titles and blank rows, one or two rows high; and again where another table
//! begins below a blank row. The one place that does, for every table format.
//!
//! [`Headed`] stands between a reader and a sink: it keeps the first rows of
//! each table, decides, and passes everything on.

mod top;

use self::top::{Cell, LAST_HEADING_ROW, headings, headings_below};
use super::{Container, Enclosure, Fragment, Gap, Headings, Place, Shape, Sink};

/// Rows kept until the heading is known: one more for a second heading row,
/// and some data below to tell them apart.
const KEPT_ROWS: u32 = LAST_HEADING_ROW + 4;

/// Rows kept of what stands below a blank row: another table begins there with
/// its heading, or it does not.
const KEPT_BELOW: u32 = 3;

/// Cells kept at the most: a wider top is judged by these.
const KEPT_CELLS: usize = 20_000;

/// Bytes of text kept at the most: many cells may share one that is long.
const KEPT_BYTES: usize = 8 << 20;

/// A sink that gives each grid its headings before it passes the cells on.
pub struct Headed<'s> {
    inner: &'s mut dyn Sink,
    kept: Vec<Cell>,
    /// The bytes of their texts.
    bytes: usize,
    state: State,
    /// The last row that was pushed.
    row: u32,
}

/// What is known of the place in a grid.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    /// This is no grid, or its headings are given.
    Given,
    /// The grid has had no cell yet.
    Empty,
    /// The first rows are kept, up to this one.
    Top(u32),
    /// The heading is known, or there is none.
    Known,
    /// The rows below a blank one are kept, up to this one.
    Below(u32),
}

impl<'s> Headed<'s> {
    /// A sink in front of another.
    pub fn new(inner: &'s mut dyn Sink) -> Self {
        Headed { inner, kept: Vec::new(), bytes: 0, state: State::Given, row: 0 }
    }

    /// Decides on the heading and passes the kept cells on.
    fn decide(&mut self) {
        let mut cells = std::mem::take(&mut self.kept);
        self.bytes = 0;
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let found = match self.state {
            State::Top(_) => headings(&cells),
            State::Below(_) => headings_below(&cells),
            State::Given | State::Empty | State::Known => return,
        };
        self.state = State::Known;
        if let Some(headings) = &found {
            self.inner.headings(headings);
        }
        self.pass_on(&cells, found.map_or(0, |it| it.last_row));
    }

    /// Passes kept cells on; another table may begin among them, below a blank
    /// row.
    fn pass_on(&mut self, cells: &[Cell], mut heading: u32) {
        let mut before = heading;
        for (index, cell) in cells.iter().enumerate() {
            let below_blank = cell.row > before.saturating_add(1) && cell.row > heading;
            if below_blank && let Some(found) = headings_below(&cells[index..]) {
                self.inner.headings(&found);
                heading = found.last_row;
            }
            before = cell.row;
            self.inner.push(Fragment {
                text: &cell.text,
                layer: cell.layer,
                within: cell.within,
                place: Place::Cell { row: cell.row, column: cell.column },
                shared: cell.shared,
            });
        }
    }

    /// Whether enough is kept to decide before a cell of this row.
    fn is_full(&self, row: u32) -> bool {
        let (State::Top(last) | State::Below(last)) = self.state else { return false };
        row > last || self.kept.len() >= KEPT_CELLS || self.bytes >= KEPT_BYTES
    }

    /// Takes a cell: keeps it while the heading is not known.
    fn take(&mut self, fragment: Fragment<'_>, row: u32, column: u32) {
        if self.is_full(row) {
            self.decide();
        }
        if self.state == State::Empty {
            self.state = State::Top(row.saturating_add(KEPT_ROWS));
        } else if self.state == State::Known && row > self.row.saturating_add(1) {
            self.state = State::Below(row.saturating_add(KEPT_BELOW));
        }
        self.row = row;
        if !matches!(self.state, State::Top(_) | State::Below(_)) {
            return self.inner.push(fragment);
        }
        self.bytes += fragment.text.len();
        self.kept.push(Cell {
            row,
            column,
            layer: fragment.layer,
            within: fragment.within,
            shared: fragment.shared,
            text: fragment.text.to_owned(),
        });
    }
}

impl Sink for Headed<'_> {
    fn open(&mut self, container: Container<'_>) {
        self.decide();
        self.state = if container.shape == Shape::Grid { State::Empty } else { State::Given };
        self.row = 0;
        self.inner.open(container);
    }

    fn headings(&mut self, headings: &Headings) {
        self.state = State::Given;
        self.inner.headings(headings);
    }

    fn push(&mut self, fragment: Fragment<'_>) {
        match fragment.place {
            Place::Cell { row, column } if self.state != State::Given => {
                self.take(fragment, row, column);
            }
            _ => self.inner.push(fragment),
        }
    }

    fn close(&mut self) {
        self.decide();
        self.state = State::Given;
        self.inner.close();
    }

    fn gap(&mut self, gap: Gap) {
        self.inner.gap(gap);
    }

    fn enclose(&mut self, enclosure: Enclosure<'_>) {
        self.decide();
        self.inner.enclose(enclosure);
    }
}

impl Drop for Headed<'_> {
    /// What a reader pushed before it failed stays.
    fn drop(&mut self) {
        self.decide();
    }
}
