//! The custom XML of old documents: each item is a stream of its own ([MS-DOC]
//! 2.1.8, MsoDataStore).

use super::Ole;
use crate::document::{Layer, Reason, Sink};
use crate::read::encoding::Encoded;
use crate::read::markup::push_markup;
use crate::read::strings::printable;

/// What Word keeps for citations, and a source among them (ECMA-376 part 1, 22.6).
const CITATIONS: &str = "officeDocument/2006/bibliography";
const SOURCE: &str = "Source>";

/// Pushes the items of a store; the lists of citations without any are Word's own.
///
/// # Errors
///
/// When a stream is damaged.
pub(in crate::read) fn push_store(
    file: &mut Ole<'_>,
    within: &str,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let is_item = |path: &String| path.contains(within) && path.to_lowercase().ends_with("/item");
    for path in file.streams().into_iter().filter(is_item) {
        let item = file.bytes(&path)?;
        match Encoded::of(&item) {
            Some(text) => {
                let whole = text.whole();
                if !whole.contains(CITATIONS) || whole.contains(SOURCE) {
                    push_markup(&text, "custom XML", Layer::CustomXml, sink);
                }
            }
            None => printable(&item, Layer::CustomXml, "custom XML", sink),
        }
    }
    Ok(())
}
