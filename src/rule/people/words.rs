//! Runs of words that may belong to a name: capitalised words, initials,
//! collar numbers and the particles between them, up to the next thing that
//! no name runs over.

use super::super::names::{Class, class};
use super::behind::ends_a_name;
use super::letters::{capital_at, is_negation, word_end};
use super::wrap;

/// Words of a run. A longer run, a page in capitals, is read in parts.
const LONGEST: usize = 64;
/// Particles within surnames.
const PARTICLES: [&str; 24] = [
    "al", "ap", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos",
    "du", "el", "ibn", "la", "le", "ter", "ul", "van", "von", "zu",
];

/// How a word is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Shape {
    /// `Smith`, `McNeil`, `DeSouza`.
    Capital,
    /// `SMITH`, `PC`.
    Upper,
    /// `J`.
    Initial,
    /// A particle in lower case, `van`.
    Particle,
    /// A collar number.
    Number,
    /// What stands behind a name, `OBE`.
    Letters,
}

/// What stands between a word and the one before.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Join {
    /// The beginning of the run.
    Start,
    Space,
    Comma,
    Ampersand,
}

/// A word of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(super) shape: Shape,
    pub(super) join: Join,
    pub(super) class: Class,
    /// A full stop belongs to it, as in `J.` and `Sgt.`.
    pub(super) dotted: bool,
    /// `I` and `A` without a full stop: words, where other initials are none.
    pub(super) is_pronoun: bool,
}

impl Word {
    /// Whether the word by itself, met again in the text, means the person.
    pub(super) fn may_be_repeated(&self) -> bool {
        let named = self.class.is_only_name() || self.class.is_unknown();
        named && self.is_whole()
    }

    /// Whether it is a word and no initial.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }

    /// A frequent forename that is nothing else, `Siobhan`.
    pub(super) fn is_forename_only(&self) -> bool {
        self.shape == Shape::Capital && self.class.forename() == 2 && self.class.is_only_name()
    }
}

/// The next place where a word begins with a capital.
pub(super) fn next_capital(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    loop {
        at += bytes[at..].iter().position(|&byte| may_be_capital(byte))?;
        if capital_at(text, at) && !within_word(bytes, at) {
            return Some(at);
        }
        at += 1;
    }
}

/// A capital letter of ASCII, or the first byte of a letter of Latin-1
/// Supplement or Latin Extended-A, U+00C0 to U+017F.
fn may_be_capital(byte: u8) -> bool {
    byte.wrapping_sub(b'A') < 26 || byte.wrapping_sub(0xC3) < 3
}

/// Whether the byte before belongs to the same word, or to something that is
/// no word, an address or a file name.
fn within_word(bytes: &[u8], at: usize) -> bool {
    let Some(&before) = at.checked_sub(1).and_then(|before| bytes.get(before)) else {
        return false;
    };
    // The last byte of a punctuation mark such as `“` is between 0x80 and
    // 0xBF as that of a letter is; letters in front of a capital are rare.
    before.is_ascii_alphanumeric() || matches!(before, b'_' | b'@' | b'/' | b'\\' | b'#')
}

/// Reads the run that begins at a capital into `words`, and gives its end.
pub(super) fn read(text: &str, start: usize, words: &mut Vec<Word>) -> usize {
    words.clear();
    let mut at = start;
    let mut join = Join::Start;
    while words.len() < LONGEST {
        let Some(word) = word_at(text, at, join, words.last()) else { break };
        words.push(word);
        at = word.end + usize::from(word.dotted);
        let Some((next, found)) = joined(text, at, &word) else { break };
        (at, join) = (next, found);
    }
    while words.last().is_some_and(|word| word.shape == Shape::Particle) {
        words.pop();
    }
    at.max(start + 1)
}

