//! The pieces that a document's letters lie in ([MS-DOC] 2.4.1, 2.8.35 and 2.9.38):
//! a save that is fast only adds some, and leaves the old ones where they are.

use std::ops::Range;

use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252};

use super::bytes::{long, plc, short};
use super::fib::{Entry, Fib};
use crate::document::Reason;

/// What begins properties of pieces, and the table of pieces.
const PROPERTIES: u8 = 1;
const TABLE: u8 = 2;

/// The flag of a piece with one byte a letter ([MS-DOC] 2.9.73).
const NARROW: u32 = 0x4000_0000;

/// The bytes of a piece's description ([MS-DOC] 2.9.177).
const PIECE: usize = 8;

/// A piece of the text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Piece {
    /// The numbers of its letters.
    pub(super) letters: Range<u32>,
    /// Where it begins in the stream.
    pub(super) start: usize,
    pub(super) is_narrow: bool,
    encoding: &'static Encoding,
    /// Properties that hold for all of it ([MS-DOC] 2.9.214).
    pub(super) modifier: u16,
}

impl Piece {
    /// The bytes of a letter.
    pub(super) fn width(&self) -> usize {
        if self.is_narrow { 1 } else { 2 }
    }

    /// Where a letter lies in the stream.
    pub(super) fn place(&self, letter: u32) -> usize {
        let count = letter.saturating_sub(self.letters.start) as usize;
        self.start.saturating_add(count.saturating_mul(self.width()))
    }

    /// Where its letters lie in the stream.
    pub(super) fn bytes(&self) -> Range<usize> {
        self.start..self.place(self.letters.end)
    }

    /// The letters of some of its bytes.
    pub(super) fn decoded(&self, bytes: &[u8]) -> String {
        self.encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}

/// The pieces of a document, in the order of their letters.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) all: Vec<Piece>,
    /// The properties that pieces refer to.
    pub(super) properties: Vec<Vec<u8>>,
    /// Whether the table of them is damaged.
    pub(super) is_cut: bool,
}

impl Pieces {
    /// The pieces of a document. One of Word 6 and 95 may have none: its text is one.
    ///
    /// # Errors
    ///
    /// When there are none.
    pub(super) fn of(fib: &Fib, table: &[u8], stream: &[u8]) -> Result<Self, Reason> {
        let bytes = fib.bytes(Entry::Pieces, table);
        if fib.is_old && bytes.is_empty() {
            let (letters, start) = (0..fib.letters(), fib.start as usize);
            let all = vec![Piece {
                letters,
                start,
                is_narrow: true,
                encoding: fib.encoding,
                modifier: 0,
            }];
            return Ok(Pieces { all, ..Pieces::default() });
        }
        let mut pieces = Pieces::parse(bytes, fib).ok_or(Reason::Truncated)?;
        pieces.is_cut |= pieces.all.iter().any(|it| it.bytes().end > stream.len());
        pieces.bound(stream.len());
        Ok(pieces)
    }

    /// Leaves out the pieces beyond those that fill the stream: each lies in bytes of
    /// its own.
    fn bound(&mut self, most: usize) {
        let mut sum = 0_usize;
        let count = self.all.iter().take_while(|it| {
            sum = sum.saturating_add(it.bytes().len());
            sum <= most
        });
        let count = count.count();
        self.is_cut |= count < self.all.len();
        // The last one may reach behind the end: its bytes are all that there are.
        self.all.truncate(count + 1);
    }

    fn parse(bytes: &[u8], fib: &Fib) -> Option<Self> {
        let mut pieces = Pieces::default();
        let mut at = 0;
        while *bytes.get(at)? == PROPERTIES {
            let length = usize::from(short(bytes, at + 1)?);
            pieces.properties.push(bytes.get(at + 3..at + 3 + length)?.to_vec());
            at += 3 + length;
        }
        if bytes[at] != TABLE {
            return None;
        }
        let length = long(bytes, at + 1)? as usize;
        let rest = &bytes[at + 5..];
        pieces.is_cut = length > rest.len();
        let (positions, data) = plc(&rest[..length.min(rest.len())], PIECE);
        let mut last = 0;
        for (pair, data) in positions.windows(2).zip(data) {
            let place = long(data, 2)?;
            let is_narrow = fib.is_old || place & NARROW != 0;
            let start = place & !NARROW;
            let start = if is_narrow && !fib.is_old { start / 2 } else { start };
            let from = pair[0].max(last);
            last = pair[1].max(from);
            let letters = from..last;
            let modifier = short(data, 6)?;
            let start = start as usize;
            let encoding = match (is_narrow, fib.is_old) {
                (false, _) => UTF_16LE,
                (_, false) => WINDOWS_1252,
                (_, true) => fib.encoding,
            };
            pieces.all.push(Piece { letters, start, is_narrow, encoding, modifier });
        }
        Some(pieces)
    }

    /// The pieces that some letters lie in, cut to them.
    pub(super) fn within(&self, letters: &Range<u32>) -> impl Iterator<Item = Piece> {
        let (from, end) = (letters.start, letters.end);
        let first = self.all.partition_point(|it| it.letters.end <= from);
        let own = self.all[first..].iter().take_while(move |it| it.letters.start < end);
        own.map(move |piece| {
            let (start, letters) = (piece.letters.start.max(from), &piece.letters);
            Piece {
                letters: start..letters.end.min(end),
                start: piece.place(start),
                ..piece.clone()
            }
        })
    }

    /// The properties that a piece refers to.
    pub(super) fn of_piece(&self, piece: &Piece) -> Vec<u8> {
        let modifier = piece.modifier;
        if modifier & 1 == 1 {
            return self.properties.get(usize::from(modifier >> 1)).cloned().unwrap_or_default();
        }
        let value = (modifier >> 8) as u8;
        let property = match modifier >> 1 & 0x7F {
            0x41 => 0x0800_u16, // a deletion
            0x42 => 0x0801,     // an insertion
            0x5C => 0x083C,     // hidden
            0x62 => 0x2A42,     // a colour
            _ => return Vec::new(),
        };
        [&property.to_le_bytes()[..], &[value]].concat()
    }
}
