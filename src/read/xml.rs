//! The XML parts of a package, told as elements and texts by their local names:
//! producers choose the prefixes, and Strict files the namespaces.
//!
//! No entity but the five of XML is expanded; a part that needs another one is
//! malformed.

mod stream;

use std::borrow::Cow;

use encoding_rs::Encoding;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::{Reader, XmlVersion};

use crate::document::Reason;

pub(super) use stream::{walk_stream, walk_whole_stream};

/// The deepest that elements may lie in each other. No known producer comes near.
const DEEPEST: usize = 256;

/// The bytes at the front of a part in which its encoding is declared.
const DECLARATION: usize = 256;

/// Instructions that say which program a file is for, and how it looks there.
const FOR_PROGRAMS: &[&str] = &["mso-application", "xml-stylesheet", "mso-infoPathSolution"];

/// A piece of a part.
pub(super) enum Node<'n> {
    /// The start of an element.
    Open(&'n Element<'n>),
    /// The text between two tags, entities resolved.
    Text(&'n str),
    /// The end of the element of a local name.
    Close(&'n str),
}

/// A piece of a part, or what stands in it for nobody.
pub(super) enum Piece<'n> {
    /// What the part tells.
    Node(Node<'n>),
    /// A comment or an instruction to a program.
    Aside(&'n str),
}

/// The start of an element.
pub(super) struct Element<'n> {
    /// Its local name.
    pub(super) name: &'n str,
    /// Its attributes by local name.
    attributes: Vec<(&'n str, Cow<'n, str>)>,
}

impl<'n> Element<'n> {
    /// An element that is written otherwise.
    pub(super) fn new(name: &'n str, attributes: &[(&'n str, &'n str)]) -> Self {
        let attributes = attributes.iter().map(|(name, value)| (*name, Cow::Borrowed(*value)));
        Element { name, attributes: attributes.collect() }
    }
}

impl Element<'_> {
    /// The value of the first attribute of a local name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// The value of an attribute; empty without one.
    pub(super) fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// Whether a switch is on, as the schema type `xsd:boolean` writes it.
    pub(super) fn is_on(&self, name: &str) -> bool {
        matches!(self.get(name), Some("1" | "true" | "on"))
    }

    /// The attributes by local name, namespace declarations left out.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (*name, value.as_ref()))
    }
}

/// Tells a part piece by piece. What was told before an error stays told.
///
/// # Errors
///
/// When the part is not well-formed, or ends too early.
pub(super) fn walk(bytes: &[u8], mut visit: impl FnMut(Node<'_>)) -> Result<(), Reason> {
    walk_whole(bytes, |piece| match piece {
        Piece::Node(node) => visit(node),
        Piece::Aside(_) => {}
    })
}

/// The same with comments and instructions.
///
/// # Errors
///
/// When the part is not well-formed, or ends too early.
pub(super) fn walk_whole(bytes: &[u8], mut visit: impl FnMut(Piece<'_>)) -> Result<(), Reason> {
    let text = decoded(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk::default();
    loop {
        let event = reader.read_event().map_err(|_| unfitting())?;
        if walk.take(&event, &mut visit)? == Step::Last {
            return walk.end();
        }
    }
}

/// The walk over a part.
#[derive(Default)]
struct Walk {
    /// Text that may go on: an entity or a section of it follows.
    pending: String,
    depth: usize,
}

/// Whether the walk goes on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Step {
    More,
    Last,
}

impl Walk {
    /// Takes the next event.
    fn take(
        &mut self,
        event: &Event<'_>,
        visit: &mut impl FnMut(Piece<'_>),
    ) -> Result<Step, Reason> {
        let ends_text = matches!(event, Event::Start(_) | Event::End(_) | Event::Eof);
        if ends_text && !self.pending.is_empty() {
            visit(Piece::Node(Node::Text(&self.pending)));
            self.pending.clear();
        }
        match event {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(malformed("its elements lie too deep"));
                }
                visit(Piece::Node(Node::Open(&element(start)?)));
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                visit(Piece::Node(Node::Close(end.local_name().as_ref())));
            }
            Event::Text(text) => self.pending.push_str(&text.xml10_content()),
            Event::CData(text) => self.pending.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) => self.pending.push(resolved(entity)?),
            Event::Comment(text) => visit(Piece::Aside(text)),
            Event::DocType(text) if text.contains('[') => visit(Piece::Aside(text)),
            Event::PI(text) if !FOR_PROGRAMS.iter().any(|it| text.starts_with(it)) => {
                visit(Piece::Aside(text));
            }
            Event::Eof => return Ok(Step::Last),
            _ => {}
        }
        Ok(Step::More)
    }

    /// Whether everything that was opened is closed.
    fn end(&self) -> Result<(), Reason> {
        if self.depth > 0 { Err(Reason::Truncated) } else { Ok(()) }
    }
}

