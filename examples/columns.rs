//! What the program takes each column of a table for, and why:
//! `cargo run --release --example columns -- FILE…`, a line a column: file,
//! container, layer, heading, kind, what the kind rests on, values.

#![allow(clippy::print_stdout, clippy::unwrap_used, dead_code)]

mod document {
    pub(crate) use foilint::document::*;
}

#[path = "../src/rule"]
mod rule {
    use crate::document::Kind;

    pub(crate) mod column;
    pub(crate) mod names;
    pub(crate) mod people;
    pub(crate) mod role;
    pub(crate) mod sketch;
    pub(crate) mod table;
    pub(crate) mod value;

    pub(crate) use value::traits;

    pub(crate) struct Combination {
        pub(crate) who: Vec<Kind>,
        pub(crate) with: Vec<Kind>,
        pub(crate) least: usize,
        pub(crate) without: Vec<Kind>,
    }
}

use std::hash::{BuildHasher, BuildHasherDefault};

use document::{Container, Enclosure, Fragment, Gap, Headings, Kind, Layer, Place, Sink};
use foilint::artefact::Artefact;
use foilint::read::{Budget, Limits, format_of, read};
use rule::role::Role;
use rule::table::Table;

/// Types the columns of each table that is pushed.
#[derive(Default)]
struct Columns {
    file: String,
    container: String,
    headings: Headings,
    table: Table,
    layers: Vec<Layer>,
}

impl Columns {
    fn end_table(&mut self) {
        let table = std::mem::take(&mut self.table);
        for layer in std::mem::take(&mut self.layers) {
            for it in table.typed(layer) {
                self.print(layer, it.number, Some(it.kind), &format!("{:?}", it.ground), it.filled);
            }
            for (number, filled) in table.untyped(layer) {
                self.print(layer, number, None, "-", filled);
            }
        }
    }

    fn print(&self, layer: Layer, number: u32, kind: Option<Kind>, ground: &str, filled: u64) {
        let heading = self.headings.of(number).unwrap_or("").replace(['\t', '\n'], " ");
        let kind = kind.map_or("-", Kind::name);
        println!(
            "{}\t{}\t{}\t{number}\t{heading}\t{kind}\t{ground}\t{filled}",
            self.file,
            self.container,
            layer.name()
        );
    }
}

impl Sink for Columns {
    fn open(&mut self, container: Container<'_>) {
        self.end_table();
        self.container = container.name.to_owned();
        self.headings = Headings::default();
    }

    fn headings(&mut self, headings: &Headings) {
        self.end_table();
        self.headings = headings.clone();
        self.table.head(headings, &Kind::of);
    }

    fn push(&mut self, fragment: Fragment<'_>) {
        let Place::Cell { row, column } = fragment.place else { return };
        if row <= self.headings.last_row {
            return;
        }
        if !self.layers.contains(&fragment.layer) {
            self.layers.push(fragment.layer);
        }
        let hash = BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(fragment.text);
        let value = (Role::Nothing, fragment.text, rule::traits(fragment.text), hash);
        self.table.add(fragment.layer, column, value);
    }

    fn close(&mut self) {
        self.end_table();
    }

    fn gap(&mut self, _: Gap) {}

    fn enclose(&mut self, _: Enclosure<'_>) {}
}

fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let artefact = Artefact::new(&path, &bytes);
        let Some(format) = format_of(&artefact) else { continue };
        let mut columns = Columns { file: path.clone(), ..Columns::default() };
        let budget = Budget::new(Limits::default().of_file(bytes.len() as u64));
        read(&artefact, format, &budget, &mut columns);
        columns.end_table();
    }
}
