//! Text that its format hides: hidden, in the colour of its ground, too small,
//! folded away, in rows that are not shown.

use foilint::document::Layer;

use crate::common::document::{Document, cell, paragraph, row, run};
use crate::{both, hides, inside, plain, read};

/// D03.
#[test]
fn hidden_runs_are_hidden_text() {
    hides("<w:vanish/>", "<w:vanish w:val='0'/>", Layer::HiddenText);
    hides("<w:specVanish/>", "<w:specVanish w:val='false'/>", Layer::HiddenText);
    hides("<w:webHidden/>", "<w:webHidden w:val='off'/>", Layer::HiddenText);
}

/// D03. The page numbers of a table of contents are hidden on the web alone.
#[test]
fn a_number_that_the_web_does_not_show_is_seen() {
    let everything = read(&plain().run("<w:webHidden/>", "1234"));
    assert_eq!(everything.layers_of("1234"), [Layer::Body]);
}

/// D03. What is hidden between the letters of a name does not part them.
#[test]
fn a_name_over_several_runs_is_one_text() {
    let runs = [run("", "Jane Sam"), run("<w:vanish/>", "Planted"), run("<w:b/>", "ple")].concat();
    let everything = read(&plain().inside(&paragraph("", &runs)));
    assert_eq!(everything.layers_of("Jane Sample"), [Layer::Body]);
    assert_eq!(everything.layers_of("Planted"), [Layer::HiddenText]);
}

/// A document with a hidden style of each kind, and styles based on them.
fn styled(xml: &str) -> Document {
    let style = |kind: &str, id: &str, rest: &str| {
        format!("<w:style w:type='{kind}' w:styleId='{id}'>{rest}</w:style>")
    };
    let vanish = "<w:rPr><w:vanish/></w:rPr>";
    let styles = [
        style("paragraph", "Gone", vanish),
        style("paragraph", "Heir", "<w:basedOn w:val='Gone'/>"),
        style(
            "paragraph",
            "Shown",
            "<w:basedOn w:val='Gone'/><w:rPr><w:vanish w:val='0'/></w:rPr>",
        ),
        style("character", "Letters", vanish),
        style("paragraph", "Loop", "<w:basedOn w:val='Loop'/>"),
    ];
    plain().styles(&styles.concat()).inside(xml)
}

/// D03.
#[test]
fn a_style_hides_what_is_written_in_it() {
    let cases = [
        ("Gone", "", Layer::HiddenText),
        ("Heir", "", Layer::HiddenText),
        ("Shown", "", Layer::Body),
        ("Loop", "", Layer::Body),
        ("", "<w:rStyle w:val='Letters'/>", Layer::HiddenText),
        ("Gone", "<w:rStyle w:val='Letters'/>", Layer::Body), // both switch it: off again
        ("Gone", "<w:vanish w:val='0'/>", Layer::Body),
        ("", "", Layer::Body),
    ];
    for (style, properties, layer) in cases {
        let xml = paragraph(&format!("<w:pStyle w:val='{style}'/>"), &run(properties, "Planted"));
        assert_eq!(read(&styled(&xml)).layers_of("Planted"), [layer], "{style} {properties}");
    }
}

/// D03.
#[test]
fn what_holds_for_all_and_the_style_of_all_hide_too() {
    let defaults =
        "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>";
    let usual = "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:rPr><w:vanish/></w:rPr></w:style>";
    for styles in [defaults, usual] {
        let everything = read(&Document::new().styles(styles).line("Planted"));
        assert_eq!(everything.layers_of("Planted"), [Layer::HiddenText]);
        let shown = styles.replace("<w:vanish/>", "<w:vanish w:val='0'/>");
        let everything = read(&Document::new().styles(&shown).line("Planted"));
        assert_eq!(everything.layers_of("Planted"), [Layer::Body]);
    }
}

/// D03.
#[test]
fn the_label_of_a_list_is_seen_or_hidden() {
    let list = |word: &str, properties: &str| {
        let level =
            format!("<w:lvl><w:lvlText w:val='{word} %1'/><w:rPr>{properties}</w:rPr></w:lvl>");
        let xml = format!("<w:numbering><w:abstractNum>{level}</w:abstractNum></w:numbering>");
        plain().part("numbering", "word/numbering.xml", xml)
    };
    both(&|word| list(word, "<w:vanish/>"), Layer::HiddenText);
    both(&|word| list(word, ""), Layer::Body);
}

