//! How a workbook's cells show their numbers: as such, as dates, or not at all.

use crate::document::Reason;
use crate::read::serial::{is_built_in_date, is_date};
use crate::read::xml::{Element, Node, walk};

/// How a cell shows a number.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(in crate::read) enum Shown {
    /// As it is.
    #[default]
    Number,
    /// As a whole number of at least so many digits: a staff number `000000`.
    Padded(u8),
    /// As a day, a time or both.
    Date,
    /// Not at all: the format `;;;`.
    Nothing,
}

/// How a cell shows what it holds.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Style {
    /// How it shows a number.
    pub(super) shown: Shown,
    /// Whether its text has the colour of its ground.
    pub(super) is_blank: bool,
}

/// How cells show what they hold, by the number of their style.
#[derive(Debug, Default)]
pub(super) struct Styles {
    cells: Vec<Style>,
}

/// What the styles of cells refer to, while the part is read.
#[derive(Default)]
struct Palette {
    formats: Vec<(u32, Shown)>,
    fonts: Vec<Colour>,
    grounds: Vec<Colour>,
    /// The list at hand.
    list: String,
}

impl Styles {
    /// How a cell of a style shows what it holds.
    pub(super) fn of(&self, style: u32) -> Style {
        self.cells.get(style as usize).copied().unwrap_or_default()
    }

    /// Reads the part of the styles.
    ///
    /// # Errors
    ///
    /// When the part is damaged; the styles before stay.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), Reason> {
        let mut palette = Palette::default();
        walk(bytes, |node| match node {
            Node::Open(element) if element.name == "xf" && palette.list == "cellXfs" => {
                self.cells.push(palette.style(element));
            }
            Node::Open(element) => palette.add(element),
            Node::Close("fonts" | "fills" | "cellXfs" | "dxfs") => palette.list.clear(),
            _ => {}
        })
    }
}

impl Palette {
    fn add(&mut self, element: &Element<'_>) {
        match (self.list.as_str(), element.name) {
            (_, "fonts" | "fills" | "cellXfs" | "dxfs") => element.name.clone_into(&mut self.list),
            (_, "numFmt") => {
                let shown = shown(element.text("formatCode"));
                self.formats.push((number(element, "numFmtId"), shown));
            }
            ("fonts", "font") => self.fonts.push(Colour::Black),
            ("fonts", "color") => replace_last(&mut self.fonts, Colour::of(element)),
            ("fills", "fill") => self.grounds.push(Colour::White),
            ("fills", "patternFill") if !matches!(element.text("patternType"), "" | "none") => {
                replace_last(&mut self.grounds, Colour::Mixed);
            }
            ("fills", "fgColor") => replace_last(&mut self.grounds, Colour::of(element)),
            ("fills", "gradientFill") => replace_last(&mut self.grounds, Colour::Mixed),
            _ => {}
        }
    }

    /// The style of a cell: a number format of the workbook's own, else a
    /// built-in one; a font on a ground.
    fn style(&self, element: &Element<'_>) -> Style {
        let id = number(element, "numFmtId");
        let own = self.formats.iter().find(|(own, _)| *own == id).map(|(_, shown)| *shown);
        let built_in = || u16::try_from(id).is_ok_and(is_built_in_date).then_some(Shown::Date);
        let font = self.fonts.get(number(element, "fontId") as usize);
        let ground = self.grounds.get(number(element, "fillId") as usize);
        let is_blank = font.is_some_and(|font| *font != Colour::Mixed)
            && font == Some(ground.unwrap_or(&Colour::White));
        Style { shown: own.or_else(built_in).unwrap_or_default(), is_blank }
    }
}

/// A colour, as far as two of them can be compared.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Colour {
    Black,
    White,
    /// Red, green and blue in hexadecimal digits.
    Plain(String),
    /// A colour of the theme with its tint.
    Theme(String, String),
    /// More than one, or unknown.
    Mixed,
}

