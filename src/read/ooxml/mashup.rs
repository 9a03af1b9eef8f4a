//! The queries of Power Query: a package of their source code within an XML
//! part, in base64 (MS-QDEFF 2.2).

use crate::document::{Enclosure, Layer, Reason, Sink};
use crate::read::base64;
use crate::read::strings::printable;
use crate::read::xml::{Node, walk};

/// The bytes before the package: a version and the package's length.
const FRONT: usize = 8;

/// Gives the package of a part to the sink, and what stands behind it:
/// permissions, names of queries and their results.
///
/// # Errors
///
/// When the part is damaged.
pub(super) fn push_mashup(bytes: &[u8], part: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut encoded = String::new();
    walk(bytes, |node| {
        if let Node::Text(text) = node {
            encoded.push_str(text);
        }
    })?;
    let decoded = base64::decoded(&encoded).ok_or_else(|| Reason::Malformed {
        format: "base64",
        detail: "it has a character that does not belong".into(),
    })?;
    let length = decoded.get(4..FRONT).and_then(|it| it.try_into().ok()).map(u32::from_le_bytes);
    let end = length.ok_or(Reason::Truncated)? as usize + FRONT;
    let package = decoded.get(FRONT..end).ok_or(Reason::Truncated)?;
    sink.enclose(Enclosure { name: &format!("{part}/queries.zip"), bytes: package });
    printable(&decoded[end..], Layer::Connection, part, sink);
    Ok(())
}
