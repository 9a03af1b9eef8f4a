//! Comments of sheets, old (notes) and new (threads), and the people who wrote
//! them.

use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::xml::{Node, walk};

/// The mark of a note that only repeats a thread for older programs; it stands
/// where the author would.
const THREAD_MARK: &str = "tc={";

/// Pushes the comments of a part, of either kind.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push_comments(
    bytes: &[u8],
    container: &str,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    sink.open(Container::text(container, Layer::Comment));
    let mut authors: Vec<String> = Vec::new();
    let mut comment = Comment::default();
    let outcome = walk(bytes, |node| match node {
        Node::Open(element) => match element.name {
            "author" => authors.push(String::new()),
            "comment" | "threadedComment" => {
                comment.begin(element.text("ref"), author(&authors, element.text("authorId")))
            }
            "rPh" => comment.in_reading = true,
            "t" | "text" => comment.in_text = !comment.in_reading,
            _ => {}
        },
        Node::Text(text) if comment.in_text => comment.text.push_str(text),
        Node::Text(text) if comment.place.is_empty() => {
            if let Some(author) = authors.last_mut() {
                author.push_str(text.trim());
            }
        }
        Node::Text(_) => {}
        Node::Close("comment" | "threadedComment") => comment.end(sink),
        Node::Close("rPh") => comment.in_reading = false,
        Node::Close("t" | "text") => comment.in_text = false,
        Node::Close(_) => {}
    });
    sink.close();
    outcome
}

/// A comment while it is read.
#[derive(Default)]
struct Comment {
    place: String,
    author: String,
    text: String,
    in_text: bool,
    in_reading: bool,
}

impl Comment {
    fn begin(&mut self, place: &str, author: &str) {
        *self = Comment { place: place.to_owned(), author: author.to_owned(), ..Self::default() };
    }

    fn end(&mut self, sink: &mut dyn Sink) {
        for text in [self.author.trim(), self.text.trim()] {
            if !text.is_empty() && !text.starts_with(THREAD_MARK) {
                sink.push(Fragment::new(text, Layer::Comment, Place::Named(&self.place)));
            }
        }
    }
}

fn author<'a>(authors: &'a [String], index: &str) -> &'a str {
    let index = index.parse::<usize>().ok();
    index.and_then(|index| authors.get(index)).map_or("", String::as_str)
}
