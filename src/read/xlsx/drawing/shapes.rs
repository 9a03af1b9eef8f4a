//! The shapes of a drawing while it is read: where each lies, whether anything
//! is seen through it, which of the texts are its own.

use super::frame::{Frame, Mark, Space};
use super::ink::{Ground, parents};
use crate::read::ooxml::colour::Colours;
use crate::read::xml::Element;

/// Elements that are a shape of some sort.
pub(super) const SHAPES: &[&str] = &["sp", "pic", "cxnSp", "graphicFrame", "grpSp", "contentPart"];

/// Elements whose text says where an anchor lies.
const MARKS: &[&str] = &["col", "row", "colOff", "rowOff"];

/// How opaque a fill must be, in thousandths of a percent, to hide what is below.
const OPAQUE: u32 = 80_000;

/// A shape.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub(super) name: String,
    pub(super) frame: Frame,
    /// Whether its file says that it is hidden.
    pub(super) is_hidden: bool,
    /// Whether nothing is seen through it.
    pub(super) is_opaque: bool,
    /// Whether it says itself how it is filled: its style stands behind that.
    is_filled: bool,
    /// Whether its style fills it.
    is_styled: bool,
    /// What its text stands on.
    ground: Ground,
    /// Whether it is a picture.
    pub(super) is_picture: bool,
    /// How many texts were told before it, and when it ended.
    pub(super) texts: std::ops::Range<usize>,
    /// How many shapes had begun when it ended: those within it stand before.
    pub(super) end: usize,
}

/// The shapes so far, and the anchor at hand.
#[derive(Default)]
pub(super) struct Shapes {
    pub(super) all: Vec<Shape>,
    /// The shapes that are open, by their numbers.
    open: Vec<usize>,
    /// The numbers of the anchor at hand: the cells of its corners and how far into
    /// them, or its size and position.
    corners: Vec<i64>,
    size: Option<(i64, i64)>,
    position: Option<(i64, i64)>,
}

impl Shapes {
    /// The shape that is open.
    pub(super) fn at_hand(&mut self) -> Option<&mut Shape> {
        self.open.last().and_then(|it| self.all.get_mut(*it))
    }

    /// Begins an anchor.
    pub(super) fn anchor(&mut self) {
        (self.size, self.position) = (None, None);
        self.corners.clear();
    }

    /// Takes note of a number of the anchor at hand.
    pub(super) fn mark(&mut self, element: &str, text: &str) {
        if MARKS.contains(&element) {
            self.corners.push(text.trim().parse().unwrap_or_default());
        }
    }

    /// Begins a shape below so many texts.
    pub(super) fn begin(&mut self, element: &str, texts: usize) {
        let is_picture = element == "pic";
        let frame = if self.open.is_empty() { self.anchored() } else { Frame::default() };
        let texts = texts..texts;
        self.open.push(self.all.len());
        let shape = Shape { frame, is_picture, is_opaque: is_picture, texts, ..Shape::default() };
        self.all.push(shape);
    }

    /// Ends a shape below so many texts, and gives its number.
    pub(super) fn end(&mut self, texts: usize) -> Option<usize> {
        let number = self.open.pop()?;
        let end = self.all.len();
        let shape = self.all.get_mut(number)?;
        (shape.texts.end, shape.end) = (texts, end);
        Some(number)
    }

    /// Takes note of an element with a size or a fill; `at` are those around it.
    pub(super) fn take(&mut self, element: &Element<'_>, at: &[String], colours: &Colours) {
        self.colour(element, at, colours);
        let parent = at.last().map_or("", String::as_str);
        match (element.name, parent) {
            ("ext", _) if parent.ends_with("Anchor") => self.size = pair(element, "cx", "cy"),
            ("pos", _) => self.position = pair(element, "x", "y"),
            ("off", "xfrm") => self.position = pair(element, "x", "y"),
            ("ext", "xfrm") => self.place(pair(element, "cx", "cy")),
            ("solidFill" | "gradFill" | "blipFill" | "pattFill", "spPr") => self.fill(true),
            ("noFill", "spPr") => self.fill(false),
            ("fillRef", _) if self.at_hand().is_some_and(|it| !it.is_filled) => {
                self.fill(element.text("idx") != "0");
            }
            ("alpha" | "alphaModFix", _) if is_fill(at) => {
                let amount = element.get("val").or(element.get("amt"));
                let amount = amount.and_then(|it| it.parse::<u32>().ok());
                if amount.is_some_and(|it| it < OPAQUE) {
                    self.fill(false);
                }
            }
            _ => {}
        }
    }

