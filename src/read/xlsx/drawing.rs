//! Drawings on sheets: text boxes, pictures and shapes, what describes them, and
//! those that nobody sees (ECMA-376 part 1, 20.5): hidden ones, those without
//! size or off the sheet, and those that an opaque one lies over.

mod frame;
mod ink;
mod shapes;

use std::collections::BTreeSet;

use self::ink::Ink;
use self::shapes::{SHAPES, Shape, Shapes};
use super::reference::Area;
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::ooxml::colour::Colours;
use crate::read::ooxml::harvest::is_given;
use crate::read::xml::{Element, Node, walk};

/// Elements whose text says where a shape lies.
const PLACES: &[&str] = &["col", "row", "colOff", "rowOff", "x", "y"];

/// How many shapes of a drawing are compared with each other.
const MOST: usize = 4096;

/// Pushes what a drawing holds; `hidden` is the layer of one on a hidden sheet.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(in crate::read) fn push_drawing(
    bytes: &[u8],
    part: &str,
    hidden: Option<Layer>,
    colours: &Colours,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let mut drawing = Drawing { hidden, colours: colours.clone(), ..Drawing::default() };
    let outcome = drawing.read(bytes).and(drawing.limit());
    drawing.cover();
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

/// Where the shapes of a drawing lie on its sheet.
#[derive(Default)]
pub(super) struct Outlines {
    /// The cells that they touch.
    pub(super) touched: Vec<Area>,
    /// The cells that filled shapes lie over: a picture may be of glass.
    pub(super) covered: Vec<Area>,
}

/// Where the shapes of a drawing lie. What is damaged is a gap when the drawing
/// is read for its texts.
pub(super) fn outlines(bytes: &[u8]) -> Outlines {
    let mut drawing = Drawing::default();
    let _ = drawing.read(bytes);
    let shapes = &drawing.shapes.all;
    let filled = shapes.iter().filter(|it| it.is_opaque && !it.is_picture && !it.is_hidden);
    Outlines {
        touched: shapes.iter().filter_map(|it| it.frame.touched()).collect(),
        covered: filled.filter_map(|it| it.frame.covered()).collect(),
    }
}

/// A drawing while it is read.
#[derive(Default)]
struct Drawing {
    hidden: Option<Layer>,
    colours: Colours,
    shapes: Shapes,
    /// The elements that are open.
    at: Vec<String>,
    /// How deep in elements for older programs.
    fallbacks: usize,
    /// The paragraph at hand, its runs that are not seen, and the run at hand.
    text: String,
    faint: String,
    ink: Ink,
    /// The texts, each once more if a copy for older programs differs.
    told: Vec<(Layer, String)>,
    seen: BTreeSet<String>,
}

impl Drawing {
    fn read(&mut self, bytes: &[u8]) -> Result<(), Reason> {
        let outcome = walk(bytes, |node| match node {
            Node::Open(element) => self.open(element),
            Node::Text(text) => self.take(text),
            Node::Close(name) => self.close(name),
        });
        self.end_line();
        outcome
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name {
            name if name.ends_with("Anchor") => self.shapes.anchor(),
            "Fallback" => self.fallbacks += 1,
            name if SHAPES.contains(&name) => self.shapes.begin(name, self.told.len()),
            "cNvPr" => self.describe(element),
            // The twin of an old-style object or note, which is shown: Excel
            // hides the twin of each ([MS-ODRAWXML] 2.3.1.5, compatExt).
            "compatExt" => self.set_hidden(false),
            "hlinkClick" | "hlinkHover" => self.tell(Layer::Hyperlink, element.text("tooltip")),
            "r" | "fld" => self.ink.begin(self.text.len()),
            _ => {
                self.ink.take(element, &self.at, &self.colours);
                self.shapes.take(element, &self.at, &self.colours);
            }
        }
        self.at.push(element.name.to_owned());
    }

    fn take(&mut self, text: &str) {
        let Some(name) = self.at.last() else { return };
        self.shapes.mark(name, text);
        if !PLACES.contains(&name.as_str()) {
            self.text.push_str(text);
        }
    }

    fn close(&mut self, name: &str) {
        self.at.pop();
        match name {
            "p" => self.end_line(),
            "r" | "fld" if self.ink.is_unseen(self.shapes.ground()) => {
                let start = self.text.floor_char_boundary(self.ink.start);
                self.faint.push_str(&self.text.split_off(start));
            }
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
        if let Some(shape) = self.shapes.at_hand() {
            name.clone_into(&mut shape.name);
        }
        self.set_hidden(element.is_on("hidden"));
    }

    fn set_hidden(&mut self, is_hidden: bool) {
        self.shapes.at_hand().into_iter().for_each(|it| it.is_hidden = is_hidden);
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.tell(Layer::TextBox, &text);
        let faint = std::mem::take(&mut self.faint);
        self.tell(Layer::InvisibleText, &faint);
    }

    /// A shape that nobody sees takes its texts along, and is told by its name
    /// when it has none.
    fn end_shape(&mut self) {
        self.end_line();
        let Some(number) = self.shapes.end(self.told.len()) else { return };
        let Some(shape) = self.shapes.all.get(number) else { return };
        if !shape.is_hidden && !shape.frame.is_empty() && !shape.frame.is_off() {
            return;
        }
        let own = self.told.get_mut(shape.texts.clone());
        own.into_iter().flatten().for_each(|told| told.0 = Layer::HiddenShape);
        if shape.texts.is_empty() && shape.is_hidden {
            let name = shape.name.clone();
            self.tell(Layer::HiddenShape, &name);
        }
    }

    /// Whether every shape is compared with the others.
    fn limit(&self) -> Result<(), Reason> {
        if self.hidden.is_some() || self.shapes.all.len() <= MOST {
            return Ok(());
        }
        Err(Reason::TooLarge { limit: MOST as u64, unit: "shapes of a drawing" })
    }

    /// Moves the texts of shapes that a later one lies over: shapes are drawn in
    /// their order.
    fn cover(&mut self) {
        if self.hidden.is_some() {
            return;
        }
        let shapes = &self.shapes.all[..self.shapes.all.len().min(MOST)];
        for shape in shapes.iter().filter(|it| !it.texts.is_empty()) {
            let later = shapes.get(shape.end..).unwrap_or_default();
            if later.iter().any(|it| it.is_opaque && !it.is_hidden && it.frame.covers(&shape.frame))
            {
                cover(shape, &mut self.told);
            }
        }
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

/// Moves the texts that a shape would show.
fn cover(shape: &Shape, told: &mut [(Layer, String)]) {
    let own = told.get_mut(shape.texts.clone()).into_iter().flatten();
    own.filter(|it| it.0 == Layer::TextBox).for_each(|it| it.0 = Layer::CoveredText);
}
