//! `foilint seal` writes a receipt of a release that is clear; `foilint verify` says
//! whether a folder still is that release.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::scope::{Run, Scope, Wanted, is_inside};
use super::{Failure, Listing, output, private};
use crate::print::{Style, plain, print, verdict_line};
use crate::receipt::{Difference, Receipt, Seal as Sealing, name_below, receipt};
use crate::release::{Options, Release, hexadecimal};
use crate::report::{Digests, Verdict};

/// The most bytes of a receipt: some millions of files.
const LARGEST: u64 = 1 << 30;

/// What to seal, and who does.
#[derive(Args, Debug)]
pub(super) struct Seal {
    /// The files and folders that are going out.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The receipt to write; outside of what is sealed.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Who seals it.
    #[arg(long, value_name = "NAME")]
    by: String,
    /// Write over a file that is there.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    scope: Scope,
}

/// Which receipt, and what to hold against it.
#[derive(Args, Debug)]
pub(super) struct Verify {
    /// The receipt.
    receipt: PathBuf,
    /// The files and folders; by default those that were sealed.
    paths: Vec<PathBuf>,
    /// How to print the difference.
    #[arg(long, value_enum, default_value_t = Listing::Text)]
    format: Listing,
}

/// Why a release is not sealed or verified.
#[derive(Debug, thiserror::Error)]
pub(super) enum SealError {
    #[error("{0} lies inside the release\nhelp: write it beside, where it does not go out")]
    Inside(String),
    #[error("only files and folders that are named can be sealed")]
    Unnamed,
    #[error("--by is empty")]
    Nobody,
    #[error("{0}: {1}")]
    Unread(String, crate::document::Reason),
}

pub(super) fn seal(arguments: &Seal) -> Result<ExitCode, Failure> {
    let name = arguments.output.display().to_string();
    if arguments.by.trim().is_empty() {
        return Err(SealError::Nobody.into());
    }
    let is_input = arguments.paths.iter().any(|it| it.as_os_str() == "-");
    if is_input || arguments.scope.files_from.is_some() {
        return Err(SealError::Unnamed.into());
    }
    if is_inside(&arguments.output, &arguments.paths) {
        return Err(SealError::Inside(name).into());
    }
    if !arguments.force && arguments.output.exists() {
        return Err(Failure::Present(name));
    }
    arguments.scope.refuse_absent()?;
    let wanted = Wanted { digests: Digests::Sha256, ..Wanted::default() };
    let run = Run::of(&arguments.paths, &arguments.scope, wanted)?;
    let report = run.report()?;
    let mut out = output();
    if report.verdict == Verdict::Hold {
        print(&report, run.engine.rules(), Style::Full, None, &mut out)?;
        writeln!(out, "No receipt was written.")?;
        out.flush()?;
        return Ok(Verdict::Hold.into());
    }
    let sealing = Sealing { by: arguments.by.trim(), paths: &arguments.paths };
    let text = receipt(&report, run.engine.rules(), &run.settings, sealing)?;
    private::write(&arguments.output, text.as_bytes())?;
    let digest = hexadecimal(&Sha256::digest(text.as_bytes()));
    writeln!(out, "{}: SHA-256 {digest}", plain(&name))?;
    writeln!(out, "{}", verdict_line(&report))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn verify(arguments: &Verify) -> Result<ExitCode, Failure> {
    let name = arguments.receipt.display().to_string();
    let receipt = Receipt::parse(&text(&arguments.receipt)?, &name)?;
    let paths = if arguments.paths.is_empty() { &receipt.paths } else { &arguments.paths };
    let options = Options {
        excludes: globset::GlobSet::empty(),
        input_name: String::new(),
        largest: u64::MAX,
    };
    let files = match Release::of(paths, &options) {
        Err(crate::release::ReleaseError::Nothing(_)) => Vec::new(),
        release => hashed(&release?, paths)?,
    };
    let difference = receipt.against(files);
    match arguments.format {
        Listing::Text => tell(&receipt, &difference)?,
        Listing::Json => tell_json(&receipt, &difference)?,
    }
    Ok(ExitCode::from(u8::from(!difference.is_none())))
}

/// The names below the paths and the SHA-256 of the files of a release.
fn hashed(release: &Release, paths: &[PathBuf]) -> Result<Vec<(String, String)>, Failure> {
    let hashed = release.sources().par_iter().map(|source| {
        let sha256 = release.sha256(source);
        let sha256 = sha256.map_err(|reason| SealError::Unread(source.name.clone(), reason))?;
        Ok((name_below(&source.name, paths), sha256))
    });
    Ok(hashed.collect::<Result<_, SealError>>()?)
}

fn text(path: &Path) -> Result<String, Failure> {
    let failed = |kind: io::ErrorKind| Failure::File { name: path.display().to_string(), kind };
    let size = std::fs::metadata(path).map_err(|error| failed(error.kind()))?.len();
    if size > LARGEST {
        return Err(failed(io::ErrorKind::FileTooLarge));
    }
    std::fs::read_to_string(path).map_err(|error| failed(error.kind()))
}

fn tell(receipt: &Receipt, difference: &Difference) -> io::Result<()> {
    let mut out = output();
    let Difference { changed, added, missing, same } = difference;
    for (word, names) in [("changed", changed), ("added", added), ("missing", missing)] {
        for name in names {
            writeln!(out, "{word:8} {}", plain(name))?;
        }
    }
    let sealed = format!("{} sealed on {}", plain(&receipt.by), plain(&receipt.on));
    if difference.is_none() {
        writeln!(out, "SAME: {same} files, as {sealed}.")?;
    } else {
        let (changed, added, missing) = (changed.len(), added.len(), missing.len());
        writeln!(
            out,
            "DIFFERS from what {sealed}: {changed} changed, {added} added, {missing} missing, \
             {same} the same."
        )?;
    }
    out.flush()
}

fn tell_json(receipt: &Receipt, difference: &Difference) -> io::Result<()> {
    #[derive(Serialize)]
    struct Output<'r> {
        verdict: &'static str,
        by: &'r str,
        on: &'r str,
        #[serde(flatten)]
        difference: &'r Difference,
    }
    let verdict = if difference.is_none() { "same" } else { "differs" };
    let mut out = output();
    let (by, on) = (receipt.by.as_str(), receipt.on.as_str());
    serde_json::to_writer_pretty(&mut out, &Output { verdict, by, on, difference })?;
    writeln!(out)?;
    out.flush()
}
