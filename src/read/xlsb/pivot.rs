//! Pivot caches: a part that defines the fields and their items, and one with
//! the records ([MS-XLSB] 2.1.7.38 and 2.1.7.39).

use super::records::{Record, Records};
use super::workbook::{Workbook, broken};
use crate::document::{Reason, Sink};
use crate::read::package::Package;
use crate::read::pivot::{Cache, Field, Source, moment, push};
use crate::read::relations::relations_of;
use crate::read::serial;

/// The flags of a field's items (BrtBeginPCDFAtbl, [MS-XLSB] 2.4.169): whether
/// there are dates, texts, several kinds, and whether all are numbers.
const DATE: u16 = 0x0004;
const TEXT: u16 = 0x0008;
const NUMBERS: u16 = 0x0040;

/// How the records write a field.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Form {
    /// As the number of an item.
    Item,
    Number,
    Moment,
    Text,
    /// Not at all: it is calculated, or groups another one.
    Absent,
}

/// A definition while it is read.
#[derive(Default)]
struct Definition {
    cache: Cache,
    forms: Vec<Form>,
    source: Source,
    /// The items at hand are those of a grouping.
    is_grouping: bool,
}

/// Pushes a pivot cache with its records.
pub(super) fn push_cache(
    package: &mut Package<'_>,
    part: &str,
    name: &str,
    workbook: &Workbook,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let mut definition = Definition::default();
    let defined = definition.read(package, part, workbook);
    let records = records_of(package, part);
    definition.cache.open(name, definition.source, sink);
    let mut row = 0;
    let pushed = definition.push_records(package, &records, &mut row, sink);
    definition.cache.close(row, sink);
    defined.and(pushed)
}

/// The part with the records of a pivot cache: by its relationships, else by
/// the name that programs give it.
fn records_of(package: &Package<'_>, part: &str) -> String {
    let relations = relations_of(&mut package.twin(), part).unwrap_or_default();
    let related = relations.into_iter().find(|it| it.kind == "pivotCacheRecords");
    related.map_or_else(|| part.replace("Definition", "Records"), |it| it.target)
}

impl Definition {
    fn read(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
        workbook: &Workbook,
    ) -> Result<(), Reason> {
        let Some(stream) = package.stream(part)? else { return Ok(()) };
        let mut records = Records::of(stream);
        let mut is_broken = false;
        while let Some(record) = records.next()? {
            is_broken |= self.take(record, workbook).is_none();
        }
        if is_broken { Err(broken()) } else { Ok(()) }
    }

    /// Takes a record; nothing when it is too short for what it should say.
    fn take(&mut self, record: Record<'_>, workbook: &Workbook) -> Option<()> {
        match record.id {
            // BrtBeginPivotCacheDef, 2.4.185
            0xB3 if record.data.get(16)? & 1 != 0 => {
                self.cache.refreshed_by = record.text(21)?.0;
            }
            // BrtBeginPCDSource, 2.4.181
            0xB9 if record.u32(0)? != 0 => self.source = Source::Outside,
            0xBB => self.source = source(record, workbook)?,
            0xB7 => self.add_field(record)?,
            0xBD if self.forms.last() != Some(&Form::Absent) => {
                *self.forms.last_mut()? = form(record)?;
            }
            0xDD => self.is_grouping = true, // BrtBeginPCDFGItems, 2.4.173
            0xDE => self.is_grouping = false,
            0x14..=0x19 | 0x1B..=0x20 => self.add_item(value(record)?),
            _ => {}
        }
        Some(())
    }

    /// Adds a field (BrtBeginPCDField, [MS-XLSB] 2.4.176: fSourceField, and the
    /// name behind five numbers).
    fn add_field(&mut self, record: Record<'_>) -> Option<()> {
        let is_source = record.u16(0)? & 0x0004 != 0;
        self.forms.push(if is_source { Form::Text } else { Form::Absent });
        self.cache.fields.push(Field::named(record.text(20)?.0));
        Some(())
    }

    fn add_item(&mut self, text: String) {
        let Some(field) = self.cache.fields.last_mut() else { return };
        if self.is_grouping { field.groups.push(text) } else { field.items.push(text) }
    }

