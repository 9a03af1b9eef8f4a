//! The shapes on a sheet: their texts, names and descriptions, where they lie, and
//! whether anyone sees them. What a shape is stands in drawing records ([MS-ODRAW]),
//! its number in an OBJ record and its text in a TXO record behind it.

use super::drawing::Properties;
use super::globals::Globals;
use super::records::{Pieces, Script};
use super::substream::Substream;
use crate::document::{Container, Fragment, Layer, Place, Sink};
use crate::read::ooxml::harvest::is_given;

/// The record of a sheet's drawing (MSODRAWING, [MS-XLS] 2.4.171).
const DRAWING: u16 = 0x00EC;

/// The kind of object that a comment is (FtCmo ot, [MS-XLS] 2.5.143).
const NOTE: u16 = 0x0019;

/// A shape.
#[derive(Default)]
pub(super) struct Shape {
    pub(super) number: u16,
    pub(super) text: String,
    kind: u16,
    pub(super) properties: Properties,
}

/// The shapes among the records of a sheet: each begins with its properties, its
/// number and its kind stand in an OBJ ([MS-XLS] 2.4.181), its text in a TXO (2.4.329).
pub(super) fn read(mut records: Substream<'_>) -> Vec<Shape> {
    let mut shapes: Vec<Shape> = Vec::new();
    let mut coming = Properties::default();
    while let Some(record) = records.next() {
        match record.id {
            DRAWING => {
                let bytes: Vec<u8> = records.records.whole(record).bytes_left().collect();
                coming.take(&bytes);
            }
            0x005D => shapes.push(Shape {
                number: record.u16(6).unwrap_or_default(),
                kind: record.u16(4).unwrap_or_default(),
                properties: std::mem::take(&mut coming),
                text: String::new(),
            }),
            0x01B6 => {
                let text = text(&mut records.records.whole(record)).unwrap_or_default();
                if let Some(shape) = shapes.last_mut() {
                    shape.text = text;
                } else {
                    shapes.push(Shape { text, ..Shape::default() });
                }
            }
            _ => {}
        }
    }
    shapes.push(Shape { properties: coming, ..Shape::default() });
    shapes
}

/// The text of a TXO: its length is in the record, its characters in the one
/// that carries it on.
fn text(pieces: &mut Pieces<'_>) -> Option<String> {
    pieces.skip(10)?;
    let length = pieces.u16()?;
    pieces.skip(6)?;
    if length == 0 { Some(String::new()) } else { pieces.text(length.into(), Script::Unicode) }
}

impl Shape {
    /// Whether it is the box of a comment, which is shown when somebody points
    /// to its cell.
    pub(super) fn is_note(&self) -> bool {
        self.kind == NOTE
    }

    /// The layer of its texts, which would lie in `seen` if all saw them.
    fn layer(&self, seen: Layer, globals: &Globals) -> Layer {
        // A line has a name and no height.
        let has_no_size = self.properties.is_flat() && !self.text.is_empty();
        let is_hidden = self.properties.is_hidden || has_no_size || globals.hides_objects;
        match (self.is_note(), is_hidden) {
            (true, _) => Layer::Comment,
            (false, true) => Layer::HiddenShape,
            (false, false) => seen,
        }
    }
}

/// Pushes the text boxes into the container of their sheet; `fixed` is the layer
/// of one that is hidden as a whole.
pub(super) fn push_boxes(
    shapes: &[Shape],
    fixed: Option<Layer>,
    globals: &Globals,
    sink: &mut dyn Sink,
) {
    for shape in shapes.iter().filter(|shape| !shape.text.trim().is_empty()) {
        let layer = fixed.filter(|_| !shape.is_note());
        let layer = layer.unwrap_or_else(|| shape.layer(Layer::TextBox, globals));
        sink.push(Fragment::new(shape.text.trim(), layer, Place::Named("text box")));
    }
}

/// Pushes the names and the descriptions of the shapes on a sheet. A hidden one is
/// told by its name when it has nothing else.
pub(super) fn push_names(
    shapes: &[Shape],
    sheet: &str,
    fixed: Option<Layer>,
    globals: &Globals,
    sink: &mut dyn Sink,
) {
    let mut is_open = false;
    for shape in shapes.iter().filter(|shape| !shape.is_note()) {
        let is_bare = shape.text.trim().is_empty() && shape.properties.texts.len() == 1;
        for (seen, place, text) in &shape.properties.texts {
            let layer = fixed.unwrap_or_else(|| shape.layer(*seen, globals));
            if is_given(text) && !(is_bare && layer == Layer::HiddenShape) {
                continue;
            }
            if !is_open {
                sink.open(Container::text(&format!("shapes of {sheet}"), Layer::AltText));
                is_open = true;
            }
            sink.push(Fragment::new(text, layer, Place::Named(place)));
        }
    }
    if is_open {
        sink.close();
    }
}
