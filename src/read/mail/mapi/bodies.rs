//! The bodies of a message of Outlook: a page, formatted text that may be a page
//! in disguise, and plain text. The first of them is shown.

use encoding_rs::UTF_8;

use super::known;
use super::{Bag, Value, code_page};
use crate::document::{Gap, Reason, Sink};
use crate::read::Budget;
use crate::read::mail::bodies::{push_html, push_plain, push_unshown};
use crate::read::mail::rtf::{self, Disguise};
use crate::read::mail::shown::{Shown, Words};
use crate::read::ole::properties;
use crate::read::rtf as rich;

/// Pushes the body that is shown, and what only the others say.
///
/// # Errors
///
/// When the one that is shown is damaged.
pub(super) fn push(message: &Bag, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let plain = message.text(known::BODY).unwrap_or_default();
    let mut shown = Shown::new(sink);
    if !push_shown(message, budget, &mut shown)? {
        return push_plain(plain.as_bytes(), UTF_8.name(), sink);
    }
    let words: Words = shown.words();
    push_unshown(plain.as_bytes(), UTF_8.name(), &words, sink);
    Ok(())
}

/// Pushes the page or the formatted text, and says whether its words have passed.
fn push_shown(message: &Bag, budget: &Budget, sink: &mut dyn Sink) -> Result<bool, Reason> {
    let rtf = message.bytes(known::COMPRESSED_RTF).map(|it| rtf::unpacked(it, budget));
    let rtf = match rtf.transpose() {
        Ok(rtf) => rtf,
        Err(reason) => {
            sink.gap(Gap::part("body.rtf", reason));
            None
        }
    };
    let disguise = rtf.as_deref().map(rtf::disguise);
    if let Some((page, charset)) = page(message) {
        push_html(&page, &charset, budget, sink)?;
        return Ok(true);
    }
    match disguise {
        Some(Disguise::Page(page)) => {
            push_html(page.as_bytes(), UTF_8.name(), budget, sink)?;
            Ok(true)
        }
        Some(Disguise::Plain(text)) => {
            push_plain(text.as_bytes(), UTF_8.name(), sink)?;
            Ok(true)
        }
        Some(Disguise::Nothing) => {
            rich::push(&rtf.unwrap_or_default(), budget, sink)?;
            Ok(true)
        }
        None => Ok(false),
    }
}

/// The page that the message has, and the encoding of its bytes.
fn page(message: &Bag) -> Option<(Vec<u8>, String)> {
    let found = message.0.iter().find(|it| it.id == known::HTML)?;
    match &found.value {
        Value::Bytes(bytes) if !bytes.trim_ascii().is_empty() => {
            let page = message.number(known::BODY_CODE_PAGE).and_then(|it| u16::try_from(it).ok());
            let page = page.or_else(|| code_page(message));
            let name = page.map_or("", |page| properties::code_page(page).name());
            Some((bytes.clone(), name.to_owned()))
        }
        Value::Text(text) if !text.trim().is_empty() => {
            Some((text.clone().into_bytes(), UTF_8.name().to_owned()))
        }
        _ => None,
    }
}
