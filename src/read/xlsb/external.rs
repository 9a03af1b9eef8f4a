//! Links to other workbooks and programs, with what is kept of them ([MS-XLSB]
//! 2.1.7.25).

use super::formula::formula;
use super::markup::Markup;
use super::records::Record;
use super::translation::Writer;
use crate::read::package::Package;
use crate::read::serial::{self, number};

/// Writes a link.
pub(super) fn writer(_: &mut Package<'_>, _: &str) -> Writer {
    let mut row = 0;
    Box::new(move |record, markup| {
        match record.id {
            0x168 => begin(record, markup)?,
            0x167 => sheets(record, markup)?,
            // BrtExternTableStart, 2.4.672
            0x16B => markup.open("sheetData", &[("sheetId", &record.u32(0)?)]),
            0x16C => markup.close("sheetData"), // BrtExternTableEnd, 2.4.671
            // BrtExternRowHdr, 2.4.669
            0x16E => {
                row = record.row(0)?;
                markup.close("row");
                markup.open("row", &[("r", &(row + 1))]);
            }
            0x170..=0x173 => cell(record, row, markup)?,
            // BrtSupNameStart: a name of the other file, or an item of a program
            0x241 => item(&record.text(0)?.0, markup),
            0x24B => {
                let text = formula(record, 0, &|_| None).unwrap_or_default().0;
                if !text.is_empty() {
                    markup.empty("definedName", &[("refersTo", &text)]);
                }
            }
            0x244 => markup.element("val", &number(record.f64(0)?)), // BrtSupNameNum
            0x246 => markup.element("val", &record.text(0)?.0),      // BrtSupNameSt
            0x248 => markup.element("val", serial::truth(*record.data.first()? != 0)),
            _ => {}
        }
        Some(())
    })
}

/// Begins a link (BrtBeginSupBook, [MS-XLSB] 2.4.288): to a workbook, to a service and a
/// topic of another program, or to an object of one.
fn begin(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    let (first, end) = record.text(2)?;
    let second = record.text(end)?.0;
    match record.u16(0)? {
        0 => markup.open("externalBook", &[("r:id", &first)]),
        1 => markup.open("ddeLink", &[("ddeService", &first), ("ddeTopic", &second)]),
        _ => markup.open("oleLink", &[("r:id", &first), ("progId", &second)]),
    }
    Some(())
}

/// Writes the names of the other workbook's sheets (BrtSupTabs, [MS-XLSB] 2.4.802).
fn sheets(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    let mut at = 4;
    for _ in 0..record.u32(0)? {
        let (name, end) = record.text(at)?;
        markup.empty("sheetName", &[("val", &name)]);
        at = end;
    }
    Some(())
}

/// Writes a cell that was last seen there ([MS-XLSB] 2.4.663 and after): its column, its
/// value.
fn cell(record: Record<'_>, row: u32, markup: &mut Markup) -> Option<()> {
    let text = match record.id {
        0x170 => number(record.f64(4)?),
        0x171 => serial::truth(*record.data.get(4)? != 0).to_owned(),
        0x172 => return Some(()), // an error tells of nobody
        _ => record.text(4)?.0,
    };
    let letters = crate::document::column_letters(record.column(0)? + 1);
    markup.open("cell", &[("r", &format!("{letters}{}", row + 1))]);
    markup.element("v", &text);
    markup.close("cell");
    Some(())
}

fn item(name: &str, markup: &mut Markup) {
    let element = if markup.is_in("externalBook") { "definedName" } else { "ddeItem" };
    markup.empty(element, &[("name", &name)]);
}
