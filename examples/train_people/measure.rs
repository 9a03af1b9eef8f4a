//! How well the people of documents are found.

use std::fmt;
use std::ops::Range;

use crate::corpus::Document;
use crate::rule::people::{Certainty, Person, judge, read_pages};

/// Counts of names found.
#[derive(Clone, Copy, Default)]
struct Counts {
    found: usize,
    exact: usize,
    touching: usize,
    /// Names marked that are found at least in part.
    met: usize,
}

/// How well the people of documents are found: the sure ones, and all.
#[derive(Default)]
pub(crate) struct Score {
    marked: usize,
    words: usize,
    counts: [Counts; 2],
}

impl Score {
    /// The score of weights on documents.
    pub(crate) fn of<'a>(
        documents: impl Iterator<Item = &'a Document>,
        weights: impl Fn(u32) -> [i32; 4],
    ) -> Self {
        let mut score = Score::default();
        for document in documents {
            let mut found = Vec::new();
            read_pages(&document.text, |page| judge(page, &weights, &mut found));
            found.retain(|it| !document.others.iter().any(|other| touches(other, &it.span)));
            if std::env::var("SHOW").is_ok() { show(document, &found); }
            score.count(document, &found);
        }
        score
    }

    fn count(&mut self, document: &Document, found: &[Person]) {
        self.marked += document.people.len();
        self.words += document.text.split_whitespace().count();
        let sure = found.iter().filter(|it| it.certainty == Certainty::Sure);
        let sure: Vec<&Range<usize>> = sure.map(|it| &it.span).collect();
        let all: Vec<&Range<usize>> = found.iter().map(|it| &it.span).collect();
        for (counts, spans) in self.counts.iter_mut().zip([sure, all]) {
            counts.found += spans.len();
            for span in &spans {
                counts.exact += usize::from(document.people.contains(span));
                counts.touching +=
                    usize::from(document.people.iter().any(|it| touches(it, span)));
            }
            let met = document.people.iter().filter(|it| spans.iter().any(|span| touches(it, span)));
            counts.met += met.count();
        }
    }

    /// Adds the counts of other documents.
    pub(crate) fn add(&mut self, other: &Score) {
        self.marked += other.marked;
        self.words += other.words;
        for (counts, more) in self.counts.iter_mut().zip(other.counts) {
            counts.found += more.found;
            counts.exact += more.exact;
            counts.touching += more.touching;
            counts.met += more.met;
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} marked", self.marked)?;
        for (name, counts) in ["sure", "all"].iter().zip(self.counts) {
            let ratio = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
            let f1 = |part: usize| 2.0 * ratio(part, self.marked + counts.found);
            write!(
                out,
                " | {name} {}: exact F1 {:.3}, overlap P {:.3} R {:.3} F1 {:.3}, wrong/1000 {:.2}",
                counts.found,
                f1(counts.exact),
                ratio(counts.touching, counts.found),
                ratio(counts.met, self.marked),
                f1((counts.touching + counts.met) / 2),
                ratio(counts.found - counts.touching, self.words) * 1000.0,
            )?;
        }
        Ok(())
    }
}

fn touches(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn show(document: &Document, found: &[Person]) {
    let text = &document.text;
    let near = |what: &str, span: &Range<usize>| {
        let from = text.floor_char_boundary(span.start.saturating_sub(40));
        let to = text.ceil_char_boundary((span.end + 30).min(text.len()));
        println!("{what} {}", format!("{}«{}»{}", &text[from..span.start], &text[span.clone()], &text[span.end..to]).replace('\n', "⏎"));
    };
    for it in found {
        if !document.people.contains(&it.span) {
            let part = document.people.iter().any(|p| touches(p, &it.span));
            near(&format!("{} {:?} {:?}", if part { "PART " } else { "WRONG" }, it.certainty, it.grade), &it.span);
        }
    }
    for it in &document.people {
        if !found.iter().any(|f| touches(&f.span, it)) { near("MISS ", it); }
    }
}
