//! Receipts: what is sent is what was checked.

#![allow(clippy::unwrap_used)] // a test that panics has failed

mod common;

use std::fs;

use common::archive::{Entry, archive};
use common::outgoing::{Outgoing, Run};
use serde_json::Value;

/// A folder with two replies that may go.
fn release(test: &str) -> Outgoing {
    Outgoing::new(&format!("receipt-{test}"))
        .file("out/reply.txt", "We hold no such information.\n")
        .file("out/annex/counts.csv", "Colour,Cars\nred,1\nblue,2\n")
}

fn seal(folder: &Outgoing, more: &[&str]) -> Run {
    let base = ["seal", "out", "-o", "receipt.json", "--by", "A. Officer"];
    folder.run(&[&base[..], more].concat())
}

fn receipt(folder: &Outgoing) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.path("receipt.json")).unwrap()).unwrap()
}

#[test]
fn a_receipt_says_what_was_checked_by_whom_and_with_what() {
    let folder = release("says");
    let run = seal(&folder, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.starts_with("receipt.json: SHA-256 "), "{run:?}");
    assert!(run.stdout.contains("\nCLEAR: nothing holds it. 2 files: "), "{run:?}");
    let receipt = receipt(&folder);
    assert_eq!((&receipt["receipt"], &receipt["by"]), (&1.into(), &"A. Officer".into()));
    assert_eq!(receipt["tool"]["name"], "foilint");
    assert!(receipt["tool"]["rules"].as_str().unwrap().starts_with("blake3:"));
    assert_eq!(receipt["on"].as_str().unwrap().len(), "2026-01-01T00:00:00Z".len());
    let files = receipt["files"].as_array().unwrap();
    assert_eq!(files[0]["name"], "annex/counts.csv");
    assert_eq!(files[0]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(files[1]["name"], "reply.txt");
    assert_eq!(receipt["summary"]["files"], 2);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = folder.path("receipt.json").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn what_is_held_gets_no_receipt() {
    let folder = release("held").file("out/letter.txt", "NI: AB123456C\n");
    let run = seal(&folder, &[]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.ends_with("No receipt was written.\n"), "{run:?}");
    assert!(!folder.path("receipt.json").exists());
}

#[test]
fn findings_and_decisions_are_in_the_receipt_and_no_content_is() {
    let folder = release("decided").file("out/letter.txt", "NI: AB123456C\n");
    let check = folder.run(&["check", "out", "--format", "json"]).stdout;
    let report: Value = serde_json::from_str(&check).unwrap();
    let print = report["files"][1]["findings"][0]["fingerprint"].as_str().unwrap().to_owned();
    let reason = "Invented by Jane Thistlewood";
    let accept = ["accept", &print, "--in", "out", "--reason", reason, "--by", "B. Manager"];
    assert_eq!(folder.run(&accept).code, 0);
    assert_eq!(seal(&folder, &[]).code, 0);
    let text = fs::read_to_string(folder.path("receipt.json")).unwrap();
    assert!(!text.contains("123456C") && !text.contains("histlewood"), "{text}");
    let receipt = receipt(&folder);
    let finding = &receipt["files"][1]["findings"][0];
    assert_eq!((&finding["code"], &finding["decided"]), (&"IDN001".into(), &true.into()));
    assert_eq!(receipt["decisions"][0]["by"], "B. Manager");
    assert_eq!(receipt["decisions"][0]["fingerprint"], finding["fingerprint"]);
    assert_eq!(receipt["summary"]["decided"], 1);
}

#[test]
fn verify_says_what_is_changed_added_and_missing() {
    let folder = release("verify").file("out/c.txt", "Nothing.\n");
    assert_eq!(seal(&folder, &[]).code, 0);
    let same = folder.run(&["verify", "receipt.json"]);
    assert_eq!(same.code, 0, "{same:?}");
    assert!(same.stdout.starts_with("SAME: 3 files, as A. Officer sealed on "), "{same:?}");
    let folder = folder.file("out/reply.txt", "We hold it.\n").file("out/new.txt", "");
    fs::remove_file(folder.path("out/c.txt")).unwrap();
    let run = folder.run(&["verify", "receipt.json", "out"]);
    assert_eq!(run.code, 1, "{run:?}");
    let expected = "changed  reply.txt\nadded    new.txt\nmissing  c.txt\nDIFFERS from what A. Off";
    assert!(run.stdout.starts_with(expected), "{run:?}");
    assert!(run.stdout.ends_with(": 1 changed, 1 added, 1 missing, 1 the same.\n"), "{run:?}");
    let json = folder.run(&["verify", "receipt.json", "out", "--format", "json"]);
    assert_eq!(json.code, 1);
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["verdict"], "differs");
    assert_eq!(json["changed"], serde_json::json!(["reply.txt"]));
    assert_eq!((&json["same"], &json["added"][0]), (&1.into(), &"new.txt".into()));
}

#[test]
fn a_copy_of_the_release_is_the_release() {
    let folder = release("copy");
    assert_eq!(seal(&folder, &[]).code, 0);
    let folder = folder
        .file("sent/2026/reply.txt", "We hold no such information.\n")
        .file("sent/2026/annex/counts.csv", "Colour,Cars\nred,1\nblue,2\n");
    assert_eq!(folder.run(&["verify", "receipt.json", "sent/2026"]).code, 0);
    assert_eq!(folder.run(&["verify", "receipt.json", "sent"]).code, 1, "a folder too high");
    fs::create_dir(folder.path("empty")).unwrap();
    let run = folder.run(&["verify", "receipt.json", "empty"]);
    assert!(run.code == 1 && run.stdout.contains("2 missing"), "{run:?}");
}

#[test]
fn what_was_excluded_was_not_checked_and_is_added() {
    let folder = release("excluded").file("out/draft.txt", "NI: AB123456C\n");
    assert_eq!(seal(&folder, &["--exclude", "draft.txt"]).code, 0);
    assert_eq!(receipt(&folder)["summary"]["excluded"], 1);
    let run = folder.run(&["verify", "receipt.json"]);
    assert!(run.code == 1 && run.stdout.starts_with("added    draft.txt\n"), "{run:?}");
}

#[test]
fn files_inside_files_are_told_with_what_holds_them() {
    let zip = archive(&[Entry::stored("inner.txt", b"Nothing.\n")]);
    let folder = release("inside").file("out/b.zip", zip);
    assert_eq!(seal(&folder, &[]).code, 0);
    let receipt = receipt(&folder);
    let inside = &receipt["files"][1]["inside"][0];
    assert_eq!((&inside["name"], &inside["format"]), (&"inner.txt".into(), &"text".into()));
}

#[test]
fn a_seal_or_a_receipt_that_cannot_be_ends_in_two() {
    let folder = release("refused").file("out/a.txt", "").file("other/reply.txt", "Nothing.\n");
    let cases: &[(&[&str], &str)] = &[
        (&["seal", "out", "-o", "out/receipt.json", "--by", "A"], "lies inside the release"),
        (&["seal", "out", "-o", "none/receipt.json", "--by", "A"], "there is no folder for none"),
        (&["seal", "out", "-o", "r.json", "--by", " "], "--by is empty"),
        (&["seal", "out", "-o", "r.json"], "--by <NAME>"),
        (&["seal", "-", "-o", "r.json", "--by", "A"], "only files and folders"),
        (&["seal", "out", "other", "-o", "r.json", "--by", "A"], "two files go by reply.txt"),
        (&["seal", "out", "-o", "other/reply.txt", "--by", "A"], "is there already"),
        (&["verify", "absent.json"], "there is no absent.json"),
        (&["verify", "out/reply.txt"], "is not a receipt of version 1: line 1"),
    ];
    for (arguments, message) in cases {
        let run = folder.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.stderr.contains(message), "{arguments:?}: {run:?}");
    }
    assert_eq!(seal(&folder, &[]).code, 0);
    let run = folder.run(&["verify", "receipt.json", "absent"]);
    assert!(run.code == 2 && run.stderr.contains("there is no absent"), "{run:?}");
}
