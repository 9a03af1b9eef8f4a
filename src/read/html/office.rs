//! What Office writes beside the page for itself: its properties, the sheets of
//! the workbook and which of them are hidden ("Office HTML and XML", Microsoft;
//! islands of XML, mostly within conditional comments).

use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::spreadsheetml::meaning;
use crate::read::xlsx::margin::telling;
use crate::read::xml::{self, Element, Node};

/// Islands that describe looks and habits of the program.
const ABOUT_LOOKS: &[&str] =
    &["LatentStyles", "OfficeDocumentSettings", "WordDocument", "shapedefaults", "shapelayout"];

/// How many sheets of a workbook are told apart; more are a gap.
const SHEETS: usize = 10_000;

/// A sheet of a workbook.
#[derive(Clone, Debug, Default)]
pub(in crate::read) struct Listed {
    /// Its name.
    pub(in crate::read) name: String,
    /// The page that it is, if that is another one.
    pub(in crate::read) source: String,
    /// Why it is not seen, if it is not.
    pub(in crate::read) hidden: Option<Layer>,
}

/// What the islands of a page say.
#[derive(Debug, Default)]
pub(in crate::read) struct Office {
    /// The sheets of the workbook.
    pub(in crate::read) sheets: Vec<Listed>,
    /// Why the page is not seen, if it is a sheet that is not.
    hidden: Option<Layer>,
    /// Whether the page comes from a spreadsheet program.
    pub(super) is_workbook: bool,
    facts: Vec<(Layer, String, String)>,
    /// Whether there were more sheets than are told apart.
    is_full: bool,
}

impl Office {
    /// Reads the islands of a page. What breaks off one ends it.
    pub(in crate::read) fn of(page: &str) -> Self {
        let is_workbook = page.contains("urn:schemas-microsoft-com:office:excel");
        let mut office = Office { is_workbook, ..Office::default() };
        let mut rest = page;
        while let Some((island, after)) = next_island(rest) {
            let mut walk = Walk::default();
            let _ = xml::walk(island.as_bytes(), |node| walk.visit(&node, &mut office));
            rest = after;
        }
        office
    }

    /// Makes the page one sheet of a workbook that lists it.
    pub(super) fn be(&mut self, sheet: &Listed) {
        self.is_workbook = true;
        self.hidden = self.hidden.or(sheet.hidden);
        self.sheets = vec![Listed { source: String::new(), ..sheet.clone() }];
    }

    /// The limit that was reached.
    pub(super) fn limit(&self) -> Option<Reason> {
        let unit = "sheets of a workbook";
        self.is_full.then_some(Reason::TooLarge { limit: SHEETS as u64, unit })
    }

    /// The name of a table, counted from 0, and why it is not seen as a whole.
    pub(super) fn table(&self, index: usize) -> (String, Option<Layer>) {
        let own: Vec<&Listed> = self.sheets.iter().filter(|it| it.source.is_empty()).collect();
        let only = if own.len() == 1 { own.first() } else { None };
        let Some(sheet) = own.get(index).or(only) else {
            return (format!("table {}", index + 1), self.hidden);
        };
        (sheet.name.clone(), self.hidden.or(sheet.hidden))
    }

    /// Why the page as a whole is not seen.
    pub(in crate::read) fn hidden(&self) -> Option<Layer> {
        self.hidden
    }

    /// Pushes the properties and whatever else the islands tell.
    pub(super) fn push(&self, sink: &mut dyn Sink) {
        if self.facts.is_empty() {
            return;
        }
        sink.open(Container::text("properties", Layer::Property));
        for (layer, place, text) in &self.facts {
            sink.push(Fragment::new(text, *layer, Place::Named(place)));
        }
        sink.close();
    }

    fn add(&mut self, layer: Layer, place: &str, text: &str) {
        if !text.trim().is_empty() {
            self.facts.push((layer, place.to_owned(), text.trim().to_owned()));
        }
    }
}

/// The next island of a page and what follows it.
pub(super) fn next_island(page: &str) -> Option<(&str, &str)> {
    let is_tag = |at: &usize| page[at + 4..].starts_with(['>', ' ']);
    let start = page.match_indices("<xml").map(|it| it.0).find(is_tag)?;
    let rest = &page[start..];
    let end = rest.find("</xml>").map_or(rest.len(), |at| at + "</xml>".len());
    Some(rest.split_at(end))
}

