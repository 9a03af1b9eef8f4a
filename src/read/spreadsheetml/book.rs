//! The walk over a workbook: its properties, names and sheets in their order.

use super::part::{container, is_formula, is_known, is_run, meaning, words};
use super::pivot::Pivot;
use super::sheet::Sheet;
use super::styles::Styles;
use super::survey::{Survey, area};
use crate::document::{Container, Fragment, Gap, Layer, Place, Sink};
use crate::read::xlsx::margin::telling;
use crate::read::xlsx::workbook::PROTECTED;
use crate::read::xml::{Element, Node};

/// How deep the parts of the workbook lie, and those of a sheet.
const PART: usize = 2;
const SHEET_PART: usize = 3;

/// The state of the walk.
pub(super) struct Book<'s> {
    survey: Survey,
    /// The columns of a sheet, by its number from 0, that hold something.
    occupied: &'s mut dyn FnMut(usize) -> Vec<u32>,
    sink: &'s mut dyn Sink,
    depth: usize,
    /// The part of the workbook, or of a sheet, that the walk is in.
    part: String,
    is_open: bool,
    styles: Styles,
    sheets: usize,
    sheet: Option<Sheet>,
    pivots: usize,
    pivot: Option<Pivot>,
    /// Whether the text at hand is the comment of a cell, and whether it is a value.
    is_comment: bool,
    is_value: bool,
    /// Whether each run of the value around the text at hand hides it.
    runs: Vec<bool>,
    text: String,
    /// The words of the value at hand that nobody sees.
    faint: String,
}

impl<'s> Book<'s> {
    /// A walk over a workbook of which that much is known.
    pub(super) fn new(
        survey: Survey,
        occupied: &'s mut dyn FnMut(usize) -> Vec<u32>,
        sink: &'s mut dyn Sink,
    ) -> Self {
        Book {
            survey,
            occupied,
            sink,
            depth: 0,
            part: String::new(),
            is_open: false,
            styles: Styles::default(),
            sheets: 0,
            sheet: None,
            pivots: 0,
            pivot: None,
            is_comment: false,
            is_value: false,
            runs: Vec::new(),
            text: String::new(),
            faint: String::new(),
        }
    }

    /// Takes a piece of the workbook.
    pub(super) fn visit(&mut self, node: &Node<'_>) {
        match node {
            Node::Open(element) => {
                self.depth += 1;
                self.open(element);
            }
            Node::Text(text) if self.runs.contains(&true) => self.faint.push_str(text),
            Node::Text(text) => self.text.push_str(text),
            Node::Close(name) => {
                self.close(name);
                self.depth = self.depth.saturating_sub(1);
            }
        }
    }

    /// Takes a comment in the markup.
    pub(super) fn pass(&mut self, text: &str) {
        if text.contains(char::is_alphanumeric) {
            self.push(text.trim(), Layer::MarkupComment, "comment");
        }
    }

    /// Ends the walk, wherever it is.
    pub(super) fn end(&mut self) {
        self.sink.close();
    }

    fn open(&mut self, element: &Element<'_>) {
        if self.depth == PART || (self.depth == SHEET_PART && self.sheet.is_some()) {
            element.name.clone_into(&mut self.part);
        }
        match (self.depth, element.name) {
            (PART, "Worksheet") => return self.begin_sheet(element),
            (PART, "PivotCache") => {
                self.pivots += 1;
                self.pivot = Some(Pivot::default());
            }
            _ => {}
        }
        if let Some(pivot) = &mut self.pivot {
            return pivot.open(element, self.pivots, self.sink);
        }
        match (self.part.as_str(), element.name) {
            ("Styles", _) => self.styles.open(element),
            ("Table", _) => return self.open_in_table(element),
            ("Names", "NamedRange") => self.push_name(element),
            ("WorksheetOptions", "Header" | "Footer") => {
                let text = telling(element.text("Data"), Layer::HeaderFooter);
                self.push(&text, Layer::HeaderFooter, "header or footer");
            }
            ("AutoFilter", "AutoFilterCondition") => {
                self.push(element.text("Value"), Layer::FilteredRow, "filter");
            }
            ("OfficeDocumentSettings", "LocationOfComponents") => {
                self.push(element.text("HRef"), Layer::SavePath, "location of components");
            }
            _ => self.push_words(element),
        }
        self.text.clear();
    }

    /// Pushes what the attributes of an element tell that no reader knows.
    fn push_words(&mut self, element: &Element<'_>) {
        let part = std::mem::take(&mut self.part);
        let own: Vec<(Layer, String)> = words(&part, element);
        self.part = part;
        for (layer, text) in own {
            self.push(&text, layer, element.name);
        }
    }

