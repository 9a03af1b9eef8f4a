//! How often each rule was met, and in how many files: where to look first.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::full::print_last_line;
use crate::report::{Report, grouped};
use crate::rule::Rules;

/// How often something was met: places, and files.
#[derive(Default)]
struct Count {
    places: u64,
    files: u64,
}

/// Prints how often each rule was met, the most frequent first, and the last line of
/// the full report.
///
/// # Errors
///
/// When the output cannot be written.
pub fn print_statistics(report: &Report, rules: &Rules, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: Vec<(String, Count)> = counts(report, rules).into_iter().collect();
    counts
        .sort_by(|(one, first), (other, second)| (second.places, one).cmp(&(first.places, other)));
    if !counts.is_empty() {
        writeln!(out, "{:>9} {:>9}  rule", "places", "files")?;
    }
    for (name, count) in &counts {
        writeln!(out, "{:>9} {:>9}  {name}", grouped(count.places), grouped(count.files))?;
    }
    print_last_line(report.verdict, &report.summary, out)
}

fn counts(report: &Report, rules: &Rules) -> BTreeMap<String, Count> {
    let mut all: BTreeMap<String, Count> = BTreeMap::new();
    for file in &report.files {
        let found = file.findings.iter().filter_map(|it| rules.get(it.rule));
        let found = found.map(|rule| format!("{} {}", rule.code, rule.name));
        let gaps = file.gaps.iter().map(|it| format!("not read: {}", it.reason.name()));
        let mut own: BTreeMap<String, u64> = BTreeMap::new();
        found.chain(gaps).for_each(|name| *own.entry(name).or_default() += 1);
        for (name, places) in own {
            let count = all.entry(name).or_default();
            count.places += places;
            count.files += 1;
        }
    }
    all
}
