//! The properties and the settings of a document: who wrote and printed it, on
//! which printer, from which paths, and what its views were of.

use crate::document::{Fragment, Layer, Place, Sink};
use crate::read::base64;
use crate::read::strings::printable;
use crate::read::xml::{Element, Node};

/// The names under which every format gives a property (OpenDocument 1.3 part 3,
/// 4.3).
const NAMES: &[(&str, &str)] = &[
    ("initial-creator", "creator"),
    ("creator", "last-modified-by"),
    ("keyword", "keywords"),
    ("user-defined", "custom property"),
];

/// Properties that name the program or count its work: they tell of nobody.
const ABOUT_THE_PROGRAM: &[&str] = &[
    "creation-date",
    "date",
    "document-statistic",
    "editing-cycles",
    "editing-duration",
    "generator",
    "language",
    "print-date",
];

/// Attributes of elements that lead outside.
const PATHS: &[(&str, &str)] = &[
    ("template", "href"),
    ("template", "title"),
    ("auto-reload", "href"),
    ("hyperlink-behaviour", "target-frame-name"),
];

/// The properties while they are read.
#[derive(Default)]
pub(super) struct Properties {
    named: Option<String>,
    text: String,
}

impl Properties {
    /// Takes a piece of the properties.
    pub(super) fn visit(&mut self, node: &Node<'_>, sink: &mut dyn Sink) {
        match node {
            Node::Open(element) => {
                self.named = name(element);
                self.text.clear();
                for (_, attribute) in PATHS.iter().filter(|it| it.0 == element.name) {
                    push(sink, element.text(attribute), Layer::SavePath, element.name);
                }
            }
            Node::Text(text) => self.text.push_str(text),
            Node::Close(_) => {
                if let Some(name) = self.named.take() {
                    push(sink, &self.text, Layer::Property, &name);
                }
            }
        }
    }
}

/// The name of a property that tells something.
fn name(element: &Element<'_>) -> Option<String> {
    if ABOUT_THE_PROGRAM.contains(&element.name) {
        return None;
    }
    if let Some(own) = element.get("name").filter(|_| element.name == "user-defined") {
        return (own != "AppVersion").then(|| own.to_owned());
    }
    let known = NAMES.iter().find(|row| row.0 == element.name);
    Some(known.map_or(element.name, |row| row.1).to_owned())
}

/// The settings while they are read.
#[derive(Default)]
pub(super) struct Settings {
    item: Option<(String, String)>,
    text: String,
    /// The maps that are open, by their names: a view of a table has its name.
    maps: Vec<String>,
    /// The tables that views are of.
    viewed: Vec<String>,
    /// What a printer's driver keeps.
    setup: Vec<Vec<u8>>,
}

impl Settings {
    /// Takes a piece of the settings.
    pub(super) fn visit(&mut self, node: &Node<'_>, sink: &mut dyn Sink) {
        match node {
            Node::Open(element) => self.open(element),
            Node::Text(text) => self.text.push_str(text),
            Node::Close("config-item") => self.end_item(sink),
            Node::Close("config-item-map-named" | "config-item-map-entry") => drop(self.maps.pop()),
            Node::Close(_) => {}
        }
    }

    /// Ends the settings: `tables` are those in the file. A view of another one
    /// tells its name.
    pub(super) fn end(&mut self, tables: &[(String, Layer)], sink: &mut dyn Sink) {
        self.viewed.sort_unstable();
        self.viewed.dedup();
        let gone = |view: &&String| !tables.iter().any(|table| table.0 == **view);
        for view in self.viewed.iter().filter(gone).filter(|_| !tables.is_empty()) {
            push(sink, view, Layer::CustomView, "view of a sheet that is not in the file");
        }
        sink.close();
        for setup in &self.setup {
            printable(setup, Layer::PrinterSettings, "printer setup", sink);
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        let name = element.text("name");
        match element.name {
            "config-item" => {
                self.item = Some((name.to_owned(), element.text("type").to_owned()));
            }
            "config-item-map-named" => self.maps.push(name.to_owned()),
            "config-item-map-entry" => {
                if self.maps.last().is_some_and(|it| it == "Tables") {
                    self.viewed.push(name.to_owned());
                }
                self.maps.push(String::new());
            }
            _ => {}
        }
        self.text.clear();
    }

    fn end_item(&mut self, sink: &mut dyn Sink) {
        let Some((name, kind)) = self.item.take() else { return };
        let text = std::mem::take(&mut self.text);
        if kind == "base64Binary" {
            return self.setup.extend(base64::decoded(&text).filter(|it| !it.is_empty()));
        }
        match setting(&name, &text) {
            Some((layer, place)) => push(sink, &text, layer, place),
            None if name == "ActiveTable" => self.viewed.push(text),
            None => {}
        }
    }
}

/// What a setting says of the document's surroundings, if anything.
fn setting(name: &str, text: &str) -> Option<(Layer, &'static str)> {
    let is_path = text.contains("://") || text.contains(":\\") || text.contains("\\\\");
    let is_default = text.contains("$(") || text.contains("vnd.sun.star.");
    match name {
        "PrinterName" => Some((Layer::PrinterSettings, "printer")),
        "PrintFaxName" => Some((Layer::PrinterSettings, "fax")),
        "CurrentDatabaseDataSource" => Some((Layer::Connection, "data source")),
        "CurrentDatabaseCommand" => Some((Layer::Connection, "command")),
        _ if is_path && !is_default => Some((Layer::SavePath, "setting")),
        _ => None,
    }
}

/// Pushes a text that has a name.
fn push(sink: &mut dyn Sink, text: &str, layer: Layer, place: &str) {
    if !text.trim().is_empty() {
        sink.push(Fragment::new(text.trim(), layer, Place::Named(place)));
    }
}
