//! Annotations that say nothing of how they look, and marks where text is to be
//! redacted and is not yet.

use hayro_interpret::hayro_syntax::object::{self, Array, Dict, Name};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, Point, Rect};
use hayro_interpret::{BlendMode, RectExt};

use super::colour::Colour;
use super::sheet::{Form, Ink, Kind, Letter, Mark, Sheet, Style};

/// Annotations of a page that are looked at.
const MOST: usize = 10_000;

/// Flags of an annotation that nobody sees: hidden, and not for the screen
/// (ISO 32000-2, table 167).
const UNSEEN: u32 = 1 << 1 | 1 << 5;

/// Where text is marked to be redacted.
#[derive(Debug, Default)]
pub(super) struct Marked(Vec<Rect>);

impl Marked {
    /// Whether the middle of a letter is marked.
    pub(super) fn takes(&self, letter: &Letter) -> bool {
        !self.0.is_empty() && {
            let middle = letter.bounds().center();
            self.0.iter().any(|it| it.contains(middle))
        }
    }
}

/// Puts down annotations without an appearance as programs draw them, and gives
/// where text is marked to be redacted.
pub(super) fn read(page: &Page<'_>, place: Affine, sheet: &mut Sheet) -> Marked {
    let mut marked = Marked::default();
    let Some(all) = page.raw().get::<Array<'_>>(b"Annots".as_slice()) else { return marked };
    for annotation in all.iter::<Dict<'_>>().take(MOST) {
        let kind = annotation.get::<Name<'_>>(b"Subtype".as_slice());
        let kind = kind.as_deref().unwrap_or_default();
        if kind == b"Redact" {
            marked.0.extend(areas_of(&annotation, place));
        } else if annotation.get::<Dict<'_>>(b"AP".as_slice()).is_none()
            && annotation.get::<u32>(b"F".as_slice()).unwrap_or(0) & UNSEEN == 0
            && let Some((colour, blend)) = look_of(&annotation, kind)
        {
            let areas = areas_of(&annotation, place);
            sheet.marks.extend(areas.into_iter().map(|area| mark(area, colour, blend)));
        }
    }
    marked
}

fn mark(area: Rect, colour: Colour, blend: BlendMode) -> Mark {
    let style = Style { ink: Ink::Flat(colour), opacity: 1.0, blend, mask: None, clip: None };
    Mark { form: Form::Box(area), bounds: area, style, kind: Kind::Annotation }
}

/// The colour that programs fill an annotation with, and how it lies on the page.
fn look_of(annotation: &Dict<'_>, kind: &[u8]) -> Option<(Colour, BlendMode)> {
    let (key, blend): (&[u8], _) = match kind {
        b"Highlight" => (b"C", BlendMode::Multiply),
        b"Square" => (b"IC", BlendMode::Normal),
        b"FreeText" => (b"C", BlendMode::Normal),
        _ => return None,
    };
    let parts = annotation.get::<Array<'_>>(key)?;
    let parts: Vec<f32> = parts.iter::<f32>().take(5).collect();
    let opacity = annotation.get::<f32>(b"CA".as_slice()).unwrap_or(1.0);
    let rgb = match parts[..] {
        [grey] => [grey; 3],
        [red, green, blue] => [red, green, blue],
        [cyan, magenta, yellow, black] => {
            [cyan, magenta, yellow].map(|it| (1.0 - it) * (1.0 - black))
        }
        _ => return None,
    };
    Some((Colour { rgb, opacity }, blend))
}

/// The areas of an annotation on the page: its quadrilaterals, or its rectangle.
fn areas_of(annotation: &Dict<'_>, place: Affine) -> Vec<Rect> {
    let quads = annotation.get::<Array<'_>>(b"QuadPoints".as_slice());
    let numbers: Vec<f64> =
        quads.map(|it| it.iter::<f64>().take(8 * MOST).collect()).unwrap_or_default();
    if numbers.len() >= 8 {
        return numbers.chunks_exact(8).map(|quad| around(quad, place)).collect();
    }
    let rect = annotation.get::<object::Rect>(b"Rect".as_slice());
    rect.map(|it| place.transform_rect_bbox(it.to_kurbo())).into_iter().collect()
}

fn around(quad: &[f64], place: Affine) -> Rect {
    let points = quad.chunks_exact(2).map(|it| place * Point::new(it[0], it[1]));
    let rects = points.map(|it| Rect::from_points(it, it));
    rects.reduce(|one, two| one.union(two)).unwrap_or_default()
}
