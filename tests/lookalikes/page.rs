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

/// H01. H02. H03. H04. H07.
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
        (
            format!("<style>.x{{color:#fff;background:#fff}}</style><i class=x>{WORD}</i>"),
            &[Layer::InvisibleText],
        ),
        (format!("<style>.x{{color:#fff}}</style><i class=x>{WORD}</i>"), &[Layer::Body]),
        (format!("<p style='color:transparent'>{WORD}</p>"), &[Layer::InvisibleText]),
        (format!("<p style='height:0;overflow:hidden'>{WORD}</p>"), &[Layer::HiddenElement]),
        (format!("<p style='height:0'><b style='overflow:hidden'>{WORD}</b>"), &[Layer::Body]),
        (format!("<select><option value='PC {WORD}'>PC B</select>"), &[Layer::ScriptData]),
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

/// H05.
#[test]
fn a_file_in_an_address_is_handed_on() {
    let page =
        format!("<!DOCTYPE html><img src='data:image/png;base64,{}'>", base64(b"\x89PNG Bay"));
    let found = Everything::of("a.html", page.as_bytes());
    assert_eq!(found.enclosures, [("data 1.png".to_owned(), b"\x89PNG Bay".to_vec())]);
}

/// H05.
#[test]
fn a_file_in_an_address_may_be_escaped_or_stand_in_a_style() {
    let files = |body: &str| {
        Everything::of("a.html", format!("<!DOCTYPE html>{body}").as_bytes()).enclosures
    };
    let text = |name: &str| [(name.to_owned(), b"<p>J Bay".to_vec())];
    assert_eq!(files("<a href='data:text/html,%3Cp%3EJ%20Bay'>x</a>"), text("data 1.html"));
    let packed = base64(b"<p>J Bay");
    assert_eq!(
        files(&format!("<p style='background:url(data:text/plain;base64,{packed})'>")),
        text("data 1.txt")
    );
    assert_eq!(
        files(&format!(
            "<style>p {{ background: url(\"data:text/html;base64,{packed}\") }}</style>"
        )),
        text("data 1.html")
    );
    assert_eq!(files("<p style='background:url(a.png)'>x"), []);
}

/// H01. H02.
#[test]
fn what_a_style_sheet_says_beside_looks_is_told() {
    let sheet = format!("<style>/* {WORD} */ p::after {{ content: '\\201C' }} /* - */</style>");
    assert_eq!(in_page(&sheet), [Layer::MarkupComment]);
    assert_eq!(in_page(&format!("<style>p::after {{ content: '{WORD}' }}</style>")), [Layer::Body]);
    let quiet =
        Everything::of("a.html", b"<!DOCTYPE html><style>/*---*/ p { content: '' }</style>");
    assert!(quiet.fragments.is_empty());
}

/// H05.
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
    assert_eq!(Everything::of("a.eml", sent.as_bytes()).format, Some("eml"));
}

/// The layers of the word in a page as Excel saves it, its table with these rows.
fn in_sheet(head: &str, rows: &str) -> Vec<Layer> {
    let page = format!(
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head>{head}</head><body>\
         <table>{rows}</table></body></html>"
    );
    Everything::of("a.xls", page.as_bytes()).layers_of(WORD)
}

/// S18.
#[test]
fn what_excel_keeps_of_a_cell_is_told_where_the_page_shows_something_else() {
    let stored =
        |attribute: &str, shown: &str| in_sheet("", &format!("<tr><td {attribute}>{shown}"));
    assert_eq!(stored(&format!("x:str='{WORD}'"), "see note"), [Layer::InvisibleText]);
    assert_eq!(stored(&format!("x:str='{WORD}'"), ""), [Layer::InvisibleText]);
    assert_eq!(stored(&format!("x:str='{WORD} '"), WORD), [Layer::Body], "blanks alone differ");
    assert_eq!(stored("x:str", WORD), [Layer::Body]);
    let number = |shown: &str| {
        let page = format!("<html><table><tr><td x:num='9990001'>{shown}</table></html>");
        Everything::of("a.xls", page.as_bytes()).layers_of("9990001")
    };
    assert_eq!(number("&nbsp;"), [Layer::InvisibleText]);
    assert_eq!(number("9,990,001"), []);
}

/// S18.
#[test]
fn a_row_that_a_filter_hides_in_a_page_is_told_from_one_hidden_by_hand() {
    let rows = |criterion: &str, style: &str| {
        format!(
            "<tr><td x:autofilter='{criterion}' x:autofilterrange='$A$1:$B$9'>Name</td></tr>\
             <tr style='{style}'><td>{WORD}</td></tr>"
        )
    };
    assert_eq!(in_sheet("", &rows("(equals)", "display:none")), [Layer::FilteredRow]);
    assert_eq!(in_sheet("", &rows("all", "display:none")), [Layer::HiddenRow]);
    assert_eq!(in_sheet("", &rows("all", "")), [Layer::Body]);
}

/// S18.
#[test]
fn names_records_and_comments_of_a_workbook_saved_as_a_page_are_told() {
    let island = |inner: &str| {
        let head = format!("<xml><x:ExcelWorkbook>{inner}</x:ExcelWorkbook></xml>");
        in_sheet(&head, "")
    };
    let name = |rest: &str| island(&format!("<x:ExcelName>{rest}</x:ExcelName>"));
    let formula = |text: &str| format!("<x:Name>a</x:Name><x:Formula>={text}</x:Formula>");
    assert_eq!(name(&formula(&format!("\"{WORD}\""))), [Layer::DefinedName]);
    assert_eq!(name(&format!("<x:Hidden/>{}", formula(WORD))), [Layer::DefinedName]);
    assert_eq!(name(&formula(WORD)), [], "a range that everyone can see");
    let record = format!("<x:PivotCache><z:row Col1='{WORD}'/></x:PivotCache>");
    assert_eq!(in_sheet(&format!("<xml>{record}</xml>"), ""), [Layer::PivotCache]);
    let comments = format!(
        "</table><div style='mso-element:comment-list'><![if !supportAnnotations]>\
         <div style='mso-element:comment'><p>{WORD}</p></div><![endif]></div><table>"
    );
    assert_eq!(in_sheet("", &comments), [Layer::Comment]);
    assert_eq!(in_sheet("", &format!("<tr><td><comment>{WORD}</comment>x")), [Layer::Comment]);
}

/// S18.
#[test]
fn a_page_of_a_workbook_that_was_taken_apart_knows_that_it_is_hidden() {
    let options = |state: &str| {
        format!(
            "<!--[if gte mso 9]><xml><x:WorksheetOptions>{state}</x:WorksheetOptions></xml>\
             <![endif]-->"
        )
    };
    let rows = format!("<tr><td>{WORD}</td></tr>");
    let very = options("<x:Visible>SheetVeryHidden</x:Visible>");
    assert_eq!(in_sheet(&very, &rows), [Layer::VeryHiddenSheet]);
    let hidden = options("<x:Visible>SheetHidden</x:Visible>");
    assert_eq!(in_sheet(&hidden, &rows), [Layer::HiddenSheet]);
    assert_eq!(in_sheet(&options(""), &rows), [Layer::Body]);
}
