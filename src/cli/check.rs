//! `foilint check`: a folder goes in, a verdict comes out.

use std::io::Write;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;

use super::scope::{Files, Run, Wanted, is_inside};
use super::{Check, Failure, look_back, output, private};
use crate::finding::Reveal;
use crate::print::{Style, plain, print, print_statistics};
use crate::report::{Digests, Engine, Report, Verdict};

pub(super) fn run(arguments: &Check) -> Result<ExitCode, Failure> {
    let reports = arguments.report.iter().map(|it| styled(it)).collect::<Result<Vec<_>, _>>()?;
    let styles = std::iter::once(arguments.format).chain(reports.iter().map(|it| it.0));
    let leave = arguments.reveal.then(Reveal::granted_by_the_user);
    let (digests, files) = match arguments.resume {
        Some(_) => (Digests::Sha256, Files::Walked),
        None => (digests(styles), Files::Listed),
    };
    if arguments.resume.is_some() && !matches!(arguments.format, Style::Full | Style::Json) {
        return Err(Failure::ResumeFormat);
    }
    let wanted = Wanted { digests, leave, files };
    arguments.scope.refuse_absent()?;
    // The process ends with it: to free each rule by itself would cost more than to read it.
    let run = ManuallyDrop::new(Run::of(&arguments.paths, &arguments.scope, wanted)?);
    let verdict = match &arguments.resume {
        Some(journal) => {
            let style = Some(arguments.format).filter(|_| !arguments.quiet);
            look_back::run(&run, &look_back::Asked { journal, style })?
        }
        None => {
            let report = run.report()?;
            tell(arguments, &report, &run.engine, &reports)?;
            report.verdict
        }
    };
    Ok(match verdict {
        Verdict::Hold if arguments.exit_zero => ExitCode::SUCCESS,
        verdict => verdict.into(),
    })
}

/// Prints the report, and writes those that were asked for.
fn tell(
    arguments: &Check,
    report: &Report,
    engine: &Engine,
    reports: &[(Style, String)],
) -> Result<(), Failure> {
    let leave = arguments.reveal.then(Reveal::granted_by_the_user);
    for (style, path) in reports {
        let failed =
            |error: std::io::Error| Failure::Unwritten { name: path.clone(), kind: error.kind() };
        let mut bare = anstream::StripStream::new(Vec::new());
        print(report, engine.rules(), *style, leave, &mut bare).map_err(failed)?;
        private::write(Path::new(path), &bare.into_inner())?;
        warn_inside(path, arguments)?;
    }
    if arguments.verbose {
        say_formats(report)?;
    }
    if !arguments.quiet {
        let mut out = output();
        match arguments.statistics {
            true => print_statistics(report, engine.rules(), &mut out)?,
            false => print(report, engine.rules(), arguments.format, leave, &mut out)?,
        }
        out.flush()?;
    }
    Ok(())
}

/// Says on standard error that a report would go out with what it tells of.
fn warn_inside(path: &str, arguments: &Check) -> Result<(), Failure> {
    if !arguments.quiet && is_inside(Path::new(path), &arguments.paths) {
        let path = plain(path);
        writeln!(anstream::stderr(), "warning: {path} lies inside the release: do not send it")?;
    }
    Ok(())
}

/// Says on standard error what each file was read as.
fn say_formats(report: &Report) -> Result<(), Failure> {
    let mut out = anstream::stderr();
    for file in &report.files {
        writeln!(out, "{}: read as {}, {} bytes", plain(&file.name), file.format, file.bytes)?;
    }
    Ok(())
}

/// The style and the file of a `--report`.
fn styled(text: &str) -> Result<(Style, String), Failure> {
    let unknown = || Failure::ReportFormat(text.to_owned());
    let (style, path) = text.split_once('=').ok_or_else(unknown)?;
    Ok((Style::from_str(style, false).map_err(|_| unknown())?, path.to_owned()))
}

/// Hashes are only taken when a report shows them.
fn digests(mut styles: impl Iterator<Item = Style>) -> Digests {
    if styles.any(Style::shows_digests) { Digests::Sha256 } else { Digests::Skipped }
}
