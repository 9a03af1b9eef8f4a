//! Defined names that say more than where some cells are: hidden ones, and
//! those whose value is a text or a list of texts.

use super::conditions::area;
use super::records::{Pieces, Record, Script};
use crate::read::serial;
use crate::read::xlsx::reference::Area;

/// A defined name that holds something.
pub(super) struct Name {
    pub(super) name: String,
    /// The texts of its value; empty for a hidden name of something else.
    pub(super) texts: Vec<String>,
}

/// A name's own flag that it is hidden (NAME fHidden, [MS-XLS] 2.4.150).
const HIDDEN: u16 = 0x0001;

/// The flag of a name that the program made, such as a print area (fBuiltin).
const BUILT_IN: u16 = 0x0020;

/// The name of a NAME record, if it holds something.
pub(super) fn name(pieces: &mut Pieces<'_>, script: Script) -> Option<Name> {
    let flags = pieces.u16()?;
    pieces.skip(1)?;
    let length = pieces.byte()?;
    let formula = usize::from(pieces.u16()?);
    pieces.skip(8)?; // the sheet it belongs to, and lengths of texts that are gone since BIFF8
    let name = pieces.text(length.into(), script)?;
    let texts = texts(pieces, formula, script).unwrap_or_default();
    let says_something = flags & HIDDEN != 0 || !texts.is_empty();
    (says_something && flags & BUILT_IN == 0).then_some(Name { name, texts })
}

/// The built-in names of the cells that are printed, and of those that a filter lies
/// over (Lbl Name, [MS-XLS] 2.4.150).
pub(super) const PRINTED: u8 = 0x06;
pub(super) const FILTERED: u8 = 0x0D;

/// The sheet, from 1, and the areas of a built-in name: its value is one PtgArea3d
/// ([MS-XLS] 2.5.198.28) or several, joined by tokens of one byte behind a PtgMemFunc.
pub(super) fn areas(record: Record<'_>, built_in: u8) -> Option<(u16, Vec<Area>)> {
    if record.u16(0)? & BUILT_IN == 0 || *record.data.get(15)? != built_in {
        return None;
    }
    let mut areas = Vec::new();
    let mut rest = record.data.get(16..)?;
    while let Some(token) = rest.first() {
        let length = match token {
            0x3B => 11,
            0x29 => 3,
            _ => 1,
        };
        let Some(one) = rest.get(..length) else { break };
        areas.extend(one.get(3..11).map(area));
        rest = &rest[length..];
    }
    Some((record.u16(8)?, areas))
}

/// The texts of a formula that is nothing but a text or a list of values
/// (PtgStr and PtgArray, [MS-XLS] 2.5.198.89 and 2.5.198.32).
fn texts(pieces: &mut Pieces<'_>, length: usize, script: Script) -> Option<Vec<String>> {
    if length == 0 {
        return None;
    }
    match pieces.byte()? {
        0x17 => Some(vec![pieces.short_text(script)?]),
        0x20 | 0x40 | 0x60 if matches!(script, Script::Unicode) => {
            pieces.skip(length - 1)?;
            let columns = usize::from(pieces.byte()?) + 1;
            let rows = usize::from(pieces.u16()?) + 1;
            Some((0..rows * columns).map_while(|_| value(pieces, script)).flatten().collect())
        }
        _ => None,
    }
}

/// A stored value (SerAr, [MS-XLS] 2.5.229): the outer nothing when it is cut
/// off, the inner when it is blank.
pub(super) fn value(pieces: &mut Pieces<'_>, script: Script) -> Option<Option<String>> {
    match pieces.byte()? {
        0x01 => pieces.f64().map(|value| Some(serial::number(value))),
        0x02 => pieces.long_text(script).map(Some),
        0x04 => {
            let is_true = pieces.byte()? != 0;
            pieces.skip(7)?;
            Some(Some(serial::truth(is_true).to_owned()))
        }
        0x00 | 0x10 => pieces.skip(8).map(|()| None),
        _ => None,
    }
}
