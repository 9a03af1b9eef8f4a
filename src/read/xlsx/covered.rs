//! Which cells the merged ranges of a sheet lie over, row after row.

use super::reference::{Area, LAST_COLUMN};

/// The merged ranges of a sheet while its rows go by, from the top down.
pub(in crate::read) struct Covered {
    /// By their first rows, the last of them first.
    coming: Vec<Area>,
    /// Those that reach into the row at hand.
    here: Vec<Area>,
    /// Whether one of them began in the row at hand.
    begins: bool,
    /// By column, whether its cell in the row at hand is covered.
    columns: Vec<bool>,
}

impl Covered {
    /// The ranges of a sheet.
    pub(in crate::read) fn new(mut merged: Vec<Area>) -> Self {
        merged.sort_by_key(|it| std::cmp::Reverse(*it.rows.start()));
        Covered { coming: merged, here: Vec::new(), begins: false, columns: Vec::new() }
    }

    /// Goes on to a row; false when no range reaches so far.
    pub(in crate::read) fn go_to(&mut self, row: u32) -> bool {
        let before = self.here.len();
        self.here.retain(|it| *it.rows.end() >= row && *it.rows.start() < row);
        let mut is_other = self.begins || self.here.len() != before;
        while let Some(next) = self.coming.pop_if(|it| *it.rows.start() <= row) {
            // Ranges of one row that are wider than a sheet overlap, which no
            // program writes.
            if self.width() + width(&next) <= LAST_COLUMN && *next.rows.end() >= row {
                self.here.push(next);
                is_other = true;
            }
        }
        if is_other {
            self.draw(row);
        }
        !self.here.is_empty() || !self.coming.is_empty()
    }

    /// Whether the cell of a column in the row at hand is covered.
    pub(in crate::read) fn covers(&self, column: u32) -> bool {
        self.columns.get(column as usize).copied().unwrap_or(false)
    }

    /// Takes note of the covered columns of a row: all but the first of a range
    /// in its first row (ECMA-376 part 1, 18.3.1.55).
    fn draw(&mut self, row: u32) {
        self.begins = self.here.iter().any(|it| *it.rows.start() == row);
        self.columns.clear();
        self.columns.resize(LAST_COLUMN as usize + 1, false);
        for range in &self.here {
            let is_first = u32::from(*range.rows.start() == row);
            let columns =
                (range.columns.start() + is_first) as usize..=*range.columns.end() as usize;
            self.columns.get_mut(columns).into_iter().flatten().for_each(|it| *it = true);
        }
    }

    fn width(&self) -> u32 {
        self.here.iter().map(width).sum()
    }
}

fn width(area: &Area) -> u32 {
    area.columns.end().saturating_sub(*area.columns.start()) + 1
}

#[cfg(test)]
mod tests {
    use super::super::reference::area;
    use super::*;

    #[test]
    fn all_but_the_first_cell_of_a_range_is_covered() {
        let ranges = ["C4:C9", "A1:B2", "D2:E2"];
        let mut covered = Covered::new(ranges.iter().filter_map(|it| area(it)).collect());
        let mut of = |row| {
            let goes_on = covered.go_to(row);
            ((1..=6).filter(|it| covered.covers(*it)).collect::<Vec<u32>>(), goes_on)
        };
        assert_eq!(of(1), (vec![2], true));
        assert_eq!(of(2), (vec![1, 2, 5], true));
        assert_eq!(of(3), (vec![], true));
        assert_eq!(of(4), (vec![], true));
        assert_eq!(of(5), (vec![3], true));
        assert_eq!(of(10), (vec![], false));
    }
}
