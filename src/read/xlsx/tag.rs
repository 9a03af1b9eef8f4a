//! An opening tag of a sheet's XML and its attributes, and the texts between
//! tags with their entities.

use memchr::{memchr, memmem};

use crate::document::Reason;
use crate::read::xml;

/// An opening tag.
#[derive(Clone, Copy)]
pub(super) struct Tag<'t> {
    /// Its name with its prefix.
    pub(super) qualified: &'t [u8],
    /// Its local name.
    pub(super) name: &'t [u8],
    /// Its attributes as they are written.
    attributes: &'t [u8],
    /// Whether the element ends with it.
    pub(super) empty: bool,
    /// The elements that it lies in.
    pub(super) depth: u32,
}

impl<'t> Tag<'t> {
    /// The tag between its `<` and its `>` or `/>`.
    pub(super) fn of(inner: &'t [u8], empty: bool) -> Self {
        let length = inner.iter().position(u8::is_ascii_whitespace).unwrap_or(inner.len());
        let (qualified, attributes) = inner.split_at(length);
        Tag { qualified, name: local(qualified), attributes, empty, depth: 0 }
    }

    /// The same tag within so many elements.
    pub(super) fn within(self, depth: u32) -> Self {
        Tag { depth, ..self }
    }

    /// The attributes by their names with prefixes, the values as they are written,
    /// without blanks around them; namespaces are left out.
    pub(super) fn attributes(self) -> impl Iterator<Item = (&'t [u8], &'t [u8])> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            rest = rest.trim_ascii_start();
            let equals = rest.iter().position(|byte| *byte == b'=')?;
            let name = rest[..equals].trim_ascii_end();
            let value = rest[equals + 1..].trim_ascii_start();
            let (&quote, value) = value.split_first()?;
            let length = value.iter().position(|byte| *byte == quote)?;
            rest = &value[length + 1..];
            Some((name, value[..length].trim_ascii()))
        })
        .filter(|(name, _)| !name.starts_with(b"xmlns"))
    }

    /// The value of an attribute as it is written. One with a prefix counts only
    /// where there is none without: it may be another program's.
    pub(super) fn raw(self, name: &[u8]) -> Option<&'t [u8]> {
        let mut prefixed = None;
        for (own, value) in self.attributes() {
            if own == name {
                return Some(value);
            }
            if own.len() > name.len() && prefixed.is_none() && local(own) == name {
                prefixed = Some(value);
            }
        }
        prefixed
    }

    /// The value of an attribute, entities resolved.
    pub(super) fn get(self, name: &[u8]) -> Option<String> {
        let mut text = String::new();
        resolve(self.raw(name)?, &mut text).ok()?;
        Some(text)
    }

    /// The value of an attribute that is a whole number.
    pub(super) fn number(self, name: &[u8]) -> Option<u32> {
        self.raw(name).and_then(whole)
    }

    /// Whether a switch is on, as the schema type `xsd:boolean` writes it.
    pub(super) fn is_on(self, name: &[u8]) -> bool {
        self.raw(name).is_some_and(|value| matches!(value, b"1" | b"true" | b"on"))
    }
}

/// A whole number.
pub(super) fn whole(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u32, |number, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        number.checked_mul(10)?.checked_add(digit.into())
    })
}

/// Appends a text with its entities resolved.
///
/// # Errors
///
/// When it uses an entity that XML does not define.
pub(super) fn resolve(raw: &[u8], text: &mut String) -> Result<(), Reason> {
    let mut rest = raw;
    while let Some(mark) = memchr(b'&', rest) {
        append(&rest[..mark], text);
        let length = memchr(b';', &rest[mark..]).ok_or_else(unknown_entity)?;
        text.push(entity(&rest[mark + 1..mark + length])?);
        rest = &rest[mark + length + 1..];
    }
    append(rest, text);
    Ok(())
}

/// Appends bytes as they stand.
pub(super) fn append(bytes: &[u8], text: &mut String) {
    match std::str::from_utf8(bytes) {
        Ok(bytes) => text.push_str(bytes),
        Err(_) => text.push_str(&String::from_utf8_lossy(bytes)),
    }
}

/// A text with the control characters that a spreadsheet writes as `_x000D_`
/// (ECMA-376 part 1, 22.9.2.19) as a blank; nothing when it has none.
pub(super) fn without_controls(text: &str) -> Option<String> {
    memchr(b'_', text.as_bytes())?;
    let mut rest = text;
    let mut plain = String::new();
    while let Some(at) = memmem::find(rest.as_bytes(), b"_x00") {
        let (before, escaped) = rest.split_at(at);
        let code = escaped.get(4..6).and_then(|it| u8::from_str_radix(it, 16).ok());
        let is_control = code.is_some_and(|it| it < b' ') && escaped.get(6..7) == Some("_");
        plain.push_str(before);
        plain.push_str(if is_control { " " } else { "_x00" });
        rest = &escaped[if is_control { 7 } else { 4 }..];
    }
    plain.push_str(rest);
    (plain != text).then_some(plain)
}

