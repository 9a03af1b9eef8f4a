//! Documents of Word 97 to 2003 ([MS-DOC]), and the text of those of Word 6 and 95:
//! doc, dot.
//!
//! The body comes first, then notes, headers, comments and text boxes; then what the
//! table stream keeps beside them, what no piece of the text reaches any more, and
//! the other streams.

mod beside;
mod blocks;
mod bytes;
mod data;
mod fib;
mod leftover;
mod lock;
mod looks;
mod pages;
mod parts;
mod pieces;
mod sheet;
mod sprms;
mod story;
mod streams;

use std::cell::Cell;

use self::fib::{Entry, Fib};
use self::leftover::push_leftovers;
use self::pages::{Kind, Stretches};
use self::pieces::Pieces;
use self::sheet::Sheet;
use self::story::{Found, MOST_PROPERTIES, Text};
use super::ole::{self, Ole};
use super::strings::printable;
use super::unread::has_stream;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Gap, Layer, Reason, Sink};

/// Documents of Word 97 to 2003.
pub(super) const FORMAT: Format = Format {
    name: "doc",
    extensions: &["doc", "dot"],
    sniff: |artefact| {
        let bytes = artefact.bytes();
        ole::is_ole(bytes) && has_stream(bytes, "WordDocument")
    },
    read,
};

/// The streams of the text, and of pictures and long properties.
const MAIN: &str = "/WordDocument";
const DATA: &str = "/Data";

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut file = Ole::open(artefact.bytes(), budget)
        .inspect_err(|_| printable(artefact.bytes(), Layer::UnknownPart, "", sink))?;
    let sound = file.soundness();
    let mut table = "";
    let outcome = match file.bytes(MAIN) {
        Ok(main) => {
            let told = document(&mut file, main, budget, sink);
            table = told.as_ref().map_or("", |it| it);
            told.map(drop)
        }
        Err(reason) => Err(reason),
    };
    streams::push(&mut file, &[MAIN, DATA, table], budget, sink);
    ole::slack::push(artefact.bytes(), sink);
    sound.and(outcome)
}

/// Pushes the document of a stream, and gives the name of its table stream.
fn document(
    file: &mut Ole<'_>,
    main: Vec<u8>,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<&'static str, Reason> {
    let fib = Fib::of(&main).inspect_err(|_| printable(&main, Layer::UnknownPart, "text", sink))?;
    let mut take = |path: &str| if file.has(path) { file.bytes(path) } else { Ok(Vec::new()) };
    let streams = [main, take(fib.table)?, take(DATA)?];
    let streams = match (fib.is_encrypted, fib.is_old) {
        (false, _) => streams,
        (true, true) => return Err(Reason::Encrypted),
        (true, false) => lock::lift(&fib, streams, budget, sink)?,
    };
    push(&Fib::of(&streams[0])?, &streams, budget, sink).inspect_err(|_| {
        printable(&streams[0], Layer::UnknownPart, "text", sink);
    })?;
    Ok(fib.table)
}

/// Pushes a document whose streams are in clear.
fn push(
    fib: &Fib,
    [main, table, data]: &[Vec<u8>; 3],
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let pieces = Pieces::of(fib, table, main)?;
    let is_cut = pieces.is_cut;
    let stretches = |entry, kind| match fib.is_old {
        true => Stretches::default(),
        false => Stretches::of(fib.bytes(entry, table), main, kind),
    };
    let text = Text {
        stream: main,
        data,
        pieces,
        letters: stretches(Entry::Letters, Kind::Letters),
        paragraphs: stretches(Entry::Paragraphs, Kind::Paragraphs),
        sheet: if fib.is_old {
            Sheet::default()
        } else {
            Sheet::of(fib.bytes(Entry::Styles, table))
        },
        authors: if fib.is_old {
            Vec::new()
        } else {
            bytes::sttb(fib.bytes(Entry::Authors, table))
        },
        spent: Cell::default(),
    };
    let mut found = Found::default();
    parts::push(&text, fib, table, &mut found, sink);
    let mut pictures = data::Pictures::new(data, budget);
    if fib.is_old {
        let reason = Reason::NotInThisVersion("what Word 6 and 95 keep beside the text");
        sink.gap(Gap::part("WordDocument", reason));
    } else {
        beside::push(&text, fib, table, sink);
        pictures.take_drawings(fib.bytes(Entry::Drawings, table), main);
    }
    pictures.push(&found, sink);
    push_leftovers(&text, fib, table, &pictures.delayed, sink);
    if !text.may_read() {
        let reason =
            Reason::TooLarge { limit: MOST_PROPERTIES as u64, unit: "bytes of properties" };
        sink.gap(Gap::part("properties of the text", reason));
    }
    if is_cut { Err(Reason::Truncated) } else { Ok(()) }
}
