//! Zip archives: sound ones, and ones that are wrong in a way that must end in
//! a gap, never in silence.

#![allow(clippy::unwrap_used)] // a test that panics has failed

mod common;

use common::archive::{Entry, archive, bomb, commented, overlapping};
use common::outgoing::Outgoing;
use common::sink::Everything;
use foilint::artefact::Artefact;
use foilint::document::{Gap, Layer, Reason};
use foilint::read::{Budget, Limits, format_of, read};

/// The names of what the archive encloses.
fn enclosed(everything: &Everything) -> Vec<&str> {
    everything.enclosures.iter().map(|(name, _)| name.as_str()).collect()
}

fn bay() -> Entry {
    Entry::stored("bay.txt", b"Constable Bay")
}

#[test]
fn every_entry_is_enclosed_whatever_its_name() {
    let names =
        ["a.txt", "../../b.txt", "/etc/c.txt", "C:\\d.txt", ".hidden", "__MACOSX/._e", "ü/f"];
    let entries: Vec<Entry> = names.iter().map(|name| Entry::stored(name, b"Bay")).collect();
    let everything = Everything::of("a.zip", &archive(&entries));
    assert_eq!(everything.format, Some("zip"));
    assert_eq!(everything.enclosures.len(), names.len());
    assert!(everything.enclosures.iter().all(|(_, bytes)| bytes == b"Bay"));
    assert!(everything.gaps.is_empty(), "{:?}", everything.gaps);
}

#[test]
fn an_entry_that_does_not_unpack_is_a_gap_and_the_rest_is_read() {
    let cases = [
        (Entry::stored("x", b"secret").encrypted(), "encrypted"),
        (Entry::stored("x", b"secret").packed_by(14), "not-in-this-version"),
        (Entry::stored("x", b"secret").packed_by(98), "not-in-this-version"),
        (Entry::stored("x", b"secret").damaged(), "malformed"),
        (Entry::stored("x", b"\x07secret").packed_by(8), "malformed"),
    ];
    for (broken, reason) in cases {
        let everything = Everything::of("a.zip", &archive(&[broken, bay()]));
        let gaps: Vec<_> = everything.gaps.iter().map(|it| (&*it.part, it.reason.name())).collect();
        assert_eq!(gaps, [("x", reason)]);
        assert_eq!(enclosed(&everything), ["bay.txt"], "{reason}");
    }
}

#[test]
fn a_bomb_is_a_gap_and_the_rest_is_read() {
    let everything = Everything::of("a.zip", &bomb(80 << 20));
    let ratio = Limits::default().ratio;
    assert_eq!(everything.gaps, [Gap::part("zeros", Reason::Bomb(ratio))]);
    assert_eq!(enclosed(&everything), ["bay.txt"]);
}

#[test]
fn an_archive_is_not_unpacked_beyond_its_limits() {
    let bytes = bomb(8 << 20);
    let artefact = Artefact::new("a.zip", &bytes);
    let part = Limits { part: 1 << 20, ..Limits::default() };
    let unpacked = Limits { unpacked: 1 << 20, ..Limits::default() };
    for limits in [part, unpacked] {
        let mut everything = Everything::default();
        read(&artefact, format_of(&artefact).unwrap(), &Budget::new(limits), &mut everything);
        let gaps: Vec<_> = everything.gaps.iter().map(|it| (&*it.part, it.reason.name())).collect();
        assert_eq!(gaps, [("zeros", "too-large")]);
        assert_eq!(enclosed(&everything), ["bay.txt"]);
    }
}

#[test]
fn two_entries_of_one_name_are_a_gap_and_both_are_read() {
    let cole = Entry::stored("bay.txt", b"Constable Cole");
    let everything = Everything::of("a.zip", &archive(&[cole, bay()]));
    assert_eq!(everything.gaps, [Gap::whole(Reason::Ambiguous("two have the same name"))]);
    assert_eq!(enclosed(&everything), ["bay.txt", "bay.txt (unlisted)"]);
    let texts = everything.enclosures.iter().map(|(_, bytes)| bytes.as_slice());
    assert_eq!(texts.collect::<Vec<_>>(), [&b"Constable Bay"[..], b"Constable Cole"]);
}

#[test]
fn an_entry_that_the_directory_does_not_list_is_a_gap_and_is_read() {
    let dee = Entry::stored("dee.txt", b"Constable Dee").unlisted();
    for entries in [[dee.clone(), bay()], [bay(), dee]] {
        let everything = Everything::of("a.zip", &archive(&entries));
        assert_eq!(
            everything.gaps,
            [Gap::whole(Reason::Ambiguous("one is not in their directory"))]
        );
        assert_eq!(enclosed(&everything), ["bay.txt", "dee.txt (unlisted)"]);
    }
}

#[test]
fn an_entry_that_is_not_where_the_directory_says_is_a_gap_and_is_read() {
    for offset in [3, 1 << 30] {
        let everything = Everything::of("a.zip", &archive(&[bay().claimed_at(offset)]));
        assert_eq!(everything.gaps.len(), 2, "{:?}", everything.gaps);
        assert_eq!(enclosed(&everything), ["bay.txt (unlisted)"]);
    }
}

