//! What cells hold and do not show.

use foilint::document::Layer;

use super::common::biff::{self, Biff};
use super::common::legacy::{WORD, read, staff_of};
use super::common::ods::Ods;
use super::common::sink::Everything;
use super::common::xlsb::{self, Xlsb};

#[test]
fn a_value_that_its_format_does_not_show_is_invisible_text() {
    let row = "<table:table-row><table:table-cell table:style-name='it' \
               office:value-type='float' office:value='9990001'><text:p/></table:table-cell>\
               </table:table-row>";
    for (shows, layer) in [("", Layer::InvisibleText), ("<number:number/>", Layer::Body)] {
        let styles = format!(
            "<number:number-style style:name='N1'>{shows}</number:number-style><style:style \
             style:name='it' style:family='table-cell' style:data-style-name='N1'/>"
        );
        let ods = Ods { row: row.into(), styles, ..Ods::of(&[staff_of("x")]) };
        assert_eq!(read("ods", &ods.bytes()).layers_of("9990001"), [layer]);
    }
}

/// A font of this height and this colour of the palette, on a ground of another,
/// with a number format.
#[derive(Clone, Copy)]
struct Dress {
    height: u16,
    font: u8,
    ground: Option<u8>,
    code: &'static str,
}

const PLAIN: Dress = Dress { height: 220, font: 8, ground: None, code: "General" };

/// What is read of the word in such a dress, and of the number 42, in both formats.
fn dressed(dress: Dress) -> [Everything; 2] {
    [read("xls", &xls(dress)), read("xlsb", &xlsb(dress))]
}

fn xls(dress: Dress) -> Vec<u8> {
    let height = dress.height.to_le_bytes();
    let font = [&height[..], &[0, 0, dress.font, 0, 0x90, 1, 0, 0, 0, 0, 0, 0]].concat();
    let code = [&[200, 0][..], &biff::long(dress.code)].concat();
    let pattern = if dress.ground.is_some() { 1 << 26 } else { 0_u32 };
    let ground = [dress.ground.unwrap_or(64), 0];
    let format = [&[0, 0, 200, 0][..], &[0; 10], &pattern.to_le_bytes(), &ground].concat();
    let looks = vec![(0x0031, font), (0x041E, code), (0x00E0, format)];
    let place = [9, 0, 0, 0, 2, 0];
    let text = [&place[..], &biff::long(WORD)].concat();
    let number = [&[10, 0, 0, 0, 2, 0][..], &42_f64.to_le_bytes()].concat();
    let records = vec![(0x0204, text), (0x0203, number)];
    Biff { looks, records, ..Biff::of(&[staff_of("x")]) }.bytes()
}

fn xlsb(dress: Dress) -> Vec<u8> {
    let colour = |index| [3, index, 0, 0, 0, 0, 0, 0]; // of the palette
    let height = dress.height.to_le_bytes();
    let font = [&height[..], &[0; 10], &colour(dress.font), &[0], &xlsb::text("Type")].concat();
    let pattern = u32::from(dress.ground.is_some()).to_le_bytes();
    let fill = [&pattern[..], &colour(dress.ground.unwrap_or(64)), &[0; 8]].concat();
    let code = [&[200, 0][..], &xlsb::text(dress.code)].concat();
    let lists = |begin, record, end| [(begin, vec![]), record, (end, vec![])];
    let before = [
        lists(0x267, (0x2C, code), 0x268),
        lists(0x263, (0x2B, font), 0x264),
        lists(0x25B, (0x2D, fill), 0x25C),
    ]
    .concat();
    let before = before.iter().flat_map(|(id, data)| xlsb::record(*id, data)).collect();
    let format = xlsb::record(0x2F, &[&[0, 0, 200, 0][..], &[0; 12]].concat());
    let row =
        |row: u8| xlsb::record(0x00, &[row, 0, 0, 0, 0, 0, 0, 0, 0x2C, 1, 0, 0, 0, 0, 0, 0, 0]);
    let place = [0, 0, 0, 0, 2, 0, 0, 0];
    let text = xlsb::record(0x06, &[&place[..], &xlsb::text(WORD)].concat());
    let number = xlsb::record(0x05, &[&place[..], &42_f64.to_le_bytes()].concat());
    let margin = [row(9), text, row(10), number].concat();
    Xlsb { looks: (before, format), margin, ..Xlsb::of(&[staff_of("x")]) }.bytes()
}

