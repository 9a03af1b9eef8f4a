//! tar archives: every entry is a file of its own, whatever its name, and the
//! headers name who owned it (POSIX.1-2024, pax, "ustar Interchange Format").

mod header;

use std::collections::BTreeSet;

use header::{Header, Kind, Records};

use super::strings::printable;
use super::tail::push_tail;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};

/// tar archives by the checksum of their first header.
pub(super) const FORMAT: Format = Format {
    name: "tar",
    extensions: &["tar"],
    sniff: |artefact| Header::of(artefact.bytes()).is_some(),
    read,
};

/// The bytes of a block: a header is one, and contents fill whole ones.
const BLOCK: usize = 512;

fn read(artefact: &Artefact<'_>, _: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut reader = Reader::default();
    let outcome = reader.read(artefact.bytes(), sink);
    reader.push_notes(sink);
    outcome
}

/// What is known beside the entries themselves.
#[derive(Default)]
struct Reader {
    /// What the next entry is called, and who owns it, where a header of its own
    /// says so.
    next: Records,
    owners: BTreeSet<String>,
    links: BTreeSet<String>,
    notes: Vec<(Layer, String, String)>,
}

impl Reader {
    fn read(&mut self, bytes: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
        let mut at = 0;
        while let Some(block) = bytes.get(at..at + BLOCK) {
            if block.iter().all(|it| *it == 0) {
                push_tail(&bytes[at..], sink);
                return Ok(());
            }
            let Some(header) = Header::of(block) else {
                printable(&bytes[at..], Layer::UnknownPart, "", sink);
                return Err(malformed());
            };
            let start = at + BLOCK;
            let size = usize::try_from(self.next.size().unwrap_or(header.size));
            let end = start.saturating_add(size.unwrap_or(usize::MAX));
            let is_cut = end > bytes.len();
            self.take(&header, &bytes[start..end.min(bytes.len())], sink);
            if is_cut {
                sink.gap(Gap::part(header.name.as_str(), Reason::Truncated));
                return Ok(());
            }
            at = end.next_multiple_of(BLOCK);
            let slack = bytes.get(end..at).unwrap_or_default();
            printable(slack, Layer::TrailingBytes, "behind an entry", sink);
        }
        // The last entry is followed by blocks of zeros.
        Err(Reason::Truncated)
    }

    /// Takes an entry, or what one says of the next.
    fn take(&mut self, header: &Header, content: &[u8], sink: &mut dyn Sink) {
        match header.kind {
            Kind::LongName => return self.next.set("path", content),
            Kind::LongLink => return self.next.set("linkpath", content),
            Kind::Records => return self.next.add(content),
            Kind::ForAll => return Records::of(content).each(|key, text| self.note(key, text)),
            Kind::Label => self.note("label", header.name.as_str()),
            Kind::Folder | Kind::Link | Kind::File => {}
        }
        let next = std::mem::take(&mut self.next);
        let name = next.get("path").unwrap_or(&header.name).to_owned();
        let owner = next.get("uname").unwrap_or(&header.owner);
        let group = next.get("gname").unwrap_or(&header.group);
        self.owners
            .extend([owner, group].into_iter().filter(|it| !it.is_empty()).map(str::to_owned));
        let link = next.get("linkpath").unwrap_or(&header.link);
        if !link.is_empty() {
            self.links.insert(link.to_owned());
        }
        next.each(|key, text| self.note(key, text));
        if matches!(header.kind, Kind::File) {
            sink.enclose(Enclosure { name: &name, bytes: content });
        }
    }

    /// Notes a record that says more than where and how large an entry is.
    fn note(&mut self, key: &str, text: &str) {
        const KNOWN: &[&str] = &[
            "path",
            "linkpath",
            "uname",
            "gname",
            "size",
            "mtime",
            "atime",
            "ctime",
            "uid",
            "gid",
            "LIBARCHIVE.creationtime",
            "SCHILY.dev",
            "SCHILY.ino",
            "SCHILY.nlink",
            "charset",
        ];
        if !KNOWN.contains(&key) {
            let layer = if key == "comment" { Layer::ArchiveComment } else { Layer::Property };
            self.notes.push((layer, key.to_owned(), text.to_owned()));
        }
    }

    /// Pushes owners, the targets of links, comments and other records.
    fn push_notes(&self, sink: &mut dyn Sink) {
        let owners = self.owners.iter().map(|it| (Layer::Property, "owner", it));
        let links = self.links.iter().map(|it| (Layer::Hyperlink, "link", it));
        let notes = self.notes.iter().map(|(layer, key, text)| (*layer, key.as_str(), text));
        for (layer, place, text) in owners.chain(links).chain(notes) {
            sink.open(Container::text("", layer));
            sink.push(Fragment::new(text, layer, Place::Named(place)));
            sink.close();
        }
    }
}

fn malformed() -> Reason {
    Reason::Malformed { format: "tar", detail: "a header is damaged".into() }
}
