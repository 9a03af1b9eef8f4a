//! Where in a pack its rules and their examples are, for whoever writes it.

use serde::Deserialize;
use toml::Spanned;

use crate::written::line_of;

/// The lines, from 1, of a rule.
#[derive(Clone, Debug)]
pub struct Lines {
    /// The code of the rule.
    pub code: String,
    /// The line of the code.
    pub rule: usize,
    /// The lines of the bad examples.
    pub bad: Vec<usize>,
    /// The lines of the good examples.
    pub good: Vec<usize>,
}

/// As much of a pack as has a line.
#[derive(Deserialize)]
struct Placed {
    #[serde(default, rename = "rule")]
    rules: Vec<PlacedRule>,
}

#[derive(Deserialize)]
struct PlacedRule {
    code: Spanned<String>,
    #[serde(default)]
    bad: Vec<Spanned<String>>,
    #[serde(default)]
    good: Vec<Spanned<String>>,
    list: Option<String>,
}

/// The lines of the rules of a pack; none where it is not TOML.
pub fn lines(text: &str) -> Vec<Lines> {
    let line = |it: &Spanned<String>| line_of(text, it.span().start);
    let of = |rule: PlacedRule| Lines {
        rule: line(&rule.code),
        bad: rule.bad.iter().map(line).collect(),
        good: rule.good.iter().map(line).collect(),
        code: rule.code.into_inner(),
    };
    placed(text).into_iter().map(of).collect()
}

/// The lists of words that the rules of a pack name.
pub fn lists(text: &str) -> Vec<String> {
    placed(text).into_iter().filter_map(|it| it.list).collect()
}

fn placed(text: &str) -> Vec<PlacedRule> {
    toml::from_str::<Placed>(text).map(|it| it.rules).unwrap_or_default()
}
