//! Pivot caches: a stream of records each, in a storage of their own; where
//! their records come from is said in the workbook ([MS-XLS] 2.1.7.17).

use rustc_hash::FxHashMap;

use super::globals::Globals;
use super::records::{Pieces, Record, Records, Script};
use crate::document::{Reason, Sink};
use crate::read::pivot::{Cache, Field, Source, moment, push};
use crate::read::serial;

/// Whether the items of a field stand with it, its records naming them by
/// number (SXFDB fAllAtoms, [MS-XLS] 2.4.283).
const HAS_ITEMS: u16 = 0x0001;

/// Whether such a number takes two bytes (fShortIitms).
const IS_WIDE: u16 = 0x0200;

/// The values after an SXRng record that say how a field is grouped ([MS-XLS] 2.4.302).
const RANGE: u8 = 3;

/// The sources of pivot caches, by the number in the name of their stream.
pub(super) type Sources = FxHashMap<u16, Source>;

/// Where the pivot caches of a workbook come from: after each SXStreamID
/// ([MS-XLS] 2.4.311) stands the kind of source (SXVS, 2.4.317) and a reference.
pub(super) fn sources(stream: &[u8], globals: &Globals) -> Sources {
    let mut sources = Sources::default();
    let mut number = None;
    for record in Records::from(stream, 0).take_while(|it| it.id != 0x000A) {
        match record.id {
            0x00D5 => number = record.u16(0),
            0x00E3 | 0x0051 | 0x0052 | 0x01B5 => {
                let source = source(record, globals);
                if let Some((number, source)) = number.zip(source) {
                    sources.insert(number, source);
                }
            }
            _ => {}
        }
    }
    sources
}

/// What a record says of a source. A reference begins with the cells and the
/// length of the path, which is 2 and the sheet's name for a sheet of the same
/// workbook (DCONREF, [MS-XLS] 2.4.86; DConFile, 2.5.69).
fn source(record: Record<'_>, globals: &Globals) -> Option<Source> {
    match record.id {
        0x00E3 => (record.u16(0)? != 1).then_some(Source::Outside),
        0x0051 => {
            let mut pieces = Pieces::one(record.data.get(6..)?);
            let path = pieces.long_text(globals.script)?;
            let Some(name) = path.strip_prefix('\u{2}') else { return Some(Source::Outside) };
            let sheet = globals.sheets.iter().find(|it| it.name.eq_ignore_ascii_case(name));
            Some(Source::sheet(sheet.map(|sheet| sheet.layer)))
        }
        _ => Some(Source::Range),
    }
}

/// How a field's values are written.
struct Form {
    flags: u16,
    groups: usize,
    items: usize,
    /// Values to come that say how it is grouped.
    range: u8,
}

/// A pivot cache while its stream is read.
#[derive(Default)]
struct Reading {
    cache: Cache,
    forms: Vec<Form>,
    /// How many of the fields the records have values for.
    width: usize,
    row: u32,
    /// The columns of the record at hand whose values are still to come, the
    /// next last.
    due: Vec<u32>,
    is_open: bool,
}

/// Pushes a pivot cache.
///
/// # Errors
///
/// When the stream is none, or ends too early. What came before was pushed.
pub(super) fn push_cache(
    stream: &[u8],
    name: &str,
    source: Source,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let mut records = Records::from(stream, 0);
    let first = records.next().filter(|first| first.id == 0x00C6);
    let mut reading = Reading::default();
    first.and_then(|first| reading.begin(first)).ok_or_else(broken)?;
    let mut is_whole = false;
    let mut is_broken = false;
    while let Some(record) = records.next().filter(|_| !is_whole) {
        is_whole = record.id == 0x000A;
        let taken = reading.take(record, &mut records, name, source, sink);
        is_broken |= taken.is_none();
    }
    reading.open(name, source, sink);
    reading.cache.close(reading.row, sink);
    match (is_whole, is_broken) {
        (false, _) => Err(Reason::Truncated),
        (true, true) => Err(broken()),
        (true, false) => Ok(()),
    }
}

fn broken() -> Reason {
    Reason::Malformed { format: "xls", detail: "a pivot cache makes no sense".into() }
}

impl Reading {
    /// Takes the head of the cache (SXDB, [MS-XLS] 2.4.275).
    fn begin(&mut self, record: Record<'_>) -> Option<()> {
        self.width = record.u16(10)?.into();
        let length = record.u16(18)?;
        if length != 0xFFFF {
            let mut pieces = Pieces::one(record.data.get(20..)?);
            self.cache.refreshed_by = pieces.text(length.into(), Script::Unicode)?;
        }
        Some(())
    }

