//! JSON, and JSON Lines: an array of objects is a table, and so is an object
//! whose keys are data; whatever else there is is text. Values are read as they come and not kept.

mod keys;

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use keys::{Entries, Keyed, keyed};

use super::encoding::Encoded;
use super::text::push_lines;
use super::tree::{Mark, Pass, Tables, Walk};
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Gap, Layer, Reason, Sink};

/// JSON and JSON Lines.
pub(super) const FORMAT: Format = Format {
    name: "json",
    extensions: &["json", "jsonl", "ndjson", "geojson", "topojson", "har", "ipynb", "map", "txt"],
    sniff: |artefact| is_json(artefact).unwrap_or(false),
    read,
};

/// Whether the bytes are JSON: an object or an array that is whole, or right as
/// far as it is looked at. The extension helps where it is wrong.
fn is_json(artefact: &Artefact<'_>) -> Option<bool> {
    let head = Encoded::head(artefact.bytes())?;
    let extension = artefact.extension();
    let is_named = extension != "txt" && FORMAT.extensions.contains(&extension.as_str());
    let begins = head.trim_start().starts_with(['{', '[']);
    let mut values = serde_json::Deserializer::from_str(&head).into_iter::<IgnoredAny>();
    let is_right = match values.next()? {
        Ok(_) => is_alone(&head[values.byte_offset()..]),
        Err(error) => error.is_eof(),
    };
    Some(begins && (is_named || is_right))
}

/// Whether a value stands on its own: a number in brackets may begin a line of
/// prose.
fn is_alone(rest: &str) -> bool {
    rest.trim().is_empty() || rest.starts_with(['\n', '\r'])
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let text = Encoded::of(artefact.bytes()).ok_or(Reason::UnknownFormat)?;
    if let Err(too_large) = text.may_be_whole(budget) {
        push_lines(&text, "", Layer::Body, sink);
        return Err(too_large);
    }
    let Some(detail) = push_values(&text.whole(), sink) else { return Ok(()) };
    sink.gap(Gap::whole(Reason::Malformed { format: "JSON", detail }));
    push_lines(&text, "", Layer::Body, sink);
    Ok(())
}

/// Pushes the values of a text, and says where it breaks if it does.
fn push_values(text: &str, sink: &mut dyn Sink) -> Option<String> {
    let seat = if is_stream(text) { Seat::Item } else { Seat::Root };
    let keyed = if seat == Seat::Root { keyed(text, "$") } else { Keyed::default() };
    let mut tables = Tables::default();
    // The second walk meets the same error, and tells of it.
    let _ = walk(text, seat, &keyed, Walk::new("$", Pass::Survey(&mut tables)));
    let outcome = walk(text, seat, &keyed, Walk::new("$", Pass::Tell(&tables, sink)));
    let limits = keyed.limit().into_iter().chain(tables.limit());
    limits.for_each(|reason| sink.gap(Gap::whole(reason)));
    outcome.err().map(|error| format!("line {}, column {}", error.line(), error.column()))
}

/// Whether several values follow each other.
fn is_stream(text: &str) -> bool {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let first = values.next();
    matches!(first, Some(Ok(_))) && !text[values.byte_offset()..].trim().is_empty()
}

/// Walks over the values of a text.
fn walk(text: &str, seat: Seat, keyed: &Keyed, mut walk: Walk<'_>) -> serde_json::Result<()> {
    let mut values = serde_json::Deserializer::from_str(text);
    let mut number = 0;
    let outcome = loop {
        number += 1;
        let mark = seat.enter(&mut walk, number);
        let met = Node { walk: &mut walk, keyed, seat }.deserialize(&mut values);
        walk.leave(mark);
        if met.is_err() || values.end().is_ok() {
            break met;
        }
    };
    walk.end();
    outcome
}

/// Where a value stands.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Seat {
    /// At the root, alone.
    Root,
    /// In an array, or in a line of its own.
    Item,
    /// In an object.
    Field,
}

impl Seat {
    /// Enters the value of a number, from 1.
    fn enter(self, walk: &mut Walk<'_>, number: u64) -> Mark {
        match self {
            Seat::Item => walk.enter(&format!("[{number}]"), "[]"),
            _ => walk.enter("", ""),
        }
    }
}

/// A value that is about to be read.
struct Node<'w, 'p> {
    walk: &'w mut Walk<'p>,
    keyed: &'w Keyed,
    seat: Seat,
}

impl Node<'_, '_> {
    /// What the entries of the object here hold, if its keys are data.
    fn entries(&self) -> Option<Entries> {
        let entries = self.keyed.entries(self.walk.path());
        entries.filter(|_| !self.walk.is_in_record())
    }

    /// Takes an object whose keys are data: a record a key.
    fn records<'de, A: MapAccess<'de>>(
        self,
        mut fields: A,
        entries: Entries,
    ) -> Result<(), A::Error> {
        let Node { walk, keyed, .. } = self;
        while let Some(key) = fields.next_key::<Cow<'de, str>>()? {
            let record = walk.enter(&format!(".{key}"), "[]");
            walk.record();
            let mark = walk.enter("", ".key");
            walk.value(&key);
            walk.leave(mark);
            if entries == Entries::Values {
                walk.enter("", ".value");
            }
            let met = fields.next_value_seed(Node { walk, keyed, seat: Seat::Field });
            walk.leave(record);
            met?;
        }
        walk.end_records();
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, values: D) -> Result<(), D::Error> {
        values.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_> {
    type Value = ();

    fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
        words.write_str("a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.walk.value(text);
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<(), E> {
        self.visit_str(if truth { "true" } else { "false" })
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut number = 0;
        loop {
            number += 1;
            let mark = Seat::Item.enter(self.walk, number);
            let met = items.next_element_seed(Node {
                walk: self.walk,
                keyed: self.keyed,
                seat: Seat::Item,
            });
            self.walk.leave(mark);
            if met?.is_none() {
                break;
            }
        }
        self.walk.end_records();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        if self.seat == Seat::Item {
            self.walk.record();
        } else if let Some(entries) = self.entries() {
            return self.records(fields, entries);
        }
        while let Some(key) = fields.next_key::<Cow<'de, str>>()? {
            if key.contains(' ') && !self.walk.is_in_record() {
                self.walk.text(&key, Layer::Body);
            }
            let step = format!(".{key}");
            let mark = self.walk.enter(&step, &step);
            let met = fields.next_value_seed(Node {
                walk: self.walk,
                keyed: self.keyed,
                seat: Seat::Field,
            });
            self.walk.leave(mark);
            met?;
        }
        Ok(())
    }
}
