//! Trains the tagger of people on marked text:
//! `cargo run --release --example train_people -- FILE.jsonl… [--out WEIGHTS] [--folds N] [--judge FILE]…`,
//! a document a line, `{"text": …, "people": [[start, end], …]}` in characters.
//! The same files give the same weights. `--folds` judges each part of the
//! documents by what the others teach, `--judge` other documents by what all do;
//! `--show` prints what was missed and what was wrong.

#![allow(clippy::print_stdout, clippy::unwrap_used, dead_code)]

mod chance;
mod corpus;
mod invent;
mod learn;
mod measure;

#[path = "../../src/rule"]
mod rule {
    pub(crate) mod names;
    pub(crate) mod people;
    pub(crate) mod value;
}

use std::ops::Range;

use corpus::Document;
use learn::Table;
use measure::Score;
use rule::people::{Known, read_pages, verdict};

fn main() {
    let (mut folds, mut out, mut shows) = (0, None, false);
    let (mut paths, mut judged) = (Vec::new(), Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--folds" => folds = arguments.next().unwrap().parse().unwrap(),
            "--out" => out = arguments.next(),
            "--judge" => judged.push(arguments.next().unwrap()),
            "--show" => shows = true,
            _ => paths.push(argument),
        }
    }
    let cleaned = |path: &String| corpus::read(path).into_iter().map(corpus::cleaned).collect();
    let sets: Vec<Vec<Document>> = paths.iter().map(cleaned).collect();
    if folds > 0 {
        cross(&paths, &sets, folds, shows);
    }
    if out.is_none() && judged.is_empty() {
        return;
    }
    let all: Vec<&Document> = sets.iter().flatten().collect();
    let table = learn::taught(&all, learn::FULL);
    for path in &judged {
        let mut score = Score::default();
        judge(&table, &corpus::read(path), shows, &mut score);
        println!("{path}: {score}");
    }
    if let Some(out) = out {
        std::fs::write(out, table.bytes()).unwrap();
    }
}

/// Judges each part of the documents by what the others teach. The parts are not
/// shuffled: documents that follow each other are often pieces of one.
fn cross(paths: &[String], sets: &[Vec<Document>], folds: usize, shows: bool) {
    let mut scores: Vec<Score> = sets.iter().map(|_| Score::default()).collect();
    for fold in 0..folds {
        let part = |set: &Vec<Document>| set.len() * fold / folds..set.len() * (fold + 1) / folds;
        let taught = sets.iter().flat_map(|set| {
            let Range { start, end } = part(set);
            set[..start].iter().chain(&set[end..])
        });
        let table = learn::taught(&taught.collect::<Vec<_>>(), learn::FULL);
        for (set, score) in sets.iter().zip(&mut scores) {
            judge(&table, &set[part(set)], shows, score);
        }
    }
    for (path, score) in paths.iter().zip(&scores) {
        println!("{path}: {score}");
    }
}

/// Adds how well the people of documents are found with some weights.
fn judge(table: &Table, documents: &[Document], shows: bool, score: &mut Score) {
    for document in documents {
        let mut found = Vec::new();
        let weights = |slot| table.of(slot);
        read_pages(&document.text, &mut Known::default(), |page| {
            verdict::judge(page, weights, &mut found)
        });
        score.add(document, &found);
        if shows {
            measure::show(document, &found);
        }
    }
}
