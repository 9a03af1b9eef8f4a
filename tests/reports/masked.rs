//! No output without `--reveal` has what stands in the files.

use crate::FORMATS;
use crate::common::outgoing::{Outgoing, Run};
use crate::outgoing::{PLANTED, release};

fn assert_masked(what: &str, text: &str) {
    for planted in PLANTED {
        let held = text.to_lowercase().contains(&planted.to_lowercase());
        assert!(!held, "{what} tells of {planted}:\n{text}");
    }
}

fn assert_run_masked(what: &str, run: &Run) {
    assert_masked(what, &run.stdout);
    assert_masked(what, &run.stderr);
}

fn run(folder: &Outgoing, arguments: &[&str]) {
    assert_run_masked(&arguments.join(" "), &folder.run(arguments));
}

#[test]
fn no_format_tells_what_was_planted() {
    let folder = release("masked");
    for format in FORMATS {
        run(&folder, &["check", "out", "--verbose", "--format", format]);
        let revealed = folder.run(&["check", "out", "--reveal", "--format", format]).stdout;
        assert!(revealed.contains("Sampleton"), "{format}: there is something to mask");
    }
}

#[test]
fn no_report_that_is_written_tells_what_was_planted() {
    let folder = release("masked-reports");
    let reports = FORMATS.map(|format| format!("{format}=report.{format}"));
    let mut arguments = vec!["check", "out", "--quiet"];
    arguments.extend(reports.iter().flat_map(|it| ["--report", it.as_str()]));
    run(&folder, &arguments);
    for format in FORMATS {
        let text = std::fs::read_to_string(folder.path(&format!("report.{format}"))).unwrap();
        assert!(!text.is_empty(), "{format}");
        assert_masked(format, &text);
    }
}

#[test]
fn no_list_and_no_error_tells_what_was_planted() {
    let folder = release("masked-lists").file("broken.toml", "person = 'Jocasta Sampleton'\n");
    for arguments in [
        &["check", "out", "--statistics"][..],
        &["files", "out"],
        &["files", "out", "--format", "json"],
        &["read", "out"],
        &["read", "out", "--format", "json"],
        &["check", "out", "--config", "broken.toml"],
        &["check", "out", "--pack", "broken.toml"],
        &["check", "out", "--pack", "out/counts.xlsx"],
        &["check", "out", "--roll", "out/counts.xlsx"],
        &["check", "out", "--password-file", "out/counts.xlsx"],
        &["check", "--files-from", "out/counts.xlsx"],
    ] {
        run(&folder, arguments);
    }
}
