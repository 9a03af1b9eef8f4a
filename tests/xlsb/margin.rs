//! What a sheet holds beside its cells.

use foilint::document::Layer;

use super::common::legacy::WORD;
use super::common::xlsb::{formula, record, records, row, text};
use super::{Xlsb, assert_found, assert_quiet, everything, plain, within};

fn one(id: u16, data: &[&[u8]]) -> Xlsb {
    within(record(id, &data.concat()))
}

/// X29 in xlsb: a cell's own formula, an array's and one that cells share.
#[test]
fn the_texts_of_a_formula_are_found_and_its_references_are_quiet() {
    let place = [&1_u32.to_le_bytes()[..], &[0; 4]].concat();
    let number = [&place[..], &1_f64.to_le_bytes(), &[0, 0]].concat();
    let formulas = |text: &str| {
        let own = record(0x09, &[&number[..], &formula(text)].concat());
        let plain = record(0x05, &[&place[..], &1_f64.to_le_bytes()].concat());
        let array = record(0x1AA, &[&[0; 17][..], &formula(text)].concat());
        let shared = record(0x1AB, &[&[0; 16][..], &formula(text)].concat());
        [own, [plain.clone(), array].concat(), [plain, shared].concat()]
    };
    for (planted, twin) in formulas(WORD).into_iter().zip(formulas(" ")) {
        let holding = |cells: Vec<u8>| {
            let cells = [row(4, 300, 0), cells].concat();
            Xlsb { cells: (vec![], cells), ..plain() }
        };
        let (planted, twin) = (holding(planted), holding(twin));
        assert_found(&planted, Layer::Formula, "Staff B5", &twin);
    }
}

/// X30 in xlsb: a list, a message, and a list in a record of its own.
#[test]
fn the_list_and_the_messages_of_a_validation_are_found() {
    let head = [&[3, 0, 0, 0][..], &1_u32.to_le_bytes(), &[0; 16]].concat();
    let quiet = one(0x40, &[&head, &[0xFF; 16], &[0; 16]]);
    let listed = one(0x40, &[&head, &[0xFF; 16], &formula(&format!("{WORD},Test")), &[0; 8]]);
    assert_found(&listed, Layer::ValidationList, "Staff formula1", &quiet);
    for before in 0..4 {
        let none = [0xFF; 4];
        let told = [&none.repeat(before)[..], &text(WORD), &none.repeat(3 - before)].concat();
        let told = one(0x40, &[&head, &told, &[0; 16]]);
        assert_found(&told, Layer::ValidationList, "Staff dataValidation", &quiet);
    }
    let long = one(0x2A9, &[&text(WORD)]);
    assert_found(&long, Layer::ValidationList, "Staff list", &quiet);
    let newer = one(0x41D, &[&[0; 12], &text(WORD)]);
    assert_found(&newer, Layer::ValidationList, "Staff dataValidation", &quiet);
}

/// X31 in xlsb.
#[test]
fn the_text_and_the_formula_of_a_condition_are_found() {
    let rule = |word: &[u8], formulas: &[u8]| {
        let cells = [&[1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0][..], &[0; 16]].concat();
        let rule = [&[0; 8][..], &[0xFF; 4], &[0; 30], word, formulas].concat();
        within(records(&[(0x1CD, cells), (0x1CF, rule), (0x1D0, vec![]), (0x1CE, vec![])]))
    };
    let quiet = rule(&[0xFF; 4], &formula(" "));
    assert_found(&rule(&text(WORD), &[]), Layer::Formula, "Staff cfRule", &quiet);
    assert_found(&rule(&[0xFF; 4], &formula(WORD)), Layer::Formula, "Staff formula", &quiet);
}

/// X33 in xlsb: a scenario's name and user, and its values.
#[test]
fn a_scenario_is_found_with_its_values() {
    let quiet = one(0x1F6, &[&[1, 0, 0, 0, 0, 0, 0, 0, 0, 0], &[0; 12]]);
    let named =
        one(0x1F6, &[&[1, 0, 0, 0, 0, 0, 0, 0, 0, 0], &text("Plan"), &text(""), &text(WORD)]);
    assert_found(&named, Layer::Scenario, "Staff scenario", &quiet);
    let value = one(0x1F8, &[&[0; 18], &text(WORD)]);
    assert_found(&value, Layer::Scenario, "Staff inputCells", &quiet);
}

