//! Shapes that nobody sees, and what shapes lie over.

use foilint::document::Layer;

use crate::common::workbook::{Sheet, Workbook};
use crate::{TABLE, read};

const FILL: &str = "<spPr><solidFill><srgbClr val='000000'/></solidFill></spPr>";

/// A shape with a text and a fill at the corners of cells: column and row from 0.
fn shape(from: (i32, i32), to: (i32, i32), fill: &str, text: &str) -> String {
    let corner = |(column, row): (i32, i32)| {
        format!("<col>{column}</col><colOff>0</colOff><row>{row}</row><rowOff>0</rowOff>")
    };
    format!(
        "<twoCellAnchor><from>{}</from><to>{}</to><sp><nvSpPr><cNvPr id='2' name='TextBox 1'/></nvSpPr>{fill}\
         <txBody><p><r><t>{text}</t></r></p></txBody></sp></twoCellAnchor>",
        corner(from),
        corner(to)
    )
}

fn drawn(shapes: &str) -> Workbook {
    let sheet = Sheet::new("Reply").rows(TABLE).related("drawing", "../drawings/drawing1.xml");
    Workbook::new().add(sheet).part("xl/drawings/drawing1.xml", format!("<wsDr>{shapes}</wsDr>"))
}

fn layers(shapes: &str) -> Vec<Layer> {
    read(&drawn(shapes)).layers_of("Planted")
}

/// X36.
#[test]
fn a_text_that_a_later_filled_shape_lies_over_is_covered() {
    let text = shape((5, 5), (8, 8), "", "Planted");
    let over = shape((5, 4), (9, 8), FILL, "");
    assert_eq!(layers(&format!("{text}{over}")), [Layer::CoveredText]);
    assert_eq!(layers(&format!("{over}{text}")), [Layer::TextBox], "it lies below");
    let beside = shape((6, 4), (9, 8), FILL, "");
    assert_eq!(layers(&format!("{text}{beside}")), [Layer::TextBox], "a part is seen");
    let glass =
        "<spPr><solidFill><srgbClr val='000000'><alpha val='30000'/></srgbClr></solidFill></spPr>";
    for fill in ["<spPr><noFill/></spPr>", glass] {
        let over = shape((5, 4), (9, 8), fill, "");
        assert_eq!(layers(&format!("{text}{over}")), [Layer::TextBox], "{fill}");
    }
    let picture = over.replace("<sp>", "<pic>").replace("</sp>", "</pic>").replace(FILL, "");
    assert_eq!(layers(&format!("{text}{picture}")), [Layer::CoveredText]);
}

/// X36.
#[test]
fn a_shape_off_the_sheet_is_hidden() {
    assert_eq!(layers(&shape((-9, 1), (-3, 4), "", "Planted")), [Layer::HiddenShape]);
    assert_eq!(layers(&shape((16_390, 1), (16_399, 4), "", "Planted")), [Layer::HiddenShape]);
    let at = |x: i32| {
        format!(
            "<absoluteAnchor><pos x='{x}' y='0'/><ext cx='900' cy='900'/><sp><p><t>Planted</t></p></sp></absoluteAnchor>"
        )
    };
    assert_eq!(layers(&at(-900)), [Layer::HiddenShape]);
    assert_eq!(layers(&at(0)), [Layer::TextBox]);
    let single = |size: i32| {
        format!(
            "<oneCellAnchor><from><col>1</col><colOff>0</colOff><row>1</row><rowOff>0</rowOff></from>\
             <ext cx='{size}' cy='900'/><sp><p><t>Planted</t></p></sp></oneCellAnchor>"
        )
    };
    assert_eq!(layers(&single(0)), [Layer::HiddenShape]);
    assert_eq!(layers(&single(900)), [Layer::TextBox]);
}

/// X36.
#[test]
fn a_shape_of_a_group_is_hidden_without_size_and_covered_by_another_of_it() {
    let member = |fill: &str, width: i32, text: &str| {
        format!(
            "<sp><spPr><xfrm><off x='10' y='10'/><ext cx='{width}' cy='90'/></xfrm>{fill}</spPr><p><t>{text}</t></p></sp>"
        )
    };
    let group = |members: &str| {
        let inner = shape((5, 5), (8, 8), "", "");
        let from = inner.split("<sp>").next().unwrap_or_default().to_owned();
        layers(&format!("{from}<grpSp>{members}</grpSp></twoCellAnchor>"))
    };
    let fill = "<solidFill><srgbClr val='000000'/></solidFill>";
    assert_eq!(group(&member("", 90, "Planted")), [Layer::TextBox]);
    assert_eq!(group(&member("", 0, "Planted")), [Layer::HiddenShape]);
    let both = [member("", 90, "Planted"), member(fill, 90, "")].concat();
    assert_eq!(group(&both), [Layer::CoveredText]);
    let small = [member("", 90, "Planted"), member(fill, 80, "")].concat();
    assert_eq!(group(&small), [Layer::TextBox]);
}

/// X36, X12.
#[test]
fn cells_under_a_filled_shape_are_covered() {
    let of = |fill: &str, to: (i32, i32)| {
        let everything = read(&drawn(&shape((0, 1), to, fill, "")));
        everything.texts(Layer::CoveredText).join(" ")
    };
    assert_eq!(of(FILL, (2, 2)), "Sergeant 12");
    assert_eq!(of(FILL, (1, 2)), "Sergeant");
    assert_eq!(of("<spPr><noFill/></spPr>", (2, 2)), "");
    assert_eq!(of("", (2, 2)), "");
}
