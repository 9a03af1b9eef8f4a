//! The runs of a text that is written in several: those in a colour that is not
//! seen on white, or in tiny type, are told apart from the rest.

use std::ops::Range;

use super::styles::{WHITE, is_tiny};
use super::tag::Tag;
use crate::read::ooxml::colour::{Colours, is_unseen};

/// What of a text is seen on a white ground and what is not.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) seen: String,
    pub(super) unseen: Vec<String>,
}

/// The run at hand, and those of its text that are not seen.
#[derive(Default)]
pub(super) struct Run {
    start: usize,
    is_faint: bool,
    faint: Vec<Range<usize>>,
}

impl Run {
    /// Takes an element in a text of so many bytes: a run begins, or its look is
    /// told (ECMA-376 part 1, 18.4.4 and 18.4.7).
    pub(super) fn open(&mut self, tag: &Tag<'_>, colours: &Colours, length: usize) {
        match tag.name {
            b"r" => (self.start, self.is_faint) = (length, false),
            b"color" => {
                let colour = colours.written(|name| tag.get(name.as_bytes()));
                self.is_faint |= colour.is_some_and(|it| is_unseen(it, WHITE));
            }
            b"sz" => self.is_faint |= tag.get(b"val").is_some_and(|size| is_tiny(&size)),
            _ => {}
        }
    }

    /// Ends the run at the end of the text.
    pub(super) fn end(&mut self, text: &str) {
        let is_blank = text.get(self.start..).is_none_or(|it| it.trim().is_empty());
        if std::mem::take(&mut self.is_faint) && !is_blank {
            self.faint.push(self.start..text.len());
        }
    }

    /// The parts of the text that ends, from a byte on; nothing if all of it is seen.
    pub(super) fn parts(&mut self, text: &str, begin: usize) -> Option<Parts> {
        let faint = std::mem::take(&mut self.faint);
        if faint.is_empty() {
            return None;
        }
        let (mut seen, mut unseen, mut from) = (String::new(), Vec::new(), begin);
        for span in faint {
            seen.push_str(text.get(from..span.start).unwrap_or_default());
            unseen.push(text.get(span.clone()).unwrap_or_default().to_owned());
            from = span.end;
        }
        seen.push_str(text.get(from..).unwrap_or_default());
        Some(Parts { seen, unseen })
    }
}
