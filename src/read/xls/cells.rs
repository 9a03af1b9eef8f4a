//! The cells of a sheet, from their records.

use std::ops::RangeInclusive;

use super::globals::Globals;
use super::records::{Pieces, Record, Script};
use crate::read::look::Look;
use crate::read::serial;

/// A cell's place from 0 and what it shows.
pub(super) struct Cell<'a> {
    pub(super) row: u16,
    pub(super) column: u16,
    pub(super) look: Look,
    /// Its value, if it is a number.
    pub(super) number: Option<f64>,
    pub(super) value: Value<'a>,
}

/// What a cell shows.
pub(super) enum Value<'a> {
    /// One of the shared texts.
    Shared(u32, &'a str),
    Text(String),
    /// The text in the STRING record that follows.
    Pending,
}

/// What a cell holds.
enum Held<'a> {
    Number(f64),
    Shown(Value<'a>),
}

impl Held<'_> {
    fn text(text: String) -> Self {
        Held::Shown(Value::Text(text))
    }
}

/// Hands the cells of a record on; returns nothing when the record is cut off
/// or refers to what is not there.
pub(super) fn cells<'g>(
    record: Record<'_>,
    globals: &'g Globals,
    push: &mut dyn FnMut(Cell<'g>),
) -> Option<()> {
    let value = match record.id {
        0x00BD => return many_numbers(record, globals, push),
        0x00FD => {
            // LABELSST, 2.4.149
            let number = record.u32(6)?;
            Some(Held::Shown(Value::Shared(number, globals.shared.get(number)?)))
        }
        // LABEL, 2.4.148, and the RSTRING of BIFF5
        0x0204 | 0x00D6 => {
            let text = Pieces::one(record.data.get(6..)?).long_text(globals.script)?;
            Some(Held::Shown(Value::Text(text)))
        }
        0x027E => Some(Held::Number(serial::compact(record.u32(6)?))), // RK, 2.4.220
        0x0203 => Some(Held::Number(record.f64(6)?)),                  // NUMBER, 2.4.180
        0x0205 => truth(record.data.get(6..8)?)?.map(Held::text),      // BOOLERR, 2.4.24
        0x0006 => formula(record)?,
        _ => None,
    };
    if let Some(value) = value {
        push(cell(
            record.u16(0)?,
            record.u16(2)?,
            globals.styles.of(record.u16(4)?),
            value,
            globals,
        ));
    }
    Some(())
}

/// The numbers of a MULRK record ([MS-XLS] 2.4.175).
fn many_numbers<'g>(
    record: Record<'_>,
    globals: &'g Globals,
    push: &mut dyn FnMut(Cell<'g>),
) -> Option<()> {
    let (row, first) = (record.u16(0)?, record.u16(2)?);
    let inner = record.data.get(4..record.data.len().checked_sub(2)?)?;
    for (column, six) in (first..=u16::MAX).zip(inner.chunks_exact(6)) {
        let one = Record { id: record.id, data: six };
        let value = Held::Number(serial::compact(one.u32(2)?));
        push(cell(row, column, globals.styles.of(one.u16(0)?), value, globals));
    }
    Some(())
}

/// The result of a formula (FORMULA, [MS-XLS] 2.4.127, and FormulaValue,
/// 2.5.133); nothing inside for a blank one.
fn formula<'g>(record: Record<'_>) -> Option<Option<Held<'g>>> {
    if record.u16(12)? != 0xFFFF {
        return Some(Some(Held::Number(record.f64(6)?)));
    }
    let value = *record.data.get(8)?;
    Some(match record.data.get(6)? {
        0 => Some(Held::Shown(Value::Pending)),
        1 => truth(&[value, 0])?.map(Held::text),
        _ => None,
    })
}

/// The text of a STRING record ([MS-XLS] 2.4.268).
pub(super) fn string(pieces: &mut Pieces<'_>, script: Script) -> Option<String> {
    pieces.long_text(script)
}

/// A cell of a look, which decides how a number is shown.
fn cell<'g>(row: u16, column: u16, look: Look, held: Held<'g>, globals: &Globals) -> Cell<'g> {
    let (value, number) = match held {
        Held::Number(number) => (Value::Text(look.text(number, globals.is_1904)), Some(number)),
        Held::Shown(value) => (value, None),
    };
    Cell { row, column, look, number, value }
}

/// The row and the columns, from 0, in which a record has cells that show something,
/// if it is one of cells.
pub(super) fn places(record: Record<'_>) -> Option<(u16, RangeInclusive<u16>)> {
    let (row, first) = (record.u16(0)?, record.u16(2)?);
    match record.id {
        0x00BD => {
            let count = u16::try_from(record.data.len().checked_sub(6)? / 6).ok()?;
            Some((row, first..=first.saturating_add(count.checked_sub(1)?)))
        }
        0x00FD | 0x0204 | 0x00D6 | 0x027E | 0x0203 | 0x0205 | 0x0006 => Some((row, first..=first)),
        _ => None,
    }
}

/// A truth; the inner nothing for an error, which tells of nobody (Bes,
/// [MS-XLS] 2.5.10).
fn truth(pair: &[u8]) -> Option<Option<String>> {
    let [value, is_error] = pair else { return None };
    Some((*is_error == 0).then(|| serial::truth(*value != 0).to_owned()))
}
