//! The texts in the formulas of the binary workbooks: a walk over their tokens
//! ([MS-XLS] 2.5.198 and [MS-XLSB] 2.5.97).

use encoding_rs::UTF_16LE;
use rustc_hash::FxHashSet;

use crate::document::{Extent, Fragment, Layer, Place, Reason, Sink};

/// How many different texts in the formulas of a sheet are told apart.
const MOST: usize = 100_000;

/// The texts in the formulas of a sheet that were pushed.
#[derive(Default)]
pub(super) struct Formulas {
    seen: FxHashSet<String>,
    is_full: bool,
}

impl Formulas {
    /// Pushes the texts of a formula that no formula before had, at the cell of
    /// the place.
    pub(super) fn push(
        &mut self,
        tokens: &[u8],
        dialect: Dialect,
        place: Place<'_>,
        layer: Layer,
        sink: &mut dyn Sink,
    ) {
        for text in literals(tokens, dialect) {
            if self.seen.contains(&text) {
                continue;
            }
            if self.seen.len() >= MOST {
                self.is_full = true;
            } else {
                let at = Extent::from(place).location("");
                sink.push(Fragment::new(&text, layer, Place::Named(&at)));
                self.seen.insert(text);
            }
        }
    }
}

impl Formulas {
    /// Why not all of them were pushed, if they were not.
    pub(super) fn limit(&self) -> Option<Reason> {
        let unit = "different texts in formulas";
        self.is_full.then_some(Reason::TooLarge { limit: MOST as u64, unit })
    }
}

/// Which of the two wrote a formula: their references differ in width, and so
/// do the lengths of texts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Dialect {
    Biff8,
    Biff12,
}

/// The token of a text (PtgStr), and those whose length depends on their bytes:
/// the extended ones (0x18) and PtgAttr.
const TEXT: u8 = 0x17;
const EXTENDED: u8 = 0x18;
const ATTRIBUTE: u8 = 0x19;

/// The flag of a PtgAttr that a table of jumps follows (PtgAttrChoose).
const CHOOSE: u8 = 0x04;

/// The texts of a formula, in their order, without the blank ones. The walk
/// ends at a token that it does not know.
pub(super) fn literals(tokens: &[u8], dialect: Dialect) -> Vec<String> {
    let mut texts = Vec::new();
    walk(tokens, dialect, |token, operands| {
        let found = (token == TEXT).then(|| text(operands, dialect)).flatten();
        texts.extend(found.map(|it| it.0).filter(|text| !text.trim().is_empty()));
    });
    texts
}

/// Tells the tokens of a formula, without what they are used as, and the bytes
/// that belong to each. The walk ends at a token that it does not know.
pub(super) fn walk(tokens: &[u8], dialect: Dialect, mut visit: impl FnMut(u8, &[u8])) {
    let mut rest = tokens;
    while let Some((&token, after)) = rest.split_first() {
        let length = if token == TEXT {
            text(after, dialect).map(|it| it.1)
        } else {
            length(token, after, dialect)
        };
        let Some((operands, next)) = length.and_then(|length| after.split_at_checked(length))
        else {
            return;
        };
        visit(base(token), operands);
        rest = next;
    }
}

/// A token without what its value is used as, which its upper bits say (PtgDataType).
fn base(token: u8) -> u8 {
    if token < 0x40 { token } else { (token & 0x1F) | 0x20 }
}

/// The text of a PtgStr and how many bytes it takes. The items of a list of
/// allowed values stand apart by zeros there; commas are what its program shows.
fn text(bytes: &[u8], dialect: Dialect) -> Option<(String, usize)> {
    let (count, start, is_wide) = match dialect {
        Dialect::Biff8 => (usize::from(*bytes.first()?), 2, *bytes.get(1)? & 1 != 0),
        Dialect::Biff12 => (u16::from_le_bytes([*bytes.first()?, *bytes.get(1)?]).into(), 2, true),
    };
    let end = start + if is_wide { 2 * count } else { count };
    let characters = bytes.get(start..end)?;
    let text = if is_wide {
        UTF_16LE.decode_without_bom_handling(characters).0.into_owned()
    } else {
        characters.iter().map(|byte| char::from(*byte)).collect()
    };
    Some((text.replace('\0', ","), end))
}

/// How many bytes follow a token; nothing for one that nobody knows.
fn length(token: u8, after: &[u8], dialect: Dialect) -> Option<usize> {
    let wide = |narrow, wide| if dialect == Dialect::Biff12 { wide } else { narrow };
    Some(match base(token) {
        0x03..=0x16 => 0,
        0x01 | 0x02 => 4, // PtgExp, PtgTbl
        EXTENDED => match after.first()? {
            0x19 => 13, // PtgList
            _ => 5,
        },
        ATTRIBUTE if after.first()? & CHOOSE != 0 => {
            let count = u16::from_le_bytes([*after.get(1)?, *after.get(2)?]);
            3 + 2 * (usize::from(count) + 1)
        }
        ATTRIBUTE => 3,
        0x1C | 0x1D => 1,                  // PtgErr, PtgBool
        0x1E => 2,                         // PtgInt
        0x1F => 8,                         // PtgNum
        0x20 => wide(7, 14),               // PtgArray
        0x21 | 0x29 => 2,                  // PtgFunc, PtgMemFunc
        0x22 => 3,                         // PtgFuncVar
        0x23 => 4,                         // PtgName
        0x24 | 0x2A | 0x2C => wide(4, 6),  // PtgRef, PtgRefErr, PtgRefN
        0x25 | 0x2B | 0x2D => wide(8, 12), // PtgArea, PtgAreaErr, PtgAreaN
        0x26..=0x28 => 6,                  // PtgMemArea, PtgMemErr, PtgMemNoMem
        0x39 => 6,                         // PtgNameX
        0x3A | 0x3C => wide(6, 8),         // PtgRef3d, PtgRefErr3d
        0x3B | 0x3D => wide(10, 14),       // PtgArea3d, PtgAreaErr3d
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_of_a_formula_are_found_between_its_references() {
        // IF(A1=23,"Jane","") with a reference of each width
        let tail = [0x1E, 23, 0, 0x0B, 0x19, 0x02, 9, 0];
        let narrow = [&[0x44, 0, 0, 0, 0xC0][..], &tail, &[0x17, 4, 0], b"Jane", &[0x17, 0, 0]];
        assert_eq!(literals(&narrow.concat(), Dialect::Biff8), ["Jane"]);
        let wide = [&[0x44, 0, 0, 0, 0, 0, 0xC0][..], &tail, &[0x17, 2, 0], b"J\0o\0"];
        assert_eq!(literals(&wide.concat(), Dialect::Biff12), ["Jo"]);
    }

    #[test]
    fn a_text_that_is_cut_off_ends_the_walk() {
        assert!(literals(&[0x17, 9, 0, b'J'], Dialect::Biff8).is_empty());
        assert!(literals(&[0x1F, 0x17, 1, 0, b'J'], Dialect::Biff8).is_empty(), "within a number");
    }
}
