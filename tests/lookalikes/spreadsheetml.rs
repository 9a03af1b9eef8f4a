//! The places of SpreadsheetML 2003, one at a time.

use foilint::document::Layer;

use crate::common::legacy::{WORD, staff};
use crate::common::lookalike::Spreadsheetml;
use crate::common::sink::Everything;
use crate::common::table::{Sheet, Value};

/// The layers of the word in a workbook of SpreadsheetML.
fn planted(change: impl FnOnce(&mut Spreadsheetml)) -> Vec<Layer> {
    let mut book = Spreadsheetml::of(&[Sheet::of("Summary", &[&["Total", "1"], &["All", "2"]])]);
    change(&mut book);
    let found = Everything::of("a.xml", book.text().as_bytes());
    assert_eq!(found.gaps, []);
    found.layers_of(WORD)
}

/// The namespace of what only Excel knows.
const EXCEL: &str = "xmlns=\"urn:schemas-microsoft-com:office:excel\"";

fn in_row(cells: &str) -> Vec<Layer> {
    planted(|book| book.row = format!("<Row>{cells}</Row>"))
}

/// The layers of the word in a cell of a style.
fn styled(style: &str) -> Vec<Layer> {
    planted(|book| {
        book.before = format!("<Styles><Style ss:ID='s1'>{style}</Style></Styles>");
        let data = format!("<Data ss:Type='String'>{WORD}</Data>");
        book.row = format!("<Row><Cell ss:StyleID='s1'>{data}</Cell></Row>");
    })
}

#[test]
fn what_belongs_to_a_cell_lies_in_layers_of_its_own() {
    let comment =
        format!("<Comment ss:Author='Clerk'><ss:Data><B>Clerk:</B>{WORD}</ss:Data></Comment>");
    let cases = [
        (format!("<Cell>{comment}</Cell>"), Layer::Comment),
        (format!("<Cell><Comment ss:Author='{WORD}'/></Cell>"), Layer::Comment),
        (format!("<Cell ss:HRef='mailto:{WORD}@example.org'/>"), Layer::Hyperlink),
        (format!("<Cell ss:Formula='=IF(RC[1]=&quot;{WORD}&quot;,1,0)'/>"), Layer::Formula),
        (format!("<Cell><Data ss:Type='String'>{WORD}</Data></Cell>"), Layer::Body),
    ];
    for (cell, layer) in cases {
        assert_eq!(in_row(&cell), [layer], "{cell}");
    }
    assert_eq!(in_row("<Cell ss:Formula='=RC[1]*2'/>"), []);
}

#[test]
fn a_row_or_a_column_of_no_size_is_not_seen() {
    let data = format!("<Cell><Data ss:Type='String'>{WORD}</Data></Cell>");
    let row =
        |height: &str| planted(|book| book.row = format!("<Row ss:Height='{height}'>{data}</Row>"));
    assert_eq!(row("0"), [Layer::ZeroSize]);
    assert_eq!(row("12.75"), [Layer::Body]);
    let column = planted(|book| book.row = format!("<Column ss:Width='0'/><Row>{data}</Row>"));
    assert_eq!(column, [Layer::ZeroSize]);
}

#[test]
fn a_style_may_hide_what_its_cells_hold() {
    let blue = "<Interior ss:Color='#0000FF' ss:Pattern='Solid'/>";
    let white = "<Font ss:Color='#ffffff'/>";
    assert_eq!(styled(white), [Layer::InvisibleText]);
    assert_eq!(styled(&format!("{white}{blue}")), [Layer::Body]);
    assert_eq!(styled("<Font ss:Color='#FFFFFF' ss:Size='11'/>"), [Layer::InvisibleText]);
    assert_eq!(styled("<Font ss:Size='1'/>"), [Layer::InvisibleText]);
    assert_eq!(styled("<NumberFormat ss:Format=';;;'/>"), [Layer::InvisibleText]);
    assert_eq!(styled("<NumberFormat ss:Format='0.00;-0.00'/>"), [Layer::Body]);
}

