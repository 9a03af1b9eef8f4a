//! The shapes of a slide ([MS-ODRAW] 2.2.13 and 2.2.14): their texts, their names,
//! where they lie, and the tables that some groups of them are.

use std::collections::BTreeSet;

use super::records::{DEEPEST, Record, wide};
use crate::document::Layer;
use crate::read::slide::{Frame, Shape, is_of_program};

/// Containers of shapes: the drawing, a group, a shape.
const DRAWING: u16 = 0xF002;
const GROUP: u16 = 0xF003;
const SHAPE: u16 = 0xF004;

/// The properties of a shape, and more of them ([MS-ODRAW] 2.2.9 and 2.2.11).
const PROPERTIES: [u16; 3] = [0xF00B, 0xF121, 0xF122];

/// Where a shape lies on the slide, or in its group.
const ANCHOR: u16 = 0xF010;
const CHILD_ANCHOR: u16 = 0xF00F;

/// The text of a shape, and the number of one in the outline instead.
const TEXT_BOX: u16 = 0xF00D;
const OUTLINE_TEXT: u16 = 0x0F9E;

/// What a placeholder is ([MS-PPT] 2.7.8).
const PLACEHOLDER: u16 = 0x0BC3;

/// The numbers of properties: the text of WordArt, the path of a picture, name and
/// description of a shape, whether it is hidden, whether it is a table
/// ([MS-ODRAW] 2.3).
const WORD_ART: u16 = 0x00C0;
const PICTURE: u16 = 0x0105;
const NAME: u16 = 0x0380;
const DESCRIPTION: u16 = 0x0381;
const TABLE: u16 = 0x039F;
const FLAGS: u16 = 0x03BF;

/// The flags that a shape is hidden, and that this is said (2.3.4.44).
const HIDDEN: u32 = 0x0002_0002;

/// The shapes of a slide whose placeholders show these texts of the outline.
pub(super) fn shapes(slide: &Record<'_>, outline: &[String]) -> (Vec<Shape>, Vec<String>) {
    let mut walk = Walk { outline, shown: BTreeSet::new(), shapes: Vec::new() };
    for drawing in slide.all(DRAWING) {
        for child in drawing.children() {
            match child.kind {
                GROUP => walk.group(&child, 0),
                SHAPE => walk.shape(&child, 0),
                _ => {}
            }
        }
    }
    let rest = (0..outline.len()).filter(|it| !walk.shown.contains(it));
    let rest = rest.filter_map(|it| outline.get(it).cloned()).filter(|it| !it.is_empty()).collect();
    (walk.shapes, rest)
}

/// The walk over the shapes of a slide.
struct Walk<'w> {
    outline: &'w [String],
    /// Which texts of the outline some shape shows.
    shown: BTreeSet<usize>,
    shapes: Vec<Shape>,
}

impl Walk<'_> {
    fn group(&mut self, group: &Record<'_>, depth: usize) {
        let is_table = group
            .child(SHAPE)
            .is_some_and(|it| property(&it, TABLE).is_some_and(|(flags, _)| flags & 1 != 0));
        let first = self.shapes.len();
        for child in group.children() {
            match child.kind {
                GROUP if depth < DEEPEST => self.group(&child, depth + 1),
                SHAPE => self.shape(&child, depth),
                _ => {}
            }
        }
        if is_table {
            let cells = self.shapes.split_off(first.min(self.shapes.len()));
            self.shapes.push(table(cells));
        }
    }

    fn shape(&mut self, shape: &Record<'_>, depth: usize) {
        let mut own = Shape { frame: frame(shape), ..Shape::default() };
        own.is_hidden = property(shape, FLAGS).is_some_and(|it| it.0 & HIDDEN == HIDDEN);
        own.is_prompt = !shape.all(PLACEHOLDER).is_empty();
        let text = |number| property(shape, number).and_then(|it| it.1);
        let texts = self.texts(shape).into_iter().chain(text(WORD_ART));
        own.texts.extend(texts.map(|it| (Layer::Body, it)));
        own.texts.extend(text(DESCRIPTION).map(|it| (Layer::AltText, it)));
        own.texts.extend(text(PICTURE).map(|it| (Layer::SavePath, it)));
        let name = text(NAME).filter(|it| !is_of_program(it)).map(|it| (Layer::AltText, it));
        own.texts.extend(name);
        if own.is_hidden {
            own.name = text(NAME).unwrap_or_else(|| "shape".to_owned());
        }
        if depth > 0 {
            own.frame = own.frame.filter(|_| shape.child(CHILD_ANCHOR).is_some());
        }
        self.shapes.push(own);
    }

    /// The texts of a shape: its own, and those of the outline that it shows.
    fn texts(&mut self, shape: &Record<'_>) -> Vec<String> {
        let mut texts = Vec::new();
        for text_box in shape.all(TEXT_BOX) {
            // Its version does not say that it holds records.
            for record in super::records::Records::of(text_box.data) {
                texts.extend(record.text());
                let number = record.u32(0).filter(|_| record.kind == OUTLINE_TEXT);
                let number = number.and_then(|it| usize::try_from(it).ok());
                if let Some(number) = number.filter(|it| self.shown.insert(*it)) {
                    texts.extend(self.outline.get(number).cloned());
                }
            }
        }
        texts.retain(|it| !it.trim_matches('*').trim().is_empty());
        texts
    }
}

