//! A zip container with a ledger: every part is taken by a reader, or turns up
//! in [`Package::rest`], so that a part nobody has heard of cannot pass unread.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::rc::Rc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::Budget;
use crate::document::Reason;

/// A zip container whose every part must be accounted for.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The indices of the parts by name, folders left out.
    parts: Rc<BTreeMap<String, usize>>,
    taken: BTreeSet<String>,
    budget: &'a Budget,
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
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| reason(&error))?;
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let Some(Ok(name)) = archive.name_for_index(index) else { continue };
            if !name.ends_with('/') {
                parts.insert(plain_name(&name), index);
            }
        }
        Ok(Package { archive, parts: Rc::new(parts), taken: BTreeSet::new(), budget })
    }

    /// A second handle on the same bytes, so that one part can be looked into
    /// while another is streamed. It keeps a ledger of its own.
    pub(super) fn twin(&self) -> Package<'a> {
        Package {
            archive: self.archive.clone(),
            parts: Rc::clone(&self.parts),
            taken: BTreeSet::new(),
            budget: self.budget,
        }
    }

    /// The name of a part as the directory writes it: part names are equal
    /// without regard to case (ECMA-376 part 2, 6.2.2.3).
    pub(super) fn named(&self, name: &str) -> Option<String> {
        if self.has(name) {
            return Some(name.to_owned());
        }
        self.names().find(|it| it.eq_ignore_ascii_case(name)).map(str::to_owned)
    }

    /// What is wrong with the container as a whole: entries of one name, or
    /// entries that overlap.
    pub(super) fn contradiction(&mut self) -> Option<Reason> {
        if self.archive.has_duplicate_names() {
            return Some(Reason::Ambiguous("two have the same name"));
        }
        // An entry whose own header is damaged fails when it is taken.
        let overlapping = self.archive.has_overlapping_entries().unwrap_or(false);
        overlapping.then_some(Self::OVERLAP)
    }

    /// The comment of the container.
    pub(super) fn comment(&self) -> &[u8] {
        self.archive.comment()
    }

    /// How many bytes stand before the container.
    pub(super) fn start(&self) -> usize {
        usize::try_from(self.archive.offset()).unwrap_or(usize::MAX)
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
        let limit = self.budget.limits().part;
        let Some(mut stream) = self.stream(name)? else { return Ok(None) };
        let mut bytes = Vec::new();
        let read = (&mut stream).take(limit + 1).read_to_end(&mut bytes);
        if let Some(broken) = stream.broken {
            return Err(broken);
        }
        read.map_err(|error| broken_part(&error))?;
        if bytes.len() as u64 > limit {
            return Err(Reason::TooLarge { limit, unit: "bytes" });
        }
        Ok(Some(bytes))
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
        let file = self.archive.by_index(index).map_err(|error| reason(&error))?;
        let packed = file.compressed_size();
        Ok(Some(PartStream {
            inner: Box::new(file),
            packed,
            unpacked: 0,
            budget: self.budget,
            broken: None,
        }))
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

/// The unpacked bytes of a part, counted against the budget.
pub(super) struct PartStream<'a> {
    inner: Box<dyn Read + 'a>,
    packed: u64,
    unpacked: u64,
    budget: &'a Budget,
    /// Why the stream ended early, if a limit did it.
    broken: Option<Reason>,
}

impl PartStream<'_> {
    /// Why the stream failed: the limit that it broke, or that it is damaged.
    pub(super) fn reason(&self, error: &std::io::Error) -> Reason {
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

/// A part's name as its package's relationships write it: forward strokes, no
/// stroke at the front.
fn plain_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_owned()
}

/// Why a container or a part did not open.
fn reason(error: &ZipError) -> Reason {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Reason::Encrypted,
        ZipError::UnsupportedArchive(_) => Reason::NotInThisVersion("this kind of compression"),
        ZipError::Io(error) => broken_part(error),
        _ => Reason::Malformed { format: "zip", detail: "its directory is damaged".into() },
    }
}

/// Why the bytes of a part did not come out whole.
fn broken_part(error: &std::io::Error) -> Reason {
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof => Reason::Truncated,
        std::io::ErrorKind::Unsupported => Reason::NotInThisVersion("this kind of compression"),
        _ => Reason::Malformed { format: "zip", detail: "a part is damaged".into() },
    }
}
