//! Text that is in the body and that nobody sees.

use foilint::document::Layer;

use super::common::prose::{Prose, p, style};
use super::{WORD, assert_in, assert_seen, both};

/// A text with a style and a paragraph with a run of it.
fn worn(family: &str, properties: &str) -> Prose {
    let body = match family {
        "paragraph" => format!("<text:p text:style-name='s'>{WORD}</text:p>"),
        _ => p(&format!("<text:span text:style-name='s'>{WORD}</text:span>")),
    };
    Prose { styles: style("s", family, properties), ..Prose::text(&body) }
}

/// T02.
#[test]
fn text_is_hidden_by_its_style() {
    for family in ["paragraph", "text"] {
        let hidden = worn(family, "<style:text-properties text:display='none'/>");
        assert_in(&hidden, Layer::HiddenText, "", "1");
        assert_seen(&worn(family, "<style:text-properties text:display='true'/>"));
    }
    let taken = Prose {
        styles: style("base", "text", "<style:text-properties text:display='none'/>")
            + "<style:style style:name='s' style:family='text' style:parent-style-name='base'/>",
        ..worn("text", "")
    };
    assert_in(&taken, Layer::HiddenText, "", "1");
}

/// T02.
#[test]
fn a_section_is_hidden_always_or_on_a_condition() {
    let section =
        |rest: &str| Prose::text(&format!("<text:section {rest}>{}</text:section>", p(WORD)));
    for rest in [
        "text:display='none'",
        "text:display='condition' text:condition='ooow:TRUE'",
        "text:display='condition' text:is-hidden='true'",
    ] {
        assert_in(&section(rest), Layer::HiddenText, "", "1");
    }
    assert_seen(&section("text:display='true'"));
    assert_seen(&section("text:display='condition' text:is-hidden='false'"));
}

/// T02.
#[test]
fn fields_hide_a_text_or_a_paragraph() {
    let field = format!("<text:hidden-text text:condition='1' text:string-value='{WORD}'/>");
    assert_in(&Prose::text(&p(&field)), Layer::HiddenText, "", "hidden text");
    let shown = format!("<text:hidden-text text:condition='1'>{WORD}</text:hidden-text>");
    assert_in(&Prose::text(&p(&shown)), Layer::HiddenText, "", "1");
    let paragraph = |is_hidden| {
        let field = format!("<text:hidden-paragraph text:is-hidden='{is_hidden}'/>");
        Prose::text(&p(&format!("{WORD}{field}")))
    };
    assert_in(&paragraph("true"), Layer::HiddenText, "", "1");
    assert_seen(&paragraph("false"));
}

/// T02.
#[test]
fn text_in_the_colour_of_its_ground_or_too_small_is_not_seen() {
    let unseen = [
        ("text", "<style:text-properties fo:color='#ffffff'/>"),
        ("text", "<style:text-properties fo:color='#000000' fo:background-color='#000000'/>"),
        ("paragraph", "<style:text-properties fo:color='#fefefe'/>"),
        ("text", "<style:text-properties fo:font-size='1pt'/>"),
    ];
    for (family, properties) in unseen {
        assert_in(&worn(family, properties), Layer::InvisibleText, "", "1");
    }
    let seen = [
        "<style:text-properties fo:color='#ff0000'/>",
        "<style:text-properties fo:color='#ffffff' fo:background-color='#000080'/>",
        "<style:text-properties fo:color='#ffffff' style:use-window-font-color='true'/>",
        "<style:text-properties fo:font-size='9pt'/>",
    ];
    for properties in seen {
        assert_seen(&worn("text", properties));
    }
}

/// T02.
#[test]
fn a_field_keeps_more_than_it_shows() {
    let cases = [
        ("conditional-text text:string-value-if-false", Layer::FieldCode, "text of a condition"),
        ("alphabetical-index-mark text:string-value", Layer::FieldCode, "index mark"),
        ("database-display text:table-name", Layer::MailMerge, "source of a mail merge"),
        ("variable-set text:string-value", Layer::DocumentVariable, "variable"),
        ("bookmark text:name", Layer::Bookmark, "bookmark"),
    ];
    for (attribute, layer, place) in cases {
        let text = Prose::text(&p(&format!("Dear Sir<text:{attribute}='{WORD}'/>")));
        assert_in(&text, layer, "", place);
    }
    let declared = format!("<text:user-field-decl text:name='a' office:string-value='{WORD}'/>");
    assert_in(&Prose::text(&declared), Layer::DocumentVariable, "", "variable");
    let quiet = Prose::text(&p(&format!("{WORD}<text:bookmark text:name='_Toc1'/>")));
    assert_seen(&quiet);
}

/// T02.
#[test]
fn a_table_of_a_text_has_its_headings() {
    let cell = |text: &str| format!("<table:table-cell>{}</table:table-cell>", p(text));
    let row = |cells: [&str; 2]| {
        format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat())
    };
    let rows = [["Surname", "Rank"], ["Bay", "Sergeant"], [WORD, "Constable"]].map(row).concat();
    let text = Prose::text(&format!("<table:table table:name='Staff'>{rows}</table:table>"));
    assert_in(&text, Layer::Body, "Staff", "3,1");
    for everything in both(&text) {
        assert_eq!(everything.headings.len(), 1, "{:?}", everything.format);
    }
}
