//! The walk over the content of a spreadsheet, and over the headers and footers
//! of its styles: what each element begins, and what the texts belong to.

mod scopes;
mod tables;

use rustc_hash::FxHashSet;

use super::attributes::{Attribute, items, told};
use super::changes::Changes;
use super::pictures;
use super::pilots::Pilots;
use super::reference::area;
use super::row::REPEATS;
use super::scope::{Scopes, Within};
use super::styles::Styles;
use super::table::Table;
use crate::document::{Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::base64;
use crate::read::xml::{Element, Node, Piece};

/// Sections whose texts are told elsewhere, or name fonts.
const QUIET: &[&str] = &["font-face-decls", "meta", "settings"];

/// How many different formulas and conditions are told apart.
const MOST_FORMULAS: usize = 100_000;

/// The columns that hold something in a table, by its number from 0.
pub(super) type Survey<'s> = &'s mut dyn FnMut(usize) -> Vec<u32>;

/// A part of the content that is read by a walk of its own.
enum Apart {
    Changes(Changes),
    Pilots(Pilots),
}

/// The state of the walk.
pub(super) struct Content<'s> {
    sink: &'s mut dyn Sink,
    survey: Survey<'s>,
    styles: Styles,
    /// Whether the walk is among styles, and whether in a section whose texts are
    /// told elsewhere, or name fonts.
    is_style: bool,
    is_quiet: bool,
    is_script: bool,
    apart: Option<Apart>,
    formulas: FxHashSet<String>,
    /// The tables so far, with their layers.
    tables: Vec<(String, Layer)>,
    /// The object that this is the content of, and the layer of its tables.
    object: Option<(String, Layer)>,
    table: Option<Table>,
    /// The comments of the table at hand: cell and text. They wait for its end,
    /// to lie in a container of their own.
    comments: Vec<(String, String)>,
    scopes: Scopes,
    /// The texts at hand: an inner one does not belong to the outer.
    texts: Vec<String>,
    /// Whether each span around the text at hand hides it.
    spans: Vec<bool>,
    /// The element that began last, in which a text stands for itself.
    last: String,
    binaries: Vec<String>,
    has_headers: bool,
    has_names: bool,
    /// Whether the tables at hand are those of a link to another program.
    is_link: bool,
    copies: u64,
    is_cut: bool,
    /// Whether formulas had to be left out.
    is_full: bool,
}

impl<'s> Content<'s> {
    /// A walk that pushes into a sink, with the styles that are known before.
    pub(super) fn new(styles: Styles, survey: Survey<'s>, sink: &'s mut dyn Sink) -> Self {
        Content {
            sink,
            survey,
            styles,
            is_style: false,
            is_quiet: false,
            is_script: false,
            apart: None,
            formulas: FxHashSet::default(),
            tables: Vec::new(),
            object: None,
            table: None,
            comments: Vec::new(),
            scopes: Scopes::default(),
            texts: Vec::new(),
            spans: Vec::new(),
            last: String::new(),
            binaries: Vec::new(),
            has_headers: false,
            has_names: false,
            is_link: false,
            copies: 0,
            is_cut: false,
            is_full: false,
        }
    }

    /// Goes on with an object on a sheet, whose tables lie in one layer.
    pub(super) fn begin_object(&mut self, name: &str, layer: Layer) {
        self.object = Some((name.to_owned(), layer));
    }

