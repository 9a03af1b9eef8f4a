//! Reads MHTML, a page or a workbook saved with all that belongs to it in one
//! file, by browsers as `.mht` and by web systems as `.xls` (RFC 2557). Each page
//! is read as one; the other parts are files inside.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};
use rustc_hash::FxHashMap;

use super::encoding::Encoded;
use super::html::{Listed, Office, push_page};
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Enclosure, Gap, Reason, Sink};

/// Pages saved with all that belongs to them.
pub(super) const FORMAT: Format =
    Format { name: "mhtml", extensions: &["mht", "mhtml"], sniff, read };

/// The lines of a header that are looked at.
const HEADER: usize = 60;

/// Header lines that a message has and a saved page has not.
const SENT: &[&str] = &["to:", "received:", "message-id:", "cc:", "bcc:", "delivered-to:"];

/// The most pages that are looked through for a list of sheets; more are a gap.
const PAGES: usize = 10_000;

/// Whether the bytes begin with the header of related parts that nobody sent.
fn sniff(artefact: &Artefact<'_>) -> bool {
    let Some(head) = Encoded::head(artefact.bytes()) else { return false };
    let lines = head.trim_start().lines().take(HEADER).take_while(|line| !line.trim().is_empty());
    let header: Vec<String> = lines.map(str::to_ascii_lowercase).collect();
    let begins = |word: &str| header.iter().any(|line| line.starts_with(word));
    let is_related = header.iter().any(|line| line.contains("multipart/related"));
    is_related && begins("content-type:") && !SENT.iter().any(|word| begins(word))
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let limit = budget.limits().part;
    if artefact.bytes().len() as u64 > limit {
        return Err(Reason::TooLarge { limit, unit: "bytes" });
    }
    let message = MessageParser::new().parse(artefact.bytes());
    let message = message.ok_or_else(|| malformed("it has no parts"))?;
    let sheets = sheets(&message);
    if message.parts.iter().filter(|part| is_page(part)).count() > PAGES {
        sink.gap(Gap::whole(Reason::TooLarge { limit: PAGES as u64, unit: "pages" }));
    }
    for (number, part) in (1..).zip(&message.parts) {
        if let Err(reason) = push_part(part, number, &sheets, budget, sink) {
            sink.gap(Gap::part(name(part, number), reason));
        }
    }
    if is_cut(artefact.bytes(), &message) { Err(Reason::Truncated) } else { Ok(()) }
}

/// Sheets by the file name of the page that each is.
type Sheets = FxHashMap<String, Listed>;

/// The sheets that the pages list.
fn sheets(message: &Message<'_>) -> Sheets {
    let pages = message.parts.iter().filter(|part| is_page(part)).take(PAGES);
    let text = |part: &MessagePart<'_>| Some(Encoded::of(part.contents())?.whole().into_owned());
    let listed = pages.filter_map(text).flat_map(|page| Office::of(&page).sheets);
    let linked = listed.filter(|sheet| !sheet.source.is_empty());
    linked.map(|sheet| (file_name(&sheet.source), sheet)).collect()
}

fn push_part(
    part: &MessagePart<'_>,
    number: u32,
    sheets: &Sheets,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    if part.is_multipart() || part.contents().is_empty() {
        return Ok(());
    }
    budget.unpack(part.contents().len() as u64)?;
    let name = name(part, number);
    if is_page(part) {
        return push_page(part.contents(), sheets.get(&file_name(&name)), budget, sink);
    }
    sink.enclose(Enclosure { name: &name, bytes: part.contents() });
    if part.is_encoding_problem { Err(malformed("its encoding is damaged")) } else { Ok(()) }
}

/// Whether a part is a page.
fn is_page(part: &MessagePart<'_>) -> bool {
    let kind = part.content_type().and_then(|it| it.subtype());
    kind.is_some_and(|it| it.eq_ignore_ascii_case("html") || it.eq_ignore_ascii_case("xhtml+xml"))
}

/// Where a part was, or its number.
fn name(part: &MessagePart<'_>, number: u32) -> String {
    let place = part.content_location().or_else(|| part.attachment_name());
    place.map_or_else(|| format!("part {number}"), str::to_owned)
}

/// The last name of a path, in lower case: a list of sheets refers to pages from
/// a folder of its own.
fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase()
}

/// Whether the last boundary is missing (RFC 2046, 5.1.1).
fn is_cut(bytes: &[u8], message: &Message<'_>) -> bool {
    let boundary = message.content_type().and_then(|it| it.attribute("boundary"));
    let end = boundary.map(|it| format!("--{it}--"));
    end.is_none_or(|end| memchr::memmem::rfind(bytes, end.as_bytes()).is_none())
}

fn malformed(detail: &str) -> Reason {
    Reason::Malformed { format: "MHTML", detail: detail.to_owned() }
}
