//! What an xls says of itself as a whole: its people, paths, views
//! and queries.

use crate::document::{Container, Fragment, Layer, Place, Sink};

/// A text, its layer, and words for what it is.
pub(super) type Fact = (Layer, &'static str, String);

/// Pushes facts as a container, if there are any.
pub(super) fn push(facts: &[Fact], sink: &mut dyn Sink) {
    let mut telling = facts.iter().filter(|fact| !fact.2.trim().is_empty()).peekable();
    if telling.peek().is_none() {
        return;
    }
    sink.open(Container::text("workbook", Layer::Property));
    for (layer, words, text) in telling {
        sink.push(Fragment::new(text.trim(), *layer, Place::Named(words)));
    }
    sink.close();
}
