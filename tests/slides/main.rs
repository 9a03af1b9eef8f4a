//! The places where slides hide something, one at a time, in odp, pptx and ppt: the
//! word is found in its layer and at its place, and a twin without it is quiet.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

#[path = "../common/mod.rs"]
mod common;
mod damage;
mod odp;
mod parts;
mod ppt;
mod pptx;

use foilint::document::Layer;

use common::sink::Everything;

/// The word that is planted.
const WORD: &str = common::legacy::WORD;

/// What is read of bytes, which must be of a format and wholly read.
#[track_caller]
fn whole(format: &str, bytes: &[u8]) -> Everything {
    let everything = Everything::of("reply", bytes);
    assert_eq!((everything.format, &everything.gaps[..]), (Some(format), &[][..]));
    everything
}

/// Asserts that the word lies in one place alone.
#[track_caller]
fn assert_in(everything: &Everything, layer: Layer, container: &str, place: &str) {
    let expected = vec![(layer, container.to_owned(), place.to_owned())];
    assert_eq!(everything.places_of(WORD), expected);
}

/// Asserts that the word is seen, and nothing else is told.
#[track_caller]
fn assert_seen(everything: &Everything) {
    assert_eq!(everything.layers_of(WORD), [Layer::Body]);
    let hidden = everything.fragments.iter().filter(|it| it.layer != Layer::Body);
    let own: Vec<_> = hidden.filter(|it| it.text != "A Clerk").collect();
    assert!(own.is_empty(), "{own:?}");
}
