//! What the rules and the tagger say together of the people in a page.

use std::ops::Range;

use super::behind::is_instructed;
use super::tagger::{NEVER, Scores, Tag, facts};
use super::words::{Join, Shape, Word};
use super::{Certainty, Grade, Page, Person};

/// Adds the people of a page, in the order of the text.
pub(crate) fn judge(page: &Page<'_>, weights: impl Fn(u32) -> [i32; 4], found: &mut Vec<Person>) {
    for run in 0..page.runs() {
        let scores = Scores::of(&facts(page, run), &weights);
        let (words, _) = page.run(run);
        let by_rules = page.by_rules(run);
        merge(by_rules, tagged(page.text, words, &scores), found);
    }
}

/// By how much the best tags must be better than the best without a name that
/// only the tagger sees, in the units of the weights: the least that gave more
/// right names than wrong ones on text not trained on.
const LEAST_LEAD: i32 = 180;

/// The same for a name of one word that the rules see as well, to be sure of it:
/// a forename alone is that of a cat, a planet or a storm too.
const LEAST_LEAD_OF_ONE: i32 = 500;

/// A name that the tagger sees.
struct Tagged {
    span: Range<usize>,
    /// By how much the best tags are better than the best without it.
    lead: i32,
    is_one_word: bool,
}

/// The names that the tagger sees in a run.
fn tagged(text: &str, words: &[Word], scores: &Scores) -> Vec<Tagged> {
    let (tags, best) = scores.best(|index, tag| against(words, index, tag));
    let mut all = Vec::new();
    let mut at = 0;
    while at < tags.len() {
        let inner = at..name_end(words, &tags, at);
        at = inner.end;
        let span = words[inner.start].start..words[inner.end - 1].end;
        if tags[inner.start] == Tag::Outside || is_instructed(text, span.start) {
            continue;
        }
        let lead = best - without(words, scores, &inner);
        all.push(Tagged { span, lead, is_one_word: inner.len() == 1 });
    }
    all
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

/// The score of the best tags that leave some words outside.
fn without(words: &[Word], scores: &Scores, left: &Range<usize>) -> i32 {
    let left_outside = |index: usize, tag| match left.contains(&index) && tag != Tag::Outside {
        true => NEVER,
        false => against(words, index, tag),
    };
    scores.best(left_outside).1
}

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

/// Adds the people of a run: those of the tagger, and those of the rules that
/// it does not see.
fn merge(by_rules: &[Person], tagged: Vec<Tagged>, found: &mut Vec<Person>) {
    let first = found.len();
    let unseen = |it: &&Person| !tagged.iter().any(|tagged| touches(&it.span, &tagged.span));
    found.extend(by_rules.iter().filter(unseen).cloned());
    for tagged in tagged {
        let person = match by_rules.iter().find(|it| touches(&it.span, &tagged.span)) {
            Some(same) => agreed(same, tagged),
            None if tagged.lead < LEAST_LEAD => continue,
            None => Person { span: tagged.span, grade: Grade::Alone, certainty: Certainty::Maybe },
        };
        if !found[first..].iter().any(|it| touches(&it.span, &person.span)) {
            found.push(person);
        }
    }
    found[first..].sort_by_key(|person| person.span.start);
}

/// The person whom both see: where a rank or a title stands the rules know where
/// the name begins, else the longer name is the whole one.
fn agreed(by_rules: &Person, tagged: Tagged) -> Person {
    let alone = by_rules.grade == Grade::Alone;
    let whole = !alone || by_rules.span.len() > tagged.span.len();
    let span = if whole { by_rules.span.clone() } else { tagged.span };
    let doubtful = alone && tagged.is_one_word && tagged.lead < LEAST_LEAD_OF_ONE;
    let certainty = if doubtful { Certainty::Maybe } else { Certainty::Sure };
    Person { span, grade: by_rules.grade, certainty }
}

fn touches(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
