//! The directories of TIFF, in which EXIF is written as well: tags with values
//! (TIFF 6.0, section 2; EXIF 3.0, 4.6; BigTIFF for places of eight bytes).

use std::cell::Cell;
use std::collections::BTreeSet;

use super::exif::{self, Tag};
use super::notes::Notes;
use crate::document::Reason;
use crate::read::Budget;

/// The most directories that are followed in one file.
const DIRECTORIES: usize = 1_000;

/// The most tags that are looked at in one directory: they are 16 bits wide.
const TAGS: u64 = 65_536;

/// How many times the bytes of a file its values may be, above so many of them.
const TIMES: u64 = 8;
const PLAIN: u64 = 1 << 20;

/// Which directory it is, and so what its tags mean.
#[derive(Clone, Copy, Debug, Eq, PartialEq, PartialOrd, Ord)]
pub(super) enum Directory {
    /// One of a picture, by its number in the chain.
    Picture(usize),
    /// One below that of a picture.
    Beneath,
    Exif,
    Gps,
}

/// A file of directories.
pub(super) struct Tiff<'a> {
    pub(super) bytes: &'a [u8],
    /// Whether the highest byte of a number comes first.
    is_high_first: bool,
    /// Whether places take eight bytes.
    is_big: bool,
    /// The bytes of values so far: each tag may point to all of the file.
    spent: Cell<u64>,
}

/// Takes notes of a TIFF file, and of how many pages it has.
pub(super) fn take(bytes: &[u8], budget: &Budget, notes: &mut Notes<'_>) -> Result<(), Reason> {
    let tiff = Tiff::of(bytes).ok_or(Reason::Truncated)?;
    let pages = tiff.walk(budget, notes);
    notes.several("pages", pages.pictures);
    match pages.beneath {
        1 => notes.about("pictures beneath", "1 picture beneath"),
        count => notes.several("pictures beneath", count),
    }
    if pages.pictures == 0 || pages.is_damaged {
        return Err(Reason::Malformed { format: "TIFF", detail: "a directory is damaged".into() });
    }
    Ok(())
}

/// Takes notes of EXIF, which is a TIFF file without a picture.
pub(super) fn take_exif(bytes: &[u8], budget: &Budget, notes: &mut Notes<'_>) {
    let bytes = bytes.strip_prefix(b"Exif\0\0").unwrap_or(bytes);
    let size = notes.size;
    match Tiff::of(bytes) {
        Some(tiff) => drop(tiff.walk(budget, notes)),
        None => notes.scan(crate::document::Layer::ImageMetadata, "EXIF", bytes),
    }
    notes.size = size; // that of the picture itself
}

/// What the walk met.
#[derive(Default)]
struct Met {
    pictures: usize,
    beneath: usize,
    is_damaged: bool,
}

impl<'a> Tiff<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let (is_high_first, is_big) = match bytes.get(..4)? {
            b"II*\0" => (false, false),
            b"MM\0*" => (true, false),
            b"II+\0" => (false, true),
            b"MM\0+" => (true, true),
            _ => return None,
        };
        Some(Tiff { bytes, is_high_first, is_big, spent: Cell::new(0) })
    }

    /// Walks over all directories, each once.
    fn walk(&self, budget: &Budget, notes: &mut Notes<'_>) -> Met {
        let mut met = Met::default();
        let mut seen = BTreeSet::new();
        let first = if self.is_big { self.number(8, 8) } else { self.number(4, 4) };
        let mut open = vec![(first.unwrap_or(0), Directory::Picture(0))];
        while let Some((at, directory)) = open.pop() {
            notes.is_cut |= seen.len() >= DIRECTORIES;
            if at == 0 || seen.len() >= DIRECTORIES || !seen.insert(at) {
                continue;
            }
            let Some(next) = self.directory(at, directory, &mut open, budget, notes) else {
                met.is_damaged = true;
                continue;
            };
            match directory {
                Directory::Picture(number) => {
                    met.pictures += 1;
                    open.push((next, Directory::Picture(number + 1)));
                }
                Directory::Beneath => met.beneath += 1,
                Directory::Exif | Directory::Gps => {}
            }
        }
        notes.is_cut |= self.is_spent();
        met
    }

    /// Takes notes of a directory, and says where the next one of the chain is.
    fn directory(
        &self,
        at: u64,
        directory: Directory,
        open: &mut Vec<(u64, Directory)>,
        budget: &Budget,
        notes: &mut Notes<'_>,
    ) -> Option<u64> {
        let (head, row, long) = if self.is_big { (8, 20, 8) } else { (2, 12, 4) };
        let count = self.number(at, head)?.min(TAGS);
        let start = at.checked_add(head)?;
        let tags: Vec<Tag<'a>> =
            (0..count).map_while(|it| self.tag(start.checked_add(it * row)?)).flatten().collect();
        for tag in &tags {
            exif::take_tag(self, directory, tag, open, budget, notes);
        }
        exif::take_together(self, directory, &tags, notes);
        self.number(start.checked_add(count * row)?, long).or(Some(0))
    }

    /// The tag at a place: nothing where the bytes end, and nothing within where
    /// its value lies outside.
    fn tag(&self, at: u64) -> Option<Option<Tag<'a>>> {
        let long = if self.is_big { 8 } else { 4 };
        let number = self.number(at, 2)? as u16;
        let kind = self.number(at + 2, 2)? as u16;
        let count = self.number(at + 4, long)?;
        let field = at + 4 + long;
        let Some(length) = width(kind).and_then(|it| count.checked_mul(it)) else {
            return Some(None);
        };
        self.spent.set(self.spent.get().saturating_add(length));
        if self.is_spent() {
            return None;
        }
        let place = if length <= long { field } else { self.number(field, long)? };
        let bytes = self.slice(place, length);
        Some(bytes.map(|bytes| Tag { number, kind, count, bytes }))
    }

    /// Whether the values are together more than so many times the file.
    fn is_spent(&self) -> bool {
        self.spent.get() > (self.bytes.len() as u64).saturating_mul(TIMES) + PLAIN
    }

    /// The bytes at a place, if they are there.
    pub(super) fn slice(&self, at: u64, length: u64) -> Option<&'a [u8]> {
        let start = usize::try_from(at).ok()?;
        self.bytes.get(start..start.checked_add(usize::try_from(length).ok()?)?)
    }

    /// The number of so many bytes at a place.
    pub(super) fn number(&self, at: u64, length: u64) -> Option<u64> {
        Some(self.value(self.slice(at, length)?))
    }

    /// The number that bytes are.
    pub(super) fn value(&self, bytes: &[u8]) -> u64 {
        let add = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
        if self.is_high_first { bytes.iter().fold(0, add) } else { bytes.iter().rev().fold(0, add) }
    }
}

/// The bytes of a value of a kind (TIFF 6.0, section 2; BigTIFF; EXIF 3.0 for
/// UTF-8).
fn width(kind: u16) -> Option<u64> {
    match kind {
        1 | 2 | 6 | 7 | 129 => Some(1),
        3 | 8 => Some(2),
        4 | 9 | 11 | 13 => Some(4),
        5 | 10 | 12 | 16..=18 => Some(8),
        _ => None,
    }
}
