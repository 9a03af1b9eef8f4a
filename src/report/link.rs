//! Puts the tables and texts of a whole release side by side, once all of it has
//! been read: which of them give away together what none gives away alone.

use rustc_hash::{FxHashMap, FxHashSet};

use super::bulk::bulky;
use super::engine::Engine;
use super::rows::add_gap;
use super::sibling::{siblings, uncompared};
use super::trace::{Joining, Order, Row, Trace, Traces};
use super::words;
use crate::document::{Layer, Sight};
use crate::finding::{Checked, Finding, Fingerprint, Status};
use crate::rule::{Key, Overlap, Severity, Sketch};

/// Tables in which one value is looked up; a copy of a list adds nothing.
const MOST_PLACES: usize = 8;

/// The share of a table's numbers that must have names elsewhere, in percent.
const SHARE: u64 = 30;

/// What it takes where nobody says what a reference is: so many, and this share.
const ENOUGH_REFERENCES: u64 = 5;
const SHARE_OF_REFERENCES: u64 = 50;

/// Rows that must follow each other in the same order.
const ENOUGH_ROWS: u64 = 10;

/// Where a trace is: the artefact and the number of the trace.
type At = (usize, usize);

/// The release as far as it is put side by side.
struct Links<'r> {
    names: Vec<&'r str>,
    traces: Vec<&'r Traces>,
    engine: &'r Engine,
}

/// The artefacts with what they give away together.
pub(super) fn linked(rows: Vec<Row>, engine: &Engine) -> Vec<Checked> {
    let links = Links {
        names: rows.iter().map(|row| row.checked.name.as_str()).collect(),
        traces: rows.iter().map(|row| &row.traces).collect(),
        engine,
    };
    let mut found = links.joins();
    found.extend(links.orders(&found));
    let seen: Vec<Vec<(Fingerprint, String)>> = rows.iter().map(also_seen).collect();
    let mut versions = siblings(&rows, engine);
    versions.extend(bulky(&rows, engine));
    let mut rows = rows;
    for (file, reason) in uncompared(&rows) {
        add_gap(&mut rows[file], reason, engine);
    }
    let mut files: Vec<Checked> = rows.into_iter().map(|row| row.checked).collect();
    for (file, remarks) in files.iter_mut().zip(seen) {
        remarks.iter().for_each(|(place, remark)| add_remark(file, place, remark));
    }
    let found: Vec<(usize, Finding)> =
        found.into_iter().map(|((file, _), finding)| (file, finding)).chain(versions).collect();
    let mut changed: Vec<usize> = found.iter().map(|(file, _)| *file).collect();
    for (file, finding) in found {
        files[file].findings.push(finding);
    }
    changed.sort_unstable();
    changed.dedup();
    changed.into_iter().for_each(|file| engine.arrange(&mut files[file].findings));
    files
}

