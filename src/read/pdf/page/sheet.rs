//! A page as it is drawn: marks and letters in their order, and the colour that
//! lies at a point in the end.

use std::cell::OnceCell;
use std::rc::Rc;

use hayro_interpret::encode::EncodedShadingPattern;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape, Stroke, stroke};
use hayro_interpret::{BlendMode, FillRule};

use super::colour::Colour;
use super::picture::Picture;
use super::shapes::LetterShape;

/// How far a stroke may be from its true form, in points.
const TOLERANCE: f64 = 0.1;

/// The form of a mark or of a clip, on the page.
#[derive(Debug)]
pub(super) enum Form {
    Box(Rect),
    Path(BezPath, FillRule),
    /// A line, drawn out when someone asks.
    Line(BezPath, Stroke, OnceCell<BezPath>),
}

impl Form {
    pub(super) fn bounds(&self) -> Rect {
        match self {
            Form::Box(rect) => *rect,
            Form::Path(path, _) => path.bounding_box(),
            Form::Line(path, style, _) => {
                let half = style.width * style.miter_limit.clamp(1.0, 2.0) / 2.0;
                path.bounding_box().inflate(half, half)
            }
        }
    }

    pub(super) fn contains(&self, point: Point) -> bool {
        match self {
            Form::Box(rect) => rect.contains(point),
            Form::Path(path, FillRule::NonZero) => path.winding(point) != 0,
            Form::Path(path, FillRule::EvenOdd) => path.winding(point) % 2 != 0,
            Form::Line(path, style, drawn) => {
                let options = Default::default();
                drawn.get_or_init(|| stroke(path, style, &options, TOLERANCE)).winding(point) != 0
            }
        }
    }

    /// How much work it is to ask for a point.
    pub(super) fn weight(&self) -> u64 {
        match self {
            Form::Box(_) => 1,
            Form::Path(path, _) => 1 + path.elements().len() as u64,
            Form::Line(path, ..) => 8 + 8 * path.elements().len() as u64,
        }
    }
}

/// A clip within another: everything outside is not seen.
#[derive(Debug)]
pub(super) struct Clip {
    /// What is left of the page within all the clips around.
    pub(super) bounds: Rect,
    /// Its own form, where the bounds do not say all.
    pub(super) form: Option<Form>,
    pub(super) parent: Option<usize>,
}

/// What a mark is drawn with.
#[derive(Clone, Debug)]
pub(super) enum Ink {
    Flat(Colour),
    Shading(Rc<EncodedShadingPattern>),
    Tiles(Rc<Tiles>),
    Picture(Rc<Picture>),
}

/// A pattern of tiles, and how it lies on the page.
#[derive(Debug)]
pub(super) struct Tiles {
    pub(super) sheet: Sheet,
    pub(super) cell: Rect,
    pub(super) step: (f64, f64),
    /// From the page into the pattern.
    pub(super) inverse: Affine,
    pub(super) opacity: f32,
}

impl Tiles {
    fn colour_at(&self, point: Point) -> Colour {
        let point = self.inverse * point;
        let (across, down) = (self.step.0.abs(), self.step.1.abs());
        let wrapped = Point::new(
            self.cell.x0 + (point.x - self.cell.x0).rem_euclid(across),
            self.cell.y0 + (point.y - self.cell.y0).rem_euclid(down),
        );
        self.sheet.colour_at(wrapped, Colour::CLEAR).faded(self.opacity)
    }
}

/// A sheet that says how much of a mark is seen at each point (ISO 32000-2, 11.5).
#[derive(Debug)]
pub(super) struct Mask {
    pub(super) sheet: Sheet,
    /// The ground of a mask that goes by brightness; none where it goes by opacity.
    pub(super) ground: Option<Colour>,
}

impl Mask {
    fn opacity_at(&self, point: Point) -> f32 {
        match self.ground {
            Some(ground) => self.sheet.colour_at(point, ground).luminance(),
            None => self.sheet.colour_at(point, Colour::CLEAR).opacity,
        }
    }
}

/// How something is laid on what was there before.
#[derive(Clone, Debug)]
pub(super) struct Style {
    pub(super) ink: Ink,
    /// The opacity of the groups around.
    pub(super) opacity: f32,
    pub(super) blend: BlendMode,
    pub(super) mask: Option<Rc<Mask>>,
    pub(super) clip: Option<usize>,
}

