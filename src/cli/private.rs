//! Files that only their owner may read, whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Failure;

/// Writes a file that nobody else may read, where the system knows of that. It is
/// written beside and takes its place at once: no half of it is ever there.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.new", std::process::id()));
    let beside = PathBuf::from(beside);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&beside).and_then(|mut file| {
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        let written = written.and_then(|()| fs::rename(&beside, path));
        written.inspect_err(|_| {
            let _ = fs::remove_file(&beside);
        })
    });
    let failed = |error: io::Error| Failure::Unwritten {
        name: path.display().to_string(),
        kind: error.kind(),
    };
    written.map_err(failed)
}
