//! A receipt: which bytes were checked, with what, by whom and with which result, so
//! that what is sent can be held against what was checked. It quotes no content.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::date;
use crate::decision::{Decision, Standing};
use crate::document::Layer;
use crate::finding::{Checked, Finding, Fingerprint, Status, Unread, label};
use crate::report::{Report, Settings, Summary};
use crate::rule::{Rules, Severity};

/// The version of the receipt's form.
const VERSION: u32 = 1;

/// A receipt as it is written.
#[derive(Serialize)]
struct Written<'r> {
    receipt: u32,
    tool: Tool,
    on: String,
    by: &'r str,
    hold_at: Severity,
    paths: Vec<String>,
    files: Vec<WrittenFile<'r>>,
    decisions: Vec<WrittenDecision<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
    rules: String,
}

#[derive(Serialize)]
struct WrittenFile<'r> {
    name: String,
    bytes: u64,
    sha256: Option<&'r str>,
    format: &'r str,
    status: Status,
    findings: Vec<WrittenFinding<'r>>,
    gaps: Vec<WrittenGap<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    inside: Vec<WrittenFile<'r>>,
}

#[derive(Serialize)]
struct WrittenFinding<'r> {
    code: &'r str,
    rule: &'r str,
    severity: Severity,
    layer: Layer,
    count: u64,
    fingerprint: &'r str,
    decided: bool,
}

#[derive(Serialize)]
struct WrittenGap<'r> {
    reason: &'static str,
    fingerprint: Option<&'r str>,
    decided: bool,
}

#[derive(Serialize)]
struct WrittenDecision<'r> {
    fingerprint: &'r str,
    reason: String,
    by: &'r str,
    approved_by: Option<&'r str>,
    on: String,
    until: Option<String>,
}

/// Who seals, and which paths.
#[derive(Clone, Copy, Debug)]
pub struct Seal<'s> {
    /// Who.
    pub by: &'s str,
    /// The paths as they were given.
    pub paths: &'s [PathBuf],
}

/// Why there is no receipt, or none that can be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiptError {
    /// Two files have one name below their paths.
    #[error("two files go by {0}\nhelp: seal the folder above both")]
    Ambiguous(String),
    /// It is not a receipt, or one of another version.
    #[error("{name} is not a receipt of version {VERSION}: line {line}")]
    Syntax {
        /// The file.
        name: String,
        /// The line.
        line: usize,
    },
}

/// The receipt of a report, as JSON.
///
/// # Errors
///
/// When two files have one name below their paths.
pub fn receipt(
    report: &Report,
    rules: &Rules,
    settings: &Settings,
    seal: Seal<'_>,
) -> Result<String, ReceiptError> {
    let files = sealed(report, rules, seal.paths);
    let mut names: Vec<&String> = files.iter().map(|it| &it.name).collect();
    names.sort_unstable();
    if let Some(twice) = names.windows(2).find(|it| it[0] == it[1]) {
        return Err(ReceiptError::Ambiguous(twice[0].clone()));
    }
    let used = report.decisions.iter().filter(|it| it.standing == Standing::Used);
    let written = Written {
        receipt: VERSION,
        tool: Tool { name: "foilint", version: env!("CARGO_PKG_VERSION"), rules: rules.digest() },
        on: date::now(),
        by: seal.by,
        hold_at: settings.hold_at,
        paths: seal.paths.iter().map(|it| it.display().to_string()).collect(),
        files,
        decisions: used.map(|it| decision(&it.decision)).collect(),
        summary: report.summary,
    };
    let text = serde_json::to_string_pretty(&written).unwrap_or_default();
    Ok(text + "\n")
}

/// The files of the release, those inside others with what holds them.
fn sealed<'r>(report: &'r Report, rules: &'r Rules, paths: &[PathBuf]) -> Vec<WrittenFile<'r>> {
    let mut files: Vec<WrittenFile<'r>> = Vec::new();
    let mut outer = "";
    for file in &report.files {
        let holder = files.last_mut().filter(|_| file.depth > 0);
        let Some(holder) = holder else {
            outer = &file.name;
            files.push(written(file, name_below(outer, paths), rules));
            continue;
        };
        let name = file.name.strip_prefix(outer).unwrap_or(&file.name);
        holder.inside.push(written(file, name.trim_start_matches('!').to_owned(), rules));
    }
    files
}

