//! One pass over a text: where the rules for patterns and phrases are met.

mod forms;
mod near;
mod words;

use std::cell::Cell;

use forms::{Fate, Forms};
use near::Near;
use words::Words;

use super::pack::{PACKS, refused};
use super::{Hit, Look, PackError, Pattern, Rule};
use crate::document::normalised;

/// All patterns and phrases of the rules, ready to be looked for at once.
#[derive(Debug)]
pub(super) struct Scanner {
    forms: Forms,
    words: Words,
}

/// What the heading of a column says for the texts below it.
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// By rule: whether the heading stands for the words that it wants near.
    vouched: Vec<bool>,
}

/// What it rests on that a text meets these rules and no others.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Basis {
    /// On the text alone: it meets the same under any heading.
    Text,
    /// On the heading too.
    Heading,
}

impl Heading {
    /// Whether it says nothing to any rule.
    pub(crate) fn is_silent(&self) -> bool {
        self.vouched.is_empty()
    }

    fn vouches(&self, rule: usize) -> bool {
        self.vouched.get(rule).copied().unwrap_or(false)
    }
}

impl Scanner {
    pub(super) fn new(rules: &[Rule]) -> Result<Self, PackError> {
        // Each takes as long as the rest of a start: both at once.
        let (forms, words) = std::thread::scope(|scope| {
            let words = scope.spawn(|| Words::new(rules));
            (Forms::new(rules), words.join())
        });
        let words = words.map_err(|_| refused(PACKS, "phrases", "they cannot be sorted"))?;
        Ok(Scanner { forms: forms?, words })
    }

    pub(super) fn heading(&self, heading: &str, rules: &[Rule]) -> Heading {
        let plain = normalised(heading);
        let mut near = Near::default();
        for text in [heading, plain.as_str()] {
            self.words.hits(text, &mut near, &mut Vec::new());
        }
        let speaks = |rule: &Rule| match &rule.look {
            Look::Pattern(Pattern { heading: Some(form), .. }) => form.is_match(&plain),
            _ => false,
        };
        let mut vouched: Vec<bool> = rules.iter().map(speaks).collect();
        for rule in near.rules() {
            vouched[rule] = true;
        }
        if vouched.iter().any(|it| *it) { Heading { vouched } } else { Heading::default() }
    }

    pub(super) fn scan(
        &self,
        text: &str,
        heading: &Heading,
        rules: &[Rule],
        hits: &mut Vec<Hit>,
    ) -> Basis {
        let first = hits.len();
        let mut near = Near::default();
        self.words.hits(text, &mut near, hits);
        let basis = Cell::new(Basis::Text);
        let stands = |hit: &Hit| {
            if !rules[hit.rule].look.wants_near() {
                return true;
            }
            basis.set(Basis::Heading);
            near.vouches(heading, hit)
        };
        keep(hits, first, stands);
        self.forms.candidates(text, |hit| {
            if stands(&hit) && passes(&rules[hit.rule], text, &hit) {
                hits.push(hit);
                return Fate::Kept;
            }
            Fate::Dropped
        });
        settle(hits, first);
        basis.get()
    }
}

/// Keeps those of the hits from `first` on that a test accepts.
fn keep(hits: &mut Vec<Hit>, first: usize, test: impl Fn(&Hit) -> bool) {
    let mut index = 0;
    hits.retain(|hit| {
        index += 1;
        index <= first || test(hit)
    });
}

/// Whether a candidate passes the check of its rule.
fn passes(rule: &Rule, text: &str, hit: &Hit) -> bool {
    let Look::Pattern(Pattern { check, .. }) = &rule.look else { return false };
    let Some(candidate) = text.get(hit.span.clone()) else { return false };
    check.is_none_or(|check| check(candidate))
}

/// Sorts the hits from `first` on, and leaves one where several meet: the one
/// that holds the other, else the one of the earlier rule.
fn settle(hits: &mut Vec<Hit>, first: usize) {
    if hits.len() < first + 2 {
        return;
    }
    let mut found = hits.split_off(first);
    found.sort_by_key(|hit| (hit.span.start, usize::MAX - hit.span.end, hit.rule));
    for hit in found {
        let yields = |it: &Hit| {
            it.span.end > hit.span.start && it.span.end < hit.span.end && hit.rule < it.rule
        };
        while hits.len() > first && hits.last().is_some_and(yields) {
            hits.pop();
        }
        if hits.len() == first || hits.last().is_some_and(|it| it.span.end <= hit.span.start) {
            hits.push(hit);
        }
    }
}

/// Whether a byte is part of a word. Bytes of other than ASCII letters are
/// not: what stands beside an identifier is a quote or a no-break space.
fn is_wordly(byte: Option<&u8>) -> bool {
    byte.is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether a word begins at a place: it holds a letter or digit, or a `+`, and
/// none stands before it.
fn begins_word(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|it| bytes.get(it));
    !is_wordly(before) && (is_wordly(bytes.get(at)) || bytes.get(at) == Some(&b'+'))
}

#[cfg(test)]
mod tests {
    use super::{Hit, settle};

    #[test]
    fn the_wider_hit_or_the_earlier_rule_wins_where_two_meet() {
        type Case = (&'static [(usize, usize, usize)], &'static [usize], &'static str);
        let cases: [Case; 5] = [
            (&[(2, 0, 9), (1, 3, 9)], &[2], "the one that holds the other"),
            (&[(1, 0, 5), (2, 0, 5)], &[1], "the same bytes"),
            (&[(2, 0, 5), (1, 3, 9)], &[1], "the later one is of the earlier rule"),
            (&[(1, 0, 5), (1, 0, 9)], &[1], "the same rule: the longer"),
            (&[(2, 6, 9), (1, 0, 5)], &[1, 2], "apart"),
        ];
        for (given, rules, why) in cases {
            let mut hits: Vec<Hit> =
                given.iter().map(|&(rule, start, end)| Hit { rule, span: start..end }).collect();
            settle(&mut hits, 0);
            assert_eq!(hits.iter().map(|it| it.rule).collect::<Vec<_>>(), rules, "{why}");
        }
    }
}
