//! Documents: what a recipient could recover is found in the layer that says why
//! nobody sees it, and what is plain to see is not.

#[path = "../common/mod.rs"]
mod common;

mod changes;
mod damage;
mod drawn;
mod hiding;
mod margin;
mod parts;
mod whole;

use common::document::Document;
use common::sink::Everything;
use foilint::document::Layer;

fn read(document: &Document) -> Everything {
    let everything = Everything::of("reply.docx", &document.zip());
    assert_eq!(everything.format, Some("docx"));
    everything
}

/// A document in which nothing is hidden.
fn plain() -> Document {
    Document::new().line("Dear Sir or Madam").table([["Rank", "Count"], ["Sergeant", "12"]])
}

/// Asserts that a planted word lies in one layer, and that the document without
/// it has nothing there. Neither is a gap.
#[track_caller]
fn both(document: &dyn Fn(&str) -> Document, layer: Layer) {
    let everything = read(&document("Planted"));
    let layers = everything.layers_of("Planted");
    assert!(
        !layers.is_empty() && layers.iter().all(|it| *it == layer),
        "{layers:?}: {everything:?}"
    );
    assert_eq!(everything.gaps, []);
    let quiet = read(&document(""));
    assert!(!quiet.texts(layer).iter().any(|it| it.contains("Planted")), "{quiet:?}");
    assert_eq!(quiet.gaps, []);
}

/// The same for XML in the body, and without the word there is nothing in its
/// place.
#[track_caller]
fn inside(xml: &str, layer: Layer) {
    both(&|word| plain().inside(&xml.replace("Planted", word)), layer);
    let (with, without) =
        (read(&plain().inside(xml)), read(&plain().inside(&xml.replace("Planted", ""))));
    let planted = with.layers_of("Planted").len();
    assert_eq!(without.texts(layer).len() + planted, with.texts(layer).len(), "{without:?}");
}

/// The same for runs that only differ in their properties: these hide them, and
/// those of the twin do not.
#[track_caller]
fn hides(properties: &str, twin: &str, layer: Layer) {
    let everything = read(&plain().run(properties, "Planted"));
    assert_eq!(everything.layers_of("Planted"), [layer], "{properties}");
    let seen = read(&plain().run(twin, "Planted"));
    assert_eq!(seen.layers_of("Planted"), [Layer::Body], "{twin}");
}
