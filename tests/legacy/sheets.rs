//! What a sheet hides: itself, rows, columns, by hand or by a filter.

use std::io::Cursor;

use calamine::{DataType, Reader};
use foilint::document::Layer;

use super::common::biff::Biff;
use super::common::legacy::{WORD, assert_found, everywhere, read, staff};
use super::common::table::{Sheet, State, Value};
use super::common::xlsb::{self, Xlsb};

/// S01, S02.
#[test]
fn a_plain_sheet_is_body_in_every_format_and_nothing_else() {
    for (format, bytes) in everywhere(&[staff()]) {
        let found = read(format, &bytes);
        assert_eq!(found.texts(Layer::Body), ["Name", "Age", WORD, "41", "Total", "1"], "{format}");
        assert!(found.fragments.iter().all(|it| it.layer == Layer::Body), "{format}");
        assert_eq!(found.containers, [("Staff".to_owned(), Layer::Body, None)], "{format}");
        assert_eq!(found.fragments[2].at, (2, 1), "{format}");
        assert_eq!((found.gaps, found.enclosures), (vec![], vec![]), "{format}");
    }
}

/// S01.
#[test]
fn a_hidden_sheet_is_hidden_in_every_format() {
    let open = Sheet::of("Summary", &[&["Total", "1"]]);
    for (format, bytes) in everywhere(&[open, staff().state(State::Hidden)]) {
        assert_found(format, &bytes, Layer::HiddenSheet);
        assert_eq!(read(format, &bytes).layers_of("Total"), [Layer::Body, Layer::HiddenSheet]);
    }
}

/// S01.
#[test]
fn a_very_hidden_sheet_is_told_from_a_hidden_one() {
    let sheets = [staff().state(State::VeryHidden)];
    assert_found("xls", &Biff::of(&sheets).bytes(), Layer::VeryHiddenSheet);
    assert_found("xlsb", &Xlsb::of(&sheets).bytes(), Layer::VeryHiddenSheet);
}

/// S02.
#[test]
fn a_hidden_row_is_hidden_and_its_neighbours_are_not() {
    for (format, bytes) in everywhere(&[staff().hiding_rows(&[2])]) {
        assert_found(format, &bytes, Layer::HiddenRow);
        assert_eq!(read(format, &bytes).texts(Layer::Body), ["Name", "Age", "Total", "1"]);
    }
}

/// S03.
#[test]
fn a_filtered_row_is_told_from_a_hidden_one() {
    for (format, bytes) in everywhere(&[staff().hiding_rows(&[2]).filtered()]) {
        assert_found(format, &bytes, Layer::FilteredRow);
    }
}

/// S02.
#[test]
fn a_hidden_column_is_hidden_and_its_neighbours_are_not() {
    for (format, bytes) in everywhere(&[staff().hiding_columns(&[1])]) {
        assert_found(format, &bytes, Layer::HiddenColumn);
        assert_eq!(read(format, &bytes).texts(Layer::Body), ["Age", "41", "1"], "{format}");
    }
}

#[test]
fn a_date_is_shown_as_a_date() {
    let mut sheet = staff();
    sheet.rows.push(vec![Value::Date(46_349.0), Value::Number(46_349.0)]);
    for (format, bytes) in everywhere(&[sheet]) {
        let found = read(format, &bytes);
        let texts = found.texts(Layer::Body);
        assert_eq!(texts[texts.len() - 2..], ["2026-11-23", "46349"], "{format}");
    }
}

#[test]
fn calamine_reads_the_same_texts() {
    for (format, bytes) in everywhere(&[staff().hiding_rows(&[3]), staff()]) {
        let found = read(format, &bytes).fragments.into_iter().map(|it| it.text);
        let found: Vec<_> = found.filter(|text| text.parse::<f64>().is_err()).collect();
        let bytes = Cursor::new(bytes);
        let theirs = match format {
            "xls" => texts_of(calamine::Xls::new(bytes).expect("an xls")),
            "xlsb" => texts_of(calamine::Xlsb::new(bytes).expect("an xlsb")),
            _ => texts_of(calamine::Ods::new(bytes).expect("an ods")),
        };
        assert_eq!(found, theirs, "{format}");
    }
}

/// The texts of all sheets as calamine reads them.
fn texts_of(mut workbook: impl Reader<Cursor<Vec<u8>>>) -> Vec<String> {
    let mut texts = Vec::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).unwrap_or_else(|_| panic!("{name} is read"));
        texts.extend(
            range.used_cells().filter_map(|(_, _, cell)| cell.get_string().map(str::to_owned)),
        );
    }
    texts
}

/// S03.
#[test]
fn a_row_that_somebody_hid_above_a_filter_is_none_of_its_rows() {
    // The name of the filtered cells, A5 to A9, on the first sheet.
    let mut name = vec![0x20, 0, 0, 1, 11, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x0D];
    name.extend([0x3B, 0, 0, 4, 0, 8, 0, 0, 0, 0, 0]);
    let sheet = staff().hiding_rows(&[2]).filtered();
    let biff = Biff { globals: vec![(0x0018, name)], ..Biff::of(&[sheet]) };
    assert_found("xls", &biff.bytes(), Layer::HiddenRow);

    let filter = [4_u32, 8, 0, 0].map(u32::to_le_bytes).concat();
    let margin = [xlsb::record(0xA1, &filter), xlsb::record(0xA3, &[0; 6])].concat();
    let bytes = Xlsb { margin, ..Xlsb::of(&[staff().hiding_rows(&[2])]) }.bytes();
    assert_found("xlsb", &bytes, Layer::HiddenRow);
}

#[test]
fn an_error_in_a_cell_tells_of_nobody() {
    let records = vec![(0x0205, vec![5, 0, 0, 0, 0, 0, 0x17, 1])];
    let found = read("xls", &Biff { records, ..Biff::of(&[staff()]) }.bytes());
    assert_eq!((found.layers_of("#REF!"), found.gaps), (vec![], vec![]));
}

#[test]
fn a_cell_beyond_the_last_column_is_a_gap() {
    let place = [0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0];
    let margin = xlsb::record(0x06, &[&place[..], &xlsb::text(WORD)].concat());
    let found = read("xlsb", &Xlsb { margin, ..Xlsb::of(&[staff()]) }.bytes());
    assert_eq!((found.layers_of(WORD), found.gaps.len()), (vec![Layer::Body], 1));
}
