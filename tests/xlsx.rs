//! Workbooks: what a recipient could recover is found in the layer that says
//! why nobody sees it, and what is plain to see is not.

mod common;

use common::sink::Everything;
use common::workbook::{Pivot, Sheet, Value, Workbook, pack};
use foilint::document::{Layer, Reason};

/// Rows that anyone may see.
const TABLE: [[&str; 2]; 3] = [["Rank", "Count"], ["Sergeant", "12"], ["Constable", "30"]];

fn read(workbook: &Workbook) -> Everything {
    Everything::of("reply.xlsx", &workbook.zip())
}

/// A workbook in which nothing is hidden.
fn plain() -> Workbook {
    Workbook::new().sheet("Reply", TABLE)
}

/// Asserts that a word lies in one layer, at every place where it lies at all.
#[track_caller]
fn assert_in(everything: &Everything, word: &str, layer: Layer) {
    let layers = everything.layers_of(word);
    assert!(!layers.is_empty(), "{word} is not found");
    assert!(layers.iter().all(|it| *it == layer), "{word} lies in {layers:?}");
}

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

#[test]
fn hidden_and_very_hidden_sheets_are_told_apart() {
    let everything = read(
        &plain()
            .hidden_sheet("SAP", [["Surname"], ["Planted"]])
            .very_hidden_sheet("Lookup", [["Deeper"]])
            .add(Sheet::new("Empty").hidden()),
    );
    assert_in(&everything, "Planted", Layer::HiddenSheet);
    assert_in(&everything, "Deeper", Layer::VeryHiddenSheet);
    let empty = everything.containers.iter().find(|it| it.0 == "Empty").unwrap();
    assert_eq!(empty.1, Layer::HiddenSheet);
}

#[test]
fn hidden_rows_and_columns_are_told_from_the_visible() {
    let rows = [["Surname", "Rank"], ["Planted", "Sergeant"], ["Seen", "Buried"]];
    let sheet = Sheet::new("Reply").rows(rows).hide_row(2).hide_column(2);
    let everything = read(&Workbook::new().add(sheet));
    assert_in(&everything, "Planted", Layer::HiddenRow);
    assert_in(&everything, "Sergeant", Layer::HiddenRow);
    assert_in(&everything, "Buried", Layer::HiddenColumn);
    assert_in(&everything, "Seen", Layer::Body);
}

#[test]
fn rows_and_columns_of_no_size_are_not_seen() {
    let rows = [["Surname", "Rank"], ["Planted", "Sergeant"], ["Seen", "Buried"]];
    let sheet =
        Sheet::new("Reply").rows(rows).row(2, "ht='0' customHeight='1'").column(2, "width='0'");
    let everything = read(&Workbook::new().add(sheet));
    assert_in(&everything, "Planted", Layer::ZeroSize);
    assert_in(&everything, "Buried", Layer::ZeroSize);
    assert_in(&everything, "Seen", Layer::Body);
}

#[test]
fn rows_that_a_filter_hides_are_told_from_those_hidden_by_hand() {
    let rows = [["Surname"], ["Seen"], ["Planted"], ["Below"]];
    let sheet = Sheet::new("Reply").rows(rows).hide_row(3).hide_row(4).filter("A1:A3", "Seen");
    let everything = read(&Workbook::new().add(sheet));
    assert_eq!(everything.layers_of("Planted"), [Layer::FilteredRow]);
    assert_in(&everything, "Below", Layer::HiddenRow);
}

#[test]
fn a_filter_that_hides_nothing_makes_no_filtered_rows() {
    let rows = [["Surname"], ["Seen"], ["Planted"]];
    let sheet = Sheet::new("Reply").rows(rows).hide_row(3).after("<autoFilter ref='A1:A3'/>");
    assert_in(&read(&Workbook::new().add(sheet)), "Planted", Layer::HiddenRow);
}

#[test]
fn rows_that_the_filter_of_a_table_hides_are_filtered() {
    let rows = [["Surname"], ["Seen"], ["Planted"]];
    let sheet = Sheet::new("Reply").rows(rows).hide_row(3).related("table", "../tables/table1.xml");
    let table = "<table displayName='Staff' ref='A1:A3'><autoFilter ref='A1:A3'>\
        <filterColumn colId='0'/></autoFilter></table>";
    let everything = read(&Workbook::new().add(sheet).part("xl/tables/table1.xml", table));
    assert_in(&everything, "Planted", Layer::FilteredRow);
}

