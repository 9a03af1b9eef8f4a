//! The same workbook says the same, however it is written.

use foilint::document::Layer;

use crate::common::sink::Everything;
use crate::common::workbook::{Sheet, Value, Workbook, pack};
use crate::{TABLE, assert_in, plain, read};

#[test]
fn a_plain_workbook_is_all_body_and_without_a_gap() {
    let everything = read(&plain());
    assert_eq!(everything.format, Some("xlsx"));
    assert_eq!(
        everything.texts(Layer::Body),
        ["Rank", "Count", "Sergeant", "12", "Constable", "30"]
    );
    assert!(everything.fragments.iter().all(|it| it.layer == Layer::Body), "{everything:?}");
    assert_eq!(everything.gaps, []);
}

/// X29.
#[test]
fn values_are_told_as_the_program_shows_them() {
    let row = [
        Value::Date(46_112),
        Value::Number(7.700_900_123e9),
        Value::Boolean(true),
        Value::Styled(1234.0, 2),
        Value::Formula("A1&\"x\"".into(), "shown".into()),
        Value::Number(0.1 + 0.2),
    ];
    let everything = read(&Workbook::new().add(Sheet::new("Reply").rows([row])));
    let body = everything.texts(Layer::Body);
    assert_eq!(body, ["2026-03-31", "7700900123", "TRUE", "001234", "shown", "0.3"]);
    assert_eq!(everything.texts(Layer::Formula), ["A1&\"x\""]);
}

#[test]
fn dates_count_from_1904_where_the_workbook_says_so() {
    let workbook = Workbook::new().inside("<workbookPr date1904='true'/>");
    let everything = read(&workbook.sheet("Reply", [[Value::Date(44_650)]]));
    assert_eq!(everything.texts(Layer::Body), ["2026-03-31"]);
}

#[test]
fn inline_texts_and_runs_are_read_whole() {
    let sheet = "<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><r><t>Plan</t></r>\
        <r><rPr><b/></rPr><t>ted</t></r><rPh><t>reading</t></rPh></is></c></row></sheetData></worksheet>";
    let everything = read(&plain().part("xl/worksheets/sheet1.xml", sheet));
    assert_eq!(everything.texts(Layer::Body), ["Planted"]);
    let inline = read(&Workbook::new().add(Sheet::new("Reply").rows(TABLE).inline()));
    assert_eq!(inline.texts(Layer::Body).len(), 6);
}

#[test]
fn odd_but_valid_ways_to_write_a_sheet_say_the_same() {
    let cases = [
        (
            "a prefix",
            "<x:worksheet xmlns:x='u'><x:sheetData><x:row r='2' hidden='1'><x:c r='B2' t='str'><x:v>Planted</x:v></x:c></x:row></x:sheetData></x:worksheet>",
        ),
        (
            "true for 1",
            "<worksheet><sheetData><row r=\"2\" hidden=\"true\"><c r=\"B2\" t=\"str\"><v>Planted</v></c></row></sheetData></worksheet>",
        ),
        (
            "CDATA",
            "<worksheet><sheetData><row r='2' hidden='1'><c r='B2' t='str'><v><![CDATA[Planted]]></v></c></row></sheetData></worksheet>",
        ),
        (
            "comments",
            "<!-- <row> --><worksheet><sheetData><!-- a > b --><row r='2' hidden='1'><c r='B2' t='str'><v>Plan<!-- < -->ted</v></c></row></sheetData></worksheet>",
        ),
        (
            "entities",
            "<worksheet><sheetData><row r='2' hidden='1'><c r='B2' t='str'><v>Pl&#97;nt&#x65;d</v></c></row></sheetData></worksheet>",
        ),
        (
            "no references",
            "<worksheet><sheetData><row/><row hidden='1'><c/><c t='str'><v>Planted</v></c></row></sheetData></worksheet>",
        ),
        (
            "a > in a value",
            "<worksheet a='>' b=\">'\"><sheetData><row r='2' spans='1>' hidden='1'><c r='B2' t='str'><v>Planted</v></c></row></sheetData></worksheet>",
        ),
        (
            "space in tags",
            "<worksheet >\n<sheetData\n><row  r = '2'\thidden = '1' ><c\nr='B2' t='str' ><v >Planted</v ></c ></row ></sheetData ></worksheet >",
        ),
        (
            "a document type",
            "<?xml version='1.0'?><!DOCTYPE worksheet [<!ENTITY a 'b'>]><worksheet><sheetData><row r='2' hidden='1'><c r='B2' t='str'><v>Planted</v></c></row></sheetData></worksheet>",
        ),
    ];
    for (what, xml) in cases {
        let everything = read(&plain().part("xl/worksheets/sheet1.xml", xml));
        let planted: Vec<_> =
            everything.fragments.iter().filter(|it| it.text == "Planted").collect();
        assert_eq!(planted.len(), 1, "{what}: {everything:?}");
        assert_eq!((planted[0].layer, planted[0].at), (Layer::HiddenRow, (2, 2)), "{what}");
        assert_eq!(everything.gaps, [], "{what}");
    }
}