/// B02. X07 in xlsb: what a filter asks for.
#[test]
fn the_values_of_a_filter_are_found() {
    let quiet = one(0xA7, &[&[0; 4]]);
    assert_found(&one(0xA7, &[&text(WORD)]), Layer::FilteredRow, "Staff filter", &quiet);
    let custom = one(0xAE, &[&[6, 2, 0, 0, 0, 0, 0, 0, 0, 0], &text(WORD)]);
    assert_found(&custom, Layer::FilteredRow, "Staff customFilter", &quiet);
}

/// X08 in xlsb: what belongs to the view of a person.
#[test]
fn what_stands_in_the_view_of_a_person_belongs_to_it() {
    let header = [&[0, 0][..], &text(WORD), &[0xFF; 20]].concat();
    let view = [(0x1A7, vec![0; 48]), (0x1DF, header.clone()), (0x1A8, vec![])];
    let quiet = within(records(&[(0x1A7, vec![0; 48]), (0x1A8, vec![])]));
    assert_found(&within(records(&view)), Layer::CustomView, "Staff oddHeader", &quiet);
    let behind = [(0x1A7, vec![0; 48]), (0x1A8, vec![]), (0x1DF, header)];
    assert_found(&within(records(&behind)), Layer::HeaderFooter, "Staff oddHeader", &quiet);
}

/// X38 in xlsb.
#[test]
fn a_header_is_told_without_its_codes() {
    let quiet = one(0x1DF, &[&[0, 0], &text("&P"), &[0xFF; 20]]);
    for (before, name) in ["oddHeader", "oddFooter", "evenHeader", "evenFooter"].iter().enumerate()
    {
        let none = [0xFF; 4];
        let coded = text(&format!("&L&8{WORD}&P"));
        let planted =
            one(0x1DF, &[&[0, 0], &none.repeat(before), &coded, &none.repeat(5 - before)]);
        assert_found(&planted, Layer::HeaderFooter, &format!("Staff {name}"), &quiet);
    }
}

/// X54 in xlsb: the place, the tip and the words of a link.
#[test]
fn a_link_is_told_without_the_identifier_of_its_relationship() {
    let quiet = one(0x1EE, &[&[0; 16], &text("rId1"), &[0xFF; 12]]);
    for before in 0..3 {
        let none = [0xFF; 4];
        let texts = [&none.repeat(before)[..], &text(WORD), &none.repeat(2 - before)].concat();
        let planted = one(0x1EE, &[&[0; 16], &text("rId1"), &texts]);
        assert_found(&planted, Layer::Hyperlink, "Staff hyperlink", &quiet);
    }
}

/// X48 in xlsb.
#[test]
fn protection_is_told_where_it_is_on() {
    let of = |locked: u8| one(0x217, &[&[0, 0, locked, 0, 0, 0], &[0; 60]]);
    let found = everything(&of(1));
    let told: Vec<_> = found.fragments.iter().filter(|it| it.layer == Layer::Property).collect();
    assert_eq!((told.len(), told[0].named.as_str()), (1, "protection"));
    assert_quiet(&of(0), Layer::Property);
}

/// X55 in xlsb.
#[test]
fn the_code_name_of_a_sheet_is_told_unless_its_program_gave_it() {
    let named = |name: &str| one(0x93, &[&[0; 19], &text(name)]);
    assert_eq!(everything(&named("Sampleworth")).texts(Layer::Property), ["Sampleworth"]);
    assert_quiet(&named("Sheet1"), Layer::Property);
}

#[test]
fn the_other_texts_of_a_sheet_are_found() {
    let cases = [
        (0x218, Layer::Property, "Staff protectedRange"),
        (0x1F3, Layer::Connection, "Staff dataRef"),
        (0x22C, Layer::SavePath, "Staff webPublishItem"),
    ];
    for (id, layer, at) in cases {
        assert_found(&one(id, &[&[0; 8], &text(WORD)]), layer, at, &one(id, &[&[0; 12]]));
    }
}
