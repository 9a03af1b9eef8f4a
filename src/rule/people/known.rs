//! Words of the names that a document has given so far, by which its people may be
//! called again: the second "Sample" is known by the first "Jane Sample", be it in
//! another paragraph.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashSet};

/// Words kept of one document. Enough for a long one, and no more.
const MOST: usize = 1000;

/// Words of the names that a document has given so far, as hashes.
#[derive(Default)]
pub(crate) struct Known {
    words: FxHashSet<u64>,
}

impl Known {
    pub(super) fn add(&mut self, word: &str) {
        if self.words.len() < MOST {
            self.words.insert(FxBuildHasher.hash_one(word));
        }
    }

    pub(super) fn has(&self, word: &str) -> bool {
        !self.words.is_empty() && self.words.contains(&FxBuildHasher.hash_one(word))
    }
}
