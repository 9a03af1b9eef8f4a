//! The pictures of a document, in the text and over it, and the data of its fields
//! ([MS-DOC] 2.4.1 and 2.9.192, PICF; [MS-ODRAW] 2.2.12 and 2.2.32).

use std::ops::Range;

use super::bytes::{long, short};
use super::leftover::Texts;
use super::looks::at;
use super::story::Found;
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::Budget;
use crate::read::docx::{CROPPED, is_given_bookmark};
use crate::read::ooxml::harvest::is_given;
use crate::read::ppt::objects::push_pictures;
use crate::read::ppt::records::{Record, Records};
use crate::read::strings::printable;
use crate::read::xls::drawing::Properties;

/// The list of pictures and an entry of it, the bytes of one before its picture, and
/// where in it the size and the place of a picture stand that lies elsewhere.
const LIST: u16 = 0xF001;
const ENTRY: u16 = 0xF007;
const ENTRY_HEAD: usize = 36;
const SIZE: usize = 20;
const PLACE: usize = 28;

/// The properties of a shape, and those that cut a side off its picture
/// ([MS-ODRAW] 2.2.9 and 2.3.23.1 to 2.3.23.4).
const PROPERTIES: u16 = 0xF00B;
const CROPS: Range<u16> = 0x0100..0x0104;

/// Where the length of a picture's head and its kind stand; the kinds that are shapes,
/// of which the second has a name before it.
const HEAD: usize = 4;
const KIND: usize = 6;
const SHAPE: u16 = 0x64;
const NAMED: u16 = 0x66;

/// The pictures of a document.
pub(super) struct Pictures<'a> {
    data: &'a [u8],
    budget: &'a Budget,
    /// The pictures one behind the other, each a record.
    records: Vec<u8>,
    /// Where those over the text lie in the main stream.
    pub(super) delayed: Vec<Range<usize>>,
    /// What shapes say of themselves.
    texts: Vec<(Layer, &'static str, String)>,
    others: Vec<&'a [u8]>,
    cropped: usize,
    /// The bytes that pictures may still have: each has bytes of its own.
    left: usize,
    is_full: bool,
}

impl<'a> Pictures<'a> {
    pub(super) fn new(data: &'a [u8], budget: &'a Budget) -> Self {
        Pictures {
            data,
            budget,
            records: Vec::new(),
            delayed: Vec::new(),
            texts: Vec::new(),
            others: Vec::new(),
            cropped: 0,
            left: data.len().saturating_mul(2),
            is_full: false,
        }
    }

    /// Whether so many more bytes may be pictures, which they then are.
    fn spend(&mut self, bytes: usize) -> bool {
        self.is_full |= bytes > self.left;
        self.left = self.left.saturating_sub(bytes);
        !self.is_full
    }

    /// Takes the drawings over the text: the list of pictures, then those of the
    /// body and of headers, each behind a byte that says which.
    pub(super) fn take_drawings(&mut self, drawings: &[u8], main: &[u8]) {
        self.left = self.left.saturating_add((drawings.len() + main.len()).saturating_mul(2));
        let Some(group) = Record::at(drawings, 0) else { return };
        for entry in group.child(LIST).iter().flat_map(Record::children) {
            self.take_entry(&entry, main);
        }
        let mut at = 8 + group.data.len();
        while let Some(drawing) = Record::at(drawings, at + 1) {
            self.take_shapes(drawing.data);
            at += 9 + drawing.data.len();
        }
    }

    fn take_entry(&mut self, entry: &Record<'_>, main: &[u8]) {
        if entry.kind != ENTRY {
            return self.keep(entry);
        }
        if let Some(own) = Record::at(entry.data, ENTRY_HEAD) {
            return self.keep(&own);
        }
        let (size, place) = (long(entry.data, SIZE), long(entry.data, PLACE));
        let Some((size, place)) = size.zip(place).filter(|it| it.0 > 0) else { return };
        let (start, size) = (place as usize, size as usize);
        let own = start..start.saturating_add(size).min(main.len());
        if let Some(record) = main.get(own.clone()).and_then(|it| Record::at(it, 0)) {
            self.keep(&record);
            self.delayed.push(own);
        }
    }

