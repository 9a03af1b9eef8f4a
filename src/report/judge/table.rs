//! What a table gives away as a whole: counts so low that they tell of a person,
//! withheld ones that the totals give away, rows that each tell of one person.

use super::{Draft, Judge};
use crate::document::{Extent, Kind, Layer, Place, normalised};
use crate::finding::Finding;
use crate::report::profile::{Area, Profile};
use crate::report::words;
use crate::rule::{Cell, Listing, Role, is_total};

/// Different facts that together tell of one person.
const ENOUGH_FACTS: usize = 3;

/// Rows below which a table is an example.
const ENOUGH_ROWS: u64 = 3;

/// The percentage of rows with a twin that takes a table with a column of numbers
/// for one of records: in a table of counts no two rows are alike.
const TWINS: u64 = 10;

/// Words of headings under which rows are added up.
const ADDED_UP: &[&str] = &[
    "count",
    "counts",
    "number",
    "no",
    "total",
    "headcount",
    "fte",
    "volume",
    "frequency",
    "cases",
    "incidents",
    "percentage",
    "percent",
    "rate",
    "average",
    "mean",
    "median",
    "value",
    "sum",
    "n",
];

/// Words of headings of numbers that count nothing.
const NO_COUNTS: &[&str] = &[
    "code",
    "codes",
    "id",
    "ref",
    "reference",
    "key",
    "score",
    "rating",
    "level",
    "order",
    "version",
    "week",
    "month",
    "quarter",
    "day",
    "days",
    "date",
    "year",
    "years",
    "hour",
    "hours",
    "minutes",
    "rate",
    "ratio",
    "average",
    "mean",
    "median",
    "index",
    "serial",
    "page",
    "question",
    "table",
];

impl Judge<'_> {
    /// The findings of a table as a whole. One that lists people says so itself.
    pub(super) fn of_the_table(
        &self,
        profile: &Profile,
        area: &Area,
        listing: Option<&Listing>,
    ) -> Vec<Finding> {
        if listing.is_some() || area.rows == 0 {
            return Vec::new();
        }
        let counts = [self.of_derivable(profile, area), self.of_small(profile, area)];
        counts.into_iter().chain([self.of_singles(profile, area)]).flatten().collect()
    }

    /// Withheld counts that the others give away.
    fn of_derivable(&self, profile: &Profile, area: &Area) -> Option<Finding> {
        let rule = self.engine.index.whole("derivable-number")?.0;
        let heading = |column| profile.headings.of(column).unwrap_or_default();
        let cells = (area.layer == Layer::Body)
            .then(|| profile.counts.derivable(|column| is_total(heading(column))))?;
        self.of_cells(profile, area, rule, &cells, words::of_derivable)
    }

    /// Counts below five in a table about people.
    fn of_small(&self, profile: &Profile, area: &Area) -> Option<Finding> {
        let (rule, near) = self.engine.index.whole("small-number")?;
        if area.layer != Layer::Body || !is_about_people(profile, near) {
            return None;
        }
        let typed: Vec<u32> = profile.table.typed(area.layer).iter().map(|it| it.number).collect();
        let heading = |column| profile.headings.of(column).unwrap_or_default();
        let cells = profile
            .counts
            .small(|column| !typed.contains(&column) && !has_word(heading(column), NO_COUNTS));
        self.of_cells(profile, area, rule, &cells, words::of_small)
    }

    fn of_cells(
        &self,
        profile: &Profile,
        area: &Area,
        rule: usize,
        cells: &[Cell],
        message: fn(u64) -> String,
    ) -> Option<Finding> {
        let first = cells.first()?;
        let mut extent = Extent::default();
        for cell in cells {
            extent.add(Place::Cell { row: cell.row, column: cell.column });
        }
        let is_one_column = cells.iter().all(|cell| cell.column == first.column);
        let count = cells.len() as u64;
        let draft = Draft {
            rule,
            severity: self.severity(rule, area.layer),
            layer: area.layer,
            extent: &extent,
            column: if is_one_column { first.column } else { 0 },
            count,
            samples: &[],
            sum: cells.iter().fold(0, |sum, cell| sum.wrapping_add(cell.sum())),
            message: message(count),
        };
        Some(self.finding(profile, draft))
    }

    /// Rows that no other is like, by what they say of a person.
    fn of_singles(&self, profile: &Profile, area: &Area) -> Option<Finding> {
        let rule = self.engine.index.whole("singled-out")?.0;
        let (rows, alone) = (area.singles.rows(), area.singles.alone());
        let facts = facts(profile, area.layer);
        if alone == 0 || rows < ENOUGH_ROWS || facts.len() < ENOUGH_FACTS {
            return None;
        }
        if is_added_up(profile, area.layer) && 100 * (rows - alone.min(rows)) < TWINS * rows {
            return None;
        }
        let draft = Draft {
            rule,
            severity: self.severity(rule, area.layer),
            layer: area.layer,
            extent: &area.extent(),
            column: 0,
            count: alone,
            samples: &[],
            sum: area.cells.sum,
            message: words::of_singles(alone, rows, &facts),
        };
        Some(self.finding(profile, draft))
    }
}

/// What the rows of a layer say of a person, each kind once; nothing where they
/// say only where something is.
fn facts(profile: &Profile, layer: Layer) -> Vec<Kind> {
    let narrowing = |kind: &Kind| Role::of(Some(*kind), "") == Role::Narrows;
    let mut kinds: Vec<Kind> =
        profile.table.typed(layer).iter().map(|it| it.kind).filter(narrowing).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let of_a_person =
        |kind: &Kind| matches!(kind, Kind::Rank | Kind::Age | Kind::DateOfBirth | Kind::Equality);
    if kinds.iter().any(of_a_person) { kinds } else { Vec::new() }
}

/// Whether the rows are groups rather than people: a column counts them.
fn is_added_up(profile: &Profile, layer: Layer) -> bool {
    profile.table.columns(layer).any(|(number, kind, column)| {
        let counts = has_word(profile.headings.of(number).unwrap_or_default(), ADDED_UP);
        column.is_numeric() && kind.is_none() || counts && column.is_numeric()
    })
}

/// Whether a heading has one of some words.
fn has_word(heading: &str, words: &[&str]) -> bool {
    normalised(heading).split(' ').any(|word| words.contains(&word))
}

/// Whether a table is about people, by its headings.
fn is_about_people(profile: &Profile, near: &[String]) -> bool {
    let near: Vec<&str> = near.iter().map(String::as_str).collect();
    let is_about = |kind: Kind| {
        let fact = Role::of(Some(kind), "") == Role::Narrows;
        let sensitive = matches!(kind, Kind::Absence | Kind::Misconduct | Kind::Offence);
        fact && !matches!(kind, Kind::Location | Kind::Unit | Kind::Postcode) || sensitive
    };
    profile
        .headings
        .iter()
        .any(|(_, text)| Kind::of(text).is_some_and(is_about) || has_word(text, &near))
}
