//! The parts of the page about files: how each stands, what was not read of it, what
//! was decided, and which bytes were checked.

use std::io;

use super::super::markup::Escaped;
use super::super::{counted, decided, gap_words, place};
use super::{Page, more, tag};
use crate::finding::{Checked, Fingerprint};
use crate::report::{Report, grouped};
use crate::rule::Severity;

/// Rows of a table, at the most.
const MOST: usize = 2_000;

impl Page<'_> {
    /// How each file stands, those that hold the release first.
    pub(super) fn files(&mut self) -> io::Result<()> {
        let files = standings(self.report);
        writeln!(
            self.out,
            r#"<section><h2 id="files">Files</h2>
<table><caption>{}</caption>
<thead><tr><th scope="col">Verdict</th><th scope="col">File</th><th scope="col">Found</th><th scope="col" class="wide">Format</th></tr></thead>
<tbody>"#,
            Escaped(&tally(&files))
        )?;
        for (standing, file) in files.iter().take(MOST) {
            writeln!(
                self.out,
                "<tr><td>{}</td><th scope=\"row\">{}</th><td>{}</td><td class=\"wide\">{}</td></tr>",
                tag(standing.words()),
                Escaped(&file.name),
                found(file, *standing),
                Escaped(file.format),
            )?;
        }
        let more = more(files.len(), MOST, "more file");
        writeln!(self.out, "</tbody></table><p>{more}</p></section>")
    }

    /// What was not read.
    pub(super) fn gaps(&mut self) -> io::Result<()> {
        writeln!(self.out, r#"<section><h2 id="gaps">Not read</h2>"#)?;
        let gaps = || {
            self.report.files.iter().flat_map(|file| file.gaps.iter().map(move |gap| (file, gap)))
        };
        if gaps().next().is_none() {
            return writeln!(self.out, "<p>Every file was read to the end.</p></section>");
        }
        writeln!(
            self.out,
            r#"<p>What was not read is never clean: each of these holds the release until a person has looked at it and decided.</p>
<table class="gaps"><thead><tr><th scope="col">File</th><th scope="col">Part</th><th scope="col">Why</th></tr></thead>
<tbody>"#
        )?;
        for (file, gap) in gaps().take(MOST) {
            let decided = decided::by(gap.decision, self.report, self.leave);
            let decided =
                if decided.is_empty() { decided } else { format!(" Decided by {decided}.") };
            let print = gap.fingerprint.as_ref().map(Fingerprint::as_str).map(|print| {
                format!("<br><span class=\"quiet\">Fingerprint <code>{print}</code></span>")
            });
            let print = print.unwrap_or_default();
            writeln!(
                self.out,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}.{}{print}</td></tr>",
                Escaped(&file.name),
                Escaped(place(&gap.part)),
                Escaped(&gap_words(gap)),
                Escaped(&decided)
            )?;
        }
        let more = more(gaps().count(), MOST, "more part");
        writeln!(self.out, "</tbody></table><p>{more}</p></section>")
    }

    /// What people have decided, and what of it no longer fits; nothing if nobody has.
    pub(super) fn decisions(&mut self) -> io::Result<()> {
        if self.report.decisions.is_empty() {
            return Ok(());
        }
        writeln!(
            self.out,
            r#"<section><h2 id="decisions">Decisions</h2>
<table><thead><tr><th scope="col">Standing</th><th scope="col">Fingerprint</th><th scope="col">Decided by</th></tr></thead>
<tbody>"#
        )?;
        for ruling in self.report.decisions.iter().take(MOST) {
            writeln!(
                self.out,
                "<tr><td>{}</td><td><code>{}</code></td><td>{}</td></tr>",
                ruling.standing.name(),
                ruling.decision.finding.as_str(),
                Escaped(&decided::words(&ruling.decision, self.leave))
            )?;
        }
        writeln!(self.out, "</tbody></table></section>")
    }

    /// Which bytes were checked.
    pub(super) fn hashes(&mut self) -> io::Result<()> {
        writeln!(
            self.out,
            r#"<section><h2 id="hashes">Bytes checked</h2>
<p>The SHA-256 of each file. A file that has changed since has another, and was not checked.</p>
<ul class="places">"#
        )?;
        let outer = || self.report.files.iter().filter(|file| file.depth == 0);
        for file in outer().take(MOST) {
            let hash = file.sha256.as_deref().unwrap_or("not read");
            writeln!(
                self.out,
                "<li>{}, {} bytes<br><code class=\"quiet\">{hash}</code></li>",
                Escaped(&file.name),
                grouped(file.bytes)
            )?;
        }
        let more = more(outer().count(), MOST, "more file");
        writeln!(self.out, "</ul><p>{more}</p></section>")
    }
}