impl Links<'_> {
    /// Numbers without names that have names elsewhere.
    fn joins(&self) -> Vec<(At, Finding)> {
        let named: Vec<(At, &Joining)> = self.joining().filter(|it| it.1.is_named).collect();
        let index = places(&named);
        let mut found = Vec::new();
        for (at, own) in self.joining().filter(|(_, it)| !it.is_named) {
            if self.trace(at).is_named && own.column > 0 {
                continue;
            }
            let best = best(own, at, &named, &index);
            let says = !self.trace(at).says.is_empty();
            let enough = best.filter(|((_, with), overlap)| match (own.key, with.key) {
                (Key::Other, _) | (_, Key::Other) => says && is_enough_of_references(*overlap),
                _ => is_enough(own, *overlap),
            });
            found.extend(enough.and_then(|((other, with), overlap)| {
                let place = self.place(at, other, with);
                Some((at, self.of_join((at, other), own, overlap, &place)?))
            }));
        }
        found
    }

    /// Tables without names whose rows are in the order of one with names.
    fn orders(&self, joined: &[(At, Finding)]) -> Vec<(At, Finding)> {
        let mut named: FxHashMap<(u64, u64), At> = FxHashMap::default();
        for (at, trace) in self.all().filter(|(_, trace)| trace.is_named) {
            for order in &trace.orders {
                named.entry((order.count, order.order)).or_insert(at);
            }
        }
        let joined: FxHashSet<At> = joined.iter().map(|(at, _)| *at).collect();
        let alone = self.all().filter(|(at, trace)| !trace.is_named && !joined.contains(at));
        alone
            .filter_map(|(at, trace)| {
                let enough = trace.orders.iter().filter(|it| it.count >= ENOUGH_ROWS);
                let find = |order: &Order| named.get(&(order.count, order.order)).copied();
                let (order, other) = enough.filter_map(|it| Some((it, find(it)?))).next()?;
                Some((at, self.of_order(at, order, other)?))
            })
            .collect()
    }

    fn of_join(
        &self,
        (at, other): (At, At),
        own: &Joining,
        overlap: Overlap,
        place: &str,
    ) -> Option<Finding> {
        let trace = self.trace(at);
        let says = if own.column == 0 { &[][..] } else { &trace.says };
        let check = if says.is_empty() { "named-elsewhere" } else { "joins-back" };
        let finding = self.finding((at, other), check, (own.column, overlap.shared))?;
        Some(Finding {
            location: own.location.clone(),
            heading: own.heading.clone(),
            message: words::of_join(overlap, own.key, place, says),
            ..finding
        })
    }

    fn of_order(&self, at: At, order: &Order, other: At) -> Option<Finding> {
        let place = self.container_of(at, other);
        let finding = self.finding((at, other), "same-row-order", (order.column, order.count))?;
        Some(Finding {
            message: words::of_order(order.count, &place, &self.trace(at).says),
            ..finding
        })
    }

    /// A finding of a check, before it has its words.
    /// It is known by all that both tables hold.
    fn finding(
        &self,
        (at, other): (At, At),
        check: &str,
        (column, count): (u32, u64),
    ) -> Option<Finding> {
        let rule = self.engine.index.whole(check)?.0;
        let trace = self.trace(at);
        let found = self.engine.rules.get(rule)?;
        let container = trace.container.clone().unwrap_or_default();
        let traces = self.traces[at.0];
        let parts: [&[u8]; 8] = [
            found.code.as_bytes(),
            trace.layer.name().as_bytes(),
            traces.name.as_bytes(),
            container.as_bytes(),
            &column.to_le_bytes(),
            &count.to_le_bytes(),
            &trace.sum.to_le_bytes(),
            &self.trace(other).sum.to_le_bytes(),
        ];
        Some(Finding {
            rule,
            severity: severity(found.severity, found.hidden, trace.layer),
            layer: trace.layer,
            location: container.clone(),
            container: trace.container.clone(),
            heading: None,
            count,
            samples: Vec::new(),
            message: String::new(),
            fingerprint: self.engine.fingerprint(|| traces.hash, &parts),
            decision: None,
        })
    }

    /// Where the names are, as the file of another trace calls it.
    fn place(&self, from: At, other: At, with: &Joining) -> String {
        let within = match (&with.heading, with.location.is_empty()) {
            (Some(heading), _) => format!(" ({}, under “{heading}”)", with.location),
            (None, false) => format!(" ({})", with.location),
            (None, true) => String::new(),
        };
        format!("{}{within}", self.file(from, other))
    }

    fn container_of(&self, from: At, other: At) -> String {
        match &self.trace(other).container {
            Some(container) => format!("{} ({container})", self.file(from, other)),
            None => self.file(from, other),
        }
    }

    fn file(&self, from: At, other: At) -> String {
        if from.0 == other.0 { "this file".to_owned() } else { self.names[other.0].to_owned() }
    }

    fn trace(&self, at: At) -> &Trace {
        &self.traces[at.0].list[at.1]
    }

    fn all(&self) -> impl Iterator<Item = (At, &Trace)> {
        let of = |(file, traces): (usize, &'_ &Traces)| (file, traces.list.len());
        let counts: Vec<(usize, usize)> = self.traces.iter().enumerate().map(of).collect();
        let each = |(file, count)| (0..count).map(move |number| (file, number));
        counts.into_iter().flat_map(each).map(|at| (at, self.trace(at)))
    }

    fn joining(&self) -> impl Iterator<Item = (At, &Joining)> {
        self.all().flat_map(|(at, trace)| trace.joining.iter().map(move |it| (at, it)))
    }
}

