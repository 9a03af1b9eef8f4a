//! How an element of a drawing looks, as far as it decides whether a text is
//! seen: styles that hide, places, sizes.

use super::frame::{Frame, Point};
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
    /// Where its text begins, before it is transformed.
    at: Point,
    /// What it is transformed by, if that is known.
    pub(super) frame: Option<Frame>,
    fill: String,
    opacity: f32,
    /// The height of its type.
    pub(super) height: f32,
}

impl Default for Look {
    fn default() -> Self {
        let fill = "black".to_owned();
        let frame = Some(Frame::default());
        Look { hidden: None, at: (0.0, 0.0), frame, fill, opacity: 1.0, height: HEIGHT }
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
        if let Some(transform) = style("transform") {
            look.frame = look.frame.and_then(|it| it.within(&transform));
        }
        look.take_place(element);
        look
    }

    /// Takes the place of a text; a part of one goes on where it says nothing.
    fn take_place(&mut self, element: &Element<'_>) {
        let given = |name: &str| number(element.text(name));
        match element.name {
            "text" => self.at = (0.0, 0.0),
            "tspan" => {}
            _ => return,
        }
        let (x, y) = self.at;
        self.at = (given("x").unwrap_or(x), given("y").unwrap_or(y) + given("dy").unwrap_or(0.0));
    }

    /// Where its text begins on the page, if that is known.
    pub(super) fn place(&self) -> Option<Point> {
        Some(self.frame?.point(self.at))
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
