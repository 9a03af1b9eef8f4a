//! What stands in the XML of a part and belongs to no element: comments, and
//! instructions for programs. No program shows either.

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::xml;

/// How many of a part are told.
const MOST: usize = 10_000;

/// How many bytes of them.
const MOST_BYTES: usize = 16 << 20;

/// Instructions for programs that tell which of them opens the part.
const USUAL: &[&str] = &["xml ", "xml-stylesheet ", "mso-"];

/// The comments and instructions of a part.
#[derive(Default)]
pub(in crate::read) struct Asides {
    all: Vec<String>,
    bytes: usize,
    limit: Option<Reason>,
}

impl Asides {
    /// Adds one that has words, unless there are too many.
    pub(in crate::read) fn add(&mut self, words: Option<String>) {
        let Some(words) = words else { return };
        let bytes = self.bytes + words.len();
        if self.all.len() >= MOST {
            self.limit = Some(Reason::TooLarge { limit: MOST as u64, unit: "comments in XML" });
        } else if bytes > MOST_BYTES {
            let unit = "bytes of comments in XML";
            self.limit = Some(Reason::TooLarge { limit: MOST_BYTES as u64, unit });
        } else {
            self.bytes = bytes;
            self.all.push(words);
        }
    }

    /// Pushes them into the open container.
    pub(in crate::read) fn push(&self, part: &str, sink: &mut dyn Sink) {
        for text in &self.all {
            sink.push(Fragment::new(text, Layer::MarkupComment, Place::Named("comment")));
        }
        if let Some(limit) = &self.limit {
            sink.gap(Gap::part(part, limit.clone()));
        }
    }

    /// Pushes them as a container of its own.
    pub(in crate::read) fn push_apart(&self, part: &str, sink: &mut dyn Sink) {
        if self.all.is_empty() && self.limit.is_none() {
            return;
        }
        sink.open(Container::text(part, Layer::MarkupComment));
        self.push(part, sink);
        sink.close();
    }
}

/// Pushes the comments and instructions of a part as a container of its own.
///
/// A part that is damaged is a gap where its elements are read.
pub(in crate::read) fn push_asides(bytes: &[u8], part: &str, sink: &mut dyn Sink) {
    if !may_hold(bytes) {
        return;
    }
    let text = xml::decoded(bytes);
    let mut reader = Reader::from_str(&text);
    let mut asides = Asides::default();
    while asides.limit.is_none() {
        match reader.read_event() {
            Ok(Event::Comment(text)) => asides.add(comment(&text)),
            Ok(Event::PI(text)) => asides.add(instruction(&text)),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    asides.push_apart(part, sink);
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

    #[test]
    fn asides_end_at_a_limit_that_is_kept() {
        let mut asides = Asides::default();
        asides.add(Some("a".repeat(MOST_BYTES)));
        assert_eq!(asides.limit, None);
        asides.add(Some("Sample".to_owned()));
        assert!(asides.limit.is_some());
        let mut asides = Asides::default();
        (0..=MOST).for_each(|_| asides.add(Some("Sample".to_owned())));
        assert_eq!(asides.all.len(), MOST);
        assert!(matches!(asides.limit, Some(Reason::TooLarge { limit: 10_000, .. })));
    }
}
