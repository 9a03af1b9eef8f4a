//! `foilint test`: packs of one's own are tried on their examples.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::scope::pack;
use super::{Failure, output};
use crate::print::plain;
use crate::read::Limits;
use crate::report::{Engine, Settings};
use crate::rule::{Lines, Pack, PackError, Rules, lines, schema};
use crate::trial::{Fault, Sort, Trial, tried};

/// Which packs to try.
#[derive(Args, Debug)]
pub(super) struct Test {
    /// Packs of rules, each in the form of those that foilint carries.
    #[arg(required_unless_present = "schema", value_name = "PACK")]
    packs: Vec<PathBuf>,
    /// Print the JSON schema of packs, for editors, and try none.
    #[arg(long, conflicts_with = "packs")]
    schema: bool,
}

pub(super) fn run(arguments: &Test) -> Result<ExitCode, Failure> {
    if arguments.schema {
        let mut out = output();
        serde_json::to_writer_pretty(&mut out, &schema()?).map_err(std::io::Error::from)?;
        writeln!(out)?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let packs: Vec<Pack> = arguments.packs.iter().map(|it| pack(it)).collect::<Result<_, _>>()?;
    let first = Rules::built_in()?.iter().count();
    let rules = Rules::with_packs(packs.clone()).map_err(|error| placed(error, &packs))?;
    let engine = Engine::new(rules, Limits::default(), &Settings::default())?;
    let trial = tried(&engine, first);
    tell(&trial, &packs)?;
    Ok(ExitCode::from(u8::from(!trial.faults.is_empty())))
}

/// An error with the line of the rule that it is about.
fn placed(error: PackError, packs: &[Pack]) -> Failure {
    let PackError::Rule { pack, rule, detail } = error else { return error.into() };
    let (name, line) = match place(&rule, packs) {
        Some((name, lines)) => (name, Some(lines.rule)),
        None => (pack, None),
    };
    match line {
        Some(line) => Failure::Rule { pack: name, line, rule, detail },
        None => PackError::Rule { pack: name, rule, detail }.into(),
    }
}

/// The pack of a rule and its lines there; where two take one code it is the later.
fn place(code: &str, packs: &[Pack]) -> Option<(String, Lines)> {
    packs.iter().rev().find_map(|pack| {
        let found = lines(&pack.text).into_iter().rfind(|it| it.code == code)?;
        Some((pack.name.clone(), found))
    })
}

fn tell(trial: &Trial, packs: &[Pack]) -> Result<(), Failure> {
    let mut out = output();
    for Fault { code, sort, number, why } in &trial.faults {
        let Some((name, lines)) = place(code, packs) else { continue };
        let (word, list) = match sort {
            Sort::Bad => ("bad", &lines.bad),
            Sort::Good => ("good", &lines.good),
        };
        let line = list.get(*number).copied().unwrap_or(lines.rule);
        let number = number + 1;
        writeln!(out, "{}:{line}: {code}: {word} example {number}: {why}", plain(&name))?;
    }
    for code in &trial.untried {
        writeln!(out, "{code}: not tried: its examples are no texts")?;
    }
    let faults = trial.faults.len();
    let said = if faults == 0 {
        "all as they should be".to_owned()
    } else {
        format!("{faults} are not as they should be")
    };
    writeln!(out, "{} rules, {} examples: {said}.", trial.rules, trial.examples)?;
    Ok(out.flush()?)
}