#[test]
fn names_that_are_one_on_disk_and_folders_with_bytes_are_read() {
    let names = ["a/b.txt", "a\\b.txt", "/a/b.txt", "a/b.txt/"];
    let entries: Vec<Entry> = names.iter().map(|name| Entry::stored(name, b"Bay")).collect();
    assert_eq!(Everything::of("a.zip", &archive(&entries)).enclosures.len(), names.len());
}

#[test]
fn entries_that_overlap_are_a_gap_and_not_unpacked() {
    let names: Vec<String> = (0..2_000).map(|number| format!("{number}.txt")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let everything = Everything::of("a.zip", &overlapping(&names, &bay()));
    assert_eq!(everything.gaps, [Gap::whole(Reason::Ambiguous("two of them overlap"))]);
    assert!(everything.enclosures.is_empty());
    assert!(!everything.layers_of("Constable Bay").is_empty(), "an editor shows it");
}

#[test]
fn what_stands_around_the_entries_is_found() {
    let archive = commented(&[bay().commented("seen by Guy")], b"packed by Cole");
    let bytes = [b"\x7FELF by Constable Dee\0", &archive[..], b"\0after Constable Eve"].concat();
    let everything = Everything::of("a.zip", &bytes);
    assert_eq!(everything.layers_of("packed by Cole"), [Layer::ArchiveComment]);
    assert_eq!(everything.layers_of("seen by Guy"), [Layer::ArchiveComment]);
    assert_eq!(everything.layers_of("Constable Dee"), [Layer::TrailingBytes]);
    assert_eq!(everything.layers_of("Constable Eve"), [Layer::TrailingBytes]);
    assert_eq!(enclosed(&everything), ["bay.txt"]);
}

#[test]
fn an_archive_is_read_whatever_its_extension_and_no_archive_is_not() {
    let everything = Everything::of("a.csv", &archive(&[bay()]));
    assert_eq!((everything.format, enclosed(&everything)), (Some("zip"), vec!["bay.txt"]));
    assert_eq!(Everything::of("a.zip", b"Constable Bay\n").format, Some("text"));
    let empty = Everything::of("a.zip", &archive(&[]));
    assert!(empty.gaps.is_empty() && empty.enclosures.is_empty());
}

#[test]
fn an_archive_cut_off_anywhere_is_a_gap() {
    let whole = archive(&[bay(), Entry::stored("cole.txt", b"Constable Cole")]);
    for length in 4..whole.len() {
        let everything = Everything::of("a.zip", &whole[..length]);
        assert!(!everything.gaps.is_empty(), "{length} bytes of {}", whole.len());
    }
}

#[test]
fn what_is_whole_in_an_archive_that_is_cut_off_is_read() {
    let whole = archive(&[bay(), Entry::stored("cole.txt", b"Constable Cole")]);
    let everything = Everything::of("a.zip", &whole[..70]);
    assert_eq!(enclosed(&everything), ["bay.txt (unlisted)"]);
    assert!(!everything.gaps.is_empty());
}

#[test]
fn a_package_that_is_not_read_is_named_and_its_parts_are_scanned() {
    let types = Entry::stored("[Content_Types].xml", b"<Types/>");
    let body = b"<v:document><v:p><v:t>Constable B</v:t><v:b/><v:t>ay</v:t></v:p></v:document>";
    let vsdx = archive(&[types.clone(), Entry::stored("visio/pages/page1.xml", body)]);
    let everything = Everything::of("a.vsdx", &vsdx);
    assert_eq!(everything.format, Some("vsdx"));
    assert_eq!(everything.gaps, [Gap::whole(Reason::NotInThisVersion("Visio drawings"))]);
    assert_eq!(everything.layers_of("Constable B"), [Layer::UnknownPart]);
    let cases =
        [("ppt/presentation.xml", "pptx"), ("visio/document.xml", "vsdx"), ("x.xml", "office")];
    for (part, format) in cases {
        let bytes = archive(&[types.clone(), Entry::stored(part, b"<a/>")]);
        assert_eq!(Everything::of("a", &bytes).format, Some(format));
    }
    let kind = Entry::stored("mimetype", b"application/vnd.oasis.opendocument.text");
    assert_eq!(Everything::of("a", &archive(&[kind])).format, Some("odt"));
}

#[test]
fn an_archive_in_an_archive_is_read_and_fifty_are_too_deep() {
    let nested = |depth: u32| {
        let text = b"NI: AB123456C\n".to_vec();
        (0..depth).fold(text, |inner, _| archive(&[Entry::stored("inner.zip", &inner)]))
    };
    let folder = Outgoing::new("nested").file("three.zip", nested(3)).file("fifty.zip", nested(50));
    let three = folder.run(&["check", "--format", "concise", "three.zip"]);
    let found = "three.zip!inner.zip!inner.zip!inner.zip: line 1: error";
    assert!(three.stdout.starts_with(found), "{}", three.stdout);
    let fifty = folder.run(&["check", "--format", "concise", "fifty.zip"]);
    assert_eq!(fifty.code, 1);
    assert!(fifty.stdout.contains("more than 16 files deep"), "{}", fifty.stdout);
}
