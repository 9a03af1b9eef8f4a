//! JSON and SARIF are held against their schemas, and SARIF against what GitHub asks
//! beyond it.

use serde_json::{Value, json};

use crate::outgoing::release;

const SARIF: &str = include_str!("../schemas/sarif-2.1.0.json");
const REPORT: &str = include_str!("../../schema/report.schema.json");

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Every fault of a text by a schema.
fn faults(schema: &Value, instance: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    validator.iter_errors(instance).map(|it| format!("{}: {it}", it.instance_path())).collect()
}

/// The schema with nothing allowed that it does not name.
fn closed(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(keys) => {
            let inner = keys.iter_mut().filter(|(key, _)| *key != "line");
            inner.for_each(|(_, value)| *value = closed(value.take()));
            if keys.get("properties").is_some_and(Value::is_object) && keys.contains_key("required")
            {
                keys.insert("additionalProperties".to_owned(), json!(false));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|it| *it = closed(it.take())),
        _ => {}
    }
    schema
}

/// What a run says, with decisions in it and without.
fn outputs(format: &str) -> Vec<String> {
    let folder = release(&format!("schemas-{format}"));
    let arguments = ["check", "out", "--format", format];
    let first = folder.run(&arguments).stdout;
    let report = parsed(&folder.run(&["check", "out", "--format", "json"]).stdout);
    let gap = &report["files"].as_array().unwrap().iter().find_map(|it| it["gaps"].get(0)).unwrap()
        ["fingerprint"];
    let accept = ["accept", gap.as_str().unwrap(), "--reason", "looked at", "--by", "A. Officer"];
    let accepted = folder.run(&[&accept[..], &["--in", "out"]].concat());
    assert_eq!(accepted.code, 0, "{accepted:?}");
    let decided = folder.run(&arguments).stdout;
    let revealed = folder.run(&[&arguments[..], &["--reveal"]].concat()).stdout;
    assert!(decided.contains("A. Officer"), "{format} tells who decided: {decided}");
    assert!(revealed.contains("NOT MASKED"), "{format} has a banner");
    assert!(!first.contains("NOT MASKED"), "{format} has none when it is masked");
    vec![first, decided, revealed]
}

#[test]
fn json_is_valid_and_every_key_is_in_the_schema() {
    let schema = closed(parsed(REPORT));
    for text in outputs("json") {
        assert_eq!(faults(&schema, &parsed(&text)), [""; 0]);
    }
    assert!(!faults(&schema, &json!({"version": 1})).is_empty(), "the schema asks for something");
}

#[test]
fn every_line_of_jsonl_is_valid_and_the_last_is_the_summary() {
    let mut schema = parsed(REPORT);
    let top = schema.as_object_mut().unwrap();
    top.retain(|key, _| key.starts_with('$'));
    top.insert("$ref".to_owned(), json!("#/$defs/line"));
    for text in outputs("jsonl") {
        let lines: Vec<Value> = text.lines().map(parsed).collect();
        for line in &lines {
            assert_eq!(faults(&schema, line), [""; 0], "{line}");
        }
        assert_eq!(lines.last().unwrap()["kind"], "summary");
        assert!(lines.iter().rev().skip(1).all(|it| it["kind"] != "summary"));
    }
}

#[test]
fn sarif_is_valid_by_its_schema_and_by_the_rules_of_github() {
    let schema = parsed(SARIF);
    for text in outputs("sarif") {
        let log = parsed(&text);
        assert_eq!(faults(&schema, &log), [""; 0]);
        assert_github_takes(&log["runs"][0]);
    }
    assert!(!faults(&schema, &json!({"version": "2.1.0"})).is_empty());
}

/// GitHub refuses a whole file for one result without these (GitHub Docs, SARIF support
/// for code scanning).
fn assert_github_takes(run: &Value) {
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        assert!(rule["help"]["text"].is_string() && rule["help"]["markdown"].is_string());
        assert!(rule["shortDescription"]["text"].is_string(), "{rule}");
        assert!(rule["fullDescription"]["text"].is_string(), "{rule}");
    }
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        let place = &result["locations"][0];
        let file = &place["physicalLocation"]["artifactLocation"]["uri"];
        assert!(file.as_str().is_some_and(|it| it.starts_with("out/") && !it.contains(' ')));
        assert!(place["physicalLocation"]["region"]["startLine"].as_u64() >= Some(1));
        let print = result["partialFingerprints"]["foilint/v1"].as_str().unwrap();
        assert_eq!(print.len(), 24);
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
    }
    let names: Vec<&str> = results
        .iter()
        .filter_map(|it| it["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].as_str())
        .collect();
    assert!(names.contains(&"Staff!A1:D4"), "{names:?}");
    assert!(names.contains(&"staff.csv!A1:D4"), "the true place of a file inside: {names:?}");
}
