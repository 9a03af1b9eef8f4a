//! How well and how fast people are found in marked text:
//! `cargo run --release --example people_score -- FILE.jsonl…`, a document a
//! line, `{"text": …, "people": [[start, end], …]}` in characters.
//! `--show` prints what was missed and what was wrong.

#![allow(clippy::print_stdout, clippy::unwrap_used, dead_code)]

#[path = "../src/rule"]
mod rule {
    pub(crate) mod names;
    pub(crate) mod people;
    pub(crate) mod value;
}

use std::ops::Range;
use std::time::Instant;

use rule::people::{self, Grade, Person};

#[derive(serde::Deserialize)]
struct Document {
    text: String,
    people: Vec<(usize, usize)>,
}

#[derive(Default)]
struct Score {
    marked: usize,
    found: usize,
    exact: usize,
    overlap: usize,
    words: usize,
    grades: [(usize, usize); 3],
}

fn main() {
    let (flags, paths): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    if paths.is_empty() {
        return time_words();
    }
    for path in paths {
        let lines = std::fs::read_to_string(&path).unwrap();
        let documents: Vec<Document> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let mut score = Score::default();
        for document in &documents {
            add(&mut score, document, !flags.is_empty());
        }
        print(&path, &score);
        time(&documents);
    }
}

fn add(score: &mut Score, document: &Document, show: bool) {
    let text = &document.text;
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let marked: Vec<Range<usize>> =
        document.people.iter().map(|&(start, end)| bytes[start]..bytes[end]).collect();
    let mut found = Vec::new();
    people::find(text, &mut found);
    score.marked += marked.len();
    score.found += found.len();
    score.words += text.split_whitespace().count();
    for Person { span, grade } in &found {
        let touches = marked.iter().any(|m| m.start < span.end && span.start < m.end);
        score.exact += usize::from(marked.contains(span));
        score.overlap += usize::from(touches);
        let counts = &mut score.grades[*grade as usize];
        *counts = (counts.0 + 1, counts.1 + usize::from(touches));
        if show && !marked.contains(span) {
            show_at(if touches { "PART " } else { "WRONG" }, text, span, Some(*grade));
        }
    }
    for span in marked
        .iter()
        .filter(|m| show && !found.iter().any(|f| f.span.start < m.end && m.start < f.span.end))
    {
        show_at("MISS ", text, span, None);
    }
}

fn show_at(what: &str, text: &str, span: &Range<usize>, grade: Option<Grade>) {
    let before: String = text[..span.start].chars().rev().take(25).collect();
    let before: String = before.chars().rev().collect();
    let after: String = text[span.end..].chars().take(25).collect();
    let line = format!("{before}«{}»{after}", &text[span.clone()]).replace('\n', "⏎");
    println!("{what} {grade:?} {line}");
}

fn print(path: &str, score: &Score) {
    let f1 = |right: usize| 2.0 * right as f64 / (score.marked + score.found) as f64;
    let wrong = (score.found - score.overlap) as f64 * 1000.0 / score.words as f64;
    println!(
        "{path}: marked {} found {} | exact F1 {:.3} overlap F1 {:.3} | precision {:.3} | wrong per 1000 words {wrong:.2} | rank, title, alone: {:?}",
        score.marked,
        score.found,
        f1(score.exact),
        f1(score.overlap),
        score.overlap as f64 / score.found as f64,
        score.grades,
    );
}

/// Megabytes a second over the texts, repeated to 100 MB.
fn time(documents: &[Document]) {
    let once: String = documents.iter().map(|document| document.text.as_str()).collect();
    let text = once.repeat(100_000_000 / once.len().max(1));
    let mut found = Vec::new();
    people::find("John Sample", &mut found);
    let start = Instant::now();
    people::find(&text, &mut found);
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "  {:.0} MB/s, {} people in {} MB",
        text.len() as f64 / 1e6 / seconds,
        found.len(),
        text.len() / 1_000_000
    );
}

/// Nanoseconds of the first look-up, which fills the table, of later ones,
/// and of the traits of a cell.
fn time_words() {
    let start = Instant::now();
    let first = rule::names::class("Sample");
    println!("first look-up {:?} {first:?}", start.elapsed());
    let words = ["Smith", "Okafor", "the", "Department", "O'Neill", "Xqzzv", "Priya", "Hereford"];
    let start = Instant::now();
    for index in 0..8_000_000 {
        std::hint::black_box(rule::names::class(std::hint::black_box(words[index % 8])));
    }
    println!("a look-up {:.1} ns", start.elapsed().as_secs_f64() * 1e9 / 8e6);
    for cell in [
        "Smith",
        "SMITH, J",
        "John Smith",
        "12345",
        "12/03/1980",
        "AB1234",
        "PC 1234 Smith",
        "Roads Policing Unit",
        "12 Station Road",
        "J",
        "Constable",
        "SW1A 1AA",
        "Annual Report",
    ] {
        let start = Instant::now();
        for _ in 0..1_000_000 {
            std::hint::black_box(rule::value::traits(std::hint::black_box(cell)));
        }
        println!("traits {:.0} ns {cell}", start.elapsed().as_secs_f64() * 1e9 / 1e6);
    }
}
