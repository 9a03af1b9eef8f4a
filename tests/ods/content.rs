//! What the content holds beside its cells.

use foilint::document::Layer;

use super::common::legacy::{WORD, staff, staff_of};
use super::common::ods::Ods;
use super::common::sink::Everything;
use super::common::table::{Sheet, State};
use super::{assert_in, assert_quiet, book, both, found};

fn before(markup: String) -> Ods {
    book(|book| book.before = markup)
}

fn after(markup: String) -> Ods {
    book(|book| book.after = markup)
}

pub(super) fn in_cell(markup: &str) -> Ods {
    let cell = format!("<table:table-cell>{markup}</table:table-cell>");
    book(|book| book.row = format!("<table:table-row>{cell}</table:table-row>"))
}

/// O03.
#[test]
fn what_a_tracked_change_did_away_with_is_told_with_its_cell() {
    let changes =
        |inner: &str| before(format!("<table:tracked-changes>{inner}</table:tracked-changes>"));
    let address = "<table:cell-address table:column='1' table:row='6' table:table='0'/>";
    let cell = |text: &str| {
        format!(
            "<table:change-track-table-cell office:value-type='string'><text:p>{text}</text:p>\
             </table:change-track-table-cell>"
        )
    };
    let info = |who: &str, why: &str| {
        format!(
            "<office:change-info><dc:creator>{who}</dc:creator><dc:date>2026</dc:date>\
             <text:p>{why}</text:p></office:change-info>"
        )
    };
    let previous = format!("<table:previous>{}</table:previous>", cell(WORD));
    let valued = format!(
        "<table:previous><table:change-track-table-cell office:value-type='string' \
         office:string-value='{WORD}'/></table:previous>"
    );
    let deleted = format!(
        "<table:deletion table:type='row'><table:deletions><table:cell-content-deletion>{address}\
         {}</table:cell-content-deletion></table:deletions></table:deletion>",
        cell(WORD)
    );
    let change = |inner: &str| {
        format!("<table:cell-content-change>{address}{inner}</table:cell-content-change>")
    };
    let cases = [
        (change(&previous), "B7 of sheet 1 before"),
        (change(&valued), "B7 of sheet 1 before"),
        (deleted, "B7 of sheet 1 before"),
        (change(&info(WORD, "")), "author of a change"),
        (format!("<table:insertion>{}</table:insertion>", info("", WORD)), "comment on a change"),
        (format!("<table:movement>{}</table:movement>", info(WORD, "")), "author of a change"),
    ];
    for (inner, place) in cases {
        assert_in(&changes(&inner), Layer::Revision, "tracked changes", place);
    }
}

/// O04.
#[test]
fn the_members_of_a_pivot_table_stay_when_their_source_does_not() {
    let pilot = |source: &str| {
        format!(
            "<table:data-pilot-tables><table:data-pilot-table table:name='p'>{source}\
             <table:data-pilot-field table:source-field-name='Surname'><table:data-pilot-level>\
             <table:data-pilot-members><table:data-pilot-member table:name='{WORD}' \
             table:display='false'/></table:data-pilot-members></table:data-pilot-level>\
             </table:data-pilot-field></table:data-pilot-table></table:data-pilot-tables>"
        )
    };
    let range = |sheet: &str| {
        format!("<table:source-cell-range table:cell-range-address='{sheet}.A1:{sheet}.B9'/>")
    };
    let hidden = Sheet { name: "Back".into(), ..staff_of("y").state(State::Hidden) };
    let cases = [
        (range("Staff"), "the source sheet is in the file"),
        (range("Back"), "the source sheet is hidden"),
        (range("Gone"), "the source sheet is no longer in the file"),
        ("<table:source-service table:name='s'/>".to_owned(), "their source is another file"),
    ];
    for (source, remark) in cases {
        let sheets = Ods::of(&[staff_of("x"), hidden.clone()]);
        let book = Ods { after: pilot(&source), ..sheets };
        assert_in(&book, Layer::PivotCache, "pivot cache 1", "1,1");
        for everything in both(&book) {
            let cache = everything.containers.iter().find(|it| it.1 == Layer::PivotCache);
            let own = cache.and_then(|it| it.2.clone()).unwrap_or_default();
            assert!(own.contains(remark), "{own}");
            let headings = everything.headings.iter().find(|it| it.0 == "pivot cache 1");
            assert_eq!(headings.and_then(|it| it.1.of(1)), Some("Surname"));
        }
    }
}

