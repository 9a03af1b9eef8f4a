//! A sheet: its columns, rows and cells ([MS-XLSB] 2.1.7.62).

use super::formula::literals;
use super::markup::Markup;
use super::records::Record;
use super::translation::Writer;
use super::{conditions, margin};
use crate::document::column_letters;
use crate::read::package::Package;
use crate::read::serial;

/// The height of a row and the width of a column are written in parts of a point
/// and of a letter ([MS-XLSB] 2.4.753 and 2.4.328).
const POINT: f64 = 20.0;
const LETTER: f64 = 256.0;

/// Writes a sheet.
pub(super) fn writer(_: &mut Package<'_>, _: &str) -> Writer {
    let mut at = Position { row: 0, column: None, written: None };
    Box::new(move |record, markup| at.write(record, markup))
}

/// Where the writing is, from 0.
struct Position {
    row: u32,
    /// The column of the last cell of the row.
    column: Option<u32>,
    /// That of the last one that was written: blank ones are not.
    written: Option<u32>,
}

impl Position {
    fn write(&mut self, record: Record<'_>, markup: &mut Markup) -> Option<()> {
        match record.id {
            0x00 => self.begin_row(record, markup)?,
            0x01 => self.column = Some(record.column(0)?), // BrtCellBlank
            0x02..=0x0B | 0x3E => {
                let column = record.column(0)?;
                self.write_cell(record.id, record, 4, column, markup)?;
            }
            // The short forms stand right of the cell before ([MS-XLSB] 2.4.775 and others).
            0x0C => self.column = Some(self.next()),
            0x0D..=0x12 => self.write_cell(record.id - 0x0B, record, 0, self.next(), markup)?,
            0x3D => self.write_cell(0x3E, record, 0, self.next(), markup)?,
            0x1AA => self.write_formula(record, 17, markup)?, // BrtArrFmla, 2.4.8
            0x1AB => self.write_formula(record, 16, markup)?, // BrtShrFmla, 2.4.774
            0x91 => markup.open("sheetData", &[]),
            0x92 => markup.close("sheetData"),
            0x93 => properties(record, markup)?,
            0x1E5 => defaults(record, markup)?,
            0x3C => columns(record, markup)?,
            0xB0 => markup.empty("mergeCell", &[("ref", &record.range(0)?)]), // BrtMergeCell
            0x1CD..=0x1D0 | 0x416..=0x419 => conditions::write(record, markup)?,
            _ => margin::write(record, markup)?,
        }
        Some(())
    }

    /// Begins a row (BrtRowHdr, [MS-XLSB] 2.4.753): its height, and behind two bytes of
    /// flags its level, and whether it is collapsed and hidden.
    fn begin_row(&mut self, record: Record<'_>, markup: &mut Markup) -> Option<()> {
        self.row = record.row(0)?;
        (self.column, self.written) = (None, None);
        let height = f64::from(record.u16(8)?) / POINT;
        let flags = *record.data.get(11)?;
        markup.close("row");
        let number = self.row + 1;
        if flags == 0 {
            markup.open("row", &[("r", &number), ("ht", &height)]);
            return Some(());
        }
        markup.open(
            "row",
            &[
                ("r", &number),
                ("ht", &height),
                ("hidden", &(flags >> 4 & 1)),
                ("outlineLevel", &(flags & 7)),
                ("collapsed", &(flags >> 3 & 1)),
                ("customHeight", &(flags >> 5 & 1)),
            ],
        );
        Some(())
    }

    /// Writes a cell (Cell, [MS-XLSB] 2.5.9) whose format stands at a byte, and its
    /// value behind it. There are millions: what goes without saying is not said.
    fn write_cell(
        &mut self,
        kind: u16,
        record: Record<'_>,
        at: usize,
        column: u32,
        markup: &mut Markup,
    ) -> Option<()> {
        let style = record.u32(at)? & 0x00FF_FFFF;
        let (value, end) = value(kind, record, at + 4)?;
        let column = Some(column).filter(|column| *column <= super::records::LAST_COLUMN)?;
        markup.raw("<c");
        if column != self.written.map_or(0, |it| it + 1) {
            markup.raw(" r=\"");
            markup.raw(&self.name(column));
            markup.raw("\"");
        }
        if style != 0 {
            markup.raw(" s=\"");
            markup.whole(style);
            markup.raw("\"");
        }
        markup.raw(value.form());
        (self.column, self.written) = (Some(column), Some(column));
        if (0x08..=0x0B).contains(&kind) {
            // Two bytes of flags, then the formula ([MS-XLSB] 2.4.700 and others).
            markup.element("f", &literals(record, end + 2).unwrap_or_default().0);
        }
        markup.raw("<v>");
        value.write(markup);
        markup.raw("</v></c>");
        Some(())
    }

