//! `decisions.toml`: what people have decided to release all the same, by whom, why and
//! until when. A decision is bound to what was found by a keyed fingerprint; the file
//! belongs to the case file and never to the release.

mod file;

use std::io;
use std::path::{Path, PathBuf};

use crate::date::Date;
use crate::finding::{Checked, Finding, Fingerprint, Unread, label};
use crate::release::{unread, unwritten};

pub use file::Draft;

/// The name of the file.
pub const NAME: &str = "decisions.toml";

/// The secret that makes fingerprints: nobody can try names against them without it.
#[derive(Clone, Eq, PartialEq)]
pub struct Key([u8; 32]);

impl Key {
    /// A new secret.
    ///
    /// # Errors
    ///
    /// When the system has no random bytes.
    pub fn random() -> Result<Self, DecisionError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| DecisionError::Random)?;
        Ok(Key(bytes))
    }

    /// The bytes of the secret.
    pub(crate) fn bytes(&self) -> [u8; 32] {
        self.0
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Key")
    }
}

/// A person's recorded choice to release a finding or a gap.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Decision {
    /// What it is about.
    pub finding: Fingerprint,
    /// Why it may go out.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// Who agreed.
    pub approved_by: Option<String>,
    /// When.
    pub on: Date,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// The code of the rule, or what kind of gap it is.
    pub rule: Option<String>,
    /// The name of the file, masked where it may tell of a person.
    pub file: Option<String>,
}

impl Decision {
    /// Whether it no longer holds on a day.
    pub fn has_expired(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }

    /// What it is worth where it releases so many findings, and where its file is there
    /// or not.
    pub(crate) fn standing(&self, times: usize, is_there: bool, today: Date) -> Standing {
        match times {
            1.. => Standing::Used,
            _ if self.has_expired(today) => Standing::Expired,
            _ if is_there => Standing::Stale,
            _ => Standing::Unused,
        }
    }
}

/// What a decision is worth in a run.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// It releases something.
    Used,
    /// The day until which it held has passed.
    Expired,
    /// Its file is there, and what it was given for has changed or is gone.
    Stale,
    /// Nothing in the run is what it was given for.
    Unused,
}

impl Standing {
    /// The name in reports, such as `stale`.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Used => "used",
            Standing::Expired => "expired",
            Standing::Stale => "stale",
            Standing::Unused => "unused",
        }
    }
}

/// A decision and what it is worth in a run.
#[derive(Clone, Debug)]
pub struct Ruling {
    /// The decision.
    pub decision: Decision,
    /// What it is worth.
    pub standing: Standing,
    /// How many findings and gaps it releases.
    pub times: usize,
}

/// The decisions of a file, and the key of their fingerprints.
#[derive(Clone, Debug)]
pub struct Decisions {
    /// The file.
    pub path: PathBuf,
    /// The key of their fingerprints.
    pub key: Key,
    /// The decisions in the order of the file.
    pub list: Vec<Decision>,
}

/// Why decisions cannot be used or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DecisionError {
    /// They cannot be read.
    #[error("{}", unread(name, *kind))]
    Unread {
        /// The file.
        name: String,
        /// What the system said.
        kind: io::ErrorKind,
    },
    /// They cannot be written.
    #[error("{}", unwritten(name, *kind))]
    Unwritten {
        /// The file.
        name: String,
        /// What the system said.
        kind: io::ErrorKind,
    },
    /// The file is not TOML, or a decision is not whole.
    #[error("{name}: {detail}")]
    Syntax {
        /// The file.
        name: String,
        /// What is wrong, and where.
        detail: String,
    },
    /// It lies where it would go out.
    #[error("{0} lies inside the release\nhelp: keep it with the case file: move it out")]
    Inside(String),
    /// Another run writes to it.
    #[error("{0} is there: another run writes to the decisions\nhelp: remove it if none does")]
    Busy(String),
    /// No key could be made.
    #[error("the system has no random bytes")]
    Random,
}

impl Decisions {
    /// The decisions of a file.
    ///
    /// # Errors
    ///
    /// When it cannot be read or understood, or has no key.
    pub fn read(path: &Path) -> Result<Self, DecisionError> {
        let name = path.display().to_string();
        let unread =
            |error: io::Error| DecisionError::Unread { name: name.clone(), kind: error.kind() };
        let text = std::fs::read_to_string(path).map_err(unread)?;
        let read = file::parse(&text).and_then(|(key, list)| {
            let key = key.ok_or("it has no key; `foilint accept` makes one")?;
            Ok(Decisions { path: path.to_owned(), key, list })
        });
        read.map_err(|detail| DecisionError::Syntax { name, detail })
    }

    /// What they are worth for some checked artefacts, each finding and gap with the
    /// decision that releases it; `is_off` tells whether a rule was not applied.
    pub fn applied(
        &self,
        files: &mut [Checked],
        today: Date,
        is_off: &dyn Fn(&str) -> bool,
    ) -> Vec<Ruling> {
        let mut rulings: Vec<Ruling> = self
            .list
            .iter()
            .map(|it| Ruling { decision: it.clone(), standing: Standing::Unused, times: 0 })
            .collect();
        for (number, ruling) in rulings.iter_mut().enumerate() {
            let lifts = !ruling.decision.has_expired(today);
            let met = marked(files, &ruling.decision.finding, lifts.then_some(number));
            ruling.times = if lifts { met } else { 0 };
        }
        let names: Vec<String> = short_names(files).map(|it| label(it, None)).collect();
        for ruling in &mut rulings {
            let Decision { file, rule, .. } = &ruling.decision;
            let is_there = file.as_ref().is_some_and(|it| names.contains(it));
            let is_looked_for = !rule.as_ref().is_some_and(|it| is_off(it));
            let is_there = is_there && is_looked_for;
            ruling.standing = ruling.decision.standing(ruling.times, is_there, today);
        }
        rulings
    }
}

/// Notes in each finding and gap of a fingerprint that it is released, and counts them.
fn marked(files: &mut [Checked], print: &Fingerprint, decision: Option<usize>) -> usize {
    let mut met = 0;
    let mut mark = |place: &mut Option<usize>| {
        *place = place.or(decision);
        met += 1;
    };
    for file in files {
        let is_met = |it: &&mut Finding| it.fingerprint == *print;
        file.findings.iter_mut().filter(is_met).for_each(|it| mark(&mut it.decision));
        let is_met = |it: &&mut Unread| it.fingerprint.as_ref() == Some(print);
        file.gaps.iter_mut().filter(is_met).for_each(|it| mark(&mut it.decision));
    }
    met
}

/// The names of artefacts without the folders above the release.
pub(crate) fn short_names(files: &[Checked]) -> impl Iterator<Item = &str> {
    let mut top = 0;
    files.iter().map(move |file| {
        if file.depth == 0 {
            top = file.name.rfind(['/', '\\']).map_or(0, |it| it + 1);
        }
        file.name.get(top..).unwrap_or(&file.name)
    })
}
