//! What the header of a message tells: its subject and its recipients, which
//! everyone sees, blind copies, and all that only "view source" shows.

use super::head::{Head, addresses, words};
use crate::document::{Container, Fragment, Layer, Place, Sink};

/// The lines that name those whom a message went to.
const RECIPIENTS: &[&str] = &["to", "cc", "resent-to", "resent-cc", "apparently-to"];

/// The lines that name those who got it without the others' knowledge.
const BLIND: &[&str] = &["bcc", "resent-bcc"];

/// Other lines of addresses (RFC 5322, 3.6; RFC 8098, 2.1).
const ADDRESSES: &[&str] = &[
    "from",
    "sender",
    "reply-to",
    "resent-from",
    "resent-sender",
    "return-path",
    "disposition-notification-to",
];

/// The lines that say no more than how the parts are packed.
const PACKING: &[&str] =
    &["mime-version", "content-type", "content-transfer-encoding", "content-disposition"];

/// Texts of one kind with the line that each is from.
type Told<'h> = Vec<(&'h str, String)>;

/// Pushes what the header of a message tells.
pub(super) fn push(head: &Head, sink: &mut dyn Sink) {
    let subject: Told<'_> = of(head, &["subject"]).map(|(name, it)| (name, words(it))).collect();
    push_all("", Layer::Body, &subject, sink);
    push_all("recipients", Layer::Recipients, &listed(head, RECIPIENTS), sink);
    push_all("blind copies", Layer::Bcc, &listed(head, BLIND), sink);
    push_rest(head, "header", sink);
}

/// Pushes what the header of a part tells beside its name.
pub(super) fn push_of_part(head: &Head, part: &str, sink: &mut dyn Sink) {
    let container = format!("header of {part}");
    push_rest(head, &container, sink);
    // A body that is kept elsewhere is told by its type alone (RFC 2046, 5.2.3).
    if head.kind() == "message/external-body" {
        let place = head.get("content-type").unwrap_or_default().to_owned();
        push_all(&container, Layer::MailHeader, &[("content-type", place)], sink);
    }
}

/// Pushes the header of a message whose recipients are told already, as Outlook
/// keeps it.
pub(super) fn push_transport(head: &Head, sink: &mut dyn Sink) {
    push_all("blind copies of the header", Layer::Bcc, &listed(head, BLIND), sink);
    push_rest(head, "header", sink);
}

/// Pushes the lines that are neither shown nor about blind copies.
fn push_rest(head: &Head, container: &str, sink: &mut dyn Sink) {
    let is_own = |name: &str| {
        name != "subject" && [RECIPIENTS, BLIND, PACKING].iter().all(|it| !it.contains(&name))
    };
    let mut rest: Told<'_> = Vec::new();
    for (name, value) in head.iter().filter(|field| is_own(field.0)) {
        if ADDRESSES.contains(&name) {
            rest.extend(addresses(value).into_iter().map(|it| (name, it)));
        } else {
            rest.push((name, words(value)));
        }
    }
    push_all(container, Layer::MailHeader, &rest, sink);
}

/// The lines of some names.
fn of<'h>(head: &'h Head, names: &'h [&str]) -> impl Iterator<Item = (&'h str, &'h str)> {
    head.iter().filter(|field| names.contains(&field.0))
}

/// The addresses in the lines of some names.
fn listed<'h>(head: &'h Head, names: &'h [&str]) -> Told<'h> {
    of(head, names)
        .flat_map(|(name, it)| addresses(it).into_iter().map(move |it| (name, it)))
        .collect()
}

/// Pushes texts as a container of their own, if there are any.
pub(super) fn push_all<N: AsRef<str>>(
    container: &str,
    layer: Layer,
    texts: &[(N, String)],
    sink: &mut dyn Sink,
) {
    let mut telling = texts.iter().filter(|it| !it.1.trim().is_empty()).peekable();
    if telling.peek().is_none() {
        return;
    }
    sink.open(Container::text(container, layer));
    for (name, text) in telling {
        sink.push(Fragment::new(text.trim(), layer, Place::Named(name.as_ref())));
    }
    sink.close();
}