#[test]
fn a_sheet_in_utf_16_says_the_same() {
    let xml = "\u{feff}<worksheet><sheetData><row><c t='str'><v>Planted</v></c></row></sheetData></worksheet>";
    let wide: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_in(&read(&plain().part("xl/worksheets/sheet1.xml", wide)), "Planted", Layer::Body);
}

#[test]
fn a_strict_workbook_and_one_elsewhere_are_workbooks() {
    let mut parts = plain().parts();
    for (name, bytes) in &mut parts {
        let text = String::from_utf8(bytes.clone()).expect("it is there");
        let text = text.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006",
            "http://purl.oclc.org/ooxml/officeDocument",
        );
        *bytes = text.replace("xl/workbook.xml", "strange/book.xml").into_bytes();
        *name = name
            .replace("xl/workbook.xml", "strange/book.xml")
            .replace("xl/_rels/workbook", "strange/_rels/book")
            .replace("xl/", "strange/");
    }
    let everything = Everything::of("reply.xlsx", &pack(&parts));
    assert_eq!(everything.format, Some("xlsx"));
    assert_eq!(everything.texts(Layer::Body).len(), 6);
}

#[test]
fn a_long_sheet_is_read_to_its_end() {
    let rows =
        (0..9_483).map(|row| [format!("Surname {row}"), "Constable".to_owned(), row.to_string()]);
    let everything = read(&Workbook::new().hidden_sheet("SAP", rows));
    assert_eq!(everything.texts(Layer::HiddenSheet).len(), 9_483 * 3);
    let last = everything.fragments.last().expect("it is there");
    assert_eq!((last.text.as_str(), last.at), ("9482", (9_483, 3)));
}

/// What a program takes no notice of must not hide that a row is hidden.
#[test]
fn what_another_program_writes_shows_no_hidden_row() {
    let sheet = |row: &str| {
        format!(
            "<worksheet xmlns:q='urn:q'><sheetData><row r='1'><c t='str'><v>Total</v></c></row>{row}\
             </sheetData></worksheet>"
        )
    };
    let cell = "<c t='str'><v>Planted</v></c></row>";
    for row in [
        format!("<row r='2' q:hidden='0' hidden='1'>{cell}"),
        format!("<row r='2' xmlns:hidden='0' hidden='1'>{cell}"),
        format!("<row r='2' hidden='&#49;'>{cell}"),
        format!("<row r='2' hidden=' 1 '>{cell}"),
        format!("<row r='2' hidden='1'><q:row r='2'/>{cell}"),
        format!("<row r='2' hidden='1'><extLst><row r='2'/></extLst>{cell}"),
    ] {
        let book = plain().part("xl/worksheets/sheet1.xml", sheet(&row));
        assert_in(&read(&book), "Planted", Layer::HiddenRow);
    }
    let shown = plain().part("xl/worksheets/sheet1.xml", sheet(&format!("<row r='2'>{cell}")));
    assert_in(&read(&shown), "Planted", Layer::Body);
}

#[test]
fn what_another_program_writes_shows_no_hidden_sheet() {
    let workbook = "<workbook xmlns:r='r' xmlns:q='urn:q'><sheets><sheet name='Reply' sheetId='1' \
                    q:state='visible' state='hidden' r:id='rId1'/></sheets></workbook>";
    let book = Workbook::new().sheet("Reply", [["Planted"]]).part("xl/workbook.xml", workbook);
    assert_in(&read(&book), "Planted", Layer::HiddenSheet);
}
