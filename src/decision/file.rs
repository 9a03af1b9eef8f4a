//! Reads and writes the file of decisions. What is written is put beside the file and
//! takes its place at once, and whatever a person wrote into it stays as it was.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::{Decision, DecisionError, Key};
use crate::date::Date;
use crate::finding::Fingerprint;
use crate::written::{line_of, told};

/// The keys of the file.
const KEYS: &[&str] = &["key", "decision"];

/// The keys of a decision.
const KEYS_OF_DECISION: &[&str] =
    &["finding", "rule", "file", "reason", "by", "approved-by", "on", "until"];

/// What stands at the head of a new file.
const HEAD: &str = "\
# Decisions to release what foilint has found. Keep this with the case file: it must not be
# released, and fingerprints mean nothing without the key, which is made once.
";

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    key: Option<String>,
    #[serde(default, rename = "decision")]
    decisions: Vec<WrittenDecision>,
}

/// A decision as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenDecision {
    finding: Spanned<String>,
    reason: String,
    by: String,
    approved_by: Option<String>,
    on: String,
    until: Option<String>,
    rule: Option<String>,
    file: Option<String>,
}

/// The key and the decisions of a text.
pub(super) fn parse(text: &str) -> Result<(Option<Key>, Vec<Decision>), String> {
    let written: Written = toml::from_str(text).map_err(|error| {
        let keys = |table: Option<&str>| if table.is_some() { KEYS_OF_DECISION } else { KEYS };
        told(&error, text, &keys)
    })?;
    let key = written.key.map(|it| key(&it).ok_or("its key is not one")).transpose()?;
    let decisions = written.decisions.into_iter().map(|it| decision(it, text));
    Ok((key, decisions.collect::<Result<_, _>>()?))
}

fn decision(written: WrittenDecision, text: &str) -> Result<Decision, String> {
    let line = line_of(text, written.finding.span().start);
    let refused = |why: &str| format!("the decision in line {line} {why}");
    let date = |text: &str| {
        Date::parse(text).ok_or_else(|| refused("has a date that is not one, such as 2026-03-31"))
    };
    let finding = Fingerprint::parse(written.finding.get_ref());
    let finding = finding.ok_or_else(|| refused("has a fingerprint that is not one"))?;
    for (text, why) in [(&written.reason, "has no reason"), (&written.by, "is nobody's")] {
        if text.trim().is_empty() {
            return Err(refused(why));
        }
    }
    Ok(Decision {
        finding,
        on: date(&written.on)?,
        until: written.until.as_deref().map(date).transpose()?,
        reason: written.reason,
        by: written.by,
        approved_by: written.approved_by,
        rule: written.rule,
        file: written.file,
    })
}

/// The key of 64 hexadecimal digits.
fn key(text: &str) -> Option<Key> {
    let mut bytes = [0; 32];
    if text.len() != 2 * bytes.len() || !text.is_ascii() {
        return None;
    }
    for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(Key(bytes))
}

/// A file of decisions that is being changed; no other run may change it meanwhile.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    /// The file beside it that takes its place.
    beside: PathBuf,
    file: File,
    document: DocumentMut,
    /// The key of the fingerprints.
    pub key: Key,
    /// The decisions that the file had.
    pub list: Vec<Decision>,
}

impl Draft {
    /// The file of decisions at a path, or a new one with a new key.
    ///
    /// # Errors
    ///
    /// When it cannot be read or understood, or another run writes to it.
    pub fn open(path: &Path) -> Result<Self, DecisionError> {
        let name = path.display().to_string();
        // What a link leads to is replaced, not the link.
        let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let beside = beside(path);
        let file = locked(&beside)?;
        let opened = opened(path, &name);
        if opened.is_err() {
            let _ = fs::remove_file(&beside);
        }
        let (document, key, list) = opened?;
        let had_key = key.is_some();
        let mut draft = Draft {
            path: path.to_owned(),
            beside,
            file,
            document,
            key: key.map_or_else(Key::random, Ok)?,
            list,
        };
        if !had_key {
            draft.put_key();
        }
        Ok(draft)
    }

    /// Adds a decision behind the others.
    pub fn add(&mut self, decision: &Decision) {
        let mut table = Table::new();
        let mut put = |key: &str, text: Option<String>| {
            if let Some(text) = text {
                table[key] = value(text);
            }
        };
        put("finding", Some(decision.finding.as_str().to_owned()));
        put("rule", decision.rule.clone());
        put("file", decision.file.clone());
        put("reason", Some(decision.reason.clone()));
        put("by", Some(decision.by.clone()));
        put("approved-by", decision.approved_by.clone());
        put("on", Some(decision.on.to_string()));
        put("until", decision.until.map(|it| it.to_string()));
        table.decor_mut().set_prefix("\n");
        let tables = self.document.entry("decision");
        let tables = tables.or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        if let Some(tables) = tables.as_array_of_tables_mut() {
            tables.push(table);
        }
    }

    /// Takes out decisions by their number in the file.
    pub fn remove(&mut self, is_out: impl Fn(usize) -> bool) {
        let tables = self.document.get_mut("decision").and_then(Item::as_array_of_tables_mut);
        let Some(tables) = tables else { return };
        let mut number = 0..;
        tables.retain(|_| number.next().is_some_and(|it| !is_out(it)));
    }

    /// Writes the file whole, in place of the one that was there.
    ///
    /// # Errors
    ///
    /// When the system refuses.
    pub fn save(mut self) -> Result<(), DecisionError> {
        let text = self.document.to_string();
        // Who might read it before may read it still.
        if let Ok(before) = fs::metadata(&self.path) {
            let _ = self.file.set_permissions(before.permissions());
        }
        let written = self.file.write_all(text.as_bytes()).and_then(|()| self.file.sync_all());
        let written = written.and_then(|()| fs::rename(&self.beside, &self.path));
        written.map_err(|error| DecisionError::Unwritten {
            name: self.path.display().to_string(),
            kind: error.kind(),
        })
    }

    fn put_key(&mut self) {
        let digits: String = self.key.0.iter().map(|byte| format!("{byte:02x}")).collect();
        let is_new = self.document.iter().next().is_none();
        let mut key = toml_edit::Key::new("key");
        key.leaf_decor_mut().set_prefix(if is_new { HEAD } else { "" });
        self.document.as_table_mut().insert_formatted(&key, value(digits));
    }
}

impl Drop for Draft {
    /// What was not saved is not left behind.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.beside);
    }
}

/// The document of a path, empty without a file, with what it says.
fn opened(
    path: &Path,
    name: &str,
) -> Result<(DocumentMut, Option<Key>, Vec<Decision>), DecisionError> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        read => read
            .map_err(|error| DecisionError::Unread { name: name.to_owned(), kind: error.kind() })?,
    };
    let syntax = |detail| DecisionError::Syntax { name: name.to_owned(), detail };
    let (key, list) = parse(&text).map_err(syntax)?;
    let document = text.parse().map_err(|_| syntax("it is not TOML".to_owned()))?;
    Ok((document, key, list))
}

/// The path beside a file where its next version is written.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    PathBuf::from(name)
}

/// A new file that only its owner may read, where the system knows of that. It is the
/// lock, too.
fn locked(path: &Path) -> Result<File, DecisionError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| {
        let name = path.display().to_string();
        match error.kind() {
            io::ErrorKind::AlreadyExists => DecisionError::Busy(name),
            kind => DecisionError::Unwritten { name, kind },
        }
    })
}
