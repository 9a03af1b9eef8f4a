//! A set of values that keeps none of them: the smallest hashes of a column, by
//! which two columns are compared.
//!
//! Which hashes are kept depends on the values alone, not on their order, so that
//! the same release gives the same answer whatever is read first (Broder 1997, On
//! the resemblance and containment of documents).

use rustc_hash::FxHashSet;

/// Hashes kept of a column; with more different values than these the set is a
/// sample.
const MOST: usize = 1 << 13;

/// A set of values that keeps none of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sketch {
    kept: FxHashSet<u64>,
    /// The greatest hash that is kept, once there were too many; 0 for any.
    below: u64,
}

/// What two sets have in common.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Overlap {
    /// How many of the first set's values are compared.
    pub(crate) of: u64,
    /// How many of them the second has too.
    pub(crate) shared: u64,
}

impl Sketch {
    /// Takes in a value by its hash.
    #[inline]
    pub(crate) fn add(&mut self, hash: u64) {
        if hash < self.limit() && self.kept.insert(hash) && self.kept.len() >= 2 * MOST {
            self.shrink(MOST);
        }
    }

    /// Keeps no more than so many hashes.
    pub(crate) fn shrink(&mut self, most: usize) {
        if self.kept.len() <= most {
            return;
        }
        let mut all: Vec<u64> = self.kept.drain().collect();
        let (_, limit, _) = all.select_nth_unstable(most);
        self.below = *limit;
        all.truncate(most);
        self.kept = all.into_iter().collect();
    }

    /// The hashes that are kept.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u64> {
        self.kept.iter().copied()
    }

    /// How many hashes are kept.
    pub(crate) fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether a value is among them.
    pub(crate) fn has(&self, hash: u64) -> bool {
        self.kept.contains(&hash)
    }

    /// The values of this and another set.
    pub(crate) fn join(&mut self, other: &Sketch) {
        other.iter().for_each(|hash| self.add(hash));
        if other.below > 0 {
            self.below = self.limit().min(other.below);
            self.kept.retain(|hash| *hash < other.below);
        }
    }

    /// What of this set another has too, as far as both are kept.
    pub(crate) fn in_common(&self, other: &Sketch) -> Overlap {
        let limit = self.limit().min(other.limit());
        let compared = || self.kept.iter().filter(|hash| **hash < limit);
        let shared = compared().filter(|hash| other.has(**hash)).count() as u64;
        Overlap { of: compared().count() as u64, shared }
    }

    /// All hashes below it are kept.
    pub(crate) fn limit(&self) -> u64 {
        if self.below == 0 { u64::MAX } else { self.below }
    }
}

/// The hash of letters and digits, in any case, and how many there are (FNV-1a,
/// and the last steps of MurmurHash3 that spread it evenly).
pub(crate) fn folded(letters: impl Iterator<Item = u8>) -> (u64, usize) {
    let (mut hash, mut count) = (0xCBF2_9CE4_8422_2325_u64, 0);
    for letter in letters {
        hash = (hash ^ u64::from(letter.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01B3);
        count += 1;
    }
    (spread(hash), count)
}

/// A hash with its bits spread evenly.
pub(crate) fn spread(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 33).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    let hash = (hash ^ hash >> 33).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    hash ^ hash >> 33
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(numbers: impl Iterator<Item = u64>) -> Sketch {
        let mut sketch = Sketch::default();
        numbers.for_each(|number| sketch.add(spread(number + 1)));
        sketch
    }

    #[test]
    fn small_sets_are_compared_in_full() {
        let (staff, cases) = (sketch(0..9_000), sketch(8_990..9_010));
        assert_eq!(cases.in_common(&staff), Overlap { of: 20, shared: 10 });
    }

    #[test]
    fn large_sets_are_compared_by_a_sample_that_does_not_depend_on_their_order() {
        let up = sketch(0..400_000);
        let mut down = sketch((200_000..600_000).rev());
        let overlap = up.in_common(&down);
        assert!((47..=53).contains(&(100 * overlap.shared / overlap.of)), "a half: {overlap:?}");
        let mut again = sketch(0..400_000);
        down.shrink(1_000);
        again.shrink(1_000);
        assert_eq!(again.len(), 1_000);
        let mut turned = sketch((0..400_000).rev());
        turned.shrink(1_000);
        assert_eq!(again.in_common(&turned), Overlap { of: 1_000, shared: 1_000 });
    }
}
