//! What lies in the streams of a document and is part of nothing: a fast save only
//! adds to them, and what was deleted stays ([MS-DOC] 2.4.1).

use std::collections::BTreeSet;
use std::ops::Range;

use super::bytes::{long, plc, short};
use super::fib::{Entry, Fib};
use super::story::Text;
use crate::document::{Container, Enclosure, Fragment, Gap, Headings, Layer, Place, Sink};
use crate::read::strings::printable;

/// The bytes of a section's description ([MS-DOC] 2.9.246).
const SECTION: usize = 12;

/// Pushes the texts that no piece reaches, and what no entry of the table stream holds.
pub(super) fn push_leftovers(
    text: &Text<'_>,
    fib: &Fib,
    table: &[u8],
    pictures: &[Range<usize>],
    sink: &mut dyn Sink,
) {
    let mut taken: Vec<Range<usize>> = Vec::new();
    taken.push(0..fib.length);
    taken.extend(text.pieces.all.iter().map(|it| it.bytes()));
    taken.extend(text.letters.pages.iter().cloned());
    taken.extend(text.paragraphs.pages.iter().cloned());
    taken.extend(pictures.iter().cloned());
    taken.extend(sections(fib.bytes(Entry::Sections, table), text.stream));
    if fib.is_old {
        // What stands beside the text lies in the same stream.
        return push_free("beside the text", Layer::UnknownPart, taken, text.stream, sink);
    }
    push_free("old text", Layer::EarlierRevision, taken, text.stream, sink);
    push_free("old entries", Layer::OrphanPart, fib.places().collect(), table, sink);
}

/// Where the properties of sections lie.
fn sections(list: &[u8], stream: &[u8]) -> Vec<Range<usize>> {
    let (_, sections) = plc(list, SECTION);
    let places = sections.iter().filter_map(|it| long(it, 2)).map(|it| it as usize);
    let length = |place| short(stream, place).map_or(0, usize::from);
    places.map(|place| place..place.saturating_add(2 + length(place))).collect()
}

/// Pushes the texts in what is left of a stream once these ranges are taken.
fn push_free(
    name: &str,
    layer: Layer,
    mut taken: Vec<Range<usize>>,
    stream: &[u8],
    sink: &mut dyn Sink,
) {
    taken.sort_unstable_by_key(|it| it.start);
    taken.push(stream.len()..stream.len());
    let mut free = Free { name, layer, is_open: false };
    let mut from = 0;
    for range in taken {
        if let Some(own) = stream.get(from..range.start) {
            free.push(own, from, sink);
        }
        from = from.max(range.end);
    }
    free.close(sink);
}

/// A container of texts that is opened for the first of them.
struct Free<'n> {
    name: &'n str,
    layer: Layer,
    is_open: bool,
}

impl Free<'_> {
    fn push(&mut self, bytes: &[u8], from: usize, sink: &mut dyn Sink) {
        let mut texts = Texts::default();
        printable(bytes, self.layer, self.name, &mut texts);
        for text in texts.0 {
            if !std::mem::replace(&mut self.is_open, true) {
                sink.open(Container::text(self.name, self.layer));
            }
            let place = format!("behind byte {from}");
            sink.push(Fragment::new(&text, self.layer, Place::Named(&place)));
        }
    }

    fn close(self, sink: &mut dyn Sink) {
        if self.is_open {
            sink.close();
        }
    }
}

/// A sink that keeps texts, each once.
#[derive(Default)]
pub(super) struct Texts(pub(super) BTreeSet<String>);

impl Texts {
    /// Pushes them as a container.
    pub(super) fn push(&self, name: &str, layer: Layer, sink: &mut dyn Sink) {
        if self.0.is_empty() {
            return;
        }
        sink.open(Container::text(name, layer));
        for text in &self.0 {
            sink.push(Fragment::new(text, layer, Place::Whole));
        }
        sink.close();
    }
}

impl Sink for Texts {
    fn open(&mut self, _: Container<'_>) {}
    fn headings(&mut self, _: &Headings) {}
    fn push(&mut self, fragment: Fragment<'_>) {
        self.0.insert(fragment.text.to_owned());
    }
    fn close(&mut self) {}
    fn gap(&mut self, _: Gap) {}
    fn enclose(&mut self, _: Enclosure<'_>) {}
}
