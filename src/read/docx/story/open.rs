//! What each element of a story begins and ends.

use super::{Role, Run, Story};
use crate::document::{Layer, Place};
use crate::read::docx::about::told;
use crate::read::docx::look::{Ground, Look, hexadecimal, is_on, shading};
use crate::read::docx::shapes::Shapes;
use crate::read::ooxml::colour::{Colours, Rgb};
use crate::read::xml::Element;

/// The height of lines, in twentieths of a point, of which nothing is seen.
const FLAT: u32 = 40;

/// The largest page of Word, 22 inches, in twentieths of a point (17.6.13).
const FAR: i64 = 22 * 1440;

/// The rows of a table that are lower than this show nothing, in twentieths of a
/// point.
const LOW: u32 = 20;

/// Elements whose text is a number or a word of the layout.
const LAYOUT: &[&str] = &[
    "align",
    "pctWidth",
    "pctHeight",
    "pctPosHOffset",
    "pctPosVOffset",
    "LinkType",
    "LockedField",
    "Anchor",
    "AutoFill",
    "MoveWithCells",
    "SizeWithCells",
];

impl Story<'_> {
    /// Takes the start of an element.
    pub(super) fn open(&mut self, element: &Element<'_>) {
        self.role = role(element);
        if element.name.ends_with("Change") {
            self.within.before += 1;
        }
        if element.name != "comment" {
            self.authors.take(element);
        }
        if self.within.before > 0 {
            return;
        }
        told(element, |layer, place, text| self.push_aside(layer, place, text));
        self.sections.take(element);
        self.open_shape(element);
        match element.name {
            "p" => self.paragraphs.push(Default::default()),
            "r" => self.run = Run::default(),
            "pPr" => self.within.paragraph = true,
            "rPr" => self.within.mark = self.within.paragraph,
            "tblPr" | "tblPrEx" => self.within.table = true,
            "trPr" => self.within.row = true,
            "tcPr" => self.within.cell = true,
            "tbl" => self.begin_table(),
            "tr" => self.with_table(|table| table.begin_row()),
            "tc" => self.with_table(|table| table.begin_cell()),
            "docPartPr" => self.about.layer = Layer::HiddenText,
            "comment" | "footnote" | "endnote" => self.begin_note(element),
            "AlternateContent" if self.within.choices + self.within.fallbacks == 0 => {
                self.told.clear();
            }
            "Choice" => self.within.choices += 1,
            "Fallback" => self.within.fallbacks += 1,
            "footnoteReference" | "endnoteReference" => {
                let kind = element.name.trim_end_matches("Reference");
                self.notes.insert(format!("{kind} {}", element.text("id")));
            }
            "fldSimple" => self.push_code(element.text("instr")),
            "fldChar" => {
                let code = self.fields.mark(element.text("fldCharType"));
                self.push_code(code.as_deref().unwrap_or_default());
            }
            _ => self.open_property(element),
        }
    }

    /// Takes an element of properties, or a letter that is an element.
    fn open_property(&mut self, element: &Element<'_>) {
        match element.name {
            "ins" | "del" if self.within.row => self.change_row(element.name),
            "cellIns" => self.with_table(|table| table.hide_cell(Layer::Insertion)),
            "cellDel" => self.with_table(|table| table.hide_cell(Layer::Deletion)),
            "ins" | "moveTo" => self.within.insertions += 1,
            "del" | "moveFrom" => self.within.deletions += 1,
            "textFill" => self.within.fill = true,
            _ if self.within.fill => self.run.own.take_fill(element, &self.styles.colours),
            _ if self.within.cell => self.open_of_cell(element),
            _ if self.within.row => self.open_of_row(element),
            _ if self.within.mark => {}
            _ if self.within.paragraph => self.open_of_paragraph(element),
            "tblStyle" if self.styles.has_shades(element.text("val")) => {
                self.with_table(|table| table.set_style(element.text("val")));
            }
            "background" if self.about.is_coloured => {
                let colour = coloured_page(element, &self.styles.colours);
                self.about.page = colour.map_or(self.about.page, Ground::Page);
            }
            "rStyle" => element.text("val").clone_into(&mut self.run.style),
            "shd" if self.within.table => self.shade_table(element),
            "tab" | "ptab" => self.add_blank('\t'),
            "br" | "cr" => self.add_blank('\n'),
            "noBreakHyphen" => self.add("-"),
            "sym" | "symEx" => self.add_symbol(element.text("char")),
            "type" | "gallery" if is_placeholder(element) => self.about.layer = Layer::Property,
            _ => self.run.own.take(element, &self.styles.colours),
        }
    }

    fn open_of_paragraph(&mut self, element: &Element<'_>) {
        let colours = &self.styles.colours;
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match element.name {
            "pStyle" => element.text("val").clone_into(&mut paragraph.style),
            "outlineLvl" => paragraph.level = element.text("val").parse().ok(),
            "collapsed" => paragraph.is_folded = is_on(element),
            "shd" => paragraph.shade = Some(shading(element, colours)),
            "framePr" => paragraph.is_unseen |= is_far(element),
            "spacing" if element.text("lineRule") == "exact" => {
                let height = element.text("line").parse::<u32>();
                paragraph.is_unseen |= height.is_ok_and(|height| height <= FLAT);
            }
            _ => {}
        }
    }

    fn open_of_row(&mut self, element: &Element<'_>) {
        let height = element.text("val").parse::<u32>().unwrap_or(u32::MAX);
        let is_low = element.text("hRule") == "exact" && height <= LOW;
        let columns = element.text("val").parse().unwrap_or(0);
        self.with_table(|table| match element.name {
            "hidden" if is_on(element) => table.hide_row(Layer::HiddenRow),
            "cnfStyle" => table.set_regions(element.text("val")),
            "trHeight" if is_low => table.hide_row(Layer::ZeroSize),
            "gridBefore" => table.skip(columns),
            _ => {}
        });
    }

    fn open_of_cell(&mut self, element: &Element<'_>) {
        let columns = element.text("val").parse().unwrap_or(1);
        let is_merged = element.name.ends_with("Merge") && element.text("val") != "restart";
        if element.name == "shd" {
            return self.shade_table(element);
        }
        self.with_table(|table| match element.name {
            "cnfStyle" => table.set_regions(element.text("val")),
            "gridSpan" => table.span(columns),
            "vMerge" | "hMerge" if is_merged => table.hide_cell(Layer::InvisibleText),
            _ => {}
        });
    }

    /// A row that was put in or taken out as a whole.
    fn change_row(&mut self, change: &str) {
        let layer = if change == "ins" { Layer::Insertion } else { Layer::Deletion };
        self.with_table(|table| table.hide_row(layer));
    }

    fn shade_table(&mut self, element: &Element<'_>) {
        let ground = shading(element, &self.styles.colours);
        self.with_table(|table| table.shade(ground));
    }

    fn open_shape(&mut self, element: &Element<'_>) {
        if Shapes::is_shape(element.name) {
            self.shapes.begin(element);
        }
        self.shapes.take(element, &self.styles.colours);
    }

    fn with_table(&mut self, change: impl FnOnce(&mut crate::read::docx::table::Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    /// Begins a note or a comment.
    fn begin_note(&mut self, element: &Element<'_>) {
        let place = format!("{} {}", element.name, element.text("id"));
        if let Some(notes) = &self.about.notes {
            // What separates notes from the text is referred to by nothing.
            let is_left = !notes.contains(&place) && element.text("type").is_empty();
            self.about.layer = if is_left { Layer::OrphanPart } else { Layer::Footnote };
        }
        self.place = Some(place);
        if element.name == "comment" {
            for name in ["author", "initials"] {
                self.push_aside(Layer::Comment, name, element.text(name));
            }
        }
    }

    /// Takes the end of an element.
    pub(super) fn close(&mut self, name: &str) {
        self.role = Role::Unknown;
        if name.ends_with("Change") {
            self.within.before = self.within.before.saturating_sub(1);
        }
        if self.within.before > 0 {
            return;
        }
        self.shapes.close(name);
        match name {
            "p" => self.end_paragraph(),
            "r" => self.run = Run::default(),
            "pPr" => self.end_paragraph_properties(),
            "rPr" => self.within.mark = false,
            "tblPr" | "tblPrEx" => self.within.table = false,
            "textFill" => self.within.fill = false,
            "trPr" => self.within.row = false,
            "tcPr" => self.within.cell = false,
            "tc" => self.end_cell(),
            "tbl" => self.end_table(),
            "comment" | "footnote" | "endnote" => self.place = None,
            "ins" | "moveTo" if !self.within.row => {
                self.within.insertions = self.within.insertions.saturating_sub(1);
            }
            "del" | "moveFrom" if !self.within.row => {
                self.within.deletions = self.within.deletions.saturating_sub(1);
            }
            "Choice" => self.within.choices = self.within.choices.saturating_sub(1),
            "Fallback" => self.within.fallbacks = self.within.fallbacks.saturating_sub(1),
            "fldData" => self.end_data(),
            _ if Shapes::is_shape(name) => self.end_shape(),
            _ => {}
        }
    }

    fn end_shape(&mut self) {
        let covers = self.shapes.end();
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| self.within.fallbacks == 0) {
            paragraph.is_covered |= covers;
        }
    }

    /// The heading at hand ends what is folded below the one before.
    fn end_paragraph_properties(&mut self) {
        self.within.paragraph = false;
        self.run.own = Look::default();
        let Some(paragraph) = self.paragraphs.last() else { return };
        let level = paragraph.level.or_else(|| self.styles.level(&paragraph.style));
        if level.zip(self.folded).is_some_and(|(level, folded)| level <= folded) {
            self.folded = None;
        }
    }

    /// Pushes what stands beside the text.
    pub(super) fn push_aside(&mut self, layer: Layer, place: &str, text: &str) {
        let is_twice = layer == Layer::AltText && self.description == text;
        if text.trim().is_empty() || is_twice {
            return;
        }
        if layer == Layer::AltText {
            text.clone_into(&mut self.description);
        }
        let is_note = matches!(place, "author" | "initials");
        let own = if is_note { self.place.clone() } else { None };
        let place = own.unwrap_or_else(|| place.to_owned());
        self.begin_container();
        self.sink.push(crate::document::Fragment::new(text.trim(), layer, Place::Named(&place)));
    }
}

