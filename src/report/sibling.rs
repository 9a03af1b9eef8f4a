//! Files of a release that are versions of each other: by what they are called,
//! and by their texts, of which one shows what the other hides.

use rustc_hash::FxHashMap;

use super::engine::Engine;
use super::trace::{Row, Traces};
use crate::document::{Layer, Reason};
use crate::finding::{Finding, Status};

/// Words by which a name says that it is not the version for release.
const TELLING: &[&str] = &[
    "unredacted",
    "un redacted",
    "not redacted",
    "non redacted",
    "pre redaction",
    "unmasked",
    "internal use",
    "internal only",
    "internal version",
    "do not release",
    "do not publish",
    "do not disclose",
    "not for release",
];

/// Words that say so where another file is the redacted one.
const ORIGINAL: &[&str] = &["original", "full", "clean", "complete", "raw"];

/// Words that say which version a file is.
const VERSIONS: &[&str] = &[
    "redacted",
    "redactions",
    "redaction",
    "final",
    "copy",
    "version",
    "draft",
    "public",
    "published",
    "release",
    "released",
    "disclosure",
    "for",
    "internal",
    "use",
    "only",
    "un",
    "not",
    "non",
    "pre",
    "unredacted",
    "unmasked",
    "do",
    "publish",
    "disclose",
    "old",
    "new",
];

/// The fewest runs of words that tell that two texts are one.
const FEWEST: u64 = 12;

/// The share of them that both must have, in percent.
const SHARE: u64 = 50;

/// The share of them from which on two texts are the same, in percent: the heads
/// and feet of pages stand elsewhere in another format.
const SAME: u64 = 95;

/// Texts that are put side by side; one more is a gap where any of them shows that
/// it hides something.
const MOST: usize = 2_000;

/// The name of a file, taken apart.
struct Name {
    /// Its words, in lower case, a blank between them.
    words: String,
    /// The words that are left without those that say which version it is.
    base: String,
    /// The number of its version, if it has one.
    version: Option<u32>,
}

impl Name {
    fn of(chain: &str) -> Name {
        let last = chain.rsplit(['!', '/', '\\']).next().unwrap_or(chain);
        let stem = last.rsplit_once('.').map_or(last, |it| it.0).to_lowercase();
        let words: Vec<&str> =
            stem.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
        let number = |word: &&str| word.strip_prefix('v').and_then(|it| it.parse().ok());
        let says = |word: &&str| {
            VERSIONS.contains(word) || ORIGINAL.contains(word) || number(word).is_some()
        };
        let base: Vec<&str> = words.iter().copied().filter(|it| !says(it)).collect();
        let version = words.iter().find_map(number);
        Name { base: base.join(" "), words: words.join(" "), version }
    }

    fn says(&self, term: &str) -> bool {
        format!(" {} ", self.words).contains(&format!(" {term} "))
    }

    /// Whether it says by itself that it is not for release.
    fn tells(&self) -> bool {
        TELLING.iter().any(|term| self.says(term))
    }

    /// Whether both are names of one text.
    fn is_beside(&self, other: &Name) -> bool {
        !self.base.is_empty() && self.base == other.base && self.words != other.words
    }
}

/// Whether a file is called a version of another, so that it may be put beside it.
pub(super) fn is_version(chain: &str) -> bool {
    let name = Name::of(chain);
    name.tells() || name.base != name.words
}

/// What files give away by being versions of each other, each with the number of
/// the file.
pub(super) fn siblings(rows: &[Row], engine: &Engine) -> Vec<(usize, Finding)> {
    let names: Vec<Name> = rows.iter().map(|row| Name::of(&row.checked.name)).collect();
    let mut alike: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, name) in names.iter().enumerate() {
        alike.entry(&name.base).or_default().push(at);
    }
    let named = (0..rows.len()).filter_map(|at| {
        let (check, message) = by_name(rows, &names, &alike, at)?;
        Some((at, finding(&rows[at], engine, check, message)?))
    });
    let open = unhidden(rows).into_iter().filter_map(|(at, message)| {
        Some((at, finding(&rows[at], engine, "shows-what-another-hides", message)?))
    });
    let differing = differing(rows, &names).into_iter().filter_map(|(at, message)| {
        Some((at, finding(&rows[at], engine, "texts-differ", message)?))
    });
    named.chain(open).chain(differing).collect()
}

/// What the name of a file says of it, and the rule that it meets.
fn by_name(
    rows: &[Row],
    names: &[Name],
    alike: &FxHashMap<&str, Vec<usize>>,
    at: usize,
) -> Option<(&'static str, String)> {
    let own = &names[at];
    let same = alike.get(own.base.as_str()).map_or(&[][..], Vec::as_slice);
    let beside = || same.iter().copied().filter(|it| own.is_beside(&names[*it]));
    let shown = |other: usize| rows[other].checked.name.clone();
    if own.tells() {
        let other = beside().next().map(|it| format!("; the other version is {}", shown(it)));
        let message = "Its name says that it is not the version for release";
        return Some(("unredacted-name", format!("{message}{}.", other.unwrap_or_default())));
    }
    if ORIGINAL.iter().any(|it| own.says(it)) {
        let other = beside().find(|it| names[*it].says("redacted"))?;
        return Some(("unredacted-name", format!("Its redacted version is {}.", shown(other))));
    }
    let is_later = |other: &Name| match (own.version, other.version) {
        (Some(own), Some(other)) => own < other,
        _ => own.says("draft") && other.says("final"),
    };
    let other = beside().find(|it| is_later(&names[*it]))?;
    Some(("earlier-version", format!("A later version is {}.", shown(other))))
}

