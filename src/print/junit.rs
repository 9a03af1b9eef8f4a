//! Test results as Jenkins, GitLab and others read them: a suite a file, a case a
//! finding or a gap, failed where it holds the release.
//!
//! Source: the JUnit schema of Jenkins' xUnit plugin; GitLab reads one failure a
//! case, so each finding is a case of its own.

use std::io::{self, Write};

use super::full::verdict_line;
use super::markup::Escaped;
use super::{BANNER, decided, finding_words, gap_words, place};
use crate::finding::{Checked, Finding, Reveal, Unread};
use crate::report::Report;
use crate::rule::Rules;

/// What every case is written with.
struct Printer<'r> {
    report: &'r Report,
    rules: &'r Rules,
    leave: Option<Reveal>,
    out: &'r mut dyn Write,
}

pub(super) fn print(
    report: &Report,
    rules: &Rules,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let [tests, failures, errors] = report
        .files
        .iter()
        .map(|it| counts(report, it))
        .fold([0; 3], |[tests, failures, errors], it| {
            [tests + it[0], failures + it[1], errors + it[2]]
        });
    writeln!(
        out,
        r#"<testsuites name="foilint" tests="{tests}" failures="{failures}" errors="{errors}">"#
    )?;
    let mut printer = Printer { report, rules, leave, out };
    report.files.iter().try_for_each(|file| printer.suite(file))?;
    writeln!(out, "<!-- {} -->", Escaped(&verdict_line(report)))?;
    writeln!(out, "</testsuites>")
}

/// The cases of a file, those that failed, that could not be tested, and that a
/// person has decided.
fn counts(report: &Report, file: &Checked) -> [usize; 4] {
    let failures = file.findings.iter().filter(|it| report.is_held_by(it)).count();
    let errors = file.gaps.iter().filter(|it| it.decision.is_none()).count();
    let decided = file.findings.iter().filter(|it| it.decision.is_some()).count();
    let skipped = decided + file.gaps.len() - errors;
    [(file.findings.len() + file.gaps.len()).max(1), failures, errors, skipped]
}

impl Printer<'_> {
    fn suite(&mut self, file: &Checked) -> io::Result<()> {
        let [tests, failures, errors, skipped] = counts(self.report, file);
        let name = Escaped(&file.name);
        writeln!(
            self.out,
            r#"  <testsuite name="{name}" tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}">"#
        )?;
        file.findings.iter().try_for_each(|finding| self.finding(file, finding))?;
        file.gaps.iter().try_for_each(|gap| self.gap(file, gap))?;
        if file.findings.is_empty() && file.gaps.is_empty() {
            writeln!(self.out, r#"    <testcase classname="{name}" name="nothing found"/>"#)?;
        }
        if self.leave.is_some() {
            writeln!(self.out, "    <system-out>{BANNER}</system-out>")?;
        }
        writeln!(self.out, "  </testsuite>")
    }

    fn finding(&mut self, file: &Checked, finding: &Finding) -> io::Result<()> {
        let Some(rule) = self.rules.get(finding.rule) else { return Ok(()) };
        let case = format!("{} {}: {}", rule.code, rule.name, place(&finding.location));
        let words = finding_words(finding, self.leave);
        let (name, case, words) = (Escaped(&file.name), Escaped(&case), Escaped(&words));
        let remedy = Escaped(&rule.remedy);
        writeln!(self.out, r#"    <testcase classname="{name}" name="{case}">"#)?;
        if finding.decision.is_some() {
            self.skipped(finding.decision)?;
        } else if self.report.is_held_by(finding) {
            let severity = finding.severity.name();
            writeln!(
                self.out,
                r#"      <failure type="{severity}" message="{words}">{words} Remedy: {remedy}</failure>"#
            )?;
        } else {
            writeln!(self.out, "      <system-out>{words}</system-out>")?;
        }
        writeln!(self.out, "    </testcase>")
    }

    fn gap(&mut self, file: &Checked, gap: &Unread) -> io::Result<()> {
        let case = format!("gap: {}", place(&gap.part));
        let words = gap_words(gap);
        let (name, case, words) = (Escaped(&file.name), Escaped(&case), Escaped(&words));
        writeln!(self.out, r#"    <testcase classname="{name}" name="{case}">"#)?;
        let reason = gap.reason.name();
        match gap.decision {
            Some(_) => self.skipped(gap.decision)?,
            None => writeln!(
                self.out,
                r#"      <error type="{reason}" message="{words}">{words}</error>"#
            )?,
        }
        writeln!(self.out, "    </testcase>")
    }

    /// What a person has decided is not tested.
    fn skipped(&mut self, decision: Option<usize>) -> io::Result<()> {
        let words = format!("decided by {}", decided::by(decision, self.report, self.leave));
        writeln!(self.out, r#"      <skipped message="{}"/>"#, Escaped(&words))
    }
}
