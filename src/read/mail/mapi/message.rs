//! What the properties of a message tell: its subject and recipients, blind
//! copies, the header, its bodies, and all else that Outlook keeps beside them.

use rustc_hash::FxHashSet;

use super::bodies;
use super::known::{self, told};
use super::{Bag, Value};
use crate::document::{Layer, Reason, Sink};
use crate::read::Budget;
use crate::read::mail::head::{Head, joined, words};
use crate::read::mail::told::{push_all, push_transport};
use crate::read::strings::printable;

/// Texts with words for what each is.
type Texts = Vec<(String, String)>;

/// What has a place of its own and is told there.
const PLACED: &[u16] = &[
    known::SUBJECT,
    known::TRANSPORT_HEADER,
    known::DISPLAY_BCC,
    known::DISPLAY_CC,
    known::DISPLAY_TO,
    known::NORMALISED_SUBJECT,
    known::BODY,
    known::COMPRESSED_RTF,
    known::HTML,
];

/// Pushes a message with its recipients.
///
/// # Errors
///
/// When its body is damaged.
pub(in super::super) fn push(
    message: &Bag,
    recipients: &[Bag],
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    push_subject(message, sink);
    push_recipients(message, recipients, sink);
    let header = Head::of(message.text(known::TRANSPORT_HEADER).unwrap_or_default());
    push_transport(&header, sink);
    for layer in [Layer::MailHeader, Layer::Bcc] {
        push_all("message", layer, &of_layer(message, layer), sink);
    }
    let mut properties = of_layer(message, Layer::Property);
    properties.retain(|it| header.get(&it.0).is_none_or(|told| words(told) != it.1));
    push_all("properties", Layer::Property, &properties, sink);
    push_beside(recipients, sink);
    push_bytes(message, recipients, sink);
    bodies::push(message, budget, sink)
}

/// Pushes the subject. What Outlook takes for the subject without its prefix may
/// be another one.
fn push_subject(message: &Bag, sink: &mut dyn Sink) {
    let subject = message.text(known::SUBJECT).unwrap_or_default();
    push_all("", Layer::Body, &[("subject", subject.to_owned())], sink);
    let bare = message.text(known::NORMALISED_SUBJECT).unwrap_or_default();
    if !subject.contains(bare) {
        push_all("message", Layer::MailHeader, &[("subject", bare.to_owned())], sink);
    }
}

/// Pushes those whom the message went to, and those whom only its lists name.
fn push_recipients(message: &Bag, recipients: &[Bag], sink: &mut dyn Sink) {
    let mut listed: FxHashSet<&str> = FxHashSet::default();
    let mut seen: Texts = Vec::new();
    let mut blind: Texts = Vec::new();
    for recipient in recipients {
        let address = recipient.text(known::SMTP_ADDRESS).or(recipient.text(known::ADDRESS));
        listed.extend(recipient.text(known::NAME).map(bare));
        listed.extend(address);
        let Some(text) = joined(recipient.text(known::NAME), address) else { continue };
        match recipient.number(known::RECIPIENT_TYPE).unwrap_or(1) & 0xF {
            3 => blind.push(("bcc".to_owned(), text)),
            2 => seen.push(("cc".to_owned(), text)),
            _ => seen.push(("to".to_owned(), text)),
        }
    }
    let lists = [(known::DISPLAY_TO, "to"), (known::DISPLAY_CC, "cc"), (known::DISPLAY_BCC, "bcc")];
    for (list, words) in lists {
        let names = message.text(list).unwrap_or_default().split(';').map(bare);
        let own = if words == "bcc" { &mut blind } else { &mut seen };
        let missing = names.filter(|name| !name.is_empty() && !listed.contains(name));
        own.extend(missing.map(|name| (words.to_owned(), name.to_owned())));
    }
    push_all("recipients", Layer::Recipients, &seen, sink);
    push_all("blind copies", Layer::Bcc, &blind, sink);
}

/// A name without the blanks and quotes around it.
fn bare(name: &str) -> &str {
    name.trim_matches([' ', '\'', '"'])
}

/// The texts of a layer. What nothing is known of is a property.
fn of_layer(bag: &Bag, layer: Layer) -> Texts {
    let mut texts = Vec::new();
    for property in bag.0.iter().filter(|it| is_beside(it.id)) {
        let Value::Text(text) = &property.value else { continue };
        let words = match (told(property.id), &property.name) {
            (Some((own, words)), _) if own == layer => words.to_owned(),
            (None, Some(name)) if layer == Layer::Property => name.clone(),
            (None, None) if layer == Layer::Property => format!("property {:#06x}", property.id),
            _ => continue,
        };
        texts.push((words, text.clone()));
    }
    texts
}

/// Whether a property is neither passed over nor told in a place of its own.
fn is_beside(id: u16) -> bool {
    !known::PASSED.contains(&id) && !PLACED.contains(&id)
}

/// Pushes what is kept of the recipients beside their names and addresses.
fn push_beside(recipients: &[Bag], sink: &mut dyn Sink) {
    let mut texts: Texts = Vec::new();
    for (number, recipient) in (1..).zip(recipients) {
        let shown = recipient.text(known::SMTP_ADDRESS).or(recipient.text(known::ADDRESS));
        for property in recipient.0.iter().filter(|it| is_beside(it.id)) {
            let Value::Text(text) = &property.value else { continue };
            let is_told =
                Some(text.trim()) == shown || recipient.text(known::NAME) == Some(text.trim());
            if !is_told {
                texts.push((format!("recipient {number}"), text.clone()));
            }
        }
    }
    push_all("properties of recipients", Layer::Property, &texts, sink);
}

/// Pushes the texts that stand in binary properties: addresses, logins. Many
/// properties hold the same, and the theme of a body has none.
fn push_bytes(message: &Bag, recipients: &[Bag], sink: &mut dyn Sink) {
    let mut all = Vec::new();
    let mut known: FxHashSet<&[u8]> = FxHashSet::default();
    let bags = std::iter::once(message).chain(recipients);
    for property in bags.flat_map(|bag| &bag.0).filter(|it| is_beside(it.id)) {
        let Value::Bytes(bytes) = &property.value else { continue };
        if known.insert(bytes) && !is_theme(bytes) {
            all.extend_from_slice(bytes);
            all.push(0); // so that no text runs from one into the next
        }
    }
    printable(&all, Layer::Property, "binary properties", sink);
}

/// Whether bytes are the package of a theme: colours and names of fonts
/// (ECMA-376 part 1, 14.2.7).
fn is_theme(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        && memchr::memmem::find(bytes, b"theme/theme/themeManager.xml").is_some()
}
