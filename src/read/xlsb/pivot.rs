//! Pivot caches: a part that defines the fields and their items, and one with
//! the records ([MS-XLSB] 2.1.7.38 and 2.1.7.39).

use super::harvest;
use super::markup::Markup;
use super::records::{Record, Records};
use super::translation::Writer;
use crate::document::Reason;
use crate::read::package::Package;
use crate::read::pivot::moment;
use crate::read::relations::relations_of;
use crate::read::serial::number;

/// The flags of a field's items (BrtBeginPCDFAtbl, [MS-XLSB] 2.4.169): whether
/// there are dates, texts, and whether all are numbers.
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

/// Writes the definition of a cache.
pub(super) fn definition(_: &mut Package<'_>, _: &str) -> Writer {
    Box::new(|record, markup| {
        match record.id {
            // BrtBeginPivotCacheDef, 2.4.185; the element is open, so an attribute of it
            // is written as one of another of its name.
            0xB3 if record.data.get(16)? & 1 != 0 => {
                let user = record.text(21)?.0;
                markup.empty("pivotCacheDefinition", &[("refreshedBy", &user)]);
            }
            // BrtBeginPCDSource, 2.4.181
            0xB9 => {
                let kind = if record.u32(0)? == 0 { "worksheet" } else { "external" };
                markup.empty("cacheSource", &[("type", &kind)]);
            }
            0xBB => source(record, markup)?,
            // BrtBeginPCDField, 2.4.176: the name stands behind five numbers
            0xB7 => {
                markup.close("cacheField");
                markup.open("cacheField", &[("name", &record.text(20)?.0)]);
            }
            0xB8 => markup.close("cacheField"),
            0xBD => markup.open("sharedItems", &[]),
            0xBE => markup.close("sharedItems"),
            0xDD => markup.open("groupItems", &[]), // BrtBeginPCDFGItems, 2.4.173
            0xDE => markup.close("groupItems"),
            0x14..=0x19 | 0x1B..=0x20 => value(record, markup)?,
            _ => {}
        }
        Some(())
    })
}

/// Writes where the records come from (BrtBeginPCDSRange, [MS-XLSB] 2.4.182): whether
/// it is a name, two flags of what follows, then another file, the sheet, and the
/// cells or the name.
fn source(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    let (is_name, flags) = (*record.data.first()? != 0, *record.data.get(2)?);
    let mut at = 3;
    let mut next = |is_there: bool| -> Option<String> {
        if !is_there {
            return Some(String::new());
        }
        let (text, end) = record.text(at)?;
        at = end;
        Some(text)
    };
    let file = next(flags & 0x01 != 0)?;
    let sheet = next(flags & 0x02 != 0)?;
    let name = next(is_name)?;
    if flags & 0x01 != 0 {
        markup.empty("worksheetSource", &[("r:id", &file), ("sheet", &sheet), ("name", &name)]);
    } else {
        markup.empty("worksheetSource", &[("sheet", &sheet), ("name", &name)]);
    }
    Some(())
}

/// Writes the records of a cache, whose forms its definition tells.
pub(super) fn records(package: &mut Package<'_>, part: &str) -> Writer {
    let definition = definition_of(package, part);
    // What is damaged there is a gap when the definition is read.
    let forms = forms(package, &definition).unwrap_or_default();
    Box::new(move |record, markup| {
        match record.id {
            0x21 => {
                markup.open("r", &[]);
                let written = write_record(record, &forms, markup);
                markup.close("r");
                written?;
            }
            // BrtPCRRecordDt, 2.4.736: the values follow as records
            0x22 => {
                markup.close("r");
                markup.open("r", &[]);
            }
            0x1A => markup.empty("x", &[("v", &record.u32(0)?)]),
            0x14..=0x19 => value(record, markup)?,
            _ => {}
        }
        Some(())
    })
}

/// The definition to which records belong: by its relationships, else by the name
/// that programs give it.
fn definition_of(package: &mut Package<'_>, part: &str) -> String {
    let names: Vec<String> = package
        .names()
        .filter(|it| it.contains("pivotCacheDefinition") && it.ends_with(".bin"))
        .map(str::to_owned)
        .collect();
    let mut twin = package.twin();
    let mut leads = |name: &String| {
        relations_of(&mut twin, name).unwrap_or_default().iter().any(|it| it.target == part)
    };
    let found = names.into_iter().find(|name| leads(name));
    found.unwrap_or_else(|| part.replace("Records", "Definition"))
}

/// How the records write each field.
fn forms(package: &mut Package<'_>, definition: &str) -> Result<Vec<Form>, Reason> {
    let mut forms = Vec::new();
    let Some(stream) = package.stream(definition)? else { return Ok(forms) };
    let mut records = Records::of(stream);
    while let Some(record) = records.next()? {
        match record.id {
            // BrtBeginPCDField, 2.4.176: fSourceField
            0xB7 => {
                let is_source = record.u16(0).is_some_and(|flags| flags & 0x0004 != 0);
                forms.push(if is_source { Form::Text } else { Form::Absent });
            }
            0xBD => {
                let last = forms.last_mut().filter(|form| **form != Form::Absent);
                last.into_iter().zip(form(record)).for_each(|(last, form)| *last = form);
            }
            _ => {}
        }
    }
    Ok(forms)
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

/// Writes a record whose values stand one behind another (BrtPCRRecord, [MS-XLSB]
/// 2.4.735).
///
/// Without a definition nobody knows how they are written: their texts are looked for.
fn write_record(record: Record<'_>, forms: &[Form], markup: &mut Markup) -> Option<()> {
    if forms.is_empty() {
        harvest::texts(record).iter().for_each(|text| markup.empty("s", &[("v", text)]));
        return None;
    }
    let mut at = 0;
    for form in forms {
        match form {
            Form::Absent => markup.empty("m", &[]),
            Form::Item => {
                markup.empty("x", &[("v", &record.u32(at)?)]);
                at += 4;
            }
            Form::Number => {
                markup.empty("n", &[("v", &number(record.f64(at)?))]);
                at += 8;
            }
            Form::Moment => {
                markup.empty("d", &[("v", &moment(record.data.get(at..)?)?)]);
                at += 8;
            }
            Form::Text => {
                let (text, end) = record.text(at)?;
                markup.empty("s", &[("v", &text)]);
                at = end;
            }
        }
    }
    Some(())
}

/// Writes a value that is a record of its own (BrtPCDI…, [MS-XLSB] 2.4.717 and after).
fn value(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    match record.id {
        0x15 | 0x1C => markup.empty("n", &[("v", &number(record.f64(0)?))]),
        0x16 | 0x1D => markup.empty("b", &[("v", &u8::from(*record.data.first()? != 0))]),
        0x18 | 0x1F => markup.empty("s", &[("v", &record.text(0)?.0)]),
        0x19 | 0x20 => markup.empty("d", &[("v", &moment(record.data)?)]),
        _ => markup.empty("m", &[]), // missing, an error
    }
    Some(())
}
