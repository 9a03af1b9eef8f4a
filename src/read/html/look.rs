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
    /// Whether the element itself says the colours of its text and its ground.
    own: [bool; 2],
    /// Whether the element has no height or no width, and what it cuts off.
    cut: [bool; 2],
}

impl Default for Look {
    fn default() -> Self {
        let (ink, ground) = (Some(BLACK), Some(WHITE));
        Look { layer: None, is_pre: false, ink, ground, own: [false; 2], cut: [false; 2] }
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

    /// The look that an element within takes over.
    pub(super) fn handed_down(self) -> Look {
        Look { own: [false; 2], cut: [false; 2], ..self }
    }

    /// Takes note that others may say what the ground is, unless the element says
    /// both its colours itself.
    pub(super) fn doubt_ground(&mut self) {
        if self.own != [true; 2] {
            self.ground = None;
        }
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
                "color" | "-webkit-text-fill-color" if is_clear(value) => {
                    self.hide(Layer::InvisibleText);
                }
                "color" => (self.ink, self.own[0]) = (colour(value), true),
                "background" | "background-color" => self.take_ground(value),
                "background-image" => self.ground = None,
                "white-space" => self.is_pre = value.starts_with("pre"),
                "height" | "width" | "max-height" | "max-width" => {
                    self.cut[0] |= number(value) == Some(0.0);
                }
                "overflow" | "overflow-x" | "overflow-y" => {
                    self.cut[1] |= matches!(value, "hidden" | "clip");
                }
                name => self.layer = self.layer.or_else(|| hiding(name, value)),
            }
        }
        if self.cut == [true; 2] {
            self.hide(Layer::HiddenElement);
        }
    }

    fn take_ground(&mut self, value: &str) {
        if !matches!(value, "transparent" | "inherit" | "none" | "initial" | "unset") {
            self.ground = value.split(' ').find_map(colour).or_else(|| colour(value));
            self.own[1] = self.ground.is_some() && !value.contains("url(");
        }
    }
}

/// The layer that a declaration puts an element into, if it hides it.
fn hiding(name: &str, value: &str) -> Option<Layer> {
    let number = || number(value);
    let argument = |function: &str| self::number(value.strip_prefix(function)?);
    match (name, value) {
        ("display", "none") | ("mso-hide", "all") => Some(Layer::HiddenElement),
        // What Office makes of the comments of cells and texts.
        ("mso-element", "comment" | "comment-list") => Some(Layer::Comment),
        ("visibility", "hidden" | "collapse") => Some(Layer::HiddenElement),
        ("left" | "right" | "top" | "text-indent" | "margin-left" | "margin-top", _) => {
            number().filter(|far| *far <= FAR).map(|_| Layer::HiddenElement)
        }
        ("content-visibility", "hidden") => Some(Layer::HiddenElement),
        ("transform", _) => {
            argument("scale(").filter(|scale| *scale == 0.0).map(|_| Layer::HiddenElement)
        }
        // Half of each side is all of it (CSS Masking 1, 5; CSS Shapes 1, 4.1).
        ("clip-path", _) if value.contains('%') => {
            argument("inset(").filter(|share| *share >= 50.0).map(|_| Layer::HiddenElement)
        }
        ("clip", _) => value.strip_prefix("rect(").and_then(|sides| {
            let empty =
                ["0 0 0 0", "0,0,0,0", "0, 0, 0, 0", "1px 1px 1px 1px", "1px, 1px, 1px, 1px"];
            let sides = sides.trim_end_matches(')').replace("0px", "0");
            empty.contains(&sides.as_str()).then_some(Layer::HiddenElement)
        }),
        ("filter", _) => {
            argument("opacity(").filter(|share| *share == 0.0).map(|_| Layer::InvisibleText)
        }
        ("font", _) => {
            let sizes =
                value.split([' ', '/']).filter(|it| it.ends_with("px") || it.ends_with("pt"));
            let size = sizes.filter_map(self::number).next();
            let is_none =
                value.starts_with("0/") || value.contains(" 0/") || value.starts_with("0 ");
            (is_none || size.is_some_and(|it| it < TINY)).then_some(Layer::InvisibleText)
        }
        ("opacity", _) => number().filter(|opacity| *opacity == 0.0).map(|_| Layer::InvisibleText),
        ("font-size", _) if !value.ends_with("em") && !value.ends_with('%') => {
            number().filter(|size| *size < TINY).map(|_| Layer::InvisibleText)
        }
        ("font-size", _) => number().filter(|size| *size == 0.0).map(|_| Layer::InvisibleText),
        _ => None,
    }
}

/// The number that a value begins with.
fn number(value: &str) -> Option<f64> {
    let end = value.find(|it: char| !(it.is_ascii_digit() || "+-.".contains(it)));
    value[..end.unwrap_or(value.len())].parse().ok()
}

/// Whether a colour lets everything through.
fn is_clear(value: &str) -> bool {
    let share = || {
        value
            .strip_prefix("rgba(")?
            .trim_end_matches(')')
            .rsplit([',', '/', ' '])
            .next()?
            .parse()
            .ok()
    };
    value == "transparent" || share().is_some_and(|share: f64| share <= 0.05)
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
            ("color:transparent", Layer::InvisibleText),
            ("color:rgba(0, 0, 0, 0)", Layer::InvisibleText),
            ("filter:opacity(0%)", Layer::InvisibleText),
            ("font:0/0 a", Layer::InvisibleText),
            ("transform:scale(0)", Layer::HiddenElement),
            ("clip-path:inset(50%)", Layer::HiddenElement),
            ("position:absolute;clip:rect(0 0 0 0)", Layer::HiddenElement),
            ("max-height:0;overflow:hidden", Layer::HiddenElement),
            ("content-visibility:hidden", Layer::HiddenElement),
            ("max-height:0", Layer::Body),
            ("overflow:hidden;height:10px", Layer::Body),
            ("clip-path:inset(10%);clip:rect(0 10px 10px 0)", Layer::Body),
            ("font:bold 12px/1.5 Arial;color:rgba(0,0,0,.5);transform:scale(0.9)", Layer::Body),
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
