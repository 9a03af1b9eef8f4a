//! What the pages say, kept while it goes on to where it was going: for what lies
//! beside the pages it matters whether a page shows it too.

use std::cell::Cell;
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::document::{Container, Enclosure, Fragment, Gap, Headings, Place, Sight, Sink};

/// The bytes that are searched for texts of other places: some seconds.
const MOST_SEARCHED: usize = 8 << 30;

/// A sink that remembers the words that pass through it.
pub(super) struct Witness<'s> {
    onward: &'s mut dyn Sink,
    /// The hashes of the words that meet the eye.
    words: FxHashSet<u64>,
    /// Every letter and digit, seen or not.
    letters: FxHashSet<char>,
    /// The whole text without its blanks, seen or not, in lower case.
    text: String,
    /// The hashes of the lines of it.
    lines: FxHashSet<u64>,
    /// The bytes of it that were searched, again and again.
    searched: Cell<usize>,
    /// What was not read.
    gaps: Vec<Gap>,
}

impl<'s> Witness<'s> {
    pub(super) fn new(onward: &'s mut dyn Sink) -> Self {
        Witness {
            onward,
            words: FxHashSet::default(),
            letters: FxHashSet::default(),
            text: String::new(),
            lines: FxHashSet::default(),
            searched: Cell::new(0),
            gaps: Vec::new(),
        }
    }

    /// Where the texts go on to.
    pub(super) fn onward(&mut self) -> &mut dyn Sink {
        self.onward
    }

    /// Whether every word of a text meets the eye on some page. A text without
    /// words has nothing else to tell.
    pub(super) fn shows(&self, text: &str) -> bool {
        words(text).all(|it| self.words.contains(&it))
    }

    /// Whether a squeezed text is somewhere on the pages, seen or not. After long
    /// searches only whole lines are known again.
    pub(super) fn says(&self, squeezed: &str) -> bool {
        if self.lines.contains(&FxBuildHasher.hash_one(squeezed)) {
            return true;
        }
        let searched = self.searched.get().saturating_add(self.text.len());
        self.searched.set(searched);
        searched < MOST_SEARCHED && self.text.contains(squeezed)
    }

    /// Whether a part was not read for the same reason before.
    pub(super) fn misses(&self, gap: &Gap) -> bool {
        self.gaps.contains(gap)
    }

    /// Whether a page uses a letter or a digit, or may: some page was not read.
    pub(super) fn uses(&self, letter: char) -> bool {
        !self.gaps.is_empty() || letter.to_lowercase().all(|it| self.letters.contains(&it))
    }
}

impl Sink for Witness<'_> {
    fn open(&mut self, container: Container<'_>) {
        self.onward.open(container);
    }

    fn headings(&mut self, headings: &Headings) {
        self.onward.headings(headings);
    }

    fn push(&mut self, fragment: Fragment<'_>) {
        if fragment.layer.sight() == Sight::Seen {
            self.words.extend(words(fragment.text));
        }
        let squeezed = squeezed(fragment.text);
        self.letters.extend(squeezed.chars().filter(|it| it.is_alphanumeric()));
        self.text.push_str(&squeezed);
        self.lines.insert(FxBuildHasher.hash_one(squeezed.as_str()));
        self.onward.push(fragment);
    }

    fn close(&mut self) {
        self.onward.close();
    }

    fn gap(&mut self, gap: Gap) {
        self.gaps.push(gap.clone());
        self.onward.gap(gap);
    }

    fn enclose(&mut self, enclosure: Enclosure<'_>) {
        self.onward.enclose(enclosure);
    }
}

/// What is pushed, kept for itself.
#[derive(Default)]
pub(super) struct Gathered {
    /// Each text with its page; 0 if it is on none.
    pub(super) texts: Vec<(u32, String)>,
    pub(super) gaps: Vec<Gap>,
    /// The page of the open container.
    page: u32,
}

impl Sink for Gathered {
    fn open(&mut self, container: Container<'_>) {
        // A table is named after the page that it begins on.
        let last = container.name.rsplit(' ').next().unwrap_or_default();
        self.page = last.parse().unwrap_or(0);
    }

    fn headings(&mut self, _headings: &Headings) {}

    fn push(&mut self, fragment: Fragment<'_>) {
        let page = if let Place::Page(page) = fragment.place { page } else { self.page };
        self.texts.push((page, fragment.text.to_owned()));
    }

    fn close(&mut self) {}

    fn gap(&mut self, gap: Gap) {
        self.gaps.push(gap);
    }

    fn enclose(&mut self, _enclosure: Enclosure<'_>) {}
}

/// The hashes of the words of a text, whatever their case.
fn words(text: &str) -> impl Iterator<Item = u64> {
    let words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.map(|it| FxBuildHasher.hash_one(it.to_lowercase()))
}

/// A text without its blanks, in lower case: lines may break elsewhere.
pub(super) fn squeezed(text: &str) -> String {
    let letters = text.chars().filter(|it| !it.is_whitespace());
    letters.flat_map(char::to_lowercase).collect()
}
