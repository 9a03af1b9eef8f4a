//! Says of a table whether it lists people, and what it says of them.

use std::collections::BTreeMap;

use super::Combination;
use super::column::Column;
use super::role::{Role, number_key};
use super::value::Traits;
use crate::document::{Headings, Kind, Layer};

/// Columns that are profiled; no spreadsheet program has more (ECMA-376 part 1,
/// 18.3.1.4: XFD). What lies beyond is searched all the same.
const WIDEST: usize = 16_384;

/// The columns of a container, each layer for itself, under common headings.
#[derive(Debug, Default)]
pub(crate) struct Table {
    kinds: Vec<Option<Kind>>,
    roles: Vec<Role>,
    layers: BTreeMap<Layer, Vec<Column>>,
}

/// A list of people.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Listing {
    /// How many people.
    pub(crate) people: u64,
    /// What it says of them, in the order of [`Kind`].
    pub(crate) kinds: Vec<Kind>,
}

impl Table {
    /// Takes in the headings.
    pub(crate) fn head(&mut self, headings: &Headings) {
        for (column, text) in headings.iter() {
            let index = column as usize - 1;
            if index >= WIDEST {
                break;
            }
            if self.kinds.len() <= index {
                self.kinds.resize(index + 1, None);
                self.roles.resize(index + 1, Role::Nothing);
            }
            self.kinds[index] = Kind::of(text);
            self.roles[index] = Role::of(self.kinds[index], text);
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
        columns[index].add(traits);
        let key = if let Role::Joins(_) = role { number_key(text) } else { None };
        columns[index].compare(traits, key, hash);
    }

    /// The columns of a layer that hold something, with what they hold.
    pub(crate) fn columns(
        &self,
        layer: Layer,
    ) -> impl Iterator<Item = (u32, Option<Kind>, &Column)> {
        let columns = self.layers.get(&layer).map_or(&[][..], Vec::as_slice);
        let held = (1..).zip(columns).filter(|(_, column)| column.filled() > 0);
        held.map(|(number, column)| (number, column.kind(self.headed(number)), column))
    }

    /// Whether a column of any layer names people.
    pub(crate) fn names(&self) -> bool {
        let kinds = self.layers.keys().flat_map(|layer| self.typed(*layer));
        kinds.map(|(_, kind, _)| kind).any(|kind| Role::of(Some(kind), "").names())
    }

    /// What a layer's columns hold: the number of the column, from 1, and its kind.
    pub(crate) fn typed(&self, layer: Layer) -> impl Iterator<Item = (u32, Kind, &Column)> {
        let columns = self.layers.get(&layer).map_or(&[][..], Vec::as_slice);
        (1..).zip(columns).filter_map(|(number, column)| {
            Some((number, column.kind(self.headed(number))?, column))
        })
    }

    /// The people that a layer lists, if its columns make one of the
    /// combinations. Hidden columns are read together with the seen ones: an
    /// address belongs to the name beside it.
    pub(crate) fn listing(&self, layer: Layer, combinations: &[Combination]) -> Option<Listing> {
        let own: Vec<(Kind, u64)> = self.filled(layer).collect();
        if own.is_empty() {
            return None;
        }
        let beside = matches!(layer, Layer::HiddenColumn | Layer::ZeroSize).then_some(Layer::Body);
        let all: Vec<(Kind, u64)> =
            own.iter().copied().chain(beside.into_iter().flat_map(|it| self.filled(it))).collect();
        let people = combinations.iter().filter_map(|it| people(it, &all)).max()?;
        let mut kinds: Vec<Kind> = own.iter().map(|(kind, _)| *kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        Some(Listing { people, kinds })
    }

    /// The kinds of a layer's columns and how many values each has.
    fn filled(&self, layer: Layer) -> impl Iterator<Item = (Kind, u64)> {
        self.typed(layer).map(|(_, kind, column)| (kind, column.filled()))
    }
}

/// How many people columns of these kinds list under a combination.
fn people(combination: &Combination, columns: &[(Kind, u64)]) -> Option<u64> {
    let has = |kind: &&Kind| columns.iter().any(|(own, _)| own == *kind);
    let said = combination.with.iter().filter(has).count();
    if said < combination.least {
        return None;
    }
    let who = columns.iter().filter(|(kind, _)| combination.who.contains(kind));
    who.map(|(_, filled)| *filled).max()
}