/// The value of a property, and the text that it stands for.
fn property(shape: &Record<'_>, number: u16) -> Option<(u32, Option<String>)> {
    let tables = shape.children().filter(|it| PROPERTIES.contains(&it.kind));
    tables.into_iter().find_map(|table| {
        let count = usize::from(table.instance);
        let mut complex = count.checked_mul(6)?;
        for at in (0..count).map(|it| it * 6) {
            let (id, value) = (table.u16(at)?, table.u32(at + 2)?);
            let length = if id & 0x8000 != 0 { value as usize } else { 0 };
            if id & 0x3FFF == number {
                let bytes = table.data.get(complex..complex.checked_add(length)?)?;
                let text = wide(bytes).trim_matches('\0').to_owned();
                return Some((value, Some(text).filter(|it| !it.trim().is_empty())));
            }
            complex = complex.checked_add(length)?;
        }
        None
    })
}

/// The rectangle of a shape, in the 576 units of an inch that slides count in
/// ([MS-PPT] 2.7.1); of one in a group, in that group's own.
fn frame(shape: &Record<'_>) -> Option<Frame> {
    if let Some(anchor) = shape.child(CHILD_ANCHOR) {
        let at = |at| anchor.i32(at).map(i64::from);
        return Some(Frame { left: at(0)?, top: at(4)?, right: at(8)?, bottom: at(12)? });
    }
    let anchor = shape.child(ANCHOR)?;
    let short = |at| anchor.u16(at).map(|it| i64::from(it.cast_signed()));
    let long = |at| anchor.i32(at).map(i64::from);
    let [top, left, right, bottom] = match anchor.data.len() {
        8 => [short(0)?, short(2)?, short(4)?, short(6)?],
        _ => [long(0)?, long(4)?, long(8)?, long(12)?],
    };
    Some(Frame { left, top, right, bottom })
}

/// The shapes of a table as its cells: those at one height are a row.
fn table(shapes: Vec<Shape>) -> Shape {
    let sorted = |side: fn(&Frame) -> i64| -> Vec<i64> {
        let own = shapes.iter().filter_map(|it| it.frame.as_ref().map(side));
        own.collect::<BTreeSet<i64>>().into_iter().collect()
    };
    let (rows, columns) = (sorted(|it| it.top), sorted(|it| it.left));
    let number = |sides: &[i64], side| sides.iter().position(|it| *it == side).unwrap_or(0) as u32;
    let mut table = Shape::default();
    for shape in shapes {
        let Some(frame) = shape.frame else { continue };
        let (row, column) = (number(&rows, frame.top) + 1, number(&columns, frame.left) + 1);
        let own = shape.texts.into_iter();
        table.cells.extend(own.map(|(layer, text)| (row, column, layer, text)));
    }
    table.cells.sort_by_key(|it| (it.0, it.1));
    table
}
