//! Writes what the program is made of, as a bill of materials of CycloneDX 1.6:
//! `cargo run --example sbom > sbom.cdx.json`. The same lock file gives the same
//! bill; it holds what is built into the program for this platform, and no tests.

#![allow(clippy::print_stdout)] // a program that prints

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::process::Command;

use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let host = host(&cargo)?;
    let told = Command::new(&cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", &host])
        .output()?;
    if !told.status.success() {
        return Err(String::from_utf8_lossy(&told.stderr).into_owned().into());
    }
    let bill = bill(&serde_json::from_slice(&told.stdout)?).ok_or("cargo told of no packages")?;
    println!("{}", serde_json::to_string_pretty(&bill)?);
    Ok(())
}

/// The platform that this is built on.
fn host(cargo: &std::ffi::OsStr) -> Result<String, Box<dyn Error>> {
    let told = Command::new(cargo).arg("-vV").output()?;
    let told = String::from_utf8(told.stdout)?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.ok_or("cargo does not say which platform this is")?.to_owned())
}

/// The bill of the package and of all that is built into it.
fn bill(metadata: &Value) -> Option<Value> {
    let root = metadata["resolve"]["root"].as_str()?;
    let needs = needs(metadata)?;
    let mut met = BTreeSet::from([root]);
    let mut open = vec![root];
    while let Some(next) = open.pop() {
        let more = needs.get(next).into_iter().flatten().filter(|it| met.insert(it));
        open.extend(more.copied());
    }
    let packages = metadata["packages"].as_array()?.iter();
    let packages: BTreeMap<&str, &Value> =
        packages.filter_map(|it| Some((it["id"].as_str()?, it))).collect();
    let components =
        met.iter().filter(|id| **id != root).filter_map(|id| component(packages.get(id)?));
    let components: Vec<Value> = components.collect();
    let links = met.iter().filter_map(|id| {
        let of: Vec<String> =
            needs.get(id)?.iter().filter_map(|it| address(packages.get(it)?)).collect();
        Some(json!({ "ref": address(packages.get(id)?)?, "dependsOn": of }))
    });
    Some(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": component(packages.get(root)?)? },
        "components": components,
        "dependencies": links.collect::<Vec<Value>>(),
    }))
}

/// What each package is built with: neither tests nor what only builds need.
fn needs(metadata: &Value) -> Option<BTreeMap<&str, BTreeSet<&str>>> {
    Some(metadata["resolve"]["nodes"].as_array()?.iter().filter_map(needs_of).collect())
}

/// A package and what it is built with.
fn needs_of(node: &Value) -> Option<(&str, BTreeSet<&str>)> {
    let is_built_in = |dependency: &&Value| {
        let kinds = dependency["dep_kinds"].as_array();
        kinds.is_some_and(|it| it.iter().any(|kind| kind["kind"].is_null()))
    };
    let all = node["deps"].as_array()?.iter().filter(is_built_in);
    Some((node["id"].as_str()?, all.filter_map(|it| it["pkg"].as_str()).collect()))
}

/// The address of a package (purl).
fn address(package: &Value) -> Option<String> {
    Some(format!("pkg:cargo/{}@{}", package["name"].as_str()?, package["version"].as_str()?))
}

fn component(package: &Value) -> Option<Value> {
    let address = address(package)?;
    Some(json!({
        "type": if package["source"].is_null() { "application" } else { "library" },
        "bom-ref": address,
        "name": package["name"],
        "version": package["version"],
        "purl": address,
        "licenses": [{ "expression": package["license"].as_str()?.replace('/', " OR ") }],
    }))
}