#[test]
fn an_advanced_filter_is_known_by_its_hidden_name() {
    let rows = [["Surname"], ["Seen"], ["Planted"]];
    let sheet = Sheet::new("Reply").rows(rows).hide_row(3).before("<sheetPr filterMode='1'/>");
    let attributes = "localSheetId='0' hidden='1'";
    let name = "_xlnm._FilterDatabase";
    let workbook = Workbook::new().add(sheet).name_with(attributes, name, "Reply!$A$1:$A$3");
    let everything = read(&workbook);
    assert_in(&everything, "Planted", Layer::FilteredRow);
    assert!(everything.texts(Layer::DefinedName).is_empty(), "the program's own name");
}

#[test]
fn a_hidden_sheet_hides_whatever_is_hidden_in_it() {
    let sheet = Sheet::new("SAP").rows([["Planted"]]).hide_row(1).hidden();
    assert_in(&read(&plain().add(sheet)), "Planted", Layer::HiddenSheet);
}

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
fn a_number_that_its_format_does_not_show_is_invisible() {
    let row = [Value::Styled(999.0, 3), Value::Number(5.0)];
    let everything = read(&Workbook::new().sheet("Reply", [row]));
    assert_in(&everything, "999", Layer::InvisibleText);
    assert_in(&everything, "5", Layer::Body);
}

