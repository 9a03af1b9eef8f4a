//! What stands in a part and no reader of its kind takes: comments in the
//! markup, instructions, words in elements of no standard.

use foilint::document::{Layer, Reason};

use crate::common::sink::Everything;
use crate::common::workbook::{Pivot, Sheet, Workbook};
use crate::{TABLE, assert_in, behind, plain, read};

/// X51. A comment in every part of XML that a workbook has.
#[test]
fn comments_and_instructions_in_the_markup_are_told_of_every_part() {
    let workbook = plain()
        .pivot(Pivot::of("Reply", ["Rank"], [["Sergeant"]]))
        .external("file:///x.xlsx", "Staff", TABLE)
        .core("dc:creator", "Jane Sample")
        .name("Range", "Reply!$A$1")
        .part("xl/theme/theme1.xml", "<theme/>");
    for (name, bytes) in workbook.parts() {
        let xml = String::from_utf8(bytes).expect("it is text");
        for aside in ["<!-- Planted words -->", "<?note Planted words?>"] {
            let end = xml.rfind("</").or_else(|| xml.rfind("/>")).expect("it has a tag");
            let at = if xml.contains("</") { end } else { xml.len() };
            let with = format!("{}{aside}{}", &xml[..at], &xml[at..]);
            let everything = read(&workbook_with(&workbook, &name, &with));
            assert_in(&everything, "Planted words", Layer::MarkupComment);
            assert_eq!(everything.gaps, [], "{name}");
        }
    }
    assert!(read(&workbook).texts(Layer::MarkupComment).is_empty());
}

fn workbook_with(workbook: &Workbook, name: &str, xml: &str) -> Workbook {
    let parts = workbook.parts().into_iter();
    let all = parts.fold(Workbook::new(), |it, (name, bytes)| it.part(&name, bytes));
    all.part(name, xml)
}

/// X51. A part of UTF-16 is no other.
#[test]
fn a_comment_in_wide_letters_is_told() {
    let xml = "\u{feff}<theme><!-- Planted --></theme>";
    let wide: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let everything = read(&plain().part("xl/theme/theme1.xml", wide));
    assert_in(&everything, "Planted", Layer::MarkupComment);
}

#[test]
fn words_in_elements_of_no_standard_are_told() {
    behind(
        "<extLst><ext uri='{1}'><own:note xmlns:own='u'>Planted</own:note></ext></extLst>",
        Layer::UnknownPart,
    );
    let with = |word: &str| {
        let own = format!("<own:note xmlns:own='u' mc:Ignorable='own two' text='{word}'/>");
        read(&Workbook::new().add(Sheet::new("Reply").rows(TABLE).after(&own)))
    };
    assert_in(&with("Planted by Sample"), "Planted by Sample", Layer::UnknownPart);
    assert!(with("").texts(Layer::UnknownPart).is_empty());
}

/// X51. What is invented is reported, as text and as bytes.
#[test]
fn an_invented_part_is_a_gap_and_its_words_are_told() {
    for (name, bytes) in [
        ("xl/invented.xml", "<invented word='Planted'/>"),
        ("xl/invented.bin", "\0\0Planted\0"),
        ("[trash]/0000.dat", "\0\0Planted\0"),
    ] {
        let everything = read(&plain().part(name, bytes));
        assert_in(&everything, "Planted", Layer::UnknownPart);
        let gaps: Vec<_> =
            everything.gaps.iter().map(|it| (it.part.as_str(), &it.reason)).collect();
        assert_eq!(gaps, [(name, &Reason::UnknownFormat)]);
    }
    assert_eq!(read(&plain()).gaps, []);
}

/// X51. Bytes between two entries that belong to none.
#[test]
fn bytes_between_the_parts_are_told() {
    let whole = plain().zip();
    let second = memchr::memmem::find_iter(&whole, b"PK\x03\x04").nth(1).expect("it is there");
    let planted = b"Planted between the parts of it";
    let mut bytes = [&whole[..second], planted, &whole[second..]].concat();
    shift(&mut bytes, second, planted.len());
    let everything = Everything::of("reply.xlsx", &bytes);
    assert_in(&everything, "Planted between", Layer::TrailingBytes);
    assert!(Everything::of("reply.xlsx", &whole).texts(Layer::TrailingBytes).is_empty());
}

/// Moves what the directory says of entries from an offset on (APPNOTE 4.3.12, 4.3.16).
fn shift(bytes: &mut [u8], from: usize, by: usize) {
    let add = |bytes: &mut [u8], at: usize| {
        let old = u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
        if old as usize >= from {
            bytes[at..at + 4].copy_from_slice(&(old + by as u32).to_le_bytes());
        }
    };
    let entries: Vec<usize> = memchr::memmem::find_iter(bytes, b"PK\x01\x02").collect();
    entries.into_iter().for_each(|at| add(bytes, at + 42));
    let end = memchr::memmem::rfind(bytes, b"PK\x05\x06").expect("it is there");
    add(bytes, end + 16);
}

/// X56. A text that is written in its cell is no other.
#[test]
fn how_a_text_in_its_cell_is_read_aloud_is_told() {
    let of = |reading: &str| {
        let sheet = format!(
            "<worksheet><sheetData><row><c t='inlineStr'><is><t>Rank</t>{reading}</is></c></row></sheetData></worksheet>"
        );
        let workbook = plain().part("xl/worksheets/sheet1.xml", sheet);
        read(&workbook.without("xl/sharedStrings.xml")).texts(Layer::OrphanString).join(" ")
    };
    assert_eq!(of("<rPh><t>Planted</t></rPh>"), "Planted");
    assert_eq!(of(""), "");
}

/// X45, X22.
#[test]
fn code_names_and_the_words_of_a_name_as_a_command_are_told() {
    let named = |name: &str| {
        let workbook = plain().inside(&format!("<workbookPr codeName='{name}'/>"));
        read(&workbook).texts(Layer::Property).join(" ")
    };
    assert_eq!(named("Planted"), "Planted");
    assert_eq!(named("ThisWorkbook"), "");
    for attribute in ["description", "help", "statusBar", "customMenu"] {
        let attributes = format!("{attribute}='Planted'");
        let everything = read(&plain().name_with(&attributes, "Range", "Reply!$A$1"));
        assert_in(&everything, "Planted", Layer::DefinedName);
    }
}

/// X29. The path of another file, X15: where records that are here came from.
#[test]
fn formulas_with_a_path_and_sources_that_are_gone_are_told() {
    use crate::common::workbook::Value;
    let of = |formula: &str| {
        let row = [Value::Formula(formula.into(), "12".into())];
        read(&Workbook::new().sheet("Reply", [row])).texts(Layer::Formula).join(" ")
    };
    assert_eq!(of("'C:\\planted\\[Staff.xlsx]Q1'!A1"), "'C:\\planted\\[Staff.xlsx]Q1'!A1");
    assert_eq!(of("SUM(A2:A3)"), "");
    assert_eq!(of("INDIRECT(\"SAP!A1\")"), "INDIRECT(\"SAP!A1\")");
    let source = |sheet: &str| {
        let pivot = Pivot::of(sheet, ["Rank"], [["Sergeant"]]);
        read(&plain().pivot(pivot)).texts(Layer::Property).join(" ")
    };
    assert_eq!(source("Planted"), "Planted");
    assert_eq!(source("Reply"), "");
}
