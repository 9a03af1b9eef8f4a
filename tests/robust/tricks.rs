//! Tricks to pass something hidden as clear: each is held all the same.

use crate::common::archive::{Entry, archive};
use crate::common::workbook::Workbook;
use crate::{assert_met, checked, reasons};

const NUMBER: &[u8] = b"NI: AB123456C\n";

/// A workbook with one sheet, and another in a state as it is written.
fn in_state(state: &str) -> Vec<u8> {
    let book = Workbook::new().sheet("Counts", [["Total"]]).hidden_sheet("Rest", [["Total"]]);
    let parts = book.parts();
    let (_, workbook) = parts.iter().find(|(name, _)| name == "xl/workbook.xml").unwrap();
    let text = String::from_utf8(workbook.clone()).unwrap();
    let state = format!("state='{state}'");
    book.part("xl/workbook.xml", text.replace("state='hidden'", &state)).zip()
}

#[test]
fn a_sheet_in_a_state_that_nobody_knows_is_hidden() {
    for state in ["hidden", "Hidden", " HIDDEN", "&#104;idden", "concealed"] {
        assert_met(&checked("a.xlsx", in_state(state)), "hidden-sheet");
    }
    assert_met(&checked("a.xlsx", in_state("veryhidden")), "very-hidden-sheet");
    let seen = checked("a.xlsx", in_state("visible"));
    assert!(seen.iter().all(|row| row.findings.is_empty() && row.gaps.is_empty()), "{seen:#?}");
}

#[test]
fn an_archive_before_or_behind_another_is_read() {
    let number = archive(&[Entry::stored("a.txt", NUMBER)]);
    let total = archive(&[Entry::stored("b.txt", b"Total\n")]);
    for bytes in [[&number[..], &total].concat(), [&total[..], &number].concat()] {
        let rows = checked("a.zip", bytes);
        assert_met(&rows, "national-insurance-number");
        assert_eq!(reasons(&rows), ["ambiguous"]);
        assert_eq!(rows.len(), 3, "the archive and the files of both");
    }
}

#[test]
fn characters_that_nobody_sees_hide_no_identifier() {
    let disguises = [
        "AB\u{ad}123456C",
        "AB\u{200b}12\u{200b}34\u{200b}56C",
        "\u{feff}A\u{2060}B123456C",
        "\u{ff21}\u{ff22}123456\u{ff23}",
        "AB\u{a0}12\u{2009}34\u{202f}56\u{a0}C",
        "AB\u{2011}12\u{2011}34\u{2011}56\u{2011}C",
    ];
    for disguise in disguises {
        let rows = checked("a.txt", format!("His number is {disguise}, as said"));
        assert_met(&rows, "national-insurance-number");
        let book = Workbook::new().sheet("Counts", [["Note"], [disguise]]).zip();
        assert_met(&checked("a.xlsx", book), "national-insurance-number");
    }
}

#[test]
fn a_name_within_an_archive_is_read_with_its_folders() {
    let bytes = archive(&[Entry::stored("AB123456C/total.txt", b"Total\n")]);
    assert_met(&checked("a.zip", bytes), "national-insurance-number");
}

#[test]
fn a_sheet_is_found_whatever_its_target_is_like() {
    let book = Workbook::new().sheet("Counts", [["Total"]]).hidden_sheet("Rest", [["Total"]]);
    let name = "xl/_rels/workbook.xml.rels";
    let parts = book.parts();
    let (_, relations) = parts.iter().find(|(own, _)| own == name).unwrap();
    let text = String::from_utf8(relations.clone()).unwrap();
    let targets =
        ["/xl/worksheets/sheet2.xml", "../xl/./worksheets/sheet2.xml", "WorkSheets/SHEET2.XML"];
    for target in targets {
        let text = text.replace("worksheets/sheet2.xml", target);
        let book = Workbook::new().sheet("Counts", [["Total"]]).hidden_sheet("Rest", [["Total"]]);
        let rows = checked("a.xlsx", book.part(name, text).zip());
        assert_eq!(reasons(&rows), [] as [&str; 0], "{target}");
        assert_met(&rows, "hidden-sheet");
    }
}

#[test]
fn a_table_in_sixteen_bits_or_with_returns_alone_is_a_table() {
    let table = "Surname,Initial,Rank\nSampleworth,J,Sergeant\nSmith,K,Constable\n";
    let wide: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let narrow = table.replace('\n', "\r").into_bytes();
    let odd = ["^", "~"].map(|it| table.replace(',', it).into_bytes());
    for bytes in [wide, narrow].into_iter().chain(odd) {
        assert_met(&checked("a.csv", bytes), "people-table");
    }
}
