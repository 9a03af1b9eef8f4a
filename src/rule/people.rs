//! People in running text, found by what stands beside a name: a rank, a
//! title, a forename, initials.
//!
//! Capitalised words are read in runs; each run is looked at from left to
//! right, and the first form that fits takes its words.

mod announced;
mod behind;
mod beside;
mod forms;
mod known;
mod letters;
mod page;
mod plain;
pub(crate) mod tagger;
pub(crate) mod verdict;
pub(crate) mod words;
mod wrap;

use std::ops::Range;

pub(crate) use known::Known;
pub(crate) use page::Page;
use words::Word;

/// What stands beside a name, and so how much is said of the person.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Grade {
    /// A rank or a collar number stands beside the name.
    WithRank,
    /// A title stands before the name.
    Titled,
    /// Forename and surname, or initials and surname.
    Alone,
}

/// How sure it is that a person is meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Certainty {
    /// The rules and the tagger agree, or a rank or a title stands there.
    Sure,
    /// One of them says so.
    Maybe,
}

/// A person named in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Person {
    /// The bytes of the name, without rank and title.
    pub(crate) span: Range<usize>,
    /// What stands beside the name.
    pub(crate) grade: Grade,
    /// How sure it is that a person is meant.
    pub(crate) certainty: Certainty,
}

/// Adds the people that a text of a document names, in the order of the text.
/// Names do not run over the end of a line or a tab.
pub(crate) fn find(text: &str, known: &mut Known, found: &mut Vec<Person>) {
    read_pages(text, known, |page| verdict::judge(page, tagger::trained, found));
}

/// Adds the people that a short value names, by its form alone.
pub(crate) fn find_in_value(text: &str, found: &mut Vec<Person>) {
    let first = found.len();
    read_pages(text, &mut Known::default(), |page| {
        (0..page.runs()).for_each(|run| found.extend_from_slice(page.by_rules(run)))
    });
    found[first..].iter_mut().for_each(|person| person.certainty = Certainty::Sure);
}

/// Reads a text and hands on its pages, each with what the rules find in it.
pub(crate) fn read_pages(text: &str, known: &mut Known, mut each: impl FnMut(&Page<'_>)) {
    let mut search = Search { text, known, found: Vec::new() };
    let mut page = Page::new(text);
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(start) = words::next_capital(text, at) {
        at = words::read(text, start, &mut words);
        if words::is_address(text, &words) {
            continue;
        }
        search.run(&words);
        page.add(&words, &mut search.found);
        if page.is_full(at) {
            page.finish(at, search.known);
            each(&page);
            page.turn(at);
        }
    }
    page.finish(text.len(), search.known);
    each(&page);
}

/// Whether a text is the name of one person and nothing else, with rank,
/// number or title or without: `SAMPLE, J`, `PC 1234 Sample`, `Ms J Sample`,
/// `Sample, J (Sergeant)`, `Sergeant - J Sample`.
pub(crate) fn is_whole(text: &str) -> bool {
    let text = beside::after_rank(text).unwrap_or(text);
    let mut words = Vec::with_capacity(8);
    if words::next_capital(text, 0) != Some(0) {
        return false;
    }
    let end = words::read(text, 0, &mut words);
    // A capital may begin no word: what is no letter of a name, or too long for one.
    if words.is_empty() {
        return false;
    }
    let Some((person, next)) = forms::person_at(text, &words, 0) else { return false };
    let ends = || beside::rank_behind(text, person.span.end) == Some(text.len());
    next == words.len() && (end >= text.len() || ends())
}

/// A text that is being searched.
struct Search<'a> {
    text: &'a str,
    known: &'a mut Known,
    found: Vec<Person>,
}

impl Search<'_> {
    fn run(&mut self, words: &[Word]) {
        let mut index = 0;
        while index < words.len() {
            index = self.step(words, index);
        }
    }

    /// Takes the person at a word, if there is one, and gives the word after.
    fn step(&mut self, words: &[Word], index: usize) -> usize {
        if let Some((person, next)) = forms::person_at(self.text, words, index) {
            self.remember(&words[index..next], &person.span);
            self.found.push(person);
            return next;
        }
        let word = &words[index];
        let span = word.start..word.end;
        if (word.is_forename_only() || self.known.has(&self.text[span.clone()]))
            && forms::stands_alone(self.text, words, index)
        {
            self.found.push(Person { span, grade: Grade::Alone, certainty: Certainty::Maybe });
        }
        index + 1
    }

    /// Keeps the words of a name, by which the person may be called again.
    fn remember(&mut self, words: &[Word], name: &Range<usize>) {
        let within = |word: &&Word| name.start <= word.start && word.end <= name.end;
        for word in words.iter().filter(within).filter(|word| word.is_whole()) {
            self.known.add(&self.text[word.start..word.end]);
        }
    }
}

#[cfg(test)]
mod tests;
