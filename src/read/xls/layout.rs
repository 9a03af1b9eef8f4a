//! Which rows and columns of a sheet are hidden, and why.

use rustc_hash::FxHashMap;

use super::globals::Sheet;
use super::records::Record;
use super::substream::Substream;
use crate::document::Layer;

/// The columns of a sheet ([MS-XLS] 2.5.31: 256).
const COLUMNS: usize = 256;

/// Which rows and columns are not shown.
pub(super) struct Layout {
    /// The layer of the sheet as a whole.
    sheet: Layer,
    rows: FxHashMap<u16, Option<Layer>>,
    columns: [Option<Layer>; COLUMNS],
    /// The layer of rows that have no record of their own.
    other_rows: Option<Layer>,
}

impl Layout {
    /// Reads the layout of a sheet.
    pub(super) fn read(records: Substream<'_>, sheet: &Sheet) -> Self {
        let mut layout = Layout {
            sheet: sheet.layer,
            rows: FxHashMap::default(),
            columns: [None; COLUMNS],
            other_rows: None,
        };
        let mut is_filtered = false;
        for record in records {
            is_filtered |= record.id == 0x009B; // FILTERMODE, 2.4.119
            layout.take(record);
        }
        if is_filtered {
            layout.blame_the_filter(sheet.filter);
        }
        layout
    }

    /// The layer of a cell, row and column from 0.
    pub(super) fn layer(&self, row: u16, column: u16) -> Layer {
        if self.sheet != Layer::Body {
            return self.sheet;
        }
        self.row_or_column(row, column).unwrap_or(Layer::Body)
    }

    /// What hides a cell within a hidden sheet.
    pub(super) fn within(&self, row: u16, column: u16) -> Option<Layer> {
        self.row_or_column(row, column).filter(|_| self.sheet != Layer::Body)
    }

    /// What hides the row or the column of a cell.
    fn row_or_column(&self, row: u16, column: u16) -> Option<Layer> {
        let row = self.rows.get(&row).copied().unwrap_or(self.other_rows);
        row.or(self.columns.get(usize::from(column)).copied().flatten())
    }

    /// Takes what a record says; nothing when it is too short to say it.
    fn take(&mut self, record: Record<'_>) -> Option<()> {
        match record.id {
            0x0208 => drop(self.rows.insert(record.u16(0)?, row(record)?)),
            0x007D => {
                let layer = column(record)?;
                let (first, last) = (usize::from(record.u16(0)?), usize::from(record.u16(2)?));
                let columns = self.columns.iter_mut().take(last + 1).skip(first);
                columns.for_each(|column| *column = layer);
            }
            // DEFAULTROWHEIGHT, 2.4.87: fDyZero
            0x0225 if record.u16(0)? & 2 != 0 => self.other_rows = Some(Layer::HiddenRow),
            _ => {}
        }
        Some(())
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
}

/// What hides a row (ROW, [MS-XLS] 2.4.221: miyRw and fDyZero).
fn row(record: Record<'_>) -> Option<Option<Layer>> {
    if record.u16(12)? & 0x20 != 0 {
        return Some(Some(Layer::HiddenRow));
    }
    Some((record.u16(6)? & 0x7FFF == 0).then_some(Layer::ZeroSize))
}

/// What hides columns (COLINFO, [MS-XLS] 2.4.53: coldx and fHidden).
fn column(record: Record<'_>) -> Option<Option<Layer>> {
    if record.u16(8)? & 1 != 0 {
        return Some(Some(Layer::HiddenColumn));
    }
    Some((record.u16(4)? == 0).then_some(Layer::ZeroSize))
}
