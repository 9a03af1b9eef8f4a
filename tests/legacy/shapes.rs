//! Shapes of xls: text boxes, names and descriptions, and those that nobody sees.

use foilint::document::Layer;

use super::common::biff::{self, Biff, Record};
use super::common::legacy::{WORD, read, staff, staff_of};
use super::common::sink::Everything;
use super::common::table::State;

/// A record of a drawing ([MS-ODRAW] 2.2.1).
fn drawn(version: u8, kind: u16, data: &[u8]) -> Vec<u8> {
    let length = (data.len() as u32).to_le_bytes();
    [&[version, 0][..], &kind.to_le_bytes(), &length, data].concat()
}

/// A shape with a switch, corners and perhaps a description.
fn shape(switches: u32, corners: [u16; 8], description: Option<&str>) -> Record {
    let mut table = [&0x03BF_u16.to_le_bytes()[..], &switches.to_le_bytes()].concat();
    if let Some(text) = description {
        let text = &biff::wide(text)[1..];
        table.extend([0x81, 0x83]);
        table.extend((text.len() as u32).to_le_bytes());
        table.extend(text);
    }
    let version = if description.is_some() { 0x23 } else { 0x13 };
    let anchor = corners.iter().flat_map(|it| it.to_le_bytes());
    let anchor: Vec<u8> = [0, 0].into_iter().chain(anchor).collect();
    (0x00EC, [drawn(version, 0xF00B, &table), drawn(0, 0xF010, &anchor)].concat())
}

/// The corners of a box of two rows and two columns.
const BOX: [u16; 8] = [1, 0, 1, 0, 3, 0, 3, 0];

/// The number and the text of an object that is a text box.
fn text() -> [Record; 3] {
    let head = [&[0; 10][..], &[WORD.len() as u8, 0, 8, 0, 0, 0, 0, 0]].concat();
    let object = [&[0x15, 0, 0x12, 0, 6, 0, 1, 0][..], &[0; 14]].concat();
    [(0x005D, object), (0x01B6, head), (0x003C, biff::wide(WORD))]
}

fn boxed(shape: Record, globals: Vec<Record>) -> Everything {
    let records = [&[shape][..], &text()].concat();
    read("xls", &Biff { records, globals, ..Biff::of(&[staff_of("x")]) }.bytes())
}

/// S07.
#[test]
fn a_text_box_is_seen_unless_it_is_hidden() {
    let flat = [1, 7, 1, 0, 1, 7, 3, 0];
    let hiding = || vec![(0x008D, vec![2, 0])];
    let cases = [
        (shape(0, BOX, None), vec![], Layer::TextBox, "a plain one"),
        (shape(0x0002_0000, BOX, None), vec![], Layer::TextBox, "one that says it is not hidden"),
        (shape(0x0002_0002, BOX, None), vec![], Layer::HiddenShape, "a hidden one"),
        (shape(0, flat, None), vec![], Layer::HiddenShape, "one of no width"),
        (shape(0, BOX, None), hiding(), Layer::HiddenShape, "one where no object is shown"),
        (shape(0, BOX, None), vec![(0x008D, vec![0, 0])], Layer::TextBox, "one where all are"),
    ];
    for (shape, globals, layer, why) in cases {
        let found = boxed(shape, globals);
        assert_eq!(found.layers_of(WORD), [layer], "{why}");
        assert_eq!(found.gaps, [], "{why}");
    }
}

/// S07.
#[test]
fn what_describes_a_shape_is_found_and_a_given_name_is_not() {
    let of = |switches, description| {
        let records = vec![shape(switches, BOX, Some(description))];
        read("xls", &Biff { records, ..Biff::of(&[staff_of("x")]) }.bytes())
    };
    assert_eq!(of(0, WORD).layers_of(WORD), [Layer::AltText]);
    assert_eq!(of(0x0002_0002, WORD).layers_of(WORD), [Layer::HiddenShape]);
    assert_eq!(of(0, "Picture 12").texts(Layer::AltText), Vec::<&str>::new());
}

/// S07.
#[test]
fn a_name_behind_a_list_is_found_whether_its_head_counts_or_not() {
    let name = &biff::wide(WORD)[1..];
    for counted in [8_u32, 14] {
        let list = [&[0x46, 0x81][..], &counted.to_le_bytes()].concat();
        let entry = [&[0x80, 0xC3][..], &(name.len() as u32).to_le_bytes()].concat();
        let elements = [4, 0, 4, 0, 2, 0, 1, 2, 3, 4, 5, 6, 7, 8];
        let table = [&list[..], &entry, &elements, name].concat();
        let records = vec![(0x00EC, drawn(0x23, 0xF00B, &table))];
        let found = read("xls", &Biff { records, ..Biff::of(&[staff_of("x")]) }.bytes());
        assert_eq!(found.texts(Layer::AltText), [WORD]);
    }
}

/// S07.
#[test]
fn a_text_box_on_a_hidden_sheet_is_hidden_with_it() {
    let records = [&[shape(0, BOX, None)][..], &text()].concat();
    let sheet = staff_of("x").state(State::Hidden);
    let found = read("xls", &Biff { records, ..Biff::of(&[sheet]) }.bytes());
    assert_eq!(found.layers_of(WORD), [Layer::HiddenSheet]);
}

/// S07.
#[test]
fn a_comment_is_none_of_the_hidden_shapes() {
    let records = [&[shape(0x0002_0002, BOX, None)][..], &biff::comment(1, 1, "A", WORD)].concat();
    let found = read("xls", &Biff { records, ..Biff::of(&[staff()]) }.bytes());
    assert_eq!(found.layers_of(WORD), [Layer::Body, Layer::Comment]);
}
