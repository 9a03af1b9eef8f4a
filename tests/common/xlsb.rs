//! Writes xlsb: records ([MS-XLSB]) in the parts of a zip.

use std::collections::HashSet;

use super::archive::{Entry, archive};
use super::table::{Sheet, State, Value};

/// A workbook and what is beside its cells.
#[derive(Clone, Debug, Default)]
pub struct Xlsb {
    pub sheets: Vec<Sheet>,
    /// Records of the workbook part, behind the list of sheets.
    pub records: Vec<u8>,
    /// More parts, or others in the place of some: name and bytes.
    pub parts: Vec<(String, Vec<u8>)>,
    /// Shared texts that no cell refers to.
    pub unused: Vec<String>,
    /// Records of the styles part: before the two cell formats, and formats more.
    pub looks: (Vec<u8>, Vec<u8>),
    /// Records of the first sheet: before its cells, and rows and cells more.
    pub cells: (Vec<u8>, Vec<u8>),
    /// Records of the first sheet, behind its cells.
    pub margin: Vec<u8>,
    /// The number of shared texts that is claimed, if it is a lie.
    pub claimed: Option<u32>,
    /// What the last sheet is, if it is none of cells: the end of its relationship.
    pub kind: Option<&'static str>,
}

impl Xlsb {
    pub fn of(sheets: &[Sheet]) -> Self {
        Xlsb { sheets: sheets.to_vec(), ..Xlsb::default() }
    }

    /// The whole file.
    pub fn bytes(&self) -> Vec<u8> {
        self.archive(&[])
    }

