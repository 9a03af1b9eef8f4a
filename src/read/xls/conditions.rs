//! Conditional formats, as far as they decide whether a cell is seen: they may give
//! it a ground, a colour like its ground, or a number format that shows nothing.

use super::records::{Pieces, Record, Script};
use super::styles::Styles;
use crate::document::Reason;
use crate::read::look::Colour;
use crate::read::xlsx::reference::Area;
use crate::read::xlsx::sections::unseen;

/// How many areas are looked into for each cell.
const MOST_AREAS: usize = 1024;

/// The parts that a difference of formats may have, by their bits, in their order
/// (DXFN, [MS-XLS] 2.5.82).
const NUMBER: u32 = 1 << 25;
const FONT: u32 = 1 << 26;
const PATTERN: u32 = 1 << 29;

/// Where the colour of its font stands (DXFFntD, [MS-XLS] 2.5.78).
const FONT_COLOUR: usize = 80;

/// A conditional format and where it holds.
struct Condition {
    areas: Vec<Area>,
    /// Whether it may give cells a ground.
    fills: bool,
    /// When it hides cells without a ground, if it does.
    hides: Option<Test>,
}

/// When a condition is met, as far as that can be told from the cell alone.
#[derive(Clone, Copy)]
enum Test {
    Always,
    /// A comparison by its number (CF cp, [MS-XLS] 2.4.42) with one or two values.
    Compared(u8, f64, f64),
}

/// The conditional formats of a sheet.
#[derive(Default)]
pub(super) struct Conditions {
    /// The areas of the conditions to come.
    areas: Vec<Area>,
    conditions: Vec<Condition>,
    count: usize,
}

impl Conditions {
    /// Takes what a record says; nothing when it is too short to say it.
    pub(super) fn take(&mut self, record: Record<'_>, styles: &Styles) -> Option<()> {
        match record.id {
            0x01B0 => self.areas = areas(record.data.get(12..)?)?, // CONDFMT, 2.4.56
            0x0879 => self.areas = areas(record.data.get(24..)?)?, // CONDFMT12, 2.4.57
            0x01B1 => self.add(record.data, 6, styles)?,           // CF, 2.4.42
            0x087A => self.add(record.data.get(12..)?, 10, styles)?, // CF12, 2.4.43
            _ => {}
        }
        Some(())
    }

    /// Adds a condition whose difference of formats begins at a byte.
    fn add(&mut self, data: &[u8], format: usize, styles: &Styles) -> Option<()> {
        let looks = difference(data.get(format..)?, styles);
        let hides = looks.hides.then(|| test(data, format)).flatten();
        if !looks.fills && hides.is_none() {
            return Some(());
        }
        self.count += self.areas.len();
        if self.count > MOST_AREAS {
            return None;
        }
        self.conditions.push(Condition { areas: self.areas.clone(), fills: looks.fills, hides });
        Some(())
    }

    /// Why not all of them are looked at, if they are not.
    pub(super) fn limit(&self) -> Option<Reason> {
        let limit = Reason::TooLarge { limit: MOST_AREAS as u64, unit: "areas of formats" };
        (self.count > MOST_AREAS).then_some(limit)
    }

    /// Whether one may give a cell a ground.
    pub(super) fn fill(&self, row: u32, column: u32) -> bool {
        self.conditions.iter().any(|it| it.fills && it.holds(row, column))
    }

    /// Whether one hides a cell that has no ground of its own, and this number if it
    /// has one.
    pub(super) fn hide(&self, row: u32, column: u32, number: Option<f64>) -> bool {
        let met = |it: &Condition| it.hides.is_some_and(|test| test.is_met(number));
        self.conditions.iter().any(|it| met(it) && it.holds(row, column))
    }
}

impl Condition {
    fn holds(&self, row: u32, column: u32) -> bool {
        self.areas.iter().any(|it| it.contains(row, column))
    }
}

impl Test {
    fn is_met(self, number: Option<f64>) -> bool {
        let Test::Compared(operator, first, second) = self else { return true };
        // A zero alone tells nothing.
        let Some(number) = number.filter(|number| *number != 0.0) else { return false };
        match operator {
            1 => (first..=second).contains(&number),
            2 => !(first..=second).contains(&number),
            3 => number == first,
            4 => number != first,
            5 => number > first,
            6 => number < first,
            7 => number >= first,
            8 => number <= first,
            _ => false,
        }
    }
}

/// The areas of a condition (SqRefU, [MS-XLS] 2.5.256).
fn areas(data: &[u8]) -> Option<Vec<Area>> {
    let count = usize::from(u16::from_le_bytes([*data.first()?, *data.get(1)?]));
    Some(data[2..].chunks_exact(8).take(count).map(area).collect())
}

/// An area of eight bytes (Ref8U, [MS-XLS] 2.5.210).
pub(super) fn area(data: &[u8]) -> Area {
    let number = |at| u32::from(u16::from_le_bytes([data[at], data[at + 1]])) + 1;
    Area { rows: number(0)..=number(2), columns: number(4)..=number(6) }
}

/// What a difference of formats does.
#[derive(Default)]
struct Looks {
    fills: bool,
    hides: bool,
}

/// What a difference of formats does that is written so (DXFN, [MS-XLS] 2.5.82).
fn difference(data: &[u8], styles: &Styles) -> Looks {
    let record = Record { id: 0, data };
    let mut looks = Looks::default();
    let (Some(flags), Some(more)) = (record.u32(0), record.u16(4)) else { return looks };
    looks.fills = flags & PATTERN != 0;
    let mut at = 6;
    if flags & NUMBER != 0 {
        let is_own = more & 1 != 0;
        let code = is_own.then(|| data.get(at + 2..)).flatten();
        let code = code.and_then(|code| Pieces::one(code).long_text(Script::Unicode));
        looks.hides |= code.is_some_and(|code| unseen(&code).tells());
        at += if is_own { record.u16(at).map_or(2, usize::from) } else { 2 };
    }
    if flags & FONT != 0 {
        let colour = record.u32(at + FONT_COLOUR).and_then(|it| u16::try_from(it).ok());
        let is_white = colour.is_some_and(|it| styles.colour(it).is_like(Colour::WHITE));
        looks.hides |= is_white && !looks.fills;
    }
    looks
}

/// When a condition is met: the kind and the operator are its first two bytes, and
/// its formulas stand behind the format.
fn test(data: &[u8], format: usize) -> Option<Test> {
    let record = Record { id: 0, data };
    let (first, second) = (usize::from(record.u16(2)?), usize::from(record.u16(4)?));
    let start = match format {
        6 => data.len().checked_sub(first + second)?,
        _ => format + (record.u32(format - 4)? as usize).max(2),
    };
    let (one, other) = data.get(start..start + first + second)?.split_at_checked(first)?;
    match data.first()? {
        1 => Some(Test::Compared(*data.get(1)?, value(one)?, value(other).unwrap_or_default())),
        2 => (value(one)? != 0.0).then_some(Test::Always),
        _ => None,
    }
}

/// The number that a formula is (PtgBool, PtgInt and PtgNum, [MS-XLS] 2.5.198).
fn value(formula: &[u8]) -> Option<f64> {
    let (token, rest) = formula.split_first()?;
    let record = Record { id: 0, data: rest };
    match (token, rest.len()) {
        (0x1D, 1) => Some(f64::from(rest[0])),
        (0x1E, 2) => record.u16(0).map(f64::from),
        (0x1F, 8) => record.f64(0),
        _ => None,
    }
}
