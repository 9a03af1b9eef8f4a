//! A compound file ([MS-CFB]) with a ledger: storages and streams, as xls and
//! the other old formats of Office keep them.

pub(super) mod alone;
pub(super) mod object;
pub(super) mod properties;
mod salvage;
mod sectors;
pub(super) mod slack;
pub(super) mod store;

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

use cfb::CompoundFile;

use super::Budget;
use crate::document::Reason;

/// The first bytes of every compound file ([MS-CFB] 2.2).
const SIGNATURE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Whether bytes begin like a compound file.
pub(super) fn is_ole(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// A compound file whose every stream must be accounted for.
pub(super) struct Ole<'a> {
    file: CompoundFile<Cursor<Cow<'a, [u8]>>>,
    budget: Option<&'a Budget>,
    /// Whether its directory is damaged, so that some streams may be missing.
    is_damaged: bool,
}

impl<'a> Ole<'a> {
    /// Opens a compound file only to look at its directory.
    pub(super) fn directory(bytes: &'a [u8]) -> Option<Self> {
        let file = CompoundFile::open(Cursor::new(Cow::Borrowed(bytes))).ok();
        if let Some(file) = file {
            return Some(Ole { file, budget: None, is_damaged: false });
        }
        let rest = salvage::salvage(bytes)?;
        let file = CompoundFile::open(Cursor::new(Cow::Owned(rest))).ok()?;
        Some(Ole { file, budget: None, is_damaged: true })
    }

    /// Opens a compound file, or what is left of it.
    ///
    /// # Errors
    ///
    /// When nothing in it can be reached.
    pub(super) fn open(bytes: &'a [u8], budget: &'a Budget) -> Result<Self, Reason> {
        let file = Ole::directory(bytes).ok_or_else(damaged)?;
        Ok(Ole { budget: Some(budget), ..file })
    }

    /// What is wrong with the file as a whole.
    ///
    /// # Errors
    ///
    /// When its directory is damaged.
    pub(super) fn soundness(&self) -> Result<(), Reason> {
        if self.is_damaged { Err(damaged()) } else { Ok(()) }
    }

    /// Whether there is a stream of this path, in any case of letters.
    pub(super) fn has(&self, path: &str) -> bool {
        self.file.is_stream(path)
    }

    /// The paths of all streams, in the order of the directory.
    pub(super) fn streams(&self) -> Vec<String> {
        let streams = self.file.walk().filter(cfb::Entry::is_stream);
        streams.map(|entry| entry.path().to_string_lossy().into_owned()).collect()
    }

    /// The bytes of a stream.
    ///
    /// # Errors
    ///
    /// When the stream is damaged or larger than a limit.
    pub(super) fn bytes(&mut self, path: &str) -> Result<Vec<u8>, Reason> {
        let limit = self.budget.map_or(0, |budget| budget.limits().part);
        let stream = self.file.open_stream(path).map_err(|_| damaged())?;
        if stream.len() > limit {
            return Err(Reason::TooLarge { limit, unit: "bytes" });
        }
        let mut bytes = Vec::new();
        stream.take(limit).read_to_end(&mut bytes).map_err(|_| Reason::Truncated)?;
        self.budget.map_or(Ok(()), |budget| budget.unpack(bytes.len() as u64))?;
        Ok(bytes)
    }

    /// The first bytes of a stream, as far as there are any.
    pub(super) fn head(&mut self, path: &str, most: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        if let Ok(stream) = self.file.open_stream(path) {
            let _ = stream.take(most).read_to_end(&mut bytes);
        }
        bytes
    }

    /// A storage as a compound file of its own: what lies in it was once a
    /// file, and is looked at as one. Version 3 is what Office writes, and all
    /// that some readers know.
    ///
    /// # Errors
    ///
    /// When one of its streams is damaged or larger than a limit.
    pub(super) fn storage(&mut self, path: &str) -> Result<Vec<u8>, Reason> {
        self.storage_with(path, None)
    }

    /// The same with a storage that lies beside it and that it refers to.
    ///
    /// # Errors
    ///
    /// When one of the streams is damaged or larger than a limit.
    pub(super) fn storage_with(
        &mut self,
        path: &str,
        beside: Option<&str>,
    ) -> Result<Vec<u8>, Reason> {
        let mut copy = CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))
            .map_err(|_| damaged())?;
        let within = format!("{path}/");
        let beside = beside.map(|storage| format!("/{storage}/"));
        for stream in self.streams() {
            let is_beside = beside.as_ref().is_some_and(|it| stream.starts_with(it));
            let other = is_beside.then_some(stream.as_str());
            let Some(inner) = stream.strip_prefix(&within).or(other) else { continue };
            let bytes = self.bytes(&stream)?;
            if let Some((storage, _)) = inner.rsplit_once('/') {
                copy.create_storage_all(storage).map_err(|_| damaged())?;
            }
            let mut written = copy.create_stream(inner).map_err(|_| damaged())?;
            written.write_all(&bytes).map_err(|_| damaged())?;
        }
        copy.flush().map_err(|_| damaged())?;
        Ok(copy.into_inner().into_inner())
    }
}

/// Why a compound file did not open.
fn damaged() -> Reason {
    Reason::Malformed { format: "compound file", detail: "its directory is damaged".into() }
}
