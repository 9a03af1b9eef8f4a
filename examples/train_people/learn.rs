//! An averaged perceptron over the runs of words of documents (Collins 2002), in
//! whole numbers: the same examples give the same weights everywhere.

use crate::chance::Chance;
use crate::corpus::Document;
use crate::rule::people::read_pages;
use crate::rule::people::tagger::{Facts, SLOT_BITS, Scores, TAGS, Tag, facts};

/// Times that every example is seen.
const ROUNDS: usize = 3;

/// By how much the right tags must be better than others: nothing is learnt from
/// what is already so.
const MARGIN: i32 = 3;

/// What a weight of one becomes in the table.
const SCALE: i64 = 24;

/// A run of words with the right tag of each.
pub(crate) struct Example {
    facts: Vec<Facts>,
    tags: Vec<Tag>,
}

/// The runs of a document.
pub(crate) fn examples(document: &Document) -> Vec<Example> {
    let mut all = Vec::new();
    read_pages(&document.text, |page| {
        for run in 0..page.runs() {
            let spans: Vec<_> = page.spans(run).collect();
            let (start, end) = (spans[0].start, spans[spans.len() - 1].end);
            if document.others.iter().any(|it| it.start < end && start < it.end) {
                continue;
            }
            let mut tags = vec![Tag::Outside; spans.len()];
            for person in &document.people {
                let within = |it: &std::ops::Range<usize>| {
                    it.start < person.end && person.start < it.end
                };
                let Some(first) = spans.iter().position(within) else { continue };
                let count = spans[first..].iter().take_while(|it| within(it)).count();
                tags[first..first + count].fill(Tag::Later);
                tags[first] = if count == 1 { Tag::Single } else { Tag::First };
            }
            all.push(Example { facts: facts(page, run), tags });
        }
    });
    all
}

impl Example {
    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.tags.len()
    }
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
        let mut scores = Scores::of(&example.facts, |slot| self.weights[slot as usize]);
        for (index, tag) in example.tags.iter().enumerate() {
            scores.favour(index, *tag, -MARGIN);
        }
        let (guessed, _) = scores.best(|_, _| true);
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

    /// The means of all weights, a byte each.
    fn table(mut self) -> Table {
        (0..self.weights.len()).for_each(|slot| self.settle(slot));
        let steps = i64::from(self.step.max(1));
        let byte = |sum: i64| (sum * SCALE / steps).clamp(-127, 127) as i8;
        Table(self.sums.iter().map(|sums| sums.map(byte)).collect())
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

/// The weights that examples teach.
pub(crate) fn learnt(examples: &[Example]) -> Table {
    let mut learner = Learner::new();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = Chance::new(1);
    for _ in 0..ROUNDS {
        chance.shuffle(&mut order);
        order.iter().for_each(|at| learner.see(&examples[*at]));
    }
    learner.table()
}
