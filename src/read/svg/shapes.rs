//! How an element of a drawing looks, as far as it decides whether a text is
//! seen: styles that hide, places, rectangles.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::document::Layer;
use crate::read::xml::Element;

/// Elements of which nothing is drawn where they stand.
const UNDRAWN: &[&str] = &["defs", "symbol", "clipPath", "mask", "pattern", "marker"];

/// The height of type up to which nobody reads it.
const TINY: f32 = 2.0;

/// The height of type that nobody chose (CSS Fonts 4, 2.5).
const HEIGHT: f32 = 16.0;

/// The share of light that something must hold back to cover a text.
const SOLID: f32 = 0.5;

/// How an element looks.
#[derive(Clone)]
pub(super) struct Look {
    /// Why its texts are not seen.
    pub(super) hidden: Option<Layer>,
    /// Where its text begins.
    pub(super) at: Option<(f32, f32)>,
    /// The transformations that it stands in, as a hash.
    pub(super) frame: u64,
    fill: String,
    opacity: f32,
    /// The height of its type.
    height: f32,
}

impl Default for Look {
    fn default() -> Self {
        let fill = "black".to_owned();
        Look { hidden: None, at: None, frame: 0, fill, opacity: 1.0, height: HEIGHT }
    }
}

impl Look {
    /// The look of an element within one of this look.
    pub(super) fn of(&self, element: &Element<'_>) -> Look {
        let mut look = self.clone();
        let style = |name: &str| {
            let styles = element.text("style").split(';').filter_map(|it| it.split_once(':'));
            let own =
                styles.into_iter().find(|it| it.0.trim() == name).map(|it| it.1.trim().to_owned());
            own.or_else(|| element.get(name).map(|it| it.trim().to_owned()))
        };
        let is = |name: &str, value: &str| style(name).is_some_and(|it| it == value);
        if let Some(fill) = style("fill") {
            look.fill = fill;
        }
        for name in ["opacity", "fill-opacity"] {
            look.opacity *= style(name).and_then(|it| number(&it)).unwrap_or(1.0).clamp(0.0, 1.0);
        }
        let is_hidden = is("display", "none")
            || is("visibility", "hidden")
            || is("visibility", "collapse")
            || UNDRAWN.contains(&element.name);
        look.height = style("font-size").and_then(|it| number(&it)).unwrap_or(look.height);
        if is_hidden {
            look.hidden = Some(Layer::HiddenElement);
        } else if look.hidden != Some(Layer::HiddenElement) {
            look.hidden = look.is_unseen().then_some(Layer::InvisibleText);
        }
        if let Some(transform) = element.get("transform") {
            look.frame = FxBuildHasher.hash_one((look.frame, transform));
        }
        if let Some(at) = number(element.text("x")).zip(number(element.text("y"))) {
            look.at = Some(at);
        }
        look
    }

    /// Whether letters of this look are not seen on a white page.
    fn is_unseen(&self) -> bool {
        let fill = self.fill.to_ascii_lowercase().replace(' ', "");
        let is_blank = ["none", "transparent", "white", "#fff", "#ffffff", "rgb(255,255,255)"];
        self.opacity == 0.0 || self.height < TINY || is_blank.contains(&fill.as_str())
    }

    /// Whether an area of this look lets nothing through.
    pub(super) fn is_solid(&self) -> bool {
        let is_clear = ["none", "transparent"].contains(&self.fill.as_str());
        self.hidden != Some(Layer::HiddenElement) && !is_clear && self.opacity >= SOLID
    }
}

/// A rectangle.
pub(super) struct Area {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Area {
    /// The rectangle that an element draws; nothing where a side is no number.
    pub(super) fn of(element: &Element<'_>) -> Option<Area> {
        let (left, top) =
            (number(element.text("x")).unwrap_or(0.0), number(element.text("y")).unwrap_or(0.0));
        let (width, height) = number(element.text("width")).zip(number(element.text("height")))?;
        Some(Area { left, top, right: left + width, bottom: top + height })
    }

    /// Whether a text that begins at a place lies within.
    pub(super) fn holds(&self, (x, y): (f32, f32)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// A number with a unit or without; nothing for a share of something else.
pub(super) fn number(text: &str) -> Option<f32> {
    let text = text.trim();
    let end =
        text.find(|it: char| !matches!(it, '0'..='9' | '.' | '-' | '+')).unwrap_or(text.len());
    if text.ends_with('%') {
        return None;
    }
    text[..end].parse().ok()
}
