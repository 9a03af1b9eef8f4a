//! Decisions: what a person has let pass by name, with a reason, stays let pass through
//! edits elsewhere, ends with what it was given for, and is never silent.

#![allow(clippy::unwrap_used)] // a test that panics has failed

#[path = "../common/mod.rs"]
mod common;

mod file;
mod gaps;
mod standing;

use common::outgoing::{Outgoing, Run};
use serde_json::Value;

/// A National Insurance number that holds a release.
const NINO: &str = "AB123456C";

/// A folder with a reply in it.
fn reply(test: &str, text: &str) -> Outgoing {
    Outgoing::new(&format!("decisions-{test}")).file("out/reply.txt", text)
}

/// The JSON report of the reply's folder.
fn report(folder: &Outgoing) -> Value {
    let run = folder.run(&["check", "out", "--format", "json"]);
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

/// The fingerprints of all findings and gaps of a report.
fn fingerprints(report: &Value) -> Vec<String> {
    let rows = |key: &'static str| {
        let files = report["files"].as_array().unwrap().iter();
        files.flat_map(move |file| file[key].as_array().unwrap())
    };
    let prints = rows("findings").chain(rows("gaps"));
    prints.filter_map(|it| it["fingerprint"].as_str().map(str::to_owned)).collect()
}

/// `accept` with a reason and a name, and more arguments.
fn accept(folder: &Outgoing, print: &str, more: &[&str]) -> Run {
    let base =
        ["accept", print, "--in", "out", "--reason", "Public by office", "--by", "A. Officer"];
    folder.run(&[&base[..], more].concat())
}

/// Accepts all that there is.
fn accept_all(folder: &Outgoing) {
    for print in fingerprints(&report(folder)) {
        let run = accept(folder, &print, &[]);
        assert_eq!(run.code, 0, "{run:?}");
    }
}

/// The exit code of a check, and the counts of its report.
fn checked(folder: &Outgoing) -> (i32, Value) {
    let run = folder.run(&["check", "out"]);
    (run.code, report(folder)["summary"].clone())
}
