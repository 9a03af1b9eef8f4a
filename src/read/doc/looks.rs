//! How letters look, as their properties say, and what stands in place of a letter
//! ([MS-DOC] 2.6.1).

use super::bytes::{long, short};
use super::sprms::sprms;
use crate::read::docx::{Change, Ground, Look, Run};
use crate::read::ooxml::colour::Rgb;

/// The colours by number ([MS-DOC] 2.9.119, Ico); the first is the program's choice.
const COLOURS: [Option<Rgb>; 17] = [
    None,
    Some([0; 3]),
    Some([0, 0, 255]),
    Some([0, 255, 255]),
    Some([0, 255, 0]),
    Some([255, 0, 255]),
    Some([255, 0, 0]),
    Some([255, 255, 0]),
    Some([255; 3]),
    Some([0, 0, 128]),
    Some([0, 128, 128]),
    Some([0, 128, 0]),
    Some([128, 0, 128]),
    Some([128, 0, 0]),
    Some([128, 128, 0]),
    Some([128; 3]),
    Some([192; 3]),
];

/// The percentages of the patterns from 2 on ([MS-DOC] 2.9.121, Ipat).
const PERCENT: [u16; 12] = [5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90];

/// What properties say of letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Letters {
    pub(super) run: Run,
    /// Whether a letter stands for something else.
    pub(super) is_special: bool,
    /// Where its picture or its data lie in the data stream.
    pub(super) data: Option<u32>,
    /// Whether they are the data of a field, or an object has them.
    pub(super) is_data: bool,
    pub(super) is_object: bool,
    pub(super) symbol: Option<u16>,
    /// Who inserted and who deleted, by number, with the moments.
    pub(super) by: [(u16, u32); 2],
    inserted: bool,
    deleted: bool,
}

impl Letters {
    /// Takes properties in. `is_hidden` says whether the styles hide the letters.
    pub(super) fn take(&mut self, properties: &[u8], is_hidden: bool) {
        for sprm in sprms(properties) {
            let is_on = switch(sprm.byte(), is_hidden);
            let look = &mut self.run.look;
            match sprm.id {
                0x0800 => self.deleted = sprm.byte() & 1 == 1,
                0x0801 => self.inserted = sprm.byte() & 1 == 1,
                0x4804 => self.by[0].0 = sprm.short(),
                0x6805 => self.by[0].1 = sprm.long(),
                0x4863 => self.by[1].0 = sprm.short(),
                0x6864 => self.by[1].1 = sprm.long(),
                0x6A03 | 0x680E => self.data = Some(sprm.long()),
                0x0806 => self.is_data = sprm.byte() & 1 == 1,
                0x080A => self.is_object = sprm.byte() & 1 == 1,
                0x0855 => self.is_special = sprm.byte() & 1 == 1,
                0x6A09 => self.symbol = short(sprm.value, 2),
                0x4A30 => self.run.style = sprm.short().to_string(),
                0x083C => look.hidden = is_on,
                0x0818 => look.always = switch(sprm.byte(), false),
                0x0811 => look.web = switch(sprm.byte(), false),
                0x0838 | 0x0854 | 0x0858 => look.edged = switch(sprm.byte(), false),
                0x2A42 => look.colour = Some(numbered(sprm.byte().into())),
                0x6870 => look.colour = Some(colour(sprm.value)),
                0x4A43 => look.size = Some(sprm.short().into()).filter(|it| *it > 0),
                0x8840 => look.spacing = Some(sprm.short().cast_signed().into()),
                0x4852 => look.width = Some(sprm.short().into()),
                0x2A0C => {
                    look.highlight = Some(numbered(sprm.byte().into()).map(Ground::Highlight));
                }
                0x4866 => look.shade = Some(old_shading(sprm.short())),
                0xCA71 => look.shade = Some(shading(sprm.value)),
                _ => {}
            }
        }
        self.run.change = match (self.deleted, self.inserted) {
            (true, _) => Some(Change::Deletion),
            (_, true) => Some(Change::Insertion),
            _ => None,
        };
    }
}

