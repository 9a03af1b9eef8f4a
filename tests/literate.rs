//! Files of a release as they come in, each with what is found in it: the pages
//! in `tests/literate/` are read like a story, and this test holds them to it.
//!
//! A file stands between fences that bear its name; the list below it says what
//! is found, loudest first, each as `severity rule: words of the message`. Names
//! of people in running text have tests of their own and are left out here.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

use foilint::artefact::Artefact;
use foilint::read::Limits;
use foilint::report::{Engine, Settings, check};
use foilint::rule::Rules;

/// Rules that find people in running text.
const PROSE: [&str; 2] = ["person", "person-with-rank"];

/// A file of a page, and what the page says is found in it.
struct Example {
    name: String,
    line: usize,
    text: String,
    expected: Vec<String>,
}

/// The files of a page.
fn examples(page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut inside = false;
    for (line, text) in (1..).zip(page.lines()) {
        match (text.strip_prefix("```"), examples.last_mut()) {
            (Some(""), _) => inside = false,
            (Some(name), _) => {
                inside = true;
                let (name, text) = (name.to_owned(), String::new());
                examples.push(Example { name, line, text, expected: Vec::new() });
            }
            (None, Some(example)) if inside => example.text += &format!("{text}\n"),
            (None, Some(example)) => {
                example.expected.extend(text.strip_prefix("- ").map(str::to_owned));
            }
            _ => {}
        }
    }
    examples
}

/// What is found in a file, loudest first: `severity rule: message`.
fn found(engine: &Engine, example: &Example) -> Vec<String> {
    let files = check(Artefact::new(&example.name, example.text.as_bytes()), engine);
    assert!(files.iter().all(|file| file.gaps.is_empty()), "line {}: a gap", example.line);
    let told = files.iter().flat_map(|file| &file.findings).map(|finding| {
        let rule = &engine.rules().get(finding.rule).unwrap().name;
        let severity = format!("{:?}", finding.severity).to_lowercase();
        (rule.clone(), format!("{severity} {rule}: {}", finding.message))
    });
    told.filter(|(rule, _)| !PROSE.contains(&rule.as_str())).map(|(_, line)| line).collect()
}

/// Whether what is found is what was expected: the same severity and rule, and
/// its message holds the words.
fn is_met(expected: &str, found: &str) -> bool {
    let (head, words) = expected.split_once(": ").unwrap_or((expected, ""));
    found.split_once(": ").is_some_and(|(rule, message)| rule == head && message.contains(words))
}

/// What of a page does not hold.
fn faults(page: &str) -> Vec<String> {
    let rules = Rules::built_in().unwrap();
    let engine = Engine::new(rules, Limits::default(), &Settings::default()).unwrap();
    let mut faults = Vec::new();
    for example in examples(page) {
        let found = found(&engine, &example);
        let clear = example.expected == ["nothing"] && found.is_empty();
        let mut rest = found.clone();
        let met = example.expected.iter().all(|expected| {
            let place = rest.iter().position(|it| is_met(expected, it));
            place.map(|at| rest.remove(at)).is_some()
        });
        if !(clear || met && rest.is_empty() && !example.expected.is_empty()) {
            faults.push(format!("line {}, {}: {found:#?}", example.line, example.name));
        }
    }
    faults
}

macro_rules! pages {
    ($($test:ident $page:literal;)+) => {
        $(#[test]
        fn $test() {
            let faults = faults(include_str!(concat!("literate/", $page)));
            assert!(faults.is_empty(), "{}", faults.join("\n"));
        })+
    };
}

pages! {
    letters_are_found_out "letters.md";
    misconduct_outcomes_are_found_out "misconduct.md";
    rosters_are_found_out "rosters.md";
    mails_are_found_out "mails.md";
    columns_of_numbers_are_found_out "numbers.md";
}

#[test]
fn the_pages_hold_a_hundred_lines_and_more() {
    let pages = ["letters", "misconduct", "rosters", "mails", "numbers"].map(|name| {
        let path = format!("{}/tests/literate/{name}.md", env!("CARGO_MANIFEST_DIR"));
        examples(&std::fs::read_to_string(path).unwrap())
    });
    let lines = pages.iter().flatten().map(|example| example.text.lines().count());
    assert!(lines.sum::<usize>() >= 100);
    assert!(pages.iter().flatten().all(|example| !example.expected.is_empty()));
}
