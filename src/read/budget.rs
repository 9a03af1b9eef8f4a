//! How much one file of a release may cost. What grows with the file is limited
//! here, and `[budget]` of a configuration changes it; what a format itself limits,
//! such as the columns of a sheet, is a figure of its reader. Each is a gap when it
//! is reached.

use std::cell::Cell;

use serde::Deserialize;

use super::Keys;
use crate::document::Reason;

/// The limits of one run, each documented with its unit.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// Bytes of a file of the release.
    pub file: u64,
    /// Bytes that a file may unpack to, all its parts and inner files together.
    pub unpacked: u64,
    /// How many times its packed size a part may unpack to, above `ratio_from`.
    pub ratio: u64,
    /// Unpacked bytes below which the ratio of a part does not matter.
    pub ratio_from: u64,
    /// Bytes of one part that has to be held in memory as a whole.
    pub part: u64,
    /// Entries of an archive or a package.
    pub parts: usize,
    /// How many files deep a file may lie.
    pub depth: u32,
    /// How many files may lie in one file, at all depths.
    pub enclosures: u32,
    /// Rounds of SHA-1 that may be spent on passwords, for a file and all that is
    /// in it: some seconds.
    pub rounds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file: 2 << 30,
            unpacked: 8 << 30,
            ratio: 400,
            ratio_from: 64 << 20,
            part: 512 << 20,
            parts: 200_000,
            depth: 16,
            enclosures: 20_000,
            rounds: 25_000_000,
        }
    }
}

impl Limits {
    /// The names of the limits, as a configuration writes them.
    pub const NAMES: [&str; 9] = [
        "file",
        "unpacked",
        "ratio",
        "ratio-from",
        "part",
        "parts",
        "depth",
        "enclosures",
        "rounds",
    ];

    /// The limits for a file of a size: a small one does not need to unpack to
    /// as much as a large one, unless it is a bomb of many small steps.
    #[must_use]
    pub fn of_file(self, bytes: u64) -> Limits {
        let most = bytes.saturating_mul(self.ratio).max(self.ratio_from.saturating_mul(16));
        Limits { unpacked: self.unpacked.min(most), ..self }
    }
}

/// What is left of the limits for one file of the release and all that is in it.
#[derive(Debug)]
pub struct Budget {
    limits: Limits,
    unpacked: Cell<u64>,
    enclosures: Cell<u32>,
    rounds: Cell<u64>,
    keys: Keys,
}

impl Budget {
    /// The whole of the limits.
    pub fn new(limits: Limits) -> Self {
        let (unpacked, enclosures, rounds) = (Cell::new(0), Cell::new(0), Cell::new(0));
        Budget { limits, unpacked, enclosures, rounds, keys: Keys::default() }
    }

    /// The same with passwords for what is encrypted.
    #[must_use]
    pub fn with(self, keys: Keys) -> Self {
        Budget { keys, ..self }
    }

    /// The passwords for what is encrypted.
    pub(super) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The limits themselves.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Takes note of bytes that came out of a packed part.
    ///
    /// # Errors
    ///
    /// When that is more than the file may unpack to.
    pub fn unpack(&self, bytes: u64) -> Result<(), Reason> {
        self.unpacked.set(self.unpacked.get().saturating_add(bytes));
        if self.unpacked.get() > self.limits.unpacked {
            return Err(Reason::TooLarge { limit: self.limits.unpacked, unit: "unpacked bytes" });
        }
        Ok(())
    }

    /// Takes note of the entries of an archive or a package.
    ///
    /// # Errors
    ///
    /// When there are more than are looked at.
    pub(super) fn list(&self, parts: usize) -> Result<(), Reason> {
        let limit = self.limits.parts;
        let too_many = Reason::TooLarge { limit: limit as u64, unit: "entries" };
        if parts > limit { Err(too_many) } else { Ok(()) }
    }

    /// Takes note of rounds of hashing, before they are spent on a password.
    ///
    /// # Errors
    ///
    /// When that is more than the file is worth.
    pub(super) fn hash(&self, rounds: u64) -> Result<(), Reason> {
        let spent = self.rounds.get().saturating_add(rounds);
        if spent > self.limits.rounds {
            return Err(Reason::Untried);
        }
        self.rounds.set(spent);
        Ok(())
    }

    /// Takes note of a file inside, `depth` files deep.
    ///
    /// # Errors
    ///
    /// When it lies too deep, or when there are too many.
    pub fn enclose(&self, depth: u32) -> Result<(), Reason> {
        self.enclosures.set(self.enclosures.get().saturating_add(1));
        if depth > self.limits.depth {
            return Err(Reason::TooDeep(self.limits.depth));
        }
        if self.enclosures.get() > self.limits.enclosures {
            return Err(Reason::TooLarge {
                limit: self.limits.enclosures.into(),
                unit: "files inside",
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_holds_at_its_figure_and_breaks_above_it() {
        let budget = Budget::new(Limits { unpacked: 10, ..Limits::default() });
        assert_eq!((budget.unpack(9), budget.unpack(1)), (Ok(()), Ok(())));
        assert!(matches!(budget.unpack(1), Err(Reason::TooLarge { limit: 10, .. })));
    }

    #[test]
    fn entries_are_counted_and_every_limit_has_its_name() {
        let budget = Budget::new(Limits { parts: 2, ..Limits::default() });
        assert_eq!((budget.list(1), budget.list(2)), (Ok(()), Ok(())));
        assert!(matches!(budget.list(3), Err(Reason::TooLarge { limit: 2, .. })));
        for name in Limits::NAMES {
            let limits: Limits = toml::from_str(&format!("{name} = 1")).expect(name);
            assert_ne!(limits, Limits::default(), "{name}");
        }
        assert!(toml::from_str::<Limits>("cells = 1").is_err());
    }

    #[test]
    fn rounds_that_are_too_many_are_not_spent() {
        let budget = Budget::new(Limits { rounds: 10, ..Limits::default() });
        assert_eq!(budget.hash(11), Err(Reason::Untried));
        assert_eq!(budget.hash(10), Ok(()));
        assert_eq!(budget.hash(1), Err(Reason::Untried));
    }

    #[test]
    fn files_inside_files_end_at_the_depth() {
        let budget = Budget::new(Limits { depth: 2, enclosures: 2, ..Limits::default() });
        assert_eq!(budget.enclose(2), Ok(()));
        assert_eq!(budget.enclose(3), Err(Reason::TooDeep(2)));
        assert!(matches!(budget.enclose(1), Err(Reason::TooLarge { limit: 2, .. })));
    }
}
