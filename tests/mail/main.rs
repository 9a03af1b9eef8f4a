//! What mail hides, planted one place at a time: the word is found in its layer,
//! and a mail without it is quiet there.

#![allow(missing_docs)]

mod alike;
mod cards;
#[path = "../common/mod.rs"]
mod common;
mod damage;
mod open;
mod outlook;
mod sent;
mod winmail;

use foilint::document::Layer;

use common::legacy::WORD;
use common::sink::Everything;

/// What is read of bytes, which must be of a format and without a gap.
fn whole(format: &str, bytes: &[u8]) -> Everything {
    let found = Everything::of("reply", bytes);
    assert_eq!((found.format, &found.gaps[..]), (Some(format), &[][..]));
    found
}

/// Asserts that the word is in a layer alone, and nowhere in the twin.
fn assert_planted(format: &str, bytes: &[u8], twin: &[u8], layer: Layer) {
    assert_eq!(whole(format, bytes).layers_of(WORD), [layer]);
    let quiet = whole(format, twin);
    assert!(quiet.layers_of(WORD).is_empty());
}
