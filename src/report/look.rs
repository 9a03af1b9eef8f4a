//! Looks at each distinct text once: what its value is like, and which rules
//! it meets.

use super::engine::Engine;
use crate::document::{Fragment, Kind};
use crate::rule::{Heading, Hit, Traits, traits};

/// What was seen of a cell's text.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// What its value is like.
    pub(super) traits: Traits,
    /// Whether [`Looks::hits`] holds hits of it.
    pub(super) hits: bool,
}

/// What was seen of a shared text, and under which column.
#[derive(Clone, Copy, Default)]
struct Remembered {
    traits: Traits,
    container: u32,
    column: u32,
    hits: bool,
}

/// Looks at each distinct text once.
#[derive(Default)]
pub(super) struct Looks {
    /// By the number of the shared text; column 0 is a text not seen yet.
    remembered: Vec<Remembered>,
    /// The number of the container that is open.
    container: u32,
    hits: Vec<Hit>,
}

/// Shared texts remembered at the most; those beyond are looked at each time.
const REMEMBERED: usize = 4_000_000;

impl Looks {
    /// The hits of the text that was looked at last.
    pub(super) fn hits(&self) -> impl Iterator<Item = &Hit> + use<'_> {
        self.hits.iter()
    }

    /// Looks at the text of a cell. A text without hits in the same column is
    /// not looked at again.
    pub(super) fn of_cell(
        &mut self,
        engine: &Engine,
        fragment: &Fragment<'_>,
        column: u32,
        heading: &Heading,
        kind: Option<Kind>,
    ) -> Look {
        if let Some(known) = self.known(fragment, column)
            && !known.hits
        {
            return Look { traits: known.traits, hits: false };
        }
        let traits = traits(fragment.text);
        self.hits.clear();
        engine.scan_cell(fragment.text, heading, kind, &mut self.hits);
        let look = Look { traits, hits: !self.hits.is_empty() };
        self.remember(fragment, column, look);
        look
    }

    /// Looks at a text that is no cell of a column.
    pub(super) fn of_text(&mut self, engine: &Engine, text: &str) {
        self.hits.clear();
        engine.scan_text(text, &mut self.hits);
    }

    /// Another container follows: its columns have headings of their own.
    pub(super) fn next_container(&mut self) {
        self.container += 1;
    }

    fn known(&self, fragment: &Fragment<'_>, column: u32) -> Option<Remembered> {
        let remembered = *self.remembered.get(fragment.shared? as usize)?;
        let same = (remembered.container, remembered.column) == (self.container, column);
        same.then_some(remembered)
    }

    fn remember(&mut self, fragment: &Fragment<'_>, column: u32, look: Look) {
        let Some(shared) = fragment.shared.map(|it| it as usize).filter(|it| *it < REMEMBERED)
        else {
            return;
        };
        if self.remembered.len() <= shared {
            self.remembered.resize(shared + 1, Remembered::default());
        }
        let container = self.container;
        self.remembered[shared] =
            Remembered { traits: look.traits, container, column, hits: look.hits };
    }
}
