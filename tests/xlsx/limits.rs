//! Workbooks made to cost more than they are worth: each limit that is reached is a
//! gap, and what would take hours if it were done for every cell takes a moment.

use std::fmt::Write;

use foilint::document::{Layer, Reason};

use crate::common::sink::Everything;
use crate::common::workbook::{Sheet, Workbook};
use crate::{TABLE, assert_in, plain, read};

/// Styles of which a conditional format shows nothing.
const STYLES: &str = "<styleSheet><dxfs><dxf><numFmt numFmtId='164' formatCode=';;;'/></dxf>\
    </dxfs></styleSheet>";

/// The limits that were reached.
#[track_caller]
fn limits(everything: &Everything) -> Vec<u64> {
    let limit = |reason: &Reason| match reason {
        Reason::TooLarge { limit, .. } => *limit,
        other => panic!("{other:?}"),
    };
    everything.gaps.iter().map(|gap| limit(&gap.reason)).collect()
}

/// A conditional format of many areas, with many rules like one.
fn formats(areas: usize, rules: usize, rule: &str) -> String {
    let areas = (0..areas).fold(String::new(), |mut all, number| {
        let _ = write!(all, "{}{} ", if number == 0 { "A" } else { "ZZ" }, 2 * number + 2);
        all
    });
    format!("<conditionalFormatting sqref='{areas}'>{}</conditionalFormatting>", rule.repeat(rules))
}

fn rule(kind: &str) -> String {
    format!("<cfRule type='{kind}' dxfId='0' priority='1'><formula>A1=9</formula></cfRule>")
}

fn formatted(formats: &str, rows: usize) -> Everything {
    let rows = (0..rows).map(|_| ["Planted"; 4]);
    let sheet = Sheet::new("Reply").rows(TABLE).rows(rows).after(formats);
    read(&Workbook::new().add(sheet).part("xl/styles.xml", STYLES))
}

#[test]
fn many_rules_of_many_areas_are_looked_at_row_by_row() {
    let everything = formatted(&formats(16_000, 256, &rule("containsText")), 4_000);
    assert_eq!(everything.gaps, []);
    assert_in(&everything, "Planted", Layer::Body);
    let everything = formatted(&formats(16_000, 1, &rule("notContainsBlanks")), 3);
    assert_eq!(everything.layers_of("Sergeant"), [Layer::InvisibleText], "A2");
    assert_eq!(everything.layers_of("12"), [Layer::Body], "B2");
}

#[test]
fn too_many_areas_and_rules_of_formats_are_gaps() {
    assert_eq!(limits(&formatted(&formats(20_000, 1, &rule("expression")), 1)), [16_384]);
    assert_eq!(limits(&formatted(&formats(2, 257, &rule("expression")), 1)), [256]);
    let each = formats(9_000, 1, &rule("expression")).repeat(2);
    assert_eq!(limits(&formatted(&each, 1)), [16_384], "all formats together");
    assert_eq!(limits(&formatted(&formats(9_000, 256, &rule("expression")), 1)), [0; 0]);
}

#[test]
fn more_elements_of_columns_than_columns_are_a_gap() {
    let columns = |count| "<col min='1' max='2' hidden='1'/>".repeat(count);
    let of = |count| {
        let data = "<sheetData><row><c t='str'><v>Planted</v></c></row></sheetData>";
        let sheet = format!("<worksheet><cols>{}</cols>{data}</worksheet>", columns(count));
        read(&plain().part("xl/worksheets/sheet1.xml", sheet))
    };
    assert_eq!(limits(&of(16_384)), [0; 0]);
    assert_eq!(limits(&of(16_385)), [16_384]);
    assert_in(&of(16_385), "Planted", Layer::HiddenColumn);
}

#[test]
fn more_comments_in_xml_than_are_told_are_a_gap() {
    for part in ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"] {
        let root = match part {
            "xl/styles.xml" => "styleSheet",
            "xl/sharedStrings.xml" => "sst",
            _ => "worksheet",
        };
        let of = |count| {
            let comments = "<!--Planted-->".repeat(count);
            let sheet = Sheet::new("Reply").rows([["12"]]).inline();
            let book = Workbook::new().add(sheet);
            read(&book.part(part, format!("<{root}>{comments}</{root}>")))
        };
        assert_eq!(limits(&of(10_000)), [0; 0], "{part}");
        assert_eq!(limits(&of(10_001)), [10_000], "{part}");
        assert_eq!(of(10_001).texts(Layer::MarkupComment).len(), 10_000);
    }
}

#[test]
fn more_merged_ranges_and_formulas_than_are_looked_into_are_a_gap() {
    let merged = "<mergeCell ref='D1:E1'/>".repeat(100_001);
    let sheet = |after: &str| Workbook::new().add(Sheet::new("Reply").rows(TABLE).after(after));
    assert_eq!(limits(&read(&sheet(&format!("<mergeCells>{merged}</mergeCells>")))), [100_000]);
    let mut cells = String::new();
    for number in 0..100_001 {
        let _ = write!(cells, "<row><c><f>IF(1,\"{number}\")</f></c></row>");
    }
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    assert_eq!(limits(&read(&plain().part("xl/worksheets/sheet1.xml", sheet))), [100_000]);
}

#[test]
fn more_shapes_than_are_compared_are_a_gap() {
    let shapes = |count| format!("<wsDr>{}</wsDr>", "<sp><cNvPr id='1'/></sp>".repeat(count));
    let of = |count| read(&plain().part("xl/drawings/drawing1.xml", shapes(count)));
    assert_eq!(limits(&of(4_096)), [0; 0]);
    assert_eq!(limits(&of(4_097)), [4_096]);
}

#[test]
fn a_part_that_is_two_sheets_is_read_once_and_is_a_gap() {
    let again = "<sheet name='Kim Planted' r:id='rId1'/>".repeat(3);
    let everything = read(&plain().inside(&again));
    assert_eq!(everything.layers_of("Sergeant"), [Layer::Body]);
    let gap = ("xl/worksheets/sheet1.xml", &Reason::Ambiguous("it is two sheets"));
    assert!(everything.gaps.iter().all(|it| (it.part.as_str(), &it.reason) == gap));
    assert_eq!(everything.gaps.len(), 3);
    assert!(everything.containers.iter().any(|it| it.0 == "Reply"), "{everything:?}");
}

#[test]
fn many_formulas_of_a_chart_are_looked_up_among_many_sheets() {
    let sheets: String = (0..2_000).map(|it| format!("<sheet name='A sheet {it}'/>")).collect();
    let source = |number: usize| {
        format!(
            "<numRef><f>'A sheet {number}'!A1</f><numCache><pt><v>w{number}s</v></pt></numCache></numRef>"
        )
    };
    let chart: String = (0..5_000).map(source).collect();
    let book = plain().inside(&sheets).part("xl/charts/chart1.xml", chart_of(&chart));
    let everything = read(&book);
    assert_eq!(everything.layers_of("w1999s"), [Layer::TextBox]);
    assert_eq!(everything.layers_of("w2000s"), [Layer::ChartCache]);
    assert_eq!(everything.texts(Layer::ChartCache).len(), 3_000);
}

fn chart_of(inside: &str) -> String {
    format!("<chartSpace><chart>{inside}</chart></chartSpace>")
}
