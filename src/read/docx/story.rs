//! The walk over a story of a document: its body, a header, its notes, its
//! comments (ECMA-376 part 1, 17.2 to 17.13). Paragraphs are lines, tables grids.

mod deliver;
mod open;
pub(super) mod teller;
mod text;

use rustc_hash::FxHashSet;

use super::authors::Authors;
use super::fields::Fields;
use super::look::{Ground, Look};
use super::paragraph::Paragraph;
use super::sections::Sections;
use super::shapes::Shapes;
use super::styles::Styles;
use super::table::Table;
use crate::document::{Container, Gap, Layer, Reason, Sink};
use crate::read::base64;
use crate::read::ooxml::asides::{self, Asides};
use crate::read::strings::printable;
use crate::read::xml::{Node, Piece};

/// What a story is.
#[derive(Clone, Debug)]
pub(super) struct About {
    /// The name of its container.
    pub(super) name: String,
    /// The layer of what nothing hides in it.
    pub(super) layer: Layer,
    /// The ground of its pages.
    pub(super) page: Ground,
    /// Whether a colour that the document gives its pages is shown.
    pub(super) is_coloured: bool,
    /// The notes that the body refers to, if this is a list of notes.
    pub(super) notes: Option<FxHashSet<String>>,
}

/// What a story says of others.
pub(super) struct Ending {
    pub(super) sections: Sections,
    /// The ground of the pages.
    pub(super) page: Ground,
    /// The notes that it refers to, such as `footnote 2`.
    pub(super) notes: FxHashSet<String>,
}

/// What a text is, by the element that it stands in.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Role {
    /// Words of the story; blanks around them count or not.
    Words { keeps_blanks: bool },
    /// The code of a field.
    Code,
    /// Data of a field, in base64.
    Data,
    /// How far a shape lies from its place.
    Offset,
    /// A number of the layout.
    Layout,
    /// No element of a document has any.
    #[default]
    Unknown,
}

/// The properties that the walk is within.
#[derive(Debug, Default)]
struct Within {
    /// Of a paragraph, and of its mark rather than of a run.
    paragraph: bool,
    mark: bool,
    /// How the letters of a run are filled.
    fill: bool,
    table: bool,
    row: bool,
    cell: bool,
    /// What properties were before somebody changed them.
    before: usize,
    /// Tracked changes around the text at hand.
    deletions: usize,
    insertions: usize,
    /// The choices for newer programs, and the copies for older ones.
    choices: usize,
    fallbacks: usize,
}

/// The run at hand.
#[derive(Debug, Default)]
struct Run {
    own: Look,
    style: String,
    /// How it looks, once it is asked for.
    look: Option<Look>,
}

/// The state of the walk.
pub(super) struct Story<'s> {
    about: About,
    styles: &'s Styles,
    sink: &'s mut dyn Sink,
    /// Whether the container of the text outside tables is open.
    is_open: bool,
    line: u64,
    /// The note or the comment at hand, and how many of them began.
    place: Option<String>,
    /// The notes that the text refers to, such as `footnote 2`.
    notes: FxHashSet<String>,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    inner: Vec<Table>,
    table_count: usize,
    run: Run,
    role: Role,
    within: Within,
    fields: Fields,
    shapes: Shapes,
    sections: Sections,
    authors: Authors,
    /// The texts of choices, which their copies repeat.
    told: Vec<String>,
    /// The level of the heading below which everything is folded away.
    folded: Option<u8>,
    /// The last description: a picture repeats that of its frame.
    description: String,
    asides: Asides,
    data: String,
    datas: Vec<Vec<u8>>,
}

impl<'s> Story<'s> {
    /// A walk over a story.
    pub(super) fn new(about: About, styles: &'s Styles, sink: &'s mut dyn Sink) -> Self {
        Story {
            about,
            styles,
            sink,
            is_open: false,
            line: 0,
            place: None,
            notes: FxHashSet::default(),
            paragraphs: Vec::new(),
            tables: Vec::new(),
            inner: Vec::new(),
            table_count: 0,
            run: Run::default(),
            role: Role::default(),
            within: Within::default(),
            fields: Fields::default(),
            shapes: Shapes::default(),
            sections: Sections::default(),
            authors: Authors::default(),
            told: Vec::new(),
            folded: None,
            description: String::new(),
            asides: Asides::default(),
            data: String::new(),
            datas: Vec::new(),
        }
    }

    /// Takes a piece of the part.
    pub(super) fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Node(Node::Open(element)) => self.open(element),
            Piece::Node(Node::Text(text)) => self.text(text),
            Piece::Node(Node::Close(name)) => self.close(name),
            Piece::Aside(text) => self.asides.add(asides::comment(text)),
        }
    }

    /// Ends the walk: what was begun goes out, and what stands beside the text.
    pub(super) fn end(mut self) -> Ending {
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        while !self.tables.is_empty() {
            self.end_table();
        }
        for code in self.fields.rest() {
            self.push_code(&code);
        }
        self.end_container();
        self.authors.push(&self.about.name, self.sink);
        let name = format!("data of fields {}", self.about.name);
        for data in &self.datas {
            printable(data, Layer::FieldCode, name.trim(), self.sink);
        }
        self.asides.push_apart(&self.about.name, self.sink);
        Ending { sections: self.sections, page: self.about.page, notes: self.notes }
    }

    fn begin_container(&mut self) {
        if self.tables.is_empty() && !std::mem::replace(&mut self.is_open, true) {
            self.sink.open(Container::text(&self.about.name, self.about.layer));
        }
    }

    fn end_container(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.sink.close();
        }
    }

    /// Keeps the data of a field until its story is done.
    fn end_data(&mut self) {
        let encoded = std::mem::take(&mut self.data);
        match base64::decoded(&encoded) {
            Some(bytes) if bytes.is_empty() => {}
            Some(bytes) => self.datas.push(bytes),
            None => {
                let detail = "data of a field is no base64".to_owned();
                let reason = Reason::Malformed { format: "docx", detail };
                self.sink.gap(Gap::part(&self.about.name, reason));
            }
        }
    }
}
