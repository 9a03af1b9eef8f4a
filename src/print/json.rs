//! The contract for programs, version 1. Its shape is its own, so that nothing
//! inside can change it by accident.

use std::io::{self, Write};

use serde::Serialize;

use crate::document::{Gap, Layer};
use crate::finding::{Checked, Finding, Reveal, Status};
use crate::report::{Report, Summary, Verdict};
use crate::rule::{Rules, Severity};

#[derive(Serialize)]
struct Output<'r> {
    version: u32,
    tool: Tool,
    verdict: Verdict,
    files: Vec<File<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
    rules: String,
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

#[derive(Serialize)]
struct Row<'r> {
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
}

#[derive(Serialize)]
struct GapRow<'r> {
    location: &'r str,
    reason: &'static str,
    message: String,
}

pub(super) fn print(
    report: &Report,
    rules: &Rules,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let output = Output {
        version: 1,
        tool: Tool { name: "foilint", version: env!("CARGO_PKG_VERSION"), rules: rules.digest() },
        verdict: report.verdict,
        files: report.files.iter().map(|file| row_of(file, rules, leave)).collect(),
        summary: report.summary,
    };
    serde_json::to_writer_pretty(&mut *out, &output)?;
    writeln!(out)
}

fn row_of<'r>(file: &'r Checked, rules: &'r Rules, leave: Option<Reveal>) -> File<'r> {
    File {
        name: &file.name,
        format: file.format,
        bytes: file.bytes,
        sha256: file.sha256.as_deref(),
        status: file.status,
        findings: file.findings.iter().filter_map(|it| finding_row(it, rules, leave)).collect(),
        gaps: file.gaps.iter().map(gap_row).collect(),
    }
}

fn finding_row<'r>(
    finding: &'r Finding,
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
    })
}

fn gap_row(gap: &Gap) -> GapRow<'_> {
    GapRow { location: &gap.part, reason: gap.reason.name(), message: gap.reason.to_string() }
}
