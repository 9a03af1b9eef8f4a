//! A small release with one of everything: errors, warnings, notes, a gap, a file
//! inside a file, names that could be formulas or markup.

use crate::common::archive::{Entry, archive};
use crate::common::outgoing::Outgoing;
use crate::common::workbook::Workbook;

/// What stands in the files and must stand in no report.
pub(crate) const PLANTED: [&str; 12] = [
    "Sampleton",
    "Testerby",
    "Placeholme",
    "Jocasta",
    "Ferdinand",
    "AB123456C",
    "AB 12 34 56 C",
    "07700 900123",
    "jocasta.sampleton",
    "4 Invented Terrace",
    "Zebulon",
    "1984-02-29",
];

const STAFF: [[&str; 4]; 4] = [
    ["Surname", "Forename", "Rank", "Date of birth"],
    ["Sampleton", "Jocasta", "Sergeant", "1984-02-29"],
    ["Testerby", "Ferdinand", "Constable", "1984-02-29"],
    ["Placeholme", "Zebulon", "Constable", "1984-02-29"],
];

const LETTER: &str = "\
You asked who was there. Sergeant Jocasta Sampleton was (NI number AB 12 34 56 C).
Her number is 07700 900123, her address jocasta.sampleton@example.org, 4 Invented Terrace.
";

/// The release in a folder of its own.
pub(crate) fn release(test: &str) -> Outgoing {
    let counts = [["Rank", "Number"], ["Sergeant", "12"], ["Constable", "340"]];
    let workbook = Workbook::new().sheet("Counts", counts).hidden_sheet("Staff", STAFF).zip();
    let staff: Vec<String> = STAFF.iter().map(|row| row.join(",")).collect();
    let annex = archive(&[Entry::stored("staff.csv", staff.join("\n").as_bytes())]);
    Outgoing::new(&format!("reports-{test}"))
        .file("out/annex.zip", annex)
        .file("out/clean.txt", "We hold no such information.\n")
        .file("out/counts.xlsx", workbook)
        .file("out/=cmd & 'b'.txt", LETTER)
        .file("out/ranks.txt", "A sergeant leads the team.\n")
        .file("out/scan.pdf", "%PDF-1.4\nAB123456C\n")
}
