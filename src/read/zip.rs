//! Zip archives: every entry is a file of its own, whatever its name.
//!
//! Names are only names: nothing is written anywhere, so `..` leads nowhere.

use memchr::memmem;

use super::package::Package;
use super::strings::printable;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};

/// Archives that are no document in a zip: those come before it in the table.
pub(super) const FORMAT: Format =
    Format { name: "zip", extensions: &["zip"], sniff: |artefact| is_zip(artefact.bytes()), read };

/// The front of an entry (APPNOTE 4.3.7).
const ENTRY: &[u8] = b"PK\x03\x04";

/// The front of the record that ends an archive (APPNOTE 4.3.16).
const END: &[u8] = b"PK\x05\x06";

/// The bytes of that record without its comment.
const END_LENGTH: usize = 22;

/// The bytes after the end of an archive in which one is still found.
const TRAILING: usize = 1 << 20;

/// The bytes of that record with the longest comment.
const LONGEST_END: usize = END_LENGTH + 0xFFFF;

/// Whether the bytes begin with an entry, or end with the end of an archive:
/// a program that unpacks itself comes first in some.
fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(ENTRY) || end_of(bytes).is_some()
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    let opened = Package::open(bytes, budget);
    let mut package = opened.inspect_err(|_| printable(bytes, Layer::UnknownPart, "", sink))?;
    push_around(&package, bytes, sink);
    if let Some(contradiction) = package.contradiction() {
        sink.gap(Gap::whole(contradiction.clone()));
        if contradiction == Package::OVERLAP {
            printable(bytes, Layer::UnknownPart, "", sink);
            return Ok(());
        }
    }
    enclose_all(&mut package, sink);
    Ok(())
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

/// Pushes what stands around the entries: the comment, bytes before the first
/// and after the end.
pub(super) fn push_around(package: &Package<'_>, bytes: &[u8], sink: &mut dyn Sink) {
    push_comment(package.comment(), sink);
    let before = bytes.len().min(package.start());
    printable(&bytes[..before], Layer::TrailingBytes, "before the archive", sink);
    if let Some(end) = end_of(bytes) {
        printable(&bytes[end..], Layer::TrailingBytes, "after the archive", sink);
    }
}

/// Pushes the comment of the archive.
fn push_comment(comment: &[u8], sink: &mut dyn Sink) {
    if comment.is_empty() {
        return;
    }
    let text = String::from_utf8_lossy(comment);
    sink.open(Container::text("", Layer::ArchiveComment));
    sink.push(Fragment::new(&text, Layer::ArchiveComment, Place::Whole));
    sink.close();
}

/// Where the last archive in the bytes ends, its comment included.
fn end_of(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(LONGEST_END + TRAILING);
    let at = from + memmem::rfind(&bytes[from..], END)?;
    let length = bytes.get(at + END_LENGTH - 2..at + END_LENGTH)?;
    let comment = u16::from_le_bytes([length[0], length[1]]);
    Some(bytes.len().min(at + END_LENGTH + usize::from(comment)))
}
