//! Columns that line up: what is blank in each row, two wide in most of them,
//! with something on either side.

use std::ops::Range;

/// What is blank in every row between two columns, in characters.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in super::super) struct Cuts(Vec<Range<usize>>);

impl Cuts {
    /// The cuts between the columns of some rows, if they line up.
    pub(super) fn of(rows: &[&str]) -> Option<Self> {
        let blanks: Vec<Vec<Range<usize>>> = rows.iter().map(|row| blank_runs(row)).collect();
        let (first, others) = blanks.split_first()?;
        let common = others.iter().fold(first.clone(), |all, runs| overlaps(&all, runs));
        let is_between = |cut: &Range<usize>| {
            let wide = |runs: &&Vec<Range<usize>>| {
                let own = runs.iter().find(|run| run.contains(&cut.start));
                own.is_some_and(|run| run.len() > 1 && run.start > 0 && run.end < usize::MAX)
            };
            blanks.iter().filter(wide).count() * 3 >= rows.len() * 2
        };
        let cuts: Vec<Range<usize>> = common.into_iter().filter(is_between).collect();
        (!cuts.is_empty()).then_some(Cuts(cuts))
    }

    /// How many columns they make.
    pub(super) fn columns(&self) -> usize {
        self.0.len() + 1
    }

    /// The cuts with a further row, if it leaves all of them.
    pub(super) fn narrowed(&self, line: &str) -> Option<Cuts> {
        let common = overlaps(&self.0, &blank_runs(line));
        let widest = |cut: &Range<usize>| {
            let within = common.iter().filter(|it| cut.start <= it.start && it.end <= cut.end);
            within.max_by_key(|it| it.len()).cloned()
        };
        self.0.iter().map(widest).collect::<Option<_>>().map(Cuts)
    }

    /// Whether a row of ASCII leaves all of them as they are.
    pub(super) fn fit(&self, line: &str) -> bool {
        let bytes = line.trim_end().as_bytes();
        let end = bytes.len();
        let is_blank = |cut: &Range<usize>| {
            bytes[cut.start.min(end)..cut.end.min(end)].iter().all(|byte| *byte == b' ')
        };
        bytes.is_ascii() && self.0.iter().all(is_blank)
    }

    /// A row cut into cells.
    pub(super) fn cells<'a>(&self, line: &'a str) -> Vec<&'a str> {
        let mut cells = Vec::with_capacity(self.columns());
        let is_ascii = line.is_ascii();
        let mut letters = line.char_indices().map(|(at, _)| at);
        let (mut from, mut passed) = (0, 0);
        for cut in &self.0 {
            let end = match is_ascii {
                true => cut.start.min(line.len()),
                false => letters.nth(cut.start - passed).unwrap_or(line.len()),
            };
            passed = cut.start + 1;
            cells.push(line[from..end.max(from)].trim());
            from = end.max(from);
        }
        cells.push(line[from..].trim());
        cells
    }
}

/// The runs of blanks of a line in characters; the last one has no end.
fn blank_runs(line: &str) -> Vec<Range<usize>> {
    let line = line.trim_end();
    let mut runs = Vec::new();
    let mut start = None;
    let mut end = 0;
    for (at, letter) in line.chars().enumerate() {
        match (letter == ' ', start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push(from..at);
                start = None;
            }
            _ => {}
        }
        end = at + 1;
    }
    runs.push(end..usize::MAX);
    runs
}

/// What two lists of ranges, each in order, have in common.
fn overlaps(one: &[Range<usize>], other: &[Range<usize>]) -> Vec<Range<usize>> {
    let (mut left, mut right) = (0, 0);
    let mut common = Vec::new();
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        let both = a.start.max(b.start)..a.end.min(b.end);
        if !both.is_empty() {
            common.push(both);
        }
        if a.end < b.end { left += 1 } else { right += 1 }
    }
    common
}
