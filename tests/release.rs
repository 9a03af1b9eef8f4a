//! The walk from paths to files: nothing is left out in silence, nothing is
//! checked twice, and nothing makes it hang.

#![allow(clippy::unwrap_used)] // a test that panics has failed

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use foilint::document::Reason;
use foilint::release::{Options, Release, ReleaseError};
use globset::{Glob, GlobSet, GlobSetBuilder};

/// A folder of its own for a test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let folder = format!("foilint-release-{test}-{}", std::process::id());
        let path = std::env::temp_dir().join(folder);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// Writes a file and the folders above it.
    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// The names of the release's sources below the folder, with forward strokes.
    fn names(&self, release: &Release) -> Vec<String> {
        let plain = |name: &str| {
            let below = Path::new(name).strip_prefix(&self.0).unwrap().to_string_lossy();
            below.replace('\\', "/")
        };
        release.sources().iter().map(|source| plain(&source.name)).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn options() -> Options {
    Options { excludes: GlobSet::empty(), input_name: "stdin".to_owned(), largest: 1 << 20 }
}

fn release(paths: &[&Path]) -> Release {
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    Release::of(&paths, &options()).unwrap()
}

/// What becomes of each source: its text, or the name of why not.
fn outcomes(release: &Release) -> Vec<String> {
    let outcome = |bytes: Result<Vec<u8>, Reason>| match bytes {
        Ok(bytes) => String::from_utf8(bytes).unwrap(),
        Err(reason) => reason.name().to_owned(),
    };
    release.sources().iter().map(|source| outcome(release.bytes(source))).collect()
}

#[test]
fn files_are_found_in_name_order_hidden_ones_too() {
    let folder = Folder::new("order");
    for name in ["b.csv", "a/z.csv", ".hidden", "a/.b/c.csv", "Ä.csv"] {
        folder.write(name, name);
    }
    let release = release(&[&folder.0]);
    let names = folder.names(&release);
    assert_eq!(names, [".hidden", "a/.b/c.csv", "a/z.csv", "b.csv", "Ä.csv"]);
    assert_eq!(outcomes(&release), names, "each gives its own bytes");
}

#[test]
fn a_file_that_is_named_twice_is_checked_once() {
    let folder = Folder::new("twice");
    let file = folder.write("a/b.csv", "Bay");
    let roundabout = folder.0.join("a/../a/./b.csv");
    let release = release(&[&file, &folder.0, &roundabout, &folder.0.join("a")]);
    assert_eq!(outcomes(&release), ["Bay"]);
}

#[test]
fn what_is_excluded_is_counted_and_not_read() {
    let folder = Folder::new("excludes");
    for name in ["a.csv", "drafts/b.csv", "drafts/c.csv", "d.tmp"] {
        folder.write(name, name);
    }
    let globs = ["drafts", "*.tmp"].map(|glob| Glob::new(glob).unwrap());
    let excludes =
        globs.into_iter().fold(&mut GlobSetBuilder::new(), |all, it| all.add(it)).build();
    let options = Options { excludes: excludes.unwrap(), ..options() };
    let release = Release::of(std::slice::from_ref(&folder.0), &options).unwrap();
    assert_eq!(folder.names(&release), ["a.csv"]);
    assert_eq!(release.excluded(), 2, "a folder counts as one");
}

#[test]
fn a_path_that_leads_nowhere_is_an_error_that_names_it() {
    let folder = Folder::new("absent");
    let absent = folder.0.join("no such.csv");
    let error = Release::of(std::slice::from_ref(&absent), &options()).unwrap_err();
    assert!(matches!(error, ReleaseError::Absent(_)));
    assert!(error.to_string().contains("no such.csv"));
}

#[test]
fn nothing_to_check_is_an_error() {
    let folder = Folder::new("nothing");
    fs::create_dir(folder.0.join("empty")).unwrap();
    let error = Release::of(std::slice::from_ref(&folder.0), &options()).unwrap_err();
    assert!(error.to_string().starts_with("nothing to check under"), "{error}");
    assert!(matches!(Release::of(&[], &options()), Err(ReleaseError::Nothing(_))));
}

#[test]
fn a_file_above_the_limit_is_a_gap() {
    let folder = Folder::new("large");
    folder.write("at.txt", "1234567890");
    folder.write("over.txt", "12345678901");
    let options = Options { largest: 10, ..options() };
    let release = Release::of(std::slice::from_ref(&folder.0), &options).unwrap();
    assert_eq!(outcomes(&release), ["1234567890", "too-large"]);
}

#[test]
fn a_file_that_vanishes_is_a_gap() {
    let folder = Folder::new("vanishes");
    let file = folder.write("a.csv", "Bay");
    let release = release(&[&folder.0]);
    fs::remove_file(file).unwrap();
    assert_eq!(outcomes(&release), ["unreadable"]);
}

#[test]
fn a_list_names_files_that_may_hold_anything() {
    let folder = Folder::new("list");
    let list = folder.write("list", "a.csv\r\nb c.csv\n\nd.csv");
    let expected = ["a.csv", "b c.csv", "d.csv"].map(PathBuf::from);
    assert_eq!(Release::listed(&list).unwrap(), expected);
    let absent = Release::listed(&folder.0.join("absent"));
    assert!(matches!(absent, Err(ReleaseError::List { .. })));
}

#[test]
fn a_long_path_is_read() {
    let folder = Folder::new("long");
    let name = format!("{}/a.csv", vec!["x".repeat(100); 12].join("/"));
    folder.write(&name, "Bay");
    assert_eq!(outcomes(&release(&[&folder.0])), ["Bay"]);
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn a_pipe_is_a_gap_and_is_not_opened() {
        let folder = Folder::new("pipe");
        folder.write("a.csv", "Bay");
        let made = Command::new("mkfifo").arg(folder.0.join("pipe")).status().unwrap();
        assert!(made.success());
        assert_eq!(outcomes(&release(&[&folder.0])), ["Bay", "not-a-file"]);
        assert_eq!(outcomes(&release(&[&folder.0.join("pipe")])), ["not-a-file"]);
        assert_eq!(outcomes(&release(&[Path::new("/dev/zero")])), ["not-a-file"]);
    }

    #[test]
    fn a_file_that_becomes_a_pipe_is_a_gap() {
        let folder = Folder::new("becomes");
        let file = folder.write("a.csv", "Bay");
        let release = release(&[&folder.0]);
        fs::remove_file(&file).unwrap();
        assert!(Command::new("mkfifo").arg(&file).status().unwrap().success());
        assert_eq!(outcomes(&release), ["not-a-file"]);
    }

    #[test]
    fn links_are_followed_and_loops_end() {
        let folder = Folder::new("links");
        let outside = Folder::new("links-outside");
        outside.write("far.csv", "Far");
        folder.write("a/b.csv", "Bay");
        symlink(&outside.0, folder.0.join("out")).unwrap();
        symlink(&folder.0, folder.0.join("a/loop")).unwrap();
        symlink("self", folder.0.join("self")).unwrap();
        symlink("nowhere", folder.0.join("to-nowhere")).unwrap();
        symlink("a/b.csv", folder.0.join("same")).unwrap();
        let release = release(&[&folder.0]);
        let names = folder.names(&release);
        assert_eq!(names, ["a/b.csv", "a/loop", "out/far.csv", "self", "to-nowhere"]);
        let expected = ["Bay", "not-a-file", "Far", "unreadable", "unreadable"];
        assert_eq!(outcomes(&release), expected);
    }

    #[test]
    fn a_link_that_is_given_and_leads_nowhere_is_a_gap() {
        let folder = Folder::new("broken-link");
        symlink("nowhere", folder.0.join("link")).unwrap();
        assert_eq!(outcomes(&release(&[&folder.0.join("link")])), ["unreadable"]);
    }

    #[test]
    fn a_name_that_is_not_utf_8_is_shown_as_well_as_can_be_and_read() {
        let folder = Folder::new("names");
        let name = OsStr::from_bytes(b"Zo\xEB.csv");
        fs::write(folder.0.join(name), "Bay").unwrap();
        let release = release(&[&folder.0]);
        assert_eq!(folder.names(&release), ["Zo\u{fffd}.csv"]);
        assert_eq!(outcomes(&release), ["Bay"]);
    }

    /// The one who may do anything reads a closed file too, and then it is no gap.
    #[test]
    fn what_is_closed_is_a_gap_unless_it_can_be_read() {
        let folder = Folder::new("closed");
        let file = folder.write("a.csv", "Bay");
        folder.write("shut/b.csv", "Cole");
        let shut = folder.0.join("shut");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o0)).unwrap();
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o0)).unwrap();
        let can_file = fs::read(&file).is_ok();
        let can_folder = fs::read_dir(&shut).is_ok();
        let outcomes = outcomes(&release(&[&folder.0]));
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(outcomes[0], if can_file { "Bay" } else { "unreadable" });
        assert_eq!(outcomes[1], if can_folder { "Cole" } else { "unreadable" });
    }
}
