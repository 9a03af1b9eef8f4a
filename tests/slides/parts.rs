//! Slides of Office Open XML: what lies beside the slides.

use foilint::document::Layer;

use super::common::pptx::{Deck, part, plain, relations, text_box};
use super::common::sink::Everything;
use super::common::vba::project;
use super::{WORD, assert_in, whole};

fn with(name: &str, bytes: impl Into<Vec<u8>>) -> Everything {
    whole("pptx", &Deck::of(&plain("Reply")).with(name, bytes).bytes())
}

/// A chart that keeps a value.
fn chart() -> String {
    format!(
        "<c:chartSpace xmlns:c='urn:c'><c:ser><c:cat><c:strRef><c:f>Sheet1!$A$2</c:f><c:strCache>\
         <c:pt idx='0'><c:v>{WORD}</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:chartSpace>"
    )
}

/// P04.
#[test]
fn a_chart_keeps_values_and_a_workbook() {
    let found = with("ppt/charts/chart1.xml", chart());
    assert_eq!(found.layers_of(WORD), [Layer::ChartCache]);
    let found = with("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx", "book");
    let file = ("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx".to_owned(), b"book".to_vec());
    assert_eq!(found.enclosures, [file]);
    assert!(with("ppt/theme/theme1.xml", "<theme/>").enclosures.is_empty());
}

/// P04.
#[test]
fn what_a_diagram_keeps_is_told_and_lies_on_its_slide() {
    let data = format!(
        "<dgm:dataModel xmlns:dgm='d' xmlns:a='a'><a:p><a:t>{WORD}</a:t></a:p></dgm:dataModel>"
    );
    let deck = |show: &str| {
        let mut deck = Deck::of(&plain("Reply")).with("ppt/diagrams/data1.xml", data.as_str());
        deck.slides[0].attributes = show.to_owned();
        deck.slides[0].relations = vec![("diagramData", "../diagrams/data1.xml")];
        whole("pptx", &deck.bytes())
    };
    assert_eq!(deck("").layers_of(WORD), [Layer::TextBox]);
    assert_eq!(deck("show='0'").layers_of(WORD), [Layer::HiddenSlide]);
}

