//! The records of a presentation: a head of eight bytes with a version, an
//! instance, a type and a length, and that many bytes ([MS-PPT] 2.3.1).

use encoding_rs::UTF_16LE;

use crate::document::Reason;

/// The deepest that records may lie in each other: shapes of groups of groups.
/// What lies deeper is a gap.
pub(super) const DEEPEST: usize = 48;

/// The types of records with text ([MS-PPT] 2.13.24).
const TEXT_CHARS: u16 = 0x0FA0;
const TEXT_BYTES: u16 = 0x0FA8;
pub(super) const STRING: u16 = 0x0FBA;

/// A record that holds records, though its version does not say so
/// (`BinaryTagDataBlob`, 2.11.29).
const BLOB: u16 = 0x138B;

/// A record.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) struct Record<'a> {
    /// Where it begins in its stream.
    pub(in crate::read) at: usize,
    pub(in crate::read) kind: u16,
    pub(in crate::read) instance: u16,
    is_container: bool,
    /// Whether it claims more bytes than there are.
    pub(in crate::read) is_cut: bool,
    pub(in crate::read) data: &'a [u8],
}

impl<'a> Record<'a> {
    /// The record that begins at a byte.
    pub(in crate::read) fn at(bytes: &'a [u8], at: usize) -> Option<Self> {
        let head = bytes.get(at..at.checked_add(8)?)?;
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let end = (at + 8).saturating_add(length);
        let first = u16::from_le_bytes([head[0], head[1]]);
        Some(Record {
            at,
            kind: u16::from_le_bytes([head[2], head[3]]),
            instance: first >> 4,
            is_container: first & 0xF == 0xF,
            is_cut: end > bytes.len(),
            data: bytes.get(at + 8..end.min(bytes.len()))?,
        })
    }

    /// The records within, if it holds any.
    pub(in crate::read) fn children(&self) -> Records<'a> {
        let bytes = if self.is_container || self.kind == BLOB { self.data } else { &[] };
        Records { bytes, at: 0 }
    }

    /// The first record of a type within.
    pub(in crate::read) fn child(&self, kind: u16) -> Option<Record<'a>> {
        self.children().find(|it| it.kind == kind)
    }

    /// The records of a type at any depth, in their order.
    pub(in crate::read) fn all(&self, kind: u16) -> Vec<Record<'a>> {
        let mut found = Vec::new();
        self.walk(&mut |record, _| {
            if record.kind == kind {
                found.push(*record);
            }
        });
        found
    }

    /// The limit that was reached: what lies deeper is not told.
    pub(super) fn limit(&self) -> Option<Reason> {
        let unit = "records in each other";
        self.is_too_deep(0).then_some(Reason::TooLarge { limit: DEEPEST as u64, unit })
    }

    fn is_too_deep(&self, depth: usize) -> bool {
        let mut children = self.children();
        match depth < DEEPEST {
            true => children.any(|it| it.is_too_deep(depth + 1)),
            false => children.next().is_some(),
        }
    }

    /// Tells this record and all within, each with the type of the one around it.
    pub(in crate::read) fn walk(&self, visit: &mut dyn FnMut(&Record<'a>, u16)) {
        self.walk_from(0, 0, visit);
    }

    fn walk_from(&self, parent: u16, depth: usize, visit: &mut dyn FnMut(&Record<'a>, u16)) {
        visit(self, parent);
        if depth < DEEPEST {
            for child in self.children() {
                child.walk_from(self.kind, depth + 1, visit);
            }
        }
    }

    /// A number of four bytes.
    pub(in crate::read) fn u32(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.data.get(at..at + 4)?.try_into().ok()?))
    }

    /// A number of four bytes with a sign.
    pub(in crate::read) fn i32(&self, at: usize) -> Option<i32> {
        Some(i32::from_le_bytes(self.data.get(at..at + 4)?.try_into().ok()?))
    }

    /// A number of two bytes.
    pub(in crate::read) fn u16(&self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.data.get(at..at + 2)?.try_into().ok()?))
    }

    /// The text of a record that is one.
    pub(in crate::read) fn text(&self) -> Option<String> {
        let text = match self.kind {
            TEXT_CHARS | STRING => wide(self.data),
            // The lower bytes of UTF-16 (2.9.43).
            TEXT_BYTES => self.data.iter().map(|byte| char::from(*byte)).collect(),
            _ => return None,
        };
        let lines = text.replace(['\r', '\u{b}'], "\n");
        let lines = lines.trim_matches(|it: char| it.is_control() || it.is_whitespace());
        (!lines.is_empty()).then(|| lines.to_owned())
    }
}

/// Text in UTF-16.
pub(super) fn wide(bytes: &[u8]) -> String {
    UTF_16LE.decode_without_bom_handling(bytes).0.into_owned()
}

/// Records that follow each other.
#[derive(Clone, Debug)]
pub(in crate::read) struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    pub(in crate::read) fn of(bytes: &'a [u8]) -> Self {
        Records { bytes, at: 0 }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let record = Record::at(self.bytes, self.at)?;
        self.at += 8 + record.data.len();
        Some(record)
    }
}
