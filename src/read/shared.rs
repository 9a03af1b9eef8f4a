//! The shared texts of xls, and which of them a cell shows.

use std::cell::Cell;

use crate::document::{Container, Fragment, Layer, Place, Sink};

/// Texts that cells refer to by number.
#[derive(Default)]
pub(super) struct SharedTexts {
    texts: Vec<String>,
    used: Vec<Cell<bool>>,
}

impl SharedTexts {
    /// Adds a text.
    pub(super) fn add(&mut self, text: String) {
        self.texts.push(text);
        self.used.push(Cell::new(false));
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The text of a number, and a note that a cell refers to it.
    pub(super) fn get(&self, number: u32) -> Option<&str> {
        let at = number as usize;
        self.used.get(at)?.set(true);
        self.texts.get(at).map(String::as_str)
    }

    /// Pushes the texts that no cell refers to: what was deleted from the cells.
    pub(super) fn push_orphans(&self, sink: &mut dyn Sink) {
        let all = (1..).zip(&self.texts).zip(&self.used);
        let orphans = all.filter(|((_, text), used)| !used.get() && !text.trim().is_empty());
        let mut orphans = orphans.map(|(orphan, _)| orphan).peekable();
        if orphans.peek().is_none() {
            return;
        }
        sink.open(Container::text("shared strings", Layer::OrphanString));
        for (number, text) in orphans {
            sink.push(Fragment::new(text, Layer::OrphanString, Place::Line(number)));
        }
        sink.close();
    }
}
