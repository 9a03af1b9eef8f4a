//! What is kept of a table when it has been judged, so that the tables of a whole
//! release can be put side by side: hashes and no values.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::engine::Engine;
use super::profile::{Area, Profile};
use crate::document::{Kind, Layer, Reason};
use crate::finding::{Checked, Finding, Fingerprint};
use crate::rule::{Key, Named, Role, Sketch, may_be_shown};

/// Traces kept of an artefact; what comes after is not put beside others, which
/// is a gap.
const MOST_TRACES: usize = 1_000;

/// Hashes kept of an artefact that has been read.
const MOST_HASHES: usize = 1 << 18;

/// The fewest hashes that are kept of a column.
const FEWEST_HASHES: usize = 256;

/// Columns of a table whose order is kept.
const MOST_COLUMNS: usize = 64;

/// Runs of words that are kept of an artefact.
const MOST_RUNS: usize = 1 << 10;

/// Words of a run by which two texts are compared.
const RUN: usize = 4;

/// What stands for a redaction in a text.
const REDACTED: &[&str] = &[
    "[redacted",
    "[Redacted",
    "[REDACTED",
    "(redacted",
    "(Redacted",
    "██",
    "■■",
    "XXXXX",
    "xxxxx",
];

/// A checked artefact and what is kept to put it beside others.
pub(super) struct Row {
    pub(super) checked: Checked,
    pub(super) traces: Traces,
}

/// What is kept of an artefact.
#[derive(Default)]
pub(super) struct Traces {
    pub(super) list: Vec<Trace>,
    /// Its text that everyone sees.
    pub(super) text: Shown,
    /// The bytes of all that everyone sees, cells too.
    pub(super) seen: u64,
    /// Its name, without the folders above the release.
    pub(super) name: String,
    /// The hash of its bytes.
    pub(super) hash: [u8; 32],
    /// Whether there were more than are kept.
    pub(super) is_full: bool,
}

/// A text that everyone sees, as far as it is put beside others.
#[derive(Default)]
pub(super) struct Shown {
    /// Its runs of words.
    pub(super) runs: Sketch,
    /// How many redactions it shows.
    pub(super) blanks: u64,
    /// The bytes that were taken.
    bytes: usize,
}

/// Bytes of a text that are put beside others: a version is told by its beginning.
const MOST_BYTES: usize = 1 << 20;

impl Shown {
    /// Takes in a paragraph.
    pub(super) fn take(&mut self, text: &str) {
        let room = MOST_BYTES.saturating_sub(self.bytes);
        let text = &text[..text.floor_char_boundary(room.min(text.len()))];
        self.bytes += text.len();
        self.blanks += REDACTED.iter().map(|it| text.matches(it).count() as u64).sum::<u64>();
        let letters = |it: char| !it.is_alphanumeric();
        let mut run = [0; RUN];
        for (number, word) in (1..).zip(text.split(letters).filter(|it| !it.is_empty())) {
            run.rotate_left(1);
            run[RUN - 1] = FxBuildHasher.hash_one(word);
            if number >= RUN {
                self.runs.add(FxBuildHasher.hash_one(run));
            }
        }
    }
}

/// What is kept of one layer of a container.
pub(super) struct Trace {
    pub(super) layer: Layer,
    /// The container as reports show it.
    pub(super) container: Option<String>,
    /// The finding that the place is hidden.
    pub(super) place: Option<Fingerprint>,
    /// Whether the table names people.
    pub(super) is_named: bool,
    /// What it says of people that is theirs alone.
    pub(super) says: Vec<Kind>,
    pub(super) joining: Vec<Joining>,
    pub(super) orders: Vec<Order>,
    pub(super) people: Named,
    /// A sum over all its texts.
    pub(super) sum: u64,
}

/// A column that may join its table to others, or the numbers of a text.
pub(super) struct Joining {
    pub(super) key: Key,
    pub(super) is_named: bool,
    /// The column, from 1; 0 in a text.
    pub(super) column: u32,
    pub(super) heading: Option<String>,
    pub(super) location: String,
    pub(super) values: Sketch,
}

/// The values of a column in their order.
#[derive(Clone, Copy, Eq, Hash, PartialEq)]
pub(super) struct Order {
    pub(super) column: u32,
    pub(super) count: u64,
    pub(super) order: u64,
}

impl Traces {
    /// Keeps what a table may be put beside others by.
    pub(super) fn take(&mut self, profile: &Profile, findings: &[Finding], engine: &Engine) {
        for area in &profile.areas {
            let place = engine.index.of_layer(area.layer).and_then(|rule| {
                findings.iter().find(|it| it.rule == rule && it.layer == area.layer)
            });
            let trace = Trace::of(profile, area, place.map(|it| it.fingerprint.clone()));
            if trace.tells() {
                self.keep(trace);
            }
        }
    }

    fn keep(&mut self, trace: Trace) {
        if self.list.len() < MOST_TRACES {
            self.list.push(trace);
        } else {
            self.is_full = true;
        }
    }

