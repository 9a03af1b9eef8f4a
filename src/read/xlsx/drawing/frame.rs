//! Where a shape of a drawing lies, as far as it can be told without the sizes
//! of rows and columns: whether it has room, is on the sheet, covers another.

use crate::read::xlsx::reference::{Area, LAST_COLUMN, LAST_ROW};

/// A place on one axis: the number of a column or row from 0, and how far into
/// it, in EMU of which a point has 12,700.
pub(super) type Mark = (i64, i64);

/// The width of a column and the height of a row that nobody changed, in EMU
/// (64 and 20 pixels).
const USUAL: (i64, i64) = (609_600, 190_500);

/// What the coordinates of a frame count from: frames of different spaces
/// cannot be compared.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Space {
    /// Nothing is known of it.
    #[default]
    Unknown,
    /// The cells of the sheet.
    Cells,
    /// A cell of the sheet: column and row.
    Cell(i64, i64),
    /// The corner of the sheet.
    Sheet,
    /// A group, by its number.
    Group(usize),
}

/// The rectangle of a shape.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Frame {
    pub(super) space: Space,
    pub(super) left: Mark,
    pub(super) top: Mark,
    pub(super) right: Mark,
    pub(super) bottom: Mark,
}

impl Frame {
    /// A rectangle by its corner and its size.
    pub(super) fn sized(
        space: Space,
        (left, top): (i64, i64),
        (width, height): (i64, i64),
    ) -> Self {
        let right = (0, left.saturating_add(width));
        let bottom = (0, top.saturating_add(height));
        Frame { space, left: (0, left), top: (0, top), right, bottom }
    }

    /// Whether it has no size.
    pub(super) fn is_empty(&self) -> bool {
        self.space != Space::Unknown && (self.left == self.right || self.top == self.bottom)
    }

    /// Whether it lies off the sheet: before its corner, or behind its last cell.
    pub(super) fn is_off(&self) -> bool {
        let (right, bottom) = (i64::from(LAST_COLUMN), i64::from(LAST_ROW));
        match self.space {
            Space::Cells => {
                self.right.0 < 0
                    || self.bottom.0 < 0
                    || self.left.0 >= right
                    || self.top.0 >= bottom
            }
            Space::Cell(column, row) => {
                !(0..right).contains(&column) || !(0..bottom).contains(&row)
            }
            Space::Sheet => self.right.1 <= 0 || self.bottom.1 <= 0,
            Space::Unknown | Space::Group(_) => false,
        }
    }

    /// Whether it lies over all of another.
    pub(super) fn covers(&self, other: &Frame) -> bool {
        self.space == other.space
            && self.space != Space::Unknown
            && self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }

    /// Whether it may lie over a part of another: frames of different spaces
    /// cannot be compared.
    pub(super) fn may_meet(&self, other: &Frame) -> bool {
        let is_apart = self.right <= other.left
            || other.right <= self.left
            || self.bottom <= other.top
            || other.bottom <= self.top;
        self.space == Space::Unknown || self.space != other.space || !is_apart
    }

    /// The cells that it touches, from 1.
    pub(super) fn touched(&self) -> Option<Area> {
        let number = |it: i64| u32::try_from(it.saturating_add(1)).ok();
        let (column, row) = match self.space {
            Space::Cells => {
                let (rows, columns) = ((self.top.0, self.bottom.0), (self.left.0, self.right.0));
                let rows = number(rows.0)?..=number(rows.1)?;
                return Some(Area { rows, columns: number(columns.0)?..=number(columns.1)? });
            }
            Space::Cell(column, row) => (column, row),
            _ => return None,
        };
        // Its size is known, those of the cells are not.
        let right = column.saturating_add(self.right.1.max(0) / USUAL.0);
        let bottom = row.saturating_add(self.bottom.1.max(0) / USUAL.1);
        let (rows, columns) = (number(row)?..=number(bottom)?, number(column)?..=number(right)?);
        Some(Area { rows, columns })
    }

    /// The cells that it lies over, from 1, a quarter of a cell left open at the
    /// most.
    pub(super) fn covered(&self) -> Option<Area> {
        if self.space != Space::Cells {
            return None;
        }
        let first = |(cell, inside): Mark, usual: i64| cell + 1 + i64::from(inside > usual / 4);
        let last = |(cell, inside): Mark, usual: i64| cell + i64::from(inside >= usual / 4 * 3);
        let rows = (first(self.top, USUAL.1), last(self.bottom, USUAL.1));
        let columns = (first(self.left, USUAL.0), last(self.right, USUAL.0));
        let area = Area { rows: span(rows)?, columns: span(columns)? };
        Some(area).filter(|it| !it.rows.is_empty() && !it.columns.is_empty())
    }
}

fn span((first, last): (i64, i64)) -> Option<std::ops::RangeInclusive<u32>> {
    Some(u32::try_from(first.max(1)).ok()?..=u32::try_from(last).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(left: Mark, top: Mark, right: Mark, bottom: Mark) -> Frame {
        Frame { space: Space::Cells, left, top, right, bottom }
    }

    #[test]
    fn a_frame_covers_what_lies_within_it_in_the_same_space() {
        let large = cells((1, 0), (1, 0), (5, 0), (5, 0));
        assert!(large.covers(&cells((1, 9), (2, 0), (5, 0), (4, 700_000))));
        assert!(!large.covers(&cells((1, 0), (1, 0), (5, 1), (5, 0))));
        let elsewhere = Frame { space: Space::Group(0), ..large };
        assert!(!large.covers(&elsewhere));
    }

    #[test]
    fn a_frame_before_or_behind_the_sheet_is_off_it() {
        assert!(cells((-9, 0), (1, 0), (-3, 0), (4, 0)).is_off());
        assert!(cells((16_384, 0), (1, 0), (16_390, 0), (4, 0)).is_off());
        assert!(Frame::sized(Space::Sheet, (-900, 0), (900, 900)).is_off());
        assert!(!Frame::sized(Space::Sheet, (-900, 0), (901, 900)).is_off());
        assert!(!cells((0, 0), (1, 0), (0, 9), (4, 0)).is_off());
    }

    #[test]
    fn a_cell_is_covered_when_hardly_any_of_it_is_seen() {
        let area = |frame: Frame| frame.covered().map(|it| (it.rows, it.columns));
        let whole = cells((0, 0), (1, 9_000), (2, 0), (3, 150_000));
        assert_eq!(area(whole), Some((2..=4, 1..=2)));
        assert_eq!(area(cells((0, 300_000), (1, 0), (1, 0), (2, 0))), None);
    }
}
