//! One sheet: its cells with the layer that each lies in, and its other texts.

use std::borrow::Cow;

use super::records::{Record, Records};
use super::workbook::{Sheet, Workbook, broken};
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::leftovers::Leftovers;
use crate::read::package::Package;
use crate::read::serial;

/// A sheet while it is read.
struct Reading<'w> {
    sheet: &'w Sheet,
    workbook: &'w Workbook,
    leftovers: &'w mut Leftovers,
    /// What hides the rows that are hidden.
    hider: Layer,
    /// The columns that are not shown, in order: the first, the last, from 0,
    /// and why.
    columns: Vec<(u32, u32, Layer)>,
    row: u32,
    row_layer: Option<Layer>,
    column: u32,
}

/// Pushes a sheet.
pub(super) fn push(
    package: &mut Package<'_>,
    sheet: &Sheet,
    workbook: &Workbook,
    sink: &mut dyn Sink,
) {
    let mut leftovers = Leftovers::default();
    sink.open(Container::grid(&sheet.name, sheet.layer));
    let read = push_part(package, sheet, workbook, &mut leftovers, sink);
    sink.close();
    leftovers.push(&sheet.name, sink);
    if let Err(reason) = read {
        sink.gap(Gap::part(&sheet.part, reason));
    }
}

/// What hides the rows of a sheet: a filter where it has a condition for a
/// column (BrtBeginFilterColumn, [MS-XLSB] 2.4.80), which stands behind the cells.
fn hider(package: &mut Package<'_>, part: &str) -> Result<Layer, Reason> {
    let Some(stream) = package.stream(part)? else { return Err(Reason::Truncated) };
    let mut records = Records::of(stream);
    while let Some(record) = records.next()? {
        if record.id == 0xA3 {
            return Ok(Layer::FilteredRow);
        }
    }
    Ok(Layer::HiddenRow)
}

fn push_part(
    package: &mut Package<'_>,
    sheet: &Sheet,
    workbook: &Workbook,
    leftovers: &mut Leftovers,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    // A part that ends too early still has the cells that it has.
    let hider = hider(package, &sheet.part).unwrap_or(Layer::HiddenRow);
    let Some(stream) = package.stream(&sheet.part)? else { return Err(Reason::Truncated) };
    let mut records = Records::of(stream);
    let mut reading = Reading {
        sheet,
        workbook,
        leftovers,
        hider,
        columns: Vec::new(),
        row: 0,
        row_layer: None,
        column: 0,
    };
    let mut is_broken = false;
    while let Some(record) = records.next()? {
        is_broken |= reading.take(record, sink).is_none();
    }
    if is_broken { Err(broken()) } else { Ok(()) }
}

impl Reading<'_> {
    /// Takes a record; nothing when it is too short for what it should say.
    fn take(&mut self, record: Record<'_>, sink: &mut dyn Sink) -> Option<()> {
        match record.id {
            0x00 => self.begin_row(record)?,
            0x3C => self.take_columns(record)?,
            0x02..=0x0B | 0x3E => {
                self.column = record.u32(0)?;
                self.push_cell(record.id, Record { id: record.id, data: &record.data[4..] }, sink)?;
            }
            // The short forms stand right of the cell before ([MS-XLSB] 2.4.775 and others).
            0x0C..=0x12 => {
                self.column = self.column.saturating_add(1);
                self.push_cell(record.id - 0x0B, record, sink)?;
            }
            0x01 => self.column = record.u32(0)?, // BrtCellBlank
            0x40 => self.leftovers.add(Layer::ValidationList, "validation", record.data), // BrtDVal
            0x1EE => self.leftovers.add(Layer::Hyperlink, "links", record.data), // BrtHLink
            0x1DF => push_headers(record, sink)?,
            _ => {}
        }
        Some(())
    }

    /// Takes a run of columns (BrtColInfo); they come in order.
    fn take_columns(&mut self, record: Record<'_>) -> Option<()> {
        let Some(layer) = column_layer(record)? else { return Some(()) };
        let (first, last) = (record.u32(0)?, record.u32(4)?);
        let is_next = self.columns.last().is_none_or(|before| before.1 < first) && first <= last;
        is_next.then(|| self.columns.push((first, last, layer)))
    }

    /// Begins a row (BrtRowHdr, [MS-XLSB] 2.4.753: miyRw and fDyZero).
    fn begin_row(&mut self, record: Record<'_>) -> Option<()> {
        self.row = record.u32(0)?;
        self.column = u32::MAX;
        let is_hidden = record.data.get(11)? & 0x10 != 0;
        let is_flat = record.u16(8)? == 0;
        self.row_layer = is_hidden.then_some(self.hider).or(is_flat.then_some(Layer::ZeroSize));
        Some(())
    }

    /// Pushes a cell (Cell, [MS-XLSB] 2.5.9) whose record begins with its format.
    fn push_cell(&self, kind: u16, cell: Record<'_>, sink: &mut dyn Sink) -> Option<()> {
        let format = cell.u32(0)? & 0x00FF_FFFF;
        let mut shared = None;
        let text: Cow<'_, str> = match kind {
            0x02 => self.shown(serial::compact(cell.u32(4)?), format).into(),
            0x03 | 0x0B => serial::error(*cell.data.get(4)?)?.into(),
            0x04 | 0x0A => serial::truth(*cell.data.get(4)? != 0).into(),
            0x05 | 0x09 => self.shown(cell.f64(4)?, format).into(),
            0x06 | 0x08 => cell.text(4)?.0.into(),
            0x3E => cell.rich_text(4)?.into(), // BrtCellRString
            0x07 => {
                shared = Some(cell.u32(4)?);
                self.workbook.shared.get(cell.u32(4)?)?.into()
            }
            _ => return Some(()),
        };
        if !text.is_empty() {
            let (row, column) = (self.row.saturating_add(1), self.column.saturating_add(1));
            let place = Place::Cell { row, column };
            sink.push(Fragment { text: &text, layer: self.layer(), place, shared });
        }
        Some(())
    }

    /// A number as its format shows it.
    fn shown(&self, value: f64, format: u32) -> String {
        if self.workbook.is_date(format) {
            serial::date(value, self.workbook.is_1904)
        } else {
            serial::number(value)
        }
    }

    /// The layer of the cell at hand.
    fn layer(&self) -> Layer {
        if self.sheet.layer != Layer::Body {
            return self.sheet.layer;
        }
        let index = self.columns.partition_point(|it| it.1 < self.column);
        let columns = self.columns.get(index).filter(|it| it.0 <= self.column);
        self.row_layer.or(columns.map(|it| it.2)).unwrap_or(Layer::Body)
    }
}

/// What hides columns (BrtColInfo, [MS-XLSB] 2.4.328: coldx and fHidden).
fn column_layer(record: Record<'_>) -> Option<Option<Layer>> {
    if record.u16(16)? & 1 != 0 {
        return Some(Some(Layer::HiddenColumn));
    }
    Some((record.u32(8)? == 0).then_some(Layer::ZeroSize))
}

/// Pushes headers and footers (BrtBeginHeaderFooter, [MS-XLSB] 2.4.102: six texts).
fn push_headers(record: Record<'_>, sink: &mut dyn Sink) -> Option<()> {
    let mut at = 2;
    for _ in 0..6 {
        let (text, end) = record.text(at)?;
        if !text.is_empty() {
            let place = Place::Named("header or footer");
            sink.push(Fragment::new(&text, Layer::HeaderFooter, place));
        }
        at = end;
    }
    Some(())
}
