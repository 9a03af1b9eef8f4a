//! The library in twenty lines: checks one file and prints what holds it.
//!
//! `cargo run --example embed -- FILE`

#![allow(clippy::print_stdout)] // a program that prints

use foilint::artefact::Artefact;
use foilint::read::Limits;
use foilint::report::{Engine, Settings, check};
use foilint::rule::Rules;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let name = std::env::args().nth(1).ok_or("which file?")?;
    let bytes = std::fs::read(&name)?;
    let engine = Engine::new(Rules::built_in()?, Limits::default(), &Settings::default())?;
    for file in check(Artefact::new(&name, &bytes), &engine) {
        for finding in &file.findings {
            println!("{} {}: {}", file.name, finding.location, finding.message);
        }
        for gap in &file.gaps {
            println!("{} {}: not read: {}", file.name, gap.part, gap.reason);
        }
    }
    Ok(())
}
