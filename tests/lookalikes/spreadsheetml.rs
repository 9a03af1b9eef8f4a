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

#[test]
fn each_place_of_spreadsheetml_gives_its_layer() {
    let excel = "xmlns=\"urn:schemas-microsoft-com:office:excel\"";
    let row = |cell: &str| format!("<Row>{cell}</Row>");
    let data = format!("<Data ss:Type=\"String\">{WORD}</Data>");
    let style = |inner: &str| format!("<Styles><Style ss:ID=\"s1\">{inner}</Style></Styles>");
    let styled = row(&format!("<Cell ss:StyleID=\"s1\">{data}</Cell>"));
    type Plant = (&'static str, String, String, String, String, Vec<Layer>);
    let none = String::new;
    let places: Vec<Plant> = vec![
        (
            "a note",
            none(),
            row(&format!(
                "<Cell><Comment ss:Author=\"A Clerk\"><ss:Data><B>Clerk:</B>\
            <Font>{WORD}</Font></ss:Data></Comment></Cell>"
            )),
            none(),
            none(),
            vec![Layer::Comment],
        ),
        (
            "its author",
            none(),
            row(&format!("<Cell><Comment ss:Author=\"{WORD}\"/></Cell>")),
            none(),
            none(),
            vec![Layer::Comment],
        ),
        (
            "a link",
            none(),
            row(&format!("<Cell ss:HRef=\"mailto:{WORD}@example.org\"/>")),
            none(),
            none(),
            vec![Layer::Hyperlink],
        ),
        (
            "a formula",
            none(),
            row(&format!("<Cell ss:Formula=\"=IF(RC[1]=&quot;{WORD}&quot;,1,0)\"/>")),
            none(),
            none(),
            vec![Layer::Formula],
        ),
        (
            "a row of no height",
            none(),
            format!("<Row ss:Height=\"0\"><Cell>{data}</Cell></Row>"),
            none(),
            none(),
            vec![Layer::ZeroSize],
        ),
        (
            "white on white",
            style("<Font ss:Color=\"#FFFFFF\"/>"),
            styled.clone(),
            none(),
            none(),
            vec![Layer::InvisibleText],
        ),
        (
            "white on blue",
            style(
                "<Font ss:Color=\"#FFFFFF\"/><Interior ss:Color=\"#0000FF\" \
            ss:Pattern=\"Solid\"/>",
            ),
            styled.clone(),
            none(),
            none(),
            vec![Layer::Body],
        ),
        (
            "a format of nothing",
            style("<NumberFormat ss:Format=\";;;\"/>"),
            styled,
            none(),
            none(),
            vec![Layer::InvisibleText],
        ),
        (
            "an author",
            format!(
                "<o:DocumentProperties><o:Author>{WORD}</o:Author>\
            </o:DocumentProperties>"
            ),
            none(),
            none(),
            none(),
            vec![Layer::Property],
        ),
        (
            "a hidden name",
            format!(
                "<Names><NamedRange ss:Name=\"old\" ss:Hidden=\"1\" \
            ss:RefersTo=\"={WORD}!R1\"/></Names>"
            ),
            none(),
            none(),
            none(),
            vec![Layer::DefinedName],
        ),
        (
            "a plain name",
            format!(
                "<Names><NamedRange ss:Name=\"{WORD}\" ss:RefersTo=\"=Summary!R1\"/>\
            </Names>"
            ),
            none(),
            none(),
            none(),
            vec![],
        ),
        (
            "a footer",
            none(),
            none(),
            format!(
                "<WorksheetOptions {excel}><PageSetup><Footer \
            x:Data=\"&amp;L{WORD}\"/></PageSetup></WorksheetOptions>"
            ),
            none(),
            vec![Layer::HeaderFooter],
        ),
        (
            "a list of values",
            none(),
            none(),
            format!(
                "<DataValidation {excel}><Range>R1C1</Range>\
            <Type>List</Type><Value>&quot;{WORD},other&quot;</Value></DataValidation>"
            ),
            none(),
            vec![Layer::ValidationList],
        ),
        (
            "a pivot cache",
            none(),
            none(),
            none(),
            format!(
                "<x:PivotCache><x:CacheIndex>1</x:CacheIndex>\
            <s:Schema xmlns:s=\"s\" xmlns:rs=\"r\"><s:ElementType name=\"row\"><s:attribute type=\"Col1\"/>\
            </s:ElementType><s:AttributeType name=\"Col1\" rs:name=\"Surname\"/></s:Schema><rs:data \
            xmlns:rs=\"r\" xmlns:z=\"z\"><z:row Col1=\"{WORD}\"/></rs:data></x:PivotCache>"
            ),
            vec![Layer::PivotCache],
        ),
        (
            "a cell of another workbook",
            format!(
                "<ExcelWorkbook {excel}><SupBook><Path>C:\\b.xls</Path>\
            <Xct><Crn><Row>0</Row><Text>{WORD}</Text></Crn></Xct></SupBook></ExcelWorkbook>"
            ),
            none(),
            none(),
            none(),
            vec![Layer::ExternalCache],
        ),
        (
            "a part nobody knows",
            none(),
            none(),
            none(),
            format!("<x:News><x:Item>{WORD}</x:Item></x:News>"),
            vec![Layer::UnknownPart],
        ),
    ];
    for (place, before, row, beside, after, expected) in places {
        let found = planted(|book| {
            (book.before, book.row, book.beside, book.after) = (before, row, beside, after);
        });
        assert_eq!(found, expected, "{place}");
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
