//! The same walk over a part that is too large to hold: as it is unpacked.

use std::io::BufReader;

use quick_xml::Reader;

use super::{Node, Piece, Step, Walk, unfitting};
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
    walk_whole_stream(part, |piece| match piece {
        Piece::Node(node) => visit(node),
        Piece::Aside(_) => {}
    })
}

/// The same with comments and instructions.
///
/// # Errors
///
/// When the part is damaged, is not well-formed, or ends too early.
pub(in super::super) fn walk_whole_stream(
    part: PartStream<'_>,
    mut visit: impl FnMut(Piece<'_>),
) -> Result<(), Reason> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut walk) = (Vec::new(), Walk::default());
    loop {
        buffer.clear();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => {
                return Err(reader.into_inner().get_ref().reason(&error));
            }
            Err(_) => return Err(unfitting()),
        };
        if walk.take(&event, &mut visit)? == Step::Last {
            return walk.end();
        }
    }
}
