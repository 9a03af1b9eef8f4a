//! The committed examples are what the code builds, the release is held for
//! each of its mechanisms, and its clean twin is clear.

mod common;

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use common::showcase::{File, clean, release};
use serde_json::Value;

/// The most that a newcomer should have to download.
const SMALL: usize = 1_500_000;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// The JSON report of an example, and the exit code.
fn checked(name: &str) -> (Value, Option<i32>) {
    let mut foilint = Command::new(env!("CARGO_BIN_EXE_foilint"));
    let output = foilint.args(["check", "--format", "json"]).arg(folder(name)).output();
    let output = output.expect("foilint runs");
    (serde_json::from_slice(&output.stdout).expect("it prints JSON"), output.status.code())
}

/// What a file holds, archives unpacked: another release of a packer may pack
/// the same parts into other bytes.
fn unpacked(name: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return vec![(name.to_owned(), bytes.to_vec())];
    };
    let mut parts = Vec::new();
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("it unpacks");
        let inner = part.name().expect("a name").into_owned();
        parts.extend(unpacked(&format!("{name}!{inner}"), &bytes));
    }
    parts
}

/// Asserts that a folder holds these files and no others.
fn assert_current(name: &str, files: &[File]) {
    let listed = fs::read_dir(folder(name)).expect("the example is there");
    let mut there: Vec<_> = listed.map(|it| it.expect("an entry").file_name()).collect();
    there.sort();
    let names: Vec<_> = files.iter().map(|(name, _)| *name).collect();
    assert_eq!(there, names, "run `cargo run --example make_release`");
    for (file, bytes) in files {
        let committed = fs::read(folder(name).join(file)).expect("the file is there");
        let same = unpacked(file, &committed) == unpacked(file, bytes);
        assert!(same, "{name}/{file} is out of date: run `cargo run --example make_release`");
    }
}

#[test]
fn the_committed_examples_are_what_the_code_builds() {
    assert_current("release", &release());
    assert_current("clean", &clean());
}

#[test]
fn the_examples_are_small() {
    let size: usize = release().iter().chain(&clean()).map(|(_, bytes)| bytes.len()).sum();
    assert!(size < SMALL, "{size} bytes");
}

#[test]
fn the_release_is_held_for_each_of_its_mechanisms() {
    let (report, code) = checked("release");
    assert_eq!((&report["verdict"], code), (&"hold".into(), Some(1)));
    let expected = [
        ("allowances.ods", "people-table", "body", 56),
        ("annexes.zip!2026.zip!allowances.xls", "people-table", "body", 56),
        ("counts-by-rank.xlsx", "hidden-sheet", "hidden-sheet", 9_483),
        ("crime-statistics.xlsx", "pivot-cache", "pivot-cache", 1_230),
        ("honours.csv", "people-table", "body", 109),
        ("letter.txt", "national-insurance-number", "body", 1),
        ("letter.txt", "person-with-rank", "body", 1),
        ("relocation.xlsx", "filtered-row", "filtered-row", 33_000),
        ("relocation.xlsx", "people-table", "body", 150),
    ];
    let found = loud(&report);
    for (file, rule, layer, count) in expected {
        let one = (file.to_owned(), rule.to_owned(), layer.to_owned(), count);
        assert!(found.contains(&one), "{one:?} is not among {found:#?}");
    }
}

/// The findings that hold the release: file, rule, layer, count.
fn loud(report: &Value) -> Vec<(String, String, String, u64)> {
    let mut found = Vec::new();
    for file in report["files"].as_array().expect("a list") {
        let name = file["name"].as_str().expect("a name").replace('\\', "/");
        let name = name.rsplit_once("release/").map_or(name.as_str(), |(_, name)| name);
        for finding in file["findings"].as_array().expect("a list") {
            let text = |key: &str| finding[key].as_str().expect("a text").to_owned();
            if text("severity") != "note" {
                let count = finding["count"].as_u64().expect("a count");
                found.push((name.to_owned(), text("rule"), text("layer"), count));
            }
        }
    }
    found
}

#[test]
fn the_clean_twin_is_read_to_the_end_and_clear() {
    let (report, code) = checked("clean");
    assert_eq!((&report["verdict"], code), (&"clear".into(), Some(0)), "{report:#}");
    let files = report["files"].as_array().expect("a list");
    assert!(files.iter().all(|file| file["status"] == "read"), "{report:#}");
    assert_eq!(loud(&report), []);
}

#[test]
fn the_output_in_the_readme_is_real() {
    let root = env!("CARGO_MANIFEST_DIR");
    let readme = fs::read_to_string(Path::new(root).join("README.md")).expect("there is one");
    let (_, block) = readme.split_once("$ foilint check examples/release\n").expect("the command");
    let (block, _) = block.split_once("```").expect("its end");
    let mut foilint = Command::new(env!("CARGO_BIN_EXE_foilint"));
    let output = foilint.args(["check", "examples/release"]).current_dir(root).output();
    let output = String::from_utf8(output.expect("foilint runs").stdout).expect("UTF-8");
    let output = output.replace("release\\", "release/");
    for line in block.lines().filter(|line| *line != "[…]") {
        assert!(output.lines().any(|it| it == line), "foilint does not print {line:?}");
    }
}
