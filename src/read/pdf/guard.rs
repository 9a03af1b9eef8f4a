//! Whether a document unpacks to more than it may, found before anything is
//! unpacked for good: a few kilobytes can hold gigabytes.

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;

use crate::document::Reason;
use crate::read::Budget;

/// The bytes that are unpacked at a time, to be counted.
const PIECE: usize = 64 << 10;

/// The bytes that one stream may unpack to: a page as large as a wall has no more
/// points.
const MOST: u64 = 256 << 20;

/// Counts what the streams unpack to, wherever in the bytes they are.
///
/// # Errors
///
/// When one of them is a bomb, or all of them are too much.
pub(super) fn check(bytes: &[u8], budget: &Budget) -> Result<u64, Reason> {
    let mut total = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        let content = &bytes[at + 6..];
        let content = content.strip_prefix(b"\r").unwrap_or(content);
        let Some(content) = content.strip_prefix(b"\n") else { continue };
        if is_packed(content) {
            total += unpacked(content, budget)?;
            if total > budget.limits().unpacked {
                let limit = budget.limits().unpacked;
                return Err(Reason::TooLarge { limit, unit: "unpacked bytes" });
            }
        }
    }
    Ok(total)
}

/// Whether bytes begin as zlib does (RFC 1950, 2.2).
fn is_packed(bytes: &[u8]) -> bool {
    let Some(&[first, second]) = bytes.get(..2) else { return false };
    first & 0x0F == 8 && (u16::from(first) << 8 | u16::from(second)) % 31 == 0
}

/// How many bytes come out of a stream.
fn unpacked(content: &[u8], budget: &Budget) -> Result<u64, Reason> {
    let limits = budget.limits();
    let mut inflate = Decompress::new(true);
    let mut piece = vec![0; PIECE];
    loop {
        let (read, written) = (inflate.total_in(), inflate.total_out());
        let rest = content.get(read as usize..).unwrap_or_default();
        let status = inflate.decompress(rest, &mut piece, FlushDecompress::None);
        let out = inflate.total_out();
        if out > limits.ratio_from && out / inflate.total_in().max(1) > limits.ratio {
            return Err(Reason::Bomb(limits.ratio));
        }
        if out > MOST {
            return Err(Reason::TooLarge { limit: MOST, unit: "unpacked bytes" });
        }
        let is_stuck = (read, written) == (inflate.total_in(), out);
        if is_stuck || matches!(status, Ok(Status::StreamEnd) | Err(_)) {
            return Ok(out);
        }
    }
}
