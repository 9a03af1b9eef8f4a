//! Reads a mailbox of many messages in one file (RFC 4155). Each is a file
//! inside, cut out and never copied.

use memchr::memmem;

use super::told::push_all;
use crate::artefact::Artefact;
use crate::document::{Enclosure, Gap, Layer, Reason, Sink};
use crate::read::{Budget, Format};

/// Mailboxes of many messages.
pub(in super::super) const FORMAT: Format =
    Format { name: "mbox", extensions: &["mbox", "eml"], sniff, read };

/// What begins the line before each message.
const FROM: &[u8] = b"From ";

/// The bytes of such a line at the most.
const LONGEST: usize = 1_000;

fn sniff(artefact: &Artefact<'_>) -> bool {
    is_line(artefact.bytes())
}

/// Whether the bytes begin with the line before a message: by whom, and when.
fn is_line(bytes: &[u8]) -> bool {
    let line = &bytes[..line_end(bytes)];
    let is_year = |word: &[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    let has_time = || line.iter().filter(|byte| **byte == b':').count() >= 1;
    line.starts_with(FROM)
        && line.len() < LONGEST
        && line.trim_ascii().split(|byte| *byte == b' ').any(is_year)
        && has_time()
}

/// The bytes of the line at the front.
fn line_end(bytes: &[u8]) -> usize {
    let front = &bytes[..bytes.len().min(LONGEST)];
    memchr::memchr(b'\n', front).map_or(front.len(), |at| at + 1)
}

/// Where the messages begin, each with the line before it.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let inner = memmem::find_iter(bytes, b"\nFrom ").map(|at| at + 1);
    let is_start = move |at: &usize| {
        let before = &bytes[..*at];
        (before.ends_with(b"\n\n") || before.ends_with(b"\n\r\n")) && is_line(&bytes[*at..])
    };
    std::iter::once(0).chain(inner.filter(is_start)).chain(std::iter::once(bytes.len()))
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    let most = budget.limits().enclosures;
    let mut starts = starts(bytes);
    let mut from = starts.next().unwrap_or_default();
    let mut senders: Vec<(String, String)> = Vec::new();
    for (number, end) in (1..).zip(starts) {
        if number > most {
            sink.gap(Gap::whole(Reason::TooLarge { limit: most.into(), unit: "messages" }));
            break;
        }
        let message = &bytes[from..end];
        let line = line_end(message);
        let name = format!("message {number}.eml");
        sink.enclose(Enclosure { name: &name, bytes: &message[line..] });
        let sender = String::from_utf8_lossy(&message[FROM.len().min(line)..line]);
        senders.push((name, sender.trim().to_owned()));
        from = end;
    }
    push_all("lines between the messages", Layer::MailHeader, &senders, sink);
    Ok(())
}
