//! Runs a target without a fuzzer, on a stable compiler: every seed file of a
//! folder, broken by the seeded mutator of the tests as often as asked.
//! `cargo run --release --bin check -- FOLDER ROUNDS [FIRST]`

use std::time::{Duration, Instant};

#[allow(dead_code, unreachable_pub, missing_docs)]
#[path = "../tests/common/mutate.rs"]
mod mutate;

/// A case that takes longer is told.
const LONG: Duration = Duration::from_secs(10);

pub fn run(target: &dyn Fn(usize, &[u8])) {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, rounds, more @ ..] = &arguments[..] else { panic!("FOLDER ROUNDS [FIRST]") };
    let rounds: u64 = rounds.parse().expect("a number of rounds");
    let first: u64 = more.first().map_or(0, |it| it.parse().expect("a first round"));
    let mut seeds: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of seeds")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .collect();
    seeds.sort();
    for round in first..first + rounds {
        for (number, path) in seeds.iter().enumerate() {
            let bytes = std::fs::read(path).expect("a seed");
            let mut mutator = mutate::Mutator::new(round * 1_000 + number as u64);
            let broken = mutator.broken(&bytes);
            let begun = Instant::now();
            target(mutator.below(256), &broken);
            if begun.elapsed() > LONG {
                println!("{} in round {round}: {:?}", path.display(), begun.elapsed());
            }
        }
    }
    println!("{rounds} rounds of {} seeds", seeds.len());
}
