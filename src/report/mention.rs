//! People and numbers that running text mentions, kept as sets of hashes: whose
//! number it is may stand elsewhere in the release.

use std::ops::Range;

use crate::document::{Extent, Layer, Place};
use crate::rule::{Named, Sketch, number_key};

/// Mentions of people that are kept of a layer; a column of remarks in a large
/// table has more, of the same people.
const MOST_PEOPLE: u32 = 20_000;

/// What the texts of one layer mention.
#[derive(Default)]
pub(super) struct Mention {
    /// How often people are mentioned.
    count: u32,
    /// Numbers of staff that stand without a name.
    pub(super) numbers: Sketch,
    /// Numbers with a name beside them.
    pub(super) named: Sketch,
    /// The people.
    pub(super) people: Named,
    /// How far the numbers reach.
    pub(super) extent: Extent,
}

/// What the texts of a container mention, by layer.
#[derive(Default)]
pub(super) struct Mentions(Vec<(Layer, Mention)>);

impl Mentions {
    /// What a layer mentions, if it mentions anything.
    pub(super) fn of(&self, layer: Layer) -> Option<&Mention> {
        self.0.iter().find(|(own, _)| *own == layer).map(|(_, mention)| mention)
    }

    /// Takes in a person.
    pub(super) fn add_person(&mut self, layer: Layer, text: &str, span: &Range<usize>) {
        let mention = self.entry(layer);
        mention.count = mention.count.saturating_add(1);
        if mention.count > MOST_PEOPLE {
            return;
        }
        if let Some(name) = text.get(span.clone()) {
            mention.people.add(name);
        }
        if let Some(key) = number_beside(text, span) {
            mention.named.add(key);
        }
    }

    /// Takes in a number of staff, with its rank or without.
    pub(super) fn add_number(&mut self, layer: Layer, number: &str, place: Place<'_>) {
        if let Some(key) = bare(number) {
            let mention = self.entry(layer);
            mention.numbers.add(key);
            mention.extent.add(place);
        }
    }

    fn entry(&mut self, layer: Layer) -> &mut Mention {
        let index = self.0.iter().position(|(own, _)| *own == layer).unwrap_or_else(|| {
            self.0.push((layer, Mention::default()));
            self.0.len() - 1
        });
        &mut self.0[index].1
    }
}

/// Words after a name among which its number stands: `Sample (PC 9901)`.
const WORDS_AFTER: usize = 2;

/// The bytes before and after a name among which its number stands: a text
/// without an end of a line or a sentence is not gone through for each name.
const BESIDE: usize = 80;

/// The key of the number right before or after a name.
fn number_beside(text: &str, span: &Range<usize>) -> Option<u64> {
    let first = text.ceil_char_boundary(span.start.saturating_sub(BESIDE));
    let last = text.floor_char_boundary(span.end.saturating_add(BESIDE));
    let line_before = text.get(first..span.start)?.rsplit(['\n', '.', ';']).next()?;
    let line_after = text.get(span.end..last)?.split(['\n', '.', ';']).next()?;
    let before = line_before.split_whitespace().next_back().and_then(bare);
    let after = || line_after.split_whitespace().take(WORDS_AFTER).find_map(bare);
    before.or_else(after)
}

/// The key of a number without the rank before it: `PC9901`, `(PC 9901)`.
fn bare(text: &str) -> Option<u64> {
    let digits = text.find(|it: char| it.is_ascii_digit())?;
    number_key(&text[digits..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_beside_a_name_is_that_of_the_person() {
        for text in ["PC 9901 Sample", "PC9901 Sample", "Sample (PC 9901)", "Sample, 9901,"] {
            let start = text.find("Sample").unwrap_or(0);
            assert_eq!(number_beside(text, &(start..start + 6)), bare("9901"), "{text}");
        }
        assert_eq!(number_beside("9901 left. Sample came", &(11..17)), None);
    }

    #[test]
    fn a_number_is_looked_for_near_the_name_only() {
        let beside = |gap: usize| {
            let text = format!("9901{}Sample{}9902", " ".repeat(gap), " ".repeat(gap));
            number_beside(&text, &(4 + gap..10 + gap))
        };
        assert_eq!(beside(BESIDE - 4), bare("9901"));
        assert_eq!(beside(BESIDE), None, "however long the line is");
    }
}
