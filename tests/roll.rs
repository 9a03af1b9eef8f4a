//! A roll of an organisation's own people: built from its staff table, it finds
//! exactly these in whatever goes out, and cannot be read back.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use foilint::artefact::Artefact;
use foilint::read::Limits;
use foilint::report::{Engine, Settings, check};
use foilint::rule::{Look, Roll, RollBuilder, Rules};
use serde_json::Value;

const STAFF: &str = "Surname,Forename,Collar No,Unit\nSample,Jane,900123,Larkspur Fraud Squad\n\
                     Invented,Karl,417,Heronbrook Section\nO'Madeup,Zoë,900125,Larkspur Fraud Squad\n";

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn foilint(folder: &Path, arguments: &[&str]) -> Output {
    let mut foilint = Command::new(env!("CARGO_BIN_EXE_foilint"));
    foilint.current_dir(folder).args(arguments).output().unwrap()
}

/// The codes, locations and counts of what stands on the roll.
fn own(output: &Output) -> Vec<(String, String, u64)> {
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let files = report["files"].as_array().unwrap();
    let findings = files.iter().flat_map(|file| file["findings"].as_array().unwrap());
    let own = findings.filter(|it| it["code"].as_str().unwrap().starts_with("OWN"));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    own.map(|it| (text(&it["code"]), text(&it["location"]), it["count"].as_u64().unwrap()))
        .collect()
}

#[test]
fn a_roll_finds_its_people_in_tables_and_in_prose() {
    let folder = folder("roll-finds");
    fs::write(folder.join("staff.csv"), STAFF).unwrap();
    let built = foilint(&folder, &["roll", "build", "staff.csv", "-o", "staff.roll"]);
    assert_eq!(
        String::from_utf8_lossy(&built.stdout),
        "staff.roll: 3 people, 3 numbers, 2 units\n\
         columns: Surname, Forename, Collar No, Unit; not used: none\n"
    );
    let reply = "Post,Family name,Given,No\nA,Sample,J,1\nB,Doe,K,2\nC,Invented,Karl,3\n";
    fs::write(folder.join("reply.csv"), reply).unwrap();
    fs::write(
        folder.join("letter.txt"),
        "Seen by OMADEUP Z and 900123 of the Larkspur Fraud Squad.",
    )
    .unwrap();
    let report =
        |file| own(&foilint(&folder, &["check", "--format", "json", "--roll", "staff.roll", file]));
    assert_eq!(report("reply.csv"), [("OWN001".to_owned(), "B2:B4".to_owned(), 2)]);
    let line = "line 1".to_owned();
    let all = ["OWN001", "OWN002", "OWN003"].map(|code| (code.to_owned(), line.clone(), 1));
    assert_eq!(report("letter.txt"), all);
}

#[test]
fn a_roll_with_a_secret_wants_it() {
    let folder = folder("roll-secret");
    fs::write(folder.join("staff.csv"), STAFF).unwrap();
    fs::write(folder.join("secret"), "a long sentence of our own\r\n").unwrap();
    fs::write(folder.join("other"), "another").unwrap();
    fs::write(folder.join("letter.txt"), "Jane Sample").unwrap();
    let build = ["roll", "build", "staff.csv", "-o", "staff.roll", "--secret", "secret"];
    assert_eq!(foilint(&folder, &build).status.code(), Some(0));
    let check = ["check", "--format", "json", "letter.txt", "--roll", "staff.roll"];
    let with = |secret| foilint(&folder, &[&check[..], &["--roll-secret", secret]].concat());
    assert_eq!(own(&with("secret")).len(), 1);
    for failed in [foilint(&folder, &check), with("other")] {
        assert_eq!(failed.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&failed.stderr).contains("another secret"), "{failed:?}");
    }
}

#[test]
fn a_table_without_people_makes_no_roll() {
    let folder = folder("roll-empty");
    fs::write(folder.join("counts.csv"), "Rank,Count\nSergeant,12\n").unwrap();
    let built = foilint(&folder, &["roll", "build", "counts.csv", "-o", "staff.roll"]);
    assert_eq!(built.status.code(), Some(2));
    assert!(!folder.join("staff.roll").exists());
}

#[test]
fn a_file_that_is_there_is_written_over_by_force_only() {
    let folder = folder("roll-force");
    fs::write(folder.join("staff.csv"), "Surname,Forename,Station,Xqzv\nSample,Jane,Hull,x\n")
        .unwrap();
    fs::write(folder.join("staff.roll"), "mine").unwrap();
    let build = ["roll", "build", "staff.csv", "-o", "staff.roll"];
    let refused = foilint(&folder, &build);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--force"), "{refused:?}");
    assert_eq!(fs::read(folder.join("staff.roll")).unwrap(), b"mine");
    let built = foilint(&folder, &[&build[..], &["--force"]].concat());
    let said = String::from_utf8_lossy(&built.stdout);
    assert!(said.contains("columns: Surname, Forename; not used: Station, 1 more"), "{said}");
    assert!(!said.contains("Xqzv"), "it may be a name: {said}");
    assert_ne!(fs::read(folder.join("staff.roll")).unwrap(), b"mine");
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_a_roll() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("roll-mode");
    fs::write(folder.join("staff.csv"), STAFF).unwrap();
    foilint(&folder, &["roll", "build", "staff.csv", "-o", "staff.roll"]);
    let mode = fs::metadata(folder.join("staff.roll")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// The roll that the examples of the rules stand on.
fn examples() -> Roll {
    let mut builder = RollBuilder::new([5; 16], b"");
    builder.add_person("Sample", "Jane");
    builder.add_number("900123");
    builder.add_unit("Larkspur Fraud Squad");
    builder.finished().0
}

#[test]
fn every_rule_of_the_roll_is_met_in_its_bad_examples_and_not_in_its_good_ones() {
    let engine = Engine::new(Rules::built_in().unwrap(), Limits::default(), &Settings::default());
    let engine = engine.unwrap().with_roll(examples());
    let met = |rule: &str, text: &str| -> Vec<String> {
        let bytes = text.replace(['«', '»'], "");
        let files = check(Artefact::new("reply.txt", bytes.as_bytes()), &engine);
        let findings = files.iter().flat_map(|file| &file.findings);
        let own = findings.filter(|it| engine.rules().get(it.rule).unwrap().name == rule);
        own.flat_map(|it| it.samples.iter().map(ToString::to_string)).collect()
    };
    for rule in engine.rules().iter().filter(|rule| matches!(rule.look, Look::Own(_))) {
        for bad in &rule.bad {
            assert_eq!(met(&rule.name, bad).len(), 1, "{bad}");
        }
        for good in &rule.good {
            assert_eq!(met(&rule.name, good), [""; 0], "{good}");
        }
    }
}
