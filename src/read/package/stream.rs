//! A part of a zip container as a stream of bytes, counted against the budget.

use std::io::{Cursor, Read};

use zip::read::ZipFile;

use super::Unpacked;
use super::meter::Meter;
use crate::document::Reason;
use crate::read::Budget;

/// The bytes that are unpacked at a time: a decoder may hold as many as it is
/// asked for.
const STEP: usize = 256 << 10;

/// The unpacked bytes of a part, counted against the budget.
pub(in crate::read) struct PartStream<'a> {
    inner: Box<dyn Read + 'a>,
    pub(super) packed: u64,
    /// The count of packed bytes that were taken, and what it was at the beginning.
    meter: Option<(Meter, u64)>,
    unpacked: u64,
    budget: &'a Budget,
    /// Why the stream ended early, if a limit did it.
    broken: Option<Reason>,
}

impl<'a> PartStream<'a> {
    /// A stream that comes out of so many packed bytes.
    pub(in crate::read) fn new(inner: impl Read + 'a, packed: u64, budget: &'a Budget) -> Self {
        PartStream {
            inner: Box::new(inner),
            packed,
            meter: None,
            unpacked: 0,
            budget,
            broken: None,
        }
    }

    /// The stream of bytes that were counted before.
    pub(super) fn of(bytes: Vec<u8>, budget: &'a Budget) -> Self {
        let inner = Box::new(Cursor::new(bytes));
        PartStream { inner, packed: u64::MAX, meter: None, unpacked: 0, budget, broken: None }
    }

    /// The same, held against the packed bytes that were taken so far.
    pub(in crate::read) fn metered(self, meter: Meter) -> Self {
        let begun = meter.get();
        PartStream { meter: Some((meter, begun)), ..self }
    }

    /// The stream that another one makes of this one, counted as well: what it
    /// may unpack to was asked of this one.
    pub(in crate::read) fn turned(self, turn: impl FnOnce(Self) -> Box<dyn Read + 'a>) -> Self {
        let budget = self.budget;
        let inner = turn(self);
        PartStream { inner, packed: u64::MAX, meter: None, unpacked: 0, budget, broken: None }
    }

    /// Why the stream failed: the limit that it broke, or that it is damaged.
    pub(in crate::read) fn reason(&self, error: &std::io::Error) -> Reason {
        self.broken.clone().unwrap_or_else(|| broken_part(error))
    }

    /// Counts bytes against the budget and the ratio.
    fn count(&mut self, bytes: u64) -> Result<(), Reason> {
        self.unpacked += bytes;
        self.budget.unpack(bytes)?;
        let limits = self.budget.limits();
        let taken = self.meter.as_ref().map_or(u64::MAX, |it| it.0.get().saturating_sub(it.1));
        let allowed = self.packed.min(taken).saturating_mul(limits.ratio).max(limits.ratio_from);
        if self.unpacked > allowed { Err(Reason::Bomb(limits.ratio)) } else { Ok(()) }
    }
}

impl Read for PartStream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let room = buffer.len().min(STEP);
        let count = self.inner.read(&mut buffer[..room])?;
        if let Err(reason) = self.count(count as u64) {
            self.broken = Some(reason);
            return Err(std::io::Error::other("a limit was reached"));
        }
        Ok(count)
    }
}

/// The bytes of an entry as a stream under the budget.
pub(super) fn part_stream<'f>(
    file: ZipFile<'f, impl Read + 'f>,
    budget: &'f Budget,
) -> PartStream<'f> {
    let packed = file.compressed_size();
    PartStream::new(file, packed, budget)
}

/// All the bytes of a stream.
pub(in crate::read) fn whole(mut stream: PartStream<'_>) -> Unpacked {
    let limit = stream.budget.limits().part;
    let mut bytes = Vec::new();
    let read = (&mut stream).take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| stream.reason(&error))?;
    if bytes.len() as u64 > limit {
        return Err(Reason::TooLarge { limit, unit: "bytes" });
    }
    Ok(bytes)
}

/// Why the bytes of a part did not come out whole.
pub(super) fn broken_part(error: &std::io::Error) -> Reason {
    if let Some(reason) = error.get_ref().and_then(|it| it.downcast_ref::<Reason>()) {
        return reason.clone();
    }
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof => Reason::Truncated,
        std::io::ErrorKind::Unsupported => Reason::NotInThisVersion("this kind of compression"),
        _ => Reason::Malformed { format: "zip", detail: "a part is damaged".into() },
    }
}
