//! Entries of a zip container found by their own headers, where the directory
//! does not list them or is gone.

use memchr::memmem;
use zip::read::read_zipfile_from_stream;

use super::{Unpacked, part_stream, plain_name, whole};
use crate::read::Budget;

/// The front of an entry (APPNOTE 4.3.7).
pub(in crate::read) const ENTRY: &[u8] = b"PK\x03\x04";

/// Hands over the entries that the bytes hold, by their own headers alone. The
/// first that does not unpack is the last.
pub(in crate::read) fn carve(bytes: &[u8], budget: &Budget, take: &mut dyn FnMut(&str, Unpacked)) {
    let mut rest = bytes;
    while let Some(at) = first_entry(rest) {
        rest = &rest[at..];
        let mut after = rest;
        let Ok(Some(file)) = read_zipfile_from_stream(&mut after) else {
            rest = &rest[ENTRY.len()..];
            continue;
        };
        let name = file.name().map(|name| plain_name(&name)).unwrap_or_default();
        let bytes = whole(part_stream(file, budget));
        let is_broken = bytes.is_err();
        take(&name, bytes);
        if is_broken {
            return;
        }
        rest = after;
    }
}

/// Where the first entry in the bytes begins.
pub(super) fn first_entry(bytes: &[u8]) -> Option<usize> {
    memmem::find(bytes, ENTRY)
}
