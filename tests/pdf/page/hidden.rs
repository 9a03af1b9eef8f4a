//! Text that a machine can extract and an eye cannot see.

use foilint::document::Layer::{
    CoveredText, InvisibleText, OffPage, OptionalContent, RedactionGap, UnappliedRedaction,
};

use super::{NAME, assert_hidden, page_of, page_using, page_with, planted};
use crate::common::pdf::{Pdf, line};

/// A picture of one pixel, and of a mask that lets nothing through.
fn dot(pdf: &mut Pdf, entries: &str, pixel: &[u8]) -> u32 {
    let entries =
        format!("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 {entries}");
    pdf.stream(&entries, pixel)
}

/// A picture that turns from black to white and back as writing does.
fn writing(pdf: &mut Pdf) -> u32 {
    let stripes: Vec<u8> = (0..595 * 2).map(|at| if at % 4 < 2 { 0 } else { 255 }).collect();
    let entries = "/Type /XObject /Subtype /Image /Width 595 /Height 2 /BitsPerComponent 8 \
                   /ColorSpace /DeviceGray";
    pdf.stream(entries, stripes)
}

/// F01. The commonest of all: a black box over live text.
#[test]
fn text_below_a_black_box_is_covered() {
    let page = page_of(&format!("{} 0 g 90 690 120 24 re f", planted()));
    assert_hidden(&page, CoveredText);
}

/// F01. A white one leaves nothing to see at all.
#[test]
fn text_below_a_white_box_is_covered() {
    let page = page_of(&format!("{} 1 g 90 690 120 24 re f", planted()));
    assert_hidden(&page, CoveredText);
}

/// F01. The top of the page is no different: a header with a name in it.
#[test]
fn text_below_a_box_at_the_edge_of_the_page_is_covered() {
    for y in [4, 828] {
        let content = format!("{} 0 g 90 {} 120 20 re f", line(NAME, 100, y), y - 4);
        assert_hidden(&page_of(&content), CoveredText);
    }
}

/// F01. A box in a form of its own, within another form.
#[test]
fn text_below_a_box_in_a_form_is_covered() {
    let mut pdf = Pdf::new();
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 200 100]";
    let inner = pdf.stream(form, "0 g 0 0 120 24 re f");
    let outer = format!("{form} /Resources << /XObject << /X {inner} 0 R >> >>");
    let outer = pdf.stream(&outer, "q 1 0 0 1 5 5 cm /X Do Q");
    let content = format!("{} q 1 0 0 1 85 685 cm /Y Do Q", planted());
    let page = page_using(&mut pdf, &content, &format!("/XObject << /Y {outer} 0 R >>"));
    assert_hidden(&page, CoveredText);
}

/// F01. A polygon, a circle, a thick line, many lines.
#[test]
fn text_below_any_shape_is_covered() {
    let shapes = [
        "0 g 80 690 m 230 685 l 225 720 l 85 715 l h f",
        "0 g 40 700 m 40 800 280 800 280 700 c 280 600 40 600 40 700 c f",
        "0 G 20 w 90 704 m 230 704 l S",
        "0 G 20 w 1 J 95 704 m 120 704 l 220 704 l S",
    ];
    for shape in shapes {
        assert_hidden(&page_of(&format!("{} {shape}", planted())), CoveredText);
    }
    let lines: String =
        (0..160).map(|at| format!("{} 690 m {} 720 l S ", 90 + at, 95 + at)).collect();
    assert_hidden(&page_of(&format!("{} 0 G 0.9 w {lines}", planted())), CoveredText);
}

/// F01. A pattern of tiles that leave no gap.
#[test]
fn text_below_a_pattern_is_covered() {
    let mut pdf = Pdf::new();
    let tile = "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 4 4] \
                /XStep 4 /YStep 4 /Resources << >>";
    let tile = pdf.stream(tile, "0 g 0 0 4 4 re f");
    let content = format!("{} /Pattern cs /P scn 90 690 140 24 re f", planted());
    let page = page_using(&mut pdf, &content, &format!("/Pattern << /P {tile} 0 R >>"));
    assert_hidden(&page, CoveredText);
}

/// F02. A picture laid over the words.
#[test]
fn text_below_a_picture_is_covered() {
    let mut pdf = Pdf::new();
    let picture = dot(&mut pdf, "/ColorSpace /DeviceGray", &[0]);
    let content = format!("{} q 140 0 0 30 90 690 cm /I Do Q", planted());
    let page = page_using(&mut pdf, &content, &format!("/XObject << /I {picture} 0 R >>"));
    assert_hidden(&page, CoveredText);
}

