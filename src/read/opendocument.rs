//! Reads OpenDocument (OpenDocument 1.3): spreadsheets, texts, slides and drawings,
//! each a zip with what it shows in `content.xml`, walked as it is unpacked.

mod attributes;
mod changes;
mod content;
mod flat;
mod formats;
mod meta;
mod objects;
mod occupied;
mod parts;
mod pictures;
mod pilots;
mod prose;
mod reference;
mod row;
mod scope;
mod styles;
mod table;

use self::content::{Content, Survey};
pub(super) use self::flat::{FLAT_DRAWING, FLAT_SLIDES, FLAT_TABLES, FLAT_TEXT};
use self::occupied::Occupied;
use self::prose::Prose;
use self::styles::Styles;
use super::package::Package;
use super::xml::Node;
use super::{Budget, Format, xml};
use crate::artefact::Artefact;
use crate::document::{Gap, Layer, Reason, Sink};

/// The front of the media types of spreadsheets and of their templates, one of
/// which stands at the front of the zip (OpenDocument 1.3 part 2, 3.3).
const TABLES: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Those of texts, of their templates and of master documents.
const TEXT: &str = "application/vnd.oasis.opendocument.text";

/// Those of slides.
const SLIDES: &str = "application/vnd.oasis.opendocument.presentation";

/// Those of drawings.
const DRAWING: &str = "application/vnd.oasis.opendocument.graphics";

/// Where the zip's first entry has its name, and behind it its bytes.
const FIRST_NAME: usize = 30;

/// Spreadsheets of OpenDocument.
pub(super) const ODS: Format = Format {
    name: "ods",
    extensions: &["ods", "ots"],
    sniff: |artefact| is_of(artefact, TABLES),
    read: |artefact, budget, sink| read(artefact, budget, push_tables, sink),
};

/// Texts of OpenDocument.
pub(super) const ODT: Format = Format {
    name: "odt",
    extensions: &["odt", "ott", "odm"],
    sniff: |artefact| is_of(artefact, TEXT),
    read: |artefact, budget, sink| read(artefact, budget, push_prose, sink),
};

/// Slides of OpenDocument.
pub(super) const ODP: Format = Format {
    name: "odp",
    extensions: &["odp", "otp"],
    sniff: |artefact| is_of(artefact, SLIDES),
    read: |artefact, budget, sink| read(artefact, budget, push_prose, sink),
};

/// Drawings of OpenDocument.
pub(super) const ODG: Format = Format {
    name: "odg",
    extensions: &["odg", "otg"],
    sniff: |artefact| is_of(artefact, DRAWING),
    read: |artefact, budget, sink| read(artefact, budget, push_prose, sink),
};

/// Whether the zip begins with a media type, or has it in a part of its own.
fn is_of(artefact: &Artefact<'_>, kind: &str) -> bool {
    let bytes = artefact.bytes();
    if !bytes.starts_with(b"PK\x03\x04") {
        return false;
    }
    let front = bytes.get(FIRST_NAME..).unwrap_or_default();
    if let Some(media_type) = front.strip_prefix(b"mimetype") {
        return media_type.starts_with(kind.as_bytes()) || is_named_inside(bytes, kind);
    }
    is_named_inside(bytes, kind)
}

/// Whether the part with the media type names this kind.
fn is_named_inside(bytes: &[u8], kind: &str) -> bool {
    let budget = Budget::new(super::Limits::default());
    let Ok(mut package) = Package::open(bytes, &budget) else { return false };
    let is_short = package.claimed_size("mimetype").is_some_and(|size| size < 256);
    let kind = kind.as_bytes();
    is_short && matches!(package.take("mimetype"), Ok(Some(it)) if it.starts_with(kind))
}

/// Pushes the content and what stands at the edges of pages; gives the tables of a
/// spreadsheet with their layers.
type Push = fn(&mut Package<'_>, &mut dyn Sink) -> Vec<(String, Layer)>;

fn read(
    artefact: &Artefact<'_>,
    budget: &Budget,
    push: Push,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let mut package = Package::open(artefact.bytes(), budget)?;
    if let Some(reason) = package.contradiction() {
        sink.gap(Gap::whole(reason));
    }
    package.unlock()?;
    let tables = push(&mut package, sink);
    parts::push(&mut package, &tables, sink);
    Ok(())
}

fn push_tables(package: &mut Package<'_>, sink: &mut dyn Sink) -> Vec<(String, Layer)> {
    let mut twin = package.twin();
    let styles = styles(&mut twin);
    let mut survey = |table| occupied(&mut twin, table);
    let mut tables = Vec::new();
    match push_content(package, "content.xml", styles, &mut survey, sink) {
        Ok(known) => tables = known,
        Err(reason) => sink.gap(Gap::part("content.xml", reason)),
    }
    let styles = Styles::default();
    if let Err(reason) = push_content(package, "styles.xml", styles, &mut survey, sink) {
        sink.gap(Gap::part("styles.xml", reason));
    }
    tables
}

/// The same of texts, slides and drawings.
fn push_prose(package: &mut Package<'_>, sink: &mut dyn Sink) -> Vec<(String, Layer)> {
    let mut twin = package.twin();
    for part in ["content.xml", "styles.xml"] {
        if part == "styles.xml" && !package.has(part) {
            continue;
        }
        let mut prose = Prose::new(styles(&mut twin), sink);
        let outcome = match package.stream(part) {
            Ok(Some(stream)) => xml::walk_whole_stream(stream, |piece| prose.take(&piece)),
            Ok(None) => Err(Reason::Truncated),
            Err(reason) => Err(reason),
        };
        prose.end();
        if let Err(reason) = outcome {
            sink.gap(Gap::part(part, reason));
        }
    }
    Vec::new()
}

/// The styles with names of their own, which those of the content take after.
/// What is damaged here is a gap when it is read for its headers.
fn styles(package: &mut Package<'_>) -> Styles {
    let mut styles = Styles::default();
    if let Ok(Some(stream)) = package.stream("styles.xml") {
        let _ = xml::walk_stream(stream, |node| match &node {
            Node::Open(element) => {
                styles.open_master(element);
                styles.open(element);
            }
            Node::Close(name) => styles.close(name),
            Node::Text(text) => styles.text(text),
        });
    }
    styles
}

/// The columns of a table that hold something. What is damaged is a gap when the
/// table itself is read so far.
fn occupied(package: &mut Package<'_>, table: usize) -> Vec<u32> {
    let mut occupied = Occupied::of(table);
    if let Ok(Some(stream)) = package.stream("content.xml") {
        let _ = xml::walk_stream(stream, |node| occupied.visit(&node));
    }
    occupied.columns()
}

/// Pushes what is in the content, or in the styles: their headers and footers.
/// Gives the tables with their layers.
fn push_content(
    package: &mut Package<'_>,
    name: &str,
    styles: Styles,
    survey: Survey<'_>,
    sink: &mut dyn Sink,
) -> Result<Vec<(String, Layer)>, Reason> {
    let Some(stream) = package.stream(name)? else {
        return if name == "content.xml" { Err(Reason::Truncated) } else { Ok(Vec::new()) };
    };
    let mut content = Content::new(styles, survey, sink);
    let outcome = xml::walk_whole_stream(stream, |piece| content.take(&piece));
    let tables = content.end();
    outcome.map(|()| tables)
}
