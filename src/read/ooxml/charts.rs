//! Charts, old and new (`c:` and `cx:`): their titles, and the values that they
//! keep of the cells that they show.
//!
//! Values that a visible sheet of the same file shows are seen, and so are
//! titles. What is kept of a hidden sheet, of one that is gone, of another
//! workbook or of nothing at all is not (ECMA-376 part 1, 21.2.2).

use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::xml::{Element, Node, walk};

/// Elements around values with the formula that they came from, before them.
const SOURCES: &[&str] =
    &["strRef", "numRef", "multiLvlStrRef", "strDim", "numDim", "datalabelsRange"];

/// Elements around values that came from nowhere.
const LITERALS: &[&str] = &["strLit", "numLit"];

/// An element around a title, which may come from a formula.
const TITLE: &str = "txData";

/// Elements whose text is a code.
const CODES: &[&str] = &["f", "formatCode", "sqref", "fullRef", "levelRef", "formulaRef", "nf"];

/// Pushes what a chart keeps; `shows` says whether a sheet that is seen shows
/// what a formula refers to, `hidden` is the layer of a chart on a hidden sheet.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push_chart(
    bytes: &[u8],
    part: &str,
    hidden: Option<Layer>,
    shows: &dyn Fn(&str) -> bool,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let mut chart =
        Chart { hidden, shows, source: None, text: String::new(), at: Vec::new(), line: 0 };
    sink.open(Container::text(part, hidden.unwrap_or(Layer::TextBox)));
    let outcome = walk(bytes, |node| match node {
        Node::Open(element) => chart.open(element, sink),
        Node::Text(text) => chart.text.push_str(text),
        Node::Close(name) => chart.close(name, sink),
    });
    sink.close();
    outcome
}

/// A chart while it is read.
struct Chart<'c> {
    hidden: Option<Layer>,
    shows: &'c dyn Fn(&str) -> bool,
    /// Whether a sheet that is seen shows where the values at hand come from, if
    /// they come from anywhere.
    source: Option<bool>,
    text: String,
    /// The elements that are open.
    at: Vec<String>,
    line: u64,
}

impl Chart<'_> {
    fn open(&mut self, element: &Element<'_>, sink: &mut dyn Sink) {
        if element.name != "t" && !self.is_in("p") {
            self.text.clear();
        }
        if SOURCES.contains(&element.name) || LITERALS.contains(&element.name) {
            self.source = Some(false);
        }
        for text in [element.text("descr"), element.text("title")] {
            self.push(text, Layer::AltText, sink);
        }
        self.at.push(element.name.to_owned());
    }

    fn close(&mut self, name: &str, sink: &mut dyn Sink) {
        self.at.pop();
        if name == "f" {
            if self.source.is_some() || self.is_in(TITLE) {
                self.source = Some((self.shows)(self.text.trim()));
            }
        } else if SOURCES.contains(&name) || LITERALS.contains(&name) || name == TITLE {
            self.source = None;
        } else if self.is_in("p") {
            return; // the runs of a paragraph are one text
        } else if !CODES.contains(&name) {
            let text = std::mem::take(&mut self.text);
            self.push(&text, self.layer(name), sink);
        }
        self.text.clear();
    }

    /// Where the text of an element lies.
    fn layer(&self, name: &str) -> Layer {
        // Titles and names of series that were typed in come from nowhere.
        let is_seen = self.source.unwrap_or(matches!(name, "p" | "v"));
        match name {
            "name" => Layer::Property, // of the pivot table that the chart shows
            "oddHeader" | "oddFooter" => Layer::HeaderFooter,
            _ if is_seen => Layer::TextBox,
            _ => Layer::ChartCache,
        }
    }

    fn push(&mut self, text: &str, layer: Layer, sink: &mut dyn Sink) {
        // A number that is seen is in its cell.
        let is_told = layer == Layer::TextBox && !text.contains(char::is_alphabetic);
        if text.trim().is_empty() || is_told {
            return;
        }
        self.line += 1;
        let layer = self.hidden.filter(|_| layer == Layer::TextBox).unwrap_or(layer);
        sink.push(Fragment::new(text.trim(), layer, Place::Line(self.line)));
    }

    fn is_in(&self, name: &str) -> bool {
        self.at.iter().any(|it| it == name)
    }
}