    /// Pushes the records of a part.
    fn push_records(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
        row: &mut u32,
        sink: &mut dyn Sink,
    ) -> Result<(), Reason> {
        let Some(stream) = package.stream(part)? else { return Ok(()) };
        let mut records = Records::of(stream);
        let mut is_broken = false;
        let mut columns = self.columns();
        while let Some(record) = records.next()? {
            match record.id {
                0x21 => {
                    *row = row.saturating_add(1);
                    is_broken |= self.push_record(record, *row, sink).is_none();
                }
                0x22 => (*row, columns) = (row.saturating_add(1), self.columns()), // BrtPCRRecordDt, 2.4.736
                0x14..=0x1A => {
                    let Some(column) = columns.next() else { continue };
                    is_broken |= self.push_value(record, *row, column, sink).is_none();
                }
                _ => {}
            }
        }
        if is_broken { Err(broken()) } else { Ok(()) }
    }

    /// The columns that records have values for.
    fn columns(&self) -> std::vec::IntoIter<u32> {
        let columns = (1..).zip(&self.forms).filter(|(_, form)| **form != Form::Absent);
        columns.map(|(column, _)| column).collect::<Vec<_>>().into_iter()
    }

    /// Pushes a record whose values stand one behind another (BrtPCRRecord,
    /// [MS-XLSB] 2.4.735).
    fn push_record(&mut self, record: Record<'_>, row: u32, sink: &mut dyn Sink) -> Option<()> {
        let mut at = 0;
        for index in 0..self.forms.len() {
            let column = u32::try_from(index).ok()? + 1;
            match self.forms[index] {
                Form::Absent => {}
                Form::Item => {
                    self.cache.push_item(row, column, record.u32(at)? as usize, sink);
                    at += 4;
                }
                Form::Number => {
                    push(&serial::number(record.f64(at)?), row, column, sink);
                    at += 8;
                }
                Form::Moment => {
                    push(&moment(record.data.get(at..)?)?, row, column, sink);
                    at += 8;
                }
                Form::Text => {
                    let (text, end) = record.text(at)?;
                    push(&text, row, column, sink);
                    at = end;
                }
            }
        }
        Some(())
    }

    /// Pushes a value that is a record of its own.
    fn push_value(
        &mut self,
        record: Record<'_>,
        row: u32,
        column: u32,
        sink: &mut dyn Sink,
    ) -> Option<()> {
        if record.id == 0x1A {
            self.cache.push_item(row, column, record.u32(0)? as usize, sink);
        } else {
            push(&value(record)?, row, column, sink);
        }
        Some(())
    }
}

/// Where the records come from (BrtBeginPCDSRange, [MS-XLSB] 2.4.182): whether
/// it is a name, two flags of what follows, then the sheet and another file.
fn source(record: Record<'_>, workbook: &Workbook) -> Option<Source> {
    let (is_name, flags) = (*record.data.first()?, *record.data.get(2)?);
    if flags & 0x01 != 0 {
        return Some(Source::Outside);
    }
    if flags & 0x02 == 0 {
        return Some(if is_name != 0 { Source::Range } else { Source::Unknown });
    }
    let name = record.text(3)?.0;
    let sheet = workbook.sheets.iter().find(|it| it.name.eq_ignore_ascii_case(&name));
    Some(Source::sheet(sheet.map(|sheet| sheet.layer)))
}

/// How the records write a field, by its items: their number where there are
/// some, else by their kinds.
fn form(record: Record<'_>) -> Option<Form> {
    let flags = record.u16(0)?;
    Some(match () {
        () if record.u32(2)? > 0 => Form::Item,
        () if flags & NUMBERS != 0 => Form::Number,
        () if flags & DATE != 0 && flags & TEXT == 0 => Form::Moment,
        () => Form::Text,
    })
}

/// An item as a cell would show it (BrtPCDI…, [MS-XLSB] 2.4.717 and after).
fn value(record: Record<'_>) -> Option<String> {
    Some(match record.id {
        0x15 | 0x1C => serial::number(record.f64(0)?),
        0x16 | 0x1D => serial::truth(*record.data.first()? != 0).to_owned(),
        0x18 | 0x1F => record.text(0)?.0,
        0x19 | 0x20 => moment(record.data)?,
        _ => String::new(), // missing, an error
    })
}
