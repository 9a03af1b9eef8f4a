//! What people have let pass: the decisions that no longer fit, and the counts that the
//! last line of every output has.

use std::io::{self, Write};

use super::{counted, plain};
use crate::decision::{Decision, Ruling, Standing};
use crate::finding::{Reveal, label};
use crate::report::{Report, Summary};

/// Decisions of one standing that are printed; `foilint decisions` lists them all.
const SHOWN: usize = 5;

/// "A. Officer, 2026-03-03, approved by B. Manager: published in the staff list".
pub(super) fn words(decision: &Decision, leave: Option<Reveal>) -> String {
    let approved = decision.approved_by.as_ref();
    let approved = approved.map(|it| format!(", approved by {}", plain(it)));
    let reason = plain(&label(&decision.reason, leave));
    let (by, on) = (plain(&decision.by), decision.on);
    format!("{by}, {on}{}: {reason}", approved.unwrap_or_default())
}

/// The decision that lets something pass, in words; nothing where nobody decided.
pub(super) fn by(number: Option<usize>, report: &Report, leave: Option<Reveal>) -> String {
    let ruling = number.and_then(|number| report.decisions.get(number));
    ruling.map_or_else(String::new, |ruling| words(&ruling.decision, leave))
}

/// Prints the decisions that have expired, are stale or unused.
pub(super) fn print_unfit(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let unfit = [
        (Standing::Expired, "its last day has passed"),
        (Standing::Stale, "what it was given for has changed"),
        (Standing::Unused, "nothing here is what it was given for"),
    ];
    let mut printed = false;
    for (standing, why) in unfit {
        let those = || report.decisions.iter().filter(|it| it.standing == standing);
        for ruling in those().take(SHOWN) {
            writeln!(out, "{}", line(ruling, why))?;
            printed = true;
        }
        if those().count() > SHOWN {
            let more = counted(those().count() - SHOWN, "more decision");
            writeln!(out, "  {more} {}; `foilint decisions` lists them", standing.name())?;
        }
    }
    if printed { writeln!(out) } else { Ok(()) }
}

fn line(ruling: &Ruling, why: &str) -> String {
    let Decision { finding, rule, file, by, .. } = &ruling.decision;
    let file = file.as_ref().map(|it| format!(" of {}", label(it, None))).unwrap_or_default();
    let rule = rule.as_deref().unwrap_or("a finding");
    let what = plain(&format!("{rule}{file}, by {by}"));
    format!("  {:8} {}  decision on {what}: {why}", ruling.standing.name(), finding.as_str())
}

/// What was let pass, in the words of the last line; decisions in use come last.
pub(super) fn counts(summary: &Summary) -> Vec<String> {
    let mut parts = Vec::new();
    if summary.allowed > 0 {
        parts.push(format!("{} of allowed people", counted(summary.allowed, "mention")));
    }
    if summary.excluded > 0 {
        parts.push(format!("{} excluded", summary.excluded));
    }
    if summary.rules_off > 0 {
        parts.push(format!("{} switched off", counted(summary.rules_off, "rule")));
    }
    let unfit = [
        (summary.expired, Standing::Expired),
        (summary.stale, Standing::Stale),
        (summary.unused, Standing::Unused),
    ];
    for (count, standing) in unfit.into_iter().filter(|it| it.0 > 0) {
        parts.push(format!("{} {}", counted(count, "decision"), standing.name()));
    }
    parts.push(format!("{} decided", summary.decided));
    parts
}
