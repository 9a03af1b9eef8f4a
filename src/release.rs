//! The release: from the paths on the command line to the files that are
//! checked, in name order, none silently left out.
//!
//! Hidden files are files. What exists and cannot be read is kept as a
//! [`Source`] with its [`Reason`], which becomes a gap.

mod listing;
mod walk;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use globset::GlobSet;
use sha2::{Digest, Sha256};

pub use walk::Walk;

use crate::document::Reason;

/// The path that means standard input.
const STANDARD_INPUT: &str = "-";

/// Why there is no release to check.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReleaseError {
    /// A path that was given leads nowhere.
    #[error("there is no {0}")]
    Absent(String),
    /// The paths lead to no file.
    #[error("nothing to check under {0}")]
    Nothing(String),
    /// The list of files could not be read.
    #[error("{}", unread(name, *kind))]
    List {
        /// The list's name.
        name: String,
        /// What the system said.
        kind: std::io::ErrorKind,
    },
}

/// Why a file that was named cannot be read.
pub(crate) fn unread(name: &str, kind: std::io::ErrorKind) -> String {
    match kind {
        std::io::ErrorKind::NotFound => format!("there is no {name}"),
        _ => format!("{name}: {kind}"),
    }
}

/// Why a file cannot be written.
pub(crate) fn unwritten(name: &str, kind: std::io::ErrorKind) -> String {
    match kind {
        std::io::ErrorKind::NotFound => format!("there is no folder for {name}"),
        _ => format!("{name}: {kind}"),
    }
}

/// What to take and how much of it.
#[derive(Debug)]
pub struct Options {
    /// Files and folders that are left out, by their path as it is shown or by
    /// their last name.
    pub excludes: GlobSet,
    /// The name that standard input goes by.
    pub input_name: String,
    /// Bytes above which a file is not read.
    pub largest: u64,
}

/// One thing to check: a file, or what stands in its place.
#[derive(Debug)]
pub struct Source {
    /// Its name in reports: its path as it was given or found. What is not
    /// UTF-8 in it is replaced.
    pub name: String,
    origin: Origin,
}

impl Source {
    /// Its size in bytes, as far as the system tells it without reading.
    pub fn size(&self) -> u64 {
        match &self.origin {
            Origin::File(path) => path.metadata().map_or(0, |it| it.len()),
            Origin::Input | Origin::Closed(_) => 0,
        }
    }
}

/// Where the bytes of a source come from.
#[derive(Debug)]
enum Origin {
    File(PathBuf),
    Input,
    /// It exists and cannot be read.
    Closed(Reason),
}

/// How large a file is, and when it was changed last.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Stamp {
    /// Its size.
    pub bytes: u64,
    /// Nanoseconds since 1970.
    pub modified: u128,
}

/// What is about to be disclosed.
#[derive(Debug)]
pub struct Release {
    sources: Vec<Source>,
    excluded: usize,
    largest: u64,
}

