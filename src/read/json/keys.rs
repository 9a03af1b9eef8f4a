//! Finds the objects whose keys are data rather than names of fields:
//! `{"Sample": "Sergeant", "Testcase": "Constable", …}`.
//!
//! Many keys, hardly any of them a known heading, and values of one sort.
//! Objects in arrays are records, and their keys are fields.

use std::borrow::Cow;
use std::fmt;
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::document::{Kind, Reason};

/// Keys that are data at the least.
const LEAST: u64 = 5;

/// The same of keys that are written as fields are: in lower case, one word.
const LEAST_PLAIN: u64 = 20;

/// Objects kept at the most: the keys of those beyond are fields, and that is a gap.
const MOST: usize = 4_096;

/// What the entries of an object hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Entries {
    /// A text or a number each.
    Values,
    /// An object each.
    Objects,
}

/// The objects whose keys are data, by their path.
#[derive(Default)]
pub(super) struct Keyed {
    found: FxHashMap<String, Entries>,
    is_full: bool,
}

impl Keyed {
    /// What the entries of the object at a path hold, if its keys are data.
    pub(super) fn entries(&self, path: &str) -> Option<Entries> {
        self.found.get(path).copied()
    }

    /// The limit that was reached.
    pub(super) fn limit(&self) -> Option<Reason> {
        let unit = "objects whose keys are data";
        self.is_full.then_some(Reason::TooLarge { limit: MOST as u64, unit })
    }
}

/// The objects of a text whose keys are data.
pub(super) fn keyed(text: &str, root: &str) -> Keyed {
    let mut census = Census { path: root.to_owned(), found: Keyed::default() };
    let mut values = serde_json::Deserializer::from_str(text);
    // Where the text breaks is for the walk to say.
    let _ = Value(&mut census).deserialize(&mut values);
    census.found
}

struct Census {
    path: String,
    found: Keyed,
}

/// What sort of value it is.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Sort {
    Text,
    Number,
    /// An object by its first key: objects of one sort begin alike.
    Object(u64),
    Other,
}

/// The keys of an object as they are counted.
#[derive(Default)]
struct Tally {
    keys: u64,
    /// Those that are headings of a table.
    known: u64,
    /// Those that are written as no field is.
    written: u64,
    first_key: u64,
    first_value: Option<Sort>,
    /// Values of the same sort as the first.
    alike: u64,
}

impl Tally {
    fn add(&mut self, key: &str, value: Sort) {
        let is_written = !key.starts_with(|it: char| it.is_ascii_lowercase() || it == '_');
        self.first_key = if self.keys == 0 { FxBuildHasher.hash_one(key) } else { self.first_key };
        self.keys += 1;
        self.known += u64::from(Kind::of_surely(key).is_some());
        self.written += u64::from(is_written || key.contains(' '));
        self.alike += u64::from(*self.first_value.get_or_insert(value) == value);
    }

    /// What the entries hold, if the keys are data.
    fn entries(&self) -> Option<Entries> {
        let least = if self.written * 10 < self.keys * 8 { LEAST_PLAIN } else { LEAST };
        let is_data = self.known * 10 <= self.keys && self.alike * 10 >= self.keys * 9;
        match self.first_value.filter(|_| is_data && self.keys >= LEAST)? {
            Sort::Object(_) => Some(Entries::Objects),
            Sort::Text | Sort::Number if self.keys >= least => Some(Entries::Values),
            _ => None,
        }
    }
}

/// A value that is about to be read.
struct Value<'c>(&'c mut Census);

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Sort;

    fn deserialize<D: Deserializer<'de>>(self, values: D) -> Result<Sort, D::Error> {
        values.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = Sort;

    fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
        words.write_str("a value")
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Sort, E> {
        Ok(Sort::Text)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Sort, E> {
        Ok(Sort::Number)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Sort, E> {
        Ok(Sort::Number)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Sort, E> {
        Ok(Sort::Number)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Sort, E> {
        Ok(Sort::Other)
    }

    fn visit_unit<E: Error>(self) -> Result<Sort, E> {
        Ok(Sort::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Sort, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Sort::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Sort, A::Error> {
        let mut tally = Tally::default();
        let length = self.0.path.len();
        while let Some(key) = fields.next_key::<Cow<'de, str>>()? {
            self.0.path.push('.');
            self.0.path.push_str(&key);
            let value = fields.next_value_seed(Value(self.0));
            self.0.path.truncate(length);
            tally.add(&key, value?);
        }
        let Some(entries) = tally.entries() else {
            return Ok(Sort::Object(tally.first_key));
        };
        let Census { path, found } = self.0;
        if found.found.len() >= MOST && !found.found.contains_key(path) {
            found.is_full = true;
            return Ok(Sort::Object(tally.first_key));
        }
        found.found.insert(path.clone(), entries);
        Ok(Sort::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_data_where_they_are_many_and_no_fields() {
        let cases = [
            (r#"{"Bay":"PC","Cole":"PS","Dee":"PC","Eve":"PC","Fay":"PC"}"#, Some(Entries::Values)),
            (
                r#"{"a":{"rank":"PC"},"b":{"rank":"PS"},"c":{"rank":""},"d":{"rank":""},"e":{"rank":""}}"#,
                Some(Entries::Objects),
            ),
            (r#"{"Surname":"Bay","Rank":"PC","Unit":"","Age":"","Grade":""}"#, None),
            (r#"{"title":"a","author":"b","version":"c","text":"d","language":"e"}"#, None),
            (r#"{"Bay":"PC","Cole":[1],"Dee":{"a":1},"Eve":2,"Fay":null}"#, None),
            (r#"{"Bay":"PC"}"#, None),
        ];
        for (text, entries) in cases {
            assert_eq!(keyed(text, "$").entries("$"), entries, "{text}");
        }
    }
}