/// The look that a style gives its letters.
pub(super) fn styled(properties: &[u8]) -> Look {
    let mut letters = Letters::default();
    letters.take(properties, false);
    letters.run.look
}

/// A switch ([MS-DOC] 2.9.327, ToggleOperand): on, off, that of the style, or the other.
fn switch(value: u8, of_style: bool) -> Option<bool> {
    match value {
        0 => Some(false),
        1 => Some(true),
        0x81 => Some(!of_style),
        _ => None,
    }
}

fn numbered(number: u16) -> Option<Rgb> {
    COLOURS.get(usize::from(number)).copied().flatten()
}

/// A colour by its parts; the fourth says that it is the program's choice
/// ([MS-DOC] 2.9.43, COLORREF).
fn colour(value: &[u8]) -> Option<Rgb> {
    match value.get(..4)? {
        [red, green, blue, 0] => Some([*red, *green, *blue]),
        _ => None,
    }
}

/// The ground that a shading gives ([MS-DOC] 2.9.248, Shd).
pub(super) fn shading(value: &[u8]) -> Option<Ground> {
    let (front, back) = (colour(value), colour(value.get(4..)?));
    ground(front, back, short(value, 8)?)
}

/// The same with colours by number ([MS-DOC] 2.9.249, Shd80).
pub(super) fn old_shading(value: u16) -> Option<Ground> {
    if value == 0xFFFF {
        return None;
    }
    ground(numbered(value & 0x1F), numbered(value >> 5 & 0x1F), value >> 10)
}

/// A pattern of a colour in front of another.
fn ground(front: Option<Rgb>, back: Option<Rgb>, pattern: u16) -> Option<Ground> {
    let (front, fill) = (front.unwrap_or_default(), back.unwrap_or([255; 3]));
    match pattern {
        0 => back.map(Ground::Shade),
        1 => Some(Ground::Shade(front)),
        0xFFFF => None,
        _ => {
            let percent = PERCENT.get(usize::from(pattern - 2));
            Some(percent.map_or(Ground::Mixed, |percent| {
                let part = |at: usize| {
                    let (front, fill) = (u16::from(front[at]), u16::from(fill[at]));
                    ((front * percent + fill * (100 - percent)) / 100) as u8
                };
                Ground::Shade([part(0), part(1), part(2)])
            }))
        }
    }
}

/// The grounds of the cells of a row: shadings one behind the other.
pub(super) fn grounds(value: &[u8]) -> Vec<Option<Ground>> {
    value.chunks_exact(10).map(shading).collect()
}

/// The same with colours by number.
pub(super) fn old_grounds(value: &[u8]) -> Vec<Option<Ground>> {
    value.chunks_exact(2).map(|it| short(it, 0).and_then(old_shading)).collect()
}

/// Whether a length in four bytes is there: what a pointer refers to.
pub(super) fn at(data: &[u8], place: u32) -> Option<&[u8]> {
    let place = place as usize;
    let length = long(data, place)? as usize;
    data.get(place..place.saturating_add(length).min(data.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_letters_is_taken_from_their_properties() {
        let mut letters = Letters::default();
        letters.take(&[0x3C, 8, 0x81, 0x42, 0x2A, 8, 0x43, 0x4A, 2, 0, 0, 8, 1], true);
        assert_eq!(letters.run.look.hidden, Some(false), "the other than that of the style");
        assert_eq!(letters.run.look.colour, Some(Some([255; 3])));
        assert_eq!((letters.run.look.size, letters.run.change), (Some(2), Some(Change::Deletion)));
    }

    #[test]
    fn a_shading_is_its_fill_its_front_or_between() {
        let black = Some(Ground::Shade([0; 3]));
        assert_eq!(old_shading(1 << 5), black);
        assert_eq!(old_shading(1 << 10), black);
        assert_eq!(old_shading(8 << 10), Some(Ground::Shade([127; 3])));
        assert_eq!(old_shading(0), None);
    }
}
