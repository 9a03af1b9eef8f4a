//! An organisation's own people, units and numbers as keyed hashes: exactly
//! these are found, written any way round, and the list cannot be read back.
//!
//! A person is known by a surname together with a forename or an initial. A
//! surname alone is nobody in particular, and so is not found.

mod build;
mod file;
mod find;
mod words;

use std::ops::Range;

use rustc_hash::FxHashSet;

pub use build::{RollBuilder, RollCounts};
pub use file::RollError;
pub(crate) use find::Names;
use words::Hasher;

/// What a place in a text is to a roll.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entry {
    /// A person of the roll.
    Person,
    /// A number of the roll.
    Number,
    /// A unit of the roll.
    Unit,
}

/// A place in a text where something of a roll stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Member {
    /// What it is.
    pub entry: Entry,
    /// The bytes of the text.
    pub span: Range<usize>,
}

/// An organisation's own people, units and numbers.
pub struct Roll {
    salt: [u8; 16],
    key: [u8; 16],
    hasher: Hasher,
    entries: Entries,
}

/// The hashes of a roll.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Entries {
    /// The first words of surnames and of units: the other sets are asked only
    /// where one of them stands.
    first_words: FxHashSet<u64>,
    surnames: FxHashSet<u64>,
    /// A surname with a forename or an initial.
    people: FxHashSet<u64>,
    numbers: FxHashSet<u64>,
    units: FxHashSet<u64>,
}

impl std::fmt::Debug for Roll {
    /// No key and no hash is printed.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Roll({} people or more)", self.entries.surnames.len())
    }
}
