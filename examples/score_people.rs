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
use std::time::Instant;

use corpus::Document;
use measure::Score;
use rule::people::{self, Known, Person};

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
            people::find(&document.text, &mut Known::default(), &mut found);
            score.add(document, &found);
            if let Some(file) = &mut spans {
                writeln!(file, "{}", line(&document.text, &found)).unwrap();
            }
            if shows {
                measure::show(document, &found);
            }
        }
        println!("{path}: {} documents, {score}", documents.len());
        time(&documents);
    }
}

/// What was found, in characters.
fn line(text: &str, found: &[Person]) -> String {
    let character = |at: usize| text[..at].chars().count();
    let people = found.iter().map(|Person { span, certainty, .. }| {
        (character(span.start), character(span.end), measure::name(*certainty))
    });
    serde_json::json!({ "people": people.collect::<Vec<_>>() }).to_string()
}

/// Megabytes a second over the texts, repeated to 20 MB.
fn time(documents: &[Document]) {
    let once: String = documents.iter().map(|document| document.text.as_str()).collect();
    let text = once.repeat(20_000_000 / once.len().max(1));
    let mut found = Vec::new();
    let start = Instant::now();
    people::find(&text, &mut Known::default(), &mut found);
    let speed = text.len() as f64 / 1e6 / start.elapsed().as_secs_f64();
    println!("  {speed:.0} MB/s, {} people in {} MB", found.len(), text.len() / 1_000_000);
}
