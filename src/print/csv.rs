//! A table of files, findings and gaps, to sort and filter in a spreadsheet
//! (RFC 4180, with a byte order mark, by which Excel knows UTF-8).
//!
//! No cell of it is a formula, whatever a file or a sheet is called.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::full::verdict_line;
use super::{BANNER, decided, gap_words, plain, samples};
use crate::finding::{Checked, Finding, Fingerprint, Reveal, Status, Unread};
use crate::report::{Report, Verdict};
use crate::rule::Rules;

/// The byte order mark of UTF-8.
const MARK: &str = "\u{feff}";

/// The columns.
const HEADINGS: [&str; 17] = [
    "kind",
    "file",
    "location",
    "severity",
    "code",
    "rule",
    "layer",
    "heading",
    "count",
    "samples",
    "message",
    "remedy",
    "exemptions",
    "fingerprint",
    "decided",
    "format",
    "sha256",
];

/// A record; what it does not say is empty.
#[derive(Default)]
struct Record<'r> {
    kind: &'static str,
    file: &'r str,
    location: &'r str,
    severity: &'r str,
    code: &'r str,
    rule: &'r str,
    layer: &'r str,
    heading: &'r str,
    count: String,
    samples: String,
    message: String,
    remedy: &'r str,
    exemptions: String,
    fingerprint: &'r str,
    decided: String,
    format: &'r str,
    sha256: &'r str,
}

pub(super) fn print(
    report: &Report,
    rules: &Rules,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(MARK.as_bytes())?;
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    table.write_record(HEADINGS)?;
    if leave.is_some() {
        let banner = Record { kind: "banner", message: BANNER.to_owned(), ..Record::default() };
        table.write_record(banner.cells())?;
    }
    for file in &report.files {
        table.write_record(of_file(file).cells())?;
        for finding in &file.findings {
            table.write_record(of_finding(file, finding, (report, rules, leave)).cells())?;
        }
        for gap in &file.gaps {
            table.write_record(of_gap(file, gap, report, leave).cells())?;
        }
    }
    table.write_record(of_summary(report).cells())?;
    table.flush()
}

fn of_file(file: &Checked) -> Record<'_> {
    let status = match file.status {
        Status::Read => "read to the end",
        Status::Partial => "read in part",
        Status::Unread => "not read",
    };
    Record {
        kind: "file",
        file: &file.name,
        message: status.to_owned(),
        format: file.format,
        sha256: file.sha256.as_deref().unwrap_or_default(),
        ..Record::default()
    }
}

fn of_finding<'r>(
    file: &'r Checked,
    finding: &'r Finding,
    (report, rules, leave): (&'r Report, &'r Rules, Option<Reveal>),
) -> Record<'r> {
    let record = Record {
        kind: "finding",
        file: &file.name,
        location: &finding.location,
        severity: finding.severity.name(),
        layer: finding.layer.name(),
        heading: finding.heading.as_deref().unwrap_or_default(),
        count: finding.count.to_string(),
        samples: samples(finding, leave),
        message: finding.message.clone(),
        fingerprint: finding.fingerprint.as_str(),
        decided: decided::by(finding.decision, report, leave),
        format: file.format,
        ..Record::default()
    };
    let Some(rule) = rules.get(finding.rule) else { return record };
    let exemptions = rule.exemptions.join(", ");
    Record { code: &rule.code, rule: &rule.name, remedy: &rule.remedy, exemptions, ..record }
}

fn of_gap<'r>(
    file: &'r Checked,
    gap: &'r Unread,
    report: &Report,
    leave: Option<Reveal>,
) -> Record<'r> {
    Record {
        kind: "gap",
        file: &file.name,
        location: &gap.part,
        rule: gap.reason.name(),
        message: gap_words(gap),
        fingerprint: gap.fingerprint.as_ref().map_or("", Fingerprint::as_str),
        decided: decided::by(gap.decision, report, leave),
        format: file.format,
        ..Record::default()
    }
}

fn of_summary(report: &Report) -> Record<'_> {
    let verdict = if report.verdict == Verdict::Hold { "hold" } else { "clear" };
    Record {
        kind: "summary",
        severity: verdict,
        message: verdict_line(report),
        ..Record::default()
    }
}

impl Record<'_> {
    /// Its cells in the order of [`HEADINGS`], none of them a formula.
    fn cells(&self) -> [String; 17] {
        [
            self.kind,
            self.file,
            self.location,
            self.severity,
            self.code,
            self.rule,
            self.layer,
            self.heading,
            &self.count,
            &self.samples,
            &self.message,
            self.remedy,
            &self.exemptions,
            self.fingerprint,
            &self.decided,
            self.format,
            self.sha256,
        ]
        .map(inert)
    }
}

/// A text that no spreadsheet takes for a formula: an apostrophe goes before what
/// could begin one. Source: OWASP, CSV Injection; the wide forms are taken for the
/// narrow ones in Japanese editions.
fn inert(text: &str) -> String {
    let text = plain(text);
    let begins =
        |it: char| matches!(it, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '|' | '%');
    match text.trim_start().starts_with(begins) {
        true => format!("'{text}"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_cell_is_a_formula() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+44", "'+44"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" =1", "' =1"),
            ("\t=1", "\u{fffd}=1"),
            ("＝1", "'＝1"),
            ("reply=1.txt", "reply=1.txt"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(inert(text), expected, "{text:?}");
        }
    }
}
