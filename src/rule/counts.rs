//! The figures of a small table: which of them are so low that they tell of a
//! person, and which withheld ones the totals beside them give away.

mod figure;
mod totals;

use figure::Figure;
use totals::Grid;

/// Rows and columns of a table that people read; in a longer one the rows are
/// records, and no counts.
const MOST_ROWS: usize = 200;
const MOST_COLUMNS: u32 = 50;

/// The lowest count that tells of nobody (ICO, anonymisation guidance; "fewer
/// than five" is the rule of thumb of most public bodies).
const ENOUGH: i64 = 5;

/// The figures of a table while it is small.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    cells: Vec<Cell>,
    rows: usize,
    last_row: u32,
    is_too_large: bool,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Cell {
    /// The row, from 1.
    pub(crate) row: u32,
    /// The column, from 1.
    pub(crate) column: u32,
    figure: Figure,
}

impl Counts {
    /// Takes in a cell below the headings.
    pub(crate) fn add(&mut self, text: &str, (row, column): (u32, u32)) {
        if self.is_too_large {
            return;
        }
        self.rows += usize::from(row != self.last_row);
        self.last_row = row;
        if self.rows > MOST_ROWS || column > MOST_COLUMNS {
            *self = Counts { is_too_large: true, ..Counts::default() };
            return;
        }
        self.cells.push(Cell { row, column, figure: Figure::of(text) });
    }

    /// The withheld figures that the others give away, with total columns known
    /// by their headings.
    pub(crate) fn derivable(&self, is_total: impl Fn(u32) -> bool) -> Vec<Cell> {
        let is_withheld = |cell: &&Cell| matches!(cell.figure, Figure::Withheld { .. });
        if !self.cells.iter().any(|cell| is_withheld(&cell)) {
            return Vec::new();
        }
        let given = Grid::of(&self.cells, is_total).given_away();
        let is_given = |cell: &&Cell| given.contains(&(cell.row, cell.column));
        self.cells.iter().filter(is_withheld).filter(is_given).copied().collect()
    }

    /// The counts from one to four in columns that hold counts.
    pub(crate) fn small(&self, is_count: impl Fn(u32) -> bool) -> Vec<Cell> {
        let columns = 1..=self.cells.iter().map(|cell| cell.column).max().unwrap_or(0);
        let counting = columns.filter(|column| is_count(*column) && self.counts(*column));
        let counting: Vec<u32> = counting.collect();
        let is_small = |cell: &&Cell| matches!(cell.figure, Figure::Number(1..ENOUGH));
        let cells = self.cells.iter().filter(is_small);
        cells.filter(|cell| counting.contains(&cell.column)).copied().collect()
    }

    /// Whether a column holds counts: whole numbers for the most part, that are
    /// neither years nor numbers of rows.
    fn counts(&self, column: u32) -> bool {
        let own: Vec<Figure> =
            self.cells.iter().filter(|it| it.column == column).map(|it| it.figure).collect();
        let numbers: Vec<i64> = own.iter().filter_map(|it| it.number()).collect();
        let withheld = own.iter().filter(|it| matches!(it, Figure::Withheld { .. })).count();
        let counts_on = numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
        let are_years = numbers.iter().all(|it| figure::is_year(*it));
        (numbers.len() + withheld) * 10 >= own.len() * 7
            && !(are_years || counts_on && numbers.len() > 1)
    }
}

impl Cell {
    /// What tells this cell and its count from any other, as a number.
    pub(crate) fn sum(&self) -> u64 {
        let place = u64::from(self.row) << 32 | u64::from(self.column);
        place.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ self.figure.number().unwrap_or(-1) as u64
    }
}

/// Whether a label stands for the sum of others.
pub(crate) fn is_total(label: &str) -> bool {
    Figure::of(label) == Figure::Total
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The counts of rows of cells, blanks between them.
    fn counts(rows: &[&str]) -> Counts {
        let mut counts = Counts::default();
        for (row, line) in (2..).zip(rows) {
            for (column, text) in (1..).zip(line.split(' ')).filter(|it| it.1 != "_") {
                counts.add(text, (row, column));
            }
        }
        counts
    }

    fn derivable(rows: &[&str], total: u32) -> Vec<(u32, u32)> {
        let found = counts(rows).derivable(|column| column == total);
        found.iter().map(|cell| (cell.row, cell.column)).collect()
    }

    #[test]
    fn a_withheld_count_is_what_the_total_leaves() {
        let rows = ["North 12 7", "South * 9", "East 30 8", "Total 45 24"];
        assert_eq!(derivable(&rows, 0), [(3, 2)], "down a column");
        assert_eq!(derivable(&["North 12 <5 14", "South 20 9 29"], 4), [(2, 3)], "along a row");
        assert_eq!(
            derivable(&["Total 45 24", "North 12 7", "South * 9", "East 30 8"], 0),
            [(4, 2)]
        );
        assert_eq!(
            derivable(&["North 12", "South *", "Total 15"], 0),
            [(3, 2)],
            "nothing else adds up"
        );
    }

    #[test]
    fn one_found_count_gives_away_the_next() {
        let rows = ["North * * 9", "South * 6 10", "East 5 8 13", "Total 14 18 32"];
        assert_eq!(derivable(&rows, 4), [(2, 2), (2, 3), (3, 2)]);
    }

    #[test]
    fn subtotals_are_not_added_to_what_they_are_totals_of() {
        let rows = ["North 12 9", "South 4 6", "Total 16 15", "East * 8", "West 7 3", "Total 9 11"];
        assert_eq!(derivable(&rows, 0), [(5, 2)]);
    }

    #[test]
    fn two_withheld_counts_of_a_sum_stay_withheld() {
        assert_eq!(derivable(&["North 12 7", "South * 9", "East * 8", "Total 45 24"], 0), []);
        assert_eq!(
            derivable(&["North 12 7", "South * 9", "East 30 8"], 0),
            [],
            "there is no total"
        );
        let rounded = ["North 10 5", "South * 10", "East 30 10", "Total 40 20"];
        assert_eq!(derivable(&rounded, 0), [], "the totals are no sums");
    }

    #[test]
    fn counts_below_five_are_told_from_years_and_row_numbers() {
        let rows = ["1 2021 North 3", "2 2022 South 12", "3 2023 East 4", "4 2024 West 0"];
        let small: Vec<u32> = counts(&rows).small(|_| true).iter().map(|it| it.row).collect();
        assert_eq!(small, [2, 4]);
    }

    #[test]
    fn a_long_table_is_not_kept() {
        let mut counts = Counts::default();
        (1..=1_000).for_each(|row| counts.add("3", (row, 1)));
        assert!(counts.cells.is_empty());
        assert_eq!(counts.cells.capacity(), 0);
    }
}
