//! Takes down what a page draws, mark by mark and letter by letter.

mod form;
mod ink;

use std::cell::Cell;
use std::rc::Rc;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::kurbo::{Affine, BezPath, Rect, Shape};
use hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps,
    Paint, SoftMask,
};
use rustc_hash::{FxHashMap, FxHashSet};

use self::form::{filled, stroked};
use super::colour::Colour;
use super::picture::{Picture, Pixels};
use super::shapes::{LetterShape, Shapes, text_of};
use super::sheet::{Clip, Form, Hand, Ink, Kind, Letter, Mark, Mask, Sheet, Stroked, Style};

/// Marks, letters, clips and groups of a page, those of its patterns among them:
/// the densest maps have some 100,000.
pub(super) const MOST_ACTS: u64 = 1_000_000;

/// How deep patterns, masks and programmed letters may lie within each other.
const DEEPEST: u32 = 5;

/// Thrown where a page draws more than anyone reads: the interpreter has no other
/// way to stop.
pub(super) struct Overdrawn;

/// What a group around marks does to all of them.
#[derive(Clone)]
struct Group {
    opacity: f32,
    blend: BlendMode,
    mask: Option<Rc<Mask>>,
}

/// What is kept from page to page.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) shapes: Shapes,
    /// Pictures that many pages share, by what they are.
    pixels: FxHashMap<u128, Rc<Pixels>>,
}

/// Pictures of one page that are looked into.
const MOST_PICTURES: usize = 24;

/// Pictures kept from page to page.
const KEPT_PICTURES: usize = 6;

/// Takes down a page, or a pattern, mask or letter of it.
pub(super) struct Collector<'k> {
    pub(super) sheet: Sheet,
    kept: &'k mut Kept,
    clips: Vec<usize>,
    groups: Vec<Group>,
    masks: FxHashMap<u128, Option<Rc<Mask>>>,
    /// Whether marks are those of annotations.
    pub(super) is_annotating: bool,
    /// The pictures whose pixels are needed, by number; `None` for all.
    wanted: Option<FxHashSet<usize>>,
    pictures: usize,
    looked_into: usize,
    depth: u32,
    acts: Rc<Cell<u64>>,
    /// How many there may be.
    most: u64,
}

impl<'k> Collector<'k> {
    /// Takes down a page with the pixels of some pictures.
    pub(super) fn new(kept: &'k mut Kept, wanted: FxHashSet<usize>, most: u64) -> Self {
        Collector {
            sheet: Sheet::default(),
            kept,
            clips: Vec::new(),
            groups: Vec::new(),
            masks: FxHashMap::default(),
            is_annotating: false,
            wanted: Some(wanted),
            pictures: 0,
            looked_into: 0,
            depth: 0,
            acts: Rc::default(),
            most,
        }
    }

    /// How many marks and letters were taken down.
    pub(super) fn acts(&self) -> u64 {
        self.acts.get()
    }

    /// A sheet of its own for what lies within a mark; none too deep.
    fn aside(&mut self, draw: impl FnOnce(&mut Collector<'_>)) -> Option<Sheet> {
        if self.depth >= DEEPEST {
            return None;
        }
        let (depth, acts) = (self.depth + 1, self.acts.clone());
        let fresh = Collector::new(self.kept, FxHashSet::default(), self.most);
        let mut inner = Collector { depth, acts, wanted: None, ..fresh };
        draw(&mut inner);
        Some(inner.sheet)
    }

    fn act(&self) {
        self.acts.set(self.acts.get() + 1);
        if self.acts.get() > self.most {
            std::panic::resume_unwind(Box::new(Overdrawn));
        }
    }

    fn clip(&mut self, form: Form) {
        self.act();
        let parent = self.clips.last().copied();
        let around = parent.and_then(|it| self.sheet.clips.get(it)).map(|it| it.bounds);
        let own = form.bounds();
        let bounds = around.map_or(own, |it| it.intersect(own));
        let form = (!matches!(form, Form::Box(_))).then_some(form);
        let parent = parent.map(|it| self.nearest_with_form(it)).unwrap_or_default();
        self.clips.push(self.sheet.clips.len());
        self.sheet.clips.push(Clip { bounds, form, parent });
    }

    /// The clip, or the one around it, whose bounds do not say all.
    fn nearest_with_form(&self, clip: usize) -> Option<usize> {
        let found = self.sheet.clips.get(clip)?;
        if found.form.is_some() { Some(clip) } else { found.parent }
    }

    fn style<'a>(&mut self, ink: Ink, blend: BlendMode, mask: Option<&SoftMask<'a>>) -> Style {
        let own = mask.and_then(|mask| self.mask(mask));
        let normal = |it: &BlendMode| *it == BlendMode::Normal;
        let around = self.groups.iter().rev();
        let blend = if normal(&blend) {
            around.clone().map(|it| it.blend).find(|it| !normal(it)).unwrap_or_default()
        } else {
            blend
        };
        Style {
            ink,
            opacity: around.clone().map(|it| it.opacity).product(),
            blend,
            mask: own.or_else(|| around.clone().find_map(|it| it.mask.clone())),
            clip: self.clips.last().copied(),
        }
    }

