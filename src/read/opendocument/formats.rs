//! The formats of numbers and texts, as far as they show nothing: an empty one
//! stands for an empty section of a format code (OpenDocument 1.3 part 3, 16.29).

use rustc_hash::FxHashMap;

use crate::read::xlsx::sections::Unseen;
use crate::read::xml::Element;

/// The elements of formats (16.29.2 to 16.29.26).
const FORMATS: &[&str] = &[
    "number-style",
    "currency-style",
    "percentage-style",
    "date-style",
    "time-style",
    "boolean-style",
    "text-style",
];

/// The formats by their names.
#[derive(Default)]
pub(super) struct Formats {
    formats: FxHashMap<String, Format>,
    /// The name of the format at hand.
    at: Option<String>,
}

#[derive(Default)]
struct Format {
    is_text: bool,
    /// Whether it shows anything.
    shows: bool,
    /// Which format takes over under which condition.
    maps: Vec<(String, String)>,
}

impl Formats {
    /// Takes an element; false when it belongs to no format.
    pub(super) fn open(&mut self, element: &Element<'_>) -> bool {
        if FORMATS.contains(&element.name) {
            let name = element.text("name").to_owned();
            let is_text = element.name == "text-style";
            self.formats.insert(name.clone(), Format { is_text, ..Format::default() });
            self.at = Some(name);
            return true;
        }
        let Some(format) = self.at.as_ref().and_then(|at| self.formats.get_mut(at)) else {
            return false;
        };
        match element.name {
            "map" => {
                let condition = element.text("condition").replace(' ', "");
                format.maps.push((condition, element.text("apply-style-name").to_owned()));
            }
            "text-properties" | "text" => {}
            _ => format.shows = true,
        }
        true
    }

    /// Takes a text, which a format shows as it is.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(format) = self.at.as_ref().and_then(|at| self.formats.get_mut(at)) {
            format.shows |= !text.trim().is_empty();
        }
    }

    /// Ends a format.
    pub(super) fn close(&mut self, name: &str) {
        if FORMATS.contains(&name) {
            self.at = None;
        }
    }

    /// What a format does not show.
    pub(super) fn unseen(&self, name: &str) -> Unseen {
        let Some(format) = self.formats.get(name) else { return Unseen::default() };
        let rest = !format.shows;
        let mut unseen =
            Unseen { positive: rest, negative: rest, zero: rest, text: rest && format.is_text };
        for (condition, other) in &format.maps {
            let shows = self.formats.get(other).is_none_or(|it| it.shows);
            match condition.trim_start_matches("value()") {
                ">0" => unseen.positive = !shows,
                ">=0" => (unseen.positive, unseen.zero) = (!shows, !shows),
                "<0" => unseen.negative = !shows,
                "<=0" => (unseen.negative, unseen.zero) = (!shows, !shows),
                "=0" => unseen.zero = !shows,
                "!=0" => (unseen.positive, unseen.negative) = (!shows, !shows),
                _ => return Unseen::default(), // for other values than their signs say
            }
        }
        unseen
    }
}
