//! A text that is damaged tells what it can, and is a gap.

use foilint::document::Reason;

use super::WORD;
use super::common::prose::{Prose, p};
use super::common::sink::Everything;

/// T01.
#[test]
fn a_text_cut_off_at_any_byte_is_read_or_is_a_gap() {
    let body = format!(
        "<text:tracked-changes><text:changed-region text:id='c'><text:deletion>{0}</text:deletion>\
         </text:changed-region></text:tracked-changes><table:table><table:table-row>\
         <table:table-cell>{0}<office:annotation>{0}</office:annotation></table:table-cell>\
         </table:table-row></table:table>{0}",
        p(WORD)
    );
    let whole = Prose::text(&body).flat();
    let front = 1_100; // behind what tells the format
    for end in (front..whole.len()).step_by(7) {
        let everything = Everything::of("reply.fodt", &whole[..end]);
        assert!(!everything.gaps.is_empty(), "cut off at {end}");
    }
}

/// T01.
#[test]
fn what_came_before_the_damage_stays() {
    let mut text = Prose::text(&p(WORD));
    text.body += "<text:p>&unknown;</text:p>";
    let everything = Everything::of("reply.odt", &text.bytes());
    assert_eq!(everything.texts(foilint::document::Layer::Body), [WORD]);
    assert_eq!(everything.gaps[0].part, "content.xml");
    assert!(matches!(everything.gaps[0].reason, Reason::Malformed { .. }));
}

/// T01.
#[test]
fn ends_without_beginnings_are_no_harm() {
    let marks = "<text:change-start text:change-id='x'/><text:change-end text:change-id='y'/>";
    let loose = "<table:table-cell><text:p>a</text:p></table:table-cell><table:table-row/>";
    let text = Prose::text(&format!("{}{loose}{}", p(marks), p(WORD)));
    let everything = Everything::of("reply.odt", &text.bytes());
    assert_eq!(everything.layers_of(WORD), [foilint::document::Layer::Body]);
}

/// T01.
#[test]
fn lines_far_from_each_other_are_soon_read() {
    let body = (p("<text:s/>a") + &p("").repeat(6)).repeat(20_000);
    let annotated = p(&format!("<office:annotation>{body}</office:annotation>{WORD}"));
    let everything = Everything::of("reply.odt", &Prose::text(&(body + &annotated)).bytes());
    assert_eq!(everything.layers_of(WORD), [foilint::document::Layer::Body]);
}
