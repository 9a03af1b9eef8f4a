//! Counts what belongs to one finding: how many, where, and a few of them.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::document::{Extent, Place};

/// Texts shown of one finding, at the most.
pub(super) const SAMPLES: usize = 5;

/// What belongs to one finding.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// How many there are.
    pub(super) count: u64,
    /// How far they reach.
    pub(super) extent: Extent,
    /// The first few different texts.
    pub(super) samples: Vec<String>,
    /// A sum over all texts that does not depend on their order.
    pub(super) sum: u64,
}

impl Tally {
    /// Takes in one more text, and gives its hash.
    pub(super) fn add(&mut self, text: &str, place: Place<'_>) -> u64 {
        let hash = hash(text);
        self.count += 1;
        self.extent.add(place);
        self.sum = self.sum.wrapping_add(hash);
        if self.samples.len() < SAMPLES && !self.samples.iter().any(|it| it == text) {
            self.samples.push(text.to_owned());
        }
        hash
    }
}

/// A hash that is the same in every run.
pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}
