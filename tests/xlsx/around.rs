//! What lies around the sheets: pictures, macros, signatures, what the package
//! holds beside its parts; a word planted there is found, and without it there
//! is nothing.

use foilint::document::{Layer, Reason};

use crate::common::sink::Everything;
use crate::common::vba;
use crate::common::workbook::{Sheet, Workbook, pack};
use crate::{TABLE, behind, both, part, plain, read};

/// X37, X40.
#[test]
fn thumbnails_and_pictures_are_files_inside() {
    for name in ["docProps/thumbnail.emf", "xl/media/image1.png", "xl/media/unreferenced.jpg"] {
        let everything = read(&plain().part(name, "Planted"));
        assert_eq!(everything.enclosures, [(name.to_owned(), b"Planted".to_vec())]);
        assert_eq!(everything.gaps, []);
    }
    assert!(read(&plain()).enclosures.is_empty());
}

/// X41, X44, X47.
#[test]
fn custom_parts_are_told_and_so_is_what_add_ins_keep() {
    part(
        "customXml/item1.xml",
        "<p:properties xmlns:p='u'><owner>Planted</owner></p:properties>",
        Layer::CustomXml,
    );
    let empty = "<p:properties xmlns:p='u'><documentManagement><owner nil='true'/></documentManagement></p:properties>";
    let forms = "<FormTemplates><Display>DocumentLibraryForm</Display></FormTemplates>";
    let library =
        read(&plain().part("customXml/item1.xml", empty).part("customXml/item2.xml", forms));
    assert!(library.fragments.iter().all(|it| it.layer == Layer::Body), "{library:?}");
    part(
        "xl/webextensions/webextension1.xml",
        "<webextension><property value='Planted'/></webextension>",
        Layer::CustomXml,
    );
    part("customUI/customUI.xml", "<customUI><button label='Planted'/></customUI>", Layer::Macro);
    part(
        "customUI/customUI14.xml",
        "<customUI><button supertip='Planted'/></customUI>",
        Layer::Macro,
    );
    part("xl/customProperty1.bin", "Planted", Layer::CustomXml);
    part(
        "xl/ctrlProps/ctrlProp1.xml",
        "<formControlPr><itemLst><item val='Planted'/></itemLst></formControlPr>",
        Layer::ValidationList,
    );
}

/// X43.
#[test]
fn the_code_of_macros_is_read() {
    let workbook =
        plain().part("xl/vbaProject.bin", vba::project("Module1", "' Planted words\r\n"));
    let everything = read(&workbook);
    let code =
        everything.fragments.iter().find(|it| it.text.contains("Planted")).expect("it is there");
    assert_eq!((code.layer, code.named.as_str()), (Layer::Macro, "Module1"));
    assert_eq!(everything.gaps, []);
    let form = vba::with_form("Module1", "", "Planted caption");
    let form = read(&plain().part("xl/vbaProject.bin", form));
    assert_eq!(form.layers_of("Planted"), [Layer::Macro]);
    let empty = read(&plain().part("xl/vbaProject.bin", vba::project("Module1", "")));
    assert!(empty.texts(Layer::Macro).is_empty());
}

/// X45, X48.
#[test]
fn who_reserved_or_protected_a_workbook_is_told() {
    let inside =
        |xml: &'static str| move |word: &str| plain().inside(&xml.replace("Planted", word));
    both(&inside("<fileSharing userName='Planted'/>"), Layer::Property);
    both(&inside("<x15ac:absPath xmlns:x15ac='u' url='Planted'/>"), Layer::SavePath);
    let said = |workbook: &Workbook| read(workbook).texts(Layer::Property).join(" ");
    assert!(
        said(&plain().inside("<workbookProtection lockStructure='1'/>"))
            .contains("without the password")
    );
    let sheet = Sheet::new("Reply").rows(TABLE).after("<sheetProtection sheet='1'/>");
    assert!(said(&Workbook::new().add(sheet)).contains("without the password"));
    assert_eq!(said(&plain()), "");
}

/// X46.
#[test]
fn data_of_other_places_is_kept_in_parts_of_their_own() {
    part(
        "xl/volatileDependencies.xml",
        "<volTypes><volType><main><tp><v>Planted</v></tp></main></volType></volTypes>",
        Layer::ExternalCache,
    );
    part(
        "xl/metadata.xml",
        "<metadata><metadataStrings><s v='Planted'/></metadataStrings></metadata>",
        Layer::ExternalCache,
    );
    part(
        "xl/richData/rdrichvalue.xml",
        "<rvData><rv><v>Planted</v></rv></rvData>",
        Layer::ExternalCache,
    );
}

/// X54.
#[test]
fn links_are_told_with_all_that_they_say() {
    for name in ["location", "tooltip", "display"] {
        behind(
            &format!("<hyperlinks><hyperlink ref='A1' {name}='Planted'/></hyperlinks>"),
            Layer::Hyperlink,
        );
    }
}

