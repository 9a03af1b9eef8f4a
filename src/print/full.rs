//! For people: grouped by file, repeats collapsed, why and remedy once a rule,
//! and the verdict with the counts of everything in the last line.

use std::collections::BTreeSet;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::link::{file_address, link};
use super::{BANNER, counted, decided, gap_words, place, plain, samples};
use crate::finding::{Checked, Finding, Fingerprint, Reveal};
use crate::report::{Report, Summary, Verdict};
use crate::rule::{Rule, Rules, Severity};

const BOLD: Style = Style::new().bold();
const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const GREEN: Style = AnsiColor::Green.on_default().bold();
const DIM: Style = Style::new().dimmed();

/// Places of one rule in one file that are printed before they collapse.
const REPEATS: usize = 3;

/// Rules that are explained; the others can be asked for.
const EXPLAINED: usize = 10;

/// What stands before the text of a finding, below its severity.
const INDENT: &str = "         ";

/// The column at which prose is broken.
const WIDTH: usize = 96;

pub(super) fn print(
    report: &Report,
    rules: &Rules,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if leave.is_some() {
        writeln!(out, "{RED}{BANNER}{RED:#}\n")?;
    }
    for file in &report.files {
        print_file(file, report, rules, leave, out)?;
    }
    let met = met(report, rules);
    for rule in met.iter().take(EXPLAINED) {
        print_rule(rule, out)?;
    }
    if met.len() > EXPLAINED {
        let more = counted(met.len() - EXPLAINED, "more rule");
        writeln!(out, "{more} met; `foilint rule CODE` explains each.\n")?;
    }
    decided::print_unfit(report, out)?;
    print_verdict(report, out)
}

/// A file with its findings and gaps; one with neither is not worth a line.
fn print_file(
    file: &Checked,
    report: &Report,
    rules: &Rules,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if file.findings.is_empty() && file.gaps.is_empty() {
        return Ok(());
    }
    let name = plain(&file.name);
    let address = Some(&file.name).filter(|_| file.depth == 0).and_then(|it| file_address(it));
    let name = address.map_or_else(|| name.clone(), |address| link(&name, &address));
    writeln!(out, "{BOLD}{name}{BOLD:#}")?;
    for gap in &file.gaps {
        let print = gap.fingerprint.as_ref().map_or("", Fingerprint::as_str);
        writeln!(out, "  {RED}gap{RED:#}      {}  {DIM}{print}{DIM:#}", plain(place(&gap.part)))?;
        writeln!(out, "           {}", gap_words(gap))?;
        print_decision(gap.decision, report, leave, out)?;
    }
    let alike =
        |one: &Finding, other: &Finding| (one.rule, one.severity) == (other.rule, other.severity);
    let mut findings: Vec<&Finding> = file.findings.iter().collect();
    findings.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.rule));
    for same in findings.chunk_by(|one, other| alike(one, other)) {
        for finding in same.iter().take(REPEATS) {
            print_finding(finding, rules, leave, out)?;
            print_decision(finding.decision, report, leave, out)?;
        }
        if same.len() > REPEATS {
            let more = same.len() - REPEATS;
            writeln!(
                out,
                "           {DIM}and {} of this rule{DIM:#}",
                counted(more, "more place")
            )?;
        }
    }
    writeln!(out)
}

fn print_finding(
    finding: &Finding,
    rules: &Rules,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (style, word) = (style(finding.severity), finding.severity.name());
    let (code, name) = rules.get(finding.rule).map_or(("", ""), |it| (&it.code, &it.name));
    let heading = finding.heading.as_ref().map(|it| format!(", under “{}”", plain(it)));
    let heading = heading.unwrap_or_default();
    // A note holds nothing, and nobody has to decide on it.
    let is_note = finding.severity == Severity::Note;
    let print = if is_note { String::new() } else { format!("  {}", finding.fingerprint.as_str()) };
    writeln!(
        out,
        "  {style}{word:8}{style:#} {}{heading}  {DIM}{code} {name}{print}{DIM:#}",
        plain(place(&finding.location))
    )?;
    print_prose(INDENT, &plain(&finding.message), out)?;
    if !finding.samples.is_empty() {
        writeln!(out, "  {INDENT}{DIM}e.g. {}{DIM:#}", samples(finding, leave))?;
    }
    Ok(())
}

/// Who has decided that it may go out, and why.
fn print_decision(
    number: Option<usize>,
    report: &Report,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(ruling) = number.and_then(|it| report.decisions.get(it)) else { return Ok(()) };
    let words = decided::words(&ruling.decision, leave);
    writeln!(out, "           {GREEN}decided{GREEN:#} by {words}")
}

/// The rules met as warnings or errors, each once, in order.
fn met<'r>(report: &Report, rules: &'r Rules) -> Vec<&'r Rule> {
    let findings = report.files.iter().flat_map(|file| &file.findings);
    let numbers: BTreeSet<usize> =
        findings.filter(|it| it.severity > Severity::Note).map(|it| it.rule).collect();
    numbers.into_iter().filter_map(|number| rules.get(number)).collect()
}

fn print_rule(rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{BOLD}{} {}{BOLD:#}  {}", rule.code, rule.name, rule.exemptions.join(", "))?;
    print_prose("Why:    ", &rule.why, out)?;
    print_prose("Remedy: ", &rule.remedy, out)?;
    writeln!(out)
}

/// Prose broken at words, its lines under each other.
fn print_prose(label: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut line = format!("  {label}");
    let indent = " ".repeat(line.len());
    for word in text.split_whitespace() {
        if line.chars().count() + word.chars().count() > WIDTH {
            writeln!(out, "{}", line.trim_end())?;
            line.clone_from(&indent);
        }
        line.push_str(word);
        line.push(' ');
    }
    writeln!(out, "{}", line.trim_end())
}

/// The last line: the verdict, and the counts of everything.
fn print_verdict(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    print_last_line(report.verdict, &report.summary, out)
}

/// A verdict and the counts of everything, in colour.
pub(super) fn print_last_line(
    verdict: Verdict,
    summary: &Summary,
    out: &mut dyn Write,
) -> io::Result<()> {
    let colour = if verdict == Verdict::Hold { RED } else { GREEN };
    let line = last_line(verdict, summary);
    let (word, rest) = line.split_once(':').unwrap_or((&line, ""));
    writeln!(out, "{colour}{word}{colour:#}:{rest}")
}

/// "HOLD: not ready to release. 1 file: 1 error, 0 warnings …"
pub(super) fn verdict_line(report: &Report) -> String {
    last_line(report.verdict, &report.summary)
}

fn last_line(verdict: Verdict, summary: &Summary) -> String {
    let verdict = match verdict {
        Verdict::Hold => "HOLD: not ready to release.",
        Verdict::Clear => "CLEAR: nothing holds it.",
    };
    format!("{verdict} {}", counts(summary))
}

/// "3 files, 1 of them not read; 1 error, 2 warnings, 0 notes, 1 gap, 0 decided."
fn counts(summary: &Summary) -> String {
    let unread = match summary.unread {
        0 => String::new(),
        unread => format!(", {unread} of them not read"),
    };
    let mut parts = vec![
        counted(summary.error, "error"),
        counted(summary.warning, "warning"),
        counted(summary.note, "note"),
        counted(summary.gaps, "gap"),
    ];
    parts.extend(decided::counts(summary));
    format!("{}{unread}: {}.", counted(summary.files, "file"), parts.join(", "))
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Note => Style::new(),
    }
}
