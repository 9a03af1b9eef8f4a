//! Archives: nested, encrypted, damaged, with what stands around the files.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

mod around;
#[path = "../common/mod.rs"]
mod common;
mod damage;
mod packed;
mod siblings;
mod system;

use common::sink::Everything;

/// The names of what is enclosed.
fn names(everything: &Everything) -> Vec<&str> {
    everything.enclosures.iter().map(|(name, _)| name.as_str()).collect()
}

/// The parts and reasons of gaps.
fn gaps(everything: &Everything) -> Vec<(&str, &str)> {
    everything.gaps.iter().map(|gap| (gap.part.as_str(), gap.reason.name())).collect()
}
