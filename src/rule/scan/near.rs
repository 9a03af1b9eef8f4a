//! Words that must stand near a form, or in its heading.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::FxHashMap;

use super::is_wordly;
use crate::rule::pack::{PACKS, refused};
use crate::rule::{Hit, Look, PackError, Rule};

/// How many bytes before a form are near.
const BEFORE: usize = 60;

/// How many bytes after a form are near.
const AFTER: usize = 40;

/// All words that some rule wants near.
#[derive(Debug)]
pub(super) struct Near {
    automaton: AhoCorasick,
    /// The rules that want each word.
    owners: Vec<Vec<usize>>,
}

impl Near {
    pub(super) fn new(rules: &[Rule]) -> Result<Self, PackError> {
        let mut owners: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, rule) in rules.iter().enumerate() {
            let words = match &rule.look {
                Look::Pattern(pattern) => &pattern.near,
                Look::Phrases(phrases) => &phrases.near,
                _ => continue,
            };
            for word in words {
                owners.entry(word.to_ascii_lowercase()).or_default().push(index);
            }
        }
        let (words, owners): (Vec<String>, Vec<Vec<usize>>) = owners.into_iter().unzip();
        let built = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .ascii_case_insensitive(true)
            .build(words);
        let automaton = built.map_err(|_| refused(PACKS, "near", "they are too many"))?;
        Ok(Near { automaton, owners })
    }

    /// Whether a word that the rule of a hit wants stands near it.
    pub(super) fn vouches(&self, text: &str, hit: &Hit) -> bool {
        let bytes = text.as_bytes();
        let before = reach_back(bytes, hit.span.start)..hit.span.start;
        let after = hit.span.end..reach_on(bytes, hit.span.end);
        [before, after]
            .into_iter()
            .any(|part| self.words(bytes, part).any(|owners| owners.contains(&hit.rule)))
    }

    /// Marks the rules that want a word of the text.
    pub(super) fn mark(&self, text: &str, marked: &mut [bool]) {
        let bytes = text.as_bytes();
        for rule in self.words(bytes, 0..bytes.len()).flatten() {
            marked[*rule] = true;
        }
    }

    /// Who wants the whole words in a part of a text.
    fn words<'a>(
        &'a self,
        bytes: &'a [u8],
        part: Range<usize>,
    ) -> impl Iterator<Item = &'a [usize]> {
        let from = part.start;
        let found = self.automaton.find_overlapping_iter(&bytes[part]);
        found.filter_map(move |it| {
            let (start, end) = (from + it.start(), from + it.end());
            let before = start.checked_sub(1).and_then(|at| bytes.get(at));
            let is_whole = !is_wordly(before) && !is_wordly(bytes.get(end));
            is_whole.then(|| self.owners[it.pattern().as_usize()].as_slice())
        })
    }
}

/// Where the bytes before a place begin that are near: on its line or the one before.
fn reach_back(bytes: &[u8], place: usize) -> usize {
    let from = place.saturating_sub(BEFORE);
    let mut lines = memchr::memrchr_iter(b'\n', &bytes[from..place]);
    lines.nth(1).map_or(from, |it| from + it)
}

/// Where the bytes after a place end that are near: on its line or the next.
fn reach_on(bytes: &[u8], place: usize) -> usize {
    let to = bytes.len().min(place + AFTER);
    let mut lines = memchr::memchr_iter(b'\n', &bytes[place..to]);
    lines.nth(1).map_or(to, |it| place + it)
}
