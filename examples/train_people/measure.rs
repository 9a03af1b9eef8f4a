//! How well the people of documents are found.

use std::fmt;
use std::ops::Range;

use super::corpus::{Document, touches};
use crate::rule::people::{Certainty, Person};

/// How well the people of documents are found: the sure ones, and all.
#[derive(Default)]
pub(crate) struct Score {
    marked: usize,
    words: usize,
    counts: [Counts; 2],
}

/// Counts of names.
#[derive(Clone, Copy, Default)]
struct Counts {
    found: usize,
    /// Of those, names that are marked just so.
    exact: usize,
    /// Of those, names that share a byte with a marked one.
    touching: usize,
    /// Names marked of which at least a part is found.
    met: usize,
}

impl Score {
    /// Adds what was found in a document.
    pub(crate) fn add(&mut self, document: &Document, found: &[Person]) {
        self.marked += document.people.len();
        self.words += document.text.split_whitespace().count();
        let sure = found.iter().filter(|it| it.certainty == Certainty::Sure);
        self.counts[0].add(document, sure.map(|it| &it.span).collect());
        self.counts[1].add(document, found.iter().map(|it| &it.span).collect());
    }
}

impl Counts {
    fn add(&mut self, document: &Document, mut found: Vec<&Range<usize>>) {
        found.retain(|span| !document.others.iter().any(|other| touches(other, span)));
        let touching = |span: &Range<usize>| document.people.iter().any(|it| touches(it, span));
        self.found += found.len();
        self.exact += found.iter().filter(|span| document.people.contains(span)).count();
        self.touching += found.iter().filter(|span| touching(span)).count();
        let met = |it: &&Range<usize>| found.iter().any(|span| touches(it, span));
        self.met += document.people.iter().filter(met).count();
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} words, {} people marked", self.words, self.marked)?;
        for (name, counts) in ["sure", "sure or maybe"].iter().zip(self.counts) {
            let wrong = ratio(counts.found - counts.touching, self.words) * 1000.0;
            let exact = rates(ratio(counts.exact, counts.found), ratio(counts.exact, self.marked));
            let overlap =
                rates(ratio(counts.touching, counts.found), ratio(counts.met, self.marked));
            write!(
                out,
                "\n  {name:13} {:5} found | exact {exact} | overlap {overlap} | {wrong:.2} wrong in 1,000 words",
                counts.found
            )?;
        }
        Ok(())
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Precision, recall and F1.
fn rates(precision: f64, recall: f64) -> String {
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    format!("P {precision:.3} R {recall:.3} F1 {f1:.3}")
}

/// The name of a grade.
pub(crate) fn name(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Sure => "sure",
        Certainty::Maybe => "maybe",
    }
}

/// Prints what was missed of a document, and what was wrong.
pub(crate) fn show(document: &Document, found: &[Person]) {
    for Person { span, certainty, .. } in found {
        let touching = document.people.iter().any(|it| touches(it, span));
        if !document.people.contains(span) {
            let what = if touching { "PART" } else { "WRONG" };
            show_at(&document.text, what, name(*certainty), span);
        }
    }
    for span in &document.people {
        if !found.iter().any(|person| touches(&person.span, span)) {
            show_at(&document.text, "MISS", "", span);
        }
    }
}

fn show_at(text: &str, what: &str, grade: &str, span: &Range<usize>) {
    let from = text.floor_char_boundary(span.start.saturating_sub(40));
    let to = text.ceil_char_boundary((span.end + 30).min(text.len()));
    let (before, after) = (&text[from..span.start], &text[span.end..to]);
    let line = format!("{before}«{}»{after}", &text[span.clone()]).replace('\n', "⏎");
    println!("  {what} {grade} {line}");
}
