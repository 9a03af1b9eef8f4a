//! Drawings on sheets: text boxes, pictures and shapes, what describes them, and
//! those that nobody sees (ECMA-376 part 1, 20.5).

use std::collections::BTreeSet;

use super::harvest::is_given;
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::xml::{Element, Node, walk};

/// Elements that are a shape of some sort.
const SHAPES: &[&str] = &["sp", "pic", "cxnSp", "graphicFrame", "grpSp", "contentPart"];

/// Elements whose text says where a shape lies.
const PLACES: &[&str] = &["col", "row", "colOff", "rowOff", "x", "y"];

/// Pushes what a drawing holds; `hidden` is the layer of one on a hidden sheet.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push_drawing(
    bytes: &[u8],
    part: &str,
    hidden: Option<Layer>,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let mut drawing = Drawing { hidden, ..Drawing::default() };
    let outcome = walk(bytes, |node| match node {
        Node::Open(element) => drawing.open(element),
        Node::Text(text) => drawing.take(text),
        Node::Close(name) => drawing.close(name),
    });
    drawing.end_line();
    if drawing.told.is_empty() {
        return outcome;
    }
    sink.open(Container::text(part, hidden.unwrap_or(Layer::TextBox)));
    for (line, (layer, text)) in (1..).zip(&drawing.told) {
        sink.push(Fragment::new(text, *layer, Place::Line(line)));
    }
    sink.close();
    outcome
}

/// A shape that is open.
#[derive(Default)]
struct Shape {
    name: String,
    /// Whether its file says that it is hidden.
    is_hidden: bool,
    /// How many texts were told before it.
    before: usize,
}

/// A drawing while it is read.
#[derive(Default)]
struct Drawing {
    hidden: Option<Layer>,
    shapes: Vec<Shape>,
    /// The elements that are open.
    at: Vec<String>,
    /// The corners of the anchor at hand, as they are written.
    corners: Vec<String>,
    /// Whether the anchor at hand has no size.
    is_nowhere: bool,
    /// How deep in elements for older programs.
    fallbacks: usize,
    text: String,
    /// The texts, each once more if a copy for older programs differs.
    told: Vec<(Layer, String)>,
    seen: BTreeSet<String>,
}

impl Drawing {
    fn open(&mut self, element: &Element<'_>) {
        match element.name {
            name if name.ends_with("Anchor") => {
                self.corners.clear();
                self.is_nowhere = false;
            }
            "Fallback" => self.fallbacks += 1,
            "ext" if self.at.last().is_some_and(|it| it.ends_with("Anchor")) => {
                self.is_nowhere = element.text("cx") == "0" || element.text("cy") == "0";
            }
            name if SHAPES.contains(&name) => {
                self.is_nowhere |= self.has_no_size();
                let before = self.told.len();
                self.shapes.push(Shape { before, ..Shape::default() });
            }
            "cNvPr" => self.describe(element),
            // The twin of an old-style object or note, which is shown: Excel
            // hides the twin of each ([MS-ODRAWXML] 2.3.1.5, compatExt).
            "compatExt" => self.set_hidden(false),
            "hlinkClick" | "hlinkHover" => self.tell(Layer::Hyperlink, element.text("tooltip")),
            _ => {}
        }
        self.at.push(element.name.to_owned());
    }

    fn take(&mut self, text: &str) {
        let Some(name) = self.at.last() else { return };
        if matches!(name.as_str(), "col" | "row" | "colOff" | "rowOff") {
            self.corners.push(text.trim().to_owned());
        } else if !PLACES.contains(&name.as_str()) {
            self.text.push_str(text);
        }
    }

    fn close(&mut self, name: &str) {
        self.at.pop();
        match name {
            "p" => self.end_line(),
            "Fallback" => self.fallbacks = self.fallbacks.saturating_sub(1),
            name if SHAPES.contains(&name) => self.end_shape(),
            _ => {}
        }
    }

    /// The name and the description of a shape.
    fn describe(&mut self, element: &Element<'_>) {
        for name in ["descr", "title"] {
            self.tell(Layer::AltText, element.text(name));
        }
        let name = element.text("name");
        if !is_given(name) {
            self.tell(Layer::AltText, name);
        }
        if let Some(shape) = self.shapes.last_mut() {
            name.clone_into(&mut shape.name);
        }
        self.set_hidden(element.is_on("hidden"));
    }

    fn set_hidden(&mut self, is_hidden: bool) {
        self.shapes.last_mut().into_iter().for_each(|it| it.is_hidden = is_hidden);
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.tell(Layer::TextBox, &text);
    }

    /// A shape that is hidden takes its texts along, and is told by its name when
    /// it has none.
    fn end_shape(&mut self) {
        self.end_line();
        let Some(shape) = self.shapes.pop() else { return };
        if !shape.is_hidden && !self.is_nowhere {
            return;
        }
        for told in self.told.iter_mut().skip(shape.before) {
            told.0 = Layer::HiddenShape;
        }
        if self.told.len() <= shape.before && shape.is_hidden {
            self.tell(Layer::HiddenShape, &shape.name);
        }
    }

    /// Whether the two corners of the anchor at hand leave no room.
    fn has_no_size(&self) -> bool {
        let [left, left_off, top, top_off, right, right_off, bottom, bottom_off] =
            &self.corners[..]
        else {
            return false;
        };
        (left, left_off) == (right, right_off) || (top, top_off) == (bottom, bottom_off)
    }

    /// Takes a text in. One for older programs is told when no other shows it.
    fn tell(&mut self, layer: Layer, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let is_copy = !self.seen.insert(text.to_owned());
        match self.fallbacks {
            0 => self.told.push((self.hidden.unwrap_or(layer), text.to_owned())),
            _ if is_copy => {}
            _ => self.told.push((Layer::HiddenShape, text.to_owned())),
        }
    }
}
