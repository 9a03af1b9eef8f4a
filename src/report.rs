//! Where artefacts, readers and rules meet: checks a release and says whether
//! it may go.
//!
//! [`check`] is a function from one artefact to what was found in it; it knows
//! nothing of the rest of the run. [`check_release`] puts what it kept of each
//! artefact side by side once all are read.

mod bulk;
mod collect;
mod engine;
mod judge;
mod link;
mod look;
mod mention;
mod own;
mod profile;
mod rows;
mod sibling;
mod tally;
mod trace;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};

use link::linked;
use rayon::prelude::*;
use rows::Rows;
use trace::{Row, Traces};

pub use engine::{Digests, Engine, UnknownRule};
pub(crate) use words::grouped;

use crate::artefact::Artefact;
use crate::document::{Gap, Reason};
use crate::finding::{Checked, Finding, Reveal, Status};
use crate::read::Budget;
use crate::release::{Release, Source};
use crate::rule::Severity;

/// What a run is asked for.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The least severity that holds the release.
    pub hold_at: Severity,
    /// Codes, names or families (the letters of a code) of the only rules to
    /// apply; empty for all.
    pub only: Vec<String>,
    /// Codes, names or families of rules not to apply.
    pub ignore: Vec<String>,
    /// Whether the report wants the SHA-256 of each file.
    pub digests: Digests,
    /// Leave to name places in clear whose names tell of people, such as a sheet
    /// called after one.
    pub leave: Option<Reveal>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            hold_at: Severity::Warning,
            only: Vec::new(),
            ignore: Vec::new(),
            digests: Digests::Skipped,
            leave: None,
        }
    }
}

/// Whether the release may go.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Every artefact was read to the end, and nothing holds the release.
    Clear,
    /// A finding or a gap holds the release.
    Hold,
}

/// What was found in a release.
#[derive(Debug)]
pub struct Report {
    /// A row an artefact, those inside others after what holds them.
    pub files: Vec<Checked>,
    /// The counts of everything.
    pub summary: Summary,
    /// Whether the release may go.
    pub verdict: Verdict,
}

/// The counts of everything.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, serde::Serialize)]
pub struct Summary {
    /// Artefacts, files inside files counted.
    pub files: usize,
    /// Artefacts of which nothing was read.
    pub unread: usize,
    /// Findings that are errors.
    pub error: usize,
    /// Findings that are warnings.
    pub warning: usize,
    /// Findings that are notes.
    pub note: usize,
    /// Parts that were not read.
    pub gaps: usize,
    /// Findings that a person has decided to release.
    pub decided: usize,
    /// Names of people who are allowed.
    pub allowed: usize,
    /// Files and folders that were left out.
    pub excluded: usize,
    /// Rules that were switched off.
    pub rules_off: usize,
}

/// Checks one artefact and the files inside it: the artefact first, then the
/// files inside. A failure of any kind ends in a gap.
pub fn check(artefact: Artefact<'_>, engine: &Engine) -> Vec<Checked> {
    linked(rows_of(artefact, engine).finished(), engine)
}

/// Checks one artefact and the files inside it, each by itself.
fn rows_of(artefact: Artefact<'_>, engine: &Engine) -> Rows {
    let limits = engine.limits.of_file(artefact.bytes().len() as u64);
    collect::checked(
        artefact,
        artefact.name().to_owned(),
        engine,
        &Budget::new(limits).with(engine.keys.clone()),
    )
}

/// Checks a release, its files in parallel, and says `done` after each.
pub fn check_release(
    release: &Release,
    engine: &Engine,
    settings: &Settings,
    done: &(dyn Fn() + Sync),
) -> Report {
    let checked = |source: &Source| {
        let rows = check_source(release, source, engine);
        done();
        rows
    };
    let each = release.sources().par_iter().with_max_len(1).map(checked);
    let files = linked(each.reduce(Rows::default, Rows::join).finished(), engine);
    let mut report = Report::of(files, settings);
    report.summary.excluded = release.excluded();
    report.summary.rules_off = engine.switched_off();
    report
}

/// Checks one source of a release; one that cannot be opened, or that breaks
/// the check itself, is a gap.
fn check_source(release: &Release, source: &Source, engine: &Engine) -> Rows {
    let checked = catch_unwind(AssertUnwindSafe(|| match release.bytes(source) {
        Ok(bytes) => rows_of(Artefact::new(&source.name, &bytes), engine),
        Err(reason) => unopened(&source.name, reason).into(),
    }));
    checked.unwrap_or_else(|_| unopened(&source.name, Reason::ReaderFailed).into())
}

/// The row of an artefact that could not be opened.
fn unopened(name: &str, reason: Reason) -> Row {
    let checked = Checked {
        name: name.to_owned(),
        format: "unknown",
        bytes: 0,
        sha256: None,
        status: Status::Unread,
        findings: Vec::new(),
        gaps: vec![Gap::whole(reason)],
        allowed: 0,
    };
    Row { checked, traces: Traces::default() }
}

impl Report {
    /// The report of checked artefacts.
    fn of(files: Vec<Checked>, settings: &Settings) -> Report {
        let summary = Summary::of(&files);
        let loud = |finding: &Finding| finding.severity >= settings.hold_at;
        let held = summary.gaps > 0 || files.iter().flat_map(|file| &file.findings).any(loud);
        let verdict = if held { Verdict::Hold } else { Verdict::Clear };
        Report { files, summary, verdict }
    }
}

impl Summary {
    fn of(files: &[Checked]) -> Summary {
        let findings = || files.iter().flat_map(|file| &file.findings);
        let loud = |severity| findings().filter(|it| it.severity == severity).count();
        Summary {
            files: files.len(),
            unread: files.iter().filter(|file| file.status == Status::Unread).count(),
            error: loud(Severity::Error),
            warning: loud(Severity::Warning),
            note: loud(Severity::Note),
            gaps: files.iter().map(|file| file.gaps.len()).sum(),
            allowed: files.iter().map(|file| file.allowed).sum(),
            ..Summary::default()
        }
    }
}