    /// The limit that was reached.
    pub(super) fn limit(&self) -> Option<Reason> {
        let unit = "tables compared with the other files";
        self.is_full.then_some(Reason::TooLarge { limit: MOST_TRACES as u64, unit })
    }

    /// Lets go of what is too much to be kept until the last artefact is read.
    pub(super) fn shrink(&mut self) {
        self.text.runs.shrink(MOST_RUNS);
        let mut most = MOST_HASHES;
        while most > FEWEST_HASHES && self.hashes() > MOST_HASHES {
            most /= 2;
            self.shrink_to(most);
        }
    }

    /// Keeps no more than so many hashes of each column.
    pub(super) fn shrink_to(&mut self, most: usize) {
        for trace in &mut self.list {
            trace.people.shrink(most);
            trace.joining.iter_mut().for_each(|it| it.values.shrink(most));
        }
    }

    /// How many hashes that are.
    pub(super) fn hashes(&self) -> usize {
        let of = |it: &Trace| {
            2 * it.people.people().len()
                + it.joining.iter().map(|it| it.values.len()).sum::<usize>()
        };
        self.list.iter().map(of).sum()
    }
}

impl Trace {
    fn of(profile: &Profile, area: &Area, place: Option<Fingerprint>) -> Trace {
        let is_named = profile.table.names();
        let says = says(profile, area.layer);
        let orders =
            if is_named || !says.is_empty() { orders(profile, area.layer) } else { vec![] };
        let mut joining: Vec<Joining> = joining(profile, area, is_named);
        joining.extend(mentioned(profile, area));
        Trace {
            layer: area.layer,
            container: Some(profile.shown.clone()).filter(|name| !name.is_empty()),
            place,
            is_named,
            says,
            joining,
            orders,
            people: people(profile, area),
            sum: area.cells.sum.wrapping_add(area.texts.sum),
        }
    }

    /// Whether there is anything to put beside others.
    fn tells(&self) -> bool {
        !(self.joining.is_empty() && self.orders.is_empty() && self.people.is_empty())
    }
}

/// The role of a column by what it turned out to hold.
fn role(profile: &Profile, number: u32, kind: Option<Kind>) -> Role {
    Role::of(kind, profile.headings.of(number).unwrap_or_default())
}

/// What a layer of a table says of people that is theirs alone. Numbers below such
/// a heading count people, unless it is a sum of money or a number of years.
fn says(profile: &Profile, layer: Layer) -> Vec<Kind> {
    let theirs = profile.table.columns(layer).filter_map(|(_, kind, column)| match kind? {
        kind @ (Kind::Age | Kind::Pay | Kind::DateOfBirth | Kind::Address | Kind::Postcode) => {
            Some(kind)
        }
        kind @ (Kind::Equality | Kind::Absence | Kind::Misconduct | Kind::Offence) => {
            (!column.is_numeric()).then_some(kind)
        }
        _ => None,
    });
    let mut says: Vec<Kind> = theirs.collect();
    says.sort_unstable();
    says.dedup();
    says
}

fn joining(profile: &Profile, area: &Area, is_named: bool) -> Vec<Joining> {
    let columns = profile.table.columns(area.layer).filter_map(|(number, kind, column)| {
        let Role::Joins(key) = role(profile, number, kind) else { return None };
        let heading = profile.headings.of(number).filter(|it| may_be_shown(it));
        Some(Joining {
            key,
            is_named,
            column: number,
            heading: heading.map(str::to_owned),
            location: profile.location(&area.column(number)),
            values: column.sketch()?.clone(),
        })
    });
    columns.collect()
}

/// The numbers that the texts of a layer mention, with a name and without.
fn mentioned(profile: &Profile, area: &Area) -> Vec<Joining> {
    let Some(mention) = profile.mentions.of(area.layer) else { return Vec::new() };
    let mut alone = Sketch::default();
    mention.numbers.iter().filter(|it| !mention.named.has(*it)).for_each(|it| alone.add(it));
    let of = |values: Sketch, is_named| Joining {
        key: Key::Staff,
        is_named,
        column: 0,
        heading: None,
        location: profile.location(&mention.extent),
        values,
    };
    let both = [of(alone, false), of(mention.named.clone(), true)];
    both.into_iter().filter(|it| it.values.len() > 0).collect()
}

fn orders(profile: &Profile, layer: Layer) -> Vec<Order> {
    let columns = profile.table.columns(layer).filter_map(|(number, _, column)| {
        Some(Order { column: number, count: column.filled(), order: column.order()? })
    });
    columns.take(MOST_COLUMNS).collect()
}

/// The people that a layer names, in columns and in texts.
fn people(profile: &Profile, area: &Area) -> Named {
    let mut all = area.named.clone();
    if let Some(mention) = profile.mentions.of(area.layer) {
        all.join(&mention.people);
    }
    all
}
