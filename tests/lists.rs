//! Lists of people are held however they are written down, and their harmless
//! twins are not.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

use foilint::artefact::Artefact;
use foilint::read::Limits;
use foilint::report::{Engine, Settings, check};
use foilint::rule::{Rules, Severity};

/// Invented people, each with initial and rank.
const STAFF: [[&str; 3]; 8] = [
    ["Smith", "J", "Sergeant"],
    ["Okafor", "A", "Constable"],
    ["Patel", "R", "Inspector"],
    ["Doherty", "K", "Constable"],
    ["Hughes", "M", "Constable"],
    ["Nowak", "T", "Sergeant"],
    ["Begum", "S", "Constable"],
    ["Campbell", "D", "Inspector"],
];

/// The rules that hold a file, with the place of each finding.
fn holding(name: &str, text: &str) -> Vec<(String, String)> {
    let engine = Engine::new(Rules::built_in().unwrap(), Limits::default(), &Settings::default());
    let engine = engine.unwrap();
    let files = check(Artefact::new(name, text.as_bytes()), &engine);
    assert!(files[0].gaps.is_empty(), "{name} is read to the end");
    let loud = files[0].findings.iter().filter(|it| it.severity > Severity::Note);
    let said = |rule: usize| engine.rules().get(rule).unwrap().name.clone();
    loud.map(|it| (said(it.rule), it.location.clone())).collect()
}

/// The names of the rules that hold a file.
fn rules(name: &str, text: &str) -> Vec<String> {
    holding(name, text).into_iter().map(|(rule, _)| rule).collect()
}

/// A line for each of the staff.
fn lines(line: impl Fn([&str; 3]) -> String) -> String {
    STAFF.map(|person| line(person) + "\n").concat()
}

/// The staff under headings, in columns of a width that blanks fill.
fn aligned() -> String {
    let row = |[surname, initial, rank]: [&str; 3]| format!("{surname:<14}{initial:<9}{rank}");
    row(["Surname", "Initial", "Rank"]) + "\n" + &lines(row)
}

#[test]
fn a_rank_beside_each_name_holds_a_list() {
    type Line = fn([&str; 3]) -> String;
    let written: &[Line] = &[
        |[surname, initial, rank]| format!("{surname}, {initial} ({rank})"),
        |[surname, initial, rank]| format!("{rank} - {initial} {surname}"),
        |[surname, initial, rank]| format!("{surname} {initial} – {rank}"),
        |[surname, initial, rank]| format!("{initial} {surname}: {rank}"),
        |[surname, _, rank]| format!("Jane {surname}, Custody {rank}"),
    ];
    for line in written {
        let text = lines(line);
        assert!(rules("a.txt", &text).contains(&"person-with-rank".to_owned()), "{text}");
    }
    let posts = lines(|[surname, initial, _]| format!("{surname}, {initial} (Head of Payroll)"));
    assert_eq!(rules("a.txt", &posts), [""; 0], "a post is no rank");
}

#[test]
fn a_table_within_a_text_is_held_where_it_stands() {
    let tabs = "Surname\tInitial\tRank\n".to_owned() + &lines(|it| it.join("\t"));
    let pipes = "| Surname | Initial | Rank |\n|---|---|---|\n".to_owned()
        + &lines(|it| format!("| {} |", it.join(" | ")));
    for (name, table, last) in
        [("a.txt", &tabs, 13), ("a.md", &pipes, 14), ("a.log", &aligned(), 13)]
    {
        let text = format!("Dear Ms Bay,\n\nThis is the list.\n\n{table}\nYours faithfully\n");
        let expected = ("people-table".to_owned(), format!("'table at line 5'!A5:C{last}"));
        assert_eq!(holding(name, &text), [expected], "{text}");
    }
}

#[test]
fn a_table_of_numbers_within_a_text_is_not_held() {
    let texts = [
        "This is the answer.\n\nRank\tUnit\tPosts\nSergeant\tRoads\t12\nConstable\tRoads\t80\n",
        "| Year | Offence | Number |\n|---|---|---|\n| 2021 | burglary | 120 |\n",
        "Month       Calls   Days\nJanuary       120     31\nFebruary      118     28\n",
        "1.  We hold the record.\n2.  We do not say.\n3.  See  section 40.\n",
    ];
    for text in texts {
        assert_eq!(rules("a.txt", text), [""; 0], "{text}");
    }
}

#[test]
fn a_long_table_within_a_text_is_one_table() {
    let text = format!("The list.\n{}", aligned()) + &aligned().repeat(3_000);
    let found = holding("a.txt", &text);
    assert!(found.iter().all(|(rule, _)| rule == "people-table"), "{found:?}");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn blanks_set_the_columns_of_a_table_apart() {
    let spaced = "Surname Initial Rank\n".to_owned() + &lines(|it| it.join(" "));
    for text in [spaced, aligned()] {
        assert!(rules("a.csv", &text).contains(&"people-table".to_owned()), "{text}");
    }
    assert_eq!(rules("a.csv", "Unit\nRoads Unit\nCustody Unit\nPress Unit\n"), [""; 0]);
}

#[test]
fn names_below_another_heading_are_held() {
    for heading in ["Rank", "Remarks", "Station"] {
        let names = lines(|[surname, initial, _]| format!("12,{surname} {initial}"));
        let text = format!("Posts,{heading}\n{names}");
        assert_eq!(rules("a.csv", &text), ["name-column"], "{heading}");
    }
    let ranked = "Posts,Rank\n12,Sergeant Okafor\n14,Constable\n14,Constable\n9,Sergeant\n";
    assert_eq!(rules("a.csv", ranked), ["person-with-rank"]);
    let ranks = lines(|[_, _, rank]| format!("12,{rank}"));
    assert_eq!(rules("a.csv", &format!("Posts,Rank\n{ranks}")), [""; 0]);
}

#[test]
fn a_list_below_a_table_of_numbers_is_held() {
    let months = "Burglary,120,31\nTheft,118,28\nAssault,99,30\n".repeat(40);
    let staff = lines(|it| it.join(","));
    let text = format!("{months}{}", staff.repeat(5));
    assert_eq!(rules("a.csv", &text), ["people-table"]);
    assert_eq!(rules("a.csv", &months), [""; 0]);
}

#[test]
fn keys_that_are_data_are_read_as_a_column() {
    let entry =
        |[surname, initial, rank]: [&str; 3]| format!("\"{surname}, {initial}\": \"{rank}\"");
    let text = format!("{{\"staff\": {{{}}}}}", STAFF.map(entry).join(","));
    let expected = ("people-table".to_owned(), "'$.staff'!A1:B8".to_owned());
    assert_eq!(holding("a.json", &text), [expected]);
    let entry = |[surname, _, rank]: [&str; 3]| format!("\"{surname}\": {{\"rank\": \"{rank}\"}}");
    let text = format!("{{{}}}", STAFF.map(entry).join(","));
    assert_eq!(rules("a.json", &text), ["name-column"]);
    let counts = r#"{"January": 12, "February": 8, "March": 9, "April": 7, "May": 11, "June": 5}"#;
    assert_eq!(rules("a.json", counts), [""; 0]);
}
