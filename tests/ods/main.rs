//! The places where a spreadsheet of OpenDocument hides something, one at a time:
//! the word is found in its layer and at its place, in a package and in one flat
//! document alike, and a twin without it is quiet.

#![allow(missing_docs)]

mod cells;
#[path = "../common/mod.rs"]
mod common;
mod content;
mod drawn;
mod limits;
mod parts;

use foilint::document::Layer;

use common::legacy::{WORD, staff_of};
use common::ods::Ods;
use common::sink::{Everything, Seen};

/// A spreadsheet with one visible sheet and a change to it.
fn book(change: impl FnOnce(&mut Ods)) -> Ods {
    let mut book = Ods::of(&[staff_of("x")]);
    change(&mut book);
    book
}

/// What is read of a package.
fn packed(book: &Ods) -> Everything {
    let found = Everything::of("reply.ods", &book.bytes());
    assert_eq!((found.format, &found.gaps[..]), (Some("ods"), &[][..]));
    found
}

/// What is read of a package, and of the same in one flat document.
fn both(book: &Ods) -> [Everything; 2] {
    let flat = Everything::of("reply.fods", book.flat().as_bytes());
    assert_eq!((flat.format, &flat.gaps[..]), (Some("fods"), &[][..]));
    [packed(book), flat]
}

/// Where the word was found: layer, container, and the place within it.
fn found(everything: &Everything) -> Vec<(Layer, String, String)> {
    let place = |it: &Seen| match it.at {
        (0, 0) => it.named.clone(),
        (row, column) => format!("{row},{column}"),
    };
    let own = everything.fragments.iter().filter(|it| it.text.contains(WORD));
    own.map(|it| (it.layer, it.container.clone(), place(it))).collect()
}

/// Asserts that the word lies in one place alone, in both kinds of file.
fn assert_in(book: &Ods, layer: Layer, container: &str, place: &str) {
    for everything in both(book) {
        let expected = vec![(layer, container.to_owned(), place.to_owned())];
        assert_eq!(found(&everything), expected, "{:?}", everything.format);
    }
}

/// Asserts that nothing but what everyone sees is told of either kind of file.
fn assert_quiet(book: &Ods) {
    for everything in both(book) {
        let hidden = everything.fragments.iter().filter(|it| it.layer != Layer::Body);
        let told: Vec<&Seen> = hidden.collect();
        assert_eq!(told, Vec::<&Seen>::new(), "{:?}", everything.format);
        let hidden = everything.containers.iter().filter(|it| it.1 != Layer::Body);
        assert_eq!(hidden.filter(|it| it.1 != Layer::Property).count(), 0);
    }
}
