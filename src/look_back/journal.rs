//! The journal of a look-back: a line a lot, only ever added to, so that a run that was
//! interrupted goes on where it was. It holds hashes, codes and counts, and nothing that
//! stood in a file or in its name.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Mutex;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::release::{hexadecimal, unwritten};
use crate::rule::Severity;

/// The first line of a journal.
const HEAD: &str = "{\"foilint-journal\":1}\n";

/// What is recorded of a lot: its files in name order.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Line {
    pub(super) files: Vec<Entry>,
}

/// What is recorded of a file and those inside it.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Entry {
    /// Nothing where it could not be opened.
    pub(super) sha256: Option<String>,
    /// Artefacts, those inside counted.
    pub(super) files: usize,
    pub(super) unread: usize,
    pub(super) allowed: usize,
    pub(super) findings: Vec<Finding>,
    pub(super) gaps: Vec<Gap>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Finding {
    pub(super) code: String,
    pub(super) severity: Severity,
    pub(super) layer: String,
    pub(super) count: u64,
    pub(super) fingerprint: String,
}

#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Gap {
    pub(super) reason: String,
    pub(super) fingerprint: Option<String>,
}

impl Entry {
    /// Whether a part of it was encrypted.
    pub(super) fn is_encrypted(&self) -> bool {
        self.gaps.iter().any(|it| it.reason == "encrypted")
    }
}

/// A line with the key of its lot, as it is written.
#[derive(Serialize)]
struct Keyed<'l> {
    lot: String,
    #[serde(flatten)]
    line: &'l Line,
}

/// The key of a line, as it is read.
#[derive(Deserialize)]
struct Key {
    lot: String,
}

/// The journal of a look-back.
#[derive(Debug)]
pub struct Journal {
    name: String,
    file: Mutex<File>,
    /// Where the line of a lot begins; a later one counts.
    places: FxHashMap<[u8; 16], u64>,
    end: u64,
}

/// Why a journal cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JournalError {
    /// It cannot be read or written.
    #[error("{}", unwritten(name, *kind))]
    Unwritten {
        /// The file.
        name: String,
        /// What the system said.
        kind: io::ErrorKind,
    },
    /// It is another file.
    #[error(
        "{0} is not a journal\nhelp: --resume wants a journal, or a file that is not there yet"
    )]
    Other(String),
    /// Another run writes to it.
    #[error("another run writes to {0}")]
    Busy(String),
}

impl Journal {
    /// The journal of a path, or a new one. Half a line that a run left when it was
    /// interrupted is cut off.
    ///
    /// # Errors
    ///
    /// When it cannot be read or written, is another file, or another run writes to it.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        let name = path.display().to_string();
        let failed =
            |error: io::Error| JournalError::Unwritten { name: name.clone(), kind: error.kind() };
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(failed)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(JournalError::Busy(name)),
            Err(TryLockError::Error(error)) if error.kind() != io::ErrorKind::Unsupported => {
                return Err(failed(error));
            }
            _ => {}
        }
        if !is_begun(&mut file).map_err(failed)? {
            return Err(JournalError::Other(name));
        }
        let (places, end) = places(&mut file).map_err(failed)?;
        file.set_len(end).map_err(failed)?;
        Ok(Journal { name, file: Mutex::new(file), places, end })
    }

    /// What is recorded of a lot.
    pub(super) fn line(&self, key: &[u8; 16]) -> Option<Line> {
        let place = self.places.get(key)?;
        let mut line = Vec::new();
        let mut file = self.file.lock().ok()?;
        file.seek(SeekFrom::Start(*place)).ok()?;
        BufReader::new(&mut *file).read_until(b'\n', &mut line).ok()?;
        serde_json::from_slice(&line).ok()
    }

    /// Adds lines behind the others, all at once.
    pub(super) fn add<'l>(
        &mut self,
        lines: impl Iterator<Item = (&'l [u8; 16], &'l Line)>,
    ) -> Result<(), JournalError> {
        let mut bytes = Vec::new();
        for (key, line) in lines {
            self.places.insert(*key, self.end + bytes.len() as u64);
            let keyed = Keyed { lot: hexadecimal(key), line };
            let written = serde_json::to_writer(&mut bytes, &keyed);
            written.map_err(|error| self.failed(&io::Error::from(error)))?;
            bytes.push(b'\n');
        }
        let added = self.append(&bytes);
        added.map_err(|error| self.failed(&error))?;
        self.end += bytes.len() as u64;
        Ok(())
    }

    fn append(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.file.lock().map_err(|_| io::ErrorKind::Other)?;
        file.seek(SeekFrom::Start(self.end))?;
        file.write_all(bytes)?;
        file.sync_data()
    }

    fn failed(&self, error: &io::Error) -> JournalError {
        JournalError::Unwritten { name: self.name.clone(), kind: error.kind() }
    }
}

/// Whether a file begins as a journal does; an empty one is made to.
fn is_begun(file: &mut File) -> io::Result<bool> {
    let mut head = Vec::new();
    (&*file).take(HEAD.len() as u64).read_to_end(&mut head)?;
    if HEAD.as_bytes().starts_with(&head) && head.len() < HEAD.len() {
        file.rewind()?;
        file.write_all(HEAD.as_bytes())?;
        return Ok(true);
    }
    Ok(head == HEAD.as_bytes())
}

/// Where each line begins that is whole, and where the last of them ends.
fn places(file: &mut File) -> io::Result<(FxHashMap<[u8; 16], u64>, u64)> {
    let mut places = FxHashMap::default();
    let mut end = HEAD.len() as u64;
    file.seek(SeekFrom::Start(end))?;
    let mut lines = BufReader::new(file);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = lines.read_until(b'\n', &mut line)?;
        if read == 0 || line.last() != Some(&b'\n') {
            return Ok((places, end));
        }
        if let Some(key) = key(&line) {
            places.insert(key, end);
        }
        end += read as u64;
    }
}

/// The key of a line, if it has one.
fn key(line: &[u8]) -> Option<[u8; 16]> {
    let Key { lot } = serde_json::from_slice(line).ok()?;
    u128::from_str_radix(&lot, 16).ok().map(u128::to_be_bytes)
}
