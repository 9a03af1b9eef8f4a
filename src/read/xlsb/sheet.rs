//! One sheet: its cells with the layer that each lies in, and its other texts.

use std::borrow::Cow;

use super::comments;
use super::margin::Margin;
use super::records::{LAST_COLUMN, Record, Records};
use super::workbook::{Sheet, Workbook, broken};
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::formula::{Dialect, Formulas};
use crate::read::package::Package;
use crate::read::relations::relations_of;
use crate::read::serial;

/// A sheet while it is read.
struct Reading<'w> {
    sheet: &'w Sheet,
    workbook: &'w Workbook,
    margin: Margin,
    formulas: Formulas,
    /// The rows that active filters lie over, the first of each its heading.
    filters: Vec<(u32, u32)>,
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
    sink.open(Container::grid(&sheet.name, sheet.layer));
    let read = push_part(package, sheet, workbook, sink);
    sink.close();
    if let Err(reason) = read {
        sink.gap(Gap::part(&sheet.part, reason));
    }
    push_comments(package, sheet, sink);
}

/// Pushes the comments on the cells of a sheet. Its relations are looked up in
/// a twin, so that they are still there for what else they lead to.
fn push_comments(package: &mut Package<'_>, sheet: &Sheet, sink: &mut dyn Sink) {
    let relations = relations_of(&mut package.twin(), &sheet.part).unwrap_or_default();
    let container = format!("comments of {}", sheet.name);
    for relation in relations.iter().filter(|it| it.kind == "comments" && !it.external) {
        if let Err(reason) = comments::push(package, &relation.target, &container, sink) {
            sink.gap(Gap::part(&relation.target, reason));
        }
    }
}

/// The rows, from 0, that the filter of a sheet lies over, if it has a condition
/// for a column: BrtBeginAFilter ([MS-XLSB] 2.4.2) and BrtBeginFilterColumn
/// (2.4.80), which stand behind the cells.
fn filtered(package: &mut Package<'_>, part: &str) -> Result<Option<(u32, u32)>, Reason> {
    let Some(stream) = package.stream(part)? else { return Err(Reason::Truncated) };
    let mut records = Records::of(stream);
    let mut rows = None;
    while let Some(record) = records.next()? {
        match record.id {
            0xA1 => rows = record.u32(0).zip(record.u32(4)),
            0xA3 => return Ok(rows),
            _ => {}
        }
    }
    Ok(None)
}

/// The rows of the active filters on a sheet: its own and those of its tables.
/// What is damaged here is a gap when it is read for its texts.
fn filters(package: &mut Package<'_>, part: &str) -> Vec<(u32, u32)> {
    let relations = relations_of(package, part).unwrap_or_default();
    let tables = relations.iter().filter(|it| it.kind == "table").map(|it| it.target.as_str());
    let parts = tables.chain([part]);
    parts.filter_map(|part| filtered(package, part).ok().flatten()).collect()
}

