//! Whether an element is seen, by its declarations and those around it.

use super::colour::{BLACK, Colour, WHITE, colour};
use crate::document::Layer;

/// How far beyond an edge, in any unit, nobody sees a text any more.
const FAR: f64 = -500.0;

/// The size of type, in any unit, that nobody sees any more.
const TINY: f64 = 1.5;

/// How an element and what is in it look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Why it is not seen, if it is not.
    pub(super) layer: Option<Layer>,
    /// Whether its blanks are kept.
    pub(super) is_pre: bool,
    ink: Option<Colour>,
    /// Unknown where a picture or a style sheet decides.
    ground: Option<Colour>,
}

impl Default for Look {
    fn default() -> Self {
        Look { layer: None, is_pre: false, ink: Some(BLACK), ground: Some(WHITE) }
    }
}

impl Look {
    /// The look of a page that is not seen as a whole, or is.
    pub(super) fn of(layer: Option<Layer>) -> Self {
        Look { layer, ..Look::default() }
    }

    /// The layer of text that looks so.
    pub(super) fn text_layer(&self) -> Layer {
        let is_blank = self.ink.is_some() && self.ink == self.ground;
        self.layer.or(is_blank.then_some(Layer::InvisibleText)).unwrap_or(Layer::Body)
    }

    /// Hides the element; one that is hidden already stays what it is.
    pub(super) fn hide(&mut self, layer: Layer) {
        self.layer.get_or_insert(layer);
    }

    /// Takes note that the ground is not known.
    pub(super) fn forget_ground(&mut self) {
        self.ground = None;
    }

    /// Takes the colour of a `font` element.
    pub(super) fn set_ink(&mut self, value: &str) {
        self.ink = colour(&value.to_ascii_lowercase());
    }

    /// Takes the colour of a `bgcolor` attribute.
    pub(super) fn set_ground(&mut self, value: &str) {
        self.ground = colour(&value.to_ascii_lowercase());
    }

    /// Takes the declarations of a style.
    pub(super) fn declare(&mut self, style: &str) {
        let style = style.to_ascii_lowercase();
        if style.contains("mso-number-format:\"\\;\\;\\;") {
            self.hide(Layer::InvisibleText);
        }
        for (name, value) in style.split(';').filter_map(|it| it.split_once(':')) {
            let value = value.trim().trim_end_matches("!important").trim();
            match name.trim() {
                "color" => self.ink = colour(value),
                "background" | "background-color" => self.take_ground(value),
                "background-image" => self.ground = None,
                "white-space" => self.is_pre = value.starts_with("pre"),
                name => self.layer = self.layer.or_else(|| hiding(name, value)),
            }
        }
    }

    fn take_ground(&mut self, value: &str) {
        if !matches!(value, "transparent" | "inherit" | "none" | "initial" | "unset") {
            self.ground = value.split(' ').find_map(colour).or_else(|| colour(value));
        }
    }
}

/// The layer that a declaration puts an element into, if it hides it.
fn hiding(name: &str, value: &str) -> Option<Layer> {
    let number = || {
        let end = value.find(|it: char| !(it.is_ascii_digit() || "+-.".contains(it)));
        value[..end.unwrap_or(value.len())].parse::<f64>().ok()
    };
    match (name, value) {
        ("display", "none") | ("mso-hide", "all") => Some(Layer::HiddenElement),
        // What Office makes of the comments of cells and texts.
        ("mso-element", "comment" | "comment-list") => Some(Layer::Comment),
        ("visibility", "hidden" | "collapse") => Some(Layer::HiddenElement),
        ("left" | "right" | "top" | "text-indent" | "margin-left" | "margin-top", _) => {
            number().filter(|far| *far <= FAR).map(|_| Layer::HiddenElement)
        }
        ("opacity", _) => number().filter(|opacity| *opacity == 0.0).map(|_| Layer::InvisibleText),
        ("font-size", _) if !value.ends_with("em") && !value.ends_with('%') => {
            number().filter(|size| *size < TINY).map(|_| Layer::InvisibleText)
        }
        ("font-size", _) => number().filter(|size| *size == 0.0).map(|_| Layer::InvisibleText),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_hides_in_many_ways() {
        let cases = [
            ("display:none", Layer::HiddenElement),
            ("Display : NONE !important", Layer::HiddenElement),
            ("visibility:hidden", Layer::HiddenElement),
            ("mso-hide:all", Layer::HiddenElement),
            ("position:absolute;left:-9999px", Layer::HiddenElement),
            ("color:#fff", Layer::InvisibleText),
            ("background:#000 none;color:black", Layer::InvisibleText),
            ("font-size:0", Layer::InvisibleText),
            ("opacity:0.0", Layer::InvisibleText),
            ("mso-number-format:\"\\;\\;\\;\"", Layer::InvisibleText),
            ("display:block;color:red;left:-5px;font-size:.8em;opacity:.5", Layer::Body),
            ("color:white;background:#000", Layer::Body),
            ("color:white;background:url(night.png)", Layer::Body),
        ];
        for (style, layer) in cases {
            let mut look = Look::default();
            look.declare(style);
            assert_eq!(look.text_layer(), layer, "{style}");
        }
    }
}
