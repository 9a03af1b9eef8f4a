//! Charts of xls: what they keep of the cells that they show.

use foilint::document::Layer;

use super::common::biff::{self, Biff, Record};
use super::common::legacy::{WORD, assert_found, read, staff_of};
use super::common::sink::Everything;
use super::common::table::{Sheet, State};

/// A chart of one series whose names refer to the second sheet, or that were typed in,
/// and what it keeps of them.
fn chart(kind: u8) -> Vec<Record> {
    let bof = [0, 6, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let formula: &[u8] = &[0x3B, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0];
    let part = |part: u8| [&[part, kind, 0, 0, 0, 0, 11, 0][..], formula].concat();
    let mut records = vec![(0x0809, bof.to_vec()), (0x1003, vec![0; 12])];
    records.extend((0..4).map(|it| (0x1051, part(it))));
    let place = [0, 0, 0, 0, 0, 0];
    let kept = [&place[..], &biff::long(WORD)].concat();
    records.extend([(0x1065, vec![2, 0]), (0x0204, kept), (0x000A, vec![])]);
    records
}

/// What is read of a chart on a sheet beside another one.
fn charted(kind: u8, other: State) -> Everything {
    let own = vec![1, 0, 1, 4];
    let reference = vec![1, 0, 0, 0, 1, 0, 1, 0];
    let globals = vec![(0x01AE, own), (0x0017, reference)];
    let sheets = [staff_of("x"), Sheet::of("Other", &[&["y"]]).state(other)];
    read("xls", &Biff { globals, records: chart(kind), ..Biff::of(&sheets) }.bytes())
}

/// S14.
#[test]
fn what_a_chart_keeps_of_a_sheet_that_nobody_sees_is_its_cache() {
    assert_eq!(charted(2, State::Hidden).layers_of(WORD), [Layer::ChartCache]);
    assert_eq!(charted(2, State::Visible).layers_of(WORD), [Layer::TextBox]);
    assert_eq!(charted(1, State::Visible).layers_of(WORD), [Layer::ChartCache], "from nowhere");
}

/// S14.
#[test]
fn a_title_that_was_typed_in_is_seen() {
    let bof = [0, 6, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let title = [&[0, 0, WORD.len() as u8][..], &biff::wide(WORD)].concat();
    let records = vec![(0x0809, bof.to_vec()), (0x100D, title), (0x000A, vec![])];
    assert_found("xls", &Biff { records, ..Biff::of(&[staff_of("x")]) }.bytes(), Layer::TextBox);
    let records = vec![(0x0809, bof.to_vec()), (0x000A, vec![])];
    let found = read("xls", &Biff { records, ..Biff::of(&[staff_of("x")]) }.bytes());
    assert_eq!(found.containers.len(), 1, "a chart without texts");
}
