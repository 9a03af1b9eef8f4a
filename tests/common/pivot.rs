//! Writes the pivot caches of xls and xlsb: a field whose items records name by
//! number, and one whose values stand in the records.

use super::{biff, xlsb};

/// A pivot cache.
#[derive(Clone, Debug)]
pub struct Cache {
    /// The name of the sheet that it was made of.
    pub sheet: &'static str,
    /// Who refreshed it.
    pub user: &'static str,
    /// The items of the field "Name".
    pub items: Vec<&'static str>,
    /// The item and the age of each record.
    pub records: Vec<(u8, f64)>,
}

impl Cache {
    /// The stream of a pivot cache in xls.
    pub fn stream(&self) -> Vec<u8> {
        let length = self.user.len() as u16;
        let mut head = [&(self.records.len() as u32).to_le_bytes()[..], &[1, 0, 1, 0]].concat();
        head.extend([0, 0, 2, 0, 2, 0, 0, 0, 1, 0]);
        head.extend(length.to_le_bytes());
        head.extend(biff::wide(self.user));
        let mut bytes = biff::record(0x00C6, &head);
        bytes.extend(field("Name", 1, self.items.len() as u8));
        for item in &self.items {
            bytes.extend(biff::record(0x00CD, &biff::long(item)));
        }
        bytes.extend(field("Age", 0, 0));
        for (item, age) in &self.records {
            bytes.extend(biff::record(0x00C8, &[*item]));
            bytes.extend(biff::record(0x00C9, &age.to_le_bytes()));
        }
        bytes.extend(biff::record(0x000A, &[]));
        bytes
    }

    /// The records of the workbook that say where the cache of xls comes from.
    pub fn source(&self) -> Vec<biff::Record> {
        let sheet = format!("\u{2}{}", self.sheet);
        let reference = [&[0; 6][..], &biff::long(&sheet)].concat();
        vec![(0x00D5, vec![1, 0]), (0x00E3, vec![1, 0]), (0x0051, reference)]
    }

    /// The parts of a pivot cache in xlsb: the definition and the records.
    pub fn parts(&self) -> Vec<(String, Vec<u8>)> {
        vec![
            ("xl/pivotCache/pivotCacheDefinition1.bin".to_owned(), self.definition()),
            ("xl/pivotCache/pivotCacheRecords1.bin".to_owned(), self.rows()),
        ]
    }

    fn definition(&self) -> Vec<u8> {
        let head = [&[3, 3, 3, 0][..], &[0; 12], &[1, 0, 0, 0, 0], &xlsb::text(self.user)];
        let range = [&[0, 0, 2][..], &xlsb::text(self.sheet), &[0; 16]].concat();
        let kinds =
            |flags: u16, items: u32| [&flags.to_le_bytes()[..], &items.to_le_bytes()].concat();
        let field = |name| [&[4, 0][..], &[0; 18], &xlsb::text(name)].concat();
        let mut records = vec![(0xB3, head.concat()), (0xB9, vec![0; 8]), (0xBB, range)];
        records.extend([(0xB7, field("Name")), (0xBD, kinds(0x0B, self.items.len() as u32))]);
        records.extend(self.items.iter().map(|item| (0x18, xlsb::text(item))));
        records.extend([(0xB7, field("Age")), (0xBD, kinds(0x42, 0)), (0xB4, vec![])]);
        records.iter().flat_map(|(id, data)| xlsb::record(*id, data)).collect()
    }

    fn rows(&self) -> Vec<u8> {
        let row = |(item, age): &(u8, f64)| {
            let data = [&u32::from(*item).to_le_bytes()[..], &age.to_le_bytes()].concat();
            xlsb::record(0x21, &data)
        };
        let rows: Vec<u8> = self.records.iter().flat_map(row).collect();
        [xlsb::record(0xC1, &[0; 4]), rows, xlsb::record(0xC2, &[])].concat()
    }
}

/// A field of the xls stream with so many items.
fn field(name: &str, flags: u8, items: u8) -> Vec<u8> {
    let head = [flags, 0, 0, 0, 0, 0, items, 0, 0, 0, 0, 0, items, 0];
    biff::record(0x00C7, &[&head[..], &biff::long(name)].concat())
}
