//! Damaged and hostile documents: a gap or what is left of them, never silence,
//! never a hang.

use std::time::{Duration, Instant};

use foilint::document::Reason;

use crate::common::pdf::Pdf;
use crate::common::sink::Everything;

fn is_quick(bytes: &[u8]) -> Everything {
    let start = Instant::now();
    let everything = Everything::of("reply.pdf", bytes);
    assert!(start.elapsed() < Duration::from_secs(20), "it took {:?}", start.elapsed());
    everything
}

#[test]
fn a_document_cut_anywhere_is_never_silent() {
    let mut pdf = Pdf::of_text("A page");
    let info = pdf.add("<< /Author (Quill) >>");
    pdf.trailer = format!("/Info {info} 0 R");
    let bytes = pdf.bytes();
    for end in (9..bytes.len() - 8).step_by(37) {
        let everything = is_quick(&bytes[..end]);
        assert!(!everything.gaps.is_empty(), "{end} bytes");
    }
}

#[test]
fn a_broken_table_of_objects_is_said() {
    let bytes = Pdf::of_text("A page").bytes();
    let text = String::from_utf8_lossy(&bytes).replace("startxref\n", "startxref\n9");
    let everything = is_quick(text.as_bytes());
    assert!(everything.gaps.iter().any(|it| it.part == "cross-reference"), "{:?}", everything.gaps);
}

#[test]
fn circles_end() {
    let mut pdf = Pdf::of_text("A page");
    let own = pdf.next();
    pdf.set(own, format!("<< /First {own} 0 R /Next {own} 0 R /Title (Round) /Kids [{own} 0 R] /Parent {own} 0 R >>"));
    pdf.catalogue = format!(
        "/Outlines {own} 0 R /AcroForm << /Fields [{own} 0 R] >> /Names << /Dests {own} 0 R /EmbeddedFiles {own} 0 R >> /PageLabels {own} 0 R"
    );
    is_quick(&pdf.bytes());
}

#[test]
fn arrays_in_arrays_without_end_are_no_harm() {
    let mut pdf = Pdf::of_text("A page");
    pdf.catalogue = format!("/Deep {}{}", "[".repeat(100_000), "]".repeat(100_000));
    is_quick(&pdf.bytes());
}

#[test]
fn a_bomb_is_a_gap() {
    let mut pdf = Pdf::of_text("A page");
    pdf.stream("/Filter /FlateDecode", bomb(300 << 20));
    let everything = is_quick(&pdf.bytes());
    let is_bomb = |reason: &Reason| matches!(reason, Reason::Bomb(_) | Reason::TooLarge { .. });
    assert!(everything.gaps.iter().any(|it| is_bomb(&it.reason)), "{:?}", everything.gaps);
}

/// Zeros as zlib packs them.
fn bomb(length: usize) -> Vec<u8> {
    use std::io::Write;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![0; 1 << 20];
    (0..length >> 20).for_each(|_| packer.write_all(&zeros).unwrap());
    packer.finish().unwrap()
}

#[test]
fn an_object_that_is_used_and_damaged_is_a_gap() {
    let mut pdf = Pdf::of_text("A page");
    let info = pdf.add("<< /Author (Quill >>");
    pdf.trailer = format!("/Info {info} 0 R");
    let everything = is_quick(&pdf.bytes());
    assert!(everything.gaps.iter().any(|it| it.part == "objects"), "{:?}", everything.gaps);
}

#[test]
fn ends_without_number_are_no_harm() {
    let mut bytes = Pdf::of_text("A page").bytes();
    bytes.extend(b"%%EOF\n".repeat(200_000));
    is_quick(&bytes);
}
