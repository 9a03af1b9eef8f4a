//! What a table or a whole release gives away although every cell of it is seen:
//! small numbers, totals, rows that stand alone, tables that join.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

mod common;

use common::books::workbooks;
use common::outgoing::Outgoing;
use common::table::{Sheet, State};
use serde_json::Value;

/// What a finding says: file, rule, severity, place, count, message.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Said {
    file: String,
    rule: String,
    severity: String,
    location: String,
    count: u64,
    message: String,
}

/// The findings of a release, in the order of the report.
fn said(test: &str, files: &[(&str, Vec<u8>)]) -> Vec<Said> {
    said_with(test, files, &[])
}

fn said_with(test: &str, files: &[(&str, Vec<u8>)], more: &[&str]) -> Vec<Said> {
    let folder = files.iter().fold(Outgoing::new(test), |it, (name, bytes)| it.file(name, bytes));
    let run = folder.run(&[&["check", "--format", "json"], more].concat());
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let mut all = Vec::new();
    for file in report["files"].as_array().unwrap() {
        assert_eq!(file["gaps"], Value::Array(Vec::new()), "{file:#}");
        for finding in file["findings"].as_array().unwrap() {
            let text = |key: &str| finding[key].as_str().unwrap().to_owned();
            all.push(Said {
                file: file["name"].as_str().unwrap().trim_start_matches("./").to_owned(),
                rule: text("rule"),
                severity: text("severity"),
                location: text("location"),
                count: finding["count"].as_u64().unwrap(),
                message: text("message"),
            });
        }
    }
    all
}

/// The findings of a rule.
fn of(rule: &str, said: &[Said]) -> Vec<Said> {
    said.iter().filter(|it| it.rule == rule).cloned().collect()
}

/// A table as text with commas.
fn csv(rows: &[&[&str]]) -> Vec<u8> {
    rows.iter().map(|row| row.join(",") + "\n").collect::<String>().into_bytes()
}

/// The table in each format that carries one, by the name of a file.
fn tables(rows: &[&[&str]]) -> Vec<(String, Vec<u8>)> {
    let books = workbooks(&[Sheet::of("Sheet", rows)]);
    let books = books.into_iter().map(|(format, bytes)| (format!("reply.{format}"), bytes));
    books.chain([("reply.csv".to_owned(), csv(rows))]).collect()
}

/// The findings of a rule in each format, the sheet left out of the place: they
/// must be equal.
fn everywhere(test: &str, rule: &str, rows: &[&[&str]]) -> Vec<(String, String, u64, String)> {
    let found = tables(rows).into_iter().map(|(name, bytes)| {
        let found = of(rule, &said(&format!("{test}-{name}"), &[(&name, bytes)]));
        let plain =
            |it: Said| (it.severity, it.location.replace("Sheet!", ""), it.count, it.message);
        (name, found.into_iter().map(plain).collect::<Vec<_>>())
    });
    let found: Vec<_> = found.collect();
    for (name, other) in &found {
        assert_eq!(other, &found[0].1, "{name} and {}", found[0].0);
    }
    found[0].1.clone()
}

fn expected(
    severity: &str,
    location: &str,
    count: u64,
    message: &str,
) -> (String, String, u64, String) {
    (severity.to_owned(), location.to_owned(), count, message.to_owned())
}

/// X52. C07.
#[test]
fn counts_below_five_in_a_table_about_people_are_a_note() {
    let rows: &[&[&str]] = &[
        &["Rank", "Officers dismissed", "Officers warned"],
        &["Constable", "12", "40"],
        &["Sergeant", "3", "9"],
        &["Inspector", "0", "1"],
    ];
    let found = everywhere("small", "small-number", rows);
    assert_eq!(found, [expected("note", "B3:C4", 2, "2 counts below five.")]);
    let goods: &[&[&str]] =
        &[&["Product", "Sold", "Returned"], &["tea", "12", "3"], &["milk", "7", "2"]];
    assert_eq!(everywhere("goods", "small-number", goods), [], "goods are nobody");
}

/// X52.
#[test]
fn a_withheld_count_that_a_total_gives_away_holds_the_release() {
    let rows: &[&[&str]] = &[
        &["Station", "2024", "2025", "Total"],
        &["Exampleton", "12", "7", "19"],
        &["Sampleford", "1 to 4", "9", "*"],
        &["Madeup Bay", "30", "8", "38"],
        &["Total", "45", "24", "69"],
    ];
    let message = "2 withheld counts can be worked out from the totals.";
    let found = everywhere("derived", "derivable-number", rows);
    assert_eq!(found, [expected("warning", "B3:D3", 2, message)]);
    let safe: &[&[&str]] = &[
        &["Station", "2024", "2025", "Total"],
        &["Exampleton", "12", "7", "19"],
        &["Sampleford", "[c]", "[c]", "12"],
        &["Madeup Bay", "[c]", "[c]", "38"],
        &["Total", "45", "24", "69"],
    ];
    assert_eq!(everywhere("withheld", "derivable-number", safe), [], "two in each line");
}

