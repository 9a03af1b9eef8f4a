//! The history of a shared xls: who changed which cell, what was in it before and
//! after.

use foilint::document::{Layer, Reason};

use super::common::biff::{self, Biff, Record};
use super::common::legacy::{WORD, assert_found, read, staff_of};
use super::common::sink::Everything;

/// What is read of a workbook with these records in its log.
fn logged(records: &[Record]) -> Everything {
    read("xls", &with_log(records))
}

fn with_log(records: &[Record]) -> Vec<u8> {
    let mut stream: Vec<u8> =
        records.iter().flat_map(|(id, data)| biff::record(*id, data)).collect();
    stream.extend(biff::record(0x000A, &[]));
    let streams = vec![("/Revision Log".to_owned(), stream)];
    Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes()
}

/// What is told: places and texts.
type Told<'t> = &'t [(&'t str, &'t str)];

/// A value and what kind of one it is.
type Value<'v> = (u16, &'v [u8]);

/// The change of B7 on the first sheet from a value of a kind to one of another,
/// with formats of so many bytes before them ([MS-XLS] 2.4.223).
fn change(old: Value<'_>, new: Value<'_>, formats: usize) -> Record {
    let kinds = (new.0 | old.0 << 3).to_le_bytes();
    let head = [&[0; 8][..], &[8, 0, 0, 0, 1, 0], &kinds, &[0, 0], &[6, 0, 1, 0]].concat();
    let size = (old.1.len() as u32).to_le_bytes();
    (0x013B, [&head[..], &size, &[0, 0], &vec![0xEE; formats], old.1, new.1].concat())
}

/// S08.
#[test]
fn the_texts_of_the_log_are_found_with_who_changed_what() {
    let head = [&[0; 32][..], &biff::long(WORD), &[0; 3]].concat();
    let found = logged(&[(0x0138, head)]);
    assert_eq!(found.layers_of(WORD), [Layer::Revision]);
    assert_eq!((found.fragments[1].named.as_str(), found.gaps), ("changed by", vec![]));
    let renamed = [&[0; 14][..], &biff::long(WORD), &biff::long("Staff")].concat();
    assert_found("xls", &with_log(&[(0x013E, renamed)]), Layer::Revision);
}

/// S08.
#[test]
fn what_a_cell_held_before_a_change_and_after_it_is_found() {
    let age = 41_f64.to_le_bytes();
    let whole = (52_u32 << 2 | 2).to_le_bytes();
    let cases: [(Value<'_>, Value<'_>, usize, Told<'_>); 5] = [
        ((3, &biff::long(WORD)), (0, &[]), 0, &[("Staff!B7 before", WORD)]),
        ((0, &[]), (3, &biff::long(WORD)), 8, &[("Staff!B7 after", WORD)]),
        ((2, &age), (1, &whole), 0, &[("Staff!B7 before", "41"), ("Staff!B7 after", "52")]),
        ((4, &[1, 0]), (2, &age), 16, &[("Staff!B7 before", "TRUE"), ("Staff!B7 after", "41")]),
        ((0, &[]), (5, &[5, 0, 0x17, 2, 0, b'J', b'o']), 0, &[("Staff!B7 after", "Jo")]),
    ];
    for (old, new, formats, expected) in cases {
        let found = logged(&[change(old, new, formats)]);
        let told = found.fragments.iter().filter(|it| it.layer == Layer::Revision);
        let told: Vec<_> = told.map(|it| (it.named.as_str(), it.text.as_str())).collect();
        assert_eq!((told, found.gaps), (expected.to_vec(), vec![]));
    }
}

/// S08.
#[test]
fn a_change_that_makes_no_sense_is_scanned_and_a_gap() {
    let (id, mut data) = change((3, &biff::long(WORD)), (0, &[]), 0);
    data.push(0);
    let found = logged(&[(id, data)]);
    assert_eq!(found.layers_of(WORD), [Layer::Revision]);
    let reason = Reason::NotInThisVersion("some changes of a revision log");
    assert_eq!(found.gaps.iter().map(|it| &it.reason).collect::<Vec<_>>(), [&reason]);
}

/// S08.
#[test]
fn a_history_that_tells_nothing_is_quiet() {
    let found = logged(&[change((0, &[]), (0, &[]), 0), (0x0137, vec![0; 24])]);
    assert_eq!(found.texts(Layer::Revision), Vec::<&str>::new());
    assert_eq!(found.gaps, []);
}

/// S08.
#[test]
fn the_users_of_a_shared_xls_are_found_however_short_their_names() {
    let narrow = [&[0; 12][..], &[3, 0, 0], b"Lee", &[0; 20]].concat();
    let streams = vec![("/User Names".to_owned(), biff::record(0x0193, &narrow))];
    let found = read("xls", &Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes());
    assert_eq!(found.texts(Layer::Revision), ["Lee"]);
    assert_eq!(found.gaps, []);
}
