//! Whether a run of text is seen: what its properties say, and those of the
//! styles behind it (ECMA-376 part 1, 17.3.2).

use crate::document::Layer;
use crate::read::ooxml::colour::{Colours, Rgb, is_unseen};
use crate::read::xml::Element;

/// The size of type, in half points, that nobody can read any more.
const TINY: u32 = 4;

/// The width of letters, in percent, that nobody can read any more (17.3.2.43).
const NARROW: u32 = 10;

/// How much is seen through letters of glass, in thousandths of a percent.
const GLASS: u32 = 90_000;

/// The size of type that nobody chose, in half points (17.3.2.38).
const USUAL_SIZE: u32 = 20;

/// The colours of a highlight by name (17.18.40).
const HIGHLIGHTS: &[(&str, Rgb)] = &[
    ("black", [0; 3]),
    ("blue", [0, 0, 255]),
    ("cyan", [0, 255, 255]),
    ("darkBlue", [0, 0, 128]),
    ("darkCyan", [0, 128, 128]),
    ("darkGray", [128; 3]),
    ("darkGreen", [0, 128, 0]),
    ("darkMagenta", [128, 0, 128]),
    ("darkRed", [128, 0, 0]),
    ("darkYellow", [128, 128, 0]),
    ("green", [0, 255, 0]),
    ("lightGray", [192; 3]),
    ("magenta", [255, 0, 255]),
    ("red", [255, 0, 0]),
    ("white", [255; 3]),
    ("yellow", [255, 255, 0]),
];

/// What lies behind a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::read) enum Ground {
    /// The page itself.
    Page(Rgb),
    /// A shading of a paragraph, a cell or a shape.
    Shade(Rgb),
    /// A highlight: unlike on a shading, letters of no colour stay black on it.
    Highlight(Rgb),
    /// A pattern, a picture, or something unknown.
    Mixed,
}

/// What properties say of a run, as far as it matters whether it is seen.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::read) struct Look {
    pub(in crate::read) hidden: Option<bool>,
    /// Hidden whatever is asked to be shown, and hidden on the web.
    pub(in crate::read) always: Option<bool>,
    pub(in crate::read) web: Option<bool>,
    /// The colour, nothing when it is the program's choice.
    pub(in crate::read) colour: Option<Option<Rgb>>,
    /// Whether the letters are filled with nothing, or with glass.
    clear: Option<bool>,
    /// Whether the letters have an edge that is seen, whatever their colour.
    pub(in crate::read) edged: Option<bool>,
    /// In half points.
    pub(in crate::read) size: Option<u32>,
    /// What is added between letters, in twentieths of a point.
    pub(in crate::read) spacing: Option<i32>,
    /// In percent.
    pub(in crate::read) width: Option<u32>,
    /// The outer nothing is no word on it, the inner one no shading.
    pub(in crate::read) shade: Option<Option<Ground>>,
    pub(in crate::read) highlight: Option<Option<Ground>>,
}

impl Look {
    /// Takes a property in.
    pub(super) fn take(&mut self, element: &Element<'_>, colours: &Colours) {
        match element.name {
            "vanish" => self.hidden = Some(is_on(element)),
            "specVanish" => self.always = Some(is_on(element)),
            "webHidden" => self.web = Some(is_on(element)),
            "color" => self.colour = Some(coloured(element, colours)),
            "emboss" | "imprint" | "outline" => self.edged = Some(is_on(element)),
            "sz" => self.size = number(element.text("val")).or(self.size),
            "spacing" => self.spacing = element.text("val").parse().ok().or(self.spacing),
            "w" => self.width = number(element.text("val").trim_end_matches('%')).or(self.width),
            "shd" => self.shade = Some(shading(element, colours)),
            "highlight" => self.highlight = Some(highlight(element.text("val"))),
            _ => {}
        }
    }

    /// Takes in how letters are filled: it comes before their colour ([MS-ODRAWXML]
    /// 2.23.1.2, textFill; its alpha counts how much is seen through).
    pub(super) fn take_fill(&mut self, element: &Element<'_>, colours: &Colours) {
        match element.name {
            "noFill" => self.clear = Some(true),
            "alpha" => self.clear = number(element.text("val")).map(|it| it >= GLASS),
            "srgbClr" => self.colour = Some(hexadecimal(element.text("val"))),
            "schemeClr" => self.colour = Some(colours.of_drawing(element.text("val"))),
            _ => {}
        }
    }

    /// This above another, which says what this one does not.
    pub(super) fn above(self, below: Look) -> Look {
        Look {
            hidden: self.hidden.or(below.hidden),
            always: self.always.or(below.always),
            web: self.web.or(below.web),
            colour: self.colour.or(below.colour),
            clear: self.clear.or(below.clear),
            edged: self.edged.or(below.edged),
            size: self.size.or(below.size),
            spacing: self.spacing.or(below.spacing),
            width: self.width.or(below.width),
            shade: self.shade.or(below.shade),
            highlight: self.highlight.or(below.highlight),
        }
    }

    /// A style of letters above one of paragraphs: what both switch on is off
    /// (17.7.3, toggle properties).
    pub(super) fn toggled(self, below: Look) -> Look {
        let both = self.hidden == Some(true) && below.hidden == Some(true);
        Look { hidden: if both { Some(false) } else { self.hidden }, ..self }.above(below)
    }

