//! People in running text, found by what stands beside a name: a rank, a
//! title, a forename, initials.
//!
//! Capitalised words are read in runs; each run is looked at from left to
//! right, and the first form that fits takes its words.

mod forms;
mod words;

use std::ops::Range;

/// How sure it is that a person is meant, and how much is said of them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Grade {
    /// A rank or a collar number stands beside the name.
    WithRank,
    /// A title stands before the name.
    Titled,
    /// Forename and surname, or initials and surname.
    Alone,
}

/// A person named in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Person {
    /// The bytes of the name, without rank and title.
    pub(crate) span: Range<usize>,
    /// What stands beside the name.
    pub(crate) grade: Grade,
}

/// Adds the people that a text names, in the order of the text. Names do not
/// run over the end of a line or a tab.
pub(crate) fn find(text: &str, found: &mut Vec<Person>) {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(start) = words::next_capital(text, at) {
        at = words::read(text, start, &mut words);
        people_of(text, &words, found);
        if at >= text.len() {
            break;
        }
    }
}

fn people_of(text: &str, words: &[words::Word], found: &mut Vec<Person>) {
    let mut index = 0;
    while index < words.len() {
        match forms::person_at(text, words, index) {
            Some((person, next)) => {
                found.push(person);
                index = next;
            }
            None => index += 1,
        }
    }
}
