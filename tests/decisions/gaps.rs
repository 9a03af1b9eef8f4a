//! A gap is lifted by a decision and by nothing else, for these very bytes.

use super::*;

#[test]
fn a_gap_is_lifted_for_these_bytes_alone() {
    let folder = Outgoing::new("decisions-gap").file("out/scan.xyz", [0, 159, 146, 150]);
    let gap = report(&folder)["files"][0]["gaps"][0].clone();
    assert_eq!(gap["reason"], "unknown-format");
    assert_eq!(checked(&folder).0, 1);
    accept_all(&folder);
    let (code, summary) = checked(&folder);
    assert_eq!((code, &summary["gaps"], &summary["decided"]), (0, &0.into(), &1.into()));
    let text = std::fs::read_to_string(folder.path("decisions.toml")).unwrap();
    assert!(text.contains("rule = \"unknown-format\""), "{text}");
    let folder = folder.file("out/scan.xyz", [0, 159, 146, 151]);
    let (code, summary) = checked(&folder);
    assert_eq!((code, &summary["gaps"], &summary["stale"]), (1, &1.into(), &1.into()));
}

#[test]
fn no_configuration_lifts_a_gap() {
    let folder = Outgoing::new("decisions-gap-config").file("out/scan.xyz", [0, 159, 146, 150]);
    let run = folder.run(&["check", "out", "--hold-at", "error", "--only", "IDN001"]);
    assert_eq!(run.code, 1, "{run:?}");
}

#[cfg(unix)]
#[test]
fn what_could_not_be_opened_has_no_fingerprint_to_decide_on() {
    let folder = reply("unopened", "Nothing.\n");
    std::os::unix::fs::symlink("nowhere", folder.path("out/link")).unwrap();
    let report = report(&folder);
    let gap = &report["files"][0]["gaps"][0];
    assert_eq!((gap["reason"].as_str(), &gap["fingerprint"]), (Some("unreadable"), &Value::Null));
}
