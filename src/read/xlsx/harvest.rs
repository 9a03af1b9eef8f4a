//! The texts of an XML part that nobody reads for its structure: drawings,
//! charts, connections, logs. Every text node, and the attributes that hold text.

use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::xml::{Element, Node, walk};

/// Which attributes of a part hold text.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) enum Attributes {
    /// These, whatever their element.
    Named(&'static [&'static str]),
    /// All that hold a letter: the part's structure is not known well enough.
    All,
}

/// Elements within a line of text: their ends do not end the line.
const INLINE: &[&str] = &["t", "r", "rPr", "b", "i", "u", "span", "font", "a", "fld", "solidFill"];

/// Elements whose text is a reference or a code rather than words.
const CODES: &[&str] = &["f", "formatCode", "Anchor", "FmlaMacro", "FmlaLink", "Row", "Column"];

/// Attributes of pictures and shapes that describe them.
const ALTERNATIVE: &[&str] = &["descr", "title", "alt"];

/// Pushes the texts of a part as a container of a layer.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(in crate::read) fn push_texts(
    bytes: &[u8],
    part: &str,
    layer: Layer,
    attributes: Attributes,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let mut harvest = Harvest { part, layer, open: false, line: 0, sink };
    let mut text = String::new();
    let mut element = String::new();
    let outcome = walk(bytes, |node| match node {
        Node::Open(start) => {
            start.name.clone_into(&mut element);
            harvest.attributes(start, attributes);
        }
        Node::Text(more) if !CODES.contains(&element.as_str()) => text.push_str(more),
        Node::Text(_) => {}
        Node::Close(name) => {
            element.clear();
            if !INLINE.contains(&name) {
                harvest.push(&text, layer);
                text.clear();
            }
        }
    });
    harvest.push(&text, layer);
    harvest.end();
    outcome
}

/// A part while its texts are pushed; its container begins with the first.
struct Harvest<'h> {
    part: &'h str,
    layer: Layer,
    open: bool,
    line: u64,
    sink: &'h mut dyn Sink,
}

impl Harvest<'_> {
    fn attributes(&mut self, element: &Element<'_>, attributes: Attributes) {
        for (name, value) in element.iter() {
            let alternative =
                ALTERNATIVE.contains(&name) || (name == "name" && element.name == "cNvPr");
            match attributes {
                Attributes::Named(names) if !names.contains(&name) => {}
                Attributes::All if !value.contains(char::is_alphabetic) => {}
                _ if alternative && self.layer == Layer::TextBox => {
                    self.push(value, Layer::AltText)
                }
                _ => self.push(value, self.layer),
            }
        }
    }

    fn push(&mut self, text: &str, layer: Layer) {
        if text.trim().is_empty() {
            return;
        }
        if !self.open {
            self.sink.open(Container::text(self.part, self.layer));
            self.open = true;
        }
        self.line += 1;
        self.sink.push(Fragment::new(text.trim(), layer, Place::Line(self.line)));
    }

    fn end(&mut self) {
        if self.open {
            self.sink.close();
        }
    }
}
