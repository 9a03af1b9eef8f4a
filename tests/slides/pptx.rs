//! Slides of Office Open XML: what is on a slide and is not seen.

use foilint::document::Layer;

use super::common::pptx::{Deck, Slide, part, plain, run, text_box};
use super::common::sink::Everything;
use super::{WORD, assert_in, assert_seen, whole};

fn read(deck: &Deck) -> Everything {
    whole("pptx", &deck.bytes())
}

/// P01.
#[test]
fn a_hidden_slide_is_told() {
    let of = |attributes: &str| {
        let slide =
            Slide { shapes: plain(WORD), attributes: attributes.to_owned(), ..Slide::default() };
        read(&Deck {
            slides: vec![Slide { shapes: plain("Reply"), ..Slide::default() }, slide],
            ..Deck::default()
        })
    };
    for hidden in ["show='0'", "show='false'"] {
        assert_in(&of(hidden), Layer::HiddenSlide, "slide 2", "1");
    }
    assert_seen(&of("show='1'"));
    assert_seen(&of(""));
}

/// P02.
#[test]
fn speaker_notes_are_told() {
    let with = |shapes: &str| {
        let mut deck = Deck::of(&plain("Reply"));
        deck.slides[0].relations = vec![("notesSlide", "../notesSlides/notesSlide1.xml")];
        let notes = part("notes", "", &format!("<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>"));
        read(&deck.with("ppt/notesSlides/notesSlide1.xml", notes))
    };
    assert_in(&with(&plain(WORD)), Layer::SpeakerNotes, "notes of slide 1", "1");
    let number = "<p:sp><p:nvSpPr><p:nvPr><p:ph type='sldNum'/></p:nvPr></p:nvSpPr><p:txBody>\
        <a:p><a:fld type='slidenum'><a:t>1</a:t></a:fld></a:p></p:txBody></p:sp>";
    assert_eq!(with(number).containers.len(), 1, "a number is no note");
}

/// P03.
#[test]
fn a_shape_is_off_the_slide_without_size_or_hidden() {
    let size = (900_000, 900_000);
    let at = |corner, size| text_box(corner, size, "", &run("", WORD));
    let cases = [
        (at((9_200_000, 0), size), Layer::OffSlide),
        (at((0, -900_000), size), Layer::OffSlide),
        (at((9, 9), (0, 0)), Layer::HiddenShape),
        (
            plain(WORD).replace("name='TextBox 1'", "name='TextBox 1' hidden='1'"),
            Layer::HiddenShape,
        ),
    ];
    for (shapes, layer) in cases {
        assert_in(&read(&Deck::of(&shapes)), layer, "slide 1", "1");
    }
    assert_seen(&read(&Deck::of(&at((9_100_000, 0), size))));
    assert_seen(&read(&Deck::of(&at((0, -800_000), size))));
}

/// P03.
#[test]
fn a_group_puts_its_shapes_elsewhere_and_hides_them() {
    let group = |rest: &str, corner: i64| {
        format!(
            "<p:grpSp><p:nvGrpSpPr><p:cNvPr id='9' name='Group 9' {rest}/></p:nvGrpSpPr><p:grpSpPr>\
             <a:xfrm><a:off x='{corner}' y='0'/><a:ext cx='4000000' cy='4000000'/>\
             <a:chOff x='0' y='0'/><a:chExt cx='4000000' cy='4000000'/></a:xfrm></p:grpSpPr>{}\
             </p:grpSp>",
            plain(WORD)
        )
    };
    assert_in(&read(&Deck::of(&group("", 9_000_000))), Layer::OffSlide, "slide 1", "1");
    assert_in(&read(&Deck::of(&group("hidden='1'", 0))), Layer::HiddenShape, "slide 1", "1");
    assert_seen(&read(&Deck::of(&group("", 0))));
}

/// P03.
#[test]
fn a_later_opaque_shape_covers_text() {
    let lid = |fill: &str| text_box((800_000, 800_000), (4_000_000, 2_000_000), fill, "");
    let solid = "<a:solidFill><a:srgbClr val='000000'/></a:solidFill>";
    let glass =
        "<a:solidFill><a:srgbClr val='000000'><a:alpha val='30000'/></a:srgbClr></a:solidFill>";
    let covered = plain(WORD) + &lid(solid);
    assert_in(&read(&Deck::of(&covered)), Layer::CoveredText, "slide 1", "1");
    for fill in [glass, "<a:noFill/>", ""] {
        assert_seen(&read(&Deck::of(&(plain(WORD) + &lid(fill)))));
    }
    assert_seen(&read(&Deck::of(&(lid(solid) + &plain(WORD)))));
}

