//! The table of all listed words with what the lists say of each.
//!
//! A slot holds bits of the word's hash and no text, so the table is filled in
//! about two milliseconds from the embedded lists, without an allocation for
//! a word, and a look-up touches one line of memory. Two different words pass
//! for the same once in some hundred thousand.

use std::sync::OnceLock;

use super::Class;

/// What each list says of its words. A digit after a word is its grade.
const LISTS: [(&str, Class); 8] = [
    (include_str!("../../../rules/lists/surnames.txt"), Class::SURNAME),
    (include_str!("../../../rules/lists/forenames.txt"), Class::FORENAME),
    (include_str!("../../../rules/lists/common-words.txt"), Class::COMMON),
    (include_str!("../../../rules/lists/proper-words.txt"), Class::PLACE),
    (include_str!("../../../rules/lists/places.txt"), Class::PLACE),
    (include_str!("../../../rules/lists/words-after-names.txt"), Class::AFTER),
    (include_str!("../../../rules/lists/words-before-places.txt"), Class::BEFORE_PLACE),
    (include_str!("../../../rules/lists/titles.txt"), Class::TITLE),
];

/// Firms and places that read like a person's name.
const NOT_PEOPLE: &str = include_str!("../../../rules/lists/not-people.txt");

/// Ranks: in capitals those known only in capitals, after `+` the words that
/// only come before another one.
const RANKS: &str = include_str!("../../../rules/lists/ranks-before-names.txt");

/// Slots of the table: about three for each word.
const SLOTS: usize = 1 << 18;
/// Bits of a slot that say what the word is; the others tell words apart.
const CLASS_BITS: u32 = 14;
/// The bits of a slot that say what the word is.
const CLASS: u16 = (1 << CLASS_BITS) - 1;

/// A word as the lists write it, lower case without accents, apostrophes and
/// blanks; of its letters only the hash is kept.
#[derive(Default)]
pub(super) struct Folded {
    hash: u64,
    /// Up to eight letters that are not yet in the hash.
    letters: u64,
    length: u32,
}

impl Folded {
    /// The folded word; none if it has other characters than letters,
    /// apostrophes and blanks.
    pub(super) fn of(word: &str) -> Option<Folded> {
        let mut folded = Folded::default();
        for &byte in word.as_bytes() {
            if byte.is_ascii_alphabetic() {
                folded.add(byte | 0x20);
            } else if !byte.is_ascii() {
                return Folded::of_accented(word);
            } else if byte != b'\'' && byte != b' ' {
                return None;
            }
        }
        (folded.length > 0).then_some(folded)
    }

    #[cold]
    fn of_accented(word: &str) -> Option<Folded> {
        let mut folded = Folded::default();
        for letter in word.chars().filter(|letter| !matches!(letter, '\'' | '’' | '‘' | 'ʼ' | ' '))
        {
            let plain = plain(letter);
            if plain.is_empty() {
                return None;
            }
            plain.bytes().for_each(|byte| folded.add(byte));
        }
        (folded.length > 0).then_some(folded)
    }

    /// The word of small letters that a text begins with, and the rest of it.
    fn begin(mut text: &[u8]) -> (Folded, &[u8]) {
        let mut folded = Folded::default();
        loop {
            let mut eight = [0; 8];
            match text.first_chunk() {
                Some(chunk) => eight = *chunk,
                None => eight[..text.len()].copy_from_slice(text),
            }
            let chunk = u64::from_le_bytes(eight);
            // Letters have this bit, and blanks, digits and line ends have not.
            let length = (!chunk & 0x4040_4040_4040_4040).trailing_zeros() / 8;
            folded.length += length;
            text = &text[length as usize..];
            if length < 8 {
                folded.letters = chunk & ((1 << (length * 8)) - 1);
                return (folded, text);
            }
            folded.letters = chunk;
            folded.mix();
        }
    }

    fn add(&mut self, letter: u8) {
        self.letters |= u64::from(letter) << (self.length % 8 * 8);
        self.length += 1;
        if self.length.is_multiple_of(8) {
            self.mix();
        }
    }

    fn mix(&mut self) {
        self.hash = (self.hash ^ self.letters).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.hash ^= self.hash >> 32;
        self.letters = 0;
    }

    /// Where the word stands in the table, and the bits that tell it from
    /// others there.
    fn place(mut self) -> (usize, u32) {
        self.mix();
        let hash = self.hash.wrapping_mul(0xBF58_476D_1CE4_E5B9);
        ((hash >> 20) as usize % SLOTS, (hash >> 32) as u32 >> CLASS_BITS << CLASS_BITS)
    }
}

