//! The parts of a package beside its content.

use foilint::document::{Layer, Reason};

use super::common::legacy::{WORD, staff, staff_of};
use super::common::lookalike::base64;
use super::common::ods::Ods;
use super::common::sink::Everything;
use super::{book, found, packed};

fn with_part(name: &str, part: impl Into<Vec<u8>>) -> Ods {
    book(|book| book.parts = vec![(name.to_owned(), part.into())])
}

/// Asserts that the word lies in one place alone of a package with a part.
fn assert_part(name: &str, part: String, layer: Layer, container: &str, place: &str) {
    let everything = packed(&with_part(name, part));
    let expected = (layer, container.to_owned(), place.to_owned());
    assert_eq!(found(&everything), [expected], "{name}");
}

/// Asserts that a part tells nothing.
fn assert_quiet(name: &str, part: &str) {
    let everything = packed(&with_part(name, part));
    let told: Vec<&str> = everything.fragments.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(told, ["x"], "{name}");
    assert!(everything.enclosures.is_empty(), "{name}");
}

/// O08.
#[test]
fn the_properties_name_people_and_the_template() {
    let meta = |inner: &str| {
        format!("<office:document-meta><office:meta>{inner}</office:meta></office:document-meta>")
    };
    let cases = [
        ("meta:initial-creator", Layer::Property, "creator"),
        ("dc:creator", Layer::Property, "last-modified-by"),
        ("meta:printed-by", Layer::Property, "printed-by"),
        ("meta:keyword", Layer::Property, "keywords"),
        ("dc:contributor", Layer::Property, "contributor"),
        ("meta:user-defined meta:name='Owner'", Layer::Property, "Owner"),
    ];
    for (element, layer, place) in cases {
        let end = element.split(' ').next().unwrap_or(element);
        let property = meta(&format!("<{element}>{WORD}</{end}>"));
        assert_part("meta.xml", property, layer, "properties", place);
    }
    let template = meta(&format!("<meta:template xlink:href='S:/{WORD}.ots'/>"));
    assert_part("meta.xml", template, Layer::SavePath, "properties", "template");
    assert_quiet("meta.xml", &meta("<meta:generator>Calc</meta:generator><dc:date>2026</dc:date>"));
}

/// O08.
#[test]
fn the_settings_name_the_printer_paths_and_sheets_that_are_gone() {
    let settings = |inner: &str| {
        format!(
            "<office:settings><config:config-item-set>{inner}</config:config-item-set></office:settings>"
        )
    };
    let item = |name: &str, text: &str| {
        settings(&format!("<config:config-item config:name='{name}'>{text}</config:config-item>"))
    };
    let cases = [
        (item("PrinterName", WORD), Layer::PrinterSettings, "printer"),
        (item("CurrentDatabaseDataSource", WORD), Layer::Connection, "data source"),
        (item("ColorTableURL", &format!("file:///S:/{WORD}")), Layer::SavePath, "setting"),
    ];
    for (part, layer, place) in cases {
        assert_part("settings.xml", part, layer, "settings", place);
    }
    assert_quiet("settings.xml", &item("LoadReadonly", "false"));
    assert_quiet("settings.xml", &item("ColorTableURL", "$(user)/config/standard.soc"));
    let setup = format!(
        "<config:config-item config:name='PrinterSetup' config:type='base64Binary'>{}\
         </config:config-item>",
        base64(format!("\x07\0{WORD}\0").as_bytes())
    );
    let place = "byte 3";
    assert_part("settings.xml", settings(&setup), Layer::PrinterSettings, "printer setup", place);
    let views = |sheet: &str| {
        settings(&format!(
            "<config:config-item-map-named config:name='Tables'><config:config-item-map-entry \
             config:name='{sheet}'/></config:config-item-map-named>"
        ))
    };
    let place = "view of a sheet that is not in the file";
    assert_part("settings.xml", views(WORD), Layer::CustomView, "settings", place);
    assert_quiet("settings.xml", &views("Staff"));
}

/// O08.
#[test]
fn headers_and_footers_of_every_kind_are_told() {
    let page = |element: &str, inner: &str| {
        let end = element.split(' ').next().unwrap_or(element);
        format!(
            "<office:document-styles><office:master-styles><style:master-page><style:{element}>\
             {inner}</style:{end}></style:master-page></office:master-styles>\
             </office:document-styles>"
        )
    };
    let (text, region) = (
        format!("<text:p>{WORD}</text:p>"),
        format!("<style:region-right><text:p>{WORD}</text:p></style:region-right>"),
    );
    let container = "headers and footers";
    for element in
        ["header", "footer", "header-left", "footer-left", "header-first", "footer-first"]
    {
        for inner in [&text, &region] {
            let part = page(element, inner);
            let place = "header or footer";
            assert_part("styles.xml", part, Layer::HeaderFooter, container, place);
        }
    }
    let off = page("header-left style:display='false'", &text);
    assert_part("styles.xml", off, Layer::InvisibleText, container, "header or footer");
    let fields = "<text:p><text:sheet-name>???</text:sheet-name><text:title>???</text:title>\
        <text:page-number>1</text:page-number></text:p>";
    assert_quiet("styles.xml", &page("header", fields));
}

