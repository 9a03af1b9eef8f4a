//! What a document holds beside its pages.

use crate::common::pdf::Pdf;
use crate::common::sink::Everything;

#[test]
fn a_document_is_told_by_its_front() {
    let everything = Everything::of("a.bin", &Pdf::of_text("A page").bytes());
    assert_eq!(everything.format, Some("pdf"));
}
