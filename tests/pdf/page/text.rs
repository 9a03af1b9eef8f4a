//! The text that pages show, in words, lines and tables.

use foilint::document::{Layer, Reason};

use super::{NAME, page_of, page_using, planted};
use crate::common::pdf::{Pdf, line};
use crate::common::sink::Everything;

#[test]
fn pieces_of_a_word_are_one_word() {
    let page = page_of("BT /F1 12 Tf 100 700 Td [(Pen) 20 (hal) -15 (igon) -300 (left)] TJ ET");
    assert_eq!(page.texts(Layer::Body), ["Penhaligon left"]);
}

#[test]
fn lines_of_a_paragraph_are_one_text() {
    let page = page_of(
        "BT /F1 12 Tf 14 TL 100 700 Td (The report was written by Sergeant) Tj T* \
         (Penhaligon, who has since) Tj T* (left.) Tj ET",
    );
    let text = "The report was written by Sergeant Penhaligon, who has since left.";
    assert_eq!(page.texts(Layer::Body), [text]);
}

#[test]
fn ligatures_and_text_maps_are_resolved() {
    let mut pdf = Pdf::new();
    let map = pdf.stream(
        "",
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange \
         <00> <ff> endcodespacerange 2 beginbfchar <41> <FB01> <42> <0065> endbfchar endcmap",
    );
    let font = pdf.add(format!(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode {map} 0 R >>"
    ));
    let resources = format!("/Resources << /Font << /F1 {font} 0 R >> >>");
    pdf.page(&line("AB", 100, 700), &resources);
    assert_eq!(Everything::of("a.pdf", &pdf.bytes()).texts(Layer::Body), ["fie"]);
}

#[test]
fn a_staff_list_is_a_table() {
    let rows = ["Surname", "Penhaligon", "Trevelyan", "Nancarrow"];
    let ranks = ["Rank", "Sergeant", "Constable", "Inspector"];
    let lines = rows
        .iter()
        .zip(ranks)
        .zip([700, 684, 668, 652])
        .map(|((name, rank), y)| line(name, 100, y) + &line(rank, 250, y));
    let page = page_of(&lines.collect::<String>());
    let cell = page.places_of("Trevelyan");
    assert_eq!(cell.len(), 1);
    assert!(format!("{cell:?}").contains("table 1 on page 1"), "{cell:?}");
}

#[test]
fn letters_that_are_programs_are_read() {
    let mut pdf = Pdf::new();
    let bar = pdf.stream("", "600 0 0 0 500 700 d1 0 0 500 700 re f");
    let font = pdf.add(format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] \
         /CharProcs << /A {bar} 0 R /B {bar} 0 R >> /FirstChar 65 /LastChar 66 \
         /Widths [600 600] /Encoding << /Type /Encoding /Differences [65 /A /B] >> \
         /Resources << >> >>"
    ));
    let resources = format!("/Resources << /Font << /F1 {font} 0 R >> >>");
    let mut boxed = pdf.clone();
    pdf.page(&line("ABBA", 100, 700), &resources);
    assert_eq!(Everything::of("a.pdf", &pdf.bytes()).texts(Layer::Body), ["ABBA"]);
    boxed.page(&format!("{} 0 g 90 690 140 24 re f", line("ABBA", 100, 700)), &resources);
    let boxed = Everything::of("a.pdf", &boxed.bytes());
    assert_eq!(boxed.texts(Layer::CoveredText), ["ABBA"]);
}

/// F31. A page that is nothing but a picture.
#[test]
fn a_page_that_is_a_picture_is_a_gap() {
    let mut pdf = Pdf::new();
    let picture = pdf.stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 \
         /ColorSpace /DeviceGray",
        [128],
    );
    let pictures = format!("/XObject << /I {picture} 0 R >>");
    let page = page_using(&mut pdf, "q 595 0 0 842 0 0 cm /I Do Q", &pictures);
    assert!(page.gaps.iter().any(|it| it.part == "page 1" && it.reason == Reason::Picture));
}

/// F31. Letters that do not say what they stand for.
#[test]
fn a_page_without_a_text_map_is_a_gap() {
    let mut pdf = Pdf::new();
    let bar = pdf.stream("", "600 0 0 0 500 700 d1 0 0 500 700 re f");
    let font = pdf.add(format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] \
         /CharProcs << /g900 {bar} 0 R >> /FirstChar 65 /LastChar 65 /Widths [600] \
         /Encoding << /Type /Encoding /Differences [65 /g900] >> /Resources << >> >>"
    ));
    let resources = format!("/Resources << /Font << /F1 {font} 0 R >> >>");
    pdf.page(&line("AAAAAAAAAAAAAAAA", 100, 700), &resources);
    let page = Everything::of("a.pdf", &pdf.bytes());
    assert!(page.gaps.iter().any(|it| it.part == "page 1"), "{:?}", page.gaps);
}

/// F31. A content that does not unpack.
#[test]
fn a_page_that_does_not_unpack_is_a_gap() {
    let mut pdf = Pdf::new();
    let content = pdf.stream("/Filter /FlateDecode", b"this is not deflate");
    set_content(&mut pdf, content);
    let page = Everything::of("a.pdf", &pdf.bytes());
    assert!(page.gaps.iter().any(|it| it.part.starts_with("page")), "{:?}", page.gaps);
}

/// A form that draws itself ten times at every level ends.
#[test]
fn forms_within_forms_without_end_are_a_gap() {
    let mut pdf = Pdf::new();
    let mut inner = pdf.stream("/Subtype /Form /BBox [0 0 9 9]", "0 0 1 1 re f");
    for _ in 0..9 {
        inner = pdf.stream(
            &format!(
                "/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {inner} 0 R >> >>"
            ),
            "/X Do ".repeat(10),
        );
    }
    let content = format!("{} /Y Do", planted());
    let page = page_using(&mut pdf, &content, &format!("/XObject << /Y {inner} 0 R >>"));
    assert!(page.gaps.iter().any(|it| it.part == "page 1"), "{:?}", page.gaps);
}

/// A stream that unpacks to gigabytes is refused before it is unpacked.
#[test]
fn a_bomb_is_a_gap() {
    let mut pdf = Pdf::new();
    let twice = deflated(&deflated(&vec![0; 300 << 20]));
    let bomb = pdf.stream("/Filter [/FlateDecode /FlateDecode]", twice);
    set_content(&mut pdf, bomb);
    let page = Everything::of("a.pdf", &pdf.bytes());
    let is_refused = |it: &Reason| matches!(it, Reason::TooLarge { .. } | Reason::Bomb(_));
    assert!(page.gaps.iter().any(|it| is_refused(&it.reason)), "{:?}", page.gaps);
}

/// Adds a page whose content is an object.
fn set_content(pdf: &mut Pdf, content: u32) {
    let page = pdf.page("", "");
    let entries = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]";
    pdf.set(page, format!("<< {entries} /Contents {content} 0 R >>"));
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A word that is hidden and shown elsewhere is in both layers.
#[test]
fn a_word_may_be_seen_and_hidden() {
    let again = format!("{} 0 g 90 590 140 24 re f", line(NAME, 100, 600));
    let page = page_of(&format!("{} {again}", planted()));
    assert_eq!(page.layers_of(NAME).len(), 2);
}
