//! What there may be too much of in a sheet: each limit that is reached is a gap.

use super::Sheet;
use crate::document::{Gap, Reason, Sink};

/// How many different texts in the formulas of a sheet are told apart.
pub(super) const MOST_FORMULAS: usize = 100_000;

/// How many ranges of merged cells of a sheet are looked into.
pub(super) const MOST_MERGED: usize = 100_000;

/// What there is too much of.
#[derive(Default)]
pub(super) struct Cut {
    pub(super) formulas: bool,
    pub(super) merged: bool,
}

impl Cut {
    fn limits(&self) -> impl Iterator<Item = Reason> {
        let formulas = (self.formulas, MOST_FORMULAS, "different texts in formulas");
        let merged = (self.merged, MOST_MERGED, "merged ranges");
        let reached = [formulas, merged].into_iter().filter(|it| it.0);
        reached.map(|(_, limit, unit)| Reason::TooLarge { limit: limit as u64, unit })
    }
}

impl Sheet<'_, '_> {
    /// Pushes a gap for each limit that was reached.
    pub(super) fn push_limits(&self, sink: &mut dyn Sink) {
        let beside = self.beside.limit().into_iter().chain(self.columns.limit());
        for limit in beside.chain(self.cut.limits()) {
            sink.gap(Gap::part(self.beside.part(), limit));
        }
    }
}
