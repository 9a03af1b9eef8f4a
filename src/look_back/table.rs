//! What a look-back amounts to: files by rule and year, and those to look at first.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::Archive;
use super::journal::Entry;
use crate::date::Date;
use crate::decision::Standing;
use crate::document::{Layer, Sight};
use crate::finding::label;
use crate::report::{Summary, Verdict};
use crate::rule::Severity;

/// Files that are named to be looked at first.
const FIRST: usize = 20;

/// What a look-back amounts to.
#[derive(Debug)]
pub struct LookBack {
    /// The years in which there are replies.
    pub years: BTreeSet<i64>,
    /// The rules that hold replies, and the gaps, those to look at first in front.
    pub rows: Vec<Counted>,
    /// The files to look at first.
    pub first: Vec<First>,
    /// How many files of the archive hold.
    pub holding: usize,
    /// How many files the archive has.
    pub archived: usize,
    /// The counts of everything.
    pub summary: Summary,
    /// Whether all of it may stand.
    pub verdict: Verdict,
}

/// In how many files a rule, or a kind of gap, holds.
#[derive(Debug)]
pub struct Counted {
    /// The code of the rule; nothing for a gap.
    pub code: Option<String>,
    /// The name of the rule, or the reason of the gap.
    pub name: String,
    /// How loud it is at its loudest; a gap is an error.
    pub severity: Severity,
    /// How many files, by year.
    pub years: BTreeMap<i64, usize>,
    /// How many files in all.
    pub files: usize,
}

/// A file to look at first.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct First {
    /// Errors in hidden places: nobody saw them when it went out.
    pub hidden: usize,
    /// Errors, and gaps.
    pub error: usize,
    /// Warnings that hold.
    pub warning: usize,
    /// The most people, rows or matches of one finding.
    pub count: u64,
    /// Its name, so that the order is always the same.
    pub name: std::cmp::Reverse<String>,
}

/// Whether it is a gap, and the code of the rule or the reason.
type Met = (bool, String);

/// How loud at the loudest, and in how many files of each year.
type Times = (Severity, BTreeMap<i64, usize>);

/// What has been counted so far: no more than rules times years.
pub(super) struct Counts {
    hold_at: Severity,
    met: BTreeMap<Met, Times>,
    years: BTreeSet<i64>,
    first: Vec<First>,
    holding: usize,
    archived: usize,
    summary: Summary,
    decided: FxHashMap<String, usize>,
    /// How often each decision releases something, and whether its file is there.
    worth: Vec<(usize, bool)>,
    files_of_decisions: Vec<Option<String>>,
}

impl Counts {
    /// Nothing counted yet.
    pub(super) fn of(archive: &Archive<'_>) -> Self {
        let list = archive.decisions.map_or(&[][..], |it| &it.list);
        let today = Date::today();
        let holding = list.iter().enumerate().filter(|(_, it)| !it.has_expired(today));
        Counts {
            hold_at: archive.settings.hold_at,
            met: BTreeMap::new(),
            years: BTreeSet::new(),
            first: Vec::new(),
            holding: 0,
            archived: 0,
            summary: Summary::default(),
            decided: holding.map(|(at, it)| (it.finding.as_str().to_owned(), at)).collect(),
            worth: vec![(0, false); list.len()],
            files_of_decisions: list.iter().map(|it| it.file.clone()).collect(),
        }
    }

