//! Flat files of OpenDocument: content, properties and settings in one XML
//! document (OpenDocument 1.3 part 3, 3.1.2), pictures in base64 among them.

use super::content::Content;
use super::meta::{Properties, Settings};
use super::objects::Object;
use super::occupied::Occupied;
use super::prose::Prose;
use super::styles::Styles;
use crate::artefact::Artefact;
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::encoding::Encoded;
use crate::read::xml::{self, Element, Node, Piece};
use crate::read::{Budget, Format};

/// Spreadsheets of OpenDocument in one XML document.
pub(in crate::read) const FLAT_TABLES: Format = Format {
    name: "fods",
    extensions: &["fods", "ots", "xml"],
    sniff: |artefact| is_of(artefact, super::TABLES),
    read,
};

/// Texts of OpenDocument in one XML document.
pub(in crate::read) const FLAT_TEXT: Format = Format {
    name: "fodt",
    extensions: &["fodt", "ott", "xml"],
    sniff: |artefact| is_of(artefact, super::TEXT),
    read: read_prose,
};

/// Slides of OpenDocument in one XML document.
pub(in crate::read) const FLAT_SLIDES: Format = Format {
    name: "fodp",
    extensions: &["fodp", "otp", "xml"],
    sniff: |artefact| is_of(artefact, super::SLIDES),
    read: read_prose,
};

/// Drawings of OpenDocument in one XML document.
pub(in crate::read) const FLAT_DRAWING: Format = Format {
    name: "fodg",
    extensions: &["fodg", "otg", "xml"],
    sniff: |artefact| is_of(artefact, super::DRAWING),
    read: read_prose,
};

/// Whether the root is a document of a media type.
fn is_of(artefact: &Artefact<'_>, kind: &str) -> bool {
    let Some(head) = Encoded::head(artefact.bytes()) else { return false };
    let root = head.split_once(":document ").map_or("", |(_, after)| after);
    let root = root.split_once('>').map_or(root, |(root, _)| root);
    head.trim_start().starts_with('<') && root.contains(kind)
}

/// Walks once for each section that has a container of its own.
fn read_prose(
    artefact: &Artefact<'_>,
    _budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    let mut prose = Prose::new(Styles::default(), sink);
    let mut section = Section::default();
    let outcome = xml::walk_whole(bytes, |piece| {
        let was_content = section.is_content();
        if let Piece::Node(node) = &piece {
            section.pass(node);
        }
        let is_own = match piece {
            Piece::Node(Node::Close(_)) => was_content,
            Piece::Node(_) => section.is_content(),
            Piece::Aside(_) => true,
        };
        if is_own {
            prose.take(&piece);
        }
    });
    prose.end();
    let objects = push_beside(bytes, &[], sink);
    push_objects(bytes, &objects, &[], sink);
    outcome
}

/// Walks once for each section that has a container of its own.
fn read(artefact: &Artefact<'_>, _budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    let mut survey = |table| occupied(bytes, table);
    let mut content = Content::new(Styles::default(), &mut survey, sink);
    let mut section = Section::default();
    let outcome = xml::walk_whole(bytes, |piece| {
        if let Piece::Node(node) = &piece {
            section.pass(node);
        }
        if section.is_content() || matches!(piece, Piece::Aside(_)) {
            content.take(&piece);
        }
    });
    let tables = content.end();
    let objects = push_beside(bytes, &tables, sink);
    push_objects(bytes, &objects, &tables, sink);
    outcome
}

/// The columns of a table that hold something.
fn occupied(bytes: &[u8], table: usize) -> Vec<u32> {
    let (mut occupied, mut section) = (Occupied::of(table), Section::default());
    let _ = xml::walk(bytes, |node| {
        section.pass(&node);
        if section.is_content() {
            occupied.visit(&node);
        }
    });
    occupied.columns()
}

