//! How well and how fast people are found in marked text:
//! `cargo run --release --example score_people -- FILE.jsonl… [--spans OUT.jsonl]`,
//! a document a line, `{"text": …, "people": [[start, end], …]}` in characters.
//! `--spans` writes what was found, `{"people": [[start, end, "sure"|"maybe"], …]}`;
//! `--show` prints what was missed and what was wrong.

#![allow(clippy::print_stdout, clippy::unwrap_used, dead_code)]

#[path = "train_people/corpus.rs"]
mod corpus;
#[path = "train_people/measure.rs"]
mod measure;

#[path = "../src/rule"]
mod rule {
    pub(crate) mod names;
    pub(crate) mod people;
    pub(crate) mod value;
}

use std::io::Write;
use std::ops::Range;
use std::time::Instant;

use corpus::{Document, touches};
use measure::Score;
use rule::people::{self, Certainty, Person};

fn main() {
    let (mut paths, mut spans, mut shows) = (Vec::new(), None, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--spans" => spans = Some(std::fs::File::create(arguments.next().unwrap()).unwrap()),
            "--show" => shows = true,
            _ => paths.push(argument),
        }
    }
    for path in paths {
        let documents = corpus::read(&path);
        let mut score = Score::default();
        for document in &documents {
            let mut found = Vec::new();
            people::find(&document.text, &mut found);
            score.add(document, &found);
            if let Some(file) = &mut spans {
                writeln!(file, "{}", line(&document.text, &found)).unwrap();
            }
            if shows {
                show(document, &found);
            }
        }
        println!("{path}: {} documents, {score}", documents.len());
        time(&documents);
    }
}

fn name(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Sure => "sure",
        Certainty::Maybe => "maybe",
    }
}

/// What was found, in characters.
fn line(text: &str, found: &[Person]) -> String {
    let character = |at: usize| text[..at].chars().count();
    let people = found.iter().map(|Person { span, certainty, .. }| {
        (character(span.start), character(span.end), name(*certainty))
    });
    serde_json::json!({ "people": people.collect::<Vec<_>>() }).to_string()
}

fn show(document: &Document, found: &[Person]) {
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
