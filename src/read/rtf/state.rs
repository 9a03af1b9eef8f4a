//! What is true at a place of a rich text: how letters look, who changed them, and
//! the paragraph and the table that they stand in (RTF 1.9.1, "Character
//! Formatting Properties" and "Paragraph Formatting Properties").

use super::header::Header;
use crate::read::docx::{Block, Change, Ground, Run};
use crate::read::dttm::day;

/// The height of lines, in twentieths of a point, of which nothing is seen.
const FLAT: i32 = 40;

/// The largest page of Word, 22 inches, in twentieths of a point.
const FAR: i32 = 22 * 1440;

/// What ends with a group.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Closing {
    #[default]
    Nothing,
    Field,
    Code,
}

/// What is true within a group.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) run: Run,
    pub(super) font: i32,
    /// The characters passed over behind one of Unicode.
    pub(super) skip: u32,
    /// Whether its text is not of the story.
    pub(super) is_silent: bool,
    pub(super) closing: Closing,
    block: Block,
    is_in_table: bool,
    /// The table that it lies in: 1 is the outermost.
    level: usize,
    inserted: bool,
    deleted: bool,
    /// Who inserted and who deleted, with the moments.
    by: [(i32, u32); 2],
}

impl State {
    pub(super) fn new() -> Self {
        State { font: -1, skip: 1, ..State::default() }
    }

    /// The paragraph at hand.
    pub(super) fn block(&self) -> Block {
        let depth = if self.is_in_table { self.level.max(1) } else { self.level };
        Block { depth, ..self.block.clone() }
    }

    /// Who changed the run at hand, and when.
    pub(super) fn changed_by<'h>(&self, header: &'h Header) -> Option<(&'h str, String)> {
        let (author, moment) = self.by[usize::from(self.run.change? == Change::Deletion)];
        Some((header.author(author), day(moment)))
    }

    /// Takes a control word; says whether it was one of letters or paragraphs.
    pub(super) fn take(&mut self, word: &[u8], number: Option<i32>, header: &Header) -> bool {
        self.take_look(word, number, header)
            || self.take_change(word, number)
            || self.take_paragraph(word, number, header)
    }

    fn take_look(&mut self, word: &[u8], number: Option<i32>, header: &Header) -> bool {
        let (is_on, value) = (number != Some(0), number.unwrap_or_default());
        let look = &mut self.run.look;
        match word {
            b"plain" => {
                (self.run, self.font) = (Run::default(), header.font);
                (self.inserted, self.deleted) = (false, false);
            }
            b"v" => look.hidden = Some(is_on),
            b"webhidden" => look.web = Some(is_on),
            b"cf" => look.colour = Some(header.colour(value)),
            b"fs" => look.size = u32::try_from(value).ok().filter(|it| *it > 0),
            b"highlight" => look.highlight = Some(header.colour(value).map(Ground::Highlight)),
            b"cb" | b"chcbpat" => look.shade = Some(header.colour(value).map(Ground::Shade)),
            b"expnd" => look.spacing = Some(value.saturating_mul(5)),
            b"expndtw" => look.spacing = Some(value),
            b"charscalex" => look.width = u32::try_from(value).ok(),
            b"outl" | b"embo" | b"impr" => look.edged = Some(is_on),
            b"f" => self.font = value,
            _ => return false,
        }
        true
    }

    fn take_change(&mut self, word: &[u8], number: Option<i32>) -> bool {
        let (is_on, value) = (number != Some(0), number.unwrap_or_default());
        match word {
            b"revised" | b"mvt" => self.inserted = is_on,
            b"deleted" | b"mvf" => self.deleted = is_on,
            b"revauth" => self.by[0].0 = value,
            b"revdttm" => self.by[0].1 = value.cast_unsigned(),
            b"revauthdel" => self.by[1].0 = value,
            b"revdttmdel" => self.by[1].1 = value.cast_unsigned(),
            b"mvauth" => (self.by[0].0, self.by[1].0) = (value, value),
            b"mvdate" => {
                (self.by[0].1, self.by[1].1) = (value.cast_unsigned(), value.cast_unsigned());
            }
            _ => return false,
        }
        self.run.change = match (self.deleted, self.inserted) {
            (true, _) => Some(Change::Deletion),
            (_, true) => Some(Change::Insertion),
            _ => None,
        };
        true
    }

    fn take_paragraph(&mut self, word: &[u8], number: Option<i32>, header: &Header) -> bool {
        let value = number.unwrap_or_default();
        match word {
            b"pard" => (self.block, self.is_in_table, self.level) = (Block::default(), false, 0),
            b"intbl" => self.is_in_table = number != Some(0),
            b"itap" => self.level = usize::try_from(value).unwrap_or_default(),
            b"cbpat" => self.block.shade = header.colour(value).map(|it| Some(Ground::Shade(it))),
            b"shading" if self.block.shade.is_none() => {
                self.block.shade = Some(Some(grey(value)));
            }
            b"sl" => self.block.is_unseen |= (-FLAT..0).contains(&value),
            b"posx" | b"posy" => self.block.is_unseen |= value.abs() >= FAR,
            _ => return false,
        }
        true
    }

    /// What is above it for a part of the text that is told for itself: how
    /// letters look stays behind.
    pub(super) fn inner(&self) -> State {
        State { font: self.font, skip: self.skip, ..State::new() }
    }
}

/// A shading of so many hundredths of a percent of black.
pub(super) fn grey(amount: i32) -> Ground {
    let part = 255 - (amount.clamp(0, 10_000) * 255 / 10_000) as u8;
    Ground::Shade([part; 3])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_paragraphs_take_their_words() {
        let header = Header::default();
        let mut state = State::new();
        assert!(state.take(b"v", None, &header) && state.take(b"intbl", None, &header));
        assert_eq!((state.run.look.hidden, state.block().depth), (Some(true), 1));
        assert!(state.take(b"plain", None, &header) && state.take(b"pard", None, &header));
        assert_eq!((state.run.look.hidden, state.block().depth), (None, 0));
        assert!(!state.take(b"trowd", None, &header));
    }
}
