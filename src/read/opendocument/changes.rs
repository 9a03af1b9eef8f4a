//! The tracked changes of a spreadsheet: what a cell held before, what was in
//! rows, columns and sheets that were deleted, who changed it and why
//! (OpenDocument 1.3 part 3, 9.9).

use super::table::value;
use crate::document::{Container, Fragment, Layer, Place, Sink, column_letters};
use crate::read::xml::{Element, Node};

/// The changes while they are read.
#[derive(Default)]
pub(super) struct Changes {
    /// The cell at hand, and what its attributes say that it held.
    at: String,
    value: String,
    formula: String,
    /// What it showed, a paragraph a line.
    lines: Vec<String>,
    is_in_cell: bool,
    text: String,
}

impl Changes {
    /// Opens the container of the changes.
    pub(super) fn begin(sink: &mut dyn Sink) -> Self {
        sink.open(Container::text("tracked changes", Layer::Revision));
        Changes::default()
    }

    /// Takes a piece of the changes.
    pub(super) fn visit(&mut self, node: &Node<'_>, sink: &mut dyn Sink) {
        match node {
            Node::Open(element) => self.open(element),
            Node::Text(text) => self.text.push_str(text),
            Node::Close(name) => self.close(name, sink),
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name {
            "cell-content-change" | "insertion" | "deletion" | "movement" => self.at.clear(),
            "cell-address" => self.at = address(element),
            "change-track-table-cell" | "table-cell" | "covered-table-cell" => {
                self.is_in_cell = true;
                self.lines.clear();
                value(element).clone_into(&mut self.value);
                element.text("formula").clone_into(&mut self.formula);
            }
            "s" => return self.text.push(' '),
            "tab" => return self.text.push('\t'),
            "span" | "a" => return,
            "line-break" => return self.text.push('\n'),
            _ => {}
        }
        self.text.clear();
    }

    fn close(&mut self, name: &str, sink: &mut dyn Sink) {
        match name {
            "p" | "h" if self.is_in_cell => self.lines.push(std::mem::take(&mut self.text)),
            "p" | "h" => self.push(&self.text, "comment on a change", sink),
            "creator" => self.push(&self.text, "author of a change", sink),
            "change-track-table-cell" | "table-cell" | "covered-table-cell" => self.end_cell(sink),
            _ => {}
        }
    }

    fn end_cell(&mut self, sink: &mut dyn Sink) {
        self.is_in_cell = false;
        let shown = self.lines.join("\n");
        let text = if shown.trim().is_empty() { &self.value } else { &shown };
        let place = if self.at.is_empty() { "before" } else { &format!("{} before", self.at) };
        self.push(text, place, sink);
        if self.formula.contains('"') {
            self.push(&self.formula, place, sink);
        }
    }

    fn push(&self, text: &str, place: &str, sink: &mut dyn Sink) {
        if !text.trim().is_empty() {
            sink.push(Fragment::new(text.trim(), Layer::Revision, Place::Named(place)));
        }
    }
}

/// A cell by its numbers, which count from 0; the tables have numbers, too.
fn address(element: &Element<'_>) -> String {
    let number = |name| element.text(name).parse::<u32>().unwrap_or(0).saturating_add(1);
    let cell = format!("{}{}", column_letters(number("column")), number("row"));
    format!("{cell} of sheet {}", number("table"))
}
