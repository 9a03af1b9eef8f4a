//! What the styles of tables, columns, rows and cells say of whether anyone sees
//! what they hold.

mod dress;
mod pages;

use rustc_hash::{FxHashMap, FxHashSet};

pub(super) use self::dress::Dress;
use self::pages::Pages;
use super::formats::Formats;
use crate::read::look::Colour;
use crate::read::xlsx::sections::Unseen;
use crate::read::xml::Element;

/// The size in points below which nobody sees a row or a column.
const NO_SIZE: f64 = 0.25;

/// The size in points up to which nobody reads type.
const TINY: f64 = 2.0;

/// The most styles that one may take after, each from the next.
const GENERATIONS: usize = 16;

/// Conditions that always hold, without their blanks.
const ALWAYS: &[&str] =
    &["is-true-formula(1)", "is-true-formula(TRUE())", "is-true-formula(true())"];

/// How a cell shows what it holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Whether its text has the colour of its ground, or is too small to read.
    pub(super) is_blank: bool,
    /// Whether protection hides all that it holds.
    pub(super) is_veiled: bool,
    ground: Colour,
    /// What its format does not show.
    unseen: Unseen,
}

impl Look {
    /// Whether the format hides a value: a number, or else a text.
    pub(super) fn hides(&self, value: &str) -> bool {
        match value.parse::<f64>() {
            Err(_) => self.unseen.text,
            Ok(0.0) => self.unseen.zero && self.unseen.positive,
            Ok(number) if number < 0.0 => self.unseen.negative,
            Ok(_) => self.unseen.positive,
        }
    }
}

/// The styles, by family and name.
#[derive(Default)]
pub(super) struct Styles {
    pages: Pages,
    styles: FxHashMap<String, Style>,
    /// The key of the style at hand.
    at: String,
    formats: Formats,
    /// The layers of drawings that are not shown.
    hidden_layers: FxHashSet<String>,
    looks: FxHashMap<String, Look>,
    dresses: FxHashMap<String, Dress>,
}

/// What a style says; what it leaves open its parent says.
#[derive(Clone, Default)]
struct Style {
    parent: String,
    colour: Option<Colour>,
    ground: Option<Colour>,
    /// The size of its type in points.
    size: Option<f64>,
    is_hidden: bool,
    has_no_size: bool,
    format: Option<String>,
    is_veiled: Option<bool>,
    is_undisplayed: Option<bool>,
    /// How a shape or a page is filled, and how opaque in percent.
    fill: Option<String>,
    fill_colour: Option<Colour>,
    opacity: Option<f64>,
    /// The style that takes over, where it always does, and whether one might.
    always: Option<String>,
    may_change: bool,
}

impl Styles {
    /// Takes what an element of the styles says (OpenDocument 1.3 part 3, 16).
    pub(super) fn open(&mut self, element: &Element<'_>) {
        if self.at.is_empty() && self.formats.open(element) {
            return;
        }
        match element.name {
            "style" | "default-style" => {
                let family = element.text("family");
                self.at = format!("{family} {}", element.text("name"));
                let parent = format!("{family} {}", element.text("parent-style-name"));
                let format = element.get("data-style-name").map(str::to_owned);
                self.styles.insert(self.at.clone(), Style { parent, format, ..Style::default() });
            }
            // 10.2.3: it is shown on no medium.
            "layer" if element.text("display") == "none" => {
                self.hidden_layers.insert(element.text("name").to_owned());
            }
            _ => {
                let is_of_text = self.at.starts_with("paragraph ") || self.at.starts_with("text ");
                if let Some(style) = self.styles.get_mut(&self.at) {
                    style.take(element);
                    if is_of_text && element.name != "background-image" {
                        style.take_ground(element);
                    }
                }
            }
        }
    }

    /// Takes a text, which belongs to the format of a number if to anything.
    pub(super) fn text(&mut self, text: &str) {
        self.formats.text(text);
    }

    /// Ends a style: what formats of numbers say of colours is none of its business.
    pub(super) fn close(&mut self, name: &str) {
        match name {
            "style" | "default-style" => self.at.clear(),
            _ => self.formats.close(name),
        }
    }

    /// Whether a table of this style is hidden.
    pub(super) fn hides_table(&self, name: &str) -> bool {
        self.styles.get(&format!("table {name}")).is_some_and(|style| style.is_hidden)
    }

    /// Whether a layer of drawings is hidden.
    pub(super) fn hides_layer(&self, name: &str) -> bool {
        self.hidden_layers.contains(name)
    }

    /// Whether a row or a column of this style has no size.
    pub(super) fn has_no_size(&self, family: &str, name: &str) -> bool {
        self.styles.get(&format!("{family} {name}")).is_some_and(|style| style.has_no_size)
    }

