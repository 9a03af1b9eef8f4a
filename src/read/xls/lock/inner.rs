//! The streams that are moved into one stream when a workbook is encrypted under
//! the CryptoAPI ([MS-XLS] 2.1.7.6, [MS-OFFCRYPTO] 2.3.5.4).

use super::cloak::Cloak;
use crate::read::Budget;
use crate::read::unlock::standard::number;

/// The bytes of a descriptor before its name.
const DESCRIPTOR: usize = 16;

/// A stream, or a storage as a file of its own.
pub(in crate::read) struct Inner {
    pub(in crate::read) name: String,
    pub(in crate::read) bytes: Vec<u8>,
    pub(in crate::read) is_stream: bool,
}

/// What was moved into a stream; nothing if it is damaged.
pub(in crate::read) fn inner(cloak: &Cloak, stream: &[u8], budget: &Budget) -> Option<Vec<Inner>> {
    let start = number(&cloak.plain(0, stream.get(..8)?)?, 0)?;
    let list = cloak.plain(0, stream.get(start as usize..)?)?;
    let mut rest = list.get(4..)?;
    let mut found = Vec::new();
    for _ in 0..number(&list, 0)? {
        let descriptor = rest.get(..DESCRIPTOR)?;
        let (at, size) = (number(descriptor, 0)? as usize, number(descriptor, 4)? as usize);
        let bytes = stream.get(at..at.checked_add(size)?)?;
        budget.unpack(size as u64).ok()?;
        let length = 2 * usize::from(descriptor[10]);
        found.push(Inner {
            name: named(rest.get(DESCRIPTOR..DESCRIPTOR + length)?),
            bytes: cloak.plain(u16::from_le_bytes([descriptor[8], descriptor[9]]).into(), bytes)?,
            is_stream: descriptor[11] & 1 == 1,
        });
        rest = rest.get(DESCRIPTOR + length + 2..)?; // a zero behind the name
    }
    Some(found)
}

/// A name in UTF-16.
fn named(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|it| u16::from_le_bytes([it[0], it[1]]));
    char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
