//! What a workbook keeps of others that it refers to: their paths, and the
//! cells and values that were last seen in them.

use super::globals::Globals;
use super::names;
use super::records::{Pieces, Record, Records, Script};
use crate::document::{Container, Fragment, Layer, Place, Sink};

/// Another workbook or program.
struct Book {
    file: String,
    sheets: Vec<String>,
    /// Whether it is no workbook: its items have values instead of cells.
    is_program: bool,
}

/// Pushes what is kept of other workbooks, a container a sheet.
pub(super) fn push(stream: &[u8], globals: &Globals, sink: &mut dyn Sink) {
    let mut records = Records::from(stream, 0);
    let mut book = None;
    let mut is_open = false;
    while let Some(record) = records.next().filter(|record| record.id != 0x000A) {
        match (record.id, &book) {
            (0x01AE, _) => {
                book = open(&mut records.whole(record), globals.script, sink);
                is_open |= book.is_some();
            }
            (0x0059, Some(book)) => open_sheet(book, record, sink),
            (0x005A, Some(_)) => drop(push_cells(&mut records.whole(record), globals, sink)),
            (0x0023, Some(book)) => {
                let mut pieces = records.whole(record);
                push_name(book, &mut pieces, globals.script, sink).unwrap_or_default();
            }
            _ => {}
        }
    }
    if is_open {
        sink.close();
    }
}

/// Opens the container of another workbook (SupBook, [MS-XLS] 2.4.271); nothing
/// when the record names none. Its path has control characters for what parts it
/// (VirtualPath, 2.5.277); that of a program stands before one.
fn open(pieces: &mut Pieces<'_>, script: Script, sink: &mut dyn Sink) -> Option<Book> {
    let sheets = pieces.u16()?;
    let length = pieces.u16()?;
    if matches!(length, 0x0401 | 0x3A01 | 0) {
        return None; // this workbook itself, or an add-in
    }
    let path = pieces.text(length.into(), script).unwrap_or_default();
    let is_program = sheets == 0 && !path.starts_with('\u{1}') && path.contains('\u{3}');
    let path: String = path.chars().map(|it| if it.is_control() { '/' } else { it }).collect();
    let path = path.trim_start_matches('/');
    sink.open(Container::text("another workbook", Layer::ExternalCache));
    tell(path, "target", sink);
    let sheets = (0..sheets).map_while(|_| pieces.long_text(script)).collect::<Vec<_>>();
    sheets.iter().for_each(|sheet| tell(sheet, "sheet name", sink));
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    Some(Book { file, sheets, is_program })
}

/// Opens the container of one of its sheets (XCT, [MS-XLS] 2.4.352).
fn open_sheet(book: &Book, record: Record<'_>, sink: &mut dyn Sink) {
    let sheet = record.u16(2).and_then(|number| book.sheets.get(usize::from(number)));
    let name = format!("[{}]{}", book.file, sheet.map_or("", String::as_str));
    sink.open(Container::grid(&name, Layer::ExternalCache));
}

/// Pushes a run of cached cells (CRN, [MS-XLS] 2.4.66).
fn push_cells(pieces: &mut Pieces<'_>, globals: &Globals, sink: &mut dyn Sink) -> Option<()> {
    let (last, first) = (pieces.byte()?, pieces.byte()?);
    let row = u32::from(pieces.u16()?) + 1;
    for column in first..=last {
        let Some(text) = names::value(pieces, globals.script)? else { continue };
        let place = Place::Cell { row, column: u32::from(column) + 1 };
        sink.push(Fragment::new(&text, Layer::ExternalCache, place));
    }
    Some(())
}

/// Pushes the name of an item of a program and the values that were last seen in it
/// (ExternName, [MS-XLS] 2.4.105, with MOper, 2.5.172). A name of another workbook
/// refers to cells, and tells nothing more than these.
fn push_name(
    book: &Book,
    pieces: &mut Pieces<'_>,
    script: Script,
    sink: &mut dyn Sink,
) -> Option<()> {
    pieces.skip(6)?;
    let name = pieces.short_text(script)?;
    if !book.is_program {
        return Some(());
    }
    tell(&name, "item", sink);
    let columns = usize::from(pieces.byte()?) + 1;
    let rows = usize::from(pieces.u16()?) + 1;
    for _ in 0..rows * columns {
        tell(&names::value(pieces, script)?.unwrap_or_default(), "value", sink);
    }
    Some(())
}

fn tell(text: &str, place: &str, sink: &mut dyn Sink) {
    if !text.trim().is_empty() {
        sink.push(Fragment::new(text.trim(), Layer::ExternalCache, Place::Named(place)));
    }
}
