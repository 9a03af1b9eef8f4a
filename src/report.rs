//! Where artefacts, readers and rules meet: checks a release and says whether
//! it may go.
//!
//! [`check`] is a function from one artefact to what was found in it; it knows
//! nothing of the rest of the run. [`check_release`] puts what it kept of each
//! artefact side by side once all are read.

mod bulk;
mod collect;
mod decide;
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
use std::sync::atomic::{AtomicBool, Ordering};

use link::linked;
use rayon::prelude::*;
use rows::Rows;
use trace::{Row, Traces};

pub use engine::{Digests, Engine, UnknownRule};
pub(crate) use words::grouped;

use crate::artefact::Artefact;
use crate::decision::Ruling;
use crate::document::{Gap, Reason};
use crate::finding::{Checked, Finding, Reveal, Status, Unread};
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
    /// The least severity that holds it.
    pub hold_at: Severity,
    /// What people have decided, and what it is worth here.
    pub decisions: Vec<Ruling>,
}

/// The counts of everything; what is decided is counted as that alone.
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
    /// Findings and gaps that a person has decided to release.
    pub decided: usize,
    /// Decisions whose last day has passed.
    pub expired: usize,
    /// Decisions on what has changed.
    pub stale: usize,
    /// Decisions on what is not here.
    pub unused: usize,
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
    linked(rows_of(artefact, engine).finished(engine), engine)
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
    done: &(dyn Fn(&Source) + Sync),
) -> Report {
    let sources: Vec<&Source> = release.sources().iter().collect();
    let files = check_sources(release, &sources, engine, done);
    let mut report = Report::of(files, settings);
    report.summary.excluded = release.excluded();
    report.summary.rules_off = engine.switched_off();
    report
}

/// Checks some sources of a release side by side, in parallel, and says `done` after each.
pub(crate) fn check_sources(
    release: &Release,
    sources: &[&Source],
    engine: &Engine,
    done: &(dyn Fn(&Source) + Sync),
) -> Vec<Checked> {
    let checked = |source: &&Source| {
        let rows = check_source(release, source, engine);
        done(source);
        rows
    };
    let each = sources.par_iter().with_max_len(1).map(checked);
    linked(each.reduce(Rows::default, Rows::join).finished(engine), engine)
}

/// Whether the run is to end with what it has.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Ends the runs of this process soon: files that are not begun become gaps.
pub fn stop() {
    STOPPED.store(true, Ordering::Relaxed);
}

/// Whether [`stop`] was asked for.
pub fn is_stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// Checks one source of a release; one that cannot be opened, or that breaks
/// the check itself, is a gap.
fn check_source(release: &Release, source: &Source, engine: &Engine) -> Rows {
    if is_stopped() {
        return unopened(&source.name, Reason::Interrupted).into();
    }
    let bytes = match release.bytes(source) {
        Ok(bytes) => bytes,
        Err(reason) => return unopened(&source.name, reason).into(),
    };
    let artefact = Artefact::new(&source.name, &bytes);
    let checked = catch_unwind(AssertUnwindSafe(|| rows_of(artefact, engine)));
    checked.unwrap_or_else(|_| broken(artefact, engine).into())
}

/// The row of an artefact that broke the check itself.
fn broken(artefact: Artefact<'_>, engine: &Engine) -> Row {
    let mut row = unopened(artefact.name(), Reason::ReaderFailed);
    let hash = blake3::hash(artefact.bytes()).into();
    let gap = Gap::whole(Reason::ReaderFailed);
    row.checked.gaps = vec![engine.unread(gap, (artefact.short_name(), &hash))];
    row
}

/// The row of an artefact that could not be opened.
fn unopened(name: &str, reason: Reason) -> Row {
    let checked = Checked {
        name: name.to_owned(),
        depth: 0,
        format: "unknown",
        bytes: 0,
        sha256: None,
        status: Status::Unread,
        findings: Vec::new(),
        gaps: vec![Unread::unopened(Gap::whole(reason))],
        allowed: 0,
    };
    Row { checked, traces: Traces::default() }
}

impl Report {
    /// Whether a finding holds the release: it is loud, and nobody has decided on it.
    pub fn is_held_by(&self, finding: &Finding) -> bool {
        finding.decision.is_none() && finding.severity >= self.hold_at
    }

    /// The report of checked artefacts.
    fn of(files: Vec<Checked>, settings: &Settings) -> Report {
        let summary = Summary::of(&files);
        let verdict = decide::verdict(&files, settings);
        Report { files, summary, verdict, hold_at: settings.hold_at, decisions: Vec::new() }
    }
}

impl Summary {
    fn of(files: &[Checked]) -> Summary {
        let all = || files.iter().flat_map(|file| &file.findings);
        let gaps = || files.iter().flat_map(|file| &file.gaps);
        let findings = || all().filter(|it| it.decision.is_none());
        let loud = |severity| findings().filter(|it| it.severity == severity).count();
        Summary {
            files: files.len(),
            unread: files.iter().filter(|file| file.status == Status::Unread).count(),
            error: loud(Severity::Error),
            warning: loud(Severity::Warning),
            note: loud(Severity::Note),
            gaps: gaps().filter(|it| it.decision.is_none()).count(),
            decided: all().filter(|it| it.decision.is_some()).count()
                + gaps().filter(|it| it.decision.is_some()).count(),
            allowed: files.iter().map(|file| file.allowed).sum(),
            ..Summary::default()
        }
    }
}
