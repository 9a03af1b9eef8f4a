//! The colours of a workbook: of its theme, by number, by their parts; and
//! whether a text in one of them can be told from its ground.

use crate::read::xml::{Element, Node, walk};

/// Red, green and blue.
pub(in crate::read) type Rgb = [u8; 3];

/// The contrast, from 1 to 21, below which a text is not seen on its ground. The
/// accessibility guidelines ask for 4.5 (WCAG 2.2, 1.4.3); grey that is meant to
/// be read has 1.5 and more, white on the lightest grey 1.1.
const UNSEEN: f64 = 1.2;

/// The colours by number from 8 on; the first 8 are the next 8 once more
/// (ECMA-376 part 1, 18.8.27).
const INDEXED: [u32; 56] = [
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x800000,
    0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080, 0x9999FF, 0x993366,
    0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00,
    0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF, 0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99,
    0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99, 0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900,
    0xFF6600, 0x666699, 0x969696, 0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366,
    0x333399, 0x333333,
];

/// The colours of a theme as its part lists them: dark, light, dark, light, then
/// six accents and two links. This is the theme of Office 2013.
const OFFICE: [u32; 12] = [
    0x000000, 0xFFFFFF, 0x44546A, 0xE7E6E6, 0x4472C4, 0xED7D31, 0xA5A5A5, 0xFFC000, 0x5B9BD5,
    0x70AD47, 0x0563C1, 0x954F72,
];

/// The names of the colours of a theme, in the order of its part (20.1.6.2).
const NAMES: [&str; 12] = [
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
];

/// The colours of a workbook.
#[derive(Clone, Debug)]
pub(in crate::read) struct Colours {
    theme: [Rgb; 12],
    /// The workbook's own colours by number.
    indexed: Vec<Rgb>,
}

impl Default for Colours {
    fn default() -> Self {
        Colours { theme: OFFICE.map(parts), indexed: Vec::new() }
    }
}

impl Colours {
    /// Reads the colours of a theme; those that it does not name stay.
    pub(in crate::read) fn read_theme(&mut self, bytes: &[u8]) {
        let mut at = None;
        // A theme holds no text: one that is damaged hides nothing.
        let _ = walk(bytes, |node| match node {
            Node::Open(element) => {
                at = NAMES.iter().position(|it| *it == element.name).or(at);
                let written = match element.name {
                    "srgbClr" => element.text("val"),
                    "sysClr" => element.text("lastClr"),
                    _ => return,
                };
                if let (Some(at), Some(colour)) = (at, hexadecimal(written)) {
                    self.theme[at] = colour;
                }
            }
            Node::Close(name) if NAMES.contains(&name) => at = None,
            _ => {}
        });
    }

    /// Adds a colour of the workbook's own palette.
    pub(in crate::read) fn add_indexed(&mut self, written: &str) {
        self.indexed.extend(hexadecimal(written));
    }

    /// A colour as an element writes it.
    pub(in crate::read) fn of(&self, element: &Element<'_>) -> Option<Rgb> {
        self.written(|name| element.get(name).map(str::to_owned))
    }

    /// A colour by its attributes (18.8.3): its parts, or the number of one of the
    /// theme, or of one of the palette; nothing when it is the program's choice.
    pub(in crate::read) fn written(&self, get: impl Fn(&str) -> Option<String>) -> Option<Rgb> {
        let tint = get("tint").and_then(|it| it.parse().ok()).unwrap_or(0.0);
        if let Some(rgb) = get("rgb") {
            return Some(tinted(hexadecimal(&rgb)?, tint));
        }
        if let Some(number) = get("theme") {
            return Some(tinted(self.of_theme(number.parse().ok()?)?, tint));
        }
        self.of_palette(get("indexed")?.parse().ok()?)
    }

    /// A colour of the theme by its name (20.1.10.54).
    pub(in crate::read) fn of_scheme(&self, name: &str) -> Option<Rgb> {
        NAMES.iter().position(|it| *it == name).and_then(|it| self.theme.get(it).copied())
    }

    /// A colour of six hexadecimal digits.
    pub(in crate::read) fn plain(&self, written: &str) -> Option<Rgb> {
        hexadecimal(written)
    }

    /// A colour of the theme; light and dark change places in the numbers.
    fn of_theme(&self, number: usize) -> Option<Rgb> {
        let at = if number < 4 { number ^ 1 } else { number };
        self.theme.get(at).copied()
    }

    /// A colour of the palette; 64 and 65 are the window's text and ground.
    fn of_palette(&self, number: usize) -> Option<Rgb> {
        match number {
            64 => Some([0; 3]),
            65 => Some([255; 3]),
            _ if !self.indexed.is_empty() => self.indexed.get(number).copied(),
            _ => INDEXED.get(number.checked_sub(8).unwrap_or(number)).copied().map(parts),
        }
    }
}

/// Whether a text of a colour is not seen on a ground.
pub(in crate::read) fn is_unseen(text: Rgb, ground: Rgb) -> bool {
    let (one, other) = (luminance(text), luminance(ground));
    (one.max(other) + 0.05) / (one.min(other) + 0.05) < UNSEEN
}

/// How bright a colour is, from 0 to 1 (WCAG 2.2, relative luminance).
fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// A colour made darker or lighter (18.8.19). The standard changes the lightness;
/// to change each part as much is the same for greys and near enough for others.
fn tinted(colour: Rgb, tint: f64) -> Rgb {
    colour.map(|part| {
        let part = f64::from(part);
        let part = if tint < 0.0 { part * (1.0 + tint) } else { part + (255.0 - part) * tint };
        part.round().clamp(0.0, 255.0) as u8
    })
}

/// Six hexadecimal digits, or eight of which the first two say how solid it is.
fn hexadecimal(written: &str) -> Option<Rgb> {
    let digits = written.get(written.len().checked_sub(6)?..)?;
    u32::from_str_radix(digits, 16).ok().map(parts)
}

fn parts(colour: u32) -> Rgb {
    let [_, red, green, blue] = colour.to_be_bytes();
    [red, green, blue]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_unseen_on_a_ground_of_nearly_its_colour() {
        let white = [255; 3];
        assert!(is_unseen(white, white));
        assert!(is_unseen([0xF2; 3], white), "white made 5 % darker");
        assert!(!is_unseen([0xBF; 3], white), "light grey is meant to be read");
        assert!(!is_unseen([0xFF, 0xFF, 0], [255, 0, 0]));
        assert!(is_unseen([0x11, 0x22, 0x33], [0x11, 0x22, 0x33]));
    }

    #[test]
    fn a_tint_makes_a_colour_darker_or_lighter() {
        assert_eq!(tinted([255; 3], -0.05), [242; 3]);
        assert_eq!(tinted([0; 3], 0.5), [128; 3]);
        assert_eq!(tinted([10, 20, 30], 0.0), [10, 20, 30]);
    }

    #[test]
    fn the_colours_of_a_theme_are_its_own_or_those_of_office() {
        let mut colours = Colours::default();
        assert_eq!(colours.of_theme(0), Some([255; 3]), "light comes first");
        colours.read_theme(
            b"<theme><clrScheme><lt1><srgbClr val='0A0B0C'/></lt1></clrScheme></theme>",
        );
        assert_eq!(colours.of_theme(0), Some([10, 11, 12]));
        assert_eq!(colours.of_theme(1), Some([0; 3]));
        assert_eq!(colours.of_palette(9), Some([255; 3]));
        assert_eq!(colours.of_palette(2), Some([255, 0, 0]));
        assert_eq!(colours.of_palette(63), Some([0x33; 3]));
    }
}
