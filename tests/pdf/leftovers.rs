//! What is left in a file of what it said before.

use foilint::document::Layer;

use crate::common::pdf::{Pdf, line};
use crate::common::sink::Everything;

fn read(pdf: &Pdf) -> Everything {
    Everything::of("reply.pdf", &pdf.bytes())
}

/// F09. What only the revision before the last one says.
#[test]
fn only_what_disappeared_is_told_of_an_earlier_revision() {
    let mut pdf = Pdf::of_text("A page");
    let info = pdf.add("<< /Author (Quill) /Title (Report) >>");
    pdf.trailer = format!("/Info {info} 0 R");
    let mut later = pdf.revised();
    later.set(info, "<< /Author (Withheld) /Title (Report) >>");
    let everything = read(&later);
    assert_eq!(everything.texts(Layer::EarlierRevision), ["Quill"]);
    let revision = everything.containers.iter().find(|it| it.1 == Layer::EarlierRevision);
    assert_eq!(revision.unwrap().0, "revision 1 of 2");
}

/// F09. A revision that adds and takes nothing away is a container without text.
#[test]
fn a_revision_that_takes_nothing_away_says_so() {
    let pdf = Pdf::of_text("A page");
    let mut later = pdf.revised();
    later.page(&line("Another", 72, 700), "");
    let everything = read(&later);
    assert_eq!(everything.texts(Layer::EarlierRevision), Vec::<&str>::new());
    let revision = everything.containers.iter().find(|it| it.1 == Layer::EarlierRevision).unwrap();
    assert_eq!(revision.2.as_deref(), Some("the last revision still says all of it"));
}

/// F09. An attachment that was taken out is still in the revision before.
#[test]
fn an_attachment_that_was_taken_out_is_looked_into() {
    let mut pdf = Pdf::of_text("A page");
    let content = pdf.stream("/Type /EmbeddedFile", "Quill");
    let file = pdf.add(format!("<< /Type /Filespec /F (q.txt) /EF << /F {content} 0 R >> >>"));
    pdf.catalogue = format!("/AF [{file} 0 R]");
    let mut later = pdf.revised();
    later.catalogue.clear();
    let names: Vec<String> = read(&later).enclosures.into_iter().map(|it| it.0).collect();
    assert_eq!(names, ["revision 1 of 2 q.txt"]);
}

/// F10. Texts in objects that nothing refers to any more.
#[test]
fn texts_of_loose_objects_are_told() {
    let mut pdf = Pdf::of_text("A page");
    pdf.add("<< /Subtype /Text /Contents (Ask Quill) /M (D:20200101) >>");
    let everything = read(&pdf);
    assert_eq!(everything.texts(Layer::UnreachableObject), ["Ask Quill"]);
}