/// The files whose text is long enough to be told from others.
fn texts(rows: &[Row]) -> impl Iterator<Item = usize> {
    (0..rows.len()).filter(|at| rows[*at].traces.text.runs.len() as u64 >= FEWEST)
}

/// The files whose text was not put beside the others, and why.
pub(super) fn uncompared(rows: &[Row]) -> Vec<(usize, Reason)> {
    let hides = |at: usize| rows[at].traces.text.blanks > 0;
    if !texts(rows).any(hides) {
        return Vec::new();
    }
    let unit = "texts compared with the other files";
    let reason = Reason::TooLarge { limit: MOST as u64, unit };
    texts(rows).skip(MOST).map(|at| (at, reason.clone())).collect()
}

/// The files that show what another one hides: nearly all runs of words in the one
/// with redactions stand in the other, which has fewer of them.
fn unhidden(rows: &[Row]) -> Vec<(usize, String)> {
    let texts: Vec<usize> = texts(rows).take(MOST).collect();
    let hiding = texts.iter().filter(|at| rows[**at].traces.text.blanks > 0);
    let mut found = Vec::new();
    for hiding in hiding {
        let hidden = &rows[*hiding].traces.text;
        for open in texts.iter().filter(|it| rows[**it].traces.text.blanks < hidden.blanks) {
            let overlap = hidden.runs.in_common(&rows[*open].traces.text.runs);
            if overlap.of >= FEWEST && overlap.shared * 100 >= overlap.of * SHARE {
                let name = &rows[*hiding].checked.name;
                found.push((*open, format!("Nearly the same text is redacted in {name}.")));
            }
        }
    }
    found.dedup_by_key(|it| it.0);
    found
}

/// The files of one name in two formats, of which one says what the other does not.
fn differing(rows: &[Row], names: &[Name]) -> Vec<(usize, String)> {
    let mut called: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for at in (0..rows.len()).filter(|at| rows[*at].traces.text.runs.len() as u64 >= FEWEST) {
        called.entry(&names[at].words).or_default().push(at);
    }
    let pairs = |at: usize| called.get(names[at].words.as_str()).into_iter().flatten();
    let mut found: Vec<(usize, String)> = Vec::new();
    for at in 0..rows.len() {
        if let Some(other) = pairs(at).take(MOST).find(|it| says_more(&rows[at], &rows[**it])) {
            let name = &rows[*other].checked.name;
            found
                .push((at, format!("Some of its text is not in {name}, which has the same name.")));
        }
    }
    found
}

/// Whether a text says more than the same text in another format, which is known
/// as a whole. What is redacted there is told of by another rule.
fn says_more(own: &Row, other: &Row) -> bool {
    let is_other = own.checked.format != other.checked.format;
    let (own, with) = (&own.traces.text, &other.traces.text);
    if !is_other || other.checked.status != Status::Read || own.blanks != with.blanks {
        return false;
    }
    let overlap = own.runs.in_common(&with.runs);
    let share = overlap.shared * 100;
    overlap.of >= FEWEST && share >= overlap.of * SHARE && share < overlap.of * SAME
}

/// A finding of a check on the whole of a file.
pub(super) fn finding(row: &Row, engine: &Engine, check: &str, message: String) -> Option<Finding> {
    let (rule, _) = engine.index.whole(check)?;
    let found = engine.rules.get(rule)?;
    let layer = Layer::FileName;
    let Traces { name, hash, .. } = &row.traces;
    let parts: [&[u8]; 4] = [found.code.as_bytes(), layer.name().as_bytes(), name.as_bytes(), hash];
    Some(Finding {
        rule,
        severity: found.severity,
        layer,
        location: String::new(),
        container: None,
        heading: None,
        count: 1,
        samples: Vec::new(),
        message,
        fingerprint: engine.fingerprint(|| *hash, &parts),
        decision: None,
    })
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn names_of_one_text_are_told_from_others() {
        let cases = [
            ("out/report_unredacted.pdf", "a.zip!report.pdf", true),
            ("Report (original).docx", "report - redacted.pdf", true),
            ("report v1.docx", "report v2.docx", true),
            ("report.docx", "report.pdf", false),
            ("report 2025.docx", "report 2026.docx", false),
            ("v1.docx", "v2.docx", false),
        ];
        for (one, other, beside) in cases {
            assert_eq!(Name::of(one).is_beside(&Name::of(other)), beside, "{one}, {other}");
        }
    }
}
