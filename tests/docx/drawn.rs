//! Shapes, text boxes and pictures: what stands in them, what describes them, what
//! they lie over, what is kept for older programs.

use foilint::document::Layer;

use crate::common::document::{paragraph, run};
use crate::{both, inside, plain, read};

/// A shape that is anchored in a paragraph with a text of its own.
fn anchored(attributes: &str, place: &str, shape: &str, text: &str) -> String {
    let anchor = format!(
        "<w:r><w:drawing><wp:anchor behindDoc='0' {attributes}>{place}<wp:extent cx='900000' cy='300000'/>\
         <wp:wrapNone/><wp:docPr id='1' name='Rectangle 1'/>{shape}</wp:anchor></w:drawing></w:r>"
    );
    paragraph("", &format!("{anchor}{}", run("", text)))
}

/// A place so many EMU from the paragraph.
fn at(across: i64, down: i64) -> String {
    format!(
        "<wp:positionH relativeFrom='column'><wp:posOffset>{across}</wp:posOffset></wp:positionH>\
         <wp:positionV relativeFrom='paragraph'><wp:posOffset>{down}</wp:posOffset></wp:positionV>"
    )
}

const BLACK: &str = "<a:solidFill><a:srgbClr val='000000'/></a:solidFill>";

/// A shape with a fill and words in it.
fn shape(fill: &str, words: &str) -> String {
    let text = if words.is_empty() {
        String::new()
    } else {
        let line = paragraph("", &run("", words));
        format!("<wps:txbx><w:txbxContent>{line}</w:txbxContent></wps:txbx>")
    };
    format!("<wps:wsp><wps:spPr>{fill}</wps:spPr>{text}</wps:wsp>")
}

/// D10.
#[test]
fn a_shape_over_a_paragraph_covers_it() {
    let layers = |xml: &str| read(&plain().inside(xml)).layers_of("Planted");
    let bar = shape(BLACK, "");
    assert_eq!(layers(&anchored("", &at(0, 0), &bar, "Planted")), [Layer::CoveredText]);
    // Glass, behind the text, far above it, with words of its own.
    let quiet = [
        anchored("", &at(0, 0), &shape("<a:noFill/>", ""), "Planted"),
        anchored("", &at(0, 0), &bar, "Planted").replace("behindDoc='0'", "behindDoc='1'"),
        anchored("", &at(0, -900_000), &bar, "Planted"),
        anchored("", &at(0, 0), &shape(BLACK, "Note"), "Planted"),
        anchored("", &at(0, 0), &bar, "Planted").replace("<wp:wrapNone/>", "<wp:wrapSquare/>"),
    ];
    for xml in quiet {
        assert_eq!(layers(&xml), [Layer::Body], "{xml}");
    }
}

/// D10. The same as older programs write it.
#[test]
fn an_old_shape_over_a_paragraph_covers_it() {
    let drawn = |style: &str, attributes: &str| {
        let style =
            format!("position:absolute;margin-left:0;margin-top:0;width:90pt;height:14pt;{style}");
        let shape = format!("<w:r><w:pict><v:rect style='{style}' {attributes}/></w:pict></w:r>");
        let xml = paragraph("", &format!("{shape}{}", run("", "Planted")));
        read(&plain().inside(&xml)).layers_of("Planted")
    };
    assert_eq!(drawn("", "fillcolor='black'"), [Layer::CoveredText]);
    assert_eq!(drawn("z-index:-1", "fillcolor='black'"), [Layer::Body]);
    assert_eq!(drawn("", "fillcolor='black' filled='f'"), [Layer::Body]);
    assert_eq!(drawn("visibility:hidden", "fillcolor='black'"), [Layer::Body]);
}

/// D05.
#[test]
fn a_text_box_off_the_page_is_invisible() {
    let words = |place: &str, attributes: &str| {
        let xml = anchored(attributes, place, &shape("", "Planted"), "");
        read(&plain().inside(&xml)).layers_of("Planted")
    };
    assert_eq!(words(&at(-99_000_000, 0), ""), [Layer::InvisibleText]);
    assert_eq!(words(&at(0, 90_000_000), ""), [Layer::InvisibleText]);
    assert_eq!(words(&at(100_000, 100_000), ""), [Layer::TextBox]);
    assert_eq!(words(&at(0, 0), "hidden='1'"), [Layer::HiddenShape]);
    let old = |left: i32| {
        let xml = format!(
            "<w:p><w:r><w:pict><v:shape style='position:absolute;margin-left:{left}pt;width:90pt;height:9pt'>\
             <v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
            paragraph("", &run("", "Planted"))
        );
        read(&plain().inside(&xml)).layers_of("Planted")
    };
    assert_eq!(old(-9999), [Layer::InvisibleText]);
    assert_eq!(old(9), [Layer::TextBox]);
}

