//! A part of records as the XML that it stands for, record by record.

use std::io::{Error, Read};

use super::lists::{listed, nothing, said};
use super::markup::Markup;
use super::records::{Record, Records, id_of};
use super::{comments, external, pivot, revisions, sheet, strings, styles, workbook};
use crate::document::Reason;
use crate::read::package::{Package, PartStream};

/// How much is written at a time.
const STEP: usize = 32 << 10;

/// Writes what a record says; nothing when it is too short to say it.
pub(super) type Writer = Box<dyn FnMut(Record<'_>, &mut Markup) -> Option<()>>;

/// Makes the writer of a part; some need to look at another part first.
type Begin = fn(&mut Package<'_>, &str) -> Writer;

/// A kind of part.
struct Kind {
    /// The records that it may begin with, the first and the last.
    first: (u16, u16),
    /// The record that it ends with, if that is known.
    last: Option<u16>,
    /// The element that the part is in xlsx.
    root: &'static str,
    begin: Begin,
}

const fn kind(first: u16, last: u16, root: &'static str, begin: Begin) -> Kind {
    Kind { first: (first, first), last: Some(last), root, begin }
}

const fn kinds(first: (u16, u16), root: &'static str, begin: Begin) -> Kind {
    Kind { first, last: None, root, begin }
}

/// The kinds of parts ([MS-XLSB] 2.1.7), told by their first record. Those with
/// [`listed`] have texts whose places do not matter.
const KINDS: &[Kind] = &[
    kind(0x83, 0x84, "workbook", workbook::writer),
    kind(0x81, 0x82, "worksheet", sheet::writer),
    kind(0x116, 0x117, "styleSheet", styles::writer),
    kind(0x9F, 0xA0, "sst", strings::writer),
    kind(0x274, 0x275, "comments", comments::writer),
    kind(0xB3, 0xB4, "pivotCacheDefinition", pivot::definition),
    kind(0xC1, 0xC2, "pivotCacheRecords", pivot::records),
    kind(0x118, 0x119, "pivotTableDefinition", |_, _| listed("pivotField", "caption")),
    kind(0x168, 0x24C, "externalLink", external::writer),
    kind(0x1AD, 0x1AE, "connections", |_, _| listed("connection", "name")),
    kind(0x1BF, 0x1C0, "queryTable", |_, _| listed("queryTable", "name")),
    kind(0x157, 0x158, "table", super::lists::table),
    kind(0x155, 0x156, "singleXmlCells", |_, _| listed("singleXmlCell", "name")),
    kind(0x14C, 0x14D, "metadata", |_, _| listed("s", "v")),
    kind(0x202, 0x203, "volTypes", |_, _| said("v")),
    kind(0x45B, 0x45C, "slicers", |_, _| listed("slicer", "caption")),
    kind(0x433, 0x434, "slicerCacheDefinition", |_, _| listed("i", "n")),
    kind(0x210, 0x211, "calcChain", |_, _| nothing()),
    kind(0x29F, 0x2A0, "wsSortMap", |_, _| nothing()),
    kinds((0x28, 0x2A), "binaryIndex", |_, _| nothing()),
    kinds((0x18E, 0x18E), "headers", revisions::headers),
    kinds((0x19B, 0x19B), "headers", revisions::headers),
    kinds((0x18F, 0x191), "users", |_, _| listed("userInfo", "name")),
    kind(0x193, 0x193, "revisions", revisions::log),
    Kind { first: (0x194, 0x1A5), last: Some(0x193), root: "revisions", begin: revisions::log },
];

/// A part as XML, if it is one of records; else as it is.
pub(super) fn translated<'p>(
    package: &mut Package<'_>,
    name: &str,
    head: &[u8],
    part: PartStream<'p>,
) -> PartStream<'p> {
    let fits = |it: &&Kind| id_of(head).is_some_and(|id| it.first.0 <= id && id <= it.first.1);
    let Some(kind) = KINDS.iter().find(fits).filter(|_| name.ends_with(".bin")) else {
        return part;
    };
    let write = (kind.begin)(package, name);
    part.turned(|part| Box::new(Translation::of(part, kind, write)))
}

/// A part while it is written as XML.
struct Translation<'a> {
    records: Records<'a>,
    kind: &'static Kind,
    write: Writer,
    markup: Markup,
    /// How much of what was written is read.
    read: usize,
    /// Whether a record was too short, and whether the last one came.
    is_broken: bool,
    has_ended: bool,
    is_over: bool,
    failure: Option<Reason>,
}

impl<'a> Translation<'a> {
    fn of(part: PartStream<'a>, kind: &'static Kind, write: Writer) -> Self {
        let mut markup = Markup::default();
        markup.open(kind.root, &[]);
        Translation {
            records: Records::of(part),
            kind,
            write,
            markup,
            read: 0,
            is_broken: false,
            has_ended: kind.last.is_none(),
            is_over: false,
            failure: None,
        }
    }

    /// Writes the next records.
    fn advance(&mut self) {
        while self.markup.written().len() < STEP {
            match self.records.next() {
                Ok(Some(record)) => {
                    self.has_ended |= self.kind.last == Some(record.id);
                    self.is_broken |= (self.write)(record, &mut self.markup).is_none();
                }
                Ok(None) => return self.end(),
                Err(Reason::Truncated) => return self.is_over = true,
                Err(reason) => {
                    self.failure = Some(reason);
                    return self.is_over = true;
                }
            }
        }
    }

    /// Ends the part. One that is damaged or cut off stays open, and so does
    /// what is read of it: a gap.
    fn end(&mut self) {
        self.is_over = true;
        if self.has_ended && !self.is_broken {
            self.markup.close_all();
        }
    }
}

impl Read for Translation<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.read == self.markup.written().len() {
            if let Some(reason) = self.failure.take() {
                return Err(Error::other(reason));
            }
            if self.is_over {
                return Ok(0);
            }
            self.markup.clear();
            self.read = 0;
            self.advance();
        }
        let rest = &self.markup.written().as_bytes()[self.read..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.read += count;
        Ok(count)
    }
}
