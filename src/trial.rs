//! Tries rules on their own examples: what is bad must be found where it is marked, what
//! is good must not.

use std::ops::Range;

use crate::artefact::Artefact;
use crate::document::Layer;
use crate::report::{Engine, check};
use crate::rule::{Heading, Hit, Look, Rule};

/// What stands between the rows and the cells of an example that is a table.
const ROWS: &str = " ¶ ";
const CELLS: &str = " | ";

/// How rules stood their trial.
#[derive(Debug, Default)]
pub struct Trial {
    /// How many rules were tried.
    pub rules: usize,
    /// How many examples were.
    pub examples: usize,
    /// The codes of rules whose examples are no texts: those of a roll, or of a whole.
    pub untried: Vec<String>,
    /// The examples that are not as they should be.
    pub faults: Vec<Fault>,
}

/// An example that is not as it should be.
#[derive(Debug)]
pub struct Fault {
    /// The code of the rule.
    pub code: String,
    /// Whether it is a bad example, or a good one.
    pub sort: Sort,
    /// The number of the example, from 0.
    pub number: usize,
    /// What is wrong. It does not quote the example.
    pub why: String,
}

/// What an example is of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sort {
    /// Of what must be found.
    Bad,
    /// Of what must not.
    Good,
}

/// Tries the rules from a number on.
pub fn tried(engine: &Engine, first: usize) -> Trial {
    let mut trial = Trial::default();
    for (number, rule) in engine.rules().iter().enumerate().skip(first) {
        if matches!(rule.look, Look::Own(_) | Look::Whole(_)) {
            trial.untried.push(rule.code.clone());
            continue;
        }
        trial.rules += 1;
        for (sort, examples) in [(Sort::Bad, &rule.bad), (Sort::Good, &rule.good)] {
            trial.examples += examples.len();
            for (at, example) in examples.iter().enumerate() {
                let why = fault(engine, (number, rule), sort, example);
                let code = || rule.code.clone();
                trial.faults.extend(why.map(|why| Fault { code: code(), sort, number: at, why }));
            }
        }
    }
    trial
}

/// What is wrong with an example, if anything is.
fn fault(engine: &Engine, rule: (usize, &Rule), sort: Sort, example: &str) -> Option<String> {
    match &rule.1.look {
        Look::Layers(layers) => of_layer(layers, sort, example),
        Look::Pattern(_) | Look::Phrases(_) => of_text(engine, rule, sort, example),
        _ => of_table(engine, rule.0, sort, example),
    }
}

/// An example such as `comment: text` is of its layer.
fn of_layer(layers: &[Layer], sort: Sort, example: &str) -> Option<String> {
    let Some(layer) = example.split_once(": ").and_then(|(name, _)| Layer::named(name)) else {
        return Some("it does not begin with a layer, such as `comment: `".to_owned());
    };
    let is_met = layers.contains(&layer);
    (is_met != (sort == Sort::Bad)).then(|| match sort {
        Sort::Bad => "its layer is none of the rule's".to_owned(),
        Sort::Good => "its layer is one of the rule's".to_owned(),
    })
}

/// An example such as `text` or `heading | text` is scanned, and must be met where it is
/// marked.
fn of_text(
    engine: &Engine,
    (number, rule): (usize, &Rule),
    sort: Sort,
    example: &str,
) -> Option<String> {
    let rules = engine.rules();
    let (heading, marked) = match example.split_once(CELLS) {
        Some((heading, marked)) => (rules.heading(heading), marked),
        None => (Heading::default(), example),
    };
    let (text, expected) = unmarked(marked);
    let mut hits = Vec::new();
    rules.scan(&text, &heading, &mut hits);
    let own = hits.iter().filter(|it| it.rule == number).map(|it| it.span.clone());
    let met: Vec<Range<usize>> = own.collect();
    match sort {
        Sort::Good => (!met.is_empty()).then(|| "it is met".to_owned()),
        Sort::Bad if expected.is_empty() => Some("nothing is marked with « and »".to_owned()),
        Sort::Bad if met == expected => None,
        Sort::Bad if met.is_empty() => Some(unmet(engine, rule, &hits, &expected)),
        Sort::Bad => Some("it is met elsewhere than marked".to_owned()),
    }
}

/// That nothing is met, and which rule is met in its place.
fn unmet(engine: &Engine, rule: &Rule, hits: &[Hit], expected: &[Range<usize>]) -> String {
    let meets =
        |hit: &&Hit| expected.iter().any(|it| it.start < hit.span.end && hit.span.start < it.end);
    let other = hits.iter().find(meets).and_then(|it| engine.rules().get(it.rule));
    match other.filter(|it| it.code != rule.code) {
        Some(other) => format!("it is not met: {} {} is met there", other.code, other.name),
        None => "it is not met".to_owned(),
    }
}

/// An example that is a table, or a text in which people are found, is checked as a file.
fn of_table(engine: &Engine, rule: usize, sort: Sort, example: &str) -> Option<String> {
    let (text, _) = unmarked(example);
    let is_table = text.contains(CELLS) || text.contains(ROWS);
    let (name, bytes) = if is_table { ("a.csv", csv(&text)) } else { ("a.txt", text) };
    let checked = check(Artefact::new(name, bytes.as_bytes()), engine);
    let is_met = checked.iter().flat_map(|it| &it.findings).any(|it| it.rule == rule);
    (is_met != (sort == Sort::Bad)).then(|| match sort {
        Sort::Bad => "it is not met".to_owned(),
        Sort::Good => "it is met".to_owned(),
    })
}

/// A table as comma-separated values.
fn csv(text: &str) -> String {
    let cell = |it: &str| format!("\"{}\"", it.trim().replace('"', "\"\""));
    let row = |it: &str| it.split(CELLS).map(cell).collect::<Vec<_>>().join(",") + "\n";
    text.split(ROWS).map(row).collect()
}

/// An example without its marks, and the bytes that they stand around.
fn unmarked(example: &str) -> (String, Vec<Range<usize>>) {
    let (mut text, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for letter in example.chars() {
        match letter {
            '«' => start = text.len(),
            '»' => spans.push(start..text.len()),
            _ => text.push(letter),
        }
    }
    (text, spans)
}