/// S02.
#[test]
fn text_that_nobody_sees_is_invisible_and_plain_text_is_not() {
    let white = Dress { font: 9, ..PLAIN };
    let cases = [
        (PLAIN, Layer::Body, "black on nothing"),
        (white, Layer::InvisibleText, "white on nothing"),
        (Dress { ground: Some(8), ..white }, Layer::Body, "white on black"),
        (Dress { font: 10, ground: Some(10), ..PLAIN }, Layer::InvisibleText, "red on red"),
        (Dress { font: 10, ground: Some(12), ..PLAIN }, Layer::Body, "red on blue"),
        (Dress { code: ";;;", ..PLAIN }, Layer::InvisibleText, "a format of nothing"),
        (Dress { height: 20, ..PLAIN }, Layer::InvisibleText, "type of one point"),
    ];
    for (dress, layer, why) in cases {
        for found in dressed(dress) {
            assert_eq!(found.layers_of(WORD), [layer], "{why} in {:?}", found.format);
            assert_eq!(found.layers_of("42"), [layer], "{why} in {:?}", found.format);
        }
    }
}

#[test]
fn a_staff_number_keeps_its_leading_zeros() {
    for found in dressed(Dress { code: "000000", ..PLAIN }) {
        assert_eq!(found.layers_of("000042"), [Layer::Body], "{:?}", found.format);
    }
}

/// S11.
#[test]
fn a_shared_text_that_no_cell_shows_is_an_orphan() {
    let unused = vec![WORD.to_owned()];
    let xls = Biff { unused: unused.clone(), ..Biff::of(&[staff_of("x")]) };
    let xlsb = Xlsb { unused, ..Xlsb::of(&[staff_of("x")]) };
    for found in [read("xls", &xls.bytes()), read("xlsb", &xlsb.bytes())] {
        assert_eq!(found.texts(Layer::OrphanString), [WORD], "{:?}", found.format);
        assert_eq!(found.texts(Layer::Body), ["x"], "{:?}", found.format);
    }
}

/// S11.
#[test]
fn shared_texts_that_cells_show_are_no_orphans() {
    let sheets = [staff_of("x"), staff_of("y")];
    for bytes in [Biff::of(&sheets).bytes(), Xlsb::of(&sheets).bytes()] {
        let found = Everything::of("reply", &bytes);
        assert_eq!(found.texts(Layer::OrphanString), Vec::<&str>::new(), "{:?}", found.format);
    }
}

/// What is read of the word in an ods row, its cell in a style of these properties.
fn styled(properties: &str) -> Everything {
    let styles = format!(
        "<style:style style:name='base' style:family='table-cell'>\
         <style:table-cell-properties fo:background-color='#ffcc00'/></style:style>\
         <style:style style:name='it' style:family='table-cell'>{properties}</style:style>\
         <style:style style:name='based' style:family='table-cell' \
         style:parent-style-name='base'>{properties}</style:style>"
    );
    let row = format!(
        "<table:table-row><table:table-cell table:style-name='it' office:value-type='string'>\
         <text:p>{WORD}</text:p></table:table-cell><table:table-cell \
         table:style-name='based' office:value-type='string'><text:p>{WORD}</text:p>\
         </table:table-cell></table:table-row>"
    );
    read("ods", &Ods { styles, row, ..Ods::of(&[staff_of("x")]) }.bytes())
}

#[test]
fn text_of_ods_in_the_colour_of_its_ground_is_invisible() {
    let (seen, unseen) = (Layer::Body, Layer::InvisibleText);
    let cases = [
        ("", [seen, seen]),
        ("<style:text-properties fo:color='#ffffff'/>", [unseen, seen]),
        ("<style:text-properties fo:color='#ffcc00'/>", [seen, unseen]),
        ("<style:text-properties fo:font-size='1pt'/>", [unseen, unseen]),
        ("<style:text-properties fo:font-size='10pt'/>", [seen, seen]),
    ];
    for (properties, layers) in cases {
        assert_eq!(styled(properties).layers_of(WORD), layers, "{properties}");
    }
}

#[test]
fn the_colour_of_a_number_format_of_ods_is_none_of_a_cell() {
    let format = "</style:style><number:number-style><style:text-properties fo:color='#ffffff'/>\
                  </number:number-style><style:style style:name='other' \
                  style:family='table-cell'>";
    assert_eq!(styled(format).layers_of(WORD), [Layer::Body; 2]);
}

#[test]
fn a_row_of_ods_without_height_has_no_size() {
    let read_of = |height: &str| {
        let styles = format!(
            "<style:style style:name='flat' style:family='table-row'>\
             <style:table-row-properties style:row-height='{height}'/></style:style>"
        );
        let row = format!(
            "<table:table-row table:style-name='flat'><table:table-cell>\
             <text:p>{WORD}</text:p></table:table-cell></table:table-row>"
        );
        read("ods", &Ods { styles, row, ..Ods::of(&[staff_of("x")]) }.bytes())
    };
    assert_eq!(read_of("0cm").layers_of(WORD), [Layer::ZeroSize]);
    assert_eq!(read_of("0.45cm").layers_of(WORD), [Layer::Body]);
}
