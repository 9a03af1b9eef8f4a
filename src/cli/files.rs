//! `foilint files`: what would be checked, files inside files included, and what
//! reads it. No rule is asked.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::scope::{Run, Scope, Wanted};
use super::{Failure, Listing, output};
use crate::artefact::Artefact;
use crate::document::{Container, Enclosure, Fragment, Gap, Headings, Sink};
use crate::finding::label;
use crate::print::plain;
use crate::read::{Budget, Limits, format_of, read};
use crate::release::Source;
use crate::report::grouped;

/// What to list.
#[derive(Args, Debug)]
pub(super) struct Files {
    /// Files and folders; `-` is standard input.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    scope: Scope,
    /// How to print the list.
    #[arg(long, value_enum, default_value_t = Listing::Text)]
    format: Listing,
}

/// A file as `files --format json` prints it.
#[derive(Serialize)]
struct Row {
    name: String,
    /// What reads it; `unknown` for what nothing reads.
    format: &'static str,
    bytes: u64,
    /// Why parts of it would not be read.
    gaps: Vec<String>,
}

pub(super) fn run(arguments: &Files) -> Result<ExitCode, Failure> {
    let run = Run::of(&arguments.paths, &arguments.scope, Wanted::default())?;
    let keys = arguments.scope.keys()?;
    let mut out = output();
    for source in run.release.sources() {
        let budget = Budget::new(Limits::default()).with(keys.clone());
        for row in rows(&run, source, &budget) {
            print(&row, arguments.format, &mut out)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// A file and those inside it.
fn rows(run: &Run, source: &Source, budget: &Budget) -> Vec<Row> {
    match run.release.bytes(source) {
        Ok(bytes) => {
            let artefact = Artefact::new(&source.name, &bytes);
            Lister::of(artefact, source.name.clone(), budget).rows
        }
        Err(reason) => {
            let gaps = vec![reason.to_string()];
            vec![Row { name: source.name.clone(), format: "unknown", bytes: source.size(), gaps }]
        }
    }
}

fn print(row: &Row, format: Listing, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Listing::Json => {
            serde_json::to_writer(&mut *out, row)?;
            writeln!(out)
        }
        Listing::Text => {
            let bytes = grouped(row.bytes);
            write!(out, "{:14} {bytes:>13}  {}", row.format, plain(&row.name))?;
            match row.gaps.as_slice() {
                [] => writeln!(out),
                [one] => writeln!(out, "  not read: {one}"),
                [one, rest @ ..] => writeln!(out, "  not read: {one}, and {} more", rest.len()),
            }
        }
    }
}

/// Takes down the files inside an artefact, and nothing of what they hold.
struct Lister<'l> {
    artefact: Artefact<'l>,
    /// Its name chain as it is shown.
    name: String,
    budget: &'l Budget,
    /// Itself first.
    rows: Vec<Row>,
}

impl<'l> Lister<'l> {
    fn of(artefact: Artefact<'l>, name: String, budget: &'l Budget) -> Self {
        let format = format_of(&artefact);
        let named = format.map_or("unknown", |it| it.name);
        let bytes = artefact.bytes().len() as u64;
        let own = Row { name: name.clone(), format: named, bytes, gaps: Vec::new() };
        let mut lister = Lister { artefact, name, budget, rows: vec![own] };
        if let Some(format) = format {
            read(&artefact, format, budget, &mut lister);
        }
        lister
    }
}

impl Sink for Lister<'_> {
    fn open(&mut self, _: Container<'_>) {}
    fn headings(&mut self, _: &Headings) {}
    fn push(&mut self, _: Fragment<'_>) {}
    fn close(&mut self) {}

    fn gap(&mut self, gap: Gap) {
        self.rows[0].gaps.push(gap.reason.to_string());
    }

    fn enclose(&mut self, enclosure: Enclosure<'_>) {
        if let Err(reason) = self.budget.enclose(self.artefact.depth()) {
            return self.gap(Gap::part(enclosure.name, reason));
        }
        let chain = self.artefact.chain(enclosure.name);
        let shown = format!("{}!{}", self.name, label(enclosure.name, None));
        let inner = Lister::of(self.artefact.inner(&chain, enclosure.bytes), shown, self.budget);
        self.rows.extend(inner.rows);
    }
}
