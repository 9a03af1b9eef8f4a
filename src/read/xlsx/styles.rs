//! How a workbook's cells show what they hold: as such, as dates, or not at all.

use memchr::memmem;

use super::sections::{Shown, Unseen, shown, unseen};
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::ooxml::colour::{Colours, Rgb, is_unseen};
use crate::read::serial::is_built_in_date;
use crate::read::xml::{Element, Node, expect, walk};

/// The size of type, in points, that nobody can read any more.
pub(super) const TINY: f64 = 2.0;

/// The ground of a cell that has no fill.
pub(super) const WHITE: Rgb = [255; 3];

/// The colour of a text that nobody chose.
const BLACK: Rgb = [0; 3];

/// How a cell shows what it holds.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Style {
    /// How it shows a number.
    pub(super) shown: Shown,
    /// What its number format does not show.
    pub(super) unseen: Unseen,
    /// Whether its text is too small to be read, or has the colour of its ground.
    pub(super) is_blank: bool,
    /// Whether it has no ground but white: something else may give it one.
    pub(super) is_bare: bool,
    /// The colour of its text, nothing when it is the program's choice.
    colour: Option<Rgb>,
    ground: Ground,
}

/// What a conditional format changes of a cell's look.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dxf {
    colour: Option<Rgb>,
    ground: Option<Ground>,
    unseen: Unseen,
}

/// How cells show what they hold, by the number of their style.
#[derive(Debug, Default)]
pub(super) struct Styles {
    pub(super) colours: Colours,
    cells: Vec<Style>,
    /// What conditional formats change, by their numbers.
    dxfs: Vec<Dxf>,
    may_hide: bool,
    /// The names of styles that somebody made.
    names: Vec<String>,
}

/// A font, as far as it matters whether it is seen.
#[derive(Clone, Copy, Debug)]
struct Font {
    /// Its colour, nothing when it is the program's choice.
    colour: Option<Rgb>,
    is_tiny: bool,
}

/// The ground that a fill gives.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Ground {
    #[default]
    None,
    Plain(Rgb),
    /// A pattern, or colours that run into each other.
    Mixed,
}

/// What the styles of cells refer to, while the part is read.
#[derive(Default)]
struct Palette {
    formats: Vec<(u32, Shown, Unseen)>,
    fonts: Vec<Font>,
    grounds: Vec<Ground>,
    /// The list at hand.
    list: String,
}

impl Styles {
    /// How a cell of a style shows what it holds.
    pub(super) fn of(&self, style: u32) -> Style {
        self.cells.get(style as usize).copied().unwrap_or_default()
    }

    /// Whether a conditional format fills its cells; true when there is no such
    /// format: nothing is known of it.
    pub(super) fn fills(&self, format: u32) -> bool {
        self.dxfs.get(format as usize).is_none_or(|it| it.ground.is_some())
    }

    /// What a conditional format changes.
    pub(super) fn dxf(&self, format: u32) -> Option<Dxf> {
        self.dxfs.get(format as usize).copied()
    }

    /// Whether one of the conditional formats may make a cell show nothing.
    pub(super) fn may_hide(&self) -> bool {
        self.may_hide
    }

