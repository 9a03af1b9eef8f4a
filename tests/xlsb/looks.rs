//! Texts in cells that nobody sees: colours, number formats, type.

use foilint::document::Layer;

use super::common::legacy::WORD;
use super::common::xlsb::{Xlsb, cell, record, records, rich, row};
use super::{assert_found, everything, plain};

/// Colours: the palette's, the parts, the theme's with a tint.
const BLACK: [u8; 8] = [3, 8, 0, 0, 0, 0, 0, 0];
const WHITE_OF_PALETTE: [u8; 8] = [3, 9, 0, 0, 0, 0, 0, 0];
const WHITE: [u8; 8] = [5, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF];
const WHITE_OF_THEME: [u8; 8] = [7, 0, 0, 0, 0, 0, 0, 0];
const NEARLY_WHITE: [u8; 8] = [7, 0, 0x9A, 0xF9, 0, 0, 0, 0]; // 5 % darker
const GREY: [u8; 8] = [7, 0, 0x00, 0xC0, 0, 0, 0, 0]; // half as dark
const RED: [u8; 8] = [5, 0, 0, 0, 0xFF, 0, 0, 0xFF];
const FREE: [u8; 8] = [3, 10, 0, 0, 0, 0, 0, 0]; // red, unless the workbook says otherwise

fn font(height: u16, colour: [u8; 8]) -> (u16, Vec<u8>) {
    let height = height.to_le_bytes();
    (0x2B, [&height[..], &[0; 10], &colour, &[0], &super::common::xlsb::text("Type")].concat())
}

/// Records of styles: a plain font and one more, a ground, a number format, colours.
fn styles(font_of: (u16, Vec<u8>), ground: Option<[u8; 8]>, code: &str, more: &[u8]) -> Vec<u8> {
    let pattern = u32::from(ground.is_some()).to_le_bytes();
    let fill = [&pattern[..], &ground.unwrap_or(BLACK), &[0; 8]].concat();
    let code = [&[200, 0][..], &super::common::xlsb::text(code)].concat();
    let lists = records(&[
        (0x267, vec![]),
        (0x2C, code),
        (0x268, vec![]),
        (0x263, vec![]),
        font(220, BLACK),
        font_of,
        (0x264, vec![]),
        (0x25B, vec![]),
        (0x2D, vec![0; 20]),
        (0x2D, fill),
        (0x25C, vec![]),
    ]);
    [lists, more.to_vec()].concat()
}

