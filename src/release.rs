//! The release: from the paths on the command line to the files that are
//! checked, in name order, none silently left out.
//!
//! Hidden files are files. What exists and cannot be read is kept as a
//! [`Source`] with its [`Reason`], which becomes a gap.

mod listing;

use std::collections::HashSet;
use std::fs::Metadata;
use std::io::Read;
use std::path::{Path, PathBuf};

use globset::GlobSet;
use walkdir::WalkDir;

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

/// Where the bytes of a source come from.
#[derive(Debug)]
enum Origin {
    File(PathBuf),
    Input,
    /// It exists and cannot be read.
    Closed(Reason),
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
        let mut walk = Walk { options, sources: Vec::new(), met: HashSet::new(), excluded: 0 };
        for path in paths {
            walk.add(path)?;
        }
        if walk.sources.is_empty() {
            return Err(ReleaseError::Nothing(shown_list(paths)));
        }
        let mut sources = walk.sources;
        sources.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Release { sources, excluded: walk.excluded, largest: options.largest })
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
}

/// The walk over the paths.
struct Walk<'o> {
    options: &'o Options,
    sources: Vec<Source>,
    /// The real paths of the files met so far: `a` and `./a` are one file.
    met: HashSet<PathBuf>,
    excluded: usize,
}

impl Walk<'_> {
    /// Adds what lies at and below a path.
    fn add(&mut self, path: &Path) -> Result<(), ReleaseError> {
        if path.as_os_str() == STANDARD_INPUT {
            if self.met.insert(path.to_owned()) {
                self.push(self.options.input_name.clone(), Origin::Input);
            }
            return Ok(());
        }
        if path.symlink_metadata().is_err_and(|error| leads_nowhere(&error)) {
            return Err(ReleaseError::Absent(shown(path)));
        }
        let mut entries = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if self.excludes(entry.path()) => {
                    self.excluded += 1;
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) => self.take(&entry),
                Err(error) => self.refuse(path, &error),
            }
        }
        Ok(())
    }

    /// Takes a file; a folder is only walked through. What is neither is not
    /// opened: a pipe would never end.
    fn take(&mut self, entry: &walkdir::DirEntry) {
        if entry.file_type().is_dir() {
            return;
        }
        let path = entry.path();
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if !self.met.insert(real) {
            return;
        }
        let is_file = entry.file_type().is_file();
        let closed = || Origin::Closed(Reason::NotAFile);
        let origin = if is_file { Origin::File(path.to_owned()) } else { closed() };
        self.push(shown(path), origin);
    }

    /// Notes what the system did not let us walk: a closed folder, a link to
    /// nowhere or back to itself. A loop leads to what is walked already, and
    /// is still told: a program that packs the release may trip over it.
    fn refuse(&mut self, root: &Path, error: &walkdir::Error) {
        let path = error.path().unwrap_or(root);
        if self.excludes(path) {
            self.excluded += 1;
            return;
        }
        if !self.met.insert(path.to_owned()) {
            return;
        }
        let kind = error.io_error().map_or(std::io::ErrorKind::Other, std::io::Error::kind);
        let reason = match error.loop_ancestor() {
            Some(_) => Reason::NotAFile,
            None => Reason::Unreadable(kind),
        };
        self.push(shown(path), Origin::Closed(reason));
    }

    /// Whether a path is left out.
    fn excludes(&self, path: &Path) -> bool {
        let globs = &self.options.excludes;
        globs.is_match(shown(path)) || path.file_name().is_some_and(|name| globs.is_match(name))
    }

    fn push(&mut self, name: String, origin: Origin) {
        self.sources.push(Source { name, origin });
    }
}

/// The bytes of a file, which may have changed since it was found.
fn file(path: &Path, largest: u64) -> Result<Vec<u8>, Reason> {
    let refused = |error: std::io::Error| Reason::Unreadable(error.kind());
    let metadata = path.metadata().map_err(refused)?;
    if !metadata.is_file() {
        return Err(Reason::NotAFile);
    }
    if metadata.len() > largest {
        return Err(Reason::TooLarge { limit: largest, unit: "bytes" });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    let opened = std::fs::File::open(path).map_err(refused)?;
    let taken = (&opened).take(largest.saturating_add(1)).read_to_end(&mut bytes);
    taken.map_err(refused)?;
    let after = opened.metadata().map_err(refused)?;
    let bytes = within(bytes, largest)?;
    let is_same = |it: &Metadata| it.len() == bytes.len() as u64;
    let is_as_old = metadata.modified().ok() == after.modified().ok();
    if is_same(&metadata) && is_same(&after) && is_as_old {
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
