//! How the cells of a workbook show what they hold: numbers of a fixed length,
//! nothing at all, or text in the colour of its ground.

use rustc_hash::FxHashMap;

use crate::read::xlsx::sections::{Shown, Unseen, shown, unseen};
use crate::read::xml::Element;

/// The size of type, in points, up to which nobody reads it.
const NO_SIZE: f64 = 2.0;

/// How a cell shows what it holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// How it shows a number.
    pub(super) shown: Shown,
    /// The values that it does not show.
    unseen: Unseen,
    ink: String,
    ground: String,
    is_tiny: bool,
}

impl Style {
    /// Whether nobody sees a value in the cell: a number, or else a text.
    pub(super) fn hides(&self, number: Option<f64>) -> bool {
        let is_unseen = match number {
            Some(number) if number > 0.0 => self.unseen.positive,
            Some(number) if number < 0.0 => self.unseen.negative,
            Some(_) => self.unseen.zero && self.unseen.tells(),
            None => self.unseen.text,
        };
        is_unseen || self.is_tiny || self.hides_ink(&self.ink)
    }

    /// Whether a text in this colour has the colour of its ground.
    pub(super) fn hides_ink(&self, ink: &str) -> bool {
        let ground = if self.ground.is_empty() { "#FFFFFF" } else { &self.ground };
        ink.eq_ignore_ascii_case(ground)
    }
}

/// The styles of a workbook by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: FxHashMap<String, Style>,
    /// The identifier of the style at hand.
    current: String,
}

impl Styles {
    /// A style; that of no name where there is none.
    pub(super) fn of(&self, identifier: &str) -> Style {
        self.styles.get(identifier).cloned().unwrap_or_default()
    }

    /// Takes an element of the styles. A style begins as its parent does.
    pub(super) fn open(&mut self, element: &Element<'_>) {
        if element.name == "Style" {
            element.text("ID").clone_into(&mut self.current);
            let parent = self.of(element.get("Parent").unwrap_or("Default"));
            self.styles.insert(self.current.clone(), parent);
        }
        let Some(style) = self.styles.get_mut(&self.current) else { return };
        match element.name {
            "NumberFormat" => {
                let code = element.text("Format");
                (style.shown, style.unseen) = (shown(code), unseen(code));
            }
            "Interior" if element.text("Pattern") == "Solid" => {
                style.ground = element.text("Color").to_ascii_uppercase();
            }
            "Font" => {
                if let Some(colour) = element.get("Color") {
                    style.ink = colour.to_ascii_uppercase();
                }
                let size = element.get("Size").and_then(|size| size.parse::<f64>().ok());
                style.is_tiny = size.map_or(style.is_tiny, |size| size <= NO_SIZE);
            }
            _ => {}
        }
    }
}