fn word_at(text: &str, start: usize, join: Join, before: Option<&Word>) -> Option<Word> {
    let bytes = text.as_bytes();
    let first = *bytes.get(start)?;
    if first.is_ascii_digit() {
        return number_at(bytes, start, join, before?);
    }
    let end = word_end(text, start);
    let written = text.get(start..end)?;
    if first.is_ascii_lowercase() {
        let shape = Shape::Particle;
        let class = Class::default();
        return PARTICLES.contains(&written).then_some(Word {
            start,
            end,
            shape,
            join,
            class,
            dotted: false,
            is_pronoun: false,
        });
    }
    if !capital_at(text, start) || is_negation(written) {
        return None;
    }
    let class = class(written);
    let shape = match ends_a_name(text, start..end) {
        true => Shape::Letters,
        false => shape(written),
    };
    let abbreviates = shape == Shape::Initial || written.len() < 6 && class.is_before_name();
    let dotted = abbreviates && bytes.get(end) == Some(&b'.');
    let is_pronoun = !dotted && matches!(written, "I" | "A");
    Some(Word { start, end, shape, join, class, dotted, is_pronoun })
}

/// A collar number after a rank: up to six digits with letters around them.
fn number_at(bytes: &[u8], start: usize, join: Join, before: &Word) -> Option<Word> {
    let ranked = before.class.is_rank() || before.class.is_rank_in_capitals();
    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let class = Class::default();
    (ranked && length < 8).then_some(Word {
        start,
        end: start + length,
        shape: Shape::Number,
        join,
        class,
        dotted: false,
        is_pronoun: false,
    })
}

/// Whether what begins at a place is an address or a file name, or goes on as one.
pub(super) fn is_address(text: &str, words: &[Word]) -> bool {
    let [word] = words else { return false };
    let rest = &text.as_bytes()[word.end..];
    match rest {
        [b'@' | b'_', ..] => true,
        [b'.', next, ..] if next.is_ascii_alphanumeric() => {
            let token = rest.iter().take(LONGEST).take_while(|it| !it.is_ascii_whitespace());
            token.into_iter().any(|it| *it == b'@')
        }
        _ => false,
    }
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars();
    letters.next();
    if letters.as_str().is_empty() {
        return Shape::Initial;
    }
    if letters.any(char::is_lowercase) { Shape::Capital } else { Shape::Upper }
}

/// Where the next word of the run begins, and what stands between; nothing
/// if the run ends here. Tabs and other marks end it, and line ends do but for
/// those between `J.` and a surname and those within a paragraph.
fn joined(text: &str, at: usize, before: &Word) -> Option<(usize, Join)> {
    let bytes = text.as_bytes();
    match bytes.get(at)? {
        b' ' if is_particle(text, before) && text[at..].starts_with(" - ") => {
            return Some((at + 3, Join::Space)); // "al - Sample", as some programs set it
        }
        b' ' => {}
        b',' => {
            let next = spaces(bytes, at + 1).unwrap_or(at + 1);
            return Some((next, Join::Comma));
        }
        byte if before.dotted && byte.is_ascii_uppercase() => return Some((at, Join::Space)),
        b'\n'
            if before.dotted && before.shape == Shape::Initial && !is_abbreviated(text, before) =>
        {
            return Some((at + 1, Join::Space));
        }
        b'\r' | b'\n' => return wrap::next_line(text, at, before).map(|next| (next, Join::Space)),
        _ => return None,
    }
    let next = spaces(bytes, at)?;
    if bytes.get(next) == Some(&b'&') {
        return spaces(bytes, next + 1).map(|next| (next, Join::Ampersand));
    }
    Some((next, Join::Space))
}

fn is_particle(text: &str, word: &Word) -> bool {
    word.shape == Shape::Particle || matches!(&text[word.start..word.end], "Al" | "El")
}

/// Whether a letter is the last of an abbreviation, as in `U.S.`.
fn is_abbreviated(text: &str, letter: &Word) -> bool {
    text[..letter.start].ends_with('.')
}

/// The end of one or two blanks; more of them are a column of a layout.
fn spaces(bytes: &[u8], at: usize) -> Option<usize> {
    let count = bytes[at..].iter().take(3).take_while(|byte| **byte == b' ').count();
    (1..3).contains(&count).then_some(at + count)
}

/// The word of letters right before a place on the same line.
pub(super) fn word_before(text: &str, at: usize) -> &str {
    let head = text[..at].trim_end_matches(' ');
    if head.len() == at {
        return "";
    }
    let bytes = head.as_bytes();
    let length = bytes.iter().rev().take(16).take_while(|byte| byte.is_ascii_alphabetic()).count();
    &head[head.len() - length..]
}