/// The ASCII letters of a letter with an accent, in lower case; empty for any
/// other character that is not ASCII. After the decompositions of Unicode's
/// Latin-1 Supplement and Latin Extended-A.
pub(in crate::rule) fn plain(letter: char) -> &'static str {
    const ASCII: &str = "abcdefghijklmnopqrstuvwxyz";
    match letter {
        'a'..='z' => &ASCII[letter as usize - 97..=letter as usize - 97],
        'A'..='Z' => &ASCII[letter as usize - 65..=letter as usize - 65],
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ð' | 'ð' | 'Ď'..='đ' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => "e",
        'Ĝ'..='ģ' => "g",
        'Ĥ'..='ħ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ'..='ĸ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => "o",
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'Ș' | 'ș' => "s",
        'ß' => "ss",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "t",
        'Þ' | 'þ' => "th",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => "u",
        'Ŵ' | 'ŵ' => "w",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'Ź'..='ž' => "z",
        _ => "",
    }
}

/// What the lists say of a folded word.
pub(super) fn listed(word: Folded) -> Class {
    static TABLE: OnceLock<Box<[u32]>> = OnceLock::new();
    let table = TABLE.get_or_init(filled);
    let (slot, mark) = word.place();
    Class(table[seek(table, slot, mark)] as u16 & CLASS)
}

fn filled() -> Box<[u32]> {
    let mut table = vec![0; SLOTS].into_boxed_slice();
    for (list, class) in LISTS {
        add_list(&mut table, list.as_bytes(), class);
    }
    add_phrases(&mut table, NOT_PEOPLE, Class::NOT_PEOPLE);
    for line in RANKS.lines().skip(1) {
        add_rank(&mut table, line);
    }
    table
}

/// Adds a list of words with grades, eight letters at a time: the lists have a
/// hundred thousand lines, and a program that starts up waits for them.
fn add_list(table: &mut [u32], list: &[u8], class: Class) {
    let heading = list.iter().position(|byte| *byte == b'\n').map_or(list.len(), |at| at + 1);
    let mut rest = &list[heading..];
    while !rest.is_empty() {
        let word;
        (word, rest) = Folded::begin(rest);
        let (grade, line_end) = match rest {
            [b' ', digit @ b'1'..=b'3', ..] => (digit - b'0', 3),
            _ => (1, 1),
        };
        add(table, word, Class(class.0 * u16::from(grade)));
        rest = rest.get(line_end..).unwrap_or_default();
    }
}

/// Adds a list of names of several words.
fn add_phrases(table: &mut [u32], list: &str, class: Class) {
    for folded in list.lines().skip(1).filter_map(Folded::of) {
        add(table, folded, class);
    }
}

fn add_rank(table: &mut [u32], line: &str) {
    let (word, class) = match line.strip_prefix("+ ") {
        Some(word) => (word, Class::BEFORE_RANK),
        None if line.starts_with(|first: char| first.is_ascii_uppercase()) => {
            (line, Class::RANK_IN_CAPITALS)
        }
        None => (line, Class::RANK),
    };
    if let Some(folded) = Folded::of(word) {
        add(table, folded, class);
    }
}

fn add(table: &mut [u32], word: Folded, class: Class) {
    let (slot, mark) = word.place();
    let slot = seek(table, slot, mark);
    table[slot] |= mark | u32::from(class.0);
}

/// The slot of a mark, or the empty one where it would stand. The table is
/// never full, so there is one.
fn seek(table: &[u32], mut slot: usize, mark: u32) -> usize {
    while table[slot] != 0 && table[slot] >> CLASS_BITS != mark >> CLASS_BITS {
        slot = (slot + 1) % SLOTS;
    }
    slot
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_word_is_in_the_table() {
        for (list, class) in LISTS {
            for line in list.lines().skip(1) {
                let word = line.trim_end_matches(|last: char| last.is_ascii_digit());
                let found = listed(Folded::of(word).unwrap_or_default());
                assert!(found.0 & (class.0 * 3) != 0, "{word}");
            }
        }
    }

    #[test]
    fn words_in_no_list_are_told_apart_from_listed_ones() {
        let letters = "abcdefghijklmnopqrstuvwxyz";
        let mistaken = (0..200_000_u32).filter(|number| {
            let word: String =
                (0..6).map(|at| &letters[(number >> (3 * at)) as usize % 8..][..1]).collect();
            !listed(Folded::of(&format!("qx{word}zq")).unwrap_or_default()).is_unknown()
        });
        assert!(mistaken.count() <= 2, "one in some hundred thousand");
    }
}
