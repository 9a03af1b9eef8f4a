//! Tells the heading row of a table from its titles and its data: by the
//! headings it knows, and by words that stand above columns of other things.

use crate::document::{Headings, Kind, Layer};

/// The last row of a table in which a heading may begin.
pub(super) const LAST_HEADING_ROW: u32 = 15;

/// The most columns that can have a heading (ECMA-376 part 1, 18.3.1.4: XFD).
const WIDEST: usize = 16_384;

/// Different kinds that a row below a blank one must name to be a heading: a
/// total or a footnote is none.
const KINDS_BELOW: u32 = 2;

/// The longest text that can be a heading, in bytes.
const LONGEST_HEADING: usize = 80;

/// A cell that waits for the heading to be found.
pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) layer: Layer,
    pub(super) within: Option<Layer>,
    pub(super) shared: Option<u32>,
    pub(super) text: String,
}

/// The headings of the first rows, if one of them is a heading row.
pub(super) fn headings(cells: &[Cell]) -> Option<Headings> {
    let rows: Vec<&[Cell]> = cells.chunk_by(|one, next| one.row == next.row).collect();
    let first = heading_row(&rows)?;
    let upper = rows[first];
    let second = rows.get(first + 1).filter(|lower| is_second_heading(upper, lower));
    let last = second.map_or(upper, |lower| lower);
    Some(Headings::new(texts(upper, second.copied()), last[0].row))
}

/// The headings of another table, if the row below a blank one is its heading.
pub(super) fn headings_below(cells: &[Cell]) -> Option<Headings> {
    let first = cells.chunk_by(|one, next| one.row == next.row).next()?;
    if kinds(first) < KINDS_BELOW {
        return None;
    }
    headings(cells).filter(|found| found.last_row <= first[0].row.saturating_add(1))
}

/// The index of the heading row: the first of those that score best.
fn heading_row(rows: &[&[Cell]]) -> Option<usize> {
    let mut best: Option<(usize, u32)> = None;
    for (index, row) in rows.iter().enumerate() {
        if row[0].row - rows[0][0].row >= LAST_HEADING_ROW {
            break;
        }
        let score = score(row, &rows[index + 1..]);
        if score > 0 && best.is_none_or(|(_, most)| score > most) {
            best = Some((index, score));
        }
    }
    best.map(|(index, _)| index)
}

/// How much a row looks like a heading, in hundredths; 0 when it is none.
///
/// Known headings count most. Without them a row of words above columns of
/// other things will do.
fn score(row: &[Cell], below: &[&[Cell]]) -> u32 {
    let words = row.iter().filter(|cell| is_wording(&cell.text)).count();
    let known = row.iter().filter(|cell| is_known(&cell.text)).count();
    if words * 10 < row.len() * 7 || words == 0 {
        return 0;
    }
    if known * 2 >= row.len() || (known >= 2 && known * 4 >= row.len()) {
        return 100 + percent(known, row.len()) + 10 * kinds(row).min(20);
    }
    let contrasting = row.iter().filter(|cell| contrasts(cell, below)).count();
    if row.len() >= 2 && contrasting * 3 >= row.len() { percent(contrasting, row.len()) } else { 0 }
}

/// The number of different kinds that a row's cells name.
fn kinds(row: &[Cell]) -> u32 {
    let mut kinds: Vec<Kind> = row.iter().filter_map(|cell| Kind::of(&cell.text)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.len() as u32
}

/// Whether a cell is text above a column that holds numbers or dates.
fn contrasts(cell: &Cell, below: &[&[Cell]]) -> bool {
    let mut values = below.iter().take(3).filter_map(|row| at(row, cell.column)).peekable();
    values.peek().is_some() && is_wording(&cell.text) && values.all(|text| !is_wording(text))
}

/// Whether the row below a heading row is a second one: it fills in or refines
/// columns of the first with known headings, and holds no data.
fn is_second_heading(upper: &[Cell], lower: &[Cell]) -> bool {
    if lower[0].row != upper[0].row + 1 || !lower.iter().all(|cell| is_wording(&cell.text)) {
        return false;
    }
    let known = lower.iter().filter(|cell| is_known(&cell.text)).count();
    known * 2 >= lower.len() && upper.len() <= lower.len()
}

/// The texts of the headings by column; two rows are read as one, and an upper
/// one reaches over the blank cells to its right.
fn texts(upper: &[Cell], lower: Option<&[Cell]>) -> Vec<String> {
    let Some(lower) = lower else { return by_column(upper) };
    let mut texts = by_column(lower);
    let last = texts.len().max(upper.last().map_or(0, |cell| cell.column as usize));
    texts.resize(last, String::new());
    let mut over = "";
    for (column, text) in (1..).zip(&mut texts) {
        over = at(upper, column).unwrap_or(over);
        if text.is_empty() {
            at(upper, column).unwrap_or_default().clone_into(text);
        } else if Kind::of(text).is_none() && !over.is_empty() {
            *text = format!("{over} {text}");
        }
    }
    texts
}

/// The texts of a row by column, those of no known column empty.
fn by_column(row: &[Cell]) -> Vec<String> {
    let width = row.last().map_or(0, |cell| cell.column as usize).min(WIDEST);
    let mut texts = vec![String::new(); width];
    for cell in row {
        if let Some(text) = (cell.column as usize).checked_sub(1).and_then(|it| texts.get_mut(it)) {
            cell.text.trim().clone_into(text);
        }
    }
    texts
}

/// The text of a row in a column.
fn at(row: &[Cell], column: u32) -> Option<&str> {
    row.iter().find(|cell| cell.column == column).map(|cell| cell.text.as_str())
}

/// Whether a text is words rather than a number, a date or a paragraph.
fn is_wording(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|it| it.is_alphabetic()).count();
    letters > digits && text.len() <= LONGEST_HEADING && !text.contains('@')
}

