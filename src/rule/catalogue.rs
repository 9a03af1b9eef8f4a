//! Every rule of a run, built in and added, ready to scan.

use std::collections::HashSet;

use super::plain::Plain;
use super::scan::Scanner;
use super::{Hit, Look, PackError, Rule, built_in, pack};
use crate::document::Layer;

pub use super::scan::{Basis, Heading};

/// Every rule of a run.
#[derive(Debug)]
pub struct Rules {
    rules: Vec<Rule>,
    scanner: Scanner,
    added: Vec<(String, String)>,
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
        let mut rules = Vec::new();
        let more = added.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        for (name, text) in built_in::PACKS.iter().copied().chain(more) {
            let first = rules.len();
            rules.extend(pack::parse(name, text)?);
            unique(name, &rules, first)?;
        }
        let scanner = Scanner::new(&rules)?;
        Ok(Rules { rules, scanner, added })
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
        let added = self.added.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let files = built_in::PACKS.iter().chain(built_in::LISTS).copied();
        for (name, text) in files.chain(added) {
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