#[test]
fn what_stands_before_the_sheets_lies_in_layers_of_its_own() {
    let property = |name: &str| {
        format!("<o:DocumentProperties><o:{name}>{WORD}</o:{name}></o:DocumentProperties>")
    };
    let name = |rest: &str| format!("<Names><NamedRange {rest}/></Names>");
    let cached = format!("<Crn><Row>0</Row><Text>{WORD}</Text></Crn>");
    let book = format!("<SupBook><Path>C:\\b.xls</Path><Xct>{cached}</Xct></SupBook>");
    let cases: [(String, &[Layer]); 7] = [
        (property("Author"), &[Layer::Property]),
        (property("LastAuthor"), &[Layer::Property]),
        (property("Created"), &[]),
        (
            name(&format!("ss:Name='old' ss:Hidden='1' ss:RefersTo='={WORD}!R1'")),
            &[Layer::DefinedName],
        ),
        (name(&format!("ss:Name='boss' ss:RefersTo='=&quot;{WORD}&quot;'")), &[Layer::DefinedName]),
        (name(&format!("ss:Name='{WORD}' ss:RefersTo='=Summary!R1'")), &[]),
        (format!("<ExcelWorkbook {EXCEL}>{book}</ExcelWorkbook>"), &[Layer::ExternalCache]),
    ];
    for (before, expected) in cases {
        assert_eq!(planted(|book| book.before.clone_from(&before)), expected, "{before}");
    }
}

#[test]
fn what_stands_behind_the_cells_lies_in_layers_of_its_own() {
    let list =
        |value: &str| format!("<DataValidation {EXCEL}><Value>{value}</Value></DataValidation>");
    let footer = format!("<PageSetup><Footer x:Data='&amp;L{WORD}'/></PageSetup>");
    let cases: [(String, &[Layer]); 4] = [
        (format!("<WorksheetOptions {EXCEL}>{footer}</WorksheetOptions>"), &[Layer::HeaderFooter]),
        (list(&format!("&quot;{WORD},other&quot;")), &[Layer::ValidationList]),
        (list("Summary!R1C1:R9C1"), &[]),
        (format!("<x:News><x:Item>{WORD}</x:Item></x:News>"), &[Layer::UnknownPart]),
    ];
    for (beside, expected) in cases {
        assert_eq!(planted(|book| book.beside.clone_from(&beside)), expected, "{beside}");
    }
}

#[test]
fn a_pivot_cache_of_spreadsheetml_has_its_headings() {
    let mut book = Spreadsheetml::of(&[staff()]);
    book.after = "<x:PivotCache><s:AttributeType xmlns:s='s' xmlns:rs='r' name='Col1' \
        rs:name='Surname'/><z:row xmlns:z='z' Col1='Bay'/></x:PivotCache>"
        .into();
    let found = Everything::of("a.xml", book.text().as_bytes());
    let headings = found.headings.iter().find(|it| it.0 == "pivot cache 1").expect("headings");
    assert_eq!(headings.1.of(1), Some("Surname"));
    assert_eq!(found.fragments.last().map(|it| it.at), Some((1, 1)));
}

#[test]
fn a_cell_stands_where_its_index_and_its_neighbours_put_it() {
    let mut book = Spreadsheetml::of(&[Sheet::of("A", &[&["a"]])]);
    let data = "<Data ss:Type='String'>b</Data>";
    book.row = format!(
        "<Row ss:Index='4'><Cell ss:Index='2' ss:MergeAcross='2'>{data}</Cell>\
        <Cell>{data}</Cell></Row><Row ss:Span='2'/><Row><Cell>{data}</Cell></Row>"
    );
    let found = Everything::of("a.xml", book.text().as_bytes());
    let places: Vec<(u32, u32)> = found.fragments.iter().map(|it| it.at).collect();
    assert_eq!(places, [(1, 1), (4, 2), (4, 5), (8, 1)]);
}

#[test]
fn values_are_shown_as_every_workbook_shows_them() {
    let mut sheet = Sheet::of("A", &[&["1.50"]]);
    sheet.rows.push(vec![Value::Date(46_349.0), Value::Number(0.1 + 0.2)]);
    let mut book = Spreadsheetml::of(&[sheet]);
    book.row = "<Row><Cell><Data ss:Type='Boolean'>1</Data></Cell><Cell>\
        <Data ss:Type='Error'>#REF!</Data></Cell></Row>"
        .into();
    let found = Everything::of("a.xml", book.text().as_bytes());
    assert_eq!(found.texts(Layer::Body), ["1.5", "2026-11-23", "0.3", "TRUE"]);
}

