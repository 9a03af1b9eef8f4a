//! The other parts of a package: files inside, building blocks, properties, code,
//! what nothing refers to, what nobody knows.

use foilint::document::{Layer, Reason};

use crate::common::document::{Document, paragraph, run};
use crate::common::vba;
use crate::common::workbook::Workbook;
use crate::{both, plain, read};

fn line(word: &str) -> String {
    paragraph("", &run("", word))
}

/// D06, D08.
#[test]
fn a_workbook_behind_a_chart_and_other_objects_are_files_inside() {
    let book = Workbook::new().sheet("Staff", [["Planted"]]).zip();
    let name = "word/embeddings/Microsoft_Excel_Sheet1.xlsx";
    let chart = plain().part("package", name, book.clone());
    assert_eq!(read(&chart).enclosures, [(name.to_owned(), book)]);
    for name in ["word/embeddings/oleObject1.bin", "word/objects/letter.msg"] {
        let everything = read(&plain().part("oleObject", name, "Planted"));
        assert_eq!(everything.enclosures, [(name.to_owned(), b"Planted".to_vec())]);
    }
    assert!(read(&plain()).enclosures.is_empty());
}

/// D15. A whole document that is taken in where it is opened.
#[test]
fn a_document_that_is_taken_in_is_a_file_inside() {
    for name in ["word/afchunk.htm", "word/afchunk1.docx", "afchunk.rtf", "word/part.xml"] {
        let everything = read(&plain().part("aFChunk", name, "<p>Planted</p>"));
        assert_eq!(everything.enclosures, [(name.to_owned(), b"<p>Planted</p>".to_vec())]);
        assert_eq!(everything.gaps, []);
    }
}

/// D15.
#[test]
fn building_blocks_are_hidden_and_prompts_are_not() {
    let glossary = |kind: &str, word: &str| {
        let part = format!(
            "<w:docPart><w:docPartPr><w:types><w:type w:val='{kind}'/></w:types></w:docPartPr>\
             <w:docPartBody>{}</w:docPartBody></w:docPart>",
            line(word)
        );
        let xml =
            format!("<w:glossaryDocument><w:docParts>{part}</w:docParts></w:glossaryDocument>");
        plain().part("glossaryDocument", "word/glossary/document.xml", xml)
    };
    both(&|word| glossary("autoTxt", word), Layer::HiddenText);
    both(&|word| glossary("bbPlcHdr", word), Layer::Property);
}

/// D15.
#[test]
fn custom_parts_are_told() {
    both(
        &|word| plain().part("customXml", "customXml/item1.xml", format!("<a><b>{word}</b></a>")),
        Layer::CustomXml,
    );
}

/// D15. Every document with a style of citations has one; it tells of nobody.
#[test]
fn the_style_of_citations_tells_nothing() {
    let sources = |inner: &str| {
        let xml =
            format!("<b:Sources SelectedStyle='\\APA.XSL' StyleName='APA'>{inner}</b:Sources>");
        read(&plain().part("customXml", "customXml/item1.xml", xml))
    };
    let empty = sources("");
    assert!(empty.texts(Layer::CustomXml).is_empty());
    let part = ("customXml/item1.xml".to_owned(), Layer::CustomXml, None);
    assert!(empty.containers.contains(&part), "an empty container is a note");
    let cited = sources("<b:Source><b:Last>Planted</b:Last></b:Source>");
    assert_eq!(cited.layers_of("Planted"), [Layer::CustomXml]);
}