/// O09.
#[test]
fn a_chart_keeps_the_values_of_a_sheet_that_is_gone() {
    let chart = |sheet: &str| {
        format!(
            "<office:document-content><office:body><office:chart><chart:chart><chart:plot-area \
             table:cell-range-address='{sheet}.A1:{sheet}.B9'/><table:table \
             table:name='local-table'><table:table-row><table:table-cell \
             office:value-type='string'><text:p>{WORD}</text:p></table:table-cell>\
             </table:table-row></table:table></chart:chart></office:chart></office:body>\
             </office:document-content>"
        )
    };
    let part = "Object 1/content.xml";
    assert_part(part, chart("Gone"), Layer::ChartCache, "Object 1", "1,1");
    assert_quiet(part, &chart("Staff"));
    let text = format!(
        "<office:document-content><office:body><office:text><text:p>{WORD}</text:p></office:text>\
         </office:body></office:document-content>"
    );
    assert_part(part, text, Layer::Embedded, "", "text");
}

/// O09.
#[test]
fn macros_dialogs_and_scripts_are_macros() {
    let module = format!("<script:module>Rem {WORD}</script:module>");
    assert_part(
        "Basic/Standard/Module1.xml",
        module,
        Layer::Macro,
        "Basic/Standard/Module1.xml",
        "",
    );
    let dialog = format!("<dlg:window dlg:title='{WORD}'/>");
    assert_part("Dialogs/Standard/D.xml", dialog, Layer::Macro, "Dialogs/Standard/D.xml", "");
    let script = format!("# {WORD}");
    assert_part("Scripts/python/a.py", script, Layer::Macro, "Scripts/python/a.py", "byte 1");
    assert_quiet("Basic/script-lc.xml", "<library:libraries library:name='Standard'/>");
    let menu = format!("<menu:menuitem menu:label='{WORD}' menu:id='.uno:Open'/>");
    let name = "Configurations2/menubar/m.xml";
    assert_part(name, menu, Layer::CustomXml, name, "");
    assert_quiet("Configurations2/accelerator/current.xml", "");
}

/// O09.
#[test]
fn an_earlier_version_is_a_file_inside_with_its_author() {
    let list = format!(
        "<VL:version-list><VL:version-entry VL:title='Version1' VL:comment='for {WORD}' \
         VL:creator='A Clerk'/></VL:version-list>"
    );
    assert_part("VersionList.xml", list, Layer::Revision, "versions", "comment");
    let earlier = Ods::of(&[staff()]).bytes();
    let found = packed(&with_part("Versions/Version1", earlier.clone()));
    assert_eq!(found.enclosures, [("Versions/Version1".to_owned(), earlier)]);
    let picture = packed(&with_part("Pictures/1.png", b"\x89PNG".to_vec()));
    assert_eq!(picture.enclosures, [("Pictures/1.png".to_owned(), b"\x89PNG".to_vec())]);
}

/// O09.
#[test]
fn signatures_and_metadata_tell_who_they_are_of() {
    let signature = format!(
        "<Signature><SignatureValue>AAAA</SignatureValue><X509IssuerName>CN={WORD}\
         </X509IssuerName></Signature>"
    );
    let name = "META-INF/documentsignatures.xml";
    assert_part(name, signature, Layer::Signature, name, "X509IssuerName");
    let about =
        |rest: &str| format!("<rdf:RDF><rdf:Description {rest}</rdf:Description></rdf:RDF>");
    let person = about(&format!("rdf:about='mailto:{WORD}@example.org'>"));
    assert_part("manifest.rdf", person, Layer::CustomXml, "manifest.rdf", "");
    let text = about(&format!("rdf:about=''><foaf:name>{WORD}</foaf:name>"));
    assert_part("manifest.rdf", text, Layer::CustomXml, "manifest.rdf", "");
    let own =
        about("rdf:about='styles.xml'><rdf:type rdf:resource='http://docs.oasis-open.org/x'/>");
    assert_quiet("manifest.rdf", &own);
}

/// O11.
#[test]
fn a_package_with_encrypted_parts_is_a_gap() {
    let manifest = "<manifest:manifest><manifest:file-entry manifest:full-path='content.xml'>\
        <manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let ods = book(|book| {
        book.sheets = vec![staff_of(WORD)];
        book.parts = vec![("META-INF/manifest.xml".to_owned(), manifest.into())];
    });
    let found = Everything::of("a.ods", &ods.bytes());
    assert_eq!(found.gaps.iter().map(|it| &it.reason).collect::<Vec<_>>(), [&Reason::Encrypted]);
}

#[test]
fn a_part_that_nobody_knows_is_a_gap_and_scanned() {
    let ods = with_part("news.bin", WORD);
    let found = Everything::of("a.ods", &ods.bytes());
    assert_eq!(found.layers_of(WORD), [Layer::UnknownPart]);
    assert_eq!(found.gaps[0].reason, Reason::UnknownFormat);
}

/// O09: a name or a size that promises no text keeps none.
#[test]
fn a_part_by_the_name_of_one_without_text_is_looked_into() {
    for name in ["Pictures/layout-cache", "x/mimetype", "Basic/Standard/script-lc.xml"] {
        let bytes = format!("<library>{WORD}</library>").into_bytes();
        let ods = Ods { parts: vec![(name.to_owned(), bytes)], ..Ods::of(&[staff_of("x")]) };
        let everything = Everything::of("reply.ods", &ods.bytes());
        let is_told = !everything.layers_of(WORD).is_empty() || !everything.enclosures.is_empty();
        assert!(is_told || !everything.gaps.is_empty(), "{name}");
    }
}
