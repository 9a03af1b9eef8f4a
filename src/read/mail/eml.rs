//! Reads a message as it is sent: its header, its bodies, and its other parts as
//! files inside, messages within messages among them (RFC 5322, RFC 2045 to 2049).
//!
//! The parts are cut out of the bytes and unpacked one at a time, so that a
//! message costs the memory of its largest part.

mod around;
mod sniff;

use self::around::{push_after, push_before};
use self::sniff::sniff;
use super::bodies::{push_html, push_plain, push_unshown};
use super::codes::{carried, damaged};
use super::head::Head;
use super::parts::Parts;
use super::shown::Shown;
use super::signed;
use super::told;
use crate::artefact::Artefact;
use crate::document::{Enclosure, Gap, Layer, Reason, Sink};
use crate::read::strings::printable;
use crate::read::{Budget, Format};

/// Messages, by their header.
pub(in super::super) const FORMAT: Format =
    Format { name: "eml", extensions: &["eml", "txt"], sniff, read };

/// How deep parts lie in parts at the most: real messages have five levels.
const DEEPEST: u32 = 50;

/// Parts that say the same, at the most, and the levels below in which a page is
/// looked for among them.
const MOST_ALTERNATIVES: usize = 64;
const LEVELS: u32 = 4;

/// Extensions of parts without a name, by the type of their content.
const EXTENSIONS: &[(&str, &str)] = &[
    ("text/calendar", ".ics"),
    ("text/vcard", ".vcf"),
    ("text/x-vcard", ".vcf"),
    ("text/html", ".html"),
    ("text/plain", ".txt"),
    ("image/jpeg", ".jpg"),
    ("image/png", ".png"),
    ("image/gif", ".gif"),
    ("application/pdf", ".pdf"),
    ("application/ms-tnef", ".dat"),
];

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let (head, body) = Head::split(artefact.bytes());
    told::push(&head, sink);
    if is_run_on(artefact.bytes(), body) {
        sink.gap(Gap::part("header", damaged("no empty line ends it")));
    }
    let mut walk = Walk { budget, sink, number: 0, taken: 0, depth: 0 };
    walk.part(&head, body, Standing::Root)
}

/// Whether a header runs into the body without an empty line between.
fn is_run_on(bytes: &[u8], body: &[u8]) -> bool {
    let head = &bytes[..bytes.len() - body.len()];
    let is_ended = [&b"\n\n"[..], b"\n\r\n"].iter().any(|end| head.ends_with(end));
    !body.is_empty() && !is_ended && head.iter().any(u8::is_ascii_graphic)
}

/// What a part stands in.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Standing {
    /// It is the message itself.
    Root,
    /// It is one of several.
    Within,
    /// It is one of several messages (RFC 2046, 5.1.5).
    Digest,
}

/// The walk over the parts.
struct Walk<'w> {
    budget: &'w Budget,
    sink: &'w mut dyn Sink,
    /// How many parts there were that are none of others.
    number: u32,
    /// How many parts were taken, those included that are made of others.
    taken: u32,
    depth: u32,
}

