//! Reads ods, the spreadsheets of OpenDocument (OpenDocument 1.3): a zip with
//! the tables in `content.xml`, walked as it is unpacked.

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
mod reference;
mod row;
mod scope;
mod styles;
mod table;

use self::content::{Content, Survey};
pub(super) use self::flat::FORMAT as FLAT;
use self::occupied::Occupied;
use self::styles::Styles;
use super::package::Package;
use super::xml::Node;
use super::{Budget, Format, xml};
use crate::artefact::Artefact;
use crate::document::{Gap, Layer, Reason, Sink};

/// The media type of spreadsheets and of their templates, which stands at the
/// front of the zip (OpenDocument 1.3 part 2, 3.3).
const MEDIA_TYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Where the zip's first entry has its name, and behind it its bytes.
const FIRST_NAME: usize = 30;

/// Spreadsheets of OpenDocument.
pub(super) const FORMAT: Format = Format { name: "ods", extensions: &["ods", "ots"], sniff, read };

/// Whether the zip begins with the media type, or has it in a part of its own.
fn sniff(artefact: &Artefact<'_>) -> bool {
    let bytes = artefact.bytes();
    if !bytes.starts_with(b"PK\x03\x04") {
        return false;
    }
    let front = bytes.get(FIRST_NAME..).unwrap_or_default();
    if let Some(media_type) = front.strip_prefix(b"mimetype") {
        return media_type.starts_with(MEDIA_TYPE) || is_named_inside(bytes);
    }
    is_named_inside(bytes)
}

/// Whether the part with the media type names a spreadsheet.
fn is_named_inside(bytes: &[u8]) -> bool {
    let budget = Budget::new(super::Limits::default());
    let Ok(mut package) = Package::open(bytes, &budget) else { return false };
    let is_short = package.claimed_size("mimetype").is_some_and(|size| size < 256);
    is_short && matches!(package.take("mimetype"), Ok(Some(it)) if it.starts_with(MEDIA_TYPE))
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut package = Package::open(artefact.bytes(), budget)?;
    if let Some(reason) = package.contradiction() {
        sink.gap(Gap::whole(reason));
    }
    package.unlock()?;
    let mut twin = package.twin();
    let styles = styles(&mut twin);
    let mut survey = |table| occupied(&mut twin, table);
    let mut tables = Vec::new();
    match push_content(&mut package, "content.xml", styles, &mut survey, sink) {
        Ok(known) => tables = known,
        Err(reason) => sink.gap(Gap::part("content.xml", reason)),
    }
    let styles = Styles::default();
    if let Err(reason) = push_content(&mut package, "styles.xml", styles, &mut survey, sink) {
        sink.gap(Gap::part("styles.xml", reason));
    }
    parts::push(&mut package, &tables, sink);
    Ok(())
}

/// The styles with names of their own, which those of the content take after.
/// What is damaged here is a gap when it is read for its headers.
fn styles(package: &mut Package<'_>) -> Styles {
    let mut styles = Styles::default();
    if let Ok(Some(stream)) = package.stream("styles.xml") {
        let _ = xml::walk_stream(stream, |node| match &node {
            Node::Open(element) => styles.open(element),
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
