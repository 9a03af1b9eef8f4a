//! What the header of a 7z archive claims, held against its own bytes before
//! memory is given for it (7-Zip, 7zFormat.txt, "Property IDs" and
//! "7z format headers").

use sevenz_rust2::EncoderMethod;

use super::malformed;
use crate::document::Reason;
use crate::read::Budget;

/// The numbers of the properties that this looks at.
const ARCHIVE_PROPERTIES: u8 = 0x02;
const MAIN_STREAMS: u8 = 0x04;
const FILES: u8 = 0x05;
const PACKED: u8 = 0x06;
const UNPACKED: u8 = 0x07;
pub(super) const SUB_STREAMS: u8 = 0x08;
const SIZE: u8 = 0x09;
const DIGESTS: u8 = 0x0A;
const FOLDERS: u8 = 0x0B;
const UNPACKED_SIZES: u8 = 0x0C;
const SUB_STREAM_COUNTS: u8 = 0x0D;
pub(super) const END: u8 = 0x00;

/// The most coders of a folder, and the most streams of a coder; 7-Zip itself
/// reads no more of either.
const MOST_CODERS: u64 = 32;

/// The most files, folders or streams of an archive: hundreds of megabytes are
/// given for so many.
const MOST: u64 = 1 << 20;

/// The bytes of a header that have not been looked at, and the most memory that
/// one coder may ask for.
pub(super) struct Claims<'a> {
    rest: &'a [u8],
    memory: u64,
    /// Whether each folder says its digest itself.
    folders: Vec<bool>,
    /// Whether the streams of folders were counted.
    pub(super) has_sub_streams: bool,
}

impl<'a> Claims<'a> {
    pub(super) fn of(bytes: &'a [u8], budget: &Budget) -> Self {
        let memory = budget.limits().part;
        Claims { rest: bytes, memory, folders: Vec::new(), has_sub_streams: false }
    }

    /// How many bytes have not been looked at.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    /// Follows a header up to the number of its files.
    ///
    /// # Errors
    ///
    /// When it claims more than it can hold.
    pub(super) fn check_header(&mut self) -> Result<(), Reason> {
        let mut property = self.byte()?;
        if property == ARCHIVE_PROPERTIES {
            while self.byte()? != END {
                let length = self.count()?;
                self.skip(length)?;
            }
            property = self.byte()?;
        }
        if property == MAIN_STREAMS {
            self.check_streams()?;
            property = self.byte()?;
        }
        match property {
            FILES => self.count().map(|_| ()),
            END => Ok(()),
            _ => Err(malformed()),
        }
    }

    /// Follows what is said of the streams of an archive, or of a packed header.
    ///
    /// # Errors
    ///
    /// When that claims more than it can hold.
    pub(super) fn check_streams(&mut self) -> Result<(), Reason> {
        let mut property = self.byte()?;
        if property == PACKED {
            self.check_packed()?;
            property = self.byte()?;
        }
        if property == UNPACKED {
            self.check_unpacked()?;
            property = self.byte()?;
        }
        if property == SUB_STREAMS {
            self.has_sub_streams = true;
            self.check_sub_streams()?;
            property = self.byte()?;
        }
        if property == END { Ok(()) } else { Err(malformed()) }
    }

    fn check_packed(&mut self) -> Result<(), Reason> {
        self.number()?;
        let count = self.count()?;
        let mut property = self.byte()?;
        if property == SIZE {
            self.numbers(count)?;
            property = self.byte()?;
        }
        if property == DIGESTS {
            self.digests(count)?;
            property = self.byte()?;
        }
        if property == END { Ok(()) } else { Err(malformed()) }
    }

    fn check_unpacked(&mut self) -> Result<(), Reason> {
        if self.byte()? != FOLDERS {
            return Err(malformed());
        }
        let count = self.count()?;
        if self.byte()? != 0 {
            return Err(malformed()); // they stand elsewhere: nobody writes that
        }
        let outputs = (0..count).map(|_| self.check_folder()).collect::<Result<Vec<u64>, _>>()?;
        if self.byte()? != UNPACKED_SIZES {
            return Err(malformed());
        }
        outputs.into_iter().try_for_each(|it| self.numbers(it))?;
        self.folders = vec![false; count as usize];
        let mut property = self.byte()?;
        if property == DIGESTS {
            self.folders = self.digests(count)?;
            property = self.byte()?;
        }
        if property == END { Ok(()) } else { Err(malformed()) }
    }

