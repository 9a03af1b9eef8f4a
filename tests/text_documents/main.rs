//! The places where a text of OpenDocument hides something, one at a time: the word
//! is found in its layer and at its place, in a package and in one flat document
//! alike, and a twin without it is quiet.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

mod beside;
mod changes;
#[path = "../common/mod.rs"]
mod common;
mod damage;
mod hidden;

use foilint::document::Layer;

use common::prose::Prose;
use common::sink::Everything;

/// The word that is planted.
const WORD: &str = common::legacy::WORD;

/// What is read of a package, and of the same in one flat document.
fn both(text: &Prose) -> [Everything; 2] {
    let packed = Everything::of("reply.odt", &text.bytes());
    let flat = Everything::of("reply.fodt", &text.flat());
    assert_eq!((packed.format, &packed.gaps[..]), (Some("odt"), &[][..]));
    assert_eq!((flat.format, &flat.gaps[..]), (Some("fodt"), &[][..]));
    [packed, flat]
}

/// Asserts that the word lies in one place alone, in both kinds of file.
#[track_caller]
fn assert_in(text: &Prose, layer: Layer, container: &str, place: &str) {
    for everything in both(text) {
        let expected = vec![(layer, container.to_owned(), place.to_owned())];
        assert_eq!(everything.places_of(WORD), expected, "{:?}", everything.format);
    }
}

/// Asserts that the word is seen, and nothing else is told of either kind of file.
#[track_caller]
fn assert_seen(text: &Prose) {
    for everything in both(text) {
        assert_eq!(everything.layers_of(WORD), [Layer::Body], "{:?}", everything.format);
        assert!(everything.fragments.iter().all(|it| it.layer == Layer::Body));
    }
}
