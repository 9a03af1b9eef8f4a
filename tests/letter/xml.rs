//! Documents of Word 2003 in one XML file.

use foilint::document::Layer;

use super::{WORD, assert_planted, assert_seen, whole};

const SPACES: &str = "xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml' \
    xmlns:wx='http://schemas.microsoft.com/office/word/2003/auxHint' \
    xmlns:o='urn:schemas-microsoft-com:office:office' \
    xmlns:aml='http://schemas.microsoft.com/aml/2001/core'";

fn document(front: &str, body: &str) -> Vec<u8> {
    format!(
        "<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument {SPACES}>\
         {front}<w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>"
    )
    .into_bytes()
}

fn line(properties: &str, text: &str) -> String {
    format!("<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>")
}

fn marked(kind: &str, inner: &str) -> String {
    format!(
        "<aml:annotation aml:id='1' w:type='{kind}' aml:author='A Clerk' w:initials='AC' \
         aml:createdate='2026-11-24T10:00:00Z'><aml:content>{inner}</aml:content></aml:annotation>"
    )
}

/// D01, D03.
#[test]
fn what_is_hidden_or_changed_is_told() {
    let twin = document("", &line("", "Dear all"));
    let hidden = document("", &(line("", "Dear all") + &line("<w:vanish/>", WORD)));
    assert_planted("word-xml", &hidden, &twin, Layer::HiddenText);
    let gone = format!("<w:r><w:delText>{WORD}</w:delText></w:r>");
    let gone = format!("<w:p>{}</w:p>", marked("Word.Deletion", &gone));
    let found = whole("word-xml", &document("", &gone));
    assert_eq!(found.layers_of(WORD), [Layer::Deletion]);
    assert_eq!(found.places_of("A Clerk")[0].2, "2026-11-24");
    assert_seen("word-xml", &document("", &line("<w:vanish w:val='off'/>", WORD)));
}

/// D02, D08.
#[test]
fn comments_headers_and_notes_are_told_where_they_stand() {
    let inline = |inner: &str| format!("<w:p><w:r>{inner}<w:t>Dear all</w:t></w:r></w:p>");
    let comment = inline(&marked("Word.Comment", &line("", WORD)));
    let found = whole("word-xml", &document("", &comment));
    assert_eq!(found.texts(Layer::Body), ["Dear all"]);
    assert_eq!(found.texts(Layer::Comment), ["A Clerk", "AC", WORD]);
    let header = format!("<w:sectPr><w:hdr w:type='odd'>{}</w:hdr></w:sectPr>", line("", WORD));
    let note = inline(&format!("<w:footnote>{}</w:footnote>", line("", WORD)));
    for (body, layer) in [(header, Layer::HeaderFooter), (note, Layer::Footnote)] {
        assert_eq!(whole("word-xml", &document("", &body)).layers_of(WORD), [layer]);
    }
}

/// D18.
#[test]
fn properties_variables_and_pictures_are_told() {
    let cases = [
        (
            format!("<o:DocumentProperties><o:Author>{WORD}</o:Author></o:DocumentProperties>"),
            Layer::Property,
        ),
        (
            format!(
                "<w:docPr><w:docVars><w:docVar w:name='a' w:val='{WORD}'/></w:docVars></w:docPr>"
            ),
            Layer::DocumentVariable,
        ),
    ];
    for (front, layer) in cases {
        let found = whole("word-xml", &document(&front, &line("", "Dear all")));
        assert_eq!(found.layers_of(WORD), [layer]);
    }
    let picture = "<w:p><w:r><w:pict><w:binData w:name='wordml://a.png'>aGk=</w:binData></w:pict></w:r></w:p>";
    let found = whole("word-xml", &document("", picture));
    assert_eq!(found.enclosures, [("a.png".to_owned(), b"hi".to_vec())]);
}
