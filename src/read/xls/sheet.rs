//! One sheet: its cells with the layer that each lies in, and what else on it
//! is text.

use super::cells::{self, Cell, Value};
use super::globals::{Globals, Sheet};
use super::layout::Layout;
use super::margin;
use super::notes;
use super::records::{Pieces, Script};
use super::shapes;
use super::substream::Substream;
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::formula::{Dialect, Formulas};
use crate::read::leftovers::Leftovers;
use crate::read::xlsx::margin::header;

/// Records of a sheet whose texts are pushed as a plain editor shows them,
/// with the layer and the words for them.
const SCANNED: &[(u16, Layer, &str)] = &[
    (0x0051, Layer::Connection, "source of a pivot table"), // DCONREF, 2.4.86
    (0x0052, Layer::Connection, "source of a pivot table"), // DCONNAME, 2.4.85
    (0x01AD, Layer::Connection, "query"),                   // QSI, 2.4.208
    (0x01B8, Layer::Hyperlink, "link"),                     // HLINK, 2.4.140
    (0x0804, Layer::Connection, "query"),                   // ExtString, 2.4.108
    (0x0876, Layer::Connection, "query"),                   // DConn, 2.4.84
];

/// Pushes a sheet.
pub(super) fn push(stream: &[u8], sheet: &Sheet, globals: &Globals, sink: &mut dyn Sink) {
    let records = Substream::from(stream, sheet.start);
    let layout = Layout::read(records.clone(), sheet);
    sink.open(Container::grid(&sheet.name, sheet.layer));
    let flaw = push_cells(records.clone(), &layout, globals, sink);
    if let Some(flaw) = flaw {
        sink.gap(Gap::part(&sheet.name, flaw));
    }
    push_formulas(records.clone(), sheet, globals, sink);
    let fixed = (sheet.layer != Layer::Body).then_some(sheet.layer);
    margin::push(records.clone(), fixed, globals, sink);
    let notes = notes::read(records.clone(), globals.script);
    notes.push_boxes(sheet, sink);
    push_headers(records.clone(), globals, sink);
    sink.close();
    notes.push_comments(sheet, sink);
    shapes::push(records.clone(), &sheet.name, sink);
    leftovers(records).push(&sheet.name, sink);
}

/// The records whose texts are not taken apart.
fn leftovers(records: Substream<'_>) -> Leftovers {
    let mut leftovers = Leftovers::default();
    for record in records {
        if let Some((_, layer, words)) = SCANNED.iter().find(|row| row.0 == record.id) {
            leftovers.add(*layer, words, record.data);
        }
    }
    leftovers
}

/// Pushes the cells; returns what was wrong with them, if anything.
fn push_cells(
    mut records: Substream<'_>,
    layout: &Layout,
    globals: &Globals,
    sink: &mut dyn Sink,
) -> Option<Reason> {
    let mut pending = None;
    let mut is_broken = false;
    while let Some(record) = records.next() {
        if record.id == 0x0207 {
            let text = cells::string(&mut records.records.whole(record), globals.script);
            let Some((row, column, is_unseen)) = pending.take() else { continue };
            is_broken |= text.is_none();
            let value = Value::Text(text.unwrap_or_default());
            push_cell(&Cell { row, column, is_unseen, value }, layout, sink);
            continue;
        }
        let taken = cells::cells(record, globals, &mut |cell| match cell.value {
            Value::Pending => pending = Some((cell.row, cell.column, cell.is_unseen)),
            _ => push_cell(&cell, layout, sink),
        });
        is_broken |= taken.is_none();
    }
    if !records.is_whole {
        return Some(Reason::Truncated);
    }
    is_broken.then(|| Reason::Malformed { format: "xls", detail: "a cell makes no sense".into() })
}

/// Pushes a cell that shows something.
fn push_cell(cell: &Cell<'_>, layout: &Layout, sink: &mut dyn Sink) {
    let (text, shared) = match &cell.value {
        Value::Shared(number, text) => (*text, Some(*number)),
        Value::Text(text) => (text.as_str(), None),
        Value::Pending => return,
    };
    if text.is_empty() {
        return;
    }
    let place = Place::Cell { row: u32::from(cell.row) + 1, column: u32::from(cell.column) + 1 };
    let mut layer = layout.layer(cell.row, cell.column);
    if layer == Layer::Body && cell.is_unseen {
        layer = Layer::InvisibleText;
    }
    let within = layout.within(cell.row, cell.column);
    sink.push(Fragment { text, layer, within, place, shared });
}

/// Pushes the texts in the formulas of cells (FORMULA, [MS-XLS] 2.4.127; ARRAY,
/// 2.4.4; SHRFMLA, 2.4.260). Those of BIFF5 have tokens of other widths.
fn push_formulas(records: Substream<'_>, sheet: &Sheet, globals: &Globals, sink: &mut dyn Sink) {
    let layer = if sheet.layer == Layer::Body { Layer::Formula } else { sheet.layer };
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
}

/// Pushes the header and the footer ([MS-XLS] 2.4.136 and 2.4.124).
fn push_headers(records: Substream<'_>, globals: &Globals, sink: &mut dyn Sink) {
    for record in records {
        let words = match record.id {
            0x0014 => "header",
            0x0015 => "footer",
            _ => continue,
        };
        let coded = Pieces::one(record.data).old_text(globals.script).unwrap_or_default();
        let text = header(&coded);
        if !text.is_empty() {
            sink.push(Fragment::new(&text, Layer::HeaderFooter, Place::Named(words)));
        }
    }
}