    /// Whether it is hidden by its format.
    pub(in crate::read) fn is_hidden(&self) -> bool {
        self.hidden == Some(true) || self.always == Some(true)
    }

    /// Whether it is not shown on the web: the page numbers of tables of contents.
    pub(super) fn is_off_the_web(&self) -> bool {
        self.web == Some(true)
    }

    /// Why nobody sees a text that is not hidden, on a ground.
    pub(super) fn unseen(&self, ground: Ground) -> Option<Layer> {
        if self.is_unreadable() {
            return Some(Layer::InvisibleText);
        }
        if self.edged == Some(true) {
            return None;
        }
        let own = self.highlight.flatten().or(self.shade.flatten()).unwrap_or(ground);
        let automatic = match own {
            Ground::Highlight(_) => Some([0; 3]),
            _ => None,
        };
        let text = self.colour.flatten().or(automatic)?;
        match own {
            Ground::Page(ground) if is_unseen(text, ground) => Some(Layer::InvisibleText),
            Ground::Shade(ground) | Ground::Highlight(ground) if is_unseen(text, ground) => {
                let is_page = is_unseen(ground, [255; 3]);
                Some(if is_page { Layer::InvisibleText } else { Layer::CoveredText })
            }
            _ => None,
        }
    }

    /// Whether its letters are of glass, too small, too narrow, or lie on each other.
    fn is_unreadable(&self) -> bool {
        let size = self.size.unwrap_or(USUAL_SIZE);
        // Half the height is about the width of a letter.
        let width = i64::from(size) * 5;
        self.clear == Some(true)
            || size <= TINY
            || self.width.is_some_and(|width| width > 0 && width <= NARROW)
            || self.spacing.is_some_and(|added| -i64::from(added) >= width)
    }
}

/// Whether a switch is on: it is when it says nothing (17.17.4).
pub(super) fn is_on(element: &Element<'_>) -> bool {
    !matches!(element.get("val"), Some("0" | "false" | "off" | "none"))
}

fn number(text: &str) -> Option<u32> {
    text.trim().parse::<f64>().ok().map(|it| it.max(0.0) as u32)
}

/// The colour of a text: that of the theme comes before its copy (17.3.2.6).
pub(super) fn coloured(element: &Element<'_>, colours: &Colours) -> Option<Rgb> {
    let theme = element.get("themeColor").and_then(|name| colours.of_document(name));
    let theme = theme.map(|it| shaded(it, element.get("themeTint"), element.get("themeShade")));
    theme.or_else(|| hexadecimal(element.text("val")))
}

/// The ground that a shading gives (17.3.5, 17.18.78): a fill, a colour in front
/// of it, or so many percent of the one on the other.
pub(super) fn shading(element: &Element<'_>, colours: &Colours) -> Option<Ground> {
    let of_theme = |name: &str, tint: &str, shade: &str| {
        let colour = element.get(name).and_then(|name| colours.of_document(name));
        colour.map(|it| shaded(it, element.get(tint), element.get(shade)))
    };
    let fill = of_theme("themeFill", "themeFillTint", "themeFillShade");
    let fill = fill.or_else(|| hexadecimal(element.text("fill")));
    let front = of_theme("themeColor", "themeTint", "themeShade");
    let front = front.or_else(|| hexadecimal(element.text("color"))).unwrap_or_default();
    match element.text("val") {
        "nil" => None,
        "clear" | "" => fill.map(Ground::Shade),
        "solid" => Some(Ground::Shade(front)),
        pattern => {
            let percent = pattern.strip_prefix("pct").and_then(|it| it.parse::<u8>().ok());
            let amount = percent.filter(|it| *it <= 100).map(|it| u16::from(it) * 255 / 100);
            let fill = fill.unwrap_or([255; 3]);
            Some(amount.map_or(Ground::Mixed, |amount| Ground::Shade(mixed(front, amount, fill))))
        }
    }
}

fn highlight(name: &str) -> Option<Ground> {
    HIGHLIGHTS.iter().find(|row| row.0 == name).map(|row| Ground::Highlight(row.1))
}

/// A colour of the theme made lighter or darker by parts of 255 (17.3.2.6).
fn shaded(colour: Rgb, tint: Option<&str>, shade: Option<&str>) -> Rgb {
    let part = |it: Option<&str>| it.and_then(|it| u8::from_str_radix(it, 16).ok());
    let colour = part(tint).map_or(colour, |tint| mixed(colour, tint.into(), [255; 3]));
    part(shade).map_or(colour, |shade| mixed(colour, shade.into(), [0; 3]))
}

/// So many parts of 255 of one colour, and the rest of another.
fn mixed(one: Rgb, amount: u16, other: Rgb) -> Rgb {
    let mix = |at: usize| {
        let sum = u16::from(one[at]) * amount + u16::from(other[at]) * (255 - amount);
        (sum / 255) as u8
    };
    [mix(0), mix(1), mix(2)]
}

/// A colour by its six digits; nothing for `auto`.
pub(super) fn hexadecimal(written: &str) -> Option<Rgb> {
    let digits = written.trim_start_matches('#');
    let value = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6)?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some([red, green, blue])
}
