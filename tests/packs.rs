//! Packs of an authority's own: tried on their examples, refused by the line, and told to
//! editors by a schema that is never wrong about them.

#![allow(clippy::unwrap_used)] // a test that panics has failed

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::outgoing::Outgoing;
use serde_json::Value;

/// A rule of a pack with these lines; its code is in line 4.
fn rule(code: &str, lines: &str) -> String {
    format!(
        "[[rule]]\ncode = \"{code}\"\nname = \"rule-{}\"\nsince = \"1.0.0\"\nseverity = \"warning\"\n\
         summary = \"s\"\nwhy = \"w\"\nremedy = \"r\"\nsource = \"s\"\n{lines}\n",
        code.to_lowercase()
    )
}

/// A pack of rules.
fn pack(rules: &[String]) -> String {
    format!("title = \"Ours\"\nexemptions = [\"s.31\"]\n{}", rules.concat())
}

const OPERATION: &str = "phrases = [\"operation sample\"]\nbad = [\"in «Operation Sample» they\"]\n\
                         good = [\"the operation\"]";

#[test]
fn a_pack_that_is_as_it_should_be_passes_and_is_used() {
    let units = "# Our units; ours; 2026\nSample Squad\nInvented Branch\n";
    let unit = "list = \"units.txt\"\nbad = [\"of «Sample Squad».\"]\ngood = [\"a sample\"]";
    let number = "pattern = 'LK\\d{5}'\nheading = '^locker'\nnear = [\"locker\"]\n\
                  bad = [\"Locker no | «LK12345»\"]\ngood = [\"part LK12345\"]";
    let layer = "layers = [\"file-name\"]\nbad = [\"file-name: draft\"]\ngood = [\"body: draft\"]";
    let rules = [("OUR001", OPERATION), ("OUR002", unit), ("OUR003", number), ("OUR004", layer)];
    let rules = rules.map(|(code, lines)| rule(code, lines));
    let folder = Outgoing::new("packs-pass")
        .file("packs/ours.toml", pack(&rules))
        .file("packs/units.txt", units)
        .file("out/reply.txt", "The Sample Squad ran Operation Sample.\n");
    let run = folder.run(&["test", "packs/ours.toml"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.stdout, "4 rules, 8 examples: all as they should be.\n");
    let check = ["check", "out", "--pack", "packs/ours.toml", "--format", "concise"];
    let run = folder.run(&check);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("OUR001 rule-our001"), "{run:?}");
    assert!(run.stdout.contains("OUR002 rule-our002"), "{run:?}");
}