    /// Takes a record; nothing when it is too short for what it should say.
    fn take<'a>(
        &mut self,
        record: Record<'a>,
        records: &mut Records<'a>,
        name: &str,
        source: Source,
        sink: &mut dyn Sink,
    ) -> Option<()> {
        match record.id {
            0x00C7 => self.add_field(record)?,
            0x00C8 => {
                self.open(name, source, sink);
                self.push_numbers(record, sink);
            }
            0x00D8 => self.forms.last_mut()?.range = RANGE, // SXRng
            0x00C9..=0x00CF => {
                let text = value(record, records)?;
                if let Some(text) = self.keep(text) {
                    self.open(name, source, sink);
                    self.push_value(&text, sink);
                }
            }
            _ => {}
        }
        Some(())
    }

    /// Adds a field (SXFDB).
    fn add_field(&mut self, record: Record<'_>) -> Option<()> {
        let form = Form {
            flags: record.u16(0)?,
            groups: record.u16(8)?.into(),
            items: record.u16(12)?.into(),
            range: 0,
        };
        let mut pieces = Pieces::one(record.data.get(14..)?);
        self.forms.push(form);
        let name = pieces.long_text(Script::Unicode);
        self.cache.fields.push(Field::named(name.unwrap_or_default()));
        Some(())
    }

    /// Keeps a value that belongs to the field at hand; gives it back when it
    /// belongs to a record.
    fn keep(&mut self, text: String) -> Option<String> {
        let (false, Some(form), Some(field)) =
            (self.is_open, self.forms.last_mut(), self.cache.fields.last_mut())
        else {
            return Some(text);
        };
        if field.groups.len() < form.groups {
            field.groups.push(text);
        } else if form.range > 0 {
            form.range -= 1;
        } else if form.flags & HAS_ITEMS != 0 && field.items.len() < form.items {
            field.items.push(text);
        } else {
            return Some(text);
        }
        None
    }

    fn open(&mut self, name: &str, source: Source, sink: &mut dyn Sink) {
        if !self.is_open {
            self.is_open = true;
            self.cache.open(name, source, sink);
        }
    }

    /// Pushes the items of a record by their numbers (SXDBB, [MS-XLS] 2.4.276).
    fn push_numbers(&mut self, record: Record<'_>, sink: &mut dyn Sink) {
        self.begin_row();
        let mut at = 0;
        for (column, form) in (1..).zip(&self.forms).take(self.width) {
            if form.flags & HAS_ITEMS == 0 {
                continue;
            }
            let is_wide = form.flags & IS_WIDE != 0;
            let narrow = || record.data.get(at).copied().map(u16::from);
            let number = if is_wide { record.u16(at) } else { narrow() };
            let Some(number) = number else { return };
            self.cache.push_item(self.row, column, number.into(), sink);
            at += 1 + usize::from(is_wide);
        }
    }

    fn begin_row(&mut self) {
        self.row = self.row.saturating_add(1);
        let columns = (1..).zip(&self.forms).take(self.width);
        let due = columns.filter(|(_, form)| form.flags & HAS_ITEMS == 0);
        self.due = due.map(|(column, _)| column).collect();
        self.due.reverse();
    }

    /// Pushes a value of the record at hand that is none of its field's items.
    fn push_value(&mut self, text: &str, sink: &mut dyn Sink) {
        if self.due.is_empty() {
            self.begin_row();
        }
        if let Some(column) = self.due.pop() {
            push(text, self.row, column, sink);
        }
    }
}

/// A value as a cell would show it ([MS-XLS] 2.1.7.17, SXOPER).
fn value<'a>(record: Record<'a>, records: &mut Records<'a>) -> Option<String> {
    Some(match record.id {
        0x00C9 => serial::number(record.f64(0)?), // SXNum
        0x00CA => serial::truth(record.u16(0)? != 0).to_owned(), // SxBool
        0x00CC => record.u16(0)?.cast_signed().to_string(), // SXInt
        0x00CD => {
            // SXString
            let mut pieces = records.whole(record);
            match pieces.u16()? {
                0xFFFF | 0 => String::new(),
                length => pieces.text(length.into(), Script::Unicode)?,
            }
        }
        0x00CE => moment(record.data)?, // SXDtr
        _ => String::new(),             // SxErr, SxNil
    })
}
