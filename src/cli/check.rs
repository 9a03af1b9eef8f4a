//! `foilint check`: a folder goes in, a verdict comes out.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use globset::{Glob, GlobSet, GlobSetBuilder};

use super::passwords::keys;
use super::progress::Progress;
use super::{Check, Failure, HoldAt, output, roll};
use crate::config::Config;
use crate::finding::Reveal;
use crate::print::{Style, plain, print};
use crate::read::Limits;
use crate::release::{Options, Release};
use crate::report::{Digests, Engine, Report, Settings, Verdict, check_release};
use crate::rule::{RollBuilder, Rules, Severity, prepare};

pub(super) fn run(mut arguments: Check) -> Result<ExitCode, Failure> {
    // The lists take as long to read as the rest of the start: do both at once.
    std::thread::spawn(prepare);
    let config = config(&arguments)?;
    configure(&mut arguments, &config);
    let arguments = &arguments;
    let reports = arguments.report.iter().map(|it| styled(it)).collect::<Result<Vec<_>, _>>()?;
    let wants_json = std::iter::once(arguments.format).chain(reports.iter().map(|it| it.0));
    let settings = Settings {
        hold_at: arguments.hold_at.map_or(Severity::Warning, Severity::from),
        only: arguments.only.clone(),
        ignore: arguments.ignore.clone(),
        digests: digests(wants_json),
        leave: arguments.reveal.then(Reveal::granted_by_the_user),
    };
    let limits = limits(arguments, &config);
    let engine = engine(arguments, &config, limits, &settings)?;
    let release = release(arguments, &limits)?;
    let report = checked(arguments, &release, &engine, &settings)?;
    tell(arguments, &report, &engine, &reports)?;
    Ok(match report.verdict {
        Verdict::Hold if arguments.exit_zero => ExitCode::SUCCESS,
        verdict => verdict.into(),
    })
}

/// The limits as they are configured, and as the command line says.
fn limits(arguments: &Check, config: &Config) -> Limits {
    let limits = config.budget.unwrap_or_default();
    let file = arguments.max_size.map_or(limits.file, |it| it.saturating_mul(1 << 20));
    Limits { file, ..limits }
}

/// The configuration that the arguments name, or that lies nearest.
fn config(arguments: &Check) -> Result<Config, Failure> {
    let folder = std::env::current_dir().unwrap_or_default();
    let release = match arguments.files_from {
        Some(_) => &[],
        None => &arguments.paths[..],
    };
    Ok(Config::of(arguments.config.as_deref(), &folder, release)?)
}

/// What the command line does not say is as it is configured.
fn configure(arguments: &mut Check, config: &Config) {
    arguments.hold_at = arguments.hold_at.or(config.hold_at.map(HoldAt::from));
    arguments.exclude.extend_from_slice(&config.exclude);
    arguments.pack.extend_from_slice(&config.packs);
    arguments.roll = arguments.roll.take().or_else(|| config.roll.clone());
}

/// The rules, the roll and the people who are allowed.
fn engine(
    arguments: &Check,
    config: &Config,
    limits: Limits,
    settings: &Settings,
) -> Result<Engine, Failure> {
    let keys = keys(arguments.password_file.as_deref())?;
    let mut engine = Engine::new(rules(arguments)?, limits, settings)?.with_keys(keys);
    if let Some(path) = &arguments.roll {
        engine = engine.with_roll(roll::open(path, arguments.roll_secret.as_deref())?);
    }
    if !config.allow.is_empty() {
        let mut allowed = RollBuilder::new([0; 16], &[]);
        config.allow.iter().for_each(|it| allowed.add_as_written(it.person.get_ref()));
        engine = engine.with_allowed(allowed.finished().0);
    }
    Ok(engine)
}

/// The release that the arguments name.
fn release(arguments: &Check, limits: &Limits) -> Result<Release, Failure> {
    let options = Options {
        excludes: excludes(&arguments.exclude)?,
        input_name: arguments.name.clone(),
        largest: limits.file,
    };
    let paths = match &arguments.files_from {
        Some(list) => Release::listed(list)?,
        None => arguments.paths.clone(),
    };
    Ok(Release::of(&paths, &options)?)
}

/// Checks the release with as many workers as were asked for.
fn checked(
    arguments: &Check,
    release: &Release,
    engine: &Engine,
    settings: &Settings,
) -> Result<Report, Failure> {
    let workers = arguments.jobs.unwrap_or(0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers).stack_size(STACK);
    let pool = pool.build().map_err(|_| Failure::Workers(workers))?;
    let progress = Progress::of(release.sources().len());
    let done = || progress.add();
    let report = pool.install(|| check_release(release, engine, settings, &done));
    progress.end();
    Ok(report)
}

/// Bytes of stack for each worker: files lie in files, up to the limit.
const STACK: usize = 16 << 20;

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
        fs::write(path, bare.into_inner()).map_err(failed)?;
    }
    if arguments.verbose {
        say_formats(report)?;
    }
    if !arguments.quiet {
        let mut out = output();
        print(report, engine.rules(), arguments.format, leave, &mut out)?;
        out.flush()?;
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

/// The built-in rules and those of the user's packs.
fn rules(arguments: &Check) -> Result<Rules, Failure> {
    let packs = arguments.pack.iter().map(|path| pack(path)).collect::<Result<Vec<_>, _>>()?;
    Ok(Rules::with(packs)?)
}

/// The name and the text of a pack.
fn pack(path: &Path) -> Result<(String, String), Failure> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path);
    let failed = |error: std::io::Error| Failure::File { name: name.clone(), kind: error.kind() };
    Ok((name.clone(), text.map_err(failed)?))
}

fn excludes(globs: &[String]) -> Result<GlobSet, Failure> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        set.add(Glob::new(glob).map_err(|_| Failure::Glob(glob.clone()))?);
    }
    set.build().map_err(|_| Failure::Glob(globs.join(", ")))
}

/// The style and the file of a `--report`.
fn styled(text: &str) -> Result<(Style, String), Failure> {
    let unknown = || Failure::ReportFormat(text.to_owned());
    let (style, path) = text.split_once('=').ok_or_else(unknown)?;
    Ok((Style::from_str(style, false).map_err(|_| unknown())?, path.to_owned()))
}

/// Hashes are only taken when a report shows them.
fn digests(mut styles: impl Iterator<Item = Style>) -> Digests {
    if styles.any(|style| style == Style::Json) { Digests::Sha256 } else { Digests::Skipped }
}
