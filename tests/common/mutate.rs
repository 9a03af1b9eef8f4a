//! Breaks files on purpose, the same way for the same seed: bytes, stretches,
//! numbers and names anywhere, and the parts of zip and compound files.

use std::io::{Cursor, Read, Write};

/// Parts of an archive that are unpacked to be broken, in all.
const MOST_UNPACKED: u64 = 16 << 20;

/// Numbers at which readers that count or allocate go wrong.
const NUMBERS: [u64; 12] = [
    0,
    1,
    0x7F,
    0xFF,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x7FFF_FFFF,
    0x8000_0000,
    0xFFFF_FFFF,
    0x7FFF_FFFF_FFFF_FFFF,
    u64::MAX,
];

/// The same as words of a text format.
const WORDS: [&str; 10] = [
    "0",
    "-1",
    "99999999999999999999",
    "4294967296",
    "1048577",
    "1e308",
    "NaN",
    "",
    "XFD1048576",
    "true",
];

/// Breaks files on purpose.
pub struct Mutator {
    state: u64,
}

impl Mutator {
    /// One that does the same for the same seed.
    pub fn new(seed: u64) -> Self {
        let mut own = Mutator { state: seed ^ 0x9E37_79B9_7F4A_7C15 };
        own.next();
        own
    }

    /// A file as it is after some harm.
    pub fn broken(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = match self.below(3) {
            0 => self.with_a_broken_part(bytes).unwrap_or_else(|| bytes.to_vec()),
            _ => bytes.to_vec(),
        };
        for _ in 0..=self.below(3) {
            self.harm(&mut bytes);
        }
        bytes
    }

    /// The next number of a sequence that is the same in every run: Knuth's
    /// MMIX generator, its upper half.
    fn next(&mut self) -> u64 {
        let product = self.state.wrapping_mul(6_364_136_223_846_793_005);
        self.state = product.wrapping_add(1_442_695_040_888_963_407);
        self.state >> 33
    }

    /// A number below another, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.next() as usize % limit.max(1)
    }

    /// A stretch of the bytes: seldom a long one.
    fn stretch(&mut self, bytes: &[u8]) -> (usize, usize) {
        let start = self.below(bytes.len());
        let most = [8, 64, 4096, bytes.len()][self.below(4)];
        (start, (start + 1 + self.below(most)).min(bytes.len()))
    }

    fn harm(&mut self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        match self.below(9) {
            0 => bytes.truncate(self.below(bytes.len())),
            1 => (0..=self.below(8)).for_each(|_| {
                let at = self.below(bytes.len());
                bytes[at] = self.next() as u8;
            }),
            2 => {
                let at = self.below(bytes.len());
                bytes[at] ^= 1 << self.below(8);
            }
            3 => self.put_number(bytes),
            4 => self.put_word(bytes),
            5 => self.swap_names(bytes),
            6 => {
                let (start, end) = self.stretch(bytes);
                bytes.drain(start..end);
            }
            7 => {
                let (start, end) = self.stretch(bytes);
                let times = [1, 2, 50][self.below(3)];
                let again = bytes[start..end.min(start + 4096)].repeat(times);
                bytes.splice(start..start, again);
            }
            _ => {
                let (start, end) = self.stretch(bytes);
                let stretch = bytes[start..end].to_vec();
                let at = self.below(bytes.len() - stretch.len() + 1);
                bytes[at..at + stretch.len()].copy_from_slice(&stretch);
            }
        }
    }

    /// A count, a length or an offset that is false.
    fn put_number(&mut self, bytes: &mut [u8]) {
        let number = NUMBERS[self.below(NUMBERS.len())];
        let width = [1, 2, 4, 8][self.below(4)];
        let at = self.below(bytes.len());
        let digits = if self.below(2) == 0 {
            number.to_le_bytes()[..width].to_vec()
        } else {
            number.to_be_bytes()[8 - width..].to_vec()
        };
        let end = (at + width).min(bytes.len());
        bytes[at..end].copy_from_slice(&digits[..end - at]);
    }

    /// A run of digits, or a value in quotes, that is another word.
    fn put_word(&mut self, bytes: &mut Vec<u8>) {
        let from = self.below(bytes.len());
        let is_digit = |at: &usize| bytes[*at].is_ascii_digit();
        let Some(start) = (from..bytes.len()).find(is_digit) else { return };
        let end = (start..bytes.len()).find(|at| !is_digit(at)).unwrap_or(bytes.len());
        let word = WORDS[self.below(WORDS.len())];
        bytes.splice(start..end, word.bytes());
    }

    /// Two values in quotes change places: what was a number is a name, and
    /// what led elsewhere leads to itself.
    fn swap_names(&mut self, bytes: &mut Vec<u8>) {
        let (Some(one), Some(other)) = (self.quoted(bytes), self.quoted(bytes)) else { return };
        let other = bytes[other].to_vec();
        bytes.splice(one, other);
    }

    fn quoted(&mut self, bytes: &[u8]) -> Option<std::ops::Range<usize>> {
        let from = self.below(bytes.len());
        let quote = |from: usize| (from..bytes.len()).find(|at| matches!(bytes[*at], b'"' | b'\''));
        let start = quote(from)? + 1;
        Some(start..quote(start)?)
    }

    /// A container in which a part is broken, gone, doubled, or another one's.
    fn with_a_broken_part(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        if bytes.starts_with(b"PK\x03\x04") {
            let mut parts = unzipped(bytes)?;
            self.harm_parts(&mut parts);
            return zipped(&parts);
        }
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return self.with_a_broken_stream(bytes);
        }
        None
    }

    fn harm_parts(&mut self, parts: &mut Vec<(String, Vec<u8>)>) {
        if parts.is_empty() {
            return;
        }
        let (one, other) = (self.below(parts.len()), self.below(parts.len()));
        match self.below(8) {
            0 => {
                let content = parts[other].1.clone();
                parts[one].1 = content;
            }
            1 => {
                parts.remove(one);
            }
            2 => parts.swap(one, other),
            3 => parts[one].1.clear(),
            _ => {
                let mut content = std::mem::take(&mut parts[one].1);
                for _ in 0..=self.below(6) {
                    self.harm(&mut content);
                }
                parts[one].1 = content;
            }
        }
    }

    fn with_a_broken_stream(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes.to_vec())).ok()?;
        let streams: Vec<_> =
            file.walk().filter(|it| it.is_stream()).map(|it| it.path().to_owned()).collect();
        let path = streams.get(self.below(streams.len()))?;
        let mut content = Vec::new();
        file.open_stream(path).ok()?.take(MOST_UNPACKED).read_to_end(&mut content).ok()?;
        for _ in 0..=self.below(6) {
            self.harm(&mut content);
        }
        file.create_stream(path).ok()?.write_all(&content).ok()?;
        Some(file.into_inner().into_inner())
    }
}

/// The parts of an archive, if all can be had.
pub fn unzipped(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut left = MOST_UNPACKED;
    let mut parts = Vec::new();
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).ok()?;
        let mut content = Vec::new();
        part.by_ref().take(left + 1).read_to_end(&mut content).ok()?;
        left = left.checked_sub(content.len() as u64)?;
        parts.push((part.name().ok()?.into_owned(), content));
    }
    Some(parts)
}

/// An archive of parts.
pub fn zipped(parts: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(name.as_str(), stored).ok()?;
        writer.write_all(content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
