//! The walk over the content of texts, slides and drawings, and over the headers,
//! footers and master pages of their styles: what the texts belong to, and
//! whether anyone sees them.

mod changes;
mod elements;
mod fields;
mod holder;
mod look;
mod pages;
mod tables;

use self::changes::Changes;
use self::holder::{Comment, Holder, Kind};
use self::look::Open;
use self::tables::Table;
use super::attributes::{Attribute, told};
use super::pictures;
use super::styles::Styles;
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sight, Sink};
use crate::read::base64;
use crate::read::slide::Slide;
use crate::read::xml::{Element, Node, Piece};

/// Elements whose texts are told elsewhere, name fonts, or number what is seen.
const QUIET: &[&str] = &[
    "font-face-decls",
    "meta",
    "settings",
    "note-citation",
    "number",
    "index-title-template",
    "index-entry-span",
];

/// The state of the walk.
pub(super) struct Prose<'s> {
    sink: &'s mut dyn Sink,
    styles: Styles,
    /// Whether the walk is among styles.
    is_style: bool,
    is_master: bool,
    /// How many quiet elements are open.
    quiet: u32,
    is_script: bool,
    is_form: bool,
    open: Vec<Open>,
    /// What texts belong to, the innermost last; the first is the document.
    holders: Vec<Holder>,
    /// Whether the container of the text outside tables is open.
    has_container: bool,
    changes: Changes,
    comments: Vec<Comment>,
    tables: Vec<Table>,
    /// Tables that wait until another container has ended.
    waiting: Vec<Table>,
    table_count: u32,
    slide: Option<Slide>,
    notes: Vec<String>,
    page_count: u32,
    /// The element that began last, in which a text stands for itself.
    last: String,
    binaries: Vec<String>,
}

impl<'s> Prose<'s> {
    /// A walk that pushes into a sink, with the styles that are known before.
    pub(super) fn new(styles: Styles, sink: &'s mut dyn Sink) -> Self {
        Prose {
            sink,
            styles,
            is_style: false,
            is_master: false,
            quiet: 0,
            is_script: false,
            is_form: false,
            open: Vec::new(),
            holders: vec![Holder::new(Kind::Document, Layer::Body, "")],
            has_container: false,
            changes: Changes::default(),
            comments: Vec::new(),
            tables: Vec::new(),
            waiting: Vec::new(),
            table_count: 0,
            slide: None,
            notes: Vec::new(),
            page_count: 0,
            last: String::new(),
            binaries: Vec::new(),
        }
    }

