//! Every rule of a run, built in and added, ready to scan.

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use super::plain::Plain;
use super::scan::Scanner;
use super::{Hit, Look, PackError, Rule, built_in, pack};
use crate::document::{Kind, Layer, normalised};

pub use super::scan::{Basis, Heading};

/// Every rule of a run.
#[derive(Debug)]
pub struct Rules {
    rules: Vec<Rule>,
    scanner: Scanner,
    added: Vec<Pack>,
    /// Headings of the user's own, and the kinds of their columns.
    headings: FxHashMap<String, Kind>,
}

/// A pack that is added to those that the program carries.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its name in messages.
    pub name: String,
    /// Its TOML.
    pub text: String,
    /// The lists of words that lie beside it, each a name and its text.
    pub lists: Vec<(String, String)>,
}

impl Rules {
    /// The rules that the program carries.
    ///
    /// # Errors
    ///
    /// Never, as long as the tests of the packs pass.
    pub fn built_in() -> Result<Self, PackError> {
        Self::with(Vec::new())
    }

    /// The rules that the program carries and those of more packs, each a name
    /// and its TOML.
    ///
    /// # Errors
    ///
    /// When a pack is not well formed, or takes a code or name twice.
    pub fn with(added: Vec<(String, String)>) -> Result<Self, PackError> {
        let pack = |(name, text)| Pack { name, text, lists: Vec::new() };
        Self::with_packs(added.into_iter().map(pack).collect())
    }

    /// The same with packs that have lists of words beside them.
    ///
    /// # Errors
    ///
    /// When a pack is not well formed, or takes a code or name twice.
    pub fn with_packs(added: Vec<Pack>) -> Result<Self, PackError> {
        let mut rules = Vec::new();
        let mut headings = FxHashMap::default();
        let own = built_in::PACKS.iter().map(|(name, text)| (*name, *text, &[][..]));
        let more = added.iter().map(|it| (it.name.as_str(), it.text.as_str(), &it.lists[..]));
        for (name, text, lists) in own.chain(more) {
            let first = rules.len();
            let parsed = pack::parse(name, text, lists)?;
            rules.extend(parsed.rules);
            headings.extend(parsed.headings);
            unique(name, &rules, first)?;
        }
        let scanner = Scanner::new(&rules)?;
        Ok(Rules { rules, scanner, added, headings })
    }

    /// The rules, in the order in which they win over each other.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }

    /// The rule of an index, as a [`Hit`] gives it.
    pub fn get(&self, index: usize) -> Option<&Rule> {
        self.rules.get(index)
    }

    /// The index of a rule by code or name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.rules.iter().position(|it| it.name == name || it.code.eq_ignore_ascii_case(name))
    }

    /// The index of the rule for whatever lies in a layer.
    pub fn of_layer(&self, layer: Layer) -> Option<usize> {
        let holds = |it: &Rule| matches!(&it.look, Look::Layers(layers) if layers.contains(&layer));
        self.rules.iter().position(holds)
    }

    /// The kind of a column by its heading: by those of the user's own first.
    pub(crate) fn kind_of(&self, heading: &str) -> Option<Kind> {
        let own = || self.headings.get(&normalised(heading)).copied();
        let is_asked = !self.headings.is_empty();
        is_asked.then(own).flatten().or_else(|| Kind::of(heading))
    }

    /// What a heading says for the texts below it, to be asked once a column.
    pub fn heading(&self, heading: &str) -> Heading {
        self.scanner.heading(heading, &self.rules)
    }

    /// Adds to `hits` where rules for patterns and phrases are met in a text,
    /// in the order of the text, no two over the same bytes; gives what that rests on.
    pub fn scan(&self, text: &str, heading: &Heading, hits: &mut Vec<Hit>) -> Basis {
        let Some(plain) = Plain::of(text) else {
            return self.scanner.scan(text, heading, &self.rules, hits);
        };
        let first = hits.len();
        let basis = self.scanner.scan(plain.text(), heading, &self.rules, hits);
        for hit in &mut hits[first..] {
            hit.span = plain.origin(&hit.span);
        }
        basis
    }

    /// What tells this set of rules from any other: the hash of all packs and
    /// vocabularies.
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let added = self.added.iter().map(|it| (it.name.as_str(), it.text.as_str()));
        let lists = self.added.iter().flat_map(|it| &it.lists);
        let lists = lists.map(|(name, text)| (name.as_str(), text.as_str()));
        let files = built_in::PACKS.iter().chain(built_in::LISTS).copied();
        for (name, text) in files.chain(added).chain(lists) {
            for bytes in [name.as_bytes(), text.as_bytes()] {
                hasher.update(&(bytes.len() as u64).to_le_bytes());
                hasher.update(bytes);
            }
        }
        format!("blake3:{}", hasher.finalize().to_hex())
    }
}

/// Refuses a code or a name that an earlier rule has taken.
fn unique(pack: &str, rules: &[Rule], first: usize) -> Result<(), PackError> {
    let (earlier, new) = rules.split_at(first);
    let names = |rule: &'_ Rule| [rule.code.clone(), rule.name.clone()];
    let mut taken: HashSet<String> = earlier.iter().flat_map(names).collect();
    for rule in new {
        if names(rule).into_iter().any(|name| !taken.insert(name)) {
            return Err(pack::refused(pack, &rule.code, "its code or name is taken"));
        }
    }
    Ok(())
}
