//! What a style says of a text beside cells: its colour, its ground, its size.

use super::{Styles, TINY};
use crate::read::look::Colour;

/// How opaque a fill must be, in percent, to hide what is below.
const OPAQUE: f64 = 80.0;

/// How a style has a text look, as far as it says so.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::read::opendocument) struct Dress {
    pub(in crate::read::opendocument) ink: Option<Colour>,
    pub(in crate::read::opendocument) ground: Option<Colour>,
    /// Whether it is too small to read, if it has a size.
    pub(in crate::read::opendocument) is_tiny: Option<bool>,
    pub(in crate::read::opendocument) is_undisplayed: bool,
    /// Whether nothing is seen through its ground.
    pub(in crate::read::opendocument) is_opaque: bool,
}

impl Styles {
    /// How a style has a text look.
    pub(in crate::read::opendocument) fn dress(&mut self, family: &str, name: &str) -> Dress {
        let key = format!("{family} {name}");
        if let Some(dress) = self.dresses.get(&key) {
            return *dress;
        }
        let dress = self.tailored(family, name);
        self.dresses.insert(key, dress);
        dress
    }

    fn tailored(&self, family: &str, name: &str) -> Dress {
        let style = self.chain(family, name);
        let is_solid = style.opacity.is_none_or(|it| it >= OPAQUE);
        let ground = match style.fill.as_deref() {
            None => style.ground,
            Some("none") => None,
            Some("solid") if is_solid => style.fill_colour,
            Some(_) => Some(Colour::Mixed),
        };
        Dress {
            ink: style.colour,
            ground,
            is_tiny: style.size.map(|size| size <= TINY),
            is_undisplayed: style.is_undisplayed.unwrap_or(false),
            is_opaque: is_solid && style.fill.is_some_and(|it| it != "none"),
        }
    }
}
