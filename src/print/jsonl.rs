//! A JSON object a line: each finding, each gap, and at the end the verdict with
//! the counts. A run that was cut off has no last line.

use std::io::{self, Write};

use serde::Serialize;

use super::BANNER;
use super::json::{GapRow, Row, Tool, VERSION, finding_row, gap_row};
use crate::finding::Reveal;
use crate::report::{Report, Summary, Verdict};
use crate::rule::Rules;

/// A line.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line<'r> {
    Finding {
        file: &'r str,
        #[serde(flatten)]
        row: Row<'r>,
    },
    Gap {
        file: &'r str,
        #[serde(flatten)]
        row: GapRow<'r>,
    },
    Summary {
        version: u32,
        tool: Tool,
        masked: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        banner: Option<&'static str>,
        verdict: Verdict,
        #[serde(flatten)]
        counts: Summary,
    },
}

pub(super) fn print(
    report: &Report,
    rules: &Rules,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for file in &report.files {
        for row in file.findings.iter().filter_map(|it| finding_row(it, report, rules, leave)) {
            write(&Line::Finding { file: &file.name, row }, out)?;
        }
        for gap in &file.gaps {
            write(&Line::Gap { file: &file.name, row: gap_row(gap, report, leave) }, out)?;
        }
    }
    let summary = Line::Summary {
        version: VERSION,
        tool: Tool::of(rules),
        masked: leave.is_none(),
        banner: leave.map(|_| BANNER),
        verdict: report.verdict,
        counts: report.summary,
    };
    write(&summary, out)
}

fn write(line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    writeln!(out)
}
