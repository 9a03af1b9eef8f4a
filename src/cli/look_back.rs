//! `foilint check --resume`: looks back over an archive, goes on where an earlier run was
//! interrupted, and ends in a table by rule and year.

use std::io::Write;
use std::path::Path;

use super::progress::Progress;
use super::scope::{Run, is_inside};
use super::{Failure, output};
use crate::look_back::{Archive, Journal, look_back};
use crate::print::{Style, print_look_back, print_look_back_json};
use crate::release::{ReleaseError, Source, Walk};
use crate::report::Verdict;

/// What a look-back is asked for.
pub(super) struct Asked<'a> {
    pub(super) journal: &'a Path,
    /// How to print the table; nothing to print none.
    pub(super) style: Option<Style>,
}

pub(super) fn run(run: &Run, asked: &Asked<'_>) -> Result<Verdict, Failure> {
    if is_inside(asked.journal, &run.paths) {
        return Err(Failure::JournalInside(asked.journal.display().to_string()));
    }
    let mut walk = Walk::by_folder(&run.paths, &run.options)?;
    let mut journal = Journal::open(asked.journal)?;
    let archive = Archive {
        release: &run.release,
        paths: &run.paths,
        engine: &run.engine,
        settings: &run.settings,
        digest: run.digest()?,
        tries_passwords: run.tries_passwords(),
        decisions: run.decisions.as_ref(),
    };
    let progress = Progress::of(Walk::by_folder(&run.paths, &run.options)?);
    let done = |source: &Source| progress.add(source);
    let looked = run.in_pool(|| look_back(&archive, &mut walk, &mut journal, &done))?;
    progress.end();
    let looked = looked?;
    if looked.archived == 0 {
        let named = run.paths.iter().map(|it| it.display().to_string());
        return Err(ReleaseError::Nothing(named.collect::<Vec<_>>().join(", ")).into());
    }
    let mut out = output();
    match asked.style {
        None => {}
        Some(Style::Json) => print_look_back_json(&looked, run.engine.rules(), &mut out)?,
        Some(_) => print_look_back(&looked, &mut out)?,
    }
    out.flush()?;
    Ok(looked.verdict)
}
