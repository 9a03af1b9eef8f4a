//! What the rules and the tagger say together of the people in a page.

use std::ops::Range;

use super::tagger::{Scores, Tag, facts};
use super::words::{Join, Shape, Word};
use super::{Certainty, Grade, Page, Person};

/// Adds the people of a page, in the order of the text.
pub(crate) fn judge(page: &Page<'_>, weights: impl Fn(u32) -> [i32; 4], found: &mut Vec<Person>) {
    for run in 0..page.runs() {
        let scores = Scores::of(&facts(page, run), &weights);
        let (words, _) = page.run(run);
        merge(page.by_rules(run), &tagged(words, &scores), found);
    }
}

/// By how much a name that only the tagger sees must be better than none.
const LEAST_LEAD: i32 = 100;

/// A name that the tagger sees.
struct Tagged {
    span: Range<usize>,
    /// How much better the best tags are than the best of those without it.
    lead: i32,
}

fn tagged(words: &[Word], scores: &Scores) -> Vec<Tagged> {
    let (tags, best) = scores.best(|index, tag| may_be(&words[index], tag));
    let mut all = Vec::new();
    let mut at = 0;
    while at < tags.len() {
        let later = tags[at + 1..].iter().take_while(|tag| **tag == Tag::Later).count();
        let end = at + 1 + later;
        if tags[at] != Tag::Outside {
            let inner = at..end;
            let (_, without) =
                scores.best(|index, tag| match inner.contains(&index) {
                    true => tag == Tag::Outside,
                    false => may_be(&words[index], tag),
                });
            let span = words[at].start..words[end - 1].end;
            all.push(Tagged { span, lead: best - without });
        }
        at = end;
    }
    all
}

/// Whether a word may have a tag: no name goes over an ampersand, and a number
/// or a title is no part of one.
fn may_be(word: &Word, tag: Tag) -> bool {
    let is_none = matches!(word.shape, Shape::Number | Shape::Letters)
        || word.class.is_title() && word.class.forename() < 2
        || word.class.is_rank() && word.class.surname() < 2;
    match tag {
        Tag::Outside => true,
        Tag::Later if word.join == Join::Ampersand => false,
        _ => !is_none,
    }
}

/// Adds the people of a run: those of the tagger, and those of the rules that
/// it does not see.
fn merge(by_rules: &[Person], tagged: &[Tagged], found: &mut Vec<Person>) {
    let first = found.len();
    for Tagged { span, lead } in tagged {
        let same = by_rules.iter().find(|it| touches(&it.span, span));
        if same.is_none() && *lead < LEAST_LEAD {
            continue;
        }
        let grade = same.map_or(Grade::Alone, |it| it.grade);
        let certainty = if same.is_some() { Certainty::Sure } else { Certainty::Maybe };
        found.push(Person { span: span.clone(), grade, certainty });
    }
    let unseen = by_rules.iter().filter(|it| !tagged.iter().any(|tag| touches(&it.span, &tag.span)));
    found.extend(unseen.cloned());
    found[first..].sort_by_key(|person| person.span.start);
}

fn touches(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
