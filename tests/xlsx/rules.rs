//! Cells that a conditional format shows nothing of.

use foilint::document::Layer;

use crate::common::workbook::{Sheet, Workbook};
use crate::read;

/// Formats by number: white type, no value, black ground, bold type.
const STYLES: &str = "<styleSheet><cellXfs><xf/></cellXfs><dxfs><dxf><font><color rgb='FFFFFFFF'/></font></dxf>\
    <dxf><numFmt numFmtId='170' formatCode=';;;'/></dxf>\
    <dxf><fill><patternFill><bgColor rgb='FF000000'/></patternFill></fill></dxf>\
    <dxf><font><b/></font></dxf></dxfs></styleSheet>";

fn layers(rules: &str) -> Vec<Layer> {
    let behind = format!("<conditionalFormatting sqref='A1:A9'>{rules}</conditionalFormatting>");
    let sheet = Sheet::new("Reply").rows([["Rank"], ["Planted"], ["12"]]).after(&behind);
    let everything = read(&Workbook::new().add(sheet).part("xl/styles.xml", STYLES));
    let own = everything.fragments.iter().filter(|it| it.text == "Planted");
    own.map(|it| it.layer).collect()
}

fn rule(kind: &str, format: u32, formula: &str) -> String {
    format!(
        "<cfRule type='{kind}' dxfId='{format}' priority='2'><formula>{formula}</formula></cfRule>"
    )
}

/// X10, X11.
#[test]
fn a_conditional_format_that_is_always_met_hides_its_cells() {
    for format in [0, 1, 2] {
        assert_eq!(layers(&rule("expression", format, "TRUE")), [Layer::InvisibleText]);
        assert_eq!(layers(&rule("expression", format, "LEN($A$1)&gt;0")), [Layer::InvisibleText]);
    }
    assert_eq!(layers(&rule("expression", 3, "TRUE")), [Layer::Body], "bold type is seen");
    assert_eq!(layers(&rule("expression", 0, "$Z$1=7")), [Layer::Body], "nobody can say");
}

/// X10.
#[test]
fn a_condition_on_the_value_hides_the_cells_that_meet_it() {
    let compared = |operator: &str, formula: &str| {
        let kind = format!("cellIs' operator='{operator}");
        layers(&rule(&kind, 0, formula))
    };
    assert_eq!(compared("equal", "\"planted\""), [Layer::InvisibleText]);
    assert_eq!(compared("notEqual", "\"Planted\""), [Layer::Body]);
    assert_eq!(compared("equal", "$B$1"), [Layer::Body], "nobody can say");
    let text = |kind: &str, text: &str| layers(&rule(&format!("{kind}' text='{text}"), 0, ""));
    assert_eq!(text("containsText", "lant"), [Layer::InvisibleText]);
    assert_eq!(text("beginsWith", "lant"), [Layer::Body]);
    assert_eq!(text("endsWith", "TED"), [Layer::InvisibleText]);
}

/// X10.
#[test]
fn the_rule_of_the_lower_number_decides() {
    let first = |format: u32, formula: &str| {
        rule("expression", format, formula).replace("priority='2'", "priority='1'")
    };
    let hides = rule("expression", 0, "TRUE");
    assert_eq!(layers(&format!("{hides}{}", first(3, "TRUE"))), [Layer::Body]);
    assert_eq!(layers(&format!("{hides}{}", first(3, "$Z$1=7"))), [Layer::Body]);
}
