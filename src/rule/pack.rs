//! Packs: files of rules, checked when they are read. A rule without a reason,
//! a remedy, a source and examples is refused.

mod lines;

pub use lines::{Lines, lines, lists};

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    Case, Combination, Entry, Look, Mask, Menus, Pattern, Phrases, Rule, Severity, Whole, built_in,
    proof,
};
use crate::document::{Kind, Layer, normalised};
use crate::written::told;

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

/// Lists of words that lie beside a pack, by name.
pub(super) type Lists<'l> = &'l [(String, String)];

/// The keys of a pack.
const KEYS: &[&str] = &["title", "exemptions", "menus", "headings", "rule"];

/// The keys of a rule.
pub(super) const KEYS_OF_RULE: &[&str] = &[
    "code",
    "name",
    "since",
    "severity",
    "hidden",
    "exemptions",
    "summary",
    "why",
    "remedy",
    "source",
    "mask",
    "bad",
    "good",
    "layers",
    "pattern",
    "check",
    "in-column",
    "near",
    "heading",
    "phrases",
    "list",
    "case",
    "finder",
    "people",
    "column",
    "own",
    "menus",
    "whole",
];

/// The packs as a whole, where an error is of no one of them.
pub(super) const PACKS: &str = "the packs";

/// A pack as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    /// What the pack is about, for the catalogue.
    #[serde(rename = "title")]
    _title: String,
    /// The exemptions of rules that name none.
    exemptions: Vec<String>,
    /// The menus of rules that name none.
    #[serde(default)]
    menus: Menus,
    /// Headings of one's own, by the kind of their columns.
    #[serde(default)]
    headings: BTreeMap<String, Vec<String>>,
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
    menus: Option<Menus>,
    source: String,
    #[serde(default)]
    mask: Mask,
    bad: Vec<String>,
    good: Vec<String>,
    #[serde(default)]
    layers: Vec<String>,
    pattern: Option<String>,
    check: Option<String>,
    in_column: Option<Severity>,
    #[serde(default)]
    near: Vec<String>,
    heading: Option<String>,
    #[serde(default)]
    phrases: Vec<String>,
    list: Option<String>,
    case: Option<Case>,
    finder: Option<String>,
    #[serde(default)]
    people: Vec<WrittenCombination>,
    #[serde(default)]
    column: Vec<String>,
    own: Option<Entry>,
    whole: Option<String>,
}

/// A combination of columns as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCombination {
    who: Vec<String>,
    with: Vec<String>,
    least: usize,
    #[serde(default)]
    without: Vec<String>,
}

/// What a pack says.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) rules: Vec<Rule>,
    /// Headings as they are compared, and the kinds of their columns.
    pub(super) headings: Vec<(String, Kind)>,
}

/// The rules and the headings of a pack.
pub(super) fn parse(pack: &str, text: &str, lists: Lists<'_>) -> Result<Parsed, PackError> {
    let written: Written = toml::from_str(text).map_err(|error| PackError::Syntax {
        pack: pack.to_owned(),
        detail: told(&error, text, &|table| if table.is_some() { KEYS_OF_RULE } else { KEYS }),
    })?;
    let (exemptions, menus) = (written.exemptions, written.menus);
    let rules = written.rules.into_iter().map(|rule| {
        let code = rule.code.clone();
        compiled(rule, (&exemptions, &menus), lists).map_err(|detail| refused(pack, &code, detail))
    });
    let rules = rules.collect::<Result<_, _>>()?;
    let headings = headings(&written.headings);
    let syntax = |detail| PackError::Syntax { pack: pack.to_owned(), detail };
    Ok(Parsed { rules, headings: headings.map_err(syntax)? })
}

/// The headings of a pack, as they are compared.
fn headings(written: &BTreeMap<String, Vec<String>>) -> Result<Vec<(String, Kind)>, String> {
    let mut all = Vec::new();
    for (name, headings) in written {
        let kind = Kind::named(name).ok_or(format!("{name} is not a kind of column"))?;
        all.extend(headings.iter().map(|it| (normalised(it), kind)));
    }
    Ok(all)
}

/// The error of a rule.
pub(super) fn refused(pack: &str, rule: &str, detail: impl Into<String>) -> PackError {
    PackError::Rule { pack: pack.to_owned(), rule: rule.to_owned(), detail: detail.into() }
}

/// A rule from what is written.
fn compiled(
    mut written: WrittenRule,
    (exemptions, menus): (&[String], &Menus),
    lists: Lists<'_>,
) -> Result<Rule, String> {
    well_formed(&written)?;
    let look = look(&mut written, lists)?;
    Ok(Rule {
        code: written.code,
        name: written.name,
        since: written.since,
        severity: written.severity,
        hidden: written.hidden.unwrap_or(written.severity.louder()),
        in_column: written.in_column,
        exemptions: written.exemptions.unwrap_or_else(|| exemptions.to_vec()),
        summary: written.summary,
        why: written.why,
        remedy: written.remedy,
        menus: written.menus.unwrap_or_else(|| menus.clone()),
        source: written.source,
        mask: written.mask,
        look,
        bad: written.bad,
        good: written.good,
    })
}

