//! Looks back over an archive of old replies, however many: each folder is checked as the
//! release that it once was, its findings go into a journal, and of each file no more is
//! kept than counts by rule and year.
//!
//! Files are put beside each other within their folder, and no more than [`LOT`] of them
//! at a time: what a run holds does not grow with what it has read.

mod journal;
mod table;

use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use rayon::prelude::*;

pub use journal::{Journal, JournalError};
pub use table::{Counted, First, LookBack};

use crate::date::Date;
use crate::decision::Decisions;
use crate::finding::Checked;
use crate::receipt::name_below;
use crate::release::{Release, Source, Stamp, Walk};
use crate::report::{Engine, Settings, check_sources, is_stopped};
use journal::{Entry, Finding, Gap, Line};
use table::Counts;

/// Files that are put beside each other, at the most.
pub const LOT: usize = 256;

/// Files that are checked before the journal is written.
const BATCH: usize = 512;

/// The first year of replies: the Act is of 2000.
const FIRST_YEAR: i64 = 2000;

/// What an archive is looked at with.
pub struct Archive<'a> {
    /// What gives the bytes of its files.
    pub release: &'a Release,
    /// The paths that led to them.
    pub paths: &'a [PathBuf],
    /// What they are checked with.
    pub engine: &'a Engine,
    /// What a run is asked for.
    pub settings: &'a Settings,
    /// What tells one set of rules and settings from another.
    pub digest: [u8; 32],
    /// Whether passwords are tried: what was encrypted is looked at again.
    pub tries_passwords: bool,
    /// What people have decided.
    pub decisions: Option<&'a Decisions>,
}

/// Files of a folder, as they lie there now.
struct Lot {
    files: Vec<(Source, Option<Stamp>)>,
    key: [u8; 16],
}

/// What was found in a lot, and whether the journal had it.
struct Looked {
    lot: Lot,
    line: Line,
    is_new: bool,
}

/// Looks back over an archive, folder by folder, and says `done` after each file. What the
/// journal has of an earlier run is taken from there, once it is known that the files are
/// still the same. A run that is to end soon ends with what it has.
///
/// # Errors
///
/// When the journal cannot be written.
pub fn look_back(
    archive: &Archive<'_>,
    walk: &mut Walk<'_>,
    journal: &mut Journal,
    done: &(dyn Fn(&Source) + Sync),
) -> Result<LookBack, JournalError> {
    let mut counts = Counts::of(archive);
    let mut lots = Lots { walk: walk.by_ref().peekable() };
    loop {
        let batch = lots.batch();
        if batch.is_empty() {
            break;
        }
        let each = batch.into_par_iter().map(|sources| archive.looked(sources, journal, done));
        let mut looked: Vec<Looked> = each.collect();
        if is_stopped() {
            // What was not begun has no hash, and is no result to go on from.
            looked.retain(|it| it.line.files.iter().all(|entry| entry.sha256.is_some()));
        }
        let new = looked.iter().filter(|it| it.is_new);
        journal.add(new.map(|it| (&it.lot.key, &it.line)))?;
        for Looked { lot, line, .. } in &looked {
            for ((source, stamp), entry) in lot.files.iter().zip(&line.files) {
                counts.add(&source.name, archive.year(source, *stamp), entry);
            }
        }
        if is_stopped() {
            break;
        }
    }
    Ok(counts.finished(archive, walk.excluded()))
}

/// The lots of a walk.
struct Lots<W: Iterator<Item = Source>> {
    walk: std::iter::Peekable<W>,
}

impl<W: Iterator<Item = Source>> Lots<W> {
    /// The next files of one folder; none at the end.
    fn lot(&mut self) -> Vec<Source> {
        let mut lot: Vec<Source> = self.walk.next().into_iter().collect();
        while lot.len() < LOT {
            let is_beside = |it: &Source| lot.last().is_some_and(|own| folder(own) == folder(it));
            let Some(next) = self.walk.next_if(is_beside) else { break };
            lot.push(next);
        }
        lot
    }

    /// The next lots, as many as are looked at before the journal is written.
    fn batch(&mut self) -> Vec<Vec<Source>> {
        let mut batch = Vec::new();
        let mut files = 0;
        while files < BATCH && self.walk.peek().is_some() {
            let lot = self.lot();
            files += lot.len();
            batch.push(lot);
        }
        batch
    }
}

fn folder(source: &Source) -> &Path {
    Path::new(&source.name).parent().unwrap_or(Path::new(""))
}