/// A presentation with comments on its slide, and the people who wrote them.
fn commented(comments: String, people: (&'static str, String)) -> Everything {
    let mut deck = Deck::of(&plain("Reply"));
    deck.slides[0].relations = vec![("comments", "../comments/comment1.xml")];
    deck.relations = vec![(people.0, "people.xml")];
    let deck = deck.with("ppt/comments/comment1.xml", comments).with("ppt/people.xml", people.1);
    whole("pptx", &deck.bytes())
}

/// P05.
#[test]
fn old_comments_are_told_with_their_authors() {
    let comment = format!("<p:cm authorId='4' dt='2026-11-02'><p:text>{WORD}</p:text></p:cm>");
    let people = part("cmAuthorLst", "", "<p:cmAuthor id='4' name='B Clerk' initials='BC'/>");
    let found = commented(part("cmLst", "", &comment), ("commentAuthors", people));
    assert_in(&found, Layer::Comment, "comments of slide 1", "comment of 2026-11-02");
    let of_comment = found.places_of("B Clerk");
    assert!(of_comment.iter().any(|it| it.1 == "comments of slide 1"), "{of_comment:?}");
}

/// P05.
#[test]
fn new_comments_are_told_with_replies_and_addresses() {
    let text = |it: &str| format!("<p:txBody><a:p><a:r><a:t>{it}</a:t></a:r></a:p></p:txBody>");
    let comment = format!(
        "<p:cm authorId='{{1}}' created='2026-11-02'><p:replyLst><p:reply authorId='{{1}}' \
         created='2026-11-03'>{}</p:reply></p:replyLst>{}</p:cm>",
        text(WORD),
        text("Check this")
    );
    let author = "<p:author id='{1}' name='B Clerk' userId='S::b.clerk@example.org::1'/>";
    let found = commented(part("cmLst", "", &comment), ("authors", part("authorLst", "", author)));
    assert_in(&found, Layer::Comment, "comments of slide 1", "reply of 2026-11-03");
    assert_eq!(found.layers_of("b.clerk@example.org"), [Layer::Comment]);
    let asked = (Layer::Comment, "comments of slide 1".into(), "comment of 2026-11-02".into());
    assert_eq!(found.places_of("Check this"), [asked]);
}

/// P06.
#[test]
fn tags_sections_shows_and_changes_are_told() {
    let named = |behind: String| {
        let deck = Deck { behind, ..Deck::of(&plain("Reply")) };
        whole("pptx", &deck.bytes())
    };
    let section = |name: &str| format!("<p:extLst><p:section name='{name}'/></p:extLst>");
    assert_in(&named(section(WORD)), Layer::CustomView, "presentation", "section");
    assert_eq!(named(section("Default Section")).containers.len(), 1);
    let show = format!("<p:custShowLst><p:custShow name='{WORD}' id='0'/></p:custShowLst>");
    assert_in(&named(show), Layer::CustomView, "presentation", "custom show");
    let tags = part("tagLst", "", &format!("<p:tag name='OWNER' val='{WORD}'/>"));
    assert_eq!(with("ppt/tags/tag1.xml", tags).layers_of(WORD), [Layer::CustomXml]);
    let changes = format!("<pc:chgInfo xmlns:pc='p'><pc:chgData name='{WORD}'/></pc:chgInfo>");
    let found = with("ppt/changesInfos/changesInfo1.xml", changes);
    assert_eq!(found.layers_of(WORD), [Layer::Revision]);
    let synced = part("sldSyncPr", &format!("serverSldId='{WORD}'"), "");
    assert_eq!(with("ppt/slideUpdateInfo1.xml", synced).layers_of(WORD), [Layer::SavePath]);
}

/// P07.
#[test]
fn masters_are_told_but_for_their_prompts_and_media_are_files() {
    let tree = |shapes: &str| format!("<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>");
    let handout = part("handoutMaster", "", &tree(&plain(WORD)));
    let found = with("ppt/handoutMasters/handoutMaster1.xml", handout);
    assert_eq!(found.layers_of(WORD), [Layer::HeaderFooter]);
    let layout = part("sldLayout", "", &tree(&plain(WORD)));
    let found = with("ppt/slideLayouts/slideLayout9.xml", layout);
    assert_eq!(found.layers_of(WORD), [Layer::OrphanPart], "no slide uses it");
    let prompt =
        plain(WORD).replace("</p:nvSpPr>", "<p:nvPr><p:ph type='title'/></p:nvPr></p:nvSpPr>");
    let master = part("sldMaster", "", &tree(&prompt));
    assert_eq!(with("ppt/slideMasters/slideMaster1.xml", master).layers_of(WORD), []);
    assert_eq!(with("ppt/media/image1.jpg", "x").enclosures[0].0, "ppt/media/image1.jpg");
}

/// P07.
#[test]
fn the_place_of_a_placeholder_is_that_of_its_layout() {
    let held =
        |shape: String| shape.replace("</p:nvSpPr>", "<p:nvPr><p:ph idx='7'/></p:nvPr></p:nvSpPr>");
    let bare = |shape: String| {
        let (front, rest) = shape.split_once("<a:xfrm>").unwrap();
        format!("{front}{}", rest.split_once("</a:xfrm>").unwrap().1)
    };
    let deck = |corner: i64| {
        let mut deck = Deck::of(&held(bare(plain(WORD))));
        deck.slides[0].relations = vec![("slideLayout", "../slideLayouts/slideLayout1.xml")];
        let shape = held(text_box((corner, 0), (900_000, 900_000), "", ""));
        let tree = format!("<p:cSld><p:spTree>{shape}</p:spTree></p:cSld>");
        let deck = deck.with("ppt/slideLayouts/slideLayout1.xml", part("sldLayout", "", &tree));
        whole("pptx", &deck.bytes())
    };
    assert_eq!(deck(9_900_000).layers_of(WORD), [Layer::OffSlide]);
    assert_eq!(deck(0).layers_of(WORD), [Layer::Body]);
}

/// P08.
#[test]
fn the_properties_tell_the_titles_of_hidden_slides() {
    let app =
        format!("<Properties><TitlesOfParts><lpstr>{WORD}</lpstr></TitlesOfParts></Properties>");
    let found = with("docProps/app.xml", app);
    assert_in(&found, Layer::Property, "properties", "titles-of-parts");
    assert_eq!(with("docProps/thumbnail.jpeg", "x").enclosures[0].0, "docProps/thumbnail.jpeg");
    assert_eq!(
        with("docProps/app.xml", "<Properties><Slides>1</Slides></Properties>")
            .texts(Layer::Property),
        [""; 0]
    );
}

/// P07.
#[test]
fn macros_are_told() {
    let code = project("Module1", &format!("' {WORD}"));
    assert_eq!(with("ppt/vbaProject.bin", code).layers_of(WORD), [Layer::Macro]);
}

/// P01.
#[test]
fn a_slide_that_is_not_listed_is_an_orphan() {
    let slide = part("sld", "", &format!("<p:cSld><p:spTree>{}</p:spTree></p:cSld>", plain(WORD)));
    let found = with("ppt/slides/slide9.xml", slide);
    assert_in(&found, Layer::OrphanPart, "ppt/slides/slide9.xml", "1");
    let loose = with("ppt/slides/_rels/slide9.xml.rels", relations(&[]));
    assert_eq!(loose.layers_of(WORD), []);
}