/// The columns of names in which each value stands, by its hash.
fn places(named: &[(At, &Joining)]) -> FxHashMap<u64, Vec<u32>> {
    let mut places: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (number, (_, column)) in (0..).zip(named) {
        for hash in column.values.iter() {
            let own = places.entry(hash).or_default();
            if own.len() < MOST_PLACES {
                own.push(number);
            }
        }
    }
    places
}

/// The place of names that has most of a column's values, and how many.
fn best<'n>(
    own: &Joining,
    at: At,
    named: &[(At, &'n Joining)],
    index: &FxHashMap<u64, Vec<u32>>,
) -> Option<((At, &'n Joining), Overlap)> {
    let mut shared: FxHashMap<u32, u64> = FxHashMap::default();
    for number in own.values.iter().filter_map(|hash| index.get(&hash)).flatten() {
        *shared.entry(*number).or_default() += 1;
    }
    let fits = |number: &u32| {
        let (other, with) = named[*number as usize];
        let is_open = |it: &Joining| it.key == Key::Other && it.column > 0;
        let is_table = own.column > 0 && (is_open(own) || is_open(with));
        (own.key == with.key || is_table) && other != at
    };
    let most = shared.into_iter().filter(|(number, _)| fits(number));
    let (number, _) = most.max_by_key(|(number, count)| (*count, std::cmp::Reverse(*number)))?;
    let (other, with) = named[number as usize];
    Some(((other, with), own.values.in_common(&with.values)))
}

/// Whether so many numbers in common are no accident.
fn is_enough(own: &Joining, overlap: Overlap) -> bool {
    overlap.shared > 0 && (own.column == 0 || overlap.shared * 100 >= overlap.of * SHARE)
}

/// Whether so many references in common are no accident.
fn is_enough_of_references(overlap: Overlap) -> bool {
    overlap.shared >= ENOUGH_REFERENCES && overlap.shared * 100 >= overlap.of * SHARE_OF_REFERENCES
}

/// By the finding of each hidden place with people: whether they stand where
/// everyone sees them, too.
fn also_seen(row: &Row) -> Vec<(Fingerprint, String)> {
    let traces = &row.traces.list;
    let mut seen = Sketch::default();
    for trace in traces.iter().filter(|it| it.layer.sight() == Sight::Seen) {
        seen.join(trace.people.people());
        seen.join(trace.people.surnames());
    }
    // What was not read may be seen, and what was scanned may be no name.
    let is_whole = row.checked.status == Status::Read;
    let is_hidden = |it: &Layer| it.sight() == Sight::Hidden && *it != Layer::UnknownPart;
    let remark = |trace: &Trace| {
        let place = trace.place.clone().filter(|_| is_hidden(&trace.layer))?;
        let overlap = trace.people.people().in_common(&seen);
        let known = overlap.shared > 0 || overlap.of > 0 && is_whole;
        known.then(|| (place, words::of_seen(overlap)))
    };
    traces.iter().filter_map(remark).collect()
}

/// Adds a remark to what a finding says.
fn add_remark(file: &mut Checked, place: &Fingerprint, remark: &str) {
    if let Some(finding) = file.findings.iter_mut().find(|it| it.fingerprint == *place) {
        let said = finding.message.trim_end_matches('.');
        finding.message = format!("{said}; {remark}.");
    }
}

fn severity(seen: Severity, hidden: Severity, layer: Layer) -> Severity {
    if layer.sight() == Sight::Hidden { hidden } else { seen }
}
