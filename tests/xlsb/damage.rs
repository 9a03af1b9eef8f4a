//! Damage ends in a gap, and never in a panic or in silence.

use foilint::document::{Layer, Reason};

use super::common::legacy::{WORD, staff, staff_of};
use super::common::pivot::Cache;
use super::common::sink::Everything;
use super::common::xlsb::{Xlsb, cell, commented, name, record, row};
use super::{everything, plain, within};

/// A workbook with some of everything that is records.
fn rich_workbook() -> Xlsb {
    let cache =
        Cache { sheet: "Leavers", user: "J Sample", items: vec![WORD], records: vec![(0, 1.0)] };
    let parts = [cache.parts(), commented(2, 1, "A Sample", "old")].concat();
    let records = name("Lead", 0, WORD);
    Xlsb { parts, records, ..Xlsb::of(&[staff(), staff().hiding_rows(&[2])]) }
}

/// The parts that are records.
const PARTS: &[&str] = &[
    "xl/workbook.bin",
    "xl/styles.bin",
    "xl/sharedStrings.bin",
    "xl/worksheets/sheet1.bin",
    "xl/worksheets/sheet2.bin",
    "xl/pivotCache/pivotCacheDefinition1.bin",
    "xl/pivotCache/pivotCacheRecords1.bin",
    "xl/comments1.bin",
];

/// A part of the workbook as it is written.
fn part_of(workbook: &Xlsb, name: &str) -> Vec<u8> {
    let bytes = workbook.bytes();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut bytes = Vec::new();
    let mut file = archive.by_name(name).expect("the part");
    std::io::Read::read_to_end(&mut file, &mut bytes).expect("its bytes");
    bytes
}

/// The workbook with other bytes in the place of a part.
fn replaced(workbook: &Xlsb, name: &str, bytes: &[u8]) -> Everything {
    let mut other = workbook.clone();
    other.parts.retain(|it| it.0 != name);
    other.parts.push((name.to_owned(), bytes.to_vec()));
    let found = Everything::of("reply", &other.bytes());
    assert!(found.gaps.iter().all(|gap| gap.reason != Reason::ReaderFailed), "{name}");
    found
}

#[test]
fn a_part_cut_off_anywhere_is_a_gap() {
    let workbook = rich_workbook();
    assert_eq!(everything(&workbook).gaps, []);
    for name in PARTS {
        let whole = part_of(&workbook, name);
        for length in 1..whole.len() {
            let found = replaced(&workbook, name, &whole[..length]);
            assert!(!found.gaps.is_empty(), "{name} cut at {length} of {}", whole.len());
        }
    }
}

#[test]
fn a_flipped_byte_of_a_part_is_never_a_panic() {
    let workbook = rich_workbook();
    for name in PARTS {
        let whole = part_of(&workbook, name);
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= if at % 2 == 0 { 0xFF } else { 0x01 };
            replaced(&workbook, name, &bytes);
        }
    }
}

#[test]
fn what_comes_before_and_behind_a_record_that_is_too_short_is_found() {
    let cells = [record(0x04, &[0]), row(4, 300, 0x10), cell(0, 0, WORD)].concat();
    let found = everything(&Xlsb { cells: (vec![], cells), ..plain() });
    assert_eq!(found.layers_of(WORD), [Layer::HiddenRow]);
    assert_eq!(found.gaps.len(), 1);
}

#[test]
fn records_that_claim_much_cost_nothing() {
    let many = [0xFF, 0xFF, 0xFF, 0x7F];
    let claims = [
        record(0x1CD, &[&[0; 8][..], &many].concat()),
        record(0x40, &[&[0; 4][..], &many].concat()),
        record(0x1DF, &[&[0, 0][..], &many].concat()),
        record(0x3C, &[&[0; 4][..], &many, &[0; 10]].concat()),
    ];
    for claim in claims {
        assert_eq!(everything(&within(claim)).gaps.len(), 1);
    }
}

#[test]
fn a_sheet_that_is_none_is_a_gap() {
    let found = replaced(&plain(), "xl/worksheets/sheet1.bin", WORD.as_bytes());
    assert_eq!(found.gaps.len(), 1);
    let bytes = Xlsb { claimed: Some(u32::MAX), ..Xlsb::of(&[staff_of(WORD)]) }.bytes();
    assert_eq!(Everything::of("reply", &bytes).layers_of(WORD), [Layer::Body]);
}