/// Whether a frame lies off every page, in twentieths of a point (17.3.1.11).
fn is_far(element: &Element<'_>) -> bool {
    let width = element.text("w").parse().unwrap_or(0_i64);
    ["x", "y"].iter().any(|axis| {
        let at = element.text(axis).parse::<i64>().unwrap_or_default();
        at >= FAR || at.saturating_add(width) <= -FAR / 4
    })
}

/// The colour of a page (17.2.1): that of the theme, or its parts.
fn coloured_page(element: &Element<'_>, colours: &Colours) -> Option<Rgb> {
    let theme = element.get("themeColor").and_then(|name| colours.of_document(name));
    theme.or_else(|| hexadecimal(element.text("color")))
}

/// What a text in an element is.
fn role(element: &Element<'_>) -> Role {
    match element.name {
        "t" | "delText" => Role::Words { keeps_blanks: element.text("space") == "preserve" },
        "instrText" | "delInstrText" => Role::Code,
        "fldData" => Role::Data,
        "posOffset" => Role::Offset,
        name if LAYOUT.contains(&name) => Role::Layout,
        _ => Role::Unknown,
    }
}

/// Whether a part of a glossary is what a control shows before it is filled in.
fn is_placeholder(element: &Element<'_>) -> bool {
    matches!(element.text("val"), "bbPlcHdr" | "placeholder")
}
