//! What is laid on the page: plain colours, shadings, patterns, masks.

use std::rc::Rc;

use hayro_interpret::kurbo::Affine;
use hayro_interpret::pattern::Pattern;
use hayro_interpret::{MaskType, Paint, SoftMask};

use super::Collector;
use crate::read::pdf::page::colour::Colour;
use crate::read::pdf::page::sheet::{Ink, Mask, Tiles};

/// What a paint lays on the page.
pub(super) fn of_paint(collector: &mut Collector<'_>, paint: &Paint<'_>) -> Ink {
    match paint {
        Paint::Color(colour) => Ink::Flat(Colour::of(colour.to_rgba().components())),
        Paint::Pattern(pattern) => of_pattern(collector, pattern),
    }
}

fn of_pattern(collector: &mut Collector<'_>, pattern: &Pattern<'_>) -> Ink {
    match pattern {
        Pattern::Shading(shading) => Ink::Shading(Rc::new(shading.encode())),
        Pattern::Tiling(tiling) => {
            let sheet = collector.aside(|inner| {
                tiling.interpret(inner, Affine::IDENTITY, false);
            });
            let Some(sheet) = sheet else { return Ink::Flat(Colour::CLEAR) };
            Ink::Tiles(Rc::new(Tiles {
                sheet,
                cell: tiling.bbox,
                step: (f64::from(tiling.x_step), f64::from(tiling.y_step)),
                inverse: tiling.matrix.inverse(),
                opacity: tiling.opacity,
            }))
        }
    }
}

/// A mask as a sheet of its own.
pub(super) fn mask(collector: &mut Collector<'_>, mask: &SoftMask<'_>) -> Option<Rc<Mask>> {
    let sheet = collector.aside(|inner| mask.interpret(inner))?;
    let ground = match mask.mask_type() {
        MaskType::Luminosity => Some(Colour::of(mask.background_color().to_rgba().components())),
        MaskType::Alpha => None,
    };
    Some(Rc::new(Mask { sheet, ground }))
}