    /// The whole file with more entries in its archive.
    pub fn archive(&self, more: &[Entry]) -> Vec<u8> {
        let shared = self.shared();
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), b"<Types/>".to_vec()),
            ("_rels/.rels".to_owned(), relations(&[("rId1", "officeDocument", "xl/workbook.bin")])),
            ("xl/workbook.bin".to_owned(), self.workbook()),
            ("xl/_rels/workbook.bin.rels".to_owned(), self.relations()),
            ("xl/styles.bin".to_owned(), self.styles()),
            ("xl/sharedStrings.bin".to_owned(), self.shared_texts(&shared)),
        ];
        for (number, it) in (1..).zip(&self.sheets) {
            parts.push((
                format!("xl/worksheets/sheet{number}.bin"),
                self.sheet(number, it, &shared),
            ));
        }
        parts.retain(|(name, _)| self.parts.iter().all(|(own, _)| own != name));
        parts.extend(self.parts.clone());
        let entries = parts.iter().map(|(name, part)| Entry::stored(name, part));
        archive(&entries.chain(more.iter().cloned()).collect::<Vec<_>>())
    }

    fn workbook(&self) -> Vec<u8> {
        let mut bytes = record(0x83, &[]);
        bytes.extend(record(0x99, &[0; 12]));
        bytes.extend(record(0x8F, &[]));
        for (number, sheet) in (1_u32..).zip(&self.sheets) {
            let state = match sheet.state {
                State::Visible => 0_u32,
                State::Hidden => 1,
                State::VeryHidden => 2,
            };
            let head = [state.to_le_bytes(), number.to_le_bytes()].concat();
            let names = [text(&format!("rId{number}")), text(&sheet.name)].concat();
            bytes.extend(record(0x9C, &[head, names].concat()));
        }
        bytes.extend(record(0x90, &[]));
        bytes.extend(&self.records);
        bytes.extend(record(0x9D, &[]));
        bytes.extend(record(0x84, &[]));
        bytes
    }

    fn relations(&self) -> Vec<u8> {
        let sheets = (1..=self.sheets.len())
            .map(|number| (format!("rId{number}"), format!("worksheets/sheet{number}.bin")));
        let sheets: Vec<(String, String)> = sheets.collect();
        let mut all: Vec<(&str, &str, &str)> =
            sheets.iter().map(|(id, part)| (id.as_str(), "worksheet", part.as_str())).collect();
        all.last_mut().into_iter().for_each(|it| it.1 = self.kind.unwrap_or(it.1));
        all.push(("rIdA", "styles", "styles.bin"));
        all.push(("rIdB", "sharedStrings", "sharedStrings.bin"));
        relations(&all)
    }

    fn shared(&self) -> Vec<String> {
        let values = self.sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
        let texts = values.filter_map(|value| match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        });
        let mut seen = HashSet::new();
        let mut shared: Vec<String> = texts.filter(|text| seen.insert(text.clone())).collect();
        shared.extend(self.unused.clone());
        shared
    }

    fn shared_texts(&self, shared: &[String]) -> Vec<u8> {
        let count = self.claimed.unwrap_or(shared.len() as u32).to_le_bytes();
        let mut bytes = record(0x9F, &[count, count].concat());
        for it in shared {
            bytes.extend(record(0x13, &rich(it)));
        }
        bytes.extend(record(0xA0, &[]));
        bytes
    }

    /// Two cell formats: General, and a date.
    fn styles(&self) -> Vec<u8> {
        let mut bytes = record(0x116, &[]);
        bytes.extend(&self.looks.0);
        bytes.extend(record(0x269, &2_u32.to_le_bytes()));
        bytes.extend(record(0x2F, &[0; 16]));
        bytes.extend(record(0x2F, &[&[0, 0, 14, 0][..], &[0; 12]].concat()));
        bytes.extend(&self.looks.1);
        bytes.extend(record(0x26A, &[]));
        bytes.extend(record(0x117, &[]));
        bytes
    }

    fn sheet(&self, number: usize, sheet: &Sheet, shared: &[String]) -> Vec<u8> {
        let mut bytes = record(0x81, &[]);
        bytes.extend(record(0x94, &[0; 16]));
        for column in &sheet.hidden_columns {
            let column = (column - 1).to_le_bytes();
            let data = [&column[..], &column, &[0, 8, 0, 0, 0, 0, 0, 0, 1, 0]].concat();
            bytes.extend(record(0x186, &[]));
            bytes.extend(record(0x3C, &data));
            bytes.extend(record(0x187, &[]));
        }
        if number == 1 {
            bytes.extend(&self.cells.0);
        }
        bytes.extend(record(0x91, &[]));
        for (row, cells) in sheet.rows.iter().enumerate() {
            let flags = if sheet.hidden_rows.contains(&(row as u32 + 1)) { 0x10 } else { 0 };
            let data = [&(row as u32).to_le_bytes()[..], &[0, 0, 0, 0, 0x2C, 1, 0, flags, 0]];
            bytes.extend(record(0x00, &[data.concat(), 0_u32.to_le_bytes().to_vec()].concat()));
            for (column, value) in cells.iter().enumerate() {
                bytes.extend(shared_cell(column as u32, value, shared));
            }
        }
        if number == 1 {
            bytes.extend(&self.cells.1);
        }
        bytes.extend(record(0x92, &[]));
        if sheet.filtered {
            let last = (sheet.rows.len() as u32).to_le_bytes();
            bytes.extend(record(0xA1, &[&[0; 4][..], &last, &[0; 8]].concat()));
            bytes.extend(record(0xA3, &[0; 6]));
            bytes.extend(record(0xA4, &[]));
            bytes.extend(record(0xA2, &[]));
        }
        if number == 1 {
            bytes.extend(&self.margin);
        }
        bytes.extend(record(0x82, &[]));
        bytes
    }
}

fn shared_cell(column: u32, value: &Value, shared: &[String]) -> Vec<u8> {
    let place = |format: u32| [column.to_le_bytes(), format.to_le_bytes()].concat();
    match value {
        Value::Blank => Vec::new(),
        Value::Text(text) => {
            let number = shared.iter().position(|it| it == text).unwrap() as u32;
            record(0x07, &[place(0), number.to_le_bytes().to_vec()].concat())
        }
        Value::Number(value) => record(0x05, &[place(0), value.to_le_bytes().to_vec()].concat()),
        Value::Date(days) => record(0x05, &[place(1), days.to_le_bytes().to_vec()].concat()),
    }
}

