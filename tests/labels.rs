//! Names of people as names of places: no output may print them, and what names
//! nobody stays readable.

mod common;

use common::archive::{Entry, archive};
use common::outgoing::{Outgoing, Run};
use common::workbook::Workbook;

/// Four letters in a row of a surname that is in no list.
const PARTS: [&str; 7] = ["hist", "istl", "stle", "tlew", "lewo", "ewoo", "wood"];

/// What the outputs say of the release, each with the arguments that ask for it.
fn runs(folder: &Outgoing, file: &str) -> Vec<(String, Run)> {
    let asked: [&[&str]; 5] = [
        &["check", file],
        &["check", "--format", "concise", "--verbose", file],
        &["check", "--format", "json", file],
        &["read", file],
        &["read", "--format", "json", file],
    ];
    asked.iter().map(|arguments| (arguments.join(" "), folder.run(arguments))).collect()
}

/// Asserts that no output names anybody, and that the text of `check` holds the
/// words by which the place is found.
#[track_caller]
fn assert_masked(file: &str, bytes: Vec<u8>, found_by: &[&str]) {
    let name = file.replace('.', "-");
    let folder = Outgoing::new(&format!("labels-{name}")).file(file, bytes);
    for (asked, run) in runs(&folder, file) {
        let said = format!("{}{}", run.stdout, run.stderr).to_lowercase();
        let told = PARTS.iter().find(|part| said.contains(&part.to_lowercase()));
        assert_eq!(told, None, "{asked}: {said}");
        assert!(!said.contains("40210"), "{asked}: {said}");
    }
    let run = folder.run(&["check", "--format", "json", file]);
    for word in found_by {
        assert!(run.stdout.contains(word), "{word}: {}", run.stdout);
    }
    let run = folder.run(&["check", "--format", "json", "--reveal", file]);
    assert!(run.stdout.contains("istlewood"), "{}", run.stdout);
}

fn seen() -> Workbook {
    Workbook::new().sheet("Summary", [["Month", "Cases"], ["April", "12"]])
}

#[test]
fn the_name_of_a_hidden_sheet() {
    let rows = [["Grade", "Leave"], ["AO", "12"], ["EO", "7"]];
    for (number, name) in
        ["Thistlewood M 40210", "Thistlewood", "MargaretThistlewood", "thistlewood_m"]
            .into_iter()
            .enumerate()
    {
        let book = seen().hidden_sheet(name, rows).zip();
        assert_masked(&format!("book{number}.xlsx"), book, &["!A1:B3"]);
    }
}

#[test]
fn a_name_of_the_name_manager() {
    let book = seen().name("Thistlewood_Margaret", "\"dismissed in May\"").zip();
    assert_masked("names.xlsx", book, &["defined names T••••••••••_M•••••••"]);
}

#[test]
fn the_name_of_a_part_that_no_reader_knows() {
    let book = seen().part("xl/Margaret Thistlewood.xml", "<a>see the file</a>").zip();
    assert_masked("part.xlsx", book, &["xl/M••••••• T••••••••••.xml"]);
}

#[test]
fn the_element_and_the_attribute_of_a_page_of_markup() {
    let page = "<Staff><MargaretThistlewood nino='AB123456C'/>\
                <p thistlewoodMargaret='AB123456C'/></Staff>";
    assert_masked("page.xml", page.into(), &["/Staff/", "/@nino"]);
}

#[test]
fn the_keys_of_an_object() {
    let text = r#"{"Margaret Thistlewood": {"NI number": "AB123456C"},
        "Thistlewood M": [{"phone": "07700 900123", "days": 7}]}"#;
    assert_masked("keys.json", text.into(), &["$.M••••••• T••••••••••.NI number"]);
}

#[test]
fn the_path_of_a_file_in_an_archive() {
    let inner = archive(&[Entry::stored("thistlewood_m.txt", b"NI AB123456C")]);
    let entries = [
        Entry::stored("Margaret Thistlewood/leave.csv", b"Grade,Days\nAO,1\n"),
        Entry::stored("annexes.zip", &inner),
        Entry::stored("Thistlewood.xyz", &[0, 159, 146, 150]),
        Entry::stored("M Thistlewood.txt", b"NI AB123456C").encrypted(),
    ];
    let expected = [
        "paths.zip!M••••••• T••••••••••/leave.csv",
        "paths.zip!annexes.zip!t••••••••••_•.txt",
        "paths.zip!T••••••••••.xyz",
    ];
    assert_masked("paths.zip", archive(&entries), &expected);
}

#[test]
fn what_names_nobody_stays_readable() {
    let inner = archive(&[Entry::stored("allowances.csv", b"NI number\nAB123456C\n")]);
    let book = seen().hidden_sheet("SAP extract 2024", [["NI number"], ["AB123456C"]]).zip();
    let entries = [Entry::stored("2026.zip", &inner), Entry::stored("annexes/Q3.xlsx", &book)];
    let folder = Outgoing::new("labels-readable").file("annexes.zip", archive(&entries));
    let run = folder.run(&["check", "--format", "json"]);
    for name in
        ["annexes.zip!2026.zip!allowances.csv", "annexes.zip!annexes/Q3.xlsx", "SAP extract 2024"]
    {
        assert!(run.stdout.contains(name), "{name}: {}", run.stdout);
    }
}

#[test]
fn the_name_that_the_user_gave_stays() {
    let folder = Outgoing::new("labels-given").file("Thistlewood M.txt", "NI AB123456C\n");
    let run = folder.run(&["check", "--format", "concise", "Thistlewood M.txt"]);
    assert!(run.stdout.starts_with("Thistlewood M.txt: line 1: "), "{}", run.stdout);
}
