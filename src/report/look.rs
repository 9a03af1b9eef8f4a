//! Looks at each distinct text once: what its value is like, and which rules
//! it meets.

mod recent;

use self::recent::Recent;
use super::engine::Engine;
use crate::document::{Fragment, Kind};
use crate::rule::{Basis, Heading, Hit, Traits, traits};

/// What was seen of a shared text.
#[derive(Clone, Copy, Default)]
struct Remembered {
    /// What its value is like; none for a text not seen yet.
    traits: Option<Traits>,
    /// What the heading said when it was searched; 0 if it was not.
    voice: u64,
    /// Where its hits begin among the remembered ones, and how many there are.
    hits: (u32, u32),
}

/// Looks at each distinct text once.
#[derive(Default)]
pub(super) struct Looks {
    /// By the number of the shared text.
    remembered: Vec<Remembered>,
    /// Texts that no reader shares.
    recent: Recent,
    /// The number of the container that is open.
    container: u64,
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

/// Hits remembered of texts that are not shared: those that replace each other
/// leave theirs behind.
const RECENT_HITS: usize = 100_000;

/// The bytes above which a text is prose, whatever the heading of its column.
const LONGEST_VALUE: usize = 4 << 10;

/// What every heading says of prose: nothing.
const OF_PROSE: u64 = u64::MAX;

/// What is said of a text that meets the same rules under any heading.
const OF_ANY: u64 = OF_PROSE - 1;

/// What is said of a text that meets the same rules under any heading that says
/// the same of people.
fn of_any_that(says: Says) -> u64 {
    OF_ANY - 1 - says as u64
}

/// Whether people are looked for in a value: a name has several parts.
pub(super) fn may_name(text: &str) -> bool {
    text.contains([' ', ','])
}

/// Hits of a long text that count again in each further cell that shares it:
/// many texts in many cells would never be counted to the end.
const AGAIN: u32 = 10;

impl Looks {
    /// The hits of the text that was looked at last.
    pub(super) fn hits(&self) -> &[Hit] {
        match self.last {
            Where::Fresh => &self.fresh,
            Where::Kept(first, count) => self.kept.get(first..first + count).unwrap_or_default(),
        }
    }

    /// Looks at the text of a cell, and says what its value is like. A shared
    /// text is looked at once, and searched once for all headings that say the
    /// same of it.
    pub(super) fn of_cell(
        &mut self,
        engine: &Engine,
        fragment: &Fragment<'_>,
        under: Under<'_>,
    ) -> Traits {
        let voice = self.voice(fragment.text, &under);
        let known = self.known(fragment, voice);
        let traits = known.traits.unwrap_or_else(|| traits(fragment.text));
        let holds = known.voice == OF_ANY || known.voice == of_any_that(under.says());
        let is_known = holds && voice != OF_PROSE && !under.explains(fragment.text, traits);
        if is_known || known.voice == voice {
            let count = if voice == OF_PROSE { known.hits.1.min(AGAIN) } else { known.hits.1 };
            self.last = Where::Kept(known.hits.0 as usize, count as usize);
            return traits;
        }
        self.last = Where::Fresh;
        self.fresh.clear();
        match self.search(engine, fragment.text, voice, (traits, &under)) {
            Some(searched) => self.remember(fragment, voice, searched, traits),
            None if known.traits.is_none() => self.remember(fragment, voice, known.voice, traits),
            None => {}
        }
        traits
    }

