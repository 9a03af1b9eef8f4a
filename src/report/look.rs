//! Looks at each distinct text once: what its value is like, and which rules
//! it meets.

use super::engine::Engine;
use crate::document::{Fragment, Kind};
use crate::rule::{Heading, Hit, Traits, traits};

/// What was seen of a shared text, and under which column.
#[derive(Clone, Copy, Default)]
struct Remembered {
    traits: Traits,
    /// The container and the column.
    place: (u32, u32),
    /// Where its hits begin among the remembered ones, and how many there are.
    hits: (u32, u32),
}

/// Looks at each distinct text once.
#[derive(Default)]
pub(super) struct Looks {
    /// By the number of the shared text; column 0 is a text not seen yet.
    remembered: Vec<Remembered>,
    /// The number of the container that is open.
    container: u32,
    /// The hits of remembered texts, one after the other.
    kept: Vec<Hit>,
    /// The hits of the text that was looked at last, unless it is remembered.
    fresh: Vec<Hit>,
    /// Where the hits of the text that was looked at last are.
    last: Where,
}

/// Where the hits of the text that was looked at last are.
#[derive(Clone, Copy, Default)]
enum Where {
    #[default]
    Fresh,
    Kept(usize, usize),
}

/// Shared texts and hits remembered at the most; those beyond are looked at
/// each time.
const REMEMBERED: usize = 4_000_000;

/// The bytes above which a text is prose, whatever the heading of its column.
const LONGEST_VALUE: usize = 4 << 10;

/// The place of a text that is the same under every heading.
const ANYWHERE: (u32, u32) = (u32::MAX, u32::MAX);

/// Hits of a long text that count again in each further cell that shares it:
/// many texts in many cells would never be counted to the end.
const AGAIN: usize = 10;

impl Looks {
    /// The hits of the text that was looked at last.
    pub(super) fn hits(&self) -> &[Hit] {
        match self.last {
            Where::Fresh => &self.fresh,
            Where::Kept(first, count) => self.kept.get(first..first + count).unwrap_or_default(),
        }
    }

    /// Looks at the text of a cell, and says what its value is like. A shared
    /// text is looked at once a column, a long one once.
    pub(super) fn of_cell(
        &mut self,
        engine: &Engine,
        fragment: &Fragment<'_>,
        under: Under<'_>,
    ) -> Traits {
        let is_prose = fragment.text.len() > LONGEST_VALUE;
        let place = if is_prose { ANYWHERE } else { (self.container, under.column) };
        if let Some(known) = self.known(fragment, place) {
            let count = known.hits.1 as usize;
            let count = if is_prose { count.min(AGAIN) } else { count };
            self.last = Where::Kept(known.hits.0 as usize, count);
            return known.traits;
        }
        let traits = traits(fragment.text);
        self.last = Where::Fresh;
        self.fresh.clear();
        if is_prose {
            engine.scan_text(fragment.text, &mut self.fresh);
        } else if !under.explains(traits) {
            engine.scan_cell(fragment.text, &under, &mut self.fresh);
        }
        self.remember(fragment, place, traits);
        traits
    }

    /// Looks at a text that is no cell of a column.
    pub(super) fn of_text(&mut self, engine: &Engine, text: &str) {
        self.last = Where::Fresh;
        self.fresh.clear();
        engine.scan_text(text, &mut self.fresh);
    }

    /// Another container follows: its columns have headings of their own.
    pub(super) fn next_container(&mut self) {
        self.container += 1;
    }

    fn known(&self, fragment: &Fragment<'_>, place: (u32, u32)) -> Option<Remembered> {
        let remembered = *self.remembered.get(fragment.shared? as usize)?;
        (remembered.place == place).then_some(remembered)
    }

    fn remember(&mut self, fragment: &Fragment<'_>, place: (u32, u32), traits: Traits) {
        let Some(shared) = fragment.shared.map(|it| it as usize) else { return };
        if shared >= REMEMBERED || self.kept.len() + self.fresh.len() > REMEMBERED {
            return;
        }
        if self.remembered.len() <= shared {
            self.remembered.resize(shared + 1, Remembered::default());
        }
        let hits = (self.kept.len() as u32, self.fresh.len() as u32);
        self.kept.extend(self.fresh.iter().cloned());
        self.remembered[shared] = Remembered { traits, place, hits };
    }
}

/// The column that a cell stands in.
#[derive(Clone, Copy)]
pub(super) struct Under<'a> {
    /// Its number, from 1.
    pub(super) column: u32,
    /// What its heading says to the rules.
    pub(super) heading: &'a Heading,
    /// What its heading says of its values.
    pub(super) kind: Option<Kind>,
}

/// Digits that a number may have without being an identifier by itself. The
/// shortest that tells of one person without a heading has nine.
const PLAIN_DIGITS: usize = 8;

impl Under<'_> {
    /// Whether a value is just what the column holds, so that no rule need look
    /// at it: a short number in a column that means no identifier by it, or a
    /// name in a column of names. Every identifier has a digit or an `@`.
    fn explains(&self, traits: Traits) -> bool {
        let number = traits.contains(Traits::INTEGER) && traits.digits() <= PLAIN_DIGITS;
        let name = traits.digits() == 0 && !traits.contains(Traits::EMAIL);
        number && (self.kind.is_some() || self.heading.is_silent())
            || name && matches!(self.kind, Some(Kind::Surname | Kind::Forename | Kind::Initials))
    }
}
