//! Parts that lie in the package and not in its directory: the first of two with
//! the same name, what was taken out, and loose bytes between the others.

use memchr::memmem;

use super::beside::Beside;
use super::scan::Tokens;
use super::shared::SharedStrings;
use super::sheet::Sheet;
use super::{Book, HEAD, Reader};
use crate::document::{Container, Enclosure, Gap, Layer, Reason, Sink};
use crate::read::Limits;
use crate::read::package::{ENTRY, Package};
use crate::read::strings::printable;
use crate::read::xml;

impl Reader<'_, '_> {
    /// Reads the parts that the directory does not list, and what is between
    /// them.
    pub(super) fn read_unlisted(&mut self) {
        for hole in self.package.holes() {
            if memmem::find(hole, ENTRY).is_none() {
                printable(hole, Layer::TrailingBytes, "between the parts", self.sink);
            }
        }
        let Reader { package, twin, book, limits, sink, .. } = self;
        package.unlisted(&mut |name, bytes| {
            let name = format!("{name} (unlisted)");
            let outcome = bytes.and_then(|bytes| push(&name, bytes, (book, twin, limits), *sink));
            if let Err(reason) = outcome {
                sink.gap(Gap::part(name, reason));
            }
        });
    }
}

/// Pushes a part: cells and texts with what the workbook knows of them, anything
/// else as a file of its own.
fn push(
    name: &str,
    bytes: Vec<u8>,
    (book, twin, limits): (&mut Book, &mut Package<'_>, &Limits),
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let root = xml::root(&bytes[..bytes.len().min(HEAD)]);
    match root.as_deref() {
        Some("worksheet" | "macrosheet" | "dialogsheet") => {
            sink.open(Container::grid(name, Layer::OrphanPart));
            let beside = Beside::new(twin, name, None, None);
            let sheet = Sheet::new(book, Some(Layer::OrphanPart), beside);
            let outcome = sheet.read(&mut Tokens::of_bytes(bytes), sink);
            sink.close();
            outcome.map(drop)
        }
        Some("sst") => {
            let mut strings = SharedStrings::default();
            let outcome =
                strings.read(&mut Tokens::of_bytes(bytes), &book.styles.colours, limits.part);
            strings.push_orphans(sink);
            outcome
        }
        _ => {
            sink.enclose(Enclosure { name, bytes: &bytes });
            Ok(())
        }
    }
}
