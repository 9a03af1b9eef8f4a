//! Sheets, rows, columns and cells that are not seen.

use foilint::document::Layer;

use super::common::legacy::{WORD, staff, staff_of};
use super::common::table::{Sheet, State};
use super::common::xlsb::{Xlsb, cell, record, row};
use super::{assert_found, assert_quiet, everything, plain};

/// A workbook with more rows and cells.
fn holding(cells: Vec<u8>) -> Xlsb {
    Xlsb { cells: (vec![], cells), ..plain() }
}

/// A workbook with the word in a column of row 5, and records before and behind the cells.
fn beside(before: Vec<u8>, column: u32, behind: &[u8]) -> Xlsb {
    let cells = [row(4, 300, 0), cell(column, 0, WORD)].concat();
    Xlsb { cells: (before, cells), margin: behind.to_vec(), ..plain() }
}

/// B01. X01 and X02 in xlsb.
#[test]
fn a_hidden_sheet_is_told_from_a_very_hidden_one() {
    let open = staff_of("x");
    let twin = Xlsb::of(&[open.clone(), staff()]);
    for (state, layer) in
        [(State::Hidden, Layer::HiddenSheet), (State::VeryHidden, Layer::VeryHiddenSheet)]
    {
        let planted = Xlsb::of(&[open.clone(), staff().state(state)]);
        assert_found(&planted, layer, "Staff!A2", &twin);
    }
}

/// X03 in xlsb.
#[test]
fn a_sheet_of_macros_is_code() {
    for kind in ["xlMacrosheet", "xlIntlMacrosheet", "dialogsheet"] {
        let sheets = [staff_of("x"), Sheet::of("Macro1", &[&[WORD]])];
        let planted = Xlsb { kind: Some(kind), ..Xlsb::of(&sheets) };
        assert_found(&planted, Layer::Macro, "Macro1!A1", &plain());
    }
}

/// B02. X04 in xlsb: a row with the flag, and one without height.
#[test]
fn a_row_that_is_hidden_or_flat_is_not_seen() {
    let planted = |height, flags| holding([row(4, height, flags), cell(1, 0, WORD)].concat());
    let twin = planted(300, 0);
    assert_found(&planted(300, 0x10), Layer::HiddenRow, "Staff!B5", &twin);
    assert_found(&planted(0, 0), Layer::ZeroSize, "Staff!B5", &twin);
    assert_found(&twin, Layer::Body, "Staff!B5", &Xlsb::of(&[Sheet::of("Empty", &[])]));
}

/// X04 in xlsb: `zeroHeight` hides rows that are not written, and no other.
#[test]
fn rows_that_are_written_are_seen_where_rows_have_no_height() {
    let defaults = record(0x1E5, &[0xFF, 0xFF, 0xFF, 0xFF, 8, 0, 0x2C, 1, 2, 0, 0, 0]);
    let planted = beside(defaults, 0, &[]);
    assert_found(&planted, Layer::Body, "Staff!A5", &Xlsb::of(&[Sheet::of("Empty", &[])]));
    assert_quiet(&planted, Layer::HiddenRow);
}

/// The record of columns C to E of a width, with flags.
fn columns(width: u32, flags: u16) -> Vec<u8> {
    let numbers = [2, 4, width, 0].map(u32::to_le_bytes).concat();
    record(0x3C, &[&numbers[..], &flags.to_le_bytes()].concat())
}

/// B02. X05 in xlsb.
#[test]
fn a_column_that_is_hidden_or_narrow_is_not_seen() {
    let planted = |columns: Vec<u8>, column| beside(columns, column, &[]);
    let twin = planted(columns(2304, 0), 3);
    assert_found(&planted(columns(2304, 1), 3), Layer::HiddenColumn, "Staff!D5", &twin);
    assert_found(&planted(columns(0, 0), 3), Layer::ZeroSize, "Staff!D5", &twin);
    assert_quiet(&planted(columns(2304, 1), 5), Layer::HiddenColumn);
}

/// X06 in xlsb: a row of a collapsed outline.
#[test]
fn a_collapsed_block_is_hidden_and_an_open_one_is_seen() {
    let planted = |flags| holding([row(4, 300, flags), cell(0, 0, WORD)].concat());
    assert_found(&planted(0x11), Layer::HiddenRow, "Staff!A5", &planted(0x01));
}

/// B02. X07 in xlsb: a filter with a condition, one without, and the sheet's own word.
#[test]
fn a_filtered_row_is_told_from_one_that_somebody_hid() {
    let filter = |condition: bool, mode: u8| {
        let area = [0_u32, 9, 0, 3].map(u32::to_le_bytes).concat();
        let column =
            if condition { [record(0xA3, &[0; 6]), record(0xA4, &[])].concat() } else { vec![] };
        let properties = record(0x93, &[&[0, 0, mode][..], &[0; 16], &[0; 4]].concat());
        let hidden = [row(4, 300, 0x10), cell(0, 0, WORD)].concat();
        let margin = [record(0xA1, &area), column, record(0xA2, &[])].concat();
        Xlsb { cells: (properties, hidden), margin, ..plain() }
    };
    let twin = filter(false, 0);
    assert_found(&filter(true, 0), Layer::FilteredRow, "Staff!A5", &twin);
    assert_found(&filter(false, 1), Layer::FilteredRow, "Staff!A5", &twin);
    assert_found(&twin, Layer::HiddenRow, "Staff!A5", &plain());
}

/// X09 in xlsb.
#[test]
fn a_cell_far_from_the_rest_is_remote() {
    let planted = |number, column| holding([row(number, 300, 0), cell(column, 0, WORD)].concat());
    assert_found(&planted(5000, 0), Layer::RemoteCell, "Staff!A5001", &planted(5, 0));
    assert_found(&planted(1, 60), Layer::RemoteCell, "Staff!BI2", &planted(1, 6));
}

/// X12 in xlsb.
#[test]
fn a_value_under_merged_cells_is_not_seen() {
    let planted = |last: u32| {
        let merged = record(0xB0, &[4, 4, 0, last].map(u32::to_le_bytes).concat());
        beside(vec![], 2, &merged)
    };
    let layers = everything(&planted(3)).layers_of(WORD);
    assert!(layers.contains(&Layer::InvisibleText), "{layers:?}");
    assert_quiet(&planted(1), Layer::InvisibleText);
}

#[test]
fn a_short_cell_stands_right_of_the_one_before() {
    let blank = record(0x01, &[&3_u32.to_le_bytes()[..], &[0; 4]].concat());
    let short = record(0x11, &[&[0; 4][..], &super::common::xlsb::text(WORD)].concat());
    let planted = holding([row(4, 300, 0), cell(1, 0, "y"), blank, short].concat());
    assert_found(&planted, Layer::Body, "Staff!E5", &Xlsb::of(&[Sheet::of("Empty", &[])]));
}