    fn mask<'a>(&mut self, mask: &SoftMask<'a>) -> Option<Rc<Mask>> {
        let key = mask.cache_key();
        if let Some(known) = self.masks.get(&key) {
            return known.clone();
        }
        let made = ink::mask(self, mask);
        self.masks.insert(key, made.clone());
        made
    }

    fn mark(&mut self, form: Form, style: Style, kind: Kind) {
        self.act();
        let kind = match (&style.ink, self.is_annotating) {
            (_, true) => Kind::Annotation,
            (Ink::Tiles(_) | Ink::Shading(_), _) => Kind::Pattern,
            _ => kind,
        };
        let within = style.clip.and_then(|it| self.sheet.clips.get(it)).map(|it| it.bounds);
        let own = form.bounds();
        let bounds = within.map_or(own, |it| it.intersect(own));
        if bounds.width() > 0.0 && bounds.height() > 0.0 {
            self.sheet.marks.push(Mark { form, bounds, style, kind });
        }
    }

    fn letters<'a>(&mut self, run: &GlyphRun<'_, 'a>, props: &DrawProps<'a>, hand: Hand) {
        let order = self.sheet.marks.len();
        let number = self.sheet.hands.len();
        self.sheet.hands.push(hand);
        self.sheet.letters.reserve(run.glyphs().len());
        let mut is_as_known = true;
        for (at, glyph) in run.glyphs().iter().enumerate() {
            self.act();
            let shape = match &**glyph {
                Glyph::Outline(outline) => self.kept.shapes.of_outline(outline),
                Glyph::Type3(_) => self.programmed(glyph, &props.paint),
            };
            // Fonts with the same letters and other texts for them are rare: a look
            // at the first letters tells, and a look at each takes long.
            let text = (at < LOOKED_UP || !is_as_known)
                .then(|| glyph.as_unicode().map(text_of))
                .filter(|it| *it != shape.text);
            is_as_known &= text.is_none();
            let place = props.transform * glyph.transform();
            self.sheet.letters.push(Letter { text, shape, place, hand: number, order });
        }
    }

    fn programmed<'a>(&mut self, glyph: &Glyph<'a>, paint: &Paint<'a>) -> Rc<LetterShape> {
        let Glyph::Type3(program) = glyph else { return Rc::default() };
        let known = self.kept.shapes.programmed(program.cache_key());
        known.unwrap_or_else(|| {
            let identity = Affine::IDENTITY;
            let sheet = self.aside(|inner| program.interpret(inner, identity, identity, paint));
            let shape = LetterShape::of_sheet(&sheet.unwrap_or_default(), program);
            self.kept.shapes.keep(program.cache_key(), shape)
        })
    }

    /// The pixels of a picture, if they are needed and can be had.
    fn pixels(&mut self, number: usize, image: &Image<'_, '_>) -> Option<Rc<Pixels>> {
        let is_wanted = self.wanted.as_ref().is_none_or(|it| it.contains(&number));
        if !is_wanted || self.looked_into >= MOST_PICTURES {
            return None;
        }
        self.looked_into += 1;
        let key = match image {
            // The colour of a stencil is not its own.
            Image::Stencil(_) => return Pixels::of(image).map(Rc::new),
            Image::Raster(raster) => raster.cache_key(),
        };
        if let Some(known) = self.kept.pixels.get(&key) {
            return Some(known.clone());
        }
        let pixels = Rc::new(Pixels::of(image)?);
        if self.kept.pixels.len() >= KEPT_PICTURES {
            self.kept.pixels.clear();
        }
        self.kept.pixels.insert(key, pixels.clone());
        Some(pixels)
    }
}

