//! Checks every file of a folder, broken in many ways, and tells what failed:
//! `cargo run --release --example mutate -- FOLDER SEEDS [FIRST] [CASE-FILE]`.
//!
//! What fails is told by file and seed: a panic that a gap stands for, a check
//! that takes longer than some seconds. The case that is at work stands in
//! CASE-FILE, so that an abort can be told too. Ends with the gaps by reason.
//! With one file for a folder, BROKEN_FILE names where it is written as it was broken.

#![allow(clippy::print_stdout, clippy::unwrap_used, dead_code, unreachable_pub, missing_docs)]

#[path = "../tests/common/mutate.rs"]
mod mutate;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use foilint::artefact::Artefact;
use foilint::read::Limits;
use foilint::report::{Engine, Settings, check};
use foilint::rule::Rules;
use mutate::Mutator;

/// A check that takes longer is told.
const LONG: Duration = Duration::from_secs(5);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, seeds, more @ ..] = &arguments[..] else {
        return Err("FOLDER SEEDS [FIRST] [CASE-FILE]".into());
    };
    let first: u64 = more.first().map_or(Ok(0), |it| it.parse())?;
    let engine = Engine::new(Rules::built_in()?, Limits::default(), &Settings::default())?;
    std::panic::set_hook(Box::new(|info| println!("PANIC {:?}", info.location())));
    let mut gaps: BTreeMap<&'static str, u64> = BTreeMap::new();
    let mut cases = 0_u64;
    for seed in first..first + seeds.parse::<u64>()? {
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                if let Some(case) = more.get(1) {
                    std::fs::write(case, format!("{} {seed}", entry.path().display()))?;
                }
                try_one(entry.path(), seed, &engine, &mut gaps)?;
                cases += 1;
            }
        }
        println!("seed {seed}: {cases} cases, gaps so far {gaps:?}");
    }
    Ok(())
}

fn try_one(
    path: &Path,
    seed: u64,
    engine: &Engine,
    gaps: &mut BTreeMap<&'static str, u64>,
) -> std::io::Result<()> {
    let name = path.to_string_lossy();
    let key = name.bytes().fold(seed, |it, byte| it.wrapping_mul(31).wrapping_add(byte.into()));
    let bytes = Mutator::new(key).broken(&std::fs::read(path)?);
    if let Some(kept) = std::env::var_os("BROKEN_FILE") {
        std::fs::write(kept, &bytes)?;
    }
    let begun = Instant::now();
    let rows = check(Artefact::new(&name, &bytes), engine);
    if begun.elapsed() > LONG {
        println!("LONG {name} {seed}: {:?}", begun.elapsed());
    }
    for gap in rows.iter().flat_map(|row| &row.gaps) {
        *gaps.entry(gap.reason.name()).or_default() += 1;
        if gap.reason.name() == "reader-failed" {
            println!("FAILED {name} {seed}");
        }
    }
    Ok(())
}
