//! Trains the tagger of people on marked text:
//! `cargo run --release --example train_people -- FILE.jsonl… [--out WEIGHTS | --folds N]`,
//! a document a line, `{"text": …, "people": [[start, end], …]}` in characters.
//! The same files give the same weights. `--folds` judges each part of the
//! documents by what the others teach.

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

use corpus::Document;
use measure::Score;
use rule::people::{read_pages, verdict};

fn main() {
    let (mut folds, mut out, mut paths) = (0, None, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--folds" => folds = arguments.next().unwrap().parse().unwrap(),
            "--out" => out = arguments.next(),
            _ => paths.push(argument),
        }
    }
    let cleaned = |path: &String| corpus::read(path).into_iter().map(corpus::cleaned).collect();
    let sets: Vec<Vec<Document>> = paths.iter().map(cleaned).collect();
    if folds > 0 {
        cross(&paths, &sets, folds);
    }
    if let Some(out) = out {
        let all: Vec<&Document> = sets.iter().flatten().collect();
        std::fs::write(out, learn::taught(&all, learn::FULL).bytes()).unwrap();
    }
}

/// Judges each part of the documents by what the others teach.
fn cross(paths: &[String], sets: &[Vec<Document>], folds: usize) {
    let mut scores: Vec<Score> = sets.iter().map(|_| Score::default()).collect();
    for fold in 0..folds {
        let others = |set: &'_ [Document]| -> Vec<usize> {
            (0..set.len()).filter(|at| at % folds != fold).collect()
        };
        let taught: Vec<&Document> =
            sets.iter().flat_map(|set| others(set).into_iter().map(|at| &set[at])).collect();
        let table = learn::taught(&taught, learn::FULL);
        for (set, score) in sets.iter().zip(&mut scores) {
            for document in set.iter().skip(fold).step_by(folds) {
                let mut found = Vec::new();
                let weights = |slot| table.of(slot);
                read_pages(&document.text, |page| verdict::judge(page, weights, &mut found));
                score.add(document, &found);
            }
        }
    }
    for (path, score) in paths.iter().zip(&scores) {
        println!("{path}: {score}");
    }
}
