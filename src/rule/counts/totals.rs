//! Works out withheld figures from the totals of their row and their column, as
//! anyone with a pencil can: what a total leaves is the one that is missing.

use super::Cell;
use super::figure::{Figure, is_year};

/// Rounds at the most: what one finds may give away the next.
const ROUNDS: usize = 16;

/// The most that a count is believed to be where no other sum bears out that a
/// total is one.
const MOST_ALONE: i64 = 9;

/// A table as a grid, so that rows and columns can be gone through alike.
pub(super) struct Grid {
    rows: Vec<u32>,
    figures: Vec<Vec<Figure>>,
    down: Vec<Line>,
    across: Vec<Line>,
}

/// A row or a column: whether it is a sum, and whether another block of the
/// table begins with it.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    is_total: bool,
    /// Whether it may be a part of a sum.
    counts: bool,
    begins: bool,
}

/// Which way figures are added up.
#[derive(Clone, Copy)]
enum Way {
    /// The rows are the parts of a total row.
    Down,
    /// The columns are the parts of a total column.
    Across,
}

/// What the figures in one place of some lines say of a sum.
enum Sum {
    Agrees,
    Disagrees,
    Nothing,
    /// The figure of a line must be this.
    Gives(usize, i64),
}

impl Grid {
    /// The grid of the cells, and whether a column's heading says that it is a total.
    pub(super) fn of(cells: &[Cell], is_total: impl Fn(u32) -> bool) -> Grid {
        let mut rows: Vec<u32> = cells.iter().map(|cell| cell.row).collect();
        rows.sort_unstable();
        rows.dedup();
        let width = cells.iter().map(|cell| cell.column as usize).max().unwrap_or(0);
        let mut figures = vec![vec![Figure::Blank; width]; rows.len()];
        for cell in cells {
            if let (Ok(row), Some(column)) =
                (rows.binary_search(&cell.row), (cell.column as usize).checked_sub(1))
            {
                figures[row][column] = cell.figure;
            }
        }
        let down = rows_of(&rows, &figures);
        let across = columns_of(&figures, &down, is_total);
        Grid { rows, figures, down, across }
    }

    /// The cells that the others give away: row and column.
    pub(super) fn given_away(mut self) -> Vec<(u32, u32)> {
        let mut given = Vec::new();
        for _ in 0..ROUNDS {
            let before = given.len();
            self.round(Way::Down, &mut given);
            self.round(Way::Across, &mut given);
            if given.len() == before {
                break;
            }
        }
        given.into_iter().map(|(row, column)| (self.rows[row], column as u32 + 1)).collect()
    }

    fn round(&mut self, way: Way, given: &mut Vec<(usize, usize)>) {
        let totals = (0..self.lines(way).len()).filter(|at| self.lines(way)[*at].is_total);
        for total in totals.collect::<Vec<_>>() {
            let found = parts_of(self.lines(way), total);
            let found = found.iter().find_map(|parts| self.sums(way, total, parts));
            for (line, place, value) in found.unwrap_or_default() {
                let (row, column) = match way {
                    Way::Down => (line, place),
                    Way::Across => (place, line),
                };
                self.figures[row][column] = Figure::Number(value);
                given.push((row, column));
            }
        }
    }

    fn lines(&self, way: Way) -> &[Line] {
        match way {
            Way::Down => &self.down,
            Way::Across => &self.across,
        }
    }

    fn at(&self, way: Way, line: usize, place: usize) -> Figure {
        match way {
            Way::Down => self.figures[line][place],
            Way::Across => self.figures[place][line],
        }
    }

    /// What must stand in the lines if one is the total of the others, unless
    /// their figures say that it is not.
    fn sums(&self, way: Way, total: usize, parts: &[usize]) -> Option<Vec<(usize, usize, i64)>> {
        let places = match way {
            Way::Down => self.across.len(),
            Way::Across => self.down.len(),
        };
        let (mut agree, mut disagree, mut gives) = (0, 0, Vec::new());
        for place in 0..places {
            match self.sum(way, total, parts, place) {
                Sum::Agrees => agree += 1,
                Sum::Disagrees => disagree += 1,
                Sum::Nothing => {}
                Sum::Gives(line, value) => gives.push((line, place, value)),
            }
        }
        let alone = || disagree == 0 && gives.iter().all(|it| (1..=MOST_ALONE).contains(&it.2));
        let borne_out = agree > disagree || agree == 0 && alone();
        (borne_out && !gives.is_empty()).then_some(gives)
    }

