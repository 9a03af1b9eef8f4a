//! Workbook streams that are encrypted ([MS-XLS] 2.2.10): the numbers and the
//! lengths of their records stand in clear, their bytes do not.

pub(in crate::read) mod cloak;
mod inner;
mod xor;

use std::io::{Cursor, Write};

use cfb::CompoundFile;

use self::cloak::Cloak;
use self::inner::{Inner, inner};
use super::WORKBOOKS;
use super::records::Records;
use crate::document::{Enclosure, Gap, Reason, Sink};
use crate::read::ole::Ole;
use crate::read::{Budget, unlock};

/// The record that says how the stream is encrypted ([MS-XLS] 2.4.117).
const FILEPASS: u16 = 0x002F;

/// The bytes at the front in which FILEPASS is: one record at the most stands
/// between the beginning and it ([MS-XLS] 2.1.7.20.3).
const HEAD: u64 = 4096;

/// The record of a sheet: its first four bytes, where the sheet begins, are
/// never encrypted ([MS-XLS] 2.2.10).
const SHEET: u16 = 0x0085;

/// The records that are never encrypted ([MS-XLS] 2.2.10): BOF, FILEPASS,
/// USREXCL, FILELOCK, INTERFACEHDR, RRDINFO, RRDHEAD.
const CLEAR: [u16; 7] = [0x0809, FILEPASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];

/// What FILEPASS is called once it no longer holds: a number that no record has
/// ([MS-XLS] 2.3).
const NO_RECORD: [u8; 2] = [0xFF, 0xFF];

/// The stream into which others are moved ([MS-XLS] 2.1.7.6).
const MOVED: &str = "/encryption";

/// The streams of records beside the workbook, which are encrypted with it
/// ([MS-XLS] 2.2.10).
const BESIDE: [&str; 3] = ["/_SX_DB_CUR/", "/Revision Log", "/User Names"];

/// The bytes of a file with its encrypted workbooks in clear, all else in its
/// place; nothing when none is encrypted, or no password fits.
pub(super) fn unlocked(bytes: &[u8], budget: &Budget, sink: &mut dyn Sink) -> Option<Vec<u8>> {
    let mut file = Ole::open(bytes, budget).ok()?;
    let mut lifted = Vec::new();
    let mut last = None;
    for path in WORKBOOKS.iter().filter(|path| file.has(path)).collect::<Vec<_>>() {
        let Some((stream, cloak)) = workbook(&mut file, path, budget, sink) else { continue };
        lifted.push(((*path).to_owned(), stream));
        last = Some(cloak);
    }
    let cloak = last?;
    for path in file.streams() {
        if BESIDE.iter().any(|it| path.starts_with(it))
            && let Ok(stream) = file.bytes(&path)
        {
            lifted.push((path, lift(&stream, 0, &cloak)));
        }
    }
    lifted.extend(moved(&mut file, &cloak, budget, sink));
    written(bytes, &lifted)
}

/// The streams that were moved into one, by their paths. A storage is handed on
/// as the file that it is.
fn moved(
    file: &mut Ole<'_>,
    cloak: &Cloak,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Vec<(String, Vec<u8>)> {
    let Ok(stream) = file.bytes(MOVED) else { return Vec::new() };
    let inner = inner(cloak, &stream, budget).filter(|it| !it.iter().any(is_workbook));
    let Some(inner) = inner else {
        let part = MOVED.trim_start_matches('/');
        sink.gap(Gap::part(part, Reason::Encrypted));
        return Vec::new();
    };
    let (streams, storages): (Vec<_>, Vec<_>) = inner.into_iter().partition(|it| it.is_stream);
    for Inner { name, bytes, .. } in &storages {
        sink.enclose(Enclosure { name, bytes });
    }
    streams.into_iter().map(|it| (format!("/{}", it.name), it.bytes)).collect()
}

/// Whether a stream would take the place of a workbook.
fn is_workbook(inner: &Inner) -> bool {
    WORKBOOKS.iter().any(|path| path.trim_start_matches('/').eq_ignore_ascii_case(&inner.name))
}

/// A workbook stream in clear, and what lay over it; nothing when it is in clear
/// already or no password fits.
fn workbook(
    file: &mut Ole<'_>,
    path: &str,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Option<(Vec<u8>, Cloak)> {
    // A stream that is in clear is not read as a whole to know it.
    Records::from(&file.head(path, HEAD), 0).find(|it| it.id == FILEPASS)?;
    let stream = file.bytes(path).ok()?;
    let mut records = Records::from(&stream, 0);
    let pass = records.find(|it| it.id == FILEPASS)?;
    let opened = budget.keys().open(|password| {
        budget.hash(1)?;
        Ok(Cloak::of(pass.data, password))
    });
    let opened = opened.ok()?;
    unlock::say(&opened, sink);
    let mut plain = lift(&stream, records.at(), &opened.content);
    let number = records.at() - pass.data.len() - 4;
    plain[number..number + 2].copy_from_slice(&NO_RECORD);
    Some((plain, opened.content))
}

/// The stream with what lies over its records lifted, from a byte on.
fn lift(stream: &[u8], from: usize, cloak: &Cloak) -> Vec<u8> {
    let mut plain = stream.to_vec();
    let cover = cloak.cover(stream.len());
    let mut records = Records::from(stream, from);
    while let Some(record) = records.next() {
        let length = record.data.len();
        let start = records.at() - length;
        let clear = match record.id {
            SHEET => length.min(4),
            id if CLEAR.contains(&id) => length,
            _ => 0,
        };
        cover.lift(&mut plain[start..start + length], start);
        plain[start..start + clear].copy_from_slice(&record.data[..clear]);
    }
    plain
}

/// A copy of a compound file with other bytes in some of its streams, and
/// without the one that others were moved into.
fn written(bytes: &[u8], streams: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut copy = CompoundFile::open(Cursor::new(bytes.to_vec())).ok()?;
    if copy.is_stream(MOVED) {
        copy.remove_stream(MOVED).ok()?;
    }
    for (path, stream) in streams {
        let is_as_long = copy.entry(path).is_ok_and(|it| it.len() == stream.len() as u64);
        let place = if is_as_long { copy.open_stream(path) } else { copy.create_stream(path) };
        place.ok()?.write_all(stream).ok()?;
    }
    copy.flush().ok()?;
    Some(copy.into_inner().into_inner())
}
