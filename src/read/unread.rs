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

/// The bytes at the front in which a file says what it is. A PDF must do so in
/// 1,024 (ISO 32000-1, annex H, implementation note 13).
const FRONT: usize = 1024;

/// The lines of a mail header that are looked at.
const MAIL_HEADER: usize = 60;

/// Header lines that only a message has.
const SENT: &[&str] = &[
    "content-transfer-encoding",
    "content-type",
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "x-mailer",
];

/// How a kind is told by its bytes.
enum Mark {
    /// It has one of these at an offset.
    At(usize, &'static [&'static [u8]]),
    /// It begins with the first, and has one of the others at an offset.
    Framed(&'static [u8], usize, &'static [&'static [u8]]),
    /// It has this near its front.
    Near(&'static [u8]),
    /// It is an OLE2 file with a stream of this name; any without one.
    Stream(&'static str),
    /// It is an Office package with parts in this folder; any without one.
    Folder(&'static str),
    /// It is a zip whose `mimetype` begins with this.
    Mime(&'static str),
    /// It is markup whose first kilobyte has one of these, in lower case.
    Says(&'static [&'static str]),
    /// It begins with the header lines of a message.
    Mail,
}

impl Mark {
    fn fits(&self, bytes: &[u8]) -> bool {
        match self {
            At(offset, signatures) => has_at(bytes, *offset, signatures),
            Framed(front, offset, signatures) => {
                bytes.starts_with(front) && has_at(bytes, *offset, signatures)
            }
            Near(signature) => memmem::find(&bytes[..bytes.len().min(FRONT)], signature).is_some(),
            Stream(name) => bytes.starts_with(OLE) && has_stream(bytes, name),
            Folder(folder) => has_folder(bytes, folder),
            Mime(kind) => mime_type(bytes).is_some_and(|it| it.starts_with(kind.as_bytes())),
            Says(words) => says(bytes, words),
            Mail => Encoded::head(bytes).is_some_and(|head| is_mail(&head)),
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

/// Whether a text begins with header lines (RFC 5322, 2.2) that only a message
/// has, or with the line that begins a message of a mailbox (RFC 4155).
fn is_mail(head: &str) -> bool {
    let first = head.lines().next().unwrap_or_default();
    if first.starts_with("From ") && first.split(' ').any(is_year) {
        return true;
    }
    let header = head.lines().take(MAIL_HEADER).take_while(|line| !line.is_empty());
    let named = header.filter(|line| !line.starts_with([' ', '\t']));
    let names: Option<Vec<String>> = named.map(header_name).collect();
    names.is_some_and(|names| names.iter().any(|name| SENT.contains(&name.as_str())))
}

/// The name of a header line, in lower case.
fn header_name(line: &str) -> Option<String> {
    let (name, _) = line.split_once(':')?;
    (!name.contains(' ')).then(|| name.to_ascii_lowercase())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// How what it shows is found.
enum Scan {
    /// In its bytes as they are.
    Bytes,
    /// In its unpacked parts.
    Parts,
    /// Between its tags.
    Markup,
    /// In its lines.
    Lines,
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
            Lines => push_text(bytes, Layer::Body, "", push_lines, sink),
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

use Mark::{At, Folder, Framed, Mail, Mime, Near, Says, Stream};
use Reason::{NotInThisVersion as Later, Picture};
use Scan::{Bytes, Lines, Markup, Parts};

unread! {
    PDF "pdf" ["pdf"], Near(b"%PDF-"), Bytes, Later("PDF documents");
    RTF "rtf" ["rtf", "doc"], At(0, &[b"{\\rt"]), Bytes, Later("rich text documents");

    DOC "doc" ["doc", "dot"], Stream("WordDocument"), Bytes, Later("Word documents");
    MSG "msg" ["msg", "oft"], Stream("__properties_version1.0"), Bytes, Later("Outlook messages");
    OLE_FILE "ole" [], Stream(""), Bytes, Later("legacy Office files");

    DOCX "docx" ["docx", "docm", "dotx", "dotm"], Folder("word/"), Parts, Later("Word documents");
    VSDX "vsdx" ["vsdx", "vsdm", "vssx", "vstx"], Folder("visio/"), Parts, Later("Visio drawings");
    OFFICE "office" [], Folder(""), Parts, Later("this kind of Office package");
    ODF "opendocument" [], Mime("application/vnd."), Parts, Later("this kind of OpenDocument file");
    EPUB "epub" ["epub"], Mime("application/epub+zip"), Parts, Later("electronic books");

    SEVEN_ZIP "7z" ["7z"], At(0, &[b"7z\xBC\xAF\x27\x1C"]), Bytes, Later("7z archives");
    RAR "rar" ["rar"], At(0, &[b"Rar!\x1A\x07"]), Bytes, Later("rar archives");
    GZIP "gzip" ["gz", "tgz"], At(0, &[b"\x1F\x8B"]), Bytes, Later("gzip archives");
    BZIP2 "bzip2" ["bz2"], Framed(b"BZh", 4, &[b"1AY&SY"]), Bytes, Later("bzip2 archives");
    XZ "xz" ["xz"], At(0, &[b"\xFD7zXZ\0"]), Bytes, Later("xz archives");
    ZSTD "zstd" ["zst"], At(0, &[b"\x28\xB5\x2F\xFD"]), Bytes, Later("zstd archives");
    TAR "tar" ["tar"], At(257, &[b"ustar"]), Bytes, Later("tar archives");
    TNEF "tnef" ["dat", "tnef"], At(0, &[b"\x78\x9F\x3E\x22"]), Bytes, Later("winmail.dat files");
    PST "pst" ["pst", "ost"], At(0, &[b"!BDN"]), Bytes, Later("Outlook mailboxes");
    SQLITE "sqlite" [], At(0, &[b"SQLite format 3\0"]), Bytes, Later("databases");
    ACCESS "access" ["mdb", "accdb"], At(4, &[b"Standard "]), Bytes, Later("databases");

    JPEG "jpeg" ["jpg", "jpeg", "jpe", "jfif"], At(0, &[b"\xFF\xD8\xFF"]), Bytes, Picture;
    PNG "png" ["png"], At(0, &[b"\x89PNG\r\n\x1A\n"]), Bytes, Picture;
    GIF "gif" ["gif"], At(0, &[b"GIF87a", b"GIF89a"]), Bytes, Picture;
    TIFF "tiff" [], At(0, &[b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"]), Bytes, Picture;
    BMP "bmp" ["bmp", "dib"], Framed(b"BM", 6, &[b"\0\0\0\0"]), Bytes, Picture;
    WEBP "webp" ["webp"], Framed(b"RIFF", 8, &[b"WEBP"]), Bytes, Picture;
    HEIC "heic" ["heic", "heif", "avif"],
        At(4, &[b"ftyphei", b"ftyphev", b"ftypmif", b"ftypmsf", b"ftypavi"]), Bytes, Picture;
    EMF "emf" ["emf"], At(40, &[b" EMF"]), Bytes, Picture;
    WMF "wmf" ["wmf"], At(0, &[b"\xD7\xCD\xC6\x9A", b"\x01\0\x09\0\0\x03"]), Bytes, Picture;

    FLAT_ODF "flat-opendocument" ["xml"], Says(&["<office:document"]),
        Markup, Later("flat OpenDocument files");
    OFFICE_XML "office-xml" ["xml"], Says(&["<?mso-application", "urn:schemas-microsoft-com:office"]),
        Markup, Later("Office files of one XML part");
    MAIL "mail" ["eml", "mbox"], Mail, Lines, Later("e-mail messages");
}
