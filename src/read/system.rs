//! Files that a system or a program leaves beside others: who has a file open,
//! how a folder looks, what pictures and files it held.

mod store;

use super::encoding::Encoded;
use super::strings::printable;
use super::unread::OLE;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};

/// The file that Office keeps beside an open document: `~$reply.xlsx`.
pub(super) const OWNER: Format =
    Format { name: "owner-file", extensions: &[], sniff: is_owner, read: read_owner };

/// The file that LibreOffice keeps beside an open document: `.~lock.reply.ods#`.
pub(super) const LOCK: Format =
    Format { name: "lock-file", extensions: &[], sniff: is_lock, read: read_lock };

/// The pictures of a folder's files (Windows): those of files long gone, too.
pub(super) const THUMBNAILS: Format =
    Format { name: "thumbs-db", extensions: &["db"], sniff: is_thumbnails, read: read_thumbnails };

/// Whatever else a system keeps in a folder.
pub(super) const FOLDER: Format =
    Format { name: "system-file", extensions: &[], sniff: is_folder, read: read_strings };

/// The bytes of an owner file: 54 for the name in bytes, 108 for it in UTF-16,
/// with a length before each. Excel writes 165, Word 162.
const OWNER_SIZE: std::ops::RangeInclusive<usize> = 54..=512;

/// Where the name in UTF-16 begins, with its length: behind the name in bytes.
const WIDE: usize = 54;

/// The front of a `.DS_Store`.
const STORE: &[u8] = b"\0\0\0\x01Bud1";

/// Fronts of files that systems keep: `.DS_Store` (its store of records),
/// AppleDouble (RFC 1740), and the settings of a Windows folder.
const FRONTS: &[&[u8]] = &[
    STORE,
    b"\0\x05\x16\x07",
    b"[.ShellClassInfo]",
    b"[ZoneTransfer]", // where a file was loaded from (MS-FSCC 5.6.1)
    b"\xFF\xFE[\0.\0S\0h\0e\0l\0l\0C\0l\0a\0s\0s\0I\0n\0f\0o\0",
];

fn is_owner(artefact: &Artefact<'_>) -> bool {
    let bytes = artefact.bytes();
    let length = bytes.first().map_or(0, |it| usize::from(*it));
    artefact.file_name().starts_with("~$")
        && OWNER_SIZE.contains(&bytes.len())
        && (1..WIDE).contains(&length)
}

/// The name in UTF-16 is the whole one; the other stands in for it.
fn read_owner(artefact: &Artefact<'_>, _: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    let length = bytes.first().map_or(0, |it| usize::from(*it));
    let narrow = bytes.get(1..=length).ok_or(Reason::Truncated)?;
    let (narrow, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(narrow);
    let wide = wide_name(bytes.get(WIDE..).unwrap_or_default());
    let name = wide.unwrap_or_else(|| narrow.into_owned());
    push("user", &[("user", name.trim())], sink);
    Ok(())
}

/// The name in UTF-16: its length stands before it, in Excel's files a byte
/// later than in Word's.
fn wide_name(bytes: &[u8]) -> Option<String> {
    let at = |from: usize| {
        let length = usize::from(*bytes.get(from)?);
        let units = bytes.get(from + 2..from + 2 + 2 * length)?;
        let units: Vec<u16> =
            units.chunks_exact(2).map(|it| u16::from_le_bytes([it[0], it[1]])).collect();
        let name = String::from_utf16(&units).ok()?;
        (length > 0 && name.chars().all(|it| !it.is_control())).then_some(name)
    };
    at(1).or_else(|| at(0))
}

fn is_lock(artefact: &Artefact<'_>) -> bool {
    let name = artefact.file_name();
    name.starts_with(".~lock.") && name.ends_with('#') && artefact.bytes().contains(&b',')
}

/// A line of fields: the user, the login, the computer, the time, the profile.
fn read_lock(artefact: &Artefact<'_>, _: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let text = Encoded::of(artefact.bytes()).ok_or(Reason::UnknownFormat)?.whole();
    let names = ["user", "login", "computer", "time", "profile"];
    let fields: Vec<(&str, &str)> =
        names.into_iter().zip(text.trim().trim_end_matches(';').split(',')).collect();
    push("user", &fields, sink);
    Ok(())
}

fn push(container: &str, fields: &[(&str, &str)], sink: &mut dyn Sink) {
    sink.open(Container::text(container, Layer::SystemFile));
    for (place, text) in fields.iter().filter(|it| !it.1.trim().is_empty()) {
        sink.push(Fragment::new(text, Layer::SystemFile, Place::Named(place)));
    }
    sink.close();
}

fn is_thumbnails(artefact: &Artefact<'_>) -> bool {
    let is_store = artefact.bytes().starts_with(OLE) || artefact.bytes().starts_with(b"CMMM");
    let name = artefact.file_name().to_ascii_lowercase();
    is_store && (name.contains("thumbs") || name.contains("thumbcache"))
}

/// A store of one file holds names and pictures; in the newer one nothing but
/// what an editor shows is told.
fn read_thumbnails(
    artefact: &Artefact<'_>,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    let outcome = match bytes.starts_with(OLE) {
        true => store::push_thumbnails(bytes, budget, sink),
        false => Err(Reason::Picture),
    };
    if outcome.is_err() {
        printable(bytes, Layer::SystemFile, "", sink);
        sink.gap(Gap::part("pictures of files", Reason::Picture));
    }
    Ok(())
}

fn is_folder(artefact: &Artefact<'_>) -> bool {
    FRONTS.iter().any(|front| artefact.bytes().starts_with(front))
}

fn read_strings(artefact: &Artefact<'_>, _: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    let names = if bytes.starts_with(STORE) { store::names(bytes) } else { Vec::new() };
    if names.is_empty() {
        printable(bytes, Layer::SystemFile, "", sink);
        return Ok(());
    }
    let fields: Vec<(&str, &str)> = names.iter().map(|name| ("file", name.as_str())).collect();
    push("files", &fields, sink);
    Ok(())
}
