//! The log of a shared workbook: who changed which cell, what was in it before
//! and after (ECMA-376 part 1, 18.11).

use super::Reader;
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::relations::relations_of;
use crate::read::xml::{Element, Node, walk};

/// Attributes that hold text: names of sheets, ranges and people.
const TELLING: &[&str] = &["name", "author", "oldName", "newName"];

/// Elements that are a change (18.11.1.22): of cells, rows and columns, moves,
/// views, sheets and their names, formats, defined names, comments, queries.
const CHANGES: &[&str] =
    &["rcc", "rrc", "rm", "rcv", "ris", "rsnm", "rfmt", "raf", "rdn", "rcmt", "rqt", "rcft"];

impl Reader<'_, '_> {
    /// Who made the changes of a log, as the list of logs says.
    pub(super) fn author_of(&mut self, log: &str) -> Option<String> {
        let headers = self.twin.names().find(|it| is_list(it))?.to_owned();
        let relations = relations_of(&mut self.twin, &headers).unwrap_or_default();
        let id = relations.into_iter().find(|it| it.target == log)?.id;
        let bytes = self.twin.take(&headers).ok().flatten()?;
        let mut author = None;
        // What is damaged is a gap when the list itself is read.
        let _ = walk(&bytes, |node| match node {
            Node::Open(element) if element.name == "header" && element.text("id") == id => {
                author = element.get("userName").map(str::to_owned);
            }
            _ => {}
        });
        author
    }
}

/// Whether a part is the list of logs.
fn is_list(part: &str) -> bool {
    ["revisionHeaders.xml", "revisionHeaders.bin"].iter().any(|it| part.ends_with(it))
}

/// Pushes the changes of a log.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push_log(
    bytes: &[u8],
    part: &str,
    author: Option<&str>,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    sink.open(Container::text(part, Layer::Revision));
    push(author.unwrap_or_default(), "changed by", sink);
    let mut log = Log::default();
    let outcome = walk(bytes, |node| match node {
        Node::Open(element) => log.open(element, sink),
        Node::Text(text) => log.text.push_str(text),
        Node::Close(name) => log.close(name, sink),
    });
    sink.close();
    outcome
}

/// A log while it is read.
#[derive(Default)]
struct Log {
    /// The cell at hand, and whether it is told as it was or as it became.
    place: String,
    text: String,
}

impl Log {
    fn open(&mut self, element: &Element<'_>, sink: &mut dyn Sink) {
        match element.name {
            "oc" => self.place = format!("{} before", element.text("r")),
            "nc" => self.place = format!("{} after", element.text("r")),
            name if CHANGES.contains(&name) => name.clone_into(&mut self.place),
            _ => {}
        }
        for name in TELLING {
            push(element.text(name), &self.place, sink);
        }
    }

    fn close(&mut self, name: &str, sink: &mut dyn Sink) {
        if matches!(name, "t" | "r") {
            return; // the runs of a cell are one text
        }
        let text = std::mem::take(&mut self.text);
        push(&text, &self.place, sink);
    }
}

fn push(text: &str, place: &str, sink: &mut dyn Sink) {
    if !text.trim().is_empty() {
        sink.push(Fragment::new(text.trim(), Layer::Revision, Place::Named(place)));
    }
}
