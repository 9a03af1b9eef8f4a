//! Where a letter has ink: some points of each, found once for a document.

use std::rc::Rc;

use hayro_interpret::font::{GlyphIdentifier, OutlineGlyph, Type3Glyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{BezPath, PathEl, Point, Rect, Shape};
use rustc_hash::FxHashMap;

use super::colour::Colour;
use super::sheet::Sheet;

/// Points by which a letter is judged.
const POINTS: usize = 16;

/// Grids that are laid over a letter until enough points meet ink.
const GRIDS: [usize; 3] = [6, 12, 24];

/// Shapes that are kept for a document.
const MOST_SHAPES: usize = 100_000;

/// The shape of a letter, 1,000 units high.
#[derive(Debug, Default)]
pub(super) struct LetterShape {
    /// Around its ink.
    pub(super) bounds: Rect,
    /// Points with ink; none where it has none.
    pub(super) inside: Vec<Point>,
    /// Points on its edge.
    pub(super) edge: Vec<Point>,
    /// How far the next letter stands.
    pub(super) advance: Option<f64>,
    /// Whether its own font draws it, rather than one that stands in for it.
    pub(super) is_own: bool,
    /// The text that it stands for, if its font says so.
    pub(super) text: Option<Box<str>>,
}

/// The shapes of the letters of a document.
#[derive(Default)]
pub(super) struct Shapes {
    drawn: FxHashMap<(GlyphIdentifier, u32), Rc<LetterShape>>,
    programmed: FxHashMap<u128, Rc<LetterShape>>,
}

impl Shapes {
    /// The shape of a letter with an outline.
    pub(super) fn of_outline(&mut self, glyph: &OutlineGlyph) -> Rc<LetterShape> {
        let key = (glyph.identifier(), glyph.char_code());
        if let Some(shape) = self.drawn.get(&key) {
            return shape.clone();
        }
        let shape = Rc::new(LetterShape {
            advance: glyph.advance_width().map(f64::from),
            is_own: glyph.font_data().is_some(),
            text: glyph.as_unicode().map(text_of),
            ..LetterShape::of_path(&glyph.outline())
        });
        if self.drawn.len() < MOST_SHAPES {
            self.drawn.insert(key, shape.clone());
        }
        shape
    }

    /// The shape of a letter that is a program of its own, if it is known.
    pub(super) fn programmed(&self, key: u128) -> Option<Rc<LetterShape>> {
        self.programmed.get(&key).cloned()
    }

    /// Keeps the shape of a letter that is a program of its own.
    pub(super) fn keep(&mut self, key: u128, shape: LetterShape) -> Rc<LetterShape> {
        let shape = Rc::new(shape);
        if self.programmed.len() < MOST_SHAPES {
            self.programmed.insert(key, shape.clone());
        }
        shape
    }
}

impl LetterShape {
    fn of_path(path: &BezPath) -> LetterShape {
        if path.is_empty() {
            return LetterShape::default();
        }
        let bounds = path.bounding_box();
        let inside = points_with_ink(bounds, |point| path.winding(point) != 0);
        let edge: Vec<Point> = path.elements().iter().filter_map(PathEl::end_point).collect();
        LetterShape { bounds, inside, edge: thinned(edge), ..LetterShape::default() }
    }

    /// The shape that a program draws.
    pub(super) fn of_sheet(sheet: &Sheet, program: &Type3Glyph<'_>) -> LetterShape {
        let mut marks = sheet.marks.iter().map(|mark| mark.bounds);
        let bounds = marks.next().map_or(Rect::ZERO, |first| marks.fold(first, |a, b| a.union(b)));
        let has_ink = |point| sheet.colour_at(point, Colour::CLEAR).opacity > 0.0;
        let inside = points_with_ink(bounds, has_ink);
        let edge = inside.clone();
        let advance = program.advance_width().map(f64::from);
        let text = program.as_unicode().map(text_of);
        LetterShape { bounds, inside, edge, advance, is_own: true, text }
    }
}

/// The text of a letter as PDF maps it.
pub(super) fn text_of(text: BfString) -> Box<str> {
    match text {
        BfString::Char(letter) => letter.to_string().into(),
        BfString::String(text) => text.into(),
    }
}

/// Points of a box that meet ink, spread evenly.
fn points_with_ink(bounds: Rect, has_ink: impl Fn(Point) -> bool) -> Vec<Point> {
    let mut found = Vec::new();
    for grid in GRIDS {
        found.clear();
        for row in 0..grid {
            for column in 0..grid {
                let across = (column as f64 + 0.5) / grid as f64;
                let down = (row as f64 + 0.5) / grid as f64;
                let (x, y) = (bounds.width() * across, bounds.height() * down);
                let point = Point::new(bounds.x0 + x, bounds.y0 + y);
                if has_ink(point) {
                    found.push(point);
                }
            }
        }
        if found.len() >= POINTS / 2 {
            break;
        }
    }
    thinned(found)
}

fn thinned(points: Vec<Point>) -> Vec<Point> {
    let step = points.len().div_ceil(POINTS).max(1);
    points.into_iter().step_by(step).collect()
}
