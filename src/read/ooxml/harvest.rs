//! The texts of an XML part that nobody reads for its structure: drawings,
//! charts, connections, logs. Every text node, and the attributes that hold text.

use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::xml::{Element, Node, walk};

/// Which attributes of a part hold text.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) enum Attributes {
    /// These: `name` in any element, `element@name` in one.
    Named(&'static [&'static str]),
    /// All that hold a letter: the part's structure is not known well enough.
    All,
}

/// Elements within a line of text: their ends do not end the line.
const INLINE: &[&str] = &["t", "r", "rPr", "b", "i", "u", "span", "font", "a", "fld", "solidFill"];

/// Elements whose text is a reference or a code rather than words.
const CODES: &[&str] = &["f", "formatCode", "Anchor", "FmlaMacro", "FmlaLink", "Row", "Column"];

/// Elements around numbers of a drawing: where it lies, how its control behaves.
const LAYOUT: &[&str] = &["from", "to", "ClientData"];

/// The first words of names that programs give to shapes, a number behind them.
const GIVEN_NAMES: &[&str] = &[
    "AutoShape",
    "Button",
    "Chart",
    "Check Box",
    "Comment",
    "Diagram",
    "Drop Down",
    "Graphic",
    "Group",
    "Group Box",
    "Image",
    "Label",
    "Line",
    "List Box",
    "Object",
    "Option Button",
    "Oval",
    "Picture",
    "Rectangle",
    "Rounded Rectangle",
    "Scroll Bar",
    "Shape",
    "Spinner",
    "Straight Arrow Connector",
    "Straight Connector",
    "Text Box",
    "TextBox",
];

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
    let mut path: Vec<String> = Vec::new();
    let mut layout = 0;
    let outcome = walk(bytes, |node| match node {
        Node::Open(start) => {
            harvest.attributes(start, attributes);
            layout += usize::from(LAYOUT.contains(&start.name));
            path.push(start.name.to_owned());
        }
        Node::Text(more) => {
            if layout == 0 && !path.last().is_some_and(|it| CODES.contains(&it.as_str())) {
                text.push_str(more);
            }
        }
        Node::Close(name) => {
            path.pop();
            layout -= usize::from(LAYOUT.contains(&name));
            if !INLINE.contains(&name) {
                // Paragraphs of a chart are its titles: they are on the page.
                let is_title = layer == Layer::ChartCache && name == "p";
                harvest.push(&text, if is_title { Layer::TextBox } else { layer });
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
            let telling = match attributes {
                Attributes::Named(names) => is_named(names, element.name, name),
                // `xsi:nil` says that there is no value.
                Attributes::All => name != "nil" && value.contains(char::is_alphabetic),
            };
            let is_shape = element.name == "cNvPr" && name == "name";
            if telling && !(is_shape && is_given(value)) {
                let alternative = is_shape || ALTERNATIVE.contains(&name);
                let seen = self.layer == Layer::TextBox && alternative;
                self.push(value, if seen { Layer::AltText } else { self.layer });
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

/// Whether the attribute of an element is one of these.
fn is_named(names: &[&str], element: &str, attribute: &str) -> bool {
    names.iter().any(|name| match name.split_once('@') {
        Some((owner, name)) => owner == element && name == attribute,
        None => *name == attribute,
    })
}

/// Whether the name of a shape is one that its program gave it.
pub(in crate::read) fn is_given(name: &str) -> bool {
    let bare = name.trim_end_matches(|it: char| it.is_ascii_digit()).trim_end();
    bare.len() < name.len() && GIVEN_NAMES.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_is_named_by_its_program_or_by_a_person() {
        assert!(is_given("Text Box 12"));
        assert!(!is_given("Sample 12"));
        assert!(!is_given("Picture"), "no number");
        assert!(!is_given("12"));
    }

    #[test]
    fn an_attribute_is_named_alone_or_with_its_element() {
        assert!(is_named(&["s@v"], "s", "v"));
        assert!(!is_named(&["s@v"], "rc", "v"));
        assert!(is_named(&["v"], "rc", "v"));
    }
}
