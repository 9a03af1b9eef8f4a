//! What is counted of a container while it streams by: nothing of it is kept
//! but counts, a few samples and column profiles.

use rustc_hash::FxHashMap;

use super::engine::Engine;
use super::look::Under;
use super::mention::Mentions;
use super::tally::{Tally, hash};
use crate::document::{Container, Extent, Fragment, Headings, Layer, Place, Shape};
use crate::finding::{Reveal, label};
use crate::rule::{
    Counts, Heading, Hit, Homes, Named, Role, Rules, Singles, Table, Traits, spread,
};

/// What is counted of the open container.
#[derive(Default)]
pub(super) struct Profile {
    pub(super) name: String,
    /// The name as reports show it: masked where it may tell of a person.
    pub(super) shown: String,
    /// Leave to name places in clear.
    leave: Option<Reveal>,
    pub(super) layer: Option<Layer>,
    pub(super) shape: Option<Shape>,
    pub(super) remark: Option<String>,
    pub(super) headings: Headings,
    /// What each heading says to the rules, by column from 1.
    vouchers: Vec<Heading>,
    /// What each heading adds to the values below it, by column from 1.
    salts: Vec<u64>,
    /// What stands in for a column without a heading.
    no_heading: Heading,
    pub(super) table: Table,
    /// Whether rows are told apart, because no column names people.
    narrows: bool,
    /// The figures that everyone sees.
    pub(super) counts: Counts,
    /// People and numbers that the texts mention.
    pub(super) mentions: Mentions,
    /// The addresses of recipients.
    pub(super) homes: Homes,
    pub(super) areas: Vec<Area>,
    /// Cells of a hidden sheet that stay hidden when it is shown, by what hides
    /// them.
    pub(super) within: Vec<(Layer, Tally)>,
    /// Names of people who are allowed.
    pub(super) allowed: usize,
    /// Hits by rule, layer and column, the column 0 outside of a table.
    pub(super) hits: FxHashMap<(usize, Layer, u32), Tally>,
}

impl Profile {
    /// An empty profile of what lies in no container.
    pub(super) fn nameless(leave: Option<Reveal>) -> Self {
        Profile { leave, ..Profile::default() }
    }

    /// An empty profile of a container.
    pub(super) fn of(container: &Container<'_>, leave: Option<Reveal>) -> Self {
        Profile {
            name: container.name.to_owned(),
            shown: label(container.name, leave),
            leave,
            layer: Some(container.layer),
            shape: Some(container.shape),
            remark: container.remark.map(str::to_owned),
            ..Profile::default()
        }
    }

    /// An empty profile of another table in the same container.
    pub(super) fn next_table(&self) -> Self {
        Profile {
            name: self.name.clone(),
            shown: self.shown.clone(),
            leave: self.leave,
            layer: self.layer,
            shape: self.shape,
            remark: self.remark.clone(),
            ..Profile::default()
        }
    }

    /// A place of it in words, as reports show it.
    pub(super) fn location(&self, extent: &Extent) -> String {
        extent.location_as(&self.shown, |name| label(name, self.leave))
    }

    /// Takes in the headings of the table.
    pub(super) fn head(&mut self, headings: &Headings, rules: &Rules) {
        let last = headings.iter().map(|(column, _)| column).max().unwrap_or(0);
        let voucher = |column| headings.of(column).map(|text| rules.heading(text));
        self.vouchers = (0..=last).map(|it| voucher(it).unwrap_or_default()).collect();
        let salt = |column: u32| headings.of(column).map_or(column.into(), hash);
        self.salts = (0..=last).map(salt).collect();
        self.table.head(headings, &|text| rules.kind_of(text));
        self.narrows = self.table.narrows();
        self.headings = headings.clone();
    }

