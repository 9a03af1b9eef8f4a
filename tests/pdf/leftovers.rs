//! What is left in a file of what it said before.

use foilint::document::Layer;

use crate::common::pdf::{FONT, Pdf, line, stream};
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

/// F10. An object that a program deleted from the table and left in the file.
#[test]
fn objects_in_no_table_are_told() {
    let text = Pdf::of_text("A page").bytes();
    let deleted = b"%PDF-1.7\n77 0 obj\n<< /Contents (Ask Quill) >>\nendobj\n";
    let mut pdf = Pdf::of_text("A page");
    pdf.front = Some(deleted.to_vec());
    assert_eq!(read(&pdf).texts(Layer::UnreachableObject), ["Ask Quill"]);
    let everything = Everything::of("reply.pdf", &text);
    assert_eq!(everything.texts(Layer::UnreachableObject), Vec::<&str>::new());
}

/// F10. A document in a document has objects of its own.
#[test]
fn objects_of_an_attached_document_are_its_own() {
    let mut pdf = Pdf::of_text("A page");
    let content = pdf.stream("/Type /EmbeddedFile", Pdf::of_text("Quill").bytes());
    let file = pdf.add(format!("<< /Type /Filespec /F (q.pdf) /EF << /F {content} 0 R >> >>"));
    pdf.catalogue = format!("/AF [{file} 0 R]");
    let everything = read(&pdf);
    assert_eq!(everything.texts(Layer::UnreachableObject), Vec::<&str>::new());
    assert_eq!(everything.texts(Layer::EarlierRevision), Vec::<&str>::new());
    assert_eq!(everything.enclosures.len(), 1);
}

/// F09. A page as it was before a line was taken out of it.
#[test]
fn a_line_that_was_taken_out_of_a_page_is_told() {
    let both = [line("A report", 72, 720), line("Quill was there", 72, 680)].concat();
    let mut pdf = Pdf::new();
    let page = pdf.page(&both, "");
    let mut later = pdf.revised();
    later.set(page - 1, stream("", line("A report", 72, 720).as_bytes()));
    assert_eq!(read(&later).texts(Layer::EarlierRevision), ["Quill was there"]);
}

/// F09. A page that was taken out as a whole.
#[test]
fn a_page_that_was_taken_out_is_told() {
    let mut pdf = Pdf::of_text("A report");
    let page = pdf.page(&line("Quill was there", 72, 680), "");
    let mut later = pdf.revised();
    later.take_out(page);
    let everything = read(&later);
    assert_eq!(everything.layers_of("Quill"), [Layer::EarlierRevision]);
}

/// F10. A page that is in no tree of pages.
#[test]
fn a_page_that_nothing_refers_to_is_told() {
    let mut pdf = Pdf::of_text("A report");
    let page = pdf.page(&line("Quill was there", 72, 680), "");
    pdf.take_out(page);
    assert_eq!(read(&pdf).layers_of("Quill"), [Layer::UnreachableObject]);
}

/// F24. A form that the resources list and no content draws, and its twin that is
/// drawn.
#[test]
fn a_drawing_that_no_page_uses_is_told() {
    for (content, told) in [("", 1), ("/Old Do", 0)] {
        let mut pdf = Pdf::new();
        let form = pdf.stream(
            &format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 595 842] \
                 /Resources << /Font << /F1 {FONT} 0 R >> >>"
            ),
            line("Quill", 72, 700),
        );
        pdf.page(content, &format!("/Resources << /XObject << /Old {form} 0 R >> >>"));
        let everything = read(&pdf);
        assert_eq!(everything.texts(Layer::UnreachableObject).len(), told, "{content}");
    }
}

/// F23. A template for pages, which no page shows.
#[test]
fn a_template_is_told() {
    let mut pdf = Pdf::of_text("A report");
    let page = pdf.page(&line("Quill was there", 72, 680), "");
    pdf.take_out(page);
    pdf.catalogue = format!("/Names << /Templates << /Names [(quill) {page} 0 R] >> >>");
    assert_eq!(read(&pdf).layers_of("Quill"), [Layer::UnreachableObject]);
}

/// F25. A letter that the font still holds and the text does not.
#[test]
fn letters_left_in_a_font_are_told() {
    let font = |letters: &str| {
        let rows = letters.bytes().map(|it| format!("<{it:02X}> <{:04X}>\n", u16::from(it)));
        format!("{} beginbfchar\n{}endbfchar\n", letters.len(), rows.collect::<String>())
    };
    for (letters, left) in [("ABCDEFQ", vec!["Q"]), ("ABCDEF", vec![])] {
        let mut pdf = Pdf::new();
        let map = pdf.stream("", font(letters));
        let own = pdf.add(format!(
            "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Helvetica /Encoding /WinAnsiEncoding /ToUnicode {map} 0 R >>"
        ));
        pdf.page(&line("ABCDEF", 72, 700), &format!("/Resources << /Font << /F1 {own} 0 R >> >>"));
        assert_eq!(read(&pdf).texts(Layer::FontResidue), left);
    }
}
