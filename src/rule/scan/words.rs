//! Phrases and the words that other rules want near, all at once: each word of
//! a text is looked up by its first letters.

use rustc_hash::FxHashMap;

use super::is_wordly;
use super::near::Near;
use crate::rule::{Case, Hit, Look, Rule};

/// How many letters of a word it is looked up by.
const LETTERS: usize = 4;

/// Bytes whose words are looked for together.
const CHUNK: usize = 64;

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
    /// The rules that look for it.
    finders: Vec<usize>,
    /// The rules that want it near.
    wanters: Vec<usize>,
}

impl Words {
    pub(super) fn new(rules: &[Rule]) -> Self {
        let mut words = Words { filter: vec![0; FILTER_BITS / 64], terms: FxHashMap::default() };
        for (rule, look) in rules.iter().map(|it| &it.look).enumerate() {
            let near = match look {
                Look::Pattern(pattern) => &pattern.near,
                Look::Phrases(phrases) => {
                    for text in &phrases.words {
                        words.add(text, phrases.case, |term| term.finders.push(rule));
                    }
                    &phrases.near
                }
                _ => continue,
            };
            for text in near {
                words.add(text, Case::Any, |term| term.wanters.push(rule));
            }
        }
        words
    }

    /// Adds a term under its first letters, and once more where it is so short
    /// that the `s` of a plural would be one of them.
    fn add(&mut self, text: &str, case: Case, own: impl Fn(&mut Term)) {
        let plural = (text.len() < LETTERS).then(|| format!("{text}s"));
        let mut keys = vec![key(text.as_bytes())];
        keys.extend(plural.map(|it| key(it.as_bytes())));
        keys.dedup();
        for key in keys {
            let bit = filter_bit(key);
            self.filter[bit / 64] |= 1 << (bit % 64);
            let terms = self.terms.entry(key).or_default();
            let known = terms.iter().position(|it| it.case == case && *it.text == *text);
            let index = known.unwrap_or_else(|| {
                terms.push(Term::new(text, case));
                terms.len() - 1
            });
            own(&mut terms[index]);
        }
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
                let start = index * CHUNK + starts.trailing_zeros() as usize;
                starts &= starts - 1;
                let key = key(&bytes[start..]);
                if self.may_begin(key) {
                    self.at(bytes, start, key, near, hits);
                }
            }
        }
    }

    /// Whether the filter lets a beginning pass; it stops most words.
    fn may_begin(&self, key: u32) -> bool {
        let bit = filter_bit(key);
        self.filter[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Adds the phrases and notes the words that begin at a place.
    fn at(&self, bytes: &[u8], start: usize, key: u32, near: &mut Near, hits: &mut Vec<Hit>) {
        for term in self.terms.get(&key).into_iter().flatten() {
            let Some(end) = term.end(bytes, start) else { continue };
            hits.extend(term.finders.iter().map(|&rule| Hit { rule, span: start..end }));
            term.wanters.iter().for_each(|&rule| near.note(rule, start..end));
        }
    }
}

impl Term {
    fn new(text: &str, case: Case) -> Self {
        Term { text: text.into(), case, finders: Vec::new(), wanters: Vec::new() }
    }

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

/// The first letters of a word as a number; a shorter word ends in zeros.
fn key(bytes: &[u8]) -> u32 {
    let folded = |byte: u8| FOLDED[usize::from(byte)];
    let (one, two, three, four) = match *bytes {
        [one, two, three, four, ..] => (folded(one), folded(two), folded(three), folded(four)),
        [one, two, three] => (folded(one), folded(two), folded(three), 0),
        [one, two] => (folded(one), folded(two), 0, 0),
        [one] => (folded(one), 0, 0, 0),
        [] => (0, 0, 0, 0),
    };
    let second = if two == 0 { 0 } else { u8::MAX };
    let third = if three == 0 { 0 } else { second };
    u32::from_be_bytes([one, two, three & second, four & third])
}

/// The bit of the filter for a beginning.
fn filter_bit(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> 16) as usize % FILTER_BITS
}

#[cfg(test)]
mod tests {
    use super::{Case, Term};

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
            let term = Term::new(text, case);
            assert_eq!(term.end(given.as_bytes(), 0), end, "{why}");
        }
    }
}