/// C05. C07. G10. X53.
#[test]
fn a_row_that_stands_alone_tells_of_one_person() {
    let rows: &[&[&str]] = &[
        &["Rank", "Unit", "Station"],
        &["Constable", "Response", "Exampleton"],
        &["Constable", "Response", "Exampleton"],
        &["Sergeant", "Response", "Exampleton"],
        &["Constable", "Traffic", "Sampleford"],
        &["Constable", "Traffic", "Sampleford"],
    ];
    let message = "1 of 5 rows stands alone by rank, unit and location.";
    let found = everywhere("alone", "singled-out", rows);
    assert_eq!(found, [expected("warning", "A1:C6", 1, message)]);
    let counted: &[&[&str]] = &[
        &["Rank", "Unit", "Station", "Headcount"],
        &["Constable", "Response", "Exampleton", "20"],
        &["Sergeant", "Response", "Exampleton", "8"],
        &["Constable", "Traffic", "Sampleford", "30"],
    ];
    assert_eq!(everywhere("counted", "singled-out", counted), [], "groups, not people");
}

const STAFF: &[&[&str]] = &[
    &["Collar No", "Surname", "Rank"],
    &["90011", "Sample", "Constable"],
    &["90012", "Invented", "Sergeant"],
    &["90013", "Madeup", "Constable"],
    &["90014", "Fictional", "Inspector"],
];
const SANCTIONS: &[&[&str]] =
    &[&["Collar No", "Sanction"], &["090013", "written warning"], &["90011", "dismissed"]];

/// C06.
#[test]
fn two_files_that_share_a_number_join_back() {
    for (name, bytes) in tables(STAFF) {
        let files = [("sanctions.csv", csv(SANCTIONS)), (name.as_str(), bytes)];
        let found = of("joins-back", &said(&format!("join-{name}"), &files));
        let [found] = &found[..] else { panic!("{name}: {found:?}") };
        assert_eq!((found.file.as_str(), found.count), ("sanctions.csv", 2), "{name}");
        assert_eq!((found.severity.as_str(), found.location.as_str()), ("error", "A2:A3"));
        let start = format!("2 of 2 staff numbers stand beside names in {name} (");
        assert!(found.message.starts_with(&start), "{}", found.message);
        assert!(
            found.message.ends_with("under “Collar No”); here with misconduct."),
            "{}",
            found.message
        );
    }
    let others: &[&[&str]] =
        &[&["Collar No", "Sanction"], &["80013", "warned"], &["80011", "none"]];
    let files = [("others.csv", csv(others)), ("staff.csv", csv(STAFF))];
    let found = said("no-join", &files);
    assert!(found.iter().all(|it| !it.message.contains("beside names")), "{found:?}");
}

/// C06.
#[test]
fn two_sheets_of_one_workbook_join_back() {
    let sheets = [Sheet::of("Answer", SANCTIONS), Sheet::of("Staff", STAFF).state(State::Hidden)];
    for (format, bytes) in workbooks(&sheets) {
        let found = of("joins-back", &said(&format!("sheets-{format}"), &[("reply", bytes)]));
        let [found] = &found[..] else { panic!("{format}: {found:?}") };
        assert_eq!(found.location, "Answer!A2:A3", "{format}");
        assert!(found.message.contains("in this file (Staff!A2:A5, under"), "{}", found.message);
    }
}

/// C06.
#[test]
fn references_that_no_heading_explains_join_only_many_rows_about_people() {
    let refs = |with: &str, cell: &str| {
        let rows: Vec<[String; 2]> = (0..8)
            .map(|row| {
                [format!("QX{}", 7_001 + 13 * row), format!("{cell}{}", ["a", "e", "o"][row % 3])]
            })
            .collect();
        let lines = rows.iter().map(|row| row.join(",") + "\n");
        (format!("Participant ID,{with}\n") + &lines.collect::<String>()).into_bytes()
    };
    let people: &[&[&str]] = &[&["Participant ID", "Full name"]];
    let named: String = (0..8)
        .map(|row| {
            format!("QX{},Jane {}\n", 7_001 + 13 * row, ["Smith", "Hughes", "Patel"][row % 3])
        })
        .collect();
    let named = [csv(people), named.into_bytes()].concat();
    let files = [("a.csv", refs("Diagnosis", "ill")), ("b.csv", named.clone())];
    assert_eq!(of("joins-back", &said("ids", &files)).len(), 1);
    let files = [("a.csv", refs("Colour", "blu")), ("b.csv", named)];
    assert_eq!(of("joins-back", &said("colours", &files)), [], "colours tell of nobody");
}