    /// Takes a piece of the part, a comment in the markup among them.
    pub(super) fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Node(Node::Open(element)) => self.open(element),
            Piece::Node(Node::Text(text)) => self.text(text),
            Piece::Node(Node::Close(name)) => self.close(name),
            Piece::Aside(text) if text.contains(char::is_alphanumeric) => {
                self.push(text.trim(), Layer::MarkupComment, "comment");
            }
            Piece::Aside(_) => {}
        }
    }

    /// Ends the walk.
    pub(super) fn end(mut self) {
        while self.holders.len() > 1 {
            self.end_holder();
        }
        self.end_container();
        self.push_waiting();
        self.push_comments();
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
    }

    fn open(&mut self, element: &Element<'_>) {
        self.begin_look(element);
        if self.is_style {
            self.styles.open_master(element);
            return self.styles.open(element);
        }
        element.name.clone_into(&mut self.last);
        if self.is_master {
            self.styles.open_master(element);
        }
        if self.open_structure(element) {
            return;
        }
        self.open_in_line(element);
        self.tell(element);
    }

    fn text(&mut self, text: &str) {
        if self.is_style {
            return self.styles.text(text);
        }
        if self.last == "binary-data" {
            return self.binaries.iter_mut().rev().take(1).for_each(|it| it.push_str(text));
        }
        if self.is_in_line() {
            let is_filled_in = self.is_master && holder::is_field(&self.last);
            if !is_filled_in {
                self.add(text);
            }
            return;
        }
        let text = text.trim();
        if self.quiet > 0 || text.is_empty() {
            return;
        }
        match self.last.as_str() {
            "creator" | "creator-initials" | "sender-initials" => self.take_person(text),
            "date" | "date-string" => self.take_date(text),
            "title" | "desc" => self.push_beside(text, Layer::AltText, "alternative text"),
            _ if self.is_script => self.push(text, Layer::Macro, "script"),
            last => {
                let last = last.to_owned();
                self.push(text, Layer::UnknownPart, &last);
            }
        }
    }

    fn close(&mut self, name: &str) {
        self.open.pop();
        if self.is_style {
            self.is_style = !matches!(name, "automatic-styles" | "styles");
            return self.styles.close(name);
        }
        match name {
            "p" | "h" => self.end_line(),
            "master-styles" => self.is_master = false,
            "scripts" => self.is_script = false,
            "forms" => self.is_form = false,
            "tracked-changes" => self.end_changes(),
            "deletion" => self.end_named("deletion"),
            "table" => self.end_table(),
            "table-cell" | "covered-table-cell" => self.end_cell(),
            "page" => self.end_page(),
            name if QUIET.contains(&name) && !self.is_in_line() => {
                self.quiet = self.quiet.saturating_sub(1);
            }
            name => self.end_named(name),
        }
        if name != "binary-data" {
            self.last.clear();
        }
    }

    /// Ends what texts belong to, if it is the element that ends.
    fn end_named(&mut self, name: &str) {
        if self.holders.len() > 1 && self.holder().element == name {
            self.end_holder();
        }
    }

    /// What the texts at hand belong to.
    fn holder(&mut self) -> &mut Holder {
        if self.holders.is_empty() {
            self.holders.push(Holder::new(Kind::Document, Layer::Body, ""));
        }
        let last = self.holders.len() - 1;
        &mut self.holders[last]
    }

    fn is_in_line(&self) -> bool {
        self.holders.last().is_some_and(|it| it.depth > 0)
    }

    /// The layer of a text at hand.
    fn layer(&self) -> Layer {
        let base = self.holders.last().map_or(Layer::Body, |it| it.layer);
        let Some(open) = self.open.last().filter(|_| base.sight() == Sight::Seen) else {
            return base;
        };
        let unseen = open.is_unseen().then_some(Layer::InvisibleText);
        let inserted = self.changes.is_inserted().then_some(Layer::Insertion);
        open.layer.or(unseen).or(inserted).unwrap_or(base)
    }

    fn add(&mut self, text: &str) {
        let layer = self.layer();
        if self.is_in_line() {
            self.holder().lines.add(text, layer);
        }
    }

    fn end_line(&mut self) {
        let holder = self.holder();
        holder.depth = holder.depth.saturating_sub(1);
        holder.lines.end_line();
        if holder.kind == Kind::Document && holder.lines.is_full() {
            self.flush();
        }
    }

    /// Pushes the lines of the document that have ended.
    fn flush(&mut self) {
        if self.holders.first().is_some_and(|it| !it.lines.is_empty()) {
            self.begin_container();
            let sink = &mut *self.sink;
            self.holders.iter_mut().take(1).for_each(|it| it.lines.push(sink));
        }
    }

    /// Opens the container of the text outside tables.
    fn begin_container(&mut self) {
        let is_busy = self.tables.first().is_some_and(|it| it.is_open) || self.changes.is_open;
        if !is_busy && !std::mem::replace(&mut self.has_container, true) {
            self.sink.open(match self.is_master {
                true => Container::text("headers and footers", Layer::HeaderFooter),
                false => Container::text("", Layer::Body),
            });
        }
    }

    fn end_container(&mut self) {
        self.flush();
        if std::mem::take(&mut self.has_container) {
            self.sink.close();
        }
    }

    /// Pushes what the attributes of an element tell.
    fn tell(&mut self, element: &Element<'_>) {
        for Attribute { layer, place, text } in told(element, self.is_form) {
            self.push(&text, layer, place);
        }
    }

    /// Pushes a text that stands aside of the lines.
    fn push(&mut self, text: &str, layer: Layer, place: &str) {
        if !text.trim().is_empty() {
            self.begin_container();
            self.sink.push(Fragment::new(text, layer, Place::Named(place)));
        }
    }
}
