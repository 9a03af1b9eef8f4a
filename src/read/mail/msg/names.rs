//! The names of named properties ([MS-OXMSG] 2.2.3): which number of this file
//! stands for which of them.

use std::collections::BTreeMap;

use encoding_rs::UTF_16LE;

use crate::document::Reason;
use crate::read::mail::mapi::long_name;
use crate::read::ole::Ole;

/// The first number that a named property has in a file.
const FIRST: u16 = 0x8000;

/// The names of the named properties by their numbers in the file.
#[derive(Default)]
pub(super) struct Names(BTreeMap<u16, String>);

impl Names {
    /// The names that a storage lists.
    ///
    /// # Errors
    ///
    /// When one of its streams is damaged.
    pub(super) fn of(file: &mut Ole<'_>, storage: &str) -> Result<Self, Reason> {
        let entries = format!("/{storage}/__substg1.0_00030102");
        let texts = format!("/{storage}/__substg1.0_00040102");
        if !file.has(&entries) {
            return Ok(Names::default());
        }
        let entries = file.bytes(&entries)?;
        let texts = if file.has(&texts) { file.bytes(&texts)? } else { Vec::new() };
        let named = entries.chunks_exact(8).filter_map(|entry| named(entry, &texts));
        Ok(Names(named.collect()))
    }

    /// The name of a property, if it is a named one.
    pub(super) fn of_id(&self, id: u16) -> Option<String> {
        self.0.get(&id).cloned()
    }
}

/// The number of an entry and its name ([MS-OXMSG] 2.2.3.1.2).
fn named(entry: &[u8], texts: &[u8]) -> Option<(u16, String)> {
    let number = u32::from_le_bytes(entry[..4].try_into().ok()?);
    let is_text = entry[4] & 1 == 1;
    let id = FIRST.checked_add(u16::from_le_bytes([entry[6], entry[7]]))?;
    let name = if is_text { text(texts, number as usize)? } else { long_name(number) };
    Some((id, name))
}

/// The name at an offset: its length in bytes, and as much of UTF-16.
fn text(texts: &[u8], at: usize) -> Option<String> {
    let length = texts.get(at..at.checked_add(4)?)?;
    let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
    let bytes = texts.get(at + 4..(at + 4).checked_add(length)?)?;
    Some(UTF_16LE.decode_without_bom_handling(bytes).0.into_owned())
}
