//! The styles of a document ([MS-DOC] 2.9.271, STSH): what each says of its letters
//! and paragraphs, and the names that somebody gave.

use super::bytes::{short, wide};
use super::looks::{old_shading, shading, styled};
use super::sprms::sprms;
use crate::read::docx::{Ground, Styles};

/// The kinds of styles: of paragraphs and of letters.
const OF_PARAGRAPHS: u16 = 1;
const OF_LETTERS: u16 = 2;

/// The style that none is based on, and what marks one as made by somebody
/// ([MS-DOC] 2.9.260).
const NO_BASE: u16 = 0x0FFF;
const OWN: u16 = 0x0FFE;

/// What the styles of a document say.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) styles: Styles,
    /// The names of those that Word does not bring.
    pub(super) names: Vec<String>,
}

impl Sheet {
    /// The styles of a list.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut sheet = Sheet::default();
        let Some(head) = short(bytes, 0).map(usize::from) else { return sheet };
        let (count, base) = (short(bytes, 2).unwrap_or(0), short(bytes, 4).unwrap_or(10));
        let mut at = 2 + head;
        for number in 0..count {
            let Some(length) = short(bytes, at).map(usize::from) else { break };
            let Some(style) = bytes.get(at + 2..at + 2 + length) else { break };
            if length > 0 {
                let _ = sheet.take(number, style, base.into());
            }
            at += 2 + length;
        }
        sheet
    }

    fn take(&mut self, number: u16, style: &[u8], base: usize) -> Option<()> {
        let (first, second) = (short(style, 0)?, short(style, 2)?);
        let kind = second & 0xF;
        let based = second >> 4;
        let length = usize::from(short(style, base)?) * 2;
        let name = wide(style.get(base + 2..base + 2 + length)?);
        if first & 0x0FFF == OWN {
            self.names.push(name);
        }
        // A zero ends the name; properties begin at even bytes.
        let mut rest = style.get((base + 4 + length).next_multiple_of(2)..)?;
        let paragraphs = if kind == OF_PARAGRAPHS { list(&mut rest) } else { None };
        let letters = if kind <= OF_LETTERS { list(&mut rest) } else { None };
        let look = letters.map(styled).unwrap_or_default();
        let shade = paragraphs.and_then(|it| it.get(2..)).and_then(shade);
        let based = if based == NO_BASE { String::new() } else { based.to_string() };
        self.styles.add(number.to_string(), based, look, shade);
        Some(())
    }
}

/// A list of properties, its length before it.
fn list<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::from(short(rest, 0)?);
    let own = rest.get(2..2 + length)?;
    *rest = rest.get((2 + length).next_multiple_of(2)..).unwrap_or_default();
    Some(own)
}

/// The shading of paragraphs.
fn shade(properties: &[u8]) -> Option<Ground> {
    let mut found = None;
    for sprm in sprms(properties) {
        match sprm.id {
            0x442D => found = old_shading(sprm.short()),
            0xC64D => found = shading(sprm.value),
            _ => {}
        }
    }
    found
}
