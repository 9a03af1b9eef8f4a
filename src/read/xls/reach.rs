//! How far the cells of a sheet reach that anyone comes across; what lies beyond is
//! remote. The rule is that of the newer workbooks, and so are its figures.

use super::drawing::Properties;
use crate::read::xlsx::reference::Area;
use crate::read::xlsx::remote::{COLUMNS, ROWS};

/// What a sheet has in its rows and columns, from 1, while it is gathered.
#[derive(Default)]
pub(super) struct Occupied {
    /// The first cell.
    first: Option<(u32, u32)>,
    rows: Vec<(u32, u32)>,
    columns: Vec<(u32, u32)>,
    /// The columns that were noted.
    seen: Vec<bool>,
}

impl Occupied {
    /// Takes note of a cell.
    pub(super) fn add(&mut self, row: u32, column: u32) {
        self.first.get_or_insert((row, column));
        self.add_row(row);
        let at = column as usize;
        if self.seen.len() <= at {
            self.seen.resize(at + 1, false);
        }
        if !std::mem::replace(&mut self.seen[at], true) {
            self.columns.push((column, column));
        }
    }

    /// Takes note of a row that is not empty, or not seen.
    pub(super) fn add_row(&mut self, row: u32) {
        if self.rows.last() != Some(&(row, row)) {
            self.rows.push((row, row));
        }
    }

    /// Takes note of a drawing.
    pub(super) fn add_drawing(&mut self, drawing: &Properties) {
        if let Some(area) = drawing.cells() {
            self.rows.push((*area.rows.start(), *area.rows.end()));
            self.columns.push((*area.columns.start(), *area.columns.end()));
        }
    }

    /// How far the cells reach, given the areas that are printed and which columns
    /// are seen.
    pub(super) fn reach(mut self, printed: Vec<Area>, is_seen: impl Fn(u32) -> bool) -> Reach {
        let (row, column) = self.first.unwrap_or_default();
        let empty_rows = |from: u32, to: u32| to.saturating_sub(from + 1);
        let empty_columns = |from: u32, to: u32| (from + 1..to).filter(|it| is_seen(*it)).count();
        Reach {
            row: last(row, &mut self.rows, |from, to| empty_rows(from, to) <= ROWS),
            column: last(column, &mut self.columns, |from, to| {
                empty_columns(from, to) <= COLUMNS as usize
            }),
            printed,
        }
    }
}

/// The last row or column of the block that begins at `first`: spans join it that
/// are near enough.
fn last(first: u32, spans: &mut [(u32, u32)], is_near: impl Fn(u32, u32) -> bool) -> u32 {
    spans.sort_unstable();
    let mut last = first;
    for (start, end) in spans {
        if !is_near(last, *start) {
            break; // those that begin further on are no nearer
        }
        last = last.max(*end);
    }
    last
}

/// How far the cells of a sheet reach that anyone comes across.
pub(super) struct Reach {
    row: u32,
    column: u32,
    printed: Vec<Area>,
}

impl Reach {
    /// Whether nobody who opens the sheet comes across a cell.
    pub(super) fn excludes(&self, row: u32, column: u32) -> bool {
        let is_far = row > self.row || column > self.column;
        is_far && !self.printed.iter().any(|it| it.contains(row, column))
    }
}
