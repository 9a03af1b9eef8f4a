//! The same walk over a part that is too large to hold: as it is unpacked.

use std::io::BufReader;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{DEEPEST, Node, element, malformed, resolved};
use crate::document::Reason;
use crate::read::package::PartStream;

/// Tells a part piece by piece while it is unpacked. It is in UTF-8, as every
/// known producer writes it. What was told before an error stays told.
///
/// # Errors
///
/// When the part is damaged, is not well-formed, or ends too early.
pub(in super::super) fn walk_stream(
    part: PartStream<'_>,
    mut visit: impl FnMut(Node<'_>),
) -> Result<(), Reason> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut pending) = (Vec::new(), String::new());
    let mut depth = 0_usize;
    loop {
        buffer.clear();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => {
                return Err(reader.into_inner().get_ref().reason(&error));
            }
            Err(_) => return Err(malformed("its tags do not fit together")),
        };
        let ends_text = matches!(event, Event::Start(_) | Event::End(_) | Event::Eof);
        if ends_text && !pending.is_empty() {
            visit(Node::Text(&pending));
            pending.clear();
        }
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(malformed("its elements lie too deep"));
                }
                visit(Node::Open(&element(&start)?));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                visit(Node::Close(end.local_name().as_ref()));
            }
            Event::Text(text) => pending.push_str(&text.xml10_content()),
            Event::CData(text) => pending.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) => pending.push(resolved(&entity)?),
            Event::Eof => break,
            _ => {}
        }
    }
    if depth > 0 { Err(Reason::Truncated) } else { Ok(()) }
}
