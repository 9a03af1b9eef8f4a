//! What the texts of a document belong to: itself, a cell, a comment, a note, a
//! shape, a header; and what becomes of them when that ends.

use super::Prose;
use crate::document::{Container, Fragment, Layer, Place};
use crate::read::lines::Lines;
use crate::read::xml::Element;

/// What texts belong to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Document,
    Cell,
    Comment,
    Note,
    Shape,
    /// What only says where text may go.
    Prompt,
    Header,
    Deletion,
    Notes,
}

/// Elements that texts are within, and the lines so far.
#[derive(Debug)]
pub(super) struct Holder {
    pub(super) kind: Kind,
    pub(super) layer: Layer,
    /// The element whose end ends it.
    pub(super) element: String,
    /// How many paragraphs of it are open.
    pub(super) depth: u32,
    pub(super) lines: Lines,
    /// Its number among the shapes of the slide at hand.
    pub(super) shape: Option<usize>,
}

impl Holder {
    pub(super) fn new(kind: Kind, layer: Layer, element: &str) -> Self {
        let element = element.to_owned();
        Holder { kind, layer, element, depth: 0, lines: Lines::default(), shape: None }
    }
}

/// A comment while it is read, and until the document has ended.
#[derive(Debug, Default)]
pub(super) struct Comment {
    /// Where it stands, and when it was written.
    place: String,
    /// Who wrote it, and with which initials.
    people: Vec<String>,
    text: String,
}

/// Elements that are shapes (OpenDocument 1.3 part 3, 10.3).
const SHAPES: &[&str] = &[
    "frame",
    "g",
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "line",
    "polyline",
    "polygon",
    "regular-polygon",
    "path",
    "connector",
    "measure",
    "caption",
    "control",
    "scene",
    "page-thumbnail",
];

/// Elements of master pages that stand at the edge of each page (16.10 to 16.13).
const HEADERS: &[&str] =
    &["header", "footer", "header-left", "footer-left", "header-first", "footer-first"];

/// Whether an element is a shape.
pub(super) fn is_shape(element: &str) -> bool {
    SHAPES.contains(&element)
}

/// Whether an element of a master page is a header or a footer.
pub(super) fn is_header(element: &str) -> bool {
    HEADERS.contains(&element)
}

/// Whether an element of a master page stands for what its program fills in.
pub(super) fn is_field(element: &str) -> bool {
    matches!(
        element,
        "page-number" | "page-count" | "page-name" | "sheet-name" | "date" | "time" | "date-time"
    )
}

impl Prose<'_> {
    /// Begins what texts belong to from here on.
    pub(super) fn begin_holder(&mut self, kind: Kind, layer: Layer, element: &str) {
        self.holders.push(Holder::new(kind, layer, element));
    }

    pub(super) fn begin_header(&mut self, element: &Element<'_>) {
        let is_shown = element.text("display") != "false";
        let layer = if is_shown { Layer::HeaderFooter } else { Layer::InvisibleText };
        self.begin_holder(Kind::Header, layer, element.name);
    }

    pub(super) fn begin_comment(&mut self, element: &Element<'_>) {
        let at = match &self.slide {
            Some(slide) => slide.name.clone(),
            None => format!("line {}", self.holders.first().map_or(1, |it| it.lines.number())),
        };
        let is_reply = element.get("parent-name").is_some();
        let place = if is_reply { format!("reply at {at}") } else { at };
        self.comments.push(Comment { place, ..Comment::default() });
        self.begin_holder(Kind::Comment, Layer::Comment, element.name);
    }

    /// Takes the name of who wrote a comment or made a change.
    pub(super) fn take_person(&mut self, name: &str) {
        if self.holder().kind == Kind::Comment {
            return self.comments.iter_mut().rev().take(1).for_each(|it| {
                it.people.push(name.to_owned());
            });
        }
        let (layer, place) = self.changes.author();
        self.push(name, layer, &place);
    }

    pub(super) fn take_date(&mut self, date: &str) {
        if self.holder().kind == Kind::Comment {
            self.comments.iter_mut().rev().take(1).for_each(|it| {
                it.place = format!("{} of {date}", it.place);
            });
        }
    }

    /// Hands over the lines of what ends.
    pub(super) fn end_holder(&mut self) {
        let Some(mut holder) = self.holders.pop() else { return };
        let texts = holder.lines.texts();
        match holder.kind {
            Kind::Document | Kind::Cell | Kind::Prompt => {}
            Kind::Comment => {
                let text: Vec<String> = texts.into_iter().map(|it| it.1).collect();
                self.comments.iter_mut().rev().take(1).for_each(|it| it.text = text.join("\n"));
            }
            Kind::Notes => self.notes.extend(texts.into_iter().map(|it| it.1)),
            Kind::Note => self.push_all(&texts, "note"),
            Kind::Header => self.push_all(&texts, "header or footer"),
            Kind::Deletion => {
                let place = self.changes.place();
                self.push_all(&texts, &place);
            }
            Kind::Shape => self.end_shape(texts, holder.shape),
        }
    }

    /// Pushes texts to a place with a name.
    pub(super) fn push_all(&mut self, texts: &[(Layer, String)], place: &str) {
        texts.iter().for_each(|(layer, text)| self.push(text, *layer, place));
    }

    /// Pushes the comments of the document.
    pub(super) fn push_comments(&mut self) {
        let comments = std::mem::take(&mut self.comments);
        if comments.is_empty() {
            return;
        }
        self.sink.open(Container::text("comments", Layer::Comment));
        for comment in &comments {
            let place = Place::Named(&comment.place);
            for text in comment.people.iter().chain([&comment.text]) {
                if !text.trim().is_empty() {
                    self.sink.push(Fragment::new(text, Layer::Comment, place));
                }
            }
        }
        self.sink.close();
    }
}
