//! Documents with other names in them: what is learnt must not hang on the names
//! of a few nations, nor on the lists having every name.

use std::collections::HashMap;

use super::chance::Chance;
use super::corpus::Document;
use crate::rule::names::class;

/// Copies of each document with other names.
const COPIES: usize = 2;

/// Names in a hundred that are in no list.
const UNLISTED: usize = 8;

/// Documents in a hundred copies that are written in capitals.
const SHOUTED: usize = 8;

/// The documents, and copies of them with other names.
///
/// Each invented paragraph is filled with names `filled` times.
pub(crate) fn varied(documents: &[&Document], filled: usize) -> Vec<Document> {
    let names = Names::read();
    let mut chance = Chance::new(7);
    let mut all: Vec<Document> = documents.iter().map(|document| (*document).clone()).collect();
    for _ in 0..COPIES {
        for document in documents {
            let copy = Renamed::new(&names, &mut chance).copy(document);
            all.push(if chance.happens(SHOUTED) { shouted(&copy) } else { copy });
        }
    }
    (0..filled).for_each(|_| fill(&names, &mut chance, &mut all));
    all
}

/// Adds a document for each invented paragraph, names filled in by chance.
fn fill(names: &Names, chance: &mut Chance, all: &mut Vec<Document>) {
    let texts = [
        include_str!("../../rules/tagger/invented.txt"),
        include_str!("../../rules/tagger/invented-mails.txt"),
    ];
    for paragraph in texts.iter().flat_map(|text| text.split("\n\n").skip(1)) {
        let mut renamed = Renamed::new(names, chance);
        renamed.fill(paragraph);
        let document = renamed.copy;
        all.push(if chance.happens(SHOUTED) { shouted(&document) } else { document });
    }
}

/// Names to draw from: all of a list, and the frequent ones.
struct Names {
    forenames: [Vec<&'static str>; 2],
    surnames: [Vec<&'static str>; 2],
}

impl Names {
    fn read() -> Self {
        Names {
            forenames: listed(include_str!("../../rules/lists/forenames.txt")),
            surnames: listed(include_str!("../../rules/lists/surnames.txt")),
        }
    }
}

fn listed(list: &'static str) -> [Vec<&'static str>; 2] {
    let lines = || list.lines().skip(1);
    let word = |line: &'static str| line.split(' ').next().unwrap_or_default();
    let fits = |word: &&str| word.len() > 2 && class(word).common() < 3;
    let all = lines().map(word).filter(fits).collect();
    let frequent = lines().filter(|line| line.ends_with('2')).map(word).filter(fits).collect();
    [all, frequent]
}

/// A document whose names are replaced, each word by the same other word
/// throughout.
struct Renamed<'a> {
    names: &'a Names,
    chance: &'a mut Chance,
    words: HashMap<String, String>,
    copy: Document,
}

impl<'a> Renamed<'a> {
    fn new(names: &'a Names, chance: &'a mut Chance) -> Self {
        Renamed { names, chance, words: HashMap::new(), copy: Document::default() }
    }

    fn copy(mut self, document: &Document) -> Document {
        let mut at = 0;
        let mut spans: Vec<_> = document.people.iter().map(|span| (span, true)).collect();
        spans.extend(document.others.iter().map(|span| (span, false)));
        spans.sort_by_key(|(span, _)| span.start);
        for (span, is_person) in spans {
            if span.start < at {
                continue;
            }
            self.copy.text.push_str(&document.text[at..span.start]);
            let before = self.copy.text.len();
            if is_person {
                self.rename(&document.text[span.clone()]);
                self.copy.people.push(before..self.copy.text.len());
            } else {
                self.copy.text.push_str(&document.text[span.clone()]);
                self.copy.others.push(before..self.copy.text.len());
            }
            at = span.end;
        }
        self.copy.text.push_str(&document.text[at..]);
        self.copy
    }

    /// Writes an invented paragraph: names by chance between its brackets.
    fn fill(&mut self, paragraph: &str) {
        let mut parts = paragraph.split('{');
        self.copy.text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (slot, rest) = part.split_once('}').unwrap_or((part, ""));
            let start = self.copy.text.len();
            let words = slot.trim_start_matches('-').split_inclusive([' ', '.', ',', '-']);
            words.for_each(|word| self.fill_word(word));
            if !slot.starts_with('-') {
                self.copy.people.push(start..self.copy.text.len());
            }
            self.copy.text.push_str(rest);
        }
    }

    fn fill_word(&mut self, word: &str) {
        let name = word.trim_end_matches([' ', '.', ',', '-']);
        let drawn = self.drawn(name.eq_ignore_ascii_case("first"));
        let written = match name {
            "I" => drawn[..1].to_uppercase(),
            "FIRST" | "LAST" => drawn.to_uppercase(),
            "First" | "Last" => capitalised(&drawn),
            _ => name.to_owned(),
        };
        self.copy.text.push_str(&written);
        self.copy.text.push_str(&word[name.len()..]);
    }

    /// Writes a name for a name.
    fn rename(&mut self, name: &str) {
        let words: Vec<&str> = name.split(' ').collect();
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                self.copy.text.push(' ');
            }
            let other = match (index, words.len()) {
                (0, 1) => self.other(word, class(word).forename() > class(word).surname()),
                _ => self.other(word, index + 1 < words.len()),
            };
            self.copy.text.push_str(&other);
        }
    }

    /// What is written for a word of a name: initials and particles stay.
    fn other(&mut self, word: &str, is_forename: bool) -> String {
        let letters = word.chars().filter(|it| it.is_alphabetic()).count();
        let is_word = word.chars().all(|it| it.is_alphabetic() || "'’-".contains(it));
        if letters < 3 || !is_word || !word.starts_with(char::is_uppercase) {
            return word.to_owned();
        }
        if let Some(other) = self.words.get(word) {
            return other.clone();
        }
        let other = self.drawn(is_forename);
        let is_upper = !word.contains(char::is_lowercase);
        let other = if is_upper { other.to_uppercase() } else { capitalised(&other) };
        self.words.insert(word.to_owned(), other.clone());
        other
    }

    /// A name by chance, in lower case.
    fn drawn(&mut self, is_forename: bool) -> String {
        let lists = if is_forename { &self.names.forenames } else { &self.names.surnames };
        let list = self.chance.one(lists);
        let name = *self.chance.one(list);
        if self.chance.happens(UNLISTED) {
            let other = *self.chance.one(list);
            return format!("{}{}", &name[..name.len() / 2], &other[other.len() / 2..]);
        }
        if !is_forename && self.chance.happens(4) {
            let other = *self.chance.one(list);
            return format!("{name}-{other}");
        }
        name.to_owned()
    }
}

/// A name with capitals at the beginning of each part.
fn capitalised(name: &str) -> String {
    let parts = name.split('-').map(|part| {
        let (first, rest) = part.split_at(1.min(part.len()));
        format!("{}{rest}", first.to_uppercase())
    });
    parts.collect::<Vec<_>>().join("-")
}

/// A document in capitals.
fn shouted(document: &Document) -> Document {
    let mut shouted = document.clone();
    shouted.text = document.text.to_ascii_uppercase();
    shouted
}
