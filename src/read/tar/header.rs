//! The headers of tar: fields of fixed width, and records of any (POSIX.1-2024,
//! pax; GNU tar manual, "Basic Tar Format").

use std::collections::BTreeMap;

/// What an entry is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Bytes.
    File,
    /// A folder, without bytes.
    Folder,
    /// A name for another file.
    Link,
    /// A name of the whole archive.
    Label,
    /// The name of the next entry, too long for its header.
    LongName,
    /// The target of the next entry, too long for its header.
    LongLink,
    /// Records that say more of the next entry.
    Records,
    /// Records for all that follow.
    ForAll,
}

/// A header.
pub(super) struct Header {
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) kind: Kind,
    pub(super) link: String,
    pub(super) owner: String,
    pub(super) group: String,
}

impl Header {
    /// The header that a block holds, if its checksum fits.
    pub(super) fn of(block: &[u8]) -> Option<Header> {
        let block = block.get(..super::BLOCK)?;
        let sum: u64 = (0..).zip(block).map(|(at, it)| summed(at, *it)).sum();
        if number(&block[148..156]) != Some(sum) || block[0] == 0 {
            return None;
        }
        let is_posix = &block[257..262] == b"ustar";
        let long = |range: std::ops::Range<usize>| {
            if is_posix { text(&block[range]) } else { String::new() }
        };
        // GNU keeps times where POSIX keeps the front of a long name.
        let prefix = if &block[257..263] == b"ustar\0" { long(345..500) } else { String::new() };
        let name = text(&block[..100]);
        let name = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        let kind = kind(block[156], name.ends_with('/'));
        let size = number(&block[124..136])?;
        let size = if matches!(kind, Kind::Folder | Kind::Link) { 0 } else { size };
        let link = if matches!(kind, Kind::Link) { text(&block[157..257]) } else { String::new() };
        Some(Header { name, size, kind, link, owner: long(265..297), group: long(297..329) })
    }
}

/// What a byte adds to the checksum, whose own bytes count as blanks.
fn summed(at: usize, byte: u8) -> u64 {
    if (148..156).contains(&at) { u64::from(b' ') } else { byte.into() }
}

/// An entry of an unknown kind is a file (POSIX.1-2024, pax, `typeflag`).
fn kind(flag: u8, is_folder: bool) -> Kind {
    match flag {
        b'1'..=b'4' | b'6' => Kind::Link,
        b'5' => Kind::Folder,
        b'0' | 0 if is_folder => Kind::Folder,
        b'L' => Kind::LongName,
        b'K' => Kind::LongLink,
        b'V' => Kind::Label,
        b'x' | b'X' => Kind::Records,
        b'g' => Kind::ForAll,
        _ => Kind::File,
    }
}

/// A text up to the first zero.
fn text(bytes: &[u8]) -> String {
    let bytes = bytes.split(|it| *it == 0).next().unwrap_or_default();
    String::from_utf8_lossy(bytes).into_owned()
}

/// A number in octal digits, or in bytes where it is too large for them (GNU).
fn number(bytes: &[u8]) -> Option<u64> {
    if let Some((first, rest)) = bytes.split_first().filter(|it| it.0 & 0x80 != 0) {
        let start = u64::from(first & 0x7F);
        return rest.iter().try_fold(start, |sum, it| Some(sum.checked_mul(256)? | u64::from(*it)));
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let digits = text.trim_matches(['\0', ' ']);
    if digits.is_empty() { Some(0) } else { u64::from_str_radix(digits, 8).ok() }
}

/// Records of a key and a text each.
#[derive(Default)]
pub(super) struct Records(BTreeMap<String, String>);

impl Records {
    /// The records of a content: `length key=text`, a line each.
    pub(super) fn of(content: &[u8]) -> Records {
        let mut records = Records::default();
        records.add(content);
        records
    }

    /// Adds the records of a content.
    pub(super) fn add(&mut self, content: &[u8]) {
        let mut rest = content;
        while let Some((key, text, after)) = record(rest) {
            self.set(&key, text);
            rest = after;
        }
    }

    pub(super) fn set(&mut self, key: &str, value: &[u8]) {
        self.0.insert(key.to_owned(), text(value));
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// The size of the next entry, where a record gives it.
    pub(super) fn size(&self) -> Option<u64> {
        self.get("size")?.parse().ok()
    }

    pub(super) fn each(&self, mut take: impl FnMut(&str, &str)) {
        self.0.iter().for_each(|(key, text)| take(key, text));
    }
}

/// The record at the front, and what follows it.
fn record(bytes: &[u8]) -> Option<(String, &[u8], &[u8])> {
    let blank = bytes.iter().position(|it| *it == b' ')?;
    let length: usize = std::str::from_utf8(&bytes[..blank]).ok()?.parse().ok()?;
    let body = bytes.get(blank + 1..length)?;
    let equals = body.iter().position(|it| *it == b'=')?;
    let key = String::from_utf8_lossy(&body[..equals]).into_owned();
    let value = body[equals + 1..].strip_suffix(b"\n").unwrap_or(&body[equals + 1..]);
    Some((key, value, bytes.get(length..)?))
}
