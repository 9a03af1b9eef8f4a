//! What a document holds beside its pages, in its catalogue and its trees.

use foilint::document::Layer;

use crate::common::pdf::Pdf;
use crate::common::sink::Everything;

fn read(pdf: &Pdf) -> Everything {
    Everything::of("reply.pdf", &pdf.bytes())
}

#[test]
fn a_document_is_told_by_its_front() {
    let everything = Everything::of("a.bin", &Pdf::of_text("A page").bytes());
    assert_eq!(everything.format, Some("pdf"));
}

/// A plain document has nothing beside its page.
#[test]
fn a_plain_document_holds_nothing_beside_its_page() {
    for bytes in [Pdf::of_text("A page").bytes(), Pdf::of_text("A page").packed()] {
        let everything = Everything::of("reply.pdf", &bytes);
        let beside = everything.fragments.iter().filter(|it| it.layer != Layer::Body);
        assert_eq!(beside.collect::<Vec<_>>(), Vec::<&crate::common::sink::Seen>::new());
        assert_eq!(everything.enclosures, []);
    }
}

/// F03. A mark for a redaction that nobody applied.
#[test]
fn a_redaction_that_was_not_applied_is_told() {
    let mut pdf = Pdf::new();
    let mark = "/Type /Annot /Subtype /Redact /Rect [72 700 200 732] /OverlayText (WITHHELD)";
    pdf.page("", &format!("/Annots [<< {mark} >>]"));
    let everything = read(&pdf);
    assert_eq!(
        everything.texts(Layer::UnappliedRedaction),
        [
            "a mark for a redaction that was not applied",
            "its corners in points: 72, 700, 200, 732",
            "WITHHELD",
        ]
    );
}

/// F04, F14. What a reviewer wrote, with who it was, where the page shows it or not.
#[test]
fn annotations_are_told_with_their_authors() {
    let mut pdf = Pdf::new();
    let note =
        "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (Sgt Sample) /Contents (Ask Quill) >>";
    let rich = "<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] /F 2 \
                /RC (<body><p>Not <b>Marlowe</b> &amp; Co</p></body>) >>";
    pdf.page("", &format!("/Annots [{note} {rich}]"));
    let everything = read(&pdf);
    assert_eq!(
        everything.texts(Layer::Annotation),
        ["Ask Quill", "Not Marlowe & Co", "Sgt Sample"]
    );
    let hidden = everything.containers.iter().find(|it| it.2.is_some()).unwrap();
    assert_eq!(hidden.2.as_deref(), Some("they are set not to be shown"));
}

/// F07, F32. Bookmarks that still name what the page does not.
#[test]
fn bookmarks_are_told_in_their_order() {
    let mut pdf = Pdf::of_text("Chapter one");
    let root = pdf.next();
    let (first, child, second) = (root + 1, root + 2, root + 3);
    pdf.set(root, format!("<< /First {first} 0 R /Last {second} 0 R /Count 3 >>"));
    let bookmark =
        |title: &str, links: &str| format!("<< /Title ({title}) /Parent {root} 0 R {links} >>");
    pdf.set(first, bookmark("Chapter one", &format!("/First {child} 0 R /Next {second} 0 R")));
    pdf.set(child, bookmark("Interview of Quill", ""));
    pdf.set(second, bookmark("Annex", &format!("/Next {first} 0 R")));
    pdf.catalogue = format!("/Outlines {root} 0 R");
    let everything = read(&pdf);
    let mut titles = everything.texts(Layer::Bookmark);
    titles.sort_unstable();
    assert_eq!(titles, ["Annex", "Interview of Quill"]);
    assert_eq!(everything.texts(Layer::Body), ["Chapter one"; 2], "the page and its bookmark");
    let of_bookmarks = everything.containers.iter().filter(|it| it.0 == "bookmarks");
    let remarks: Vec<_> = of_bookmarks.filter_map(|it| it.2.as_deref()).collect();
    assert_eq!(remarks, ["the pages show the words", "no page shows these words"]);
}

/// F14. What a link says is a finding where it stands on other words.
#[test]
fn links_say_nothing_new_where_the_page_shows_their_words() {
    for (contents, told) in [("A page", &[][..]), ("Letter to Quill", &["Letter to Quill"])] {
        let mut pdf = Pdf::of_text("A page");
        let link =
            format!("<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Contents ({contents}) >>");
        pdf.page("", &format!("/Annots [{link}]"));
        assert_eq!(read(&pdf).texts(Layer::Annotation), told, "{contents}");
    }
}

/// F07. Names of places that a person gave, and words before page numbers; not
/// those that a program makes.
#[test]
fn named_places_and_page_labels_are_told() {
    let mut pdf = Pdf::of_text("A page");
    pdf.catalogue = "/Dests << /Statement_of_Quill [4 0 R /Fit] /section.1 [4 0 R /Fit] >> \
                     /PageLabels << /Nums [0 << /P (Marlowe-) /S /D >>] >>"
        .to_owned();
    assert_eq!(read(&pdf).texts(Layer::Bookmark), ["Statement of Quill", "Marlowe-"]);
    pdf.catalogue = "/Dests << /section.1 [4 0 R /Fit] >> \
                     /PageLabels << /Nums [0 << /P (A-) /S /D >>] >>"
        .to_owned();
    assert_eq!(read(&pdf).texts(Layer::Bookmark), Vec::<&str>::new());
}

