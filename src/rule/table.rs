//! Says of a table whether it lists people, and what it says of them.

mod beside;

use std::collections::BTreeMap;

use super::Combination;
use super::column::{Column, Ground};
use super::role::{Role, number_key};
use super::value::Traits;
use crate::document::{Headings, Kind, Layer, normalised};
use beside::{Heading, Row};

/// Columns that are profiled; no spreadsheet program has more (ECMA-376 part 1,
/// 18.3.1.4: XFD). What lies beyond is searched all the same.
const WIDEST: usize = 16_384;

/// The columns of a container, each layer for itself, under common headings.
#[derive(Debug, Default)]
pub(crate) struct Table {
    kinds: Vec<Option<Kind>>,
    headed: Vec<Heading>,
    roles: Vec<Role>,
    layers: BTreeMap<Layer, Vec<Column>>,
}

/// A column and what it holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Typed {
    /// Its number, from 1.
    pub(crate) number: u32,
    pub(crate) kind: Kind,
    /// What the kind rests on.
    pub(crate) ground: Ground,
    /// How many values it has.
    pub(crate) filled: u64,
}

/// A list of people.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Listing {
    /// How many people.
    pub(crate) people: u64,
    /// What it says of them, in the order of [`Kind`].
    pub(crate) kinds: Vec<Kind>,
    /// Those of the kinds that headings alone say, or values alone.
    pub(crate) by_heading: Vec<Kind>,
    pub(crate) by_values: Vec<Kind>,
}

impl Table {
    /// Takes in the headings, and what each says of its column.
    pub(crate) fn head(&mut self, headings: &Headings, kind_of: &dyn Fn(&str) -> Option<Kind>) {
        for (column, text) in headings.iter() {
            let index = column as usize - 1;
            if index >= WIDEST {
                break;
            }
            if self.kinds.len() <= index {
                self.kinds.resize(index + 1, None);
                self.headed.resize(index + 1, Heading::Absent);
                self.roles.resize(index + 1, Role::Nothing);
            }
            self.kinds[index] = kind_of(text);
            self.headed[index] = Heading::of(&normalised(text));
            self.roles[index] = Role::of(self.kinds[index], text);
        }
        if headings.iter().any(|(_, text)| is_of_animals(text)) {
            self.name_animals(headings);
        }
    }

    /// Takes a bare "name" for that of an animal, unless whole names of people stand below.
    fn name_animals(&mut self, headings: &Headings) {
        for (column, _) in headings.iter().filter(|(_, text)| normalised(text) == "name") {
            let index = column as usize - 1;
            if let Some(kind) = self.kinds.get_mut(index) {
                *kind = Some(Kind::FreeText);
                self.roles[index] = Role::of(*kind, "");
            }
        }
    }

    /// Whether the rows of the table tell of people whom no column names.
    pub(crate) fn narrows(&self) -> bool {
        let narrowing = self.roles.iter().filter(|role| **role == Role::Narrows).count();
        narrowing > 1 && !self.roles.iter().any(|role| role.names())
    }

    /// What the heading of a column, from 1, says that it does.
    pub(crate) fn role(&self, column: u32) -> Role {
        let index = (column as usize).checked_sub(1);
        index.and_then(|it| self.roles.get(it)).copied().unwrap_or_default()
    }

    /// What the heading of a column, from 1, says of it.
    pub(crate) fn headed(&self, column: u32) -> Option<Kind> {
        *self.kinds.get((column as usize).checked_sub(1)?)?
    }

    /// What a value does in a column, by its heading, or else by itself.
    pub(crate) fn role_of(&self, column: u32, traits: Traits) -> Role {
        match (self.headed(column), self.role(column)) {
            (None, Role::Nothing) => Role::of_value(traits),
            (_, role) => role,
        }
    }

    /// Takes in a value of a column, from 1, by its role, its traits and its hash.
    pub(crate) fn add(
        &mut self,
        layer: Layer,
        column: u32,
        (role, text, traits, hash): (Role, &str, Traits, u64),
    ) {
        let Some(index) = (column as usize).checked_sub(1).filter(|it| *it < WIDEST) else {
            return;
        };
        let columns = self.layers.entry(layer).or_default();
        if columns.len() <= index {
            columns.resize_with(index + 1, Column::default);
        }
        columns[index].add(traits, hash);
        let key = if let Role::Joins(_) = role { number_key(text) } else { None };
        columns[index].compare(traits, key, hash);
    }