    /// Takes a piece of the part, a comment in the markup among them.
    pub(super) fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Node(node) => self.visit(node),
            Piece::Aside(text) if text.contains(char::is_alphanumeric) => {
                self.push(text.trim(), Layer::MarkupComment, "comment");
            }
            Piece::Aside(_) => {}
        }
    }

    /// Ends the walk, and gives the tables with their layers.
    pub(super) fn end(mut self) -> Vec<(String, Layer)> {
        self.end_table();
        let copies = (self.is_cut, REPEATS, "repeated cells");
        let formulas = (self.is_full, MOST_FORMULAS as u64, "different formulas");
        for (_, limit, unit) in [copies, formulas].into_iter().filter(|it| it.0) {
            self.sink.gap(Gap::part("content.xml", Reason::TooLarge { limit, unit }));
        }
        self.sink.close();
        for (number, encoded) in (1..).zip(&self.binaries) {
            let name = format!("picture {number}");
            match base64::decoded(encoded) {
                Some(bytes) if pictures::is_own(&bytes) => {
                    pictures::push(&bytes, &name, Layer::TextBox, self.sink);
                }
                Some(bytes) => self.sink.enclose(Enclosure { name: &name, bytes: &bytes }),
                None => self.sink.gap(Gap::part(name, Reason::Truncated)),
            }
        }
        self.tables
    }

    fn visit(&mut self, node: &Node<'_>) {
        if self.apart.is_some() {
            return self.visit_apart(node);
        }
        match node {
            Node::Open(element) => {
                element.name.clone_into(&mut self.last);
                self.open(element);
            }
            Node::Text(text) => self.text(text),
            Node::Close(name) => self.close(name),
        }
    }

    /// Goes on with a part that is read by a walk of its own.
    fn visit_apart(&mut self, node: &Node<'_>) {
        let tables = &self.tables;
        let layer_of = |name: &str| {
            let own = tables.iter().find(|it| it.0.eq_ignore_ascii_case(name));
            own.map(|it| it.1)
        };
        match &mut self.apart {
            Some(Apart::Changes(changes)) => changes.visit(node, self.sink),
            Some(Apart::Pilots(pilots)) => pilots.visit(node, &layer_of, self.sink),
            None => {}
        }
        if matches!(node, Node::Close("tracked-changes" | "data-pilot-tables")) {
            self.apart = None;
            self.sink.close();
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        if self.is_style {
            self.styles.open(element);
            if element.name == "map" {
                self.tell(element);
            }
            return;
        }
        if let Some(within) = Within::of(element.name) {
            self.enter(within, element);
        }
        match element.name {
            "table-cell" | "covered-table-cell" => self.begin_cell(element),
            "title" if self.object.is_some() => {} // of a chart: its paragraphs are seen
            "p" | "h" | "creator" | "title" | "desc" | "date" => self.texts.push(String::new()),
            "s" => self.add(&" ".repeat(spaces(element))),
            "tab" => self.add("\t"),
            "line-break" => self.add("\n"),
            "span" => self.begin_span(element),
            "binary-data" => self.binaries.push(String::new()),
            "automatic-styles" | "styles" => self.is_style = true,
            "layer" => self.styles.open(element),
            name if QUIET.contains(&name) => self.is_quiet = true,
            "scripts" => self.is_script = true,
            "tracked-changes" => self.apart = Some(Apart::Changes(Changes::begin(self.sink))),
            "data-pilot-tables" => self.apart = Some(Apart::Pilots(Pilots::default())),
            _ => self.open_of_tables(element),
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_style {
            return self.styles.text(text);
        }
        if self.last == "binary-data" {
            return self.binaries.iter_mut().rev().take(1).for_each(|it| it.push_str(text));
        }
        if self.texts.is_empty() {
            let layer = if self.is_script { Layer::Macro } else { Layer::UnknownPart };
            let place = if self.is_quiet { return } else { self.last.clone() };
            return self.push(text.trim(), layer, &place);
        }
        match &mut self.table {
            Some(table) if self.spans.contains(&true) => table.add_faint(text),
            _ if self.scopes.is_in(Within::Header) && is_field(&self.last) => {}
            _ => self.add(text),
        }
    }

    fn close(&mut self, name: &str) {
        if self.is_style {
            self.is_style = !matches!(name, "automatic-styles" | "styles");
            return self.styles.close(name);
        }
        match name {
            "title" if self.object.is_some() => {}
            "p" | "h" | "creator" | "title" | "desc" | "date" => self.deliver(name),
            "span" => {
                self.spans.pop();
            }
            name if QUIET.contains(&name) => self.is_quiet = false,
            "scripts" => self.is_script = false,
            "master-styles" if std::mem::take(&mut self.has_headers) => self.sink.close(),
            _ => self.close_of_tables(name),
        }
        if let Some(scope) = self.scopes.leave(name) {
            self.end_scope(&scope);
        }
        if name != "binary-data" {
            self.last.clear();
        }
    }

    fn begin_span(&mut self, element: &Element<'_>) {
        let look = self.table.as_ref().and_then(Table::look);
        let look = look.filter(|_| self.scopes.within() == Some(Within::Cell));
        let style = element.text("style-name");
        self.spans.push(look.is_some_and(|look| self.styles.hides_words(style, &look)));
    }

    /// Hands the text at hand to what it belongs to.
    fn deliver(&mut self, name: &str) {
        let Some(text) = self.texts.pop() else { return };
        let within = self.scopes.within();
        if !self.texts.is_empty() {
            return self.add(text.trim_matches('?')); // a field of the paragraph at hand
        }
        match (name, within) {
            ("date", _) => {}
            ("p" | "h", Some(Within::Cell)) => {
                self.table.iter_mut().for_each(|table| table.paragraph(&text));
            }
            ("p" | "h", Some(_)) => self.scopes.add_line(&text),
            ("p" | "h", None) if self.object.is_some() => self.push_beside(&text),
            ("creator", Some(Within::Comment)) => {
                let at = self.table.as_ref().map(Table::at).unwrap_or_default();
                self.comments.push((at, text));
            }
            // The cells that a series of a chart shows.
            ("title" | "desc", _) if area(&text).is_some() => {}
            ("title" | "desc", _) => self.push(&text, Layer::AltText, "alternative text"),
            _ => self.push(&text, Layer::UnknownPart, name),
        }
    }

    /// Pushes a text of an object that is in none of its tables: the titles of a
    /// chart are seen.
    fn push_beside(&mut self, text: &str) {
        let layer = self.object.as_ref().map_or(Layer::TextBox, |it| it.1);
        let layer = if layer == Layer::ChartCache { Layer::TextBox } else { layer };
        self.push(text, layer, "text");
    }

    /// Pushes what the attributes of an element tell.
    fn tell(&mut self, element: &Element<'_>) {
        let is_form = self.scopes.is_in(Within::Form);
        for Attribute { layer, place, text } in told(element, is_form) {
            let is_copy = layer == Layer::Formula && !self.is_new_condition(&text);
            if !is_copy {
                self.push(&text, layer, place);
            }
        }
    }

    /// Whether no condition before had the same words: programs write each of
    /// them twice, for older programs and for themselves.
    fn is_new_condition(&mut self, condition: &str) -> bool {
        let key = format!("condition {}", items(condition).join("\""));
        if self.formulas.len() >= MOST_FORMULAS {
            self.is_full |= !self.formulas.contains(&key);
            return false;
        }
        self.formulas.insert(key)
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

/// Whether an element of a header stands for what its program fills in.
fn is_field(element: &str) -> bool {
    matches!(element, "page-number" | "page-count" | "sheet-name" | "date" | "time")
}
