//! Which cells of a sheet are not seen, and why.

use rustc_hash::FxHashMap;

use super::cells::{self, Cell};
use super::conditions::{Conditions, area};
use super::globals::{Globals, Sheet};
use super::reach::{Occupied, Reach};
use super::records::Record;
use super::shapes::Shape;
use super::substream::Substream;
use crate::document::{Layer, Reason};
use crate::read::xlsx::covered::Covered;
use crate::read::xlsx::reference::Area;

/// The columns of a sheet ([MS-XLS] 2.5.31: 256).
const COLUMNS: usize = 256;

/// How many ranges of merged cells of a sheet are looked into.
const MOST_MERGED: usize = 100_000;

/// The height, in twentieths of a point, and the width, in 256ths of a letter, that
/// nobody sees any more: a quarter of either.
const NO_HEIGHT: u16 = 5;
const NO_WIDTH: u16 = 64;

/// Which cells are not shown.
pub(super) struct Layout {
    /// The layer of the sheet as a whole.
    sheet: Layer,
    rows: FxHashMap<u16, Option<Layer>>,
    columns: [Option<Layer>; COLUMNS],
    /// The layer of rows that have no record of their own.
    other_rows: Option<Layer>,
    merged: Vec<Area>,
    /// Whether there were more of those than are looked into.
    is_full: bool,
    conditions: Conditions,
    is_filtered: bool,
}

impl Layout {
    /// Reads the layout of a sheet with these shapes on it.
    pub(super) fn read(
        records: Substream<'_>,
        sheet: &Sheet,
        shapes: &[Shape],
        globals: &Globals,
    ) -> Sight {
        let mut layout = Layout {
            sheet: sheet.layer,
            rows: FxHashMap::default(),
            columns: [None; COLUMNS],
            other_rows: None,
            merged: Vec::new(),
            is_full: false,
            conditions: Conditions::default(),
            is_filtered: false,
        };
        let mut occupied = Occupied::default();
        for record in records {
            layout.take(record, globals);
            let Some((row, columns)) = cells::places(record) else { continue };
            columns.for_each(|column| occupied.add(u32::from(row) + 1, u32::from(column) + 1));
        }
        if layout.is_filtered {
            layout.blame_the_filter(sheet.filter);
        }
        let unseen = layout.rows.iter().filter(|(_, layer)| layer.is_some());
        unseen.for_each(|(row, _)| occupied.add_row(u32::from(*row) + 1));
        shapes.iter().for_each(|shape| occupied.add_drawing(&shape.properties));
        let is_seen = |column: u32| layout.column(column.saturating_sub(1)).is_none();
        let reach = occupied.reach(sheet.printed.clone(), is_seen);
        let covered = Covered::new(std::mem::take(&mut layout.merged));
        Sight { layout, reach, covered, row: 0 }
    }

    /// Takes what a record says; nothing when it is too short to say it.
    fn take(&mut self, record: Record<'_>, globals: &Globals) -> Option<()> {
        match record.id {
            0x0208 => drop(self.rows.insert(record.u16(0)?, row(record)?)),
            0x007D => {
                let layer = column(record)?;
                let (first, last) = (usize::from(record.u16(0)?), usize::from(record.u16(2)?));
                let columns = self.columns.iter_mut().take(last + 1).skip(first);
                columns.for_each(|column| *column = layer);
            }
            0x009B => self.is_filtered = true, // FILTERMODE, 2.4.119
            // MergeCells, 2.4.168
            0x00E5 if self.merged.len() >= MOST_MERGED => self.is_full = true,
            0x00E5 => {
                self.merged.extend(record.data.get(2..)?.chunks_exact(8).map(area));
            }
            // DEFAULTROWHEIGHT, 2.4.87: fDyZero
            0x0225 if record.u16(0)? & 2 != 0 => self.other_rows = Some(Layer::HiddenRow),
            _ => return self.conditions.take(record, &globals.styles),
        }
        Some(())
    }