/// F03. Marked to be redacted, and never applied: it is still to be seen as well.
#[test]
fn text_that_is_marked_to_be_redacted_is_said_to_be() {
    let mut pdf = Pdf::new();
    let mark = pdf.add("<< /Type /Annot /Subtype /Redact /Rect [90 690 230 715] >>");
    let page = page_with_annotation(&mut pdf, mark);
    assert!(page.layers_of(NAME).contains(&UnappliedRedaction));
}

fn page_with_annotation(pdf: &mut Pdf, annotation: u32) -> crate::common::sink::Everything {
    pdf.page(&planted(), &format!("/Annots [{annotation} 0 R]"));
    crate::common::sink::Everything::of("a.pdf", &pdf.bytes())
}

/// F04. A dark annotation, with an appearance of its own and without.
#[test]
fn text_below_an_annotation_is_covered() {
    let mut pdf = Pdf::new();
    let look = pdf.stream("/Type /XObject /Subtype /Form /BBox [0 0 10 10]", "0 g 0 0 10 10 re f");
    let drawn = format!("/Subtype /Square /Rect [90 690 230 720] /AP << /N {look} 0 R >>");
    let plain = "/Subtype /Square /Rect [90 690 230 720] /IC [0 0 0]";
    let marker = "/Subtype /Highlight /Rect [90 690 230 720] /C [0 0 0]";
    for annotation in [drawn.as_str(), plain, marker] {
        let mut pdf = pdf.clone();
        let number = pdf.add(format!("<< /Type /Annot {annotation} >>"));
        assert_hidden(&page_with_annotation(&mut pdf, number), CoveredText);
    }
}

/// F05. White on white, nearly white on white, black on black.
#[test]
fn text_of_the_colour_of_its_ground_is_invisible() {
    for before in ["1 g", "0.98 g", "0 0 0 0.01 k", "1 g 90 690 140 24 re f"] {
        assert_hidden(&page_of(&format!("{before} {}", planted())), InvisibleText);
    }
    let black = format!("0 g 90 690 140 24 re f 0.02 g {}", planted());
    assert_hidden(&page_of(&black), CoveredText);
}

/// F06. Text without ink on bare paper, and over a picture that is blacked out.
#[test]
fn text_without_ink_is_invisible() {
    assert_hidden(&page_of(&format!("3 Tr {}", planted())), InvisibleText);
    let mut pdf = Pdf::new();
    let picture = dot(&mut pdf, "/ColorSpace /DeviceGray", &[0]);
    let content = format!("q 595 0 0 842 0 0 cm /I Do Q 3 Tr {}", planted());
    let page = page_using(&mut pdf, &content, &format!("/XObject << /I {picture} 0 R >>"));
    assert_hidden(&page, InvisibleText);
}

/// F06. The page of a scan shows the word, and a box is laid over both.
#[test]
fn text_of_a_scan_that_is_boxed_is_invisible() {
    let mut pdf = Pdf::new();
    let picture = writing(&mut pdf);
    let scan = format!("q 595 0 0 842 0 0 cm /I Do Q 3 Tr {}", planted());
    let content = format!("{scan} 0 g 90 690 140 24 re f");
    let page = page_using(&mut pdf, &content, &format!("/XObject << /I {picture} 0 R >>"));
    assert_hidden(&page, InvisibleText);
}

/// F11. A layer that is off; the text of the others stays where it is.
#[test]
fn text_of_a_layer_that_is_off_is_found() {
    let mut pdf = Pdf::new();
    let layer = pdf.add("<< /Type /OCG /Name (Drafts) >>");
    pdf.catalogue = format!("/OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >>");
    let content = format!("/OC /L BDC {} EMC {}", planted(), line("Seen by all", 100, 600));
    let page = page_using(&mut pdf, &content, &format!("/Properties << /L {layer} 0 R >>"));
    assert_hidden(&page, OptionalContent);
    assert_eq!(page.layers_of("Seen by all"), [foilint::document::Layer::Body]);
}

/// F15. Outside the crop box, and outside the page altogether.
#[test]
fn text_off_the_page_is_found() {
    assert_hidden(&page_with(&planted(), "/CropBox [0 0 595 600]"), OffPage);
    assert_hidden(&page_of(&line(NAME, 100, 900)), OffPage);
    assert_hidden(&page_of(&line(NAME, -200, 700)), OffPage);
}

