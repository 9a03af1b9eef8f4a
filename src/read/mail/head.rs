//! The header of a message or of a part of one: named lines, folded or not
//! (RFC 5322, 2.2).

use std::borrow::Cow;

use mail_parser::parsers::MessageStream;
use mail_parser::{Address, ContentType, HeaderValue};
use memchr::memchr;

use crate::read::encoding::Encoded;

/// A header: names in lower case, and what stands behind each, unfolded.
#[derive(Debug, Default)]
pub(super) struct Head {
    fields: Vec<(String, String)>,
}

impl Head {
    /// The header at the front of the bytes, and what follows it. It ends with an
    /// empty line, or where a line is none of a header.
    pub(super) fn split(bytes: &[u8]) -> (Head, &[u8]) {
        let end = length(bytes);
        let rest = &bytes[end..];
        let body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        (Head::of(&text(&bytes[..end])), body)
    }

    /// The header that a text is.
    pub(super) fn of(text: &str) -> Head {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            match (line.starts_with([' ', '\t']), fields.last_mut()) {
                (true, Some((_, value))) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                _ => fields.extend(field(line)),
            }
        }
        Head { fields }
    }

    /// What stands behind a name the first time.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|field| field.0 == name).map(|field| field.1.as_str())
    }

    /// The lines in their order: name and value.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The type of the content, in lower case; empty where none is given.
    pub(super) fn kind(&self) -> String {
        let value = self.get("content-type").unwrap_or_default();
        let end = value.find([';', ' ', '\t']).unwrap_or(value.len());
        value[..end].trim().to_ascii_lowercase()
    }

    /// A parameter of the type of the content.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        let value = self.get("content-type")?;
        attribute(value, name).or_else(|| {
            let at = value.to_ascii_lowercase().find(&format!("{name}="))?;
            let value = value[at + name.len() + 1..].trim_start();
            let (bare, end) = match value.strip_prefix('"') {
                Some(quoted) => (quoted, quoted.find('"')),
                None => (value, value.find([';', ' '])),
            };
            Some(bare[..end.unwrap_or(bare.len())].to_owned())
        })
    }

    /// Whether the part is to be saved rather than shown (RFC 2183, 2.2).
    pub(super) fn is_attached(&self) -> bool {
        let value = self.get("content-disposition").unwrap_or_default().trim_start();
        value.get(..10).is_some_and(|it| it.eq_ignore_ascii_case("attachment"))
    }

    /// The name of the file that the part is.
    pub(super) fn file_name(&self) -> Option<String> {
        let given = self.get("content-disposition").and_then(|it| attribute(it, "filename"));
        let name = given.or_else(|| attribute(self.get("content-type")?, "name"));
        let name = name.map(|it| words(&it)).unwrap_or_default();
        let name = name.trim();
        (!name.is_empty()).then(|| name.to_owned())
    }
}

/// The bytes of the header at the front.
fn length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() {
        let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found + 1);
        let line = &bytes[at..end];
        let is_folded = at > 0 && matches!(line[0], b' ' | b'\t') && !line.trim_ascii().is_empty();
        if !is_folded && !is_field(line) {
            return at;
        }
        at = end;
    }
    at
}

/// Whether a line is a name, a colon and a value.
fn is_field(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    let name = name.trim_ascii_end();
    name.len() < line.trim_ascii_end().len()
        && !name.is_empty()
        && name.iter().all(|byte| (0x21..=0x7E).contains(byte))
}

fn field(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
}

/// The text that the bytes of a header are.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    Encoded::of(bytes).map_or_else(|| String::from_utf8_lossy(bytes), |text| text.whole())
}

/// A parameter of a type or a disposition (RFC 2231).
fn attribute(value: &str, name: &str) -> Option<String> {
    let line = format!("{value}\n");
    let parsed = MessageStream::new(line.as_bytes()).parse_content_type();
    let HeaderValue::ContentType(ContentType { attributes, .. }) = parsed else { return None };
    let found = attributes?.into_iter().find(|it| it.name.eq_ignore_ascii_case(name));
    found.map(|it| it.value.into_owned())
}

