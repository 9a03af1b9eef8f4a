//! A rule met in a place.
//!
//! What it shows of the content is an [`Excerpt`], which prints masked: no
//! style of output can leak by oversight.

use std::fmt;

use crate::document::{Gap, Layer, Reason};
use crate::read::FACTS;
use crate::rule::{Mask, Severity, masked_label};

/// Leave to print excerpts in clear. Only the flag `--reveal` gives it.
#[derive(Clone, Copy, Debug)]
pub struct Reveal(());

impl Reveal {
    /// The leave that the person at the command line gives.
    pub fn granted_by_the_user() -> Self {
        Reveal(())
    }
}

/// Text from an artefact. It prints masked; [`Excerpt::shown`] needs leave to
/// do otherwise.
///
/// It has no `Serialize`, so that no format can carry it by accident.
#[derive(Clone, Eq, PartialEq)]
pub struct Excerpt {
    text: String,
    mask: Mask,
}

/// The most characters of an excerpt that are kept.
const LONGEST_EXCERPT: usize = 60;

impl Excerpt {
    /// The beginning of a text, masked as its rule says.
    pub fn new(text: &str, mask: Mask) -> Self {
        if FACTS.contains(&text) {
            return Excerpt::whole(text, Mask::Open);
        }
        Excerpt { text: text.chars().take(LONGEST_EXCERPT).collect(), mask }
    }

    /// A text of any length, masked as its rule says.
    pub fn whole(text: &str, mask: Mask) -> Self {
        let mask = if FACTS.contains(&text) { Mask::Open } else { mask };
        Excerpt { text: text.to_owned(), mask }
    }

    /// The text in clear with leave, masked without.
    pub fn shown(&self, leave: Option<Reveal>) -> String {
        match leave {
            Some(Reveal(())) => self.text.clone(),
            None => self.to_string(),
        }
    }
}

/// The name of a place or of an inner file as outputs show it: in clear with
/// leave, without it masked where it may tell of a person.
pub(crate) fn label(name: &str, leave: Option<Reveal>) -> String {
    match leave {
        Some(Reveal(())) => name.to_owned(),
        None => masked_label(name),
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.mask {
            Mask::Open => formatter.write_str(&self.text),
            Mask::Name => formatter.write_str(&masked_words(&self.text)),
            Mask::Identifier => formatter.write_str(&masked_after_first(&self.text)),
        }
    }
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Excerpt({self})")
    }
}

/// A text with all but the first letter of each word masked. A word of one
/// letter is masked whole: an initial is all there is of that name.
fn masked_words(text: &str) -> String {
    let masked = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().filter(|it| it.is_alphabetic());
        let rest = letters.filter(|it| it.is_alphanumeric()).count();
        match first {
            Some(first) if rest > 0 => format!("{first}{}", "•".repeat(rest)),
            Some(_) => "•".to_owned(),
            None => "•".repeat(rest + 1),
        }
    };
    text.split_whitespace().map(masked).collect::<Vec<_>>().join(" ")
}

/// A text with all letters and digits but the first character masked.
fn masked_after_first(text: &str) -> String {
    let masked = |(index, letter): (usize, char)| match letter {
        _ if index == 0 => letter,
        _ if letter.is_alphanumeric() => '•',
        _ => letter,
    };
    text.chars().enumerate().map(masked).collect()
}

/// Hexadecimal digits of a fingerprint.
const LENGTH: usize = 24;

