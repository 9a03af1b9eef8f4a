//! Workbook streams that are encrypted ([MS-XLS] 2.2.10): the numbers and the
//! lengths of their records stand in clear, their bytes do not.

mod cloak;
mod xor;

use std::io::{Cursor, Write};

use cfb::CompoundFile;

use self::cloak::Cloak;
use super::WORKBOOKS;
use super::records::Records;
use crate::document::Sink;
use crate::read::ole::Ole;
use crate::read::{Budget, facts, unlock};

/// The record that says how the stream is encrypted ([MS-XLS] 2.4.117).
const FILEPASS: u16 = 0x002F;

/// The record that ends the globals, where FILEPASS stands ([MS-XLS] 2.4.103).
const END: u16 = 0x000A;

/// The record of a sheet: its first four bytes, where the sheet begins, are
/// never encrypted ([MS-XLS] 2.2.10).
const SHEET: u16 = 0x0085;

/// The records that are never encrypted ([MS-XLS] 2.2.10): BOF, FILEPASS,
/// USREXCL, FILELOCK, INTERFACEHDR, RRDINFO, RRDHEAD.
const CLEAR: [u16; 7] = [0x0809, FILEPASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];

/// What FILEPASS is called once it no longer holds: a number that no record has
/// ([MS-XLS] 2.3).
const NO_RECORD: [u8; 2] = [0xFF, 0xFF];

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
    written(bytes, &lifted)
}

/// A workbook stream in clear, and what lay over it; nothing when it is in clear
/// already or no password fits.
fn workbook(
    file: &mut Ole<'_>,
    path: &str,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Option<(Vec<u8>, Cloak)> {
    let stream = file.bytes(path).ok()?;
    let mut records = Records::from(&stream, 0);
    let pass = records.by_ref().take_while(|it| it.id != END).find(|it| it.id == FILEPASS)?;
    let opened = budget.keys().open(|password| {
        budget.hash(1)?;
        Ok(Cloak::of(pass.data, password))
    });
    let opened = opened.ok()?;
    facts::push(&unlock::said(opened.by_default), sink);
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

/// A copy of a compound file with other bytes, as many, in some of its streams.
fn written(bytes: &[u8], streams: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut copy = CompoundFile::open(Cursor::new(bytes.to_vec())).ok()?;
    for (path, stream) in streams {
        copy.open_stream(path).ok()?.write_all(stream).ok()?;
    }
    copy.flush().ok()?;
    Some(copy.into_inner().into_inner())
}
