//! A table of a page as a grid: each cell at the row and column where a browser
//! would put it (HTML 4.9.12).

use std::ops::RangeInclusive;

use super::texts::Texts;
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};

/// The most columns that a cell may span, and the most rows (HTML 4.9.11).
const COLUMN_SPAN: u32 = 1_000;
const ROW_SPAN: u32 = 65_534;

/// The most cells that reach down at a time; more are a gap.
const REACHING: usize = 1_024;

/// A cell that reaches down into the rows below.
#[derive(Debug)]
struct Span {
    first: u32,
    last: u32,
    rows: u32,
}

/// What a spreadsheet program keeps of a cell beside what it shows (`x:str` and
/// `x:num`, Microsoft, "Office HTML and XML").
#[derive(Debug, Default)]
struct Stored {
    text: String,
    number: String,
    /// Why the cell as a whole is not seen.
    hidden: Option<Layer>,
}

impl Stored {
    /// What is kept and not shown: another text, or a number where nothing is.
    fn unseen(&self, shown: &Texts) -> Option<&str> {
        if shown.is_blank() {
            let kept = [&self.text, &self.number].into_iter().find(|it| !it.trim().is_empty());
            return kept.map(String::as_str);
        }
        let is_other = !self.text.trim().is_empty() && !shown.says(&self.text);
        is_other.then_some(self.text.as_str())
    }
}

/// A table while it is read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    name: String,
    hidden: Option<Layer>,
    row: u32,
    column: u32,
    next_column: u32,
    /// From left to right.
    spans: Vec<Span>,
    /// Whether more cells reached down than are kept.
    is_full: bool,
    /// The columns that are not seen: the first, the last, and why.
    columns: Vec<(u32, u32, Layer)>,
    next_listed: u32,
    cell: Option<Texts>,
    /// What the program keeps of the cell at hand beside what it shows.
    stored: Stored,
    /// The rows below the heading of a filter with a criterion.
    filtered: Option<RangeInclusive<u32>>,
    /// The cells of a table within another, which is not done yet.
    kept: Vec<(u32, u32, Texts)>,
    /// Whether its cells are kept until the outer table is done.
    pub(super) is_inner: bool,
}

impl Grid {
    /// A table, hidden as a whole or not.
    pub(super) fn new(name: String, hidden: Option<Layer>) -> Self {
        Grid { name, hidden, next_column: 1, next_listed: 1, ..Grid::default() }
    }

    /// The container of the table.
    pub(super) fn container(&self) -> Container<'_> {
        Container::grid(&self.name, self.hidden.unwrap_or(Layer::Body))
    }

    /// Takes columns alike.
    pub(super) fn add_columns(&mut self, count: u32, layer: Option<Layer>) {
        let first = self.next_listed;
        self.next_listed = first.saturating_add(count.clamp(1, COLUMN_SPAN));
        if let Some(layer) = layer {
            self.columns.push((first, self.next_listed - 1, layer));
        }
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self) {
        self.row = self.row.saturating_add(1);
        self.next_column = 1;
        self.spans.retain_mut(|span| {
            span.rows -= 1;
            span.rows > 0
        });
    }

    /// Begins a cell, and gives the layer that its column puts it into.
    pub(super) fn begin_cell(&mut self, columns: u32, rows: u32) -> Option<Layer> {
        if self.row == 0 {
            self.begin_row();
        }
        for span in &self.spans {
            if span.first <= self.next_column && self.next_column <= span.last {
                self.next_column = span.last.saturating_add(1);
            }
        }
        self.column = self.next_column;
        self.next_column = self.column.saturating_add(columns.clamp(1, COLUMN_SPAN));
        let rows = rows.clamp(1, ROW_SPAN);
        self.is_full |= rows > 1 && self.spans.len() >= REACHING;
        if rows > 1 && !self.is_full {
            let index = self.spans.partition_point(|span| span.first < self.column);
            self.spans.insert(index, Span { first: self.column, last: self.next_column - 1, rows });
        }
        self.cell = Some(Texts::default());
        let index = self.columns.partition_point(|it| it.1 < self.column);
        self.columns.get(index).filter(|it| it.0 <= self.column).map(|it| it.2)
    }

    /// The limit that was reached: cells below stand in columns of others.
    pub(super) fn limit(&self) -> Option<Reason> {
        let unit = "cells that reach into a row";
        self.is_full.then_some(Reason::TooLarge { limit: REACHING as u64, unit })
    }

    /// Takes what the program keeps of the cell at hand.
    pub(super) fn keep(&mut self, text: Option<&str>, number: Option<&str>, hidden: Option<Layer>) {
        let (text, number) = (text.unwrap_or_default(), number.unwrap_or_default());
        self.stored = Stored { text: text.to_owned(), number: number.to_owned(), hidden };
    }

    /// Takes the range of a filter that hides rows: `$A$1:$C$9`.
    pub(super) fn filter(&mut self, range: &str) {
        let row = |cell: &str| cell.rsplit('$').next()?.parse::<u32>().ok();
        let rows = range.split_once(':').and_then(|it| Some((row(it.0)?, row(it.1)?)));
        self.filtered = rows.map(|(first, last)| first.saturating_add(1)..=last);
    }

    /// Whether a filter lies over the row that begins next.
    pub(super) fn filters_next(&self) -> bool {
        let next = self.row.saturating_add(1);
        self.filtered.as_ref().is_some_and(|rows| rows.contains(&next))
    }

    /// The texts of the cell at hand.
    pub(super) fn cell(&mut self) -> Option<&mut Texts> {
        self.cell.as_mut()
    }

    /// Ends the cell at hand, if there is one.
    pub(super) fn end_cell(&mut self, sink: &mut dyn Sink) {
        let Some(mut texts) = self.cell.take() else { return };
        let place = Place::Cell { row: self.row, column: self.column };
        if !self.is_inner {
            if let Some(unseen) = self.stored.unseen(&texts) {
                let layer = self.stored.hidden.or(self.hidden).unwrap_or(Layer::InvisibleText);
                sink.push(Fragment::new(unseen, layer, place));
            }
            texts.push(place, sink);
        } else if !texts.is_blank() {
            self.kept.push((self.row, self.column, texts));
        }
    }

    /// Pushes the whole of a table whose cells were kept.
    pub(super) fn push_kept(&mut self, sink: &mut dyn Sink) {
        if self.kept.is_empty() {
            return;
        }
        sink.open(self.container());
        for (row, column, mut texts) in std::mem::take(&mut self.kept) {
            texts.push(Place::Cell { row, column }, sink);
        }
        sink.close();
    }
}
