//! The walk over a page: which elements are open, how they look, and what the
//! text between them belongs to.

mod ends;
mod sheet;

use html5ever::LocalName;
use html5ever::tokenizer::Tag;

use super::attributes::Attributes;
use super::grid::Grid;
use super::look::Look;
use super::office::{Office, next_island};
use super::rules::Rules;
use super::texts::Texts;
use crate::document::{Layer, Reason, Sink};

/// The bytes of text after which it goes out at the next end of a block.
const BLOCK: usize = 64 << 10;

/// How many open elements an end tag is looked for among: real pages nest less
/// than a hundred deep.
const DEEPEST: usize = 256;

/// How many elements may be open at a time; one more is a gap.
const MOST_OPEN: usize = 1 << 16;

/// Elements without an end tag (HTML 13.1.2).
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
];

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Which open elements a start tag ends, and within what they are looked for
/// (HTML 13.1.2.4).
const ENDED: &[(&str, &[&str], &[&str])] = &[
    ("li", &["li"], &["ul", "ol", "table"]),
    ("dt", &["dt", "dd"], &["dl", "table"]),
    ("dd", &["dt", "dd"], &["dl", "table"]),
    ("option", &["option"], &["select"]),
    ("p", &["p"], &["td", "th", "div", "table"]),
    ("div", &["p"], &["td", "th", "div", "table"]),
    ("table", &["p"], &["td", "th", "div", "table"]),
    ("td", &["td", "th"], &["tr", "table"]),
    ("th", &["td", "th"], &["tr", "table"]),
    ("tr", &["tr", "colgroup", "caption"], &["table"]),
    ("thead", SECTIONS, &["table"]),
    ("tbody", SECTIONS, &["table"]),
    ("tfoot", SECTIONS, &["table"]),
];

/// What a section of a table ends.
const SECTIONS: &[&str] = &["thead", "tbody", "tfoot", "colgroup", "caption"];

/// An element that is open.
struct Open {
    name: LocalName,
    look: Look,
}

/// The state of the walk.
pub(super) struct Page<'p> {
    sink: &'p mut dyn Sink,
    office: &'p Office,
    rules: Rules,
    open: Vec<Open>,
    tables: Vec<Grid>,
    inner: Vec<Grid>,
    table_count: usize,
    texts: Texts,
    /// Whether the container of the text outside tables is open.
    is_open: bool,
    /// The text of an element that holds no markup.
    raw: String,
    /// How many files stand in attributes.
    files: u32,
    /// Whether an end tag was not looked for to its end, or an element not kept.
    is_lost: bool,
}

impl<'p> Page<'p> {
    /// A walk over a page of which its program says that much.
    pub(super) fn new(office: &'p Office, sink: &'p mut dyn Sink) -> Self {
        office.push(sink);
        Page {
            sink,
            office,
            rules: Rules::default(),
            open: Vec::new(),
            tables: Vec::new(),
            inner: Vec::new(),
            table_count: 0,
            texts: Texts::default(),
            is_open: false,
            raw: String::new(),
            files: 0,
            is_lost: false,
        }
    }

    /// Takes a start tag.
    pub(super) fn open(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        self.end_implied(name);
        let attributes = Attributes(tag);
        let mut look = attributes.look(name, self.look(), &self.rules, self.office.is_workbook);
        self.hide_as_sheet(name, &mut look);
        for (layer, place, text) in attributes.telling(name) {
            let layer = if layer == Layer::Body { look.text_layer() } else { layer };
            self.push(text, layer, &place);
        }
        for address in ["src", "href", "data"].iter().filter_map(|it| attributes.get(it)) {
            self.enclose(address);
        }
        if let Some(style) =
            attributes.get("style").filter(|it| it.contains('(') || it.contains('*'))
        {
            self.take_sheet(style);
        }
        if !INLINE.contains(&name) {
            self.end_line();
        }
        self.open_in_table(name, attributes, &mut look);
        match name {
            "link" if attributes.text("rel").contains("stylesheet") => self.rules.has_sheets = true,
            "script" | "style" | "title" | "textarea" | "xml" => self.raw.clear(),
            _ => {}
        }
        let is_foreign = tag.self_closing && name.contains(':');
        if VOID.contains(&name) || is_foreign {
            return;
        }
        match self.open.len() < MOST_OPEN {
            true => self.open.push(Open { name: tag.name.clone(), look }),
            false => self.is_lost = true,
        }
    }

