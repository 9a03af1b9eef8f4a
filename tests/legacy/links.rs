//! Links, sources and queries of xls.

use foilint::document::Layer;

use super::common::biff::{self, Biff};
use super::common::legacy::{WORD, assert_found, read, staff_of};

/// A record of a sheet.
fn xls(id: u16, data: &[&[u8]]) -> Vec<u8> {
    Biff { records: vec![(id, data.concat())], ..Biff::of(&[staff_of("x")]) }.bytes()
}

fn units(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().chain([0]);
    units.flat_map(u16::to_le_bytes).collect()
}

/// A text with the number of its units before it.
fn counted(text: &str) -> Vec<u8> {
    let units = units(text);
    [&(units.len() as u32 / 2).to_le_bytes()[..], &units].concat()
}

/// A link of A1 with these parts ([MS-OSHARED] 2.3.7.1).
fn link(flags: u32, parts: &[u8]) -> Vec<u8> {
    xls(0x01B8, &[&[0; 24], &[2, 0, 0, 0], &flags.to_le_bytes(), parts])
}

/// S14.
#[test]
fn where_a_link_leads_is_found_however_it_is_written() {
    let address = [&[0xE0, 0xC9, 0xEA, 0x79][..], &[0; 12]].concat();
    let length = (units(WORD).len() as u32).to_le_bytes();
    let web = [&address[..], &length, &units(WORD)].concat();
    let class = [&[0x03, 0x03][..], &[0; 14]].concat();
    let narrow = [&class[..], &[0, 0], &(WORD.len() as u32).to_le_bytes(), WORD.as_bytes()];
    let file = [&narrow.concat()[..], &[0; 24], &[0; 4]].concat();
    let size = (2 * WORD.len() as u32).to_le_bytes();
    let wide = [&class[..], &[0, 0], &1_u32.to_le_bytes(), b"x", &[0; 24], &[9, 0, 0, 0], &size];
    let wide = [&wide.concat()[..], &[3, 0], &units(WORD)[..2 * WORD.len()]].concat();
    let cases = [
        (0x01, web, "an address"),
        (0x01, file, "a file"),
        (0x01, wide, "a file of another alphabet"),
        (0x101, counted(WORD), "a path"),
        (0x08, counted(WORD), "a place in this workbook"),
        (0x10, counted(WORD), "what it shows"),
    ];
    for (flags, parts, why) in cases {
        let found = read("xls", &link(flags, &parts));
        assert_eq!(found.texts(Layer::Hyperlink), [WORD], "{why}");
        assert_eq!(found.gaps, [], "{why}");
    }
    assert_found("xls", &xls(0x0800, &[&[0; 10], &units(WORD)]), Layer::Hyperlink);
}

/// S14.
#[test]
fn a_link_to_nowhere_is_quiet() {
    for parts in [&[][..], &[0xFF; 16], &[0; 40]] {
        let found = read("xls", &link(0x1B, parts));
        assert_eq!(found.texts(Layer::Hyperlink), Vec::<&str>::new());
    }
}

/// S04, S14.
#[test]
fn the_words_to_connect_with_are_found() {
    let outside = format!("\u{1}[{WORD}]Sheet1");
    let cases: [(u16, Vec<u8>); 5] = [
        (0x0051, [&[0; 6][..], &biff::long(&outside)].concat()),
        (0x0804, [&[4, 8, 0, 0][..], &biff::long(WORD)].concat()),
        (0x01AD, [&[0x15; 10][..], &biff::long(WORD), &[0, 0]].concat()),
        (0x0876, [&[0; 18][..], &biff::long(WORD), &[0; 4]].concat()),
        (0x00CD, biff::long(WORD)),
    ];
    for (id, data) in cases {
        assert_found("xls", &xls(id, &[&data]), Layer::Connection);
    }
    let own = [&[0; 6][..], &biff::long("\u{2}Staff")].concat();
    for (id, data) in [(0x0051, own), (0x0876, vec![0x15; 30]), (0x00CD, vec![0, 0])] {
        let found = read("xls", &xls(id, &[&data]));
        assert_eq!(found.texts(Layer::Connection), Vec::<&str>::new(), "{id:#x}");
    }
}

/// S14.
#[test]
fn the_headers_of_other_pages_are_found_without_their_codes() {
    let text = biff::long(&format!("&L{WORD}"));
    let length = [WORD.len() as u8 + 2, 0];
    let lengths = [&[0, 0, 0, 0][..], &length, &[0, 0]].concat();
    let bytes = xls(0x089C, &[&[0; 30], &lengths, &text]);
    assert_eq!(read("xls", &bytes).texts(Layer::HeaderFooter), [WORD]);
    let quiet = xls(0x0014, &[&biff::long("&P")]);
    assert_eq!(read("xls", &quiet).texts(Layer::HeaderFooter), Vec::<&str>::new());
}
