//! Files packed one at a time: gzip, bzip2, xz and zstd. What is inside is a file
//! of its own, under the name that the packer noted or that is left without the
//! extension: `annexes.tar.gz!annexes.tar!q3.xlsx`.

use std::io::Read;
use std::rc::Rc;

use bzip2::bufread::BzDecoder;
use flate2::bufread::GzDecoder;
use lzma_rust2::XzReader;
use ruzstd::decoding::StreamingDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};

use super::package::{Metered, PartStream};
use super::strings::printable;
use super::tail::push_tail;
use super::{Budget, Format, Limits};
use crate::artefact::Artefact;
use crate::document::{Container, Enclosure, Fragment, Layer, Place, Reason, Sink};

/// What begins a member of gzip (RFC 1952, 2.3.1), its method with it.
const GZIP_FRONT: &[u8] = b"\x1F\x8B\x08";

/// What begins a stream of xz (The .xz File Format, 2.1.1.1).
const XZ_FRONT: &[u8] = b"\xFD7zXZ\0";

/// What begins a frame of zstd (RFC 8878, 3.1.1).
const ZSTD_FRONT: &[u8] = b"\x28\xB5\x2F\xFD";

/// What begins a stream of bzip2 with a block in it, or without one: its size
/// stands between.
const BZIP2_BLOCKS: &[&[u8]] = &[b"1AY&SY", b"\x17\x72\x45\x38\x50\x90"];

/// gzip (RFC 1952).
pub(super) const GZIP: Format = Format {
    name: "gzip",
    extensions: &["gz", "tgz", "svgz", "emz", "wmz"],
    sniff: |artefact| begins_gzip(artefact.bytes()),
    read: |artefact, budget, sink| {
        push_notes(artefact.bytes(), sink);
        read(&Packing { name: "gzip", begins: begins_gzip, member: gzip }, artefact, budget, sink)
    },
};

/// bzip2.
pub(super) const BZIP2: Format = Format {
    name: "bzip2",
    extensions: &["bz2", "tbz", "tbz2"],
    sniff: |artefact| begins_bzip2(artefact.bytes()),
    read: |artefact, budget, sink| {
        let packing = Packing { name: "bzip2", begins: begins_bzip2, member: bzip2 };
        read(&packing, artefact, budget, sink)
    },
};

/// xz.
pub(super) const XZ: Format = Format {
    name: "xz",
    extensions: &["xz", "txz"],
    sniff: |artefact| begins_xz(artefact.bytes()),
    read: |artefact, budget, sink| {
        read(&Packing { name: "xz", begins: begins_xz, member: xz }, artefact, budget, sink)
    },
};

/// zstd (RFC 8878).
pub(super) const ZSTD: Format = Format {
    name: "zstd",
    extensions: &["zst", "tzst"],
    sniff: |artefact| artefact.bytes().starts_with(ZSTD_FRONT),
    read: |artefact, budget, sink| {
        read(&Packing { name: "zstd", begins: begins_zstd, member: zstd }, artefact, budget, sink)
    },
};

fn begins_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(GZIP_FRONT)
}

fn begins_bzip2(bytes: &[u8]) -> bool {
    let block = bytes.get(4..).unwrap_or_default();
    bytes.starts_with(b"BZh") && BZIP2_BLOCKS.iter().any(|it| block.starts_with(it))
}

fn begins_xz(bytes: &[u8]) -> bool {
    bytes.starts_with(XZ_FRONT)
}

/// A frame, or one that is to be skipped (RFC 8878, 3.1.2).
fn begins_zstd(bytes: &[u8]) -> bool {
    let is_skipped = bytes.first().is_some_and(|it| it & 0xF0 == 0x50);
    bytes.starts_with(ZSTD_FRONT) || is_skipped && bytes.get(1..4) == Some(b"\x2A\x4D\x18")
}

/// The decoder of the member at the front, which it takes off the bytes while it
/// reads; nothing when the bytes are no member.
type Member = for<'r> fn(&'r mut Metered<'_>) -> Option<Box<dyn Read + 'r>>;

/// A way to pack a file: one member, or several one behind the other.
struct Packing {
    name: &'static str,
    begins: fn(&[u8]) -> bool,
    member: Member,
}

fn gzip<'r>(bytes: &'r mut Metered<'_>) -> Option<Box<dyn Read + 'r>> {
    Some(Box::new(GzDecoder::new(bytes)))
}

fn bzip2<'r>(bytes: &'r mut Metered<'_>) -> Option<Box<dyn Read + 'r>> {
    Some(Box::new(BzDecoder::new(bytes)))
}

fn xz<'r>(bytes: &'r mut Metered<'_>) -> Option<Box<dyn Read + 'r>> {
    Some(Box::new(XzReader::new(bytes, false)))
}

