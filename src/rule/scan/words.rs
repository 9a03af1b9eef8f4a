//! Phrases and the words that other rules want near, all at once: each word of
//! a text is looked up by its first letters.

use rustc_hash::FxHashMap;

use super::is_wordly;
use super::near::Near;
use crate::rule::{Case, Hit, Look, Rule};

/// How many letters of a word it is looked up by.
const LETTERS: usize = 4;

/// Bits of the filter, a power of two: small enough for the nearest cache.
const FILTER_BITS: usize = 1 << 16;

/// The longest gap between two words of a phrase, in bytes: a line's end and
/// what a narrow column leaves beside it.
const LONGEST_GAP: usize = 8;

/// Each byte as a lower-case letter or a digit; 0 for every other.
const FOLDED: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// Every phrase, and every word that some rule wants near.
#[derive(Debug)]
pub(super) struct Words {
    /// A bit for each beginning that some term has.
    filter: Vec<u64>,
    /// The terms by their first letters.
    terms: FxHashMap<u32, Vec<Term>>,
}

/// A phrase or a word that is wanted near.
#[derive(Debug)]
struct Term {
    text: Box<str>,
    case: Case,
    /// The rule that looks for it, or wants it near.
    rule: usize,
    role: Role,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Role {
    Found,
    WantedNear,
}

impl Words {
    pub(super) fn new(rules: &[Rule]) -> Self {
        let mut words = Words { filter: vec![0; FILTER_BITS / 64], terms: FxHashMap::default() };
        for (rule, look) in rules.iter().map(|it| &it.look).enumerate() {
            let near = match look {
                Look::Pattern(pattern) => &pattern.near,
                Look::Phrases(phrases) => {
                    for text in &phrases.words {
                        words.add(text, phrases.case, rule, Role::Found);
                    }
                    &phrases.near
                }
                _ => continue,
            };
            for text in near {
                words.add(text, Case::Any, rule, Role::WantedNear);
            }
        }
        words
    }

    /// Adds a term under its first letters, and once more where it is so short
    /// that the `s` of a plural would be one of them.
    fn add(&mut self, text: &str, case: Case, rule: usize, role: Role) {
        let plural = (text.len() < LETTERS).then(|| format!("{text}s"));
        for text_or_plural in [Some(text), plural.as_deref()].into_iter().flatten() {
            let key = key(text_or_plural.as_bytes());
            let bit = filter_bit(key);
            self.filter[bit / 64] |= 1 << (bit % 64);
            let term = Term { text: text.into(), case, rule, role };
            self.terms.entry(key).or_default().push(term);
        }
    }

    /// Adds where phrases stand, and notes the words that rules want near.
    pub(super) fn hits(&self, text: &str, near: &mut Near, hits: &mut Vec<Hit>) {
        let bytes = text.as_bytes();
        for start in word_starts(bytes) {
            let key = key(&bytes[start..]);
            let bit = filter_bit(key);
            if self.filter[bit / 64] >> (bit % 64) & 1 == 0 {
                continue;
            }
            for term in self.terms.get(&key).into_iter().flatten() {
                let Some(end) = term.end(bytes, start) else { continue };
                match term.role {
                    Role::Found => hits.push(Hit { rule: term.rule, span: start..end }),
                    Role::WantedNear => near.note(term.rule, start..end),
                }
            }
        }
    }
}

impl Term {
    /// Where it ends if it stands at a place as whole words; the `s` of a
    /// plural may follow, and any short gap stands for a space.
    fn end(&self, bytes: &[u8], start: usize) -> Option<usize> {
        let mut at = start;
        for letter in self.text.bytes() {
            at += match (bytes.get(at)?, self.case) {
                _ if letter == b' ' => gap(&bytes[at..])?,
                (byte, Case::Any) if byte.eq_ignore_ascii_case(&letter) => 1,
                (byte, Case::AsWritten) if *byte == letter => 1,
                _ => return None,
            };
        }
        let plural = usize::from(bytes.get(at) == Some(&b's'));
        (!is_wordly(bytes.get(at + plural))).then_some(at)
    }
}

/// The bytes of white space at the beginning, if there are any and few.
fn gap(bytes: &[u8]) -> Option<usize> {
    let mut length = 0;
    while length <= LONGEST_GAP {
        match bytes[length..] {
            [b' ' | b'\t' | b'\r' | b'\n', ..] => length += 1,
            [0xC2, 0xA0, ..] => length += 2, // a no-break space
            _ => return (length > 0).then_some(length),
        }
    }
    None
}

/// The first letters of a word as a number; a shorter word ends in zeros.
fn key(bytes: &[u8]) -> u32 {
    let letters = bytes.iter().take(LETTERS).map(|it| FOLDED[usize::from(*it)]);
    let word = letters.take_while(|it| *it != 0);
    word.fold(0, |key, letter| key << 8 | u32::from(letter))
}

/// The bit of the filter for a beginning.
fn filter_bit(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> 16) as usize % FILTER_BITS
}

/// The places where words begin.
fn word_starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut was_word = false;
    bytes.iter().enumerate().filter_map(move |(at, byte)| {
        let is_word = FOLDED[usize::from(*byte)] != 0;
        let begins = is_word && !was_word;
        was_word = is_word;
        begins.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::{Case, Role, Term};

    #[test]
    fn a_term_is_whole_words_with_any_gap_between() {
        let cases = [
            ("chief constable", Case::Any, "Chief  Constable", Some(16), "two spaces"),
            ("chief constable", Case::Any, "chief\nconstables", Some(15), "a line's end, a plural"),
            ("chief constable", Case::Any, "chief\u{a0}constable", Some(16), "no-break space"),
            ("chief constable", Case::Any, "chiefconstable", None, "no gap"),
            ("chief constable", Case::Any, "chief constabley", None, "the word goes on"),
            ("PC", Case::AsWritten, "PCs", Some(2), "a plural"),
            ("PC", Case::AsWritten, "pc", None, "not as written"),
        ];
        for (text, case, given, end, why) in cases {
            let term = Term { text: text.into(), case, rule: 0, role: Role::Found };
            assert_eq!(term.end(given.as_bytes(), 0), end, "{why}");
        }
    }
}
