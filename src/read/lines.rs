//! The lines of a text that is pushed as it is read, kept apart by layer: what is
//! hidden between two words does not part them, and each block knows its line.

use crate::document::{Fragment, Layer, Place, Sight, Sink};

/// The bytes of text after which it goes out.
const BLOCK: usize = 64 << 10;

/// How many lines of other layers a block is kept together over.
const NEAR: u64 = 4;

/// How many runs are looked at for one that goes on.
const LATEST: usize = 64;

/// Lines that follow each other in one layer.
#[derive(Debug)]
struct Run {
    layer: Layer,
    first: u64,
    last: u64,
    text: String,
}

/// Lines of text by layer.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// How many lines have ended.
    ended: u64,
    bytes: usize,
    runs: Vec<Run>,
    /// The line at hand, and what it turns out to be as a whole.
    line: Vec<(Layer, String)>,
    veil: Option<Layer>,
}

impl Lines {
    /// Adds text of a layer to the line at hand.
    pub(super) fn add(&mut self, text: &str, layer: Layer) {
        match self.line.iter_mut().find(|it| it.0 == layer) {
            Some((_, own)) => own.push_str(text),
            None => self.line.push((layer, text.to_owned())),
        }
    }

    /// Takes note that the line at hand is not seen as a whole.
    pub(super) fn veil(&mut self, layer: Layer) {
        self.veil = Some(layer);
    }

    /// Ends the line at hand.
    pub(super) fn end_line(&mut self) {
        self.ended += 1;
        let veil = self.veil.take();
        for (layer, text) in std::mem::take(&mut self.line) {
            if !text.trim().is_empty() {
                let layer = veil.filter(|_| layer.sight() == Sight::Seen).unwrap_or(layer);
                self.keep(layer, &text);
            }
        }
    }

    fn keep(&mut self, layer: Layer, text: &str) {
        self.bytes += text.len();
        let (line, last) = (self.ended, self.ended + text.matches('\n').count() as u64);
        let near = |it: &&mut Run| it.layer == layer && line <= it.last + NEAR;
        match self.runs.iter_mut().rev().take(LATEST).find(near) {
            Some(run) => {
                let blank = line.saturating_sub(run.last).max(1);
                run.text.extend((0..blank).map(|_| '\n'));
                run.text.push_str(text);
                run.last = last.max(run.last);
            }
            None => self.runs.push(Run { layer, first: line, last, text: text.to_owned() }),
        }
        self.ended = last;
    }

    /// The number of the line at hand, from 1.
    pub(super) fn number(&self) -> u64 {
        self.ended + 1
    }

    /// Whether there is enough to go out.
    pub(super) fn is_full(&self) -> bool {
        self.bytes >= BLOCK
    }

    /// Whether no line that has ended is kept.
    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Pushes the lines that have ended, each block at its first.
    pub(super) fn push(&mut self, sink: &mut dyn Sink) {
        self.bytes = 0;
        for run in self.runs.drain(..) {
            sink.push(Fragment::new(&run.text, run.layer, Place::Line(run.first)));
        }
    }

    /// All lines as texts by layer, the one at hand among them.
    pub(super) fn texts(&mut self) -> Vec<(Layer, String)> {
        self.end_line();
        self.bytes = 0;
        self.runs.drain(..).map(|run| (run.layer, run.text)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_does_not_part_what_is_seen() {
        let mut lines = Lines::default();
        lines.add("Dear ", Layer::Body);
        lines.add("Sample", Layer::HiddenText);
        lines.add("Sir", Layer::Body);
        lines.end_line();
        lines.end_line();
        lines.add("Yours", Layer::Body);
        let whole = (Layer::Body, "Dear Sir\n\nYours".to_owned());
        assert_eq!(lines.texts(), [whole, (Layer::HiddenText, "Sample".to_owned())]);
    }

    #[test]
    fn a_veiled_line_is_hidden_as_a_whole() {
        let mut lines = Lines::default();
        lines.add("Sample", Layer::Body);
        lines.veil(Layer::HiddenText);
        assert_eq!(lines.texts(), [(Layer::HiddenText, "Sample".to_owned())]);
    }
}
