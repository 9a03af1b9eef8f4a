//! How well and how fast people are found in marked text:
//! `cargo run --release --example score_people -- FILE.jsonl… [--spans OUT.jsonl]`,
//! a document a line, `{"text": …, "people": [[start, end], …]}` in characters.
//! `--spans` writes what was found, `{"people": [[start, end, "sure"|"maybe"], …]}`;
//! `--show` prints what was missed and what was wrong.

#![allow(clippy::print_stdout, clippy::unwrap_used, dead_code)]

#[path = "../src/rule"]
mod rule {
    pub(crate) mod names;
    pub(crate) mod people;
    pub(crate) mod value;
}

use std::io::Write;
use std::ops::Range;
use std::time::Instant;

use rule::people::{self, Certainty, Person};

#[derive(serde::Deserialize)]
struct Written {
    text: String,
    people: Vec<(usize, usize)>,
}

/// A text, the people marked in it, and those found.
struct Document {
    text: String,
    marked: Vec<Range<usize>>,
    found: Vec<Person>,
}

impl Document {
    fn new(written: Written) -> Self {
        let bytes = bytes(&written.text);
        let marked = written.people.iter().map(|&(start, end)| bytes[start]..bytes[end]).collect();
        let mut found = Vec::new();
        people::find(&written.text, &mut found);
        Document { text: written.text, marked, found }
    }

    /// The spans of those found who are sure, or of all.
    fn spans(&self, grades: &[Certainty]) -> Vec<&Range<usize>> {
        let graded = self.found.iter().filter(|person| grades.contains(&person.certainty));
        graded.map(|person| &person.span).collect()
    }

    /// What was found, in characters.
    fn line(&self) -> String {
        let character = |at: usize| self.text[..at].chars().count();
        let people: Vec<_> = self.found.iter().map(|Person { span, certainty, .. }| {
            (character(span.start), character(span.end), name(*certainty))
        }).collect();
        serde_json::json!({ "people": people }).to_string()
    }

    fn show(&self) {
        for Person { span, certainty, .. } in &self.found {
            let touching = self.marked.iter().any(|it| touches(it, span));
            if !self.marked.contains(span) {
                self.show_at(if touching { "PART" } else { "WRONG" }, name(*certainty), span);
            }
        }
        for span in &self.marked {
            if !self.found.iter().any(|person| touches(&person.span, span)) {
                self.show_at("MISS", "", span);
            }
        }
    }

    fn show_at(&self, what: &str, grade: &str, span: &Range<usize>) {
        let text = &self.text;
        let from = text.floor_char_boundary(span.start.saturating_sub(40));
        let to = text.ceil_char_boundary((span.end + 30).min(text.len()));
        let (before, after) = (&text[from..span.start], &text[span.end..to]);
        let line = format!("{before}«{}»{after}", &text[span.clone()]).replace('\n', "⏎");
        println!("  {what} {grade} {line}");
    }
}

fn name(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Sure => "sure",
        Certainty::Maybe => "maybe",
    }
}

/// Where each character begins, and the end.
fn bytes(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

fn touches(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (mut paths, mut spans, mut shows) = (Vec::new(), None, false);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--spans" => spans = Some(std::fs::File::create(arguments.next().unwrap()).unwrap()),
            "--show" => shows = true,
            _ => paths.push(argument),
        }
    }
    for path in paths {
        let lines = std::fs::read_to_string(&path).unwrap();
        let documents: Vec<Document> =
            lines.lines().map(|line| Document::new(serde_json::from_str(line).unwrap())).collect();
        print(&path, &documents);
        for document in &documents {
            if let Some(file) = &mut spans {
                writeln!(file, "{}", document.line()).unwrap();
            }
            if shows {
                document.show();
            }
        }
        time(&documents);
    }
}

/// A line for the sure ones, and one for all.
fn print(path: &str, documents: &[Document]) {
    let marked: usize = documents.iter().map(|it| it.marked.len()).sum();
    let words: usize = documents.iter().map(|it| it.text.split_whitespace().count()).sum();
    println!("{path}: {} documents, {words} words, {marked} people marked", documents.len());
    let grades: [(&str, &[Certainty]); 2] =
        [("sure", &[Certainty::Sure]), ("sure or maybe", &[Certainty::Sure, Certainty::Maybe])];
    for (name, grades) in grades {
        let (mut found, mut exact, mut right, mut met) = (0, 0, 0, 0);
        for document in documents {
            let spans = document.spans(grades);
            found += spans.len();
            exact += spans.iter().filter(|it| document.marked.contains(it)).count();
            right += spans.iter().filter(|it| document.marked.iter().any(|m| touches(m, it))).count();
            met += document.marked.iter().filter(|m| spans.iter().any(|it| touches(m, it))).count();
        }
        let wrong = (found - right) as f64 * 1000.0 / words as f64;
        println!(
            "  {name:13} {found} found | exact {} | overlap {} | {wrong:.2} wrong in 1,000 words",
            rates(exact as f64 / found as f64, exact as f64 / marked as f64),
            rates(right as f64 / found as f64, met as f64 / marked as f64),
        );
    }
}

/// Precision, recall and F1.
fn rates(precision: f64, recall: f64) -> String {
    let f1 = 2.0 * precision * recall / (precision + recall);
    format!("P {precision:.3} R {recall:.3} F1 {f1:.3}")
}

/// Megabytes a second over the texts, repeated to 20 MB.
fn time(documents: &[Document]) {
    let once: String = documents.iter().map(|document| document.text.as_str()).collect();
    let text = once.repeat(20_000_000 / once.len().max(1));
    let mut found = Vec::new();
    let start = Instant::now();
    people::find(&text, &mut found);
    let speed = text.len() as f64 / 1e6 / start.elapsed().as_secs_f64();
    println!("  {speed:.0} MB/s, {} people in {} MB", found.len(), text.len() / 1_000_000);
}
