//! Tracked changes and comments: what was taken out, what was put in, by whom.

use foilint::document::Layer;

use crate::common::document::{cell, paragraph, run};
use crate::{both, inside, plain, read};

const WHO: &str = "w:author='Jane Sample' w:date='2026-01-02T10:00:00Z'";

/// D01.
#[test]
fn what_was_deleted_is_told_with_who_did_it_and_when() {
    let gone = |word: &str| {
        let text = format!("<w:r><w:delText>{word}</w:delText></w:r>");
        plain().inside(&paragraph("", &format!("<w:del {WHO}>{text}</w:del>")))
    };
    both(&gone, Layer::Deletion);
    let everything = read(&gone("Planted"));
    let who = everything.fragments.iter().find(|it| it.layer == Layer::Revision).expect("who");
    assert_eq!((who.text.as_str(), who.named.as_str()), ("Jane Sample", "2026-01-02"));
    assert!(read(&plain()).texts(Layer::Revision).is_empty());
}

/// D01. The whole is read as it stands, and what was put in by itself.
#[test]
fn an_insertion_stands_in_its_sentence_and_alone() {
    let mixed =
        paragraph("", &format!("{}<w:ins {WHO}>{}</w:ins>", run("", "PC J "), run("", "Planted")));
    let everything = read(&plain().inside(&mixed));
    assert_eq!(everything.texts(Layer::Insertion), ["Planted"]);
    assert!(everything.texts(Layer::Body).contains(&"PC J Planted"), "{everything:?}");
    let alone = paragraph("", &format!("<w:ins {WHO}>{}</w:ins>", run("", "Planted")));
    assert_eq!(read(&plain().inside(&alone)).layers_of("Planted"), [Layer::Insertion]);
}

/// D01.
#[test]
fn what_was_moved_is_gone_from_where_it_was() {
    let from = paragraph("", &format!("<w:moveFrom {WHO}>{}</w:moveFrom>", run("", "Planted")));
    inside(&from, Layer::Deletion);
    let to = paragraph("", &format!("<w:moveTo {WHO}>{}</w:moveTo>", run("", "Planted")));
    inside(&to, Layer::Insertion);
}

/// D01.
#[test]
fn rows_and_cells_are_deleted_as_a_whole() {
    let table = |of_row: &str, of_cell: &str| {
        let cell = cell(of_cell, "Planted");
        format!("<w:tbl><w:tr><w:trPr>{of_row}</w:trPr>{cell}</w:tr></w:tbl>")
    };
    inside(&table(&format!("<w:del {WHO}/>"), ""), Layer::Deletion);
    inside(&table("", &format!("<w:cellDel {WHO}/>")), Layer::Deletion);
    inside(&table("", &format!("<w:cellIns {WHO}/>")), Layer::Insertion);
    inside(&table("", ""), Layer::Body);
}

/// D01. A mark that was deleted hides no text, nor does a look that it had.
#[test]
fn what_properties_were_before_hides_nothing() {
    let mark = format!("<w:rPr><w:del {WHO}/></w:rPr>");
    assert_eq!(
        read(&plain().inside(&paragraph(&mark, &run("", "Planted")))).layers_of("Planted"),
        [Layer::Body]
    );
    let before = format!("<w:rPrChange {WHO}><w:rPr><w:vanish/></w:rPr></w:rPrChange>");
    let everything = read(&plain().run(&before, "Planted"));
    assert_eq!(everything.layers_of("Planted"), [Layer::Body]);
    assert_eq!(everything.texts(Layer::Revision), ["Jane Sample"]);
}

/// D02.
#[test]
fn comments_are_told_with_their_people() {
    let comments = |word: &str| {
        let comment = format!(
            "<w:comments><w:comment w:id='3' w:author='Joe Sample' w:initials='JS'>{}</w:comment></w:comments>",
            paragraph("", &run("", word))
        );
        plain().part("comments", "word/comments.xml", comment)
    };
    both(&comments, Layer::Comment);
    let everything = read(&comments("Planted"));
    let text = everything.fragments.iter().find(|it| it.text == "Planted").expect("it is there");
    assert_eq!((text.container.as_str(), text.named.as_str()), ("comments", "comment 3"));
    assert_eq!(everything.layers_of("Joe Sample"), [Layer::Comment]);
    let people = |word: &str| {
        let xml = format!(
            "<w15:people><w15:person w15:author=''><w15:presenceInfo w15:providerId='AD' \
             w15:userId='{word}'/></w15:person></w15:people>"
        );
        plain().part("people", "word/people.xml", xml)
    };
    both(&people, Layer::Comment);
    let reaction = |word: &str| {
        let xml = format!(
            "<a:commentsExtensible><cr:user userId='1' userName='{word}'/></a:commentsExtensible>"
        );
        plain().part("commentsExtensible", "word/commentsExtensible.xml", xml)
    };
    both(&reaction, Layer::Comment);
}
