//! Cells far from the rest, and texts that cannot be told from their ground.

use foilint::document::Layer;

use crate::common::sink::Everything;
use crate::common::workbook::{Sheet, Value, Workbook};
use crate::{TABLE, assert_in, plain, read};

/// A sheet with a table at the top and one more cell.
fn with_cell(at: &str, behind: &str) -> Workbook {
    let row: String = at.chars().filter(char::is_ascii_digit).collect();
    let sheet = format!(
        "<worksheet><sheetData><row r='1'><c r='A1' t='str'><v>Rank</v></c><c r='B1' t='str'><v>Count</v></c>\
         </row><row r='{row}'><c r='{at}' t='str'><v>Planted</v></c></row></sheetData>{behind}</worksheet>"
    );
    plain().part("xl/worksheets/sheet1.xml", sheet)
}

fn layer_of(workbook: &Workbook) -> Vec<Layer> {
    read(workbook).layers_of("Planted")
}

/// X09.
#[test]
fn cells_beyond_a_screen_of_nothing_are_remote() {
    assert_eq!(layer_of(&with_cell("A53", "")), [Layer::RemoteCell], "51 empty rows");
    assert_eq!(layer_of(&with_cell("A52", "")), [Layer::Body], "50 empty rows");
    assert_eq!(layer_of(&with_cell("X2", "")), [Layer::RemoteCell], "21 empty columns");
    assert_eq!(layer_of(&with_cell("W2", "")), [Layer::Body], "20 empty columns");
    let everything = read(&with_cell("A53", ""));
    assert_eq!(everything.texts(Layer::Body), ["Rank", "Count"]);
}

/// X09.
#[test]
fn what_is_printed_is_not_remote() {
    let printed =
        |range: &str| with_cell("A90", "").name_with("localSheetId='0'", "_xlnm.Print_Area", range);
    assert_eq!(layer_of(&printed("Reply!$A$1:$F$90")), [Layer::Body]);
    assert_eq!(layer_of(&printed("Reply!$A$1:$F$20")), [Layer::RemoteCell]);
}

#[test]
fn hidden_rows_are_not_empty() {
    let rows: Vec<[String; 1]> = (1..=90).map(|row| [format!("Row {row}")]).collect();
    let mut sheet = Sheet::new("Reply").rows(rows);
    for row in 10..90 {
        sheet = sheet.hide_row(row);
    }
    assert_in(&read(&Workbook::new().add(sheet)), "Row 90", Layer::Body);
}

#[test]
fn a_drawing_between_two_blocks_joins_them() {
    let drawing = "<wsDr><twoCellAnchor><from><col>0</col><colOff>0</colOff><row>4</row><rowOff>0</rowOff></from>\
        <to><col>9</col><colOff>0</colOff><row>80</row><rowOff>0</rowOff></to><graphicFrame/></twoCellAnchor></wsDr>";
    let rows = (1..=90).map(|row| [if matches!(row, 2..90) { "" } else { "Planted" }]);
    let sheet = Sheet::new("Reply").rows(rows);
    let alone = Workbook::new().add(sheet.clone());
    assert_eq!(layer_of(&alone), [Layer::Body, Layer::RemoteCell]);
    let drawn = Workbook::new()
        .add(sheet.related("drawing", "../drawings/drawing1.xml"))
        .part("xl/drawings/drawing1.xml", drawing);
    assert_eq!(layer_of(&drawn), [Layer::Body, Layer::Body]);
}

#[test]
fn a_wide_heading_with_gaps_is_not_remote() {
    let mut upper = vec![""; 40];
    (upper[0], upper[39]) = ("First", "Planted");
    let lower = vec!["x"; 40];
    let everything = read(&Workbook::new().sheet("Reply", [upper, lower]));
    assert_in(&everything, "Planted", Layer::Body);
}

/// A workbook with a styled cell in C3, below a table heading in A1.
fn styled(fonts: &str, fills: &str, xf: &str, behind: &str) -> Workbook {
    let styles = format!(
        "<styleSheet><fonts><font/>{fonts}</fonts><fills><fill/><fill/>{fills}</fills><cellXfs><xf/>{xf}</cellXfs>\
         <dxfs><dxf><font><b/></font></dxf><dxf><fill><patternFill><bgColor rgb='FF000080'/></patternFill></fill></dxf>\
         </dxfs></styleSheet>"
    );
    let sheet = Sheet::new("Reply").rows([[Value::Styled(111.0, 1)]]).after(behind);
    Workbook::new().add(sheet).part("xl/styles.xml", styles)
}