/// What a finding is known by: the same content in the same place under the
/// same rule has the same fingerprint, whatever changes elsewhere.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of the parts, keyed so that nobody can guess a name from
    /// it without the key.
    pub fn new(key: &[u8; 32], parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new_keyed(key);
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let hex = hasher.finalize().to_hex();
        Fingerprint(hex[..LENGTH].to_owned())
    }

    /// The fingerprint of a text of 24 small hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |it: u8| matches!(it, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == LENGTH && text.bytes().all(is_digit)).then(|| Fingerprint(text.to_owned()))
    }

    /// The fingerprint as 24 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A rule met in a place.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's index among the rules of the run.
    pub rule: usize,
    /// How loud it is here.
    pub severity: Severity,
    /// The layer it lies in.
    pub layer: Layer,
    /// Where: `SAP!A1:AF9484`, `line 3`; empty for the artefact as a whole.
    pub location: String,
    /// The container's name.
    pub container: Option<String>,
    /// The column's heading, if it may be shown.
    pub heading: Option<String>,
    /// How many people, rows or matches.
    pub count: u64,
    /// At most five texts.
    pub samples: Vec<Excerpt>,
    /// What was found, in a sentence that quotes no content.
    pub message: String,
    /// What it is known by.
    pub fingerprint: Fingerprint,
    /// The decision to release it, by its number among those of the report.
    pub decision: Option<usize>,
}

/// A part that was not read, as a report tells of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unread {
    /// Which part; empty for the artefact as a whole.
    pub part: String,
    /// Why.
    pub reason: Reason,
    /// What it is known by: these very bytes. A part of what could not even be opened
    /// has none, and nobody can decide to release it.
    pub fingerprint: Option<Fingerprint>,
    /// The decision to release it, by its number among those of the report.
    pub decision: Option<usize>,
}

impl Unread {
    /// A gap of which nobody has the bytes.
    pub fn unopened(gap: Gap) -> Self {
        Unread { part: gap.part, reason: gap.reason, fingerprint: None, decision: None }
    }
}

/// How far an artefact was read.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// To the end.
    Read,
    /// In part: it has gaps.
    Partial,
    /// Not at all.
    Unread,
}

/// What was found in one artefact.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Its name chain.
    pub name: String,
    /// How many files it lies deep: 0 for a file of the release itself.
    pub depth: u32,
    /// The name of its format; `unknown` when it could not be told.
    pub format: &'static str,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal, if the run was asked for it and it was read.
    pub sha256: Option<String>,
    /// How far it was read.
    pub status: Status,
    /// The findings, by place and code.
    pub findings: Vec<Finding>,
    /// The parts that were not read.
    pub gaps: Vec<Unread>,
    /// Names of people who are allowed.
    pub allowed: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_print_masked_by_type() {
        let cases = [
            ("Sample", Mask::Name, "S•••••", "a name keeps its first letter"),
            ("J", Mask::Name, "•", "an initial is all there is of that name"),
            ("Jo Sample-Test", Mask::Name, "J• S•••••••••", "each word for itself"),
            ("AB 12 34 56 C", Mask::Identifier, "A• •• •• •• •", "an identifier keeps its form"),
            ("j@example.org", Mask::Identifier, "j@•••••••.•••", "so does an address"),
            ("Sergeant", Mask::Open, "Sergeant", "a rank alone tells of nobody"),
            ("", Mask::Name, "", "nothing"),
        ];
        for (text, mask, expected, why) in cases {
            assert_eq!(Excerpt::new(text, mask).to_string(), expected, "{text:?}: {why}");
        }
    }

    #[test]
    fn a_sentence_of_the_programs_own_prints_in_clear() {
        for fact in FACTS {
            assert_eq!(Excerpt::new(fact, Mask::Name).to_string(), fact);
            assert_eq!(Excerpt::whole(fact, Mask::Name).to_string(), fact);
        }
    }

    #[test]
    fn a_fingerprint_needs_its_key() {
        let one = Fingerprint::new(&[1; 32], &[b"a", b"bc"]);
        assert_eq!(one, Fingerprint::new(&[1; 32], &[b"a", b"bc"]));
        assert_ne!(one, Fingerprint::new(&[2; 32], &[b"a", b"bc"]), "another key");
        assert_ne!(one, Fingerprint::new(&[1; 32], &[b"ab", b"c"]), "the parts are apart");
    }
}