/// D16.
#[test]
fn properties_are_told() {
    let core = |word: &str| {
        let xml = format!("<cp:coreProperties><dc:creator>{word}</dc:creator></cp:coreProperties>");
        plain().beside("core-properties", "docProps/core.xml", xml)
    };
    both(&core, Layer::Property);
    let app = |word: &str| {
        let xml = format!("<Properties><Manager>{word}</Manager></Properties>");
        plain().beside("extended-properties", "docProps/app.xml", xml)
    };
    both(&app, Layer::Property);
    let thumbnail = plain().beside("thumbnail", "docProps/thumbnail.jpeg", "Planted");
    assert_eq!(read(&thumbnail).enclosures.len(), 1);
    let own = "<w:style w:customStyle='1' w:styleId='a'><w:name w:val='Planted'/></w:style>";
    assert_eq!(read(&plain().styles(own)).layers_of("Planted"), [Layer::Property]);
}

/// D21.
#[test]
fn code_controls_and_devices_are_told() {
    let code = vba::project("Module1", "' Planted words\r\n");
    let everything = read(&plain().part("vbaProject", "word/vbaProject.bin", code));
    assert!(everything.layers_of("Planted").iter().all(|it| *it == Layer::Macro));
    assert_eq!((everything.layers_of("Planted").len(), &everything.gaps[..]), (1, &[][..]));
    let parts = [
        ("word/printerSettings1.bin", "Planted", Layer::PrinterSettings),
        (
            "word/webextensions/webextension1.xml",
            "<webextension><property value='Planted'/></webextension>",
            Layer::CustomXml,
        ),
        (
            "word/activeX/activeX1.xml",
            "<ax:ocx ax:classid='{0}'><ax:ocxPr ax:value='Planted'/></ax:ocx>",
            Layer::TextBox,
        ),
        (
            "word/ink/ink1.xml",
            "<inkml:ink><inkml:annotation>Planted</inkml:annotation></inkml:ink>",
            Layer::TextBox,
        ),
        ("customUI/customUI.xml", "<customUI><button label='Planted'/></customUI>", Layer::Macro),
        (
            "word/customizations.xml",
            "<wne:tcg><wne:macro wne:macroName='Planted'/></wne:tcg>",
            Layer::Macro,
        ),
        (
            "word/stylesWithEffects.xml",
            "<w:styles><w:style w:customStyle='1'><w:name w:val='Planted'/></w:style></w:styles>",
            Layer::Property,
        ),
    ];
    for (name, xml, layer) in parts {
        let everything = read(&plain().part("other", name, xml));
        assert_eq!(everything.layers_of("Planted"), [layer], "{name}");
        assert_eq!(everything.gaps, [], "{name}");
    }
}

/// D22.
#[test]
fn what_nothing_refers_to_is_told() {
    let stories = [
        ("word/comments.xml", "w:comments", Layer::Comment),
        ("word/header9.xml", "w:hdr", Layer::HeaderFooter),
        ("word/old.xml", "w:document", Layer::OrphanPart),
    ];
    for (name, root, layer) in stories {
        let xml = format!("<{root}>{}</{root}>", line("Planted"));
        let orphan = read(&plain().loose(name, xml.clone()));
        assert_eq!(orphan.layers_of("Planted"), [Layer::OrphanPart], "{name}");
        let related = read(&plain().part("any", name, xml));
        assert_eq!(related.layers_of("Planted"), [layer], "{name}");
    }
    let media = read(&plain().loose("word/media/image9.png", "Planted"));
    assert_eq!(media.enclosures.len(), 1);
    let unknown = read(&plain().loose("word/unknown.bin", "Planted words"));
    assert_eq!(unknown.layers_of("Planted"), [Layer::UnknownPart]);
    assert_eq!(unknown.gaps[0].reason, Reason::UnknownFormat);
    let foreign = read(&plain().loose("word/foreign.xml", "<foreign note='Planted'/>"));
    assert_eq!(foreign.layers_of("Planted"), [Layer::UnknownPart]);
    assert_eq!(foreign.gaps.len(), 1);
}

/// D22. A body that the package does not name is still the body.
#[test]
fn a_package_without_relationships_is_read() {
    let document = Document::new().line("Planted").loose("_rels/.rels", "<Relationships/>");
    assert_eq!(read(&document).layers_of("Planted"), [Layer::Body]);
}
