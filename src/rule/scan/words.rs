//! Phrases, all at once: one automaton over every vocabulary.

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind, StartKind};
use rustc_hash::FxHashMap;

use super::near::Near;
use super::{Place, is_wordly};
use crate::rule::pack::{PACKS, refused};
use crate::rule::{Case, Hit, Look, PackError, Phrases, Rule};

/// All phrases as one automaton.
#[derive(Debug)]
pub(super) struct Words {
    automaton: AhoCorasick,
    /// Who looks for each of its words.
    owners: Vec<Vec<Owner>>,
}

/// A rule that looks for a word.
#[derive(Debug)]
struct Owner {
    rule: usize,
    /// How it must be written, when that matters.
    written: Option<String>,
    wants_near: bool,
}

impl Words {
    pub(super) fn new(rules: &[Rule]) -> Result<Self, PackError> {
        let mut index: FxHashMap<String, usize> = FxHashMap::default();
        let mut words = Vec::new();
        let mut owners: Vec<Vec<Owner>> = Vec::new();
        for (rule, phrases) in rules.iter().enumerate().filter_map(phrases_of) {
            for word in &phrases.words {
                let lower = word.to_ascii_lowercase();
                let id = *index.entry(lower).or_insert_with_key(|lower| {
                    words.push(lower.clone());
                    owners.push(Vec::new());
                    words.len() - 1
                });
                let written = (phrases.case == Case::AsWritten).then(|| word.clone());
                owners[id].push(Owner { rule, written, wants_near: !phrases.near.is_empty() });
            }
        }
        let built = AhoCorasick::builder()
            .kind(Some(KIND))
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Unanchored)
            .ascii_case_insensitive(true)
            .build(&words);
        let automaton = built.map_err(|_| refused(PACKS, "phrases", "they are too many"))?;
        Ok(Words { automaton, owners })
    }

    /// Adds where phrases are met that are written and stand as their rules want.
    pub(super) fn hits(&self, place: &Place<'_>, near: &Near, hits: &mut Vec<Hit>) {
        let bytes = place.text.as_bytes();
        let mut from = 0;
        while let Some(found) = self.automaton.find(Input::new(bytes).range(from..)) {
            let span = found.range();
            if !is_word(bytes, &span) {
                from = span.start + 1;
                continue;
            }
            from = span.end;
            let Some(text) = place.text.get(span.clone()) else { continue };
            let owners = self.owners[found.pattern().as_usize()].iter();
            for owner in owners.filter(|it| it.written.as_deref().is_none_or(|it| it == text)) {
                let hit = Hit { rule: owner.rule, span: span.clone() };
                if !owner.wants_near
                    || place.heading.vouches(owner.rule)
                    || near.vouches(place.text, &hit)
                {
                    hits.push(hit);
                }
            }
        }
    }
}

/// A table for every state: the fastest to run, and built in time for a start.
const KIND: AhoCorasickKind = AhoCorasickKind::DFA;

fn phrases_of((index, rule): (usize, &Rule)) -> Option<(usize, &Phrases)> {
    let Look::Phrases(phrases) = &rule.look else { return None };
    Some((index, phrases))
}

/// Whether a span is whole words; the `s` of a plural may follow.
fn is_word(bytes: &[u8], span: &std::ops::Range<usize>) -> bool {
    let before = span.start.checked_sub(1).and_then(|it| bytes.get(it));
    let plural = usize::from(bytes.get(span.end) == Some(&b's'));
    !is_wordly(before) && !is_wordly(bytes.get(span.end + plural))
}
