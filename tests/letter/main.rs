//! Letters in the older formats of Word and in rich text: what each hides is found in
//! the layer that says why nobody sees it, a twin without it is quiet, and the same
//! letter gives the same people in every format.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

#[path = "../common/mod.rs"]
mod common;
mod damage;
mod doc;
mod rtf;
mod same;
mod xml;

use foilint::document::Layer;

use common::sink::Everything;

/// The word that is planted.
const WORD: &str = common::legacy::WORD;

/// What is read of bytes, which must be of a format and without a gap.
#[track_caller]
fn whole(format: &str, bytes: &[u8]) -> Everything {
    let found = Everything::of("reply", bytes);
    assert_eq!((found.format, &found.gaps[..]), (Some(format), &[][..]));
    found
}

/// Asserts that the word is in a layer alone, and nowhere in the twin, which has
/// nothing in that layer.
#[track_caller]
fn assert_planted(format: &str, bytes: &[u8], twin: &[u8], layer: Layer) {
    assert_eq!(whole(format, bytes).layers_of(WORD), [layer]);
    let quiet = whole(format, twin);
    assert!(quiet.layers_of(WORD).is_empty());
    assert_eq!(quiet.texts(layer), Vec::<&str>::new());
}

/// Asserts that the word is seen, and that nothing is told but what is seen.
#[track_caller]
fn assert_seen(format: &str, bytes: &[u8]) {
    let found = whole(format, bytes);
    assert_eq!(found.layers_of(WORD), [Layer::Body]);
    assert!(found.fragments.iter().all(|it| it.layer == Layer::Body), "{:?}", found.fragments);
}