fn layers(workbook: &Workbook) -> Vec<Layer> {
    read(workbook).layers_of("111")
}

/// X10, X12.
#[test]
fn a_text_of_nearly_the_colour_of_its_ground_is_not_seen() {
    let unseen = [
        ("<font><color rgb='FFFFFFFF'/></font>", ""),
        ("<font><color theme='0'/></font>", ""),
        ("<font><color theme='0' tint='-0.0499'/></font>", ""),
        ("<font><color indexed='9'/></font>", ""),
        ("<font><color rgb='FFFEFEFE'/></font>", ""),
        ("<font><sz val='1'/></font>", ""),
        (
            "<font><color rgb='FF4472C4'/></font>",
            "<fill><patternFill patternType='solid'><fgColor theme='4'/></patternFill></fill>",
        ),
    ];
    for (font, fill) in unseen {
        let xf = if fill.is_empty() { "<xf fontId='1'/>" } else { "<xf fontId='1' fillId='2'/>" };
        assert_eq!(layers(&styled(font, fill, xf, "")), [Layer::InvisibleText], "{font}");
    }
    let seen = ["<font/>", "<font><color rgb='FF808080'/></font>", "<font><sz val='8'/></font>"];
    for font in seen {
        assert_eq!(layers(&styled(font, "", "<xf fontId='1'/>", "")), [Layer::Body], "{font}");
    }
}

/// X10.
#[test]
fn white_on_a_ground_that_a_conditional_format_may_give_is_seen() {
    let white = "<font><color rgb='FFFFFFFF'/></font>";
    let format = |rule: u32, range: &str| {
        format!(
            "<conditionalFormatting sqref='{range}'><cfRule type='cellIs' dxfId='{rule}'/></conditionalFormatting>"
        )
    };
    let of = |behind: &str| layers(&styled(white, "", "<xf fontId='1'/>", behind));
    assert_eq!(of(&format(1, "A1:A9")), [Layer::Body]);
    assert_eq!(of(&format(0, "A1:A9")), [Layer::InvisibleText], "no fill");
    assert_eq!(of(&format(1, "B1:B9")), [Layer::InvisibleText], "elsewhere");
}

/// X10.
#[test]
fn white_on_the_heading_of_a_styled_table_is_seen() {
    let styles = "<styleSheet><fonts><font/><font><color rgb='FFFFFFFF'/></font></fonts>\
        <cellXfs><xf/><xf fontId='1'/></cellXfs></styleSheet>";
    let rows = [[Value::Styled(111.0, 1)], [Value::Styled(222.0, 1)]];
    let sheet = Sheet::new("Reply").rows(rows).related("table", "../tables/table1.xml");
    let table = |style: &str| {
        format!(
            "<table displayName='T' ref='A1:A2'><tableStyleInfo name='{style}' showRowStripes='1'/></table>"
        )
    };
    let of = |style: &str| {
        let workbook = Workbook::new().add(sheet.clone()).part("xl/styles.xml", styles);
        let everything: Everything = read(&workbook.part("xl/tables/table1.xml", table(style)));
        (everything.layers_of("111"), everything.layers_of("222"))
    };
    assert_eq!(of("TableStyleMedium2"), (vec![Layer::Body], vec![Layer::InvisibleText]));
    assert_eq!(of("TableStyleDark1"), (vec![Layer::Body], vec![Layer::Body]));
    assert_eq!(of(""), (vec![Layer::InvisibleText], vec![Layer::InvisibleText]));
}