impl Style {
    /// The colour that it lays on a point.
    pub(super) fn colour_at(&self, point: Point) -> Colour {
        let colour = match &self.ink {
            Ink::Flat(colour) => *colour,
            Ink::Shading(shading) => Colour::of(shading.sample(shading.base_transform * point)),
            Ink::Tiles(tiles) => tiles.colour_at(point),
            Ink::Picture(picture) => picture.colour_at(point),
        };
        let masked = self.mask.as_ref().map_or(1.0, |mask| mask.opacity_at(point));
        colour.faded(self.opacity * masked)
    }

    /// Whether nothing below shines through anywhere.
    pub(super) fn is_opaque(&self) -> bool {
        let ink = match &self.ink {
            Ink::Flat(colour) => colour.opacity >= 0.99,
            Ink::Picture(picture) => picture.is_opaque(),
            Ink::Shading(_) | Ink::Tiles(_) => false,
        };
        ink && self.opacity >= 0.99 && self.mask.is_none() && self.blend == BlendMode::Normal
    }
}

/// What a mark is, in words for those who look for it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Box,
    Shape,
    Line,
    Pattern,
    Picture,
    Annotation,
}

/// Something drawn that is no letter.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) form: Form,
    /// Within its clip.
    pub(super) bounds: Rect,
    pub(super) style: Style,
    pub(super) kind: Kind,
}

/// How letters of a run are drawn.
#[derive(Clone, Debug)]
pub(super) struct Hand {
    pub(super) style: Style,
    pub(super) stroke: Stroked,
    /// Whether an eye would see the letters on bare paper.
    pub(super) shows_on_paper: bool,
}

/// Which part of a letter has ink.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Stroked {
    Filled,
    Outline,
    /// Render mode 3.
    Nothing,
}

/// A letter.
#[derive(Debug)]
pub(super) struct Letter {
    /// Its text, where that is another than its shape has elsewhere.
    pub(super) text: Option<Option<Box<str>>>,
    pub(super) shape: Rc<LetterShape>,
    /// From the letter, 1,000 units high, to the page.
    pub(super) place: Affine,
    /// Among the hands of the sheet.
    pub(super) hand: usize,
    /// How many marks were drawn before it.
    pub(super) order: usize,
}

impl Letter {
    /// The text that it stands for, if its font says so.
    pub(super) fn text(&self) -> Option<&str> {
        self.text.as_ref().unwrap_or(&self.shape.text).as_deref()
    }

    /// Where its ink is on the page, at the most.
    pub(super) fn bounds(&self) -> Rect {
        self.place.transform_rect_bbox(self.shape.bounds)
    }

    /// The height of its type on the page.
    pub(super) fn size(&self) -> f64 {
        let [_, _, c, d, _, _] = self.place.as_coeffs();
        c.hypot(d) * 1000.0
    }
}

/// All that a page draws.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) marks: Vec<Mark>,
    pub(super) letters: Vec<Letter>,
    pub(super) hands: Vec<Hand>,
    pub(super) clips: Vec<Clip>,
}

impl Sheet {
    /// Whether a point lies within a clip and those around it.
    pub(super) fn is_within(&self, clip: Option<usize>, point: Point) -> bool {
        let mut next = clip.and_then(|it| self.clips.get(it));
        if next.is_some_and(|it| !it.bounds.contains(point)) {
            return false;
        }
        while let Some(clip) = next {
            if clip.form.as_ref().is_some_and(|form| !form.contains(point)) {
                return false;
            }
            next = clip.parent.and_then(|it| self.clips.get(it));
        }
        true
    }

    /// Whether a mark lies at a point.
    pub(super) fn covers(&self, mark: &Mark, point: Point) -> bool {
        mark.bounds.contains(point)
            && mark.form.contains(point)
            && self.is_within(mark.style.clip, point)
    }

    /// The colour that all marks leave at a point of a ground.
    pub(super) fn colour_at(&self, point: Point, ground: Colour) -> Colour {
        self.marks
            .iter()
            .filter(|mark| self.covers(mark, point))
            .fold(ground, |below, mark| mark.style.colour_at(point).over(below, mark.style.blend))
    }
}