/// A frame that is to be skipped is one without content.
fn zstd<'r>(bytes: &'r mut Metered<'_>) -> Option<Box<dyn Read + 'r>> {
    let mut front = bytes.rest();
    match StreamingDecoder::new(&mut front) {
        Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
            length,
            ..
        })) => {
            let length = usize::try_from(length).ok()?;
            bytes.skip(length.checked_add(8)?)?;
            Some(Box::new(std::io::empty()))
        }
        _ => Some(Box::new(StreamingDecoder::new(bytes).ok()?)),
    }
}

/// Encloses what the members hold together; a damaged one ends it.
fn read(
    packing: &Packing,
    artefact: &Artefact<'_>,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let mut rest = Metered::new(artefact.bytes());
    let mut content = Vec::new();
    let mut outcome = Ok(());
    while (packing.begins)(rest.rest()) && outcome.is_ok() {
        outcome = unpack(packing, &mut rest, budget, &mut content);
    }
    if content.is_empty() && outcome.is_err() {
        printable(artefact.bytes(), Layer::UnknownPart, "", sink);
        return outcome;
    }
    sink.enclose(Enclosure { name: &inner_name(artefact), bytes: &content });
    if outcome.is_ok() {
        push_tail(rest.rest(), sink);
    }
    outcome
}

/// Adds what the member at the front holds, as far as it unpacks.
fn unpack(
    packing: &Packing,
    rest: &mut Metered<'_>,
    budget: &Budget,
    content: &mut Vec<u8>,
) -> Result<(), Reason> {
    let (packed, meter) = (rest.rest().len() as u64, rest.meter());
    let damaged = || Reason::Malformed { format: packing.name, detail: "it is damaged".into() };
    let decoder = (packing.member)(rest).ok_or_else(damaged)?;
    let mut stream = PartStream::new(decoder, packed, budget).metered(Rc::clone(&meter));
    let limit = budget.limits().part;
    let left = limit.saturating_sub(content.len() as u64);
    let before = content.len();
    let outcome = (&mut stream).take(left + 1).read_to_end(content);
    if (content.len() - before) as u64 > left {
        return Err(Reason::TooLarge { limit, unit: "bytes" });
    }
    // Many small members are one bomb as well.
    let Limits { ratio, ratio_from, .. } = *budget.limits();
    let allowed = meter.get().saturating_mul(ratio).max(ratio_from);
    if content.len() as u64 > allowed {
        return Err(Reason::Bomb(ratio));
    }
    outcome.map(drop).map_err(|error| match stream.reason(&error) {
        Reason::Malformed { .. } => damaged(),
        reason => reason,
    })
}

/// The name of the file inside: the one that the packer noted, or that of the
/// packed one without its extension.
fn inner_name(artefact: &Artefact<'_>) -> String {
    if let Some(name) = header(artefact.bytes()).map(|it| it.0).filter(|it| !it.is_empty()) {
        return name;
    }
    let name = artefact.file_name();
    let Some((stem, extension)) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) else {
        return "content".to_owned();
    };
    match extension.to_ascii_lowercase().as_str() {
        "tgz" | "tbz" | "tbz2" | "txz" | "tzst" => format!("{stem}.tar"),
        "svgz" => format!("{stem}.svg"),
        "emz" => format!("{stem}.emf"),
        "wmz" => format!("{stem}.wmf"),
        "gz" | "bz2" | "xz" | "zst" => stem.to_owned(),
        _ => "content".to_owned(),
    }
}

/// The name and the comment of the member at the front (RFC 1952, 2.3), in
/// ISO 8859-1; nothing when it is not of gzip.
fn header(bytes: &[u8]) -> Option<(String, String)> {
    if !begins_gzip(bytes) {
        return None;
    }
    let decoder = GzDecoder::new(bytes);
    let header = decoder.header()?;
    let text = |it: Option<&[u8]>| {
        let bytes = it.unwrap_or_default();
        let latin = || bytes.iter().map(|it| char::from(*it)).collect();
        std::str::from_utf8(bytes).map_or_else(|_| latin(), str::to_owned)
    };
    Some((text(header.filename()), text(header.comment())))
}

/// Pushes what the packer noted in the header: the name that the file had, and a
/// comment.
fn push_notes(bytes: &[u8], sink: &mut dyn Sink) {
    let Some((name, comment)) = header(bytes) else { return };
    for (text, layer, place) in
        [(name, Layer::SavePath, "original name"), (comment, Layer::ArchiveComment, "comment")]
    {
        if !text.is_empty() {
            sink.open(Container::text("", layer));
            sink.push(Fragment::new(&text, layer, Place::Named(place)));
            sink.close();
        }
    }
}
