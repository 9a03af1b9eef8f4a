//! How the cells of a workbook look: fonts, grounds and number formats by the
//! number of a cell format.

use rustc_hash::FxHashMap;

use super::records::{Pieces, Record, Script};
use crate::read::look::{Colour, Font, Look};

/// The number of the font that is never written (FontIndex, [MS-XLS] 2.5.129).
const NO_FONT: u16 = 4;

/// The first colour of the palette (PALETTE, [MS-XLS] 2.4.188).
const FIRST_COLOUR: u16 = 8;

/// The pattern of a ground without one, and that of an even one (FillPattern,
/// [MS-XLS] 2.5.119).
const NONE: u32 = 0;
const SOLID: u32 = 1;

/// The looks of cells.
#[derive(Default)]
pub(super) struct Styles {
    /// The number formats of the workbook's own (FORMAT, [MS-XLS] 2.4.126).
    codes: FxHashMap<u16, String>,
    /// Height and colour of each font (FONT, [MS-XLS] 2.4.122).
    fonts: Vec<(u16, u16)>,
    palette: Vec<[u8; 3]>,
    formats: Vec<Format>,
    looks: Vec<Look>,
}

/// A property of a cell format that says its colour better than the palette does
/// (ExtProp, [MS-XLS] 2.5.108): of its ground, its type.
const GROUND: u16 = 0x0004;
const TYPE: u16 = 0x000D;

/// A cell format (XF, [MS-XLS] 2.4.353): its font, its number format, the
/// pattern of its ground and the colour of that.
struct Format {
    font: u16,
    number: u16,
    pattern: u32,
    ground: u16,
    /// The colours of its ground and its font where they are none of the palette.
    better: [Option<Colour>; 2],
}

impl Styles {
    /// How a cell of a format looks.
    pub(super) fn of(&self, format: u16) -> Look {
        self.looks.get(usize::from(format)).copied().unwrap_or_default()
    }

    /// Takes what a record says; nothing when it is too short to say it.
    pub(super) fn take(&mut self, record: Record<'_>, script: Script) -> Option<()> {
        match record.id {
            0x0031 => self.fonts.push((record.u16(0)?, record.u16(4)?)),
            0x0092 => {
                let colours = record.data.get(2..)?.chunks_exact(4);
                self.palette = colours.map(|it| [it[0], it[1], it[2]]).collect();
            }
            0x00E0 => self.formats.push(format(record)?),
            0x087D => self.extend(record)?, // XFExt, 2.4.355
            0x041E => {
                let code = Pieces::one(record.data.get(2..)?).old_text(script)?;
                self.codes.insert(record.u16(0)?, code);
            }
            _ => {}
        }
        Some(())
    }

    /// Takes the colours of a cell format that its record has no room for.
    fn extend(&mut self, record: Record<'_>) -> Option<()> {
        let format = self.formats.get_mut(usize::from(record.u16(14)?))?;
        let mut rest = record.data.get(20..)?;
        while rest.len() >= 4 {
            let head = Record { id: record.id, data: rest };
            let length = usize::from(head.u16(2)?).max(4);
            let colour = full_colour(Record { id: record.id, data: rest.get(4..length)? });
            match head.u16(0)? {
                GROUND => format.better[0] = colour,
                TYPE => format.better[1] = colour,
                _ => {}
            }
            rest = &rest[length..];
        }
        Some(())
    }

    /// Works the looks out once all that they refer to is known: the palette
    /// stands behind the formats.
    pub(super) fn finish(&mut self) {
        self.looks = self.formats.iter().map(|format| self.look(format)).collect();
    }

    fn look(&self, format: &Format) -> Look {
        let index = format.font - u16::from(format.font > NO_FONT);
        let font = self.fonts.get(usize::from(index));
        let [ground, colour] = format.better;
        let font = font.map(|(height, indexed)| Font {
            height: *height,
            colour: colour.unwrap_or_else(|| self.colour(*indexed)),
        });
        let ground = match format.pattern {
            NONE => Colour::WHITE,
            SOLID => ground.unwrap_or_else(|| self.colour(format.ground)),
            _ => Colour::Mixed,
        };
        let code = self.codes.get(&format.number).map(String::as_str);
        Look::of(format.number, code, font, ground)
    }

    /// A colour of the workbook's own palette, else the usual one.
    pub(super) fn colour(&self, index: u16) -> Colour {
        let own = index.checked_sub(FIRST_COLOUR).and_then(|it| self.palette.get(usize::from(it)));
        own.map_or_else(|| Colour::indexed(index), |own| Colour::Plain(*own))
    }
}

/// A cell format of BIFF8, or the shorter one of BIFF5.
fn format(record: Record<'_>) -> Option<Format> {
    let (pattern, ground) = match record.u32(14) {
        Some(borders) => (borders >> 26, record.u16(18)?),
        None => (u32::from(record.u16(10)? & 0x3F), record.u16(8)?),
    };
    let (font, number) = (record.u16(0)?, record.u16(2)?);
    Some(Format { font, number, pattern, ground: ground & 0x7F, better: [None; 2] })
}

/// A colour with its kind before it (FullColorExt, [MS-XLS] 2.5.155).
fn full_colour(record: Record<'_>) -> Option<Colour> {
    let (kind, tint) = (record.u16(0)?, record.u16(2)?.cast_signed());
    let parts = record.data.get(4..8)?;
    match kind {
        2 => Some(Colour::Plain([parts[0], parts[1], parts[2]])),
        3 => Some(Colour::theme(parts[0], tint)),
        _ => None,
    }
}
