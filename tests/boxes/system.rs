//! Files that systems leave beside others.

use foilint::document::Layer;

use crate::common::sink::Everything;

/// Z02.
#[test]
fn a_store_of_a_folder_tells_the_names_of_its_files() {
    let record = |name: &str| {
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
        [&(name.len() as u32).to_be_bytes()[..], &units, b"Ilocblob\0\0\0\x10\0\0\0\x01"].concat()
    };
    let store = [
        &b"\0\0\0\x01Bud1\0\0\x10\0"[..],
        &[0; 20],
        &record("Sample, Jane.docx"),
        &record("plan.pdf"),
    ];
    let everything = Everything::of(".DS_Store", &store.concat());
    assert_eq!(everything.texts(Layer::SystemFile), ["Sample, Jane.docx", "plan.pdf"]);
    assert!(everything.gaps.is_empty());
}

/// Z02.
#[test]
fn a_fork_tells_where_a_file_came_from() {
    let double = [&b"\0\x05\x16\x07\0\x02\0\0Mac OS X        \0\x02"[..], b"\0\0\0\x09\0\0\0\x32", b"com.apple.metadata:kMDItemWhereFroms\0bplist00\xA1\x01_\x10\x1Ehttps://jsample.example.org/a/b"];
    let everything = Everything::of("__MACOSX/._a.docx", &double.concat());
    assert_eq!(everything.layers_of("https://jsample.example.org/a/b"), [Layer::SystemFile]);
}

/// G02.
#[test]
fn where_a_file_was_loaded_from_is_told() {
    let zone = b"[ZoneTransfer]\r\nZoneId=3\r\nReferrerUrl=https://example.org/jsample\r\n";
    let everything = Everything::of("a.docx:Zone.Identifier", zone);
    assert_eq!(everything.layers_of("https://example.org/jsample"), [Layer::SystemFile]);
}

/// Z02.
#[test]
fn a_store_of_thumbnails_tells_names_and_hands_over_pictures() {
    let catalogue: Vec<u8> =
        "Sample, Jane.jpg\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let picture = [&[12, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0][..], b"\xFF\xD8\xFF\xD9"].concat();
    let store = crate::common::biff::compound(&[
        ("/Catalog".to_owned(), [vec![0; 16], catalogue].concat()),
        ("/256_0123456789abcdef".to_owned(), picture),
    ]);
    let everything = Everything::of("Thumbs.db", &store);
    assert_eq!(everything.layers_of("Sample, Jane.jpg"), [Layer::SystemFile]);
    assert_eq!(
        everything.enclosures,
        [("256_0123456789abcdef.jpg".to_owned(), b"\xFF\xD8\xFF\xD9".to_vec())]
    );
}
