//! Kinds of files that this version knows and does not read: each a gap that
//! names them, and a scan of what a text editor would show.
//!
//! A kind is a line of the table. Signatures are those of the PRONOM registry
//! of The National Archives, and of the formats' own specifications.

use memchr::memmem;

use super::encoding::Encoded;
use super::markup::push_markup;
use super::package::Package;
use super::strings::printable;
use super::text::push_lines;
use super::{Budget, Format, Limits};
use crate::artefact::Artefact;
use crate::document::{Enclosure, Gap, Layer, Reason, Sink};

/// The signature of an OLE2 file (MS-CFB 2.2).
pub(super) const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The bytes at the front in which markup says what it is.
const FRONT: usize = 1024;

/// How a kind is told by its bytes.
enum Mark {
    /// It has one of these at an offset.
    At(usize, &'static [&'static [u8]]),
    /// It is an OLE2 file with a stream of this name; any without one.
    Stream(&'static str),
    /// It is an Office package with parts in this folder; any without one.
    Folder(&'static str),
    /// It is a zip whose `mimetype` begins with this.
    Mime(&'static str),
    /// It is markup whose first kilobyte has one of these, in lower case.
    Says(&'static [&'static str]),
}

impl Mark {
    fn fits(&self, bytes: &[u8]) -> bool {
        match self {
            At(offset, signatures) => has_at(bytes, *offset, signatures),
            Stream(name) => bytes.starts_with(OLE) && has_stream(bytes, name),
            Folder(folder) => has_folder(bytes, folder),
            Mime(kind) => mime_type(bytes).is_some_and(|it| it.starts_with(kind.as_bytes())),
            Says(words) => says(bytes, words),
        }
    }
}

/// Whether one of the signatures is at an offset.
fn has_at(bytes: &[u8], offset: usize, signatures: &[&[u8]]) -> bool {
    let rest = bytes.get(offset..).unwrap_or_default();
    signatures.iter().any(|signature| rest.starts_with(signature))
}

/// Whether an OLE2 file names a stream: its directory writes names in UTF-16
/// (MS-CFB 2.6.1).
pub(super) fn has_stream(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memmem::find(bytes, &wide).is_some()
}

/// Whether a zip is an Office package (ECMA-376, part 2) with parts in a folder.
fn has_folder(bytes: &[u8], folder: &str) -> bool {
    let budget = Budget::new(Limits::default());
    let Some(package) = zip_of(bytes, &budget) else { return false };
    package.has("[Content_Types].xml") && package.names().any(|name| name.starts_with(folder))
}

/// What a zip's `mimetype` says (OpenDocument 1.2, part 3, 3.3; EPUB OCF 3.3).
fn mime_type(bytes: &[u8]) -> Option<Vec<u8>> {
    let budget = Budget::new(Limits { part: FRONT as u64, ..Limits::default() });
    zip_of(bytes, &budget)?.take("mimetype").ok()?
}

fn zip_of<'a>(bytes: &'a [u8], budget: &'a Budget) -> Option<Package<'a>> {
    let package = || Package::open(bytes, budget).ok();
    bytes.starts_with(b"PK").then(package).flatten()
}

/// Whether markup says one of the words near its front.
fn says(bytes: &[u8], words: &[&str]) -> bool {
    let Some(head) = Encoded::head(bytes) else { return false };
    let markup = head.trim_start();
    let front = markup[..markup.floor_char_boundary(FRONT)].to_ascii_lowercase();
    front.starts_with('<') && words.iter().any(|word| front.contains(word))
}

/// How what it shows is found.
enum Scan {
    /// In its bytes as they are.
    Bytes,
    /// In its unpacked parts.
    Parts,
    /// Between its tags.
    Markup,
}

impl Scan {
    fn push(
        &self,
        artefact: &Artefact<'_>,
        budget: &Budget,
        sink: &mut dyn Sink,
    ) -> Result<(), Reason> {
        let bytes = artefact.bytes();
        match self {
            Bytes => printable(bytes, Layer::UnknownPart, "", sink),
            Parts => {
                let mut package = Package::open(bytes, budget)?;
                package.unlock()?;
                push_parts(&mut package, sink);
            }
            Markup => push_text(bytes, Layer::Body, "", push_markup, sink),
        }
        Ok(())
    }
}

/// Pushes a text into a container of a layer.
type Push = fn(&Encoded<'_>, &str, Layer, &mut dyn Sink);

/// Pushes bytes as text, and as what an editor shows when they are none.
fn push_text(bytes: &[u8], layer: Layer, container: &str, push: Push, sink: &mut dyn Sink) {
    match Encoded::of(bytes) {
        Some(text) => push(&text, container, layer, sink),
        None => printable(bytes, layer, container, sink),
    }
}

/// Pushes what the parts of a package show, and the files among them.
fn push_parts(package: &mut Package<'_>, sink: &mut dyn Sink) {
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    for name in &names {
        match package.take(name) {
            Ok(Some(bytes)) => push_part(name, &bytes, sink),
            Ok(None) => {}
            Err(reason) => sink.gap(Gap::part(name, reason)),
        }
    }
}

/// Pushes what a part shows.
fn push_part(name: &str, bytes: &[u8], sink: &mut dyn Sink) {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(OLE) || bytes.starts_with(b"%PDF-") {
        return sink.enclose(Enclosure { name, bytes });
    }
    let is_markup =
        bytes.trim_ascii_start().starts_with(b"<") || bytes.starts_with(b"\xEF\xBB\xBF<");
    let push = if is_markup { push_markup } else { push_lines };
    push_text(bytes, Layer::UnknownPart, name, push, sink);
}

macro_rules! unread {
    ($($kind:ident $name:literal $extensions:expr, $mark:expr, $scan:expr, $reason:expr;)+) => {
        $(pub(super) const $kind: Format = Format {
            name: $name,
            extensions: &$extensions,
            sniff: |artefact| $mark.fits(artefact.bytes()),
            read: |artefact, budget, sink| {
                sink.gap(Gap::whole($reason));
                $scan.push(artefact, budget, sink)
            },
        };)+
    };
}

use Mark::{At, Folder, Mime, Says, Stream};
use Reason::NotInThisVersion as Later;
use Scan::{Bytes, Markup, Parts};

unread! {
    WORD_2 "word-2" ["doc"], At(0, &[b"\xDB\xA5"]), Bytes, Later("documents of Word 2");
    OLE_FILE "ole" [], Stream(""), Bytes, Later("legacy Office files");

    VSDX "vsdx" ["vsdx", "vsdm", "vssx", "vstx"], Folder("visio/"), Parts, Later("Visio drawings");
    OFFICE "office" [], Folder(""), Parts, Later("this kind of Office package");
    ODF "opendocument" [], Mime("application/vnd."), Parts, Later("this kind of OpenDocument file");
    EPUB "epub" ["epub"], Mime("application/epub+zip"), Parts, Later("electronic books");

    RAR "rar" ["rar"], At(0, &[b"Rar!\x1A\x07"]), Bytes, Later("rar archives");
    PST "pst" ["pst", "ost"], At(0, &[b"!BDN"]), Bytes, Later("Outlook mailboxes");
    SQLITE "sqlite" [], At(0, &[b"SQLite format 3\0"]), Bytes, Later("databases");
    ACCESS "access" ["mdb", "accdb"], At(4, &[b"Standard "]), Bytes, Later("databases");

    DICOM "dicom" ["dcm"], At(128, &[b"DICM"]), Bytes, Later("medical pictures");

    FLAT_ODF "flat-opendocument" ["xml"], Says(&["<office:document"]),
        Markup, Later("flat OpenDocument files");
    OFFICE_XML "office-xml" ["xml"], Says(&["<?mso-application", "urn:schemas-microsoft-com:office"]),
        Markup, Later("Office files of one XML part");
}
