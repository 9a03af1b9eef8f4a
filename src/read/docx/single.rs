//! Documents that Word 2003 writes as one XML file (Office 2003 XML Reference
//! Schemas, WordprocessingML): its elements are those of a document, but for comments
//! and tracked changes, and for pictures, which stand in the text.

use memchr::memmem;

use super::look::Ground;
use super::settings::push_settings;
use super::story::{About, Story};
use super::styles::{Styles, push_names};
use crate::artefact::Artefact;
use crate::document::{Container, Enclosure, Gap, Layer, Reason, Sink};
use crate::read::properties::push_properties;
use crate::read::xml::{self, Element, Node, Piece, walk_whole};
use crate::read::{Budget, Format, base64};

/// Documents of Word 2003 in XML.
pub(in crate::read) const FORMAT: Format =
    Format { name: "word-xml", extensions: &["xml"], sniff, read };

/// The bytes at the front in which the root element is looked for.
const HEAD: usize = 4096;

/// Parts of a document that are told for themselves: the element, the name and the
/// layer of each. Comments come first, as their mark has no name of its own.
const APART: &[(&str, &str, Layer)] = &[
    (COMMENT, "comments", Layer::Comment),
    ("hdr", "headers", Layer::HeaderFooter),
    ("ftr", "footers", Layer::HeaderFooter),
    ("footnote", "footnotes", Layer::Footnote),
    ("endnote", "endnotes", Layer::Footnote),
];

/// What a comment is called here, and the mark of all that somebody changed.
const COMMENT: &str = "Word.Comment";
const MARK: &str = "annotation";

/// What is read as documents write it: its parts, and the element around each.
const SECTIONS: [&str; 3] = ["docPr", "DocumentProperties", "CustomDocumentProperties"];

fn sniff(artefact: &Artefact<'_>) -> bool {
    let head = &artefact.bytes()[..artefact.bytes().len().min(HEAD)];
    xml::root(head).is_some_and(|root| root == "wordDocument")
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let text = xml::decoded(artefact.bytes());
    let bytes = text.as_bytes();
    let mut styles = Styles::default();
    let _ = styles.read(bytes); // the walk over the text says what is damaged
    let outcome = push_story(bytes, None, &styles, sink);
    for (element, ..) in APART {
        if memmem::find(bytes, element.as_bytes()).is_some() {
            let _ = push_story(bytes, Some(element), &styles, sink);
        }
    }
    let _ = push_names(bytes, sink);
    for name in SECTIONS {
        let Some(section) = section(&text, name) else { continue };
        if let Err(reason) = push_section(name, section, sink) {
            sink.gap(Gap::part(name, reason));
        }
    }
    outcome.and(push_data(bytes, budget, sink))
}

/// The bytes of an element of the front, its own tags among them.
fn section<'a>(text: &'a str, name: &str) -> Option<&'a [u8]> {
    let named = format!(":{name}");
    let is_tag = |at: &usize| text[at + named.len()..].starts_with(['>', ' ', '\n', '\r']);
    let place = text.match_indices(&named).map(|it| it.0).find(is_tag)?;
    let start = text[..place].rfind('<')?;
    let end = text.rfind(&format!("{named}>"))? + named.len() + 1;
    let is_whole = text[start..end.max(start)].contains("</");
    is_whole.then(|| &text.as_bytes()[start..end])
}

fn push_section(name: &str, section: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
    if name == "docPr" {
        return push_settings(section, sink);
    }
    sink.open(Container::text("properties", Layer::Property));
    let outcome = push_properties(section, sink);
    sink.close();
    outcome
}

/// Pushes the body, or the parts of an element that are told for themselves.
fn push_story(
    bytes: &[u8],
    apart: Option<&str>,
    styles: &Styles,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let row = APART.iter().find(|row| Some(row.0) == apart);
    let (name, layer) = row.map_or(("", Layer::Body), |row| (row.1, row.2));
    let page = Ground::Page([255; 3]);
    let about = About { name: name.to_owned(), layer, page, is_coloured: false, notes: None };
    let story = Story::new(about, styles, sink);
    let mut walk = Walk { story, apart, open: Vec::new(), comments: 0 };
    let outcome = walk_whole(bytes, |piece| walk.take(&piece));
    walk.story.end();
    outcome
}

