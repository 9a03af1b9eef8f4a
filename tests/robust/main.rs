//! Bad input, end to end: each kind ends in a finding or in a gap that names
//! the reason, soon, in little memory, and what could be read is still told.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

mod bombs;
#[path = "../common/mod.rs"]
mod common;
mod damage;
mod limits;
mod named;
mod size;
mod tricks;

use std::sync::OnceLock;

use foilint::artefact::Artefact;
use foilint::finding::Checked;
use foilint::read::Limits;
use foilint::report::{Engine, Settings, check};
use foilint::rule::Rules;

/// The engine of a run without settings.
fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let rules = Rules::built_in().expect("the packs are well formed");
        Engine::new(rules, Limits::default(), &Settings::default()).expect("no rule is named")
    })
}

/// What is found in a file and the files inside it.
fn checked(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Checked> {
    check(Artefact::new(name, bytes.as_ref()), engine())
}

/// The names of the reasons of all gaps, each once.
fn reasons(rows: &[Checked]) -> Vec<&'static str> {
    let mut names: Vec<_> =
        rows.iter().flat_map(|row| &row.gaps).map(|gap| gap.reason.name()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The names of the rules that are met, each once.
fn rules(rows: &[Checked]) -> Vec<String> {
    let name = |rule: usize| engine().rules().get(rule).expect("a rule").name.clone();
    let mut names: Vec<_> =
        rows.iter().flat_map(|row| &row.findings).map(|it| name(it.rule)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Asserts that a rule is met.
#[track_caller]
fn assert_met(rows: &[Checked], rule: &str) {
    assert!(rules(rows).iter().any(|it| it == rule), "{rule}: {rows:#?}");
}
