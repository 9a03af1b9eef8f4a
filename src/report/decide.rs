//! What people have decided to release: it is counted, and no longer holds.

use super::{Engine, Report, Settings, Summary, Verdict};
use crate::date::Date;
use crate::decision::{Decisions, Standing};
use crate::finding::Checked;

impl Report {
    /// The same report with decisions applied.
    #[must_use]
    pub fn decided(
        mut self,
        decisions: &Decisions,
        engine: &Engine,
        settings: &Settings,
        today: Date,
    ) -> Report {
        let is_off = |code: &str| engine.rules().find(code).is_some_and(|rule| !engine.is_on(rule));
        let rulings = decisions.applied(&mut self.files, today, &is_off);
        let count = |standing| rulings.iter().filter(|it| it.standing == standing).count();
        self.summary = Summary {
            excluded: self.summary.excluded,
            rules_off: self.summary.rules_off,
            expired: count(Standing::Expired),
            stale: count(Standing::Stale),
            unused: count(Standing::Unused),
            ..Summary::of(&self.files)
        };
        self.verdict = verdict(&self.files, settings);
        self.decisions = rulings;
        self
    }
}

/// Whether artefacts may go: nobody has to decide on anything more.
pub(super) fn verdict(files: &[Checked], settings: &Settings) -> Verdict {
    let holds = |file: &Checked| {
        let loud = file.findings.iter().filter(|it| it.severity >= settings.hold_at);
        file.gaps.iter().any(|it| it.decision.is_none())
            || loud.into_iter().any(|it| it.decision.is_none())
    };
    if files.iter().any(holds) { Verdict::Hold } else { Verdict::Clear }
}
