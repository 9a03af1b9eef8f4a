//! Writes xls as Excel 5 and 95 did: BIFF5 records, texts in a code page of one
//! byte a letter.

use super::biff::{Record, compound, record};

/// A workbook of one sheet with texts in its first column.
#[derive(Clone, Debug, Default)]
pub struct Biff5 {
    /// The texts, in Windows-1252.
    pub texts: Vec<&'static [u8]>,
    /// Whether the sheet is hidden.
    pub is_hidden: bool,
    /// What the sheet is: 0 a table, 6 a module of macros.
    pub kind: u8,
    /// The row that is hidden, from 1.
    pub hidden_row: Option<u16>,
    /// Records among the globals.
    pub globals: Vec<Record>,
    /// Records of the sheet, behind its cells.
    pub records: Vec<Record>,
}

impl Biff5 {
    /// The whole file.
    pub fn bytes(&self) -> Vec<u8> {
        let start = self.globals(0).len() as u32;
        compound(&[("/Book".to_owned(), [self.globals(start), self.sheet()].concat())])
    }

    fn globals(&self, start: u32) -> Vec<u8> {
        let mut bytes = record(0x0809, &[0, 5, 5, 0, 0, 0, 0, 0]);
        bytes.extend(record(0x0042, &1252_u16.to_le_bytes()));
        self.globals.iter().for_each(|(id, data)| bytes.extend(record(*id, data)));
        let head = [&start.to_le_bytes()[..], &[u8::from(self.is_hidden), self.kind, 5]].concat();
        bytes.extend(record(0x0085, &[&head[..], b"Staff"].concat()));
        bytes.extend(record(0x000A, &[]));
        bytes
    }

    fn sheet(&self) -> Vec<u8> {
        let mut bytes = record(0x0809, &[0, 5, 0x10, 0, 0, 0, 0, 0]);
        for (row, text) in (0_u16..).zip(&self.texts) {
            let flags = if self.hidden_row == Some(row + 1) { 0x20 } else { 0 };
            let layout =
                [&row.to_le_bytes()[..], &[0, 0, 1, 0, 0xFF, 0, 0, 0, 0, 0, flags, 1, 0, 0]];
            bytes.extend(record(0x0208, &layout.concat()));
            let place = [&row.to_le_bytes()[..], &[0, 0, 0, 0]].concat();
            let length = (text.len() as u16).to_le_bytes();
            bytes.extend(record(0x0204, &[&place[..], &length, text].concat()));
        }
        self.records.iter().for_each(|(id, data)| bytes.extend(record(*id, data)));
        bytes.extend(record(0x000A, &[]));
        bytes
    }
}

/// A text with a length of one byte.
pub fn short(text: &[u8]) -> Vec<u8> {
    [&[text.len() as u8][..], text].concat()
}

/// A NAME record whose value is a text.
pub fn name(name: &[u8], text: &[u8]) -> Record {
    let formula = [&[0x17][..], &short(text)].concat();
    let head = [0, 0, 0, name.len() as u8, formula.len() as u8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    (0x0018, [&head[..], name, &formula].concat())
}
