//! Writes xls: BIFF8 records ([MS-XLS]) in a compound file.

use std::io::{Cursor, Write};

use super::table::{Sheet, State, Value};

/// A record: its number and its bytes.
pub type Record = (u16, Vec<u8>);

/// A workbook and what is beside its cells.
#[derive(Clone, Debug, Default)]
pub struct Biff {
    pub sheets: Vec<Sheet>,
    /// Records among the globals.
    pub globals: Vec<Record>,
    /// Records of the first sheet, behind its cells.
    pub records: Vec<Record>,
    /// Shared texts that no cell refers to.
    pub unused: Vec<String>,
    /// Records among the globals, behind the two cell formats.
    pub looks: Vec<Record>,
    /// Streams beside the workbook: path and bytes.
    pub streams: Vec<(String, Vec<u8>)>,
    /// The longest piece of the shared texts; 0 for the format's own limit.
    pub piece: usize,
    /// The number of shared texts that is claimed, if it is a lie.
    pub claimed: Option<u32>,
}

impl Biff {
    pub fn of(sheets: &[Sheet]) -> Self {
        Biff { sheets: sheets.to_vec(), ..Biff::default() }
    }

    /// The whole file.
    pub fn bytes(&self) -> Vec<u8> {
        compound(&[&[("/Workbook".to_owned(), self.workbook())], &self.streams[..]].concat())
    }

    /// The workbook stream.
    pub fn workbook(&self) -> Vec<u8> {
        let shared = self.shared();
        let sheets = self.sheets.iter().enumerate();
        let bodies: Vec<Vec<u8>> =
            sheets.map(|(index, it)| self.sheet(index, it, &shared)).collect();
        let length = self.globals(&shared, &vec![0; bodies.len()]).len();
        let starts = bodies.iter().scan(length, |at, body| {
            let start = *at;
            *at += body.len();
            Some(start)
        });
        let mut bytes = self.globals(&shared, &starts.collect::<Vec<_>>());
        bodies.iter().for_each(|body| bytes.extend(body));
        bytes
    }

    fn shared(&self) -> Vec<String> {
        let mut shared: Vec<String> = Vec::new();
        for value in self.sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten()) {
            if let Value::Text(text) = value
                && !shared.contains(text)
            {
                shared.push(text.clone());
            }
        }
        shared.extend(self.unused.clone());
        shared
    }

    fn globals(&self, shared: &[String], starts: &[usize]) -> Vec<u8> {
        let mut bytes = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for (id, data) in &self.globals {
            bytes.extend(record(*id, data));
        }
        bytes.extend(record(0x00E0, &[0; 20])); // XF 0: General
        bytes.extend(record(0x00E0, &[&[0, 0, 14, 0][..], &[0; 16]].concat())); // XF 1: a date
        self.looks.iter().for_each(|(id, data)| bytes.extend(record(*id, data)));
        for (sheet, start) in self.sheets.iter().zip(starts) {
            let mut data = (*start as u32).to_le_bytes().to_vec();
            data.push(state(sheet.state));
            data.push(0);
            data.push(sheet.name.chars().count() as u8);
            data.extend(wide(&sheet.name));
            bytes.extend(record(0x0085, &data));
        }
        bytes.extend(self.shared_texts(shared));
        bytes.extend(record(0x000A, &[]));
        bytes
    }

    /// The shared texts, carried on by further records where they are long:
    /// within characters each begins with a byte of flags ([MS-XLS] 2.5.293).
    fn shared_texts(&self, shared: &[String]) -> Vec<u8> {
        let limit = if self.piece == 0 { 8_224 } else { self.piece };
        let count = self.claimed.unwrap_or(shared.len() as u32);
        let mut pieces = vec![[count.to_le_bytes(), count.to_le_bytes()].concat()];
        for text in shared {
            let units: Vec<u16> = text.encode_utf16().collect();
            if pieces.last().is_some_and(|piece| piece.len() + 5 > limit) {
                pieces.push(Vec::new());
            }
            let last = pieces.last_mut().unwrap();
            last.extend((units.len() as u16).to_le_bytes());
            last.push(1);
            for unit in units {
                if pieces.last().is_some_and(|piece| piece.len() + 2 > limit) {
                    pieces.push(vec![1]);
                }
                pieces.last_mut().unwrap().extend(unit.to_le_bytes());
            }
        }
        let ids = [0x00FC].into_iter().chain(std::iter::repeat(0x003C));
        ids.zip(&pieces).flat_map(|(id, piece)| record(id, piece)).collect()
    }

    fn sheet(&self, index: usize, sheet: &Sheet, shared: &[String]) -> Vec<u8> {
        let mut bytes = record(0x0809, &[0, 6, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        if sheet.filtered {
            bytes.extend(record(0x009B, &[]));
        }
        for column in &sheet.hidden_columns {
            let column = (*column as u16 - 1).to_le_bytes();
            let data = [&column[..], &column, &[0, 8, 0, 0, 1, 0, 0, 0]].concat();
            bytes.extend(record(0x007D, &data));
        }
        for (row, cells) in sheet.rows.iter().enumerate() {
            let is_hidden = sheet.hidden_rows.contains(&(row as u32 + 1));
            bytes.extend(row_record(row as u16, is_hidden));
            for (column, value) in cells.iter().enumerate() {
                bytes.extend(cell(row as u16, column as u16, value, shared));
            }
        }
        if index == 0 {
            self.records.iter().for_each(|(id, data)| bytes.extend(record(*id, data)));
        }
        bytes.extend(record(0x000A, &[]));
        bytes
    }
}

fn row_record(row: u16, is_hidden: bool) -> Vec<u8> {
    let flags = if is_hidden { 0x20 } else { 0 };
    let data = [&row.to_le_bytes()[..], &[0, 0, 0, 1, 0xFF, 0, 0, 0, 0, 0, flags, 1, 15, 0]];
    record(0x0208, &data.concat())
}

/// A cell as LABELSST or NUMBER.
pub fn cell(row: u16, column: u16, value: &Value, shared: &[String]) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes()].concat();
    match value {
        Value::Blank => Vec::new(),
        Value::Text(text) => {
            let number = shared.iter().position(|it| it == text).unwrap() as u32;
            record(0x00FD, &[&place[..], &[0, 0], &number.to_le_bytes()].concat())
        }
        Value::Number(value) => {
            record(0x0203, &[&place[..], &[0, 0], &value.to_le_bytes()].concat())
        }
        Value::Date(days) => record(0x0203, &[&place[..], &[1, 0], &days.to_le_bytes()].concat()),
    }
}