/// Writes letters and digits of a tag that are written as numbers (`&#49;`) as
/// themselves, with blanks behind them where the value ends.
pub(super) fn spell_out(tag: &mut [u8]) {
    if memmem::find(tag, b"&#").is_none() {
        return;
    }
    let mut written = 0;
    let mut spaces = 0;
    let mut at = 0;
    while at < tag.len() {
        let reference = tag[at..].starts_with(b"&#").then(|| memchr(b';', &tag[at..])).flatten();
        let letter = reference.and_then(|length| {
            let letter = numbered(&tag[at + 1..at + length])?;
            letter.is_ascii_alphanumeric().then_some((letter as u8, length + 1))
        });
        let (byte, length) = letter.unwrap_or((tag[at], 1));
        spaces += length - 1;
        // Blanks in a value are trimmed, so what was saved goes before its end.
        if matches!(byte, b'"' | b'\'') {
            tag[written..written + spaces].fill(b' ');
            written += std::mem::take(&mut spaces);
        }
        tag[written] = byte;
        written += 1;
        at += length;
    }
    tag[written..].fill(b' ');
}

/// The character of an entity, without its `&` and `;`.
fn entity(name: &[u8]) -> Result<char, Reason> {
    match name {
        b"amp" => Ok('&'),
        b"lt" => Ok('<'),
        b"gt" => Ok('>'),
        b"quot" => Ok('"'),
        b"apos" => Ok('\''),
        _ => numbered(name).ok_or_else(unknown_entity),
    }
}

/// The character of a numeric reference such as `#65` or `#x41`.
fn numbered(name: &[u8]) -> Option<char> {
    let digits = std::str::from_utf8(name.strip_prefix(b"#")?).ok()?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(number).filter(|letter| *letter != '\0')
}

fn unknown_entity() -> Reason {
    xml::malformed("it uses an entity that XML does not define")
}

/// A name without its prefix.
pub(super) fn local(name: &[u8]) -> &[u8] {
    name.iter().position(|byte| *byte == b':').map_or(name, |colon| &name[colon + 1..])
}

/// Whether a tag up to a `>` is written in the usual way: it has double quotes
/// alone, none left open, and no entities.
pub(super) fn is_usual(tag: &[u8]) -> bool {
    let (mut open, mut other) = (false, false);
    for byte in tag {
        open ^= *byte == b'"';
        other |= matches!(byte, b'\'' | b'&');
    }
    !open && !other
}

/// Whether a tag up to a `>` has no quotes left open.
pub(super) fn quotes_are_closed(tag: &[u8]) -> bool {
    let mut open = None;
    for byte in tag {
        match open {
            None if matches!(byte, b'"' | b'\'') => open = Some(*byte),
            Some(quote) if quote == *byte => open = None,
            _ => {}
        }
    }
    open.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_in_either_quotes_and_by_local_name() {
        let tag = Tag::of(b"x:c r='A1' x:s = \"2\" t=\"it's\"", false);
        assert_eq!((tag.name, tag.qualified), (&b"c"[..], &b"x:c"[..]));
        assert_eq!(tag.raw(b"r"), Some(&b"A1"[..]));
        assert_eq!(tag.number(b"s"), Some(2));
        assert_eq!(tag.get(b"t").as_deref(), Some("it's"));
        assert_eq!(tag.raw(b"u"), None);
    }

    #[test]
    fn what_another_program_writes_takes_no_attribute_s_place() {
        let tag = Tag::of(b"row q:hidden='0' xmlns:hidden='0' hidden=' 1 '", false);
        assert!(tag.is_on(b"hidden"));
        assert_eq!(Tag::of(b"row q:hidden='1'", false).raw(b"hidden"), Some(&b"1"[..]));
        assert_eq!(Tag::of(b"row xmlns:hidden='1'", false).raw(b"hidden"), None);
    }

    #[test]
    fn letters_written_as_numbers_are_spelt_out() {
        let mut tag = *b"row r='&#49;2' hidden=\"&#x31;\" n='&#38;a' o='2'";
        spell_out(&mut tag);
        let tag = Tag::of(&tag, false);
        assert_eq!((tag.number(b"r"), tag.is_on(b"hidden")), (Some(12), true));
        assert_eq!((tag.get(b"n").as_deref(), tag.number(b"o")), (Some("&a"), Some(2)));
    }

    #[test]
    fn a_broken_attribute_ends_the_list() {
        let tags: [&[u8]; 5] = [b"c r", b"c r=", b"c r='", b"c ='", b"c r=A1"];
        for tag in tags {
            assert_eq!(Tag::of(tag, false).raw(b"r"), None, "{tag:?}");
        }
    }

    #[test]
    fn only_the_entities_of_xml_are_resolved() {
        let mut text = String::new();
        assert_eq!(resolve(b"a&amp;&#65;&#x42;&lt;", &mut text), Ok(()));
        assert_eq!(text, "a&AB<");
        for raw in [&b"&own;"[..], b"&", b"&#0;", b"&#xD800;", b"&#;", b"&;"] {
            assert!(resolve(raw, &mut text).is_err(), "{raw:?}");
        }
    }

    #[test]
    fn written_control_characters_are_blanks() {
        assert_eq!(without_controls("a_x000D_b").as_deref(), Some("a b"));
        assert_eq!(without_controls("a_x0041_b_x00"), None);
        assert_eq!(without_controls("ab"), None);
    }

    #[test]
    fn a_tag_ends_outside_its_quotes() {
        assert!(is_usual(b"c r=\"A1\""));
        assert!(!is_usual(b"c r=\"A1") && !is_usual(b"c r=\"&#65;\"") && !is_usual(b"c r='A1'"));
        assert!(quotes_are_closed(b"c r=\"A1\""));
        assert!(!quotes_are_closed(b"c r=\"A1"));
        assert!(!quotes_are_closed(b"c r='\""));
        assert!(quotes_are_closed(b"c r='\"'"));
    }
}