/// The local name of the first element, if the bytes begin as XML does.
pub(super) fn root(bytes: &[u8]) -> Option<String> {
    let text = decoded(bytes);
    if !text.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return None;
    }
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => {
                return Some(start.local_name().as_ref().to_owned());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Asserts that bytes begin as XML does, in any encoding.
///
/// # Errors
///
/// When they begin otherwise, or there are none.
pub(super) fn expect(bytes: &[u8]) -> Result<(), Reason> {
    match decoded(bytes).trim_start_matches('\u{feff}').trim_start() {
        "" => Err(Reason::Truncated),
        text if text.starts_with('<') => Ok(()),
        _ => Err(malformed("it begins otherwise")),
    }
}

/// The text of a part: UTF-8 unless a mark or its declaration says otherwise.
pub(super) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let encoding = encoding(bytes).unwrap_or(encoding_rs::UTF_8);
    let (text, _, _) = encoding.decode(bytes);
    text
}

/// The encoding of a part, if it is anything but UTF-8 without a mark.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    match bytes {
        [b'<', 0, ..] => return Some(encoding_rs::UTF_16LE),
        [0, b'<', ..] => return Some(encoding_rs::UTF_16BE),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(DECLARATION)];
    let head = &head[..memchr::memmem::find(head, b"?>")?];
    let value = &head[memchr::memmem::find(head, b"encoding")? + b"encoding".len()..];
    let mut quoted = value.split(|byte| matches!(byte, b'"' | b'\''));
    let label = quoted.nth(1)?;
    Encoding::for_label(label).filter(|encoding| *encoding != encoding_rs::UTF_8)
}

fn unfitting() -> Reason {
    malformed("its tags do not fit together")
}

/// A part that breaks the rules of XML.
pub(super) fn malformed(detail: &str) -> Reason {
    Reason::Malformed { format: "XML", detail: detail.to_owned() }
}

/// The start of an element with its attributes resolved.
fn element<'n>(start: &'n BytesStart<'_>) -> Result<Element<'n>, Reason> {
    let broken = || malformed("an attribute is damaged");
    let mut attributes = Vec::new();
    let mut foreign = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| broken())?;
        let name = attribute.key.local_name().into_inner();
        if attribute.key.as_namespace_binding().is_none() {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|_| broken())?;
            let list = if is_own(attribute.key, start) { &mut attributes } else { &mut foreign };
            list.push((name, value));
        }
    }
    // Where two have the same local name, another program's does not count.
    attributes.append(&mut foreign);
    Ok(Element { name: start.local_name().into_inner(), attributes })
}

/// Whether an attribute belongs to the standard of its element: it has no prefix
/// or the element's, or one of those that OpenDocument and Office mix.
fn is_own(key: QName<'_>, start: &BytesStart<'_>) -> bool {
    const MIXED: &[&str] = &[
        "table",
        "office",
        "style",
        "text",
        "draw",
        "fo",
        "svg",
        "xlink",
        "number",
        "presentation",
        "form",
        "script",
        "config",
        "manifest",
        "meta",
        "dc",
        "ss",
        "x",
        "o",
        "w",
        "a",
        "p",
        "r",
    ];
    let Some(prefix) = key.prefix() else { return true };
    let Some(own) = start.name().prefix() else { return false };
    prefix == own || MIXED.contains(&prefix.into_inner())
}

/// The character that an entity stands for.
fn resolved(entity: &BytesRef<'_>) -> Result<char, Reason> {
    let unknown = || malformed("it uses an entity that XML does not define");
    if entity.is_char_ref() {
        return entity.resolve_char_ref().ok().flatten().ok_or_else(unknown);
    }
    match entity.as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(unknown()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(xml: &str) -> (String, Result<(), Reason>) {
        let mut told = String::new();
        let outcome = walk(xml.as_bytes(), |node| match node {
            Node::Open(element) => {
                told.push_str(&format!("<{}", element.name));
                element.iter().for_each(|(name, value)| told.push_str(&format!(" {name}={value}")));
                told.push('>');
            }
            Node::Text(text) => told.push_str(text),
            Node::Close(name) => told.push_str(&format!("</{name}>")),
        });
        (told, outcome)
    }

    #[test]
    fn names_are_local_and_texts_whole() {
        let (told, outcome) =
            told("<x:a xmlns:x='u' x:b='1 &amp; 2'>S&#97;m<![CDATA[p&]]>le</x:a>");
        assert_eq!((told.as_str(), outcome), ("<a b=1 & 2>Samp&le</a>", Ok(())));
    }

    #[test]
    fn an_entity_of_its_own_is_not_expanded() {
        let (told, outcome) = told("<!DOCTYPE a [<!ENTITY e 'x'>]><a>Sample<b/>&e;</a>");
        assert!(matches!(outcome, Err(Reason::Malformed { .. })));
        assert!(told.contains("Sample"), "what came before stays");
    }

    #[test]
    fn a_part_that_ends_too_early_is_cut_off() {
        assert_eq!(told("<a><b>Sample").1, Err(Reason::Truncated));
    }
}
