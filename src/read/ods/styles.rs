//! What the styles of tables, columns, rows and cells say of whether anyone sees
//! what they hold.

use rustc_hash::FxHashMap;

use crate::read::look::Colour;
use crate::read::xml::Element;

/// The size in points below which nobody sees a row or a column.
const NO_SIZE: f64 = 0.25;

/// The size in points up to which nobody reads type.
const TINY: f64 = 2.0;

/// The most styles that one may take after, each from the next.
const GENERATIONS: usize = 16;

/// The styles, by family and name.
#[derive(Default)]
pub(super) struct Styles {
    styles: FxHashMap<String, Style>,
    /// The key of the style at hand.
    at: String,
}

/// What a style says; what it leaves open its parent says.
#[derive(Default)]
struct Style {
    parent: String,
    colour: Option<Colour>,
    ground: Option<Colour>,
    /// The size of its type in points.
    size: Option<f64>,
    is_hidden: bool,
    has_no_size: bool,
}

impl Styles {
    /// Takes what an element of the styles says (OpenDocument 1.3 part 3, 16).
    pub(super) fn open(&mut self, element: &Element<'_>) {
        match element.name {
            "style" | "default-style" => {
                let family = element.text("family");
                self.at = format!("{family} {}", element.text("name"));
                let parent = format!("{family} {}", element.text("parent-style-name"));
                self.styles.insert(self.at.clone(), Style { parent, ..Style::default() });
            }
            _ => {
                if let Some(style) = self.styles.get_mut(&self.at) {
                    style.take(element);
                }
            }
        }
    }

    /// Ends a style: what formats of numbers say of colours is none of its business.
    pub(super) fn close(&mut self, name: &str) {
        if matches!(name, "style" | "default-style") {
            self.at.clear();
        }
    }

    /// Whether a table of this style is hidden.
    pub(super) fn hides_table(&self, name: &str) -> bool {
        self.styles.get(&format!("table {name}")).is_some_and(|style| style.is_hidden)
    }

    /// Whether a row or a column of this style has no size.
    pub(super) fn has_no_size(&self, family: &str, name: &str) -> bool {
        self.styles.get(&format!("{family} {name}")).is_some_and(|style| style.has_no_size)
    }

    /// Whether a text in a cell of this style has the colour of its ground, or is
    /// too small to read.
    pub(super) fn is_unseen(&self, name: &str) -> bool {
        let mut key = format!("table-cell {name}");
        let (mut colour, mut ground, mut size) = (None, None, None);
        for _ in 0..GENERATIONS {
            let Some(style) = self.styles.get(&key) else { break };
            colour = colour.or(style.colour);
            ground = ground.or(style.ground);
            size = size.or(style.size);
            key.clone_from(&style.parent);
        }
        let colour = colour.unwrap_or(Colour::BLACK);
        colour.is_like(ground.unwrap_or(Colour::WHITE)) || size.is_some_and(|size| size <= TINY)
    }
}

impl Style {
    fn take(&mut self, element: &Element<'_>) {
        match element.name {
            "table-properties" => self.is_hidden = element.get("display") == Some("false"),
            "text-properties" => {
                self.colour = element.get("color").map(colour);
                if element.is_on("use-window-font-color") {
                    self.colour = Some(Colour::Mixed); // whatever stands out
                }
                self.size = element.get("font-size").and_then(points);
            }
            "table-cell-properties" => self.ground = element.get("background-color").map(colour),
            "table-row-properties" => self.has_no_size = is_nothing(element, "row-height"),
            "table-column-properties" => self.has_no_size = is_nothing(element, "column-width"),
            _ => {}
        }
    }
}

/// Whether a height or a width is nothing.
fn is_nothing(element: &Element<'_>, attribute: &str) -> bool {
    element.get(attribute).and_then(points).is_some_and(|size| size < NO_SIZE)
}

/// A colour as it is written: `#112233`, or none at all.
fn colour(written: &str) -> Colour {
    if written == "transparent" {
        return Colour::WHITE;
    }
    let number = written.strip_prefix('#').filter(|digits| digits.len() == 6);
    let number = number.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    number.map_or(Colour::Mixed, |number| {
        let [_, red, green, blue] = number.to_be_bytes();
        Colour::Plain([red, green, blue])
    })
}

/// A length in points (OpenDocument 1.3 part 3, 18.3.18).
fn points(written: &str) -> Option<f64> {
    let end = written.find(|it: char| it.is_ascii_alphabetic())?;
    let (number, unit) = written.split_at(end);
    let each = match unit {
        "pt" => 1.0,
        "in" => 72.0,
        "cm" => 72.0 / 2.54,
        "mm" => 7.2 / 2.54,
        "pc" => 12.0,
        "px" => 0.75,
        _ => return None,
    };
    number.parse::<f64>().ok().map(|number| number * each)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_told_in_points() {
        let cases =
            [("0in", Some(0.0)), ("10pt", Some(10.0)), ("2.54cm", Some(72.0)), ("80%", None)];
        for (written, size) in cases {
            assert_eq!(points(written), size, "{written}");
        }
    }
}
