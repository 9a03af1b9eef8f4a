//! Sheets, rows and columns that nobody sees, each in the layer that says why.

use foilint::document::Layer;

use crate::common::workbook::{Sheet, Value, Workbook};
use crate::{assert_in, plain, read};

/// X01, X02.
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
    let empty = everything.containers.iter().find(|it| it.0 == "Empty").expect("it is there");
    assert_eq!(empty.1, Layer::HiddenSheet);
}

/// X04, X05.
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

/// X04, X05.
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

/// X04, X05, X12. The usual height and width may be none, too.
#[test]
fn rows_and_columns_of_hardly_any_size_are_not_seen() {
    let layers = |format: &str, attributes: &str| {
        let sheet = Sheet::new("Reply").before(format).rows([["Planted"]]).row(1, attributes);
        read(&Workbook::new().add(sheet)).layers_of("Planted")
    };
    assert_eq!(layers("", "ht='2' customHeight='1'"), [Layer::ZeroSize]);
    assert_eq!(layers("", "ht='6' customHeight='1'"), [Layer::Body]);
    let flat = "<sheetFormatPr defaultRowHeight='0' customHeight='1'/>";
    assert_eq!(layers(flat, ""), [Layer::ZeroSize]);
    assert_eq!(layers(flat, "ht='15'"), [Layer::Body]);
    let narrow = "<sheetFormatPr defaultColWidth='0' defaultRowHeight='15'/>";
    assert_eq!(layers(narrow, ""), [Layer::ZeroSize]);
    let listed = format!("{narrow}<cols><col min='1' max='1' width='9'/></cols>");
    assert_eq!(layers(&listed, ""), [Layer::Body]);
}

/// X07.
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

/// X07.
#[test]
fn rows_that_the_filter_of_a_table_hides_are_filtered() {
    let rows = [["Surname"], ["Seen"], ["Planted"]];
    let sheet = Sheet::new("Reply").rows(rows).hide_row(3).related("table", "../tables/table1.xml");
    let table = "<table displayName='Staff' ref='A1:A3'><autoFilter ref='A1:A3'>\
        <filterColumn colId='0'/></autoFilter></table>";
    let everything = read(&Workbook::new().add(sheet).part("xl/tables/table1.xml", table));
    assert_in(&everything, "Planted", Layer::FilteredRow);
}

/// X07.
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

/// X11.
#[test]
fn a_number_that_its_format_does_not_show_is_invisible() {
    let row = [Value::Styled(999.0, 3), Value::Number(5.0)];
    let everything = read(&Workbook::new().sheet("Reply", [row]));
    assert_in(&everything, "999", Layer::InvisibleText);
    assert_in(&everything, "5", Layer::Body);
}

/// X50, X16.
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

/// X10.
#[test]
fn white_on_white_is_not_seen_and_white_on_red_is() {
    let styles = "<styleSheet><fonts><font/><font><color rgb='FFFFFFFF'/></font></fonts><fills><fill/>\
        <fill><patternFill patternType='solid'><fgColor rgb='FFFF0000'/></patternFill></fill></fills>\
        <cellXfs><xf/><xf fontId='1' fillId='0'/><xf fontId='1' fillId='1'/></cellXfs></styleSheet>";
    let row = [Value::Styled(111.0, 1), Value::Styled(222.0, 2), Value::Number(333.0)];
    let everything = read(&Workbook::new().sheet("Reply", [row]).part("xl/styles.xml", styles));
    assert_in(&everything, "111", Layer::InvisibleText);
    assert_in(&everything, "222", Layer::Body);
    assert_in(&everything, "333", Layer::Body);
}

/// X06.
#[test]
fn a_group_that_is_folded_hides_its_rows_and_columns() {
    let rows = [["Rank", "Count"], ["Planted", "Buried"]];
    let sheet = |folded: &str| {
        let attributes = format!("outlineLevel='1' {folded}");
        Sheet::new("Reply").rows(rows).row(2, &attributes).column(2, &attributes)
    };
    let folded = read(&Workbook::new().add(sheet("hidden='1'")));
    assert_in(&folded, "Planted", Layer::HiddenRow);
    assert_in(&folded, "Count", Layer::HiddenColumn);
    let open = read(&Workbook::new().add(sheet("")));
    assert!(open.fragments.iter().all(|it| it.layer == Layer::Body), "{open:?}");
}

/// X04.
#[test]
fn rows_that_are_written_are_seen_where_all_others_have_no_height() {
    let sheet = |attributes: &str| {
        let format = "<sheetFormatPr defaultRowHeight='15' zeroHeight='1'/>";
        Sheet::new("Reply").before(format).rows([["Planted"]]).row(1, attributes)
    };
    assert_in(&read(&Workbook::new().add(sheet(""))), "Planted", Layer::Body);
    let hidden = read(&Workbook::new().add(sheet("hidden='1'")));
    assert_in(&hidden, "Planted", Layer::HiddenRow);
}

/// X03.
#[test]
fn the_drawing_of_a_hidden_sheet_of_one_chart_is_hidden() {
    let chartsheet = "<chartsheet><drawing/></chartsheet>";
    let workbook = |sheet: Sheet| {
        plain()
            .add(sheet.related("drawing", "../drawings/drawing1.xml"))
            .part("xl/worksheets/sheet2.xml", chartsheet)
            .part("xl/drawings/drawing1.xml", "<wsDr><sp><p><t>Planted</t></p></sp></wsDr>")
    };
    assert_in(&read(&workbook(Sheet::new("Chart").hidden())), "Planted", Layer::HiddenSheet);
    assert_in(&read(&workbook(Sheet::new("Chart"))), "Planted", Layer::TextBox);
}
