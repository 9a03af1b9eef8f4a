//! The drawings of Windows: their texts are read.

use foilint::document::Layer;

use crate::common::sink::Everything;

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A record of EMF, filled to four bytes.
fn record(kind: u32, content: &[u8]) -> Vec<u8> {
    let length = (content.len() + 8).next_multiple_of(4);
    let mut bytes = [&kind.to_le_bytes()[..], &(length as u32).to_le_bytes(), content].concat();
    bytes.resize(length, 0);
    bytes
}

/// An enhanced metafile that draws a text, and more records.
fn drawing(text: &str, more: &[u8]) -> Vec<u8> {
    let title = wide("Word\0Note of Cole\0");
    let mut head = vec![0; 80];
    head[8..16].copy_from_slice(&[0x7F, 2, 0, 0, 0xDF, 1, 0, 0]);
    head[32..36].copy_from_slice(b" EMF");
    head[52..56].copy_from_slice(&18_u32.to_le_bytes());
    head[56..60].copy_from_slice(&88_u32.to_le_bytes());
    let mut drawn = vec![0; 68];
    drawn[36..40].copy_from_slice(&(text.len() as u32).to_le_bytes());
    drawn[40..44].copy_from_slice(&76_u32.to_le_bytes());
    let parts = [record(1, &[head, title].concat()), record(84, &[drawn, wide(text)].concat())];
    [parts.concat(), more.to_vec(), record(14, &[0; 12])].concat()
}

/// X37.
#[test]
fn the_texts_of_a_drawing_are_read() {
    let everything = Everything::of("a.emf", &drawing("Constable Bay", b""));
    assert_eq!(everything.format, Some("emf"));
    assert_eq!(everything.layers_of("Constable Bay"), [Layer::Body]);
    assert_eq!(everything.layers_of("Note of Cole"), [Layer::ImageMetadata]);
    assert!(everything.gaps.is_empty(), "all that it shows is read");
    let copied = Everything::of("a.emf", &drawing("Constable Bay", &record(81, &[0; 8])));
    assert_eq!(copied.gaps.len(), 1, "nobody reads the points that it copies");
}

/// X37.
#[test]
fn the_texts_of_an_old_drawing_are_read() {
    let text = b"Constable Bay.";
    let drawn =
        [&12_u32.to_le_bytes()[..], b"\x21\x05", &14_u16.to_le_bytes(), text, &[0; 2]].concat();
    let end = b"\x03\0\0\0\0\0";
    let bytes = [&b"\x01\0\x09\0\0\x03\0\0\0\0\0\0\0\0\0\0\0\0"[..], &drawn, end].concat();
    let everything = Everything::of("a.wmf", &bytes);
    assert_eq!(everything.layers_of("Constable Bay"), [Layer::Body]);
    assert!(everything.gaps.is_empty(), "{:?}", everything.gaps);
}
