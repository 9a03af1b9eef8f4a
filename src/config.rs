//! `foilint.toml`: what an organisation decides once for all its runs. One file a
//! run, found from the working folder upward, never inside the release.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::read::Limits;
use crate::release::unread;
use crate::rule::Severity;

/// The name of the file.
const NAME: &str = "foilint.toml";

/// The keys of the file.
const KEYS: &[&str] = &["hold-at", "exclude", "packs", "roll", "allow", "budget"];

/// The keys of a person who is allowed.
const KEYS_OF_PERSON: &[&str] = &["person", "reason"];

/// Letters that may differ between an unknown key and the one that was meant.
const NEAR: usize = 3;

/// What an organisation decides for all its runs. Paths are relative to the file.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The least severity that holds the release.
    pub hold_at: Option<Severity>,
    /// Files and folders that are left out.
    #[serde(default)]
    pub exclude: Vec<String>,
    /// Packs of rules of its own.
    #[serde(default)]
    pub packs: Vec<PathBuf>,
    /// The roll of its own people.
    pub roll: Option<PathBuf>,
    /// People who are public on purpose.
    #[serde(default)]
    pub allow: Vec<Allowed>,
    /// How much one file may cost.
    pub budget: Option<Limits>,
}

/// A person whose name may go out, and why.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Allowed {
    /// The name, with a forename or an initial.
    pub person: Spanned<String>,
    /// Why it may go out, such as "Chief Constable, public by office".
    pub reason: String,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// It cannot be read.
    #[error("{}", unread(name, *kind))]
    Unread {
        /// The file.
        name: String,
        /// What the system said.
        kind: io::ErrorKind,
    },
    /// It is not TOML, or has a key that there is not.
    #[error("{name}: {detail}")]
    Syntax {
        /// The file.
        name: String,
        /// What is wrong, and where.
        detail: String,
    },
    /// It lies where it would go out, or where whoever made the release decides.
    #[error(
        "{0} lies inside the release\nhelp: move it out, or name it with --config if it may stay"
    )]
    Inside(String),
}

impl Config {
    /// The configuration for a release of these paths: the file that is named, or
    /// the nearest one from a folder upward, or none.
    ///
    /// # Errors
    ///
    /// When it cannot be read or understood, or was not named and lies inside the
    /// release.
    pub fn of(
        named: Option<&Path>,
        folder: &Path,
        release: &[PathBuf],
    ) -> Result<Self, ConfigError> {
        if let Some(path) = named {
            return Self::read(path);
        }
        let Some(path) = folder.ancestors().map(|it| it.join(NAME)).find(|it| it.is_file()) else {
            return Ok(Config::default());
        };
        let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let is_inside = release.iter().any(|it| whole(&path).starts_with(whole(it)));
        if is_inside {
            return Err(ConfigError::Inside(path.display().to_string()));
        }
        Self::read(&path)
    }

    /// The configuration of a file.
    fn read(path: &Path) -> Result<Self, ConfigError> {
        let name = path.display().to_string();
        let unread =
            |error: io::Error| ConfigError::Unread { name: name.clone(), kind: error.kind() };
        let text = fs::read_to_string(path).map_err(unread)?;
        let config = Config::parse(&text);
        let mut config = config.map_err(|detail| ConfigError::Syntax { name, detail })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for path in config.packs.iter_mut().chain(&mut config.roll) {
            *path = folder.join(&path);
        }
        Ok(config)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let config: Config = toml::from_str(text).map_err(|error| told(&error, text))?;
        for allowed in &config.allow {
            let person = allowed.person.get_ref();
            let line = line_of(text, allowed.person.span().start);
            if allowed.reason.trim().is_empty() {
                return Err(format!("the person in line {line} is allowed without a reason"));
            }
            if person.split_whitespace().count() < 2 {
                return Err(format!(
                    "the person in line {line} is allowed without a forename or an initial"
                ));
            }
        }
        Ok(config)
    }
}

/// What is wrong with the file: the line, and for an unknown key the nearest one.
fn told(error: &toml::de::Error, text: &str) -> String {
    let start = error.span().map_or(0, |span| span.start);
    let line = line_of(text, start);
    let unknown = error.message().split('`').nth(1).filter(|_| error.message().contains("unknown"));
    let table = text.get(..start).and_then(|it| it.lines().rfind(|line| line.starts_with('[')));
    let keys = match table {
        Some(table) if table.starts_with("[budget") => &Limits::NAMES[..],
        Some(_) => KEYS_OF_PERSON,
        None => KEYS,
    };
    let meant = unknown.and_then(|key| {
        let nearest = keys.iter().min_by_key(|known| distance(key, known))?;
        (distance(key, nearest) <= NEAR).then(|| format!("; did you mean {nearest}?"))
    });
    format!("{} in line {line}{}", error.message(), meant.unwrap_or_default())
}

/// The line, from 1, that a byte of the file is in.
fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).map_or(1, |it| it.matches('\n').count() + 1)
}

/// How many letters must be put in, left out or changed (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let mut costs: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.bytes().enumerate() {
        let mut before = std::mem::replace(&mut costs[0], row + 1);
        for (column, own) in other.bytes().enumerate() {
            let change = before + usize::from(letter != own);
            before = costs[column + 1];
            costs[column + 1] = change.min(before + 1).min(costs[column] + 1);
        }
    }
    costs.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_is_refused_until_it_is_true_to_itself() {
        let allow = |person: &str, reason: &str| {
            format!("[[allow]]\nperson = \"{person}\"\nreason = \"{reason}\"")
        };
        for (text, expected, why) in [
            (String::new(), None, "nothing"),
            ("hold-at = \"error\"\nexclude = [\"drafts\"]".into(), None, "keys that there are"),
            ("hold-att = \"error\"".into(), Some("did you mean hold-at?"), "a near miss"),
            ("[budget]\nfile = 1000".into(), None, "a limit"),
            ("[budget]\nfiles = 1000".into(), Some("did you mean file?"), "a limit misspelt"),
            ("\n\ncolour = 1".into(), Some("in line 3"), "an unknown key"),
            ("hold-at = \"loud\"".into(), Some("unknown variant"), "an unknown severity"),
            (allow("Jane Sample", "Chief Constable"), None, "a person with a reason"),
            (allow("Jane Sample", " "), Some("without a reason"), "a person without one"),
            (allow("Sample", "x"), Some("without a forename"), "a surname alone"),
        ] {
            let error = Config::parse(&text).err();
            assert_eq!(error.is_some(), expected.is_some(), "{why}: {error:?}");
            assert!(error.unwrap_or_default().contains(expected.unwrap_or_default()), "{why}");
        }
    }

    #[test]
    fn letters_are_counted_that_differ() {
        for (one, other, expected) in
            [("roll", "roll", 0), ("rol", "roll", 1), ("allows", "allow", 1), ("", "roll", 4)]
        {
            assert_eq!(distance(one, other), expected, "{one} {other}");
        }
    }
}
