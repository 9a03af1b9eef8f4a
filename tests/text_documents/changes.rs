//! Tracked changes and comments.

use foilint::document::Layer;

use super::common::prose::{Prose, p};
use super::{WORD, assert_in, assert_seen, both};

fn changed(kind: &str, inner: &str, body: &str) -> Prose {
    Prose::text(&format!(
        "<text:tracked-changes><text:changed-region text:id='c1'><text:{kind}>\
         <office:change-info><dc:creator>A Clerk</dc:creator><dc:date>2026-11-02T09:00:00</dc:date>\
         </office:change-info>{inner}</text:{kind}></text:changed-region></text:tracked-changes>{body}"
    ))
}

/// T01.
#[test]
fn what_was_deleted_is_told_with_its_author() {
    let text = changed("deletion", &p(WORD), &p("Dear <text:change text:change-id='c1'/>Sir"));
    assert_in(&text, Layer::Deletion, "tracked changes", "a deletion");
    for everything in both(&text) {
        let author = "author of a deletion".to_owned();
        let expected = (Layer::Deletion, "tracked changes".to_owned(), author);
        assert_eq!(everything.places_of("A Clerk"), [expected]);
        assert_eq!(everything.texts(Layer::Body), ["Dear Sir"]);
    }
    assert_seen(&Prose::text(&p(WORD)));
}

/// T01.
#[test]
fn a_table_that_was_deleted_is_a_table() {
    let cell = |text: &str| format!("<table:table-cell>{}</table:table-cell>", p(text));
    let row =
        |one, other| format!("<table:table-row>{}{}</table:table-row>", cell(one), cell(other));
    let table = format!(
        "<table:table table:name='Staff'>{}{}</table:table>",
        row("Name", "Rank"),
        row(WORD, "Sergeant")
    );
    let text = changed("deletion", &table, &p("Dear Sir"));
    assert_in(&text, Layer::Deletion, "Staff", "2,1");
}

/// T01.
#[test]
fn what_was_put_in_is_seen_as_an_insertion() {
    let span = format!(
        "Dear <text:change-start text:change-id='c1'/>{WORD}<text:change-end text:change-id='c1'/>."
    );
    let text = changed("insertion", "", &p(&span));
    assert_in(&text, Layer::Insertion, "", "1");
    let other = changed("format-change", "", &p(&span));
    for everything in both(&other) {
        assert_eq!(everything.layers_of(WORD), [Layer::Body]);
    }
}

/// T02.
#[test]
fn a_comment_is_told_with_its_author_and_its_replies() {
    let comment = |reply: &str, author: &str, text: &str| {
        format!(
            "<office:annotation {reply}><dc:creator>{author}</dc:creator>\
             <dc:date>2026-11-02</dc:date>{}</office:annotation>",
            p(text)
        )
    };
    let of =
        |reply, author, text| Prose::text(&p(&format!("Dear{} Sir", comment(reply, author, text))));
    assert_in(&of("", "A Clerk", WORD), Layer::Comment, "comments", "line 1 of 2026-11-02");
    assert_in(&of("", WORD, "Check"), Layer::Comment, "comments", "line 1 of 2026-11-02");
    let reply = of("loext:parent-name='c'", "A Clerk", WORD);
    assert_in(&reply, Layer::Comment, "comments", "reply at line 1 of 2026-11-02");
    for everything in both(&reply) {
        assert_eq!(everything.texts(Layer::Body), ["Dear Sir"], "the comment parts no words");
    }
}
