//! Trains the tagger of people on marked text:
//! `cargo run --release --example train_people -- [--folds N] [--out FILE] FILE.jsonl…`,
//! a document a line, `{"text": …, "people": [[start, end], …]}` in characters.
//! The same files give the same weights. With `--folds` nothing is written, and
//! each part of the documents is judged by what the others teach.

#![allow(clippy::print_stdout, clippy::unwrap_used, dead_code)]

mod corpus;
mod chance;
mod invent;
mod learn;
mod measure;

#[path = "../../src/rule"]
mod rule {
    pub(crate) mod names;
    pub(crate) mod people;
    pub(crate) mod value;
}

use corpus::Document;
use learn::{Example, Table};
use measure::Score;

fn main() {
    let mut folds = 0;
    let mut out = None;
    let mut paths = Vec::new();
    let mut judged = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--folds" => folds = arguments.next().unwrap().parse().unwrap(),
            "--out" => out = arguments.next(),
            "--judge" => judged.push(arguments.next().unwrap()),
            _ => paths.push(argument),
        }
    }
    let sets: Vec<Vec<Document>> = paths.iter().map(|path| corpus::read(path)).collect();
    if folds > 0 {
        return cross(&paths, &sets, folds);
    }
    let all: Vec<&Document> = sets.iter().flatten().collect();
    let table = train(&all);
    for path in judged {
        let documents = corpus::read(&path);
        let score = Score::of(documents.iter(), |slot| table.of(slot));
        println!("{path}: {score}");
    }
    if let Some(out) = out {
        std::fs::write(out, table.bytes()).unwrap();
    }
}

/// The weights that documents teach.
fn train(documents: &[&Document]) -> Table {
    let examples: Vec<Example> = invent::varied(documents).iter().flat_map(learn::examples).collect();
    let words: usize = examples.iter().map(Example::len).sum();
    println!("{} documents, {} runs, {words} words", documents.len(), examples.len());
    learn::learnt(&examples)
}

/// Judges each part of the documents by what the others teach.
fn cross(paths: &[String], sets: &[Vec<Document>], folds: usize) {
    let mut scores: Vec<Score> = sets.iter().map(|_| Score::default()).collect();
    for fold in 0..folds {
        let taught: Vec<&Document> = sets
            .iter()
            .flat_map(|set| set.iter().enumerate().filter(|(at, _)| at % folds != fold))
            .map(|(_, document)| document)
            .collect();
        let table = train(&taught);
        for (set, score) in sets.iter().zip(&mut scores) {
            let held = set.iter().skip(fold).step_by(folds);
            score.add(&Score::of(held, |slot| table.of(slot)));
        }
    }
    for (path, score) in paths.iter().zip(&scores) {
        println!("{path}: {score}");
    }
}
