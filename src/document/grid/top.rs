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

/// A heading: the index of its first row, and how many rows it has.
type Found = (usize, usize);

/// The headings of the first rows, if one of them is a heading row.
pub(super) fn headings(cells: &[Cell]) -> Option<Headings> {
    let rows: Vec<&[Cell]> = cells.chunk_by(|one, next| one.row == next.row).collect();
    let (first, height) = split_heading(&rows).or_else(|| heading_row(&rows))?;
    let (upper, last) = (rows[first], rows[first + height - 1]);
    let lower = (height > 1).then_some(last);
    Some(Headings::new(texts(upper, lower), last[0].row))
}

/// The headings of another table, if the row below a blank one is its heading.
pub(super) fn headings_below(cells: &[Cell]) -> Option<Headings> {
    let first = cells.chunk_by(|one, next| one.row == next.row).next()?;
    if kinds(first) < KINDS_BELOW {
        return None;
    }
    headings(cells).filter(|found| found.last_row <= first[0].row.saturating_add(1))
}

/// The heading row that scores best, the first of equals, with a second one below.
fn heading_row(rows: &[&[Cell]]) -> Option<Found> {
    let widest = rows.iter().map(|row| row.len()).max()?;
    let mut best: Option<(usize, u32)> = None;
    for (index, row) in rows.iter().enumerate() {
        if row[0].row - rows[0][0].row >= LAST_HEADING_ROW {
            break;
        }
        if is_title(row, widest) {
            continue;
        }
        let score = score(row, &rows[index + 1..]);
        if score > 0 && best.is_none_or(|(_, most)| score > most) {
            best = Some((index, score));
        }
    }
    let (first, _) = best?;
    let second = rows.get(first + 1).filter(|lower| is_second_heading(rows[first], lower));
    Some((first, if second.is_some() { 2 } else { 1 }))
}

/// Whether a row is the one cell above a wide table, a title.
fn is_title(row: &[Cell], widest: usize) -> bool {
    row.len() == 1 && widest > 2
}

/// Two rows whose cells make known headings only together: `Date of` above
/// `birth`, `Staff` above `number`.
fn split_heading(rows: &[&[Cell]]) -> Option<Found> {
    let known = |texts: &[String]| texts.iter().filter(|it| Kind::listed(it).is_some()).count();
    (0..rows.len().min(LAST_HEADING_ROW as usize)).find_map(|first| {
        let (upper, lower) = (rows[first], *rows.get(first + 1)?);
        let wording = |row: &[Cell]| row.iter().all(|cell| is_wording(&cell.text));
        if lower[0].row != upper[0].row + 1 || upper.len() < 2 || !wording(upper) || !wording(lower)
        {
            return None;
        }
        let joined = known(&texts(upper, Some(lower)));
        let apart = known(&by_column(upper)).max(known(&by_column(lower)));
        (joined > apart && joined >= 2 && joined * 2 >= lower.len()).then_some((first, 2))
    })
}

/// How much a row looks like a heading, in hundredths; 0 when it is none.
///
/// Known headings count most. Without them a row of words above columns of
/// other things will do.
fn score(row: &[Cell], below: &[&[Cell]]) -> u32 {
    let titles = |cell: &&Cell| is_wording(&cell.text) || is_year(&cell.text);
    let words = row.iter().filter(titles).count();
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
    let mut kinds: Vec<Kind> = row.iter().filter_map(|cell| Kind::of_surely(&cell.text)).collect();
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
    let last = texts.len().max(by_column(upper).len());
    texts.resize(last, String::new());
    let mut over = "";
    for (column, text) in (1..).zip(&mut texts) {
        let above = at(upper, column).map(str::trim);
        over = above.unwrap_or(over);
        *text = joined(above, over, std::mem::take(text));
    }
    texts
}

/// The heading that an upper and a lower text make. The upper one tells more of
/// its own column than of those that it reaches over: `File` above `name`.
fn joined(above: Option<&str>, over: &str, text: String) -> String {
    let both = format!("{over} {text}");
    let turned = format!("{text} {over}");
    match Kind::of(&text) {
        _ if over.is_empty() => text,
        _ if text.is_empty() => above.unwrap_or_default().to_owned(),
        Some(kind) => match Kind::of(&both) {
            Some(other) if above.is_some() && other != kind => both,
            _ => text,
        },
        None if Kind::of(&both).is_none() && Kind::of(&turned).is_some() => turned,
        None => both,
    }
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

/// Whether a text is a year, as it stands above a column of counts: `2022`, `2022/23`.
fn is_year(text: &str) -> bool {
    let (year, next) = text.trim().split_once(['/', '-']).unwrap_or((text.trim(), ""));
    let is_number = |part: &str| part.bytes().all(|it| it.is_ascii_digit());
    year.len() == 4
        && (year.starts_with("19") || year.starts_with("20"))
        && is_number(year)
        && is_number(next)
}

/// Whether a text is a heading of the vocabulary.
fn is_known(text: &str) -> bool {
    text.len() <= LONGEST_HEADING && Kind::of_surely(text).is_some()
}

fn percent(part: usize, whole: usize) -> u32 {
    (100 * part / whole.max(1)) as u32
}

#[cfg(test)]
mod tests;
