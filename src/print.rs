//! Prints a report. It decides nothing.
//!
//! A style is a module and a line in [`Style`]. What comes from an artefact is
//! written through `plain`, so that no name can send a command to a terminal.

mod catalogue;
mod concise;
mod csv;
mod decided;
mod full;
mod github;
mod html;
mod json;
mod jsonl;
mod junit;
mod link;
mod look_back;
mod markup;
mod outer;
mod sarif;
mod statistics;

use std::io::{self, Write};

pub use catalogue::print_catalogue;
pub(crate) use link::link;
pub use look_back::{print_look_back, print_look_back_json};
pub use statistics::print_statistics;

use crate::document::Reason;
use crate::finding::{Finding, Reveal, Unread};
use crate::report::Report;
use crate::rule::Rules;

/// How a report is printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub enum Style {
    /// For people: grouped by file, why and remedy once a rule.
    Full,
    /// A line a finding.
    Concise,
    /// The contract, for programs.
    Json,
    /// A JSON object a finding, a line each, and one of counts at the end.
    Jsonl,
    /// A table to sort and filter in a spreadsheet.
    Csv,
    /// A page for the case file, which opens in any browser.
    Html,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Test results, as Jenkins and GitLab read them.
    Junit,
    /// Annotations of GitHub Actions, the ten worst.
    Github,
}

impl Style {
    /// Whether it shows the SHA-256 of each file.
    pub(crate) fn shows_digests(self) -> bool {
        matches!(self, Style::Json | Style::Csv | Style::Html)
    }
}

/// What stands on every report that shows excerpts in clear.
const BANNER: &str = "NOT MASKED: this report quotes what must not be released. Handle it as the files \
                      themselves, and do not send it with them.";

/// Prints a report; excerpts in clear only with leave.
///
/// # Errors
///
/// When the output cannot be written.
pub fn print(
    report: &Report,
    rules: &Rules,
    style: Style,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match style {
        Style::Full => full::print(report, rules, leave, out),
        Style::Concise => concise::print(report, rules, leave, out),
        Style::Json => json::print(report, rules, leave, out),
        Style::Jsonl => jsonl::print(report, rules, leave, out),
        Style::Csv => csv::print(report, rules, leave, out),
        Style::Html => html::print(report, rules, leave, out),
        Style::Sarif => sarif::print(report, rules, leave, out),
        Style::Junit => junit::print(report, rules, leave, out),
        Style::Github => github::print(report, rules, leave, out),
    }
}

/// The verdict and the counts of everything, in a line.
pub(crate) fn verdict_line(report: &Report) -> String {
    full::verdict_line(report)
}

/// A text without the characters that steer a terminal or turn the direction
/// of writing.
pub(crate) fn plain(text: &str) -> String {
    let steers = |it: char| {
        it.is_control()
            || matches!(it, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|it| if steers(it) { '\u{fffd}' } else { it }).collect()
}

/// [`plain`], with its line ends kept.
pub(crate) fn plain_lines(text: &str) -> String {
    text.lines().map(plain).collect::<Vec<_>>().join("\n")
}

/// A location, or words for the artefact as a whole.
fn place(location: &str) -> &str {
    if location.is_empty() { "whole file" } else { location }
}

/// The samples of a finding as a list; nothing without any.
fn samples(finding: &Finding, leave: Option<Reveal>) -> String {
    let shown: Vec<String> = finding.samples.iter().map(|it| plain(&it.shown(leave))).collect();
    shown.join(", ")
}

/// A finding in a sentence, with its samples in brackets.
fn finding_words(finding: &Finding, leave: Option<Reveal>) -> String {
    let message = plain(&finding.message);
    match finding.samples.is_empty() {
        true => message,
        false => format!("{message} [{}]", samples(finding, leave)),
    }
}

/// A gap in a sentence: "not read: it is encrypted".
fn gap_words(gap: &Unread) -> String {
    let also = matches!(gap.reason, Reason::Ambiguous(_));
    format!("{}: {}", if also { "not sure" } else { "not read" }, gap.reason)
}

/// A number with its noun: "1 error", "2 errors".
fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", crate::report::grouped(number as u64))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn no_name_steers_a_terminal() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c"), "a\u{fffd}[31mb\u{fffd}c");
    }
}
