//! Writes the elements that records stand for.

use std::fmt::{Display, Write};

/// A stretch of XML that grows.
#[derive(Default)]
pub(super) struct Markup {
    text: String,
    /// The elements that are open.
    open: Vec<&'static str>,
}

impl Markup {
    /// What was written since the last time.
    pub(super) fn written(&self) -> &str {
        &self.text
    }

    /// Forgets what was written; elements that are open stay open.
    pub(super) fn clear(&mut self) {
        self.text.clear();
    }

    /// Begins an element, of which attributes and content may follow.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &dyn Display)]) {
        self.tag(name, attributes);
        self.text.push('>');
        self.open.push(name);
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &dyn Display)]) {
        self.tag(name, attributes);
        self.text.push_str("/>");
    }

    /// Writes an element with a text, if there is one.
    pub(super) fn element(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.tag(name, &[]);
            self.text.push('>');
            self.text(text);
            self.end(name);
        }
    }

    /// Ends an element and those that are open in it; nothing if it is not open.
    pub(super) fn close(&mut self, name: &str) {
        if !self.open.contains(&name) {
            return;
        }
        while let Some(inner) = self.open.pop() {
            self.end(inner);
            if inner == name {
                return;
            }
        }
    }

    /// Ends all elements that are open.
    pub(super) fn close_all(&mut self) {
        while let Some(inner) = self.open.pop() {
            self.end(inner);
        }
    }

    /// Whether an element is open.
    pub(super) fn is_in(&self, name: &str) -> bool {
        self.open.contains(&name)
    }

    /// Writes a text.
    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.text);
    }

    /// Writes a whole number.
    pub(super) fn whole(&mut self, number: u32) {
        let mut digits = [0; 10];
        let mut from = digits.len();
        let mut rest = number;
        loop {
            from -= 1;
            digits[from] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.text.extend(digits[from..].iter().map(|digit| char::from(*digit)));
    }

    /// Writes a number; most are whole.
    pub(super) fn number(&mut self, number: f64) {
        // A text in memory takes whatever is written.
        let _ = match number {
            _ if (0.0..4e9).contains(&number) && number.fract() == 0.0 => {
                return self.whole(number as u32);
            }
            _ if number.abs() < 1e15 => write!(self.text, "{number}"),
            _ => write!(self.text, "{number:e}"),
        };
    }

    /// Writes what is markup already.
    pub(super) fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &dyn Display)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            // A text in memory takes whatever is written.
            let _ = write!(self.text, " {name}=\"");
            let from = self.text.len();
            let _ = write!(self.text, "{value}");
            if self.text[from..].contains(needs_escape) {
                let value = self.text.split_off(from);
                escape(&value, &mut self.text);
            }
            self.text.push('"');
        }
    }

    fn end(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }
}

/// Whether a letter cannot stand in XML as it is.
fn needs_escape(letter: char) -> bool {
    letter < ' ' || matches!(letter, '&' | '<' | '>' | '"' | '\u{fffe}' | '\u{ffff}')
}

/// Appends a text as XML writes it; control characters as a spreadsheet does
/// (ECMA-376 part 1, 22.9.2.19).
fn escape(text: &str, written: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(needs_escape) {
        written.push_str(&rest[..at]);
        let letter = rest[at..].chars().next().unwrap_or_default();
        match letter {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\t' | '\n' => drop(write!(written, "&#{};", u32::from(letter))),
            _ => drop(write!(written, "_x{:04X}_", u32::from(letter))),
        }
        rest = &rest[at + letter.len_utf8()..];
    }
    written.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_is_closed_in_its_order() {
        let mut markup = Markup::default();
        markup.open("a", &[("b", &"1 < 2 & \"3\"")]);
        markup.open("c", &[]);
        markup.text("x\ry\nz");
        markup.close("other");
        markup.whole(u32::MAX);
        markup.number(-0.5);
        markup.number(10.0);
        markup.close("a");
        let written =
            "<a b=\"1 &lt; 2 &amp; &quot;3&quot;\"><c>x_x000D_y&#10;z4294967295-0.510</c></a>";
        assert_eq!(markup.written(), written);
    }
}
