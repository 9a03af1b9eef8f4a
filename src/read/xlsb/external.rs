//! The cells of another workbook that were last seen in it ([MS-XLSB] 2.1.7.25).

use super::harvest;
use super::records::{Record, Records};
use super::workbook::broken;
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::package::Package;
use crate::read::serial;

/// Where the walk is.
#[derive(Default)]
struct Cursor {
    sheets: Vec<String>,
    row: u32,
    /// The texts of links to other programs and of names.
    others: Vec<String>,
}

/// Pushes the cached cells of a part, a container a sheet.
pub(super) fn push(
    package: &mut Package<'_>,
    name: &str,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let Some(stream) = package.stream(name)? else { return Ok(()) };
    let mut records = Records::of(stream);
    let mut cursor = Cursor::default();
    let mut is_broken = false;
    while let Some(record) = records.next()? {
        is_broken |= cursor.take(record, sink).is_none();
    }
    cursor.push_others(name, sink);
    if is_broken { Err(broken()) } else { Ok(()) }
}

impl Cursor {
    /// Takes a record; nothing when it is too short for what it should say.
    fn take(&mut self, record: Record<'_>, sink: &mut dyn Sink) -> Option<()> {
        match record.id {
            // BrtBeginSupBook of a workbook, 2.4.288: the identifier of a relation
            0x168 if record.u16(0)? == 0 => {}
            0x167 => self.sheets = sheets(record)?, // BrtSupTabs, 2.4.802
            0x16B => self.begin_sheet(record, sink)?, // BrtExternTableStart, 2.4.672
            0x16C => sink.close(),                  // BrtExternTableEnd, 2.4.671
            0x16E => self.row = record.row(0)?,     // BrtExternRowHdr, 2.4.669
            0x16F => {}                             // BrtExternCellBlank, 2.4.663
            0x170 => self.push_cell(record, &serial::number(record.f64(4)?), sink)?,
            0x171 => self.push_cell(record, serial::truth(*record.data.get(4)? != 0), sink)?,
            0x172 => self.push_cell(record, serial::error(*record.data.get(4)?)?, sink)?,
            0x173 => self.push_cell(record, &record.text(4)?.0, sink)?,
            _ => self.others.extend(harvest::texts(record)),
        }
        Some(())
    }

    /// Pushes the texts of links to other programs and of names.
    fn push_others(&self, part: &str, sink: &mut dyn Sink) {
        if self.others.is_empty() {
            return;
        }
        sink.open(Container::text(&format!("other links of {part}"), Layer::ExternalCache));
        for (line, text) in (1..).zip(&self.others) {
            sink.push(Fragment::new(text, Layer::ExternalCache, Place::Line(line)));
        }
        sink.close();
    }

    fn begin_sheet(&self, record: Record<'_>, sink: &mut dyn Sink) -> Option<()> {
        let name = self.sheets.get(record.u32(0)? as usize).map_or("", String::as_str);
        let name = format!("{name} of another workbook");
        sink.open(Container::grid(&name, Layer::ExternalCache));
        Some(())
    }

    fn push_cell(&self, record: Record<'_>, text: &str, sink: &mut dyn Sink) -> Option<()> {
        let (row, column) = (self.row.saturating_add(1), record.column(0)?.saturating_add(1));
        let place = Place::Cell { row, column };
        sink.push(Fragment::new(text, Layer::ExternalCache, place));
        Some(())
    }
}

/// The names of the other workbook's sheets.
fn sheets(record: Record<'_>) -> Option<Vec<String>> {
    let mut at = 4;
    let mut sheets = Vec::new();
    for _ in 0..record.u32(0)? {
        let (name, end) = record.text(at)?;
        sheets.push(name);
        at = end;
    }
    Some(sheets)
}