    /// Why not all of it was looked into, if it was not.
    fn limit(&self) -> Option<Reason> {
        let merged = Reason::TooLarge { limit: MOST_MERGED as u64, unit: "merged ranges" };
        self.is_full.then_some(merged).or_else(|| self.conditions.limit())
    }

    /// What hides the row or the column of a cell.
    fn row_or_column(&self, cell: &Cell<'_>) -> Option<Layer> {
        let row = self.rows.get(&cell.row).copied().unwrap_or(self.other_rows);
        row.or(self.column(cell.column.into()))
    }

    /// Why a column, from 0, is not seen.
    fn column(&self, column: u32) -> Option<Layer> {
        self.columns.get(column as usize).copied().flatten()
    }

    /// Where a filter is at work, it is what hides the rows below its heading;
    /// all rows, if nothing says where it lies.
    fn blame_the_filter(&mut self, rows: Option<(u16, u16)>) {
        let is_below = |row: u16| rows.is_none_or(|it| it.0 < row && row <= it.1);
        for (row, layer) in &mut self.rows {
            if *layer == Some(Layer::HiddenRow) && is_below(*row) {
                *layer = Some(Layer::FilteredRow);
            }
        }
    }

    /// Why a cell is not seen that its rows and columns would show.
    fn is_blank(&self, cell: &Cell<'_>) -> bool {
        let (row, column) = (u32::from(cell.row) + 1, u32::from(cell.column) + 1);
        let look = cell.look;
        if look.hides_on_white() && self.conditions.fill(row, column) {
            return false;
        }
        let by_itself = cell.number.map_or(look.hides_text(), |number| look.hides(number));
        by_itself || (look.is_bare() && self.conditions.hide(row, column, cell.number))
    }
}

/// What is seen of the cells of a sheet, while they go by from the top down.
pub(super) struct Sight {
    layout: Layout,
    reach: Reach,
    covered: Covered,
    /// The row at hand, from 1.
    row: u32,
}

impl Sight {
    /// Why not all of the layout was looked into, if it was not.
    pub(super) fn limit(&self) -> Option<Reason> {
        self.layout.limit()
    }

    /// What hides a cell within a hidden sheet.
    pub(super) fn within(&self, cell: &Cell<'_>) -> Option<Layer> {
        self.layout.row_or_column(cell).filter(|_| self.layout.sheet != Layer::Body)
    }

    /// The layer of a cell.
    pub(super) fn layer(&mut self, cell: &Cell<'_>) -> Layer {
        let layout = &self.layout;
        if layout.sheet != Layer::Body {
            return layout.sheet;
        }
        let (row, column) = (u32::from(cell.row) + 1, u32::from(cell.column) + 1);
        if let Some(layer) = layout.row_or_column(cell) {
            return layer;
        }
        if layout.is_blank(cell) {
            return Layer::InvisibleText;
        }
        if row > self.row {
            self.covered.go_to(row);
            self.row = row;
        }
        match row == self.row && self.covered.covers(column) {
            true => Layer::InvisibleText,
            false if self.reach.excludes(row, column) => Layer::RemoteCell,
            false => Layer::Body,
        }
    }
}

/// What hides a row (ROW, [MS-XLS] 2.4.221: miyRw and fDyZero).
fn row(record: Record<'_>) -> Option<Option<Layer>> {
    if record.u16(12)? & 0x20 != 0 {
        return Some(Some(Layer::HiddenRow));
    }
    Some((record.u16(6)? & 0x7FFF < NO_HEIGHT).then_some(Layer::ZeroSize))
}

/// What hides columns (COLINFO, [MS-XLS] 2.4.53: coldx and fHidden).
fn column(record: Record<'_>) -> Option<Option<Layer>> {
    if record.u16(8)? & 1 != 0 {
        return Some(Some(Layer::HiddenColumn));
    }
    Some((record.u16(4)? < NO_WIDTH).then_some(Layer::ZeroSize))
}
