//! What is drawn on a sheet: charts, text boxes, pictures, slicers, controls.

use foilint::document::{Layer, Reason};

use crate::common::workbook::{Sheet, Workbook};
use crate::{TABLE, assert_in, plain, read};

/// A chart with one series of which the names come from a formula.
fn chart(source: &str) -> String {
    format!(
        "<c:chartSpace xmlns:c='u'><c:ser><c:cat>{source}<c:strCache><c:formatCode>General</c:formatCode>\
         <c:pt idx='0'><c:v>Planted</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:chartSpace>"
    )
}

fn of_formula(workbook: Workbook, formula: &str) -> Vec<Layer> {
    let chart = chart(&format!("<c:strRef><c:f>{formula}</c:f>"));
    read(&workbook.part("xl/charts/chart1.xml", chart)).layers_of("Planted")
}

/// X34.
#[test]
fn what_a_chart_keeps_of_a_visible_sheet_is_seen() {
    for formula in
        ["Reply!$A$1:$A$9", "'Reply'!$A$1", "(reply!$A$1,Reply!$A$3)", "[0]!Range", "Reply!Part"]
    {
        let workbook =
            plain().name("Range", "OFFSET(Reply!$A$1,0,0,3)").name("Part", "Staff[Rank]");
        assert_eq!(of_formula(workbook, formula), [Layer::TextBox], "{formula}");
    }
}

/// X34.
#[test]
fn what_a_chart_keeps_of_anything_else_is_its_cache() {
    let formulas = [
        "SAP!$A$1:$A$9",
        "Gone!$A$1",
        "[1]Reply!$A$1",
        "'[Staff.xlsx]Reply'!$A$1",
        "#REF!",
        "Reply!#REF!",
        "(Reply!$A$1,SAP!$A$1)",
        "",
    ];
    for formula in formulas {
        let workbook = plain().hidden_sheet("SAP", [["x"]]);
        assert_eq!(of_formula(workbook, formula), [Layer::ChartCache], "{formula}");
    }
}

/// X34.
#[test]
fn a_chart_with_values_of_its_own_keeps_them_and_new_charts_are_no_other() {
    let own =
        "<chartSpace><ser><cat><strLit><pt><v>Planted</v></pt></strLit></cat></ser></chartSpace>";
    assert_in(&read(&plain().part("xl/charts/chart1.xml", own)), "Planted", Layer::ChartCache);
    let new = |sheet: &str| {
        let chart = format!(
            "<cx:chartSpace xmlns:cx='u'><cx:chartData><cx:data><cx:strDim><cx:f>{sheet}!$A$1</cx:f>\
             <cx:lvl><cx:pt idx='0'>Planted</cx:pt></cx:lvl></cx:strDim></cx:data></cx:chartData>\
             <cx:chart><cx:title><cx:tx><cx:txData><cx:v>Titled</cx:v></cx:txData></cx:tx></cx:title></cx:chart>\
             </cx:chartSpace>"
        );
        read(&plain().part("xl/charts/chartEx1.xml", chart))
    };
    assert_in(&new("Reply"), "Planted", Layer::TextBox);
    assert_in(&new("Gone"), "Planted", Layer::ChartCache);
    assert_in(&new("Gone"), "Titled", Layer::TextBox);
}

/// A drawing with a text box of these attributes, at these corners.
fn text_box(attributes: &str, inner: &str, to: &str) -> String {
    format!(
        "<xdr:wsDr xmlns:xdr='u' xmlns:a='v'><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff>\
         <xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to>{to}</xdr:to><xdr:sp><xdr:nvSpPr>\
         <xdr:cNvPr id='2' name='TextBox 1' {attributes}>{inner}</xdr:cNvPr></xdr:nvSpPr><xdr:txBody><a:p><a:r>\
         <a:t>Plan</a:t></a:r><a:r><a:t>ted</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
    )
}

const ROOM: &str =
    "<xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff>";
const NO_ROOM: &str =
    "<xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff>";

fn drawn(drawing: &str) -> Workbook {
    let sheet = Sheet::new("Reply").rows(TABLE).related("drawing", "../drawings/drawing1.xml");
    Workbook::new().add(sheet).part("xl/drawings/drawing1.xml", drawing)
}

/// X36.
#[test]
fn a_text_box_is_seen_unless_it_is_hidden_or_has_no_size() {
    let layer = |drawing: &str| read(&drawn(drawing)).layers_of("Planted");
    assert_eq!(layer(&text_box("", "", ROOM)), [Layer::TextBox]);
    assert_eq!(layer(&text_box("hidden='1'", "", ROOM)), [Layer::HiddenShape]);
    assert_eq!(layer(&text_box("hidden='true'", "", ROOM)), [Layer::HiddenShape]);
    assert_eq!(layer(&text_box("", "", NO_ROOM)), [Layer::HiddenShape]);
    let twin = "<a:extLst><a:ext uri='x'><a14:compatExt spid='_x0000_s1'/></a:ext></a:extLst>";
    assert_eq!(layer(&text_box("hidden='1'", twin, ROOM)), [Layer::TextBox], "of a control");
}

