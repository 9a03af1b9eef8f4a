//! What may hang anywhere in a document: texts for screen readers, thumbnails,
//! private data, pictures, actions, signatures, sounds.

use foilint::document::{Layer, Reason};

use crate::common::pdf::{Pdf, escaped};
use crate::common::pictures::{Tag, Value, exif, exif_segment, plain_jpeg};
use crate::common::sink::Everything;

fn read(pdf: &Pdf) -> Everything {
    Everything::of("reply.pdf", &pdf.bytes())
}

/// F16. Texts for screen readers that say what the page does not.
#[test]
fn texts_of_the_structure_are_told() {
    let mut pdf = Pdf::of_text("A page");
    let root = pdf.next();
    pdf.set(root, format!("<< /Type /StructTreeRoot /K {} 0 R >>", root + 1));
    pdf.set(
        root + 1,
        format!("<< /Type /StructElem /S /Figure /P {root} 0 R /Alt (Photo of Quill) /ActualText (Marlowe) /E (Police Constable) >>"),
    );
    pdf.catalogue = format!("/StructTreeRoot {root} 0 R");
    assert_eq!(
        read(&pdf).texts(Layer::StructureText),
        ["Photo of Quill", "Marlowe", "Police Constable"]
    );
}

/// F17. A small picture of a page, made when it was another one.
#[test]
fn thumbnails_are_told_and_are_a_gap() {
    let mut pdf = Pdf::new();
    let picture =
        pdf.stream("/Width 76 /Height 106 /ColorSpace /DeviceGray /BitsPerComponent 8", [0; 8056]);
    pdf.page("", &format!("/Thumb {picture} 0 R"));
    let everything = read(&pdf);
    assert_eq!(everything.texts(Layer::Thumbnail), ["76 by 106 points"]);
    assert!(
        everything.gaps.iter().any(|it| it.part == "thumbnails" && it.reason == Reason::Picture)
    );
}

/// F18. What a program keeps for itself; its numbers and times tell nothing.
#[test]
fn private_data_is_told() {
    let mut pdf = Pdf::of_text("A page");
    let own = pdf.stream("", "%!PS-Adobe-3.0");
    pdf.catalogue = format!(
        "/PieceInfo << /Drawer << /LastModified (D:20200101) /Private << /Layer (Quill) /Id (D:2020) /Data {own} 0 R >> >> >>"
    );
    assert_eq!(read(&pdf).texts(Layer::PrivateData), ["14 bytes of Drawer", "Quill"]);
}

/// F19. A picture in which the camera noted whose it is, as the file that it is.
#[test]
fn a_picture_with_notes_of_its_camera_is_looked_into() {
    let noted = exif_segment(&exif(&[vec![Tag(0x013B, Value::Text("Jane Sample"))]]));
    for (segments, count) in [(vec![noted], 1), (Vec::new(), 0)] {
        let mut pdf = Pdf::new();
        let entries = "/Type /XObject /Subtype /Image /Width 8 /Height 8 /Filter /DCTDecode \
                       /ColorSpace /DeviceGray /BitsPerComponent 8";
        let picture = pdf.stream(entries, plain_jpeg(&segments));
        pdf.page("/P Do", &format!("/Resources << /XObject << /P {picture} 0 R >> >>"));
        assert_eq!(read(&pdf).enclosures.len(), count);
    }
}

/// F20. Scripts, links, addresses, and paths of other files.
#[test]
fn actions_are_told_by_what_they_do() {
    let cases = [
        ("/S /JavaScript /JS (app.alert\\('Quill'\\))", "Quill", Layer::Script),
        ("/S /URI /URI (mailto:quill@example.org)", "quill@", Layer::Hyperlink),
        ("/S /URI /URI (file:///C:/Users/quill/a.doc)", "Users/quill", Layer::SavePath),
        ("/S /GoToR /F (../Quill/b.pdf)", "Quill/b", Layer::SavePath),
        ("/S /Launch /Win << /F (quill.exe) >>", "quill.exe", Layer::SavePath),
        ("/S /SubmitForm /F << /FS /URL /F (https://example.org/q) >>", "/q", Layer::Hyperlink),
    ];
    for (action, text, layer) in cases {
        let mut pdf = Pdf::new();
        pdf.page("", &format!("/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << {action} >> >>]"));
        assert_eq!(read(&pdf).layers_of(text), [layer], "{action}");
    }
}

/// F21. Who signed, whom the certificate names, and what was added since.
#[test]
fn signatures_are_told_with_their_certificates() {
    let mut pdf = Pdf::of_text("A page");
    let name = b"\x30\x12\x06\x03\x55\x04\x03\x0C\x0BJane Sample";
    let hex: String = name.iter().map(|it| format!("{it:02X}")).collect();
    let signature = pdf.add(format!(
        "<< /Type /Sig /Filter /Adobe.PPKLite /Reason ({}) /Location (Quill Street) \
         /ByteRange [0 10 20 10] /Contents <{hex}> >>",
        escaped("I (Sgt) approve")
    ));
    pdf.catalogue = format!("/AcroForm << /Fields [<< /FT /Sig /T (s) /V {signature} 0 R >>] >>");
    let everything = read(&pdf);
    for text in ["I (Sgt) approve", "Quill Street", "Jane Sample", "bytes were added"] {
        assert_eq!(everything.layers_of(text), [Layer::Signature], "{text}");
    }
}

/// F16. A text that stands for a marked piece of the page.
#[test]
fn texts_of_marked_pieces_are_told() {
    let mut pdf = Pdf::new();
    pdf.page("/Span << /MCID 0 /ActualText (Quill) >> BDC EMC /P << /Lang (en) >> BDC EMC", "");
    assert_eq!(read(&pdf).texts(Layer::StructureText), ["Quill"]);
}

/// F16. A text for screen readers that the page shows anyway tells nothing.
#[test]
fn texts_that_the_page_shows_are_quiet() {
    let mut pdf = Pdf::new();
    let content = [
        "/Span << /ActualText (Quill) >> BDC ",
        &crate::common::pdf::line("Statement of Quill", 72, 700),
        " EMC",
    ];
    pdf.page(&content.concat(), "");
    assert_eq!(read(&pdf).texts(Layer::StructureText), Vec::<&str>::new());
}

/// F29. A sound is a gap.
#[test]
fn a_sound_is_a_gap() {
    let mut pdf = Pdf::new();
    let sound = pdf.stream("/Type /Sound /R 8000", "abc");
    pdf.page("", &format!("/Annots [<< /Subtype /Sound /Rect [0 0 9 9] /Sound {sound} 0 R >>]"));
    assert!(read(&pdf).gaps.iter().any(|it| it.part == "media"));
}
