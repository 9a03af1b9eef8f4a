//! `foilint rules` lists, `foilint rule` explains.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;

use serde::Serialize;

use super::{Catalogue, Failure, Rules as Arguments, output};
use crate::print::{link, print_catalogue};
use crate::report::UnknownRule;
use crate::rule::{Guidance, Look, Menus, Rule, Rules, Severity};

/// A rule as `rules --format json` prints it.
#[derive(Serialize)]
struct Row<'r> {
    code: &'r str,
    name: &'r str,
    since: &'r str,
    severity: Severity,
    hidden: Severity,
    exemptions: &'r [String],
    /// The sections that may apply, by jurisdiction.
    sections: BTreeMap<&'r str, Vec<&'r str>>,
    summary: &'r str,
    why: &'r str,
    remedy: &'r str,
    menus: &'r Menus,
    source: &'r str,
    bad: &'r [String],
    good: &'r [String],
}

pub(super) fn list(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let rules = Rules::built_in()?;
    let guidance = Guidance::built_in()?;
    let mut out = output();
    match arguments.format {
        Catalogue::Text => {
            for rule in rules.iter() {
                writeln!(out, "{:7} {:32} {}", rule.code, rule.name, rule.summary)?;
            }
        }
        Catalogue::Json => {
            let rows: Vec<Row<'_>> = rules.iter().map(|rule| row(rule, &guidance)).collect();
            serde_json::to_writer_pretty(&mut out, &rows).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        Catalogue::Markdown => print_catalogue(&rules, &guidance, &mut out)?,
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
    for (program, way) in rule.menus.iter() {
        writeln!(out, "{:11} {way}", format!("{}:", program.name))?;
    }
    writeln!(out, "Source:     {}", rule.source)?;
    print_guidance(rule, &Guidance::built_in()?, &mut out)?;
    for (label, examples) in [("Found:", &rule.bad), ("Not found:", &rule.good)] {
        for example in examples {
            writeln!(out, "{label:11} {example}")?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The sections that may apply in each jurisdiction, and the questions of checklists.
fn print_guidance(rule: &Rule, guidance: &Guidance, out: &mut dyn Write) -> io::Result<()> {
    for law in guidance.jurisdictions() {
        let sections = law.sections(rule);
        if !sections.is_empty() {
            let links = sections.iter().map(|it| link(it, &law.link(it)));
            let links: Vec<String> = links.collect();
            writeln!(out, "{:11} {} ({})", format!("{}:", law.name), links.join(", "), law.act)?;
        }
    }
    for list in guidance.checklists() {
        for item in list.items.iter().filter(|it| it.is_answered_by(rule)) {
            writeln!(out, "Answers:    “{}” ({})", item.asks, list.name)?;
        }
    }
    Ok(())
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

fn row<'r>(rule: &'r Rule, guidance: &'r Guidance) -> Row<'r> {
    let laws = guidance.jurisdictions().iter();
    Row {
        code: &rule.code,
        name: &rule.name,
        since: &rule.since,
        severity: rule.severity,
        hidden: rule.hidden,
        exemptions: &rule.exemptions,
        sections: laws.map(|law| (law.name.as_str(), law.sections(rule))).collect(),
        summary: &rule.summary,
        why: &rule.why,
        remedy: &rule.remedy,
        menus: &rule.menus,
        source: &rule.source,
        bad: &rule.bad,
        good: &rule.good,
    }
}
