//! The walk over the content of a spreadsheet: tables, comments, changes, names.

use rustc_hash::FxHashSet;

use super::row::REPEATS;
use super::styles::Styles;
use super::table::{self, Table};
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::serial::constant;
use crate::read::xml::{Element, Node};

/// How many different formulas are told apart.
const MOST_FORMULAS: usize = 100_000;

/// What the paragraphs at hand belong to.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Within {
    Cell,
    Comment,
    Change,
    Shape,
    Validation,
    Header,
}

/// The state of the walk.
pub(super) struct Content<'s> {
    sink: &'s mut dyn Sink,
    styles: Styles,
    formulas: FxHashSet<String>,
    table: Option<Table>,
    /// The comments of the table at hand: cell and text. They wait for its end,
    /// to lie in a container of their own.
    comments: Vec<(String, String)>,
    /// What the walk is within, each with the element that it ends with.
    within: Vec<(Within, String)>,
    /// The texts at hand: an inner one does not belong to the outer.
    texts: Vec<String>,
    /// Whether the tables at hand are those of a link to another program.
    is_link: bool,
    copies: u64,
    is_cut: bool,
}

impl<'s> Content<'s> {
    /// A walk that pushes into a sink, with the styles that are known before.
    pub(super) fn new(styles: Styles, sink: &'s mut dyn Sink) -> Self {
        Content {
            sink,
            styles,
            formulas: FxHashSet::default(),
            table: None,
            comments: Vec::new(),
            within: Vec::new(),
            texts: Vec::new(),
            is_link: false,
            copies: 0,
            is_cut: false,
        }
    }

    /// Takes a piece of the part.
    pub(super) fn visit(&mut self, node: &Node<'_>) {
        match node {
            Node::Open(element) => self.open(element),
            Node::Text(text) => {
                if let Some(last) = self.texts.last_mut() {
                    last.push_str(text);
                }
            }
            Node::Close(name) => self.close(name),
        }
    }