/// P03.
#[test]
fn text_in_the_colour_of_its_ground_or_too_small_is_not_seen() {
    let colour = |it: &str| format!("<a:solidFill><a:srgbClr val='{it}'/></a:solidFill>");
    let inked = |it: &str| run(&format!("<a:rPr>{}</a:rPr>", colour(it)), WORD);
    let boxed = |fill: &str, runs: &str| text_box((9, 9), (900_000, 900_000), fill, runs);
    let on = |ground: &str, shapes: String| {
        let mut deck = Deck::of(&shapes);
        deck.slides[0].ground = format!("<p:bg><p:bgPr>{}</p:bgPr></p:bg>", colour(ground));
        read(&deck)
    };
    let white_on_white = on("FFFFFF", boxed("", &inked("FFFFFF")));
    assert_in(&white_on_white, Layer::InvisibleText, "slide 1", "1");
    let own_ground = read(&Deck::of(&boxed(&colour("112233"), &inked("112233"))));
    assert_in(&own_ground, Layer::InvisibleText, "slide 1", "1");
    let tiny = read(&Deck::of(&boxed("", &run("<a:rPr sz='100'/>", WORD))));
    assert_in(&tiny, Layer::InvisibleText, "slide 1", "1");
    assert_seen(&on("000000", boxed("", &inked("FFFFFF"))));
    assert_seen(&read(&Deck::of(&boxed("", &inked("FFFFFF")))));
    assert_seen(&on("FFFFFF", boxed(&colour("000080"), &inked("FFFFFF"))));
}

/// P03.
#[test]
fn a_table_on_a_slide_has_its_headings() {
    let cell = |text: &str| {
        format!("<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>")
    };
    let row = |cells: [&str; 2]| format!("<a:tr>{}</a:tr>", cells.map(cell).concat());
    let rows = [["Surname", "Rank"], ["Bay", "Sergeant"], [WORD, "Constable"]].map(row).concat();
    let table = format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id='4' name='Table 3'/></p:nvGraphicFramePr>\
         <a:graphic><a:graphicData><a:tbl>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    );
    let found = read(&Deck::of(&table));
    assert_in(&found, Layer::Body, "slide 1 table 1", "3,1");
    assert_eq!(found.headings.len(), 1);
}

/// P03.
#[test]
fn the_text_of_a_cell_in_the_colour_of_its_ground_is_invisible() {
    let solid = |value: &str| format!("<a:solidFill><a:srgbClr val='{value}'/></a:solidFill>");
    let layers = |style: &str, fill: &str, colour: &str| {
        let run = run(&format!("<a:rPr>{}</a:rPr>", solid(colour)), WORD);
        let table = format!(
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id='4' name='Table 3'/></p:nvGraphicFramePr>\
             <a:graphic><a:graphicData><a:tbl><a:tblPr>{style}</a:tblPr><a:tr><a:tc><a:txBody><a:p>{run}</a:p>\
             </a:txBody><a:tcPr>{fill}</a:tcPr></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
        );
        let mut deck = Deck::of(&table);
        deck.slides[0].ground = format!("<p:bg><p:bgPr>{}</p:bgPr></p:bg>", solid("FFFFFF"));
        read(&deck).layers_of(WORD)
    };
    let style = "<a:tableStyleId>{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}</a:tableStyleId>";
    assert_eq!(layers(style, &solid("4472C4"), "4472C4"), [Layer::InvisibleText]);
    assert_eq!(layers(style, &solid("4472C4"), "FFFFFF"), [Layer::Body]);
    assert_eq!(layers(style, "", "FFFFFF"), [Layer::Body], "its style may shade it");
    assert_eq!(layers("", "", "FFFFFF"), [Layer::InvisibleText], "nothing shades it");
    assert_eq!(layers("", "<a:blipFill/>", "FFFFFF"), [Layer::Body], "a picture does");
}

/// P03.
#[test]
fn what_describes_a_picture_is_told() {
    let picture = |rest: &str| {
        read(&Deck::of(&format!("<p:pic><p:nvPicPr><p:cNvPr id='2' {rest}/></p:nvPicPr></p:pic>")))
    };
    for attribute in ["descr", "title", "name"] {
        let found = picture(&format!("{attribute}='{WORD}'"));
        assert_in(&found, Layer::AltText, "slide 1", "1");
    }
    assert_eq!(picture("name='Picture 2'").fragments, []);
    let hidden = picture(&format!("name='Picture 2' descr='{WORD}' hidden='1'"));
    assert_eq!(hidden.texts(Layer::HiddenShape), ["Picture 2"]);
}
