//! The parts that are XML in an xlsb as in an xlsx.

use foilint::document::Layer;

use super::common::legacy::WORD;
use super::common::vba;
use super::common::xlsb::relations;
use super::{Xlsb, assert_found, everything, plain, with};

const DRAWN: &str = "<wsDr><oneCellAnchor><from><col>1</col><colOff>0</colOff><row>1</row>\
                     <rowOff>0</rowOff></from><ext cx='9' cy='9'/><sp><nvSpPr>";

/// A part, its markup with `@` for the word, and what it is found as.
type Case = (&'static str, &'static str, Layer, &'static str);

/// B05. The places of which the part is the same in both.
const CASES: &[Case] = &[
    // X08
    (
        "xl/namedSheetViews/namedSheetView1.xml",
        "<namedSheetViews><namedSheetView name='@'/></namedSheetViews>",
        Layer::CustomView,
        "line 1",
    ),
    // X17
    (
        "xl/slicerCaches/slicerCache1.xml",
        "<slicerCacheDefinition><i n='@'/></slicerCacheDefinition>",
        Layer::SlicerCache,
        "line 1",
    ),
    (
        "xl/timelines/timeline1.xml",
        "<timelines><timeline caption='@'/></timelines>",
        Layer::TextBox,
        "line 1",
    ),
    // X26
    (
        "xl/threadedComments/threadedComment1.xml",
        "<ThreadedComments><threadedComment ref='B2'><text>@</text></threadedComment></ThreadedComments>",
        Layer::Comment,
        "B2",
    ),
    (
        "xl/persons/person.xml",
        "<personList><person displayName='@'/></personList>",
        Layer::Comment,
        "person",
    ),
    // X34
    (
        "xl/charts/chart1.xml",
        "<chartSpace><strRef><f>Gone!$A$1</f><strCache><pt><v>@</v></pt></strCache></strRef></chartSpace>",
        Layer::ChartCache,
        "line 1",
    ),
    (
        "xl/charts/chartEx1.xml",
        "<chartSpace><strDim><f>Gone!$A$1</f><lvl><pt>@</pt></lvl></strDim></chartSpace>",
        Layer::ChartCache,
        "line 1",
    ),
    // X41
    ("customXml/item1.xml", "<note>@</note>", Layer::CustomXml, "line 1"),
    // X42
    (
        "docMetadata/LabelInfo.xml",
        "<labelList><label name='@'/></labelList>",
        Layer::Property,
        "line 1",
    ),
    // X44
    (
        "xl/ctrlProps/ctrlProp1.xml",
        "<formControlPr><item val='@'/></formControlPr>",
        Layer::ValidationList,
        "line 1",
    ),
    (
        "xl/webextensions/webextension1.xml",
        "<webextension><property value='@'/></webextension>",
        Layer::CustomXml,
        "line 1",
    ),
    ("customUI/customUI.xml", "<customUI><button label='@'/></customUI>", Layer::Macro, "line 1"),
    // X32
    ("xl/xmlMaps.xml", "<MapInfo><Map Name='@'/></MapInfo>", Layer::CustomXml, "line 1"),
    // X46
    (
        "xl/richData/rdrichvalue.xml",
        "<rvData><rv><v>@</v></rv></rvData>",
        Layer::ExternalCache,
        "line 1",
    ),
    // X36: SmartArt
    ("xl/diagrams/data1.xml", "<dataModel><pt><t>@</t></pt></dataModel>", Layer::TextBox, "line 1"),
    // X25: the drawing of a note, which programs write with a loose hand
    ("xl/drawings/vmlDrawing1.vml", "<xml><shape alt='@'/></xml>", Layer::AltText, "line 1"),
];

#[test]
fn a_part_that_is_the_same_in_xlsx_is_read_as_there() {
    for (name, markup, layer, at) in CASES {
        let planted = with(name, markup.replace('@', WORD));
        let twin = with(name, markup.replace('@', ""));
        assert_found(&planted, *layer, &format!("{} {at}", container(name)), &twin);
    }
}

/// The name of the container of a part.
fn container(name: &str) -> String {
    let is_comments = name.contains("threadedComment");
    if is_comments { format!("comments of {name}") } else { name.to_owned() }
}

/// X39 in xlsb.
#[test]
fn the_properties_of_the_document_are_told() {
    let cases = [
        ("docProps/core.xml", "<coreProperties><creator>@</creator></coreProperties>", "creator"),
        ("docProps/app.xml", "<Properties><Manager>@</Manager></Properties>", "manager"),
    ];
    for (name, markup, at) in cases {
        let planted = with(name, markup.replace('@', WORD));
        let twin = with(name, markup.replace('@', ""));
        assert_found(&planted, Layer::Property, &format!("properties {at}"), &twin);
    }
}

/// X36 and X57 in xlsb: a text box, words for a picture, a shape that is hidden or has no
/// size, and a copy for older programs that differs.
#[test]
fn the_shapes_of_a_drawing_are_told() {
    let shape = |attributes: &str, text: &str| {
        format!(
            "{DRAWN}<cNvPr id='2' {attributes}/></nvSpPr><txBody><p><r><t>{text}</t></r></p></txBody>\
             </sp></oneCellAnchor></wsDr>"
        )
    };
    let twin = with("xl/drawings/drawing1.xml", shape("name='TextBox 1'", ""));
    let cases = [
        (shape("name='TextBox 1'", WORD), Layer::TextBox),
        (shape(&format!("name='TextBox 1' descr='{WORD}'"), ""), Layer::AltText),
        (shape(&format!("name='{WORD}'"), ""), Layer::AltText),
        (shape("name='TextBox 1' hidden='1'", WORD), Layer::HiddenShape),
        (shape("name='TextBox 1'", WORD).replace("='9'", "='0'"), Layer::HiddenShape),
    ];
    for (markup, layer) in cases {
        let planted = with("xl/drawings/drawing1.xml", markup);
        assert_found(&planted, layer, "xl/drawings/drawing1.xml line 1", &twin);
    }
    let other = format!("<wsDr><Fallback><sp><p><t>{WORD}</t></p></sp></Fallback></wsDr>");
    let planted = with("xl/drawings/drawing1.xml", other);
    assert_found(&planted, Layer::HiddenShape, "xl/drawings/drawing1.xml line 1", &twin);
}

/// X34 in xlsb: a chart of cells that are seen shows what it keeps.
#[test]
fn a_chart_of_cells_that_are_seen_keeps_nothing_hidden() {
    let chart = format!(
        "<chartSpace><strRef><f>Staff!$A$1</f><strCache><pt><v>{WORD}</v></pt></strCache></strRef></chartSpace>"
    );
    super::assert_quiet(&with("xl/charts/chart1.xml", chart), Layer::ChartCache);
}

/// X25 in xlsb: the drawing of a form control that is no XML.
#[test]
fn a_loose_drawing_is_scanned() {
    let markup = format!("<xml><div>{WORD}<br></div></xml>");
    let found = everything(&with("xl/drawings/vmlDrawing1.vml", markup));
    assert!(found.layers_of(WORD).iter().all(|it| *it == Layer::TextBox));
    assert!(!found.layers_of(WORD).is_empty());
    assert_eq!(found.gaps, []);
}

/// X38, X43, X44 and X47 in xlsb: parts that are scanned.
#[test]
fn a_part_of_bytes_is_scanned() {
    let cases = [
        ("xl/printerSettings/printerSettings1.bin", Layer::PrinterSettings),
        ("xl/customProperty1.bin", Layer::CustomXml),
        ("xl/attachedToolbars.bin", Layer::Macro),
    ];
    for (name, layer) in cases {
        let planted = with(name, [b"\0\0\0\0", WORD.as_bytes()].concat());
        assert_found(&planted, layer, &format!("{name} byte 5"), &with(name, [0; 9]));
    }
}

/// X35, X37 and X40 in xlsb: files within the file.
#[test]
fn a_file_within_the_file_is_handed_on() {
    for name in ["xl/embeddings/oleObject1.bin", "xl/media/image1.emf", "docProps/thumbnail.jpeg"] {
        let found = everything(&with(name, WORD));
        assert_eq!(found.enclosures, [(name.to_owned(), WORD.as_bytes().to_vec())]);
        assert_eq!(found.gaps, []);
    }
}

/// X20 and X54 in xlsb: where a relationship leads outside.
#[test]
fn a_target_outside_is_told() {
    let relation = |kind| {
        let all = relations(&[("rId1", kind, &format!("https://example.org/{WORD}"))]);
        let all =
            String::from_utf8(all).expect("text").replace("/></", " TargetMode='External'/></");
        with("xl/worksheets/_rels/sheet1.bin.rels", all)
    };
    let at = "xl/worksheets/_rels/sheet1.bin.rels target";
    assert_found(&relation("hyperlink"), Layer::Hyperlink, at, &plain());
}

/// X58 in xlsb.
#[test]
fn who_signed_is_told() {
    let signature = |it: &str| {
        with(
            "_xmlsignatures/sig1.xml",
            format!("<Signature><SignatureComments>{it}</SignatureComments></Signature>"),
        )
    };
    let found = everything(&signature(WORD));
    assert_eq!(found.layers_of(WORD), [Layer::Signature]);
    assert_eq!(everything(&signature("")).texts(Layer::Signature), Vec::<&str>::new());
}

/// X36 in xlsb: a drawing on a hidden sheet lies in the sheet's layer.
#[test]
fn a_drawing_on_a_hidden_sheet_is_hidden() {
    let mut sheet = super::common::legacy::staff_of("x");
    sheet.state = super::common::table::State::Hidden;
    let relation = relations(&[("rId1", "drawing", "../drawings/drawing1.xml")]);
    let drawing = format!("<wsDr><sp><p><t>{WORD}</t></p></sp></wsDr>");
    let parts = vec![
        ("xl/worksheets/_rels/sheet1.bin.rels".to_owned(), relation),
        ("xl/drawings/drawing1.xml".to_owned(), drawing.into_bytes()),
    ];
    let found = everything(&Xlsb { parts, ..Xlsb::of(&[sheet]) });
    assert_eq!(found.layers_of(WORD), [Layer::HiddenSheet]);
}

/// X43 in xlsb: the code of a macro and the caption of its form.
#[test]
fn the_code_of_a_macro_is_found() {
    let code = |code: &str| with("xl/vbaProject.bin", vba::project("Module1", code));
    let found = everything(&code(&format!("' {WORD}\r\n")));
    assert_eq!((found.layers_of(WORD), found.gaps), (vec![Layer::Macro], vec![]));
    assert_eq!(everything(&code("")).layers_of(WORD), []);
}

/// X44 in xlsb: the values of a control of Office.
#[test]
fn the_values_of_a_control_are_scanned() {
    let class = "<ocx classid='{8BD21D20-EC42-11CE-9E0D-00AA006002F3}'/>";
    let control = |it: &str| {
        let mut planted = with("xl/activeX/activeX1.bin", it);
        planted.parts.push(("xl/activeX/activeX1.xml".to_owned(), class.into()));
        planted
    };
    let at = "xl/activeX/activeX1.bin byte 1";
    assert_found(&control(WORD), Layer::TextBox, at, &control(""));
}