/// Records, one behind the other.
pub fn records(all: &[(u16, Vec<u8>)]) -> Vec<u8> {
    all.iter().flat_map(|(id, data)| record(*id, data)).collect()
}

/// A text as formulas write it (PtgStr), behind its length.
pub fn formula(it: &str) -> Vec<u8> {
    let units: Vec<u8> = it.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = (units.len() as u32 + 3).to_le_bytes();
    let count = (it.encode_utf16().count() as u16).to_le_bytes();
    [&length[..], &[0x17], &count, &units, &[0; 4]].concat()
}

/// The start of a row of this number, from 0, with these flags behind its height.
pub fn row(number: u32, height: u16, flags: u8) -> Vec<u8> {
    let number = number.to_le_bytes();
    let height = height.to_le_bytes();
    record(0x00, &[&number[..], &[0; 4], &height, &[0, flags, 0], &[0; 4]].concat())
}

/// A cell with a text of its own, in a column from 0 and in a format.
pub fn cell(column: u32, format: u32, it: &str) -> Vec<u8> {
    record(0x06, &[&column.to_le_bytes()[..], &format.to_le_bytes(), &text(it)].concat())
}

/// Relationships: the identifier, the last word of the type, and the target.
pub fn relations(all: &[(&str, &str, &str)]) -> Vec<u8> {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        let of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        format!("<Relationship Id='{id}' Type='{of}/{kind}' Target='{target}'/>")
    };
    let inner: String = all.iter().map(one).collect();
    format!("<Relationships>{inner}</Relationships>").into_bytes()
}

/// A record: number and length in as many bytes as they need.
pub fn record(id: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if id < 0x80 {
        bytes.push(id as u8);
    } else {
        bytes.extend([id as u8 & 0x7F | 0x80, (id >> 7) as u8]);
    }
    let mut length = data.len();
    while length >= 0x80 {
        bytes.push(length as u8 & 0x7F | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend(data);
    bytes
}

/// A text with a length of four bytes.
pub fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = (units.len() as u32).to_le_bytes().to_vec();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// A text that could have fonts, and has none.
pub fn rich(it: &str) -> Vec<u8> {
    [vec![0], text(it)].concat()
}

/// A defined name whose value is a text.
pub fn name(it: &str, flags: u32, value: &str) -> Vec<u8> {
    let units: Vec<u16> = value.encode_utf16().collect();
    let mut formula = vec![0x17];
    formula.extend((units.len() as u16).to_le_bytes());
    formula.extend(units.into_iter().flat_map(u16::to_le_bytes));
    let mut data = flags.to_le_bytes().to_vec();
    data.extend([0; 5]);
    data.extend(text(it));
    data.extend((formula.len() as u32).to_le_bytes());
    data.extend(formula);
    data.extend([0; 8]);
    record(0x27, &data)
}

/// The parts of a comment on the first sheet: itself, and what leads to it.
pub fn commented(row: u32, column: u32, author: &str, it: &str) -> Vec<(String, Vec<u8>)> {
    let relations = relations(&[("rId1", "comments", "../comments1.bin")]);
    vec![
        ("xl/comments1.bin".to_owned(), comments(row, column, author, it)),
        ("xl/worksheets/_rels/sheet1.bin.rels".to_owned(), relations),
    ]
}

/// A part of comments with one.
pub fn comments(row: u32, column: u32, author: &str, it: &str) -> Vec<u8> {
    let cell = [0, row, row, column, column].map(u32::to_le_bytes).concat();
    let mut bytes = record(0x274, &[]);
    bytes.extend(record(0x278, &text(author)));
    bytes.extend(record(0x27B, &[cell, vec![0; 16]].concat()));
    bytes.extend(record(0x27D, &rich(it)));
    bytes.extend(record(0x27C, &[]));
    bytes.extend(record(0x275, &[]));
    bytes
}
