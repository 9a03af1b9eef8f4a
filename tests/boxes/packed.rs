//! What is packed comes out, under the name that it had.

use foilint::document::Layer;

use crate::common::archive::{Entry, archive};
use crate::common::boxes::{
    Held, bzip2, gzip, record, seven_zip, seven_zip_closed, seven_zip_locked, tar, xz, zstd,
};
use crate::common::outgoing::Outgoing;
use crate::common::sink::Everything;
use crate::{gaps, names};

const BAY: &[u8] = b"Constable Bay\n";

/// Z01.
#[test]
fn a_packed_file_is_unpacked_under_its_name() {
    let cases = [
        ("bay.txt.gz", gzip(BAY, "", ""), "gzip"),
        ("bay.txt.bz2", bzip2(), "bzip2"),
        ("bay.txt.xz", xz(), "xz"),
        ("bay.txt.zst", zstd(BAY), "zstd"),
    ];
    for (name, bytes, format) in cases {
        let everything = Everything::of(name, &bytes);
        assert_eq!(everything.format, Some(format));
        assert_eq!(everything.enclosures, [("bay.txt".to_owned(), BAY.to_vec())], "{format}");
        assert!(everything.gaps.is_empty(), "{format}: {:?}", everything.gaps);
        assert!(everything.fragments.is_empty(), "{format}: nothing else is told");
    }
}

/// Z01.
#[test]
fn members_one_behind_the_other_are_one_file() {
    let twice = [gzip(b"Constable ", "", ""), gzip(b"Bay\n", "", "")].concat();
    assert_eq!(Everything::of("bay.txt.gz", &twice).enclosures[0].1, BAY);
    for (name, one) in [("a.bz2", bzip2()), ("a.xz", xz()), ("a.zst", zstd(BAY))] {
        let twice = Everything::of(name, &one.repeat(2));
        assert_eq!(twice.enclosures[0].1, BAY.repeat(2), "{name}");
        assert!(twice.gaps.is_empty());
    }
}

/// Z01.
#[test]
fn every_entry_of_tar_is_a_file_whatever_its_name() {
    let entries =
        ["bay.txt", "../../b.txt", "/etc/c.txt", "C:\\d.txt"].map(|it| Held::file(it, BAY));
    let everything = Everything::of("a.tar", &tar(&entries));
    assert_eq!(everything.format, Some("tar"));
    assert_eq!(names(&everything), ["bay.txt", "../../b.txt", "/etc/c.txt", "C:\\d.txt"]);
    assert!(everything.enclosures.iter().all(|it| it.1 == BAY));
    assert!(everything.gaps.is_empty() && everything.fragments.is_empty());
}

/// Z01.
#[test]
fn a_long_name_of_tar_is_that_of_the_next_entry() {
    let long = "folder/".repeat(20) + "bay.txt";
    let gnu = Held::file("././@LongLink", long.as_bytes()).of_kind(b'L');
    let pax = Held::file("pax", &record("path", "a/bay.txt")).of_kind(b'x');
    let entries =
        [gnu, Held::file("short", BAY), pax, Held::file("short", BAY), Held::file("c", BAY)];
    assert_eq!(names(&Everything::of("a.tar", &tar(&entries))), [&long, "a/bay.txt", "c"]);
}

/// Z01.
#[test]
fn every_level_is_named_in_the_chain() {
    let text = b"NI: AB123456C\n";
    let annexes =
        gzip(&tar(&[Held::file("in.zip", &archive(&[Entry::stored("a.txt", text)]))]), "", "");
    let folder = Outgoing::new("levels").file("annexes.tar.gz", annexes);
    let run = folder.run(&["check", "--format", "concise", "annexes.tar.gz"]);
    let chain = "annexes.tar.gz!annexes.tar!in.zip!a.txt: line 1: error";
    assert!(run.stdout.contains(chain), "{}", run.stdout);
}

/// Z01.
#[test]
fn the_files_of_7z_are_files() {
    let everything = Everything::of("a.7z", &seven_zip());
    assert_eq!(everything.format, Some("7z"));
    assert_eq!(names(&everything), ["bay.txt", "cole.txt"]);
    assert_eq!(everything.enclosures[0].1, BAY);
    assert!(everything.gaps.is_empty() && everything.fragments.is_empty());
}

/// Z04.
#[test]
fn what_is_encrypted_is_a_gap_until_its_password_is_given() {
    let locked = seven_zip_locked();
    let closed = seven_zip_closed();
    let both = [("bay.txt", "encrypted"), ("cole.txt", "encrypted")];
    assert_eq!(gaps(&Everything::of("a.7z", &locked)), both);
    assert_eq!(gaps(&Everything::of("a.7z", &closed)), [("", "encrypted")]);
    for bytes in [locked, closed] {
        assert!(!Everything::with("a.7z", &bytes, "other").gaps.is_empty());
        let opened = Everything::with("a.7z", &bytes, "other\nsesame");
        assert_eq!(names(&opened), ["bay.txt", "cole.txt"]);
        assert!(opened.gaps.is_empty());
    }
}

/// Z04.
#[test]
fn an_archive_that_nobody_unpacks_is_a_gap() {
    let everything = Everything::of("a.rar", b"Rar!\x1A\x07\x01\0\0\0Constable Bay\0");
    assert_eq!(gaps(&everything), [("", "not-in-this-version")]);
    assert_eq!(everything.texts(Layer::UnknownPart), ["Constable Bay"]);
}
