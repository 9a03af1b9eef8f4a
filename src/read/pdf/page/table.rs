//! Tables as rows: pieces of lines that stand below each other in columns.

use super::lines::Piece;

/// Rows by which a table is told.
const LEAST_ROWS: usize = 3;

/// The gap between rows, in heights of type, that ends a table.
const ROW_GAP: f64 = 4.0;

/// Words of a cell, on average, above which columns are those of a newspaper.
const PROSE: f64 = 6.0;

/// A table: its columns, and for each row the texts with their columns.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) columns: Vec<(f64, f64)>,
    pub(super) rows: Vec<Vec<(usize, String)>>,
}

impl Table {
    /// Whether another goes on with the same columns.
    pub(super) fn is_continued_by(&self, other: &Table) -> bool {
        let same = |(one, two): (&(f64, f64), &(f64, f64))| one.0 < two.1 && two.0 < one.1;
        self.columns.len() == other.columns.len()
            && self.columns.iter().zip(&other.columns).all(same)
    }
}

/// A row of pieces, from left to right.
struct Row<'p> {
    pieces: Vec<(usize, &'p Piece)>,
    base: f64,
    size: f64,
}

/// The tables of a page, and which pieces are none of theirs.
pub(super) fn tables_of(pieces: &[Piece]) -> (Vec<Table>, Vec<bool>) {
    let rows = rows_of(pieces);
    let mut is_free = vec![true; pieces.len()];
    let (mut tables, mut at) = (Vec::new(), 0);
    while at < rows.len() {
        let columns = grown(&rows[at..]);
        let taken = columns.1;
        if is_table(&rows[at..at + taken], &columns.0) {
            tables.push(table_of(&rows[at..at + taken], columns.0));
            let used = rows[at..at + taken].iter().flat_map(|row| &row.pieces);
            used.for_each(|(piece, _)| is_free[*piece] = false);
        }
        at += taken.max(1);
    }
    (tables, is_free)
}

fn rows_of(pieces: &[Piece]) -> Vec<Row<'_>> {
    let mut level: Vec<(usize, &Piece)> =
        pieces.iter().enumerate().filter(|(_, piece)| piece.is_level).collect();
    level.sort_by(|one, two| one.1.base.total_cmp(&two.1.base));
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (number, piece) in level {
        match rows.last_mut() {
            Some(row) if piece.base - row.base < 0.4 * row.size.min(piece.size) => {
                row.pieces.push((number, piece));
            }
            _ => {
                rows.push(Row { pieces: vec![(number, piece)], base: piece.base, size: piece.size })
            }
        }
    }
    for row in &mut rows {
        row.pieces.sort_by(|one, two| one.1.start.total_cmp(&two.1.start));
    }
    rows
}

/// The columns that the first rows share, and how many rows share them.
fn grown(rows: &[Row<'_>]) -> (Vec<(f64, f64)>, usize) {
    let Some(first) = rows.first().filter(|row| row.pieces.len() > 1) else {
        return (Vec::new(), 1);
    };
    let mut columns: Vec<(f64, f64)> =
        first.pieces.iter().map(|(_, piece)| (piece.start, piece.end)).collect();
    let mut taken = 1;
    for pair in rows.windows(2) {
        let (above, row) = (&pair[0], &pair[1]);
        if row.base - above.base > ROW_GAP * above.size.max(row.size) {
            break;
        }
        let Some(wider) = widened(&columns, row) else { break };
        columns = wider;
        taken += 1;
    }
    (columns, taken)
}

/// The columns once a row is among them; none if it does not fit.
fn widened(columns: &[(f64, f64)], row: &Row<'_>) -> Option<Vec<(f64, f64)>> {
    let mut wider = columns.to_vec();
    for (_, piece) in &row.pieces {
        let touched: Vec<usize> = (0..wider.len())
            .filter(|it| piece.start < wider[*it].1 && wider[*it].0 < piece.end)
            .collect();
        match touched[..] {
            [] => wider.push((piece.start, piece.end)),
            [one] => wider[one] = (wider[one].0.min(piece.start), wider[one].1.max(piece.end)),
            _ => return None,
        }
    }
    wider.sort_by(|one, two| one.0.total_cmp(&two.0));
    wider.windows(2).all(|it| it[0].1 <= it[1].0).then_some(wider)
}

fn is_table(rows: &[Row<'_>], columns: &[(f64, f64)]) -> bool {
    let full = rows.iter().filter(|row| row.pieces.len() > 1).count();
    let pieces = rows.iter().flat_map(|row| &row.pieces);
    let words: usize = pieces.clone().map(|(_, it)| it.text.split(' ').count()).sum();
    let average = words as f64 / pieces.count().max(1) as f64;
    columns.len() > 1 && full >= LEAST_ROWS && 2 * full > rows.len() && average <= PROSE
}

fn table_of(rows: &[Row<'_>], columns: Vec<(f64, f64)>) -> Table {
    let cells = |row: &Row<'_>| {
        let mut cells: Vec<(usize, String)> = Vec::new();
        for (_, piece) in &row.pieces {
            let column = columns.iter().position(|it| piece.start < it.1 && it.0 < piece.end);
            let column = column.unwrap_or(0);
            match cells.last_mut() {
                Some((last, text)) if *last == column => {
                    text.push(' ');
                    text.push_str(&piece.text);
                }
                _ => cells.push((column, piece.text.clone())),
            }
        }
        cells
    };
    let rows = rows.iter().map(cells).collect();
    Table { columns, rows }
}
