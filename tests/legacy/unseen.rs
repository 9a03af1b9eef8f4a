//! Cells of xls that nobody sees: by their colour, by a condition, below others, far
//! from the rest, without height or width.

use foilint::document::Layer;

use super::common::biff::{self, Biff, Record};
use super::common::legacy::{WORD, assert_found, read, staff, staff_of};
use super::common::sink::Everything;

/// A text in a cell, row and column from 0, of a cell format.
fn cell(row: u16, column: u16, format: u16, text: &str) -> Record {
    let place = [row, column, format].map(u16::to_le_bytes).concat();
    (0x0204, [&place[..], &biff::long(text)].concat())
}

fn found_in(records: Vec<Record>, looks: Vec<Record>) -> Everything {
    read("xls", &Biff { records, looks, ..Biff::of(&[staff_of("x")]) }.bytes())
}

/// A font of a colour of the palette; format 2, which uses it; and what its extension
/// says: properties of 16 bytes each with a kind, a kind of colour and its value.
fn looks(font: u8, pattern: u32, more: &[(u8, u8, [u8; 4])]) -> Vec<Record> {
    let font = [&[220, 0, 0, 0, font, 0, 0x90, 1][..], &[0; 6]].concat();
    let format = [&[0; 14][..], &(pattern << 26).to_le_bytes(), &[8, 0]].concat();
    let mut records = vec![(0x0031, font), (0x00E0, format)];
    let mut data = [&[0; 14][..], &[2, 0, 0, 0, more.len() as u8, 0]].concat();
    for (kind, colour, value) in more {
        data.extend([*kind, 0, 20, 0, *colour, 0, 0, 0]);
        data.extend(value);
        data.extend([0; 8]);
    }
    records.push((0x087D, data));
    records
}

/// S02.
#[test]
fn a_colour_that_the_palette_has_not_is_compared_with_its_ground() {
    let (white, ink) = ([0xFE, 0xFE, 0xFE, 0xFF], [0x11, 0x22, 0x33, 0xFF]);
    let cases = [
        (looks(8, 0, &[]), Layer::Body, "black"),
        (looks(8, 0, &[(0x0D, 2, white)]), Layer::InvisibleText, "nearly white"),
        (looks(8, 0, &[(0x0D, 3, [0; 4])]), Layer::InvisibleText, "white of the theme"),
        (looks(9, 0, &[(0x0D, 2, ink)]), Layer::Body, "ink"),
        (looks(8, 1, &[(0x04, 2, ink), (0x0D, 2, ink)]), Layer::InvisibleText, "ink on ink"),
        (looks(8, 1, &[(0x04, 2, white), (0x0D, 2, ink)]), Layer::Body, "ink on white"),
    ];
    for (looks, layer, why) in cases {
        assert_eq!(found_in(vec![cell(1, 0, 2, WORD)], looks).layers_of(WORD), [layer], "{why}");
    }
}

/// A condition for A1 to A10: a comparison of this kind with a number, or a formula,
/// and a format with a white font, a ground, or a number format of nothing.
fn condition(kind: [u8; 2], formula: &[u8], format: &[u8]) -> Vec<Record> {
    let area = [0, 0, 9, 0, 0, 0, 0, 0];
    let areas = [&[1, 0, 0, 0][..], &area, &[1, 0], &area].concat();
    let data = [&kind[..], &[formula.len() as u8, 0, 0, 0], format, formula].concat();
    vec![(0x01B0, areas), (0x01B1, data)]
}

fn white() -> Vec<u8> {
    let mut font = vec![0; 118];
    font[80..84].copy_from_slice(&9_u32.to_le_bytes());
    [&(1_u32 << 26).to_le_bytes()[..], &[0, 0], &font].concat()
}

fn nothing() -> Vec<u8> {
    let code = biff::long(";;;");
    let length = (code.len() as u16 + 2).to_le_bytes();
    [&(1_u32 << 25).to_le_bytes()[..], &[1, 0], &length, &code].concat()
}

/// S14.
#[test]
fn a_condition_that_is_always_met_may_hide_a_cell() {
    let grounded = [&(1_u32 << 29).to_le_bytes()[..], &[0, 0], &[0; 4]].concat();
    let cases = [
        (condition([2, 0], &[0x1D, 1], &white()), Layer::InvisibleText, "white"),
        (condition([2, 0], &[0x1E, 1, 0], &nothing()), Layer::InvisibleText, "a format of nothing"),
        (condition([2, 0], &[0x1D, 0], &white()), Layer::Body, "white, never"),
        (condition([2, 0], &[0x44, 0, 0, 0, 0xC0], &white()), Layer::Body, "white, who knows when"),
        (condition([2, 0], &[0x1D, 1], &grounded), Layer::Body, "a ground"),
    ];
    for (records, layer, why) in cases {
        let found = found_in([vec![cell(1, 0, 0, WORD)], records].concat(), vec![]);
        assert_eq!(found.layers_of(WORD), [layer], "{why}");
    }
}

