//! What a workbook keeps of others that it refers to: their paths, and the
//! cells that were last seen in them.

use super::globals::Globals;
use super::names;
use super::records::{Pieces, Record, Records};
use crate::document::{Container, Fragment, Layer, Place, Sink};

/// Pushes the cached cells of other workbooks, a container a workbook.
pub(super) fn push(stream: &[u8], globals: &Globals, sink: &mut dyn Sink) {
    let mut records = Records::from(stream, 0);
    let mut is_open = false;
    while let Some(record) = records.next().filter(|record| record.id != 0x000A) {
        match record.id {
            0x01AE => is_open = open(&mut records.whole(record), globals, sink) || is_open,
            0x005A if is_open => drop(push_cells(record, globals, sink)),
            _ => {}
        }
    }
    if is_open {
        sink.close();
    }
}

/// Opens the container of another workbook (SupBook, [MS-XLS] 2.4.271);
/// returns whether the record names one.
fn open(pieces: &mut Pieces<'_>, globals: &Globals, sink: &mut dyn Sink) -> bool {
    let Some(sheets) = pieces.u16() else { return false };
    let Some(length) = pieces.u16() else { return false };
    if matches!(length, 0x0401 | 0x3A01 | 0) {
        return false; // this workbook itself, or an add-in
    }
    let path = pieces.text(length.into(), globals.script).unwrap_or_default();
    let path: String = path.chars().map(|it| if it.is_control() { '/' } else { it }).collect();
    sink.open(Container::grid("another workbook", Layer::ExternalCache));
    sink.push(Fragment::new(&path, Layer::SavePath, Place::Named("path")));
    for _ in 0..sheets {
        let Some(name) = pieces.long_text(globals.script) else { break };
        sink.push(Fragment::new(&name, Layer::ExternalCache, Place::Named("sheet")));
    }
    true
}

/// Pushes a run of cached cells (CRN, [MS-XLS] 2.4.66).
fn push_cells(record: Record<'_>, globals: &Globals, sink: &mut dyn Sink) -> Option<()> {
    let (last, first) = (*record.data.first()?, *record.data.get(1)?);
    let row = u32::from(record.u16(2)?) + 1;
    let mut pieces = Pieces::one(record.data.get(4..)?);
    for column in first..=last {
        let Some(text) = names::value(&mut pieces, globals.script)? else { continue };
        let place = Place::Cell { row, column: u32::from(column) + 1 };
        sink.push(Fragment::new(&text, Layer::ExternalCache, place));
    }
    Some(())
}
