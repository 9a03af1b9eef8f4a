//! Damage and bombs: a gap, never a panic, never an end without a word.

use foilint::artefact::Artefact;
use foilint::read::{Budget, Limits, format_of, read};

use crate::common::boxes::{
    Held, bzip2, gzip, seven_zip, seven_zip_closed, seven_zip_locked, seven_zip_of, tar, xz, zstd,
};
use crate::common::outgoing::Outgoing;
use crate::common::sink::Everything;
use crate::gaps;

fn specimens() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.tar", tar(&[Held::file("a.txt", b"Constable Bay").owned("jsample")])),
        ("a.gz", gzip(b"Constable Bay", "a.txt", "comment")),
        ("a.bz2", bzip2()),
        ("a.xz", xz()),
        ("a.zst", zstd(b"Constable Bay")),
        ("a.7z", seven_zip()),
        ("a.7z", seven_zip_locked()),
        ("a.7z", seven_zip_closed()),
    ]
}

#[test]
fn an_archive_cut_off_anywhere_is_a_gap() {
    for (name, bytes) in specimens() {
        let enough = if name == "a.tar" { 512 } else { 10 };
        for length in enough..bytes.len() {
            let everything = Everything::of(name, &bytes[..length]);
            // Behind the last entry of tar a block of zeros is enough.
            let is_whole = name == "a.tar" && length >= 1536;
            assert_eq!(everything.gaps.is_empty(), is_whole, "{name}, {length} of {}", bytes.len());
        }
    }
}

#[test]
fn a_changed_byte_is_never_a_panic() {
    for (name, bytes) in specimens() {
        for at in 0..bytes.len().min(700) {
            for flip in [0xFF, 0x01] {
                let mut changed = bytes.clone();
                changed[at] ^= flip;
                let everything = Everything::of(name, &changed);
                let panicked = gaps(&everything).iter().any(|it| it.1 == "reader-failed");
                assert!(!panicked, "{name}, byte {at}");
            }
        }
    }
}

#[test]
fn nothing_is_unpacked_beyond_the_limits() {
    let cases = [("a.gz", gzip(&[b' '; 5_000], "", "")), ("a.7z", seven_zip())];
    for (name, bytes) in cases {
        let artefact = Artefact::new(name, &bytes);
        for limits in [
            Limits { part: 10, ..Limits::default() },
            Limits { unpacked: 10, ..Limits::default() },
            Limits { ratio: 0, ratio_from: 10, ..Limits::default() },
        ] {
            let mut everything = Everything::default();
            read(&artefact, format_of(&artefact).unwrap(), &Budget::new(limits), &mut everything);
            assert!(!everything.gaps.is_empty(), "{name}: {limits:?}");
        }
    }
}

#[test]
fn an_archive_that_holds_itself_without_end_ends() {
    let deep = (0..40).fold(b"NI: AB123456C".to_vec(), |inner, _| gzip(&inner, "a.gz", ""));
    let folder = Outgoing::new("deep").file("a.gz", deep);
    let run = folder.run(&["check", "--format", "concise", "a.gz"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("more than 16 files deep"), "{}", run.stdout);
}

/// Z05. Each count is a number of eight bytes, 2^40 of what takes memory.
#[test]
fn a_header_that_claims_more_than_it_holds_is_a_gap_and_takes_no_memory() {
    const MANY: [u8; 9] = [0xFF, 0, 0, 0, 0, 0, 1, 0, 0];
    let cases: [(&str, &[&[u8]]); 6] = [
        ("files", &[&[1, 5], &MANY]),
        ("packed streams", &[&[1, 4, 6, 0], &MANY, &[9]]),
        ("folders", &[&[1, 4, 7, 0x0B], &MANY, &[0]]),
        ("coders", &[&[1, 4, 7, 0x0B, 1, 0], &MANY]),
        ("properties", &[&[1, 4, 7, 0x0B, 1, 0, 1, 0x23, 3, 1, 1], &MANY]),
        ("streams of a folder", &[&[1, 4, 7, 0x0B, 1, 0, 1, 0, 0x0C, 5, 0, 8, 0x0D], &MANY]),
    ];
    for (what, header) in cases {
        let everything = Everything::of("a.7z", &seven_zip_of(&header.concat()));
        assert_eq!(gaps(&everything), [("", "malformed")], "{what}");
    }
    let dictionary: &[u8] = &[1, 4, 7, 0x0B, 1, 0, 1, 0x21, 0x21, 1, 40];
    assert_eq!(gaps(&Everything::of("a.7z", &seven_zip_of(dictionary))), [("", "too-large")]);
    assert!(Everything::of("a.7z", &seven_zip_of(b"")).gaps.is_empty(), "nothing is in it");
}
