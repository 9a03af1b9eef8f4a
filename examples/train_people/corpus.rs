//! Documents with the people in them marked.

use std::ops::Range;

use crate::rule::names::class;

#[derive(serde::Deserialize)]
struct Written {
    text: String,
    people: Vec<(usize, usize)>,
}

/// A text with the people in it marked.
#[derive(Clone, Default)]
pub(crate) struct Document {
    pub(crate) text: String,
    /// The bytes of each name, in the order of the text.
    pub(crate) people: Vec<Range<usize>>,
    /// Marks that are no names of people, such as those of accounts: nothing is
    /// learnt there.
    pub(crate) others: Vec<Range<usize>>,
}

/// The documents of a file, as they are marked.
pub(crate) fn read(path: &str) -> Vec<Document> {
    let lines = std::fs::read_to_string(path).unwrap();
    lines.lines().map(|line| document(serde_json::from_str(line).unwrap())).collect()
}

fn document(Written { text, people }: Written) -> Document {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let people = people.iter().map(|&(start, end)| bytes[start]..bytes[end]).collect();
    Document { text, people, others: Vec::new() }
}

/// A document marked as all are meant to be: names without titles, and no
/// accounts.
pub(crate) fn cleaned(document: Document) -> Document {
    let Document { text, people, .. } = document;
    let (others, people): (Vec<_>, Vec<_>) =
        people.into_iter().partition(|span| is_account(&text, span));
    let people = people.into_iter().map(|span| untitled(&text, span)).collect();
    Document { text, people, others }
}

/// A name without the titles that some sets mark with it.
fn untitled(text: &str, mut span: Range<usize>) -> Range<usize> {
    while let Some((first, rest)) = text[span.clone()].split_once(' ') {
        let class = class(first.trim_end_matches('.'));
        if !(class.is_title() || class.is_rank()) || class.forename() == 2 {
            break;
        }
        span.start = span.end - rest.len();
    }
    span
}

/// Whether a mark is that of an account, as in `@ someone` and `#someone`.
fn is_account(text: &str, span: &Range<usize>) -> bool {
    let marks = ['@', '#'];
    let before = text[..span.start].trim_end_matches(' ');
    text[span.clone()].starts_with(marks) || before.ends_with(marks)
}

/// Whether two spans share a byte.
pub(crate) fn touches(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
