//! Streams that unpack to more than anything on a page needs are refused before
//! anyone unpacks them: what draws the pages knows no limit.

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use crate::document::Reason;
use crate::read::Budget;

/// Bytes that one stream may unpack to: a picture of 60 megapixels has 180 million.
const MOST_BYTES: u64 = 256 << 20;

/// How many times its size deflate unpacks to at the most (RFC 1951).
const DEFLATE_RATIO: u64 = 1032;

/// The bytes in front of a stream that hold its dictionary.
const DICTIONARY: usize = 2 << 10;

/// Refuses a file with a stream that is a bomb.
pub(super) fn check(bytes: &[u8], budget: &Budget) -> Result<(), Reason> {
    let limit = MOST_BYTES.min(budget.limits().part);
    for start in memmem::find_iter(bytes, b"stream") {
        if bytes[..start].ends_with(b"end") {
            continue;
        }
        let front = &bytes[start.saturating_sub(DICTIONARY)..start];
        let object = memmem::rfind(front, b"obj").unwrap_or(0);
        let filters = filters_in(&front[object..]);
        if filters == 0 {
            continue;
        }
        let body = body_at(bytes, start + b"stream".len());
        let most = (body.len() as u64).saturating_mul(DEFLATE_RATIO.saturating_pow(filters));
        if most > limit && unpacked(body, filters, limit) > limit {
            return Err(Reason::TooLarge { limit, unit: "unpacked bytes" });
        }
    }
    Ok(())
}

/// How many times a stream is packed, as far as that can blow it up.
fn filters_in(dictionary: &[u8]) -> u32 {
    let count = |name: &[u8]| memmem::find_iter(dictionary, name).count();
    let packed = count(b"FlateDecode") + count(b"/Fl ") + count(b"/Fl/") + count(b"/Fl]");
    u32::try_from(packed).unwrap_or(u32::MAX).min(8)
}

fn body_at(bytes: &[u8], start: usize) -> &[u8] {
    let rest = bytes.get(start..).unwrap_or_default();
    let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
    let rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    &rest[..memmem::find(rest, b"endstream").unwrap_or(rest.len())]
}

/// The bytes that a stream unpacks to, counted no further than just above a limit.
fn unpacked(body: &[u8], filters: u32, limit: u64) -> u64 {
    let mut reader: Box<dyn Read + '_> = Box::new(body);
    for _ in 0..filters {
        reader = Box::new(ZlibDecoder::new(reader));
    }
    let mut taken = reader.take(limit + 1);
    std::io::copy(&mut taken, &mut std::io::sink()).unwrap_or_else(|_| limit + 1 - taken.limit())
}
