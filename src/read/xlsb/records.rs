//! The records of a part of xlsb: a number and a length, both of as many bytes
//! as they need, and so many bytes ([MS-XLSB] 2.1.4).

use std::io::{BufRead, BufReader, Read};

use encoding_rs::UTF_16LE;

use crate::document::{Reason, column_letters};
use crate::read::package::PartStream;

/// How many bytes are unpacked at a time.
const STEP: usize = 64 << 10;

/// The records of a part, one at a time.
pub(super) struct Records<'a> {
    part: BufReader<PartStream<'a>>,
    data: Vec<u8>,
}

impl<'a> Records<'a> {
    pub(super) fn of(part: PartStream<'a>) -> Self {
        Records { part: BufReader::with_capacity(STEP, part), data: Vec::new() }
    }

    /// The next record; none at the end.
    ///
    /// # Errors
    ///
    /// When the part is damaged or ends within a record.
    pub(super) fn next(&mut self) -> Result<Option<Record<'_>>, Reason> {
        let Some(first) = self.byte()? else { return Ok(None) };
        let mut id = u16::from(first);
        if first & 0x80 != 0 {
            id = (id & 0x7F) | u16::from(self.certain_byte()? & 0x7F) << 7;
        }
        let mut length = 0_u64;
        for place in 0..4 {
            let byte = self.certain_byte()?;
            length |= u64::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        self.fill(length)?;
        Ok(Some(Record { id, data: &self.data }))
    }

    /// Fills in the bytes of a record; most are in the buffer.
    fn fill(&mut self, length: u64) -> Result<(), Reason> {
        self.data.clear();
        if let Some(ahead) = self.part.buffer().get(..length as usize) {
            self.data.extend_from_slice(ahead);
            self.part.consume(length as usize);
            return Ok(());
        }
        let read = (&mut self.part).take(length).read_to_end(&mut self.data);
        read.map_err(|error| self.part.get_ref().reason(&error))?;
        if self.data.len() as u64 == length { Ok(()) } else { Err(Reason::Truncated) }
    }

    fn byte(&mut self) -> Result<Option<u8>, Reason> {
        if self.part.buffer().is_empty()
            && let Err(error) = self.part.fill_buf()
        {
            return Err(self.part.get_ref().reason(&error));
        }
        let byte = self.part.buffer().first().copied();
        self.part.consume(usize::from(byte.is_some()));
        Ok(byte)
    }

    fn certain_byte(&mut self) -> Result<u8, Reason> {
        self.byte()?.ok_or(Reason::Truncated)
    }
}

/// The number of the record that begins with these bytes.
pub(super) fn id_of(bytes: &[u8]) -> Option<u16> {
    match *bytes {
        [first, ..] if first & 0x80 == 0 => Some(first.into()),
        [first, second, ..] => Some(u16::from(first & 0x7F) | u16::from(second & 0x7F) << 7),
        _ => None,
    }
}

/// The last row and the last column, from 0 ([MS-XLSB] 2.5.137 and 2.5.11).
const LAST_ROW: u32 = 1_048_575;
pub(super) const LAST_COLUMN: u32 = 16_383;

/// A record.
#[derive(Clone, Copy)]
pub(super) struct Record<'r> {
    pub(super) id: u16,
    pub(super) data: &'r [u8],
}

impl<'r> Record<'r> {
    /// A number of two bytes.
    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.data.get(at..at.checked_add(2)?)?.try_into().ok()?))
    }

    /// A number of four bytes.
    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.data.get(at..at.checked_add(4)?)?.try_into().ok()?))
    }

    /// A row, if it is one.
    pub(super) fn row(&self, at: usize) -> Option<u32> {
        self.u32(at).filter(|row| *row <= LAST_ROW)
    }

    /// A column, if it is one.
    pub(super) fn column(&self, at: usize) -> Option<u32> {
        self.u32(at).filter(|column| *column <= LAST_COLUMN)
    }

    /// A cell as it is written, by where its row and its column stand.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<String> {
        let letters = column_letters(self.u32(column)?.saturating_add(1));
        Some(format!("{letters}{}", self.u32(row)?.saturating_add(1)))
    }

    /// A range as it is written (RfX, [MS-XLSB] 2.5.120): first and last row, first and
    /// last column.
    pub(super) fn range(&self, at: usize) -> Option<String> {
        Some(format!("{}:{}", self.cell(at, at + 8)?, self.cell(at + 4, at + 12)?))
    }

    /// Ranges, a blank apart, and where they end (SqRfX, [MS-XLSB] 2.5.141): how many,
    /// then each.
    pub(super) fn ranges(&self, at: usize) -> Option<(String, usize)> {
        let end = (self.u32(at)? as usize).checked_mul(16)?.checked_add(at + 4)?;
        self.data.get(..end)?;
        let ranges: Option<Vec<String>> =
            (at + 4..end).step_by(16).map(|at| self.range(at)).collect();
        Some((ranges?.join(" "), end))
    }

    /// A floating number.
    pub(super) fn f64(&self, at: usize) -> Option<f64> {
        Some(f64::from_le_bytes(self.data.get(at..at.checked_add(8)?)?.try_into().ok()?))
    }

    /// A text and where it ends (XLWideString, [MS-XLSB] 2.5.168); an absent
    /// one is empty (XLNullableWideString, 2.5.167).
    pub(super) fn text(&self, at: usize) -> Option<(String, usize)> {
        let count = self.u32(at)?;
        let start = at + 4;
        if count == u32::MAX {
            return Some((String::new(), start));
        }
        let end = (count as usize).checked_mul(2)?.checked_add(start)?;
        let text = UTF_16LE.decode_without_bom_handling(self.data.get(start..end)?).0;
        Some((text.into_owned(), end))
    }

    /// A text with runs of fonts behind it (RichStr, [MS-XLSB] 2.5.121).
    pub(super) fn rich_text(&self, at: usize) -> Option<String> {
        Some(self.text(at + 1)?.0)
    }
}
