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

/// A name without the titles that some sets mark with it, and without what stands
/// before those: `Vice President Jane Sample`.
fn untitled(text: &str, mut span: Range<usize>) -> Range<usize> {
    let written = &text[span.clone()];
    let ends = written.match_indices(' ').map(|(at, _)| at);
    let starts = [0].into_iter().chain(ends.clone().map(|at| at + 1));
    for (start, end) in starts.zip(ends) {
        let class = class(written[start..end].trim_end_matches('.'));
        let announces = class.is_title() || class.is_rank();
        if announces && class.forename() < 2 && (start == 0 || class.surname() < 2) {
            span.start = span.end - (written.len() - end - 1);
        }
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