    /// The column of a cell.
    pub(super) fn under(&self, column: u32) -> Under<'_> {
        let heading = self.vouchers.get(column as usize).unwrap_or(&self.no_heading);
        Under { column, heading, kind: self.table.headed(column) }
    }

    /// Takes in a cell below the headings, by what its value looks like.
    pub(super) fn add_cell(
        &mut self,
        layer: Layer,
        text: &str,
        (row, column): (u32, u32),
        traits: Traits,
    ) {
        let role = self.table.role_of(column, traits);
        let narrows = self.narrows && role == Role::Narrows;
        let salt = self.salts.get(column as usize).copied().unwrap_or_else(|| column.into());
        let area = self.area(layer);
        if area.last_row != row {
            area.end_row();
            (area.rows, area.last_row) = (area.rows + 1, row);
        }
        let hash = area.cells.add(text, Place::Cell { row, column });
        area.row_sum = area.row_sum.wrapping_add(spread(hash ^ salt));
        match role {
            Role::Narrows if narrows => area.singles.add((row, column), hash),
            Role::Names(kind) if !traits.is_blank() => area.named.add_cell(kind, text, row),
            _ => {}
        }
        if layer == Layer::Body {
            self.counts.add(text, (row, column));
        }
        self.table.add(layer, column, (role, text, traits, hash));
    }

    /// Takes in a text that is no cell of a column.
    pub(super) fn add_text(&mut self, layer: Layer, text: &str, place: Place<'_>) {
        if layer == Layer::Recipients {
            self.homes.add(text);
        }
        let area = self.area(layer);
        area.texts.add(text, place);
        area.holds |= holds_something(layer, text, place);
    }

    /// Takes note of a person or a number that a text mentions. Columns of numbers
    /// are compared as a whole.
    pub(super) fn take_mention(
        &mut self,
        engine: &Engine,
        fragment: &Fragment<'_>,
        hit: &Hit,
        (column, place): (u32, Place<'_>),
    ) {
        if engine.index.finds_people(hit.rule) {
            self.mentions.add_person(fragment.layer, fragment.text, &hit.span);
        } else if engine.index.finds_numbers(hit.rule)
            && self.table.role(column) == Role::Nothing
            && let Some(number) = fragment.text.get(hit.span.clone())
        {
            self.mentions.add_number(fragment.layer, number, place);
        }
    }

    /// Takes note that a cell stays hidden when its sheet is shown.
    pub(super) fn add_within(&mut self, layer: Layer, text: &str, place: Place<'_>) {
        let index = self.within.iter().position(|it| it.0 == layer).unwrap_or_else(|| {
            self.within.push((layer, Tally::default()));
            self.within.len() - 1
        });
        self.within[index].1.add(text, place);
    }

    /// Takes in a place where a rule is met.
    pub(super) fn add_hit(&mut self, key: (usize, Layer, u32), text: &str, place: Place<'_>) {
        self.hits.entry(key).or_default().add(text, place);
    }

    /// Counts the last row of each layer.
    pub(super) fn end(&mut self) {
        for area in &mut self.areas {
            area.singles.end_row();
            area.named.end_row();
            area.end_row();
        }
    }

    /// The area of a layer; the layers of a container are few.
    fn area(&mut self, layer: Layer) -> &mut Area {
        let index = self.areas.iter().position(|area| area.layer == layer).unwrap_or_else(|| {
            self.areas.push(Area::new(layer));
            self.areas.len() - 1
        });
        &mut self.areas[index]
    }
}

/// What is counted of one layer of a container.
pub(super) struct Area {
    pub(super) layer: Layer,
    /// Texts that are no cells below a heading: paragraphs, titles, headings.
    pub(super) texts: Tally,
    /// Cells below the heading.
    pub(super) cells: Tally,
    /// Rows with something in them, the heading left out.
    pub(super) rows: u64,
    /// Whether a text of it is more than a name or what a filter asks for.
    holds: bool,
    /// Rows that no other is like.
    pub(super) singles: Singles,
    /// The people that its columns name.
    pub(super) named: Named,
    last_row: u32,
    /// A sum over the values of the row at hand, each with its heading.
    row_sum: u64,
    /// A sum over all rows: another when two of them exchange a value.
    rows_sum: u64,
}

impl Area {
    /// How far all of it reaches, headings and titles included.
    pub(super) fn extent(&self) -> Extent {
        self.cells.extent.joined(&self.texts.extent)
    }

    /// The cells of a column, from 1.
    pub(super) fn column(&self, column: u32) -> Extent {
        match self.cells.extent {
            Extent::Cells { rows, .. } => Extent::Cells { rows, columns: (column, column) },
            _ => Extent::Whole,
        }
    }

    fn new(layer: Layer) -> Self {
        let (texts, cells) = (Tally::default(), Tally::default());
        Area {
            layer,
            texts,
            cells,
            rows: 0,
            holds: false,
            singles: Singles::default(),
            named: Named::default(),
            last_row: 0,
            row_sum: 0,
            rows_sum: 0,
        }
    }

    /// Takes in the row that ends.
    fn end_row(&mut self) {
        self.rows_sum = self.rows_sum.wrapping_add(spread(std::mem::take(&mut self.row_sum)));
    }

    /// A sum over all that it holds, whatever the order of rows and columns.
    pub(super) fn sum(&self) -> u64 {
        self.rows_sum.wrapping_add(self.texts.sum)
    }

    /// Whether it holds content of its own.
    pub(super) fn has_content(&self) -> bool {
        self.rows > 0 || self.holds
    }

    /// How much there is: rows of a table, else texts.
    pub(super) fn count(&self) -> u64 {
        if self.rows > 0 { self.rows } else { self.texts.count }
    }

    /// A few of its texts, those below a heading first.
    pub(super) fn samples(&self) -> &[String] {
        if self.cells.count > 0 { &self.cells.samples } else { &self.texts.samples }
    }
}

/// Whether a text that is no cell is content: what a filter asks for is none, nor is a
/// defined name that stands for cells, or for cells that are gone.
fn holds_something(layer: Layer, text: &str, place: Place<'_>) -> bool {
    match layer {
        Layer::FilteredRow => false,
        Layer::DefinedName => place != Place::Named(text) && !is_reference(text),
        _ => true,
    }
}

/// Whether a formula is nothing but references: `Staff!$A$1:$B$9`, `Staff!#REF!`.
fn is_reference(formula: &str) -> bool {
    let leads_on = formula.contains("#REF!") || formula.contains(['!', '$']);
    leads_on && !formula.contains(['"', '{'])
}