    fn sum(&self, way: Way, total: usize, parts: &[usize], place: usize) -> Sum {
        let (mut sum, mut filled, mut missing) = (0_i64, 0, Vec::new());
        for part in parts {
            match self.at(way, *part, place) {
                Figure::Number(number) => (sum, filled) = (sum + number, filled + 1),
                Figure::Withheld { most } => missing.push((*part, most)),
                Figure::Blank => {}
                Figure::Total | Figure::Other => return Sum::Nothing,
            }
        }
        if filled + missing.len() < 2 {
            return Sum::Nothing;
        }
        match (self.at(way, total, place), &missing[..]) {
            (Figure::Number(total), []) if total == sum => Sum::Agrees,
            (Figure::Number(_), []) => Sum::Disagrees,
            (Figure::Number(total), [(part, most)]) => match total - sum {
                left if (0..=*most).contains(&left) => Sum::Gives(*part, left),
                _ => Sum::Disagrees,
            },
            (Figure::Withheld { most }, []) if sum <= most => Sum::Gives(total, sum),
            _ => Sum::Nothing,
        }
    }
}

/// The lines that one may be the total of, the most usual first: those before it,
/// back to the total before; all before it; those after it; the totals before.
fn parts_of(lines: &[Line], total: usize) -> [Vec<usize>; 5] {
    let begins = (0..=total).rev().find(|at| lines[*at].begins).unwrap_or(0);
    let end = (total + 1..lines.len()).find(|at| lines[*at].begins).unwrap_or(lines.len());
    let is_part = |at: &usize| lines[*at].counts && !lines[*at].is_total;
    let (before, after) = (begins..total, total + 1..end);
    [
        before.clone().rev().take_while(is_part).collect(),
        before.clone().filter(is_part).collect(),
        after.clone().take_while(is_part).collect(),
        after.filter(is_part).collect(),
        before.filter(|at| lines[*at].is_total).collect(),
    ]
}

/// What the rows are: a total has its label before its first figure, and a row
/// without figures or after a blank one begins another block.
fn rows_of(rows: &[u32], figures: &[Vec<Figure>]) -> Vec<Line> {
    let line = |(at, row): (usize, &Vec<Figure>)| {
        let label = row.iter().position(|it| *it == Figure::Total);
        let mut numbers = row.iter().filter_map(|it| it.number()).peekable();
        let are_years = numbers.peek().is_some() && numbers.all(is_year);
        let count = row.iter().position(|it| it.is_count()).filter(|_| !are_years);
        let is_total = label.zip(count).is_some_and(|(label, count)| label < count);
        let follows = at.checked_sub(1).is_some_and(|before| rows[before] + 1 == rows[at]);
        Line { is_total, counts: count.is_some(), begins: count.is_none() || !follows }
    };
    figures.iter().enumerate().map(line).collect()
}

/// What the columns are: a total is called so in its heading or above its
/// figures, and a column of labels or years ends what is added up.
fn columns_of(figures: &[Vec<Figure>], rows: &[Line], is_total: impl Fn(u32) -> bool) -> Vec<Line> {
    let width = figures.first().map_or(0, Vec::len);
    let line = |column: usize| {
        let own = || figures.iter().zip(rows).map(move |(row, line)| (row[column], line));
        let called = own().any(|(figure, line)| figure == Figure::Total && !line.is_total);
        let numbers = || own().filter_map(|(figure, _)| figure.number());
        let are_years = numbers().next().is_some() && numbers().all(is_year);
        let counts = !are_years && own().any(|(figure, _)| figure.is_count());
        let is_total = counts && (called || is_total(column as u32 + 1));
        Line { is_total, counts, begins: !counts }
    };
    (0..width).map(line).collect()
}
