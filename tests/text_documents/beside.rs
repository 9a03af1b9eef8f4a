//! What stands beside the body: notes, shapes, headers, and the parts of the package.

use foilint::document::Layer;

use super::common::prose::{Prose, p};
use super::common::sink::Everything;
use super::{WORD, assert_in, both};

/// T03.
#[test]
fn notes_shapes_and_headers_are_told_apart_from_the_body() {
    let note = format!(
        "Dear<text:note><text:note-citation>1</text:note-citation><text:note-body>{}\
         </text:note-body></text:note> Sir",
        p(WORD)
    );
    assert_in(&Prose::text(&p(&note)), Layer::Footnote, "", "note");
    let frame = |rest: &str, inner: &str| {
        Prose::text(&p(&format!("<draw:frame {rest}>{inner}</draw:frame>")))
    };
    let text_box = format!("<draw:text-box>{}</draw:text-box>", p(WORD));
    assert_in(&frame("", &text_box), Layer::TextBox, "", "text box");
    let gone = frame("svg:width='0cm' svg:height='0cm'", &text_box);
    assert_in(&gone, Layer::HiddenShape, "", "text box");
    let described = format!("<svg:desc>{WORD}</svg:desc>");
    assert_in(&frame("", &described), Layer::AltText, "", "alternative text");
    assert_in(&frame(&format!("draw:name='{WORD}'"), ""), Layer::AltText, "", "name of a shape");
    let header = format!(
        "<style:master-page style:name='Standard'><style:header>{}</style:header></style:master-page>",
        p(WORD)
    );
    let text = Prose { masters: header, ..Prose::text(&p("Dear Sir")) };
    assert_in(&text, Layer::HeaderFooter, "headers and footers", "header or footer");
}

/// T03.
#[test]
fn a_link_leads_somewhere() {
    let link = format!("<text:a xlink:href='mailto:{}@example.org'>us</text:a>", "clerk");
    for everything in both(&Prose::text(&p(&link))) {
        let place = (Layer::Hyperlink, String::new(), "link".to_owned());
        assert_eq!(everything.places_of("clerk"), [place]);
    }
}

/// T03.
#[test]
fn parts_of_the_package_are_read_as_those_of_a_spreadsheet() {
    let with = |name: &str, part: &str| {
        let parts = vec![(name.to_owned(), part.as_bytes().to_vec())];
        let text = Prose { parts, ..Prose::text(&p("Dear Sir")) };
        Everything::of("reply.odt", &text.bytes())
    };
    let meta = format!("<office:meta><dc:creator>{WORD}</dc:creator></office:meta>");
    assert_eq!(with("meta.xml", &meta).layers_of(WORD), [Layer::Property]);
    let versions =
        format!("<VL:version-list><VL:version-entry dc:creator='{WORD}'/></VL:version-list>");
    assert_eq!(with("VersionList.xml", &versions).layers_of(WORD), [Layer::Revision]);
    let object = format!("<office:text><text:p>{WORD}</text:p></office:text>");
    assert_eq!(with("Object 1/content.xml", &object).layers_of(WORD), [Layer::Embedded]);
    let source = format!(
        "<office:settings><config:config-item config:name='CurrentDatabaseDataSource'>{WORD}\
         </config:config-item></office:settings>"
    );
    assert_eq!(with("settings.xml", &source).layers_of(WORD), [Layer::Connection]);
    let picture = with("Pictures/1.png", "\u{89}PNG");
    assert_eq!(picture.enclosures[0].0, "Pictures/1.png");
    let thumbnail = with("Thumbnails/thumbnail.png", "x");
    assert!(thumbnail.containers.iter().any(|it| it.1 == Layer::Thumbnail));
    let quiet = with("meta.xml", "<office:meta><meta:generator>W</meta:generator></office:meta>");
    assert!(quiet.fragments.iter().all(|it| it.layer == Layer::Body));
}
