//! Zip archives: every entry is a file of its own, whatever its name.
//!
//! Names are only names: nothing is written anywhere, so `..` leads nowhere.

use memchr::memmem;

use super::package::{ENTRY, Package, Unpacked, carve};
use super::strings::printable;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};

/// Archives that are no document in a zip: those come before it in the table.
pub(super) const FORMAT: Format =
    Format { name: "zip", extensions: &["zip"], sniff: |artefact| is_zip(artefact.bytes()), read };

/// The front of the record that ends an archive (APPNOTE 4.3.16).
const END: &[u8] = b"PK\x05\x06";

/// The bytes of that record without its comment.
const END_LENGTH: usize = 22;

/// The bytes at the end in which that record is looked for.
const TAIL: usize = 1 << 20;

/// Whether the bytes begin with an entry, or end with the end of an archive:
/// a program that unpacks itself comes first in some.
fn is_zip(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    bytes.starts_with(ENTRY) || memmem::find(tail, END).is_some()
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    let mut package = match Package::open(bytes, budget) {
        Ok(package) => package,
        Err(reason) => {
            carve(bytes, budget, &mut |name, bytes| enclose_unlisted(name, bytes, sink));
            printable(bytes, Layer::UnknownPart, "", sink);
            return Err(reason);
        }
    };
    push_around(&package, bytes, sink);
    if let Some(contradiction) = package.contradiction() {
        sink.gap(Gap::whole(contradiction.clone()));
        if contradiction == Package::OVERLAP {
            printable(bytes, Layer::UnknownPart, "", sink);
            return Ok(());
        }
    }
    enclose_all(&mut package, sink);
    package.unlisted(&mut |name, bytes| enclose_unlisted(name, bytes, sink));
    for hole in package.holes() {
        printable(hole, Layer::TrailingBytes, "between the entries", sink);
    }
    Ok(())
}

/// Encloses an entry that no directory lists.
fn enclose_unlisted(name: &str, bytes: Unpacked, sink: &mut dyn Sink) {
    let name = &format!("{name} (unlisted)");
    match bytes {
        Ok(bytes) => sink.enclose(Enclosure { name, bytes: &bytes }),
        Err(reason) => sink.gap(Gap::part(name, reason)),
    }
}

/// Encloses every entry; one that does not unpack is a gap.
fn enclose_all(package: &mut Package<'_>, sink: &mut dyn Sink) {
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    for name in &names {
        match package.take(name) {
            Ok(Some(bytes)) => sink.enclose(Enclosure { name, bytes: &bytes }),
            Ok(None) => {}
            Err(reason) => sink.gap(Gap::part(name, reason)),
        }
    }
}

/// Pushes what stands around the entries: comments, and bytes before the first
/// and after the end.
pub(super) fn push_around(package: &Package<'_>, bytes: &[u8], sink: &mut dyn Sink) {
    push_comments(package, sink);
    let before = bytes.len().min(package.start());
    printable(&bytes[..before], Layer::TrailingBytes, "before the archive", sink);
    printable(after_end(package.directory()), Layer::TrailingBytes, "after the archive", sink);
}

/// Pushes the comments of the archive and of its entries.
fn push_comments(package: &Package<'_>, sink: &mut dyn Sink) {
    let own = String::from_utf8_lossy(package.comment());
    let of_entries = package.comments();
    if own.is_empty() && of_entries.is_empty() {
        return;
    }
    let layer = Layer::ArchiveComment;
    sink.open(Container::text("", layer));
    if !own.is_empty() {
        sink.push(Fragment::new(&own, layer, Place::Whole));
    }
    for (name, comment) in &of_entries {
        sink.push(Fragment::new(comment, layer, Place::Named(name)));
    }
    sink.close();
}

/// What follows the record that ends an archive and its comment.
fn after_end(directory: &[u8]) -> &[u8] {
    let end = memmem::find(directory, END).and_then(|at| {
        let length = directory.get(at + END_LENGTH - 2..at + END_LENGTH)?;
        Some(at + END_LENGTH + usize::from(u16::from_le_bytes([length[0], length[1]])))
    });
    end.and_then(|end| directory.get(end..)).unwrap_or_default()
}
