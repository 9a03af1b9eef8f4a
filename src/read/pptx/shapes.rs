//! The shapes of a slide, a layout or a page of notes: their texts and tables, and
//! what decides whether anyone sees them (ECMA-376 part 1, 19.3.1).

use std::collections::BTreeSet;

use super::look::Theme;
use super::open::Open;
use super::place::{Grid, Key, Transform, placed};
use crate::document::{Layer, Reason};
use crate::read::ooxml::colour::Rgb;
use crate::read::slide::{Shape, is_of_program};
use crate::read::xml::{Element, Node, walk};

/// Elements that are a shape of some sort.
const SHAPES: &[&str] = &["sp", "pic", "cxnSp", "graphicFrame", "contentPart"];

/// Fills of a shape that hide what is below.
const FILLS: &[&str] = &["solidFill", "gradFill", "blipFill", "pattFill"];

/// How opaque a fill must be, in thousandths of a percent, to hide what is below.
const OPAQUE: u32 = 80_000;

/// The size of type in hundredths of a point up to which nobody reads it.
const TINY: u32 = 200;

/// Elements that change a colour: what it then is, is not worked out.
const CHANGES: &[&str] = &["lumMod", "lumOff", "tint", "shade", "alpha", "satMod"];

/// The numbers and dates that a program fills in.
const FILLED_IN: &[&str] = &["sldNum", "sldImg"];

/// What a part draws.
pub(super) struct Page {
    pub(super) is_hidden: bool,
    pub(super) shapes: Vec<Shape>,
    pub(super) outcome: Result<(), Reason>,
}

/// What a slide or a page like it draws, as far as it is not damaged.
pub(super) fn page(bytes: &[u8], theme: &Theme) -> Page {
    let mut walker = Walker {
        theme,
        ground: theme.ground,
        is_hidden: false,
        at: Vec::new(),
        groups: Vec::new(),
        shape: None,
        shapes: Vec::new(),
        has_fill: false,
        fallbacks: 0,
        seen: BTreeSet::new(),
    };
    let outcome = walk(bytes, |node| match node {
        Node::Open(element) => walker.open(element),
        Node::Text(text) => walker.text(text),
        Node::Close(name) => walker.close(name),
    });
    walker.end_shape();
    Page { is_hidden: walker.is_hidden, shapes: walker.shapes, outcome }
}

/// A group that is open.
#[derive(Default)]
struct Group {
    transform: Transform,
    is_hidden: bool,
    grid: Option<Grid>,
}

/// The state of the walk.
struct Walker<'w> {
    theme: &'w Theme,
    ground: Option<Rgb>,
    is_hidden: bool,
    /// The elements that are open.
    at: Vec<String>,
    groups: Vec<Group>,
    shape: Option<Open>,
    shapes: Vec<Shape>,
    /// Whether some shape so far hides the ground of the slide.
    has_fill: bool,
    /// How many elements for older programs are open.
    fallbacks: u32,
    /// The texts so far, of which those for older programs are copies.
    seen: BTreeSet<String>,
}

