//! The cases that a file can be bad in, each by its name.

use crate::common::archive::{Entry, archive, bomb, overlapping};
use crate::common::biff::{self, Biff};
use crate::common::legacy::{everywhere, staff};
use crate::common::workbook::Workbook;
use crate::{assert_met, checked, reasons, rules};

const NUMBER: &[u8] = b"NI: AB123456C\n";

fn staff_list() -> Workbook {
    let rows = [["Surname", "Initial", "Rank"], ["Sampleworth", "J", "Sergeant"]];
    Workbook::new().sheet("Counts", [["Total", "7"]]).hidden_sheet("Staff", rows)
}

#[test]
fn what_is_encrypted_is_a_gap() {
    let locked = biff::compound(&[("/EncryptedPackage".to_owned(), vec![7; 5_000])]);
    assert_eq!(reasons(&checked("a.xlsx", locked)), ["encrypted"]);
    let zip = archive(&[Entry::stored("x.csv", b"secret").encrypted()]);
    assert_eq!(reasons(&checked("a.zip", zip)), ["encrypted"]);
}

/// G05.
#[test]
fn what_is_cut_off_is_a_gap_and_what_came_before_is_told() {
    let zip = archive(&[Entry::stored("a.txt", NUMBER), Entry::stored("b.txt", NUMBER)]);
    let rows = checked("a.zip", &zip[..zip.len() - 30]);
    assert!(!reasons(&rows).is_empty());
    assert_met(&rows, "national-insurance-number");
    let book = staff_list().zip();
    assert!(!reasons(&checked("a.xlsx", &book[..book.len() / 2])).is_empty());
    let xls = Biff::of(&[staff()]).bytes();
    assert!(!reasons(&checked("a.xls", &xls[..xls.len() / 2])).is_empty());
}

/// G03.
#[test]
fn a_name_that_promises_another_format_is_a_finding() {
    let page = "<html><table><tr><td>Total</td></tr></table></html>";
    let cases: [(&str, Vec<u8>); 8] = [
        ("a.xls", page.into()),
        ("a.odt", b"This is not a zip file!\n".to_vec()),
        ("a.xlsx", b"Total\n".to_vec()),
        ("a.pdf", staff_list().zip()),
        ("a.csv", staff_list().zip()),
        ("a.xlsx", archive(&[Entry::stored("a.txt", b"Total")])),
        ("a.docx", Biff::of(&[staff()]).bytes()),
        ("a.eml", b"Total: 7\n\nnone".to_vec()),
    ];
    for (name, bytes) in cases {
        assert_met(&checked(name, bytes), "wrong-extension");
    }
}

#[test]
fn a_name_that_promises_nothing_else_is_no_finding() {
    let cases: [(&str, Vec<u8>); 9] = [
        ("a.txt", b"Total\n".to_vec()),
        ("a.log", b"Total\n".to_vec()),
        ("a.md", b"# Total\n".to_vec()),
        ("a", staff_list().zip()),
        ("a.csv", b"\n".to_vec()),
        ("a.txt", b"{\"total\": 7}".to_vec()),
        ("a.svg", b"<svg><text>Total</text></svg>".to_vec()),
        ("a.xml", b"<total>7</total>".to_vec()),
        ("a.xlsx", Vec::new()),
    ];
    for (name, bytes) in cases {
        let rules = rules(&checked(name, bytes));
        assert!(!rules.contains(&"wrong-extension".to_owned()), "{name}: {rules:?}");
    }
}

#[test]
fn every_format_finds_itself_under_its_own_extension() {
    for (format, bytes) in everywhere(&[staff()]) {
        let met = rules(&checked(&format!("a.{format}"), &bytes));
        assert!(!met.contains(&"wrong-extension".to_owned()), "{format}: {met:?}");
        assert_met(&checked("a.jpg", &bytes), "wrong-extension");
    }
}

#[test]
fn a_bomb_is_a_gap_and_the_rest_is_told() {
    let rows = checked("a.zip", bomb(80 << 20));
    assert_eq!(reasons(&rows), ["bomb"]);
    assert_met(&rows, "person-with-rank");
}

#[test]
fn entities_that_multiply_are_a_gap_in_every_part() {
    let lines: Vec<String> = ('b'..='k')
        .zip('a'..)
        .map(|(own, of)| format!("<!ENTITY {own} '{}'>", format!("&{of};").repeat(10)))
        .collect();
    let front = format!("<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>{}]>", lines.concat());
    let xml = format!("{front}<a>&k;</a>");
    assert_eq!(reasons(&checked("a.xml", &xml)), ["malformed"]);
    let sheet = format!(
        "{front}<worksheet><sheetData><row><c t='str'><v>&k;</v></c></row></sheetData></worksheet>"
    );
    let strings = format!("{front}<sst><si><t>&k;</t></si></sst>");
    let parts = [
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
        ("docProps/core.xml", xml.clone()),
        ("customXml/item1.xml", xml),
    ];
    for (part, bytes) in parts {
        let rows = checked("a.xlsx", staff_list().part(part, bytes).zip());
        assert!(reasons(&rows).contains(&"malformed"), "{part}: {rows:#?}");
        assert_met(&rows, "hidden-sheet");
    }
}

#[test]
fn fifty_archives_in_each_other_are_too_deep() {
    let nested = (0..50).fold(NUMBER.to_vec(), |it, _| archive(&[Entry::stored("a.zip", &it)]));
    assert_eq!(reasons(&checked("a.zip", nested)), ["too-deep"]);
}

#[test]
fn entries_that_share_their_bytes_are_a_gap_and_are_not_unpacked() {
    let names: Vec<String> = (0..5_000).map(|number| format!("{number}.zip")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let rows = checked("a.zip", overlapping(&names, &Entry::stored("", b"PK\x03\x04")));
    assert_eq!((rows.len(), reasons(&rows)), (1, vec!["ambiguous"]));
}

#[test]
fn entries_of_one_name_are_a_gap_in_archives_and_workbooks() {
    let twice = [Entry::stored("a.txt", NUMBER), Entry::stored("a.txt", b"Total")];
    let rows = checked("a.zip", archive(&twice));
    assert_eq!(reasons(&rows), ["ambiguous"]);
    assert_met(&rows, "national-insurance-number");
    let mut parts: Vec<Entry> =
        staff_list().parts().iter().map(|(name, bytes)| Entry::stored(name, bytes)).collect();
    parts.push(Entry::stored("xl/worksheets/sheet2.xml", b"<worksheet/>"));
    assert!(reasons(&checked("a.xlsx", archive(&parts))).contains(&"ambiguous"));
}

#[test]
fn what_is_no_known_file_is_a_gap_and_what_is_empty_is_none() {
    assert_eq!(reasons(&checked("a.bin", b"\x00\x01\x02\x03 Constable Bay")), ["unknown-format"]);
    assert!(reasons(&checked("a.bin", b"")).is_empty());
}