/// S14.
#[test]
fn a_comparison_hides_the_numbers_that_meet_it() {
    let number =
        |row: u8, value: f64| (0x0203, [&[row, 0, 0, 0, 0, 0][..], &value.to_le_bytes()].concat());
    let above_forty = condition([1, 5], &[0x1E, 40, 0], &white());
    let records = [vec![number(1, 41.0), number(2, 39.0)], above_forty].concat();
    let found = found_in(records, vec![]);
    assert_eq!(found.texts(Layer::InvisibleText), ["41"]);
    assert_eq!(found.texts(Layer::Body), ["x", "39"]);
}

/// S14.
#[test]
fn a_ground_of_a_condition_may_show_what_is_white() {
    let grounded = [&(1_u32 << 29).to_le_bytes()[..], &[0, 0], &[0; 4]].concat();
    let records = [vec![cell(1, 0, 2, WORD)], condition([2, 0], &[0x1D, 1], &grounded)].concat();
    assert_eq!(found_in(records, looks(9, 0, &[])).layers_of(WORD), [Layer::Body]);
}

/// S02.
#[test]
fn a_text_below_merged_cells_is_invisible_and_the_first_is_not() {
    let merged = (0x00E5, [1_u16, 1, 2, 0, 1].map(u16::to_le_bytes).concat());
    let below = vec![cell(1, 0, 0, "Heading"), cell(2, 1, 0, WORD), merged.clone()];
    let found = found_in(below, vec![]);
    assert_eq!(found.layers_of(WORD), [Layer::InvisibleText]);
    assert_eq!(found.layers_of("Heading"), [Layer::Body]);
    let beside = found_in(vec![cell(3, 1, 0, WORD), merged], vec![]);
    assert_eq!(beside.layers_of(WORD), [Layer::Body]);
}

/// S02.
#[test]
fn a_cell_far_from_the_rest_is_remote() {
    let at = |row, column| found_in(vec![cell(row, column, 0, WORD)], vec![]).layers_of(WORD);
    assert_eq!(at(51, 0), [Layer::Body], "fifty empty rows");
    assert_eq!(at(52, 0), [Layer::RemoteCell], "one more");
    assert_eq!(at(0, 21), [Layer::Body], "twenty empty columns");
    assert_eq!(at(0, 22), [Layer::RemoteCell], "one more");
}

/// S02.
#[test]
fn a_far_cell_that_is_printed_or_beside_a_drawing_is_none() {
    let mut name = vec![0x20, 0, 0, 1, 11, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x06];
    name.extend([0x3B, 0, 0, 0, 0, 99, 0, 0, 0, 0, 0]);
    let records = vec![cell(90, 0, 0, WORD)];
    let printed = Biff { globals: vec![(0x0018, name)], records, ..Biff::of(&[staff_of("x")]) };
    assert_found("xls", &printed.bytes(), Layer::Body);
    let anchor = [0_u16, 0, 0, 1, 0, 3, 0, 80, 0].map(u16::to_le_bytes).concat();
    let drawing = [&[0, 0, 0x10, 0xF0, 18, 0, 0, 0][..], &anchor].concat();
    let object = [&[0x15, 0, 0x12, 0, 8, 0, 1, 0][..], &[0; 14]].concat();
    let records = vec![cell(90, 0, 0, WORD), (0x00EC, drawing), (0x005D, object)];
    assert_eq!(found_in(records, vec![]).layers_of(WORD), [Layer::Body]);
}

/// S02.
#[test]
fn a_row_or_a_column_without_size_hides_its_cells() {
    let row = |height: u16, flags: u8| {
        let data = [&[2, 0, 0, 0, 0, 1][..], &height.to_le_bytes(), &[0; 4], &[flags, 1, 15, 0]];
        found_in(vec![(0x0208, data.concat()), cell(2, 0, 0, WORD)], vec![]).layers_of(WORD)
    };
    assert_eq!(row(255, 0), [Layer::Body]);
    assert_eq!(row(0, 0), [Layer::ZeroSize]);
    assert_eq!(row(4, 0), [Layer::ZeroSize]);
    assert_eq!(row(255, 0x20), [Layer::HiddenRow]);
    assert_eq!(row(255, 0x31), [Layer::HiddenRow], "an outline that is collapsed");
    let column = |width: u16, flags: [u8; 2]| {
        let data = [&[1, 0, 1, 0][..], &width.to_le_bytes(), &[0, 0], &flags, &[0, 0]].concat();
        found_in(vec![(0x007D, data), cell(0, 1, 0, WORD)], vec![]).layers_of(WORD)
    };
    assert_eq!(column(2048, [0, 0]), [Layer::Body]);
    assert_eq!(column(0, [0, 0]), [Layer::ZeroSize]);
    assert_eq!(column(2048, [1, 0x11]), [Layer::HiddenColumn], "an outline that is collapsed");
}

/// S02.
#[test]
fn rows_without_a_record_have_the_height_of_the_others() {
    let of = |flags: u8| {
        let height = (0x0225, vec![flags, 0, 0xFF, 0]);
        found_in(vec![height, cell(2, 0, 0, WORD)], vec![]).layers_of(WORD)
    };
    assert_eq!(of(2), [Layer::HiddenRow]);
    assert_eq!(of(0), [Layer::Body]);
    assert_eq!(read("xls", &Biff::of(&[staff()]).bytes()).layers_of(WORD), [Layer::Body]);
}
