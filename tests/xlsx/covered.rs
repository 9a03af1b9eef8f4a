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

/// A text box with a fill, or with none, and a run of a colour between two others.
fn coloured(fill: &str, colour: &str) -> String {
    let ink = format!("<rPr><solidFill>{colour}</solidFill></rPr>");
    let runs = format!("</t></r><r>{ink}<t>Planted</t></r><r><t>end");
    shape((5, 5), (8, 8), &format!("<spPr>{fill}</spPr>"), &runs)
}

#[test]
fn a_run_of_a_text_box_in_the_colour_of_its_ground_is_not_seen() {
    let white = "<srgbClr val='FFFFFF'/>";
    let dark = "<solidFill><srgbClr val='102030'/></solidFill>";
    let light = "<solidFill><schemeClr val='lt1'/></solidFill>";
    for (fill, colour, layer) in [
        ("<noFill/>", white, Layer::InvisibleText),
        ("", white, Layer::InvisibleText),
        (light, "<schemeClr val='bg1'/>", Layer::InvisibleText),
        (light, "<schemeClr val='bg1'><lumMod val='95000'/></schemeClr>", Layer::InvisibleText),
        (light, "<schemeClr val='bg1'><lumMod val='50000'/></schemeClr>", Layer::TextBox),
        (light, "<schemeClr val='tx1'/>", Layer::TextBox),
        (dark, white, Layer::TextBox),
        (dark, "<srgbClr val='102030'/>", Layer::InvisibleText),
        ("<gradFill/>", white, Layer::TextBox),
        ("<noFill/>", "<srgbClr val='FF0000'/>", Layer::TextBox),
    ] {
        assert_eq!(layers(&coloured(fill, colour)), [layer], "{fill} {colour}");
    }
    let seen = read(&drawn(&coloured("<noFill/>", white)));
    assert_eq!(seen.texts(Layer::TextBox), ["end"], "the rest is seen");
}

#[test]
fn white_in_a_box_without_a_fill_is_seen_on_a_shape_below() {
    let white = coloured("<noFill/>", "<srgbClr val='FFFFFF'/>");
    let below = shape((4, 4), (9, 9), FILL, "");
    assert_eq!(layers(&format!("{below}{white}")), [Layer::TextBox]);
    let beside = shape((10, 4), (12, 9), FILL, "");
    assert_eq!(layers(&format!("{beside}{white}")), [Layer::InvisibleText]);
    let styled =
        "</spPr><style><fillRef idx='1'><schemeClr val='accent1'/></fillRef></style><spPr>";
    assert_eq!(layers(&coloured(styled, "<srgbClr val='FFFFFF'/>")), [Layer::TextBox]);
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
