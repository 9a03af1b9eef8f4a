//! What is noted of a document beside its pages, and pushed container by
//! container once it is known what the pages show.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::witness::{Witness, squeezed};
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};

/// The most texts that are noted of one document.
const MOST: usize = 500_000;

/// A place of its own.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Spot {
    Whole,
    Page(u32),
    Named(String),
}

impl Spot {
    pub(super) fn named(name: impl Into<String>) -> Self {
        Spot::Named(name.into())
    }

    pub(super) fn place(&self) -> Place<'_> {
        match self {
            Spot::Whole => Place::Whole,
            Spot::Page(page) => Place::Page(*page),
            Spot::Named(name) => Place::Named(name),
        }
    }
}

/// What the texts of a kind lie in.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Kind {
    pub(super) layer: Layer,
    pub(super) container: &'static str,
    pub(super) remark: Option<&'static str>,
}

impl Kind {
    pub(super) const fn new(layer: Layer, container: &'static str) -> Self {
        Kind { layer, container, remark: None }
    }

    pub(super) const fn remarked(self, remark: &'static str) -> Self {
        Kind { remark: Some(remark), ..self }
    }

    /// Opens the container of this kind.
    pub(super) fn open(&self, sink: &mut dyn Sink) {
        let container = Container::text(self.container, self.layer);
        sink.open(Container { remark: self.remark, ..container });
    }
}

/// A text of a document.
#[derive(Clone)]
pub(super) struct Note {
    pub(super) kind: Kind,
    pub(super) spot: Spot,
    pub(super) text: String,
    /// The kind that it is of where the pages show its words; it is left out then
    /// without one.
    shown: Option<Kind>,
}

/// What is noted of a document.
#[derive(Default)]
pub(super) struct Notes {
    notes: Vec<Note>,
    known: FxHashSet<u64>,
    is_cut: bool,
}

impl Notes {
    /// Notes a text, unless it is blank.
    pub(super) fn add(&mut self, kind: Kind, spot: Spot, text: &str) {
        self.add_shown(kind, Some(kind), spot, text);
    }

    /// Notes a text that tells nothing where the pages show its words.
    pub(super) fn add_unseen(&mut self, kind: Kind, spot: Spot, text: &str) {
        self.add_shown(kind, None, spot, text);
    }

    /// Notes a text that is of another kind where the pages show its words.
    pub(super) fn add_shown(&mut self, kind: Kind, shown: Option<Kind>, spot: Spot, text: &str) {
        let text = text.trim_matches(|it: char| it.is_whitespace() || it.is_control());
        let page = if let Spot::Page(page) = spot { page } else { 0 };
        let key = FxBuildHasher.hash_one((kind.layer, kind.container, kind.remark, page, text));
        if text.is_empty() || !self.known.insert(key) {
            return;
        }
        if self.notes.len() >= MOST {
            self.is_cut = true;
            return;
        }
        self.notes.push(Note { kind, spot, text: text.to_owned(), shown });
    }

    /// The texts as they are compared, whatever their places.
    pub(super) fn squeezed(&self) -> FxHashSet<String> {
        self.notes.iter().map(|it| squeezed(&it.text)).collect()
    }

    /// Keeps the notes of which a test is true.
    pub(super) fn retain(&mut self, test: impl FnMut(&Note) -> bool) {
        self.notes.retain(test);
    }

    /// What was noted.
    pub(super) fn all(&self) -> &[Note] {
        &self.notes
    }

    /// Pushes the texts, a container a kind.
    pub(super) fn push(self, witness: &mut Witness<'_>) {
        if self.is_cut {
            let limit = Reason::TooLarge { limit: MOST as u64, unit: "texts" };
            witness.onward().gap(Gap::part("texts beside the pages", limit));
        }
        let kind = |it: &Note| if witness.shows(&it.text) { it.shown } else { Some(it.kind) };
        let own = self.notes.iter().filter_map(|it| Some((kind(it)?, it)));
        let mut notes: Vec<(Kind, &Note)> = own.collect();
        notes.sort_by_key(|it| it.0);
        for notes in notes.chunk_by(|one, other| one.0 == other.0) {
            let sink = witness.onward();
            notes[0].0.open(sink);
            for (kind, note) in notes {
                sink.push(Fragment::new(&note.text, kind.layer, note.spot.place()));
            }
            sink.close();
        }
    }
}
