//! XML that is no format of its own: elements that repeat are records of a
//! table, whatever else there is is text with its path.
//!
//! Entities are never expanded: one that is not predefined is a gap.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::encoding::Encoded;
use super::markup::{self, character, push_markup, unescaped};
use super::text::push_lines;
use super::tree::{Mark, Pass, Tables, Walk};
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Gap, Layer, Reason, Sink};

/// XML of any vocabulary, by its bytes: its files carry any extension.
pub(super) const FORMAT: Format = Format {
    name: "xml",
    extensions: &["xml", "txt"],
    sniff: |artefact| is_xml(artefact.bytes()),
    read,
};

/// How deep elements may lie in elements.
const DEEPEST: usize = 256;

/// The bytes at the front in which the declaration names an encoding.
const DECLARATION: usize = 256;

/// Whether the bytes begin like XML: with a declaration, or with a tag that
/// ends with its own end.
fn is_xml(bytes: &[u8]) -> bool {
    let Some(head) = Encoded::head(bytes) else { return false };
    let start = head.trim_start();
    if start.starts_with("<?xml") || start.starts_with("<!DOCTYPE") {
        return true;
    }
    let name: String = start.chars().skip(1).take_while(|it| !" \t\r\n/>".contains(*it)).collect();
    let is_tag = start.starts_with('<') && name.starts_with(|it: char| it.is_ascii_alphabetic());
    let tail = bytes.trim_ascii_end();
    is_tag && (tail.ends_with(format!("</{name}>").as_bytes()) || tail.ends_with(b"/>"))
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    let text = Encoded::of(bytes).ok_or(Reason::UnknownFormat)?.labelled(label(bytes));
    if let Err(too_large) = text.may_be_whole(budget) {
        push_lines(&text, "", Layer::Body, sink);
        return Err(too_large);
    }
    if let Err(detail) = push_elements(&text.whole(), sink) {
        sink.gap(Gap::whole(Reason::Malformed { format: "XML", detail }));
        push_markup(&text, "", Layer::Body, sink);
    }
    Ok(())
}

/// The encoding that the declaration names; empty without one.
fn label(bytes: &[u8]) -> &str {
    let front = bytes.get(..DECLARATION).unwrap_or(bytes);
    let end = front.iter().position(|byte| *byte == b'>').unwrap_or(front.len());
    let declaration = std::str::from_utf8(&front[..end]).unwrap_or_default();
    let after = declaration.split_once("encoding=").map_or("", |(_, after)| after);
    after.split(['"', '\'']).nth(1).unwrap_or_default()
}

/// Pushes the elements of a text, and says where it breaks if it does.
fn push_elements(text: &str, sink: &mut dyn Sink) -> Result<(), String> {
    let mut shape = Shape::default();
    // The last walk meets the same error, and tells of it.
    let _ = walk(text, &mut |event| shape.take(event));
    let records = shape.records();
    let mut tables = Tables::default();
    let mut survey = Telling::new(Walk::new("", Pass::Survey(&mut tables)), &records);
    let _ = walk(text, &mut |event| survey.take(event));
    let mut telling = Telling::new(Walk::new("", Pass::Tell(&tables, sink)), &records);
    let outcome = walk(text, &mut |event| telling.take(event));
    let entities = telling.end();
    tables.limit().into_iter().for_each(|reason| sink.gap(Gap::whole(reason)));
    outcome?;
    if entities > 0 {
        return Err(format!("{entities} entities of its own are not expanded"));
    }
    Ok(())
}

