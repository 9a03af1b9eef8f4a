//! What stands around the files: owners, comments, names, bytes behind the end.

use foilint::document::Layer;

use crate::common::boxes::{Held, bzip2, gzip, record, seven_zip, tar, xz};
use crate::common::outgoing::Outgoing;
use crate::common::sink::Everything;
use crate::gaps;

const BAY: &[u8] = b"Constable Bay\n";

/// Z03.
#[test]
fn the_owner_of_a_file_is_told() {
    let owned = Everything::of("a.tar", &tar(&[Held::file("a.txt", BAY).owned("jsample")]));
    assert_eq!(owned.layers_of("jsample"), [Layer::Property]);
    let pax = Held::file("pax", &record("uname", "jsample")).of_kind(b'x');
    let later = Everything::of("a.tar", &tar(&[pax, Held::file("a.txt", BAY)]));
    assert_eq!(later.layers_of("jsample"), [Layer::Property]);
}

/// Z03.
#[test]
fn comments_links_and_labels_are_told() {
    let comment = Held::file("pax", &record("comment", "seen by Cole")).of_kind(b'g');
    let entries = [
        comment,
        Held::file("Sample archive", b"").of_kind(b'V'),
        Held::file("a", b"").linked("/home/jsample/a.txt"),
    ];
    let everything = Everything::of("a.tar", &tar(&entries));
    assert_eq!(everything.layers_of("seen by Cole"), [Layer::ArchiveComment]);
    assert_eq!(everything.layers_of("Sample archive"), [Layer::Property]);
    assert_eq!(everything.layers_of("jsample"), [Layer::Hyperlink]);
    assert!(everything.enclosures.is_empty() && everything.gaps.is_empty());
}

/// Z03.
#[test]
fn what_a_packer_noted_of_a_file_is_told() {
    let everything = Everything::of("a.gz", &gzip(BAY, "Sample, Jane.txt", "for Cole only"));
    assert_eq!(everything.enclosures[0].0, "Sample, Jane.txt");
    assert_eq!(everything.layers_of("Sample, Jane"), [Layer::SavePath]);
    assert_eq!(everything.layers_of("for Cole only"), [Layer::ArchiveComment]);
}

/// Z05.
#[test]
fn bytes_behind_the_end_are_told() {
    let whole = [
        ("a.gz", gzip(BAY, "", "")),
        ("a.bz2", bzip2()),
        ("a.xz", xz()),
        ("a.7z", seven_zip()),
        ("a.tar", tar(&[Held::file("a.txt", BAY)])),
    ];
    for (name, bytes) in whole {
        let quiet = Everything::of(name, &[&bytes[..], &[0; 512]].concat());
        assert!(quiet.texts(Layer::TrailingBytes).is_empty(), "{name}: zeros fill a block");
        let told = Everything::of(name, &[&bytes[..], b"\0Constable Dee\0"].concat());
        assert_eq!(told.layers_of("Constable Dee"), [Layer::TrailingBytes], "{name}");
        let file = Everything::of(name, &[&bytes[..], b"Rar!\x1A\x07\x01\0"].concat());
        let last = file.enclosures.last().unwrap();
        assert_eq!(
            (last.0.as_str(), last.1.as_slice()),
            ("after the end.rar", &b"Rar!\x1A\x07\x01\0"[..])
        );
        let noise = [0x90; 99];
        let unknown = Everything::of(name, &[&bytes[..], &noise].concat());
        assert_eq!(gaps(&unknown), [("after the end", "unknown-format")], "{name}");
    }
}

/// Z05.
#[test]
fn bytes_between_the_entries_of_tar_are_told() {
    let mut bytes = tar(&[Held::file("a.txt", BAY)]);
    bytes[600..613].copy_from_slice(b"Constable Dee");
    assert_eq!(Everything::of("a.tar", &bytes).layers_of("Constable Dee"), [Layer::TrailingBytes]);
}

/// Z05.
#[test]
fn the_folders_of_a_name_are_looked_at() {
    let held = Held::file("../Users/PC 1234 Sampleworth/a.txt", b"Total");
    let folder = Outgoing::new("slip").file("a.tar", tar(&[held]));
    let run = folder.run(&["check", "--format", "concise", "a.tar"]);
    assert!(run.stdout.contains("person-with-rank"), "{}", run.stdout);
}
