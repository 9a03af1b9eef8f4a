//! Prints a report. It decides nothing.
//!
//! A style is a module and a line in [`Style`]. What comes from an artefact is
//! written through `plain`, so that no name can send a command to a terminal.

mod concise;
mod decided;
mod full;
mod json;
mod look_back;

use std::io::{self, Write};

pub use look_back::{print_look_back, print_look_back_json};

use crate::document::Reason;
use crate::finding::{Reveal, Unread};
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
}

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