/// F08. Info and XMP of the document and of a picture, times left out.
#[test]
fn properties_and_metadata_are_told() {
    let mut pdf = Pdf::of_text("A page");
    let info = pdf.add(
        "<< /Author (jsample 4471) /Title (Microsoft Word - Letter to Quill) /CreationDate (D:20200101) >>",
    );
    let packet = "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>\
        <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description \
        xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xmp='http://ns.adobe.com/xap/1.0/' \
        xmp:ModifyDate='2020-01-01T00:00:00Z'><dc:creator><rdf:Seq><rdf:li>Marlowe</rdf:li></rdf:Seq>\
        </dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";
    let metadata = pdf.stream("/Type /Metadata /Subtype /XML", packet);
    pdf.trailer = format!("/Info {info} 0 R");
    pdf.catalogue = format!("/Metadata {metadata} 0 R");
    let everything = read(&pdf);
    assert_eq!(
        everything.texts(Layer::Property),
        ["jsample 4471", "Microsoft Word - Letter to Quill", "Marlowe"]
    );
    assert_eq!(everything.places_of("jsample")[0].2, "author");
}

/// F11. The name of a layer that is off is hidden, that of one that is on is not.
#[test]
fn names_of_layers_are_told() {
    let mut pdf = Pdf::of_text("A page");
    let on = pdf.add("<< /Type /OCG /Name (Map) >>");
    let off = pdf.add("<< /Type /OCG /Name (Home of Quill) >>");
    pdf.catalogue =
        format!("/OCProperties << /OCGs [{on} 0 R {off} 0 R] /D << /OFF [{off} 0 R] >> >>");
    let everything = read(&pdf);
    assert_eq!(everything.layers_of("Map"), [Layer::Property]);
    assert_eq!(everything.layers_of("Home of Quill"), [Layer::OptionalContent]);
}

/// F12. Attachments of the document, of an annotation, and associated files.
#[test]
fn attachments_are_looked_into() {
    let mut pdf = Pdf::new();
    let mut file = |name: &str, text: &str| {
        let content = pdf.stream("/Type /EmbeddedFile", text);
        pdf.add(format!(
            "<< /Type /Filespec /F ({name}) /UF ({name}) /Desc (for Quill) /EF << /F {content} 0 R /UF {content} 0 R >> >>"
        ))
    };
    let (named, pinned, associated) =
        (file("staff.csv", "a,b\n"), file("pin.txt", "Marlowe"), file("source.txt", "Source"));
    pdf.page(
        "",
        &format!(
            "/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS {pinned} 0 R >>]"
        ),
    );
    pdf.catalogue = format!(
        "/Names << /EmbeddedFiles << /Names [(staff) {named} 0 R] >> >> /AF [{associated} 0 R]"
    );
    let everything = read(&pdf);
    let names: Vec<&str> = everything.enclosures.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(names, ["staff.csv", "pin.txt", "source.txt"]);
    assert_eq!(everything.layers_of("for Quill")[0], Layer::Property);
}

/// F13. Values, values before, choices, and fields that are not shown.
#[test]
fn fields_of_forms_are_told() {
    let mut pdf = Pdf::of_text("Marlowe");
    let parent = pdf.next();
    let child = parent + 1;
    pdf.set(parent, format!("<< /T (person) /Kids [{child} 0 R] >>"));
    pdf.set(
        child,
        format!("<< /FT /Tx /T (name) /Parent {parent} 0 R /V (Marlowe) /DV (Quill) /F 2 >>"),
    );
    let choice = pdf.add("<< /FT /Ch /T (rank) /V (PC) /Opt [[(1) (PC Sample)] (Marlowe)] >>");
    pdf.catalogue = format!("/AcroForm << /Fields [{parent} 0 R {choice} 0 R] >>");
    let everything = read(&pdf);
    assert_eq!(everything.places_of("Quill")[0].2, "person.name");
    for text in ["Quill", "Marlowe", "PC Sample"] {
        assert!(everything.layers_of(text).contains(&Layer::FormField), "{text}");
    }
}

/// F13. The XML of a form that brings its own.
#[test]
fn the_xml_of_a_form_is_told() {
    let mut pdf = Pdf::of_text("A page");
    let front = pdf.stream("", "<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'>");
    let data = pdf.stream("", "<datasets><data><name>Quill</name></data></datasets>");
    let settings = pdf.stream("", "<config><present>Marlowe</present></config></xdp:xdp>");
    pdf.catalogue = format!(
        "/AcroForm << /XFA [(preamble) {front} 0 R (datasets) {data} 0 R (config) {settings} 0 R] >>"
    );
    assert_eq!(read(&pdf).texts(Layer::FormField), ["Quill"]);
}

/// F12. The name of an attachment that was taken out, left in the list of names.
#[test]
fn names_of_missing_attachments_are_told() {
    let mut pdf = Pdf::of_text("A page");
    pdf.catalogue =
        "/Names << /EmbeddedFiles << /Names [(Quill.docx) << /Type /Filespec /F (Quill.docx) >>] >> >>"
            .to_owned();
    assert_eq!(read(&pdf).texts(Layer::Embedded), ["Quill.docx"]);
}