/// Pushes the properties, the settings and the macros, and gives what is known of
/// each object. What breaks the document was told when its content was read.
fn push_beside(bytes: &[u8], tables: &[(String, Layer)], sink: &mut dyn Sink) -> Vec<Object> {
    let (mut properties, mut settings) = (Properties::default(), Settings::default());
    let mut section = Section::default();
    let (mut objects, mut has_code) = (Vec::new(), false);
    let _ = xml::walk(bytes, |node| {
        if let Some(container) = section.pass(&node) {
            sink.open(container);
        }
        match (section.name.as_str(), &node) {
            ("meta", _) => properties.visit(&node, sink),
            ("settings", _) => settings.visit(&node, sink),
            (OBJECT, Node::Open(element)) => {
                objects.resize_with(section.objects, Object::default);
                objects.iter_mut().rev().take(1).for_each(|it| it.note(element));
            }
            (name, Node::Text(text)) if !SECTIONS.contains(&name) && !text.trim().is_empty() => {
                sink.push(Fragment::new(text.trim(), Layer::UnknownPart, Place::Named(name)));
            }
            ("scripts", Node::Text(text)) => push_code(text, "", &mut has_code, sink),
            ("scripts", Node::Open(element)) => push_words(element, &mut has_code, sink),
            _ => {}
        }
    });
    settings.end(tables, sink);
    objects
}

/// Pushes what the objects on the sheets hold.
fn push_objects(bytes: &[u8], objects: &[Object], tables: &[(String, Layer)], sink: &mut dyn Sink) {
    if objects.is_empty() {
        return;
    }
    let mut survey = |_| Vec::new();
    let mut content = Content::new(Styles::default(), &mut survey, sink);
    let mut section = Section::default();
    let mut number = 0;
    let _ = xml::walk(bytes, |node| {
        section.pass(&node);
        if section.objects > number {
            number = section.objects;
            let layer = objects.get(number - 1).map_or(Layer::Embedded, |it| it.layer(tables));
            content.begin_object(&format!("object {number}"), layer);
        }
        if section.name == OBJECT {
            content.take(&Piece::Node(node));
        }
    });
    content.end();
}

/// Pushes what the elements of dialogs tell people.
fn push_words(element: &Element<'_>, has_code: &mut bool, sink: &mut dyn Sink) {
    for (name, value) in element.iter() {
        if matches!(name, "title" | "help-text") || (name == "value" && element.name != "property")
        {
            push_code(value, "dialog", has_code, sink);
        }
    }
}

/// Pushes a text of the macros, into a container of their own.
fn push_code(text: &str, place: &str, has_code: &mut bool, sink: &mut dyn Sink) {
    if text.trim().is_empty() {
        return;
    }
    if !std::mem::replace(has_code, true) {
        sink.open(Container::text("macros", Layer::Macro));
    }
    sink.push(Fragment::new(text, Layer::Macro, Place::Named(place)));
}

/// The sections of a document, whose texts are told or name fonts.
const SECTIONS: &[&str] = &[
    "",
    "automatic-styles",
    "body",
    "font-face-decls",
    "master-styles",
    "meta",
    OBJECT,
    "scripts",
    "settings",
    "styles",
];

/// What the inside of an object is called here: a chart or a text of its own,
/// with sections like those of the document.
const OBJECT: &str = "object";

/// The section of the document that the walk is in.
#[derive(Default)]
struct Section {
    depth: usize,
    name: String,
    /// How deep the object lies that the walk is in, and the section around it.
    object: Option<(usize, String)>,
    /// How many objects began so far.
    objects: usize,
}

impl Section {
    /// Whether its tables, styles, headers and footers are those of the document.
    fn is_content(&self) -> bool {
        matches!(self.name.as_str(), "body" | "styles" | "automatic-styles" | "master-styles")
    }

    /// Takes note of where the walk is; gives the container of a section that begins.
    fn pass(&mut self, node: &Node<'_>) -> Option<Container<'static>> {
        match node {
            Node::Open(element) => {
                self.depth += 1;
                return self.begin(element.name);
            }
            Node::Close(_) => self.end(),
            Node::Text(_) => {}
        }
        None
    }

    fn begin(&mut self, element: &str) -> Option<Container<'static>> {
        if element == "document" && self.depth > 1 && self.object.is_none() {
            self.objects += 1;
            self.object = Some((self.depth, std::mem::replace(&mut self.name, OBJECT.to_owned())));
            return None;
        }
        if self.depth != 2 {
            return None;
        }
        element.clone_into(&mut self.name);
        container(element)
    }

    fn end(&mut self) {
        if let Some((_, name)) = self.object.take_if(|object| object.0 == self.depth) {
            self.name = name;
        }
        self.depth = self.depth.saturating_sub(1);
    }
}

fn container(section: &str) -> Option<Container<'static>> {
    match section {
        "meta" => Some(Container::text("properties", Layer::Property)),
        "settings" => Some(Container::text("settings", Layer::PrinterSettings)),
        _ => None,
    }
}
