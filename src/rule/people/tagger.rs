//! Which words of a run are the name of a person, after a perceptron that was
//! trained on marked text (rules/tagger/README.md).
//!
//! A feature is hashed to a slot of a table without keys, and a slot holds a
//! byte for each tag: nothing is built when the program starts.

pub(crate) mod features;
mod units;

use super::page::Page;
pub(crate) use features::Facts;
pub(super) use units::hash;

/// What a word is in a name.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Tag {
    /// No part of a name.
    #[default]
    Outside,
    /// A name of one word.
    Single,
    /// The first word of a longer name.
    First,
    /// A later word of a name.
    Later,
}

/// Every tag, in the order in which a slot holds their weights.
pub(crate) const TAGS: [Tag; 4] = [Tag::Outside, Tag::Single, Tag::First, Tag::Later];

/// Bits of a slot's number.
pub(crate) const SLOT_BITS: u32 = 18;

/// What speaks against a tag that may not stand where it would: more than all
/// weights of a run together.
pub(crate) const NEVER: i32 = i32::MIN / 4;

/// What a slot of the table that the program carries says for each tag.
pub(crate) fn trained(slot: u32) -> [i32; 4] {
    const TABLE: &[u8] = include_bytes!("../../../rules/tagger/people.weights");
    let at = slot as usize * TAGS.len();
    let Some(weights) = TABLE.get(at..).and_then(<[u8]>::first_chunk) else { return [0; 4] };
    weights.map(|byte| i32::from(byte.cast_signed()))
}

/// What is known of each word of a run.
pub(crate) fn facts(page: &Page<'_>, run: usize) -> Vec<Facts> {
    let units = units::units(page, run);
    let inner = units::OUTER..units.len().saturating_sub(units::OUTER);
    inner.map(|at| Facts::of(&units, at)).collect()
}

/// What the weights say of every tag of every word of a run.
pub(crate) struct Scores {
    words: Vec<WordScores>,
}

struct WordScores {
    /// By tag.
    own: [i32; 4],
    /// By the tag of the word before, then by tag.
    after: [[i32; 4]; 4],
}

impl Scores {
    /// Weighs what is known of the words of a run.
    pub(crate) fn of(facts: &[Facts], weights: impl Fn(u32) -> [i32; 4]) -> Self {
        let words = facts.iter().map(|facts| {
            let mut own = [0; 4];
            for slot in facts.own {
                let more = weights(slot);
                own = std::array::from_fn(|tag| own[tag] + more[tag]);
            }
            WordScores { own, after: facts.steps.map(&weights) }
        });
        Scores { words: words.collect() }
    }

    /// The best tags, and their score: what the weights say, and what else speaks
    /// for a tag of a word.
    pub(crate) fn best(&self, else_for: impl Fn(usize, Tag) -> i32) -> (Vec<Tag>, i32) {
        let mut totals = [NEVER; 4];
        let mut origins: Vec<[usize; 4]> = Vec::with_capacity(self.words.len());
        for (index, word) in self.words.iter().enumerate() {
            let before = (index > 0).then_some(totals);
            let steps = TAGS.map(|tag| word.step(before, tag));
            origins.push(steps.map(|(origin, _)| origin));
            totals = std::array::from_fn(|tag| {
                (steps[tag].1 + word.own[tag] + else_for(index, TAGS[tag])).max(NEVER)
            });
        }
        let total = totals.into_iter().max().unwrap_or(0);
        let mut last = totals.iter().position(|it| *it == total).unwrap_or(0);
        let mut tags = vec![Tag::Outside; self.words.len()];
        for (tag, origins) in tags.iter_mut().zip(&origins).rev() {
            (*tag, last) = (TAGS[last], origins[last]);
        }
        (tags, total)
    }
}

impl WordScores {
    /// The best tag before a tag, and the score of all up to there.
    fn step(&self, before: Option<[i32; 4]>, tag: Tag) -> (usize, i32) {
        let goes_on = |origin: usize| matches!(TAGS[origin], Tag::First | Tag::Later);
        let Some(totals) = before else {
            let score = if tag == Tag::Later { NEVER } else { self.after[0][tag as usize] };
            return (0, score);
        };
        let score = |origin: usize| {
            let fits = match tag {
                Tag::Later => goes_on(origin),
                _ => TAGS[origin] != Tag::First,
            };
            if fits {
                (totals[origin] + self.after[origin][tag as usize]).max(NEVER)
            } else {
                NEVER
            }
        };
        let mut best = (0, score(0));
        for origin in 1..TAGS.len() {
            if score(origin) > best.1 {
                best = (origin, score(origin));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests;
