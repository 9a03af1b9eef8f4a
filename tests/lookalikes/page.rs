//! The places of web pages and of pages saved as one file, one at a time.

use foilint::document::Layer;

use crate::common::legacy::{WORD, staff};
use crate::common::lookalike::{base64, part, related};
use crate::common::sink::Everything;

/// The layers of the word in the body of a page.
fn in_page(body: &str) -> Vec<Layer> {
    let page = format!("<!DOCTYPE html><html><body>{body}</body></html>");
    Everything::of("a.html", page.as_bytes()).layers_of(WORD)
}

#[test]
fn each_place_of_a_page_gives_its_layer() {
    let places: Vec<(String, &[Layer])> = vec![
        (format!("<p>{WORD}</p>"), &[Layer::Body]),
        (format!("<p hidden>{WORD}</p>"), &[Layer::HiddenElement]),
        (format!("<div style='display: none'><p><b>{WORD}</b></div>"), &[Layer::HiddenElement]),
        (format!("<div style='display:none'>x</div><p>{WORD}"), &[Layer::Body]),
        (format!("<p style='display:none'>x<p>{WORD}"), &[Layer::Body]),
        (format!("<span style='visibility:hidden'>{WORD}</span>"), &[Layer::HiddenElement]),
        (format!("<span style='mso-hide:all'>{WORD}</span>"), &[Layer::HiddenElement]),
        (
            format!("<style>.x{{display:none}}</style><i class=x>{WORD}</i>"),
            &[Layer::HiddenElement],
        ),
        (format!("<template>{WORD}</template>"), &[Layer::HiddenElement]),
        (format!("<p style='color:#FFF'>{WORD}</p>"), &[Layer::InvisibleText]),
        (format!("<font color=white>{WORD}</font>"), &[Layer::InvisibleText]),
        (format!("<p bgcolor=black style='color:white'>{WORD}</p>"), &[Layer::Body]),
        (format!("<p aria-hidden=true>{WORD}</p>"), &[Layer::Body]),
        (format!("<!-- {WORD} -->"), &[Layer::MarkupComment]),
        (format!("<!--[if mso]><p>{WORD}</p><![endif]-->"), &[Layer::MarkupComment]),
        (format!("<script>var a = '<b>{WORD}</b>';</script>"), &[Layer::ScriptData]),
        (format!("<p data-owner='{WORD}'>x</p>"), &[Layer::ScriptData]),
        (format!("<input type=hidden name=a value='{WORD}'>"), &[Layer::HiddenElement]),
        (format!("<input type=text value='{WORD}'>"), &[Layer::Body]),
        (format!("<img alt='{WORD}'>"), &[Layer::AltText]),
        (format!("<p title='{WORD}'>x</p>"), &[Layer::AltText]),
        (format!("<meta name=author content='{WORD}'>"), &[Layer::Property]),
        (format!("<title>{WORD}</title>"), &[Layer::Property]),
        (format!("<a href='mailto:{WORD}@example.org'>x</a>"), &[Layer::Hyperlink]),
        (format!("<link rel=File-List href='file:///C:/{WORD}/a.xml'>"), &[Layer::SavePath]),
        (
            format!(
                "<xml><o:DocumentProperties><o:Author>{WORD}</o:Author></o:DocumentProperties></xml>"
            ),
            &[Layer::Property],
        ),
        (format!("<textarea style='display:none'>{WORD}</textarea>"), &[Layer::HiddenElement]),
    ];
    for (body, expected) in places {
        assert_eq!(in_page(&body), expected, "{body}");
    }
}

#[test]
fn a_word_with_hidden_letters_in_it_is_read_as_it_is_seen() {
    let found =
        Everything::of("a.html", b"<!DOCTYPE html><p>J <b>B</b><i hidden>xx</i>ay&nbsp;PC</p>");
    assert_eq!(found.texts(Layer::Body), ["J Bay PC"]);
    assert_eq!(found.texts(Layer::HiddenElement), ["xx"]);
}

#[test]
fn cells_stand_where_spans_put_them() {
    let rows = "<tr><th rowspan=2>a<th colspan=2>b<th>c<tr><td>d<td>e<td>f<tr><td>g";
    let found = Everything::of("a.html", format!("<table>{rows}</table>").as_bytes());
    let cells: Vec<(u32, u32, &str)> =
        found.fragments.iter().map(|it| (it.at.0, it.at.1, it.text.as_str())).collect();
    let expected =
        [(1, 1, "a"), (1, 2, "b"), (1, 4, "c"), (2, 2, "d"), (2, 3, "e"), (2, 4, "f"), (3, 1, "g")];
    assert_eq!(cells, expected);
    assert_eq!(found.gaps, []);
}

#[test]
fn a_table_in_a_table_is_a_table_of_its_own() {
    let page =
        "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table>d</td></tr></table><p>e";
    let found = Everything::of("a.html", page.as_bytes());
    let cells: Vec<(&str, u32, u32, &str)> = found
        .fragments
        .iter()
        .map(|it| (it.container.as_str(), it.at.0, it.at.1, it.text.as_str()))
        .collect();
    let expected = [
        ("table 1", 1, 1, "a\nd"),
        ("table 2", 1, 1, "b"),
        ("table 2", 1, 2, "c"),
        ("", 0, 0, "e"),
    ];
    assert_eq!(cells, expected);
}

#[test]
fn a_file_in_an_address_is_handed_on() {
    let page =
        format!("<!DOCTYPE html><img src='data:image/png;base64,{}'>", base64(b"\x89PNG Bay"));
    let found = Everything::of("a.html", page.as_bytes());
    assert_eq!(found.enclosures, [("data 1.png".to_owned(), b"\x89PNG Bay".to_vec())]);
}

#[test]
fn the_other_parts_of_a_saved_page_are_handed_on() {
    let picture =
        part("a.png", "base64", &base64(b"\x89PNG Bay")).replace("text/html", "image/png");
    let saved = related(&[staff()]).replace("--next--", &format!("{picture}--next--"));
    let found = Everything::of("a.mht", saved.as_bytes());
    assert_eq!(found.enclosures, [("file:///C:/a.png".to_owned(), b"\x89PNG Bay".to_vec())]);
    assert_eq!(found.layers_of(WORD), [Layer::Body]);
}

#[test]
fn a_message_that_was_sent_is_no_saved_page() {
    let sent = related(&[staff()]).replace("MIME-Version", "To: a@example.org\r\nMIME-Version");
    assert_eq!(Everything::of("a.eml", sent.as_bytes()).format, Some("mail"));
}
