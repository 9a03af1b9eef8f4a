//! Shapes and pictures in a text: whether each is seen, what stands on it, and
//! whether it lies over the paragraph that it is anchored in (ECMA-376 part 1,
//! 20.4, and part 4, 19, for those of older programs).

use super::look::{Ground, hexadecimal};
use crate::document::Layer;
use crate::read::ooxml::colour::Colours;
use crate::read::xml::Element;

/// EMU in a point (20.1.2.1).
const POINT: i64 = 12_700;

/// How far from where it is anchored a shape can still be on the page: Word's
/// largest page is 22 inches (17.6.13).
const FAR: i64 = 22 * 72 * POINT;

/// The widest margin on the left and above that is reckoned with: two inches.
const MARGIN: i64 = 2 * 72 * POINT;

/// The size below which a shape is a line.
const THIN: i64 = 3 * POINT;

/// A shape, a picture, or a group of them.
#[derive(Debug, Default)]
struct Shape {
    is_hidden: bool,
    /// Whether it lies in front of the text, which does not flow around it.
    is_front: bool,
    is_loose: bool,
    /// From which line its place counts: the paragraph's own.
    is_near: bool,
    /// Whether its place counts from the edge of the page.
    is_of_page: bool,
    /// Its place and its size across and down, in EMU.
    offset: (i64, i64),
    size: (i64, i64),
    ground: Option<Ground>,
    has_text: bool,
    is_picture: bool,
}

/// The shapes that are open.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    open: Vec<Shape>,
    /// Whether the place at hand is down the page, and not across.
    is_vertical: bool,
    in_fill: bool,
    in_line: bool,
    /// How deep in text boxes.
    boxes: usize,
}

impl Shapes {
    /// Whether an element is a shape with a place of its own.
    pub(super) fn is_shape(name: &str) -> bool {
        matches!(name, "anchor" | "inline" | "shape" | "rect" | "roundrect" | "oval")
    }

    /// Begins a shape.
    pub(super) fn begin(&mut self, element: &Element<'_>) {
        let shape = match element.name {
            "anchor" => Shape {
                is_hidden: element.is_on("hidden"),
                is_front: !element.is_on("behindDoc"),
                ..Shape::default()
            },
            "inline" => Shape::default(),
            _ => drawn(element),
        };
        self.open.push(shape);
    }

    /// Ends a shape, and says whether it lies over its paragraph.
    pub(super) fn end(&mut self) -> bool {
        let Some(shape) = self.open.pop() else { return false };
        (self.in_fill, self.in_line) = (false, false);
        shape.covers()
    }

    /// Takes note of what an element says of the shape at hand.
    pub(super) fn take(&mut self, element: &Element<'_>, colours: &Colours) {
        let (in_fill, in_line) = (self.in_fill, self.in_line);
        let boxes = self.boxes;
        match element.name {
            "positionH" => self.is_vertical = false,
            "positionV" => self.is_vertical = true,
            "solidFill" => self.in_fill = true,
            "ln" | "effectLst" => self.in_line = true,
            "txbxContent" => self.boxes += 1,
            _ => {}
        }
        let is_vertical = self.is_vertical;
        let Some(shape) = self.open.last_mut() else { return };
        let near = |it: &str| matches!(it, "paragraph" | "line");
        match element.name {
            "positionV" => {
                shape.is_near = near(element.text("relativeFrom"));
                shape.is_of_page |= element.text("relativeFrom") == "page";
            }
            "positionH" => shape.is_of_page |= element.text("relativeFrom") == "page",
            "extent" => shape.size = (emu(element, "cx"), emu(element, "cy")),
            "wrapNone" => shape.is_loose = true,
            "docPr" => shape.is_hidden |= element.is_on("hidden"),
            "txbxContent" | "textpath" => shape.has_text = true,
            "pic" | "imagedata" => shape.is_picture = true,
            "blipFill" | "gradFill" | "pattFill" if !in_line => shape.ground = Some(Ground::Mixed),
            "srgbClr" if in_fill && !in_line && boxes == 0 => {
                shape.ground = hexadecimal(element.text("val")).map(Ground::Shade);
            }
            "schemeClr" if in_fill && !in_line && boxes == 0 => {
                let colour = colours.of_drawing(element.text("val"));
                shape.ground = Some(colour.map_or(Ground::Mixed, Ground::Shade));
            }
            "fillRef" if shape.ground.is_none() && element.text("idx") != "0" => {
                shape.ground = Some(Ground::Mixed);
            }
            "alpha" if in_fill => shape.ground = Some(Ground::Mixed),
            _ => {}
        }
        if is_vertical && element.name == "positionV" {
            shape.offset.1 = 0;
        }
    }