#[test]
fn a_number_in_a_letter_is_given_a_name_elsewhere() {
    let letter = "Dear Ms Bay,\n\nThe decision was taken by PC 90013 in May.\n";
    for (name, bytes) in tables(STAFF) {
        let files = [("letter.txt", letter.into()), (name.as_str(), bytes)];
        let found = of("named-elsewhere", &said(&format!("letter-{name}"), &files));
        let [found] = &found[..] else { panic!("{name}: {found:?}") };
        assert_eq!((found.file.as_str(), found.location.as_str()), ("letter.txt", "line 3"));
        assert_eq!(found.severity, "warning");
    }
    let minutes = "Present: PC 90013 Sample, PS 90014 Patel.\n";
    let files = [("letter.txt", letter.into()), ("minutes.txt", minutes.into())];
    let found = of("named-elsewhere", &said("minutes", &files));
    assert_eq!(found.len(), 1, "{found:?}");
    let both = "PC 90013 came. PC 90013 Sample left.\n";
    assert_eq!(of("named-elsewhere", &said("both", &[("a.txt", both.into())])), []);
}

/// C06.
#[test]
fn rows_in_the_order_of_a_table_with_names_join_back() {
    let units = ["Traffic", "Custody", "Response", "Roads", "Training", "Traffic", "Custody"];
    let rows = |heading: &str, cells: &[&str]| {
        let rows =
            (0..14).map(|row| format!("{},{}\n", units[row * 5 % 7], cells[row % cells.len()]));
        (format!("Unit,{heading}\n") + &rows.collect::<String>()).into_bytes()
    };
    let names = ["Smith", "Patel", "Hughes", "Okafor", "Nowak", "Begum", "Campbell", "Doherty"];
    let files = [
        ("names.csv", rows("Surname", &names)),
        ("outcomes.csv", rows("Sanction", &["warned", "dismissed", "fined"])),
    ];
    let found = of("same-row-order", &said("order", &files));
    let [found] = &found[..] else { panic!("{found:?}") };
    assert_eq!((found.file.as_str(), found.count), ("outcomes.csv", 14));
    let colours = rows("Colour", &["blue", "red"]);
    let files = [("names.csv", rows("Surname", &names)), ("colours.csv", colours)];
    assert_eq!(of("same-row-order", &said("order-colours", &files)), []);
}

#[test]
fn people_who_are_only_hidden_are_told_from_those_whom_everyone_sees() {
    let seen: &[&[&str]] = &[&["Name", "Rank"], &["Sample, J", "PC"], &["Kim Invented", "PS"]];
    let hidden: &[&[&str]] = &[
        &["Surname", "Forename", "Rank"],
        &["Sample", "Jane", "PC"],
        &["Invented", "Kim", "PS"],
        &["Madeup", "Lena", "PC"],
    ];
    let cases = [
        (hidden, "2 of 3 names also stand where everyone sees them"),
        (&hidden[..3], "all names also stand where everyone sees them"),
    ];
    for (number, (hidden, remark)) in (1..).zip(cases) {
        let sheets = [Sheet::of("Old", hidden).state(State::Hidden), Sheet::of("New", seen)];
        for (format, bytes) in workbooks(&sheets) {
            let found = said(&format!("seen-{number}-{format}"), &[("reply", bytes)]);
            let [found] = &of("hidden-sheet", &found)[..] else { panic!("{format}: {found:?}") };
            assert!(found.message.contains(remark), "{format}: {}", found.message);
        }
    }
    let sheets = [Sheet::of("Old", hidden).state(State::Hidden)];
    for (format, bytes) in workbooks(&sheets) {
        let found = said(&format!("unseen-{format}"), &[("reply", bytes)]);
        let [found] = &of("hidden-sheet", &found)[..] else { panic!("{format}: {found:?}") };
        assert!(found.message.contains("none of the names stands"), "{format}: {}", found.message);
    }
}

#[test]
fn the_order_of_the_files_and_the_number_of_workers_change_nothing() {
    let file = |number: usize| {
        let row = |row: usize| format!("9{:04},Officer in unit {}\n", 17 * row + number, row % 3);
        let rows: String = (0..40).map(row).collect();
        (format!("Collar No,Sanction\n{rows}")).into_bytes()
    };
    let mut files: Vec<(String, Vec<u8>)> =
        (0..6).map(|it| (format!("f{it}.csv"), file(it))).collect();
    let staff: String = (0..700).map(|it| format!("9{it:04},Smith,PC\n")).collect();
    files.push(("staff.csv".into(), format!("Collar No,Surname,Rank\n{staff}").into_bytes()));
    let all: Vec<(&str, Vec<u8>)> =
        files.iter().map(|(it, bytes)| (it.as_str(), bytes.clone())).collect();
    let one = said_with("workers-1", &all, &["--jobs", "1"]);
    assert_eq!(of("joins-back", &one).len(), 6, "{one:?}");
    assert_eq!(said_with("workers-2", &all, &["--jobs", "2"]), one);
}
