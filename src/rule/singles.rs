//! Counts the rows that no other row is like: where rank, unit and place together
//! stand once, they tell of one person without a name.

use rustc_hash::FxHashMap;

use super::sketch::spread;

/// Different rows that are counted one by one; of more a share is.
const MOST: usize = 1 << 16;

/// Rows by what they say of a person.
#[derive(Debug, Default)]
pub(crate) struct Singles {
    row: u32,
    /// What the row says so far.
    said: u64,
    /// How often each is said.
    times: FxHashMap<u64, u32>,
    /// Of how many zeros at the end of its hash a row is counted.
    zeros: u32,
    rows: u64,
}

impl Singles {
    /// Takes in the hash of what a row says in a column.
    pub(crate) fn add(&mut self, (row, column): (u32, u32), hash: u64) {
        if row != self.row {
            self.end_row();
            self.row = row;
        }
        let place = u64::from(column).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.said = self.said.wrapping_add(spread(hash ^ place));
    }

    /// Counts the row that ends.
    pub(crate) fn end_row(&mut self) {
        let said = std::mem::take(&mut self.said);
        if said == 0 {
            return;
        }
        self.rows += 1;
        if said.trailing_zeros() < self.zeros {
            return;
        }
        *self.times.entry(said).or_default() += 1;
        if self.times.len() > MOST {
            self.zeros += 1;
            let zeros = self.zeros;
            self.times.retain(|said, _| said.trailing_zeros() >= zeros);
        }
    }

    /// The rows.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    /// The rows that no other is like; of very many an estimate.
    pub(crate) fn alone(&self) -> u64 {
        (self.times.values().filter(|times| **times == 1).count() as u64) << self.zeros
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn singles(rows: impl Iterator<Item = [u64; 3]>) -> Singles {
        let mut singles = Singles::default();
        for (row, values) in (1..).zip(rows) {
            for (column, value) in (1..).zip(values) {
                singles.add((row, column), value);
            }
        }
        singles.end_row();
        singles
    }

    #[test]
    fn a_row_is_alone_when_no_other_says_the_same() {
        let rows = [[1, 2, 3], [1, 2, 3], [1, 2, 4], [2, 1, 3]];
        let singles = singles(rows.into_iter());
        assert_eq!((singles.rows(), singles.alone()), (4, 2));
    }

    #[test]
    fn of_very_many_rows_the_number_is_estimated() {
        let rows = (0..400_000).map(|row| [row / 2, 7, u64::from(row < 200_000) * row]);
        let alone = singles(rows).alone();
        assert!((190_000..210_000).contains(&alone), "{alone}");
    }
}
