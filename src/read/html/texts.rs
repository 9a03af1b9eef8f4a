//! Texts as a browser shows them, blanks run together, kept apart by layer: what
//! is hidden between two words does not part them.

use crate::document::{Fragment, Layer, Place, Sink};

/// The texts of a block or of a cell.
#[derive(Debug, Default)]
pub(in crate::read) struct Texts {
    texts: Vec<(Layer, String)>,
}

impl Texts {
    /// Adds a text of a layer, its blanks run together unless they are kept.
    pub(in crate::read) fn add(&mut self, text: &str, layer: Layer, is_pre: bool) {
        let own = self.of(layer);
        if is_pre {
            return own.push_str(text);
        }
        for letter in text.chars() {
            let is_blank = letter.is_ascii_whitespace() || letter == '\u{a0}';
            match is_blank {
                true if own.is_empty() || own.ends_with([' ', '\n']) => {}
                true => own.push(' '),
                false => own.push(letter),
            }
        }
    }

    /// Ends the line of every text.
    pub(in crate::read) fn end_line(&mut self) {
        for (_, text) in &mut self.texts {
            if !text.is_empty() && !text.ends_with('\n') {
                text.truncate(text.trim_end_matches(' ').len());
                text.push('\n');
            }
        }
    }

    /// The bytes that are kept.
    pub(in crate::read) fn len(&self) -> usize {
        self.texts.iter().map(|it| it.1.len()).sum()
    }

    /// Whether nothing but blanks is kept.
    pub(in crate::read) fn is_blank(&self) -> bool {
        self.texts.iter().all(|it| it.1.trim().is_empty())
    }

    /// Whether they say the same as another text, but for its blanks.
    pub(in crate::read) fn says(&self, other: &str) -> bool {
        let bare = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
        let own: String = self.texts.iter().map(|it| bare(&it.1)).collect();
        own == bare(other)
    }

    /// Pushes the texts to a place and forgets them.
    pub(in crate::read) fn push(&mut self, place: Place<'_>, sink: &mut dyn Sink) {
        for (layer, text) in self.texts.drain(..) {
            let text = text.trim();
            if !text.is_empty() {
                sink.push(Fragment::new(text, layer, place));
            }
        }
    }

    fn of(&mut self, layer: Layer) -> &mut String {
        let known = self.texts.iter().position(|it| it.0 == layer);
        let index = known.unwrap_or(self.texts.len());
        if known.is_none() {
            self.texts.push((layer, String::new()));
        }
        &mut self.texts[index].1
    }
}
