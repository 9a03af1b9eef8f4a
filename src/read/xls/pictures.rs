//! The pictures of a workbook: all of them lie in the records of one drawing
//! group before the first sheet.

use super::records::{Pieces, Records};
use crate::document::{Enclosure, Gap, Reason, Sink};

/// The record of the drawing group (MSODRAWINGGROUP, [MS-XLS] 2.4.172).
const DRAWING_GROUP: u16 = 0x00EB;

/// The containers on the way to a picture, and the entry that holds it
/// ([MS-ODRAW] 2.2.12, 2.2.20 and 2.2.32).
const CONTAINERS: [u16; 2] = [0xF000, 0xF001];
const ENTRY: u16 = 0xF007;

/// The bytes of an entry before its picture, without its name ([MS-ODRAW] 2.2.32).
const ENTRY_HEAD: usize = 36;

/// Pushes the pictures of a workbook stream.
pub(super) fn push(stream: &[u8], sink: &mut dyn Sink) {
    let group = group(stream);
    for (number, picture) in (1..).zip(pictures(&group)) {
        match picture {
            Some((extension, bytes)) => {
                sink.enclose(Enclosure { name: &format!("picture{number}.{extension}"), bytes });
            }
            None => sink.gap(Gap::part(format!("picture{number}"), Reason::Picture)),
        }
    }
}

/// The bytes of the drawing group. A group that is too long for one record is
/// carried on by more of the same kind as well as by those that carry on.
fn group(stream: &[u8]) -> Vec<u8> {
    let mut records = Records::from(stream, 0);
    let mut group = Vec::new();
    while let Some(record) = records.next().filter(|record| record.id != 0x000A) {
        if record.id == DRAWING_GROUP {
            let whole: Pieces<'_> = records.whole(record);
            group.extend(whole.bytes_left());
        }
    }
    group
}

/// The pictures of a group: bytes and extension of those that are files, none
/// for one in the form of a drawing program.
fn pictures(group: &[u8]) -> Vec<Option<(&'static str, &[u8])>> {
    let mut pictures = Vec::new();
    let mut at = 0;
    while let Some(head) = group.get(at..at + 8) {
        let kind = u16::from_le_bytes([head[2], head[3]]);
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        at += 8;
        if CONTAINERS.contains(&kind) {
            continue; // what it contains follows
        }
        let end = at.saturating_add(length).min(group.len());
        if kind == ENTRY && end - at > ENTRY_HEAD {
            pictures.push(file(&group[at + ENTRY_HEAD..end]));
        }
        at = end;
    }
    pictures
}

/// The file inside an entry: its name and the digests before it are left out.
pub(in crate::read) fn file(entry: &[u8]) -> Option<(&'static str, &[u8])> {
    let known = [("png", &b"\x89PNG"[..]), ("jpg", b"\xFF\xD8\xFF")];
    known.into_iter().find_map(|(extension, signature)| {
        let start = memchr::memmem::find(entry, signature)?;
        Some((extension, &entry[start..]))
    })
}