/// X36.
#[test]
fn a_hidden_picture_is_told_by_its_name() {
    let drawing = "<wsDr><oneCellAnchor><ext cx='9' cy='9'/><pic><nvPicPr><cNvPr id='1' name='Picture 1' hidden='1'/>\
        </nvPicPr></pic></oneCellAnchor></wsDr>";
    assert_eq!(read(&drawn(drawing)).texts(Layer::HiddenShape), ["Picture 1"]);
    let shown = drawing.replace("hidden='1'", "");
    assert!(read(&drawn(&shown)).fragments.iter().all(|it| it.layer == Layer::Body));
}

/// X36, X37.
#[test]
fn what_describes_a_picture_and_its_file_name_are_alternative_texts() {
    let drawing =
        "<wsDr><pic><cNvPr id='1' name='planted-scan.jpg' descr='C:\\Planted.jpg'/></pic></wsDr>";
    assert_in(&read(&drawn(drawing)), "lanted", Layer::AltText);
}

/// X57.
#[test]
fn a_copy_for_older_programs_is_told_when_it_says_something_else() {
    let copy = |text: &str| {
        let drawing = format!(
            "<wsDr><AlternateContent><Choice><sp><p><t>Shown</t></p></sp></Choice>\
             <Fallback><sp><p><t>{text}</t></p></sp></Fallback></AlternateContent></wsDr>"
        );
        read(&drawn(&drawing)).texts(Layer::HiddenShape).join(",")
    };
    assert_eq!(copy("Planted"), "Planted");
    assert_eq!(copy("Shown"), "");
}

#[test]
fn what_is_drawn_on_a_hidden_sheet_is_hidden_with_it() {
    let sheet = Sheet::new("SAP").hidden().related("drawing", "../drawings/drawing1.xml");
    let rels = "<Relationships><Relationship Id='rId1' Type='t/chart' Target='../charts/chart1.xml'/></Relationships>";
    let workbook = plain()
        .add(sheet)
        .part("xl/drawings/drawing1.xml", text_box("", "", ROOM))
        .part("xl/drawings/_rels/drawing1.xml.rels", rels)
        .part(
            "xl/charts/chart1.xml",
            "<chartSpace><title><p><t>Titled</t></p></title></chartSpace>",
        );
    let everything = read(&workbook);
    assert_in(&everything, "Planted", Layer::HiddenSheet);
    assert_in(&everything, "Titled", Layer::HiddenSheet);
}

/// X17.
#[test]
fn a_slicer_is_seen_and_items_that_it_keeps_by_name_are_not() {
    let named = "<slicerCacheDefinition sourceName='Rank'><data><olap><levels><level><ranges><range startItem='0'>\
        <i n='Planted' c='Planted'/></range></ranges></level></levels></olap></data></slicerCacheDefinition>";
    let everything = read(&plain().part("xl/slicerCaches/slicerCache1.xml", named));
    assert_in(&everything, "Planted", Layer::SlicerCache);
    let numbered = "<slicerCacheDefinition sourceName='Rank'><data><tabular pivotCacheId='1'><items count='1'>\
        <i x='0' s='1'/></items></tabular></data></slicerCacheDefinition>";
    let shown = "<slicers><slicer name='Rank' caption='Shown'/></slicers>";
    let everything = read(
        &plain()
            .part("xl/slicerCaches/slicerCache1.xml", numbered)
            .part("xl/slicers/slicer1.xml", shown),
    );
    assert!(everything.texts(Layer::SlicerCache).is_empty(), "{everything:?}");
    assert_in(&everything, "Shown", Layer::TextBox);
    let timelines = "<timelines><timeline name='Date' caption='Shown'/></timelines>";
    assert_in(
        &read(&plain().part("xl/timelines/timeline1.xml", timelines)),
        "Shown",
        Layer::TextBox,
    );
}

/// X44.
#[test]
fn the_values_of_a_known_control_are_read_and_those_of_another_are_a_gap() {
    let with = |class: &str| {
        let ocx = format!("<ax:ocx xmlns:ax='u' ax:classid='{{{class}}}'/>");
        let workbook = plain().part("xl/activeX/activeX1.xml", ocx);
        read(&workbook.part("xl/activeX/activeX1.bin", "\0\0Planted\0"))
    };
    let known = with("8bd21d20-ec42-11ce-9e0d-00aa006002f3");
    assert_in(&known, "Planted", Layer::TextBox);
    assert_eq!(known.gaps, []);
    let other = with("00000000-0000-0000-0000-000000000001");
    assert_in(&other, "Planted", Layer::UnknownPart);
    assert!(matches!(other.gaps[0].reason, Reason::NotInThisVersion(_)));
}
