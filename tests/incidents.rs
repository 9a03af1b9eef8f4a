//! Each breach that foilint is named after is held, with a finding that names
//! the mechanism; its clean twin is clear.

mod common;

use common::incidents::{
    allowances, allowances_clean, counts_by_rank, counts_by_rank_clean, crime_statistics,
    crime_statistics_clean, csv, honours, honours_clean, relocation, relocation_clean,
};
use common::outgoing::Outgoing;
use serde_json::Value;

/// The loud findings of a file, and the exit code.
fn loud(name: &str, bytes: impl AsRef<[u8]>) -> (Vec<Value>, i32) {
    let folder = Outgoing::new(&name.replace('.', "-")).file(name, bytes);
    let (report, code) = folder.json();
    let findings = report["files"][0]["findings"].as_array().expect("a list").clone();
    let loud = findings.into_iter().filter(|it| it["severity"] != "note").collect();
    (loud, code)
}

/// The only loud finding of a file.
fn only(name: &str, bytes: impl AsRef<[u8]>) -> Value {
    let (mut findings, code) = loud(name, bytes);
    assert_eq!((findings.len(), code), (1, 1), "{findings:#?}");
    findings.remove(0)
}

#[test]
fn a_hidden_sheet_of_all_staff_is_one_error() {
    let finding = only("counts.xlsx", counts_by_rank().zip());
    assert_eq!(finding["rule"], "hidden-sheet");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["layer"], "hidden-sheet");
    assert_eq!(finding["container"], "SAP");
    assert_eq!(finding["location"], "SAP!A1:F9484");
    assert_eq!(finding["count"], 9_483);
    assert_eq!(
        finding["message"],
        "Hidden sheet: 9,483 people: surname, initial, rank, unit, location, staff number; none of \
         the names stands where everyone sees it."
    );
    assert!(finding["exemptions"].to_string().contains("s.40(2)"), "{finding}");
    assert!(finding["remedy"].as_str().is_some_and(|it| it.contains("Unhide")), "{finding}");
}

#[test]
fn records_in_a_pivot_cache_are_one_error() {
    let finding = only("crimes.xlsx", crime_statistics().zip());
    assert_eq!(finding["rule"], "pivot-cache");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["count"], 1_230);
    let message = finding["message"].as_str().expect("a sentence");
    assert!(message.contains("1,230 people: "), "{message}");
    for field in ["crime reference", "offence", "name", "age", "address"] {
        assert!(message.contains(field), "{message}");
    }
    assert!(message.contains("no sheet shows"), "{message}");
}

#[test]
fn rows_behind_a_filter_are_told_from_those_that_are_seen() {
    let (findings, code) = loud("relocation.xlsx", relocation().zip());
    assert_eq!(code, 1);
    let filtered =
        findings.iter().find(|it| it["layer"] == "filtered-row").expect("they are found");
    assert_eq!(filtered["severity"], "error");
    assert_eq!(filtered["count"], 33_000);
    assert_eq!(filtered["location"], "Applicants!A152:E33151");
    let seen = findings.iter().find(|it| it["layer"] == "body").expect("so are the others");
    assert_eq!((&seen["rule"], &seen["count"]), (&"people-table".into(), &150.into()));
}

#[test]
fn an_address_column_in_an_export_is_one_error() {
    let finding = only("honours.csv", honours());
    assert_eq!(finding["rule"], "people-table");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["count"], 109);
    assert_eq!(finding["message"], "The table lists 109 people: name, address, postcode.");
}

#[test]
fn names_and_ranks_in_plain_sight_are_one_error() {
    let finding = only("allowances.csv", csv(&allowances()));
    assert_eq!(finding["rule"], "people-table");
    assert_eq!(finding["count"], 56);
    assert_eq!(
        finding["message"],
        "The table lists 56 people: surname, forename, rank, location, pay."
    );
}

#[test]
fn the_clean_twin_of_each_is_clear() {
    let folder = Outgoing::new("clean-twins")
        .file("counts.xlsx", counts_by_rank_clean().zip())
        .file("crimes.xlsx", crime_statistics_clean().zip())
        .file("relocation.xlsx", relocation_clean().zip())
        .file("honours.csv", honours_clean())
        .file("allowances.csv", csv(&allowances_clean()));
    let (report, code) = folder.json();
    assert_eq!((&report["verdict"], code), (&"clear".into(), 0), "{report:#}");
    assert_eq!(report["summary"]["files"], 5);
}

#[test]
fn people_are_reported_though_the_rule_of_their_place_is_switched_off() {
    let folder = Outgoing::new("switched-off").file("counts.xlsx", counts_by_rank().zip());
    let run = folder.run(&["check", "--ignore", "HID", "--format", "concise"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("error PEO001 people-table"), "{run:?}");
}

#[test]
fn a_sheet_that_bears_a_name_is_not_named_in_clear() {
    let book = common::workbook::Workbook::new().sheet("Jane Robinson", [["Hours"], ["12"]]);
    let folder = Outgoing::new("sheet-name").file("hours.xlsx", book.zip());
    for format in ["full", "concise", "json"] {
        let run = folder.run(&["check", "--format", format]);
        assert!(run.stdout.contains("J•••") && !run.stdout.contains("obinson"), "{run:?}");
    }
    let revealed = folder.run(&["check", "--reveal"]);
    assert!(revealed.stdout.contains("Jane Robinson"), "{revealed:?}");
}

#[test]
fn a_sheet_that_bears_a_rank_is_named_in_clear() {
    let book = common::workbook::Workbook::new().sheet("Constables", [["Hours"], ["12"]]);
    let folder = Outgoing::new("rank-name").file("hours.xlsx", book.zip());
    let run = folder.run(&["check", "--format", "concise"]);
    assert!(run.stdout.contains("Constables: note RNK001"), "{run:?}");
}