impl Colour {
    /// A colour as it is written (ECMA-376 part 1, 18.8.3 and 18.8.27): the
    /// theme begins with white and black, and so do the indexed colours, the
    /// other way round; 64 and 65 are the window's.
    fn of(element: &Element<'_>) -> Self {
        let rgb = element.text("rgb").to_ascii_uppercase();
        let tint = element.text("tint");
        match (rgb.as_str(), element.text("theme"), element.text("indexed")) {
            ("FFFFFF" | "FFFFFFFF" | "00FFFFFF", ..) => Colour::White,
            ("000000" | "FF000000" | "00000000", ..) => Colour::Black,
            ("", "0", _) if matches!(tint, "" | "0") => Colour::White,
            ("", "1", _) if matches!(tint, "" | "0") => Colour::Black,
            ("", "", "1" | "9" | "65") => Colour::White,
            ("", "", "0" | "8" | "64") => Colour::Black,
            ("", "", _) => Colour::Mixed,
            ("", theme, _) => Colour::Theme(theme.to_owned(), tint.to_owned()),
            (rgb, ..) => {
                Colour::Plain(rgb.get(rgb.len().saturating_sub(6)..).unwrap_or(rgb).to_owned())
            }
        }
    }
}

fn replace_last(colours: &mut [Colour], colour: Colour) {
    if let Some(last) = colours.last_mut() {
        *last = colour;
    }
}

fn number(element: &Element<'_>, name: &str) -> u32 {
    element.text(name).parse().unwrap_or_default()
}

/// How a format code shows a number.
pub(in crate::read) fn shown(code: &str) -> Shown {
    let all = |letter: char| !code.is_empty() && code.chars().all(|it| it == letter);
    match () {
        () if all(';') => Shown::Nothing,
        () if all('0') && code.len() > 1 => Shown::Padded(code.len().min(30) as u8),
        () if is_date(code) => Shown::Date,
        () => Shown::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_code_tells_dates_from_numbers() {
        let cases = [
            ("dd/mm/yyyy hh:mm", Shown::Date),
            ("[$-809]dd mmmm yyyy;@", Shown::Date),
            ("General", Shown::Number),
            ("000000", Shown::Padded(6)),
            ("0", Shown::Number),
            (";;;", Shown::Nothing),
            ("", Shown::Number),
        ];
        for (code, expected) in cases {
            assert_eq!(shown(code), expected, "{code}");
        }
    }

    #[test]
    fn the_formats_of_cells_are_not_those_of_named_styles() {
        let part = b"<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy'/></numFmts>\
            <cellStyleXfs><xf numFmtId='22'/></cellStyleXfs>\
            <cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='14'/></cellXfs></styleSheet>";
        let mut styles = Styles::default();
        assert_eq!(styles.read(part), Ok(()));
        let shown: Vec<Shown> = styles.cells.iter().map(|it| it.shown).collect();
        assert_eq!(shown, [Shown::Number, Shown::Date, Shown::Date]);
    }

    #[test]
    fn a_text_in_the_colour_of_its_ground_is_blank() {
        let part = b"<styleSheet><fonts><font/><font><color rgb='FFFFFFFF'/></font>\
            <font><color theme='0'/></font><font><color rgb='FF112233'/></font></fonts>\
            <fills><fill><patternFill patternType='none'/></fill><fill><patternFill patternType='solid'>\
            <fgColor rgb='FF112233'/></patternFill></fill></fills><cellXfs><xf fontId='0' fillId='0'/>\
            <xf fontId='1' fillId='0'/><xf fontId='2' fillId='0'/><xf fontId='1' fillId='1'/>\
            <xf fontId='3' fillId='1'/></cellXfs></styleSheet>";
        let mut styles = Styles::default();
        assert_eq!(styles.read(part), Ok(()));
        let blank: Vec<bool> = styles.cells.iter().map(|it| it.is_blank).collect();
        assert_eq!(blank, [false, true, true, false, true]);
    }
}
