//! A page for the case file: one file, no scripts, nothing loaded from elsewhere.
//!
//! It says the verdict, what holds it and what was not read, what to do about it in the
//! menu words of each program, the exemptions that may apply, and which questions of
//! official checklists are answered. Nothing is told by colour alone.

mod checklist;
mod files;
mod findings;

use std::io::{self, Write};

use super::full::verdict_line;
use super::markup::Escaped;
use super::{BANNER, counted};
use crate::date::now;
use crate::finding::Reveal;
use crate::report::{Report, Verdict};
use crate::rule::{Guidance, Rules, Severity};

/// How the page looks.
const STYLE: &str = include_str!("html/style.css");

/// What every part of the page is printed from.
struct Page<'r> {
    report: &'r Report,
    rules: &'r Rules,
    guidance: Guidance,
    leave: Option<Reveal>,
    out: &'r mut dyn Write,
}

pub(super) fn print(
    report: &Report,
    rules: &Rules,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let guidance = Guidance::built_in().map_err(io::Error::other)?;
    let mut page = Page { report, rules, guidance, leave, out };
    page.head()?;
    page.verdict()?;
    writeln!(page.out, "<main id=\"main\">")?;
    page.sign_off()?;
    page.files()?;
    page.gaps()?;
    page.findings()?;
    page.checklists()?;
    page.decisions()?;
    page.hashes()?;
    writeln!(page.out, "</main>")?;
    page.foot()
}

impl Page<'_> {
    fn head(&mut self) -> io::Result<()> {
        writeln!(
            self.out,
            r##"<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{}: release check by foilint</title>
<style>
{STYLE}</style>
</head>
<body>
<a class="skip" href="#main">To the findings</a>"##,
            word(self.report.verdict)
        )
    }

    fn verdict(&mut self) -> io::Result<()> {
        writeln!(self.out, "<header>\n<h1>What a recipient could recover from this release</h1>")?;
        if self.leave.is_some() {
            writeln!(self.out, r#"<p class="banner">{BANNER}</p>"#)?;
        }
        let (class, sign, says) = match self.report.verdict {
            Verdict::Hold => ("hold", '✖', "Hold: not ready to release"),
            Verdict::Clear => ("clear", '✔', "Clear: nothing holds it"),
        };
        let line = verdict_line(self.report);
        let counts = line.split_once(". ").map_or("", |(_, counts)| counts);
        writeln!(
            self.out,
            r#"<div class="verdict {class}">
<p class="word"><span aria-hidden="true">{sign}</span> {says}</p>
<p>{}</p>
</div>"#,
            Escaped(counts)
        )?;
        self.facts()?;
        let decisions = match self.report.decisions.is_empty() {
            true => "",
            false => "<li><a href=\"#decisions\">Decisions</a></li>",
        };
        writeln!(
            self.out,
            r##"<nav aria-label="Parts of this report"><ul>
<li><a href="#files">Files</a></li><li><a href="#gaps">Not read</a></li><li><a href="#findings">Findings</a></li>
<li><a href="#checklist">Checklists</a></li>{decisions}<li><a href="#hashes">Bytes checked</a></li>
</ul></nav>
</header>"##
        )
    }

    /// When, with what, and how strictly.
    fn facts(&mut self) -> io::Result<()> {
        let masked = match self.leave {
            None => "Excerpts are masked",
            Some(_) => "Excerpts are in clear",
        };
        let digest = self.rules.digest();
        let short = digest.get(..19).unwrap_or(&digest);
        let held = match self.report.hold_at {
            Severity::Note => "notes, warnings, errors and gaps hold",
            Severity::Warning => "warnings, errors and gaps hold",
            Severity::Error => "errors and gaps hold",
        };
        writeln!(
            self.out,
            "<ul class=\"facts\">\n<li>Checked {}</li><li>foilint {}</li><li>Rules <code>{short}</code></li>\
             <li>{held}</li><li>{masked}</li>\n</ul>",
            now().replace('T', " ").replace('Z', " UTC"),
            env!("CARGO_PKG_VERSION")
        )
    }

    /// Lines for the people who answer for it, on paper.
    fn sign_off(&mut self) -> io::Result<()> {
        let row = |role: &str| {
            format!("<tr><th scope=\"row\">{role}</th><td></td><td></td><td></td></tr>")
        };
        writeln!(
            self.out,
            r#"<section class="sign"><h2>Sign-off</h2>
<table><thead><tr><th scope="col">Role</th><th scope="col">Name</th><th scope="col">Date</th><th scope="col">Signature</th></tr></thead>
<tbody>{}{}</tbody></table></section>"#,
            row("Checked by"),
            row("Approved by")
        )
    }

    fn foot(&mut self) -> io::Result<()> {
        writeln!(
            self.out,
            "<footer><p>Exemptions are proposals: a person decides. What was not read is never clean. \
             Keep this page with the case file, and do not send it with the release.</p></footer>\n\
             </body>\n</html>"
        )
    }
}

/// The verdict in a word.
fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Hold => "Hold",
        Verdict::Clear => "Clear",
    }
}

/// How loud a finding is, as a class, a sign and a word.
fn loudness(severity: Severity) -> (&'static str, char, &'static str) {
    match severity {
        Severity::Error => ("hold", '✖', "error"),
        Severity::Warning => ("look", '▲', "warning"),
        Severity::Note => ("note", '●', "note"),
    }
}

/// A label that says by its sign and its word what its colour says.
fn tag((class, sign, word): (&str, char, &str)) -> String {
    format!(r#"<span class="tag {class}"><span aria-hidden="true">{sign}</span> {word}</span>"#)
}

/// "and 3 more, in the csv and json reports"; nothing without more.
fn more(all: usize, shown: usize, noun: &str) -> String {
    match all.saturating_sub(shown) {
        0 => String::new(),
        more => format!("and {}: the csv and json reports name all", counted(more, noun)),
    }
}