/// D10. The ground of a text in a box is that of the box.
#[test]
fn a_text_in_the_colour_of_its_box_is_covered() {
    let boxed = |colour: &str| {
        let text = paragraph("", &run(&format!("<w:color w:val='{colour}'/>"), "Planted"));
        let shape = format!(
            "<wps:wsp><wps:spPr>{BLACK}</wps:spPr><wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx></wps:wsp>"
        );
        read(&plain().inside(&anchored("", &at(0, 0), &shape, ""))).layers_of("Planted")
    };
    assert_eq!(boxed("000000"), [Layer::CoveredText]);
    assert_eq!(boxed("FFFFFF"), [Layer::TextBox]);
}

/// D19.
#[test]
fn a_copy_for_older_programs_is_told_where_it_differs() {
    let words =
        |words: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph("", &run("", words)));
    let both_say = |new: &str, old: &str| {
        let (new, old) = (words(new), words(old));
        let xml = format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx>{new}</wps:txbx></mc:Choice>\
             <mc:Fallback><w:pict><v:shape><v:textbox>{old}</v:textbox></v:shape></w:pict></mc:Fallback>\
             </mc:AlternateContent></w:r></w:p>"
        );
        read(&plain().inside(&xml))
    };
    let everything = both_say("Seen", "Planted");
    assert_eq!(everything.layers_of("Planted"), [Layer::HiddenShape]);
    assert_eq!(everything.layers_of("Seen"), [Layer::TextBox]);
    assert_eq!(both_say("Planted", "Planted").layers_of("Planted"), [Layer::TextBox]);
}

/// D18.
#[test]
fn descriptions_and_names_of_pictures_are_told_once() {
    for name in ["descr", "title", "name"] {
        inside(
            &format!(
                "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' {name}='Planted'/></wp:inline></w:drawing></w:r></w:p>"
            ),
            Layer::AltText,
        );
    }
    inside("<w:p><w:r><pic:cNvPr id='0' name='Planted'/></w:r></w:p>", Layer::AltText);
    inside("<w:p><w:r><w:pict><v:shape alt='Planted'/></w:pict></w:r></w:p>", Layer::AltText);
    inside("<w:p><w:r><v:imagedata o:title='Planted'/></w:r></w:p>", Layer::AltText);
    let twice = "<w:p><w:r><wp:docPr name='Picture 1' descr='Planted'/><pic:cNvPr descr='Planted'/></w:r></w:p>";
    assert_eq!(read(&plain().inside(twice)).texts(Layer::AltText), ["Planted"]);
}

/// D09.
#[test]
fn a_picture_is_a_file_inside_and_a_crop_is_told() {
    let picture = read(&plain().part("image", "word/media/image1.png", "Planted"));
    assert_eq!(picture.enclosures, [("word/media/image1.png".to_owned(), b"Planted".to_vec())]);
    let cropped = |side: &str| {
        let xml = format!("<w:p><w:r><pic:blipFill><a:srcRect {side}/></pic:blipFill></w:r></w:p>");
        read(&plain().inside(&xml)).texts(Layer::ImageMetadata).len()
    };
    assert_eq!(cropped("r='40000'"), 1);
    assert_eq!(cropped("r='40%'"), 1, "Strict");
    assert_eq!(cropped("r='0'"), 0);
    assert_eq!(cropped(""), 0);
    let linked = read(&plain().outside("image", "file:///C:/Users/jsample/Planted.png"));
    assert_eq!(linked.layers_of("Planted"), [Layer::SavePath]);
}

/// D07.
#[test]
fn charts_and_diagrams_keep_words() {
    let chart = |word: &str| {
        let xml = format!(
            "<c:chartSpace><c:chart><c:ser><c:cat><c:strRef><c:f>Sheet1!$A$2</c:f><c:strCache><c:pt>\
             <c:v>{word}</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:chart></c:chartSpace>"
        );
        plain().part("chart", "word/charts/chart1.xml", xml)
    };
    both(&chart, Layer::ChartCache);
    let diagram = |word: &str| {
        let xml = format!(
            "<dgm:dataModel><dgm:pt><dgm:t><a:p><a:r><a:t>{word}</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>"
        );
        plain().part("diagramData", "word/diagrams/data1.xml", xml)
    };
    both(&diagram, Layer::TextBox);
}

/// D11. A watermark is lettering of a shape.
#[test]
fn a_watermark_is_told() {
    inside(
        "<w:p><w:r><w:pict><v:shape><v:textpath string='Planted'/></v:shape></w:pict></w:r></w:p>",
        Layer::TextBox,
    );
}
