//! The bodies of a message. Programs show the page of one that has a page and a
//! plain text; what only the plain text says is hidden.

use std::borrow::Cow;

use encoding_rs::Encoding;
use mail_parser::decoders::charsets::map::charset_decoder;
use memchr::memmem;

use super::codes::uuencoded;
use super::shown::Words;
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::Budget;
use crate::read::encoding::Encoded;
use crate::read::html::push_page;
use crate::read::text::push_lines;

/// What begins an encrypted text within a body (RFC 9580, 6.2).
const ENCRYPTED: &[u8] = b"-----BEGIN PGP MESSAGE-----";

/// The container of what only the plain text says.
const PLAIN: &str = "plain text version";

/// Pushes a body of plain text, and the files that stand in it.
///
/// # Errors
///
/// When it is no text.
pub(super) fn push_plain(bytes: &[u8], charset: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    if bytes.trim_ascii().is_empty() {
        return Ok(());
    }
    if memmem::find(bytes, ENCRYPTED).is_some() {
        sink.gap(Gap::part("body", Reason::Encrypted));
    }
    match shifted(bytes, charset) {
        Some(text) => push_lines(&Encoded::utf_8(&text), "", Layer::Body, sink),
        None => {
            let text = Encoded::or_scanned(bytes, sink)?.labelled(charset);
            push_lines(&text, "", Layer::Body, sink);
        }
    }
    for (name, bytes) in uuencoded(bytes) {
        sink.enclose(Enclosure { name: &name, bytes: &bytes });
    }
    Ok(())
}

/// Pushes a body that is a page.
///
/// # Errors
///
/// When it is no text, or ends within a table.
pub(super) fn push_html(
    bytes: &[u8],
    charset: &str,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    if bytes.trim_ascii().is_empty() {
        return Ok(());
    }
    match decoded(bytes, charset) {
        Some(text) => push_page(text.as_bytes(), None, budget, sink),
        None => push_page(bytes, None, budget, sink),
    }
}

/// Pushes the lines of a body that is not shown, as far as they say what the
/// shown one does not.
pub(super) fn push_unshown(bytes: &[u8], charset: &str, shown: &Words, sink: &mut dyn Sink) {
    let text = decoded(bytes, charset).unwrap_or_else(|| String::from_utf8_lossy(bytes));
    let mut is_open = false;
    for (number, line) in (1..).zip(text.lines()).filter(|line| !shown.have(line.1)) {
        if !std::mem::replace(&mut is_open, true) {
            sink.open(Container::text(PLAIN, Layer::HiddenText));
        }
        sink.push(Fragment::new(line.trim(), Layer::HiddenText, Place::Line(number)));
    }
    if is_open {
        sink.close();
    }
}

/// The text of bytes in an encoding that is named.
fn decoded<'a>(bytes: &'a [u8], charset: &str) -> Option<Cow<'a, str>> {
    shifted(bytes, charset)
        .map(Cow::Owned)
        .or_else(|| Some(Encoded::of(bytes)?.labelled(charset).whole()))
}

/// The text of bytes in an encoding whose bytes look like ASCII and are not.
fn shifted(bytes: &[u8], charset: &str) -> Option<String> {
    let name = charset.trim().to_ascii_lowercase();
    if name.starts_with("utf-7") || name == "unicode-1-1-utf-7" {
        return charset_decoder(b"utf-7").map(|decode| decode(bytes));
    }
    let encoding = Encoding::for_label(name.as_bytes()).filter(|it| !it.is_ascii_compatible())?;
    name.starts_with("iso-2022").then(|| encoding.decode_without_bom_handling(bytes).0.into_owned())
}
