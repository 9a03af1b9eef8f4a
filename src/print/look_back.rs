//! The table that a look-back ends in: rules by years, and the files to look at first.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{counted, full, plain};
use crate::look_back::{Counted, First, LookBack};
use crate::report::{Summary, Verdict, grouped};
use crate::rule::{Rules, Severity};

/// Years that have a column of their own; those before share one.
const YEARS: usize = 8;

/// The width of a column.
const WIDTH: usize = 8;

/// Prints a look-back for people.
///
/// # Errors
///
/// When the output cannot be written.
pub fn print_look_back(look_back: &LookBack, out: &mut dyn Write) -> io::Result<()> {
    let years: Vec<i64> = look_back.years.iter().rev().take(YEARS).rev().copied().collect();
    let earliest = years.first().copied().unwrap_or_default();
    let has_earlier = look_back.years.len() > years.len();
    if !look_back.rows.is_empty() {
        write!(out, "{:9}{:40}", "", "files that hold, by rule and year")?;
        if has_earlier {
            write!(out, "{:>WIDTH$}", format!("–{}", earliest - 1))?;
        }
        years.iter().try_for_each(|year| write!(out, "{year:>WIDTH$}"))?;
        writeln!(out, "{:>WIDTH$}", "all")?;
    }
    for row in &look_back.rows {
        let word = if row.code.is_some() { row.severity.name() } else { "gap" };
        let name = format!("{} {}", row.code.as_deref().unwrap_or("-"), row.name);
        write!(out, "{word:8} {name:40}")?;
        if has_earlier {
            print_count(row.years.range(..earliest).map(|it| it.1).sum(), out)?;
        }
        for year in &years {
            print_count(row.years.get(year).copied().unwrap_or_default(), out)?;
        }
        print_count(row.files, out)?;
        writeln!(out)?;
    }
    print_first(look_back, out)?;
    let (holding, archived) = (look_back.holding as u64, counted(look_back.archived, "file"));
    writeln!(out, "{} of {archived} hold.", grouped(holding))?;
    full::print_last_line(look_back.verdict, &look_back.summary, out)
}

fn print_count(count: usize, out: &mut dyn Write) -> io::Result<()> {
    let shown = if count == 0 { "-".to_owned() } else { grouped(count as u64) };
    write!(out, "{shown:>WIDTH$}")
}

fn print_first(look_back: &LookBack, out: &mut dyn Write) -> io::Result<()> {
    if look_back.first.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nLook first at")?;
    for First { hidden, error, warning, count, name } in &look_back.first {
        let (errors, warnings) = (counted(*error, "error"), counted(*warning, "warning"));
        let most = grouped(*count);
        let name = plain(&name.0);
        writeln!(out, "  {name}: {errors}, {hidden} hidden, {warnings}; {most} in one place")?;
    }
    writeln!(out)
}

#[derive(Serialize)]
struct Output<'l> {
    version: u32,
    tool: Tool,
    verdict: Verdict,
    archived: usize,
    holding: usize,
    rules: Vec<Row<'l>>,
    first: Vec<FirstRow<'l>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
    rules: String,
}

#[derive(Serialize)]
struct Row<'l> {
    code: Option<&'l str>,
    name: &'l str,
    severity: Severity,
    files: usize,
    years: &'l BTreeMap<i64, usize>,
}

#[derive(Serialize)]
struct FirstRow<'l> {
    name: &'l str,
    hidden: usize,
    error: usize,
    warning: usize,
    count: u64,
}

/// Prints a look-back for programs.
///
/// # Errors
///
/// When the output cannot be written.
pub fn print_look_back_json(
    look_back: &LookBack,
    rules: &Rules,
    out: &mut dyn Write,
) -> io::Result<()> {
    let output = Output {
        version: 1,
        tool: Tool { name: "foilint", version: env!("CARGO_PKG_VERSION"), rules: rules.digest() },
        verdict: look_back.verdict,
        archived: look_back.archived,
        holding: look_back.holding,
        rules: look_back.rows.iter().map(row).collect(),
        first: look_back.first.iter().map(first).collect(),
        summary: look_back.summary,
    };
    serde_json::to_writer_pretty(&mut *out, &output)?;
    writeln!(out)
}

fn row(row: &Counted) -> Row<'_> {
    Row {
        code: row.code.as_deref(),
        name: &row.name,
        severity: row.severity,
        files: row.files,
        years: &row.years,
    }
}

fn first(first: &First) -> FirstRow<'_> {
    FirstRow {
        name: &first.name.0,
        hidden: first.hidden,
        error: first.error,
        warning: first.warning,
        count: first.count,
    }
}
