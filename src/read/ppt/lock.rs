//! Presentations that are encrypted ([MS-PPT] 2.3.7, [MS-OFFCRYPTO] 2.3.5): each
//! part by itself, under RC4 with a key of its own number.

use super::edits::Edits;
use super::records::Record;
use crate::document::Reason;
use crate::read::Budget;
use crate::read::keys::Opened;
use crate::read::xls::lock::cloak::Cloak;

/// The part that says how the others are encrypted ([MS-PPT] 2.3.7).
const SESSION: u16 = 0x2F14;

/// What stands before the same description in a workbook ([MS-XLS] 2.4.117).
const AS_IN_XLS: [u8; 2] = [1, 0];

/// The bytes of a record's head, and of a digest of a picture.
const HEAD: usize = 8;
const DIGEST: usize = 16;

/// The instances of pictures with two digests, and the kinds of those in the
/// formats of drawing programs, with what stands before their bytes; one byte
/// stands before those of others ([MS-ODRAW] 2.2.24 to 2.2.31).
const WITH_TWO: [u16; 8] = [0x217, 0x3D5, 0x46B, 0x543, 0x6E1, 0x6E3, 0x6E5, 0x7A9];
const METAFILES: std::ops::RangeInclusive<u16> = 0xF01A..=0xF01C;
const METAFILE_HEAD: usize = 34;

/// What lies over the parts, by the first password that fits.
///
/// # Errors
///
/// When none fits, or it is another scheme.
pub(super) fn cloak(
    stream: &[u8],
    edits: &Edits,
    session: u32,
    budget: &Budget,
) -> Result<Opened<Cloak>, Reason> {
    let part = edits.part(session, stream).filter(|it| it.kind == SESSION);
    let pass = [&AS_IN_XLS, part.ok_or(Reason::Encrypted)?.data].concat();
    budget.keys().open_slides(|password| {
        budget.hash(1)?;
        Ok(Cloak::of(&pass, password))
    })
}

/// The stream with the parts of its last save in clear.
pub(super) fn plain(stream: &[u8], edits: &Edits, session: u32, cloak: &Cloak) -> Vec<u8> {
    let mut plain = stream.to_vec();
    for (number, at) in edits.parts.iter().filter(|it| *it.0 != session) {
        let head = stream.get(*at..at.saturating_add(HEAD)).and_then(|it| cloak.plain(*number, it));
        let Some(length) = head.as_deref().and_then(length) else { continue };
        let end = at.saturating_add(HEAD).saturating_add(length).min(stream.len());
        if let Some(part) = cloak.plain(*number, &stream[*at..end]) {
            plain[*at..end].copy_from_slice(&part);
        }
    }
    plain
}

/// The pictures of their stream in clear: each of their fields is encrypted as the
/// first bytes under the key of the number 0.
pub(super) fn pictures(stream: &[u8], cloak: &Cloak) -> Vec<u8> {
    let mut plain = stream.to_vec();
    let mut at = 0;
    let mut open = |at: usize, length: usize| {
        let end = at.saturating_add(length).min(stream.len());
        let field = cloak.plain(0, stream.get(at..end)?)?;
        plain[at..end].copy_from_slice(&field);
        Some((field, end))
    };
    while at < stream.len() {
        let Some((head, start)) = open(at, HEAD) else { break };
        let Some((record, length)) = Record::at(&head, 0).zip(length(&head)) else { break };
        let end = start.saturating_add(length);
        let digests = if WITH_TWO.contains(&record.instance) { 2 } else { 1 };
        let before = if METAFILES.contains(&record.kind) { METAFILE_HEAD } else { 1 };
        let fields = std::iter::repeat_n(DIGEST, digests).chain([before]);
        let mut next = start;
        for field in fields {
            next = open(next, field.min(end.saturating_sub(next))).map_or(end, |it| it.1);
        }
        open(next, end.saturating_sub(next));
        at = end;
    }
    plain
}

/// The length that the head of a record says.
fn length(head: &[u8]) -> Option<usize> {
    let bytes = head.get(4..HEAD)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}
