//! SARIF 2.1.0, with what GitHub asks beyond its schema: each result has a file, a
//! line and a fingerprint, each rule a help text.
//!
//! Sources: OASIS, Static Analysis Results Interchange Format 2.1.0; GitHub Docs,
//! SARIF support for code scanning. A workbook has no lines, so line 1 stands for
//! all of it, and the true place is the logical location.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::link::encoded;
use super::outer::Outer;
use super::{BANNER, decided, finding_words, gap_words, place, plain};
use crate::finding::{Checked, Finding, Fingerprint, Reveal, Unread};
use crate::report::{Report, Verdict};
use crate::rule::{Rule, Rules};

/// Where the schema is published.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The identifier of a part that was not read.
const GAP: &str = "GAP";

pub(super) fn print(
    report: &Report,
    rules: &Rules,
    leave: Option<Reveal>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let findings = report.files.iter().flat_map(|file| &file.findings);
    let met: Vec<usize> = findings.map(|it| it.rule).collect::<BTreeSet<_>>().into_iter().collect();
    let described = met.iter().filter_map(|it| rules.get(*it)).map(described);
    let described: Vec<Value> = described.chain([described_gap()]).collect();
    let driver = json!({
        "name": "foilint",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": described,
    });
    let run = json!({
        "tool": {"driver": driver},
        "invocations": [invocation(leave)],
        "automationDetails": {"id": "foilint/"},
        "columnKind": "unicodeCodePoints",
        "results": results(report, &met, rules, leave),
        "properties": {
            "masked": leave.is_none(),
            "rules": rules.digest(),
            "verdict": if report.verdict == Verdict::Hold { "hold" } else { "clear" },
        },
    });
    let log = json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]});
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

/// The run itself, which came to a verdict; a report in clear says that it is one.
fn invocation(leave: Option<Reveal>) -> Value {
    match leave {
        None => json!({"executionSuccessful": true}),
        Some(_) => json!({
            "executionSuccessful": true,
            "toolExecutionNotifications": [{"level": "warning", "message": {"text": BANNER}}],
        }),
    }
}

/// A rule, with its help.
fn described(rule: &Rule) -> Value {
    let exemptions = rule.exemptions.join(", ");
    let text = format!("{} {} Proposed exemptions: {exemptions}", rule.why, rule.remedy);
    let markdown = format!(
        "**Why:** {}\n\n**Remedy:** {}\n\n**Proposed exemptions:** {exemptions}\n\n**Source:** {}",
        rule.why, rule.remedy, rule.source
    );
    json!({
        "id": rule.code,
        "name": pascal(&rule.name),
        "shortDescription": {"text": sentence(&rule.summary)},
        "fullDescription": {"text": sentence(&rule.why)},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": rule.severity.name()},
        "properties": {"tags": ["foi", "privacy", rule.name]},
    })
}

/// The rule that every part is read, which no pack can switch off.
fn described_gap() -> Value {
    let why = "What was not read is never clean: a person must look at it.";
    json!({
        "id": GAP,
        "name": "NotRead",
        "shortDescription": {"text": "A part that was not read."},
        "fullDescription": {"text": why},
        "help": {
            "text": format!("{why} Open it in its own program, or leave it out."),
            "markdown": format!("**{why}** Open it in its own program, or leave it out."),
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["foi", "privacy", "gap"]},
    })
}

/// Every finding and every gap.
fn results(report: &Report, met: &[usize], rules: &Rules, leave: Option<Reveal>) -> Vec<Value> {
    let mut outer = Outer::default();
    let mut results = Vec::new();
    for file in &report.files {
        let path = outer.of(file).to_owned();
        for gap in &file.gaps {
            let result = of_gap(file, gap, &path, met.len());
            results.push(with_decision(result, &decided::by(gap.decision, report, leave)));
        }
        for finding in &file.findings {
            let index = met.binary_search(&finding.rule).ok();
            let rule = index.and_then(|index| Some((index, rules.get(finding.rule)?)));
            results.extend(rule.map(|rule| {
                with_decision(
                    of_finding(file, finding, &path, rule, leave),
                    &decided::by(finding.decision, report, leave),
                )
            }));
        }
    }
    results
}

