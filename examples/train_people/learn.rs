//! An averaged perceptron over the runs of words of documents (Collins 2002), in
//! whole numbers: the same examples give the same weights everywhere.

use std::ops::Range;

use super::chance::Chance;
use super::corpus::{Document, touches};
use super::invent::varied;
use crate::rule::people::tagger::{Facts, SLOT_BITS, Scores, TAGS, Tag, facts};
use crate::rule::people::{Certainty, Known, Page, Person, read_pages};

/// Times that every example is seen.
const ROUNDS: usize = 2;

/// How much is made of the documents.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// Learners that see the examples in different orders; the mean of what they
    /// learn hangs less on the order than any.
    pub(crate) learners: u64,
    /// Times that each invented paragraph is filled with names.
    pub(crate) filled: usize,
}

/// What the committed weights were made with.
pub(crate) const FULL: Effort = Effort { learners: 20, filled: 30 };

/// By how much the right tags must be better than others: nothing is learnt from
/// what is already so.
const MARGIN: i32 = 3;

/// What a weight of one becomes in the table.
const SCALE: i64 = 24;

/// A run of words with the right tag of each.
struct Example {
    facts: Vec<Facts>,
    tags: Vec<Tag>,
}

/// The weights that documents teach, and copies of them with other names.
pub(crate) fn taught(documents: &[&Document], effort: Effort) -> Table {
    let examples: Vec<Example> =
        varied(documents, effort.filled).iter().flat_map(examples).collect();
    let mut sums = vec![[0; 4]; 1 << SLOT_BITS];
    for seed in 0..effort.learners {
        let mut learner = Learner::new();
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut chance = Chance::new(seed);
        for _ in 0..ROUNDS {
            chance.shuffle(&mut order);
            order.iter().for_each(|at| learner.see(&examples[*at]));
        }
        learner.add_means(&mut sums);
    }
    let byte = |sum: i64| (sum / effort.learners as i64).clamp(-127, 127) as i8;
    Table(sums.iter().map(|sums| sums.map(byte)).collect())
}

/// The runs of a document.
fn examples(document: &Document) -> Vec<Example> {
    let mut all = Vec::new();
    read_pages(&document.text, &mut Known::default(), |page| {
        for run in 0..page.runs() {
            let (words, _) = page.run(run);
            let spans: Vec<_> = words.iter().map(|word| word.start..word.end).collect();
            let is_other = |span| document.others.iter().any(|other| touches(other, span));
            if !spans.iter().any(is_other) && !misses_a_person(page, run, document) {
                all.push(Example { facts: facts(page, run), tags: tags(&document.people, &spans) });
            }
        }
    });
    all
}

/// Whether a run names somebody for certain whom nobody has marked, as some sets
/// leave out those with a title: nothing is learnt there.
fn misses_a_person(page: &Page<'_>, run: usize, document: &Document) -> bool {
    let marked = |it: &Person| document.people.iter().any(|span| touches(span, &it.span));
    page.by_rules(run).iter().any(|it| it.certainty == Certainty::Sure && !marked(it))
}

/// The right tags of words.
fn tags(people: &[Range<usize>], words: &[Range<usize>]) -> Vec<Tag> {
    let mut tags = vec![Tag::Outside; words.len()];
    for person in people {
        let Some(first) = words.iter().position(|word| touches(person, word)) else { continue };
        let count = words[first..].iter().take_while(|word| touches(person, word)).count();
        tags[first..first + count].fill(Tag::Later);
        tags[first] = if count == 1 { Tag::Single } else { Tag::First };
    }
    tags
}

/// Weights as they are learnt.
struct Learner {
    weights: Vec<[i32; 4]>,
    /// The sum of the weights over all steps, up to the last change.
    sums: Vec<[i64; 4]>,
    changed: Vec<u32>,
    step: u32,
}

impl Learner {
    fn new() -> Self {
        let slots = 1 << SLOT_BITS;
        Learner {
            weights: vec![[0; 4]; slots],
            sums: vec![[0; 4]; slots],
            changed: vec![0; slots],
            step: 0,
        }
    }

    /// Learns from an example.
    fn see(&mut self, example: &Example) {
        self.step += 1;
        let scores = Scores::of(&example.facts, |slot| self.weights[slot as usize]);
        let (guessed, _) =
            scores.best(|index, tag| if tag == example.tags[index] { 0 } else { MARGIN });
        if guessed == example.tags {
            return;
        }
        let mut before = (Tag::Outside, Tag::Outside);
        for (index, facts) in example.facts.iter().enumerate() {
            let (right, wrong) = (example.tags[index], guessed[index]);
            if right != wrong {
                for slot in facts.own {
                    self.change(slot, right, 1);
                    self.change(slot, wrong, -1);
                }
            }
            if (before.0, right) != (before.1, wrong) {
                self.change(facts.steps[before.0 as usize], right, 1);
                self.change(facts.steps[before.1 as usize], wrong, -1);
            }
            before = (right, wrong);
        }
    }

    fn change(&mut self, slot: u32, tag: Tag, by: i32) {
        let slot = slot as usize;
        self.settle(slot);
        self.weights[slot][tag as usize] += by;
    }

    /// Brings the sums of a slot up to this step.
    fn settle(&mut self, slot: usize) {
        let steps = i64::from(self.step - self.changed[slot]);
        for tag in 0..TAGS.len() {
            self.sums[slot][tag] += i64::from(self.weights[slot][tag]) * steps;
        }
        self.changed[slot] = self.step;
    }

    /// Adds the means of all weights.
    fn add_means(mut self, sums: &mut [[i64; 4]]) {
        let steps = i64::from(self.step.max(1));
        for (slot, sums) in sums.iter_mut().enumerate() {
            self.settle(slot);
            let means = self.sums[slot].map(|sum| sum * SCALE / steps);
            *sums = std::array::from_fn(|tag| sums[tag] + means[tag]);
        }
    }
}

/// Weights as the program carries them.
pub(crate) struct Table(Vec<[i8; 4]>);

impl Table {
    /// What a slot says for each tag.
    pub(crate) fn of(&self, slot: u32) -> [i32; 4] {
        self.0[slot as usize].map(i32::from)
    }

    /// The bytes of the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.0.iter().flatten().map(|weight| weight.cast_unsigned()).collect()
    }
}
