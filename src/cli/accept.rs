//! `foilint accept`: a person's choice to release a finding or a gap is recorded, once
//! it is known to be there.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::scope::{Run, Scope, Wanted, refuse_inside};
use super::{Failure, output};
use crate::date::Date;
use crate::decision::{Decision, Draft, Key, short_names};
use crate::finding::{Fingerprint, label};
use crate::print::plain;
use crate::report::Report;

/// Which findings may go out, who says so, why and until when.
#[derive(Args, Debug)]
pub(super) struct Accept {
    /// The fingerprints of findings and gaps, as `check` shows them.
    #[arg(required = true, value_name = "FINGERPRINT")]
    fingerprints: Vec<String>,
    /// Why it may go out.
    #[arg(long)]
    reason: String,
    /// Who decides.
    #[arg(long, value_name = "NAME")]
    by: String,
    /// Who agrees; somebody else.
    #[arg(long, value_name = "NAME")]
    approved_by: Option<String>,
    /// The last day on which it holds, such as 2026-03-31.
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// The release that they were found in.
    #[arg(long = "in", value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    scope: Scope,
}

/// Why a decision is not recorded.
#[derive(Debug, thiserror::Error)]
pub(super) enum AcceptError {
    #[error("{0} is not a fingerprint: 24 digits from 0 to f, as `foilint check` shows them")]
    NoFingerprint(String),
    #[error("nothing that was found goes by {0}\nhelp: name the release with --in PATH")]
    NotFound(String),
    #[error("{0} was decided already\nhelp: `foilint decisions` lists what was")]
    Decided(String),
    #[error("--{0} is empty")]
    Empty(&'static str),
    #[error("--until wants a day from today on, such as 2026-03-31")]
    Until,
    #[error("--approved-by wants somebody else than --by")]
    SamePerson,
}

/// What a fingerprint stands for.
struct Meant {
    fingerprint: Fingerprint,
    rule: String,
    file: String,
}

pub(super) fn run(arguments: &Accept) -> Result<ExitCode, Failure> {
    let today = Date::today();
    let wanted = arguments.fingerprints.iter().map(|it| fingerprint(it));
    let wanted: Vec<Fingerprint> = wanted.collect::<Result<_, _>>()?;
    let until = arguments.until(today)?;
    let run = Run::of(&arguments.paths, &arguments.scope, Wanted::default())?;
    refuse_inside(&run.decisions_path, &arguments.paths, &run.options.excludes)?;
    let path = run.decisions_path.clone();
    let mut draft = Draft::open(&path)?;
    let meant = meant(run, &draft.key, &wanted)?;
    // A decision that no longer holds makes room for the new one.
    let list = draft.list.clone();
    let is_wanted = |it: &Decision| meant.iter().any(|other| other.fingerprint == it.finding);
    if let Some(decided) = list.iter().find(|it| is_wanted(it) && !it.has_expired(today)) {
        return Err(AcceptError::Decided(decided.finding.as_str().to_owned()).into());
    }
    draft.remove(|number| list.get(number).is_some_and(is_wanted));
    for meant in &meant {
        draft.add(&arguments.decision(meant, today, until));
    }
    let name = plain(&path.display().to_string());
    draft.save()?;
    let mut out = output();
    for Meant { fingerprint, rule, file } in &meant {
        writeln!(out, "{} {rule} of {}: recorded in {name}", fingerprint.as_str(), plain(file))?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

impl Accept {
    /// The last day, if one is given.
    fn until(&self, today: Date) -> Result<Option<Date>, AcceptError> {
        for (text, flag) in [(&self.reason, "reason"), (&self.by, "by")] {
            if text.trim().is_empty() {
                return Err(AcceptError::Empty(flag));
            }
        }
        let same = |it: &String| it.trim().eq_ignore_ascii_case(self.by.trim());
        if self.approved_by.as_ref().is_some_and(same) {
            return Err(AcceptError::SamePerson);
        }
        let Some(text) = &self.until else { return Ok(None) };
        let until = Date::parse(text).filter(|it| *it >= today).ok_or(AcceptError::Until)?;
        Ok(Some(until))
    }

    fn decision(&self, meant: &Meant, on: Date, until: Option<Date>) -> Decision {
        Decision {
            finding: meant.fingerprint.clone(),
            reason: self.reason.trim().to_owned(),
            by: self.by.trim().to_owned(),
            approved_by: self.approved_by.as_ref().map(|it| it.trim().to_owned()),
            on,
            until,
            rule: Some(meant.rule.clone()),
            file: Some(meant.file.clone()),
        }
    }
}

fn fingerprint(text: &str) -> Result<Fingerprint, AcceptError> {
    let none = || AcceptError::NoFingerprint(text.to_owned());
    Fingerprint::parse(&text.to_ascii_lowercase()).ok_or_else(none)
}

/// What the fingerprints stand for, under the key of the decisions. Those of a report
/// that was made before there was a key are of the files' own bytes: for them it is
/// looked once more.
fn meant(run: Run, key: &Key, wanted: &[Fingerprint]) -> Result<Vec<Meant>, Failure> {
    let run = run.with_key(Some(key.clone()));
    let mut keyed = known(&run, &run.report()?);
    let is_known = |it: &Fingerprint| keyed.iter().any(|own| own.fingerprint == *it);
    let bare = match wanted.iter().all(is_known) {
        true => Vec::new(),
        false => {
            let run = run.with_key(None);
            known(&run, &run.report()?)
        }
    };
    let find = |print: &Fingerprint| {
        let is_it = |it: &Meant| it.fingerprint == *print;
        let found = keyed.iter().position(is_it).or_else(|| bare.iter().position(is_it));
        found.ok_or_else(|| AcceptError::NotFound(print.as_str().to_owned()))
    };
    let mut found: Vec<usize> = wanted.iter().map(find).collect::<Result<_, _>>()?;
    found.sort_unstable();
    found.dedup();
    let mut number = 0..;
    keyed.retain(|_| number.next().is_some_and(|it| found.binary_search(&it).is_ok()));
    Ok(keyed)
}

/// All findings and gaps of a report, in its order.
fn known(run: &Run, report: &Report) -> Vec<Meant> {
    let mut all = Vec::new();
    for (file, name) in report.files.iter().zip(short_names(&report.files)) {
        let mut add = |fingerprint: &Fingerprint, rule: &str| {
            let file = label(name, None);
            all.push(Meant { fingerprint: fingerprint.clone(), rule: rule.to_owned(), file });
        };
        for finding in &file.findings {
            let rule = run.engine.rules().get(finding.rule);
            add(&finding.fingerprint, rule.map_or("", |it| it.code.as_str()));
        }
        for gap in &file.gaps {
            if let Some(fingerprint) = &gap.fingerprint {
                add(fingerprint, gap.reason.name());
            }
        }
    }
    all
}
