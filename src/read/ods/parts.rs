//! The parts beside the content: properties, settings, objects, pictures,
//! macros, older versions.

use super::meta::{Properties, Settings};
use super::objects;
use super::pictures;
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::package::Package;
use crate::read::strings::printable;
use crate::read::xlsx::signature::push_signature;
use crate::read::xml::{self, Element, Node, Piece};

/// What the attributes of macros, dialogs and menus tell people.
const WORDS: &[&str] = &["value", "title", "help-text", "text", "label", "href", "echochar"];

/// Pushes every part that nobody took; `tables` are those of the document.
pub(super) fn push(package: &mut Package<'_>, tables: &[(String, Layer)], sink: &mut dyn Sink) {
    for name in package.rest() {
        if let Err(reason) = push_part(package, &name, tables, sink) {
            sink.gap(Gap::part(&name, reason));
        }
    }
}

fn push_part(
    package: &mut Package<'_>,
    name: &str,
    tables: &[(String, Layer)],
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    if matches!(name, "mimetype" | "layout-cache") {
        package.pass(name);
        return Ok(());
    }
    let Some(bytes) = package.take(name)? else { return Ok(()) };
    if bytes.is_empty() {
        return Ok(());
    }
    let file = name.rsplit('/').next().unwrap_or(name);
    match (name.split('/').next().unwrap_or_default(), file) {
        (_, "meta.xml") => properties(&bytes, sink),
        (_, "settings.xml") => settings(&bytes, tables, sink),
        ("VersionList.xml", _) => versions(&bytes, sink),
        ("Thumbnails", _) => note_thumbnail(name, sink),
        ("Pictures" | "Versions" | "media", _) => enclose(&bytes, name, sink),
        ("Basic" | "Dialogs", _) => texts(&bytes, name, Layer::Macro, sink),
        ("Scripts", _) => scan(&bytes, name, Layer::Macro, sink),
        ("Configurations2", _) if file.ends_with(".xml") => {
            texts(&bytes, name, Layer::CustomXml, sink)
        }
        ("Configurations2", _) => enclose(&bytes, name, sink),
        ("META-INF", _) if file.contains("signatures") => push_signature(&bytes, name, sink),
        ("META-INF", _) => texts(&bytes, name, Layer::Signature, sink),
        ("ObjectReplacements", _) if bytes.starts_with(b"\x89PNG") => enclose(&bytes, name, sink),
        ("ObjectReplacements", _) => {
            let is_read = package.has(&format!("{file}/content.xml"));
            let layer = if is_read { Layer::TextBox } else { Layer::Embedded };
            pictures::push(&bytes, name, layer, sink);
            Ok(())
        }
        (folder, "content.xml") => objects::push(&bytes, folder, tables, sink),
        (folder, "styles.xml") => objects::push(&bytes, folder, tables, sink),
        _ if file.ends_with(".rdf") => about(&bytes, name, sink),
        (object, _) if object.starts_with("Object") => enclose(&bytes, name, sink),
        _ => {
            printable(&bytes, Layer::UnknownPart, name, sink);
            Err(Reason::UnknownFormat)
        }
    }
}

fn enclose(bytes: &[u8], name: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    sink.enclose(Enclosure { name, bytes });
    Ok(())
}

fn scan(bytes: &[u8], name: &str, layer: Layer, sink: &mut dyn Sink) -> Result<(), Reason> {
    printable(bytes, layer, name, sink);
    Ok(())
}

/// Notes the picture of the first page: it is there, without a text of its own.
fn note_thumbnail(name: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    let container = Container::text(name, Layer::Thumbnail);
    sink.open(container.remarked("a picture of the first page as it was when last saved"));
    sink.close();
    Ok(())
}

/// Pushes the properties of `meta.xml`.
fn properties(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
    sink.open(Container::text("properties", Layer::Property));
    let mut properties = Properties::default();
    let outcome = xml::walk_whole(bytes, |piece| match piece {
        Piece::Node(node) => properties.visit(&node, sink),
        Piece::Aside(text) => push_aside(text, sink),
    });
    sink.close();
    outcome
}

/// Pushes the printer, the data source and the paths that `settings.xml` names.
fn settings(bytes: &[u8], tables: &[(String, Layer)], sink: &mut dyn Sink) -> Result<(), Reason> {
    sink.open(Container::text("settings", Layer::PrinterSettings));
    let mut settings = Settings::default();
    let outcome = xml::walk_whole(bytes, |piece| match piece {
        Piece::Node(node) => settings.visit(&node, sink),
        Piece::Aside(text) => push_aside(text, sink),
    });
    settings.end(tables, sink);
    outcome
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

/// Pushes all texts of an XML part, and the attributes that tell people something.
fn texts(bytes: &[u8], name: &str, layer: Layer, sink: &mut dyn Sink) -> Result<(), Reason> {
    sink.open(Container::text(name, layer));
    let mut push = |text: &str, layer| {
        if text.contains(char::is_alphanumeric) {
            sink.push(Fragment::new(text.trim(), layer, Place::Whole));
        }
    };
    let outcome = xml::walk_whole(bytes, |piece| match piece {
        Piece::Node(Node::Text(text)) => push(text, layer),
        Piece::Node(Node::Open(element)) => {
            let own = element.iter().filter(|it| WORDS.contains(&it.0));
            let is_command = |text: &str| text.starts_with(".uno:") || text.starts_with("private:");
            own.filter(|it| !is_command(it.1)).for_each(|it| push(it.1, layer));
        }
        Piece::Node(Node::Close(_)) => {}
        Piece::Aside(text) => push(text, Layer::MarkupComment),
    });
    sink.close();
    outcome
}

/// Pushes what the metadata of the package says beside which parts there are.
fn about(bytes: &[u8], name: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut is_open = false;
    let mut push = |text: &str| {
        if text.contains(char::is_alphanumeric) {
            if !std::mem::replace(&mut is_open, true) {
                sink.open(Container::text(name, Layer::CustomXml));
            }
            sink.push(Fragment::new(text.trim(), Layer::CustomXml, Place::Whole));
        }
    };
    let outcome = xml::walk_whole(bytes, |piece| match piece {
        Piece::Node(Node::Text(text)) | Piece::Aside(text) => push(text),
        Piece::Node(Node::Open(element)) => foreign(element).for_each(&mut push),
        Piece::Node(Node::Close(_)) => {}
    });
    sink.close();
    outcome
}

/// The addresses in the metadata that are none of the standard's own, and no
/// parts of the package.
fn foreign<'e>(element: &'e Element<'_>) -> impl Iterator<Item = &'e str> {
    let values = element.iter().map(|it| it.1);
    let is_own = |it: &str| it.contains("docs.oasis-open.org") || it.contains("www.w3.org");
    values.filter(move |it| !is_own(it) && (it.contains("://") || it.contains("mailto:")))
}

fn push_aside(text: &str, sink: &mut dyn Sink) {
    if text.contains(char::is_alphanumeric) {
        sink.push(Fragment::new(text.trim(), Layer::MarkupComment, Place::Named("comment")));
    }
}
