//! What is wrong with an xls, xlsb or ods ends in a gap, soon, and never in a
//! panic: lies about numbers, cut-off parts, flipped bytes.

#![allow(missing_docs)]

mod common;

use foilint::document::{Layer, Reason};

use common::archive::{Entry, archive};
use common::biff::{self, Biff};
use common::legacy::{WORD, everywhere, read, staff, staff_of};
use common::ods::Ods;
use common::sink::Everything;
use common::table::{Sheet, Value};
use common::xlsb::Xlsb;

#[test]
fn a_shared_text_is_read_across_the_records_that_carry_it_on() {
    let long = "Sampleworth ".repeat(40);
    let sheet = Sheet::of("Staff", &[&[&long, WORD]]);
    for piece in [16, 17, 40, 41, 100] {
        let biff = Biff { piece, ..Biff::of(std::slice::from_ref(&sheet)) };
        let found = read("xls", &biff.bytes());
        assert_eq!(found.texts(Layer::Body), [long.as_str(), WORD], "pieces of {piece}");
    }
}

#[test]
fn a_file_with_only_its_first_and_last_cell_costs_nothing() {
    let last = biff::cell(u16::MAX, 255, &Value::Number(7.0), &[]);
    let record = (0x0203, last[4..].to_vec());
    let biff = Biff { records: vec![record], ..Biff::of(&[staff_of(WORD)]) };
    let found = read("xls", &biff.bytes());
    assert_eq!(found.fragments.last().expect("a last cell").at, (65_536, 256));
    assert_eq!(found.gaps, []);

    let row = "<table:table-row table:number-rows-repeated='1048574'/><table:table-row>\
               <table:table-cell table:number-columns-repeated='16383'/><table:table-cell \
               office:value-type='float' office:value='7'/></table:table-row>";
    let found = read("ods", &Ods { row: row.into(), ..Ods::of(&[staff_of(WORD)]) }.bytes());
    assert_eq!(found.fragments.last().expect("a last cell").at, (1_048_576, 16_384));
    assert_eq!(found.gaps, []);
}

#[test]
fn a_filled_row_that_claims_to_be_there_too_often_ends_in_a_gap() {
    let row = "<table:table-row table:number-rows-repeated='4000000000'><table:table-cell \
               office:value-type='float' office:value='7' \
               table:number-columns-repeated='4000000000'/></table:table-row>";
    let found = read("ods", &Ods { row: row.into(), ..Ods::of(&[staff_of(WORD)]) }.bytes());
    assert!(matches!(found.gaps[0].reason, Reason::TooLarge { unit: "repeated cells", .. }));
    assert_eq!(found.layers_of(WORD), [Layer::Body]);
}

#[test]
fn a_lie_about_the_number_of_shared_texts_costs_nothing() {
    let claimed = Some(u32::MAX);
    let found = read("xls", &Biff { claimed, ..Biff::of(&[staff()]) }.bytes());
    assert_eq!(found.layers_of(WORD), [Layer::Body]);
    assert_eq!(found.gaps[0].reason, Reason::Truncated);

    let found = read("xlsb", &Xlsb { claimed, ..Xlsb::of(&[staff()]) }.bytes());
    assert_eq!(found.layers_of(WORD), [Layer::Body]);
}

#[test]
fn sheets_that_begin_at_the_same_place_are_a_gap() {
    let mut workbook = Biff::of(&[staff(), Sheet::of("Other", &[&["x"]])]).workbook();
    let list = |id: u8| workbook.windows(2).position(|it| it == [id, 0]);
    let first = list(0x85).expect("a list of sheets") + 4;
    let next = first + usize::from(workbook[first - 2]) + 4;
    workbook.copy_within(first..first + 4, next);
    let found = read("xls", &biff::compound(&[("/Workbook".to_owned(), workbook)]));
    assert_eq!(found.layers_of(WORD), [Layer::Body]);
    assert_eq!(found.gaps.len(), 1);
    assert!(matches!(found.gaps[0].reason, Reason::Ambiguous(_)));
}

#[test]
fn a_stream_cut_off_anywhere_is_a_gap_and_never_a_panic() {
    let whole = Biff::of(&[staff(), staff().hiding_rows(&[2])]).workbook();
    for length in 4..whole.len() {
        let file = biff::compound(&[("/Workbook".to_owned(), whole[..length].to_vec())]);
        let found = read("xls", &file);
        assert!(!found.gaps.is_empty(), "cut at {length}");
        assert!(found.gaps.iter().all(|gap| gap.reason != Reason::ReaderFailed), "cut at {length}");
    }
}

#[test]
fn a_part_cut_off_anywhere_is_a_gap_and_never_a_panic() {
    let rows = "<table:table><table:table-row><table:table-cell><text:p>x</text:p>";
    for length in 1..rows.len() {
        let file = archive(&[
            Entry::stored("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            Entry::stored("content.xml", &rows.as_bytes()[..length]),
        ]);
        let found = read("ods", &file);
        assert!(!found.gaps.is_empty(), "cut at {length}");
        assert!(found.gaps.iter().all(|gap| gap.reason != Reason::ReaderFailed), "cut at {length}");
    }
}

#[test]
fn a_flipped_byte_is_never_a_panic() {
    for (format, bytes) in everywhere(&[staff(), staff().hiding_columns(&[1])]) {
        for at in (0..bytes.len()).step_by(3) {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0xFF;
            let found = Everything::of("reply", &bytes);
            let failed = found.gaps.iter().any(|gap| gap.reason == Reason::ReaderFailed);
            assert!(!failed, "{format}, byte {at}");
        }
    }
}

/// The records with a form of their own: of the globals and of a sheet.
const FORMS: [&[u16]; 2] = [
    &[0x17, 0x18, 0x23, 0x31, 0x59, 0x5A, 0x5B, 0x5C, 0x8D, 0x92, 0xE0, 0xEB, 0x13D, 0x1A9, 0x1AE],
    &[
        0x06, 0x12, 0x14, 0x1C, 0x51, 0x5D, 0x7D, 0x9E, 0xAF, 0xB1, 0xBD, 0xE5, 0xEC, 0x1AD, 0x1B0,
        0x1B1, 0x1B6, 0x1B8, 0x1BA, 0x1BE, 0x204, 0x207, 0x208, 0x225, 0x800, 0x804, 0x809, 0x876,
        0x879, 0x87A, 0x89C, 0x1003, 0x100D, 0x1051, 0x1065,
    ],
];

#[test]
fn records_of_chance_are_never_a_panic() {
    let mut state = 7_u32;
    let mut chance = move |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    for round in 0..300 {
        let mut records = |ids: &[u16]| -> Vec<(u16, Vec<u8>)> {
            let mut record = |id: &u16| {
                let length = chance(80);
                let bytes = (0..length).map(|_| [0, 0, 1, 2, 0xFF][chance(5) as usize]);
                (*id, bytes.collect())
            };
            ids.iter().map(&mut record).collect()
        };
        let [globals, records] = FORMS.map(&mut records);
        let log = records.iter().flat_map(|(_, data)| biff::record(0x013B, data)).collect();
        let streams = vec![("/Revision Log".to_owned(), log)];
        let file = Biff { globals, records, streams, ..Biff::of(&[staff()]) }.bytes();
        let found = Everything::of("reply", &file);
        let failed = found.gaps.iter().any(|gap| gap.reason == Reason::ReaderFailed);
        assert!(!failed, "round {round}");
    }
}
