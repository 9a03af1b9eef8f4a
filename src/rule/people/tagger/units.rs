//! The words of a run and those around it, as the tagger sees them.

use super::super::super::names::Class;
use super::super::page::{Mark, Page};
use super::super::words::{Join, Shape, Word};

/// Units before the first word of a run and behind the last.
pub(super) const OUTER: usize = 2;

/// A word, or what stands around a run: a word in lower case, a mark, the end
/// of a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Unit {
    /// The hash of its letters in lower case.
    pub(super) word: u32,
    /// The hashes of its last three letters, its last four and its first three.
    pub(super) endings: [u32; 3],
    /// All that the lists say of it, and how it is written and joined.
    pub(super) sort: u32,
    /// What it is in a few words.
    pub(super) role: u8,
    /// What the rules and the rest of the text say of it.
    pub(super) marks: u8,
    /// What stands before and behind the run, and how long it is.
    pub(super) frame: u16,
}

/// Letters behind a name that may be initials as well.
const AFTER_NAMES: [&str; 10] = ["MS", "AM", "TD", "CB", "DL", "MD", "BA", "MA", "RN", "CC"];

/// What a unit is in a few words; words that are names have the numbers from
/// `NAMED` on.
mod role {
    pub(super) const EDGE: u8 = 0;
    pub(super) const LINE: u8 = 1;
    pub(super) const LOWER: u8 = 2;
    pub(super) const DIGIT: u8 = 3;
    pub(super) const STOP: u8 = 4;
    pub(super) const OPEN: u8 = 5;
    pub(super) const OTHER: u8 = 6;
    pub(super) const INITIAL: u8 = 7;
    pub(super) const DOTTED: u8 = 8;
    pub(super) const PRONOUN: u8 = 9;
    pub(super) const PARTICLE: u8 = 10;
    pub(super) const NUMBER: u8 = 11;
    pub(super) const TITLE: u8 = 12;
    pub(super) const RANK: u8 = 13;
    pub(super) const AFTER_NAME: u8 = 14;
    pub(super) const BEFORE_PLACE: u8 = 15;
    pub(super) const LETTERS: u8 = 16;
    pub(super) const CAPITAL: u8 = 17;
    pub(super) const OUTER_CAPITAL: u8 = 18;
    pub(super) const NAMED: u8 = 20;
}

/// The units of a run, with those around it.
pub(super) fn units(page: &Page<'_>, run: usize) -> Vec<Unit> {
    let (words, marks) = page.run(run);
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    let before = before(page.text, first.start);
    let behind = behind(page.text, last.end + usize::from(last.dotted));
    let length = words.len().min(4) as u16;
    let frame = u16::from(before[1].role) << 8 | u16::from(behind[0].role) << 4 | length;
    let inner = words.iter().zip(marks).map(|(word, mark)| of_word(page, word, *mark));
    let mut units: Vec<Unit> = before.into_iter().chain(inner).chain(behind).collect();
    units.iter_mut().for_each(|unit| unit.frame = frame);
    units
}

fn of_word(page: &Page<'_>, word: &Word, mark: Mark) -> Unit {
    let written = &page.text.as_bytes()[word.start..word.end];
    let length = written.len();
    let hash = hash(written);
    let again = word.class.is_unknown() || word.class.common() > 0;
    let in_lower_case = again && page.in_lower_case.has(hash);
    let joined = match word.join {
        Join::Start => 0,
        Join::Space => 1,
        Join::Comma => 2,
        Join::Ampersand => 3,
    };
    let written_so = word.shape as u32 | joined << 3 | u32::from(word.dotted) << 5;
    Unit {
        word: hash,
        endings: [
            self::hash(&written[length.saturating_sub(3)..]),
            self::hash(&written[length.saturating_sub(4)..]),
            self::hash(&written[..length.min(3)]),
        ],
        sort: u32::from(word.class.bits()) | written_so << 14,
        role: role_of(page.text, word),
        marks: mark.0 | u8::from(in_lower_case) << 6,
        frame: 0,
    }
}