/// X11.
#[test]
fn a_section_that_shows_nothing_hides_its_values_and_no_others() {
    let of = |code: &str, value: f64| {
        let styles = format!(
            "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='{code}'/></numFmts><cellXfs><xf/>\
             <xf numFmtId='164'/></cellXfs></styleSheet>"
        );
        let workbook = Workbook::new().sheet("Reply", [[Value::Styled(value, 1)]]);
        let everything = read(&workbook.part("xl/styles.xml", styles));
        everything.fragments.first().map(|it| it.layer)
    };
    assert_eq!(of(";;;", 7.0), Some(Layer::InvisibleText));
    assert_eq!(of("0;;0", -7.0), Some(Layer::InvisibleText));
    assert_eq!(of("0;;0", 7.0), Some(Layer::Body));
    assert_eq!(of("#,##0;-#,##0;;@", 0.0), Some(Layer::Body), "accounts leave zeros out");
}

/// X56.
#[test]
fn a_part_of_a_text_in_white_is_not_seen_where_the_rest_is() {
    let strings = "<sst><si><r><t>Seen</t></r><r><rPr><color rgb='FFFFFFFF'/></rPr><t>Planted</t></r></si>\
        <si><t>Count</t></si></sst>";
    let sheet = "<worksheet><sheetData><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row></sheetData></worksheet>";
    let workbook =
        plain().part("xl/sharedStrings.xml", strings).part("xl/worksheets/sheet1.xml", sheet);
    let everything = read(&workbook);
    assert_eq!(everything.texts(Layer::InvisibleText), ["Planted"]);
    assert_eq!(everything.texts(Layer::Body), ["Seen", "Count"]);
    assert!(read(&Workbook::new().sheet("Reply", TABLE)).texts(Layer::InvisibleText).is_empty());
}

#[test]
fn a_white_part_of_a_text_in_its_cell_is_not_seen_and_a_red_one_is() {
    let sheet = |colour: &str| {
        format!(
            "<worksheet><sheetData><row><c t='inlineStr'><is><r><t>Seen</t></r><r><rPr><color rgb='{colour}'/>\
             </rPr><t>Planted</t></r><r><t> too</t></r></is></c></row></sheetData></worksheet>"
        )
    };
    let of = |colour: &str| read(&plain().part("xl/worksheets/sheet1.xml", sheet(colour)));
    let white = of("FFFFFFFF");
    assert_eq!(white.texts(Layer::InvisibleText), ["Planted"]);
    assert_eq!(white.texts(Layer::Body), ["Seen too"]);
    assert_eq!(of("FFFF0000").texts(Layer::Body), ["SeenPlanted too"]);
}

#[test]
fn a_number_format_in_the_colour_of_the_ground_shows_nothing() {
    let styles = |code: &str, fill: &str| {
        format!(
            "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='{code}'/></numFmts><fonts><font/></fonts>\
             <fills><fill/><fill><patternFill patternType='solid'><fgColor rgb='{fill}'/></patternFill></fill>\
             </fills><cellXfs><xf/><xf numFmtId='164' fillId='1'/></cellXfs></styleSheet>"
        )
    };
    let of = |code: &str, fill: &str| {
        let row = [Value::Styled(111.0, 1), Value::Number(222.0)];
        let book = Workbook::new().sheet("Reply", [row]);
        read(&book.part("xl/styles.xml", styles(code, fill))).layers_of("111")
    };
    let white = "[White]General;[White]-General;0;[White]@";
    assert_eq!(of(white, "FFFFFFFF"), [Layer::InvisibleText]);
    assert_eq!(of(white, "FFFF0000"), [Layer::Body]);
    assert_eq!(of("[Red]General;[White]-General", "FFFFFFFF"), [Layer::Body], "a minus is white");
}

/// X12.
#[test]
fn what_merged_cells_lie_over_is_not_seen() {
    let rows = [["Rank", "Planted", "Count"], ["Sergeant", "a", "12"]];
    let merged = |range: &str| {
        let behind = format!("<mergeCells count='1'><mergeCell ref='{range}'/></mergeCells>");
        read(&Workbook::new().add(Sheet::new("Reply").rows(rows).after(&behind)))
    };
    let everything = merged("A1:B1");
    assert_eq!(everything.texts(Layer::InvisibleText), ["Planted"]);
    let place = everything.fragments.iter().find(|it| it.layer == Layer::InvisibleText);
    assert_eq!(place.map(|it| it.at), Some((1, 2)));
    assert!(merged("A1:A1").texts(Layer::InvisibleText).is_empty());
    assert_eq!(merged("A1:A2").texts(Layer::InvisibleText), ["Sergeant"]);
}