/// D04.
#[test]
fn a_text_in_the_colour_of_its_ground_is_invisible_or_covered() {
    hides("<w:color w:val='FFFFFF'/>", "<w:color w:val='FF0000'/>", Layer::InvisibleText);
    hides(
        "<w:color w:val='000000' w:themeColor='background1'/>",
        "<w:color w:val='FFFFFF' w:themeColor='text1'/>",
        Layer::InvisibleText,
    );
    hides("<w:highlight w:val='black'/>", "<w:highlight w:val='yellow'/>", Layer::CoveredText);
    hides(
        "<w:color w:val='000000'/><w:shd w:val='clear' w:fill='000000'/>",
        "<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='000000'/>",
        Layer::CoveredText,
    );
    let pattern = |percent: u8| {
        format!(
            "<w:color w:val='FFFFFF'/><w:shd w:val='pct{percent}' w:color='auto' w:fill='auto'/>"
        )
    };
    hides(&pattern(5), &pattern(50), Layer::InvisibleText);
    let edged = "<w:color w:val='FFFFFF'/><w:emboss/>";
    hides("<w:color w:val='FFFFFF'/><w:emboss w:val='0'/>", edged, Layer::InvisibleText);
    // Letters of no colour of their own are white on a dark shading.
    hides(
        "<w:color w:val='101010'/><w:shd w:val='solid' w:color='000000'/>",
        "<w:shd w:val='clear' w:fill='000000'/>",
        Layer::CoveredText,
    );
}

/// D04.
#[test]
fn the_ground_is_that_of_the_paragraph_the_cell_or_the_page() {
    let white = run("<w:color w:val='FFFFFF'/>", "Planted");
    let dark = "<w:shd w:val='clear' w:fill='1F3864'/>";
    let shaded = read(&plain().inside(&paragraph(dark, &white)));
    assert_eq!(shaded.layers_of("Planted"), [Layer::Body]);
    let table = |properties: &str| {
        format!(
            "<w:tbl><w:tr><w:tc><w:tcPr>{properties}</w:tcPr><w:p>{white}</w:p></w:tc></w:tr></w:tbl>"
        )
    };
    assert_eq!(read(&plain().inside(&table(dark))).layers_of("Planted"), [Layer::Body]);
    assert_eq!(read(&plain().inside(&table(""))).layers_of("Planted"), [Layer::InvisibleText]);
    let page = |settings: &str| {
        let page = plain().before("<w:background w:color='204060'/>").settings(settings);
        read(&page.run("<w:color w:val='204060'/>", "Planted")).layers_of("Planted")
    };
    assert_eq!(page("<w:displayBackgroundShape/>"), [Layer::InvisibleText]);
    assert_eq!(page(""), [Layer::Body]);
}

/// D04. Which cells a style shades is not known: white may stand on blue.
#[test]
fn a_table_of_a_style_with_shadings_may_show_white() {
    let style = "<w:style w:type='table' w:styleId='Blue'><w:tblStylePr w:type='firstRow'><w:tcPr>\
        <w:shd w:val='clear' w:fill='4472C4'/></w:tcPr></w:tblStylePr></w:style>";
    let white = run("<w:color w:val='FFFFFF'/>", "Planted");
    let table = |style: &str| {
        format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val='{style}'/></w:tblPr><w:tr><w:tc><w:p>{white}</w:p></w:tc></w:tr></w:tbl>"
        )
    };
    let layers =
        |name: &str| read(&plain().styles(style).inside(&table(name))).layers_of("Planted");
    assert_eq!(layers("Blue"), [Layer::Body]);
    assert_eq!(layers("None"), [Layer::InvisibleText]);
}

/// D04.
#[test]
fn a_table_that_says_its_regions_shows_white_on_their_shading_alone() {
    let region = |kind: &str, fill: &str| {
        format!(
            "<w:tblStylePr w:type='{kind}'><w:tcPr><w:shd w:val='clear' w:fill='{fill}'/></w:tcPr></w:tblStylePr>"
        )
    };
    let style = format!(
        "<w:style w:type='table' w:styleId='Blue'>{}{}</w:style>",
        region("firstRow", "4472C4"),
        region("firstCol", "FFFFFF")
    );
    let layers = |row: &str, cell: &str, colour: &str| {
        let text = run(&format!("<w:color w:val='{colour}'/>"), "Planted");
        let table = format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val='Blue'/></w:tblPr><w:tr><w:trPr><w:cnfStyle w:val='{row}'/></w:trPr>\
             <w:tc><w:tcPr><w:cnfStyle w:val='{cell}'/></w:tcPr><w:p>{text}</w:p></w:tc></w:tr></w:tbl>"
        );
        read(&plain().styles(&style).inside(&table)).layers_of("Planted")
    };
    let (none, first_row, first_column) = ("000000000000", "100000000000", "001000000000");
    assert_eq!(layers(first_row, none, "FFFFFF"), [Layer::Body]);
    assert_eq!(layers(first_row, none, "4472C4"), [Layer::CoveredText]);
    assert_eq!(layers(none, none, "FFFFFF"), [Layer::InvisibleText]);
    assert_eq!(
        layers(first_row, first_column, "FFFFFF"),
        [Layer::InvisibleText],
        "the column is above the row"
    );
    assert_eq!(layers(none, none, "4472C4"), [Layer::Body]);
}

