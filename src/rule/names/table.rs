//! The table of all listed words with what the lists say of each.
//!
//! A slot holds bits of the word's hash and no text, so the table is filled in
//! about two milliseconds from the embedded lists, without an allocation for
//! a word, and a look-up touches one line of memory. Two different words pass
//! for the same once in some millions.

use std::sync::OnceLock;

use super::Class;

/// What each list says of its words. A digit after a word is its grade.
const LISTS: [(&str, Class); 7] = [
    (include_str!("../../../rules/lists/surnames.txt"), Class::SURNAME),
    (include_str!("../../../rules/lists/forenames.txt"), Class::FORENAME),
    (include_str!("../../../rules/lists/common-words.txt"), Class::COMMON),
    (include_str!("../../../rules/lists/proper-words.txt"), Class::PLACE),
    (include_str!("../../../rules/lists/places.txt"), Class::PLACE),
    (include_str!("../../../rules/lists/words-after-names.txt"), Class::AFTER),
    (include_str!("../../../rules/lists/titles.txt"), Class::TITLE),
];

/// Ranks: in capitals those known only in capitals, after `+` the words that
/// only come before another one.
const RANKS: &str = include_str!("../../../rules/lists/ranks-before-names.txt");

/// Slots of the table: about three for each word.
const SLOTS: usize = 1 << 18;
/// Bits of a slot that say what the word is; the others tell words apart.
const CLASS_BITS: u32 = 12;
/// Letters of a word that count. No listed word is longer.
const LONGEST: usize = 24;

/// A word as the lists write it: lower case, no accents, no apostrophes.
pub(super) struct Folded {
    letters: [u8; LONGEST],
    length: usize,
}

impl Folded {
    /// The folded word, or none if it is too long or has other characters
    /// than letters and apostrophes.
    pub(super) fn of(word: &str) -> Option<Folded> {
        let mut folded = Folded { letters: [0; LONGEST], length: 0 };
        if word.is_ascii() {
            for &byte in word.as_bytes() {
                folded.add(byte)?;
            }
        } else {
            for letter in word.chars() {
                folded.add_letter(letter)?;
            }
        }
        (folded.length > 0).then_some(folded)
    }

    fn add(&mut self, byte: u8) -> Option<()> {
        if byte == b'\'' {
            return Some(());
        }
        if !byte.is_ascii_alphabetic() || self.length == LONGEST {
            return None;
        }
        self.letters[self.length] = byte | 0x20;
        self.length += 1;
        Some(())
    }

    fn add_letter(&mut self, letter: char) -> Option<()> {
        if matches!(letter, '’' | '‘' | 'ʼ') {
            return Some(());
        }
        plain(letter).bytes().try_for_each(|byte| self.add(byte))
    }

    fn hash(&self) -> u64 {
        hash(&self.letters[..self.length])
    }
}

/// The ASCII letters of a letter with an accent, in lower case; empty for any
/// other character that is not ASCII. After the decompositions of Unicode's
/// Latin-1 Supplement and Latin Extended-A.
fn plain(letter: char) -> &'static str {
    const ASCII: &str = "abcdefghijklmnopqrstuvwxyz";
    match letter {
        'a'..='z' => &ASCII[letter as usize - 97..=letter as usize - 97],
        'A'..='Z' => &ASCII[letter as usize - 65..=letter as usize - 65],
        '\'' => "'",
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
pub(super) fn listed(word: &Folded) -> Class {
    static TABLE: OnceLock<Box<[u32]>> = OnceLock::new();
    let table = TABLE.get_or_init(filled);
    let (slot, mark) = place(word.hash());
    Class(table[seek(table, slot, mark)] as u16 & ((1 << CLASS_BITS) - 1))
}

fn filled() -> Box<[u32]> {
    let mut table = vec![0; SLOTS].into_boxed_slice();
    for (list, class) in LISTS {
        for line in list.lines().skip(1) {
            let (word, grade) = match line.as_bytes() {
                [word @ .., b' ', digit] => (word, u16::from(digit - b'0')),
                word => (word, 1),
            };
            add(&mut table, word, Class(class.0 * grade));
        }
    }
    for line in RANKS.lines().skip(1) {
        add_rank(&mut table, line);
    }
    table
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
        add(table, &folded.letters[..folded.length], class);
    }
}

fn add(table: &mut [u32], word: &[u8], class: Class) {
    let (slot, mark) = place(hash(word));
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

/// Where a hash stands, and the bits that tell it from others there.
fn place(hash: u64) -> (usize, u32) {
    (hash as usize % SLOTS, (hash >> 32) as u32 >> CLASS_BITS << CLASS_BITS)
}

/// A hash of a short word, eight letters at a time.
fn hash(word: &[u8]) -> u64 {
    let mut hash = word.len() as u64;
    for chunk in word.chunks(8) {
        let mut letters = [0; 8];
        letters[..chunk.len()].copy_from_slice(chunk);
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(letters))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        hash ^= hash >> 29;
    }
    hash.wrapping_mul(0xBF58_476D_1CE4_E5B9) ^ (hash >> 31)
}
