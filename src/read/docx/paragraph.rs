//! The texts of a paragraph, kept apart by layer: what is hidden between two
//! letters of a name does not part them.

use crate::document::Layer;

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// What is seen: insertions stand in it as in the text around them.
    seen: String,
    /// The layer of what is seen, that of the first piece.
    layer: Option<Layer>,
    /// Whether any of it is no insertion.
    has_plain: bool,
    inserted: String,
    /// What is not seen, by why.
    unseen: Vec<(Layer, String)>,
    /// The style, and what its own properties say.
    pub(super) style: String,
    pub(super) level: Option<u8>,
    pub(super) shade: Option<Option<super::look::Ground>>,
    /// Whether its lines have no height, or its frame is off the page.
    pub(super) is_unseen: bool,
    /// Whether a shape lies over it.
    pub(super) is_covered: bool,
    /// Whether what is below it is folded away.
    pub(super) is_folded: bool,
}

impl Paragraph {
    /// Adds a text of a layer.
    pub(super) fn add(&mut self, text: &str, layer: Layer, base: Layer) {
        match layer {
            Layer::Insertion => {
                self.seen.push_str(text);
                self.inserted.push_str(text);
            }
            _ if layer == base || layer == Layer::TextBox => {
                self.seen.push_str(text);
                self.has_plain |= !text.trim().is_empty();
                self.layer = self.layer.or(Some(layer));
            }
            _ => match self.unseen.iter_mut().find(|it| it.0 == layer) {
                Some((_, own)) => own.push_str(text),
                None => self.unseen.push((layer, text.to_owned())),
            },
        }
    }

    /// Adds a break or a tab to all that is there.
    pub(super) fn add_blank(&mut self, blank: char) {
        let unseen = self.unseen.iter_mut().map(|it| &mut it.1);
        for text in unseen.chain([&mut self.seen, &mut self.inserted]) {
            if !text.is_empty() {
                text.push(blank);
            }
        }
    }

    /// The bytes that are kept.
    pub(super) fn len(&self) -> usize {
        self.seen.len() + self.unseen.iter().map(|it| it.1.len()).sum::<usize>()
    }

    /// Hands over the texts with their layers, and forgets them.
    pub(super) fn take(&mut self, base: Layer) -> Vec<(Layer, String)> {
        let mut texts = Vec::new();
        let seen = std::mem::take(&mut self.seen);
        let inserted = std::mem::take(&mut self.inserted);
        let layer = match (self.is_covered, self.has_plain) {
            (true, _) => Layer::CoveredText,
            (_, true) => self.layer.unwrap_or(base),
            (_, false) => Layer::Insertion,
        };
        if layer != Layer::Insertion && !inserted.trim().is_empty() {
            texts.push((Layer::Insertion, inserted));
        }
        texts.insert(0, (layer, seen));
        texts.append(&mut self.unseen);
        (self.layer, self.has_plain) = (None, false);
        texts.retain(|it| !it.1.trim().is_empty());
        texts
    }
}