/// What an open element is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Standing {
    /// It is none of the story.
    Outside,
    /// It is of the story.
    Within,
    /// It is told as an element of another name.
    As(&'static str),
}

/// The walk over the file.
struct Walk<'s, 'a> {
    story: Story<'s>,
    apart: Option<&'a str>,
    open: Vec<Standing>,
    comments: usize,
}

impl Walk<'_, '_> {
    fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Node(Node::Open(element)) => self.open(element),
            Piece::Node(Node::Close(name)) => match self.open.pop() {
                Some(Standing::Within) => self.story.take(&Piece::Node(Node::Close(name))),
                Some(Standing::As("")) | Some(Standing::Outside) | None => {}
                Some(Standing::As(own)) => self.story.take(&Piece::Node(Node::Close(own))),
            },
            Piece::Node(Node::Text(_)) if !self.is_within() => {}
            Piece::Aside(_) if self.apart.is_some() => {}
            piece => self.story.take(piece),
        }
    }

    fn is_within(&self) -> bool {
        self.open.last().is_some_and(|it| *it != Standing::Outside)
    }

    fn open(&mut self, element: &Element<'_>) {
        let kind = if element.name == MARK { element.text("type") } else { element.name };
        let standing = self.standing(element.name, kind);
        match standing {
            Standing::Outside | Standing::As("") => {}
            Standing::Within => self.story.take(&Piece::Node(Node::Open(element))),
            Standing::As(own) => {
                self.comments += 1;
                let number = self.comments.to_string();
                let attributes = [
                    ("id", number.as_str()),
                    ("author", element.text("author")),
                    ("initials", element.text("initials")),
                    ("date", element.text("createdate")),
                    ("name", element.text("name")),
                ];
                let element = Element::new(own, &attributes);
                self.story.take(&Piece::Node(Node::Open(&element)));
            }
        }
        self.open.push(standing);
    }

    /// What an element is, by its name and by what it marks.
    fn standing(&self, name: &str, kind: &str) -> Standing {
        let is_apart = APART.iter().any(|row| row.0 == kind);
        if !self.is_within() {
            let begins = self.apart.map_or(name == "body", |apart| apart == kind);
            return match (begins, kind) {
                (false, _) => Standing::Outside,
                (_, COMMENT) => Standing::As("comment"),
                (_, "footnote") => Standing::As("footnote"),
                (_, "endnote") => Standing::As("endnote"),
                _ => Standing::As(""),
            };
        }
        match kind {
            _ if is_apart => Standing::Outside,
            "Word.Insertion" => Standing::As("ins"),
            "Word.Deletion" => Standing::As("del"),
            "Word.Bookmark.Start" => Standing::As("bookmarkStart"),
            "binData" => Standing::Outside,
            _ if name == MARK || matches!(name, "content" | "sect" | "sub-section") => {
                Standing::As("")
            }
            _ => Standing::Within,
        }
    }
}

/// Pushes the pictures and objects, which stand in base64 in the text.
fn push_data(bytes: &[u8], budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let (mut name, mut count, mut flaw) = (None, 0, Ok(()));
    let outcome = walk_whole(bytes, |piece| match piece {
        Piece::Node(Node::Open(element)) => {
            let is_data = matches!(element.name, "binData" | "docOleData" | "docSuppData");
            let own = element.text("name").rsplit('/').next().unwrap_or_default().to_owned();
            name = is_data.then_some(own);
        }
        Piece::Node(Node::Text(text)) if name.is_some() && !text.trim().is_empty() => {
            count += 1;
            let own = name.take().filter(|it| !it.is_empty());
            let own = own.unwrap_or_else(|| format!("data{count}"));
            let data = base64::decoded(text).ok_or(Reason::Truncated);
            let data = data.and_then(|it| budget.unpack(it.len() as u64).map(|()| it));
            match data {
                Ok(bytes) => sink.enclose(Enclosure { name: &own, bytes: &bytes }),
                Err(reason) => flaw = Err(reason),
            }
        }
        _ => {}
    });
    outcome.and(flaw)
}
