//! What the pages draw, each glyph held against the ink that is seen in the end.

use super::Source;
use crate::document::{Reason, Sink};
use crate::read::Budget;

/// Pushes what the pages draw, page by page, each text in the layer that says
/// whether it is seen, and a gap for each page that cannot be read.
///
/// # Errors
///
/// When the pages cannot be read at all.
pub(super) fn read(_source: &Source, _budget: &Budget, _sink: &mut dyn Sink) -> Result<(), Reason> {
    Err(Reason::NotInThisVersion("the pages of PDF documents"))
}