/// S18.
#[test]
fn a_cell_far_from_the_rest_is_remote() {
    let data = format!("<Data ss:Type='String'>{WORD}</Data>");
    let at = |row: u32, column: u32| {
        in_row(&format!("</Row><Row ss:Index='{row}'><Cell ss:Index='{column}'>{data}</Cell>"))
    };
    assert_eq!(at(53, 1), [Layer::Body]);
    assert_eq!(at(54, 1), [Layer::RemoteCell]);
    assert_eq!(at(4, 23), [Layer::Body]);
    assert_eq!(at(4, 24), [Layer::RemoteCell]);
    let mut book = Spreadsheetml::of(&[Sheet::of("A", &[&["a"]])]);
    book.row = format!("<Row ss:Index='90'><Cell>{data}</Cell></Row>");
    let printed = "<Names><NamedRange ss:Name='Print_Area' ss:RefersTo='=A!R1C1:R99C3'/></Names>";
    let text = book.text().replacen("<Table>", &format!("{printed}<Table>"), 1);
    assert_eq!(Everything::of("a.xml", text.as_bytes()).layers_of(WORD), [Layer::Body]);
}

/// S18.
#[test]
fn a_cell_under_a_merged_one_is_not_seen() {
    let data = |text: &str| format!("<Data ss:Type='String'>{text}</Data>");
    let rows = |down: u32| {
        in_row(&format!(
            "<Cell ss:MergeDown='{down}'>{}</Cell></Row><Row><Cell>{}</Cell>",
            data("a"),
            data(WORD)
        ))
    };
    assert_eq!(rows(1), [Layer::InvisibleText]);
    assert_eq!(rows(0), [Layer::Body]);
}

/// S18.
#[test]
fn the_styles_of_rows_columns_and_words_count() {
    let data = format!("<Data ss:Type='String'>{WORD}</Data>");
    let styled = |row: &str| {
        planted(|book| {
            book.before =
                "<Styles><Style ss:ID='s1'><Font ss:Color='#FFFFFF'/></Style></Styles>".into();
            book.row = row.to_owned();
        })
    };
    let unseen = [Layer::InvisibleText];
    assert_eq!(styled(&format!("<Row ss:StyleID='s1'><Cell>{data}</Cell></Row>")), unseen);
    let column = "<Column ss:Index='1' ss:StyleID='s1'/>";
    assert_eq!(styled(&format!("{column}<Row><Cell>{data}</Cell></Row>")), unseen);
    assert_eq!(styled(&format!("<Row><Cell>{data}</Cell></Row>")), [Layer::Body]);
    let run = |colour: &str| {
        let font = format!("<Font html:Color='{colour}'>{WORD}</Font>");
        in_row(&format!("<Cell><ss:Data ss:Type='String'>seen {font}</ss:Data></Cell>"))
    };
    assert_eq!(run("#FFFFFF"), unseen);
    assert_eq!(run("#FF0000"), [Layer::Body]);
}

/// S18.
#[test]
fn what_stands_in_no_known_element_is_told_all_the_same() {
    let cases = [
        (in_row(&format!("<Cell>{WORD}</Cell>")), Layer::UnknownPart),
        (in_row(&format!("<Cell><x:News x:Item='{WORD}'/></Cell>")), Layer::UnknownPart),
        (in_row(&format!("<!-- {WORD} -->")), Layer::MarkupComment),
        (
            in_row(&format!(
                "<Cell><Data ss:Type='String'>a</Data><x:PhoneticText>{WORD}</x:PhoneticText></Cell>"
            )),
            Layer::OrphanString,
        ),
        (
            planted(|book| {
                book.beside = format!(
                    "<WorksheetOptions {EXCEL}><Comment2>{WORD}</Comment2></WorksheetOptions>"
                );
            }),
            Layer::UnknownPart,
        ),
        (
            planted(|book| {
                book.before = format!("<x2:MapInfo><x2:Map x2:Name='{WORD}'/></x2:MapInfo>")
            }),
            Layer::CustomXml,
        ),
        (
            planted(|book| {
                book.beside = format!(
                    "<AutoFilter {EXCEL}><AutoFilterColumn><AutoFilterCondition x:Value='{WORD}'/>\
                     </AutoFilterColumn></AutoFilter>"
                );
            }),
            Layer::FilteredRow,
        ),
    ];
    for (found, layer) in cases {
        assert_eq!(found, [layer]);
    }
}

/// S18.
#[test]
fn protection_is_told_as_what_it_is() {
    let found = |value: &str| {
        let mut book = Spreadsheetml::of(&[staff()]);
        book.beside = format!(
            "<WorksheetOptions {EXCEL}><ProtectContents>{value}</ProtectContents></WorksheetOptions>"
        );
        let found = Everything::of("a.xml", book.text().as_bytes());
        found.fragments.iter().any(|it| it.named == "protection")
    };
    assert!(found("True"));
    assert!(!found("False"));
}
