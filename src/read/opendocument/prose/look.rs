//! How what an element holds looks: whether it is hidden, has the colour of its
//! ground, or is too small to read.

use super::{Prose, holder};
use crate::document::Layer;
use crate::read::look::Colour;
use crate::read::opendocument::styles::Dress;
use crate::read::xml::Element;

/// The look of what an element holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    /// Why it is not seen, if it is not.
    pub(super) layer: Option<Layer>,
    ink: Option<Colour>,
    pub(super) ground: Colour,
    is_tiny: bool,
}

impl Open {
    fn wear(&mut self, dress: &Dress) {
        self.ink = dress.ink.or(self.ink);
        self.ground = dress.ground.unwrap_or(self.ground);
        self.is_tiny = dress.is_tiny.unwrap_or(self.is_tiny);
        if dress.is_undisplayed {
            self.layer.get_or_insert(Layer::HiddenText);
        }
    }

    /// Whether its type is of the colour of its ground, or too small to read.
    pub(super) fn is_unseen(&self) -> bool {
        self.is_tiny || self.ink.is_some_and(|ink| ink.is_like(self.ground))
    }
}

impl Prose<'_> {
    /// Begins the look of an element: that around it, and its own.
    pub(super) fn begin_look(&mut self, element: &Element<'_>) {
        let ground = match self.styles.has_tinted_pages() || self.is_master {
            true => Colour::Mixed,
            false => Colour::WHITE,
        };
        let whole = Open { layer: None, ink: None, ground, is_tiny: false };
        let mut open = self.open.last().copied().unwrap_or(whole);
        if !self.is_style {
            let style = element.text("style-name");
            match element.name {
                "p" | "h" => open.wear(&self.styles.dress("paragraph", style)),
                "span" => open.wear(&self.styles.dress("text", style)),
                "table-cell" => open.wear(&self.styles.dress("table-cell", style)),
                "hidden-text" => open.layer = open.layer.or(Some(Layer::HiddenText)),
                "section" if is_undisplayed(element) => {
                    open.layer.get_or_insert(Layer::HiddenText);
                }
                name if holder::is_shape(name) => {
                    for family in ["presentation", "graphic"] {
                        open.wear(&self.styles.dress(family, style));
                    }
                }
                _ => {}
            }
        }
        self.open.push(open);
    }
}

/// Whether a section is not shown: never, or not while a condition holds
/// (OpenDocument 1.3 part 3, 19.806).
fn is_undisplayed(element: &Element<'_>) -> bool {
    let is_shown_now = element.get("is-hidden") == Some("false");
    element.text("display") == "none" || (element.text("display") == "condition" && !is_shown_now)
}
