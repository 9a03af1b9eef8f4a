//! The whole check of one file: readers, rules and judgement.

#![cfg_attr(feature = "libfuzzer", no_main)]

use std::sync::OnceLock;

use foilint::artefact::Artefact;
use foilint::read::Limits;
use foilint::report::{Engine, Settings, check};
use foilint::rule::Rules;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let limits = Limits { unpacked: 256 << 20, part: 64 << 20, ..Limits::default() };
        let rules = Rules::built_in().expect("the packs are well formed");
        Engine::new(rules, limits, &Settings::default()).expect("no rule is named")
    })
}

/// A reader that panics is a gap to the user, and a fault here.
fn try_one(bytes: &[u8]) {
    for row in check(Artefact::new("reply", bytes), engine()) {
        let failed = row.gaps.iter().any(|gap| gap.reason.name() == "reader-failed");
        assert!(!failed, "{}: a reader panicked", row.format);
    }
}

#[cfg(feature = "libfuzzer")]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| try_one(bytes));

#[cfg(not(feature = "libfuzzer"))]
#[path = "../stable.rs"]
mod stable;

#[cfg(not(feature = "libfuzzer"))]
fn main() {
    stable::run(&|_, bytes| try_one(bytes));
}
