//! Whether a text is a message: by the lines at its front, so that no letter is
//! taken for one.

use crate::artefact::Artefact;
use crate::read::encoding::Encoded;
use crate::read::mail::head::Head;

/// The lines of a header that are looked at.
const HEADER: usize = 200;

/// Header lines that only a message has.
const SENT: &[&str] = &[
    "content-transfer-encoding",
    "content-type",
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "x-mailer",
];

/// Whether the bytes are a message.
pub(super) fn sniff(artefact: &Artefact<'_>) -> bool {
    Encoded::head(artefact.bytes()).is_some_and(|head| is_message(&head))
}

/// Whether a text begins with header lines that only a message has, or with
/// those that every message has: by whom, when, and to whom or what about.
fn is_message(head: &str) -> bool {
    let lines = head.lines().take(HEADER).take_while(|line| !line.is_empty());
    let named: Vec<&str> = lines.filter(|line| !line.starts_with([' ', '\t'])).collect();
    let names = named.iter().map(|line| {
        // Older mail has blanks before the colon (RFC 5322, 4.5).
        let name = line.split_once(':')?.0.trim_end();
        (!name.contains(' ')).then(|| name.to_ascii_lowercase())
    });
    let Some(names) = names.collect::<Option<Vec<String>>>() else { return is_cut(head) };
    let has = |name: &str| names.iter().any(|it| it == name);
    let by = |line: &&str| Some(line.strip_prefix("From")?.trim_start().starts_with(':'));
    let is_by = named.iter().any(|line| by(line) == Some(true) && line.contains('@'));
    SENT.iter().any(|name| has(name)) || (is_by && has("date") && (has("to") || has("subject")))
}

/// Whether a message begins whose header ends with a boundary rather than an
/// empty line.
fn is_cut(head: &str) -> bool {
    let (own, _) = Head::split(head.as_bytes());
    own.parameter("boundary").is_some_and(|it| head.contains(&format!("\n--{it}")))
}
