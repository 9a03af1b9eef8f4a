//! The contract for programs, version 1. Its shape is its own, so that nothing
//! inside can change it by accident.

use std::io::{self, Write};

use serde::Serialize;

use super::BANNER;
use crate::date::Date;
use crate::decision::{Ruling, Standing};
use crate::document::Layer;
use crate::finding::{Checked, Finding, Fingerprint, Reveal, Status, Unread, label};
use crate::report::{Report, Summary, Verdict};
use crate::rule::{Rules, Severity};

/// The version of the shape, as `schema/` publishes it.
pub(super) const VERSION: u32 = 1;

#[derive(Serialize)]
struct Output<'r> {
    version: u32,
    tool: Tool,
    /// Whether excerpts are masked; where they are not, `banner` says so.
    masked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    banner: Option<&'static str>,
    verdict: Verdict,
    files: Vec<File<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    decisions: Vec<RulingRow<'r>>,
    summary: Summary,
}

/// The program and its rules.
#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
    rules: String,
}

impl Tool {
    pub(super) fn of(rules: &Rules) -> Tool {
        Tool { name: "foilint", version: env!("CARGO_PKG_VERSION"), rules: rules.digest() }
    }
}

#[derive(Serialize)]
struct File<'r> {
    name: &'r str,
    format: &'r str,
    bytes: u64,
    sha256: Option<&'r str>,
    status: Status,
    findings: Vec<Row<'r>>,
    gaps: Vec<GapRow<'r>>,
}

/// A finding.
#[derive(Serialize)]
pub(super) struct Row<'r> {
    code: &'r str,
    rule: &'r str,
    severity: Severity,
    layer: Layer,
    location: &'r str,
    container: Option<&'r str>,
    heading: Option<&'r str>,
    count: u64,
    samples: Vec<String>,
    exemptions: &'r [String],
    message: &'r str,
    remedy: &'r str,
    fingerprint: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Decided<'r>>,
}

/// A gap.
#[derive(Serialize)]
pub(super) struct GapRow<'r> {
    location: &'r str,
    reason: &'static str,
    message: String,
    fingerprint: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Decided<'r>>,
}

/// The decision that releases a finding or a gap.
#[derive(Serialize)]
struct Decided<'r> {
    reason: String,
    by: &'r str,
    approved_by: Option<&'r str>,
    on: Date,
    until: Option<Date>,
}

/// What a decision is worth in this run.
#[derive(Serialize)]
struct RulingRow<'r> {
    fingerprint: &'r str,
    standing: Standing,
    times: usize,
    rule: Option<&'r str>,
    file: Option<String>,
    by: &'r str,
    until: Option<Date>,
}

pub(super) fn print(
    report: &Report,
    rules: &Rules,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let output = Output {
        version: VERSION,
        tool: Tool::of(rules),
        masked: leave.is_none(),
        banner: leave.map(|_| BANNER),
        verdict: report.verdict,
        files: report.files.iter().map(|file| row_of(file, report, rules, leave)).collect(),
        decisions: report.decisions.iter().map(|it| ruling_row(it, leave)).collect(),
        summary: report.summary,
    };
    serde_json::to_writer_pretty(&mut *out, &output)?;
    writeln!(out)
}

fn row_of<'r>(
    file: &'r Checked,
    report: &'r Report,
    rules: &'r Rules,
    leave: Option<Reveal>,
) -> File<'r> {
    let row = |it: &'r Finding| finding_row(it, report, rules, leave);
    File {
        name: &file.name,
        format: file.format,
        bytes: file.bytes,
        sha256: file.sha256.as_deref(),
        status: file.status,
        findings: file.findings.iter().filter_map(row).collect(),
        gaps: file.gaps.iter().map(|it| gap_row(it, report, leave)).collect(),
    }
}

/// A finding as programs read it; none of a rule that there is not.
pub(super) fn finding_row<'r>(
    finding: &'r Finding,
    report: &'r Report,
    rules: &'r Rules,
    leave: Option<Reveal>,
) -> Option<Row<'r>> {
    let rule = rules.get(finding.rule)?;
    Some(Row {
        code: &rule.code,
        rule: &rule.name,
        severity: finding.severity,
        layer: finding.layer,
        location: &finding.location,
        container: finding.container.as_deref(),
        heading: finding.heading.as_deref(),
        count: finding.count,
        samples: finding.samples.iter().map(|it| it.shown(leave)).collect(),
        exemptions: &rule.exemptions,
        message: &finding.message,
        remedy: &rule.remedy,
        fingerprint: finding.fingerprint.as_str(),
        decision: decided(finding.decision, report, leave),
    })
}

/// A gap as programs read it.
pub(super) fn gap_row<'r>(
    gap: &'r Unread,
    report: &'r Report,
    leave: Option<Reveal>,
) -> GapRow<'r> {
    GapRow {
        location: &gap.part,
        reason: gap.reason.name(),
        message: gap.reason.to_string(),
        fingerprint: gap.fingerprint.as_ref().map(Fingerprint::as_str),
        decision: decided(gap.decision, report, leave),
    }
}

fn decided(number: Option<usize>, report: &Report, leave: Option<Reveal>) -> Option<Decided<'_>> {
    let decision = &report.decisions.get(number?)?.decision;
    Some(Decided {
        reason: label(&decision.reason, leave),
        by: &decision.by,
        approved_by: decision.approved_by.as_deref(),
        on: decision.on,
        until: decision.until,
    })
}

fn ruling_row(ruling: &Ruling, leave: Option<Reveal>) -> RulingRow<'_> {
    let decision = &ruling.decision;
    RulingRow {
        fingerprint: decision.finding.as_str(),
        standing: ruling.standing,
        times: ruling.times,
        rule: decision.rule.as_deref(),
        file: decision.file.as_ref().map(|it| label(it, leave)),
        by: &decision.by,
        until: decision.until,
    }
}
