//! The styles of a document: what each says of its text, and the one that it is
//! based on (ECMA-376 part 1, 17.7).

use rustc_hash::FxHashMap;

use super::look::{Ground, Look, is_on, shading};
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::ooxml::colour::Colours;
use crate::read::xml::{Element, Node, walk};

/// How many styles may be based on each other.
const DEEPEST: usize = 32;

/// A style.
#[derive(Clone, Debug, Default)]
struct Style {
    base: String,
    look: Look,
    /// The shading of its paragraphs.
    shade: Option<Ground>,
    /// Its level among headings.
    level: Option<u8>,
    /// The shadings of its tables, by the regions of a table, as bits.
    shades: Vec<(u16, Ground)>,
}

/// The region of all cells, beside those of [`REGIONS`].
const WHOLE: u16 = 1 << 15;

/// The regions of a table as bits count them (17.18.77 and 17.3.1.8), from the
/// first digit on.
const REGIONS: [&str; 12] = [
    "firstRow",
    "lastRow",
    "firstCol",
    "lastCol",
    "band1Vert",
    "band2Vert",
    "band1Horz",
    "band2Horz",
    "neCell",
    "nwCell",
    "seCell",
    "swCell",
];

/// The regions in the order in which one is drawn over the other, the last first
/// (17.7.6).
const ABOVE: [usize; 12] = [11, 10, 9, 8, 3, 2, 1, 0, 7, 6, 5, 4];

/// The regions that digits say a row or a cell is in.
pub(super) fn regions(digits: &str) -> u16 {
    let set = digits.bytes().take(REGIONS.len()).enumerate().filter(|it| it.1 == b'1');
    set.fold(0, |all, (at, _)| all | 1 << at)
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(in crate::read) struct Styles {
    pub(super) colours: Colours,
    styles: FxHashMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: String,
    defaults: Look,
}

/// Where in a style the walk is.
#[derive(Default)]
struct At {
    id: String,
    style: Style,
    in_run: bool,
    in_table: bool,
    in_defaults: bool,
    /// The region that the walk is in; 0 for none.
    region: u16,
}

impl Styles {
    /// Reads the part of the styles; the theme must be known.
    ///
    /// # Errors
    ///
    /// When the part is damaged; the styles before stay.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), Reason> {
        let mut at = At::default();
        walk(bytes, |node| match node {
            Node::Open(element) => self.open(element, &mut at),
            Node::Close("style") => {
                let At { id, style, .. } = std::mem::take(&mut at);
                self.styles.insert(id, style);
            }
            Node::Close("docDefaults") => at.in_defaults = false,
            Node::Close("rPr") => at.in_run = false,
            Node::Close("tcPr" | "tblPr") => at.in_table = false,
            Node::Close("tblStylePr") => at.region = 0,
            _ => {}
        })
    }

    /// Adds a style that is not written as XML.
    pub(in crate::read) fn add(
        &mut self,
        id: String,
        base: String,
        look: Look,
        shade: Option<Ground>,
    ) {
        self.styles.insert(id, Style { base, look, shade, ..Style::default() });
    }

    fn open(&mut self, element: &Element<'_>, at: &mut At) {
        match element.name {
            "style" => {
                let id = element.text("styleId").to_owned();
                if element.text("type") == "paragraph" && element.is_on("default") {
                    self.usual.clone_from(&id);
                }
                *at = At { id, ..At::default() };
            }
            "docDefaults" => at.in_defaults = true,
            "rPr" => at.in_run = true,
            "tcPr" | "tblPr" => at.in_table = true,
            "basedOn" => element.text("val").clone_into(&mut at.style.base),
            "outlineLvl" => at.style.level = element.text("val").parse().ok(),
            "tblStylePr" => {
                let place = REGIONS.iter().position(|it| *it == element.text("type"));
                at.region = place.map_or(WHOLE, |it| 1 << it);
            }
            "shd" if at.in_table => {
                let region = if at.region == 0 { WHOLE } else { at.region };
                let shade = shading(element, &self.colours);
                at.style.shades.extend(shade.map(|shade| (region, shade)));
            }
            "shd" if !at.in_run => at.style.shade = shading(element, &self.colours),
            _ if at.in_defaults && at.in_run => self.defaults.take(element, &self.colours),
            _ if at.in_run && !at.in_table => at.style.look.take(element, &self.colours),
            _ => {}
        }
    }

    /// How a run looks: by its own properties above its style, above that of its
    /// paragraph, above what holds for all.
    pub(in crate::read) fn look(&self, own: Look, run: &str, paragraph: &str) -> Look {
        let styled = if run.is_empty() { Look::default() } else { self.chained(run) };
        let below = self.chained(self.named(paragraph));
        own.above(styled.toggled(below)).above(self.defaults)
    }

    /// The shading of the paragraphs of a style.
    pub(super) fn shade(&self, paragraph: &str) -> Option<Ground> {
        self.chain(self.named(paragraph)).find_map(|style| style.shade)
    }

    /// The level of the paragraphs of a style among headings, from 0.
    pub(super) fn level(&self, paragraph: &str) -> Option<u8> {
        self.chain(self.named(paragraph)).find_map(|style| style.level)
    }

    /// Whether the tables of a style have shadings of their own.
    pub(super) fn has_shades(&self, table: &str) -> bool {
        let is_own = |it: &(u16, Ground)| it.1 != Ground::Shade([255; 3]);
        self.chain(table).any(|style| style.shades.iter().any(is_own))
    }

    /// The shading that the tables of a style have in some regions.
    pub(super) fn shade_in(&self, table: &str, regions: u16) -> Option<Ground> {
        let above = ABOVE.iter().map(|it| 1 << it).filter(|it| regions & it != 0);
        let of = |region: u16| {
            let shades = self.chain(table).flat_map(|style| &style.shades);
            shades.filter(|it| it.0 == region).map(|it| it.1).next()
        };
        above.chain([WHOLE]).find_map(of)
    }

    fn named<'a>(&'a self, paragraph: &'a str) -> &'a str {
        if paragraph.is_empty() { &self.usual } else { paragraph }
    }

    fn chained(&self, id: &str) -> Look {
        self.chain(id).fold(Look::default(), |look, style| look.above(style.look))
    }

    /// A style and those that it is based on.
    fn chain<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Style> {
        let first = self.styles.get(id);
        std::iter::successors(first, |style| self.styles.get(&style.base)).take(DEEPEST)
    }
}

