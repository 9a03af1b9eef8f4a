//! GIF: pictures one behind the other, with comments and data of programs between
//! them (GIF89a Specification).

use super::notes::Notes;
use super::{exif, short, xmp};
use crate::document::{Layer, Reason};
use crate::read::Budget;

/// Takes notes of a picture and of what follows its end.
pub(super) fn take(bytes: &[u8], _: &Budget, notes: &mut Notes<'_>) -> Result<(), Reason> {
    let size = short(bytes, 6).zip(short(bytes, 8)).ok_or(Reason::Truncated)?;
    notes.measure(size.0.into(), size.1.into());
    let mut at = 13 + colours(*bytes.get(10).ok_or(Reason::Truncated)?);
    let mut frames = 0;
    loop {
        match bytes.get(at).ok_or(Reason::Truncated)? {
            0x3B => {
                notes.several("frames", frames);
                notes.tail(&bytes[at + 1..]);
                return Ok(());
            }
            0x2C => {
                frames += 1;
                let own = colours(*bytes.get(at + 9).ok_or(Reason::Truncated)?);
                at = blocks(bytes, at + 11 + own)?.1;
            }
            0x21 => {
                let kind = *bytes.get(at + 1).ok_or(Reason::Truncated)?;
                let (content, end) = blocks(bytes, at + 2)?;
                take_extension(kind, &content, &bytes[at..end], notes);
                at = end;
            }
            _ => {
                let detail = "a block is damaged".into();
                return Err(Reason::Malformed { format: "GIF", detail });
            }
        }
    }
}

/// The bytes of a table of colours.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The content of blocks one behind the other, and where they end.
fn blocks(bytes: &[u8], mut at: usize) -> Result<(Vec<u8>, usize), Reason> {
    let mut content = Vec::new();
    loop {
        let length = usize::from(*bytes.get(at).ok_or(Reason::Truncated)?);
        at += 1;
        if length == 0 {
            return Ok((content, at));
        }
        content.extend_from_slice(bytes.get(at..at + length).ok_or(Reason::Truncated)?);
        at += length;
    }
}

/// Takes note of an extension; XMP stands in one as it is, without blocks.
fn take_extension(kind: u8, content: &[u8], whole: &[u8], notes: &mut Notes<'_>) {
    match kind {
        0xFE => notes.about("comment", &exif::text(content)),
        0x01 => {
            notes.add(Layer::Body, "plain text", &exif::text(content.get(12..).unwrap_or_default()))
        }
        0xFF if content.starts_with(b"XMP Data") => xmp::take_within(whole, notes),
        0xFF if content.starts_with(b"NETSCAPE") || content.starts_with(b"ANIMEXTS") => {}
        0xFF => notes.scan(Layer::ImageMetadata, "application data", content),
        _ => {}
    }
}
