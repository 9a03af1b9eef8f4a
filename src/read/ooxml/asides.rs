//! What stands in the XML of a part and belongs to no element: comments, and
//! instructions for programs. No program shows either.

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::document::{Container, Fragment, Layer, Place, Sink};
use crate::read::xml;

/// How many of a part are told.
pub(in crate::read) const MOST: usize = 1000;

/// Instructions for programs that tell which of them opens the part.
const USUAL: &[&str] = &["xml ", "xml-stylesheet ", "mso-"];

/// Pushes the comments and instructions of a part as a container of its own.
///
/// A part that is damaged is a gap where its elements are read.
pub(in crate::read) fn push_asides(bytes: &[u8], part: &str, sink: &mut dyn Sink) {
    if !may_hold(bytes) {
        return;
    }
    let text = xml::decoded(bytes);
    let mut reader = Reader::from_str(&text);
    let mut asides = Vec::new();
    while asides.len() < MOST {
        match reader.read_event() {
            Ok(Event::Comment(text)) => asides.extend(comment(&text)),
            Ok(Event::PI(text)) => asides.extend(instruction(&text)),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    push_apart(&asides, part, sink);
}

/// Pushes the asides of a part as a container of its own.
pub(in crate::read) fn push_apart(asides: &[String], part: &str, sink: &mut dyn Sink) {
    if asides.is_empty() {
        return;
    }
    sink.open(Container::text(part, Layer::MarkupComment));
    push(asides, sink);
    sink.close();
}

/// Pushes asides into the open container.
pub(in crate::read) fn push(asides: &[String], sink: &mut dyn Sink) {
    for text in asides {
        sink.push(Fragment::new(text, Layer::MarkupComment, Place::Named("comment")));
    }
}

/// The words of a comment, if it has any.
pub(in crate::read) fn comment(text: &str) -> Option<String> {
    text.contains(char::is_alphabetic).then(|| text.trim().to_owned())
}

/// The words of an instruction, unless it is one that every such part has.
pub(in crate::read) fn instruction(text: &str) -> Option<String> {
    let is_usual = USUAL.iter().any(|it| text.starts_with(it));
    comment(text).filter(|_| !is_usual)
}

/// Whether bytes may hold any: in the first of them stands the declaration.
fn may_hold(bytes: &[u8]) -> bool {
    let rest = bytes.get(2..).unwrap_or_default();
    let marks: [&[u8]; 4] = [b"<!--", b"<\0!\0-\0", b"<?", b"<\0?\0"];
    marks.iter().any(|mark| memmem::find(rest, mark).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_of_a_part_is_no_aside() {
        assert_eq!(instruction("xml version='1.0'"), None);
        assert_eq!(instruction("mso-application progid='Excel.Sheet'"), None);
        assert_eq!(instruction("note Sample").as_deref(), Some("note Sample"));
        assert_eq!(comment(" -- 12 "), None);
    }
}
