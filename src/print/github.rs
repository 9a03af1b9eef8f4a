//! Annotations of GitHub Actions: the worst few, and one notice with the counts.
//!
//! GitHub shows no more than ten errors, ten warnings and ten notices of a step
//! (GitHub Docs, Usage limits of annotations), so the rest would be lost in silence.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::full::verdict_line;
use super::outer::Outer;
use super::{BANNER, counted, finding_words, gap_words, place, plain};
use crate::finding::Reveal;
use crate::report::Report;
use crate::rule::{Rules, Severity};

/// Annotations that are printed.
const MOST: usize = 10;

/// One annotation, and how bad it is.
struct Annotation {
    severity: Severity,
    title: String,
    file: String,
    message: String,
}

pub(super) fn print(
    report: &Report,
    rules: &Rules,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if leave.is_some() {
        writeln!(out, "::warning title=foilint::{}", escaped(BANNER))?;
    }
    let mut all = annotations(report, rules, leave);
    all.sort_by_key(|it| Reverse(it.severity));
    for annotation in all.iter().take(MOST) {
        let command = match annotation.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let [file, title] = [&annotation.file, &annotation.title].map(|it| property(it));
        let message = escaped(&annotation.message);
        writeln!(out, "::{command} file={file},line=1,title={title}::{message}")?;
    }
    let more = match all.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" {} not shown here.", counted(more, "more place")),
    };
    writeln!(out, "::notice title=foilint::{}{more}", escaped(&verdict_line(report)))
}

/// Everything that nobody has decided, gaps before the findings of their file.
fn annotations(report: &Report, rules: &Rules, leave: Option<Reveal>) -> Vec<Annotation> {
    let mut outer = Outer::default();
    let mut all = Vec::new();
    for file in &report.files {
        let path = outer.of(file).to_owned();
        let at = |location: &str| format!("{}: {}", file.name, place(location));
        let gaps = file.gaps.iter().filter(|it| it.decision.is_none());
        all.extend(gaps.map(|gap| Annotation {
            severity: Severity::Error,
            title: "not read".to_owned(),
            file: path.clone(),
            message: format!("{}: {}", at(&gap.part), gap_words(gap)),
        }));
        let findings = file.findings.iter().filter(|it| it.decision.is_none());
        all.extend(findings.filter_map(|finding| {
            let rule = rules.get(finding.rule)?;
            Some(Annotation {
                severity: finding.severity,
                title: format!("{} {}", rule.code, rule.name),
                file: path.clone(),
                message: format!("{}: {}", at(&finding.location), finding_words(finding, leave)),
            })
        }));
    }
    all
}

/// A message that ends nowhere but at its end (actions/toolkit, command.ts).
fn escaped(text: &str) -> String {
    plain(text).replace('%', "%25")
}

/// A property of a command.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::property;

    #[test]
    fn no_name_gives_a_command() {
        assert_eq!(property("a,b\n::error::50%"), "a%2Cb\u{fffd}%3A%3Aerror%3A%3A50%25");
    }
}
