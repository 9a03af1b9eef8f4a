//! What is large or made to unpack to much more than it is: read or refused in
//! bounded memory. The program runs under a limit of the system, and a run that
//! asks for more than that ends otherwise than with a verdict.

#![cfg(target_os = "linux")]

use std::fmt::Write;
use std::io::Cursor;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use crate::common::archive::bomb;
use crate::common::outgoing::Outgoing;
use crate::common::workbook::Workbook;

/// The address space that a run may take, in kilobytes. What the threads
/// reserve and never use counts too.
const MOST: u32 = 500_000;

/// How many runs there were: tests run side by side, each in a folder of its own.
static RUNS: AtomicU32 = AtomicU32::new(0);

/// The report of a file, checked with no more memory than the limit.
pub(crate) fn report_of(name: &str, bytes: &[u8]) -> serde_json::Value {
    report_with(name, bytes, "")
}

/// The same under a configuration.
pub(crate) fn report_with(name: &str, bytes: &[u8], config: &str) -> serde_json::Value {
    let folder = Outgoing::new(&format!("size-{}-{name}", RUNS.fetch_add(1, Relaxed)));
    let folder = folder.file(name, bytes);
    let folder = folder.file("foilint.toml", config);
    let limited = format!("ulimit -v {MOST} && exec \"$0\" check --jobs 1 --format json \"$1\"");
    let shell = Command::new("/bin/sh")
        .args(["-c", &limited, env!("CARGO_BIN_EXE_foilint"), name])
        .current_dir(folder.path(""))
        .output()
        .expect("a shell starts");
    assert_eq!(shell.status.code(), Some(1), "{}", String::from_utf8_lossy(&shell.stderr));
    serde_json::from_slice(&shell.stdout).expect("a report")
}

/// The reasons of the gaps of the first file.
fn reasons(report: &serde_json::Value) -> Vec<&str> {
    let gaps = report["files"][0]["gaps"].as_array().expect("a list");
    gaps.iter().map(|gap| gap["reason"].as_str().expect("a name")).collect()
}

/// The reasons of the gaps of all files.
pub(crate) fn reasons_of_all(report: &serde_json::Value) -> Vec<String> {
    let files = report["files"].as_array().expect("a list").iter();
    let gaps = files.flat_map(|file| file["gaps"].as_array().expect("a list"));
    gaps.map(|gap| gap["reason"].as_str().expect("a name").to_owned()).collect()
}

/// XML with a run of one letter in the middle.
fn padded(before: &str, after: &str) -> Vec<u8> {
    [before.as_bytes(), &vec![b'a'; 80 << 20], after.as_bytes()].concat()
}

#[test]
fn a_sheet_of_all_the_rows_that_there_can_be_is_read_to_its_end() {
    let mut sheet = "<worksheet><sheetData>".to_owned();
    for row in 1..=1_048_576 {
        let _ = write!(sheet, "<row r='{row}'><c t='str'><v>Total</v></c></row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    let book = Workbook::new().hidden_sheet("Staff", [["Total"]]);
    let report = report_of("a.xlsx", &book.part("xl/worksheets/sheet1.xml", sheet).zip());
    assert_eq!(report["files"][0]["findings"][0]["location"], "Staff!A1:A1048576");
    assert_eq!(reasons(&report), [] as [&str; 0]);
}

#[test]
fn a_long_text_that_many_cells_share_is_kept_and_looked_at_once() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "Constable Bay ".repeat(20_000));
    let row = "<c t='s'><v>0</v></c>".repeat(100);
    let rows = (1..=18).map(|number| format!("<row r='{number}'>{row}</row>"));
    let sheet =
        format!("<worksheet><sheetData>{}</sheetData></worksheet>", rows.collect::<String>());
    let book = Workbook::new()
        .sheet("Total", [["Total"]])
        .part("xl/sharedStrings.xml", strings)
        .part("xl/worksheets/sheet1.xml", sheet);
    assert_eq!(reasons(&report_of("shared.xlsx", &book.zip())), [] as [&str; 0]);
}

#[test]
fn a_text_without_end_is_a_gap_in_every_part() {
    let cases = [
        ("xl/sharedStrings.xml", padded("<sst><si><t>", "</t></si></sst>")),
        ("xl/worksheets/sheet1.xml", padded("<worksheet><sheetData><row><c t='str'><v>", "</v>")),
        ("docProps/core.xml", padded("<a><b>", "</b></a>")),
    ];
    for (part, bytes) in cases {
        let book = Workbook::new().sheet("Total", [["Total"]]).core("dc:title", "Total");
        let report = report_of("a.xlsx", &book.part(part, bytes).zip());
        assert!(!reasons(&report).is_empty(), "{part}: {report}");
    }
}

#[test]
fn many_small_bombs_in_each_other_end_at_a_limit_for_all_of_them() {
    let inner = bomb(60 << 20);
    let mut outer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..40 {
        outer
            .start_file(format!("{number}.zip"), zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut outer, &inner).unwrap();
    }
    let bytes = outer.finish().unwrap().into_inner();
    let report = report_of("a.zip", &bytes);
    let all = report["files"].as_array().expect("a list").iter();
    let large = all.flat_map(|file| file["gaps"].as_array().expect("a list"));
    assert!(large.filter(|gap| gap["reason"] == "too-large").count() > 0, "{report}");
}