/// Walks over a text, and says where it breaks if it does.
fn walk(text: &str, take: &mut dyn FnMut(Event<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event();
        // The error's own words quote the text.
        let event = event.map_err(|_| format!("byte {}", reader.error_position() + 1))?;
        match event {
            Event::Start(_) if depth == DEEPEST => {
                return Err(format!("its elements lie more than {DEEPEST} deep"));
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof if depth > 0 => return Err("it ends before its elements do".to_owned()),
            Event::Eof => return Ok(()),
            _ => {}
        }
        take(event);
    }
}

/// The name of an element without its prefix.
fn local_name(element: &BytesStart<'_>) -> String {
    element.local_name().as_ref().to_owned()
}

/// The attributes of an element, namespaces left out.
fn attributes(element: &BytesStart<'_>) -> Vec<(String, String)> {
    let attributes = element.attributes_raw();
    let named = markup::attributes(attributes).filter(|(name, _)| !name.starts_with("xmlns"));
    named.map(|(name, value)| (name.to_owned(), unescaped(value).into_owned())).collect()
}

/// Which elements repeat, and which have something within them: those that do
/// both are records.
#[derive(Default)]
struct Shape {
    path: String,
    /// The length of the path to each open element, and its children's names.
    open: Vec<(usize, BTreeSet<String>)>,
    repeated: BTreeSet<String>,
    structured: BTreeSet<String>,
}

impl Shape {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(element) => self.enter(&element),
            Event::Empty(element) => {
                self.enter(&element);
                self.leave();
            }
            Event::End(_) => self.leave(),
            _ => {}
        }
    }

    fn enter(&mut self, element: &BytesStart<'_>) {
        let name = local_name(element);
        let length = self.path.len();
        if !self.open.is_empty() && !self.structured.contains(&self.path) {
            self.structured.insert(self.path.clone());
        }
        self.path.push('/');
        self.path.push_str(&name);
        let siblings = self.open.last_mut().map(|(_, names)| names);
        if siblings.is_some_and(|names| !names.insert(name)) {
            self.repeated.insert(self.path.clone());
        }
        if !attributes(element).is_empty() {
            self.structured.insert(self.path.clone());
        }
        self.open.push((length, BTreeSet::new()));
    }

    fn leave(&mut self) {
        if let Some((length, _)) = self.open.pop() {
            self.path.truncate(length);
        }
    }

    /// The paths of the records.
    fn records(&self) -> BTreeSet<String> {
        self.repeated.intersection(&self.structured).cloned().collect()
    }
}

/// The elements on their way into a sink.
struct Telling<'p> {
    walk: Walk<'p>,
    records: &'p BTreeSet<String>,
    open: Vec<Mark>,
    text: String,
    entities: usize,
}

impl<'p> Telling<'p> {
    fn new(walk: Walk<'p>, records: &'p BTreeSet<String>) -> Self {
        Telling { walk, records, open: Vec::new(), text: String::new(), entities: 0 }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(element) => self.enter(&element),
            Event::Empty(element) => {
                self.enter(&element);
                self.leave();
            }
            Event::End(_) => self.leave(),
            Event::Text(text) => self.text.push_str(&text),
            Event::CData(text) => self.text.push_str(&text),
            Event::GeneralRef(name) => self.resolve(&name),
            Event::Comment(text) => self.walk.text(&text, Layer::MarkupComment),
            Event::DocType(text) => self.walk.text(&text, Layer::MarkupComment),
            Event::PI(text) => self.walk.text(&text, Layer::MarkupComment),
            Event::Decl(_) | Event::Eof => {}
        }
    }

    fn enter(&mut self, element: &BytesStart<'_>) {
        self.flush();
        let step = format!("/{}", local_name(element));
        self.open.push(self.walk.enter(&step, &step));
        if self.records.contains(self.walk.plain()) {
            self.walk.record();
        }
        for (name, value) in attributes(element) {
            let step = format!("/@{name}");
            let mark = self.walk.enter(&step, &step);
            self.walk.value(&value);
            self.walk.leave(mark);
        }
    }

    /// Leaves an element, and the table of its children with it.
    fn leave(&mut self) {
        self.flush();
        self.walk.end_records();
        if let Some(mark) = self.open.pop() {
            self.walk.leave(mark);
        }
    }

    /// Puts the character of a reference in its place; an entity stays a name.
    fn resolve(&mut self, name: &str) {
        match character(name) {
            Some(letter) => self.text.push(letter),
            None => {
                self.entities += 1;
                self.text.push_str(&format!("&{name};"));
            }
        }
    }

    fn flush(&mut self) {
        self.walk.value(self.text.trim());
        self.text.clear();
    }

    /// Ends the walk, and says how many entities were met.
    fn end(self) -> usize {
        self.walk.end();
        self.entities
    }
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn the_declaration_names_the_encoding() {
        let cases: &[(&[u8], &str)] = &[
            (b"<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "ISO-8859-1"),
            (b"<?xml version=\"1.0\"?><a encoding='x'/>", ""),
            (b"", ""),
        ];
        for (bytes, expected) in cases {
            assert_eq!(label(bytes), *expected, "{bytes:?}");
        }
    }
}
