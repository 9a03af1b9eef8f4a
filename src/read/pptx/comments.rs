//! Comments on slides, old (ECMA-376 part 1, 19.4) and new ([MS-PPTX] 2.1.33),
//! and who wrote them, with the addresses that newer programs keep.

use std::collections::BTreeMap;

use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::xml::{Element, Node, walk};

/// The people of comments, by their numbers or identifiers.
#[derive(Debug, Default)]
pub(super) struct Authors {
    names: BTreeMap<String, String>,
}

impl Authors {
    /// Reads a list of people of either kind.
    ///
    /// # Errors
    ///
    /// When the part is damaged. What came before is known.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), Reason> {
        walk(bytes, |node| {
            if let Node::Open(element) = node
                && matches!(element.name, "cmAuthor" | "author")
            {
                self.names.insert(element.text("id").to_owned(), element.text("name").to_owned());
            }
        })
    }
}

/// Pushes the people of comments: names, initials and addresses.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push_authors(bytes: &[u8], part: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    sink.open(Container::text(part, Layer::Comment));
    let outcome = walk(bytes, |node| {
        let Node::Open(element) = node else { return };
        if !matches!(element.name, "cmAuthor" | "author") {
            return;
        }
        for name in ["name", "initials", "userId"] {
            push_text(element.text(name), "author", sink);
        }
    });
    sink.close();
    outcome
}

/// A comment or a reply while it is read.
#[derive(Default)]
struct Comment {
    author: String,
    place: String,
    lines: Vec<String>,
    line: String,
}

impl Comment {
    fn of(element: &Element<'_>, authors: &Authors) -> Self {
        let id = element.text("authorId");
        let date = element.get("created").or(element.get("dt")).unwrap_or_default();
        let what = if element.name == "reply" { "reply" } else { "comment" };
        Comment {
            author: authors.names.get(id).cloned().unwrap_or_default(),
            place: format!("{what} of {date}"),
            ..Comment::default()
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.lines.extend(Some(line).filter(|it| !it.trim().is_empty()));
    }
}

/// Pushes the comments of a part.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push(
    bytes: &[u8],
    container: &str,
    authors: &Authors,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    sink.open(Container::text(container, Layer::Comment));
    let mut open: Vec<Comment> = Vec::new();
    let mut is_text = false;
    let outcome = walk(bytes, |node| match node {
        Node::Open(element) => {
            is_text = matches!(element.name, "text" | "t");
            if matches!(element.name, "cm" | "reply") {
                open.push(Comment::of(element, authors));
            }
        }
        Node::Text(text) if is_text => {
            open.iter_mut().rev().take(1).for_each(|it| it.line.push_str(text));
        }
        Node::Text(_) => {}
        Node::Close(name) => {
            is_text = false;
            if matches!(name, "p" | "br" | "text") {
                open.iter_mut().rev().take(1).for_each(Comment::end_line);
            }
            if matches!(name, "cm" | "reply")
                && let Some(mut comment) = open.pop()
            {
                comment.end_line();
                push_text(&comment.author, &comment.place, sink);
                push_text(&comment.lines.join("\n"), &comment.place, sink);
            }
        }
    });
    sink.close();
    outcome
}

fn push_text(text: &str, place: &str, sink: &mut dyn Sink) {
    if !text.trim().is_empty() {
        sink.push(Fragment::new(text.trim(), Layer::Comment, Place::Named(place)));
    }
}
