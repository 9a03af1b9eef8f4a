//! Looking back over an archive: whatever interrupts it, it ends in the same table, and
//! its journal holds nothing that stood in a file.

#![allow(clippy::unwrap_used)] // a test that panics has failed

mod common;

use std::fs;

use common::books::workbooks;
use common::outgoing::{Outgoing, Run};
use common::table::{Sheet, State};
use serde_json::Value;

/// An archive of replies of three years; the second of each year holds.
fn archive(test: &str) -> Outgoing {
    let mut folder = Outgoing::new(&format!("look-back-{test}"));
    for year in 2019..2022 {
        for reply in 0..4 {
            let text = match reply {
                1 => "NI: AB123456C\n".to_owned(),
                _ => format!("We hold {reply} cars.\n"),
            };
            folder = folder.file(&format!("old/{year}/FOI-{reply}/reply.txt"), text);
        }
    }
    folder
}

fn look_back(folder: &Outgoing, more: &[&str]) -> Run {
    folder.run(&[&["check", "old", "--resume", "journal.jsonl"][..], more].concat())
}

fn json(folder: &Outgoing) -> Value {
    let run = look_back(folder, &["--format", "json"]);
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

fn journal(folder: &Outgoing) -> String {
    fs::read_to_string(folder.path("journal.jsonl")).unwrap()
}

#[test]
fn it_ends_in_a_table_by_rule_and_year() {
    let folder = archive("table").file("old/2020/FOI-9/scan.xyz", [0, 159, 146, 150]);
    let run = look_back(&folder, &[]);
    assert_eq!(run.code, 1, "{run:?}");
    let lines: Vec<Vec<&str>> =
        run.stdout.lines().map(|it| it.split_whitespace().collect()).collect();
    assert!(lines[0].ends_with(&["2019", "2020", "2021", "all"]), "{run:?}");
    let nino = ["error", "IDN001", "national-insurance-number", "1", "1", "1", "3"];
    assert_eq!(lines[1], nino, "{run:?}");
    assert_eq!(lines[2], ["gap", "-", "unknown-format", "-", "1", "-", "1"], "{run:?}");
    let first = "  old/2021/FOI-1/reply.txt: 1 error, 0 hidden, 0 warnings; 1 in one place\n";
    assert!(run.stdout.contains("\nLook first at\n") && run.stdout.contains(first), "{run:?}");
    let last = "4 of 13 files hold.\nHOLD: not ready to release. 13 files, 1 of them not read: ";
    assert!(run.stdout.contains(last), "{run:?}");
    let json = json(&folder);
    assert_eq!((&json["archived"], &json["holding"]), (&13.into(), &4.into()));
    assert_eq!(json["rules"][0]["years"], serde_json::json!({"2019": 1, "2020": 1, "2021": 1}));
    assert_eq!(json["summary"]["error"], 3);
}

#[test]
fn what_nobody_saw_comes_first() {
    let staff: &[&[&str]] = &[
        &["Surname", "Initial", "Rank"],
        &["Sample", "J", "Constable"],
        &["Invented", "K", "Sergeant"],
        &["Madeup", "L", "Constable"],
    ];
    let book = |state| {
        let sheets = [Sheet::of("A", &[&["Cars"], &["3"]]), Sheet::of("B", staff).state(state)];
        workbooks(&sheets).into_iter().find(|it| it.0 == "xlsx").unwrap().1
    };
    let folder = Outgoing::new("look-back-hidden")
        .file("old/2019/a/seen.xlsx", book(State::Visible))
        .file("old/2019/z/hidden.xlsx", book(State::Hidden));
    let json = json(&folder);
    assert_eq!(json["first"][0]["name"], "old/2019/z/hidden.xlsx", "{json}");
    assert_eq!(json["first"][1]["hidden"], 0);
}

#[test]
fn a_run_that_was_interrupted_goes_on_and_ends_in_the_same() {
    let folder = archive("resume");
    let whole = look_back(&folder, &[]).stdout;
    let text = journal(&folder);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 13, "a head, and a line a folder: {text}");
    for cut in [0, 5, text.len() / 3, text.len() / 2, text.len() - 1, text.len()] {
        fs::write(folder.path("journal.jsonl"), &text[..cut]).unwrap();
        let run = look_back(&folder, &[]);
        assert_eq!((run.code, &run.stdout), (1, &whole), "cut at {cut}");
        assert_eq!(journal(&folder), text, "cut at {cut}");
    }
}

#[test]
fn what_has_changed_is_looked_at_again_and_the_rest_is_not() {
    let folder = archive("changed");
    look_back(&folder, &[]);
    let before = journal(&folder);
    let folder = folder.file("old/2019/FOI-1/reply.txt", "NI: none now\n");
    let json = json(&folder);
    assert_eq!((&json["archived"], &json["holding"]), (&12.into(), &2.into()));
    let after = journal(&folder);
    assert!(after.starts_with(&before), "it is only added to");
    assert_eq!(after.lines().count(), before.lines().count() + 1);
}