    /// Takes in a file of a year.
    pub(super) fn add(&mut self, name: &str, year: i64, entry: &Entry) {
        self.archived += 1;
        self.years.insert(year);
        self.summary.files += entry.files;
        self.summary.unread += entry.unread;
        self.summary.allowed += entry.allowed;
        self.find_decisions(name);
        let mut own: BTreeMap<Met, Severity> = BTreeMap::new();
        let name = std::cmp::Reverse(name.to_owned());
        let mut first = First { hidden: 0, error: 0, warning: 0, count: 0, name };
        for finding in &entry.findings {
            if self.is_decided(Some(&finding.fingerprint)) {
                continue;
            }
            match finding.severity {
                Severity::Error => self.summary.error += 1,
                Severity::Warning => self.summary.warning += 1,
                Severity::Note => self.summary.note += 1,
            }
            if finding.severity < self.hold_at {
                continue;
            }
            let is_error = finding.severity == Severity::Error;
            let layer = Layer::named(&finding.layer);
            let is_hidden = layer.is_some_and(|it| it.sight() == Sight::Hidden);
            first.hidden += usize::from(is_error && is_hidden);
            first.error += usize::from(is_error);
            first.warning += usize::from(!is_error);
            first.count = first.count.max(finding.count);
            let loudest = own.entry((false, finding.code.clone())).or_insert(finding.severity);
            *loudest = finding.severity.max(*loudest);
        }
        for gap in &entry.gaps {
            if !self.is_decided(gap.fingerprint.as_ref()) {
                self.summary.gaps += 1;
                first.error += 1;
                own.insert((true, gap.reason.clone()), Severity::Error);
            }
        }
        self.take(year, own, first);
    }

    /// Takes in what a file met.
    fn take(&mut self, year: i64, own: BTreeMap<Met, Severity>, first: First) {
        if own.is_empty() {
            return;
        }
        self.holding += 1;
        for (key, severity) in own {
            let (loudest, years) = self.met.entry(key).or_insert((severity, BTreeMap::new()));
            *loudest = severity.max(*loudest);
            *years.entry(year).or_default() += 1;
        }
        let place = self.first.partition_point(|it| *it > first);
        if place < FIRST {
            self.first.insert(place, first);
            self.first.truncate(FIRST);
        }
    }

    /// Whether a finding or a gap has been decided on; if so it is counted.
    fn is_decided(&mut self, fingerprint: Option<&String>) -> bool {
        let Some(at) = fingerprint.and_then(|it| self.decided.get(it)) else { return false };
        self.worth[*at].0 += 1;
        self.summary.decided += 1;
        true
    }

    /// Notes which decisions are about a file.
    fn find_decisions(&mut self, name: &str) {
        if self.files_of_decisions.is_empty() {
            return;
        }
        let top = name.rfind(['/', '\\']).map_or(0, |it| it + 1);
        let own = label(&name[top..], None);
        for (file, worth) in self.files_of_decisions.iter().zip(&mut self.worth) {
            let is_inside = |it: &String| it.split('!').next() == own.split('!').next();
            worth.1 |= file.as_ref().is_some_and(is_inside);
        }
    }

    /// What it amounts to.
    pub(super) fn finished(mut self, archive: &Archive<'_>, excluded: usize) -> LookBack {
        self.count_decisions(archive);
        self.summary.excluded = excluded;
        self.summary.rules_off = archive.engine.switched_off();
        let rules = archive.engine.rules();
        let name = |code: &String| {
            let rule = rules.find(code).and_then(|it| rules.get(it));
            rule.map_or(code.clone(), |it| it.name.clone())
        };
        let row = |((is_gap, key), (severity, years)): (Met, Times)| Counted {
            name: if is_gap { key.clone() } else { name(&key) },
            code: (!is_gap).then_some(key),
            severity,
            files: years.values().sum(),
            years,
        };
        let mut rows: Vec<Counted> = self.met.into_iter().map(row).collect();
        rows.sort_by_key(|it| std::cmp::Reverse((it.severity, it.files)));
        let verdict = if self.holding > 0 { Verdict::Hold } else { Verdict::Clear };
        LookBack {
            years: self.years,
            rows,
            first: self.first,
            holding: self.holding,
            archived: self.archived,
            summary: self.summary,
            verdict,
        }
    }

    fn count_decisions(&mut self, archive: &Archive<'_>) {
        let today = Date::today();
        let list = archive.decisions.map_or(&[][..], |it| &it.list);
        for (decision, (times, is_there)) in list.iter().zip(&self.worth) {
            let standing = decision.standing(*times, *is_there, today);
            match standing {
                Standing::Used => {}
                Standing::Expired => self.summary.expired += 1,
                Standing::Stale => self.summary.stale += 1,
                Standing::Unused => self.summary.unused += 1,
            }
        }
    }
}
