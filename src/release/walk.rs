//! The walk over the paths of a release: one source after the other.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Options, Origin, ReleaseError, STANDARD_INPUT, Source, leads_nowhere, shown};
use crate::document::Reason;

/// The walk over the paths: one source after the other.
#[derive(Debug)]
pub struct Walk<'o> {
    options: &'o Options,
    paths: std::slice::Iter<'o, PathBuf>,
    /// The path that is walked, and what is left of it.
    open: Option<(&'o Path, walkdir::IntoIter)>,
    order: Order,
    /// The real paths of the files met so far: `a` and `./a` are one file.
    met: HashSet<PathBuf>,
    pub(super) excluded: usize,
}

/// In which order the files below a path are walked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Order {
    /// By name, each file once.
    Name,
    /// The files of a folder one after the other, before those below it. What has been
    /// walked is not remembered: a file to which a link leads comes once more.
    Folder,
}

impl Iterator for Walk<'_> {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        loop {
            let Some((root, entries)) = &mut self.open else {
                let path = self.paths.next()?;
                if path.as_os_str() != STANDARD_INPUT {
                    self.open = Some((path, self.order.walk(path)));
                } else if self.met.insert(path.clone()) {
                    return Some(source(self.options.input_name.clone(), Origin::Input));
                }
                continue;
            };
            let root = *root;
            let taken = match entries.next() {
                None => {
                    self.open = None;
                    continue;
                }
                Some(Ok(entry)) if excludes(self.options, entry.path()) => {
                    self.excluded += 1;
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                    continue;
                }
                Some(Ok(entry)) => self.take(&entry),
                Some(Err(error)) => self.refuse(root, &error),
            };
            if taken.is_some() {
                return taken;
            }
        }
    }
}

impl Order {
    /// The walk over a path.
    fn walk(self, path: &Path) -> walkdir::IntoIter {
        let walk = WalkDir::new(path).follow_links(true);
        let folders_last = |it: &walkdir::DirEntry| it.file_type().is_dir();
        match self {
            Order::Name => walk.sort_by_file_name(),
            Order::Folder => walk.sort_by(move |one, other| {
                let folders = folders_last(one).cmp(&folders_last(other));
                folders.then_with(|| one.file_name().cmp(other.file_name()))
            }),
        }
        .into_iter()
    }
}

impl<'o> Walk<'o> {
    /// The files at and below the paths by name, each once.
    pub(super) fn by_name(
        paths: &'o [PathBuf],
        options: &'o Options,
    ) -> Result<Self, ReleaseError> {
        Ok(Walk { order: Order::Name, ..Walk::by_folder(paths, options)? })
    }

    /// The files at and below the paths folder by folder. The walk holds the names of
    /// the folders that it is in, and no others.
    ///
    /// # Errors
    ///
    /// When a path leads nowhere.
    pub fn by_folder(paths: &'o [PathBuf], options: &'o Options) -> Result<Self, ReleaseError> {
        let absent = |path: &&PathBuf| {
            let is_input = path.as_os_str() == STANDARD_INPUT;
            !is_input && path.symlink_metadata().is_err_and(|error| leads_nowhere(&error))
        };
        if let Some(path) = paths.iter().find(absent) {
            return Err(ReleaseError::Absent(shown(path)));
        }
        let (order, met) = (Order::Folder, HashSet::new());
        Ok(Walk { options, paths: paths.iter(), open: None, order, met, excluded: 0 })
    }

    /// How many files and folders were left out so far.
    pub fn excluded(&self) -> usize {
        self.excluded
    }

    /// Takes a file; a folder is only walked through. What is neither is not
    /// opened: a pipe would never end.
    fn take(&mut self, entry: &walkdir::DirEntry) -> Option<Source> {
        if entry.file_type().is_dir() {
            return None;
        }
        let path = entry.path();
        if self.order == Order::Name {
            let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
            if !self.met.insert(real) {
                return None;
            }
        }
        let is_file = entry.file_type().is_file();
        let closed = || Origin::Closed(Reason::NotAFile);
        let origin = if is_file { Origin::File(path.to_owned()) } else { closed() };
        Some(source(shown(path), origin))
    }

    /// Notes what the system did not let us walk: a closed folder, a link to
    /// nowhere or back to itself. A loop leads to what is walked already, and
    /// is still told: a program that packs the release may trip over it.
    fn refuse(&mut self, root: &Path, error: &walkdir::Error) -> Option<Source> {
        let path = error.path().unwrap_or(root);
        if excludes(self.options, path) {
            self.excluded += 1;
            return None;
        }
        if !self.met.insert(path.to_owned()) {
            return None;
        }
        let kind = error.io_error().map_or(std::io::ErrorKind::Other, std::io::Error::kind);
        let reason = match error.loop_ancestor() {
            Some(_) => Reason::NotAFile,
            None => Reason::Unreadable(kind),
        };
        Some(source(shown(path), Origin::Closed(reason)))
    }
}

/// Whether a path is left out.
fn excludes(options: &Options, path: &Path) -> bool {
    let globs = &options.excludes;
    globs.is_match(shown(path)) || path.file_name().is_some_and(|name| globs.is_match(name))
}

fn source(name: String, origin: Origin) -> Source {
    Source { name, origin }
}
