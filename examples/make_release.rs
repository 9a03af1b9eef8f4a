//! Builds `examples/release`, small invented files with everything wrong in
//! them, and `examples/clean`, the clean twin of each.
//!
//! `cargo run --example make_release`

#[path = "../tests/common/mod.rs"]
mod common;

use std::fs;
use std::io;
use std::path::Path;

use common::showcase::{File, clean, release};

fn main() -> io::Result<()> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    write(&examples.join("release"), &release())?;
    write(&examples.join("clean"), &clean())
}

/// Writes the files into an empty folder.
fn write(folder: &Path, files: &[File]) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    files.iter().try_for_each(|(name, bytes)| fs::write(folder.join(name), bytes))
}
