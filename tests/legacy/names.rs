//! Names, comments and properties.

use foilint::document::Layer;

use super::common::biff::{self, Biff};
use super::common::legacy::{WORD, assert_found, read, staff_of};
use super::common::ods::Ods;
use super::common::sink::Everything;
use super::common::table::Sheet;
use super::common::xlsb::{self, Xlsb};

/// S06.
#[test]
fn a_hidden_name_and_a_name_of_a_text_are_found_and_a_plain_one_is_not() {
    let xls = |record| Biff { globals: vec![record], ..Biff::of(&[Sheet::default()]) }.bytes();
    assert_found("xls", &xls(biff::name("Lead", 0, WORD)), Layer::DefinedName);
    let area = [0x3B, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0];
    assert_eq!(read("xls", &xls(biff::name_of("Area", 0, &area))).fragments, []);
    let found = read("xls", &xls(biff::name_of("Sampleworth", 1, &area)));
    assert_eq!(found.texts(Layer::DefinedName), ["Sampleworth"]);

    let records = xlsb::name("Lead", 0, WORD);
    assert_found(
        "xlsb",
        &Xlsb { records, ..Xlsb::of(&[staff_of("x")]) }.bytes(),
        Layer::DefinedName,
    );

    let names = |inner: &str| {
        let after = format!("<table:named-expressions>{inner}</table:named-expressions>");
        Ods { after, ..Ods::of(&[Sheet::of("Open", &[])]) }.bytes()
    };
    let text = "<table:named-expression table:name='Lead' table:expression='of:=\"Marigold \
                Sampleworth\"'/>";
    assert_found("ods", &names(text), Layer::DefinedName);
    let range = "<table:named-range table:name='Area' table:cell-range-address='$Open.$A$1'/>";
    assert_eq!(read("ods", &names(range)).fragments, []);
}

/// S07.
#[test]
fn a_comment_is_found_with_its_cell_and_its_author() {
    let records = biff::comment(1, 1, "A Sample", WORD);
    let found = read("xls", &Biff { records, ..Biff::of(&[staff_of("x")]) }.bytes());
    assert_comment(&found);

    let parts = xlsb::commented(1, 1, "A Sample", WORD);
    let found = read("xlsb", &Xlsb { parts, ..Xlsb::of(&[staff_of("x")]) }.bytes());
    assert_comment(&found);

    let row = "<table:table-row><table:table-cell/><table:table-cell><office:annotation>\
               <dc:creator>A Sample</dc:creator><text:p>Marigold<text:s/>Sampleworth</text:p>\
               </office:annotation></table:table-cell></table:table-row>";
    let found = read("ods", &Ods { row: row.to_owned(), ..Ods::of(&[staff_of("x")]) }.bytes());
    assert_comment(&found);
}

fn assert_comment(found: &Everything) {
    let comments = found.fragments.iter().filter(|it| it.layer == Layer::Comment);
    let said: Vec<_> =
        comments.map(|it| (&it.container[..], it.named.as_str(), it.text.as_str())).collect();
    let place = ("comments of Staff", "B2");
    assert_eq!(said, [(place.0, place.1, "A Sample"), (place.0, place.1, WORD)]);
    assert_eq!(found.gaps, []);
}

/// S10, S12.
#[test]
fn the_last_user_and_the_properties_of_xls_are_about_the_file() {
    let globals = vec![(0x005C, biff::long(WORD))];
    assert_found("xls", &Biff { globals, ..Biff::of(&[staff_of("x")]) }.bytes(), Layer::Property);

    let stream = ("/\u{5}SummaryInformation".to_owned(), biff::summary(4, WORD));
    let biff = Biff { streams: vec![stream], ..Biff::of(&[staff_of("x")]) };
    assert_found("xls", &biff.bytes(), Layer::Property);
    assert!(read("xls", &biff.bytes()).fragments.iter().any(|it| it.named == "creator"));
}

#[test]
fn the_properties_of_ods_are_about_the_file() {
    let meta = format!("<office:meta><dc:creator>{WORD}</dc:creator></office:meta>");
    let parts = vec![("meta.xml".to_owned(), meta.into_bytes())];
    assert_found("ods", &Ods { parts, ..Ods::of(&[staff_of("x")]) }.bytes(), Layer::Property);
}

#[test]
fn the_thumbnail_of_ods_is_noted() {
    let parts = vec![("Thumbnails/thumbnail.png".to_owned(), b"\x89PNG".to_vec())];
    let found = read("ods", &Ods { parts, ..Ods::of(&[staff_of("x")]) }.bytes());
    let layers: Vec<_> = found.containers.iter().map(|it| it.1).collect();
    assert_eq!((layers, found.gaps), (vec![Layer::Body, Layer::Thumbnail], vec![]));
}

/// S06, S10.
#[test]
fn the_people_and_the_path_that_a_workbook_names_are_found() {
    let xls = |record| Biff { globals: vec![record], ..Biff::of(&[staff_of("x")]) }.bytes();
    let reserved = [&[0, 0, 0, 0][..], &biff::long(WORD)].concat();
    assert_found("xls", &xls((0x005B, reserved)), Layer::Property);
    let comment =
        [&[0; 12][..], &[4, 0, WORD.len() as u8, 0], &biff::wide("Lead"), &biff::wide(WORD)];
    assert_found("xls", &xls((0x0894, comment.concat())), Layer::DefinedName);

    let xlsb = |records| Xlsb { records, ..Xlsb::of(&[staff_of("x")]) }.bytes();
    let reserved = xlsb::record(0x224, &[&[0; 4][..], &xlsb::text(WORD)].concat());
    assert_found("xlsb", &xlsb(reserved), Layer::Property);
    assert_found("xlsb", &xlsb(xlsb::record(0x817, &xlsb::text(WORD))), Layer::SavePath);
}

#[test]
fn the_array_and_the_comment_of_a_name_of_xlsb_are_found() {
    let named = |formula: &[u8], values: &[u8], comment: &[u8]| {
        let sized = |bytes: &[u8]| [&(bytes.len() as u32).to_le_bytes()[..], bytes].concat();
        let head = [&[0; 9][..], &xlsb::text("Lead"), &sized(formula), &sized(values), comment];
        let records = xlsb::record(0x27, &head.concat());
        Xlsb { records, ..Xlsb::of(&[staff_of("x")]) }.bytes()
    };
    let units: Vec<u8> = WORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let number = [&[0][..], &41_f64.to_le_bytes()].concat();
    let text = [&[1, WORD.len() as u8, 0][..], &units].concat();
    let values = [&[2, 0, 0, 0, 1, 0, 0, 0][..], &number, &text].concat();
    let array = [&[0x60][..], &[0; 14]].concat();
    assert_found("xlsb", &named(&array, &values, &[0xFF; 4]), Layer::DefinedName);
    let area = [&[0x3B][..], &[0; 14]].concat();
    assert_found("xlsb", &named(&area, &[], &xlsb::text(WORD)), Layer::DefinedName);
    let plain = read("xlsb", &named(&area, &[], &[0xFF; 4]));
    assert_eq!(plain.texts(Layer::DefinedName), Vec::<&str>::new());
}
