//! Words as a roll knows them: without case, accents and apostrophes, and only
//! by their keyed hash.

use std::hash::Hasher as _;
use std::ops::Range;

use siphasher::sip::SipHasher13;

use crate::rule::names::table::plain;

/// A word of a text, and where it stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) span: Range<usize>,
}

impl Word<'_> {
    /// Whether it may be initials: up to three capitals, or one letter.
    pub(super) fn is_initials(&self) -> bool {
        let letters = self.text.chars().count();
        letters == 1 || letters <= 3 && self.text.chars().all(char::is_uppercase)
    }

    pub(super) fn has_digit(&self) -> bool {
        self.text.bytes().any(|it| it.is_ascii_digit())
    }
}

/// The words of a text: runs of letters and digits, apostrophes between letters
/// included. A hyphen parts words.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let rest = &text[start..];
        let part = |(index, letter): (usize, char)| {
            let joins = matches!(letter, '\'' | '’' | '‘' | 'ʼ')
                && rest[index + letter.len_utf8()..].starts_with(char::is_alphabetic);
            !(letter.is_alphanumeric() || joins)
        };
        let length = rest.char_indices().find(|it| part(*it)).map_or(rest.len(), |it| it.0);
        at = start + length;
        Some(Word { text: &rest[..length], span: start..at })
    })
}

/// Hashes words with the key of a roll.
#[derive(Clone, Copy)]
pub(super) struct Hasher(SipHasher13);

impl Hasher {
    pub(super) fn new(key: &[u8; 16]) -> Self {
        Hasher(SipHasher13::new_with_key(key))
    }

    /// The hash of a word, whatever its case, accents and apostrophes.
    pub(super) fn word(&self, word: &str) -> u64 {
        let mut hasher = self.0;
        for letter in word.chars().filter(|it| !matches!(it, '\'' | '’' | '‘' | 'ʼ')) {
            let letters = plain(letter);
            if letters.is_empty() {
                letter.to_lowercase().for_each(|it| hasher.write_u32(u32::from(it)));
            } else {
                letters.bytes().for_each(|it| hasher.write_u32(u32::from(it)));
            }
        }
        hasher.finish()
    }

    /// The hash of hashes in their order: of the words of a unit, or of a surname
    /// with an initial.
    pub(super) fn joined(&self, one: u64, other: u64) -> u64 {
        let mut hasher = self.0;
        hasher.write_u64(one);
        hasher.write_u64(other);
        hasher.finish()
    }

    /// The hash of several words, one of them that of the word itself.
    pub(super) fn phrase(&self, hashes: impl IntoIterator<Item = u64>) -> Option<u64> {
        hashes.into_iter().reduce(|before, hash| self.joined(before, hash))
    }

    /// The hash of a number, without what stands between its characters and
    /// without the zeros in front, which spreadsheets drop.
    pub(super) fn number(&self, number: &str) -> u64 {
        let plain: String = number.chars().filter(|it| it.is_alphanumeric()).collect();
        self.joined(self.word("#"), self.word(plain.trim_start_matches('0')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_a_reader_sees_them_end() {
        let found = |text| words(text).map(|it| it.text).collect::<Vec<_>>();
        assert_eq!(found("O’Sample-Doe, J. ('JD')"), ["O’Sample", "Doe", "J", "JD"]);
        assert_eq!(found(""), [""; 0]);
        assert_eq!(found("Zoë 12"), ["Zoë", "12"]);
    }

    #[test]
    fn a_word_is_the_same_however_it_is_written() {
        let hasher = Hasher::new(&[7; 16]);
        assert_eq!(hasher.word("O'Bríen"), hasher.word("OBRIEN"));
        assert_ne!(hasher.word("Sample"), hasher.word("Samples"));
        assert_eq!(hasher.number("0012-34"), hasher.number("1234"));
        assert_ne!(hasher.number("1234"), hasher.word("1234"));
        assert_ne!(hasher.word("Sample"), Hasher::new(&[8; 16]).word("Sample"));
    }
}
