//! Files that only their owner may read, whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Failure;

/// Writes a file that nobody else may read, where the system knows of that. It is
/// written beside and takes its place at once: no half of it is ever there.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let named = |error: io::Error| Failure::Unwritten {
        name: path.display().to_string(),
        kind: error.kind(),
    };
    written(path, bytes).map_err(named)
}

fn written(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // What is no file, such as a pipe, cannot be replaced by one.
    if fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir()) {
        return OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    // What a link leads to is replaced, not the link.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let beside = beside(&path)?;
    let mut file = created(&beside)?;
    let filled = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    let moved = filled.and_then(|()| fs::rename(&beside, &path));
    moved.inspect_err(|_| {
        let _ = fs::remove_file(&beside);
    })
}

/// A name in the same folder that no other run takes.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.part", std::process::id()));
    Ok(path.with_file_name(hidden))
}

fn created(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