impl Release {
    /// The files at and below the paths, each once, in name order.
    ///
    /// # Errors
    ///
    /// When a path leads nowhere, or all of them lead to no file.
    pub fn of(paths: &[PathBuf], options: &Options) -> Result<Release, ReleaseError> {
        let mut walk = Walk::by_name(paths, options)?;
        let mut sources: Vec<Source> = walk.by_ref().collect();
        if sources.is_empty() {
            return Err(ReleaseError::Nothing(shown_list(paths)));
        }
        sources.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Release { sources, excluded: walk.excluded, largest: options.largest })
    }

    /// A release whose files are walked over and never listed.
    pub fn unlisted(options: &Options) -> Release {
        Release { sources: Vec::new(), excluded: 0, largest: options.largest }
    }

    /// The paths that a list names: one a line, or ended by NUL when it holds
    /// one. `-` is standard input.
    ///
    /// # Errors
    ///
    /// When the list cannot be read.
    pub fn listed(list: &Path) -> Result<Vec<PathBuf>, ReleaseError> {
        let bytes = match list.to_str() {
            Some(STANDARD_INPUT) => input(u64::MAX),
            _ => std::fs::read(list).map_err(|error| error.kind()),
        };
        let named = |kind| ReleaseError::List { name: shown(list), kind };
        bytes.map(|bytes| listing::paths(&bytes)).map_err(named)
    }

    /// What there is to check, in name order.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// How many files and folders the excludes left out.
    pub fn excluded(&self) -> usize {
        self.excluded
    }

    /// The bytes of one of its sources.
    ///
    /// # Errors
    ///
    /// When it is too large, is no file, or the system refuses. Standard input
    /// gives its bytes once.
    pub fn bytes(&self, source: &Source) -> Result<Vec<u8>, Reason> {
        let bytes = match &source.origin {
            Origin::Closed(reason) => return Err(reason.clone()),
            Origin::Input => input(self.largest.saturating_add(1)),
            Origin::File(path) => return file(path, self.largest),
        };
        within(bytes.map_err(Reason::Unreadable)?, self.largest)
    }

    /// The size of one of its sources and when it was changed last, if it is a file.
    pub fn stamp(&self, source: &Source) -> Option<Stamp> {
        let Origin::File(path) = &source.origin else { return None };
        let metadata = path.metadata().ok()?;
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH);
        let modified = modified.map_or(0, |it| it.as_nanos());
        Some(Stamp { bytes: metadata.len(), modified })
    }

    /// The SHA-256 of one of its sources, however large, in hexadecimal.
    ///
    /// # Errors
    ///
    /// When it is no file, or the system refuses.
    pub fn sha256(&self, source: &Source) -> Result<String, Reason> {
        let mut bytes: Box<dyn Read> = match &source.origin {
            Origin::Closed(reason) => return Err(reason.clone()),
            Origin::Input => Box::new(std::io::stdin().lock()),
            Origin::File(path) => Box::new(opened(path)?.0),
        };
        let mut hasher = Sha256::new();
        let mut block = vec![0; 1 << 16];
        loop {
            match bytes.read(&mut block) {
                Ok(0) => return Ok(hexadecimal(&hasher.finalize())),
                Ok(read) => hasher.update(&block[..read]),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Reason::Unreadable(error.kind())),
            }
        }
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file that is one: a pipe would never end.
fn opened(path: &Path) -> Result<(std::fs::File, u64), Reason> {
    let refused = |error: std::io::Error| Reason::Unreadable(error.kind());
    let metadata = path.metadata().map_err(refused)?;
    if !metadata.is_file() {
        return Err(Reason::NotAFile);
    }
    Ok((std::fs::File::open(path).map_err(refused)?, metadata.len()))
}

/// The bytes of a file, which may have changed since it was found.
fn file(path: &Path, largest: u64) -> Result<Vec<u8>, Reason> {
    let refused = |error: std::io::Error| Reason::Unreadable(error.kind());
    let (opened, length) = opened(path)?;
    if length > largest {
        return Err(Reason::TooLarge { limit: largest, unit: "bytes" });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    let before = opened.metadata().map_err(refused)?;
    let taken = (&opened).take(largest.saturating_add(1)).read_to_end(&mut bytes);
    taken.map_err(refused)?;
    let after = opened.metadata().map_err(refused)?;
    let bytes = within(bytes, largest)?;
    let is_same = length == bytes.len() as u64 && after.len() == length;
    if is_same && before.modified().ok() == after.modified().ok() {
        Ok(bytes)
    } else {
        Err(Reason::Changed)
    }
}

/// The bytes, unless they are more than the limit.
fn within(bytes: Vec<u8>, largest: u64) -> Result<Vec<u8>, Reason> {
    if bytes.len() as u64 > largest {
        return Err(Reason::TooLarge { limit: largest, unit: "bytes" });
    }
    Ok(bytes)
}

/// The bytes of standard input, up to a number.
fn input(most: u64) -> Result<Vec<u8>, std::io::ErrorKind> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(most).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|error| error.kind())
}

/// Whether a path leads nowhere, rather than to what may not be seen.
fn leads_nowhere(error: &std::io::Error) -> bool {
    error.kind() != std::io::ErrorKind::PermissionDenied
}

/// A path as reports show it: what lies here is shown without the `./`.
fn shown(path: &Path) -> String {
    let plain = path.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty());
    plain.unwrap_or(path).to_string_lossy().into_owned()
}

/// Paths as an error shows them.
fn shown_list(paths: &[PathBuf]) -> String {
    let shown: Vec<String> = paths.iter().map(|path| shown(path)).collect();
    if shown.is_empty() { "no path at all".to_owned() } else { shown.join(", ") }
}
