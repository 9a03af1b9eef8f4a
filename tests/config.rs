//! `foilint.toml`: found from the working folder upward, never inside the
//! release, and whatever it lets pass is counted.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ALLOW: &str =
    "[[allow]]\nperson = \"Jane Sample\"\nreason = \"Chief Constable, public by office\"\n";

/// A folder with a configuration and a letter in a folder of its own.
fn case(name: &str, config: &str, letter: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("work")).unwrap();
    fs::create_dir_all(folder.join("outgoing")).unwrap();
    fs::write(folder.join("foilint.toml"), config).unwrap();
    fs::write(folder.join("outgoing/letter.txt"), letter).unwrap();
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut foilint = Command::new(env!("CARGO_BIN_EXE_foilint"));
    let run = foilint.current_dir(folder.join("work")).arg("check").args(arguments).output();
    let Output { status, stdout, stderr } = run.unwrap();
    (status.code(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
}

const LETTER: &str = "Dear sir, it was Sergeant Jane Sample who wrote this letter.";

#[test]
fn a_person_who_is_allowed_is_counted_and_holds_nothing() {
    let folder = case("config-allow", ALLOW, LETTER);
    let (code, said) = check(&folder, &["../outgoing"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("1 mention of allowed people"), "{said}");
    let without = folder.join("empty.toml");
    fs::write(&without, "").unwrap();
    let (code, said) = check(&folder, &["../outgoing", "--config", "../empty.toml"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(!said.contains("allowed"), "{said}");
}

#[test]
fn nobody_else_of_that_surname_is_allowed() {
    let folder = case("config-other", ALLOW, "It was Sergeant Karl Sample who wrote this.");
    let (code, said) = check(&folder, &["../outgoing"]);
    assert_eq!(code, Some(1), "{said}");
}

#[test]
fn a_forename_that_is_allowed_is_not_its_initial() {
    let folder = case("config-initial", ALLOW, "It was PC J. Sample who wrote this letter.");
    let (code, said) = check(&folder, &["../outgoing"]);
    assert_eq!(code, Some(1), "another may be called so: {said}");
    let initial = ALLOW.replace("Jane", "J");
    let folder = case("config-initial-allowed", &initial, "It was PC J. Sample who wrote this.");
    let (code, said) = check(&folder, &["../outgoing"]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn a_configuration_inside_the_release_is_refused_unless_it_is_named() {
    let folder = case("config-inside", ALLOW, LETTER);
    let (code, said) = check(&folder, &[".."]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("inside the release") && said.contains("--config"), "{said}");
    let (code, said) = check(&folder, &["..", "--config", "../foilint.toml"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("2 files") && said.contains("2 mentions of allowed people"), "{said}");
}

#[test]
fn what_the_command_line_does_not_say_is_as_configured() {
    let config = "hold-at = \"error\"\nexclude = [\"*.csv\"]\npacks = [\"ours.toml\"]\n";
    let folder = case("config-keys", config, LETTER);
    fs::write(folder.join("outgoing/drafts.csv"), "1").unwrap();
    let pack = "title = \"t\"\nexemptions = []\n[[rule]]\ncode = \"ABC001\"\nname = \"odd\"\n\
                since = \"0.1.0\"\nseverity = \"note\"\nsummary = \"s\"\nwhy = \"w\"\n\
                remedy = \"r\"\nsource = \"s\"\nphrases = [\"odd\"]\nbad = [\"«odd»\"]\ngood = [\"even\"]\n";
    fs::write(folder.join("ours.toml"), pack).unwrap();
    let (code, said) = check(&folder, &["../outgoing"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("1 excluded"), "{said}");
    let (code, _) = check(&folder, &["../outgoing", "--hold-at", "warning"]);
    assert_eq!(code, Some(1), "the command line wins");
}

#[test]
fn an_unknown_key_is_refused_with_the_nearest_one() {
    let folder = case("config-unknown", "exlude = []\n", LETTER);
    let (code, said) = check(&folder, &["../outgoing"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("did you mean exclude?"), "{said}");
}

#[test]
fn an_unknown_key_of_a_person_is_put_beside_those_of_people() {
    let config = ALLOW.replace("person", "preson");
    let folder = case("config-unknown-person", &config, LETTER);
    let (_, said) = check(&folder, &["../outgoing"]);
    assert!(said.contains("did you mean person?") && said.contains("line 2"), "{said}");
    let folder = case("config-pack-person", &ALLOW.replace("person", "pack"), LETTER);
    let (_, said) = check(&folder, &["../outgoing"]);
    assert!(!said.contains("did you mean"), "packs are no key of a person: {said}");
}

#[test]
fn a_person_without_a_forename_is_told_by_the_line() {
    let config = format!("{ALLOW}\n[[allow]]\nperson = \"Doe\"\nreason = \"public\"\n");
    let folder = case("config-forename", &config, LETTER);
    let (code, said) = check(&folder, &["../outgoing"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("line 6") && !said.contains("Doe"), "{said}");
}

#[test]
fn a_file_that_there_is_not_is_told_as_such() {
    let folder = case("config-absent", "", LETTER);
    for flag in ["--pack", "--password-file", "--roll", "--config", "--files-from"] {
        let (code, said) = check(&folder, &["../outgoing", flag, "absent.x"]);
        assert_eq!(code, Some(2), "{flag}: {said}");
        assert!(said.contains("there is no absent.x"), "{flag}: {said}");
    }
    let (code, said) = check(&folder, &["../outgoing", "--pack", ".."]);
    assert_eq!(code, Some(2), "{said}");
    assert!(!said.contains("there is no"), "a folder is there: {said}");
}
