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
use crate::written::{line_of, told};

/// The name of the file.
const NAME: &str = "foilint.toml";

/// The keys of the file.
const KEYS: &[&str] = &["hold-at", "exclude", "packs", "roll", "decisions", "allow", "budget"];

/// The keys of a person who is allowed.
const KEYS_OF_PERSON: &[&str] = &["person", "reason"];

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
    /// What people have decided.
    pub decisions: Option<PathBuf>,
    /// People who are public on purpose.
    #[serde(default)]
    pub allow: Vec<Allowed>,
    /// How much one file may cost.
    pub budget: Option<Limits>,
    /// The folder of the file, if there is one.
    #[serde(skip)]
    pub folder: Option<PathBuf>,
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
        config.folder = Some(folder.to_owned());
        for path in config.packs.iter_mut().chain(&mut config.roll).chain(&mut config.decisions) {
            *path = folder.join(&path);
        }
        Ok(config)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let config: Config = toml::from_str(text).map_err(|error| {
            let keys = |table: Option<&str>| match table {
                Some(table) if table.starts_with("[budget") => &Limits::NAMES[..],
                Some(_) => KEYS_OF_PERSON,
                None => KEYS,
            };
            told(&error, text, &keys)
        })?;
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
}
