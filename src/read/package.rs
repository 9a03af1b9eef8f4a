//! A zip container with a ledger: every part is taken by a reader, or turns up
//! in [`Package::rest`], so that a part nobody has heard of cannot pass unread.

mod carve;
mod meter;
mod sealed;
mod stream;
mod unlock;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::rc::Rc;

use zip::ZipArchive;
use zip::read::ZipFileEntry;
use zip::result::ZipError;

use carve::first_entry;
pub(super) use carve::{ENTRY, carve};
pub(super) use meter::{Meter, Metered};
use sealed::Key;
pub(super) use stream::{PartStream, whole};
use stream::{broken_part, part_stream};
use unlock::unsealed;

use super::Budget;
use crate::document::Reason;

/// The bytes of the longest data descriptor: its signature, a checksum, and two
/// sizes of eight bytes (APPNOTE 4.3.9).
const LONGEST_DESCRIPTOR: u64 = 24;

/// The bytes of an entry, or why there are none.
pub(super) type Unpacked = Result<Vec<u8>, Reason>;

/// Turns a part of a name and of these first bytes into what it is read as; the
/// package is one for looks at other parts as they are.
pub(super) type Turn = for<'p> fn(&mut Package<'_>, &str, &[u8], PartStream<'p>) -> PartStream<'p>;

/// How many bytes of a part tell what it is turned into.
const TELLING: usize = 4;

/// A zip container whose every part must be accounted for.
pub(super) struct Package<'a> {
    bytes: &'a [u8],
    archive: ZipArchive<Metered<'a>>,
    /// How many of the bytes were taken so far.
    meter: Meter,
    /// The indices of the parts by name, folders left out.
    parts: Rc<BTreeMap<String, usize>>,
    taken: BTreeSet<String>,
    budget: &'a Budget,
    /// The keys of parts that are encrypted; nothing for one that stays so.
    keys: Rc<BTreeMap<String, Option<Key>>>,
    /// The password that opened an entry last.
    password: Option<String>,
    turn: Option<Turn>,
}

impl<'a> Package<'a> {
    /// That entries share bytes: to unpack them may never end.
    pub(super) const OVERLAP: Reason = Reason::Ambiguous("two of them overlap");

