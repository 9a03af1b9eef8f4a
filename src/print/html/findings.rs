//! The findings of the page, by rule, the loudest first: why, what to do in the menus
//! of each program, which exemptions may apply, and where.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use super::super::markup::Escaped;
use super::super::{counted, decided, place, samples};
use super::{Page, loudness, more, tag};
use crate::finding::{Checked, Finding};
use crate::rule::{Rule, Severity};

/// Places of a rule that are shown.
const MOST: usize = 300;

/// Where a rule was met.
type Place<'r> = (&'r Checked, &'r Finding);

impl Page<'_> {
    pub(super) fn findings(&mut self) -> io::Result<()> {
        writeln!(self.out, r#"<section><h2 id="findings">Findings</h2>"#)?;
        let report = self.report;
        let mut by_rule: BTreeMap<usize, Vec<Place<'_>>> = BTreeMap::new();
        for file in &report.files {
            for finding in &file.findings {
                by_rule.entry(finding.rule).or_default().push((file, finding));
            }
        }
        if by_rule.is_empty() {
            return writeln!(self.out, "<p>Nothing was found.</p></section>");
        }
        let mut groups: Vec<(Option<Severity>, usize, Vec<Place<'_>>)> =
            by_rule.into_iter().map(|(rule, places)| (loudest(&places), rule, places)).collect();
        groups.sort_by_key(|(severity, rule, _)| (Reverse(*severity), *rule));
        let rules = self.rules;
        for (severity, number, places) in &groups {
            if let Some(rule) = rules.get(*number) {
                self.rule(rule, *severity, places)?;
            }
        }
        writeln!(self.out, "</section>")
    }

    fn rule(
        &mut self,
        rule: &Rule,
        severity: Option<Severity>,
        places: &[Place<'_>],
    ) -> io::Result<()> {
        writeln!(
            self.out,
            r#"<article class="rule" id="{code}">
<header>{} <h3>{}</h3> <span class="name">{code} {}</span></header>
<p>{}</p>"#,
            standing(severity),
            Escaped(&rule.summary),
            Escaped(&rule.name),
            Escaped(&rule.why),
            code = Escaped(&rule.code),
        )?;
        self.places(places)?;
        writeln!(self.out, "<h4>What to do</h4>\n<p>{}</p>", Escaped(&rule.remedy))?;
        self.menus(rule, places)?;
        self.exemptions(rule)?;
        self.answers(rule)?;
        writeln!(self.out, "</article>")
    }

    /// The way through the menus of the programs that open such files.
    fn menus(&mut self, rule: &Rule, places: &[Place<'_>]) -> io::Result<()> {
        let ways = || {
            let opens = |format| places.iter().any(|(file, _)| file.format == format);
            rule.menus
                .iter()
                .filter(move |(program, _)| program.formats.iter().any(|it| opens(*it)))
        };
        if ways().next().is_none() {
            return Ok(());
        }
        writeln!(self.out, "<dl class=\"ways\">")?;
        for (program, way) in ways() {
            writeln!(self.out, "<dt>{}</dt><dd>{}</dd>", program.name, Escaped(way))?;
        }
        writeln!(self.out, "</dl>")
    }

    /// The sections that may apply, in each jurisdiction.
    fn exemptions(&mut self, rule: &Rule) -> io::Result<()> {
        if rule.exemptions.is_empty() {
            return Ok(());
        }
        let words: Vec<&str> = rule.exemptions.iter().map(|it| self.guidance.words(it)).collect();
        writeln!(
            self.out,
            "<h4>Exemptions that may apply</h4>\n<p>{}.</p>\n<dl class=\"ways\">",
            Escaped(&capital(&words.join("; ")))
        )?;
        for law in self.guidance.jurisdictions() {
            let sections = law.sections(rule);
            let links: Vec<String> = sections
                .iter()
                .map(|it| format!("<a href=\"{}\">{}</a>", Escaped(&law.link(it)), Escaped(it)))
                .collect();
            let links =
                if links.is_empty() { "no counterpart".to_owned() } else { links.join(", ") };
            let (name, act) = (Escaped(&law.name), Escaped(&law.act));
            writeln!(self.out, "<dt><abbr title=\"{act}\">{name}</abbr></dt><dd>{links}</dd>")?;
        }
        writeln!(self.out, "</dl>")
    }

    /// The questions of checklists that it answers.
    fn answers(&mut self, rule: &Rule) -> io::Result<()> {
        let lists = self.guidance.checklists().iter();
        let answered = lists.flat_map(|list| {
            let items = list.items.iter().filter(|item| item.is_answered_by(rule));
            items.map(move |item| format!("“{}” ({})", item.asks, list.name))
        });
        let answered: Vec<String> = answered.collect();
        if answered.is_empty() {
            return Ok(());
        }
        writeln!(
            self.out,
            "<h4>Questions of checklists that it answers</h4>\n<ul class=\"plain\">"
        )?;
        for answer in &answered {
            writeln!(self.out, "<li>{}</li>", Escaped(answer))?;
        }
        writeln!(self.out, "</ul>")
    }

    fn places(&mut self, places: &[Place<'_>]) -> io::Result<()> {
        writeln!(self.out, "<h4>{}</h4>\n<ul class=\"places\">", counted(places.len(), "place"))?;
        for (file, finding) in places.iter().take(MOST) {
            self.place(file, finding)?;
        }
        writeln!(self.out, "</ul><p>{}</p>", more(places.len(), MOST, "more place"))
    }

    fn place(&mut self, file: &Checked, finding: &Finding) -> io::Result<()> {
        let heading = finding.heading.as_ref().map(|it| format!(", under “{it}”"));
        writeln!(
            self.out,
            "<li>{} <span class=\"at\">{}</span> · {}{}<br>{}",
            standing(Some(finding.severity).filter(|_| finding.decision.is_none())),
            Escaped(place(&finding.location)),
            Escaped(&file.name),
            Escaped(&heading.unwrap_or_default()),
            Escaped(&finding.message),
        )?;
        if !finding.samples.is_empty() {
            let samples = samples(finding, self.leave);
            writeln!(self.out, "<br>For example: <code>{}</code>", Escaped(&samples))?;
        }
        let decided = decided::by(finding.decision, self.report, self.leave);
        if !decided.is_empty() {
            writeln!(self.out, "<br><strong>Decided</strong> by {}", Escaped(&decided))?;
        }
        let print = finding.fingerprint.as_str();
        writeln!(self.out, "<br><span class=\"quiet\">Fingerprint <code>{print}</code></span></li>")
    }
}

/// The loudest of what nobody has decided; none where everything is.
fn loudest(places: &[Place<'_>]) -> Option<Severity> {
    let open = places.iter().filter(|(_, it)| it.decision.is_none());
    open.map(|(_, it)| it.severity).max()
}

/// How loud it still is, once people have decided.
fn standing(severity: Option<Severity>) -> String {
    tag(severity.map_or(("clear", '✔', "decided"), loudness))
}

/// A text with a capital first.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