    fn keep(&mut self, record: &Record<'_>) {
        if !self.spend(record.data.len()) {
            return;
        }
        self.records.extend((record.instance << 4).to_le_bytes());
        self.records.extend(record.kind.to_le_bytes());
        self.records.extend((record.data.len() as u32).to_le_bytes());
        self.records.extend(record.data);
    }

    /// Takes what shapes say of themselves.
    fn take_shapes(&mut self, drawing: &[u8]) {
        let mut properties = Properties::default();
        properties.take(drawing);
        let is_own = |it: &(Layer, &str, String)| it.1 != "name of a shape" || !is_given(&it.2);
        self.texts.extend(properties.texts.into_iter().filter(is_own));
        for table in Records::of(drawing).flat_map(|it| it.all(PROPERTIES)) {
            let count = usize::from(table.instance) * 6;
            let rows = table.data.get(..count).unwrap_or_default().chunks_exact(6);
            let is_cropped = |row: &[u8]| {
                let id = short(row, 0).unwrap_or(0);
                CROPS.contains(&id) && long(row, 2).is_some_and(|it| it.cast_signed() > 0)
            };
            self.cropped += usize::from(rows.into_iter().any(is_cropped));
        }
    }

    /// Takes the picture at a place of the data stream.
    fn take(&mut self, place: u32) -> Option<()> {
        let own = at(self.data, place).filter(|it| self.spend(it.len()))?;
        let head = usize::from(short(own, HEAD)?);
        let (kind, mut rest) = (short(own, KIND)?, own.get(head..)?);
        if kind == NAMED {
            let length = usize::from(*rest.first()?);
            let name = rest.get(1..=length)?.iter().map(|it| char::from(*it)).collect();
            self.texts.push((Layer::SavePath, "picture", name));
            rest = rest.get(1 + length..)?;
        }
        if kind != SHAPE && kind != NAMED {
            self.others.push(rest);
            return Some(());
        }
        let shape = Record::at(rest, 0)?;
        self.take_shapes(rest.get(..8 + shape.data.len())?);
        Records::of(rest.get(8 + shape.data.len()..)?).for_each(|it| self.take_entry(&it, &[]));
        Some(())
    }

    /// Pushes all pictures, those at the places that were found among them, and what
    /// their shapes say.
    pub(super) fn push(&mut self, found: &Found, sink: &mut dyn Sink) {
        for place in &found.pictures {
            let _ = self.take(*place); // none at that place is none
        }
        self.push_texts(sink);
        push_pictures(&self.records, self.budget, sink);
        for (number, bytes) in (1..).zip(&self.others) {
            sink.enclose(Enclosure { name: &format!("metafile{number}.wmf"), bytes });
        }
        let mut fields = Texts::default();
        for place in &found.fields {
            let own = at(self.data, *place).filter(|it| self.spend(it.len())).unwrap_or_default();
            printable(own, Layer::FieldCode, "data of fields", &mut fields);
        }
        fields.0.retain(|it| !is_given_bookmark(it) && !is_digits(it));
        fields.push("data of fields", Layer::FieldCode, sink);
        if self.is_full {
            sink.gap(Gap::part("pictures", Reason::Ambiguous("they overlap")));
        }
    }

    fn push_texts(&self, sink: &mut dyn Sink) {
        if self.texts.is_empty() && self.cropped == 0 {
            return;
        }
        sink.open(Container::text("shapes", Layer::AltText));
        for (layer, place, text) in &self.texts {
            sink.push(Fragment::new(text, *layer, Place::Named(place)));
        }
        if self.cropped > 0 {
            sink.push(Fragment::new(CROPPED, Layer::ImageMetadata, Place::Named("picture")));
        }
        sink.close();
    }
}

/// Whether a text is the number of a link in hexadecimal digits.
fn is_digits(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_hexdigit())
}