/// The word in a cell of the second font on the second ground, in the format.
fn dressed(before: Vec<u8>) -> Xlsb {
    let format = record(0x2F, &[0, 0, 200, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let cells = [row(4, 300, 0), cell(0, 2, WORD)].concat();
    Xlsb { looks: (before, format), cells: (vec![], cells), ..plain() }
}

/// X10 in xlsb.
#[test]
fn a_text_in_the_colour_of_its_ground_is_not_seen() {
    let seen = dressed(styles(font(220, BLACK), None, "General", &[]));
    for colour in [WHITE_OF_PALETTE, WHITE, WHITE_OF_THEME, NEARLY_WHITE] {
        let planted = dressed(styles(font(220, colour), None, "General", &[]));
        assert_found(&planted, Layer::InvisibleText, "Staff!A5", &seen);
    }
    let planted = dressed(styles(font(220, RED), Some(RED), "General", &[]));
    let twin = dressed(styles(font(220, RED), Some(BLACK), "General", &[]));
    assert_found(&planted, Layer::InvisibleText, "Staff!A5", &twin);
    let grey = dressed(styles(font(220, GREY), None, "General", &[]));
    assert_eq!(everything(&grey).layers_of(WORD), [Layer::Body]);
}

/// X10 in xlsb: a palette of the workbook's own, in which number 10 is white.
#[test]
fn a_colour_of_the_workbooks_own_palette_may_be_white() {
    let white = (0x1DB, vec![0xFF, 0xFF, 0xFF, 0]);
    let palette: Vec<_> = [(0x1D9, vec![]), (0x235, vec![])]
        .into_iter()
        .chain(vec![white; 16])
        .chain([(0x236, vec![]), (0x1DA, vec![])])
        .collect();
    let planted = dressed(styles(font(220, FREE), None, "General", &records(&palette)));
    let twin = dressed(styles(font(220, FREE), None, "General", &[]));
    assert_found(&planted, Layer::InvisibleText, "Staff!A5", &twin);
}

/// X11 in xlsb.
#[test]
fn a_text_that_its_format_does_not_show_is_not_seen() {
    let of = |code| dressed(styles(font(220, BLACK), None, code, &[]));
    assert_found(&of(";;;"), Layer::InvisibleText, "Staff!A5", &of("0;-0;;@"));
}

/// X12 in xlsb.
#[test]
fn type_of_one_point_is_not_seen() {
    let of = |height| dressed(styles(font(height, BLACK), None, "General", &[]));
    assert_found(&of(20), Layer::InvisibleText, "Staff!A5", &of(160));
}

/// X56 in xlsb: a part of a text in white.
#[test]
fn a_white_part_of_a_text_is_not_seen() {
    let planted = |colour| {
        let text = format!("Total {WORD}");
        let run = [&[1][..], &super::common::xlsb::text(&text), &[1, 0, 0, 0, 6, 0, 1, 0]].concat();
        let parts = vec![("xl/sharedStrings.bin".to_owned(), shared(&run))];
        let before = styles(font(220, colour), None, "General", &[]);
        Xlsb { parts, looks: (before, vec![]), ..plain() }
    };
    let found = everything(&planted(WHITE));
    assert_eq!(found.texts(Layer::InvisibleText), [WORD]);
    assert_eq!(found.texts(Layer::Body), ["Total "]);
    assert_eq!(found.gaps, []);
    super::assert_quiet(&planted(BLACK), Layer::InvisibleText);
}

/// X56 in xlsb: how a text is read aloud.
#[test]
fn the_reading_of_a_text_is_shown_in_no_cell() {
    let planted = |reading: &str| {
        let reading = super::common::xlsb::text(reading);
        let text = [&[2][..], &super::common::xlsb::text("x"), &reading, &[0; 4]].concat();
        let parts = vec![("xl/sharedStrings.bin".to_owned(), shared(&text))];
        Xlsb { parts, ..plain() }
    };
    let twin =
        Xlsb { parts: vec![("xl/sharedStrings.bin".to_owned(), shared(&rich("x")))], ..plain() };
    assert_found(&planted(WORD), Layer::OrphanString, "shared strings line 1", &twin);
}

fn shared(text: &[u8]) -> Vec<u8> {
    records(&[(0x9F, vec![1, 0, 0, 0, 1, 0, 0, 0]), (0x13, text.to_vec()), (0xA0, vec![])])
}

/// X28 in xlsb.
#[test]
fn a_shared_text_that_no_cell_shows_is_an_orphan() {
    let planted = Xlsb { unused: vec![WORD.to_owned()], ..plain() };
    assert_found(&planted, Layer::OrphanString, "shared strings line 2", &plain());
}

/// X55 in xlsb.
#[test]
fn a_style_that_somebody_named_is_told_and_a_built_in_one_is_not() {
    let planted = |flags: u8| {
        let style = [&[0, 0, 0, 0, flags, 0, 0, 0][..], &super::common::xlsb::text(WORD)].concat();
        let list = records(&[(0x26B, vec![]), (0x30, style), (0x26C, vec![])]);
        Xlsb { looks: (list, vec![]), ..plain() }
    };
    assert_found(&planted(0), Layer::Property, "styles style", &planted(1));
}

/// X10 and X11 in xlsb: a conditional format that gives a text the colour of its ground,
/// or a number format that shows nothing.
#[test]
fn a_text_that_a_condition_hides_is_not_seen() {
    let planted = |look: Vec<u8>, operator: u32| {
        let dxf = [&[0, 0, 0, 0, 1, 0][..], &look].concat();
        let dxfs = records(&[(0x1F9, vec![]), (0x1FB, dxf), (0x1FA, vec![])]);
        let area = [4_u32, 4, 0, 0].map(u32::to_le_bytes).concat();
        let cells = [&[1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0][..], &area].concat();
        let numbers = [1, 0, 0, 1, operator].map(u32::to_le_bytes).concat();
        let formula = super::common::xlsb::formula("other");
        let rule = [&numbers[..], &[0; 22], &[0xFF; 4], &formula].concat();
        let margin = records(&[(0x1CD, cells), (0x1CF, rule), (0x1D0, vec![]), (0x1CE, vec![])]);
        let cells = (vec![], [row(4, 300, 0), cell(0, 0, WORD)].concat());
        let before = styles(font(220, BLACK), None, "General", &dxfs);
        Xlsb { looks: (before, vec![]), cells, margin, ..plain() }
    };
    let white = [&[0x05, 0, 12, 0][..], &WHITE].concat();
    let code: Vec<u8> = ";;;".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let blank = [&[0x26, 0, 12, 0, 3, 0][..], &code].concat();
    for look in [white, blank] {
        let twin = planted(look.clone(), 3); // equal to the other text
        assert_found(&planted(look, 4), Layer::InvisibleText, "Staff!A5", &twin);
    }
}
