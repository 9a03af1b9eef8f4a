//! Many areas of a sheet, of which cell after cell is asked whether it lies in one
//! of them: what they hold of a row is worked out once for all rows alike.

use std::ops::Range;

use super::reference::Area;
use crate::document::Reason;

/// The most areas of a kind that are kept of a sheet.
pub(in crate::read) const MOST: usize = 16_384;

/// The areas of a kind of a sheet.
#[derive(Debug, Default)]
pub(in crate::read) struct Areas {
    all: Vec<Area>,
    /// Whether there were more than are kept.
    is_full: bool,
    /// The rows at which an area begins, or no longer goes on, in order.
    borders: Vec<u32>,
    /// The rows at hand, between two borders.
    rows: Range<u32>,
    /// The columns of the areas in these rows, in order and apart.
    columns: Vec<(u32, u32)>,
}

impl Areas {
    /// Adds an area, unless there are too many.
    pub(in crate::read) fn add(&mut self, area: Area) {
        if self.all.len() >= MOST {
            self.is_full = true;
            return;
        }
        self.all.push(area);
        self.borders.clear();
        self.rows = 0..0;
    }

    /// The areas themselves.
    pub(in crate::read) fn all(&self) -> &[Area] {
        &self.all
    }

    /// Whether a cell lies in one of them.
    pub(in crate::read) fn contain(&mut self, row: u32, column: u32) -> bool {
        if self.all.is_empty() {
            return false;
        }
        if !self.rows.contains(&row) {
            self.go_to(row);
        }
        let index = self.columns.partition_point(|it| it.1 < column);
        self.columns.get(index).is_some_and(|it| it.0 <= column)
    }

    /// Why they are not all that there were, if they are not.
    pub(in crate::read) fn limit(&self) -> Option<Reason> {
        self.is_full.then_some(Reason::TooLarge { limit: MOST as u64, unit: "areas of a sheet" })
    }

    /// Works out the rows around one, and the columns of the areas in them.
    fn go_to(&mut self, row: u32) {
        if self.borders.is_empty() {
            let ends = |it: &Area| [*it.rows.start(), it.rows.end().saturating_add(1)];
            self.borders = self.all.iter().flat_map(ends).collect();
            self.borders.sort_unstable();
        }
        let index = self.borders.partition_point(|it| *it <= row);
        let first = index.checked_sub(1).map_or(0, |it| self.borders[it]);
        self.rows = first..self.borders.get(index).copied().unwrap_or(u32::MAX);
        let here = self.all.iter().filter(|it| it.rows.contains(&row));
        let mut columns: Vec<_> = here.map(|it| (*it.columns.start(), *it.columns.end())).collect();
        columns.sort_unstable();
        columns.dedup_by(|next, last| {
            let joins = next.0 <= last.1.saturating_add(1);
            last.1 = if joins { last.1.max(next.1) } else { last.1 };
            joins
        });
        self.columns = columns;
    }
}

impl Extend<Area> for Areas {
    fn extend<I: IntoIterator<Item = Area>>(&mut self, areas: I) {
        areas.into_iter().for_each(|area| self.add(area));
    }
}

impl FromIterator<Area> for Areas {
    fn from_iter<I: IntoIterator<Item = Area>>(areas: I) -> Self {
        let mut all = Areas::default();
        all.extend(areas);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::reference::area;
    use super::*;

    #[test]
    fn areas_hold_what_any_of_them_holds() {
        let written = ["B2:D4", "C3:F3", "A7", "H1:H9", "D5:E6", "C1:C8"];
        let each: Vec<Area> = written.iter().filter_map(|it| area(it)).collect();
        let mut all: Areas = each.iter().cloned().collect();
        for (row, column) in
            (0..11).rev().chain(0..11).flat_map(|row| (0..10).map(move |it| (row, it)))
        {
            let holds = each.iter().any(|it| it.contains(row, column));
            assert_eq!(all.contain(row, column), holds, "{row} {column}");
        }
        assert_eq!(all.limit(), None);
    }

    #[test]
    fn what_holds_a_row_is_worked_out_once_for_all_rows_alike() {
        let mut all: Areas = area("B10:C90").into_iter().collect();
        assert!(all.contain(20, 3));
        assert_eq!(all.rows, 10..91);
        assert!(!all.contain(91, 3));
        assert_eq!(all.rows, 91..u32::MAX);
    }

    #[test]
    fn areas_beyond_the_limit_are_not_kept_and_told() {
        let all: Areas = (0..=MOST).filter_map(|_| area("A1")).collect();
        assert_eq!(all.all().len(), MOST);
        assert!(matches!(all.limit(), Some(Reason::TooLarge { limit: 16_384, .. })));
    }
}
