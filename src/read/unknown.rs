//! A file that no reader knows: a gap, and what a text editor would show of it.

use super::strings::printable;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Gap, Layer, Reason, Sink};

/// Anything: the last format of all.
pub(super) const FORMAT: Format =
    Format { name: "unknown", extensions: &["dat"], sniff: |_| true, read };

/// An empty file hides nothing and is no gap.
fn read(artefact: &Artefact<'_>, _budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    if artefact.bytes().is_empty() {
        return Ok(());
    }
    sink.gap(Gap::whole(Reason::UnknownFormat));
    printable(artefact.bytes(), Layer::UnknownPart, "", sink);
    Ok(())
}