/// How a file stands, the worst first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Standing {
    /// It holds the release.
    Hold,
    /// It holds nothing, and something was found.
    Look,
    /// Nothing was found, and it was read to the end.
    Clear,
}

impl Standing {
    fn of(file: &Checked, report: &Report) -> Self {
        let is_unread = file.gaps.iter().any(|it| it.decision.is_none());
        if is_unread || file.findings.iter().any(|it| report.is_held_by(it)) {
            return Standing::Hold;
        }
        let is_clear = file.findings.is_empty() && file.gaps.is_empty();
        if is_clear { Standing::Clear } else { Standing::Look }
    }

    fn words(self) -> (&'static str, char, &'static str) {
        match self {
            Standing::Hold => ("hold", '✖', "Hold"),
            Standing::Look => ("look", '▲', "Look"),
            Standing::Clear => ("clear", '✔', "Clear"),
        }
    }
}

/// Each file with how it stands, those first that hold the release, files inside files
/// behind what holds them. What holds a file stands no better than the file.
fn standings(report: &Report) -> Vec<(Standing, &Checked)> {
    let own: Vec<Standing> = report.files.iter().map(|it| Standing::of(it, report)).collect();
    let mut rows: Vec<(Standing, Standing, &Checked)> = Vec::with_capacity(own.len());
    let mut outer = Standing::Clear;
    for (index, file) in report.files.iter().enumerate() {
        let inner = report.files[index + 1..].iter().take_while(|it| it.depth > file.depth).count();
        let worst = own[index..=index + inner].iter().min().copied().unwrap_or(own[index]);
        if file.depth == 0 {
            outer = worst;
        }
        rows.push((outer, worst, file));
    }
    rows.sort_by_key(|(outer, ..)| *outer);
    rows.into_iter().map(|(_, worst, file)| (worst, file)).collect()
}

/// "3 files hold, 1 wants a look, 5 are clear."
fn tally(files: &[(Standing, &Checked)]) -> String {
    let count = |standing| files.iter().filter(|(own, _)| *own == standing).count();
    format!(
        "{} to hold, {} to look at, {} clear. Files inside files stand below what holds them, after a !.",
        count(Standing::Hold),
        count(Standing::Look),
        count(Standing::Clear)
    )
}

/// What was found in a file, in a few words.
fn found(file: &Checked, standing: Standing) -> String {
    let open = || file.findings.iter().filter(|it| it.decision.is_none());
    let loud = |severity| open().filter(|it| it.severity == severity).count();
    let gaps = file.gaps.iter().filter(|it| it.decision.is_none()).count();
    let decided = file.findings.len() - open().count() + file.gaps.len() - gaps;
    let mut parts: Vec<String> = [
        (loud(Severity::Error), "error"),
        (loud(Severity::Warning), "warning"),
        (loud(Severity::Note), "note"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, noun)| counted(count, noun))
    .collect();
    if gaps > 0 {
        parts.push(format!("{} not read", counted(gaps, "part")));
    }
    if decided > 0 {
        parts.push(format!("{decided} decided"));
    }
    match (parts.is_empty(), standing) {
        (true, Standing::Clear) => "nothing".to_owned(),
        (true, _) => "see the files inside".to_owned(),
        (false, _) => parts.join(", "),
    }
}
