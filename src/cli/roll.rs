//! `foilint roll`: makes a roll of an organisation's own people from its staff
//! table.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use super::{BuildRoll, Failure, output, private};
use crate::artefact::Artefact;
use crate::document::Reason;
use crate::print::plain;
use crate::read::{Budget, Limits, format_of, read};
use crate::release::{Options, Release};
use crate::report::grouped;
use crate::rule::{Roll, RollBuilder, may_be_shown};

/// The most bytes of a roll or a secret: some ten million people.
const LARGEST: u64 = 1 << 30;

pub(super) fn build(arguments: &BuildRoll) -> Result<ExitCode, Failure> {
    if !arguments.force && arguments.output.exists() {
        return Err(Failure::Present(arguments.output.display().to_string()));
    }
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| Failure::Random)?;
    let mut builder = RollBuilder::new(salt, &secret(arguments.secret.as_deref())?);
    let limits = Limits::default();
    let options = Options {
        excludes: globset::GlobSet::empty(),
        input_name: "stdin".to_owned(),
        largest: limits.file,
    };
    let release = Release::of(&arguments.files, &options)?;
    for source in release.sources() {
        let unread = |reason| Failure::Unread(source.name.clone(), reason);
        let bytes = release.bytes(source).map_err(unread)?;
        let artefact = Artefact::new(&source.name, &bytes);
        let format = format_of(&artefact).ok_or(unread(Reason::UnknownFormat))?;
        read(&artefact, format, &Budget::new(limits), &mut builder);
        if let Some(gap) = builder.gaps().first() {
            return Err(unread(gap.reason.clone()));
        }
    }
    let columns = [builder.used(), builder.unused()].map(shown);
    let (roll, counts) = builder.finished();
    if counts.people + counts.numbers + counts.units == 0 {
        return Err(Failure::EmptyRoll);
    }
    private::write(&arguments.output, &roll.to_bytes())?;
    writeln!(
        output(),
        "{}: {} people, {} numbers, {} units",
        plain(&arguments.output.display().to_string()),
        grouped(counts.people),
        grouped(counts.numbers),
        grouped(counts.units),
    )?;
    let [used, unused] = columns;
    let unused = if unused.is_empty() { "none".to_owned() } else { unused };
    writeln!(output(), "columns: {}; not used: {}", plain(&used), plain(&unused))?;
    Ok(ExitCode::SUCCESS)
}

/// Headings as a list; those that could be a name by mistake are counted.
fn shown(headings: &[String]) -> String {
    let mut shown: Vec<String> = headings.iter().filter(|it| may_be_shown(it)).cloned().collect();
    let others = headings.len() - shown.len();
    if others > 0 {
        shown.push(format!("{} more", grouped(others as u64)));
    }
    shown.join(", ")
}

/// The roll of a file.
pub(super) fn open(path: &Path, secret_file: Option<&Path>) -> Result<Roll, Failure> {
    let bytes = bytes(path)?;
    let roll = Roll::from_bytes(&bytes, &secret(secret_file)?);
    roll.map_err(|error| Failure::Roll { name: path.display().to_string(), error })
}

/// The secret that a file holds, line ends left out; none without a file.
fn secret(path: Option<&Path>) -> Result<Vec<u8>, Failure> {
    let secret = path.map(bytes).transpose()?.unwrap_or_default();
    Ok(secret.trim_ascii_end().to_vec())
}

/// The bytes of a roll or a secret.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |kind| Failure::File { name: path.display().to_string(), kind };
    let size = std::fs::metadata(path).map_err(|error| failed(error.kind()))?.len();
    if size > LARGEST {
        return Err(failed(io::ErrorKind::FileTooLarge));
    }
    std::fs::read(path).map_err(|error| failed(error.kind()))
}