    /// Ends the walk.
    pub(super) fn end(mut self) {
        self.end_table();
        if self.is_cut {
            let reason = Reason::TooLarge { limit: REPEATS, unit: "repeated cells" };
            self.sink.gap(Gap::part("content.xml", reason));
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        if let Some(within) = within(element.name)
            && (within != Within::Cell || !self.is_within(Within::Change))
        {
            self.within.push((within, element.name.to_owned()));
        }
        match element.name {
            "p" | "h" | "creator" | "title" | "desc" => self.texts.push(String::new()),
            "s" => self.add(&" ".repeat(spaces(element))),
            "tab" => self.add("\t"),
            "line-break" => self.add("\n"),
            "a" => self.push(element.text("href"), Layer::Hyperlink, "link"),
            "style"
            | "default-style"
            | "table-properties"
            | "text-properties"
            | "table-cell-properties"
            | "table-row-properties"
            | "table-column-properties" => {
                self.styles.open(element);
            }
            _ => self.open_of_tables(element),
        }
    }

    fn open_of_tables(&mut self, element: &Element<'_>) {
        match element.name {
            "table" if !self.is_within(Within::Change) => self.begin_table(element),
            "dde-link" => self.is_link = true,
            "dde-source" | "table-source" | "cell-range-source" | "source-service" => {
                self.push_source(element);
            }
            "table-cell" | "covered-table-cell" if self.is_within(Within::Change) => {
                self.push(table::value(element), Layer::Revision, "earlier value");
            }
            "content-validation" => {
                self.push(element.text("condition"), Layer::ValidationList, "validation");
            }
            "named-expressions" if self.table.is_none() => {
                self.sink.open(Container::text("defined names", Layer::DefinedName));
            }
            "named-range" | "named-expression" => self.push_name(element),
            "data-pilot-member" => {
                self.push(element.text("name"), Layer::PivotCache, "pivot table member");
            }
            "filter-condition" | "filter-set-item" => {
                self.push(element.text("value"), Layer::FilteredRow, "filter");
            }
            "scenario" => self.push(element.text("comment"), Layer::Scenario, "scenario"),
            _ => self.open_in_table(element),
        }
    }

    fn open_in_table(&mut self, element: &Element<'_>) {
        let is_change = self.is_within(Within::Change);
        let Some(table) = self.table.as_mut().filter(|_| !is_change) else { return };
        match element.name {
            "table-column" => table.column(element, &self.styles),
            "table-row" => table.begin_row(element, &self.styles),
            "table-cell" | "covered-table-cell" => {
                table.begin_cell(element, &self.styles);
                self.push_formula(element.text("formula"));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" | "creator" | "title" | "desc" => self.deliver(name),
            "table" if !self.is_within(Within::Change) => {
                self.end_table();
            }
            "dde-link" => self.is_link = false,
            "style" | "default-style" => self.styles.close(name),
            "named-expressions" if self.table.is_none() => self.sink.close(),
            "table-cell" | "covered-table-cell" if !self.is_within(Within::Change) => {
                self.table.iter_mut().for_each(Table::end_cell);
            }
            "table-row" if !self.is_within(Within::Change) => {
                if let Some(table) = &self.table {
                    self.is_cut |= table.row.push(&mut self.copies, self.sink);
                }
            }
            _ => {}
        }
        if self.within.last().is_some_and(|(_, own)| own == name) {
            self.within.pop();
        }
    }

    fn begin_table(&mut self, element: &Element<'_>) {
        let name = element.text("name");
        let layer = if self.is_link || name.starts_with("'file:") || name.starts_with("'http") {
            Layer::ExternalCache
        } else if self.styles.hides_table(element.text("style-name")) {
            Layer::HiddenSheet
        } else {
            Layer::Body
        };
        self.end_table();
        self.table = Some(Table::new(layer, name));
        self.sink.open(Container::grid(name, layer));
    }

    /// Ends the table at hand, and tells its comments.
    fn end_table(&mut self) {
        if self.table.is_some() {
            self.sink.close();
        }
        let name = self.table.take().map(|table| table.name).unwrap_or_default();
        let comments = std::mem::take(&mut self.comments);
        if comments.is_empty() {
            return;
        }
        self.sink.open(Container::text(&format!("comments of {name}"), Layer::Comment));
        for (at, text) in &comments {
            self.push(text, Layer::Comment, at);
        }
        self.sink.close();
    }

    /// Hands the text at hand to what it belongs to.
    fn deliver(&mut self, name: &str) {
        let Some(text) = self.texts.pop() else { return };
        let is_paragraph = matches!(name, "p" | "h");
        match self.within.last().map(|it| it.0) {
            Some(Within::Cell) if is_paragraph => {
                self.table.iter_mut().for_each(|table| table.paragraph(&text));
            }
            Some(Within::Comment) => {
                let at = self.table.as_ref().map(Table::at).unwrap_or_default();
                self.comments.push((at, text));
            }
            Some(Within::Change) if is_paragraph => {
                self.push(&text, Layer::Revision, "earlier value");
            }
            Some(Within::Change) => self.push(&text, Layer::Revision, "author of a change"),
            Some(Within::Shape) if is_paragraph => {
                let layer = self.table.as_ref().map_or(Layer::Body, |table| table.layer);
                let layer = if layer == Layer::Body { Layer::TextBox } else { layer };
                self.push(&text, layer, "text box");
            }
            Some(Within::Shape) => self.push(&text, Layer::AltText, "alternative text"),
            Some(Within::Validation) => self.push(&text, Layer::ValidationList, "validation"),
            Some(Within::Header) => self.push(&text, Layer::HeaderFooter, "header or footer"),
            _ => self.push(&text, Layer::UnknownPart, name),
        }
    }

    fn push_source(&mut self, element: &Element<'_>) {
        for attribute in ["href", "dde-topic", "dde-item", "table-name", "source-name"] {
            let layer = if attribute == "href" { Layer::SavePath } else { Layer::ExternalCache };
            self.push(element.text(attribute), layer, "source of a link");
        }
        self.push(element.text("user-name"), Layer::Connection, "user of a source");
    }

    /// Pushes a defined name that is hidden, or whose value is a text or a list.
    fn push_name(&mut self, element: &Element<'_>) {
        let name = element.text("name").to_owned();
        let expression = element.text("expression");
        let bare = expression.trim_start_matches("of:").trim_start_matches('=');
        let is_constant = bare.starts_with('"') || bare.starts_with('{');
        if is_constant || element.is_on("hidden") {
            self.push(&name, Layer::DefinedName, &name);
        }
        if is_constant {
            self.push(&constant(bare), Layer::DefinedName, &name);
        }
    }

    /// Pushes a formula that has a text of its own in it, each once.
    fn push_formula(&mut self, formula: &str) {
        let is_telling = formula.split('"').skip(1).step_by(2).any(|it| !it.trim().is_empty());
        if !is_telling || self.formulas.len() >= MOST_FORMULAS || self.formulas.contains(formula) {
            return;
        }
        let (layer, at) = self
            .table
            .as_ref()
            .map_or((Layer::Body, String::new()), |table| (table.layer, table.at()));
        let layer = if layer == Layer::Body { Layer::Formula } else { layer };
        self.push(formula, layer, &at);
        self.formulas.insert(formula.to_owned());
    }

    fn is_within(&self, what: Within) -> bool {
        self.within.iter().any(|it| it.0 == what)
    }

    fn add(&mut self, text: &str) {
        if let Some(last) = self.texts.last_mut() {
            last.push_str(text);
        }
    }

    fn push(&mut self, text: &str, layer: Layer, place: &str) {
        if !text.trim().is_empty() {
            self.sink.push(Fragment::new(text, layer, Place::Named(place)));
        }
    }
}

/// The most spaces that one element may stand for here: a cell's own width.
const SPACES: usize = 1_000;

/// How many spaces an element stands for.
fn spaces(element: &Element<'_>) -> usize {
    element.get("c").and_then(|count| count.parse().ok()).unwrap_or(1).min(SPACES)
}

/// What paragraphs inside an element belong to.
fn within(name: &str) -> Option<Within> {
    Some(match name {
        "table-cell" | "covered-table-cell" => Within::Cell,
        "annotation" => Within::Comment,
        "tracked-changes" => Within::Change,
        "frame" | "g" | "shapes" | "custom-shape" | "rect" | "ellipse" | "circle" | "line"
        | "polyline" | "polygon" | "path" | "connector" | "measure" | "caption" | "control" => {
            Within::Shape
        }
        "content-validation" => Within::Validation,
        "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first" => {
            Within::Header
        }
        _ => return None,
    })
}
