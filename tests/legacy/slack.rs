//! What lies in a compound file and in none of its streams.

use foilint::document::{Layer, Reason};

use super::common::biff::{self, Biff};
use super::common::legacy::{WORD, read, staff, staff_of};

/// The bytes of a sector, which the header of the file takes too.
const SECTOR: usize = 512;

/// A file whose last stream, large enough for sectors of its own, ends in the middle
/// of one.
fn file() -> Vec<u8> {
    let streams = vec![("/\u{1}CompObj".to_owned(), vec![0xAA; 4196])];
    Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes()
}

/// Where the directory begins.
fn directory(file: &[u8]) -> usize {
    let start: [u8; 4] = file[48..52].try_into().expect("four bytes");
    (u32::from_le_bytes(start) as usize + 1) * SECTOR
}

/// S15.
#[test]
fn a_compound_file_without_leftovers_is_quiet() {
    let found = read("xls", &file());
    assert_eq!((found.fragments.len(), found.gaps), (1, vec![]));
}

/// S15.
#[test]
fn a_text_behind_the_end_of_a_stream_is_found() {
    let mut bytes = file();
    let end = bytes.windows(2).rposition(|it| it == [0xAA; 2]).expect("the stream") + 2;
    bytes.resize(bytes.len().max(end + WORD.len()), 0);
    bytes[end..end + WORD.len()].copy_from_slice(WORD.as_bytes());
    let found = read("xls", &bytes);
    assert_eq!(found.layers_of(WORD), [Layer::TrailingBytes]);
    assert_eq!(found.fragments[1].named, "behind CompObj");
}

/// S15.
#[test]
fn a_text_in_sectors_that_belong_to_nothing_is_found() {
    let mut bytes = file();
    bytes.resize(bytes.len().next_multiple_of(SECTOR), 0);
    let quiet = [&bytes[..], &[0; SECTOR], b"0154 ab1"].concat();
    assert_eq!(read("xls", &quiet).fragments.len(), 1, "zeros and chance");
    let start = bytes.len() + 1;
    bytes.extend(WORD.encode_utf16().flat_map(u16::to_le_bytes));
    let found = read("xls", &bytes);
    assert_eq!(found.layers_of(WORD), [Layer::TrailingBytes]);
    assert_eq!(found.fragments[1].named, format!("from byte {start}"));
}

/// S15.
#[test]
fn a_stream_that_nothing_leads_to_is_found() {
    let mut bytes = biff::compound(&[
        ("/Workbook".to_owned(), Biff::of(&[staff_of("x")]).workbook()),
        ("/Deleted".to_owned(), WORD.as_bytes().to_vec()),
    ]);
    // The root leads to the workbook alone.
    let at = directory(&bytes);
    let entries: Vec<usize> = (0..3).map(|it| at + 128 * it).collect();
    let workbook = (1..3).find(|it| bytes[entries[*it]] == b'W').expect("the workbook");
    bytes[entries[0] + 76] = workbook as u8;
    bytes[entries[workbook] + 68..entries[workbook] + 76].fill(0xFF);
    let found = read("xls", &bytes);
    assert_eq!(found.layers_of(WORD), [Layer::OrphanPart]);
    assert_eq!(found.texts(Layer::OrphanPart), ["Deleted", WORD]);
}

/// S15.
#[test]
fn a_damaged_directory_is_a_gap_and_its_streams_are_read() {
    let mut bytes = Biff::of(&[staff()]).bytes();
    let at = directory(&bytes) + 128;
    bytes[at + 68..at + 72].copy_from_slice(&99_u32.to_le_bytes());
    let found = read("xls", &bytes);
    assert_eq!(found.layers_of(WORD), [Layer::Body]);
    assert!(matches!(found.gaps[..], [ref gap] if matches!(gap.reason, Reason::Malformed { .. })));
}
