//! As much of a text as is judged at once: the runs that may hold names, what
//! the rules found in them, and which words the text has in lower case.

use std::ops::Range;

use super::tagger::{Tag, hash};
use super::words::{Shape, Word};
use super::{Known, Person};

/// Bytes of text after which a page ends.
const LONGEST: usize = 32 << 10;

/// What the rules and the rest of the text say of a word: the tag that the rules
/// give it, what stands beside that name, and whether it belongs to a name found
/// elsewhere.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Mark(pub(super) u8);

impl Mark {
    fn new(tag: Tag, person: &Person) -> Self {
        Mark(tag as u8 | (person.grade as u8) << 2)
    }

    fn is_outside(self) -> bool {
        self.0 == 0
    }

    fn known() -> Self {
        Mark(1 << 4)
    }
}

/// Hashes of words, some of which may be taken for others.
#[derive(Default)]
pub(crate) struct Words {
    bits: Vec<u64>,
}

impl Words {
    /// The words in lower case of a text that may be asked for. There are eight bits
    /// for each of its bytes, so that few words are taken for others, up to a limit.
    fn in_lower_case(text: &[u8], asked: &Lengths) -> Self {
        let bits = (text.len() * 8).next_power_of_two().clamp(1 << 9, 1 << 16);
        let mut words = Words { bits: vec![0; bits / 64] };
        let mut at = 0;
        while let Some(start) = text[at..].iter().position(u8::is_ascii_alphabetic) {
            let start = at + start;
            let rest = text[start..].iter();
            at = start + rest.take_while(|it| it.is_ascii_alphabetic()).count();
            if text[start].is_ascii_lowercase() && asked.has(text[start], at - start) {
                let (index, bit) = words.place(hash(&text[start..at]));
                words.bits[index] |= bit;
            }
        }
        words
    }

    pub(super) fn has(&self, hash: u32) -> bool {
        let (index, bit) = self.place(hash);
        self.bits.get(index).is_some_and(|bits| bits & bit != 0)
    }

    /// Where the bit of a word is.
    fn place(&self, hash: u32) -> (usize, u64) {
        let bit = (hash ^ hash >> 16) as usize % (self.bits.len() * 64).max(1);
        (bit / 64, 1 << (bit % 64))
    }
}

/// How long words are, by their first letter: most words of a text need not be
/// hashed to know that they are none of a few.
#[derive(Default)]
struct Lengths([u64; 32]);

impl Lengths {
    fn add(&mut self, word: &[u8]) {
        let Some(first) = word.first() else { return };
        self.0[usize::from(first & 0x1F)] |= 1 << word.len().min(63);
    }

    fn has(&self, first: u8, length: usize) -> bool {
        self.0[usize::from(first & 0x1F)] >> length.min(63) & 1 == 1
    }
}

/// A run of words, and the people that the rules find in it.
struct Run {
    words: Range<usize>,
    people: Range<usize>,
}

/// As much of a text as is judged at once.
pub(crate) struct Page<'a> {
    pub(super) text: &'a str,
    /// Where it begins in the text.
    start: usize,
    words: Vec<Word>,
    marks: Vec<Mark>,
    people: Vec<Person>,
    runs: Vec<Run>,
    pub(super) in_lower_case: Words,
}

impl<'a> Page<'a> {
    /// An empty page of a text.
    pub(super) fn new(text: &'a str) -> Self {
        Page {
            text,
            start: 0,
            words: Vec::new(),
            marks: Vec::new(),
            people: Vec::new(),
            runs: Vec::new(),
            in_lower_case: Words::default(),
        }
    }

    /// Adds a run with the people that the rules find in it, if it may hold a name.
    pub(super) fn add(&mut self, words: &[Word], people: &mut Vec<Person>) {
        if people.is_empty() && !words.iter().any(may_name) {
            return;
        }
        let (first_word, first_person) = (self.words.len(), self.people.len());
        self.words.extend_from_slice(words);
        self.marks.extend(words.iter().map(|word| mark(word, people)));
        self.people.append(people);
        self.runs.push(Run {
            words: first_word..self.words.len(),
            people: first_person..self.people.len(),
        });
    }

    /// Whether so much text has been read that the page ends here.
    pub(super) fn is_full(&self, at: usize) -> bool {
        at - self.start > LONGEST
    }

    /// Looks at the text up to here as a whole, with the names known so far.
    pub(super) fn finish(&mut self, end: usize, known: &Known) {
        if self.runs.is_empty() {
            return;
        }
        let mut asked = Lengths::default();
        self.words.iter().for_each(|it| asked.add(&self.text.as_bytes()[it.start..it.end]));
        let text = &self.text.as_bytes()[self.start..end];
        self.in_lower_case = Words::in_lower_case(text, &asked);
        for (word, mark) in self.words.iter().zip(&mut self.marks) {
            if mark.is_outside() && known.has(&self.text[word.start..word.end]) {
                *mark = Mark::known();
            }
        }
    }

    /// Begins the next page.
    pub(super) fn turn(&mut self, at: usize) {
        self.start = at;
        self.words.clear();
        self.marks.clear();
        self.people.clear();
        self.runs.clear();
    }

    /// How many runs it has.
    pub(crate) fn runs(&self) -> usize {
        self.runs.len()
    }

    /// The words of a run, and what is known of each.
    pub(crate) fn run(&self, run: usize) -> (&[Word], &[Mark]) {
        let words = self.runs[run].words.clone();
        (&self.words[words.clone()], &self.marks[words])
    }

    /// The people whom the rules find in a run.
    pub(crate) fn by_rules(&self, run: usize) -> &[Person] {
        &self.people[self.runs[run].people.clone()]
    }
}

/// What the people found say of a word.
fn mark(word: &Word, people: &[Person]) -> Mark {
    let of_word = |it: &&Person| it.span.start <= word.start && word.end <= it.span.end;
    let Some(person) = people.iter().find(of_word) else { return Mark::default() };
    let tag = match (person.span.start == word.start, person.span.end == word.end) {
        (true, true) => Tag::Single,
        (true, false) => Tag::First,
        (false, _) => Tag::Later,
    };
    Mark::new(tag, person)
}

/// Whether a word may belong to a name that the rules do not see.
fn may_name(word: &Word) -> bool {
    let class = word.class;
    let frequent = class.surname() == 2 || class.forename() == 2;
    let listed = frequent || class.surname() + class.forename() > 0 && class.common() < 2;
    matches!(word.shape, Shape::Capital | Shape::Upper)
        && (class.is_unknown() || listed || class.is_title())
        && !(class.common() == 3 && class.forename() < 2)
}
