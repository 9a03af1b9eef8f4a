//! The list of properties in an attribute ([MS-OXTNEF] 2.1.3.4): each with its
//! type and number, its name if it is a named one, and its values, all to four
//! bytes.

use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252};

use crate::document::Reason;
use crate::read::mail::mapi::{Bag, Property, Value, long_name};

/// The data of an attachment, which may be a message or an object behind the 16
/// bytes that say which.
const DATA: u16 = 0x3701;
const INTERFACE: usize = 16;

/// The properties that bytes list.
///
/// # Errors
///
/// When they end too early, or a type is unknown.
pub(super) fn bag_of(bytes: &[u8], encoding: Option<&'static Encoding>) -> Result<Bag, Reason> {
    let mut list = List { rest: bytes, encoding };
    list.bag()
}

/// The rows of a table of recipients.
///
/// # Errors
///
/// When they end too early, or a type is unknown.
pub(super) fn rows_of(
    bytes: &[u8],
    encoding: Option<&'static Encoding>,
) -> Result<Vec<Bag>, Reason> {
    let mut list = List { rest: bytes, encoding };
    let count = list.number()?;
    (0..count).map(|_| list.bag()).collect()
}

/// The text of narrow characters.
pub(super) fn narrow(bytes: &[u8], encoding: Option<&'static Encoding>) -> String {
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
    let bytes = &bytes[..end];
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            let encoding = encoding.unwrap_or(WINDOWS_1252);
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
    }
}

/// What is left of a list.
struct List<'a> {
    rest: &'a [u8],
    encoding: Option<&'static Encoding>,
}

impl<'a> List<'a> {
    fn bag(&mut self) -> Result<Bag, Reason> {
        let mut bag = Bag::default();
        for _ in 0..self.number()? {
            self.property(&mut bag)?;
        }
        Ok(bag)
    }

    /// Adds the values of the next property.
    fn property(&mut self, bag: &mut Bag) -> Result<(), Reason> {
        let tag = self.number()?;
        let (kind, id) = (tag as u16, (tag >> 16) as u16);
        let name = if id >= 0x8000 { Some(self.name()?) } else { None };
        let single = kind & 0x0FFF;
        let is_long = matches!(single, 0x000D | 0x001E | 0x001F | 0x0102);
        let count = if is_long || kind & 0x1000 != 0 { self.number()? } else { 1 };
        for _ in 0..count {
            let length = if is_long { self.number()? as usize } else { fixed(single)? };
            let bytes = self.padded(length)?;
            if let Some(value) = self.value(single, id, bytes) {
                bag.0.push(Property { id, name: name.clone(), value });
            }
        }
        Ok(())
    }

    fn value(&self, kind: u16, id: u16, bytes: &[u8]) -> Option<Value> {
        let value = match kind {
            0x001E => Value::Text(narrow(bytes, self.encoding)),
            0x001F => Value::Text(wide(bytes)),
            0x000D if id == DATA => Value::Object(bytes.get(INTERFACE..)?.to_vec()),
            0x000D | 0x0102 => Value::Bytes(bytes.to_vec()),
            0x0002 => Value::Number(u16::from_le_bytes([bytes[0], bytes[1]]).into()),
            0x0003 | 0x000B => Value::Number(u32::from_le_bytes(bytes.try_into().ok()?).into()),
            _ => return None,
        };
        Some(value)
    }

    /// The name of a named property: a set, a kind, and a number or a text.
    fn name(&mut self) -> Result<String, Reason> {
        self.padded(16)?;
        if self.number()? == 0 {
            return Ok(long_name(self.number()?));
        }
        let length = self.number()? as usize;
        Ok(wide(self.padded(length)?))
    }

    fn number(&mut self) -> Result<u32, Reason> {
        let bytes = self.padded(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    /// So many bytes, and those that fill up to four.
    fn padded(&mut self, length: usize) -> Result<&'a [u8], Reason> {
        let bytes = self.rest.get(..length).ok_or(Reason::Truncated)?;
        let end = length.checked_next_multiple_of(4).ok_or(Reason::Truncated)?;
        self.rest = self.rest.get(end..).unwrap_or_default();
        Ok(bytes)
    }
}

/// The bytes of a value of fixed length ([MS-OXCDATA] 2.11.1).
fn fixed(kind: u16) -> Result<usize, Reason> {
    match kind {
        0x0001 | 0x0002 | 0x0003 | 0x0004 | 0x000A | 0x000B => Ok(4),
        0x0005 | 0x0006 | 0x0007 | 0x0014 | 0x0040 => Ok(8),
        0x0048 => Ok(16),
        _ => Err(Reason::Malformed { format: "TNEF", detail: "a type is unknown".into() }),
    }
}

fn wide(bytes: &[u8]) -> String {
    UTF_16LE.decode_without_bom_handling(bytes).0.trim_end_matches('\0').to_owned()
}
