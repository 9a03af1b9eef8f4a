//! The records of a workbook stream: a number, a length, and that many bytes
//! ([MS-XLS] 2.1.4).

use encoding_rs::{Encoding, UTF_16LE};

use crate::read::leftovers::texts;

/// The record that carries on where the one before it had no room ([MS-XLS] 2.4.58).
const CONTINUE: u16 = 0x003C;

/// A record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) id: u16,
    pub(super) data: &'a [u8],
}

/// The fewest characters that make a text where no place for one is known: fewer
/// are mostly chance.
const SHORTEST: usize = 2;

impl Record<'_> {
    /// The texts of the record, wherever in it they stand: each with its length and
    /// a byte of flags before it (XLUnicodeString, [MS-XLS] 2.5.294).
    pub(super) fn texts(&self) -> Vec<String> {
        texts(self.data.len(), |at| self.text(at))
    }

    /// The text whose length stands at a byte, if one does, and where it ends.
    fn text(&self, at: usize) -> Option<(String, usize)> {
        let count = usize::from(self.u16(at)?);
        let flags = *self.data.get(at + 2).filter(|flags| count >= SHORTEST && **flags <= 1)?;
        let end = at + 3 + count * (1 + usize::from(flags));
        let text = Pieces::one(self.data.get(at..end)?).long_text(Script::Unicode)?;
        let is_text = text.chars().all(|it| !it.is_control() && it != char::REPLACEMENT_CHARACTER);
        (is_text && !text.trim().is_empty()).then_some((text, end))
    }

    /// A number of two bytes.
    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.data.get(at..at + 2)?.try_into().ok()?))
    }

    /// A number of four bytes.
    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.data.get(at..at + 4)?.try_into().ok()?))
    }

    /// A floating number of eight bytes.
    pub(super) fn f64(&self, at: usize) -> Option<f64> {
        Some(f64::from_le_bytes(self.data.get(at..at + 8)?.try_into().ok()?))
    }
}

/// The records of a stream from some byte on.
#[derive(Clone)]
pub(super) struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    /// The records from a byte on.
    pub(super) fn from(stream: &'a [u8], at: usize) -> Self {
        Records { stream, at }
    }

    /// Where the next record begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The bytes of a record and of all that carry it on.
    pub(super) fn whole(&mut self, first: Record<'a>) -> Pieces<'a> {
        let mut pieces = vec![first.data];
        while let Some(more) = self.clone().next().filter(|more| more.id == CONTINUE) {
            pieces.push(more.data);
            self.next();
        }
        Pieces { pieces, piece: 0, at: 0 }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    /// The next record; none at the end or when the next one is cut off.
    fn next(&mut self) -> Option<Record<'a>> {
        let head = self.stream.get(self.at..self.at.checked_add(4)?)?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let data = self.stream.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some(Record { id: u16::from_le_bytes([head[0], head[1]]), data })
    }
}

/// How a stream writes its texts: BIFF8 in UTF-16 with the upper bytes left
/// out where they are all zero, BIFF5 in a code page.
#[derive(Clone, Copy)]
pub(super) enum Script {
    Unicode,
    CodePage(&'static Encoding),
}

/// The bytes of a record that may be carried on by others.
pub(super) struct Pieces<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
}

impl<'a> Pieces<'a> {
    /// The bytes of one record.
    pub(super) fn one(data: &'a [u8]) -> Self {
        Pieces { pieces: vec![data], piece: 0, at: 0 }
    }

    /// All bytes, without regard to texts.
    pub(super) fn bytes_left(self) -> impl Iterator<Item = u8> {
        self.pieces.into_iter().skip(self.piece).flatten().copied().skip(self.at)
    }

    /// What is left of the piece at hand, which is not empty; nothing at the end.
    fn rest(&mut self) -> Option<&'a [u8]> {
        loop {
            let rest = self.pieces.get(self.piece)?.get(self.at..)?;
            if !rest.is_empty() {
                return Some(rest);
            }
            self.piece += 1;
            self.at = 0;
        }
    }

    /// The next byte.
    pub(super) fn byte(&mut self) -> Option<u8> {
        let byte = *self.rest()?.first()?;
        self.at += 1;
        Some(byte)
    }

    /// The next number of two bytes.
    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    /// The next number of four bytes.
    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    /// The next floating number.
    pub(super) fn f64(&mut self) -> Option<f64> {
        let low = u64::from(self.u32()?);
        Some(f64::from_bits(low | u64::from(self.u32()?) << 32))
    }

    /// Leaves bytes out.
    pub(super) fn skip(&mut self, count: usize) -> Option<()> {
        let mut left = count;
        while left > 0 {
            let step = self.rest()?.len().min(left);
            self.at += step;
            left -= step;
        }
        Some(())
    }

    /// A text with a length of two bytes before it ([MS-XLS] 2.5.294).
    pub(super) fn long_text(&mut self, script: Script) -> Option<String> {
        let length = self.u16()?;
        self.text(length.into(), script)
    }

    /// A text with a length of one byte before it ([MS-XLS] 2.5.240).
    pub(super) fn short_text(&mut self, script: Script) -> Option<String> {
        let length = self.byte()?;
        self.text(length.into(), script)
    }

    /// A text whose length took one byte in BIFF5 and takes two in BIFF8.
    pub(super) fn old_text(&mut self, script: Script) -> Option<String> {
        match script {
            Script::Unicode => self.long_text(script),
            Script::CodePage(_) => self.short_text(script),
        }
    }

    /// A text of so many characters, a byte of flags before them in BIFF8.
    pub(super) fn text(&mut self, length: usize, script: Script) -> Option<String> {
        match script {
            Script::Unicode => {
                let flags = self.byte()?;
                self.characters(length, flags)
            }
            Script::CodePage(encoding) => {
                let bytes = self.bytes(length)?;
                Some(encoding.decode_without_bom_handling(&bytes).0.into_owned())
            }
        }
    }

    /// A shared text with its runs of fonts and its phonetic part left out
    /// ([MS-XLS] 2.5.293).
    pub(super) fn rich_text(&mut self) -> Option<String> {
        let length = self.u16()?;
        let flags = self.byte()?;
        let runs = if flags & 0x08 != 0 { usize::from(self.u16()?) } else { 0 };
        let phonetic = if flags & 0x04 != 0 { self.u32()? as usize } else { 0 };
        let text = self.characters(length.into(), flags)?;
        self.skip(4 * runs + phonetic)?;
        Some(text)
    }

    /// Characters; where a record carries them on, it begins with flags of its
    /// own ([MS-XLS] 2.5.293, rgb).
    fn characters(&mut self, length: usize, flags: u8) -> Option<String> {
        let mut text = String::new();
        let mut flags = flags;
        let mut left = length;
        while left > 0 {
            let piece = self.piece;
            let rest = self.rest()?;
            if self.piece != piece {
                flags = self.byte()?;
                continue;
            }
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let count = (rest.len() / width).min(left);
            if count == 0 {
                return None;
            }
            decode(&rest[..count * width], width, &mut text);
            self.at += count * width;
            left -= count;
        }
        Some(text)
    }

    /// So many bytes.
    pub(super) fn bytes(&mut self, count: usize) -> Option<Vec<u8>> {
        (0..count).map(|_| self.byte()).collect()
    }
}

/// Adds characters of one or two bytes to a text.
fn decode(bytes: &[u8], width: usize, text: &mut String) {
    if width == 1 {
        text.extend(bytes.iter().map(|byte| char::from(*byte)));
    } else {
        text.push_str(&UTF_16LE.decode_without_bom_handling(bytes).0);
    }
}
