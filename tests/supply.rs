//! What the program is made of: permissive licences, one registry, nothing that
//! talks to a network; and `deny.toml` says the same.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

/// The platform that this is built on: what others need may not be there.
fn host() -> String {
    let told = Command::new(env!("CARGO")).arg("-vV").output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

/// What cargo knows of this package and of all that it needs.
fn metadata() -> Value {
    let told = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(["--filter-platform", &host()])
        .args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")])
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    serde_json::from_slice(&told.stdout).unwrap()
}

fn policy() -> toml::Table {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml");
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

fn words(list: &toml::Value) -> BTreeSet<String> {
    list.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect()
}

/// Whether one of the licences that a package may be taken under is allowed (SPDX
/// 3.0, annex B): all of those joined by `AND`, one of those joined by `OR`.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let plain = expression.replace(['(', ')'], "").replace('/', " OR ");
    plain.split(" AND ").all(|all| all.split(" OR ").any(|one| allowed.contains(one.trim())))
}

#[test]
fn licences_are_read_as_they_are_joined() {
    let allowed = BTreeSet::from(["MIT".to_owned(), "Zlib".to_owned()]);
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("(GPL-3.0 OR MIT) AND Zlib", true),
        ("MIT AND GPL-3.0", false),
        ("Apache-2.0/MIT", true),
    ] {
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
}

#[test]
fn every_part_is_permissive_and_comes_from_one_registry() {
    let (metadata, policy) = (metadata(), policy());
    let allowed = words(&policy["licenses"]["allow"]);
    let registries = words(&policy["sources"]["allow-registry"]);
    let mut wrong = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or_default();
        if !is_allowed(licence, &allowed) {
            wrong.push(format!("{name}: {licence}"));
        }
        let source = package["source"].as_str();
        let is_ours = source.is_none() && name == env!("CARGO_PKG_NAME");
        let from = source.and_then(|it| it.strip_prefix("registry+")).unwrap_or_default();
        if !is_ours && !registries.contains(from) {
            wrong.push(format!("{name}: from {source:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_that_is_banned_is_in_the_program() {
    let (metadata, policy) = (metadata(), policy());
    let banned: BTreeSet<&str> = policy["bans"]["deny"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["crate"].as_str().unwrap())
        .collect();
    let packages = metadata["packages"].as_array().unwrap();
    let names = packages.iter().map(|package| package["name"].as_str().unwrap());
    assert_eq!(names.filter(|name| banned.contains(name)).collect::<Vec<_>>(), [""; 0]);
}
