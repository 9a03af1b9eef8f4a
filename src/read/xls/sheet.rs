//! One sheet: its cells with the layer that each lies in, and what else on it
//! is text.

use super::cells::{self, Cell, Value};
use super::globals::{Globals, Sheet};
use super::layout::{Layout, Sight};
use super::margin;
use super::notes;
use super::records::{Pieces, Script};
use super::shapes;
use super::substream::Substream;
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::formula::{Dialect, Formulas};
use crate::read::xlsx::margin::{header, is_given};
use crate::read::xlsx::workbook::PROTECTED;

/// Pushes a sheet.
pub(super) fn push(stream: &[u8], sheet: &Sheet, globals: &Globals, sink: &mut dyn Sink) {
    let records = Substream::from(stream, sheet.start);
    let mut shapes = shapes::read(records.clone());
    let mut sight = Layout::read(records.clone(), sheet, &shapes, globals);
    let fixed = (sheet.layer != Layer::Body).then_some(sheet.layer);
    sink.open(Container::grid(&sheet.name, sheet.layer));
    let flaw = push_cells(records.clone(), &mut sight, globals, sink);
    let full = push_formulas(records.clone(), fixed, globals, sink);
    for reason in [flaw, sight.limit(), full].into_iter().flatten() {
        sink.gap(Gap::part(&sheet.name, reason));
    }
    margin::push(records.clone(), fixed, globals, sink);
    let comments = notes::take(records.clone(), globals.script, &mut shapes);
    shapes::push_boxes(&shapes, fixed, globals, sink);
    push_about(records.clone(), globals, sink);
    push_headers(records, fixed, globals, sink);
    sink.close();
    notes::push(&comments, &sheet.name, sink);
    shapes::push_names(&shapes, &sheet.name, fixed, globals, sink);
}

/// Pushes the cells; returns what was wrong with them, if anything.
fn push_cells(
    mut records: Substream<'_>,
    sight: &mut Sight,
    globals: &Globals,
    sink: &mut dyn Sink,
) -> Option<Reason> {
    let mut pending = None;
    let mut is_broken = false;
    while let Some(record) = records.next() {
        if record.id == 0x0207 {
            let text = cells::string(&mut records.records.whole(record), globals.script);
            let Some((row, column, look)) = pending.take() else { continue };
            is_broken |= text.is_none();
            let value = Value::Text(text.unwrap_or_default());
            push_cell(&Cell { row, column, look, number: None, value }, sight, sink);
            continue;
        }
        let taken = cells::cells(record, globals, &mut |cell| match cell.value {
            Value::Pending => pending = Some((cell.row, cell.column, cell.look)),
            _ => push_cell(&cell, sight, sink),
        });
        is_broken |= taken.is_none();
    }
    if !records.is_whole {
        return Some(Reason::Truncated);
    }
    is_broken.then(|| Reason::Malformed { format: "xls", detail: "a cell makes no sense".into() })
}

/// Pushes a cell that shows something.
fn push_cell(cell: &Cell<'_>, sight: &mut Sight, sink: &mut dyn Sink) {
    let (text, shared) = match &cell.value {
        Value::Shared(number, text) => (*text, Some(*number)),
        Value::Text(text) => (text.as_str(), None),
        Value::Pending => return,
    };
    if text.is_empty() {
        return;
    }
    let place = Place::Cell { row: u32::from(cell.row) + 1, column: u32::from(cell.column) + 1 };
    let (layer, within) = (sight.layer(cell), sight.within(cell));
    sink.push(Fragment { text, layer, within, place, shared });
}

/// Pushes the texts in the formulas of cells (FORMULA, [MS-XLS] 2.4.127; ARRAY,
/// 2.4.4; SHRFMLA, 2.4.260). Those of BIFF5 have tokens of other widths.
/// Returns why they are not all, if they are not.
fn push_formulas(
    records: Substream<'_>,
    fixed: Option<Layer>,
    globals: &Globals,
    sink: &mut dyn Sink,
) -> Option<Reason> {
    let layer = fixed.unwrap_or(Layer::Formula);
    let mut formulas = Formulas::default();
    for record in records.filter(|_| matches!(globals.script, Script::Unicode)) {
        let (start, column) = match record.id {
            0x0006 => (20, record.u16(2)),
            0x0221 => (12, record.data.get(4).copied().map(u16::from)),
            0x04BC => (8, record.data.get(4).copied().map(u16::from)),
            _ => continue,
        };
        let length = record.u16(start).map_or(0, usize::from);
        let tokens = record.data.get(start + 2..).unwrap_or_default();
        let Some((row, column)) = record.u16(0).zip(column) else { continue };
        let place = Place::Cell { row: u32::from(row) + 1, column: u32::from(column) + 1 };
        let tokens = &tokens[..length.min(tokens.len())];
        formulas.push(tokens, Dialect::Biff8, place, layer, sink);
    }
    formulas.limit()
}

/// Pushes what is said of the sheet rather than in it: its name in macro code, if
/// somebody chose one, and that it is protected.
fn push_about(records: Substream<'_>, globals: &Globals, sink: &mut dyn Sink) {
    for record in records {
        let (text, words) = match record.id {
            0x0012 if record.u16(0) == Some(1) => (PROTECTED.to_owned(), "protection"), // 2.4.207
            // CodeName, 2.4.51
            0x01BA => {
                let name = Pieces::one(record.data).long_text(globals.script);
                (name.filter(|name| !is_given(name)).unwrap_or_default(), "code name")
            }
            _ => continue,
        };
        if !text.trim().is_empty() {
            sink.push(Fragment::new(&text, Layer::Property, Place::Named(words)));
        }
    }
}

/// Pushes the header and the footer ([MS-XLS] 2.4.136 and 2.4.124); those between the
/// marks of a custom view belong to it.
fn push_headers(
    records: Substream<'_>,
    fixed: Option<Layer>,
    globals: &Globals,
    sink: &mut dyn Sink,
) {
    let mut seen = Layer::HeaderFooter;
    for record in records {
        let words = match record.id {
            0x0014 => "header",
            0x0015 => "footer",
            0x01AA => {
                seen = Layer::CustomView;
                continue;
            }
            0x01AB => {
                seen = Layer::HeaderFooter;
                continue;
            }
            _ => continue,
        };
        let coded = Pieces::one(record.data).old_text(globals.script).unwrap_or_default();
        let text = header(&coded);
        if !text.is_empty() {
            sink.push(Fragment::new(&text, fixed.unwrap_or(seen), Place::Named(words)));
        }
    }
}
