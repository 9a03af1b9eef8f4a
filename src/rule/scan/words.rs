//! Phrases and the words that other rules want near, all at once: a filter of
//! first letters stops most words of a text, a sorted list is searched at the rest.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::is_wordly;
use super::near::Near;
use crate::rule::{Case, Hit, Look, Rule};

/// How many letters of a word the filter goes by: those of one register.
const LETTERS: usize = 8;

/// Bytes whose words are looked for together.
const CHUNK: usize = 64;

/// Bits of the filter, a power of two: small enough for the nearest cache.
const FILTER_BITS: usize = 1 << 16;

/// The longest gap between two words of a phrase, in bytes: a line's end and
/// what a narrow column leaves beside it.
const LONGEST_GAP: usize = 8;

/// Every phrase, and every word that some rule wants near.
#[derive(Debug)]
pub(super) struct Words {
    /// A bit for each beginning that some term has.
    filter: Box<[u64; FILTER_BITS / 64]>,
    /// The terms, in the order of their beginnings.
    terms: Vec<Term>,
    /// By beginning, where its terms stand.
    places: FxHashMap<u64, Range<usize>>,
}

/// What some rules look for.
#[derive(Debug)]
struct Term {
    /// In lower case.
    text: Box<str>,
    owners: Vec<Owner>,
}

/// A rule that looks for a term.
#[derive(Debug)]
struct Owner {
    rule: usize,
    role: Role,
    /// How it must be written, when that matters.
    written: Option<Box<str>>,
}

/// What a rule does with a term.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Role {
    /// It finds it.
    Finds,
    /// It wants it near what it finds.
    Wants,
}

/// The terms of the rules, in order, each with those who look for it.
fn terms(rules: &[Rule]) -> Vec<Term> {
    let mut owned: Vec<(u64, Box<str>, Owner)> = Vec::new();
    for (rule, look) in rules.iter().map(|it| &it.look).enumerate() {
        let mut add = |text: &str, role, written| {
            let owner = Owner { rule, role, written };
            owned.push((key(text.as_bytes()), text.to_ascii_lowercase().into(), owner));
        };
        let near = match look {
            Look::Pattern(pattern) => &pattern.near,
            Look::Phrases(phrases) => {
                for text in &phrases.words {
                    let written = (phrases.case == Case::AsWritten).then(|| text.as_str().into());
                    add(text, Role::Finds, written);
                }
                &phrases.near
            }
            _ => continue,
        };
        near.iter().for_each(|text| add(text, Role::Wants, None));
    }
    owned.sort_by(|(one, text, _), (other, beside, _)| {
        one.cmp(other).then_with(|| text.cmp(beside))
    });
    let mut terms: Vec<Term> = Vec::new();
    for (_, text, owner) in owned {
        match terms.last_mut() {
            Some(term) if term.text == text => term.owners.push(owner),
            _ => terms.push(Term { text, owners: vec![owner] }),
        }
    }
    terms
}

impl Words {
    pub(super) fn new(rules: &[Rule]) -> Self {
        let mut filter = Box::new([0; FILTER_BITS / 64]);
        let terms = terms(rules);
        let mut places: FxHashMap<u64, Range<usize>> = FxHashMap::default();
        for (index, term) in terms.iter().enumerate() {
            let_pass(&term.text, &mut filter);
            places.entry(key(term.text.as_bytes())).or_insert(index..index).end = index + 1;
        }
        Words { filter, terms, places }
    }

    /// The terms that begin like a word, or like the word of which it is a plural.
    fn beginning(&self, key: u64) -> impl Iterator<Item = &[Term]> {
        [Some(key), singular(key)]
            .into_iter()
            .flatten()
            .filter_map(|key| self.terms.get(self.places.get(&key)?.clone()))
    }

