//! How many different values a column has, near enough, in a few bytes.

/// Bits by which values are told apart.
const BITS: u32 = 1024;

/// Values seen, a bit each, some sharing one.
#[derive(Clone, Debug, Default)]
pub(super) struct Distinct([u64; (BITS / 64) as usize]);

impl Distinct {
    /// Takes in the hash of a value, and tells whether its bit is new.
    pub(super) fn add(&mut self, hash: u64) -> bool {
        let bit = (hash >> 32) as u32 % BITS;
        let word = &mut self.0[(bit / 64) as usize];
        let before = *word;
        *word |= 1 << (bit % 64);
        *word != before
    }

    /// About how many different values there were: linear counting (Whang and
    /// others, 1990), exact enough up to some five thousand.
    pub(super) fn count(&self) -> u64 {
        let unset: u32 = self.0.iter().map(|word| word.count_zeros()).sum();
        let share = f64::from(unset.max(1)) / f64::from(BITS);
        (-f64::from(BITS) * share.ln()).round() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_values_are_counted_near_enough() {
        for different in [1_u64, 20, 300, 2_000] {
            let mut distinct = Distinct::default();
            for value in (0..different).cycle().take(10_000) {
                let mixed = (value + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                distinct.add((mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9));
            }
            let count = distinct.count();
            assert!(count.abs_diff(different) * 10 <= different, "{count} for {different}");
        }
    }
}