    /// Follows a folder: how many streams come out of its coders.
    fn check_folder(&mut self) -> Result<u64, Reason> {
        let (mut inputs, mut outputs) = (0, 0);
        for _ in 0..self.up_to(MOST_CODERS)? {
            let flags = self.byte()?;
            let method = self.bytes(u64::from(flags & 0x0F))?;
            let (into, out) = match flags & 0x10 {
                0 => (1, 1),
                _ => (self.up_to(MOST_CODERS)?, self.up_to(MOST_CODERS)?),
            };
            (inputs, outputs) = (inputs + into, outputs + out);
            if flags & 0x20 != 0 {
                let length = self.count()?;
                let properties = self.bytes(length)?;
                self.check_memory(method, properties)?;
            }
        }
        let pairs = outputs.checked_sub(1).ok_or_else(malformed)?;
        self.numbers(2 * pairs)?;
        match inputs.checked_sub(pairs).ok_or_else(malformed)? {
            1 => {}
            packed => self.numbers(packed)?,
        }
        Ok(outputs)
    }

    /// What a coder asks for: the dictionaries of LZMA and LZMA2, the model of PPMd.
    fn check_memory(&self, method: &[u8], properties: &[u8]) -> Result<(), Reason> {
        let long = || Some(u32::from_le_bytes(properties.get(1..5)?.try_into().ok()?));
        let memory = match method {
            EncoderMethod::ID_LZMA | EncoderMethod::ID_PPMD => long().map_or(0, u64::from),
            EncoderMethod::ID_LZMA2 => {
                let bits = properties.first().copied().unwrap_or(0).min(40);
                u64::from(2 | bits & 1) << (bits / 2 + 11)
            }
            _ => 0,
        };
        if memory > self.memory {
            return Err(Reason::TooLarge { limit: self.memory, unit: "bytes of a dictionary" });
        }
        Ok(())
    }

    fn check_sub_streams(&mut self) -> Result<(), Reason> {
        let mut counts = vec![1; self.folders.len()];
        let mut property = self.byte()?;
        if property == SUB_STREAM_COUNTS {
            for count in &mut counts {
                *count = self.count()?;
            }
            self.bounded(counts.iter().sum())?;
            property = self.byte()?;
        }
        if property == SIZE {
            counts.iter().try_for_each(|count| self.numbers(count.saturating_sub(1)))?;
            property = self.byte()?;
        }
        if property == DIGESTS {
            let unsaid = counts.iter().zip(&self.folders).filter(|(it, said)| **it != 1 || !**said);
            let unsaid = unsaid.map(|it| *it.0).sum();
            self.digests(unsaid)?;
            property = self.byte()?;
        }
        if property == END { Ok(()) } else { Err(malformed()) }
    }

    /// Passes over digests: which of so many there are.
    fn digests(&mut self, count: u64) -> Result<Vec<bool>, Reason> {
        let said: Vec<bool> = match self.byte()? {
            0 => {
                let bits = self.bytes(count.div_ceil(8))?;
                (0..count as usize).map(|at| bits[at / 8] << (at % 8) & 0x80 != 0).collect()
            }
            _ => vec![true; count as usize],
        };
        self.skip(4 * said.iter().filter(|it| **it).count() as u64)?;
        Ok(said)
    }

    /// A count of what takes a byte at the least, each.
    fn count(&mut self) -> Result<u64, Reason> {
        let count = self.number()?;
        self.bounded(count)
    }

    fn bounded(&self, count: u64) -> Result<u64, Reason> {
        if count > self.rest.len() as u64 {
            return Err(malformed());
        }
        if count > MOST {
            return Err(Reason::TooLarge { limit: MOST, unit: "files of an archive" });
        }
        Ok(count)
    }

    fn up_to(&mut self, most: u64) -> Result<u64, Reason> {
        Some(self.number()?).filter(|it| *it <= most).ok_or_else(malformed)
    }

    fn numbers(&mut self, count: u64) -> Result<(), Reason> {
        (0..count).try_for_each(|_| self.number().map(|_| ()))
    }

    /// A number: the ones at the front of its first byte count the bytes that
    /// follow ("REAL_UINT64, UINT64").
    fn number(&mut self) -> Result<u64, Reason> {
        let first = self.byte()?;
        let more = first.leading_ones();
        let low = self.bytes(u64::from(more))?;
        let low = low.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte));
        let high = u64::from(first) & (0x7F_u64 >> more.min(7));
        Ok(low | high.checked_shl(8 * more).unwrap_or(0))
    }

    fn byte(&mut self) -> Result<u8, Reason> {
        self.bytes(1).map(|it| it[0])
    }

    fn skip(&mut self, count: u64) -> Result<(), Reason> {
        self.bytes(count).map(|_| ())
    }

    fn bytes(&mut self, count: u64) -> Result<&'a [u8], Reason> {
        let count = usize::try_from(count).map_err(|_| malformed())?;
        let (taken, rest) = self.rest.split_at_checked(count).ok_or_else(malformed)?;
        self.rest = rest;
        Ok(taken)
    }
}