    /// Takes note of the ground that a fill gives to the text of the shape at hand.
    fn colour(&mut self, element: &Element<'_>, at: &[String], colours: &Colours) {
        let Some(shape) = self.at_hand() else { return };
        let plain = |it: &Element<'_>| colours.drawn(it).map_or(Ground::Mixed, Ground::Plain);
        shape.ground = match (parents(at), element.name) {
            ([_, "spPr"], "noFill") => Ground::Clear,
            ([_, "spPr"], "gradFill" | "blipFill" | "pattFill" | "grpFill") => Ground::Mixed,
            (["spPr", "solidFill"], _) => plain(element),
            (_, "fillRef") if !shape.is_filled && element.text("idx") != "0" => {
                shape.is_styled = true;
                Ground::Mixed
            }
            ([_, "fillRef"], _) if shape.is_styled => plain(element),
            (["fillRef", _], _) if shape.is_styled => shape.ground.changed(element),
            (["solidFill", _], _) if at.iter().rev().nth(2).is_some_and(|it| it == "spPr") => {
                shape.ground.changed(element)
            }
            _ => return,
        };
    }

    /// The ground below a text of the shape at hand: that of the sheet only where
    /// no shape before may lie below.
    pub(super) fn ground(&self) -> Ground {
        let at = self.open.last().and_then(|it| Some((*it, self.all.get(*it)?)));
        let Some((number, shape)) = at else { return Ground::Mixed };
        let lies_below = |it: &Shape| {
            (it.is_opaque || it.is_picture) && !it.is_hidden && it.frame.may_meet(&shape.frame)
        };
        let before = &self.all[..number];
        match shape.ground {
            Ground::Clear if self.open.len() > 1 || before.iter().any(lies_below) => Ground::Mixed,
            ground => ground,
        }
    }

    /// Takes note of whether the fill of the shape at hand hides what is below.
    fn fill(&mut self, is_opaque: bool) {
        if let Some(shape) = self.at_hand() {
            (shape.is_opaque, shape.is_filled) = (is_opaque, true);
        }
    }

    /// Places a shape of a group within it.
    fn place(&mut self, size: Option<(i64, i64)>) {
        let [.., group, own] = self.open[..] else { return };
        if let Some((corner, size)) = self.position.zip(size) {
            let frame = Frame::sized(Space::Group(group), corner, size);
            self.all.get_mut(own).into_iter().for_each(|it| it.frame = frame);
        }
    }

    /// The rectangle of the anchor at hand.
    fn anchored(&self) -> Frame {
        let mark = |at: usize| -> Option<Mark> {
            Some((*self.corners.get(at)?, *self.corners.get(at + 1)?))
        };
        let corner = mark(0).zip(mark(2));
        match (corner, mark(4).zip(mark(6)), self.size) {
            (Some((left, top)), Some((right, bottom)), _) => {
                Frame { space: Space::Cells, left, top, right, bottom }
            }
            (Some((left, top)), None, Some(size)) => {
                Frame::sized(Space::Cell(left.0, top.0), (left.1, top.1), size)
            }
            (None, None, Some(size)) => self
                .position
                .map_or_else(Frame::default, |corner| Frame::sized(Space::Sheet, corner, size)),
            _ => Frame::default(),
        }
    }
}

/// Whether the elements around are the fill of a shape or the bytes of a picture.
fn is_fill(at: &[String]) -> bool {
    let within = |name: &str| at.iter().any(|it| it == name);
    !within("ln") && !within("effectLst") && (within("spPr") || within("blip"))
}

fn pair(element: &Element<'_>, one: &str, other: &str) -> Option<(i64, i64)> {
    Some((element.text(one).trim().parse().ok()?, element.text(other).trim().parse().ok()?))
}