fn role_of(text: &str, word: &Word) -> u8 {
    let class = word.class;
    match word.shape {
        Shape::Initial if word.dotted => return role::DOTTED,
        Shape::Initial if word.is_pronoun => return role::PRONOUN,
        Shape::Initial => return role::INITIAL,
        Shape::Particle => return role::PARTICLE,
        Shape::Number => return role::NUMBER,
        Shape::Letters => return role::LETTERS,
        Shape::Upper | Shape::Capital => {}
    }
    if class.is_title() {
        return role::TITLE;
    }
    if class.is_rank() || class.is_rank_in_capitals() && word.shape == Shape::Upper {
        return role::RANK;
    }
    if AFTER_NAMES.contains(&&text[word.start..word.end]) {
        return role::LETTERS;
    }
    let names = class.surname() + class.forename() > 0;
    match () {
        () if class.is_after_name() && class.surname() < 2 => role::AFTER_NAME,
        () if class.is_before_place() => role::BEFORE_PLACE,
        () if !names && class.common() > 0 => role::CAPITAL,
        () => role::NAMED + named(class),
    }
}

/// How well a word is known as a name, and as something else.
fn named(class: Class) -> u8 {
    let place = u8::from(class.is_place()) * 36;
    place + class.forename() * 12 + class.surname().min(2) * 4 + class.common()
}

/// The two units before a place.
fn before(text: &str, at: usize) -> [Unit; OUTER] {
    let bytes = text.as_bytes();
    let (near, start) = left(bytes, at);
    let (far, _) = left(bytes, start);
    [far, near]
}

/// The two units behind a place.
fn behind(text: &str, at: usize) -> [Unit; OUTER] {
    let bytes = text.as_bytes();
    let (near, end) = right(bytes, at);
    let (far, _) = right(bytes, end);
    [near, far]
}

/// Bytes of a word that are read at the most.
const LONGEST: usize = 24;

/// The unit that ends before a place, and where it begins.
fn left(bytes: &[u8], at: usize) -> (Unit, usize) {
    let blanks = bytes[..at].iter().rev().take_while(|byte| **byte == b' ').count();
    let end = at - blanks;
    let letters = bytes[..end].iter().rev().take(LONGEST).take_while(|it| is_wordly(**it)).count();
    let start = end - letters.max(usize::from(end > 0));
    (outer(&bytes[start..end]), start)
}

/// The unit that begins behind a place, and where it ends.
fn right(bytes: &[u8], at: usize) -> (Unit, usize) {
    let rest = bytes.get(at..).unwrap_or_default();
    let start = at.min(bytes.len()) + rest.iter().take_while(|byte| **byte == b' ').count();
    let letters = bytes[start..].iter().take(LONGEST).take_while(|it| is_wordly(**it)).count();
    let end = start + letters.max(usize::from(start < bytes.len()));
    (outer(&bytes[start..end]), end)
}

fn is_wordly(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

fn outer(written: &[u8]) -> Unit {
    let role = match written.first() {
        None => role::EDGE,
        Some(b'\n' | b'\r') => role::LINE,
        Some(b'.' | b'!' | b'?') => role::STOP,
        Some(b'(' | b'"' | b'[') => role::OPEN,
        Some(byte) if byte.is_ascii_digit() => role::DIGIT,
        Some(byte) if byte.is_ascii_uppercase() => role::OUTER_CAPITAL,
        Some(byte) if is_wordly(*byte) => role::LOWER,
        Some(_) => role::OTHER,
    };
    Unit { word: hash(written), role, sort: u32::from(role), ..Unit::default() }
}

/// The hash of letters, the same in either case (FNV-1a).
pub(crate) fn hash(written: &[u8]) -> u32 {
    written
        .iter()
        .fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte | 0x20)).wrapping_mul(0x0100_0193))
}
