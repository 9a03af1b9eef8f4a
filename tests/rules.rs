//! Every rule against its own examples, and the packs and vocabularies against
//! what the house asks of them.

#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use foilint::document::Layer;
use foilint::rule::{Heading, Look, Rule, Rules};

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

/// Where a rule is met in an example, `heading | text` or `text`, and where it
/// says that it is.
fn met(rules: &Rules, rule: &Rule, example: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (heading, marked) = match example.split_once(" | ") {
        Some((heading, marked)) => (rules.heading(heading), marked),
        None => (Heading::default(), example),
    };
    let (text, expected) = unmarked(marked);
    let index = rules.find(&rule.code).unwrap();
    let mut hits = Vec::new();
    rules.scan(&text, &heading, &mut hits);
    (hits.into_iter().filter(|it| it.rule == index).map(|it| it.span).collect(), expected)
}

fn built_in() -> Rules {
    Rules::built_in().expect("the packs are well formed")
}

/// The rules that are met in text alone.
fn textual(rules: &Rules) -> impl Iterator<Item = &Rule> {
    rules.iter().filter(|it| matches!(it.look, Look::Pattern(_) | Look::Phrases(_)))
}

#[test]
fn every_pattern_and_phrase_rule_is_met_in_its_bad_examples_where_they_are_marked() {
    let rules = built_in();
    let mut faults = Vec::new();
    for (rule, example) in
        textual(&rules).flat_map(|rule| rule.bad.iter().map(move |it| (rule, it)))
    {
        let (met, expected) = met(&rules, rule, example);
        if expected.is_empty() || met != expected {
            faults.push(format!("{}: {example}: {met:?}", rule.name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_pattern_or_phrase_rule_is_met_in_its_good_examples() {
    let rules = built_in();
    let mut faults = Vec::new();
    for (rule, example) in
        textual(&rules).flat_map(|rule| rule.good.iter().map(move |it| (rule, it)))
    {
        let (met, _) = met(&rules, rule, example);
        if !met.is_empty() {
            faults.push(format!("{}: {example}: {met:?}", rule.name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_layer_rule_holds_the_layers_of_its_bad_examples_and_no_other() {
    let rules = built_in();
    for rule in rules.iter() {
        let Look::Layers(layers) = &rule.look else { continue };
        let layer = |example: &String| {
            let (name, text) = example.split_once(": ").expect("an example is a layer and a text");
            assert!(!text.is_empty(), "{}: {example}", rule.name);
            Layer::named(name).unwrap_or_else(|| panic!("{name} is a layer"))
        };
        assert!(rule.bad.iter().all(|it| layers.contains(&layer(it))), "{}", rule.name);
        assert!(!rule.good.iter().any(|it| layers.contains(&layer(it))), "{}", rule.name);
    }
}

#[test]
fn every_layer_that_is_not_seen_has_a_rule() {
    let rules = built_in();
    for layer in Layer::all().filter(|it| it.sight() != foilint::document::Sight::Seen) {
        assert!(rules.of_layer(layer).is_some(), "{} has a rule", layer.name());
    }
}

#[test]
fn codes_of_a_family_count_up_from_one() {
    let rules = built_in();
    let mut last = BTreeSet::new();
    let mut number = 0;
    for rule in rules.iter() {
        number = if last.insert(rule.code[..3].to_owned()) { 1 } else { number + 1 };
        assert_eq!(rule.code[3..].parse(), Ok(number), "{} comes in its turn", rule.code);
    }
}

#[test]
fn no_rule_is_quieter_where_it_is_hidden() {
    for rule in built_in().iter() {
        assert!(rule.hidden >= rule.severity, "{}", rule.name);
    }
}

#[test]
fn a_rule_is_found_by_its_name_and_its_code() {
    let rules = built_in();
    for (index, rule) in rules.iter().enumerate() {
        assert_eq!(rules.find(&rule.name), Some(index));
        assert_eq!(rules.find(&rule.code.to_lowercase()), Some(index));
    }
    assert_eq!(rules.find("no-such-rule"), None);
}

/// A pack of one rule with a code, a name and a phrase.
fn pack(code: &str, name: &str) -> Vec<(String, String)> {
    let text = format!(
        "title = \"Ours\"\nexemptions = [\"s.31\"]\n[[rule]]\ncode = \"{code}\"\nname = \"{name}\"\n\
         since = \"1.0.0\"\nseverity = \"warning\"\nsummary = \"s\"\nwhy = \"w\"\nremedy = \"r\"\n\
         source = \"s\"\nphrases = [\"operation sample\"]\nbad = [\"«Operation Sample»\"]\ngood = [\"x\"]"
    );
    vec![("ours.toml".to_owned(), text)]
}

#[test]
fn a_pack_of_the_user_adds_rules_and_changes_the_digest() {
    let rules = Rules::with(pack("OUR001", "operation")).unwrap();
    let rule = rules.get(rules.find("operation").unwrap()).unwrap();
    assert_eq!(rule.exemptions, ["s.31"], "the pack's exemptions");
    let (met, expected) = met(&rules, rule, "in «Operation Sample» they");
    assert_eq!(met, expected);
    assert_ne!(rules.digest(), built_in().digest());
    assert!(rules.digest().starts_with("blake3:"));
}

#[test]
fn a_pack_that_takes_a_code_or_a_name_twice_is_refused() {
    assert!(Rules::with(pack("HID001", "operation")).is_err(), "a code");
    assert!(Rules::with(pack("OUR001", "hidden-sheet")).is_err(), "a name");
}

#[test]
fn every_pack_is_built_in_and_every_list_that_a_pack_names_is_there() {
    let source = include_str!("../src/rule/built_in.rs");
    let packs = names("rules");
    for name in packs.iter().filter(|it| it.ends_with(".toml")) {
        assert!(source.contains(&format!("\"{name}\"")), "rules/{name} is in the table");
    }
    for name in names("rules/lists") {
        let is_named = packs.iter().filter(|it| it.ends_with(".toml")).any(|pack| {
            let text = fs::read_to_string(root().join("rules").join(pack)).unwrap();
            text.contains(&format!("list = \"{name}\""))
        });
        let is_built_in = source.contains(&format!("    \"{name}\""));
        assert_eq!(is_built_in, is_named, "rules/lists/{name}: in the table and named by a rule");
    }
}

#[test]
fn every_vocabulary_names_its_source_and_is_sorted_without_repeats() {
    // A name in capitals is a licence that goes with a list.
    let is_list = |name: &&String| name.ends_with(".txt") && **name == name.to_lowercase();
    for name in names("rules/lists").iter().filter(is_list) {
        let text = fs::read_to_string(root().join("rules/lists").join(name)).unwrap();
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        let parts = first.strip_prefix("# ").unwrap_or_default().split("; ");
        assert!(parts.count() >= 3, "{name}: its first line has source; licence; date");
        let terms: Vec<&str> = lines.collect();
        assert!(terms.is_sorted_by(|one, next| one < next), "{name} is sorted, nothing twice");
        assert!(terms.iter().all(|it| !it.is_empty() && it.trim() == *it), "{name} has no blanks");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn text_of_any_letters_is_scanned_without_a_fault() {
    let rules = built_in();
    let long = "x".repeat(300);
    for text in [
        "",
        &long,
        "+44",
        "é1",
        "£12 34 56",
        "’AB123456C’",
        "1\u{a0}2",
        "@",
        "1@",
        "ﬁ@1.é",
        "\u{0}9",
    ] {
        rules.scan(text, &rules.heading("N° d’é"), &mut Vec::new());
    }
}

#[test]
fn no_break_spaces_and_quotes_hide_no_identifier() {
    let rules = built_in();
    for text in [
        "AB\u{a0}12\u{a0}34\u{a0}56\u{a0}C",
        "‘AB123456C’",
        "_AB123456C_",
        "/AB123456C.xlsx",
        "AB\u{ad}123\u{200b}456C\u{feff}",
        "\u{ff21}B12345\u{ff16}\u{2060}C",
    ] {
        let mut hits = Vec::new();
        rules.scan(text, &Heading::default(), &mut hits);
        assert_eq!(hits.len(), 1, "{text}");
    }
}
