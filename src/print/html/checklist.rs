//! The checklists of the page: each question of official guidance, and what the run
//! says to it. Nothing found is no answer where not all was read.

use std::collections::BTreeMap;
use std::io;

use super::super::counted;
use super::super::markup::Escaped;
use super::{Page, tag};
use crate::rule::Item;

impl Page<'_> {
    pub(super) fn checklists(&mut self) -> io::Result<()> {
        let met = self.met();
        writeln!(self.out, r#"<section><h2 id="checklist">Checklists of official guidance</h2>"#)?;
        let lists: Vec<String> = self.guidance.checklists().iter().map(|list| {
            let rows: Vec<String> = list.items.iter().map(|item| self.row(item, &met)).collect();
            format!(
                "<table class=\"answers\"><caption>{}</caption>\n<thead><tr><th scope=\"col\">Question</th><th scope=\"col\">Answer</th></tr></thead>\n<tbody>\n{}</tbody></table>",
                Escaped(&list.name),
                rows.concat()
            )
        }).collect();
        writeln!(self.out, "{}</section>", lists.join("\n"))
    }

    /// How often each rule was met.
    fn met(&self) -> BTreeMap<usize, usize> {
        let mut met = BTreeMap::new();
        for finding in self.report.files.iter().flat_map(|file| &file.findings) {
            *met.entry(finding.rule).or_default() += 1;
        }
        met
    }

    fn row(&self, item: &Item, met: &BTreeMap<usize, usize>) -> String {
        let answers =
            met.iter().filter_map(|(number, count)| Some((self.rules.get(*number)?, *count)));
        let answers: Vec<_> = answers.filter(|(rule, _)| item.is_answered_by(rule)).collect();
        let count: usize = answers.iter().map(|(_, count)| count).sum();
        let links = answers.iter().map(|(rule, _)| {
            format!(" <a href=\"#{code}\">{code}</a>", code = Escaped(&rule.code))
        });
        let links: String = links.collect();
        let gaps: usize = self.report.files.iter().map(|file| file.gaps.len()).sum();
        let answer = match (item.rules.is_empty(), count, gaps) {
            (true, ..) => tag(("note", '●', "for a person")),
            (_, 0, 0) => tag(("clear", '✔', "nothing found")),
            (_, 0, _) => tag(("look", '▲', "nothing found, but not all was read")),
            (_, count, _) => tag(("hold", '✖', &counted(count, "place"))) + &links,
        };
        format!("<tr><th scope=\"row\">{}</th><td>{answer}</td></tr>\n", Escaped(&item.asks))
    }
}
