//! Packs: files of rules, checked when they are read.

use serde::Deserialize;

use super::{Case, Combination, Look, Mask, Pattern, Phrases, Rule, Severity};
use crate::document::{Kind, Layer};

/// Why a pack cannot be used. The messages quote no more than names.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// It is not TOML, or has a key that no rule has.
    #[error("{pack} is not a pack of rules: {detail}")]
    Syntax {
        /// The pack's name.
        pack: String,
        /// What is wrong, with the line.
        detail: String,
    },
    /// A rule contradicts itself.
    #[error("rule {rule} of {pack}: {detail}")]
    Rule {
        /// The pack's name.
        pack: String,
        /// The rule's code.
        rule: String,
        /// What is wrong.
        detail: String,
    },
}

/// A pack as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    /// What the pack is about, for the catalogue.
    #[serde(rename = "title")]
    _title: String,
    /// The exemptions of rules that name none.
    exemptions: Vec<String>,
    #[serde(default, rename = "rule")]
    rules: Vec<WrittenRule>,
}

/// A rule as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenRule {
    code: String,
    name: String,
    since: String,
    severity: Severity,
    hidden: Option<Severity>,
    exemptions: Option<Vec<String>>,
    summary: String,
    why: String,
    remedy: String,
    source: String,
    #[serde(default)]
    mask: Mask,
    bad: Vec<String>,
    good: Vec<String>,
    #[serde(default)]
    layers: Vec<String>,
    pattern: Option<String>,
    check: Option<String>,
    #[serde(default)]
    near: Vec<String>,
    heading: Option<String>,
    #[serde(default)]
    phrases: Vec<String>,
    list: Option<String>,
    #[serde(default)]
    case: Case,
    finder: Option<String>,
    #[serde(default)]
    people: Vec<WrittenCombination>,
    #[serde(default)]
    column: Vec<String>,
    whole: Option<String>,
}

/// A combination of columns as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCombination {
    who: Vec<String>,
    with: Vec<String>,
    least: usize,
}
