//! The sectors of a compound file beneath its streams ([MS-CFB] 2.2 to 2.6): what its
//! tables and its directory say, as far as it makes sense.

use std::collections::VecDeque;

use encoding_rs::UTF_16LE;

/// The bytes of a header, and of an entry of the directory.
const HEADER: usize = 512;
const ENTRY: usize = 128;

/// The bytes of a sector of the stream of small ones.
const MINI: usize = 64;

/// Streams smaller than this lie in the stream of small sectors.
const CUTOFF: u64 = 4096;

/// The first number that stands for no sector (MAXREGSECT and above).
const NO_SECTOR: u32 = 0xFFFF_FFFA;

/// What an entry of the directory is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Unused,
    Storage,
    Stream,
    Root,
}

/// An entry of the directory.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// The entries before and behind it in its storage, and the first of its own.
    pub(super) links: [u32; 3],
    start: u32,
    size: u64,
}

/// A compound file as its sectors.
pub(super) struct Sectors<'a> {
    bytes: &'a [u8],
    /// The bytes of a sector.
    size: usize,
    /// By sector, the one that follows it in its chain.
    table: Vec<u32>,
    small_table: Vec<u32>,
    pub(super) entries: Vec<Entry>,
    /// By sector, whether something lies in it.
    pub(super) used: Vec<bool>,
    pub(super) small_used: Vec<bool>,
}

