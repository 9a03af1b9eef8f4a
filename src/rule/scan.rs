//! One pass over a text: where the rules for patterns and phrases are met.

mod forms;
mod near;
mod words;

use forms::Forms;
use near::Near;
use words::Words;

use super::{Hit, Look, PackError, Rule};
use crate::document::normalised;

/// All patterns and phrases of the rules, ready to be looked for at once.
#[derive(Debug)]
pub(super) struct Scanner {
    forms: Forms,
    words: Words,
    near: Near,
}

/// What the heading of a column says for the texts below it.
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// By rule: whether the heading stands for the words that it wants near.
    vouched: Vec<bool>,
}

impl Heading {
    fn vouches(&self, rule: usize) -> bool {
        self.vouched.get(rule).copied().unwrap_or(false)
    }
}

/// A text with the heading that it stands below.
struct Place<'a> {
    text: &'a str,
    heading: &'a Heading,
}

impl Scanner {
    pub(super) fn new(rules: &[Rule]) -> Result<Self, PackError> {
        Ok(Scanner {
            forms: Forms::new(rules)?,
            words: Words::new(rules)?,
            near: Near::new(rules)?,
        })
    }

    pub(super) fn heading(&self, heading: &str, rules: &[Rule]) -> Heading {
        let plain = normalised(heading);
        let mut vouched = vec![false; rules.len()];
        for text in [heading, plain.as_str()] {
            self.near.mark(text, &mut vouched);
        }
        for (vouched, rule) in vouched.iter_mut().zip(rules) {
            let Look::Pattern(pattern) = &rule.look else { continue };
            *vouched |= pattern.heading.as_ref().is_some_and(|it| it.is_match(&plain));
        }
        Heading { vouched }
    }

    pub(super) fn scan(&self, text: &str, heading: &Heading, rules: &[Rule], hits: &mut Vec<Hit>) {
        let first = hits.len();
        let place = Place { text, heading };
        self.forms.hits(&place, rules, &self.near, hits);
        self.words.hits(&place, &self.near, hits);
        settle(hits, first);
    }
}

/// Sorts the hits from `first` on, and lets the earlier rule win where two meet.
fn settle(hits: &mut Vec<Hit>, first: usize) {
    if hits.len() < first + 2 {
        return;
    }
    let mut found = hits.split_off(first);
    found.sort_by_key(|hit| (hit.span.start, hit.rule, usize::MAX - hit.span.end));
    for hit in found {
        while hits.len() > first
            && hits.last().is_some_and(|it| it.span.end > hit.span.start && hit.rule < it.rule)
        {
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
    fn the_earlier_rule_wins_where_two_meet() {
        let cases: [(&[(usize, usize, usize)], &[usize], &str); 4] = [
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
