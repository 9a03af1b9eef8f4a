//! How the cells of a workbook look: fonts, grounds and number formats by the
//! number of a cell format ([MS-XLSB] 2.1.7.50).

use rustc_hash::FxHashMap;

use super::records::Record;
use crate::read::look::{Colour, Font, Look};

/// The looks of cells.
#[derive(Default)]
pub(super) struct Styles {
    /// The number formats of the workbook's own (BrtFmt, [MS-XLSB] 2.4.697).
    codes: FxHashMap<u16, String>,
    fonts: Vec<Font>,
    grounds: Vec<Colour>,
    looks: Vec<Look>,
    is_in_cell_formats: bool,
}

impl Styles {
    /// How a cell of a format looks.
    pub(super) fn of(&self, format: u32) -> Look {
        self.looks.get(format as usize).copied().unwrap_or_default()
    }

    /// Takes what a record says; nothing when it is too short to say it.
    pub(super) fn take(&mut self, record: Record<'_>) -> Option<()> {
        match record.id {
            // BrtFont, 2.4.698
            0x2B => self.fonts.push(Font { height: record.u16(0)?, colour: colour(record, 12)? }),
            0x2D => self.grounds.push(ground(record)?),
            0x2C => drop(self.codes.insert(record.u16(0)?, record.text(2)?.0)),
            0x269 => self.is_in_cell_formats = true, // BrtBeginCellXFs, 2.4.23
            0x26A => self.is_in_cell_formats = false,
            0x2F if self.is_in_cell_formats => self.looks.push(self.look(record)?),
            _ => {}
        }
        Some(())
    }

    /// The look of a cell format (BrtXF, [MS-XLSB] 2.4.845).
    fn look(&self, record: Record<'_>) -> Option<Look> {
        let number = record.u16(2)?;
        let code = self.codes.get(&number).map(String::as_str);
        let font = self.fonts.get(usize::from(record.u16(4)?)).copied();
        let ground = self.grounds.get(usize::from(record.u16(6)?)).copied();
        Some(Look::of(number, code, font, ground.unwrap_or(Colour::WHITE)))
    }
}

/// The colour of a ground (BrtFill, [MS-XLSB] 2.4.694): that of the pattern where
/// it is even.
fn ground(record: Record<'_>) -> Option<Colour> {
    Some(match record.u32(0)? {
        0 => Colour::WHITE,
        1 => colour(record, 4)?,
        _ => Colour::Mixed,
    })
}

/// A colour (BrtColor, [MS-XLSB] 2.4.327): its kind, its number, its tint, and
/// red, green and blue.
fn colour(record: Record<'_>, at: usize) -> Option<Colour> {
    let &[kind, index, low, high, red, green, blue, _] = record.data.get(at..at + 8)? else {
        return None;
    };
    let tint = i16::from_le_bytes([low, high]);
    Some(match kind >> 1 {
        0 => Colour::BLACK,
        1 => Colour::indexed(index.into()),
        2 if tint == 0 => Colour::Plain([red, green, blue]),
        3 => Colour::theme(index, tint),
        _ => Colour::Mixed,
    })
}
