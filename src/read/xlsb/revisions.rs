//! The logs of a shared workbook: who changed which cell, what was in it before
//! and after ([MS-XLSB] 2.1.7.43 and 2.1.7.44).

use super::harvest;
use super::markup::Markup;
use super::records::Record;
use super::sheet::{Value, value};
use super::translation::Writer;
use crate::read::package::Package;

/// Changes that are known by their texts: the record, the element, the attribute
/// ([MS-XLSB] 2.1.7.44).
const LISTED: &[(u16, &str, &str)] = &[
    (0x190, "userInfo", "name"), // BrtUsr
    (0x19D, "rsnm", "newName"),  // BrtRRRenSheet
    (0x19E, "ris", "name"),      // BrtRRInsertSh
    (0x19F, "rdn", "name"),      // BrtRRDefName
    (0x1A0, "rcmt", "author"),   // BrtRRNote
    (0x1A2, "rqt", "name"),      // BrtRRTQSIF
];

/// Writes the list of logs: the user and the log of each (BrtRRHeader, [MS-XLSB]
/// 2.4.771).
pub(super) fn headers(_: &mut Package<'_>, _: &str) -> Writer {
    Box::new(|record, markup| {
        if record.id == 0x19B {
            let (user, end) = record.text(48)?;
            let log = record.text(end)?.0;
            markup.empty("header", &[("r:id", &log), ("userName", &user)]);
        }
        Some(())
    })
}

/// Writes a log.
pub(super) fn log(_: &mut Package<'_>, _: &str) -> Writer {
    let mut change = Change::default();
    Box::new(move |record, markup| change.take(record, markup))
}

/// A change of a cell while it is read.
#[derive(Default)]
struct Change {
    cell: String,
    /// Whether the cell held something before.
    had_value: bool,
    values: Vec<Option<Value>>,
}

impl Change {
    fn take(&mut self, record: Record<'_>, markup: &mut Markup) -> Option<()> {
        match record.id {
            // BrtRRChgCell, 2.4.763: the cell behind 14 bytes, then the kinds of the new
            // and the old value, of three bits each
            0x199 => {
                let kinds = *record.data.get(22)?;
                let had_value = kinds >> 3 & 7 != 0;
                *self = Change { cell: record.cell(14, 18)?, had_value, values: Vec::new() };
                markup.open("rcc", &[]);
            }
            0x01 => self.values.push(None), // BrtCellBlank
            0x07 => return None,            // a shared text, which no log refers to
            0x02..=0x0B | 0x3E => self.values.push(Some(value(record.id, record, 8)?.0)),
            0x19A => self.end(markup),
            _ => {
                if let Some((_, element, attribute)) = LISTED.iter().find(|it| it.0 == record.id) {
                    let texts = harvest::texts(record);
                    texts.iter().for_each(|text| markup.empty(element, &[(attribute, text)]));
                }
            }
        }
        Some(())
    }

    /// Ends a change: of two values the first is the old one.
    fn end(&mut self, markup: &mut Markup) {
        let elements: &[&'static str] = match (self.values.len(), self.had_value) {
            (2.., _) => &["oc", "nc"],
            (_, true) => &["oc"],
            (_, false) => &["nc"],
        };
        for (element, value) in elements.iter().zip(&self.values) {
            markup.open(element, &[("r", &self.cell)]);
            markup.open("v", &[]);
            value.iter().for_each(|value| value.write(markup));
            markup.close(element);
        }
        markup.close("rcc");
    }
}
