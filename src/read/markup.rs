//! The text between the tags of markup, without a model of any language: for
//! web pages and for the parts of packages that this version does not read.

use memchr::memmem;

use super::encoding::Encoded;
use crate::document::{Container, Fragment, Layer, Place, Sink};

/// The bytes of text after which it goes out at the next end of a block.
const BLOCK: usize = 64 << 10;

/// The bytes of text after which it goes out in any case.
const LONGEST: usize = 1 << 20;

/// Elements that stand within a line, in HTML and in Office XML.
const INLINE: &[&str] = &[
    "t", "r", "rPr", "span", "b", "i", "u", "s", "a", "em", "strong", "font", "small", "sub", "sup",
];

/// Elements without content that end a line or a word.
const BREAKS: &[&str] = &["br", "cr", "tab", "line-break", "p", "hr"];

/// Attributes that hold words or people.
const TELLING: &[&str] = &[
    "alt",
    "author",
    "content",
    "descr",
    "displayName",
    "href",
    "initials",
    "placeholder",
    "title",
    "userId",
    "value",
];

/// Pushes the text of markup, its comments and its scripts, in one container.
pub(super) fn push_markup(text: &Encoded<'_>, container: &str, layer: Layer, sink: &mut dyn Sink) {
    sink.open(Container::text(container, layer));
    let mut strip = Strip { layer, text: String::new(), sink };
    strip.strip(&text.whole());
    strip.flush();
    strip.sink.close();
}

/// The text on its way into a sink.
struct Strip<'s> {
    layer: Layer,
    text: String,
    sink: &'s mut dyn Sink,
}

impl Strip<'_> {
    fn strip(&mut self, markup: &str) {
        let mut rest = markup;
        while let Some(at) = rest.find('<') {
            self.add(&rest[..at]);
            rest = self.tag(&rest[at..]);
        }
        self.add(rest);
    }

    /// Takes what begins with `<`, and gives back what follows it.
    fn tag<'t>(&mut self, rest: &'t str) -> &'t str {
        if let Some(comment) = rest.strip_prefix("<!--") {
            return self.aside(comment, "-->", Layer::MarkupComment);
        }
        if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let (data, after) = split(data, "]]>");
            self.text.push_str(data);
            return after;
        }
        if !rest[1..].starts_with(|it: char| it.is_ascii_alphabetic() || "/!?".contains(it)) {
            self.text.push('<');
            return &rest[1..];
        }
        let (tag, after) = rest[1..].split_at(tag_length(&rest[1..]));
        let after = after.strip_prefix('>').unwrap_or(after);
        self.element(tag, after)
    }

    /// Takes the inside of a tag, and gives back what follows its element when
    /// that is no text.
    fn element<'t>(&mut self, tag: &str, after: &'t str) -> &'t str {
        self.attributes(tag);
        let name = local_name(tag);
        if is_break(tag, name) {
            self.end_block();
        }
        match name.to_ascii_lowercase().as_str() {
            "script" if opens(tag) => self.aside(after, "</", Layer::ScriptData),
            "style" if opens(tag) => split(after, "</").1,
            _ => after,
        }
    }

    /// Pushes what stands aside of the text, up to its end, and gives back what follows.
    fn aside<'t>(&mut self, rest: &'t str, end: &str, layer: Layer) -> &'t str {
        let (aside, after) = split(rest, end);
        if !aside.trim().is_empty() {
            self.sink.push(Fragment::new(aside.trim(), layer, Place::Whole));
        }
        after
    }

    /// Pushes the attributes that hold words or people.
    fn attributes(&mut self, tag: &str) {
        for (name, value) in attributes(tag) {
            if TELLING.contains(&name) && !value.trim().is_empty() {
                let text = unescaped(value);
                self.sink.push(Fragment::new(&text, self.layer, Place::Named(name)));
            }
        }
    }

    fn add(&mut self, text: &str) {
        self.text.push_str(&unescaped(text));
        if self.text.len() >= LONGEST {
            self.flush();
        }
    }

    fn end_block(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        if self.text.len() >= BLOCK {
            self.flush();
        }
    }

    fn flush(&mut self) {
        if !self.text.trim().is_empty() {
            self.sink.push(Fragment::new(self.text.trim(), self.layer, Place::Whole));
        }
        self.text.clear();
    }
}

/// What stands before an end and after it; all of it when there is no end.
fn split<'t>(text: &'t str, end: &str) -> (&'t str, &'t str) {
    match memmem::find(text.as_bytes(), end.as_bytes()) {
        Some(at) => (&text[..at], &text[at + end.len()..]),
        None => (text, ""),
    }
}

/// The length of a tag up to its `>`, which may stand in a quoted value too. A
/// quote that never ends does not hide the rest.
fn tag_length(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.find('>').unwrap_or(tag.len())
}

/// The name of a tag without its prefix.
fn local_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('/');
    let end = name.find(|it: char| it.is_whitespace() || it == '/').unwrap_or(name.len());
    name[..end].rsplit(':').next().unwrap_or(name)
}

fn opens(tag: &str) -> bool {
    !tag.starts_with('/') && !tag.ends_with('/')
}

/// Whether a tag ends a line or a word.
fn is_break(tag: &str, name: &str) -> bool {
    let is_empty = tag.ends_with('/');
    if is_empty { BREAKS.contains(&name) } else { !INLINE.contains(&name) }
}

/// The attributes of a tag: local names and quoted values.
pub(super) fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = tag;
    std::iter::from_fn(move || {
        let (before, value) = rest.split_once('=')?;
        let name = before.trim_end().rsplit([' ', '\t', '\n', '\r', ':']).next()?;
        let value = value.trim_start();
        let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote)?,
            None => value.split_once(' ').unwrap_or((value, "")),
        };
        rest = after;
        Some((name, value))
    })
}

/// Text with its character references resolved; others stay as they are.
pub(super) fn unescaped(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let named = after.split_once(';').and_then(|(name, after)| Some((character(name)?, after)));
        plain.push(named.map_or('&', |(letter, _)| letter));
        rest = named.map_or(after, |(_, after)| after);
    }
    plain.push_str(rest);
    plain.into()
}

/// The character of a reference without its `&` and `;`.
pub(super) fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let code = match hexadecimal {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_characters() {
        let cases = [
            ("Bay &amp; Son", "Bay & Son"),
            ("Zo&#235; &#xEB;", "Zoë ë"),
            ("a & b", "a & b"),
            ("&unknown; &#x110000;", "&unknown; &#x110000;"),
        ];
        for (text, plain) in cases {
            assert_eq!(unescaped(text), plain);
        }
    }

    #[test]
    fn a_tag_ends_behind_its_quotes() {
        assert_eq!(tag_length("a title=\"x > y\">"), 15);
        assert_eq!(tag_length("a title=\"x > y"), 11, "the quote has no end");
    }

    #[test]
    fn attributes_have_local_names() {
        let found: Vec<_> = attributes("w:ins w:author=\"J Bay\" w:id='3' bare=1 x").collect();
        assert_eq!(found, [("author", "J Bay"), ("id", "3"), ("bare", "1")]);
    }
}