/// A record with its number and its length before it.
pub fn record(id: u16, data: &[u8]) -> Vec<u8> {
    let length = data.len() as u16;
    [&id.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// A text in UTF-16 behind a byte of flags.
pub fn wide(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().flat_map(u16::to_le_bytes);
    [1].into_iter().chain(units).collect()
}

/// A text with a length of two bytes.
pub fn long(text: &str) -> Vec<u8> {
    let length = text.encode_utf16().count() as u16;
    [&length.to_le_bytes()[..], &wide(text)].concat()
}

/// A NAME record whose value is a text.
pub fn name(name: &str, flags: u16, text: &str) -> Record {
    let mut formula = vec![0x17, text.encode_utf16().count() as u8];
    formula.extend(wide(text));
    name_of(name, flags, &formula)
}

/// A NAME record of a formula.
pub fn name_of(name: &str, flags: u16, formula: &[u8]) -> Record {
    let mut data = flags.to_le_bytes().to_vec();
    data.extend([0, name.encode_utf16().count() as u8]);
    data.extend((formula.len() as u16).to_le_bytes());
    data.extend([0; 8]);
    data.extend(wide(name));
    data.extend(formula);
    (0x0018, data)
}

/// The records of a comment: the shape, its text, and the note.
pub fn comment(row: u16, column: u16, author: &str, text: &str) -> Vec<Record> {
    let length = text.encode_utf16().count() as u16;
    let mut shape = vec![0x15, 0, 0x12, 0, 0x19, 0, 7, 0];
    shape.extend([0; 14]);
    let mut head = vec![0; 10];
    head.extend(length.to_le_bytes());
    head.extend([8, 0, 0, 0, 0, 0]);
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0], [7, 0]].concat();
    vec![
        (0x005D, shape),
        (0x01B6, head),
        (0x003C, wide(text)),
        (0x003C, vec![0; 8]),
        (0x001C, [&place[..], &long(author), &[0]].concat()),
    ]
}

/// A property stream with one text ([MS-OLEPS] 2.21).
pub fn summary(id: u32, text: &str) -> Vec<u8> {
    let mut bytes = vec![0xFE, 0xFF, 0, 0, 6, 0, 2, 0];
    bytes.extend([0; 16]);
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend([0; 16]);
    bytes.extend(48_u32.to_le_bytes());
    let value = [&0x1E_u32.to_le_bytes()[..], &(text.len() as u32).to_le_bytes(), text.as_bytes()];
    let value = value.concat();
    bytes.extend((16 + value.len() as u32).to_le_bytes());
    bytes.extend([1_u32.to_le_bytes(), id.to_le_bytes(), 16_u32.to_le_bytes()].concat());
    bytes.extend(value);
    bytes
}

/// A compound file of streams.
pub fn compound(streams: &[(String, Vec<u8>)]) -> Vec<u8> {
    let empty = Cursor::new(Vec::new());
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, empty).unwrap();
    for (path, bytes) in streams {
        if let Some((storage, _)) = path.rsplit_once('/').filter(|it| !it.0.is_empty()) {
            file.create_storage_all(storage).unwrap();
        }
        file.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn state(state: State) -> u8 {
    match state {
        State::Visible => 0,
        State::Hidden => 1,
        State::VeryHidden => 2,
    }
}
