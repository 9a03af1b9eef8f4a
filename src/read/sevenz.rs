//! 7z archives: every entry is a file of its own, whatever its name. Those that
//! are encrypted are opened with the passwords that were given (7-Zip,
//! 7zFormat.txt).

mod claims;
mod header;

use std::io::{self, Cursor, Read};

use memchr::memmem;
use sevenz_rust2::{Archive, Block, BlockDecoder, Coder, EncoderMethod, Error, Password};

use self::header::archive;
use super::package::{PartStream, whole};
use super::strings::printable;
use super::tail::push_tail;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Enclosure, Gap, Layer, Reason, Sink};

/// 7z archives by their first bytes.
pub(super) const FORMAT: Format = Format {
    name: "7z",
    extensions: &["7z"],
    sniff: |artefact| artefact.bytes().starts_with(b"7z\xBC\xAF\x27\x1C"),
    read,
};

/// The bytes of the header at the front, which says where the other one is.
const FRONT: u64 = 32;

/// The rounds of hashing that 7-Zip itself asks for.
const ROUNDS: u64 = 1 << 19;

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    let (archive, password) = opened(bytes, budget).inspect_err(|_| {
        printable(bytes, Layer::UnknownPart, "", sink);
    })?;
    let Some(password) = password else {
        for entry in archive.files.iter().filter(|it| it.has_stream) {
            sink.gap(Gap::part(entry.name.as_str(), Reason::Encrypted));
        }
        return Ok(());
    };
    for number in 0..archive.blocks.len() {
        enclose_block(bytes, &archive, number, &password, budget, sink);
    }
    for entry in archive.files.iter().filter(|it| !it.has_stream && !it.is_directory) {
        sink.enclose(Enclosure { name: &entry.name, bytes: b"" });
    }
    push_tail(after_end(bytes), sink);
    Ok(())
}

/// The archive and the password that opens its entries; no password when none
/// of those that were given fits.
fn opened(bytes: &[u8], budget: &Budget) -> Result<(Archive, Option<Password>), Reason> {
    let none = Password::empty();
    let closed = match archive(bytes, &none, budget) {
        Ok(archive) if !archive.blocks.iter().any(is_encrypted) => {
            return Ok((archive, Some(none)));
        }
        Ok(archive) => Some(archive),
        Err(Reason::Encrypted) => None,
        Err(reason) => return Err(reason),
    };
    for given in budget.keys().given() {
        budget.hash(rounds(bytes))?;
        let password = Password::new(given);
        if let Some(archive) = fitting(bytes, &password, budget)? {
            return Ok((archive, Some(password)));
        }
    }
    closed.map(|archive| (archive, None)).ok_or(Reason::Encrypted)
}

/// The archive, if a password opens it and the first of its encrypted entries.
fn fitting(bytes: &[u8], password: &Password, budget: &Budget) -> Result<Option<Archive>, Reason> {
    let Ok(archive) = archive(bytes, password, budget) else { return Ok(None) };
    let Some(number) = archive.blocks.iter().position(is_encrypted) else {
        return Ok(Some(archive));
    };
    let mut source = Cursor::new(bytes);
    let block = BlockDecoder::new(1, number, &archive, password, &mut source);
    let packed = bytes.len() as u64;
    let outcome = block.for_each_entries(&mut |_, content| {
        let stream = PartStream::new(content, packed, budget);
        io::copy(&mut stream.take(budget.limits().part), &mut io::sink())?;
        Ok(false)
    });
    Ok(outcome.is_ok().then_some(archive))
}

/// Encloses the entries that are packed together; behind one that does not
/// unpack none does.
fn enclose_block(
    bytes: &[u8],
    archive: &Archive,
    number: usize,
    password: &Password,
    budget: &Budget,
    sink: &mut dyn Sink,
) {
    let mut source = Cursor::new(bytes);
    let block = BlockDecoder::new(1, number, archive, password, &mut source);
    let names: Vec<String> = block.entries().iter().map(|it| it.name.clone()).collect();
    let (mut done, mut broken) = (0, None);
    let outcome = block.for_each_entries(&mut |entry, content| {
        match whole(PartStream::new(content, bytes.len() as u64, budget)) {
            Ok(unpacked) => sink.enclose(Enclosure { name: &entry.name, bytes: &unpacked }),
            Err(reason) => broken = Some(renamed(reason)),
        }
        done += usize::from(broken.is_none());
        Ok(broken.is_none())
    });
    let broken = broken.or(outcome.err().map(|error| reason(&error)));
    let Some(broken) = broken else { return };
    for name in names.iter().skip(done) {
        sink.gap(Gap::part(name.as_str(), broken.clone()));
    }
}

/// Whether the entries of a block are encrypted.
fn is_encrypted(block: &Block) -> bool {
    let is_aes = |it: &Coder| it.encoder_method_id() == EncoderMethod::ID_AES256_SHA256;
    block.coders.iter().any(is_aes)
}

/// The rounds of hashing that a password costs: a plain header says it behind the
/// number of the cipher and a length; else they are those of 7-Zip itself.
fn rounds(bytes: &[u8]) -> u64 {
    let tail = &bytes[bytes.len().saturating_sub(1 << 16)..];
    let cipher = EncoderMethod::ID_AES256_SHA256;
    let said = memmem::find_iter(tail, cipher).filter_map(|at| tail.get(at + cipher.len() + 1));
    said.map(|it| 1_u64 << (it & 0x3F)).max().unwrap_or(ROUNDS)
}

/// What follows the header at the end.
fn after_end(bytes: &[u8]) -> &[u8] {
    let long = |at: usize| {
        let bytes = bytes.get(at..at + 8)?.try_into().ok()?;
        Some(u64::from_le_bytes(bytes))
    };
    let end =
        long(12).zip(long(20)).map(|(at, length)| FRONT.saturating_add(at).saturating_add(length));
    let end = end.and_then(|it| usize::try_from(it).ok());
    end.and_then(|end| bytes.get(end..)).unwrap_or_default()
}

fn reason(error: &Error) -> Reason {
    match error {
        Error::PasswordRequired | Error::MaybeBadPassword(_) => Reason::Encrypted,
        Error::UnsupportedCompressionMethod(_) | Error::Unsupported(_) => {
            Reason::NotInThisVersion("this kind of compression")
        }
        Error::Io(error, _) if error.kind() == io::ErrorKind::UnexpectedEof => Reason::Truncated,
        _ => malformed(),
    }
}

fn renamed(reason: Reason) -> Reason {
    if matches!(reason, Reason::Malformed { .. }) { malformed() } else { reason }
}

fn malformed() -> Reason {
    Reason::Malformed { format: "7z", detail: "it is damaged".into() }
}