/// A text with its encoded words (RFC 2047) read.
pub(super) fn words(value: &str) -> String {
    if !value.contains("=?") {
        return value.to_owned();
    }
    let line = format!("{value}\n");
    match MessageStream::new(line.as_bytes()).parse_unstructured() {
        HeaderValue::Text(text) => text.into_owned(),
        _ => value.to_owned(),
    }
}

/// The addresses of a list, each with the name that is shown for it, and the
/// names of its groups.
pub(super) fn addresses(value: &str) -> Vec<String> {
    let line = format!("{value}\n");
    let parsed = MessageStream::new(line.as_bytes()).parse_address();
    let list = match parsed {
        HeaderValue::Address(Address::List(list)) => list.iter().filter_map(shown).collect(),
        HeaderValue::Address(Address::Group(groups)) => groups
            .iter()
            .flat_map(|group| {
                let name = group.name.as_deref().map(str::to_owned);
                name.into_iter().chain(group.addresses.iter().filter_map(shown))
            })
            .collect(),
        _ => Vec::new(),
    };
    if list.is_empty() && !value.is_empty() { vec![words(value)] } else { list }
}

/// An address as a program shows it.
fn shown(address: &mail_parser::Addr<'_>) -> Option<String> {
    joined(address.name.as_deref(), address.address.as_deref())
}

/// A name and an address as a program shows them.
pub(super) fn joined(name: Option<&str>, address: Option<&str>) -> Option<String> {
    let name = name.map(str::trim).filter(|it| !it.is_empty());
    let address = address.map(str::trim).filter(|it| !it.is_empty());
    match (name, address) {
        (Some(name), Some(address)) if !name.eq_ignore_ascii_case(address) => {
            Some(format!("{name} <{address}>"))
        }
        (one, other) => other.or(one).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_ends_with_an_empty_line_or_where_it_is_none() {
        let cases: &[(&[u8], usize, &[u8])] = &[
            (b"To: a\r\nCc: b\r\n c\r\n\r\nDear", 2, b"Dear"),
            (b"To: a\n\nDear", 1, b"Dear"),
            (b"To: a\n--x\n", 1, b"--x\n"),
            (b"\nDear: b", 0, b"Dear: b"),
            (b"Dear all, note: x", 0, b"Dear all, note: x"),
        ];
        for (bytes, fields, body) in cases {
            let (head, rest) = Head::split(bytes);
            assert_eq!((head.fields.len(), rest), (*fields, *body), "{head:?}");
        }
    }

    #[test]
    fn a_list_of_addresses_is_told_with_its_names() {
        let cases: &[(&str, &[&str])] = &[
            ("a@example.org", &["a@example.org"]),
            (
                "\"Bay, Zoe\" <z@example.org>, b@example.org",
                &["Bay, Zoe <z@example.org>", "b@example.org"],
            ),
            ("=?utf-8?q?Zo=C3=AB?= <z@example.org>", &["Zoë <z@example.org>"]),
            ("Staff: a@example.org, b@example.org;", &["Staff", "a@example.org", "b@example.org"]),
            ("undisclosed-recipients:;", &["undisclosed-recipients"]),
        ];
        for (value, expected) in cases {
            assert_eq!(addresses(value), *expected, "{value}");
        }
    }

    #[test]
    fn a_parameter_is_found_however_it_is_written() {
        let cases = [
            ("multipart/mixed; boundary=\"a b\"", Some("a b")),
            ("multipart/mixed; boundary=ab; x=y", Some("ab")),
            ("multipart/mixed boundary=\"ab\"", Some("ab")),
            ("multipart/mixed", None),
        ];
        for (value, expected) in cases {
            let head = Head::of(&format!("Content-Type: {value}"));
            assert_eq!(head.parameter("boundary").as_deref(), expected, "{value}");
        }
    }
}
