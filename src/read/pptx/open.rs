//! The shape at hand while a slide is read, and what its texts stand on.

use super::place::{Key, Transform};
use crate::document::Layer;
use crate::read::lines::Lines;
use crate::read::ooxml::colour::{Rgb, is_unseen};
use crate::read::slide::Shape;

/// The shape at hand.
#[derive(Default)]
pub(super) struct Open {
    pub(super) shape: Shape,
    pub(super) transform: Option<Transform>,
    pub(super) key: Option<Key>,
    /// Whether it says itself how it is filled, and with which plain colour.
    pub(super) is_filled: bool,
    pub(super) fill: Option<Rgb>,
    pub(super) lines: Lines,
    pub(super) ink: Option<Rgb>,
    pub(super) is_tiny: bool,
    /// Whether it is a picture or an object rather than a text box.
    pub(super) is_drawn: bool,
    /// The row and the column of the cell at hand.
    pub(super) cell: (u32, u32),
    /// The ground of the cell at hand, and its texts so far.
    pub(super) cell_fill: Option<Rgb>,
    runs: Vec<Run>,
    /// Whether a style may fill cells.
    pub(super) has_style: bool,
}

/// A piece of the text of a cell: its colour, and whether it is too small to be
/// read; a blank text ends a line.
type Run = (String, Option<Rgb>, bool);

impl Open {
    /// Adds a text on a ground. What a cell is filled with stands behind its text.
    pub(super) fn add(&mut self, text: &str, ground: Option<Rgb>) {
        if self.cell.1 > 0 {
            return self.runs.push((text.to_owned(), self.ink, self.is_tiny));
        }
        let layer = layer(self.ink, ground, self.is_tiny);
        self.lines.add(text, layer);
    }

    pub(super) fn end_line(&mut self) {
        match self.cell.1 {
            0 => self.lines.end_line(),
            _ => self.runs.push((String::new(), None, false)),
        }
    }

    pub(super) fn end_cell(&mut self) {
        for (text, ink, is_tiny) in std::mem::take(&mut self.runs) {
            match text.is_empty() {
                true => self.lines.end_line(),
                false => self.lines.add(&text, layer(ink, self.cell_fill, is_tiny)),
            }
        }
    }
}

/// The layer of a text of a colour on a ground, as far as they are known.
fn layer(ink: Option<Rgb>, ground: Option<Rgb>, is_tiny: bool) -> Layer {
    let is_blank = ink.zip(ground).is_some_and(|(ink, ground)| is_unseen(ink, ground));
    if is_blank || is_tiny { Layer::InvisibleText } else { Layer::Body }
}
