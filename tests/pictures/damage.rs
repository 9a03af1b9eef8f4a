//! Damage: cut off anywhere is a gap, a changed byte is never a panic.

use crate::common::pictures::{
    Tag, Value, chunk, data_set, exif, exif_segment, gif, gif_comment, plain_jpeg, png, position,
    resource, segment, stored, webp,
};
use crate::common::sink::Everything;

fn specimens() -> Vec<(&'static str, Vec<u8>)> {
    let camera = vec![
        Tag(0x0100, Value::Long(32)),
        Tag(0x0101, Value::Long(32)),
        Tag(0x013B, Value::Text("Jane Sample")),
        position(),
    ];
    let exif = exif(&[camera.clone(), camera]);
    let photoshop =
        [b"Photoshop 3.0\0", &resource(0x0404, &data_set(80, "Jane Sample"))[..]].concat();
    let packed = [b"Comment\0\0", &stored(b"seen by Cole")[..]].concat();
    vec![
        ("jpeg", plain_jpeg(&[exif_segment(&exif), segment(0xED, &photoshop)])),
        ("png", png((32, 32), &[chunk(b"eXIf", &exif), chunk(b"zTXt", &packed)])),
        ("gif", gif((32, 32), &[gif_comment("seen by Cole")], 2)),
        ("webp", webp((32, 32), &[(b"EXIF", &exif)])),
        ("tiff", exif),
    ]
}

#[test]
fn a_picture_cut_off_anywhere_is_a_gap() {
    for (format, bytes) in specimens().into_iter().filter(|it| it.0 != "tiff") {
        for length in 16..bytes.len() {
            let everything = Everything::of("a", &bytes[..length]);
            assert!(!everything.gaps.is_empty(), "{format}, {length} of {}", bytes.len());
        }
    }
}

#[test]
fn a_changed_byte_is_never_a_panic() {
    for (format, bytes) in specimens() {
        for at in 0..bytes.len().min(900) {
            for flip in [0xFF, 0x01, 0x80] {
                let mut changed = bytes.clone();
                changed[at] ^= flip;
                let everything = Everything::of("a", &changed);
                let panicked = everything.gaps.iter().any(|it| it.reason.name() == "reader-failed");
                assert!(!panicked, "{format}, byte {at}");
            }
        }
    }
}

#[test]
fn directories_in_a_ring_are_read_once() {
    let mut bytes = exif(&[vec![Tag(0x013B, Value::Text("Jane Sample"))]]);
    bytes[22..26].copy_from_slice(&8_u32.to_le_bytes());
    let everything = Everything::of("a.tif", &bytes);
    assert_eq!(everything.layers_of("Jane Sample").len(), 1);
}

#[test]
fn more_notes_than_are_taken_are_a_gap() {
    let comments = |count: usize| -> Vec<Vec<u8>> {
        (0..count).map(|it| segment(0xFE, format!("number {it}").as_bytes())).collect()
    };
    let is_cut = |count| {
        let everything = Everything::of("a.jpg", &plain_jpeg(&comments(count)));
        everything.gaps.iter().any(|it| it.reason.name() == "too-large")
    };
    assert!(!is_cut(10_000));
    assert!(is_cut(10_001));
}
