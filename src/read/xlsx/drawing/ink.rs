//! The colours of drawings: of the runs of a text, and of the ground that they
//! stand on, so that a text in the colour of its ground is told as unseen.

use crate::read::ooxml::colour::{Colours, Rgb, is_unseen};
use crate::read::xlsx::styles::WHITE;
use crate::read::xml::Element;

/// What a text stands on.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Ground {
    /// Whatever lies below the shape.
    #[default]
    Clear,
    Plain(Rgb),
    /// A picture, a pattern, or colours that run into each other.
    Mixed,
}

impl Ground {
    /// The same once a colour is changed in a way that its element says
    /// (ECMA-376 part 1, 20.1.2.3): made darker or lighter, or else unknown.
    pub(super) fn changed(self, element: &Element<'_>) -> Ground {
        let Ground::Plain(colour) = self else { return self };
        changed(colour, element).map_or(Ground::Mixed, Ground::Plain)
    }
}

/// The colour of the run at hand.
#[derive(Default)]
pub(super) struct Ink {
    /// Where the run begins in its paragraph.
    pub(super) start: usize,
    colour: Option<Rgb>,
}

impl Ink {
    /// Begins a run.
    pub(super) fn begin(&mut self, start: usize) {
        *self = Ink { start, colour: None };
    }

    /// Takes an element of the look of the run; `at` are those around it.
    pub(super) fn take(&mut self, element: &Element<'_>, at: &[String], colours: &Colours) {
        match parents(at) {
            ["rPr", "solidFill"] => self.colour = colours.drawn(element),
            [_, "solidFill" | "rPr"] => {}
            [_, _] if at.len() > 2 && parents(&at[..at.len() - 1]) == ["rPr", "solidFill"] => {
                self.colour = self.colour.and_then(|it| changed(it, element));
            }
            _ => {}
        }
    }

    /// Whether the run is not seen on a ground below which is the white sheet.
    pub(super) fn is_unseen(&self, ground: Ground) -> bool {
        let ground = match ground {
            Ground::Plain(ground) => ground,
            Ground::Clear => WHITE,
            Ground::Mixed => return false,
        };
        self.colour.is_some_and(|colour| is_unseen(colour, ground))
    }
}

/// The names of the two elements right around, the outer one first.
pub(super) fn parents(at: &[String]) -> [&str; 2] {
    let name = |back: usize| at.len().checked_sub(back).and_then(|it| at.get(it));
    [2, 1].map(|back| name(back).map_or("", String::as_str))
}

/// A colour times the share that an element gives, or with it added; nothing
/// for any other change.
fn changed(colour: Rgb, element: &Element<'_>) -> Option<Rgb> {
    let share = element.text("val").trim().parse::<f64>().ok()? / 100_000.0;
    let change: fn(f64, f64) -> f64 = match element.name {
        "lumMod" => |part, share| part * share,
        "lumOff" => |part, share| part + 255.0 * share,
        _ => return None,
    };
    Some(colour.map(|part| change(f64::from(part), share).round().clamp(0.0, 255.0) as u8))
}
