//! Opens Office packages that are encrypted with a password, if it is the one
//! that every Excel tries or one that was given ([MS-OFFCRYPTO] 2.3.4). What
//! does not open is a gap.

mod agile;
pub(super) mod cipher;
pub(super) mod hash;
pub(super) mod standard;

use self::agile::Agile;
use self::standard::Standard;
use super::keys::Opened;
use super::ole::{self, Ole};
use super::strings::printable;
use super::unread::has_stream;
use super::{Budget, Format, format_of, xls};
use crate::artefact::Artefact;
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};

/// What encryption under a password that every Excel or PowerPoint tries is worth.
pub(super) const OPEN: &str =
    "encrypted with the default password only: its program opens it for anyone";

/// What a file is that a password of the user opens.
const GIVEN: &str = "encrypted, opened with a password of yours: the recipient needs it";

/// The streams of an encrypted package ([MS-OFFCRYPTO] 2.3.4.1).
const INFO: &str = "/EncryptionInfo";
const PACKAGE: &str = "/EncryptedPackage";

/// The storage that says how the package is packed ([MS-OFFCRYPTO] 2.2).
const SPACES: &str = "/\u{6}DataSpaces/";

/// Office packages encrypted as a whole.
pub(super) const FORMAT: Format = Format {
    name: "encrypted-office",
    extensions: &[
        "xlsx", "xlsm", "xlsb", "xltx", "xltm", "docx", "docm", "dotx", "dotm", "pptx", "pptm",
        "potx", "potm", "ppsx", "ppsm",
    ],
    sniff: |artefact| is_locked(artefact.bytes()),
    read,
};

/// Whether the bytes are a compound file with an encrypted package in it, even
/// where its directory is damaged.
fn is_locked(bytes: &[u8]) -> bool {
    ole::is_ole(bytes) && has_stream(bytes, PACKAGE.trim_start_matches('/'))
}

/// What was encrypted, and why it is not all of it.
struct Plain {
    bytes: Vec<u8>,
    flaw: Option<Reason>,
}

impl Plain {
    /// Bytes cut to the size that they claim to have.
    fn cut(mut bytes: Vec<u8>, size: u64) -> Plain {
        let flaw = ((bytes.len() as u64) < size).then_some(Reason::Truncated);
        bytes.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Plain { bytes, flaw }
    }
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let opened = match opened(artefact.bytes(), budget) {
        Ok(opened) => opened,
        Err(reason) => {
            printable(artefact.bytes(), Layer::UnknownPart, "", sink);
            return Err(reason);
        }
    };
    say(&opened, sink);
    let plain = opened.content;
    let outcome = read_plain(&artefact.inner(artefact.name(), &plain.bytes), budget, sink);
    let beside = push_beside(artefact.bytes(), budget, sink);
    plain.flaw.map_or(outcome.and(beside), Err)
}

/// Says who opens what is encrypted: every Excel, or who has the password.
pub(super) fn say<T>(opened: &Opened<T>, sink: &mut dyn Sink) {
    let said = if opened.by_default { OPEN } else { GIVEN };
    sink.open(Container::text("encryption", Layer::Property).remarked(said));
    sink.push(Fragment::new(said, Layer::Property, Place::Whole));
    sink.close();
}

/// Reads what was encrypted as the file that it is.
fn read_plain(plain: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    budget.enclose(plain.depth())?;
    let format = format_of(plain).ok_or(Reason::UnknownFormat)?;
    (format.read)(plain, budget, sink)
}

/// Pushes the streams that are not encrypted, such as properties.
fn push_beside(bytes: &[u8], budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut file = Ole::open(bytes, budget)?;
    let streams = file.streams();
    let taken = |path: &&str| path.starts_with(SPACES) || [INFO, PACKAGE].contains(path);
    let taken: Vec<&str> = streams.iter().map(String::as_str).filter(taken).collect();
    xls::push_streams(&mut file, &taken, sink);
    Ok(())
}

/// What is encrypted in a compound file.
///
/// # Errors
///
/// When no password fits or the scheme is another one than those of passwords:
/// rights management, certificates.
fn opened(bytes: &[u8], budget: &Budget) -> Result<Opened<Plain>, Reason> {
    let mut file = Ole::open(bytes, budget).map_err(|_| Reason::Encrypted)?;
    let info = file.bytes(INFO).map_err(|_| Reason::Encrypted)?;
    let package = file.bytes(PACKAGE)?;
    // The version: its major and its minor number ([MS-OFFCRYPTO] 2.3.4.5, 2.3.4.10).
    let (version, rest) = info.split_at_checked(4).ok_or(Reason::Encrypted)?;
    let opened = match [version[0], version[2]] {
        [4, 4] => {
            let agile = rest.get(4..).and_then(Agile::parse).ok_or(Reason::Encrypted)?;
            let key = budget.keys().open(|password| agile.key(password, budget))?;
            key.try_map(|key| agile.open(&key, &package))
        }
        [2..=4, 2] => {
            let standard = Standard::parse(rest).ok_or(Reason::Encrypted)?;
            let key = budget.keys().open(|password| standard.key(password, budget))?;
            key.try_map(|key| standard::open(&key, &package))
        }
        _ => return Err(Reason::Encrypted),
    };
    opened.ok_or(Reason::Truncated)
}

/// The size that a package claims to have, and its bytes ([MS-OFFCRYPTO] 2.3.4.4).
fn claimed(stream: &[u8]) -> Option<(u64, &[u8])> {
    let (size, body) = stream.split_first_chunk::<8>()?;
    Some((u64::from_le_bytes(*size), body))
}