impl Walker<'_> {
    fn open(&mut self, element: &Element<'_>) {
        match element.name {
            "sld" => self.is_hidden = matches!(element.get("show"), Some("0" | "false")),
            "Fallback" => self.fallbacks += 1,
            "grpSp" => self.groups.push(Group::default()),
            "bg" => self.ground = None,
            // What an embedded object is drawn as lies within it.
            name if SHAPES.contains(&name) && self.shape.is_none() => {
                self.shape = Some(Open::default());
                self.begin_shape(name);
            }
            "cNvPr" => self.describe(element),
            _ => self.open_within(element),
        }
        if let Some(ground) = self.theme.ground_of(element, &self.at) {
            self.ground = Some(ground);
        }
        self.at.push(element.name.to_owned());
    }

    fn begin_shape(&mut self, name: &str) {
        let Some(open) = &mut self.shape else { return };
        open.shape.is_opaque = name == "pic";
        open.is_drawn = !matches!(name, "sp" | "cxnSp");
    }

    fn open_within(&mut self, element: &Element<'_>) {
        let parent = self.at.last().map_or("", String::as_str);
        let around = self.at.iter().rev().nth(1).map_or("", String::as_str);
        if parent == "xfrm" && around == "grpSpPr" {
            return self.groups.iter_mut().rev().take(1).for_each(|it| it.transform.take(element));
        }
        let slide = self.ground.filter(|_| !self.theme.has_art && !self.has_fill);
        let Some(open) = &mut self.shape else { return };
        match (element.name, parent) {
            ("off" | "ext", "xfrm") => open.transform.get_or_insert_default().take(element),
            ("ph", _) => open.key = Some(Key::of(element)),
            (name, "tcPr") if FILLS.contains(&name) => open.cell_fill = None,
            ("tableStyleId", _) => open.has_style = true,
            (name, "spPr") if FILLS.contains(&name) => {
                (open.shape.is_opaque, open.is_filled) = (true, true);
            }
            ("noFill", "spPr") => (open.shape.is_opaque, open.is_filled) = (false, true),
            ("fillRef", _) if !open.is_filled => {
                open.shape.is_opaque = element.text("idx") != "0";
                open.is_filled = open.shape.is_opaque;
            }
            ("srgbClr" | "schemeClr" | "sysClr" | "prstClr", "solidFill") => match around {
                "spPr" => open.fill = self.theme.colour(element),
                "rPr" => open.ink = self.theme.colour(element),
                "tcPr" => open.cell_fill = self.theme.colour(element),
                _ => {}
            },
            ("alpha" | "alphaModFix", _) if is_fill(&self.at) => {
                let amount = element.get("val").or(element.get("amt"));
                if amount.and_then(|it| it.parse::<u32>().ok()).is_some_and(|it| it < OPAQUE) {
                    open.shape.is_opaque = false;
                }
            }
            (name, _) if CHANGES.contains(&name) && self.at.iter().any(|it| it == "rPr") => {
                open.ink = None;
            }
            (name, _) if CHANGES.contains(&name) && self.at.iter().any(|it| it == "tcPr") => {
                open.cell_fill = None;
            }
            (name, _) if CHANGES.contains(&name) && is_fill(&self.at) => open.fill = None,
            ("r" | "fld", _) => (open.ink, open.is_tiny) = (None, false),
            ("rPr", _) => {
                let size = element.get("sz").and_then(|it| it.parse::<u32>().ok());
                open.is_tiny = size.is_some_and(|size| size <= TINY);
            }
            ("br", _) => open.add("\n", None),
            ("tr", _) => open.cell = (open.cell.0 + 1, 0),
            ("tc", _) => {
                open.cell.1 += 1;
                open.cell_fill = if open.has_style { None } else { slide };
            }
            ("hlinkClick" | "hlinkHover", _) => {
                let tip = element.text("tooltip").to_owned();
                open.shape.texts.extend((!tip.is_empty()).then_some((Layer::Hyperlink, tip)));
            }
            _ => {}
        }
    }

    /// Takes the name and the description of a shape or of a group.
    fn describe(&mut self, element: &Element<'_>) {
        let is_hidden = element.is_on("hidden");
        let is_of_group = self.at.last().is_some_and(|it| it == "nvGrpSpPr");
        if is_of_group {
            self.groups.iter_mut().rev().take(1).for_each(|it| it.is_hidden |= is_hidden);
        }
        let name = element.text("name");
        let is_own = !is_of_program(name);
        let told = [element.text("descr"), element.text("title"), if is_own { name } else { "" }];
        let told = told.into_iter().filter(|it| it.contains(char::is_alphabetic));
        let told: Vec<_> = told.map(|it| (Layer::AltText, it.to_owned())).collect();
        match &mut self.shape {
            Some(open) => {
                open.shape.is_hidden |= is_hidden;
                open.shape.texts.extend(told);
                if is_hidden || open.is_drawn {
                    name.clone_into(&mut open.shape.name);
                }
            }
            None if !told.is_empty() => {
                let is_hidden = self.groups.iter().any(|it| it.is_hidden);
                self.shapes.push(Shape { texts: told, is_hidden, ..Shape::default() });
            }
            None => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.at.last().is_none_or(|it| it != "t") {
            return;
        }
        let is_date =
            self.shape.as_ref().and_then(|it| it.key.as_ref()).is_some_and(|it| it.kind == "dt");
        if is_date && self.at.iter().any(|it| it == "fld") {
            return; // what its program fills in
        }
        let ground = self.ground.filter(|_| !self.theme.has_art && !self.has_fill);
        let Some(open) = &mut self.shape else { return };
        let ground = match (open.is_filled, open.shape.is_opaque) {
            (true, true) => open.fill,
            _ => ground,
        };
        open.add(text, ground);
    }

    fn close(&mut self, name: &str) {
        self.at.pop();
        match name {
            "Fallback" => self.fallbacks = self.fallbacks.saturating_sub(1),
            "grpSp" => drop(self.groups.pop()),
            "grpSpPr" => self.place_group(),
            "p" => self.shape.iter_mut().for_each(Open::end_line),
            "tc" => {
                if let Some(open) = &mut self.shape {
                    open.end_cell();
                    let ((row, column), texts) = (open.cell, open.lines.texts());
                    let cells = texts.into_iter().map(|it| (row, column, it.0, it.1));
                    open.shape.cells.extend(cells);
                }
            }
            name if SHAPES.contains(&name) && !self.is_within_shape() => self.end_shape(),
            _ => {}
        }
    }

    fn is_within_shape(&self) -> bool {
        self.at.iter().any(|it| SHAPES.contains(&it.as_str()))
    }

    /// Works out the coordinates of the group at hand. The tree as a whole is one.
    fn place_group(&mut self) {
        let outer = self.groups.iter().rev().skip(1).find_map(|it| it.grid).unwrap_or_default();
        let Some(group) = self.groups.last_mut() else { return };
        group.grid = Some(outer.within(&group.transform));
    }

    fn end_shape(&mut self) {
        let Some(mut open) = self.shape.take() else { return };
        let texts = open.lines.texts();
        let is_filled_in =
            open.key.as_ref().is_some_and(|it| FILLED_IN.contains(&it.kind.as_str()));
        let mut shape = open.shape;
        if !is_filled_in {
            shape.texts.splice(0..0, texts);
        }
        shape.is_prompt = open
            .key
            .as_ref()
            .is_some_and(|it| !matches!(it.kind.as_str(), "ftr" | "hdr" | "dt") || is_filled_in);
        shape.is_hidden |= self.groups.iter().any(|it| it.is_hidden);
        let grid = self.groups.iter().rev().find_map(|it| it.grid).unwrap_or_default();
        let by_layout = || placed(&self.theme.places, open.key.as_ref()?);
        shape.frame = open.transform.map(|it| grid.frame(&it)).or_else(by_layout);
        self.has_fill |= shape.is_opaque;
        if self.fallbacks > 0 {
            shape.texts.retain(|it| !self.seen.contains(&it.1));
            shape.is_hidden = true;
            shape.name.clear();
        }
        self.seen.extend(shape.texts.iter().map(|it| it.1.clone()));
        self.shapes.push(shape);
    }
}

/// Whether the elements around are the fill of a shape or the bytes of a picture.
fn is_fill(at: &[String]) -> bool {
    let within = |name: &str| at.iter().any(|it| it == name);
    !within("ln") && !within("effectLst") && (within("spPr") || within("blip"))
}