    fn begin_sheet(&mut self, element: &Element<'_>) {
        let sheet = Sheet::new(self.survey.sheet(self.sheets));
        self.sheets += 1;
        self.sink.open(Container::grid(element.text("Name"), sheet.layer()));
        self.sheet = Some(sheet);
        self.is_open = true;
    }

    fn end_sheet(&mut self) {
        if let Some(limit) = self.sheet.take().and_then(|sheet| sheet.limit()) {
            self.sink.gap(Gap::part(format!("sheet {}", self.sheets), limit));
        }
    }

    fn open_in_table(&mut self, element: &Element<'_>) {
        let Some(sheet) = &mut self.sheet else { return };
        match element.name {
            "Table" => sheet.begin_table(element),
            "Column" => sheet.add_column(element),
            "Row" => sheet.begin_row(element),
            "Cell" => sheet.begin_cell(element, &self.styles, self.sink),
            "Comment" => {
                self.is_comment = true;
                sheet.push_comment(element.text("Author"), "author of the comment at", self.sink);
            }
            "Data" => {
                self.is_value = true;
                sheet.begin_value(element);
            }
            "PhoneticText" | "NamedCell" => {}
            "Font" if self.is_value && !self.is_comment => {
                let hides = element.get("Color").is_some_and(|it| sheet.hides_run(it));
                return self.runs.push(hides);
            }
            name if is_run(name) && self.is_value => return,
            _ => self.push_words(element),
        }
        self.text.clear();
    }

    fn close(&mut self, name: &str) {
        match (self.depth, name) {
            (PART, "Worksheet") => self.end_sheet(),
            (PART, "PivotCache") => self.end_pivot(),
            _ if self.part == "Table" => return self.close_in_table(name),
            _ => self.push_text(name),
        }
        if self.depth == PART && std::mem::take(&mut self.is_open) {
            self.sink.close();
        }
        self.text.clear();
    }

    fn close_in_table(&mut self, name: &str) {
        let Some(sheet) = &mut self.sheet else { return };
        match name {
            "Data" if self.is_comment => sheet.push_comment(&self.text, "comment at", self.sink),
            "Data" => {
                let (number, all) = (self.sheets - 1, &mut self.occupied);
                sheet.push_value(&self.text, &self.faint, &mut || all(number), self.sink);
                self.faint.clear();
            }
            "Comment" => self.is_comment = false,
            "PhoneticText" => sheet.push_reading(&self.text, self.sink),
            "Font" if self.is_value && !self.is_comment => {
                self.runs.pop();
                return;
            }
            name if self.is_value && is_run(name) => return,
            _ => self.push_stray(name),
        }
        self.is_value &= name != "Data";
        self.text.clear();
    }

    /// Pushes a text of a table that stands in none of its values.
    fn push_stray(&mut self, element: &str) {
        let text = std::mem::take(&mut self.text);
        self.push(text.trim(), Layer::UnknownPart, element);
    }

    fn end_pivot(&mut self) {
        if let Some(pivot) = self.pivot.take() {
            pivot.end(self.pivots, self.sink);
        }
    }

    /// Pushes the text at hand, if it tells anything in its element.
    fn push_text(&mut self, element: &str) {
        let text = std::mem::take(&mut self.text);
        if element.starts_with("Protect") && text.trim() == "True" && element != "ProtectObjects" {
            return self.push(PROTECTED, Layer::Property, "protection");
        }
        let unknown = (Layer::UnknownPart, element);
        let stray = (!is_known(element) && text.contains(char::is_alphabetic)).then_some(unknown);
        let Some((layer, place)) = meaning(&self.part, element).or(stray) else { return };
        let text = if is_formula(place) { telling(&text, layer) } else { text };
        self.push(text.trim(), layer, place);
    }

    /// Pushes a defined name that is hidden, or that stands for more than a
    /// range that everyone can see.
    fn push_name(&mut self, element: &Element<'_>) {
        let (name, text) = (element.text("Name"), element.text("RefersTo"));
        if let Some(sheet) = self.sheet.as_mut().filter(|_| name == "Print_Area") {
            sheet.print(area(text));
        }
        let is_own = name.starts_with('_') || name.starts_with("Print_");
        let is_beyond = text.contains(['"', '{']) || text.contains("#REF!") || text.contains(".xl");
        if !is_own && (is_beyond || element.is_on("Hidden")) {
            self.push(text, Layer::DefinedName, name);
        }
    }

    /// Pushes a text into the sheet, or into the container of the part.
    fn push(&mut self, text: &str, layer: Layer, place: &str) {
        if text.trim().is_empty() {
            return;
        }
        if !std::mem::replace(&mut self.is_open, true) {
            self.sink.open(container(&self.part));
        }
        let layer = self.sheet.as_ref().map_or(layer, |sheet| sheet.beside(layer));
        self.sink.push(Fragment::new(text, layer, Place::Named(place)));
    }
}