#[test]
fn headings_of_ones_own_say_what_a_column_holds() {
    let text = "title = \"Ours\"\nexemptions = []\n[headings]\nsurname = [\"Bearer of key\"]\n\
                rank = [\"Grade or tier\"]\n";
    let table = "Bearer of key,Grade or tier,Cars\nZyx,alpha,1\nWvu,beta,2\nTsr,alpha,3\n";
    let folder = Outgoing::new("packs-headings")
        .file("ours.toml", text)
        .file("kinds.toml", text.replace("surname", "shoe-size"))
        .file("out/keys.csv", table);
    assert_eq!(folder.run(&["check", "out", "--only", "PEO"]).code, 0);
    let run = folder.run(&["check", "out", "--only", "PEO", "--pack", "ours.toml"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("surname"), "{run:?}");
    assert_eq!(folder.run(&["test", "ours.toml"]).code, 0);
    let run = folder.run(&["test", "kinds.toml"]);
    assert!(run.code == 2 && run.stderr.contains("shoe-size is not a kind"), "{run:?}");
}

#[test]
fn an_example_that_is_not_as_it_should_be_is_told_by_its_line_and_not_quoted() {
    let cases = [
        (
            "phrases = [\"a b\"]\nbad = [\"a «a b»\", \"«zzz»\"]\ngood = [\"x\"]",
            ":13: TST001: bad example 2: it is not met",
        ),
        (
            "phrases = [\"a b\"]\nbad = [\"«a b»\"]\ngood = [\"x\", \"zzz a b\"]",
            ":14: TST001: good example 2: it is met",
        ),
        ("phrases = [\"a b\"]\nbad = [\"zzz a b\"]\ngood = [\"x\"]", "nothing is marked"),
        ("phrases = [\"a b\"]\nbad = [\"a b «zzz»\"]\ngood = [\"x\"]", "elsewhere than marked"),
        ("layers = [\"comment\"]\nbad = [\"zzz\"]\ngood = [\"body: x\"]", "begin with a layer"),
        (
            "layers = [\"comment\"]\nbad = [\"body: zzz\"]\ngood = [\"body: x\"]",
            "none of the rule's",
        ),
        (
            "phrases = [\"AB123456C\"]\nbad = [\"«AB123456C»\"]\ngood = [\"zzz\"]",
            "IDN001 national-insurance-number is met there",
        ),
        (
            "people = [{ who = [\"surname\"], with = [\"rank\"], least = 1 }]\nbad = [\"Colour | zzz ¶ «red» | b\"]\ngood = [\"x\"]",
            "it is not met",
        ),
    ];
    for (lines, expected) in cases {
        let folder = Outgoing::new("packs-fault").file("ours.toml", pack(&[rule("TST001", lines)]));
        let run = folder.run(&["test", "ours.toml"]);
        assert_eq!(run.code, 1, "{lines}: {run:?}");
        assert!(run.stdout.contains(expected) && !run.stdout.contains("zzz"), "{lines}: {run:?}");
        assert!(run.stdout.contains("ours.toml:"), "{run:?}");
    }
}

#[test]
fn a_pack_that_is_none_is_refused_by_the_line() {
    let cases = [
        ("phrases = \n", ":12", "no value"),
        ("summry = \"x\"", "line 12; did you mean summary?", "a slip"),
        (
            "pattern = \"1\"\ncheck = \"luck\"",
            "ours.toml:4: rule TST001: luck is not a check",
            "a check",
        ),
        ("list = \"absent.txt\"", "ours.toml:4: rule TST001: absent.txt is not a list", "a list"),
        ("pattern = '('", "ours.toml:4: rule TST001: ", "a pattern"),
    ];
    for (lines, expected, why) in cases {
        let lines = format!("{lines}\nbad = [\"«x»\"]\ngood = [\"y\"]");
        let folder =
            Outgoing::new("packs-refused").file("ours.toml", pack(&[rule("TST001", &lines)]));
        let run = folder.run(&["test", "ours.toml"]);
        assert_eq!(run.code, 2, "{why}: {run:?}");
        assert!(run.stderr.contains(expected.trim_start_matches(":12")), "{why}: {run:?}");
    }
    let twice = pack(&[rule("HID001", OPERATION)]);
    let run = Outgoing::new("packs-twice").file("ours.toml", twice).run(&["test", "ours.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("ours.toml:4: rule HID001: its code or name is taken"), "{run:?}");
    assert_eq!(Outgoing::new("packs-absent").run(&["test", "absent.toml"]).code, 2);
}

/// The schema that the program prints.
fn schema() -> Value {
    let run = Outgoing::new("packs-schema").run(&["test", "--schema"]);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn the_schema_in_the_repository_is_that_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/pack.schema.json");
    let own = Outgoing::new("packs-schema-file").run(&["test", "--schema"]).stdout;
    if std::env::var_os("FOILINT_UPDATE").is_some() {
        fs::write(&path, &own).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(written, own, "FOILINT_UPDATE=1 cargo test --test packs writes it");
}

#[test]
fn the_schema_has_the_keys_that_a_pack_may_have() {
    let known = |lines: &str| {
        let folder = Outgoing::new("packs-keys").file("ours.toml", lines);
        let said = folder.run(&["test", "ours.toml"]).stderr;
        let keys =
            said.split(" in line").next().unwrap().split('`').skip(1).step_by(2).map(str::to_owned);
        keys.collect::<BTreeSet<String>>()
    };
    let schema = schema();
    let keys = |it: &Value| {
        it["properties"].as_object().unwrap().keys().cloned().collect::<BTreeSet<String>>()
    };
    assert_eq!(known("zzz = 1\n"), keys(&schema));
    assert_eq!(known("[[rule]]\nzzz = 1\n"), keys(&schema["$defs"]["rule"]));
    assert_eq!(known("[menus]\nzzz = 1\n"), keys(&schema["properties"]["menus"]));
    let combination = "[[rule]]\npeople = [{ zzz = 1 }]\n";
    assert_eq!(known(combination), keys(&schema["$defs"]["combination"]));
}

#[test]
fn every_pack_of_the_house_is_one_by_the_schema() {
    let schema = jsonschema::validator_for(&schema()).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let packs = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    for path in packs.filter(|it| it.extension().is_some_and(|it| it == "toml")) {
        let pack: toml::Table = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let pack = serde_json::to_value(pack).unwrap();
        let faults: Vec<String> = schema.iter_errors(&pack).map(|it| it.to_string()).collect();
        assert_eq!(faults, [""; 0], "{}", path.display());
    }
    for (key, value) in [("code", "our1"), ("severity", "loud"), ("check", "luck")] {
        let text = pack(&[rule("TST001", OPERATION)]);
        let mut pack = serde_json::to_value(toml::from_str::<toml::Table>(&text).unwrap()).unwrap();
        assert!(schema.is_valid(&pack));
        pack["rule"][0][key] = value.into();
        assert!(!schema.is_valid(&pack), "{key} = {value}");
    }
}
