//! Pages that hide nothing, though something lies over or under their text.

use super::{NAME, assert_quiet, page_of, page_using, page_with, planted};
use crate::common::pdf::{Pdf, line};
use crate::common::sink::Everything;
use foilint::document::Layer;

/// F01. A banner, the shading of a cell, a heading in grey on grey.
#[test]
fn text_on_top_of_a_box_is_seen() {
    let grounds = [
        "0 g 90 690 140 24 re f 1 g",
        "0.9 g 90 690 140 24 re f 0 g",
        "0.8 g 90 690 140 24 re f 0.55 g",
        "1 g 0 0 595 842 re f 0 g",
        "1 0 0 rg 90 690 140 24 re f 0 0 1 rg",
    ];
    for ground in grounds {
        assert_quiet(&page_of(&format!("{ground} {}", planted())));
    }
}

/// F01. A highlighter multiplies, and a glaze lets the words through.
#[test]
fn text_below_something_that_lets_it_through_is_seen() {
    for state in ["/BM /Multiply", "/ca 0.4", "/BM /Darken"] {
        let content = format!("{} /G gs 1 1 0 rg 90 690 140 24 re f", planted());
        let states = format!("/ExtGState << /G << {state} >> >>");
        assert_quiet(&page_using(&mut Pdf::new(), &content, &states));
    }
}

/// F04. A yellow highlight without an appearance of its own, a hidden one.
#[test]
fn text_below_a_highlight_is_seen() {
    for annotation in [
        "/Subtype /Highlight /Rect [90 690 230 720] /C [1 1 0]",
        "/Subtype /Square /Rect [90 690 230 720] /IC [0 0 0] /F 2",
        "/Subtype /Square /Rect [90 690 230 720] /C [1 0 0]",
        "/Subtype /Link /Rect [90 690 230 720] /C [0 0 0]",
    ] {
        let mut pdf = Pdf::new();
        let number = pdf.add(format!("<< /Type /Annot {annotation} >>"));
        pdf.page(&planted(), &format!("/Annots [{number} 0 R]"));
        assert_quiet(&Everything::of("a.pdf", &pdf.bytes()));
    }
}

/// F01. A line below a word, a line through it, the frame around it.
#[test]
fn text_with_lines_is_seen() {
    for lines in [
        "0 G 1 w 95 698 m 230 698 l S",
        "1 0 0 RG 1 w 95 704 m 230 704 l S",
        "0 G 2 w 90 690 140 24 re S",
    ] {
        assert_quiet(&page_of(&format!("{} {lines}", planted())));
    }
}

/// F01. What stands for the words that were taken out is no leak.
#[test]
fn placeholders_below_boxes_say_nothing() {
    for text in ["XXXX XXXXXX", "REDACTED", "[redacted]", "-----", "xxx"] {
        let boxed = format!("{} 0 g 90 590 140 24 re f", line(text, 100, 600));
        assert_quiet(&page_of(&format!("0 g {} {boxed}", planted())));
    }
}

/// F05. A shadow, letters drawn twice to be bold, a white rim, the same words below
/// a white page.
#[test]
fn letters_that_are_drawn_twice_are_read_once() {
    let shadow = format!("0.6 g {} 0 g {}", line(NAME, 101, 699), planted());
    let bold = format!("{} 1 0 0 1 0.3 0 cm {}", planted(), planted());
    let rim = format!("1 g 1 G 2 Tr 3 w {} 0 g 0 Tr {}", planted(), planted());
    let again = format!("{} 1 g 0 0 595 842 re f 0 g {}", planted(), planted());
    for content in [shadow, bold, rim, again] {
        let page = page_of(&content);
        assert_quiet(&page);
        assert_eq!(page.texts(Layer::Body), [NAME]);
    }
}

/// F05. A watermark in pale grey across the page.
#[test]
fn a_watermark_is_seen() {
    let mark = format!("q 0.85 g 0.7 0.7 -0.7 0.7 200 300 cm {} Q", line("Draft", 0, 0));
    assert_quiet(&page_of(&format!("{mark} {}", planted())));
}

/// F06. A scan that can be searched: the picture shows the words.
#[test]
fn text_over_the_picture_of_the_same_words_is_seen() {
    let stripes: Vec<u8> = (0..595 * 2).map(|at| if at % 4 < 2 { 0 } else { 255 }).collect();
    for content in [
        format!("q 595 0 0 842 0 0 cm /I Do Q 3 Tr {}", planted()),
        format!("{} q 595 0 0 842 0 0 cm /I Do Q", planted()),
    ] {
        let mut pdf = Pdf::new();
        let picture = pdf.stream(
            "/Type /XObject /Subtype /Image /Width 595 /Height 2 /BitsPerComponent 8 \
             /ColorSpace /DeviceGray",
            &stripes,
        );
        let pictures = format!("/XObject << /I {picture} 0 R >>");
        assert_quiet(&page_using(&mut pdf, &content, &pictures));
    }
}

/// F11. A layer that is on.
#[test]
fn text_of_a_layer_that_is_on_is_seen() {
    let mut pdf = Pdf::new();
    let on = pdf.add("<< /Type /OCG /Name (Text) >>");
    let off = pdf.add("<< /Type /OCG /Name (Grid) >>");
    pdf.catalogue =
        format!("/OCProperties << /OCGs [{on} 0 R {off} 0 R] /D << /OFF [{off} 0 R] >> >>");
    let content = format!("/OC /L BDC {} EMC", planted());
    let page = page_using(&mut pdf, &content, &format!("/Properties << /L {on} 0 R >>"));
    assert_eq!(page.layers_of(NAME), [Layer::Body]);
}

/// F15. A page that does not begin at nought, a page that is turned.
#[test]
fn text_of_turned_and_moved_pages_is_seen() {
    assert_quiet(&page_with(&planted(), "/CropBox [50 50 500 800]"));
    assert_quiet(&page_with(&line(NAME, -100, -50), "/MediaBox [-300 -300 100 100]"));
    for turn in [90, 180, 270] {
        assert_quiet(&page_with(&planted(), &format!("/Rotate {turn}")));
    }
}

/// F26. A clip around the words, and words that are a clip drawn out in lines.
#[test]
fn text_within_its_clip_is_seen() {
    assert_quiet(&page_of(&format!("q 90 690 140 24 re W n {} Q", planted())));
    assert_quiet(&page_of(&format!("1 Tr 0.3 w {}", planted())));
}

/// F05. What a program prints into each box that it blacks out is a label; a word
/// that stands in one box alone is not.
#[test]
fn the_label_of_boxes_is_no_covered_text() {
    let boxed =
        |y: i32| format!("0 g 90 {} 140 24 re f 0.01 g {}", y - 10, line("s 40(2)", 100, y));
    let labels: String = [600, 500, 400].map(boxed).concat();
    assert!(page_of(&labels).texts(Layer::CoveredText).is_empty());
    assert_eq!(page_of(&boxed(600)).texts(Layer::CoveredText), ["s 40(2)"]);
}
