//! Packed bytes that count how many of them were taken: what unpacks to too many
//! times of these is a bomb, however large its container is.

use std::cell::Cell;
use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom};
use std::rc::Rc;

/// How many bytes were taken, shared between who takes them and who asks.
pub(in crate::read) type Meter = Rc<Cell<u64>>;

/// Bytes that are counted when they are taken.
#[derive(Clone)]
pub(in crate::read) struct Metered<'a> {
    bytes: Cursor<&'a [u8]>,
    meter: Meter,
}

impl<'a> Metered<'a> {
    /// These bytes, of which none is taken.
    pub(in crate::read) fn new(bytes: &'a [u8]) -> Self {
        Metered { bytes: Cursor::new(bytes), meter: Meter::default() }
    }

    /// The count.
    pub(in crate::read) fn meter(&self) -> Meter {
        Rc::clone(&self.meter)
    }

    /// The bytes that are left.
    pub(in crate::read) fn rest(&self) -> &'a [u8] {
        let at = usize::try_from(self.bytes.position()).unwrap_or(usize::MAX);
        self.bytes.get_ref().get(at..).unwrap_or_default()
    }

    /// Passes over bytes; nothing when there are fewer.
    pub(in crate::read) fn skip(&mut self, count: usize) -> Option<()> {
        self.rest().get(count..)?;
        self.consume(count);
        Some(())
    }

    fn add(&self, count: usize) {
        self.meter.set(self.meter.get().saturating_add(count as u64));
    }
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.add(count);
        Ok(count)
    }
}

impl BufRead for Metered<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.bytes.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.bytes.consume(count);
        self.add(count);
    }
}

impl Seek for Metered<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}
