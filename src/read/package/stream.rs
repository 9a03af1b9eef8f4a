//! The bytes of one part as a stream under the limits.

use std::io::Read;

use zip::read::ZipFile;

use super::{Unpacked, broken_part};
use crate::document::Reason;
use crate::read::Budget;

/// The bytes of an entry as a stream under the budget.
pub(super) fn part_stream<'f>(
    file: ZipFile<'f, impl Read + 'f>,
    budget: &'f Budget,
) -> PartStream<'f> {
    let packed = file.compressed_size();
    PartStream::new(file, packed, budget)
}

/// All the bytes of a stream.
pub(super) fn whole(mut stream: PartStream<'_>) -> Unpacked {
    let limit = stream.budget.limits().part;
    let mut bytes = Vec::new();
    let read = (&mut stream).take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| stream.reason(&error))?;
    if bytes.len() as u64 > limit {
        return Err(Reason::TooLarge { limit, unit: "bytes" });
    }
    Ok(bytes)
}

/// The unpacked bytes of a part, counted against the budget.
pub(in crate::read) struct PartStream<'a> {
    inner: Box<dyn Read + 'a>,
    pub(super) packed: u64,
    unpacked: u64,
    budget: &'a Budget,
    /// Why the stream ended early, if a limit did it.
    broken: Option<Reason>,
}

impl<'a> PartStream<'a> {
    /// A stream that comes out of so many packed bytes.
    pub(super) fn new(inner: impl Read + 'a, packed: u64, budget: &'a Budget) -> Self {
        PartStream { inner: Box::new(inner), packed, unpacked: 0, budget, broken: None }
    }
}

impl PartStream<'_> {
    /// Why the stream failed: the limit that it broke, or that it is damaged.
    pub(in crate::read) fn reason(&self, error: &std::io::Error) -> Reason {
        self.broken.clone().unwrap_or_else(|| broken_part(error))
    }

    /// Counts bytes against the budget and the ratio.
    fn count(&mut self, bytes: u64) -> Result<(), Reason> {
        self.unpacked += bytes;
        self.budget.unpack(bytes)?;
        let limits = self.budget.limits();
        let allowed = self.packed.saturating_mul(limits.ratio).max(limits.ratio_from);
        if self.unpacked > allowed { Err(Reason::Bomb(limits.ratio)) } else { Ok(()) }
    }
}

impl Read for PartStream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if let Err(reason) = self.count(count as u64) {
            self.broken = Some(reason);
            return Err(std::io::Error::other("a limit was reached"));
        }
        Ok(count)
    }
}
