//! The checked artefacts of a release, with what is kept of each to put it beside the
//! others: of all together no more than a limit.
//!
//! What is kept depends on the release alone, not on the order in which its files
//! are read: as many hashes of each column as all of them leave room for.

use super::engine::Engine;
use super::trace::Row;
use crate::document::{Gap, Reason};
use crate::finding::Status;

/// Hashes kept of a release: some 200 MB.
const MOST_HASHES: usize = 1 << 23;

/// Hashes kept of a column as long as there is room.
const MOST: usize = 1 << 14;

/// Hashes of a column with which a comparison misses nobody who matters; with
/// fewer than these it is a gap.
const ENOUGH: usize = 256;

/// The rows of some files, in their order.
pub(super) struct Rows {
    list: Vec<Row>,
    hashes: usize,
    /// How many hashes are kept of each column.
    most: usize,
}

impl Default for Rows {
    fn default() -> Self {
        Rows { list: Vec::new(), hashes: 0, most: MOST }
    }
}

impl From<Row> for Rows {
    fn from(row: Row) -> Self {
        Rows { hashes: row.traces.hashes(), list: vec![row], most: MOST }
    }
}

impl Rows {
    /// These rows and others behind them.
    pub(super) fn join(self, other: Rows) -> Rows {
        self.joined(other, MOST_HASHES)
    }

    fn joined(mut self, mut other: Rows, limit: usize) -> Rows {
        let most = self.most.min(other.most);
        self.shrink(most);
        other.shrink(most);
        self.list.append(&mut other.list);
        self.hashes += other.hashes;
        while self.hashes > limit && self.most > 1 {
            self.shrink(self.most / 2);
        }
        self
    }

    /// Keeps no more than so many hashes of each column.
    fn shrink(&mut self, most: usize) {
        if most < self.most {
            self.most = most;
            self.list.iter_mut().for_each(|row| row.traces.shrink_to(most));
            self.hashes = self.list.iter().map(|row| row.traces.hashes()).sum();
        }
    }

    /// The rows, each with a gap where too little of it could be kept.
    pub(super) fn finished(mut self, engine: &Engine) -> Vec<Row> {
        if self.most < ENOUGH {
            let compared = self.list.iter_mut().filter(|row| !row.traces.list.is_empty());
            let unit = "values compared with the other files";
            let reason = Reason::TooLarge { limit: MOST_HASHES as u64, unit };
            compared.for_each(|row| add_gap(row, reason.clone(), engine));
        }
        self.list
    }
}

/// Adds a gap of a file as a whole, which was read to its end until now.
pub(super) fn add_gap(row: &mut Row, reason: Reason, engine: &Engine) {
    let file = &mut row.checked;
    file.gaps.push(engine.unread(Gap::whole(reason), (&row.traces.name, &row.traces.hash)));
    if file.status == Status::Read {
        file.status = Status::Partial;
    }
}

#[cfg(test)]
mod tests {
    use super::super::trace::{Joining, Trace, Traces};
    use super::super::{Settings, unopened};
    use super::*;
    use crate::document::Layer;
    use crate::read::Limits;
    use crate::rule::{Key, Named, Rules, Sketch};

    fn engine() -> Engine {
        let rules = Rules::built_in().expect("the packs are well formed");
        let engine = Engine::new(rules, Limits::default(), &Settings::default());
        engine.expect("no settings name a rule")
    }

    /// A file with a column of numbers.
    fn file(numbers: std::ops::Range<u64>) -> Rows {
        let mut values = Sketch::default();
        numbers.for_each(|it| values.add((it + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        let joining = Joining {
            key: Key::Staff,
            is_named: true,
            column: 1,
            heading: None,
            location: String::new(),
            values,
        };
        let trace = Trace {
            layer: Layer::Body,
            container: None,
            place: None,
            is_named: true,
            says: Vec::new(),
            joining: vec![joining],
            orders: Vec::new(),
            people: Named::default(),
            sum: 0,
        };
        let traces = Traces { list: vec![trace], ..Traces::default() };
        Row { checked: unopened("a", Reason::Truncated).checked, traces }.into()
    }

    /// The hashes that are kept of each file.
    fn kept(rows: &Rows) -> Vec<usize> {
        rows.list.iter().map(|row| row.traces.hashes()).collect()
    }

    #[test]
    fn a_release_keeps_as_much_of_each_file_as_all_leave_room_for() {
        let files = || (0..64).map(|number| file(number..number + 1_000 + number));
        let add = |all: Rows, next| all.joined(next, 20_000);
        let forth = files().reduce(add).expect("there are some");
        let back = files().rev().reduce(add).expect("there are some");
        assert_eq!(kept(&forth), [256; 64]);
        assert_eq!(kept(&back), kept(&forth), "in any order");
        assert_eq!(
            forth.finished(&engine()).iter().map(|row| row.checked.gaps.len()).max(),
            Some(1)
        );
    }

    #[test]
    fn a_file_of_which_too_little_is_kept_has_a_gap() {
        let add = |all: Rows, next| all.joined(next, 2_000);
        let all = (0..64).map(|number| file(number..number + 1_000)).reduce(add);
        let all = all.expect("there are some");
        assert_eq!(kept(&all), [16; 64]);
        let gaps = |row: &Row| {
            row.checked.gaps.iter().filter(|it| it.reason.name() == "too-large").count()
        };
        assert!(all.finished(&engine()).iter().all(|row| gaps(row) == 1));
    }
}