    /// Takes an end tag; one that fits no open element ends nothing.
    pub(super) fn close(&mut self, name: &LocalName) {
        let is_barrier = |open: &Open| &*open.name == "table" && &**name != "table";
        let near = self.open.iter().rev().take(DEEPEST);
        let found = near.enumerate().find(|(_, open)| open.name == *name || is_barrier(open));
        match found {
            Some((above, open)) if open.name == *name => self.end_to(self.open.len() - above - 1),
            Some(_) => {}
            None => self.is_lost |= self.open.len() > DEEPEST,
        }
        if !INLINE.contains(&&**name) {
            self.end_line();
        }
    }

    /// Takes text.
    pub(super) fn text(&mut self, text: &str) {
        if self.is_raw() {
            return self.raw.push_str(text);
        }
        let look = self.look();
        let layer = look.text_layer();
        match self.tables.last_mut().and_then(Grid::cell) {
            Some(cell) => cell.add(text, layer, look.is_pre),
            None => self.texts.add(text, layer, look.is_pre),
        }
    }

    /// Takes a comment. Marks of conditions and islands of Office are none.
    pub(super) fn comment(&mut self, comment: &str) {
        let mut own = String::new();
        let mut rest = comment;
        while let Some((island, after)) = next_island(rest) {
            own.push_str(&rest[..rest.len() - island.len() - after.len()]);
            rest = after;
        }
        own.push_str(rest);
        let is_mark = |line: &str| line.starts_with("[if") || line.ends_with("[endif]");
        let bare = own.replace("<![endif]", "").trim().trim_end_matches('>').to_owned();
        let is_condition = is_mark(bare.trim()) && !bare.contains('>') || bare.starts_with("?xml");
        if !is_condition && bare.contains(char::is_alphanumeric) {
            self.push(own.trim(), Layer::MarkupComment, "comment");
        }
    }

    /// Ends the walk.
    ///
    /// # Errors
    ///
    /// When the page ends within a table or an element that holds no markup.
    pub(super) fn finish(mut self) -> Result<(), Reason> {
        let is_cut = self.is_raw() || !self.tables.is_empty();
        self.end_to(0);
        self.note(self.rules.limit());
        self.note(self.office.limit());
        let unit = "elements in each other";
        self.note(self.is_lost.then_some(Reason::TooLarge { limit: DEEPEST as u64, unit }));
        self.flush();
        self.sink.close();
        if is_cut { Err(Reason::Truncated) } else { Ok(()) }
    }

    fn look(&self) -> Look {
        let whole = || Look::of(self.office.hidden());
        self.open.last().map_or_else(whole, |open| open.look)
    }

    /// Whether the element at hand holds no markup.
    fn is_raw(&self) -> bool {
        let name = self.open.last().map(|open| &*open.name);
        matches!(name, Some("script" | "style" | "title" | "textarea" | "xml"))
    }

    /// Ends the elements that a start tag ends without saying so.
    fn end_implied(&mut self, name: &str) {
        let Some((_, ended, within)) = ENDED.iter().find(|row| row.0 == name) else { return };
        let near = self.open.iter().rev().take(DEEPEST);
        let mut near = near.take_while(|open| !within.contains(&&*open.name));
        if let Some(above) = near.position(|open| ended.contains(&&*open.name)) {
            self.end_to(self.open.len() - above - 1);
        }
    }

    /// Ends the open elements down to so many.
    fn end_to(&mut self, count: usize) {
        while self.open.len() > count {
            let Some(open) = self.open.pop() else { return };
            self.end(&open);
        }
    }

    fn end_line(&mut self) {
        match self.tables.last_mut().and_then(Grid::cell) {
            Some(cell) => cell.end_line(),
            None => {
                self.texts.end_line();
                if self.texts.len() >= BLOCK {
                    self.flush();
                }
            }
        }
    }
}
