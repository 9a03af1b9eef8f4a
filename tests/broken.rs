//! Files of every format, broken in every way that a seeded mutator knows: never a
//! panic, the same answer for the same bytes, and nothing of a planted value in
//! clear. What is whole and in another container is found as it was.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

mod common;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use foilint::artefact::Artefact;
use foilint::finding::{Checked, Finding};
use foilint::read::Limits;
use foilint::report::{Engine, Settings, check};
use foilint::rule::Rules;

use common::boxes::gzip;
use common::mail::{attached, parted};
use common::mutate::{Mutator, unzipped, zipped};
use common::outgoing::Outgoing;
use common::specimens::{NUMBER, SURNAME, specimens};

/// Files up to this size are cut off at each byte, larger ones at as many.
const CUTS: usize = 400;

/// How often each file is broken.
const SEEDS: u64 = 120;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let rules = Rules::built_in().expect("the packs are well formed");
        Engine::new(rules, Limits::default(), &Settings::default()).expect("no rule is named")
    })
}

fn checked(name: &str, bytes: &[u8]) -> Vec<Checked> {
    check(Artefact::new(name, bytes), engine())
}

/// Asserts that no reader panicked, and that nothing is shown in clear.
#[track_caller]
fn calm(name: &str, bytes: &[u8], what: &str) -> String {
    let rows = checked(name, bytes);
    let mut gaps = rows.iter().flat_map(|row| &row.gaps);
    assert!(gaps.all(|gap| gap.reason.name() != "reader-failed"), "{name}, {what}: {rows:#?}");
    let shown = words(&rows);
    assert_masked(&shown, &format!("{name}, {what}"));
    shown
}

/// All words that a report shows of some rows. Digits of sizes and fingerprints may
/// be those of a number by chance.
fn words(rows: &[Checked]) -> String {
    let of = |row: &Checked| {
        let findings = row.findings.iter().map(|it| {
            let Finding { location, container, heading, samples, message, .. } = it;
            format!("{} {location} {container:?} {heading:?} {samples:?} {message}\n", it.rule)
        });
        let findings: String = findings.collect();
        let gaps: Vec<_> = row.gaps.iter().map(|gap| (&gap.part, &gap.reason)).collect();
        format!("{} {} {:?} {gaps:?}\n{findings}", row.name, row.format, row.status)
    };
    rows.iter().map(of).collect()
}

/// Asserts that four characters of a planted value never stand in a row.
#[track_caller]
fn assert_masked(shown: &str, what: &str) {
    let shown = shown.to_lowercase();
    for planted in [SURNAME, NUMBER] {
        let planted = planted.to_lowercase();
        for start in 0..planted.len() - 3 {
            let four = &planted[start..start + 4];
            assert!(!shown.contains(four), "{what}: {four} in {shown}");
        }
    }
}

/// What a finding says, wherever its file lies; without the remark on whether the
/// people are seen elsewhere, which is made of files that were read to their end.
fn said(finding: &Finding) -> String {
    let Finding { rule, layer, location, count, message, .. } = finding;
    let message = message.split([';', '.']).next().unwrap_or_default();
    format!("{rule} {layer:?} {location} {count} {message}")
}

fn all_said(rows: &[Checked]) -> BTreeSet<String> {
    rows.iter().flat_map(|row| &row.findings).map(said).collect()
}

#[test]
fn every_specimen_is_read_without_a_panic_and_tells_something() {
    for (name, bytes) in specimens() {
        let shown = calm(&name, &bytes, "whole");
        let rows = checked(&name, &bytes);
        let tells = rows.iter().any(|row| !(row.findings.is_empty() && row.gaps.is_empty()));
        assert!(tells, "{name}: {shown}");
    }
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_no_panic() {
    for (name, bytes) in specimens() {
        for length in (0..bytes.len()).step_by(bytes.len() / CUTS + 1) {
            calm(&name, &bytes[..length], &format!("cut off at {length}"));
        }
    }
}

#[test]
fn a_file_that_is_broken_is_no_panic_and_the_same_bytes_give_the_same_answer() {
    for (name, bytes) in specimens() {
        for seed in 0..SEEDS {
            let broken = Mutator::new(seed).broken(&bytes);
            let shown = calm(&name, &broken, &format!("seed {seed}"));
            if seed % 8 == 0 {
                assert_eq!(shown, calm(&name, &broken, "again"), "{name}, seed {seed}");
            }
        }
    }
}

#[test]
fn a_harmless_part_more_removes_no_finding() {
    for (name, bytes) in specimens() {
        let Some(mut parts) = unzipped(&bytes) else { continue };
        let before = all_said(&checked(&name, &zipped(&parts).unwrap()));
        for part in ["total.txt", "docProps/total.xml", "xl/total.bin", "word/total.xml"] {
            parts.push((part.to_owned(), b"<total>7</total>".to_vec()));
            let after = all_said(&checked(&name, &zipped(&parts).unwrap()));
            let gone: Vec<&String> = before.difference(&after).collect();
            assert!(gone.is_empty(), "{name} with {part}: {gone:#?} of {after:#?}");
            parts.pop();
        }
    }
}

#[test]
fn a_file_in_an_archive_or_a_mail_is_found_as_it_is() {
    for (name, bytes) in specimens() {
        let own = all_said(&checked(&name, &bytes));
        for (outer, packed) in [
            ("outer.zip", zipped(&[(name.clone(), bytes.clone())]).unwrap()),
            ("outer.gz", gzip(&bytes, &name, "")),
            ("outer.eml", parted("mixed", &[&attached(&name, &bytes)])),
        ] {
            let rows = checked(outer, &packed);
            let gone: Vec<_> = own.difference(&all_said(&rows)).cloned().collect();
            assert!(gone.is_empty(), "{name} in {outer}: {gone:#?} of {rows:#?}");
        }
    }
}

#[test]
fn neither_the_order_of_files_nor_the_number_of_jobs_changes_what_is_said() {
    let all = specimens();
    let report = |turned: bool, jobs: &str| {
        let folder = all.iter().enumerate().fold(Outgoing::new("order"), |folder, (at, file)| {
            let number = if turned { all.len() - at } else { at };
            folder.file(&format!("{number:02}/{}", file.0), &file.1)
        });
        let run = folder.run(&["check", "--format", "json", "--jobs", jobs, "."]);
        let shown = run.stdout.lines().filter(|it| !it.contains("\"fingerprint\":"));
        assert_masked(
            &shown.filter(|it| !it.contains("\"sha256\":")).collect::<String>(),
            "report",
        );
        let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("a report");
        let files = report["files"].as_array().expect("a list").clone();
        let mut said: Vec<String> = files
            .iter()
            .map(|file| {
                let name = file["name"].as_str().expect("a name").split_once('/').unwrap().1;
                format!("{name} {}", file["findings"].as_array().expect("a list").len())
            })
            .collect();
        said.sort();
        said
    };
    let forth = report(false, "2");
    assert_eq!(forth, report(false, "1"));
    assert_eq!(forth, report(true, "2"));
}