    /// The columns of a layer that hold something, with what they hold.
    pub(crate) fn columns(
        &self,
        layer: Layer,
    ) -> impl Iterator<Item = (u32, Option<Kind>, &Column)> {
        let columns = self.layers.get(&layer).map_or(&[][..], Vec::as_slice);
        let mut kinds = vec![None; columns.len()];
        for typed in self.typed(layer) {
            kinds[typed.number as usize - 1] = Some(typed.kind);
        }
        let all =
            (1..).zip(kinds).zip(columns).map(|((number, kind), column)| (number, kind, column));
        all.filter(|(.., column)| column.filled() > 0)
    }

    /// Whether a column of any layer names people.
    pub(crate) fn names(&self) -> bool {
        let kinds = self.layers.keys().flat_map(|layer| self.typed(*layer));
        kinds.map(|it| it.kind).any(|kind| Role::of(Some(kind), "").names())
    }

    /// How many values a column of a layer has.
    pub(crate) fn filled(&self, layer: Layer, column: u32) -> u64 {
        let index = (column as usize).checked_sub(1);
        let columns = self.layers.get(&layer);
        index.and_then(|it| columns?.get(it)).map_or(0, Column::filled)
    }

    /// A sum over the values of a column of a layer that does not depend on their order.
    pub(crate) fn sum(&self, layer: Layer, column: u32) -> u64 {
        let index = (column as usize).checked_sub(1);
        let columns = self.layers.get(&layer);
        index.and_then(|it| columns?.get(it)).map_or(0, Column::sum)
    }

    /// What a layer's columns hold, those left out of which nothing is known.
    pub(crate) fn typed(&self, layer: Layer) -> Vec<Typed> {
        let columns = self.layers.get(&layer).map_or(&[][..], Vec::as_slice);
        let typed = |(number, column): (u32, &Column)| {
            let (kind, ground) = column.kind(self.headed(number))?;
            Some(Typed { number, kind, ground, filled: column.filled() })
        };
        let mut all: Vec<Option<Typed>> = (1..).zip(columns).map(typed).collect();
        let mut headed = self.headed.clone();
        headed.resize(columns.len(), Heading::Absent);
        beside::settle(&mut Row { columns, headed: &headed, typed: &mut all });
        all.into_iter().flatten().collect()
    }

    /// The columns of a layer of which nothing is known, and how many values each has.
    #[allow(dead_code)] // its reader is examples/columns.rs
    pub(crate) fn untyped(&self, layer: Layer) -> Vec<(u32, u64)> {
        let typed = self.typed(layer);
        let columns = self.layers.get(&layer).map_or(&[][..], Vec::as_slice);
        let open = |number: u32| !typed.iter().any(|it| it.number == number);
        (1..).zip(columns).filter(|it| open(it.0)).map(|it| (it.0, it.1.filled())).collect()
    }

    /// The people that a layer lists, if its columns make one of the
    /// combinations. Hidden columns are read together with the seen ones: an
    /// address belongs to the name beside it.
    pub(crate) fn listing(&self, layer: Layer, combinations: &[Combination]) -> Option<Listing> {
        let own = self.typed(layer);
        if own.is_empty() {
            return None;
        }
        let beside = matches!(layer, Layer::HiddenColumn | Layer::ZeroSize).then_some(Layer::Body);
        let mut all = own.clone();
        all.extend(beside.into_iter().flat_map(|it| self.typed(it)));
        let people = combinations.iter().filter_map(|it| people(it, &all)).max()?;
        let only = |ground| {
            let others = |kind: &Kind| own.iter().any(|it| it.kind == *kind && it.ground != ground);
            let mut alone = kinds(&own, |it| it.ground == ground);
            alone.retain(|kind| !others(kind));
            alone
        };
        let (by_heading, by_values) = (only(Ground::Heading), only(Ground::Values));
        let kinds = kinds(&own, |_| true);
        Some(Listing { people, kinds, by_heading, by_values })
    }
}

/// Whether a heading tells of animals.
fn is_of_animals(heading: &str) -> bool {
    matches!(normalised(heading).as_str(), "breed" | "breed of dog" | "species" | "sire" | "dam")
}

/// The kinds of columns, each once, in their order.
fn kinds(columns: &[Typed], test: impl Fn(&Typed) -> bool) -> Vec<Kind> {
    let told = columns.iter().filter(|it| it.kind != Kind::Thing && test(it));
    let mut kinds: Vec<Kind> = told.map(|it| it.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// How many people columns of these kinds list under a combination.
fn people(combination: &Combination, columns: &[Typed]) -> Option<u64> {
    let has = |kind: &&Kind| columns.iter().any(|it| it.kind == **kind);
    let said = combination.with.iter().filter(has).count();
    if said < combination.least || combination.without.iter().any(|kind| has(&kind)) {
        return None;
    }
    let who = columns.iter().filter(|it| combination.who.contains(&it.kind));
    who.map(|it| it.filled).max()
}
