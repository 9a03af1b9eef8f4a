//! The words of a text that rules want near a form, or in its heading.

use std::ops::Range;

use super::Heading;
use crate::rule::Hit;

/// How many bytes before a form are near.
const BEFORE: usize = 60;

/// How many bytes after a form are near.
const AFTER: usize = 40;

/// The words of a text that rules want near, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Near {
    noted: Vec<Hit>,
}

impl Near {
    /// Takes note of a word that a rule wants near.
    pub(super) fn note(&mut self, rule: usize, span: Range<usize>) {
        self.noted.push(Hit { rule, span });
    }

    /// The rules whose words are in the text.
    pub(super) fn rules(&self) -> impl Iterator<Item = usize> {
        self.noted.iter().map(|it| it.rule)
    }

    /// Whether the heading or a word near it speaks for a hit.
    pub(super) fn vouches(&self, heading: &Heading, hit: &Hit) -> bool {
        if heading.vouches(hit.rule) {
            return true;
        }
        let (from, to) = (hit.span.start.saturating_sub(BEFORE), hit.span.end + AFTER);
        let first = self.noted.partition_point(|it| it.span.start < from);
        let near = self.noted[first..].iter().take_while(|it| it.span.end <= to);
        let beside = |it: &&Hit| it.span.end <= hit.span.start || it.span.start >= hit.span.end;
        near.filter(beside).any(|it| it.rule == hit.rule)
    }
}