/// Letters at the front of a run whose text is looked up.
const LOOKED_UP: usize = 2;

impl<'a> Device<'a> for Collector<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let ink = ink::of_paint(self, &props.paint);
        let style = self.style(ink, props.blend_mode, props.soft_mask.as_ref());
        match mode {
            DrawMode::Fill(rule) => {
                self.mark(filled(props.transform * path.clone(), *rule), style, Kind::Shape);
            }
            DrawMode::Stroke(stroke) => {
                let form = stroked(path, stroke, props.transform);
                self.mark(form, style, Kind::Line);
            }
            DrawMode::FillAndStroke(rule, stroke) => {
                let form = stroked(path, stroke, props.transform);
                self.mark(
                    filled(props.transform * path.clone(), *rule),
                    style.clone(),
                    Kind::Shape,
                );
                self.mark(form, style, Kind::Line);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        let [a, b, c, d, ..] = props.transform.as_coeffs();
        let is_upright = (b == 0.0 && c == 0.0) || (a == 0.0 && d == 0.0);
        if !is_upright || !matches!(mode, DrawMode::Fill(_)) {
            return self.draw_path(&rect.to_path(0.1), props, mode);
        }
        let ink = ink::of_paint(self, &props.paint);
        let style = self.style(ink, props.blend_mode, props.soft_mask.as_ref());
        self.mark(Form::Box(props.transform.transform_rect_bbox(*rect)), style, Kind::Box);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.clip(filled(clip.path.clone(), clip.fill));
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.clip(Form::Box(*rect));
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        self.act();
        let mask = mask.and_then(|it| self.mask(&it));
        self.groups.push(Group { opacity, blend, mask });
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let stroke = match mode {
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => Stroked::Filled,
            DrawMode::Stroke(_) => Stroked::Outline,
            DrawMode::Invisible => Stroked::Nothing,
        };
        let ink = ink::of_paint(self, &props.paint);
        let style = self.style(ink, props.blend_mode, props.soft_mask.as_ref());
        let shows_on_paper = shows_on_paper(&style);
        self.letters(run, &props, Hand { style, stroke, shows_on_paper });
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let number = self.pictures;
        self.pictures += 1;
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let place = props.transform * Affine::scale_non_uniform(width, height);
        let picture = Picture {
            number,
            inverse: place.inverse(),
            pixels: self.pixels(number, &image),
            is_whole: is_whole(&image),
            is_wanted: Cell::new(false),
        };
        let style =
            self.style(Ink::Picture(Rc::new(picture)), props.blend_mode, props.soft_mask.as_ref());
        let square = place * Rect::new(0.0, 0.0, 1.0, 1.0).to_path(0.1);
        self.mark(filled(square, FillRule::NonZero), style, Kind::Picture);
    }
}

/// Whether letters of a style show on bare paper, where that is known at once.
fn shows_on_paper(style: &Style) -> bool {
    let Ink::Flat(colour) = style.ink else { return false };
    let seen = colour.faded(style.opacity).over(Colour::WHITE, style.blend);
    style.mask.is_none() && seen.differs_from(Colour::WHITE)
}

/// Whether an image has neither holes nor a mask.
fn is_whole(image: &Image<'_, '_>) -> bool {
    let Image::Raster(raster) = image else { return false };
    let stream = raster.stream();
    !["SMask", "Mask", "SMaskInData"].iter().any(|key| stream.dict().contains_key(key))
}
