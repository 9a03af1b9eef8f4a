//! What the body that programs show says, kept as the words of it, so that
//! another body can be held against it.

use std::hash::{BuildHasher, BuildHasherDefault};

use rustc_hash::{FxHashSet, FxHasher};

use crate::document::{Container, Enclosure, Fragment, Gap, Headings, Sink};

/// A sink in front of another that remembers the words that pass.
pub(super) struct Shown<'s> {
    inner: &'s mut dyn Sink,
    words: Words,
}

/// Words, each by its hash.
#[derive(Default)]
pub(super) struct Words(FxHashSet<u64>);

impl<'s> Shown<'s> {
    /// A sink that has seen no words yet.
    pub(super) fn new(inner: &'s mut dyn Sink) -> Self {
        Shown { inner, words: Words::default() }
    }

    /// The words that have passed.
    pub(super) fn words(self) -> Words {
        self.words
    }
}

impl Words {
    /// Whether every word of a text is one of them. What a program puts in place
    /// of a picture is none of the text.
    pub(super) fn have(&self, text: &str) -> bool {
        match text.split_once("[cid:") {
            Some((before, after)) => {
                let behind = after.split_once(']').map_or("", |it| it.1);
                self.have(before) && self.have(behind)
            }
            None => words(text).all(|word| self.0.contains(&word)),
        }
    }

    /// Takes in the words of a text.
    pub(super) fn add(&mut self, text: &str) {
        self.0.extend(words(text));
    }
}

/// The hashes of the words of a text, in small letters.
fn words(text: &str) -> impl Iterator<Item = u64> + '_ {
    let hasher = BuildHasherDefault::<FxHasher>::default();
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(move |word| hasher.hash_one(word.to_lowercase()))
}

impl Sink for Shown<'_> {
    fn open(&mut self, container: Container<'_>) {
        self.inner.open(container);
    }

    fn headings(&mut self, headings: &Headings) {
        self.inner.headings(headings);
    }

    fn push(&mut self, fragment: Fragment<'_>) {
        self.words.add(fragment.text);
        self.inner.push(fragment);
    }

    fn close(&mut self) {
        self.inner.close();
    }

    fn gap(&mut self, gap: Gap) {
        self.inner.gap(gap);
    }

    fn enclose(&mut self, enclosure: Enclosure<'_>) {
        self.words.add(enclosure.name);
        self.inner.enclose(enclosure);
    }
}