/// Whether a text is a heading of the vocabulary.
fn is_known(text: &str) -> bool {
    text.len() <= LONGEST_HEADING && Kind::of(text).is_some()
}

fn percent(part: usize, whole: usize) -> u32 {
    (100 * part / whole.max(1)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells_of(rows: &[(u32, &[&str])]) -> Vec<Cell> {
        let cell = |row, column, text: &str| Cell {
            row,
            column,
            layer: Layer::Body,
            within: None,
            shared: None,
            text: text.to_owned(),
        };
        rows.iter()
            .flat_map(|(row, texts)| {
                (1..).zip(*texts).map(|(column, text)| cell(*row, column, text))
            })
            .filter(|cell| !cell.text.is_empty())
            .collect()
    }

    fn found(rows: &[(u32, &[&str])]) -> Option<(Vec<String>, u32)> {
        headings(&cells_of(rows)).map(|found| (found.texts.clone(), found.last_row))
    }

    #[test]
    fn the_heading_is_found_below_titles_and_blank_rows() {
        let sheet: &[(u32, &[&str])] = &[
            (1, &["Answer to request 12/2026"]),
            (2, &["Correct on 31 March 2026"]),
            (5, &["Surname", "Initial", "Rank"]),
            (6, &["Sample", "J", "Sergeant"]),
            (7, &["Test", "K", "Constable"]),
        ];
        let (texts, row) = found(sheet).expect("row 5 is a heading");
        assert_eq!((texts, row), (vec!["Surname".into(), "Initial".into(), "Rank".into()], 5));
    }

    #[test]
    fn two_rows_are_read_as_one_heading() {
        let sheet: &[(u32, &[&str])] = &[
            (1, &["Officer", "", "Rank", "Home"]),
            (2, &["Surname", "Initials", "Grade", "Address"]),
            (3, &["Sample", "J", "Sergeant", "1 High Street"]),
        ];
        let (texts, row) = found(sheet).expect("rows 1 and 2 are a heading");
        assert_eq!(texts, ["Surname", "Initials", "Grade", "Address"]);
        assert_eq!(row, 2);
    }

    #[test]
    fn words_above_numbers_are_a_heading_though_nobody_knows_them() {
        let sheet: &[(u32, &[&str])] =
            &[(1, &["Widgets", "Gadgets"]), (2, &["12", "7"]), (3, &["3", "9"])];
        assert_eq!(found(sheet).map(|it| it.1), Some(1));
    }

    #[test]
    fn a_row_of_headings_below_a_blank_one_begins_another_table() {
        let staff: &[&str] = &["Surname", "Initial", "Rank"];
        let cells = |row| cells_of(&[(row, staff), (row + 1, &["Sample", "J", "Sergeant"])]);
        assert_eq!(headings_below(&cells(40)).map(|it| it.last_row), Some(40));
        let total = cells_of(&[(40, &["Total", "12", ""]), (41, &["Rank", "", ""])]);
        assert_eq!(headings_below(&total).map(|it| it.last_row), None, "a total is no heading");
    }

    #[test]
    fn a_table_without_a_heading_has_none() {
        let sheet: &[(u32, &[&str])] =
            &[(1, &["Sample", "J", "Sergeant"]), (2, &["Test", "K", "Constable"])];
        assert_eq!(found(sheet), None);
    }
}
