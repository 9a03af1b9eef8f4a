//! Links to other workbooks and programs, with the cells and values that are
//! kept of them (ECMA-376 part 1, 18.14).

use super::reference::position;
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::xml::{Element, Node, walk};

/// Pushes what a link keeps; `targets` are the files that it leads to.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push_link(
    bytes: &[u8],
    part: &str,
    targets: &[&str],
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let file = targets.first().and_then(|it| it.rsplit(['/', '\\']).next()).unwrap_or(part);
    let mut link = Link { file, sheets: Vec::new(), row: 0, column: 0, cell: None, value: None };
    sink.open(Container::text(part, Layer::ExternalCache));
    targets.iter().for_each(|target| push(target, "target", sink));
    let outcome = walk(bytes, |node| match node {
        Node::Open(element) => link.open(element, sink),
        Node::Text(text) => link.text(text, sink),
        Node::Close(_) => link.value = None,
    });
    sink.close();
    outcome
}

/// A link while it is read.
struct Link<'l> {
    file: &'l str,
    sheets: Vec<String>,
    row: u32,
    column: u32,
    cell: Option<(u32, u32)>,
    /// The place of the value at hand.
    value: Option<&'static str>,
}

impl Link<'_> {
    fn open(&mut self, element: &Element<'_>, sink: &mut dyn Sink) {
        self.value = None;
        match element.name {
            "sheetName" => self.add_sheet(element.text("val"), sink),
            "sheetData" => self.begin_sheet(element.text("sheetId"), sink),
            "row" => {
                self.row = element.text("r").parse().unwrap_or(self.row.saturating_add(1));
                self.column = 0;
            }
            "cell" => {
                let next = (self.row, self.column + 1);
                let at = position(element.text("r").as_bytes()).unwrap_or(next);
                self.column = at.1;
                self.cell = (element.text("t") != "e").then_some(at);
            }
            "v" => self.value = Some("cell"),
            "val" => self.value = Some("value"),
            "definedName" => {
                push(element.text("name"), "defined name", sink);
                push(element.text("refersTo"), "defined name", sink);
            }
            "ddeLink" => {
                push(element.text("ddeService"), "service", sink);
                push(element.text("ddeTopic"), "topic", sink);
            }
            "ddeItem" | "oleItem" => push(element.text("name"), "item", sink),
            _ => {}
        }
    }

    fn add_sheet(&mut self, name: &str, sink: &mut dyn Sink) {
        self.sheets.push(name.to_owned());
        push(name, "sheet name", sink);
    }

    fn begin_sheet(&mut self, id: &str, sink: &mut dyn Sink) {
        let sheet = id.parse::<usize>().ok().and_then(|id| self.sheets.get(id));
        let name = format!("[{}]{}", self.file, sheet.map_or("", String::as_str));
        sink.open(Container::grid(&name, Layer::ExternalCache));
        (self.row, self.column) = (0, 0);
    }

    fn text(&mut self, text: &str, sink: &mut dyn Sink) {
        match (self.value, self.cell) {
            (Some("cell"), Some((row, column))) if !text.is_empty() => {
                let place = Place::Cell { row, column };
                sink.push(Fragment::new(text, Layer::ExternalCache, place));
            }
            (Some("value"), _) => push(text, "value", sink),
            _ => {}
        }
    }
}

fn push(text: &str, place: &str, sink: &mut dyn Sink) {
    if !text.trim().is_empty() {
        sink.push(Fragment::new(text, Layer::ExternalCache, Place::Named(place)));
    }
}
