//! Flat spreadsheets of OpenDocument: content, properties and settings in one XML
//! document (OpenDocument 1.3 part 3, 3.1.2), pictures in base64 among them.

use super::content::Content;
use super::parts::{Properties, Settings};
use super::styles::Styles;
use crate::artefact::Artefact;
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::base64;
use crate::read::encoding::Encoded;
use crate::read::xml::{self, Node};
use crate::read::{Budget, Format};

/// What the root of a flat spreadsheet says that it is.
const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Spreadsheets of OpenDocument in one XML document.
pub(in crate::read) const FORMAT: Format =
    Format { name: "fods", extensions: &["fods", "ots", "xml"], sniff, read };

/// Whether the root is a document of that media type.
fn sniff(artefact: &Artefact<'_>) -> bool {
    let Some(head) = Encoded::head(artefact.bytes()) else { return false };
    let root = head.split_once(":document ").map_or("", |(_, after)| after);
    let root = root.split_once('>').map_or(root, |(root, _)| root);
    head.trim_start().starts_with('<') && root.contains(MEDIA_TYPE)
}

/// Walks once for each section that has a container of its own.
fn read(artefact: &Artefact<'_>, _budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    let mut content = Content::new(Styles::default(), sink);
    let mut pictures = Vec::new();
    let mut section = Section::default();
    let outcome = xml::walk(bytes, |node| {
        section.pass(&node);
        match node {
            Node::Text(text) if section.is_binary => pictures.push(base64::decoded(text)),
            _ if section.is_content() => content.visit(&node),
            _ => {}
        }
    });
    content.end();
    sink.close();
    push_beside(bytes, sink);
    for (number, picture) in (1..).zip(pictures) {
        let name = format!("picture {number}");
        match picture {
            Some(bytes) => sink.enclose(Enclosure { name: &name, bytes: &bytes }),
            None => sink.gap(Gap::part(name, Reason::Truncated)),
        }
    }
    outcome
}

/// Pushes the properties, the settings and the macros. What breaks the document
/// was told when its content was read.
fn push_beside(bytes: &[u8], sink: &mut dyn Sink) {
    let (mut properties, mut settings) = (Properties::default(), Settings::default());
    let mut section = Section::default();
    let _ = xml::walk(bytes, |node| {
        if let Some(container) = section.pass(&node) {
            sink.open(container);
        }
        match (section.name.as_str(), &node) {
            ("meta", _) => properties.visit(&node, sink),
            ("settings", _) => settings.visit(&node, sink),
            (OBJECT, Node::Text(text)) if !text.trim().is_empty() && !section.is_binary => {
                sink.push(Fragment::new(text, Layer::Embedded, Place::Whole));
            }
            ("scripts", Node::Text(text)) if !text.trim().is_empty() => {
                sink.push(Fragment::new(text, Layer::Macro, Place::Whole));
            }
            _ => {}
        }
    });
    sink.close();
}

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
    is_binary: bool,
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
                self.is_binary = element.name == "binary-data";
                return self.begin(element.name);
            }
            Node::Close(_) => self.end(),
            Node::Text(_) => {}
        }
        None
    }

    fn begin(&mut self, element: &str) -> Option<Container<'static>> {
        if element == "document" && self.depth > 1 && self.object.is_none() {
            self.object = Some((self.depth, std::mem::replace(&mut self.name, OBJECT.to_owned())));
            return container(OBJECT);
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
        self.is_binary = false;
    }
}

fn container(section: &str) -> Option<Container<'static>> {
    match section {
        OBJECT => Some(Container::text("object", Layer::Embedded)),
        "meta" => Some(Container::text("properties", Layer::Property)),
        "settings" => Some(Container::text("settings", Layer::PrinterSettings)),
        "scripts" => Some(Container::text("macros", Layer::Macro)),
        _ => None,
    }
}
