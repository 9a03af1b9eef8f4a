//! What the rules and the tagger say together of the people in a page.

use std::ops::Range;

use super::behind::is_firm;
use super::tagger::{NEVER, Scores, Tag, facts};
use super::words::{Join, Shape, Word};
use super::{Certainty, Grade, Page, Person};

/// Adds the people of a page, in the order of the text.
pub(crate) fn judge(page: &Page<'_>, weights: impl Fn(u32) -> [i32; 4], found: &mut Vec<Person>) {
    for run in 0..page.runs() {
        let scores = Scores::of(&facts(page, run), &weights);
        let (words, _) = page.run(run);
        Reading::new(page.text, words, scores).merge(page.by_rules(run), found);
    }
}

// The least leads, in the units of the weights, were chosen on text that was not
// trained on (examples/train_people, `--folds`).

/// By how much the best tags must be better than the best without a name that
/// only the tagger sees.
const LEAST_LEAD: i32 = 220;

/// By how much they may be better than the best with a name that only the rules
/// see, when it has one word, and when it has more.
const MOST_AGAINST: [i32; 2] = [300, 600];

/// By how much they must be better than the best without a name that both see, to
/// be sure of it.
const LEAST_LEAD_TO_BE_SURE: i32 = 600;

/// The same for a word that the document has in a longer name.
const LEAST_LEAD_TO_BE_SURE_AGAIN: i32 = 500;

/// The same for a forename alone: it is that of a cat, a planet or a storm too.
const LEAST_LEAD_TO_BE_SURE_OF_A_FORENAME: i32 = 900;

/// A name that the tagger sees.
struct Tagged {
    span: Range<usize>,
    /// By how much the best tags are better than the best without it.
    lead: i32,
    is_one_word: bool,
}

/// A run as the tagger reads it.
struct Reading<'a> {
    text: &'a str,
    words: &'a [Word],
    scores: Scores,
    /// The best tags, and their score.
    tags: Vec<Tag>,
    best: i32,
}

impl<'a> Reading<'a> {
    fn new(text: &'a str, words: &'a [Word], scores: Scores) -> Self {
        let (tags, best) = scores.best(|index, tag| against(words, index, tag));
        Reading { text, words, scores, tags, best }
    }

    /// The names that the tagger sees.
    fn names(&self) -> Vec<Tagged> {
        let mut all = Vec::new();
        let mut at = 0;
        while at < self.tags.len() {
            let inner = at..name_end(self.words, &self.tags, at);
            at = inner.end;
            let span = self.words[inner.start].start..self.words[inner.end - 1].end;
            if self.tags[inner.start] == Tag::Outside || is_firm(self.text, &span) {
                continue;
            }
            let lead = self.best - self.without(&inner);
            all.push(Tagged { span, lead, is_one_word: inner.len() == 1 });
        }
        all
    }

    /// The score of the best tags that leave some words outside.
    fn without(&self, left: &Range<usize>) -> i32 {
        let left_outside = |index: usize, tag| match left.contains(&index) && tag != Tag::Outside {
            true => NEVER,
            false => against(self.words, index, tag),
        };
        self.scores.best(left_outside).1
    }

    /// The score of the best tags with just this name.
    fn with(&self, name: &Range<usize>) -> i32 {
        let tag_of = |index: usize| match (index == name.start, name.len()) {
            (true, 1) => Tag::Single,
            (true, _) => Tag::First,
            (false, _) => Tag::Later,
        };
        let only_it = |index: usize, tag: Tag| match index {
            _ if name.contains(&index) => {
                if tag == tag_of(index) {
                    0
                } else {
                    NEVER
                }
            }
            _ if index == name.end && tag == Tag::Later => NEVER,
            _ => against(self.words, index, tag),
        };
        self.scores.best(only_it).1
    }

    /// Whether the tagger is all but certain that what the rules see is no name.
    fn denies(&self, person: &Person) -> bool {
        let inner = |word: &Word| touches(&(word.start..word.end), &person.span);
        let Some(start) = self.words.iter().position(inner) else { return false };
        let length = self.words[start..].iter().take_while(|word| inner(word)).count();
        let most = MOST_AGAINST[usize::from(length > 1)];
        person.grade == Grade::Alone && self.best - self.with(&(start..start + length)) > most
    }