impl Archive<'_> {
    /// What is found in some files of a folder, now or by an earlier run.
    fn looked(
        &self,
        sources: Vec<Source>,
        journal: &Journal,
        done: &(dyn Fn(&Source) + Sync),
    ) -> Looked {
        let lot = self.lot(sources);
        let recorded = self.recorded(&lot, journal);
        let is_new = recorded.is_none();
        let line = recorded.unwrap_or_else(|| self.checked(&lot));
        lot.files.iter().for_each(|(source, _)| done(source));
        Looked { lot, line, is_new }
    }

    /// A lot, known by the names, sizes and times of its files and by what they are
    /// checked with.
    fn lot(&self, sources: Vec<Source>) -> Lot {
        let mut hasher = blake3::Hasher::new_keyed(&self.digest);
        let stamped = |it: Source| {
            let stamp = self.release.stamp(&it);
            (it, stamp)
        };
        let files: Vec<(Source, Option<Stamp>)> = sources.into_iter().map(stamped).collect();
        for (source, stamp) in &files {
            let Stamp { bytes, modified } = stamp.unwrap_or_default();
            hasher.update(&(source.name.len() as u64).to_le_bytes());
            hasher.update(source.name.as_bytes());
            hasher.update(&bytes.to_le_bytes());
            hasher.update(&modified.to_le_bytes());
        }
        let mut key = [0; 16];
        hasher.finalize_xof().fill(&mut key);
        Lot { files, key }
    }

    /// What the journal has of a lot, if its files still have the same bytes.
    fn recorded(&self, lot: &Lot, journal: &Journal) -> Option<Line> {
        let line = journal.line(&lot.key)?;
        let is_same = |((source, _), entry): (&(Source, Option<Stamp>), &Entry)| {
            let may_open = self.tries_passwords && entry.is_encrypted();
            let hash = || self.release.sha256(source).ok();
            !may_open && entry.sha256.is_some() && entry.sha256 == hash()
        };
        let all = lot.files.len() == line.files.len();
        (all && lot.files.iter().zip(&line.files).all(is_same)).then_some(line)
    }

    /// What a check finds in a lot.
    fn checked(&self, lot: &Lot) -> Line {
        let sources: Vec<&Source> = lot.files.iter().map(|it| &it.0).collect();
        let rows = check_sources(self.release, &sources, self.engine, &|_| {});
        let files = rows.chunk_by(|_, next| next.depth > 0);
        Line { files: files.map(|it| entry(it, self.engine)).collect() }
    }

    /// The year of a reply: the first that its path below the archive names, or else
    /// that of its last change.
    fn year(&self, source: &Source, stamp: Option<Stamp>) -> i64 {
        let last = Date::today().year();
        let named = year_of(&name_below(&source.name, self.paths), last);
        named.unwrap_or_else(|| {
            let modified = stamp.unwrap_or_default().modified / 1_000_000_000;
            let since = Duration::from_secs(u64::try_from(modified).unwrap_or(0));
            Date::of(UNIX_EPOCH + since).year()
        })
    }
}

/// The first year that a path names: four digits by themselves.
fn year_of(path: &str, last: i64) -> Option<i64> {
    let numbers = path.split(|it: char| !it.is_ascii_digit()).filter(|it| it.len() == 4);
    let mut years = numbers.filter_map(|it| it.parse().ok());
    years.find(|it| (FIRST_YEAR..=last).contains(it))
}

/// What the journal keeps of a file and those inside it.
fn entry(rows: &[Checked], engine: &Engine) -> Entry {
    let findings = rows.iter().flat_map(|row| &row.findings);
    let finding = |it: &crate::finding::Finding| {
        let code = engine.rules().get(it.rule)?.code.clone();
        let fingerprint = it.fingerprint.as_str().to_owned();
        let layer = it.layer.name().to_owned();
        Some(Finding { code, severity: it.severity, layer, count: it.count, fingerprint })
    };
    let gap = |it: &crate::finding::Unread| Gap {
        reason: it.reason.name().to_owned(),
        fingerprint: it.fingerprint.as_ref().map(|it| it.as_str().to_owned()),
    };
    Entry {
        sha256: rows.first().and_then(|row| row.sha256.clone()),
        files: rows.len(),
        unread: rows.iter().filter(|it| it.status == crate::finding::Status::Unread).count(),
        allowed: rows.iter().map(|it| it.allowed).sum(),
        findings: findings.filter_map(finding).collect(),
        gaps: rows.iter().flat_map(|row| &row.gaps).map(gap).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::year_of;

    #[test]
    fn the_year_of_a_reply_is_the_first_that_its_path_names() {
        let cases = [
            ("2019/FOI-12/staff 2015.csv", Some(2019)),
            ("FOI-2021-0042/reply.xlsx", Some(2021)),
            ("FOI-20210042/reply.xlsx", None),
            ("FOI 1234/reply (2018).xlsx", Some(2018)),
            ("0001/9999/reply.xlsx", None),
        ];
        for (path, year) in cases {
            assert_eq!(year_of(path, 2026), year, "{path}");
        }
    }
}
