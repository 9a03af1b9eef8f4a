//! Slides of OpenDocument, in a package and in one flat document alike.

use foilint::document::Layer;

use super::common::prose::{Prose, p, style};
use super::common::sink::Everything;
use super::{WORD, assert_in, assert_seen, whole};

/// A page 800 by 600 points, and a style that hides one.
fn slides(body: &str) -> Prose {
    let layout = "<style:page-layout style:name='L'><style:page-layout-properties \
        fo:page-width='800pt' fo:page-height='600pt'/></style:page-layout>";
    let hidden = "<style:drawing-page-properties presentation:visibility='hidden'/>";
    let filled = "<style:graphic-properties draw:fill='solid' draw:fill-color='#336699'/>";
    Prose {
        layouts: layout.to_owned(),
        masters: "<draw:layer-set><draw:layer draw:name='off' draw:display='none'/>\
            </draw:layer-set><style:master-page style:name='M' style:page-layout-name='L'/>"
            .to_owned(),
        styles: style("gone", "drawing-page", hidden) + &style("lid", "graphic", filled),
        ..Prose::slides(body)
    }
}

fn page(rest: &str, inner: &str) -> Prose {
    slides(&format!("<draw:page draw:master-page-name='M' {rest}>{inner}</draw:page>"))
}

fn frame(rest: &str, inner: &str) -> String {
    format!("<draw:frame {rest}><draw:text-box>{inner}</draw:text-box></draw:frame>")
}

/// A frame at a corner of so many points.
fn at(x: i32, y: i32, rest: &str, inner: &str) -> String {
    let place = format!("svg:x='{x}pt' svg:y='{y}pt' svg:width='90pt' svg:height='30pt' {rest}");
    frame(&place, inner)
}

fn both(slides: &Prose) -> [Everything; 2] {
    [whole("odp", &slides.bytes()), whole("fodp", &slides.flat())]
}

/// P01.
#[test]
fn a_hidden_page_is_told() {
    for found in both(&page("draw:style-name='gone'", &at(9, 9, "", &p(WORD)))) {
        assert_in(&found, Layer::HiddenSlide, "slide 1", "1");
    }
    both(&page("", &at(9, 9, "", &p(WORD)))).iter().for_each(assert_seen);
}

/// P02.
#[test]
fn the_notes_of_a_page_are_told() {
    let notes = format!("<presentation:notes>{}</presentation:notes>", frame("", &p(WORD)));
    for found in both(&page("", &format!("{}{notes}", at(9, 9, "", &p("Reply"))))) {
        assert_in(&found, Layer::SpeakerNotes, "notes of slide 1", "1");
    }
    let empty = "<presentation:notes><draw:page-thumbnail/></presentation:notes>";
    for found in both(&page("", &format!("{}{empty}", at(9, 9, "", &p(WORD))))) {
        assert_seen(&found);
        assert_eq!(found.containers.len(), 1);
    }
}

/// P03.
#[test]
fn a_shape_is_off_the_page_hidden_or_covered() {
    let lid = "<draw:rect draw:style-name='lid' svg:x='0pt' svg:y='0pt' svg:width='400pt' \
        svg:height='300pt'/>";
    let cases = [
        (at(900, 9, "", &p(WORD)), Layer::OffSlide),
        (at(-100, 9, "", &p(WORD)), Layer::OffSlide),
        (at(9, 9, "draw:layer='off'", &p(WORD)), Layer::HiddenShape),
        (at(9, 9, "", &p(WORD)) + lid, Layer::CoveredText),
    ];
    for (shapes, layer) in cases {
        for found in both(&page("", &shapes)) {
            assert_in(&found, layer, "slide 1", "1");
        }
    }
    let seen = [lid.to_owned() + &at(9, 9, "", &p(WORD)), at(500, 9, "", &p(WORD)) + lid];
    for shapes in seen {
        both(&page("", &shapes)).iter().for_each(assert_seen);
    }
}

/// P05.
#[test]
fn a_comment_on_a_page_is_told_with_its_author() {
    let comment = format!(
        "<office:annotation><dc:creator>B Clerk</dc:creator>{}</office:annotation>",
        p(WORD)
    );
    for found in both(&page("", &comment)) {
        assert_in(&found, Layer::Comment, "comments", "slide 1");
        assert_eq!(found.layers_of("B Clerk"), [Layer::Comment]);
    }
}

/// P06.
#[test]
fn the_name_of_a_custom_show_is_told() {
    let show = format!(
        "<draw:page draw:name='page1'/><presentation:settings><presentation:show \
         presentation:name='{WORD}' presentation:pages='page1'/></presentation:settings>"
    );
    for found in both(&slides(&show)) {
        assert_in(&found, Layer::CustomView, "", "custom show");
    }
}

/// P07.
#[test]
fn a_master_page_is_told_but_for_its_prompts() {
    let master = |rest: &str| {
        let mut slides = page("", &at(9, 9, "", &p("Reply")));
        slides.masters = format!(
            "<style:master-page style:name='M' style:page-layout-name='L'>{}</style:master-page>",
            frame(rest, &p(WORD))
        );
        slides
    };
    for found in both(&master("")) {
        assert_in(&found, Layer::HeaderFooter, "headers and footers", "master page");
    }
    for found in both(&master("presentation:placeholder='true'")) {
        assert_eq!(found.places_of(WORD), []);
    }
}

/// P03.
#[test]
fn a_drawing_is_read_as_a_slide() {
    let drawing = Prose { kind: "graphics", ..page("", &at(900, 9, "", &p(WORD))) };
    assert_in(&whole("odg", &drawing.bytes()), Layer::OffSlide, "slide 1", "1");
    assert_in(&whole("fodg", &drawing.flat()), Layer::OffSlide, "slide 1", "1");
}
