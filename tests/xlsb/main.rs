//! What an xlsb hides, planted one place at a time: the word is found in its layer
//! and at its place, and a twin without it is quiet there.

#![allow(missing_docs)]

#[path = "../common/mod.rs"]
mod common;

mod beside;
mod caches;
mod cells;
mod damage;
mod looks;
mod margin;
mod shared;
mod whole;

use foilint::document::{Layer, column_letters};

use common::legacy::{WORD, read, staff_of};
use common::sink::{Everything, Seen};
use common::xlsb::Xlsb;

/// A workbook in which nothing is hidden.
fn plain() -> Xlsb {
    Xlsb::of(&[staff_of("x")])
}

/// It with records behind the cells of its sheet.
fn within(margin: Vec<u8>) -> Xlsb {
    Xlsb { margin, ..plain() }
}

/// It with records of the workbook part.
fn saying(records: Vec<u8>) -> Xlsb {
    Xlsb { records, ..plain() }
}

/// It with one more part.
fn with(name: &str, part: impl Into<Vec<u8>>) -> Xlsb {
    Xlsb { parts: vec![(name.to_owned(), part.into())], ..plain() }
}

fn everything(xlsb: &Xlsb) -> Everything {
    read("xlsb", &xlsb.bytes())
}

/// The container of a text and its place in it.
fn place(seen: &Seen) -> String {
    let Seen { container, named, at: (row, column), .. } = seen;
    match (row, column) {
        (0, _) => format!("{container} {named}"),
        (line, 0) => format!("{container} line {line}"),
        (row, column) => format!("{container}!{}{row}", column_letters(*column)),
    }
}

/// Asserts that the word is in a layer and at a place alone, without a gap, and that
/// the twin has nothing in the layer.
fn assert_found(planted: &Xlsb, layer: Layer, at: &str, twin: &Xlsb) {
    let found = everything(planted);
    let places: Vec<(Layer, String)> = found
        .fragments
        .iter()
        .filter(|it| it.text.contains(WORD))
        .map(|it| (it.layer, place(it)))
        .collect();
    assert_eq!(places, [(layer, at.to_owned())]);
    assert_eq!(found.gaps, []);
    assert_quiet(twin, layer);
}

/// Asserts that nothing lies in a layer, and that nothing is a gap.
fn assert_quiet(xlsb: &Xlsb, layer: Layer) {
    let found = everything(xlsb);
    assert_eq!(found.texts(layer), Vec::<&str>::new());
    assert_eq!(found.gaps, []);
}
