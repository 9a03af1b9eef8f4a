//! How the cells of xls look: how they show numbers, and
//! whether anyone sees what they show.

use super::ooxml::colour;
use super::xlsx::sections::{Shown, Unseen, shown, unseen};
use crate::read::serial::{date, is_built_in_date, number};

/// The height of type in twentieths of a point up to which nobody reads it.
const TINY: u16 = 40;

/// How a cell shows what it holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    shown: Shown,
    /// What its number format does not show.
    unseen: Unseen,
    /// Whether its type is too small to be read, or has the colour of its ground.
    is_blank: bool,
    /// Whether its ground is white: something else may give it another.
    is_bare: bool,
}

impl Look {
    /// The look of a number format, a font and a ground. Type of no height is
    /// that of a font that does not say.
    pub(super) fn of(format: u16, code: Option<&str>, font: Option<Font>, ground: Colour) -> Self {
        let built_in = if is_built_in_date(format) { Shown::Date } else { Shown::Number };
        let shown = code.map_or(built_in, shown);
        let is_blank = font
            .is_some_and(|font| font.colour.is_like(ground) || (1..=TINY).contains(&font.height));
        let is_bare = ground == Colour::WHITE;
        Look { shown, unseen: code.map(unseen).unwrap_or_default(), is_blank, is_bare }
    }

    /// Whether the cell has no ground but white.
    pub(super) fn is_bare(self) -> bool {
        self.is_bare
    }

    /// Whether nobody sees a text in the cell unless something else gives it
    /// another ground.
    pub(super) fn hides_on_white(self) -> bool {
        self.is_blank && self.is_bare
    }

    /// Whether nobody sees a text in the cell.
    pub(super) fn hides_text(self) -> bool {
        self.is_blank || self.unseen.text
    }

    /// Whether nobody sees a number in the cell. A zero alone tells nothing.
    pub(super) fn hides(self, number: f64) -> bool {
        let by_its_sign = match number {
            0.0 => self.unseen.zero && self.unseen.positive,
            _ if number < 0.0 => self.unseen.negative,
            _ => self.unseen.positive,
        };
        self.is_blank || (self.unseen.tells() && by_its_sign)
    }

    /// A number as the cell shows it.
    pub(super) fn text(self, value: f64, is_1904: bool) -> String {
        match self.shown {
            Shown::Date => date(value, is_1904),
            Shown::Padded(digits) if value >= 0.0 && value.fract() == 0.0 => {
                format!("{value:0width$}", width = usize::from(digits))
            }
            _ => number(value),
        }
    }
}

/// A font, as far as it decides whether a text is seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Font {
    /// In twentieths of a point.
    pub(super) height: u16,
    pub(super) colour: Colour,
}

/// A colour, as far as two of them can be compared.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Colour {
    /// Red, green and blue.
    Plain([u8; 3]),
    /// A colour of the palette that has no name here.
    Indexed(u16),
    /// A colour of the theme with its tint.
    Theme(u8, i16),
    /// More than one, or unknown.
    Mixed,
}

impl Colour {
    pub(super) const BLACK: Colour = Colour::Plain([0; 3]);
    pub(super) const WHITE: Colour = Colour::Plain([0xFF; 3]);

    /// A colour by its number ([MS-XLS] 2.5.161, Icv): 0 to 7 stand again as 8
    /// to 15; 64 and 65 are the window's own, as is 0x7FFF for a font.
    pub(super) fn indexed(index: u16) -> Self {
        match index {
            0 | 8 | 64 | 0x7FFF => Colour::BLACK,
            1 | 9 | 65 => Colour::WHITE,
            2..=7 => Colour::Indexed(index + 8),
            _ => Colour::Indexed(index),
        }
    }

    /// A colour of the theme, which begins with white and black.
    pub(super) fn theme(index: u8, tint: i16) -> Self {
        match (index, tint) {
            (0, 0) => Colour::WHITE,
            (1, 0) => Colour::BLACK,
            _ => Colour::Theme(index, tint),
        }
    }

    /// Whether a text of this colour on a ground of that cannot be seen.
    pub(super) fn is_like(self, ground: Colour) -> bool {
        match (self, ground) {
            (Colour::Mixed, _) => false,
            (Colour::Plain(text), Colour::Plain(ground)) => colour::is_unseen(text, ground),
            _ => self == ground,
        }
    }
}