/// O04.
#[test]
fn the_source_of_a_pivot_table_may_be_a_database() {
    let sql = format!(
        "<table:data-pilot-tables><table:data-pilot-table><table:database-source-sql \
         table:database-name='hr' table:sql-statement='select {WORD}'/></table:data-pilot-table>\
         </table:data-pilot-tables>"
    );
    assert_in(&after(sql), Layer::Connection, "pivot cache 1", "source of a pivot table");
}

/// O05. A table of a link is no sheet that somebody hid, whatever its style says:
/// no program shows it, and in xlsx the same cells are a cache.
#[test]
fn what_is_kept_of_another_file_is_a_cache_with_its_path() {
    let name = "&apos;file:///S:/annex.ods&apos;#$Sheet1".to_owned();
    let sheet = Sheet { name, ..staff().state(State::Hidden) };
    let book = Ods::of(&[staff_of("x"), sheet]);
    assert_in(&book, Layer::ExternalCache, "Sheet1 of another workbook", "2,1");
    for everything in both(&book) {
        assert_eq!(everything.texts(Layer::SavePath), ["file:///S:/annex.ods"]);
    }
}

/// O05.
#[test]
fn a_link_is_told_with_what_it_leads_to() {
    let link = format!(
        "<table:dde-links><table:dde-link><office:dde-source office:dde-application='soffice' \
         office:dde-topic='annex' office:dde-item='{WORD}'/><table:table><table:table-row>\
         <table:table-cell office:value-type='string' office:string-value='{WORD}'/>\
         </table:table-row></table:table></table:dde-link></table:dde-links>"
    );
    for everything in both(&after(link)) {
        assert_eq!(everything.layers_of(WORD), [Layer::ExternalCache; 2]);
    }
    let range =
        format!("<table:cell-range-source table:name='Area' xlink:href='file:///S:/{WORD}.ods'/>");
    assert_in(&in_cell(&range), Layer::SavePath, "Staff", "source of a link");
}

/// O06.
#[test]
fn a_comment_of_several_paragraphs_is_one_text() {
    let note = format!(
        "<office:annotation><dc:creator>A Clerk</dc:creator><dc:date>2026-11-23</dc:date>\
         <text:p>about</text:p><text:p>{WORD}</text:p></office:annotation>"
    );
    assert_in(&in_cell(&note), Layer::Comment, "comments of Staff", "A2");
    for everything in both(&in_cell(&note)) {
        let texts = everything.texts(Layer::Comment);
        assert_eq!(texts, ["A Clerk", &format!("about\n{WORD}")]);
    }
}

/// O06.
#[test]
fn names_filters_scenarios_and_lists_lie_in_layers_of_their_own() {
    let named =
        |rest: &str| after(format!("<table:named-expressions>{rest}</table:named-expressions>"));
    let constant = format!(
        "<table:named-expression table:name='Lead' table:expression='of:=&quot;{WORD}&quot;'/>"
    );
    assert_in(&named(&constant), Layer::DefinedName, "defined names", "Lead");
    let dead = format!("<table:named-range table:name='{WORD}' table:cell-range-address='#REF!'/>");
    assert_eq!(found(&both(&named(&dead))[0])[0].0, Layer::DefinedName);
    assert_quiet(&named(
        "<table:named-range table:name='a' table:cell-range-address='$Staff.A1'/>",
    ));
    let filter = format!(
        "<table:database-ranges><table:database-range><table:filter><table:filter-condition \
         table:value='{WORD}'/></table:filter></table:database-range></table:database-ranges>"
    );
    assert_in(&after(filter), Layer::FilteredRow, "", "filter");
    let sql = format!(
        "<table:database-ranges><table:database-range><table:database-source-sql \
         table:sql-statement='select {WORD}'/></table:database-range></table:database-ranges>"
    );
    assert_in(&after(sql), Layer::Connection, "", "source of a range");
    let scenario = format!("<table:scenario table:comment='{WORD}'/>");
    let scenario = book(|book| book.row = scenario);
    assert_in(&scenario, Layer::Scenario, "Staff", "scenario");
}