/// X55.
#[test]
fn names_that_somebody_gave_to_styles_and_code_are_told() {
    let sheet = |name: &str| {
        Workbook::new()
            .add(Sheet::new("Reply").rows(TABLE).before(&format!("<sheetPr codeName='{name}'/>")))
    };
    assert_eq!(read(&sheet("PlantedSheet")).layers_of("Planted"), [Layer::Property]);
    assert!(read(&sheet("Sheet12")).texts(Layer::Property).is_empty());
    let styles = "<styleSheet><cellStyles><cellStyle name='Normal' builtinId='0'/><cellStyle name='Planted'/></cellStyles></styleSheet>";
    assert_eq!(read(&plain().part("xl/styles.xml", styles)).texts(Layer::Property), ["Planted"]);
}

/// X56.
#[test]
fn how_a_text_is_read_aloud_is_told() {
    let strings = |reading: &str| format!("<sst><si><t>Rank</t>{reading}</si></sst>");
    let sheet = "<worksheet><sheetData><row><c t='s'><v>0</v></c></row></sheetData></worksheet>";
    let of = |reading: &str| {
        let workbook = plain().part("xl/sharedStrings.xml", strings(reading));
        read(&workbook.part("xl/worksheets/sheet1.xml", sheet)).texts(Layer::OrphanString).join(" ")
    };
    assert_eq!(of("<rPh><t>Planted</t></rPh>"), "Planted");
    assert_eq!(of(""), "");
}

/// X58.
#[test]
fn a_signature_is_told_with_its_certificate() {
    let xml = |text: &str| {
        format!(
            "<Signature><SignedInfo><DigestValue>UGxhbnRlZA==</DigestValue></SignedInfo>{text}</Signature>"
        )
    };
    let of = |text: &str| {
        read(&plain().part("_xmlsignatures/sig1.xml", xml(text))).texts(Layer::Signature).join(" ")
    };
    assert_eq!(
        of("<SignatureInfoV1><SignatureComments>Planted</SignatureComments></SignatureInfoV1>"),
        "Planted"
    );
    assert_eq!(of("<X509Certificate>UGxhbnRlZCBuYW1l</X509Certificate>"), "Planted name");
    assert_eq!(of(""), "");
}

/// X51.
#[test]
fn the_first_of_two_parts_with_one_name_is_read_too() {
    let name = "xl/worksheets/sheet1.xml";
    let first = "<worksheet><sheetData><row><c t='inlineStr'><is><t>Planted</t></is></c></row></sheetData></worksheet>";
    let mut parts = plain().parts();
    parts.insert(0, (name.replace("sheet1", "sheetX"), first.into()));
    let mut bytes = pack(&parts);
    let everything = Everything::of("reply.xlsx", &bytes);
    assert_eq!(
        everything.layers_of("Planted"),
        [Layer::OrphanPart],
        "a part that nothing refers to"
    );
    // The name is as long: only its letters change, in the entry and in the directory.
    while let Some(at) = memchr::memmem::find(&bytes, b"sheetX") {
        bytes[at..at + 6].copy_from_slice(b"sheet1");
    }
    let everything = Everything::of("reply.xlsx", &bytes);
    assert_eq!(everything.layers_of("Planted"), [Layer::OrphanPart], "{everything:?}");
    assert!(everything.fragments.iter().any(|it| it.text == "Sergeant"));
    assert!(!everything.gaps.is_empty());
}

#[test]
fn control_characters_in_texts_of_cells_are_blanks() {
    let sheet = "<worksheet><sheetData><row><c t='inlineStr'><is><t>Plan_x000D_ted</t></is></c></row></sheetData></worksheet>";
    let everything = read(&plain().part("xl/worksheets/sheet1.xml", sheet));
    assert_eq!(everything.texts(Layer::Body), ["Plan ted"]);
}

/// X51.
#[test]
fn bytes_before_and_after_the_package_and_its_comment_are_told() {
    let whole = plain().zip();
    let of = |bytes: &[u8], layer| Everything::of("reply.xlsx", bytes).texts(layer).join(" ");
    let after = [&whole[..], b"Planted after"].concat();
    assert_eq!(of(&after, Layer::TrailingBytes), "Planted after");
    let mut commented = whole.clone();
    let length = commented.len();
    commented[length - 2] = 7; // the length of the comment (APPNOTE 4.3.16)
    commented.extend(b"Planted");
    assert_eq!(of(&commented, Layer::ArchiveComment), "Planted");
    for layer in [Layer::TrailingBytes, Layer::ArchiveComment] {
        assert_eq!(of(&whole, layer), "");
    }
}

/// X57, X25, X43.
#[test]
fn what_was_drawn_by_hand_and_old_notes_of_a_program_are_read() {
    part("xl/ink/ink1.xml", "<ink><annotation>Planted</annotation></ink>", Layer::TextBox);
    part("xl/drawings/vmlDrawing1.vml", "<xml><shape alt='Planted'/></xml>", Layer::AltText);
    part("xl/attachedToolbars.bin", "Planted", Layer::Macro);
    part("xl/.DS_Store", "Planted", Layer::SystemFile);
}

/// X23.
#[test]
fn a_data_model_is_a_gap() {
    let everything = read(&plain().part("xl/model/item.data", "Planted"));
    assert_eq!(everything.gaps[0].reason, Reason::DataModel);
    assert_eq!(read(&plain()).gaps, []);
}