/// D05.
#[test]
fn letters_that_are_filled_with_nothing_are_invisible() {
    let filled = |fill: &str| format!("<w14:textFill>{fill}</w14:textFill>");
    let glass = |alpha: u32| {
        filled(&format!(
            "<w14:solidFill><w14:srgbClr w14:val='FF0000'><w14:alpha w14:val='{alpha}'/></w14:srgbClr></w14:solidFill>"
        ))
    };
    hides(
        &filled("<w14:noFill/>"),
        "<w14:textOutline><w14:noFill/></w14:textOutline>",
        Layer::InvisibleText,
    );
    hides(&glass(100_000), &glass(20_000), Layer::InvisibleText);
    let white = filled("<w14:solidFill><w14:schemeClr w14:val='bg1'/></w14:solidFill>");
    hides(&white, &white.replace("bg1", "tx1"), Layer::InvisibleText);
}

/// D05.
#[test]
fn a_frame_off_the_page_is_invisible() {
    let framed = |x: i32| {
        let frame = format!("<w:framePr w:w='2000' w:x='{x}' w:hAnchor='page'/>");
        read(&plain().inside(&paragraph(&frame, &run("", "Planted")))).layers_of("Planted")
    };
    assert_eq!(framed(-20_000), [Layer::InvisibleText]);
    assert_eq!(framed(40_000), [Layer::InvisibleText]);
    assert_eq!(framed(1_000), [Layer::Body]);
}

/// D05.
#[test]
fn a_text_that_is_too_small_to_be_read_is_invisible() {
    hides("<w:sz w:val='2'/>", "<w:sz w:val='14'/>", Layer::InvisibleText);
    hides("<w:spacing w:val='-200'/>", "<w:spacing w:val='-10'/>", Layer::InvisibleText);
    hides("<w:w w:val='1'/>", "<w:w w:val='80'/>", Layer::InvisibleText);
    let flat = |height: u32| {
        let spacing = format!("<w:spacing w:line='{height}' w:lineRule='exact'/>");
        read(&plain().inside(&paragraph(&spacing, &run("", "Planted")))).layers_of("Planted")
    };
    assert_eq!(flat(10), [Layer::InvisibleText]);
    assert_eq!(flat(240), [Layer::Body]);
}

/// D20.
#[test]
fn rows_that_are_hidden_or_have_no_height_are_told() {
    let table = |properties: &str| {
        let rows = [row("", ["Surname", "Rank"]), row(properties, ["Planted", "Sergeant"])];
        format!("<w:tbl>{}</w:tbl>", rows.concat())
    };
    inside(&table("<w:trHeight w:val='4' w:hRule='exact'/>"), Layer::ZeroSize);
    both(&|word| plain().inside(&table("<w:hidden/>").replace("Planted", word)), Layer::HiddenRow);
    let shown = read(&plain().inside(&table("<w:hidden w:val='0'/>")));
    assert_eq!(shown.layers_of("Planted"), [Layer::Body]);
    let gone = read(&plain().inside(&table("<w:hidden/>")));
    let cell = gone.fragments.iter().find(|it| it.text == "Planted").expect("it is there");
    assert_eq!((cell.container.as_str(), cell.at), ("table 2", (2, 1)));
    let headings = gone.headings.iter().find(|it| it.0 == "table 2").expect("a heading");
    assert_eq!(headings.1.of(1), Some("Surname"));
}

/// D20.
#[test]
fn what_a_merged_cell_lies_over_is_not_seen() {
    let table = |merge: &str| {
        let rows = [cell("<w:vMerge w:val='restart'/>", "Total"), cell(merge, "Planted")];
        format!("<w:tbl><w:tr>{}</w:tr><w:tr>{}</w:tr></w:tbl>", rows[0], rows[1])
    };
    inside(&table("<w:vMerge/>"), Layer::InvisibleText);
    inside(&table("<w:vMerge w:val='restart'/>"), Layer::Body);
}

/// D20.
#[test]
fn what_is_folded_below_a_heading_is_not_seen() {
    let heading = |level: u8, rest: &str, text: &str| {
        paragraph(&format!("<w:outlineLvl w:val='{level}'/>{rest}"), &run("", text))
    };
    let folded = |fold: &str| {
        let line = paragraph("", &run("", "Planted"));
        let body = [heading(1, fold, "Staff"), line, heading(1, "", "Next")].concat();
        read(&plain().inside(&body).line("After"))
    };
    let everything = folded("<w15:collapsed/>");
    assert_eq!(everything.layers_of("Planted"), [Layer::HiddenText]);
    for word in ["Staff", "Next", "After"] {
        assert_eq!(everything.layers_of(word), [Layer::Body], "{word}");
    }
    assert_eq!(folded("").layers_of("Planted"), [Layer::Body]);
}
