//! What a sheet holds beside its cells.

use foilint::document::Layer;

use super::common::biff::{self, Biff};
use super::common::legacy::{WORD, assert_found, read, staff_of};
use super::common::ods::Ods;
use super::common::xlsb::{self, Xlsb};

/// S07, S14.
#[test]
fn texts_beside_the_cells_of_xls_lie_in_layers_of_their_own() {
    // The table of a shape's properties with one text behind it ([MS-ODRAW] 2.3.1).
    let text = &biff::wide(WORD)[1..];
    let length = (text.len() as u32).to_le_bytes();
    let entry = [&[0x81, 0x83][..], &length, text].concat();
    let shape = [&[0x13, 0, 0x0B, 0xF0][..], &(entry.len() as u32).to_le_bytes(), &entry].concat();
    let cases = [(0x00EC, shape, Layer::AltText), (0x0014, biff::long(WORD), Layer::HeaderFooter)];
    for (id, data, layer) in cases {
        let biff = Biff { records: vec![(id, data)], ..Biff::of(&[staff_of("x")]) };
        assert_found("xls", &biff.bytes(), layer);
    }
}

/// A PtgStr of each format.
fn literal(text: &str) -> [Vec<u8>; 2] {
    let length = text.encode_utf16().count() as u8;
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [[&[0x17, length][..], &biff::wide(text)].concat(), [&[0x17, length, 0][..], &units].concat()]
}

/// A record of a sheet of xls.
fn xls(id: u16, data: &[&[u8]]) -> Vec<u8> {
    Biff { records: vec![(id, data.concat())], ..Biff::of(&[staff_of("x")]) }.bytes()
}

/// A record of a sheet of xlsb.
fn xlsb(id: u16, data: &[&[u8]]) -> Vec<u8> {
    let margin = xlsb::record(id, &data.concat());
    Xlsb { margin, ..Xlsb::of(&[staff_of("x")]) }.bytes()
}

/// S14.
#[test]
fn the_texts_of_a_formula_are_found_and_its_references_are_quiet() {
    let [narrow, wide] = literal(WORD);
    let bytes = xls(0x0006, &[&[4, 0, 1, 0, 0, 0], &[0; 14], &[narrow.len() as u8, 0], &narrow]);
    assert_found("xls", &bytes, Layer::Formula);
    let place = read("xls", &bytes).fragments.into_iter().find(|it| it.text == WORD);
    assert_eq!(place.expect("the text").named, "B5");
    let length = (wide.len() as u32).to_le_bytes();
    let bytes = xlsb(0x09, &[&[1, 0, 0, 0, 0, 0, 0, 0], &[0; 8], &[0, 0], &length, &wide]);
    assert_found("xlsb", &bytes, Layer::Formula);

    let bytes = xls(0x0006, &[&[4, 0, 1, 0, 0, 0], &[0; 14], &[5, 0, 0x44, 0x17, 1, 0, 0x41]]);
    assert_eq!(read("xls", &bytes).texts(Layer::Formula), Vec::<&str>::new());
}

/// S14.
#[test]
fn the_messages_and_the_list_of_a_validation_are_found() {
    let [narrow, wide] = literal(WORD);
    let none = biff::long("\0");
    let (list, texts) = ([narrow.len() as u8, 0, 0, 0], [&none[..], &none, &none, &none].concat());
    let listed = xls(0x01BE, &[&[0; 4], &texts, &list, &narrow, &[0; 4]]);
    assert_found("xls", &listed, Layer::ValidationList);
    let told = xls(0x01BE, &[&[0; 4], &none, &none, &biff::long(WORD), &none, &[0; 8]]);
    assert_found("xls", &told, Layer::ValidationList);
    let quiet = xls(0x01BE, &[&[0; 4], &texts, &[0; 8]]);
    assert_eq!(read("xls", &quiet).texts(Layer::ValidationList), Vec::<&str>::new());

    let head = [&[3, 0, 0, 0][..], &1_u32.to_le_bytes(), &[0; 16]].concat();
    let length = (wide.len() as u32).to_le_bytes();
    let listed = xlsb(0x40, &[&head, &[0xFF; 16], &length, &wide, &[0; 12]]);
    assert_found("xlsb", &listed, Layer::ValidationList);
    let told = xlsb(0x40, &[&head, &xlsb::text(WORD), &[0xFF; 12], &[0; 16]]);
    assert_found("xlsb", &told, Layer::ValidationList);
    let quiet = xlsb(0x40, &[&head, &[0xFF; 16], &[0; 16]]);
    assert_eq!(read("xlsb", &quiet).texts(Layer::ValidationList), Vec::<&str>::new());
}

