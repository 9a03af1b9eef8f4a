//! What the workbook part says: names, people, paths.

use foilint::document::Layer;

use super::common::legacy::WORD;
use super::common::xlsb::{formula, record, records, text};
use super::{assert_found, assert_quiet, everything, saying, with};

/// A defined name of the whole workbook with a formula and a comment.
fn name(name: &str, flags: u32, formula: &[u8], comment: &[u8]) -> Vec<u8> {
    let head = [&flags.to_le_bytes()[..], &[0], &[0xFF; 4], &text(name)].concat();
    record(0x27, &[&head, formula, comment].concat())
}

/// A reference to the cells A1 to B2 of the link of a number, behind its length.
fn area(link: u16) -> Vec<u8> {
    let cells = [&link.to_le_bytes()[..], &[0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0]].concat();
    [&15_u32.to_le_bytes()[..], &[0x3B], &cells, &[0; 4]].concat()
}

/// X22 in xlsb: a constant, an array of some, a comment, a name that is hidden.
#[test]
fn a_name_that_is_more_than_a_range_is_told() {
    let own = records(&[(0x165, vec![]), (0x16A, [&[1, 0, 0, 0][..], &[0; 12]].concat())]);
    let said = |it: Vec<u8>| saying([own.clone(), it].concat());
    let quiet = said(name("Total", 0, &area(0), &[0xFF; 4]));
    let constant = said(name("Lead", 0, &formula(WORD), &[]));
    assert_found(&constant, Layer::DefinedName, "defined names Lead", &quiet);
    let commented = said(name("Lead", 0, &area(0), &text(WORD)));
    assert_found(&commented, Layer::DefinedName, "defined names Lead", &quiet);
    let hidden = said(name(WORD, 1, &area(0), &[]));
    assert_found(&hidden, Layer::DefinedName, &format!("defined names {WORD}"), &quiet);

    let values = [&[1, 0, 0, 0, 1, 0, 0, 0, 1][..], &text(WORD)[..2], &text(WORD)[4..]].concat();
    let length = (values.len() as u32).to_le_bytes();
    let array = [&15_u32.to_le_bytes()[..], &[0x60], &[0; 14], &length, &values].concat();
    let array = said(name("Leads", 0, &array, &[]));
    assert_found(&array, Layer::DefinedName, "defined names Leads", &quiet);
}

/// X22 in xlsb: a name whose cells are gone, or in another workbook.
#[test]
fn a_name_that_leads_nowhere_or_outside_is_told() {
    let links = [&[2, 0, 0, 0][..], &[0; 12], &[1, 0, 0, 0], &[0; 8]].concat();
    let files = records(&[(0x165, vec![]), (0x163, text("rId9")), (0x16A, links)]);
    let outside = everything(&saying([files.clone(), name("Lead", 0, &area(1), &[])].concat()));
    assert_eq!(outside.texts(Layer::DefinedName), ["Lead", "[1]!$A$1:$B$2"]);
    let gone = [&[15, 0, 0, 0, 0x3D, 0, 0][..], &[0; 12], &[0; 4]].concat();
    let gone = everything(&saying([files, name("Lead", 0, &gone, &[])].concat()));
    assert_eq!(gone.texts(Layer::DefinedName), ["Lead", "'Staff'!#REF!"]);
}

/// X09 and X22 in xlsb: the names that the program itself gives are none, and far cells
/// that are printed are seen.
#[test]
fn the_names_of_the_program_itself_are_quiet() {
    let own = records(&[(0x165, vec![]), (0x16A, [&[1, 0, 0, 0][..], &[0; 12]].concat())]);
    for built_in in ["_FilterDatabase", "Print_Area", "Print_Titles"] {
        let head = [&0x21_u32.to_le_bytes()[..], &[0], &[0; 4], &text(built_in)].concat();
        let name = record(0x27, &[head, area(0)].concat());
        assert_quiet(&saying([own.clone(), name].concat()), Layer::DefinedName);
    }
}

/// X45 in xlsb: who has reserved the file, where it was saved.
#[test]
fn the_people_and_paths_of_a_workbook_are_told() {
    let quiet = saying(vec![]);
    let reserved = saying(record(0x224, &[&[0; 4][..], &text(WORD)].concat()));
    assert_found(&reserved, Layer::Property, "workbook reserved by", &quiet);
    let newer = saying(record(0x2A4, &[&[0; 12][..], &text(WORD)].concat()));
    assert_found(&newer, Layer::Property, "workbook reserved by", &quiet);
    let path = saying(record(0x817, &text(&format!("C:\\Users\\{WORD}\\"))));
    assert_found(&path, Layer::SavePath, "workbook saved under", &quiet);
}

/// X08 in xlsb.
#[test]
fn the_name_of_a_custom_view_is_told() {
    let named = |name: &str| saying(record(0x18D, &[&[0; 46][..], &text(name)].concat()));
    assert_found(&named(WORD), Layer::CustomView, "workbook custom view", &named(""));
}

/// X48 in xlsb.
#[test]
fn a_locked_structure_is_told() {
    let of = |locked: u8| saying(record(0x216, &[0, 0, 0, 0, locked, 0]));
    assert_eq!(everything(&of(1)).texts(Layer::Property).len(), 1);
    assert_quiet(&of(0), Layer::Property);
}

#[test]
fn a_beta_s_list_of_sheets_is_read() {
    let list = |gap: &[u8]| {
        let head = [&[1, 0, 0, 0][..], gap, &[1, 0, 0, 0]].concat();
        let sheet = record(0x9C, &[head, text("rId1"), text("Leavers")].concat());
        let parts = [record(0x83, &[]), record(0x8F, &[]), sheet, record(0x90, &[])].concat();
        everything(&with("xl/workbook.bin", [parts, record(0x84, &[])].concat()))
    };
    for gap in [&[][..], &[0; 4]] {
        let found = list(gap);
        assert_eq!(found.gaps, []);
        assert!(found.fragments.iter().all(|it| it.container == "Leavers"), "{gap:?}");
        assert!(!found.texts(Layer::HiddenSheet).is_empty(), "{gap:?}");
    }
}