    /// Reads the part of the styles; the theme must be known.
    ///
    /// # Errors
    ///
    /// When the part is damaged; the styles before stay.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), Reason> {
        expect(bytes)?;
        self.read_palette(bytes)?;
        let mut palette = Palette::default();
        let mut at = String::new();
        let outcome = walk(bytes, |node| match node {
            Node::Open(element) => match (palette.list.as_str(), element.name) {
                ("cellXfs", "xf") => self.cells.push(palette.style(element)),
                ("dxfs", "dxf") => {
                    self.dxfs.push(Dxf::default());
                    at.clear();
                }
                ("dxfs", "font" | "fill" | "border") => element.name.clone_into(&mut at),
                ("dxfs", _) => {
                    let dxf = self.dxfs.last_mut();
                    dxf.into_iter().for_each(|it| it.take(element, &at, &self.colours));
                }
                ("cellStyles", "cellStyle") if element.get("builtinId").is_none() => {
                    self.names.push(element.text("name").to_owned());
                }
                _ => palette.add(element, &self.colours),
            },
            Node::Close(name) if LISTS.contains(&name) => palette.list.clear(),
            _ => {}
        });
        let hides = |it: &Dxf| it.unseen.tells() || it.is_blank(None, Ground::None);
        self.may_hide = self.dxfs.iter().any(hides);
        outcome
    }

    /// Reads the workbook's own palette, which stands behind all that refers to it.
    fn read_palette(&mut self, bytes: &[u8]) -> Result<(), Reason> {
        if memmem::find(bytes, b"indexedColors").is_none() {
            return Ok(());
        }
        walk(bytes, |node| match node {
            Node::Open(element) if element.name == "rgbColor" => {
                self.colours.add_indexed(element.text("rgb"));
            }
            _ => {}
        })
    }

    /// Pushes the names of the styles that somebody made.
    pub(super) fn push_names(&self, sink: &mut dyn Sink) {
        let telling = || self.names.iter().filter(|name| !name.trim().is_empty());
        if telling().next().is_none() {
            return;
        }
        sink.open(Container::text("styles", Layer::Property));
        for name in telling() {
            sink.push(Fragment::new(name, Layer::Property, Place::Named("style")));
        }
        sink.close();
    }
}

/// The lists of the part (ECMA-376 part 1, 18.8).
const LISTS: &[&str] = &["fonts", "fills", "cellXfs", "dxfs", "cellStyles"];

impl Palette {
    fn add(&mut self, element: &Element<'_>, colours: &Colours) {
        match (self.list.as_str(), element.name) {
            (_, name) if LISTS.contains(&name) => name.clone_into(&mut self.list),
            ("", "numFmt") => {
                let code = element.text("formatCode");
                self.formats.push((number(element, "numFmtId"), shown(code), unseen(code)));
            }
            ("fonts", "font") => self.fonts.push(Font { colour: None, is_tiny: false }),
            ("fonts", "color") => {
                self.fonts.last_mut().into_iter().for_each(|it| it.colour = colours.of(element));
            }
            ("fonts", "sz") => {
                let is_tiny = is_tiny(element.text("val"));
                self.fonts.last_mut().into_iter().for_each(|it| it.is_tiny = is_tiny);
            }
            ("fills", "fill") => self.grounds.push(Ground::None),
            ("fills", "patternFill") => match element.text("patternType") {
                "" | "none" => {}
                "solid" => self.set_ground(Ground::Plain([0; 3])), // black, if nothing else is said
                _ => self.set_ground(Ground::Mixed),
            },
            ("fills", "fgColor") if matches!(self.grounds.last(), Some(Ground::Plain(_))) => {
                self.set_ground(colours.of(element).map_or(Ground::Mixed, Ground::Plain));
            }
            ("fills", "gradientFill") => self.set_ground(Ground::Mixed),
            _ => {}
        }
    }

    fn set_ground(&mut self, ground: Ground) {
        self.grounds.last_mut().into_iter().for_each(|it| *it = ground);
    }

    /// The style of a cell: a number format of the workbook's own, else a
    /// built-in one; a font on a ground.
    fn style(&self, element: &Element<'_>) -> Style {
        let id = number(element, "numFmtId");
        let own = self.formats.iter().find(|(own, ..)| *own == id);
        let built_in = u16::try_from(id).is_ok_and(is_built_in_date).then_some(Shown::Date);
        let font = self.fonts.get(number(element, "fontId") as usize);
        let ground = self.grounds.get(number(element, "fillId") as usize);
        let ground = ground.copied().unwrap_or(Ground::None);
        let is_tiny = font.is_some_and(|font| font.is_tiny);
        Style {
            shown: own.map(|it| it.1).or(built_in).unwrap_or_default(),
            unseen: own.map(|it| it.2).unwrap_or_default(),
            is_blank: is_tiny || font.is_some_and(|font| ground.hides(font.colour)),
            is_bare: matches!(ground, Ground::None | Ground::Plain(WHITE)) && !is_tiny,
            colour: font.and_then(|font| font.colour),
            ground,
        }
    }
}