/// S14.
#[test]
fn a_scenario_is_found_with_its_user_and_its_values() {
    let head = [1, 0, 0, 0, 4, 7, 8];
    let name = [&head[..], &biff::wide("Plan"), &biff::long("J Sample"), &biff::long("comment")];
    let bytes = xls(0x00AF, &[&name.concat(), &[0; 4], &biff::long(WORD)]);
    assert_found("xls", &bytes, Layer::Scenario);
    let found = read("xls", &bytes);
    assert_eq!(found.texts(Layer::Scenario), ["Plan", "J Sample", "comment", WORD]);
    assert_found("xlsb", &xlsb(0x1F6, &[&[0; 4], &xlsb::text(WORD)]), Layer::Scenario);
    assert_found("xlsb", &xlsb(0x1F8, &[&[0; 8], &xlsb::text(WORD)]), Layer::Scenario);
}

/// S03.
#[test]
fn the_values_of_a_filter_are_found() {
    let length = WORD.len() as u8;
    let conditions = [&[6, 2, 0, 0, 0, 0, length, 0, 0, 0][..], &[0; 10]].concat();
    let bytes = xls(0x009E, &[&[0; 4], &conditions, &biff::wide(WORD)]);
    assert_found("xls", &bytes, Layer::FilteredRow);
    assert_found("xlsb", &xlsb(0xA7, &[&xlsb::text(WORD)]), Layer::FilteredRow);
}

/// S04.
#[test]
fn the_query_behind_a_table_is_a_connection() {
    assert_found("xls", &xls(0x00CD, &[&biff::long(WORD)]), Layer::Connection);
    let globals = vec![(0x00DC, vec![0; 12]), (0x00CD, biff::long(WORD))];
    let bytes = Biff { globals, ..Biff::of(&[staff_of("x")]) }.bytes();
    assert_found("xls", &bytes, Layer::Connection);
}

/// S09.
#[test]
fn a_custom_view_is_found_by_its_name_and_with_what_stands_in_it() {
    let globals = vec![(0x01A9, [&[0; 50][..], &biff::long(WORD)].concat())];
    let bytes = Biff { globals, ..Biff::of(&[staff_of("x")]) }.bytes();
    assert_found("xls", &bytes, Layer::CustomView);
    let records = xlsb::record(0x18D, &[&[0; 46][..], &xlsb::text(WORD)].concat());
    let bytes = Xlsb { records, ..Xlsb::of(&[staff_of("x")]) }.bytes();
    assert_found("xlsb", &bytes, Layer::CustomView);

    let header = [&[0, 0][..], &xlsb::text(WORD), &[0xFF; 20]].concat();
    let view = [(0x1A7, vec![0; 16]), (0x1DF, header.clone()), (0x1A8, vec![])];
    let margin = view.iter().flat_map(|(id, data)| xlsb::record(*id, data)).collect();
    let bytes = Xlsb { margin, ..Xlsb::of(&[staff_of("x")]) }.bytes();
    assert_found("xlsb", &bytes, Layer::CustomView);
    assert_found("xlsb", &xlsb(0x1DF, &[&header]), Layer::HeaderFooter);
}

#[test]
fn a_link_is_found_without_the_identifier_of_its_relation() {
    let texts = [xlsb::text("rId1"), vec![0xFF; 4], xlsb::text(WORD), vec![0xFF; 4]].concat();
    let bytes = xlsb(0x1EE, &[&[0; 16], &texts]);
    assert_found("xlsb", &bytes, Layer::Hyperlink);
    assert_eq!(read("xlsb", &bytes).texts(Layer::Hyperlink), [WORD]);
}

/// S14.
#[test]
fn the_texts_of_a_condition_are_found() {
    let [narrow, wide] = literal(WORD);
    let length = narrow.len() as u8;
    let bytes = xls(0x01B1, &[&[1, 0, length, 0, 0, 0], &[0; 6], &narrow]);
    assert_found("xls", &bytes, Layer::Formula);
    let length = (wide.len() as u32).to_le_bytes();
    let bytes = xlsb(0x1CF, &[&[0; 42], &[0xFF; 4], &length, &wide, &[0; 4]]);
    assert_found("xlsb", &bytes, Layer::Formula);
}

#[test]
fn a_formula_of_ods_with_a_text_is_found_and_another_is_quiet() {
    let formulas = |formula: &str| {
        let row = format!(
            "<table:table-row><table:table-cell table:formula='of:={formula}' \
             office:value-type='float' office:value='1'/></table:table-row>"
        );
        read("ods", &Ods { row, ..Ods::of(&[staff_of("x")]) }.bytes())
    };
    assert_eq!(formulas(&format!("\"{WORD}\"")).layers_of(WORD), [Layer::Formula]);
    for quiet in ["SUM([.A1:.A9])", "IF([.A1]=\"\";1;2)"] {
        assert_eq!(formulas(quiet).texts(Layer::Formula), Vec::<&str>::new(), "{quiet}");
    }
}

#[test]
fn the_values_of_a_filter_of_ods_are_found() {
    let after = format!(
        "<table:database-ranges><table:database-range><table:filter><table:filter-condition \
         table:value='{WORD}'/></table:filter></table:database-range></table:database-ranges>"
    );
    let found = read("ods", &Ods { after, ..Ods::of(&[staff_of("x")]) }.bytes());
    assert_eq!(found.layers_of(WORD), [Layer::FilteredRow]);
}
