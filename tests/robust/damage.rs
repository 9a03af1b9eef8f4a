//! Damage: cut off anywhere, any byte changed. A gap or other words, never a
//! panic; what is cut off has a gap or a finding.

use crate::common::archive::{Entry, archive};
use crate::common::biff::Biff;
use crate::common::legacy::{everywhere, staff};
use crate::common::workbook::{Pivot, Sheet, Workbook};
use crate::{checked, reasons};

/// Bytes changed in each file.
const CHANGES: usize = 150;

/// Cuts of each file.
const CUTS: usize = 60;

const STAFF: [[&str; 3]; 3] =
    [["Surname", "Initial", "Rank"], ["Sampleworth", "J", "Sergeant"], ["Testworth", "K", "PC"]];

/// A small file of each format, and whether what is missing at its end shows.
fn specimens() -> Vec<(&'static str, Vec<u8>)> {
    let book = Workbook::new()
        .sheet("Counts", [["Total", "7"]])
        .hidden_sheet("Staff", STAFF)
        .pivot(Pivot::of("Staff", ["Surname", "Initial", "Rank"], STAFF))
        .add(Sheet::new("Notes").rows(STAFF).comment("B7", "J Sample", "text"));
    let zip = archive(&[Entry::stored("a.csv", b"Surname,Rank\nSampleworth,Sergeant\n")]);
    let mut all: Vec<_> = everywhere(&[staff(), staff().hiding_rows(&[2])]).into();
    all.extend([
        ("xlsx", book.zip()),
        ("zip", zip),
        ("csv", b"Surname,Rank\n\"Sampleworth\",Sergeant\n".to_vec()),
        ("json", b"[{\"surname\": \"Sampleworth\", \"rank\": \"Sergeant\"}]".to_vec()),
        ("xml", b"<staff><person rank=\"PC\">Sampleworth &amp; Co</person></staff>".to_vec()),
        ("txt", b"Constable Sampleworth, NI: AB123456C\r\n".to_vec()),
        ("html", b"<html><body hidden>Sampleworth</body></html>".to_vec()),
        ("eml", b"From: a@example.org\r\nMessage-ID: <1@example.org>\r\n\r\nText\r\n".to_vec()),
        ("pdf", b"%PDF-1.4\n1 0 obj <</Title (Sampleworth)>> endobj\n%%EOF".to_vec()),
        ("rtf", b"{\\rtf1 {\\info{\\author Sampleworth}} Text}".to_vec()),
    ]);
    all
}

/// Checks bytes and asserts that no reader panicked.
#[track_caller]
fn calm(extension: &str, bytes: &[u8], what: &str) -> bool {
    let rows = checked(&format!("a.{extension}"), bytes);
    let reasons = reasons(&rows);
    assert!(!reasons.contains(&"reader-failed"), "{extension}, {what}");
    !reasons.is_empty() || rows.iter().any(|row| !row.findings.is_empty())
}

#[test]
fn a_package_cut_off_anywhere_is_never_clean() {
    for (extension, bytes) in specimens() {
        let is_package = ["xlsx", "xlsb", "ods", "xls", "zip"].contains(&extension);
        for length in (1..bytes.len()).step_by(bytes.len() / CUTS + 1) {
            let is_told = calm(extension, &bytes[..length], &format!("cut off at {length}"));
            assert!(is_told || !is_package, "{extension}, cut off at {length}");
        }
    }
}

#[test]
fn a_changed_byte_is_never_a_panic() {
    for (extension, bytes) in specimens() {
        let mut seed = 20_261_123_u64;
        for _ in 0..CHANGES {
            let (at, byte) = (random(&mut seed) % bytes.len(), random(&mut seed) as u8);
            let mut bytes = bytes.clone();
            bytes[at] = byte;
            calm(extension, &bytes, &format!("byte {at} is {byte}"));
        }
    }
}

#[test]
fn a_changed_byte_within_a_stream_is_never_a_panic() {
    let workbook = Biff::of(&[staff(), staff().hiding_columns(&[1])]).workbook();
    let mut seed = 7;
    for _ in 0..CHANGES * 2 {
        let (at, byte) = (random(&mut seed) % workbook.len(), random(&mut seed) as u8);
        let mut stream = workbook.clone();
        stream[at] = byte;
        let file = crate::common::biff::compound(&[("/Workbook".to_owned(), stream)]);
        calm("xls", &file, &format!("byte {at} is {byte}"));
    }
}

/// The next number of a sequence that is the same in every run: Knuth's MMIX
/// generator, its upper half.
fn random(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize
}
