//! References to cells as OpenDocument writes them: `$Staff.$A$1:.$B$9`,
//! `'Q 1'.A1`, `'file:///annex.ods'#$Staff.A1` (OpenDocument 1.3 part 4, 5.8).

use crate::read::reach::Area;

/// The sheet that a reference names, if it names one.
pub(super) fn sheet_of(reference: &str) -> Option<String> {
    let (sheet, _) = parted(reference)?;
    let bare = sheet.strip_prefix('\'').and_then(|it| it.strip_suffix('\'')).unwrap_or(sheet);
    (!bare.is_empty() && !bare.starts_with('#')).then(|| bare.replace("''", "'"))
}

/// The cells that a reference names.
pub(super) fn area(reference: &str) -> Option<Area> {
    let (_, cells) = parted(reference)?;
    let (first, last) = cells.split_once(':').unwrap_or((cells, cells));
    let last = parted(last).map_or(last, |(_, cell)| cell);
    let ((top, left), (bottom, right)) = (cell(first)?, cell(last)?);
    Some(Area { rows: top..=bottom, columns: left..=right })
}

/// The references of a list: blanks part them, but for those in quotes.
pub(super) fn list(references: &str) -> Vec<&str> {
    let mut is_quoted = false;
    let parts = references.split(|it: char| {
        is_quoted ^= it == '\'';
        it == ' ' && !is_quoted
    });
    parts.filter(|it| !it.is_empty()).collect()
}

/// The sheet and the cells of a reference.
fn parted(reference: &str) -> Option<(&str, &str)> {
    let bare = reference.trim().trim_start_matches('$');
    if !bare.starts_with('\'') {
        return bare.split_once('.');
    }
    let mut is_quoted = false;
    let end = bare.find(|it: char| {
        is_quoted ^= it == '\'';
        it == '.' && !is_quoted
    })?;
    Some((&bare[..end], &bare[end + 1..]))
}

/// The row and the column of a cell such as `$B$7`.
fn cell(written: &str) -> Option<(u32, u32)> {
    let bare: String = written.chars().filter(|it| *it != '$').collect();
    let (letters, digits) = bare.split_at(bare.find(|it: char| it.is_ascii_digit())?);
    let is_column =
        (1..=3).contains(&letters.len()) && letters.bytes().all(|it| it.is_ascii_uppercase());
    let column = letters.bytes().fold(0, |sum, it| sum * 26 + u32::from(it.wrapping_sub(b'A')) + 1);
    is_column.then_some((digits.parse().ok()?, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_names_its_sheet_and_its_cells() {
        let cases = [
            ("$Staff.$A$1:.$B$9", Some("Staff"), Some((1..=9, 1..=2))),
            ("'Q. ''1'''.B2:'Q. ''1'''.AA3", Some("Q. '1'"), Some((2..=3, 2..=27))),
            ("Staff.C4", Some("Staff"), Some((4..=4, 3..=3))),
            ("#REF!.A1", None, Some((1..=1, 1..=1))),
            ("A1", None, None),
            ("", None, None),
        ];
        for (written, sheet, cells) in cases {
            assert_eq!(sheet_of(written).as_deref(), sheet, "{written}");
            let expected = cells.map(|(rows, columns)| Area { rows, columns });
            assert_eq!(area(written), expected, "{written}");
        }
        assert_eq!(list("A.A1:A.B2 'B c'.A1"), ["A.A1:A.B2", "'B c'.A1"]);
    }
}
