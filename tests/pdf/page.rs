//! What pages show and hide.

mod hidden;
mod quiet;
mod text;

use crate::common::pdf::{Pdf, line};
use crate::common::sink::Everything;
use foilint::document::Layer;

/// The word that is planted.
const NAME: &str = "Penhaligon";

/// The word as a page shows it at its usual place.
fn planted() -> String {
    line(NAME, 100, 700)
}

/// What is read of a page with a content.
fn page_of(content: &str) -> Everything {
    page_with(content, "")
}

/// What is read of a page with a content and entries of its own.
fn page_with(content: &str, entries: &str) -> Everything {
    let mut pdf = Pdf::new();
    pdf.page(content, entries);
    Everything::of("a.pdf", &pdf.bytes())
}

/// What is read of a page whose resources are these beside the font.
fn page_using(pdf: &mut Pdf, content: &str, resources: &str) -> Everything {
    pdf.page(content, &format!("/Resources << /Font << /F1 3 0 R >> {resources} >>"));
    Everything::of("a.pdf", &pdf.bytes())
}

/// Asserts that the word is found in a layer, and in no other.
#[track_caller]
fn assert_hidden(everything: &Everything, layer: Layer) {
    assert_eq!(everything.layers_of(NAME), [layer]);
}

/// Asserts that a page hides nothing, and shows the word.
#[track_caller]
fn assert_quiet(everything: &Everything) {
    assert_eq!(everything.layers_of(NAME), [Layer::Body]);
    let hidden = [
        Layer::CoveredText,
        Layer::InvisibleText,
        Layer::OffPage,
        Layer::OptionalContent,
        Layer::UnappliedRedaction,
    ];
    for layer in hidden {
        assert!(everything.texts(layer).is_empty(), "nothing is in {}", layer.name());
    }
}