/// Whether the rule's names have their form and all that a person needs is there.
fn well_formed(rule: &WrittenRule) -> Result<(), String> {
    let (family, number) = rule.code.split_at_checked(3).unwrap_or_default();
    let is_code = family.bytes().all(|it| it.is_ascii_uppercase())
        && number.len() == 3
        && number.bytes().all(|it| it.is_ascii_digit());
    if !is_code {
        return Err("its code is not three capitals and three digits".into());
    }
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
    };
    if !rule.name.split('-').all(is_word) {
        return Err("its name is not small words joined by hyphens".into());
    }
    let texts = [
        ("since", &rule.since),
        ("summary", &rule.summary),
        ("why", &rule.why),
        ("remedy", &rule.remedy),
        ("source", &rule.source),
    ];
    if let Some((key, _)) = texts.iter().find(|(_, text)| text.trim().is_empty()) {
        return Err(format!("its {key} is empty"));
    }
    if rule.bad.is_empty() || rule.good.is_empty() {
        return Err("it has no bad or no good example".into());
    }
    Ok(())
}

/// The one thing that the rule looks for.
fn look(written: &mut WrittenRule, lists: Lists<'_>) -> Result<Look, String> {
    let is_pattern = written.pattern.is_some();
    let is_words = !written.phrases.is_empty() || written.list.is_some();
    if !is_pattern && (written.check.is_some() || written.heading.is_some()) {
        return Err("only a pattern has a check or a heading".into());
    }
    if written.check.is_none() && written.in_column.is_some() {
        return Err("only what has a check is counted in a column".into());
    }
    if !is_pattern && !is_words && written.whole.is_none() && !written.near.is_empty() {
        return Err("only a pattern, phrases or a whole have words near".into());
    }
    if !is_words && written.case.is_some() {
        return Err("only phrases have a case".into());
    }
    let looks = [
        layers(written)?,
        pattern(written)?,
        phrases(written, lists)?,
        written.finder.take().map(Look::Finder),
        people(written)?,
        column(written)?,
        written.own.take().map(Look::Own),
        whole(written),
    ];
    let mut looks = looks.into_iter().flatten();
    let look = looks.next().ok_or("it looks for nothing")?;
    if looks.next().is_some() {
        return Err("it looks for more than one thing".into());
    }
    Ok(look)
}

fn layers(written: &WrittenRule) -> Result<Option<Look>, String> {
    let named = |name: &String| Layer::named(name).ok_or(format!("{name} is not a layer"));
    let layers: Vec<Layer> = written.layers.iter().map(named).collect::<Result<_, _>>()?;
    Ok((!layers.is_empty()).then_some(Look::Layers(layers)))
}

fn pattern(written: &mut WrittenRule) -> Result<Option<Look>, String> {
    let Some(form) = written.pattern.take() else { return Ok(None) };
    let check = match &written.check {
        Some(name) => Some(proof::named(name).ok_or(format!("{name} is not a check"))?),
        None => None,
    };
    let heading = written.heading.as_deref().map(heading_form).transpose()?;
    let near = std::mem::take(&mut written.near);
    Ok(Some(Look::Pattern(Pattern { form, check, near, heading })))
}

/// A pattern for normalised headings.
fn heading_form(form: &str) -> Result<regex::Regex, String> {
    let mut builder = regex::RegexBuilder::new(form);
    builder.unicode(false).build().map_err(|_| "its heading is not a regular expression".into())
}

fn phrases(written: &mut WrittenRule, lists: Lists<'_>) -> Result<Option<Look>, String> {
    let mut words = std::mem::take(&mut written.phrases);
    if let Some(list) = written.list.take() {
        let own = lists.iter().find(|it| it.0 == list).map(|it| built_in::terms_of(&it.1));
        let terms = own.or_else(|| built_in::terms(&list));
        words.extend(terms.ok_or(format!("{list} is not a list"))?);
    }
    if words.iter().any(|word| word.trim().is_empty()) {
        return Err("one of its phrases is empty".into());
    }
    let near = if words.is_empty() { Vec::new() } else { std::mem::take(&mut written.near) };
    let case = written.case.unwrap_or_default();
    Ok((!words.is_empty()).then_some(Look::Phrases(Phrases { words, case, near })))
}

fn people(written: &WrittenRule) -> Result<Option<Look>, String> {
    let combinations = written.people.iter().map(|it| {
        if it.who.is_empty() || it.least == 0 || it.least > it.with.len() {
            return Err("one of its combinations can never be met, or always is".to_owned());
        }
        let without = kinds(&it.without)?;
        Ok(Combination { who: kinds(&it.who)?, with: kinds(&it.with)?, least: it.least, without })
    });
    let combinations: Vec<Combination> = combinations.collect::<Result<_, _>>()?;
    Ok((!combinations.is_empty()).then_some(Look::People(combinations)))
}

fn column(written: &WrittenRule) -> Result<Option<Look>, String> {
    let kinds = kinds(&written.column)?;
    Ok((!kinds.is_empty()).then_some(Look::Column(kinds)))
}

fn whole(written: &mut WrittenRule) -> Option<Look> {
    let check = written.whole.take()?;
    Some(Look::Whole(Whole { check, near: std::mem::take(&mut written.near) }))
}

fn kinds(names: &[String]) -> Result<Vec<Kind>, String> {
    let named = |name: &String| Kind::named(name).ok_or(format!("{name} is not a kind of column"));
    names.iter().map(named).collect()
}

#[cfg(test)]
mod tests;
