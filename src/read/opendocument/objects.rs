//! Objects on sheets: charts with the values that they keep, and documents within
//! the document, which lie in folders of their own.

use super::content::Content;
use super::reference::{list, sheet_of};
use super::styles::Styles;
use crate::document::{Layer, Reason, Sink};
use crate::read::ooxml::harvest::{Attributes, push_texts};
use crate::read::xml::{Element, Node, walk, walk_whole};

/// What is known of an object before it is read.
#[derive(Default)]
pub(super) struct Object {
    is_chart: bool,
    is_formula: bool,
    /// The sheets whose cells it shows.
    sheets: Vec<String>,
}

impl Object {
    /// Takes an element of the object.
    pub(super) fn note(&mut self, element: &Element<'_>) {
        self.is_chart |= element.name == "plot-area";
        self.is_formula |= element.name == "math";
        for (name, value) in element.iter() {
            if self.sheets.len() < 1024
                && (name.ends_with("range-address") || name == "label-cell-address")
            {
                self.sheets.extend(list(value).into_iter().filter_map(sheet_of));
            }
        }
    }

    /// The layer of its tables: what a chart keeps of sheets that are seen is seen
    /// there.
    pub(super) fn layer(&self, tables: &[(String, Layer)]) -> Layer {
        let is_seen = |sheet: &String| {
            let own = tables.iter().find(|it| it.0.eq_ignore_ascii_case(sheet));
            own.is_some_and(|it| it.1 == Layer::Body)
        };
        let local = |sheet: &&String| *sheet != "local-table";
        let mut sheets = self.sheets.iter().filter(local).peekable();
        match self.is_chart {
            false => Layer::Embedded,
            true if sheets.peek().is_some() && sheets.all(is_seen) => Layer::TextBox,
            true => Layer::ChartCache,
        }
    }
}

/// Pushes what an object holds, which has that part for its content.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push(
    bytes: &[u8],
    name: &str,
    tables: &[(String, Layer)],
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let mut object = Object::default();
    // What is damaged is a gap when it is read below.
    let _ = walk(bytes, |node| {
        if let Node::Open(element) = node {
            object.note(element);
        }
    });
    if object.is_formula {
        return push_texts(bytes, name, Layer::Embedded, Attributes::Named(&[]), sink);
    }
    let mut survey = |_| Vec::new();
    let mut content = Content::new(Styles::default(), &mut survey, sink);
    content.begin_object(name, object.layer(tables));
    let outcome = walk_whole(bytes, |piece| content.take(&piece));
    content.end();
    outcome
}