impl Dxf {
    /// Takes an element of the format; `at` is whether it is of its font or fill.
    ///
    /// A solid fill is in the colour of the background here (18.8.14).
    fn take(&mut self, element: &Element<'_>, at: &str, colours: &Colours) {
        match (at, element.name) {
            ("font", "color") => self.colour = colours.of(element),
            ("fill", "patternFill") => {
                let is_plain = matches!(element.text("patternType"), "" | "solid");
                self.ground = Some(if is_plain { Ground::None } else { Ground::Mixed });
            }
            ("fill", "bgColor") if self.ground == Some(Ground::None) => {
                self.ground = Some(colours.of(element).map_or(Ground::Mixed, Ground::Plain));
            }
            ("fill", "gradientFill") => self.ground = Some(Ground::Mixed),
            (_, "numFmt") => self.unseen = unseen(element.text("formatCode")),
            _ => {}
        }
    }

    /// Whether it makes a cell of a style show nothing of a value.
    pub(super) fn hides(&self, value: &str, style: Style) -> bool {
        self.unseen.hides(value) || self.is_blank(style.colour, style.ground)
    }

    /// Whether it gives a text the colour of its ground.
    fn is_blank(&self, colour: Option<Rgb>, ground: Ground) -> bool {
        let is_changed = self.colour.is_some() || self.ground.is_some();
        let colour = self.colour.or(colour).unwrap_or(BLACK);
        is_changed && self.ground.unwrap_or(ground).hides(Some(colour))
    }
}

impl Ground {
    /// Whether a text of a colour is not seen on it.
    fn hides(self, text: Option<Rgb>) -> bool {
        let ground = match self {
            Ground::None => WHITE,
            Ground::Plain(ground) => ground,
            Ground::Mixed => return false,
        };
        text.is_some_and(|text| is_unseen(text, ground))
    }
}

/// Whether type of a size is too small to be read.
pub(super) fn is_tiny(size: &str) -> bool {
    size.trim().parse::<f64>().is_ok_and(|size| size <= TINY)
}

fn number(element: &Element<'_>, name: &str) -> u32 {
    element.text(name).parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(part: &str) -> Styles {
        let mut styles = Styles::default();
        assert_eq!(styles.read(part.as_bytes()), Ok(()));
        styles
    }

    #[test]
    fn the_formats_of_cells_are_not_those_of_named_styles() {
        let styles = styles(
            "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy'/></numFmts>\
             <cellStyleXfs><xf numFmtId='22'/></cellStyleXfs>\
             <cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='14'/></cellXfs></styleSheet>",
        );
        let shown: Vec<Shown> = styles.cells.iter().map(|it| it.shown).collect();
        assert_eq!(shown, [Shown::Number, Shown::Date, Shown::Date]);
    }

    #[test]
    fn a_text_in_the_colour_of_its_ground_is_blank() {
        let styles = styles(
            "<styleSheet><fonts><font/><font><color rgb='FFFFFFFF'/></font>\
             <font><color theme='0'/></font><font><color rgb='FF112233'/></font></fonts>\
             <fills><fill><patternFill patternType='none'/></fill><fill><patternFill patternType='solid'>\
             <fgColor rgb='FF112233'/></patternFill></fill></fills><cellXfs><xf fontId='0' fillId='0'/>\
             <xf fontId='1' fillId='0'/><xf fontId='2' fillId='0'/><xf fontId='1' fillId='1'/>\
             <xf fontId='3' fillId='1'/></cellXfs></styleSheet>",
        );
        let blank: Vec<bool> = styles.cells.iter().map(|it| it.is_blank).collect();
        assert_eq!(blank, [false, true, true, false, true]);
    }

    #[test]
    fn tiny_type_is_blank_and_small_type_is_not() {
        let styles = styles(
            "<styleSheet><fonts><font><sz val='11'/></font><font><sz val='1'/></font>\
             <font><sz val='6'/></font></fonts><cellXfs><xf fontId='0'/><xf fontId='1'/>\
             <xf fontId='2'/></cellXfs></styleSheet>",
        );
        let blank: Vec<bool> = styles.cells.iter().map(|it| it.is_blank).collect();
        assert_eq!(blank, [false, true, false]);
    }
}