/// F26. Clipped away, transparent, of no size, squeezed to nothing.
#[test]
fn text_that_leaves_no_ink_is_invisible() {
    let clipped = format!("q 300 100 50 50 re W n {} Q", planted());
    let tiny = format!("BT /F1 0.3 Tf 100 700 Td ({NAME}) Tj ET");
    let squeezed = format!("BT /F1 12 Tf 0 Tz 100 700 Td ({NAME}) Tj ET");
    for content in [clipped, tiny] {
        assert_hidden(&page_of(&content), InvisibleText);
    }
    assert_hidden(&page_of(&squeezed), InvisibleText);
    let content = format!("/G gs {}", planted());
    let page = page_using(&mut Pdf::new(), &content, "/ExtGState << /G << /ca 0 >> >>");
    assert_hidden(&page, InvisibleText);
}

/// F26. A soft mask that lets nothing through.
#[test]
fn text_behind_a_mask_is_invisible() {
    let mut pdf = Pdf::new();
    let group = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] \
                 /Group << /S /Transparency /CS /DeviceGray >>";
    let mask = pdf.stream(group, "0 g 0 0 595 842 re f");
    let state = format!("/ExtGState << /G << /SMask << /S /Luminosity /G {mask} 0 R >> >> >>");
    let page = page_using(&mut pdf, &format!("/G gs {}", planted()), &state);
    assert_hidden(&page, InvisibleText);
}

/// F33. The words of a scan in one picture, and another laid over it.
#[test]
fn text_below_two_pictures_is_covered() {
    let mut pdf = Pdf::new();
    let below = dot(&mut pdf, "/ColorSpace /DeviceGray", &[255]);
    let above = dot(&mut pdf, "/ColorSpace /DeviceGray", &[255]);
    let draw = "q 595 0 0 842 0 0 cm";
    let content = format!("{draw} /I Do Q {} {draw} /J Do Q", planted());
    let pictures = format!("/XObject << /I {below} 0 R /J {above} 0 R >>");
    assert_hidden(&page_using(&mut pdf, &content, &pictures), CoveredText);
}

/// F01. The part of a line that a box covers is told from what stands beside it.
#[test]
fn only_what_a_box_covers_is_hidden() {
    let line = line("Report of Penhaligon today", 100, 700);
    let page = page_of(&format!("{line} 0 g 152 690 61 24 re f"));
    assert_eq!(page.layers_of("today"), [foilint::document::Layer::Body]);
    assert_eq!(page.texts(CoveredText), [NAME]);
}

/// F25. Nothing is left below the box, and its width says how long the name was.
#[test]
fn the_width_of_a_black_box_betrays_letters() {
    let content = format!(
        "{} {} 0 g 134 696 52 13 re f",
        line("Told by", 90, 700),
        line("on the day", 190, 700)
    );
    let page = page_of(&content);
    assert_eq!(page.texts(RedactionGap), ["9 letters"]);
    assert!(page.texts(CoveredText).is_empty());
}

/// F25. A box with a word on it, and one that stands alone, betray nothing.
#[test]
fn boxes_that_stand_in_for_nothing_betray_nothing() {
    let banner = format!("0 g 90 690 140 24 re f 1 g {}", planted());
    for content in [banner, format!("{} 0 g 90 300 140 24 re f", planted())] {
        assert!(page_of(&content).texts(RedactionGap).is_empty());
    }
}

/// F19. A box over the picture of a page, which still has the words below.
#[test]
fn a_box_over_the_picture_of_words_is_told_from_a_picture_that_is_black() {
    let content = "q 595 0 0 842 0 0 cm /I Do Q 0 g 90 690 140 24 re f";
    let mut pdf = Pdf::new();
    let picture = writing(&mut pdf);
    let page = page_using(&mut pdf, content, &format!("/XObject << /I {picture} 0 R >>"));
    assert_eq!(page.texts(CoveredText), ["writing in a picture, with a box over it"]);
    let mut pdf = Pdf::new();
    let picture = dot(&mut pdf, "/ColorSpace /DeviceGray", &[255]);
    let page = page_using(&mut pdf, content, &format!("/XObject << /I {picture} 0 R >>"));
    assert!(page.texts(CoveredText).is_empty());
}

/// F19. A picture of which only a part is shown.
#[test]
fn a_picture_that_is_cropped_is_told() {
    for (clip, count) in [("0 0 100 842", 1), ("0 0 595 800", 0)] {
        let mut pdf = Pdf::new();
        let picture = writing(&mut pdf);
        let content = format!("q {clip} re W n 595 0 0 842 0 0 cm /I Do Q");
        let page = page_using(&mut pdf, &content, &format!("/XObject << /I {picture} 0 R >>"));
        let said = page.texts(foilint::document::Layer::ImageMetadata);
        assert_eq!(said.iter().filter(|it| it.starts_with("cropped")).count(), count);
    }
}