    /// The person whom both see: where a rank or a title stands the rules know where
    /// the name begins, else the longer name is the whole one.
    fn agreed(&self, by_rules: &Person, tagged: Tagged) -> Person {
        let alone = by_rules.grade == Grade::Alone;
        let doubtful = alone && tagged.lead < self.least_to_be_sure(&tagged);
        let certainty = if doubtful { Certainty::Maybe } else { Certainty::Sure };
        let whole = !alone || by_rules.span.len() > tagged.span.len();
        let span = if whole { by_rules.span.clone() } else { tagged.span };
        Person { span, grade: by_rules.grade, certainty }
    }

    fn least_to_be_sure(&self, name: &Tagged) -> i32 {
        let first = self.words.iter().find(|word| word.start == name.span.start);
        match first.is_some_and(Word::is_forename_only) {
            _ if !name.is_one_word => LEAST_LEAD_TO_BE_SURE,
            true => LEAST_LEAD_TO_BE_SURE_OF_A_FORENAME,
            false => LEAST_LEAD_TO_BE_SURE_AGAIN,
        }
    }

    /// Whether a word that may be no name is all there is of the text: its column
    /// tells more.
    fn is_bare(&self, name: &Tagged) -> bool {
        let doubtful = |word: &Word| word.start == name.span.start && !word.class.is_only_name();
        name.is_one_word
            && self.text.trim().len() == name.span.len()
            && self.words.iter().any(doubtful)
    }

    /// Adds the people of the run: those of the tagger, and those of the rules that
    /// it does not see.
    fn merge(&self, by_rules: &[Person], found: &mut Vec<Person>) {
        let first = found.len();
        let tagged = self.names();
        let unseen = |it: &&Person| !tagged.iter().any(|tagged| touches(&it.span, &tagged.span));
        found.extend(by_rules.iter().filter(unseen).filter(|it| !self.denies(it)).cloned());
        for tagged in tagged {
            let person = match by_rules.iter().find(|it| touches(&it.span, &tagged.span)) {
                Some(same) => self.agreed(same, tagged),
                None if tagged.lead < LEAST_LEAD || self.is_bare(&tagged) => continue,
                None => {
                    Person { span: tagged.span, grade: Grade::Alone, certainty: Certainty::Maybe }
                }
            };
            if !found[first..].iter().any(|it| touches(&it.span, &person.span)) {
                found.push(person);
            }
        }
        found[first..].sort_by_key(|person| person.span.start);
    }
}

/// The end of the name that begins at a word, or of the word. Two short names with
/// but a blank between them are one.
fn name_end(words: &[Word], tags: &[Tag], at: usize) -> usize {
    let end = tagged_end(tags, at);
    let joins = words.get(end).is_some_and(|word| word.join == Join::Space);
    if tags[at] == Tag::Outside || !joins || tags[end] == Tag::Outside {
        return end;
    }
    let both = tagged_end(tags, end);
    if both - at > LONGEST_OF_TWO { end } else { both }
}

/// The end of the words that the tagger takes together.
fn tagged_end(tags: &[Tag], at: usize) -> usize {
    at + 1 + tags[at + 1..].iter().take_while(|tag| **tag == Tag::Later).count()
}

/// The words of two names that are one, at the most.
const LONGEST_OF_TWO: usize = 3;

/// What speaks against a tag of a word, whatever the weights say: no name goes
/// over an ampersand, a number or a title is no part of one, and capitals that
/// no list has as a name are short for something.
fn against(words: &[Word], index: usize, tag: Tag) -> i32 {
    let word = &words[index];
    let fits = match tag {
        Tag::Outside => true,
        Tag::Single => {
            may_belong(word) && !(word.shape == Shape::Upper && word.end - word.start < 4)
        }
        Tag::First => may_belong(word) && !is_short(word, words.get(index + 1)),
        Tag::Later => may_belong(word) && word.join != Join::Ampersand,
    };
    if fits { 0 } else { NEVER }
}

/// Whether a word is short for something before a name that is not in capitals,
/// as in `PCC Jane Sample`.
fn is_short(word: &Word, next: Option<&Word>) -> bool {
    let long = (3..6).contains(&(word.end - word.start));
    let apart = next.is_some_and(|next| next.shape == Shape::Capital);
    word.shape == Shape::Upper && long && apart && word.class.surname() + word.class.forename() == 0
}

/// Whether a word may belong to a name at all.
fn may_belong(word: &Word) -> bool {
    let class = word.class;
    let is_title = class.is_title() && class.forename() < 2;
    let is_rank = class.is_rank() && class.surname() < 2;
    !is_title && !is_rank && !matches!(word.shape, Shape::Number | Shape::Letters)
}

fn touches(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
