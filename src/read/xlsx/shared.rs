//! The shared strings of a workbook: each text once, cells refer to it by number.

use super::scan::{Token, Tokens};
use super::styles::{WHITE, is_tiny};
use super::tag::{Tag, append, resolve, without_controls};
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::ooxml::colour::{Colours, is_unseen};

/// The shared strings in one run of text, and which of them a cell refers to.
#[derive(Default)]
pub(super) struct SharedStrings {
    text: String,
    /// Where each string ends.
    ends: Vec<u32>,
    /// A bit a string: whether a cell refers to it.
    used: Vec<u64>,
    /// Parts of strings in a colour that is not seen on white, or in tiny type, with
    /// the number of the string, in order.
    faint: Vec<(u32, String)>,
    /// Phonetic readings with the number of the string that they read.
    readings: Vec<(u32, String)>,
}

impl SharedStrings {
    /// The string of a number, and a note that a cell refers to it.
    pub(super) fn get(&mut self, index: u32) -> Option<&str> {
        let at = index as usize;
        let end = *self.ends.get(at)? as usize;
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.used[at / 64] |= 1 << (at % 64);
        self.text.get(begin..end)
    }

    /// The parts of a string that are not seen on a white ground.
    pub(super) fn faint(&self, index: u32) -> impl Iterator<Item = &str> {
        let from = self.faint.partition_point(|(own, _)| *own < index);
        let own = self.faint[from..].iter().take_while(move |(own, _)| *own == index);
        own.map(|(_, text)| text.as_str())
    }

    /// Reads the strings. Those before an error stay.
    ///
    /// # Errors
    ///
    /// When the part is damaged, or holds more text than the limit.
    pub(super) fn read(
        &mut self,
        tokens: &mut Tokens<'_>,
        colours: &Colours,
        limit: u64,
    ) -> Result<(), Reason> {
        let mut state = Inside::default();
        loop {
            match tokens.next()? {
                Token::Open(tag) if tag.name == b"si" && tag.empty => self.end_string(limit)?,
                Token::Open(tag) => state.open(tag, colours, self.text.len()),
                Token::Close(b"si") => self.end_string(limit)?,
                Token::Close(b"rPh") => self.end_reading(&mut state),
                Token::Close(b"r") if state.faint => self.end_faint(&mut state),
                Token::Close(name) => state.close(name),
                Token::Text(raw) if state.text => resolve(raw, state.target(&mut self.text))?,
                Token::Plain(raw) if state.text => append(raw, state.target(&mut self.text)),
                Token::Text(_) | Token::Plain(_) => {}
                Token::End => return Ok(()),
            }
        }
    }

    fn end_string(&mut self, limit: u64) -> Result<(), Reason> {
        let begin = self.ends.last().map_or(0, |end| *end as usize);
        if let Some(plain) = without_controls(&self.text[begin..]) {
            self.text.replace_range(begin.., &plain);
        }
        let end = u32::try_from(self.text.len()).ok().filter(|end| u64::from(*end) <= limit);
        self.ends.push(end.ok_or(Reason::TooLarge { limit, unit: "bytes of shared strings" })?);
        if self.used.len() * 64 < self.ends.len() {
            self.used.push(0);
        }
        Ok(())
    }

    /// Takes note of a part of a string that is not seen.
    fn end_faint(&mut self, state: &mut Inside) {
        state.faint = false;
        let text = self.text.get(state.run..).unwrap_or_default();
        if !text.trim().is_empty() {
            self.faint.push((self.ends.len() as u32, text.to_owned()));
        }
    }

    fn end_reading(&mut self, state: &mut Inside) {
        state.reading = false;
        let text = std::mem::take(&mut state.phonetic);
        self.readings.push((self.ends.len() as u32, text));
    }

    /// Pushes the strings that no cell refers to, and the phonetic readings of
    /// the others: what was deleted from the cells, and what none of them shows.
    pub(super) fn push_orphans(&mut self, sink: &mut dyn Sink) {
        let orphans: Vec<u32> = (0..self.ends.len() as u32)
            .filter(|at| self.used[*at as usize / 64] & (1 << (at % 64)) == 0)
            .collect();
        if orphans.is_empty() && self.readings.is_empty() {
            return;
        }
        sink.open(Container::text("shared strings", Layer::OrphanString));
        for index in orphans {
            let text = self.get(index).unwrap_or_default();
            push(index, text, sink);
        }
        for (index, text) in &self.readings {
            push(*index, text, sink);
        }
        sink.close();
    }
}

/// Pushes a string that no cell shows.
fn push(index: u32, text: &str, sink: &mut dyn Sink) {
    if !text.trim().is_empty() {
        let place = Place::Line(u64::from(index) + 1);
        sink.push(Fragment::new(text, Layer::OrphanString, place));
    }
}

/// Where in a string the reading is.
#[derive(Default)]
struct Inside {
    text: bool,
    reading: bool,
    phonetic: String,
    /// Where the run at hand begins, and whether it is not seen on white.
    run: usize,
    faint: bool,
}

impl Inside {
    fn open(&mut self, tag: Tag<'_>, colours: &Colours, length: usize) {
        match tag.name {
            b"t" => self.text = !tag.empty,
            b"rPh" => self.reading = !tag.empty,
            b"r" => (self.run, self.faint) = (length, false),
            b"color" => {
                let colour = colours.written(|name| tag.get(name.as_bytes()));
                self.faint |= colour.is_some_and(|it| is_unseen(it, WHITE));
            }
            b"sz" => self.faint |= tag.get(b"val").is_some_and(|size| is_tiny(&size)),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        if name == b"t" {
            self.text = false;
        }
    }

    fn target<'t>(&'t mut self, text: &'t mut String) -> &'t mut String {
        if self.reading { &mut self.phonetic } else { text }
    }
}
