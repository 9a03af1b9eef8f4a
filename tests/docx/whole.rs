//! Documents as a whole: every way to write them, where their texts lie, and what
//! is no text of any element.

use std::time::{Duration, Instant};

use foilint::document::Layer;

use crate::common::document::{Document, cell, paragraph, run};
use crate::common::sink::Everything;
use crate::{plain, read};

#[test]
fn strict_files_other_prefixes_and_wide_letters_are_read_alike() {
    let document = plain().run("<w:vanish/>", "Planted");
    let plain = read(&document);
    assert_eq!(plain.layers_of("Planted"), [Layer::HiddenText]);
    assert_eq!(read(&document.clone().strict()).fragments, plain.fragments);
    assert_eq!(read(&document.clone().prefixed("x")).fragments, plain.fragments);
    let own = document.parts().into_iter().find(|it| it.0 == "word/document.xml").expect("a body");
    let text = format!("\u{feff}{}", String::from_utf8(own.1).expect("it is text"));
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&document.loose("word/document.xml", wide)).fragments, plain.fragments);
}

/// A package in one file: its parts are elements.
#[test]
fn a_package_in_one_file_is_read_alike() {
    let document = plain().run("<w:vanish/>", "Planted");
    let part = |(name, bytes): (String, Vec<u8>)| {
        let xml = String::from_utf8(bytes).expect("it is text");
        format!("<pkg:part pkg:name='/{name}'><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>")
    };
    let parts: String = document.parts().into_iter().map(part).collect();
    let picture = "<pkg:part pkg:name='/word/media/a.png'><pkg:binaryData>UGxhbnRlZA==</pkg:binaryData></pkg:part>";
    let flat = |inner: &str| {
        let space = "http://schemas.microsoft.com/office/2006/xmlPackage";
        format!("<?xml version='1.0'?><pkg:package xmlns:pkg='{space}'>{inner}</pkg:package>")
    };
    let whole = flat(&format!("{parts}<!-- Planted -->{picture}"));
    let everything = Everything::of("reply.xml", whole.as_bytes());
    assert_eq!(everything.format, Some("flat-opc"));
    assert_eq!(everything.layers_of("Planted"), [Layer::MarkupComment, Layer::HiddenText]);
    assert_eq!(everything.enclosures, [("word/media/a.png".to_owned(), b"Planted".to_vec())]);
    assert_eq!(everything.gaps, []);
    for length in (200..whole.len()).step_by(11) {
        let cut = Everything::of("reply.xml", &whole.as_bytes()[..length]);
        assert!(!cut.gaps.is_empty(), "cut at {length}");
    }
}

#[test]
fn a_paragraph_is_a_line_and_a_table_a_grid_with_headings() {
    let everything = read(&plain().line("Yours faithfully"));
    let places: Vec<_> = (everything.fragments.iter())
        .map(|it| (it.container.as_str(), it.text.as_str(), it.at))
        .collect();
    let expected = [
        ("", "Dear Sir or Madam", (1, 0)),
        ("table 1", "Rank", (1, 1)),
        ("table 1", "Count", (1, 2)),
        ("table 1", "Sergeant", (2, 1)),
        ("table 1", "12", (2, 2)),
        ("", "Yours faithfully", (2, 0)),
    ];
    assert_eq!(places, expected);
    assert_eq!(everything.headings[0].1.of(1), Some("Rank"));
}

#[test]
fn spans_and_tables_in_tables_keep_their_columns() {
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("", "Planted"));
    let first =
        format!("<w:tr>{}{}</w:tr>", cell("<w:gridSpan w:val='2'/>", "Wide"), cell("", "Third"));
    let second = format!(
        "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc><w:p/>{inner}{}</w:tc></w:tr>",
        paragraph("", &run("", "Outer"))
    );
    let everything = read(&plain().inside(&format!("<w:tbl>{first}{second}</w:tbl>")));
    let at = |word: &str| {
        let found = everything.fragments.iter().find(|it| it.text == word).expect(word);
        (found.container.as_str(), found.at)
    };
    assert_eq!(at("Third"), ("table 2", (1, 3)));
    assert_eq!(at("Outer"), ("table 2", (2, 2)));
    assert_eq!(at("Planted"), ("table 3", (1, 1)));
}

#[test]
fn breaks_tabs_hyphens_and_symbols_are_as_they_are_shown() {
    let letters = "<w:r><w:t>Jane</w:t><w:tab/><w:t>Sample</w:t><w:noBreakHyphen/><w:t>Smith</w:t><w:br/>\
        <w:sym w:font='Symbol' w:char='F041'/></w:r>";
    let everything = read(&plain().inside(&paragraph("", letters)));
    assert_eq!(everything.layers_of("Jane\tSample-Smith\nA"), [Layer::Body], "{everything:?}");
    let loose = "<w:p><w:r><w:t>  Jane  </w:t></w:r><w:r><w:t xml:space='preserve".to_owned()
        + "'> Sample</w:t></w:r></w:p>";
    assert_eq!(read(&plain().inside(&loose)).layers_of("Jane Sample"), [Layer::Body]);
}

#[test]
fn what_stands_in_no_element_of_a_document_is_told() {
    let asides = ["<!-- Planted -->", "<?note Planted?>"];
    for aside in asides {
        assert_eq!(read(&plain().inside(aside)).layers_of("Planted"), [Layer::MarkupComment]);
    }
    assert_eq!(
        read(&plain().inside("<x:y>Planted</x:y>")).layers_of("Planted"),
        [Layer::UnknownPart]
    );
}

/// A document of 300 pages costs a moment, here without optimisation.
#[test]
fn a_long_document_is_read_in_a_moment() {
    let words = "The quick brown officer wrote down what the lazy witness said. ".repeat(2);
    let runs: String = (0..3).map(|_| run("<w:b/><w:color w:val='000000'/>", &words)).collect();
    let body = paragraph("<w:pStyle w:val='Normal'/>", &runs).repeat(300 * 10);
    let bytes = Document::new().inside(&body).run("<w:vanish/>", "Planted").zip();
    let start = Instant::now();
    assert_eq!(Everything::of("long.docx", &bytes).layers_of("Planted"), [Layer::HiddenText]);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
