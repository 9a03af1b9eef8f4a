//! Records that are known to hold text, in a form that no reader takes apart yet:
//! gathered by what they are, and pushed as a plain editor shows them.

use super::strings::printable;
use crate::document::{Layer, Sink};

/// The texts of a record, wherever in it they stand: `text` tells the one whose
/// length stands at a byte, if one does, and where it ends.
pub(super) fn texts(length: usize, text: impl Fn(usize) -> Option<(String, usize)>) -> Vec<String> {
    let mut texts = Vec::new();
    let mut at = 0;
    while at < length {
        at = match text(at) {
            Some((text, end)) => {
                texts.push(text);
                end.max(at + 1)
            }
            None => at + 1,
        };
    }
    texts
}

/// The bytes of such records of one sheet.
#[derive(Default)]
pub(super) struct Leftovers {
    kinds: Vec<(Layer, &'static str, Vec<u8>)>,
}

impl Leftovers {
    /// Adds a record: its layer, words for what it is, and its bytes.
    pub(super) fn add(&mut self, layer: Layer, words: &'static str, bytes: &[u8]) {
        if !self.kinds.iter().any(|kind| kind.1 == words) {
            self.kinds.push((layer, words, Vec::new()));
        }
        for (_, _, gathered) in self.kinds.iter_mut().filter(|kind| kind.1 == words) {
            gathered.extend_from_slice(bytes);
            gathered.push(0); // so that no text runs from one record into the next
        }
    }

    /// Pushes the texts, a container a kind.
    pub(super) fn push(&self, sheet: &str, sink: &mut dyn Sink) {
        for (layer, words, bytes) in &self.kinds {
            printable(bytes, *layer, &format!("{words} of {sheet}"), sink);
        }
    }
}