impl<'a> Sectors<'a> {
    /// The sectors of a file with the header of a compound file.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        let size = match number(bytes, 30)? & 0xFFFF {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let count = bytes.len().saturating_sub(size).div_ceil(size);
        let mut sectors = Sectors {
            bytes,
            size,
            table: Vec::new(),
            small_table: Vec::new(),
            entries: Vec::new(),
            used: vec![false; count],
            small_used: Vec::new(),
        };
        sectors.read_table()?;
        let directory = sectors.take_chain(number(bytes, 48)?);
        sectors.entries = directory.chunks_exact(ENTRY).filter_map(entry).collect();
        let small = sectors.take_chain(number(bytes, 60)?);
        sectors.small_table = numbers(&small);
        sectors.small_used = vec![false; sectors.small_table.len()];
        Some(sectors)
    }

    /// Reads the allocation table: its first 109 sectors stand in the header, the
    /// others in a chain of lists of their own ([MS-CFB] 2.5).
    fn read_table(&mut self) -> Option<()> {
        let mut lists = vec![self.bytes.get(76..HEADER)?];
        let mut next = number(self.bytes, 68)?;
        while let Some(list) = self.take(next) {
            let (inner, last) = list.split_at_checked(self.size - 4)?;
            lists.push(inner);
            next = number(last, 0)?;
        }
        for sector in lists.into_iter().flat_map(numbers) {
            let Some(part) = self.take(sector) else { continue };
            self.table.extend(numbers(part));
        }
        Some(())
    }

    /// The bytes of a sector that nothing lies in yet; it does now.
    fn take(&mut self, sector: u32) -> Option<&'a [u8]> {
        let used = self.used.get_mut(sector as usize).filter(|used| !**used)?;
        *used = true;
        let start = self.start_of(sector as usize);
        Some(self.bytes_of(start, start + self.size))
    }

    /// The bytes of the file from one place to another.
    pub(super) fn bytes_of(&self, start: usize, end: usize) -> &'a [u8] {
        let end = end.min(self.bytes.len());
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// Where a sector begins in the file.
    pub(super) fn start_of(&self, sector: usize) -> usize {
        (sector + 1) * self.size
    }

    /// The bytes of a chain of sectors as far as nothing else lies in them.
    fn take_chain(&mut self, start: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut next = start;
        while let Some(sector) = self.take(next) {
            bytes.extend_from_slice(sector);
            next = self.table.get(next as usize).copied().unwrap_or(NO_SECTOR);
        }
        bytes
    }

    /// The stream of small sectors, which belongs to the root.
    pub(super) fn take_small(&mut self) -> Vec<u8> {
        let root = self.entries.iter().find(|it| it.kind == Kind::Root).map(|it| it.start);
        root.map(|start| self.take_chain(start)).unwrap_or_default()
    }

    /// The bytes of a stream as far as nothing else lies in its sectors, `small` being
    /// the stream of small ones.
    pub(super) fn take_stream(&mut self, entry: &Entry, small: &[u8]) -> Vec<u8> {
        let mut bytes = if entry.size < CUTOFF {
            self.take_small_chain(entry, small)
        } else {
            self.take_chain(entry.start)
        };
        bytes.truncate(usize::try_from(entry.size).unwrap_or(usize::MAX));
        bytes
    }

    /// The bytes behind the end of a stream in its sectors, which are taken.
    pub(super) fn take_tail(&mut self, entry: &Entry, small: &[u8]) -> Vec<u8> {
        let mut own = usize::try_from(entry.size).unwrap_or(usize::MAX);
        if entry.size < CUTOFF {
            let bytes = self.take_small_chain(entry, small);
            return bytes.get(own..).unwrap_or_default().to_vec();
        }
        let mut tail = Vec::new();
        let mut next = entry.start;
        while let Some(sector) = self.take(next) {
            tail.extend_from_slice(sector.get(own..).unwrap_or_default());
            own = own.saturating_sub(sector.len());
            next = self.table.get(next as usize).copied().unwrap_or(NO_SECTOR);
        }
        tail
    }

    fn take_small_chain(&mut self, entry: &Entry, small: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut next = entry.start as usize;
        while entry.size > 0
            && let Some(used) = self.small_used.get_mut(next).filter(|used| !**used)
            && let Some(rest) = small.get(next * MINI..)
        {
            *used = true;
            bytes.extend_from_slice(&rest[..MINI.min(rest.len())]);
            next = self.small_table[next] as usize;
        }
        bytes
    }

    /// The paths of the entries below the root, each with its number; what leads
    /// nowhere or in circles is left out. An entry that several storages claim is in
    /// the outermost.
    pub(super) fn paths(&self) -> Vec<(String, usize)> {
        let mut paths = Vec::new();
        let mut seen = vec![false; self.entries.len()];
        let root = self.entries.iter().position(|it| it.kind == Kind::Root);
        let mut coming: VecDeque<(u32, String)> = VecDeque::new();
        coming.extend(root.map(|root| (self.entries[root].links[2], String::new())));
        while let Some((number, storage)) = coming.pop_front() {
            let at = number as usize;
            let Some(entry) = self.entries.get(at).filter(|it| it.kind != Kind::Root) else {
                continue;
            };
            if std::mem::replace(&mut seen[at], true) || entry.kind == Kind::Unused {
                continue;
            }
            let path = format!("{storage}/{}", entry.name);
            coming.push_front((entry.links[1], storage.clone()));
            coming.push_front((entry.links[0], storage));
            if entry.kind == Kind::Storage {
                coming.push_back((entry.links[2], path.clone()));
            }
            paths.push((path, at));
        }
        paths
    }
}

/// The bytes of a small sector in the stream of them.
pub(super) fn small_sector(number: usize, small: &[u8]) -> &[u8] {
    let start = (number * MINI).min(small.len());
    &small[start..(start + MINI).min(small.len())]
}

/// An entry of the directory ([MS-CFB] 2.6.1).
fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16::from_le_bytes([bytes[64], bytes[65]])).clamp(2, 64) - 2;
    let kind = match bytes[66] {
        1 => Kind::Storage,
        2 => Kind::Stream,
        5 => Kind::Root,
        _ => Kind::Unused,
    };
    // The upper half of the size is left over from older programs in version 3.
    let size = u64::from(number(bytes, 120)?);
    Some(Entry {
        name: UTF_16LE.decode_without_bom_handling(&bytes[..length]).0.into_owned(),
        kind,
        links: [number(bytes, 68)?, number(bytes, 72)?, number(bytes, 76)?],
        start: number(bytes, 116)?,
        size,
    })
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|four| number(four, 0)).collect()
}

/// A number of four bytes.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