    /// Takes note of the end of an element.
    pub(super) fn close(&mut self, name: &str) {
        match name {
            "solidFill" => self.in_fill = false,
            "ln" | "effectLst" => self.in_line = false,
            "txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            _ => {}
        }
    }

    /// Takes how far the shape at hand lies from what its place counts from.
    pub(super) fn offset(&mut self, text: &str) {
        let (is_vertical, offset) = (self.is_vertical, text.trim().parse().unwrap_or_default());
        let Some(shape) = self.open.last_mut() else { return };
        if is_vertical {
            shape.offset.1 = offset;
        } else {
            shape.offset.0 = offset;
        }
    }

    /// Why nobody sees what stands in the shapes at hand.
    pub(super) fn hidden(&self) -> Option<Layer> {
        let hidden = self.open.iter().any(|it| it.is_hidden).then_some(Layer::HiddenShape);
        let off = || self.open.iter().any(Shape::is_off).then_some(Layer::InvisibleText);
        hidden.or_else(off)
    }

    /// Whether the text at hand stands in a text box.
    pub(super) fn is_boxed(&self) -> bool {
        self.boxes > 0
    }

    /// The ground of the shape at hand, if it has one.
    pub(super) fn ground(&self) -> Option<Ground> {
        self.open.iter().rev().find_map(|shape| shape.ground)
    }
}

impl Shape {
    /// Whether it lies off every page.
    fn is_off(&self) -> bool {
        let ((left, top), (width, height)) = (self.offset, self.size);
        let before = if self.is_of_page { 0 } else { -MARGIN };
        let ends = |start: i64, size: i64| start.saturating_add(size.max(0));
        let is_placed = self.offset != (0, 0);
        is_placed
            && (ends(left, width) <= before
                || ends(top, height) < before - MARGIN
                || left >= FAR
                || top >= FAR)
    }

    /// Whether it lies over the lines of its paragraph, and nothing is seen
    /// through it.
    fn covers(&self) -> bool {
        let is_filled = matches!(self.ground, Some(Ground::Shade(_)));
        let is_large = self.size.0 > THIN && self.size.1 > THIN;
        let is_over = self.is_near && self.offset.1.saturating_add(self.size.1) > 0;
        self.is_front
            && self.is_loose
            && is_filled
            && is_large
            && is_over
            && !self.has_text
            && !self.is_picture
            && !self.is_hidden
            && !self.is_off()
    }
}

/// A shape as older programs write it: its place and size in a style of its own.
fn drawn(element: &Element<'_>) -> Shape {
    let style = element.text("style").to_ascii_lowercase();
    let value = |name: &str| {
        let mut items = style.split(';').filter_map(|item| item.split_once(':'));
        items.find(|(own, _)| own.trim() == name).map_or("", |(_, value)| value.trim())
    };
    let across = points(value("margin-left")).or(points(value("left"))).unwrap_or_default();
    let down = points(value("margin-top")).or(points(value("top"))).unwrap_or_default();
    let is_filled = !matches!(element.get("filled"), Some("f" | "false" | "0"));
    let colour = element.get("fillcolor").and_then(named_colour);
    let is_loose = value("position") == "absolute";
    Shape {
        is_hidden: value("visibility") == "hidden",
        is_front: !value("z-index").starts_with('-'),
        is_loose,
        is_near: is_loose
            && matches!(value("mso-position-vertical-relative"), "" | "text" | "line"),
        is_of_page: value("mso-position-horizontal-relative") == "page",
        offset: (across, down),
        size: (points(value("width")).unwrap_or(0), points(value("height")).unwrap_or(0)),
        ground: colour.filter(|_| is_filled).map(Ground::Shade),
        ..Shape::default()
    }
}

/// A length with its unit, in EMU.
fn points(text: &str) -> Option<i64> {
    let end = text.find(|it: char| it.is_ascii_alphabetic()).unwrap_or(text.len());
    let number: f64 = text[..end].trim().parse().ok()?;
    let unit = match &text[end..] {
        "in" => 72.0,
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        "px" => 0.75,
        _ => 1.0,
    };
    Some((number * unit * POINT as f64) as i64)
}

/// A colour of an older program; more may stand behind it.
fn named_colour(written: &str) -> Option<[u8; 3]> {
    match written.split_whitespace().next()? {
        "black" => Some([0; 3]),
        "white" => Some([255; 3]),
        own => hexadecimal(own),
    }
}

fn emu(element: &Element<'_>, name: &str) -> i64 {
    element.text(name).trim().parse().unwrap_or_default()
}
