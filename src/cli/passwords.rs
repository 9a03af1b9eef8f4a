//! The file of passwords that the user names.

use std::fs;
use std::io;
use std::path::Path;

use super::Failure;
use crate::read::Keys;

/// The passwords of a file; none without one.
pub(super) fn keys(file: Option<&Path>) -> Result<Keys, Failure> {
    let Some(path) = file else { return Ok(Keys::default()) };
    let name = path.display().to_string();
    let failed = |error: io::Error| Failure::File { name: name.clone(), kind: error.kind() };
    let text = fs::read_to_string(path).map_err(failed)?;
    Keys::parse(&text).map_err(|error| Failure::Passwords { name, error })
}