fn written<'r>(file: &'r Checked, name: String, rules: &'r Rules) -> WrittenFile<'r> {
    let finding = |it: &'r Finding| {
        let rule = rules.get(it.rule)?;
        Some(WrittenFinding {
            code: &rule.code,
            rule: &rule.name,
            severity: it.severity,
            layer: it.layer,
            count: it.count,
            fingerprint: it.fingerprint.as_str(),
            decided: it.decision.is_some(),
        })
    };
    let gap = |it: &'r Unread| WrittenGap {
        reason: it.reason.name(),
        fingerprint: it.fingerprint.as_ref().map(Fingerprint::as_str),
        decided: it.decision.is_some(),
    };
    WrittenFile {
        name,
        bytes: file.bytes,
        sha256: file.sha256.as_deref(),
        format: file.format,
        status: file.status,
        findings: file.findings.iter().filter_map(finding).collect(),
        gaps: file.gaps.iter().map(gap).collect(),
        inside: Vec::new(),
    }
}

fn decision(decision: &Decision) -> WrittenDecision<'_> {
    WrittenDecision {
        fingerprint: decision.finding.as_str(),
        reason: label(&decision.reason, None),
        by: &decision.by,
        approved_by: decision.approved_by.as_deref(),
        on: decision.on.to_string(),
        until: decision.until.map(|it| it.to_string()),
    }
}

/// The name of a file below the path that led to it, with forward strokes: the same
/// wherever the release lies.
pub fn name_below(name: &str, paths: &[PathBuf]) -> String {
    let own = Path::new(name);
    let below = |path: &PathBuf| {
        let rest = own.strip_prefix(path.strip_prefix(".").unwrap_or(path)).ok()?;
        let is_itself = rest.as_os_str().is_empty();
        Some(if is_itself { Path::new(own.file_name()?) } else { rest })
    };
    let below = paths.iter().find_map(below).unwrap_or(own);
    let parts: Vec<_> = below.components().map(|it| it.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// What of a receipt a release is held against.
#[derive(Debug, Deserialize)]
pub struct Receipt {
    receipt: u32,
    /// When it was made.
    pub on: String,
    /// By whom.
    pub by: String,
    /// The paths that were sealed, as they were given.
    pub paths: Vec<PathBuf>,
    files: Vec<Sealed>,
}

#[derive(Debug, Deserialize)]
struct Sealed {
    name: String,
    sha256: String,
}

/// How a release differs from the one that was sealed.
#[derive(Debug, Default, Serialize)]
pub struct Difference {
    /// Files with other bytes.
    pub changed: Vec<String>,
    /// Files that were not there.
    pub added: Vec<String>,
    /// Files that are gone.
    pub missing: Vec<String>,
    /// How many files are the same.
    pub same: usize,
}

impl Receipt {
    /// The receipt of a text; `name` is that of its file.
    ///
    /// # Errors
    ///
    /// When it is none, or of another version.
    pub fn parse(text: &str, name: &str) -> Result<Self, ReceiptError> {
        let syntax = |line| ReceiptError::Syntax { name: name.to_owned(), line };
        let receipt: Receipt = serde_json::from_str(text).map_err(|it| syntax(it.line()))?;
        if receipt.receipt == VERSION { Ok(receipt) } else { Err(syntax(1)) }
    }

    /// How files, by name and SHA-256, differ from those that were sealed.
    pub fn against(&self, files: Vec<(String, String)>) -> Difference {
        let sealed = self.files.iter().map(|it| (it.name.as_str(), it.sha256.as_str()));
        let mut left: BTreeMap<&str, &str> = sealed.collect();
        let mut difference = Difference::default();
        for (name, sha256) in files {
            match left.remove(name.as_str()) {
                Some(own) if own == sha256 => difference.same += 1,
                Some(_) => difference.changed.push(name),
                None => difference.added.push(name),
            }
        }
        difference.missing = left.into_keys().map(str::to_owned).collect();
        difference
    }
}

impl Difference {
    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        self.changed.is_empty() && self.added.is_empty() && self.missing.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_below_the_path_that_led_to_it() {
        let cases = [
            ("out/a/b.txt", "out", "a/b.txt"),
            ("out/a/b.txt", "./out/", "a/b.txt"),
            ("a/b.txt", ".", "a/b.txt"),
            ("/srv/out/b.txt", "/srv/out", "b.txt"),
            ("out/b.txt", "out/b.txt", "b.txt"),
            ("../out/b.txt", "../out", "b.txt"),
        ];
        for (name, path, expected) in cases {
            assert_eq!(name_below(name, &[PathBuf::from(path)]), expected, "{name} {path}");
        }
    }
}
