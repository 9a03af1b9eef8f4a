//! The stream of properties of fixed length ([MS-OXMSG] 2.4): the numbers, and
//! which texts there must be.

use rustc_hash::FxHashSet;

use super::{STREAM, number};
use crate::read::mail::mapi::{Bag, Property, Value};

/// The size of a text or of bytes up to which there is nothing in them.
const NOTHING: u32 = 2;

/// Adds the numbers, and gives the names of the streams that are listed and are
/// not among `streams`. A header stands before the properties: 32 bytes in a
/// message, 24 in one within another, 8 in all else ([MS-OXMSG] 2.4.1).
pub(super) fn add(
    bytes: &[u8],
    is_message: bool,
    streams: &[String],
    bag: &mut Bag,
) -> Vec<String> {
    let header = match (is_message, bytes.len() % 16) {
        (true, 8) => 24,
        (true, _) => 32,
        _ => 8,
    };
    let there: FxHashSet<(u16, u16)> = streams.iter().filter_map(|name| number(name)).collect();
    let mut lost = Vec::new();
    for entry in bytes.get(header..).unwrap_or_default().chunks_exact(16) {
        let kind = u16::from_le_bytes([entry[0], entry[1]]);
        let id = u16::from_le_bytes([entry[2], entry[3]]);
        let value = u32::from_le_bytes([entry[8], entry[9], entry[10], entry[11]]);
        match kind {
            0x0002 | 0x0003 | 0x000B => {
                let value = Value::Number(value.into());
                bag.0.push(Property { id, name: None, value });
            }
            0x001E | 0x001F | 0x0102 if value > NOTHING && !there.contains(&(id, kind)) => {
                lost.push(format!("{STREAM}{id:04X}{kind:04X}"));
            }
            _ => {}
        }
    }
    lost
}
