//! What explains the rules, and what is generated from them.

use crate::outgoing::release;

#[test]
fn the_catalogue_is_current() {
    let run = release("catalogue").run(&["rules", "--format", "markdown"]);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/README.md");
    if std::env::var_os("FOILINT_UPDATE").is_some() {
        std::fs::write(path, &run.stdout).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(run.stdout == kept, "FOILINT_UPDATE=1 cargo test writes rules/README.md anew");
}

#[test]
fn a_rule_is_explained_with_menus_jurisdictions_and_checklists() {
    let run = release("explained").run(&["rule", "hidden-sheet"]);
    assert_eq!(run.code, 0);
    for part in [
        "HID001 hidden-sheet",
        "Excel:      Right-click",
        "LibreOffice: Sheet > Show Sheet",
        "FOISA:      s.38(1)(b)",
        "Answers:    “Are there hidden worksheets?”",
        "Found: ",
    ] {
        assert!(run.stdout.contains(part), "{part}: {}", run.stdout);
    }
    assert!(!run.stdout.contains('\u{1b}'), "no links where there is no terminal");
}

#[test]
fn rules_in_json_name_the_sections_of_each_jurisdiction() {
    let run = release("rules-json").run(&["rules", "--format", "json"]);
    let rules: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let first = &rules.as_array().unwrap().iter().find(|it| it["code"] == "HID001").unwrap();
    assert_eq!(first["sections"]["FOISA"], serde_json::json!(["s.38(1)(b)"]));
    assert!(first["menus"]["excel"].is_string());
}