    /// Opens a zip container.
    ///
    /// # Errors
    ///
    /// When the bytes are no zip container, or its directory is damaged.
    pub(super) fn open(bytes: &'a [u8], budget: &'a Budget) -> Result<Self, Reason> {
        let metered = Metered::new(bytes);
        let meter = metered.meter();
        let archive = ZipArchive::new(metered).map_err(|error| reason(&error))?;
        budget.list(archive.len())?;
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let Ok(entry) = archive.by_index_data(index) else { continue };
            let name = entry.name().map_or_else(|_| format!("entry {}", index + 1), Into::into);
            let is_folder = name.ends_with('/') && entry.compressed_size() == 0;
            let plain = plain_name(&name);
            if parts.contains_key(&plain) {
                // `a/b` and `a\\b` are one name: both entries are parts.
                parts.insert(format!("{plain} (entry {})", index + 1), index);
            } else if !is_folder {
                parts.insert(plain, index);
            }
        }
        Ok(Package {
            bytes,
            archive,
            meter,
            parts: Rc::new(parts),
            taken: BTreeSet::new(),
            budget,
            keys: Rc::default(),
            password: None,
            turn: None,
        })
    }

    /// A second handle on the same bytes, so that one part can be looked into
    /// while another is streamed. It keeps a ledger of its own.
    pub(super) fn twin(&self) -> Package<'a> {
        Package {
            bytes: self.bytes,
            archive: self.archive.clone(),
            meter: Rc::clone(&self.meter),
            parts: Rc::clone(&self.parts),
            taken: BTreeSet::new(),
            budget: self.budget,
            keys: Rc::clone(&self.keys),
            password: self.password.clone(),
            turn: self.turn,
        }
    }

    /// The same package, of which each part is read as what it is turned into.
    pub(super) fn translated(self, turn: Turn) -> Self {
        Package { turn: Some(turn), ..self }
    }

    /// The name of a part as the directory writes it: part names are equal
    /// without regard to case (ECMA-376 part 2, 6.2.2.3).
    pub(super) fn named(&self, name: &str) -> Option<String> {
        if self.has(name) {
            return Some(name.to_owned());
        }
        self.names().find(|it| it.eq_ignore_ascii_case(name)).map(str::to_owned)
    }

    /// What is wrong with the container as a whole: entries of one name, entries
    /// that overlap, or one that the directory does not list.
    pub(super) fn contradiction(&mut self) -> Option<Reason> {
        if self.archive.has_duplicate_names() {
            return Some(Reason::Ambiguous("two have the same name"));
        }
        // An entry whose own header is damaged fails when it is taken.
        if self.archive.has_overlapping_entries().unwrap_or(false) {
            return Some(Self::OVERLAP);
        }
        let unlisted = self.uncharted().into_iter().any(|it| first_entry(it).is_some());
        unlisted.then_some(Reason::Ambiguous("one is not in their directory"))
    }

    /// The bytes between the entries that belong to none, save what is short
    /// enough to be the data descriptor of an entry (APPNOTE 4.3.9).
    pub(super) fn holes(&mut self) -> Vec<&'a [u8]> {
        let mut taken: Vec<(u64, u64)> = Vec::with_capacity(self.archive.len());
        for index in 0..self.archive.len() {
            let Ok(entry) = self.archive.by_index_raw(index) else { continue };
            let start = entry.data_start().unwrap_or(entry.header_start());
            taken.push((entry.header_start(), start.saturating_add(entry.compressed_size())));
        }
        let end = self.archive.central_directory_start();
        taken.push((end, end));
        taken.sort_unstable();
        let mut from = self.archive.offset();
        let mut holes = Vec::new();
        for (start, end) in taken {
            if start > from.saturating_add(LONGEST_DESCRIPTOR) {
                holes.extend(slice(self.bytes, from, start));
            }
            from = from.max(end);
        }
        holes
    }

    /// The comment of the container.
    pub(super) fn comment(&self) -> &[u8] {
        self.archive.comment()
    }

    /// How many bytes stand before the container.
    pub(super) fn start(&self) -> usize {
        usize::try_from(self.archive.offset()).unwrap_or(usize::MAX)
    }

    /// Hands over the entries that the directory does not list: shadowed by one
    /// of the same name, or left behind when they were taken out.
    pub(super) fn unlisted(&mut self, take: &mut dyn FnMut(&str, Unpacked)) {
        let (turn, budget) = (self.turn, self.budget);
        let mut plain = self.plain();
        for bytes in self.uncharted() {
            carve(bytes, budget, &mut |name, bytes| match (turn, bytes) {
                (Some(turn), Ok(bytes)) => {
                    let head = bytes.get(..TELLING).unwrap_or(&bytes).to_vec();
                    let part = PartStream::of(bytes, budget);
                    take(name, whole(turn(&mut plain, name, &head, part)));
                }
                (_, bytes) => take(name, bytes),
            });
        }
    }

    /// The bytes in which the directory lists no entry: before the container,
    /// between its entries, and from the directory on.
    fn uncharted(&mut self) -> Vec<&'a [u8]> {
        let before = &self.bytes[..self.start().min(self.bytes.len())];
        [vec![before], self.holes(), vec![self.directory()]].concat()
    }

    /// The comments of the entries, with their names.
    pub(super) fn comments(&self) -> Vec<(String, String)> {
        let entries = (0..self.archive.len()).filter_map(|at| self.archive.by_index_data(at).ok());
        let commented = entries.filter(|entry| !entry.comment().is_empty());
        let name =
            |entry: &ZipFileEntry<'_>| entry.name().map_or_else(|_| String::new(), Into::into);
        commented.map(|entry| (name(&entry), entry.comment().to_owned())).collect()
    }

    /// The bytes from the directory on.
    pub(super) fn directory(&self) -> &'a [u8] {
        slice(self.bytes, self.archive.central_directory_start(), self.bytes.len() as u64)
            .unwrap_or_default()
    }

    /// The names of all parts, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(name)
    }

    /// The unpacked size of a part, as its directory entry claims it.
    pub(super) fn claimed_size(&self, name: &str) -> Option<u64> {
        let index = *self.parts.get(name)?;
        self.archive.by_index_data(index).ok().map(|entry| entry.size())
    }

    /// The bytes of a part, and a note that it is taken; nothing if there is no
    /// such part.
    ///
    /// # Errors
    ///
    /// When the part is encrypted, damaged, or unpacks to more than the budget
    /// has left.
    pub(super) fn take(&mut self, name: &str) -> Result<Option<Vec<u8>>, Reason> {
        self.stream(name)?.map(whole).transpose()
    }

    /// A part as a stream under the budget, and a note that it is taken;
    /// nothing if there is no such part.
    ///
    /// # Errors
    ///
    /// When the part is encrypted or packed in a way nobody here unpacks.
    pub(super) fn stream(&mut self, name: &str) -> Result<Option<PartStream<'_>>, Reason> {
        let Some(&index) = self.parts.get(name) else { return Ok(None) };
        self.taken.insert(name.to_owned());
        let plain = self.turn.map(|turn| (turn, self.plain()));
        let file = match self.password(index)? {
            Some(password) => self.archive.by_index_decrypt(index, password.as_bytes()),
            None => self.archive.by_index(index),
        };
        let file = file.map_err(|error| reason(&error))?;
        let mut part = part_stream(file, self.budget).metered(Rc::clone(&self.meter));
        if let Some(key) = self.keys.get(name) {
            part = unsealed(part, key.as_ref(), self.budget)?;
        }
        let Some((turn, mut plain)) = plain else { return Ok(Some(part)) };
        let mut head = [0; TELLING];
        let count = plain.head(name, &mut head)?;
        Ok(Some(turn(&mut plain, name, &head[..count], part)))
    }

    /// A second handle on the same bytes, of which each part is read as it is.
    fn plain(&self) -> Package<'a> {
        Package { turn: None, ..self.twin() }
    }

    /// Fills a buffer with the first bytes of a part, and says how many there are.
    ///
    /// # Errors
    ///
    /// When the part cannot be unpacked so far.
    pub(super) fn head(&mut self, name: &str, buffer: &mut [u8]) -> Result<usize, Reason> {
        let Some(mut stream) = self.stream(name)? else { return Ok(0) };
        let mut filled = 0;
        while filled < buffer.len() {
            match stream.read(&mut buffer[filled..]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) => return Err(stream.reason(&error)),
            }
        }
        Ok(filled)
    }

    /// Notes a part as taken without reading it: it is known to hold no text.
    pub(super) fn pass(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }

    /// Whether a part was taken.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// The parts that nobody took, in order.
    pub(super) fn rest(&self) -> Vec<String> {
        self.names().filter(|name| !self.taken.contains(*name)).map(str::to_owned).collect()
    }
}

/// The bytes of a range, if they are there.
fn slice(bytes: &[u8], from: u64, end: u64) -> Option<&[u8]> {
    bytes.get(usize::try_from(from).ok()?..usize::try_from(end).ok()?)
}

/// A part's name as its package's relationships write it: forward strokes, no
/// stroke at the front.
fn plain_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_owned()
}

/// Why a container or a part did not open.
fn reason(error: &ZipError) -> Reason {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Reason::Encrypted
        }
        ZipError::UnsupportedArchive(_) => Reason::NotInThisVersion("this kind of compression"),
        ZipError::Io(error) => broken_part(error),
        _ => Reason::Malformed { format: "zip", detail: "its directory is damaged".into() },
    }
}