    /// Writes the formula that the cell at hand shares with others.
    fn write_formula(&self, record: Record<'_>, at: usize, markup: &mut Markup) -> Option<()> {
        let text = literals(record, at)?.0;
        if let Some(column) = self.written.filter(|_| !text.is_empty()) {
            markup.open("c", &[("r", &self.name(column))]);
            markup.element("f", &text);
            markup.close("c");
        }
        Some(())
    }

    /// The column behind the last cell; the first of a row follows none.
    fn next(&self) -> u32 {
        self.column.map_or(0, |it| it + 1)
    }

    fn name(&self, column: u32) -> String {
        format!("{}{}", column_letters(column + 1), self.row + 1)
    }
}

/// The value of a cell.
pub(super) enum Value {
    Number(f64),
    Truth(bool),
    Error(u8),
    Text(String),
    /// The number of a shared text.
    Shared(u32),
}

/// The value of a cell of a kind, and where it ends.
pub(super) fn value(kind: u16, record: Record<'_>, at: usize) -> Option<(Value, usize)> {
    Some(match kind {
        0x02 => (Value::Number(serial::compact(record.u32(at)?)), at + 4),
        0x03 | 0x0B => (Value::Error(*record.data.get(at)?), at + 1),
        0x04 | 0x0A => (Value::Truth(*record.data.get(at)? != 0), at + 1),
        0x05 | 0x09 => (Value::Number(record.f64(at)?), at + 8),
        0x06 | 0x08 => {
            let (text, end) = record.text(at)?;
            (Value::Text(text), end)
        }
        0x07 => (Value::Shared(record.u32(at)?), at + 4),
        0x3E => (Value::Text(record.rich_text(at)?), at),
        _ => return None,
    })
}

impl Value {
    /// The attribute that says what it is, and the end of the tag.
    fn form(&self) -> &'static str {
        match self {
            Value::Number(_) => ">",
            Value::Truth(_) => " t=\"b\">",
            Value::Error(_) => " t=\"e\">",
            Value::Text(_) => " t=\"str\">",
            Value::Shared(_) => " t=\"s\">",
        }
    }

    /// Writes it.
    pub(super) fn write(&self, markup: &mut Markup) {
        match self {
            Value::Number(number) => markup.number(*number),
            Value::Truth(truth) => markup.whole(u32::from(*truth)),
            Value::Error(error) => markup.text(serial::error(*error).unwrap_or_default()),
            Value::Text(text) => markup.text(text),
            Value::Shared(number) => markup.whole(*number),
        }
    }
}

/// Writes what a sheet says of itself (BrtWsProp, [MS-XLSB] 2.4.828): whether a filter
/// hides rows, and its name in macro code.
fn properties(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    let filters = *record.data.get(2)? & 1;
    let name = record.text(19).map(|it| it.0).unwrap_or_default();
    markup.empty("sheetPr", &[("filterMode", &filters), ("codeName", &name)]);
    Some(())
}

/// Writes how rows and columns are that are not written (BrtWsFmtInfo, [MS-XLSB]
/// 2.4.827).
fn defaults(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    let height = f64::from(record.u16(6)?) / POINT;
    let width = record.u32(0)?;
    let width =
        if width == u32::MAX { f64::from(record.u16(4)?) } else { f64::from(width) / LETTER };
    let zero = record.u16(8)? >> 1 & 1;
    markup.empty(
        "sheetFormatPr",
        &[("defaultColWidth", &width), ("defaultRowHeight", &height), ("zeroHeight", &zero)],
    );
    Some(())
}

/// Writes a run of columns (BrtColInfo, [MS-XLSB] 2.4.328).
fn columns(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    let (first, last, flags) = (record.column(0)? + 1, record.column(4)? + 1, record.u16(16)?);
    markup.empty(
        "col",
        &[
            ("min", &first),
            ("max", &last),
            ("width", &(f64::from(record.u32(8)?) / LETTER)),
            ("style", &record.u32(12)?),
            ("hidden", &(flags & 1)),
            ("customWidth", &(flags >> 1 & 1)),
            ("outlineLevel", &(flags >> 8 & 7)),
            ("collapsed", &(flags >> 12 & 1)),
        ],
    );
    Some(())
}
