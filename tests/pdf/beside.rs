//! Documents that are packed, protected, or have something around them.

use foilint::document::{Layer, Reason};

use crate::common::pdf::Pdf;
use crate::common::sink::Everything;

/// Objects that are packed together are read as others are.
#[test]
fn packed_objects_are_read() {
    let mut pdf = Pdf::of_text("A page");
    let info = pdf.add("<< /Author (Quill) >>");
    pdf.trailer = format!("/Info {info} 0 R");
    let everything = Everything::of("reply.pdf", &pdf.packed());
    assert_eq!(everything.texts(Layer::Property), ["Quill"]);
}

/// F28. Bytes before the header, between the objects and after the end.
#[test]
fn what_is_around_the_objects_is_told() {
    let bytes = Pdf::of_text("A page").bytes();
    let whole = [b"Letter for Quill\n", &bytes[..], b"\nMarlowe was here\n"].concat();
    let everything = Everything::of("reply.pdf", &whole);
    assert_eq!(everything.texts(Layer::TrailingBytes), ["Letter for Quill", "Marlowe was here"]);
    let everything = Everything::of("reply.pdf", &bytes);
    assert_eq!(everything.texts(Layer::TrailingBytes), Vec::<&str>::new());
}

/// F28. A remark between two objects.
#[test]
fn a_remark_between_objects_is_told() {
    let bytes = Pdf::of_text("A page").bytes();
    let text = String::from_utf8_lossy(&bytes).replacen("endobj\n", "endobj\n% seen by Quill\n", 1);
    let everything = Everything::of("reply.pdf", text.as_bytes());
    assert_eq!(everything.layers_of("seen by Quill"), [Layer::TrailingBytes]);
}

/// F30. A document that nothing opens is a gap, and nothing else.
#[test]
fn a_document_whose_objects_are_missing_is_a_gap() {
    let everything = Everything::of("reply.pdf", b"%PDF-1.7\nnothing more\n");
    assert!(
        matches!(everything.gaps[..], [ref gap] if matches!(gap.reason, Reason::Malformed { .. }))
    );
}

fn locked(password: &str) -> Vec<u8> {
    let mut pdf = Pdf::of_text("A report");
    let info = pdf.add("<< >>");
    pdf.trailer = format!("/Info {info} 0 R");
    pdf.locked(password, &[(info, "Author", "Quill")])
}

/// F30. A document that anyone opens, whatever its owner forbids, and says so.
#[test]
fn a_document_that_only_forbids_is_read_and_said() {
    let everything = Everything::of("reply.pdf", &locked(""));
    assert_eq!(everything.layers_of("Quill"), [Layer::Property]);
    assert_eq!(everything.layers_of("A report"), [Layer::Body]);
    let said = everything.texts(Layer::Property);
    assert!(said.iter().any(|it| it.contains("anyone opens it")), "{said:?}");
}

/// F30. A document under a password is a gap, unless the password is given.
#[test]
fn a_document_under_a_password_is_a_gap_without_it() {
    let everything = Everything::of("reply.pdf", &locked("open sesame"));
    assert!(
        everything.gaps.iter().any(|it| it.reason == Reason::Encrypted),
        "{:?}",
        everything.gaps
    );
    assert_eq!(everything.layers_of("Quill"), []);
    let everything = Everything::with("reply.pdf", &locked("open sesame"), "wrong\nopen sesame\n");
    assert_eq!(everything.layers_of("Quill"), [Layer::Property]);
    assert_eq!(everything.layers_of("A report"), [Layer::Body]);
    assert!(everything.gaps.is_empty(), "{:?}", everything.gaps);
}
