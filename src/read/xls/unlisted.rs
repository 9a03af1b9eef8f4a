//! What stands in a workbook stream beside the sheets that it lists: sheets that
//! no list names, which no program shows, and bytes that are no sheet.

use std::ops::Range;

use super::globals::{Globals, Sheet, SheetKind};
use super::sheet;
use super::substream::Substream;
use crate::document::{Layer, Sink};
use crate::read::strings::printable;

/// The record that begins a sheet (BOF, [MS-XLS] 2.4.21).
const BEGINNING: [u8; 2] = 0x0809_u16.to_le_bytes();

/// Sheets that are read at the most; those beyond are searched as bytes.
const MOST: usize = 100;

/// Pushes what no list of the workbook leads to.
pub(super) fn push(stream: &[u8], globals: &Globals, sink: &mut dyn Sink) {
    let mut sheets = 0;
    for mut range in unlisted(stream, globals) {
        while begins(stream, range.start) && sheets < MOST {
            sheets += 1;
            let end = Substream::from(stream, range.start).end().min(range.end);
            sheet::push(stream, &orphan(sheets, range.start), globals, sink);
            range.start = end.max(range.start + 4);
        }
        let rest = stream.get(range).unwrap_or_default();
        printable(rest, Layer::TrailingBytes, "between the sheets", sink);
    }
}

/// The bytes that belong neither to the globals nor to a listed sheet.
fn unlisted(stream: &[u8], globals: &Globals) -> Vec<Range<usize>> {
    let starts = globals.sheets.iter().map(|sheet| sheet.start);
    let mut known: Vec<Range<usize>> = [0]
        .into_iter()
        .chain(starts)
        .map(|start| start..Substream::from(stream, start).end())
        .collect();
    known.sort_by_key(|range| range.start);
    let mut unlisted = Vec::new();
    let mut reached = 0;
    for range in known {
        if range.start > reached {
            unlisted.push(reached..range.start.min(stream.len()));
        }
        reached = reached.max(range.end);
    }
    unlisted.push(reached.min(stream.len())..stream.len());
    unlisted
}

fn begins(stream: &[u8], at: usize) -> bool {
    stream.get(at..at + 2).is_some_and(|id| id == BEGINNING)
}

fn orphan(number: usize, start: usize) -> Sheet {
    Sheet {
        name: format!("unlisted sheet {number}"),
        layer: Layer::OrphanPart,
        start,
        kind: SheetKind::Table,
        filter: None,
        printed: Vec::new(),
    }
}
