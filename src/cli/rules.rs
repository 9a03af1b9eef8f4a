//! `foilint rules` lists, `foilint rule` explains.

use std::io::Write;
use std::process::ExitCode;

use serde::Serialize;

use super::{Failure, Listing, Rules as Arguments, output};
use crate::report::UnknownRule;
use crate::rule::{Look, Rule, Rules, Severity};

/// A rule as `rules --format json` prints it.
#[derive(Serialize)]
struct Row<'r> {
    code: &'r str,
    name: &'r str,
    since: &'r str,
    severity: Severity,
    hidden: Severity,
    exemptions: &'r [String],
    summary: &'r str,
    why: &'r str,
    remedy: &'r str,
    source: &'r str,
    bad: &'r [String],
    good: &'r [String],
}

pub(super) fn list(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let rules = Rules::built_in()?;
    let mut out = output();
    match arguments.format {
        Listing::Text => {
            for rule in rules.iter() {
                writeln!(out, "{:7} {:32} {}", rule.code, rule.name, rule.summary)?;
            }
        }
        Listing::Json => {
            let rows: Vec<Row<'_>> = rules.iter().map(row).collect();
            serde_json::to_writer_pretty(&mut out, &rows).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn explain(name: &str) -> Result<ExitCode, Failure> {
    let rules = Rules::built_in()?;
    let found = rules.find(name).and_then(|number| rules.get(number));
    let rule = found.ok_or_else(|| UnknownRule(name.to_owned()))?;
    let mut out = output();
    writeln!(out, "{} {}", rule.code, rule.name)?;
    writeln!(out, "{}. Since {}.", rule.summary, rule.since)?;
    writeln!(out)?;
    writeln!(out, "Severity:   {}", loudness(rule))?;
    writeln!(out, "Exemptions: {}", rule.exemptions.join(", "))?;
    writeln!(out, "Why:        {}", rule.why)?;
    writeln!(out, "Remedy:     {}", rule.remedy)?;
    writeln!(out, "Source:     {}", rule.source)?;
    for (label, examples) in [("Found:", &rule.bad), ("Not found:", &rule.good)] {
        for example in examples {
            writeln!(out, "{label:11} {example}")?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// How loud a rule is. A place is as loud as what lies in it.
fn loudness(rule: &Rule) -> String {
    let (seen, hidden) = (rule.severity.name(), rule.hidden.name());
    match rule.look {
        Look::Layers(_) => format!("{hidden}; error when people or identifiers are in it"),
        _ if seen == hidden => seen.to_owned(),
        _ => format!("{seen} where everyone sees it, {hidden} where it is hidden"),
    }
}

fn row(rule: &Rule) -> Row<'_> {
    Row {
        code: &rule.code,
        name: &rule.name,
        since: &rule.since,
        severity: rule.severity,
        hidden: rule.hidden,
        exemptions: &rule.exemptions,
        summary: &rule.summary,
        why: &rule.why,
        remedy: &rule.remedy,
        source: &rule.source,
        bad: &rule.bad,
        good: &rule.good,
    }
}
