//! Damage ends in a gap, and never in a panic or in silence.

use foilint::document::{Layer, Reason};

use crate::common::document::{Document, field, paragraph, row, run};
use crate::common::sink::Everything;
use crate::read;

/// A document with some of everything.
fn rich() -> Document {
    let shape = "<w:r><w:drawing><wp:anchor><wp:positionV relativeFrom='paragraph'><wp:posOffset>1</wp:posOffset>\
        </wp:positionV><wp:extent cx='9' cy='9'/><wps:spPr><a:solidFill><a:srgbClr val='000000'/></a:solidFill>\
        </wps:spPr></wp:anchor></w:drawing></w:r>";
    Document::new()
        .line("Dear Sir")
        .inside(&format!("<w:tbl>{}</w:tbl>", row("<w:hidden/>", ["Rank", "Name"])))
        .inside(&field("XE Sample", "page"))
        .inside(&paragraph(
            "<w:pStyle w:val='Gone'/>",
            &format!("{shape}{}", run("<w:vanish/>", "J")),
        ))
        .inside("<w:p><w:del w:author='J'><w:r><w:delText>x</w:delText></w:r></w:del></w:p>")
        .styles("<w:style w:type='paragraph' w:styleId='Gone'><w:rPr><w:vanish/></w:rPr></w:style>")
        .settings("<w:docVars><w:docVar w:name='a' w:val='b'/></w:docVars>")
        .part("comments", "word/comments.xml", "<w:comments><w:comment w:author='J'/></w:comments>")
        .header(1, "Heading")
}

/// Reads bytes if any format fits, and asserts that no reader panicked.
#[track_caller]
fn calm(what: &str, bytes: &[u8]) -> Option<Everything> {
    let artefact = foilint::artefact::Artefact::new("reply.docx", bytes);
    foilint::read::format_of(&artefact)?;
    let everything = Everything::of("reply.docx", bytes);
    assert!(everything.gaps.iter().all(|it| it.reason != Reason::ReaderFailed), "{what}");
    Some(everything)
}

#[test]
fn a_part_cut_off_anywhere_is_a_gap() {
    assert_eq!(read(&rich()).gaps, []);
    for (name, whole) in rich().parts().iter().filter(|it| it.0.starts_with("word/")) {
        for length in 1..whole.len() {
            let cut = rich().loose(name, &whole[..length]);
            let everything = calm(name, &cut.zip()).expect("it is a document");
            assert!(!everything.gaps.is_empty(), "{name} cut at {length} of {}", whole.len());
        }
    }
}

#[test]
fn what_stands_behind_a_damaged_place_is_told_all_the_same() {
    let damaged =
        Document::new().line("Dear Sir").inside("<w:p><w:r><w:t>&who; Planted</w:t></w:r></w:p>");
    let found = read(&damaged);
    assert_eq!(found.gaps.len(), 1);
    assert_eq!(found.layers_of("Planted"), [Layer::UnknownPart]);
    let deep = "<w:tbl><w:tr><w:tc>".repeat(2_000) + "<w:p><w:r><w:t>Planted</w:t></w:r></w:p>";
    let found = read(&Document::new().inside(&(deep + &"</w:tc></w:tr></w:tbl>".repeat(2_000))));
    assert!(!found.gaps.is_empty());
    assert_eq!(found.layers_of("Planted"), [Layer::UnknownPart]);
}

#[test]
fn a_flipped_byte_is_never_a_panic() {
    for (name, whole) in rich().parts() {
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= if at % 2 == 0 { 0x20 } else { 0x01 };
            calm(&name, &rich().loose(&name, bytes).zip());
        }
    }
}

#[test]
fn a_package_cut_off_anywhere_is_a_gap_or_no_document() {
    let whole = rich().zip();
    for length in (4..whole.len()).step_by(7) {
        let everything = calm("the package", &whole[..length]);
        assert!(everything.is_none_or(|it| !it.gaps.is_empty()), "cut at {length}");
    }
}

#[test]
fn what_came_before_the_damage_stays() {
    let xml = "<w:document><w:body><w:p><w:r><w:t>Planted</w:t></w:r></w:p><w:p><w:r><w:t>&own;";
    let everything = read(&rich().loose("word/document.xml", xml));
    // What an editor shows of the whole part comes on top.
    assert_eq!(everything.layers_of("Planted"), [Layer::Body, Layer::UnknownPart]);
    assert_eq!(everything.gaps.len(), 1);
}

#[test]
fn a_document_without_a_body_is_a_gap() {
    let bytes = crate::common::workbook::pack(&[
        ("[Content_Types].xml".to_owned(), b"<Types/>".to_vec()),
        (
            "word/header1.xml".to_owned(),
            b"<w:hdr><w:p><w:r><w:t>Planted</w:t></w:r></w:p></w:hdr>".to_vec(),
        ),
    ]);
    let everything = Everything::of("reply.docx", &bytes);
    assert_eq!(everything.layers_of("Planted"), [Layer::OrphanPart]);
    assert_eq!(everything.gaps.len(), 1);
}

#[test]
fn ends_without_beginnings_and_depth_cost_nothing() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(60) + &"</w:tc></w:tr></w:tbl>".repeat(60);
    assert_eq!(
        read(&Document::new().inside(&deep).line("Planted")).layers_of("Planted"),
        [Layer::Body]
    );
    let deeper = "<w:p>".repeat(1000) + &"</w:p>".repeat(1000);
    assert_eq!(read(&Document::new().inside(&deeper)).gaps.len(), 1);
    let fields = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>".repeat(10_000);
    let everything = read(&Document::new().inside(&paragraph("", &fields)).line("Planted"));
    assert!(!everything.layers_of("Planted").is_empty());
}