    /// Searches the text of a cell, unless its heading explains it, and gives the
    /// headings for which the answer holds.
    fn search(
        &mut self,
        engine: &Engine,
        text: &str,
        voice: u64,
        (traits, under): (Traits, &Under<'_>),
    ) -> Option<u64> {
        if voice == OF_PROSE {
            engine.scan_text(text, &mut self.fresh);
            return Some(voice);
        }
        if under.explains(text, traits) {
            return None;
        }
        match engine.scan_cell(text, traits, under, &mut self.fresh) {
            Basis::Text if may_name(text) => Some(of_any_that(under.says())),
            Basis::Text => Some(OF_ANY),
            Basis::Heading => Some(voice),
        }
    }

    /// What the heading of a column says, as a number: those that say nothing to
    /// the rules are alike, but for whether people are looked for.
    fn voice(&self, text: &str, under: &Under<'_>) -> u64 {
        match under.heading.is_silent() {
            _ if text.len() > LONGEST_VALUE => OF_PROSE,
            true => 1 + under.says() as u64,
            false => 5 + (self.container << 32 | u64::from(under.column)),
        }
    }

    /// Looks at a text that is no cell of a column.
    pub(super) fn of_text(&mut self, engine: &Engine, text: &str) {
        self.last = Where::Fresh;
        self.fresh.clear();
        engine.scan_text(text, &mut self.fresh);
    }

    /// Looks at a scrap of bytes that may be text.
    pub(super) fn of_scrap(&mut self, engine: &Engine, text: &str) {
        self.last = Where::Fresh;
        self.fresh.clear();
        engine.scan_scrap(text, &mut self.fresh);
    }

    /// Another container follows: its columns have headings of their own.
    pub(super) fn next_container(&mut self) {
        self.container += 1;
    }

    fn known(&self, fragment: &Fragment<'_>, voice: u64) -> Remembered {
        match fragment.shared {
            Some(shared) => self.remembered.get(shared as usize).copied().unwrap_or_default(),
            None => self.recent.seen(fragment.text, voice),
        }
    }

    /// Remembers what was seen of a text under a heading, and with which it was
    /// searched.
    fn remember(&mut self, fragment: &Fragment<'_>, under: u64, searched: u64, traits: Traits) {
        let shared = fragment.shared.map(|it| it as usize);
        let most = if shared.is_some() { REMEMBERED } else { RECENT_HITS };
        let too_many = !self.fresh.is_empty() && self.kept.len() + self.fresh.len() > most;
        if too_many || shared.is_some_and(|it| it >= REMEMBERED) {
            return;
        }
        let hits = (self.kept.len() as u32, self.fresh.len() as u32);
        self.kept.extend(self.fresh.iter().cloned());
        let seen = Remembered { traits: Some(traits), voice: searched, hits };
        let Some(shared) = shared else { return self.recent.hold(fragment.text, under, seen) };
        if self.remembered.len() <= shared {
            self.remembered.resize(shared + 1, Remembered::default());
        }
        self.remembered[shared] = seen;
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

/// What a heading says of people in its column.
#[derive(Clone, Copy)]
enum Says {
    Nothing,
    /// It holds sentences.
    Prose,
    /// It holds something else.
    Other,
    /// It holds names.
    Names,
}

/// Digits that a number may have without being an identifier by itself. The
/// shortest that tells of one person without a heading has nine.
const PLAIN_DIGITS: usize = 8;

/// The bytes above which a value is no label.
const LONGEST_LABEL: usize = 60;

impl Under<'_> {
    /// What its heading says of people in it.
    fn says(&self) -> Says {
        match self.kind {
            None => Says::Nothing,
            Some(Kind::FreeText) => Says::Prose,
            Some(kind) if kind.is_name() => Says::Names,
            Some(_) => Says::Other,
        }
    }

    /// Whether people are to be looked for in a value: where its heading says
    /// that it is a name only in what does not look like one, and where it says
    /// something else only in what does.
    pub(super) fn wants_people(&self, traits: Traits) -> bool {
        match self.says() {
            Says::Nothing | Says::Prose => true,
            Says::Other => traits.contains(Traits::FULL_NAME),
            Says::Names => !traits.contains(Traits::FULL_NAME),
        }
    }

    /// Whether a value is read as sentences are: names in shorter ones have no
    /// sentence around them that tells more than their form.
    pub(super) fn holds_prose(&self, text: &str) -> bool {
        matches!(self.says(), Says::Prose) || text.len() > LONGEST_LABEL
    }

    /// Whether a value is just what the column holds, so that no rule need look
    /// at it: a number, an amount or a day in a column that means no identifier
    /// by it, or a name in a column of names. Every identifier has a digit or an
    /// `@`.
    fn explains(&self, text: &str, traits: Traits) -> bool {
        let name = traits.digits() == 0 && !traits.contains(Traits::EMAIL);
        let number = is_figure(text, traits) && (self.kind.is_some() || self.heading.is_silent());
        number || name && matches!(self.kind, Some(Kind::Surname | Kind::Forename | Kind::Initials))
    }
}

/// Whether a value is a short number, one with a decimal point, or a day.
fn is_figure(text: &str, traits: Traits) -> bool {
    if traits.digits() == 0 {
        return false;
    }
    if traits.digits() <= PLAIN_DIGITS
        && (traits.contains(Traits::INTEGER) || traits.contains(Traits::DATE))
    {
        return true;
    }
    let digits = text.strip_prefix('-').unwrap_or(text).split_once('.');
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    digits.is_some_and(|(whole, fraction)| is_number(whole) && is_number(fraction))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_from_identifiers() {
        let cases = [
            ("1234", true, "a short number"),
            ("-33456.78", true, "an amount"),
            ("2026-03-31", true, "a day"),
            ("9434765919", false, "ten digits may be an NHS number"),
            ("01632 960123", false, "digits in groups"),
            ("20-00-00", false, "a sort code"),
            ("A1.5", false, "a letter"),
        ];
        for (text, figure, why) in cases {
            assert_eq!(is_figure(text, traits(text)), figure, "{text}: {why}");
        }
    }
}