    /// How a cell of this style looks; of none it is the default one.
    pub(super) fn look(&mut self, name: &str) -> Look {
        if let Some(look) = self.looks.get(name) {
            return *look;
        }
        let look = self.resolved(if name.is_empty() { "Default" } else { name });
        self.looks.insert(name.to_owned(), look);
        look
    }

    /// Whether the style of some words hides them in a cell that looks so.
    pub(super) fn hides_words(&self, name: &str, cell: &Look) -> bool {
        let style = self.chain("text", name);
        style.colour.is_some_and(|colour| colour.is_like(cell.ground)) || style.is_tiny()
    }

    fn resolved(&self, name: &str) -> Look {
        let mut style = self.chain("table-cell", name);
        if let Some(other) = style.always.take() {
            let other = self.chain("table-cell", &other);
            style.colour = other.colour.or(style.colour);
            style.ground = other.ground.or(style.ground);
            style.format = other.format.or(style.format);
            style.may_change = false;
        }
        let ground = style.ground.unwrap_or(Colour::WHITE);
        let is_like = style.colour.unwrap_or(Colour::BLACK).is_like(ground);
        Look {
            is_blank: (is_like && !(style.may_change && style.ground.is_none())) || style.is_tiny(),
            is_veiled: style.is_veiled.unwrap_or(false),
            ground,
            unseen: style.format.map(|it| self.formats.unseen(&it)).unwrap_or_default(),
        }
    }

    /// A style with all that it takes from others.
    fn chain(&self, family: &str, name: &str) -> Style {
        let mut key = format!("{family} {name}");
        let mut whole = Style::default();
        for _ in 0..GENERATIONS {
            let Some(style) = self.styles.get(&key) else { break };
            whole.colour = whole.colour.or(style.colour);
            whole.ground = whole.ground.or(style.ground);
            whole.size = whole.size.or(style.size);
            whole.format = whole.format.or_else(|| style.format.clone());
            whole.is_veiled = whole.is_veiled.or(style.is_veiled);
            whole.is_undisplayed = whole.is_undisplayed.or(style.is_undisplayed);
            whole.is_hidden |= style.is_hidden;
            whole.fill = whole.fill.or_else(|| style.fill.clone());
            whole.fill_colour = whole.fill_colour.or(style.fill_colour);
            whole.opacity = whole.opacity.or(style.opacity);
            whole.always = whole.always.or_else(|| style.always.clone());
            whole.may_change |= style.may_change;
            if key == style.parent {
                break;
            }
            key.clone_from(&style.parent);
        }
        whole
    }
}

impl Style {
    fn is_tiny(&self) -> bool {
        self.size.is_some_and(|size| size <= TINY)
    }

    fn take(&mut self, element: &Element<'_>) {
        match element.name {
            "table-properties" => self.is_hidden = element.get("display") == Some("false"),
            "text-properties" => self.take_text(element),
            "graphic-properties" | "drawing-page-properties" => self.take_fill(element),
            "table-cell-properties" => {
                self.ground = element.get("background-color").map(colour);
                self.is_veiled = element.get("cell-protect").map(|it| it.starts_with("hidden"));
            }
            "table-row-properties" => self.has_no_size = is_nothing(element, "row-height"),
            "table-column-properties" => self.has_no_size = is_nothing(element, "column-width"),
            "map" => {
                self.may_change = true;
                let condition = element.text("condition").replace(' ', "");
                if ALWAYS.contains(&condition.as_str()) {
                    self.always = element.get("apply-style-name").map(str::to_owned);
                }
            }
            _ => {}
        }
    }

    /// Takes the ground of words or of a paragraph.
    fn take_ground(&mut self, element: &Element<'_>) {
        let ground = element.get("background-color").filter(|it| *it != "transparent");
        self.ground = ground.map(colour).or(self.ground);
    }

    /// Takes how a shape or a page is filled.
    fn take_fill(&mut self, element: &Element<'_>) {
        self.fill = element.get("fill").map(str::to_owned);
        self.fill_colour = element.get("fill-color").map(colour);
        let opacity = element.get("opacity").and_then(|it| it.strip_suffix('%'));
        self.opacity = opacity.and_then(|it| it.parse().ok());
        self.is_hidden = element.text("visibility") == "hidden";
    }

    fn take_text(&mut self, element: &Element<'_>) {
        self.colour = element.get("color").map(colour);
        if element.is_on("use-window-font-color") {
            self.colour = Some(Colour::Mixed); // whatever stands out
        }
        self.size = element.get("font-size").and_then(points);
        if element.text("display") == "none" {
            self.size = Some(0.0);
        }
        self.is_undisplayed = element.get("display").map(|it| it == "none");
    }
}

/// Whether a height or a width is nothing.
pub(super) fn is_nothing(element: &Element<'_>, attribute: &str) -> bool {
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
pub(super) fn points(written: &str) -> Option<f64> {
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
