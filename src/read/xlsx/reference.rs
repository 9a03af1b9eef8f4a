//! References to cells and ranges, as formulas and parts write them.

use std::ops::RangeInclusive;

use super::tag::whole;

/// The last row of a sheet (Excel specifications and limits).
pub(super) const LAST_ROW: u32 = 1_048_576;

/// The last column of a sheet (Excel specifications and limits).
pub(super) const LAST_COLUMN: u32 = 16_384;

/// The row and column of a reference such as `AB12`.
pub(super) fn position(reference: &[u8]) -> Option<(u32, u32)> {
    if reference.len() > 10 {
        return None;
    }
    let (mut column, mut rest) = (0, reference);
    while let [letter @ (b'A'..=b'Z' | b'a'..=b'z'), behind @ ..] = rest {
        if rest.len() + 3 <= reference.len() {
            return None;
        }
        column = column * 26 + u32::from(letter & 0x1F);
        rest = behind;
    }
    let row = whole(rest)?;
    ((1..=LAST_ROW).contains(&row) && (1..=LAST_COLUMN).contains(&column)).then_some((row, column))
}

/// A rectangle of cells.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::read) struct Area {
    pub(in crate::read) rows: RangeInclusive<u32>,
    pub(in crate::read) columns: RangeInclusive<u32>,
}

impl Area {
    /// Whether a cell lies in it.
    pub(in crate::read) fn contains(&self, row: u32, column: u32) -> bool {
        self.rows.contains(&row) && self.columns.contains(&column)
    }

    /// Its first row alone.
    pub(super) fn top(&self) -> Area {
        Area { rows: *self.rows.start()..=*self.rows.start(), columns: self.columns.clone() }
    }
}

/// The area of a reference such as `$A$1:$F$20`, `A:C` or `1:3`, with or without
/// its sheet.
pub(super) fn area(reference: &str) -> Option<Area> {
    let cells = reference.rsplit('!').next()?.replace('$', "");
    let (first, last) = cells.split_once(':').unwrap_or((&cells, &cells));
    let (top, left) = corner(first, (1, 1))?;
    let (bottom, right) = corner(last, (LAST_ROW, LAST_COLUMN))?;
    Some(Area { rows: top..=bottom, columns: left..=right })
}

/// The row and column of a corner, those that it leaves out as given.
fn corner(cell: &str, unsaid: (u32, u32)) -> Option<(u32, u32)> {
    let is_row = cell.bytes().all(|it| it.is_ascii_digit());
    let is_column = cell.bytes().all(|it| it.is_ascii_alphabetic());
    match () {
        () if is_row => Some((whole(cell.as_bytes())?, unsaid.1)),
        () if is_column => Some((unsaid.0, position(format!("{cell}1").as_bytes())?.1)),
        () => position(cell.as_bytes()),
    }
}

/// The rows of a range such as `$A$1:$F$20`, with or without its sheet.
pub(super) fn rows(range: &str) -> Option<RangeInclusive<u32>> {
    let cells = range.rsplit('!').next()?.replace('$', "");
    let (first, last) = cells.split_once(':').unwrap_or((&cells, &cells));
    let digits =
        |cell: &str| whole(cell.trim_start_matches(|it: char| it.is_ascii_alphabetic()).as_bytes());
    Some(digits(first)?..=digits(last)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_within_the_bounds_of_a_sheet() {
        type Case = (&'static [u8], Option<(u32, u32)>);
        let cases: [Case; 8] = [
            (b"A1", Some((1, 1))),
            (b"ab12", Some((12, 28))),
            (b"XFD1048576", Some((1_048_576, 16_384))),
            (b"XFE1", None),
            (b"A0", None),
            (b"A", None),
            (b"12", None),
            (b"AAAAAAAA99999999999", None),
        ];
        for (reference, at) in cases {
            assert_eq!(position(reference), at, "{reference:?}");
        }
    }

    #[test]
    fn an_area_may_leave_out_its_rows_or_its_columns() {
        let of = |reference| area(reference).map(|it| (it.rows, it.columns));
        assert_eq!(of("'Q 1'!$B$2:$F$20"), Some((2..=20, 2..=6)));
        assert_eq!(of("B2"), Some((2..=2, 2..=2)));
        assert_eq!(of("$A:$C"), Some((1..=LAST_ROW, 1..=3)));
        assert_eq!(of("3:7"), Some((3..=7, 1..=LAST_COLUMN)));
        assert_eq!(of("#REF!"), None);
    }

    #[test]
    fn the_rows_of_a_range_are_read_with_and_without_its_sheet() {
        assert_eq!(rows("'Q 1'!$A$1:$F$20"), Some(1..=20));
        assert_eq!(rows("B3"), Some(3..=3));
        assert_eq!(rows("#REF!"), None);
    }
}