/// O06.
#[test]
fn a_validation_is_told_by_its_values_and_its_words() {
    let validation = |condition: &str, inner: &str| {
        before(format!(
            "<table:content-validations><table:content-validation table:condition='{condition}'>\
             {inner}</table:content-validation></table:content-validations>"
        ))
    };
    let list = format!("of:cell-content-is-in-list(&quot;Bay&quot;;&quot;{WORD}&quot;)");
    let helps = [
        (list.as_str(), String::new()),
        ("", format!("<table:help-message><text:p>{WORD}</text:p></table:help-message>")),
        ("", format!("<table:error-message table:title='{WORD}'/>")),
    ];
    for (condition, inner) in helps {
        let book = validation(condition, &inner);
        assert_in(&book, Layer::ValidationList, "", "validation");
    }
    assert_quiet(&validation("of:cell-content-is-in-list([$Staff.A1:.A9])", ""));
    assert_quiet(&validation("of:cell-content-is-whole-number() and cell-content()&gt;1", ""));
}

/// O06.
#[test]
fn the_words_of_a_condition_are_told() {
    let condition = |value: &str| {
        book(|book| {
            book.row = format!(
                "<calcext:conditional-formats><calcext:conditional-format><calcext:condition \
                 calcext:value='{value}'/></calcext:conditional-format>\
                 </calcext:conditional-formats>"
            );
        })
    };
    let told = condition(&format!("=&quot;{WORD}&quot;"));
    assert_in(&told, Layer::Formula, "Staff", "conditional format");
    assert_quiet(&condition("&gt;100"));
}

/// O06.
#[test]
fn a_link_a_comment_in_the_markup_and_a_text_of_no_known_element_are_told() {
    let link =
        format!("<text:p><text:a xlink:href='mailto:{WORD}@example.org'>x</text:a></text:p>");
    assert_in(&in_cell(&link), Layer::Hyperlink, "Staff", "link");
    assert_in(&in_cell(&format!("<!-- {WORD} -->")), Layer::MarkupComment, "Staff", "comment");
    let unknown = format!("<news:item>{WORD}</news:item>");
    assert_in(&in_cell(&unknown), Layer::UnknownPart, "Staff", "item");
}

/// O09.
#[test]
fn an_object_in_a_flat_spreadsheet_is_read_as_one_in_a_package() {
    let chart = |sheet: &str| {
        in_cell(&format!(
            "<draw:frame><draw:object><office:document><office:body><office:chart><chart:chart>\
             <chart:plot-area table:cell-range-address='{sheet}.A1:{sheet}.B2'/><table:table \
             table:name='local-table'><table:table-row><table:table-cell \
             office:value-type='string'><text:p>{WORD}</text:p></table:table-cell>\
             </table:table-row></table:table></chart:chart></office:chart></office:body>\
             </office:document></draw:object></draw:frame>"
        ))
        .flat()
    };
    let gone = Everything::of("a.fods", chart("Gone").as_bytes());
    let expected = (Layer::ChartCache, "object 1".to_owned(), "1,1".to_owned());
    assert_eq!(found(&gone), [expected]);
    let shown = Everything::of("a.fods", chart("Staff").as_bytes());
    assert_eq!(found(&shown), [], "the sheet shows it");
}

/// O09.
#[test]
fn a_macro_and_a_section_that_nobody_knows_are_told_in_a_flat_spreadsheet() {
    let flat = |section: &str| {
        let text = Ods::of(&[staff_of("x")]).flat();
        let front = "<office:automatic";
        let found = Everything::of(
            "a.fods",
            text.replacen(front, &format!("{section}{front}"), 1).as_bytes(),
        );
        found.layers_of(WORD)
    };
    let module = format!(
        "<office:scripts><office:script><ooo:library-embedded><ooo:module><ooo:source-code>\
         Rem {WORD}</ooo:source-code></ooo:module></ooo:library-embedded></office:script>\
         </office:scripts>"
    );
    assert_eq!(flat(&module), [Layer::Macro]);
    assert_eq!(flat(&format!("<office:news>{WORD}</office:news>")), [Layer::UnknownPart]);
    assert_eq!(flat(&format!("<office:font-face-decls>{WORD}</office:font-face-decls>")), []);
}

/// O02. A sheet that is hidden as a whole still tells which of its columns stay
/// hidden when somebody shows it.
#[test]
fn a_hidden_column_of_a_hidden_sheet_is_in_the_layer_of_its_sheet() {
    let book = Ods::of(&[staff().state(State::Hidden).hiding_columns(&[1])]);
    assert_in(&book, Layer::HiddenSheet, "Staff", "2,1");
}
