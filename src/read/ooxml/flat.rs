//! Packages of Office written as one XML file, as Word saves them for other
//! programs (Flat OPC): made a package again, and read as what they are.

use std::io::{Cursor, Write as _};

use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::asides::{Asides, comment};
use crate::artefact::Artefact;
use crate::document::{Reason, Sink};
use crate::read::xml::{self, malformed};
use crate::read::{Budget, Format, base64, format_of};

/// Packages in one XML file.
pub(in crate::read) const FORMAT: Format =
    Format { name: "flat-opc", extensions: &["xml"], sniff, read };

/// The namespace of such files.
const SPACE: &[u8] = b"schemas.microsoft.com/office/2006/xmlPackage";

/// The bytes at the front in which the root element is looked for.
const HEAD: usize = 4096;

fn sniff(artefact: &Artefact<'_>) -> bool {
    let head = &artefact.bytes()[..artefact.bytes().len().min(HEAD)];
    memmem::find(xml::decoded(head).as_bytes(), SPACE).is_some()
        && xml::root(head).is_some_and(|root| root == "package")
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    budget.unpack(artefact.bytes().len() as u64)?;
    let mut flat =
        Flat { package: ZipWriter::new(Cursor::new(Vec::new())), asides: Asides::default() };
    let outcome = flat.take(&xml::decoded(artefact.bytes()));
    flat.asides.push_apart("", sink);
    let package = flat.package.finish().map_err(|_| unfitting())?.into_inner();
    let inner = artefact.inner(artefact.name(), &package);
    budget.enclose(inner.depth())?;
    let format = format_of(&inner).ok_or(Reason::UnknownFormat)?;
    (format.read)(&inner, budget, sink)?;
    outcome
}

/// A package while its parts are put into it.
struct Flat {
    package: ZipWriter<Cursor<Vec<u8>>>,
    /// What stands between the parts.
    asides: Asides,
}

impl Flat {
    /// Takes the parts of a file. Those before damage stay.
    fn take(&mut self, text: &str) -> Result<(), Reason> {
        let mut reader = Reader::from_str(text);
        let mut depth = 0_usize;
        loop {
            match reader.read_event().map_err(|_| unfitting())? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "part" => {
                        depth += 1;
                        self.begin(&start)?;
                    }
                    kind @ ("xmlData" | "binaryData") => {
                        let span = reader.read_to_end(start.name());
                        let span = span.map_err(|_| Reason::Truncated)?;
                        let (from, end) = (span.start as usize, span.end as usize);
                        self.write(kind, text.get(from..end).unwrap_or_default())?;
                    }
                    _ => depth += 1,
                },
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::Comment(text) => self.asides.add(comment(&text)),
                Event::Eof if depth > 0 => return Err(Reason::Truncated),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Begins a part of the name that its element gives.
    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), Reason> {
        let own = start.attributes().flatten().find(|it| it.key.local_name().as_ref() == "name");
        let name = own
            .and_then(|it| it.normalized_value(XmlVersion::Implicit1_0).ok())
            .ok_or_else(unfitting)?;
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        self.package.start_file(name.trim_start_matches('/'), options).map_err(|_| unfitting())
    }

    /// Writes what a part holds: XML as it is, all else in base64.
    fn write(&mut self, kind: &str, content: &str) -> Result<(), Reason> {
        let outcome = match kind {
            "xmlData" => self.package.write_all(content.as_bytes()),
            _ => {
                let bytes = base64::decoded(content).ok_or_else(unfitting)?;
                self.package.write_all(&bytes)
            }
        };
        outcome.map_err(|_| unfitting())
    }
}

fn unfitting() -> Reason {
    malformed("a part of the package is damaged")
}
