//! No file that foilint writes, and no message of any command, holds what stood in a
//! release: a decisions file, a journal, a receipt or an error is no second leak.

#![allow(clippy::unwrap_used)] // a test that panics has failed

mod common;

use std::fs;

use common::books::workbooks;
use common::outgoing::{Outgoing, Run};
use common::table::{Sheet, State};
use serde_json::Value;

/// What stands in the release, and must stand nowhere else.
const PLANTED: &[&str] =
    &["Thistlewood", "Quillfeather", "AB123456C", "AB 12 34 56 C", "900417", "07700 900417"];

/// A release with people in cells, hidden sheets, names of sheets, files and archives.
fn release(test: &str) -> Outgoing {
    let people: &[&[&str]] = &[
        &["Surname", "Initial", "Rank", "Staff number", "NI number"],
        &["Thistlewood", "J", "Constable", "900417", "AB123456C"],
        &["Quillfeather", "K", "Sergeant", "900418", "AB123457C"],
        &["Thistlewood", "L", "Constable", "900419", "AB123458C"],
    ];
    let seen: &[&[&str]] = &[&["Cars", "Station"], &["3", "Anytown"]];
    let sheets =
        [Sheet::of("Cars", seen), Sheet::of("Jane Thistlewood", people).state(State::Hidden)];
    let letter =
        "Dear sir,\n\nSergeant Jane Thistlewood (07700 900417), NI AB 12 34 56 C, wrote.\n";
    let mut folder = Outgoing::new(&format!("planted-{test}"))
        .file("out/2024/letter.txt", letter)
        .file("out/2024/scan.xyz", [&[0, 159, 146, 150], letter.as_bytes()].concat())
        .file("out/2025/broken.xlsx", b"PK\x03\x04 Thistlewood AB123456C");
    for (name, bytes) in workbooks(&sheets) {
        folder = folder.file(&format!("out/2025/reply.{name}"), bytes);
    }
    folder
}

fn assert_silent(what: &str, text: &str) {
    for planted in PLANTED {
        assert!(!text.contains(planted), "{what} holds {planted}: {text}");
    }
}

fn assert_run_is_silent(arguments: &[&str], run: &Run) {
    assert_silent(&format!("the output of {arguments:?}"), &run.stdout);
    assert_silent(&format!("the errors of {arguments:?}"), &run.stderr);
}

/// The fingerprints of all findings and gaps.
fn fingerprints(folder: &Outgoing) -> Vec<String> {
    let run = folder.run(&["check", "out", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let files = report["files"].as_array().unwrap();
    let rows = |key: &'static str| files.iter().flat_map(move |it| it[key].as_array().unwrap());
    let prints = rows("findings").chain(rows("gaps"));
    prints.filter_map(|it| it["fingerprint"].as_str().map(str::to_owned)).collect()
}

#[test]
fn decisions_receipts_and_journals_hold_nothing_of_the_release() {
    let folder = release("files");
    let prints = fingerprints(&folder);
    assert!(prints.len() > 20, "there is much to decide: {prints:?}");
    let mut accept: Vec<&str> = vec!["accept"];
    accept.extend(prints.iter().map(String::as_str));
    accept.extend(["--in", "out", "--reason", "Invented", "--by", "A. Officer"]);
    let commands: &[&[&str]] = &[
        &["check", "out", "--resume", "journal.jsonl"],
        &["check", "out", "--resume", "journal.jsonl", "--format", "json"],
        &accept,
        &["decisions", "out"],
        &["decisions", "out", "--format", "json"],
        &["check", "out"],
        &["check", "out", "--format", "json"],
        &["check", "out", "--resume", "journal.jsonl"],
        &["seal", "out", "-o", "receipt.json", "--by", "A. Officer"],
        &["verify", "receipt.json", "out"],
    ];
    for arguments in commands {
        let run = folder.run(arguments);
        assert!(run.code != 2, "{arguments:?}: {run:?}");
        assert_run_is_silent(arguments, &run);
    }
    for name in ["decisions.toml", "journal.jsonl", "receipt.json"] {
        assert_silent(name, &fs::read_to_string(folder.path(name)).unwrap());
    }
    let folder = folder.file("out/2024/letter.txt", "Sergeant Kim Quillfeather wrote.\n");
    for arguments in
        [&["check", "out"][..], &["decisions", "out", "--prune"], &["verify", "receipt.json"]]
    {
        assert_run_is_silent(arguments, &folder.run(arguments));
    }
}

#[test]
fn no_error_quotes_what_a_file_holds() {
    let text = "Sergeant Jane Thistlewood = AB123456C\n";
    let key = format!("key = \"{}\"\n[[decision]]\nThistlewood\n", "0a".repeat(32));
    let folder = release("errors")
        .file("text.toml", text)
        .file("list.toml", "[[rule]]\ncode = \"Thistlewood\"\nbad = \"AB123456C\"\n")
        .file("half.toml", "x = \"Thistlewood\n")
        .file("key.toml", "key = \"Thistlewood\"\n")
        .file("decision.toml", key)
        .file("text.json", "{\"receipt\": \"Thistlewood AB123456C\"}")
        .file("text.txt", text);
    let commands: &[&[&str]] = &[
        &["check", "out", "--decisions", "text.toml"],
        &["check", "out", "--decisions", "half.toml"],
        &["check", "out", "--decisions", "key.toml"],
        &["check", "out", "--decisions", "decision.toml"],
        &["decisions", "--decisions", "text.toml"],
        &["check", "out", "--config", "text.toml"],
        &["check", "out", "--config", "half.toml"],
        &["check", "out", "--pack", "text.toml"],
        &["check", "out", "--pack", "half.toml"],
        &["test", "list.toml"],
        &["test", "half.toml"],
        &["test", "text.txt"],
        &["check", "out", "--resume", "text.txt"],
        &["verify", "text.json"],
        &["verify", "text.txt"],
        &["verify", "out/2025/broken.xlsx"],
    ];
    for arguments in commands {
        let run = folder.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert_run_is_silent(arguments, &run);
    }
}
