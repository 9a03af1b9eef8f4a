//! A list of files: one path a line, or ended by NUL when it holds one.

use std::path::PathBuf;

/// The paths of a list, blank lines left out.
pub(super) fn paths(bytes: &[u8]) -> Vec<PathBuf> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let end = if bytes.contains(&0) { 0 } else { b'\n' };
    let ended = bytes.split(|byte| *byte == end);
    let names = ended.map(|name| match end {
        0 => name,
        _ => name.strip_suffix(b"\r").unwrap_or(name),
    });
    names.filter(|name| !name.is_empty()).map(path).collect()
}

/// A path of the bytes that the system uses for it.
#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(name).into()
}

/// A path of UTF-8: on this system a path has no bytes of its own.
#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    String::from_utf8_lossy(name).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_of_lines_or_ended_by_nul() {
        let cases: &[(&[u8], &[&str])] = &[
            (b"a.csv\nb c.csv\n", &["a.csv", "b c.csv"]),
            (b"a.csv\r\n\r\nb.csv", &["a.csv", "b.csv"]),
            (b"a\nb.csv\0c.csv\0", &["a\nb.csv", "c.csv"]),
            (b"", &[]),
        ];
        for (bytes, expected) in cases {
            let expected: Vec<PathBuf> = expected.iter().map(PathBuf::from).collect();
            assert_eq!(paths(bytes), expected, "{bytes:?}");
        }
    }
}
