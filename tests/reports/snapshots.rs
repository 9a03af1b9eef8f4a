//! A snapshot of every format from one run. `FOILINT_UPDATE=1 cargo test` writes them.

use std::path::Path;

use crate::FORMATS;
use crate::outgoing::release;

#[test]
fn every_format_says_what_its_snapshot_says() {
    let folder = release("snapshots");
    for format in FORMATS {
        let run = folder.run(&["check", "out", "--format", format]);
        assert_eq!(run.code, 1, "{format}: {}", run.stderr);
        compare(&format!("{format}.txt"), &steady(&run.stdout));
    }
    let run = folder.run(&["check", "out", "--statistics"]);
    assert_eq!(run.code, 1);
    compare("statistics.txt", &steady(&run.stdout));
}

/// A text without what changes with the day and the rules.
fn steady(text: &str) -> String {
    let digest = regex::Regex::new("blake3:[0-9a-f]{12,}").unwrap();
    let time = regex::Regex::new(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC").unwrap();
    time.replace_all(&digest.replace_all(text, "blake3:…"), "TIME").replace('\r', "␍")
}

fn compare(name: &str, text: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports/snapshots");
    let path = folder.join(name);
    if std::env::var_os("FOILINT_UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, kept, "{name}: FOILINT_UPDATE=1 writes it anew");
}
