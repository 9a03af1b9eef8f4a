//! The parts beside the content: properties, settings, objects, pictures,
//! macros, older versions.

use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::package::Package;
use crate::read::strings::printable;
use crate::read::xml::{self, Element, Node};

/// The properties of `meta.xml` that hold words (OpenDocument 1.3 part 3,
/// 4.3), and the names under which every format gives them.
const PROPERTIES: &[(&str, &str)] = &[
    ("initial-creator", "creator"),
    ("creator", "last-modified-by"),
    ("printed-by", "printed-by"),
    ("title", "title"),
    ("subject", "subject"),
    ("description", "description"),
    ("keyword", "keywords"),
    ("user-defined", "custom property"),
];

/// Pushes every part that nobody took.
pub(super) fn push(package: &mut Package<'_>, sink: &mut dyn Sink) {
    for name in package.rest() {
        if let Err(reason) = push_part(package, &name, sink) {
            sink.gap(Gap::part(&name, reason));
        }
    }
}

fn push_part(package: &mut Package<'_>, name: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    let claimed = package.claimed_size(name);
    if is_without_text(name) || claimed == Some(0) && name.starts_with("Configurations2/") {
        package.pass(name);
        return Ok(());
    }
    let Some(bytes) = package.take(name)? else { return Ok(()) };
    let file = name.rsplit('/').next().unwrap_or(name);
    match (name.split('/').next().unwrap_or_default(), file) {
        (_, "meta.xml") => properties(&bytes, sink),
        (_, "settings.xml") => settings(&bytes, sink),
        ("VersionList.xml", _) => versions(&bytes, sink),
        ("Thumbnails", _) => {
            note_thumbnail(name, sink);
            Ok(())
        }
        ("Pictures" | "Versions" | "Scripts" | "media", _) => {
            sink.enclose(Enclosure { name, bytes: &bytes });
            Ok(())
        }
        ("Basic" | "Dialogs", _) => texts(&bytes, name, Layer::Macro, sink),
        ("META-INF", _) => texts(&bytes, name, Layer::Signature, sink),
        ("ObjectReplacements", _) => {
            replacement(&bytes, name, sink);
            Ok(())
        }
        (_, "content.xml") => object(&bytes, name, sink),
        (object, _) if object.starts_with("Object") => {
            sink.enclose(Enclosure { name, bytes: &bytes });
            Ok(())
        }
        _ => {
            printable(&bytes, Layer::UnknownPart, name, sink);
            Err(Reason::UnknownFormat)
        }
    }
}

/// Whether a part is known to hold no text of the document's own: its own
/// kind, the list of macro modules, styles of objects, a cache of the layout.
fn is_without_text(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    matches!(file, "mimetype" | "manifest.rdf" | "layout-cache" | "script-lc.xml" | "dialog-lc.xml")
        || matches!(file, "script-lb.xml" | "dialog-lb.xml")
        || (name.starts_with("Object") && file == "styles.xml")
}

/// Notes the picture of the first page: it is there, without a text of its own.
fn note_thumbnail(name: &str, sink: &mut dyn Sink) {
    let container = Container::text(name, Layer::Thumbnail);
    sink.open(container.remarked("a picture of the first page as it was when last saved"));
    sink.close();
}

/// Pushes the properties of `meta.xml`.
fn properties(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
    sink.open(Container::text("properties", Layer::Property));
    let mut properties = Properties::default();
    let outcome = xml::walk(bytes, |node| properties.visit(&node, sink));
    sink.close();
    outcome
}

/// The properties while they are read.
#[derive(Default)]
pub(super) struct Properties {
    named: Option<&'static str>,
}

impl Properties {
    /// Takes a piece of the properties.
    pub(super) fn visit(&mut self, node: &Node<'_>, sink: &mut dyn Sink) {
        match node {
            Node::Open(element) => {
                let row = PROPERTIES.iter().find(|row| row.0 == element.name);
                self.named = row.map(|row| row.1);
                if element.name == "template" {
                    push_text(sink, element.text("href"), Layer::SavePath, "template");
                }
            }
            Node::Text(text) => {
                push_text(sink, text, Layer::Property, self.named.unwrap_or_default());
            }
            Node::Close(_) => self.named = None,
        }
    }
}

/// Pushes a text that has a name.
fn push_text(sink: &mut dyn Sink, text: &str, layer: Layer, place: &str) {
    if !text.trim().is_empty() && !place.is_empty() {
        sink.push(Fragment::new(text, layer, Place::Named(place)));
    }
}

/// Pushes the printer and the data source that `settings.xml` names.
fn settings(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
    sink.open(Container::text("settings", Layer::PrinterSettings));
    let mut settings = Settings::default();
    let outcome = xml::walk(bytes, |node| settings.visit(&node, sink));
    sink.close();
    outcome
}

/// The settings while they are read.
#[derive(Default)]
pub(super) struct Settings {
    named: Option<(Layer, &'static str)>,
}

impl Settings {
    /// Takes a piece of the settings.
    pub(super) fn visit(&mut self, node: &Node<'_>, sink: &mut dyn Sink) {
        match node {
            Node::Open(element) => self.named = setting(element),
            Node::Text(text) => {
                if let Some((layer, place)) = self.named {
                    push_text(sink, text, layer, place);
                }
            }
            Node::Close(_) => self.named = None,
        }
    }
}

/// What a setting says of the document's surroundings, if anything.
fn setting(element: &Element<'_>) -> Option<(Layer, &'static str)> {
    match element.text("name") {
        "PrinterName" => Some((Layer::PrinterSettings, "printer")),
        "CurrentDatabaseDataSource" => Some((Layer::Connection, "data source")),
        "PrintFaxName" => Some((Layer::PrinterSettings, "fax")),
        _ => None,
    }
}

/// Pushes who saved which earlier version, and the comment on it.
fn versions(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
    sink.open(Container::text("versions", Layer::Revision));
    let outcome = xml::walk(bytes, |node| {
        let Node::Open(element) = node else { return };
        for attribute in ["creator", "comment", "title"] {
            if let Some(text) = element.get(attribute).filter(|text| !text.is_empty()) {
                sink.push(Fragment::new(text, Layer::Revision, Place::Named(attribute)));
            }
        }
    });
    sink.close();
    outcome
}

/// Pushes the texts of an object: the cached data of a chart, or a document.
fn object(bytes: &[u8], name: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    let is_chart = memchr::memmem::find(bytes, b"<office:chart").is_some();
    texts(bytes, name, if is_chart { Layer::ChartCache } else { Layer::Embedded }, sink)
}

/// Pushes the picture that stands for an object.
fn replacement(bytes: &[u8], name: &str, sink: &mut dyn Sink) {
    if bytes.starts_with(b"\x89PNG") {
        sink.enclose(Enclosure { name, bytes });
    } else {
        printable(bytes, Layer::Embedded, name, sink);
    }
}

/// Pushes all texts of an XML part, each in a place of its own line.
fn texts(bytes: &[u8], name: &str, layer: Layer, sink: &mut dyn Sink) -> Result<(), Reason> {
    sink.open(Container::text(name, layer));
    let outcome = xml::walk(bytes, |node| {
        let Node::Text(text) = node else { return };
        if !text.trim().is_empty() {
            sink.push(Fragment::new(text.trim(), layer, Place::Whole));
        }
    });
    sink.close();
    outcome
}
