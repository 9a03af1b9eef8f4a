//! A slide or a page of a drawing, whatever its format: the shapes in the order in
//! which they are drawn, and which of them nobody sees.

use super::ooxml::harvest::is_given;
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sight, Sink};

/// The shapes of a slide at the most that are compared with each other.
const MOST: usize = 1_000;

/// Words in names that programs give to shapes.
const GIVEN: &[&str] =
    &["Placeholder", "Title", "Subtitle", "Google Shape", "Connector", "Table", "Ink"];

/// Whether the name of a shape is one that its program gave it.
pub(super) fn is_of_program(name: &str) -> bool {
    is_given(name) || GIVEN.iter().any(|it| name.contains(it))
}

/// The rectangle of a shape, in EMU of which a point has 12,700.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Frame {
    pub(super) left: i64,
    pub(super) top: i64,
    pub(super) right: i64,
    pub(super) bottom: i64,
}

impl Frame {
    /// A rectangle by its corner and its size.
    pub(super) fn sized((left, top): (i64, i64), (width, height): (i64, i64)) -> Self {
        Frame { left, top, right: left.saturating_add(width), bottom: top.saturating_add(height) }
    }

    /// Whether it has no size at all: a line has none in one direction.
    fn is_empty(&self) -> bool {
        self.left == self.right && self.top == self.bottom
    }

    /// Whether all of it lies off a slide of a size.
    fn is_off(&self, (width, height): (i64, i64)) -> bool {
        self.right <= 0 || self.bottom <= 0 || self.left >= width || self.top >= height
    }

    /// Whether it lies over all of another.
    fn covers(&self, other: &Frame) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }
}

/// A shape with its texts.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Its name, if it is all that tells that it is there: a picture, an object.
    pub(super) name: String,
    pub(super) frame: Option<Frame>,
    /// Whether nothing is seen through it.
    pub(super) is_opaque: bool,
    /// Whether it only says where text may go.
    pub(super) is_prompt: bool,
    /// Whether its file says that it is hidden.
    pub(super) is_hidden: bool,
    pub(super) texts: Vec<(Layer, String)>,
    /// The cells of a table: row, column, layer and text.
    pub(super) cells: Vec<(u32, u32, Layer, String)>,
}

impl Shape {
    fn is_blank(&self) -> bool {
        self.texts.is_empty() && self.cells.is_empty() && self.name.is_empty()
    }

    /// The name of a shape that nobody sees and that has no text of its own.
    fn told(&self, why: Option<Layer>) -> Option<(Layer, &str)> {
        let why = why.filter(|it| *it != Layer::CoveredText)?;
        let is_bare = self.cells.is_empty() && self.texts.iter().all(|it| it.0 == Layer::AltText);
        (is_bare && !self.name.is_empty()).then_some((why, &self.name))
    }

    /// Its texts in the layer that hides it, if any does, and its name where that is
    /// all there is.
    pub(super) fn all(&self, why: Option<Layer>) -> impl Iterator<Item = (Layer, &str)> {
        let own = self.texts.iter().map(|(layer, text)| (*layer, text.as_str()));
        own.chain(self.told(why)).map(move |(layer, text)| match why {
            Some(why) if layer.sight() == Sight::Seen => (why, text),
            _ => (layer, text),
        })
    }
}

/// A slide.
#[derive(Debug)]
pub(super) struct Slide {
    pub(super) name: String,
    /// The layer of the slide as a whole.
    pub(super) layer: Layer,
    /// Its width and height, if they are known.
    pub(super) size: Option<(i64, i64)>,
    pub(super) shapes: Vec<Shape>,
}

impl Slide {
    /// Pushes the texts of the shapes, then each table as a grid.
    pub(super) fn push(&self, sink: &mut dyn Sink) {
        let whys: Vec<Option<Layer>> = (0..self.shapes.len()).map(|it| self.why(it)).collect();
        if self.shapes.len() > MOST {
            let reason = Reason::TooLarge { limit: MOST as u64, unit: "shapes of a slide" };
            sink.gap(Gap::part(&self.name, reason));
        }
        sink.open(Container::text(&self.name, self.layer));
        let mut line = 1;
        for (shape, why) in self.shapes.iter().zip(&whys) {
            for (layer, text) in shape.all(*why) {
                self.push_text(text, (layer, *why), Place::Line(line), sink);
                line += 1 + text.matches('\n').count() as u64;
            }
        }
        sink.close();
        let mut tables = 0;
        for (shape, why) in self.shapes.iter().zip(&whys).filter(|it| !it.0.cells.is_empty()) {
            tables += 1;
            let name = format!("{} table {tables}", self.name);
            sink.open(Container::grid(&name, self.layer));
            for (row, column, layer, text) in &shape.cells {
                let place = Place::Cell { row: *row, column: *column };
                self.push_text(text, (*layer, *why), place, sink);
            }
            sink.close();
        }
    }

    /// Pushes a text. On a hidden slide it stays what it is there, with why it
    /// would not be seen even if the slide were shown.
    fn push_text(
        &self,
        text: &str,
        (layer, why): (Layer, Option<Layer>),
        place: Place<'_>,
        sink: &mut dyn Sink,
    ) {
        let is_seen = layer.sight() == Sight::Seen;
        let own = why.filter(|_| is_seen).unwrap_or(layer);
        let is_shown = self.layer.sight() == Sight::Seen;
        let fragment = match is_shown || layer == Layer::AltText {
            true => Fragment::new(text, own, place),
            false => Fragment {
                within: Some(own).filter(|it| it.sight() == Sight::Hidden),
                ..Fragment::new(text, self.layer, place)
            },
        };
        sink.push(fragment);
    }

    /// Why nobody sees a shape.
    fn why(&self, number: usize) -> Option<Layer> {
        let shape = self.shapes.get(number).filter(|it| !it.is_blank())?;
        if shape.is_hidden {
            return Some(Layer::HiddenShape);
        }
        let frame = shape.frame?;
        if self.size.is_some_and(|size| frame.is_off(size)) {
            return Some(Layer::OffSlide);
        }
        if frame.is_empty() {
            return Some(Layer::HiddenShape);
        }
        let later = self.shapes.iter().take(MOST).skip(number + 1);
        let mut over = later.filter(|it| it.is_opaque && !it.is_hidden);
        let is_covered = over.any(|it| it.frame.is_some_and(|it| it.covers(&frame)));
        is_covered.then_some(Layer::CoveredText)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(frame: Frame) -> Shape {
        let texts = vec![(Layer::Body, "Sample".to_owned())];
        Shape { frame: Some(frame), texts, ..Shape::default() }
    }

    #[test]
    fn a_shape_is_seen_on_the_slide_and_not_beside_it_or_below_another() {
        let frame = |left, width| Frame::sized((left, 10), (width, 10));
        let lid = Shape { is_opaque: true, ..shape(frame(0, 60)) };
        let shapes = vec![
            shape(frame(70, 20)),
            shape(frame(-30, 20)),
            shape(frame(100, 20)),
            shape(frame(50, 10)),
            shape(Frame::sized((80, 80), (0, 0))),
            lid,
        ];
        let slide =
            Slide { name: String::new(), layer: Layer::Body, size: Some((100, 100)), shapes };
        let whys: Vec<Option<Layer>> = (0..6).map(|it| slide.why(it)).collect();
        let [off, covered] = [Layer::OffSlide, Layer::CoveredText].map(Some);
        assert_eq!(whys, [None, off, off, covered, Some(Layer::HiddenShape), None]);
    }
}