fn staff() -> [[&'static str; 2]; 3] {
    [["Sample", "Sergeant"], ["Test", "Sergeant"], ["Planted", "Constable"]]
}

#[test]
fn a_pivot_cache_gives_its_records_below_its_fields() {
    let pivot = Pivot::of("SAP", ["Surname", "Rank"], staff()).refreshed_by("J Refresher");
    let everything = read(&plain().pivot(pivot));
    let (name, headings) = &everything.headings[everything.headings.len() - 1];
    assert_eq!(
        (name.as_str(), headings.of(1), headings.of(2)),
        ("pivot cache 1", Some("Surname"), Some("Rank"))
    );
    let planted = everything.fragments.iter().find(|it| it.text == "Planted").unwrap();
    assert_eq!((planted.layer, planted.at), (Layer::PivotCache, (3, 1)));
    assert_eq!(everything.texts(Layer::PivotCache).len(), 6, "each record once");
    assert_in(&everything, "J Refresher", Layer::Property);
}

#[test]
fn what_became_of_the_source_of_a_pivot_cache_is_said_in_words() {
    let remark = |workbook: Workbook, source: &str| {
        let pivot = Pivot::of("", ["Surname"], [["Planted"]]).source(source);
        read(&workbook.pivot(pivot)).containers.iter().find_map(|it| it.2.clone()).unwrap()
    };
    let sap = "<worksheetSource ref='A1:B9' sheet='SAP'/>";
    assert_eq!(remark(plain(), sap), "its source sheet is no longer in the file");
    let hidden = || plain().hidden_sheet("SAP", [["a"]]);
    assert_eq!(remark(hidden(), sap), "its source sheet is hidden");
    assert_eq!(remark(plain().sheet("sap", [["a"]]), sap), "its source sheet is in the file");
    let named = "<worksheetSource name='Staff'/>";
    assert_eq!(remark(hidden().name("Staff", "SAP!$A$1"), named), "its source sheet is hidden");
    let file = "<worksheetSource ref='A1' sheet='SAP' r:id='rId2'/>";
    assert_eq!(remark(plain(), file), "its source is another file");
}

#[test]
fn a_pivot_cache_that_nothing_refers_to_is_read_all_the_same() {
    let pivot = Pivot::of("SAP", ["Surname", "Rank"], staff()).unreferenced();
    assert_in(&read(&plain().pivot(pivot)), "Planted", Layer::PivotCache);
}

#[test]
fn a_pivot_cache_without_records_gives_the_values_of_its_fields() {
    let pivot = Pivot::of("SAP", ["Surname", "Rank"], staff()).without_records();
    let everything = read(&plain().pivot(pivot));
    assert_eq!(
        everything.texts(Layer::PivotCache),
        ["Sample", "Test", "Planted", "Sergeant", "Constable"]
    );
}

#[test]
fn values_of_a_pivot_cache_that_no_record_holds_are_kept_too() {
    let records = "<pivotCacheRecords><r><x v='0'/><x v='0'/></r></pivotCacheRecords>";
    let pivot = Pivot::of("SAP", ["Surname", "Rank"], staff());
    let workbook = plain().pivot(pivot).part("xl/pivotCache/pivotCacheRecords1.xml", records);
    let everything = read(&workbook);
    assert_eq!(
        everything.texts(Layer::PivotCache),
        ["Sample", "Sergeant", "Test", "Planted", "Constable"]
    );
}

#[test]
fn records_without_a_definition_are_read() {
    let records = "<pivotCacheRecords><r><s v='Planted'/></r></pivotCacheRecords>";
    let everything = read(&plain().part("xl/pivotCache/pivotCacheRecords9.xml", records));
    assert_in(&everything, "Planted", Layer::PivotCache);
}

#[test]
fn the_cells_kept_of_another_workbook_are_found_with_its_path() {
    let target = "file:///S:/Personnel/Staff%20of%20Planted.xlsx";
    let workbook = plain().external(target, "Staff", [["Surname"], ["Buried"]]);
    let everything = read(&workbook);
    assert_in(&everything, "Buried", Layer::ExternalCache);
    assert_in(&everything, "Personnel", Layer::ExternalCache);
    let cell = everything.fragments.iter().find(|it| it.text == "Buried").unwrap();
    assert_eq!(cell.container, "[Staff%20of%20Planted.xlsx]Staff");
}

#[test]
fn a_dde_link_keeps_values_too() {
    let link = "<externalLink><ddeLink ddeService='Excel' ddeTopic='C:\\Staff.xls'><ddeItems>\
        <ddeItem name='R1'><values><value t='str'><val>Planted</val></value></values></ddeItem>\
        </ddeItems></ddeLink></externalLink>";
    let everything = read(&plain().part("xl/externalLinks/externalLink1.xml", link));
    assert_in(&everything, "Planted", Layer::ExternalCache);
    assert_in(&everything, "Staff.xls", Layer::ExternalCache);
}

#[test]
fn names_that_stand_for_more_than_a_visible_range_are_told() {
    let workbook = plain()
        .name("Table", "Reply!$A$1:$B$3")
        .name("Pick", "{\"Planted\";\"Test\"}")
        .hidden_name("Old", "Reply!$C$1")
        .name("Dead", "#REF!$A$1");
    let everything = read(&workbook);
    assert_eq!(
        everything.texts(Layer::DefinedName),
        ["{\"Planted\";\"Test\"}", "Reply!$C$1", "#REF!$A$1"]
    );
}

#[test]
fn comments_are_told_with_their_cell_and_their_author() {
    let sheet = Sheet::new("Reply").rows(TABLE).comment("B7", "J Sample", "Planted words");
    let everything = read(&Workbook::new().add(sheet));
    let comment = everything.fragments.iter().find(|it| it.text == "Planted words").unwrap();
    assert_eq!(
        (comment.layer, comment.named.as_str(), comment.container.as_str()),
        (Layer::Comment, "B7", "comments of Reply")
    );
    assert_in(&everything, "J Sample", Layer::Comment);
}

#[test]
fn threads_and_the_people_in_them_are_told() {
    let thread = "<ThreadedComments><threadedComment ref='A2' personId='{1}'><text>Planted</text>\
        </threadedComment></ThreadedComments>";
    let people =
        "<personList><person displayName='Kim Sample' userId='kim@example.org'/></personList>";
    let sheet = Sheet::new("Reply")
        .rows(TABLE)
        .related("threadedComment", "../threadedComments/threadedComment1.xml");
    let workbook = Workbook::new()
        .add(sheet)
        .part("xl/threadedComments/threadedComment1.xml", thread)
        .part("xl/persons/person.xml", people);
    let everything = read(&workbook);
    let planted = everything.fragments.iter().find(|it| it.text == "Planted").unwrap();
    assert_eq!(planted.container, "comments of Reply");
    assert_in(&everything, "Planted", Layer::Comment);
    assert_in(&everything, "kim@example.org", Layer::Comment);
}

#[test]
fn shared_strings_that_no_cell_shows_are_told() {
    let everything = read(&plain().orphan_string("Planted"));
    assert_in(&everything, "Planted", Layer::OrphanString);
    assert_eq!(everything.texts(Layer::OrphanString), ["Planted"], "the others are shown");
}

#[test]
fn properties_are_told_by_name() {
    let workbook = plain()
        .core("dc:creator", "Jane Sample")
        .app("Manager", "Kim Test")
        .app("Application", "Spreadsheet")
        .custom("Owner", "Lee Example");
    let everything = read(&workbook);
    let told: Vec<(&str, &str)> = everything
        .fragments
        .iter()
        .filter(|it| it.layer == Layer::Property)
        .map(|it| (it.named.as_str(), it.text.as_str()))
        .collect();
    assert_eq!(
        told,
        [("Manager", "Kim Test"), ("creator", "Jane Sample"), ("Owner", "Lee Example")]
    );
}

#[test]
fn paths_and_people_of_the_workbook_part_are_told() {
    let workbook = plain().inside(
        "<fileSharing userName='J Sample'/><x15ac:absPath xmlns:x15ac='urn:a' url='C:\\Users\\planted\\'/>",
    );
    let everything = read(&workbook);
    assert_in(&everything, "J Sample", Layer::Property);
    assert_in(&everything, "planted", Layer::SavePath);
}

#[test]
fn headers_links_lists_and_scenarios_are_told() {
    let sheet = Sheet::new("Reply").rows(TABLE).link("mailto:planted@example.org").after(
        "<scenarios><scenario name='s' user='J Scenario'><inputCells r='A1' val='Secret'/></scenario>\
         </scenarios><dataValidations><dataValidation type='list'><formula1>\"Listed,Other\"</formula1>\
         </dataValidation></dataValidations><headerFooter><oddFooter>&amp;LFooted</oddFooter></headerFooter>",
    );
    let everything = read(&Workbook::new().add(sheet));
    assert_in(&everything, "planted@example.org", Layer::Hyperlink);
    assert_in(&everything, "J Scenario", Layer::Scenario);
    assert_in(&everything, "Secret", Layer::Scenario);
    assert_in(&everything, "Listed,Other", Layer::ValidationList);
    assert_eq!(everything.texts(Layer::HeaderFooter), ["Footed"]);
}

#[test]
fn a_sheet_that_no_workbook_lists_is_an_orphan() {
    let sheet = "<worksheet><sheetData><row><c t='inlineStr'><is><t>Planted</t></is></c></row>\
        </sheetData></worksheet>";
    assert_in(
        &read(&plain().part("xl/worksheets/sheet9.xml", sheet)),
        "Planted",
        Layer::OrphanPart,
    );
}

#[test]
fn texts_of_other_parts_lie_in_the_layer_of_their_kind() {
    let cases: [(&str, &str, Layer); 12] = [
        ("xl/drawings/drawing1.xml", "<wsDr><t>Planted</t></wsDr>", Layer::TextBox),
        ("xl/drawings/drawing2.xml", "<wsDr><cNvPr descr='Planted'/></wsDr>", Layer::AltText),
        ("xl/charts/chart1.xml", "<chartSpace><v>Planted</v></chartSpace>", Layer::ChartCache),
        (
            "xl/slicerCaches/s1.xml",
            "<slicerCacheDefinition><i n='Planted'/></slicerCacheDefinition>",
            Layer::SlicerCache,
        ),
        (
            "xl/connections.xml",
            "<connections><dbPr command='Planted'/></connections>",
            Layer::Connection,
        ),
        ("customXml/item1.xml", "<any>Planted</any>", Layer::CustomXml),
        (
            "xl/revisions/log1.xml",
            "<revisions><oc><v>Planted</v></oc></revisions>",
            Layer::Revision,
        ),
        (
            "xl/revisions/userNames.xml",
            "<users><userInfo name='Planted'/></users>",
            Layer::Revision,
        ),
        ("xl/metadata.xml", "<metadata><n v='Planted'/></metadata>", Layer::ExternalCache),
        (
            "xl/printerSettings/printerSettings1.bin",
            "\0\0Planted printer\0",
            Layer::PrinterSettings,
        ),
        (
            "docMetadata/LabelInfo.xml",
            "<labelList><label id='Planted'/></labelList>",
            Layer::Property,
        ),
        ("xl/unheard.xml", "<unheard>Planted</unheard>", Layer::UnknownPart),
    ];
    for (part, text, layer) in cases {
        let everything = read(&plain().part(part, text));
        assert_in(&everything, "Planted", layer);
        let is_gap = layer == Layer::UnknownPart;
        assert_eq!(everything.gaps.len(), usize::from(is_gap), "{part}: {:?}", everything.gaps);
    }
}

#[test]
fn files_inside_are_given_away_whole() {
    let everything = read(&plain().part("xl/embeddings/oleObject1.bin", "inner"));
    let inner = ("xl/embeddings/oleObject1.bin".to_owned(), b"inner".to_vec());
    assert_eq!(everything.enclosures, [inner]);
    assert_eq!(everything.gaps, []);
}

#[test]
fn parts_that_are_not_read_are_gaps() {
    let cases = [
        ("xl/model/item.data", Reason::DataModel),
        ("xl/vbaProject.bin", Reason::NotInThisVersion("macro code")),
        ("xl/unheard.bin", Reason::UnknownFormat),
    ];
    for (part, reason) in cases {
        let everything = read(&plain().part(part, "Planted bytes"));
        let gaps: Vec<_> =
            everything.gaps.iter().map(|it| (it.part.as_str(), &it.reason)).collect();
        assert_eq!(gaps, [(part, &reason)]);
    }
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
        let text = String::from_utf8(bytes.clone()).unwrap();
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
fn a_reference_to_a_text_that_is_not_there_is_a_gap() {
    let sheet = "<worksheet><sheetData><row><c t='s'><v>99</v></c><c t='s'><v>0</v></c></row></sheetData></worksheet>";
    let everything = read(&plain().part("xl/worksheets/sheet1.xml", sheet));
    assert!(matches!(everything.gaps[0].reason, Reason::Malformed { .. }), "{everything:?}");
}

#[test]
fn an_entity_of_its_own_is_a_gap_and_what_came_before_stays() {
    let sheet = "<worksheet><sheetData><row><c t='str'><v>Planted</v></c><c t='str'><v>&own;</v></c></row></sheetData></worksheet>";
    let everything = read(&plain().part("xl/worksheets/sheet1.xml", sheet));
    assert_in(&everything, "Planted", Layer::Body);
    assert!(matches!(everything.gaps[0].reason, Reason::Malformed { .. }));
}

#[test]
fn a_sheet_that_is_cut_off_is_a_gap_and_the_next_is_read() {
    let sheet = "<worksheet><sheetData><row><c t='str'><v>Planted</v></c><c t='str'><v>lo";
    let workbook = plain().sheet("Next", [["Later"]]).part("xl/worksheets/sheet1.xml", sheet);
    let everything = read(&workbook);
    assert_in(&everything, "Planted", Layer::Body);
    assert_in(&everything, "Later", Layer::Body);
    let gap = &everything.gaps[0];
    assert_eq!((gap.part.as_str(), &gap.reason), ("xl/worksheets/sheet1.xml", &Reason::Truncated));
}

#[test]
fn a_part_that_is_missing_is_a_gap() {
    let everything = read(&plain().without("xl/worksheets/sheet1.xml"));
    assert_eq!(everything.gaps.len(), 1);
}

#[test]
fn a_long_sheet_is_read_to_its_end() {
    let rows =
        (0..9_483).map(|row| [format!("Surname {row}"), "Constable".to_owned(), row.to_string()]);
    let everything = read(&Workbook::new().hidden_sheet("SAP", rows));
    assert_eq!(everything.texts(Layer::HiddenSheet).len(), 9_483 * 3);
    let last = everything.fragments.last().unwrap();
    assert_eq!((last.text.as_str(), last.at), ("9482", (9_483, 3)));
}

#[test]
fn damage_anywhere_gives_a_gap_or_other_words_and_never_a_panic() {
    let workbook = plain()
        .hidden_sheet("SAP", staff())
        .pivot(Pivot::of("SAP", ["Surname", "Rank"], staff()))
        .external("file:///x.xlsx", "Staff", staff())
        .add(Sheet::new("Notes").rows(TABLE).comment("B7", "J", "text").filter("A1:B3", "x"));
    let whole = workbook.parts();
    for (index, (name, bytes)) in whole.iter().enumerate() {
        for at in (0..bytes.len()).step_by(bytes.len() / 24 + 1) {
            let mut parts = whole.clone();
            parts[index].1.truncate(at);
            calm(name, &pack(&parts));
            for byte in [b'<', b'"', 0, 0xFF] {
                parts[index].1 = bytes.clone();
                parts[index].1[at] = byte;
                calm(name, &pack(&parts));
            }
        }
    }
}

#[test]
fn a_file_that_is_cut_off_is_no_workbook_or_has_a_gap() {
    let whole = plain().zip();
    for length in (0..whole.len()).step_by(97) {
        calm("cut off", &whole[..length]);
    }
}

/// Reads bytes if any format fits, and asserts that no reader panicked.
#[track_caller]
fn calm(what: &str, bytes: &[u8]) {
    let artefact = foilint::artefact::Artefact::new("reply.xlsx", bytes);
    if foilint::read::format_of(&artefact).is_some() {
        let everything = Everything::of("reply.xlsx", bytes);
        assert!(everything.gaps.iter().all(|it| it.reason != Reason::ReaderFailed), "{what}");
    }
}
