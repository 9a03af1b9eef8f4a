//! `foilint decisions`: lists what people have decided, says what it is worth for a
//! release, and takes out what is no longer needed.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::scope::{Run, Scope, Wanted};
use super::{Failure, Listing, output};
use crate::date::Date;
use crate::decision::{Decision, Decisions, Draft, Ruling, Standing};
use crate::print::plain;

/// Which decisions to list, and whether to take some out.
#[derive(Args, Debug)]
pub(super) struct List {
    /// A release that they are held against; without one only their dates count.
    paths: Vec<PathBuf>,
    /// Take out those that have expired, and of a release that is named those that are
    /// stale or unused.
    #[arg(long)]
    prune: bool,
    /// How to print them.
    #[arg(long, value_enum, default_value_t = Listing::Text)]
    format: Listing,
    #[command(flatten)]
    scope: Scope,
}

/// A decision as `decisions --format json` prints it.
#[derive(Serialize)]
struct Row<'d> {
    fingerprint: &'d str,
    standing: Option<Standing>,
    rule: Option<&'d str>,
    file: Option<&'d str>,
    reason: &'d str,
    by: &'d str,
    approved_by: Option<&'d str>,
    on: Date,
    until: Option<Date>,
}

/// A decision and what it is worth, if that is known.
type Known = (Decision, Option<Standing>);

pub(super) fn run(arguments: &List) -> Result<ExitCode, Failure> {
    let path = arguments.scope.decisions_file()?;
    if !path.is_file() {
        return Err(Failure::NoDecisions(path.display().to_string()));
    }
    let list = match arguments.paths.is_empty() {
        true => by_date(Decisions::read(&path)?),
        false => by_release(arguments)?,
    };
    let is_out = |(_, standing): &Known| standing.is_some_and(|it| it != Standing::Used);
    if arguments.prune {
        let mut draft = Draft::open(&path)?;
        let known = draft.list.clone();
        let is_pruned = |it: &Decision| list.iter().any(|own| own.0 == *it && is_out(own));
        draft.remove(|number| known.get(number).is_some_and(is_pruned));
        draft.save()?;
    }
    let shown: Vec<&Known> = list.iter().filter(|it| !arguments.prune || is_out(it)).collect();
    match arguments.format {
        Listing::Text => print(&shown, arguments.prune)?,
        Listing::Json => print_json(&shown)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The decisions, and whether their last day has passed.
fn by_date(decisions: Decisions) -> Vec<Known> {
    let today = Date::today();
    let known = |it: Decision| {
        let standing = it.has_expired(today).then_some(Standing::Expired);
        (it, standing)
    };
    decisions.list.into_iter().map(known).collect()
}

/// The decisions, and what they are worth for the release that is named.
fn by_release(arguments: &List) -> Result<Vec<Known>, Failure> {
    let run = Run::of(&arguments.paths, &arguments.scope, Wanted::default())?;
    let rulings = run.report()?.decisions.into_iter();
    Ok(rulings.map(|Ruling { decision, standing, .. }| (decision, Some(standing))).collect())
}

fn print(shown: &[&Known], pruned: bool) -> Result<(), Failure> {
    let mut out = output();
    for (decision, standing) in shown.iter().copied() {
        let until = decision.until.map(|it| format!(" until {it}")).unwrap_or_default();
        let approved = decision.approved_by.as_ref();
        let approved = approved.map(|it| format!(", approved by {}", plain(it)));
        writeln!(
            out,
            "{}  {:7}  {} {}",
            decision.finding.as_str(),
            standing.map_or("", Standing::name),
            plain(decision.rule.as_deref().unwrap_or("-")),
            plain(decision.file.as_deref().unwrap_or("-")),
        )?;
        writeln!(
            out,
            "    {}, {}{until}{}: {}",
            plain(&decision.by),
            decision.on,
            approved.unwrap_or_default(),
            plain(&decision.reason),
        )?;
    }
    let noun = if shown.len() == 1 { "decision" } else { "decisions" };
    writeln!(out, "{} {noun}{}", shown.len(), if pruned { " taken out" } else { "" })?;
    Ok(out.flush()?)
}

fn print_json(shown: &[&Known]) -> Result<(), Failure> {
    let rows: Vec<Row<'_>> =
        shown.iter().map(|(decision, standing)| row(decision, *standing)).collect();
    let mut out = output();
    serde_json::to_writer_pretty(&mut out, &rows).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

fn row(decision: &Decision, standing: Option<Standing>) -> Row<'_> {
    Row {
        fingerprint: decision.finding.as_str(),
        standing,
        rule: decision.rule.as_deref(),
        file: decision.file.as_deref(),
        reason: &decision.reason,
        by: &decision.by,
        approved_by: decision.approved_by.as_deref(),
        on: decision.on,
        until: decision.until,
    }
}
