//! A line a finding: for hooks, and for people who find their way.

use std::io::{self, Write};

use super::{BANNER, decided, finding_words, gap_words, place, plain};
use crate::finding::{Checked, Finding, Reveal};
use crate::report::Report;
use crate::rule::Rules;

pub(super) fn print(
    report: &Report,
    rules: &Rules,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if leave.is_some() {
        writeln!(out, "{BANNER}")?;
    }
    for file in &report.files {
        for finding in &file.findings {
            writeln!(out, "{}", line(file, finding, rules, leave))?;
        }
        for gap in &file.gaps {
            let decided = if gap.decision.is_some() { "decided: " } else { "" };
            let (name, part, words) = (plain(&file.name), plain(place(&gap.part)), gap_words(gap));
            writeln!(out, "{name}: {part}: {decided}{words}")?;
        }
    }
    // Nothing is let pass in silence; where nothing is there is nothing to say.
    let counts = decided::counts(&report.summary);
    let is_silent = counts.len() == 1 && report.summary.decided == 0;
    if is_silent { Ok(()) } else { writeln!(out, "{}.", counts.join(", ")) }
}

/// `reply.txt: line 1: error IDN001 national-insurance-number: … [A••••••••]`
fn line(file: &Checked, finding: &Finding, rules: &Rules, leave: Option<Reveal>) -> String {
    let (code, name) = rules.get(finding.rule).map_or(("", ""), |it| (&it.code, &it.name));
    format!(
        "{}: {}: {} {code} {name}: {}",
        plain(&file.name),
        plain(place(&finding.location)),
        if finding.decision.is_some() { "decided" } else { finding.severity.name() },
        finding_words(finding, leave),
    )
}