/// Pushes the names of styles that somebody made.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push_names(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut is_own = false;
    sink.open(Container::text("styles", Layer::Property));
    let outcome = walk(bytes, |node| match node {
        Node::Open(element) if element.name == "style" => is_own = element.is_on("customStyle"),
        Node::Open(element) if is_own && matches!(element.name, "name" | "aliases") => {
            let place = Place::Named("style");
            sink.push(Fragment::new(element.text("val"), Layer::Property, place));
        }
        _ => {}
    });
    sink.close();
    outcome
}

/// Pushes the words that lists put before their items, and whether each is seen
/// (17.9.11).
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push_labels(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
    let (mut label, mut is_hidden) = (String::new(), false);
    sink.open(Container::text("numbering", Layer::Body));
    let outcome = walk(bytes, |node| match node {
        Node::Open(element) => match element.name {
            "lvl" => (label, is_hidden) = (String::new(), false),
            "lvlText" => element.text("val").clone_into(&mut label),
            "vanish" => is_hidden = is_on(element),
            _ => {}
        },
        Node::Close("lvl") if has_word(&label) => {
            let layer = if is_hidden { Layer::HiddenText } else { Layer::Body };
            sink.push(Fragment::new(&label, layer, Place::Named("label")));
        }
        _ => {}
    });
    sink.close();
    outcome
}

/// Whether there are three letters in a row: fewer are a bullet or a number.
fn has_word(text: &str) -> bool {
    text.split(|it: char| !it.is_alphabetic()).any(|word| word.chars().count() > 2)
}