/// The walk over one island.
#[derive(Default)]
struct Walk {
    depth: usize,
    part: String,
    parent: String,
    /// The defined name at hand, and whether it is hidden.
    name: String,
    is_hidden: bool,
    text: String,
}

impl Walk {
    fn visit(&mut self, node: &Node<'_>, office: &mut Office) {
        match node {
            Node::Open(element) => {
                self.depth += 1;
                self.open(element, office);
                self.text.clear();
            }
            Node::Text(text) => self.text.push_str(text),
            Node::Close(name) => {
                self.close(name, office);
                self.text.clear();
                self.depth = self.depth.saturating_sub(1);
            }
        }
    }

    fn open(&mut self, element: &Element<'_>, office: &mut Office) {
        if self.depth == 2 {
            element.name.clone_into(&mut self.part);
        }
        match element.name {
            "ExcelWorksheet" if office.sheets.len() >= SHEETS => office.is_full = true,
            "ExcelWorksheet" => {
                office.sheets.push(Listed::default());
                self.parent = "ExcelWorksheet".to_owned();
            }
            "ExcelName" => {
                self.parent = "ExcelName".to_owned();
                self.name.clear();
                self.is_hidden = false;
            }
            "row" => element.iter().for_each(|it| office.add(Layer::PivotCache, "record", it.1)),
            "WorksheetSource" => {
                if let Some(sheet) = office.sheets.last_mut() {
                    element.text("HRef").clone_into(&mut sheet.source);
                }
            }
            "Header" | "Footer" => {
                let text = telling(element.text("Data"), Layer::HeaderFooter);
                office.add(Layer::HeaderFooter, "header or footer", &text);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, office: &mut Office) {
        let text = self.text.trim();
        match (self.part.as_str(), name) {
            (_, "Visible") => self.hide(text, office),
            ("ExcelWorkbook", "Name") if self.parent == "ExcelWorksheet" => {
                if let Some(sheet) = office.sheets.last_mut().filter(|it| it.name.is_empty()) {
                    text.clone_into(&mut sheet.name);
                }
            }
            ("ExcelWorkbook", "Name") if self.parent == "ExcelName" => {
                text.clone_into(&mut self.name);
            }
            ("ExcelWorkbook", "Hidden") if self.parent == "ExcelName" => self.is_hidden = true,
            ("ExcelWorkbook", "Formula") if self.parent == "ExcelName" => {
                self.push_name(text, office);
            }
            ("ExcelWorkbook" | "WorksheetOptions", "Path" | "FileName") => {
                office.add(Layer::SavePath, "another workbook", text);
            }
            ("ExcelWorkbook" | "WorksheetOptions", _) => {}
            (part, _) if ABOUT_LOOKS.contains(&part) => {}
            (part, name) => {
                if let Some((layer, place)) = meaning(part, name) {
                    office.add(layer, place, text);
                }
            }
        }
    }

    /// Adds a defined name that is hidden, or that stands for more than a range.
    fn push_name(&self, formula: &str, office: &mut Office) {
        let is_own = self.name.starts_with('_') || self.name.starts_with("Print_");
        let is_beyond = formula.contains(['"', '{']) || formula.contains("#REF!");
        if !is_own && (is_beyond || self.is_hidden) {
            office.add(Layer::DefinedName, "defined name", &self.name);
            office.add(Layer::DefinedName, "defined name", formula);
        }
    }

    /// Hides the sheet at hand, or the page where it stands for itself.
    fn hide(&self, visibility: &str, office: &mut Office) {
        let layer = match visibility {
            "SheetHidden" => Layer::HiddenSheet,
            "SheetVeryHidden" => Layer::VeryHiddenSheet,
            _ => return,
        };
        match office.sheets.last_mut().filter(|_| self.part == "ExcelWorkbook") {
            Some(sheet) => sheet.hidden = Some(layer),
            None => office.hidden = Some(layer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_island_lists_the_sheets_and_what_hides_them() {
        let page = "<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet>\
            <x:Name>A</x:Name></x:ExcelWorksheet><x:ExcelWorksheet><x:Name>B</x:Name>\
            <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>\
            </x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->";
        let office = Office::of(page);
        assert_eq!(office.table(0), ("A".to_owned(), None));
        assert_eq!(office.table(1), ("B".to_owned(), Some(Layer::HiddenSheet)));
        assert_eq!(office.table(2), ("table 3".to_owned(), None));
    }
}
