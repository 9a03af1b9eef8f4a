//! The header of a 7z archive, unpacked and held against its bytes before it is
//! handed on (7-Zip, 7zFormat.txt, "Archive structure").

use std::borrow::Cow;
use std::io::Cursor;

use flate2::Crc;
use sevenz_rust2::{Archive, BlockDecoder, Password};

use super::claims::{Claims, END, SUB_STREAMS};
use super::{FRONT, is_encrypted, malformed, reason, renamed};
use crate::document::Reason;
use crate::read::Budget;
use crate::read::package::{PartStream, whole};

/// What a header begins with, in clear and packed.
const PLAIN: u8 = 0x01;
const PACKED: u8 = 0x17;

/// The signature and the version of a front.
const SIGNATURE: &[u8] = b"7z\xBC\xAF\x27\x1C\0\x04";

/// A header of one file, packed as the streams before say.
const ONE_FILE: [u8; 4] = [0x05, 1, END, END];

/// What an archive holds, by the password of its header.
///
/// # Errors
///
/// When the header is damaged, encrypted under another password, or claims more
/// than it can hold.
pub(super) fn archive(
    bytes: &[u8],
    password: &Password,
    budget: &Budget,
) -> Result<Archive, Reason> {
    let header = at_the_end(bytes)?;
    let header = match header.split_first() {
        None => return Ok(Archive::default()),
        Some((&PACKED, streams)) => Cow::Owned(unpacked(bytes, streams, password, budget)?),
        Some(_) => Cow::Borrowed(header),
    };
    match header.split_first() {
        Some((&PLAIN, rest)) => Claims::of(rest, budget).check_header()?,
        _ => return Err(malformed()),
    }
    read(&header, password)
}

/// The header, where the front says that it is.
fn at_the_end(bytes: &[u8]) -> Result<&[u8], Reason> {
    let front = bytes.get(..FRONT as usize).ok_or(Reason::Truncated)?;
    let long =
        |at: usize| front[at..at + 8].iter().rev().fold(0, |all, it| all << 8 | u64::from(*it));
    let short = |at: usize| (long(at - 4) >> 32) as u32;
    if digest(&front[12..]) != short(8) {
        return Err(malformed());
    }
    let start = FRONT.checked_add(long(12)).ok_or_else(malformed)?;
    let end = start.checked_add(long(20)).ok_or_else(malformed)?;
    let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
    let header = range.and_then(|(start, end)| bytes.get(start..end)).ok_or(Reason::Truncated)?;
    if digest(header) == short(28) { Ok(header) } else { Err(malformed()) }
}

/// The packed header, unpacked as if it were a file of the archive.
fn unpacked(
    bytes: &[u8],
    streams: &[u8],
    password: &Password,
    budget: &Budget,
) -> Result<Vec<u8>, Reason> {
    let mut claims = Claims::of(streams, budget);
    claims.check_streams()?;
    let length = streams.len() - claims.left() - 1;
    let counted: &[u8] = if claims.has_sub_streams { &[] } else { &[SUB_STREAMS, END] };
    let header = [&[PLAIN, 0x04], &streams[..length], counted, &[END], &ONE_FILE].concat();
    let archive = read(&header, password)?;
    let block = archive.blocks.first().ok_or_else(malformed)?;
    if is_encrypted(block) && password.is_empty() {
        return Err(Reason::Encrypted);
    }
    let mut source = Cursor::new(bytes);
    let block = BlockDecoder::new(1, 0, &archive, password, &mut source);
    let mut header = Err(malformed());
    let outcome = block.for_each_entries(&mut |_, content| {
        header = whole(PartStream::new(content, bytes.len() as u64, budget)).map_err(renamed);
        Ok(false)
    });
    outcome.map_err(|error| reason(&error)).and(header)
}

/// The archive of a header in clear, which was held against its bytes.
fn read(header: &[u8], password: &Password) -> Result<Archive, Reason> {
    let place = [0_u64.to_le_bytes(), (header.len() as u64).to_le_bytes()].concat();
    let place = [place, digest(header).to_le_bytes().to_vec()].concat();
    let bytes = [SIGNATURE, &digest(&place).to_le_bytes(), &place, header].concat();
    Archive::read(&mut Cursor::new(bytes), password).map_err(|error| reason(&error))
}

fn digest(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}