fn of_finding(
    file: &Checked,
    finding: &Finding,
    path: &str,
    (index, rule): (usize, &Rule),
    leave: Option<Reveal>,
) -> Value {
    let at = place(&finding.location);
    json!({
        "ruleId": rule.code,
        "ruleIndex": index,
        "level": finding.severity.name(),
        "message": {"text": sentence(&format!("{}: {}", plain(at), finding_words(finding, leave)))},
        "locations": [location(file, at, path)],
        "partialFingerprints": {"foilint/v1": finding.fingerprint.as_str()},
        "properties": {
            "layer": finding.layer,
            "count": finding.count,
            "exemptions": rule.exemptions,
        },
    })
}

fn of_gap(file: &Checked, gap: &Unread, path: &str, index: usize) -> Value {
    let at = place(&gap.part);
    let known = [&file.name, &gap.part, gap.reason.name()].join("\0");
    let hash = blake3::hash(known.as_bytes()).to_hex();
    let fingerprint = gap.fingerprint.as_ref().map_or(&hash[..24], Fingerprint::as_str);
    json!({
        "ruleId": GAP,
        "ruleIndex": index,
        "level": "error",
        "message": {"text": sentence(&format!("{}: {}", plain(at), gap_words(gap)))},
        "locations": [location(file, at, path)],
        "partialFingerprints": {"foilint/v1": fingerprint},
        "properties": {"reason": gap.reason.name()},
    })
}

/// A result that a person has decided to release, if one has.
fn with_decision(mut result: Value, decided: &str) -> Value {
    if !decided.is_empty() {
        result["suppressions"] =
            json!([{"kind": "external", "status": "accepted", "justification": decided}]);
    }
    result
}

/// A file of the release, the line, and the true place in it.
fn location(file: &Checked, at: &str, path: &str) -> Value {
    let inner = file.name.strip_prefix(path).and_then(|it| it.strip_prefix('!'));
    let name = inner.map_or_else(|| at.to_owned(), |inner| format!("{inner}!{at}"));
    let line = if inner.is_some() { 1 } else { line(at) };
    json!({
        "physicalLocation": {
            "artifactLocation": artifact(path),
            "region": {"startLine": line},
        },
        "logicalLocations": [
            {"name": plain(at), "fullyQualifiedName": plain(&name), "kind": "resource"},
        ],
    })
}

/// The line of a text; the first of anything else.
fn line(at: &str) -> u64 {
    let rest = at.strip_prefix("line ").or_else(|| at.strip_prefix("lines "));
    let number = rest.and_then(|it| it.split(' ').next()?.parse().ok());
    number.unwrap_or(1)
}

/// A path as a reference: relative ones to the root of the repository.
fn artifact(path: &str) -> Value {
    let path = path.replace('\\', "/");
    let drive = path.get(1..3) == Some(":/");
    match path.starts_with('/') || drive {
        true => json!({"uri": format!("file:///{}", encoded(path.trim_start_matches('/')))}),
        false => json!({"uri": encoded(&path), "uriBaseId": "%SRCROOT%"}),
    }
}

/// The name of a rule as SARIF writes it: `HiddenSheet`.
fn pascal(name: &str) -> String {
    let capital = |word: &str| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        first.to_uppercase() + rest
    };
    name.split('-').map(capital).collect()
}

/// A text that ends as a sentence.
fn sentence(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::{artifact, line, pascal};

    #[test]
    fn a_path_is_a_reference_that_leads_to_its_file() {
        for (path, uri) in [
            ("out/reply 1.xlsx", "out/reply%201.xlsx"),
            ("out\\a#b.csv", "out/a%23b.csv"),
            ("/srv/é.txt", "file:///srv/%C3%A9.txt"),
            ("C:\\out\\a.txt", "file:///C%3A/out/a.txt"),
        ] {
            assert_eq!(artifact(path)["uri"], uri, "{path}");
        }
    }

    #[test]
    fn a_text_has_lines_and_anything_else_has_one() {
        let cases = [("line 3", 3), ("lines 4 to 9", 4), ("SAP!A1:B2", 1), ("line x", 1)];
        for (at, expected) in cases {
            assert_eq!(line(at), expected, "{at}");
        }
    }

    #[test]
    fn a_name_has_no_hyphens() {
        assert_eq!(pascal("hidden-sheet"), "HiddenSheet");
    }
}