fn push_part(
    package: &mut Package<'_>,
    sheet: &Sheet,
    workbook: &Workbook,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    // A part that ends too early still has the cells that it has.
    let filters = filters(&mut package.twin(), &sheet.part);
    let Some(stream) = package.stream(&sheet.part)? else { return Err(Reason::Truncated) };
    let mut records = Records::of(stream);
    let mut reading = Reading {
        sheet,
        workbook,
        margin: Margin::new((sheet.layer != Layer::Body).then_some(sheet.layer)),
        formulas: Formulas::default(),
        filters,
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
                self.column = record.column(0)?;
                self.push_cell(record.id, Record { id: record.id, data: &record.data[4..] }, sink)?;
            }
            // The short forms stand right of the cell before ([MS-XLSB] 2.4.775 and others).
            0x0C..=0x12 => {
                // The first of a row follows none.
                let column = Some(self.column.wrapping_add(1));
                self.column = column.filter(|column| *column <= LAST_COLUMN)?;
                self.push_cell(record.id - 0x0B, record, sink)?;
            }
            0x01 => self.column = record.column(0)?, // BrtCellBlank
            0x1AA => self.push_formula(record, Some(17), sink), // BrtArrFmla, 2.4.8
            0x1AB => self.push_formula(record, Some(16), sink), // BrtShrFmla, 2.4.774
            _ => self.margin.take(record, sink)?,
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
        self.row = record.row(0)?;
        self.column = u32::MAX;
        let is_hidden = record.data.get(11)? & 0x10 != 0;
        let is_flat = record.u16(8)? == 0;
        self.row_layer = is_hidden.then_some(self.hider()).or(is_flat.then_some(Layer::ZeroSize));
        Some(())
    }

    /// What hides the row at hand: a filter, or somebody's hand.
    fn hider(&self) -> Layer {
        let is_below = |it: &(u32, u32)| it.0 < self.row && self.row <= it.1;
        if self.filters.iter().any(is_below) { Layer::FilteredRow } else { Layer::HiddenRow }
    }

    /// Pushes a cell (Cell, [MS-XLSB] 2.5.9) whose record begins with its format.
    fn push_cell(&mut self, kind: u16, cell: Record<'_>, sink: &mut dyn Sink) -> Option<()> {
        let look = self.workbook.styles.of(cell.u32(0)? & 0x00FF_FFFF);
        let mut is_unseen = look.hides_text();
        let mut number = |value| {
            is_unseen = look.hides(value);
            look.text(value, self.workbook.is_1904)
        };
        let mut shared = None;
        let text: Cow<'_, str> = match kind {
            0x02 => number(serial::compact(cell.u32(4)?)).into(),
            0x03 | 0x0B => "".into(), // an error tells of nobody
            0x04 | 0x0A => serial::truth(*cell.data.get(4)? != 0).into(),
            0x05 | 0x09 => number(cell.f64(4)?).into(),
            0x06 | 0x08 => cell.text(4)?.0.into(),
            0x3E => cell.rich_text(4)?.into(), // BrtCellRString
            0x07 => {
                shared = Some(cell.u32(4)?);
                self.workbook.shared.get(cell.u32(4)?)?.into()
            }
            _ => return Some(()),
        };
        if !text.is_empty() {
            sink.push(Fragment {
                text: &text,
                layer: self.layer(is_unseen),
                within: self.within(),
                place: self.place(),
                shared,
            });
        }
        if (0x08..=0x0B).contains(&kind) {
            self.push_formula(cell, formula_of(kind, cell), sink);
        }
        Some(())
    }

    /// Pushes the texts of a formula whose length stands at a byte.
    fn push_formula(&mut self, record: Record<'_>, at: Option<usize>, sink: &mut dyn Sink) {
        let length = at.and_then(|at| record.u32(at)).map_or(0, |it| it as usize);
        let tokens = at.and_then(|at| record.data.get(at + 4..)).unwrap_or_default();
        let tokens = &tokens[..length.min(tokens.len())];
        let layer = if self.sheet.layer == Layer::Body { Layer::Formula } else { self.sheet.layer };
        let place = self.place();
        self.formulas.push(tokens, Dialect::Biff12, place, layer, sink);
    }

    fn place(&self) -> Place<'static> {
        Place::Cell { row: self.row.saturating_add(1), column: self.column.saturating_add(1) }
    }

    /// The layer of the cell at hand.
    fn layer(&self, is_unseen: bool) -> Layer {
        if self.sheet.layer != Layer::Body {
            return self.sheet.layer;
        }
        let unseen = is_unseen.then_some(Layer::InvisibleText);
        self.row_or_column().or(unseen).unwrap_or(Layer::Body)
    }

    /// What hides the cell at hand within a hidden sheet.
    fn within(&self) -> Option<Layer> {
        self.row_or_column().filter(|_| self.sheet.layer != Layer::Body)
    }

    /// What hides the row or the column of the cell at hand.
    fn row_or_column(&self) -> Option<Layer> {
        let index = self.columns.partition_point(|it| it.1 < self.column);
        let columns = self.columns.get(index).filter(|it| it.0 <= self.column);
        self.row_layer.or(columns.map(|it| it.2))
    }
}

/// What hides columns (BrtColInfo, [MS-XLSB] 2.4.328: coldx and fHidden).
fn column_layer(record: Record<'_>) -> Option<Option<Layer>> {
    if record.u16(16)? & 1 != 0 {
        return Some(Some(Layer::HiddenColumn));
    }
    Some((record.u32(8)? == 0).then_some(Layer::ZeroSize))
}

/// Where the length of a cell's formula stands: behind its value and two bytes
/// of flags (BrtFmlaNum and others, [MS-XLSB] 2.4.700).
fn formula_of(kind: u16, cell: Record<'_>) -> Option<usize> {
    let value = match kind {
        0x08 => cell.text(4)?.1,
        0x09 => 12,
        _ => 5,
    };
    Some(value + 2)
}