impl Walk<'_> {
    /// Takes parts, as many as there may be.
    fn all(&mut self, parts: &mut Parts<'_>, standing: Standing) {
        let limit = self.budget.limits().enclosures;
        for part in parts {
            if self.taken >= limit {
                let reason = Reason::TooLarge { limit: limit.into(), unit: "parts" };
                return self.sink.gap(Gap::whole(reason));
            }
            self.within(part, standing);
        }
    }

    /// Takes a part with its header; one that fails is a gap.
    fn within(&mut self, part: &[u8], standing: Standing) {
        self.taken += 1;
        let (head, body) = Head::split(part);
        if is_run_on(part, body) {
            self.sink.gap(Gap::part("header", damaged("no empty line ends it")));
        }
        if let Err(reason) = self.part(&head, body, standing) {
            let name = self.name(&head, &kind(&head, standing));
            self.sink.gap(Gap::part(name, reason));
        }
    }

    fn part(&mut self, head: &Head, body: &[u8], standing: Standing) -> Result<(), Reason> {
        let kind = kind(head, standing);
        if kind.starts_with("multipart/") {
            return self.multipart(head, &kind, body, standing);
        }
        self.number += 1;
        let encoding = head.get("content-transfer-encoding").unwrap_or_default();
        let carried = carried(body, encoding);
        self.budget.unpack(carried.bytes.len() as u64)?;
        if standing != Standing::Root {
            told::push_of_part(head, &self.name(head, &kind), self.sink);
        }
        self.content(head, &kind, &carried.bytes, standing)?;
        if !carried.after.trim_ascii().is_empty() {
            printable(carried.after, Layer::TrailingBytes, "after the part", self.sink);
        }
        carried.fault.map_or(Ok(()), Err)
    }

    /// Takes the content of a part that has no others.
    fn content(
        &mut self,
        head: &Head,
        kind: &str,
        bytes: &[u8],
        standing: Standing,
    ) -> Result<(), Reason> {
        let is_body =
            !head.is_attached() && (standing == Standing::Root || head.file_name().is_none());
        let charset = head.parameter("charset").unwrap_or_default();
        match kind {
            "text/plain" | "text/enriched" | "" if is_body => {
                push_plain(bytes, &charset, self.sink)
            }
            "text/html" if is_body => push_html(bytes, &charset, self.budget, self.sink),
            "application/pkcs7-mime" | "application/x-pkcs7-mime" => self.sealed(head, bytes),
            "application/pkcs7-signature"
            | "application/x-pkcs7-signature"
            | "application/pgp-signature" => {
                printable(bytes, Layer::Signature, "signature", self.sink);
                Ok(())
            }
            "message/partial" => {
                self.enclose(head, kind, bytes);
                Err(Reason::NotInThisVersion("messages that were sent in pieces"))
            }
            _ => {
                self.enclose(head, kind, bytes);
                Ok(())
            }
        }
    }

    fn enclose(&mut self, head: &Head, kind: &str, bytes: &[u8]) {
        let name = self.name(head, kind);
        self.sink.enclose(Enclosure { name: &name, bytes });
    }

    /// Takes a part that is signed as a whole or encrypted (RFC 8551, 3.2).
    fn sealed(&mut self, head: &Head, bytes: &[u8]) -> Result<(), Reason> {
        if let Some((content, rest)) = signed::content(bytes).filter(|_| self.depth < DEEPEST) {
            self.depth += 1;
            self.within(&content, Standing::Within);
            self.depth -= 1;
            printable(rest, Layer::Signature, "signature", self.sink);
            return Ok(());
        }
        printable(bytes, Layer::Signature, "sealed part", self.sink);
        match head.parameter("smime-type").as_deref() {
            Some("signed-data" | "certs-only") => Err(damaged("its signature is damaged")),
            _ => Err(Reason::Encrypted),
        }
    }

    /// Takes the parts of a part.
    fn multipart(
        &mut self,
        head: &Head,
        kind: &str,
        body: &[u8],
        standing: Standing,
    ) -> Result<(), Reason> {
        if self.depth >= DEEPEST {
            printable(body, Layer::UnknownPart, "parts within parts", self.sink);
            return Err(Reason::TooDeep(DEEPEST));
        }
        let boundary = head.parameter("boundary").unwrap_or_default();
        let Some((before, mut parts)) = Parts::of(body, &boundary) else {
            if body.trim_ascii().is_empty() {
                return Err(Reason::Truncated);
            }
            push_plain(body, "", self.sink)?;
            return Err(damaged("its parts have no boundary"));
        };
        push_before(before, self.sink);
        self.depth += 1;
        match kind {
            "multipart/alternative" => {
                self.alternative(&mut parts);
                self.all(&mut parts, Standing::Within);
            }
            "multipart/encrypted" => {
                self.sink.gap(Gap::part("body", Reason::Encrypted));
                self.all(&mut parts, Standing::Within);
            }
            "multipart/digest" => {
                self.all(&mut parts, Standing::Digest);
            }
            _ => self.all(&mut parts, Standing::Within),
        }
        self.depth -= 1;
        push_after(parts.after(), self.sink);
        let is_cut = !parts.is_closed && standing == Standing::Root;
        if is_cut { Err(Reason::Truncated) } else { Ok(()) }
    }

    /// Takes parts that say the same: the last page is the one that is shown.
    fn alternative(&mut self, parts: &mut Parts<'_>) {
        let all: Vec<&[u8]> = parts.by_ref().take(MOST_ALTERNATIVES).collect();
        let Some(shown) = all.iter().rposition(|part| has_page(part, LEVELS)) else {
            return all.iter().for_each(|part| self.within(part, Standing::Within));
        };
        let mut sink = Shown::new(self.sink);
        let Walk { budget, number, taken, depth, .. } = *self;
        let mut walk = Walk { budget, sink: &mut sink, number, taken, depth };
        walk.within(all[shown], Standing::Within);
        (self.number, self.taken) = (walk.number, walk.taken);
        let words = sink.words();
        for (_, part) in all.iter().enumerate().filter(|(at, _)| *at != shown) {
            let (head, body) = Head::split(part);
            if !matches!(head.kind().as_str(), "text/plain" | "") || head.file_name().is_some() {
                self.within(part, Standing::Within);
                continue;
            }
            self.number += 1;
            let carried = carried(body, head.get("content-transfer-encoding").unwrap_or_default());
            let charset = head.parameter("charset").unwrap_or_default();
            push_unshown(&carried.bytes, &charset, &words, self.sink);
        }
    }

    /// The name of a part: that of its file, or its number.
    fn name(&self, head: &Head, kind: &str) -> String {
        if let Some(name) = head.file_name() {
            return name;
        }
        if kind == "message/rfc822" {
            return format!("message {}.eml", self.number);
        }
        let extension = EXTENSIONS.iter().find(|row| row.0 == kind).map_or("", |row| row.1);
        format!("part {}{extension}", self.number)
    }
}

/// The type of a part's content; a digest is made of messages.
fn kind(head: &Head, standing: Standing) -> String {
    let kind = head.kind();
    match standing {
        Standing::Digest if kind.is_empty() => "message/rfc822".to_owned(),
        _ => kind,
    }
}

/// Whether a part is a page that is shown, or has one.
fn has_page(part: &[u8], levels: u32) -> bool {
    let (head, body) = Head::split(part);
    let kind = head.kind();
    if kind == "text/html" {
        return !head.is_attached();
    }
    let boundary = head.parameter("boundary").filter(|_| kind.starts_with("multipart/"));
    let parts = boundary.and_then(|it| Parts::of(body, &it)).filter(|_| levels > 0);
    parts.is_some_and(|(_, mut parts)| parts.any(|part| has_page(part, levels - 1)))
}