    /// Adds where phrases stand, and notes the words that rules want near.
    pub(super) fn hits(&self, text: &str, near: &mut Near, hits: &mut Vec<Hit>) {
        let bytes = text.as_bytes();
        let mut was_word = 0;
        for (index, chunk) in bytes.chunks(CHUNK).enumerate() {
            let words = word_bytes(chunk);
            let mut starts = words & !(words << 1 | was_word);
            was_word = words >> (CHUNK - 1);
            while starts != 0 {
                let place = starts.trailing_zeros();
                let start = index * CHUNK + place as usize;
                starts &= starts - 1;
                let key = key_at(bytes, start, words >> place);
                if self.may_begin(key) {
                    for terms in self.beginning(key) {
                        at(terms, bytes, start, near, hits);
                    }
                }
            }
        }
    }

    /// Whether the filter lets a beginning pass; it stops most words.
    fn may_begin(&self, key: u64) -> bool {
        let bit = filter_bit(key);
        self.filter[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// Adds the phrases and notes the words among some terms that begin at a place. A
/// term is read with one space between two words, however the text sets them apart.
fn at(terms: &[Term], bytes: &[u8], start: usize, near: &mut Near, hits: &mut Vec<Hit>) {
    let mut terms = terms;
    let (mut end, mut length) = (start, 0);
    while let Some(&byte) = bytes.get(end) {
        let gap = gap(&bytes[end..]);
        let letter = if gap.is_some() { b' ' } else { byte.to_ascii_lowercase() };
        terms = going_on(terms, length, letter);
        length += 1;
        let Some(first) = terms.first() else { return };
        end += gap.unwrap_or(1);
        if first.text.len() == length && ends_term(bytes, end) {
            first.met(&bytes[start..end], start, near, hits);
        }
    }
}

impl Term {
    /// Its letter at an index; none behind its end.
    fn letter(&self, index: usize) -> Option<u8> {
        self.text.as_bytes().get(index).copied()
    }

    /// Adds it where it is a phrase, and notes it where it is a word.
    fn met(&self, text: &[u8], start: usize, near: &mut Near, hits: &mut Vec<Hit>) {
        for owner in &self.owners {
            let span = start..start + text.len();
            match owner.role {
                _ if owner.written.as_ref().is_some_and(|it| !is_written(text, it)) => {}
                Role::Finds => hits.push(Hit { rule: owner.rule, span }),
                Role::Wants => near.note(owner.rule, span),
            }
        }
    }
}

/// Those of the terms, alike up to an index, that go on with a letter there.
fn going_on(terms: &[Term], index: usize, letter: u8) -> &[Term] {
    let from = terms.partition_point(|term| term.letter(index) < Some(letter));
    let terms = &terms[from..];
    &terms[..terms.partition_point(|term| term.letter(index) == Some(letter))]
}

/// Lets the first letters of a term pass the filter, and those with the `s`
/// of a plural where the term is so short that it would be one of them.
fn let_pass(text: &str, filter: &mut [u64; FILTER_BITS / 64]) {
    let plural = (text.len() < LETTERS).then(|| key(format!("{text}s").as_bytes()));
    for key in std::iter::once(key(text.as_bytes())).chain(plural) {
        let bit = filter_bit(key);
        filter[bit / 64] |= 1 << (bit % 64);
    }
}

/// Whether a text has the capitals that a term has.
fn is_written(text: &[u8], term: &str) -> bool {
    let letters = |bytes: &[u8]| -> Vec<u8> {
        bytes.iter().copied().filter(u8::is_ascii_alphanumeric).collect()
    };
    letters(text) == letters(term.as_bytes())
}

/// Whether no word goes on at the end of a term; the `s` of a plural may follow.
fn ends_term(bytes: &[u8], end: usize) -> bool {
    let plural = usize::from(bytes.get(end) == Some(&b's'));
    !is_wordly(bytes.get(end + plural))
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

/// The beginning of which another one is the plural: a short word and an `s`.
fn singular(key: u64) -> Option<u64> {
    let last = (u64::BITS - key.leading_zeros()).div_ceil(8).checked_sub(1)? * 8;
    (last > 0 && key >> last == u64::from(b's')).then(|| key & ((1 << last) - 1))
}

/// The bytes of a chunk that are part of a word, a bit each. Without a branch,
/// since where words end cannot be foretold.
fn word_bytes(chunk: &[u8]) -> u64 {
    let mut flags = [0; CHUNK];
    for (flag, byte) in flags.iter_mut().zip(chunk) {
        *flag = u8::from(byte.is_ascii_alphanumeric());
    }
    // The product gathers the lowest bits of eight bytes in its highest byte.
    let gathered = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080);
    let (eights, _) = flags.as_chunks::<8>();
    eights.iter().rev().fold(0, |bits, eight| bits << 8 | gathered(eight) >> 56)
}

/// The first letters of the word at the front, as a number.
fn key(bytes: &[u8]) -> u64 {
    let letters = bytes.iter().take(LETTERS).take_while(|it| it.is_ascii_alphanumeric());
    (0..).step_by(8).zip(letters).fold(0, |key, (shift, letter)| key | lower(*letter) << shift)
}

/// The first letters of the word at a place, as [`key`] has them. The bits tell
/// which bytes from there on are part of a word, as far as they are known.
fn key_at(bytes: &[u8], start: usize, words: u64) -> u64 {
    let length = words.trailing_ones();
    let Some(&eight) = bytes[start..].first_chunk::<LETTERS>() else { return key(&bytes[start..]) };
    if words.checked_shr(length).unwrap_or(0) == 0 {
        return key(&bytes[start..]); // the word may go on in the next chunk
    }
    let others = 64 - 8 * length.min(LETTERS as u32);
    let letters = u64::MAX.checked_shr(others).unwrap_or(0);
    (u64::from_le_bytes(eight) | (lower(0) * 0x0101_0101_0101_0101)) & letters
}

/// A letter in lower case; a digit has the bit that makes it so already.
fn lower(letter: u8) -> u64 {
    u64::from(letter | 0x20)
}

/// The bit of the filter for a beginning.
fn filter_bit(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize % FILTER_BITS
}

#[cfg(test)]
mod tests {
    use super::{ends_term, gap, is_written, key, key_at, singular, word_bytes};

    #[test]
    fn a_plural_has_a_singular() {
        assert_eq!(singular(key(b"PCs")), Some(key(b"PC")));
        assert_eq!(singular(key(b"officers")), Some(key(b"officer")));
        for word in [&b"PC"[..], b"s", b"", b"detective"] {
            assert_eq!(singular(key(word)), None, "{word:?}");
        }
    }

    #[test]
    fn a_word_has_the_same_key_however_it_is_read() {
        let text = "PC Superintendent, the 1234 of a co-op";
        let words = word_bytes(text.as_bytes());
        for start in [0, 3, 19, 23, 28, 31, 33] {
            let fast = key_at(text.as_bytes(), start, words >> start);
            assert_eq!(fast, key(&text.as_bytes()[start..]), "from {start}");
        }
        assert_eq!(key(b"PC"), key(b"pc "));
        assert_ne!(key(b"PC"), key(b"PCs"));
    }

    #[test]
    fn a_word_as_long_as_a_chunk_is_read() {
        let text = [b'a'; 64];
        assert_eq!(key_at(&text, 0, word_bytes(&text)), key(&text));
    }

    #[test]
    fn words_of_a_term_may_lie_apart_but_not_far() {
        let cases: [(&[u8], Option<usize>, &str); 5] = [
            (b"  constable", Some(2), "two spaces"),
            (b"\nconstable", Some(1), "a line's end"),
            ("\u{a0}constable".as_bytes(), Some(2), "a no-break space"),
            (b"constable", None, "no gap"),
            (b"         constable", None, "too wide a gap"),
        ];
        for (bytes, length, why) in cases {
            assert_eq!(gap(bytes), length, "{why}");
        }
    }

    #[test]
    fn a_term_ends_with_its_word_or_its_plural() {
        for (text, ends) in [("PC 1", true), ("PCs ", true), ("PCSO", false), ("PC", true)] {
            assert_eq!(ends_term(text.as_bytes(), 2), ends, "{text}");
        }
    }

    #[test]
    fn capitals_matter_and_gaps_do_not() {
        assert!(is_written(b"Ch\nInsp", "Ch Insp"));
        assert!(!is_written(b"pc", "PC"));
    }
}
