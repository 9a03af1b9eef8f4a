//! The tracked changes of a text (OpenDocument 1.3 part 3, 5.5): what was deleted,
//! what was put in, by whom and when.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Prose;
use super::holder::Kind;
use crate::document::{Container, Gap, Layer, Reason};
use crate::read::xlsx::workbook::PROTECTED;
use crate::read::xml::Element;

/// How many changes are told apart; more are a gap.
const MOST: usize = 100_000;

/// The changes of a document.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Whether their container is open.
    pub(super) is_open: bool,
    /// The identifier of the change at hand, and what it did.
    id: String,
    layer: Option<Layer>,
    /// Which of them put text in.
    insertions: FxHashSet<String>,
    /// How many times each of these is open around the text at hand.
    spans: FxHashMap<String, u32>,
    /// Whether there were more.
    is_full: bool,
}

impl Changes {
    /// Begins the text that a change marks.
    pub(super) fn begin_span(&mut self, id: &str) {
        if self.insertions.contains(id) {
            *self.spans.entry(id.to_owned()).or_default() += 1;
        }
    }

    /// Ends the text that a change marks.
    pub(super) fn end_span(&mut self, id: &str) {
        self.spans.remove(id);
    }

    /// Whether the text at hand was put in.
    pub(super) fn is_inserted(&self) -> bool {
        !self.spans.is_empty()
    }

    /// The layer and the place of who made the change at hand.
    pub(super) fn author(&self) -> (Layer, String) {
        let layer = self.layer.unwrap_or(Layer::Revision);
        (layer, format!("author of {}", self.place()))
    }

    /// What the change at hand is called.
    pub(super) fn place(&self) -> String {
        match self.layer {
            Some(Layer::Deletion) => "a deletion".to_owned(),
            Some(Layer::Insertion) => "an insertion".to_owned(),
            _ => "a change".to_owned(),
        }
    }
}

impl Prose<'_> {
    pub(super) fn begin_changes(&mut self, element: &Element<'_>) {
        self.end_container();
        self.sink.open(Container::text("tracked changes", Layer::Deletion));
        self.changes.is_open = true;
        if element.get("protection-key").is_some() {
            self.push(PROTECTED, Layer::Property, "protection");
        }
    }

    pub(super) fn open_change(&mut self, element: &Element<'_>) {
        if !self.changes.is_open {
            return;
        }
        match element.name {
            "changed-region" => {
                element.text("id").clone_into(&mut self.changes.id);
                self.changes.layer = None;
            }
            "insertion" => {
                self.changes.layer = Some(Layer::Insertion);
                self.changes.is_full |= self.changes.insertions.len() >= MOST;
                if !self.changes.is_full {
                    self.changes.insertions.insert(self.changes.id.clone());
                }
            }
            "deletion" => {
                self.changes.layer = Some(Layer::Deletion);
                self.begin_holder(Kind::Deletion, Layer::Deletion, element.name);
            }
            _ => self.changes.layer = Some(Layer::Revision),
        }
    }

    pub(super) fn end_changes(&mut self) {
        if std::mem::take(&mut self.changes.is_open) {
            self.sink.close();
            if self.changes.is_full {
                let reason = Reason::TooLarge { limit: MOST as u64, unit: "tracked insertions" };
                self.sink.gap(Gap::part("content.xml", reason));
            }
            self.push_waiting();
        }
    }
}
