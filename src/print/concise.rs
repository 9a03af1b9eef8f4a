//! A line a finding: for hooks, and for people who find their way.

use std::io::{self, Write};

use super::{gap_words, plain};
use crate::finding::{Checked, Finding, Reveal};
use crate::report::Report;
use crate::rule::Rules;

pub(super) fn print(
    report: &Report,
    rules: &Rules,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for file in &report.files {
        for finding in &file.findings {
            writeln!(out, "{}", line(file, finding, rules, leave))?;
        }
        for gap in &file.gaps {
            let part = if gap.part.is_empty() { "whole file" } else { &gap.part };
            writeln!(out, "{}: {}: {}", plain(&file.name), plain(part), gap_words(gap))?;
        }
    }
    Ok(())
}

/// `reply.txt: line 1: error IDN001 national-insurance-number: … [A••••••••]`
fn line(file: &Checked, finding: &Finding, rules: &Rules, leave: Option<Reveal>) -> String {
    let (code, name) = rules.get(finding.rule).map_or(("", ""), |it| (&it.code, &it.name));
    let location = if finding.location.is_empty() { "whole file" } else { &finding.location };
    let samples: Vec<String> = finding.samples.iter().map(|it| plain(&it.shown(leave))).collect();
    let samples =
        if samples.is_empty() { String::new() } else { format!(" [{}]", samples.join(", ")) };
    format!(
        "{}: {}: {} {code} {name}: {}{samples}",
        plain(&file.name),
        plain(location),
        finding.severity.name(),
        plain(&finding.message),
    )
}
