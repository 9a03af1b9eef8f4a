//! What makes it easy to use every day: lists, statistics, completions, help.

use crate::outgoing::release;

#[test]
fn files_lists_what_would_be_checked_and_what_reads_it() {
    let run = release("files").run(&["files", "out"]);
    assert_eq!(run.code, 0, "{run:?}");
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 7, "{}", run.stdout);
    assert!(
        lines.iter().any(|it| it.starts_with("csv") && it.ends_with("out/annex.zip!staff.csv"))
    );
    assert!(lines.iter().any(|it| it.starts_with("pdf") && it.contains("  not read: ")));
    let json = release("files-json").run(&["files", "out", "--format", "json"]);
    for line in json.stdout.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(row["name"].is_string() && row["bytes"].is_u64(), "{row}");
    }
}

#[test]
fn completions_and_the_manual_know_every_command() {
    let folder = release("shells");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = folder.run(&["completions", shell]);
        assert!(run.code == 0 && run.stdout.contains("report"), "{shell}");
    }
    let page = folder.run(&["man"]).stdout;
    for command in ["check", "read", "rules", "files", "completions"] {
        assert!(page.contains(command), "{command}");
        let own = folder.run(&["man", command]);
        assert!(own.code == 0 && own.stdout.contains(".TH foilint"), "{command}: {own:?}");
    }
    assert_eq!(folder.run(&["man", "frobnicate"]).code, 2);
}

#[test]
fn every_failure_ends_in_help() {
    let folder = release("help").file("bad.toml", "colour = 1\n");
    for arguments in [
        &["check", "absent"][..],
        &["check", "out", "--only", "XYZ999"],
        &["check", "out", "--report", "pdf=x.pdf"],
        &["check", "out", "--report", "json=absent/x.json"],
        &["check", "out", "--pack", "bad.toml"],
        &["check", "out", "--config", "bad.toml"],
        &["check", "out", "--config", "absent.toml"],
        &["check", "out", "--exclude", "a[b"],
        &["check", "out", "--password-file", "absent"],
        &["check", "out", "--roll", "bad.toml"],
        &["check", "out", "--decisions", "absent"],
        &["rule", "nobody"],
        &["read", "absent"],
        &["man", "nobody"],
        &["verify", "absent"],
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        let last = run.stderr.lines().last().unwrap_or_default();
        assert!(last.starts_with("help: "), "{arguments:?}: {}", run.stderr);
    }
}
