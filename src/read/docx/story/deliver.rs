//! What the walk over a story hands over: paragraphs, cells, tables.

use super::Story;
use crate::document::{Fragment, Layer, Place};
use crate::read::docx::table::Table;

/// The bytes of a cell after which its texts go out before it ends.
const LONGEST: usize = 1 << 20;

impl Story<'_> {
    /// Ends the paragraph at hand.
    pub(super) fn end_paragraph(&mut self) {
        if self.paragraphs.len() == 1 && self.tables.is_empty() {
            self.line += 1;
        }
        self.deliver();
        let Some(paragraph) = self.paragraphs.pop() else { return };
        if let Some(table) = self.tables.last_mut() {
            table.cell().into_iter().for_each(|cell| cell.end_line());
            table.relieve(LONGEST, self.sink);
        }
        if paragraph.is_folded && self.tables.is_empty() {
            self.folded = paragraph.level.or_else(|| self.styles.level(&paragraph.style));
        }
        self.run.look = None;
    }

    /// Hands over the texts of the paragraph at hand.
    pub(super) fn deliver(&mut self) {
        let base = self.about.layer;
        let texts = self.paragraphs.last_mut().map(|it| it.take(base)).unwrap_or_default();
        for (layer, text) in texts {
            if layer == Layer::HiddenShape && self.is_told(&text) {
                continue;
            }
            if self.within.choices > 0 && self.within.fallbacks == 0 {
                self.told.push(text.trim().to_owned());
            }
            self.push(layer, &text);
        }
    }

    /// Whether a copy for older programs says what newer ones show.
    fn is_told(&self, text: &str) -> bool {
        let text = text.trim();
        self.told.iter().any(|it| it == text) || !text.contains(char::is_alphabetic)
    }

    /// Pushes a text to the cell or the line at hand.
    fn push(&mut self, layer: Layer, text: &str) {
        if let Some(cell) = self.tables.last_mut().and_then(Table::cell) {
            return cell.add(text, layer, true);
        }
        self.begin_container();
        let place = match &self.place {
            Some(place) => Place::Named(place),
            None => Place::Line(self.line.max(1)),
        };
        self.sink.push(Fragment::new(text.trim(), layer, place));
    }

    /// Begins a table. One within another waits for that to end: containers do
    /// not nest.
    pub(super) fn begin_table(&mut self) {
        self.table_count += 1;
        let stem = &self.about.name;
        let of = if stem.is_empty() { String::new() } else { format!(" of {stem}") };
        let name = format!("table {}{of}", self.table_count);
        let table = Table::new(name, self.about.layer, self.tables.len());
        if !table.is_inner() {
            self.end_container();
            self.sink.open(table.container());
        }
        self.tables.push(table);
    }

    /// Ends the cell at hand.
    pub(super) fn end_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.end_cell(self.sink);
        }
    }

    /// Ends the table at hand.
    pub(super) fn end_table(&mut self) {
        self.end_cell();
        let Some(table) = self.tables.pop() else { return };
        if table.is_inner() {
            return self.inner.push(table);
        }
        self.sink.close();
        for mut inner in std::mem::take(&mut self.inner) {
            inner.push_kept(self.sink);
        }
    }
}
