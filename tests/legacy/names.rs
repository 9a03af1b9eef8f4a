//! Names, comments and properties.

use foilint::document::Layer;

use super::common::biff::{self, Biff};
use super::common::legacy::{WORD, assert_found, read, staff_of};
use super::common::ods::Ods;
use super::common::sink::Everything;
use super::common::table::Sheet;
use super::common::xlsb::{self, Xlsb};

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

#[test]
fn a_comment_is_found_with_its_cell_and_its_author() {
    let records = biff::comment(1, 1, "A Sample", WORD);
    let found = read("xls", &Biff { records, ..Biff::of(&[staff_of("x")]) }.bytes());
    assert_comment(&found, "author of the comment at B2");

    let parts = vec![("xl/comments1.bin".to_owned(), xlsb::comments(1, 1, "A Sample", WORD))];
    let found = read("xlsb", &Xlsb { parts, ..Xlsb::of(&[staff_of("x")]) }.bytes());
    assert_comment(&found, "author of a comment");

    let row = "<table:table-row><table:table-cell/><table:table-cell><office:annotation>\
               <dc:creator>A Sample</dc:creator><text:p>Marigold<text:s/>Sampleworth</text:p>\
               </office:annotation></table:table-cell></table:table-row>";
    let found = read("ods", &Ods { row: row.to_owned(), ..Ods::of(&[staff_of("x")]) }.bytes());
    assert_comment(&found, "author of the comment at B2");
}

fn assert_comment(found: &Everything, author: &str) {
    let mut comments: Vec<_> =
        found.fragments.iter().filter(|it| it.layer == Layer::Comment).collect();
    comments.sort_by_key(|it| it.named.starts_with("author"));
    let said: Vec<_> = comments.iter().map(|it| (it.named.as_str(), it.text.as_str())).collect();
    assert_eq!(said, [("comment at B2", WORD), (author, "A Sample")]);
    assert_eq!(found.gaps, []);
}

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