#[test]
fn the_same_size_and_time_do_not_hide_other_bytes() {
    let folder = archive("bytes");
    look_back(&folder, &[]);
    let path = folder.path("old/2019/FOI-0/reply.txt");
    let modified = path.metadata().unwrap().modified().unwrap();
    let text = "NI: AB123456C.\n\n";
    assert_eq!(text.len(), "We hold 0 cars.\n".len());
    fs::write(&path, text).unwrap();
    let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_modified(modified).unwrap();
    assert_eq!(json(&folder)["holding"], 4);
}

#[test]
fn other_rules_are_another_look() {
    let folder = archive("rules");
    look_back(&folder, &[]);
    let lines = journal(&folder).lines().count();
    assert_eq!(look_back(&folder, &["--ignore", "IDN"]).code, 0);
    assert_eq!(journal(&folder).lines().count(), 2 * lines - 1);
    assert_eq!(look_back(&folder, &[]).code, 1, "and the first is still there");
    assert_eq!(journal(&folder).lines().count(), 2 * lines - 1);
}

#[test]
fn decisions_count_in_a_look_back_too() {
    let folder = archive("decided");
    let accept = |folder: &Outgoing| {
        let check = folder.run(&["check", "old/2020", "--format", "json"]).stdout;
        let report: Value = serde_json::from_str(&check).unwrap();
        let files = report["files"].as_array().unwrap();
        let print = files.iter().find_map(|it| it["findings"][0]["fingerprint"].as_str());
        let base = ["accept", print.unwrap(), "--in", "old/2020", "--reason", "r", "--by", "A"];
        assert_eq!(folder.run(&base).code, 0);
    };
    accept(&folder);
    let json = json(&folder);
    assert_eq!(json["summary"]["decided"], 3, "the same file of the same name: {json}");
    assert_eq!((&json["verdict"], &json["holding"]), (&"clear".into(), &0.into()));
}

#[test]
fn files_of_one_folder_are_put_beside_each_other() {
    let staff = "Collar No,Surname,Rank\n90011,Sample,Constable\n90012,Invented,Sergeant\n\
                 90013,Madeup,Constable\n90014,Fictional,Inspector\n";
    let sanctions = "Collar No,Sanction\n90013,written warning\n90011,dismissed\n";
    let folder = Outgoing::new("look-back-beside")
        .file("old/2019/a/staff.csv", staff)
        .file("old/2019/a/sanctions.csv", sanctions)
        .file("old/2019/b/sanctions.csv", sanctions);
    let json = json(&folder);
    let rules = json["rules"].as_array().unwrap();
    let joins = rules.iter().find(|it| it["name"] == "joins-back").expect("it joins back");
    assert_eq!(joins["files"], 1, "{json}");
}

#[test]
fn the_journal_holds_nothing_of_a_file_or_its_name() {
    let folder = Outgoing::new("look-back-masked")
        .file("old/Letter to Jane Thistlewood.txt", "PC 1234 Sampleton, NI AB123456C\n")
        .file("old/list.csv", "Surname,Rank\nThistlewood,Constable\nSampleton,Sergeant\n");
    assert_eq!(look_back(&folder, &["--reveal"]).code, 1);
    let text = journal(&folder);
    for planted in ["histlewood", "ampleton", "AB123456", "Letter", "list.csv"] {
        assert!(!text.contains(planted), "{planted}: {text}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = folder.path("journal.jsonl").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_journal_that_cannot_be_ends_in_two_and_is_left_as_it_was() {
    let folder = archive("refused").file("notes.txt", "Dear diary\n");
    let cases: &[(&[&str], &str)] = &[
        (&["--resume", "notes.txt"], "is not a journal"),
        (&["--resume", "old/journal.jsonl"], "lies inside the release"),
        (&["--resume", "absent/journal.jsonl"], "there is no folder for absent"),
        (&["--resume", "j.jsonl", "--report", "json=x.json"], "cannot be used with"),
    ];
    for (arguments, message) in cases {
        let run = folder.run(&[&["check", "old"][..], arguments].concat());
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.stderr.contains(message), "{arguments:?}: {run:?}");
    }
    assert_eq!(fs::read_to_string(folder.path("notes.txt")).unwrap(), "Dear diary\n");
    let file = fs::File::create(folder.path("busy.jsonl")).unwrap();
    file.lock().unwrap();
    let run = folder.run(&["check", "old", "--resume", "busy.jsonl"]);
    assert!(run.code == 2 && run.stderr.contains("another run writes to busy"), "{run:?}");
}
