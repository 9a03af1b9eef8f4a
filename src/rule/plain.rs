//! A text without what hides its words from a search and not from a reader:
//! characters of no width, full-width letters, blanks and dashes of other kinds.

use std::ops::Range;

/// A plain text, and where its bytes come from.
pub(super) struct Plain<'a> {
    own: &'a str,
    text: String,
    /// Where the plain text and its own run apart: a place in each, behind the
    /// character that was changed.
    shifts: Vec<(usize, usize)>,
}

impl<'a> Plain<'a> {
    /// The plain form of a text; nothing when it is plain already.
    pub(super) fn of(own: &'a str) -> Option<Self> {
        if own.is_ascii() || own.chars().all(|letter| plain(letter) == Some(letter)) {
            return None;
        }
        let mut all = Plain { own, text: String::with_capacity(own.len()), shifts: Vec::new() };
        for (at, letter) in own.char_indices() {
            let replaced = plain(letter);
            all.text.extend(replaced);
            if replaced != Some(letter) {
                all.shifts.push((all.text.len(), at + letter.len_utf8()));
            }
        }
        Some(all)
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of its own text that a range of the plain one stands for: from
    /// the first character to the last.
    pub(super) fn origin(&self, span: &Range<usize>) -> Range<usize> {
        let last = self.text.floor_char_boundary(span.end.saturating_sub(1));
        let last = self.origin_of(last.max(span.start));
        let letter = self.own[last..].chars().next();
        self.origin_of(span.start)..last + letter.map_or(0, char::len_utf8)
    }

    /// Where a character of the plain text begins in its own.
    fn origin_of(&self, at: usize) -> usize {
        let before = self.shifts.partition_point(|(plain, _)| *plain <= at);
        let (plain, own) = before.checked_sub(1).map_or((0, 0), |it| self.shifts[it]);
        own + (at - plain)
    }
}

/// A character as a search expects it; nothing for one that has no width
/// (Unicode, general category Cf; the full-width forms are FF01 to FF5E, each
/// FEE0 above its plain one).
fn plain(letter: char) -> Option<char> {
    match letter {
        '\0'..='~' => Some(letter),
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{feff}' => None,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' => None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        _ if letter.is_whitespace() => Some(' '),
        _ => Some(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::Plain;

    #[test]
    fn what_is_found_in_the_plain_text_is_shown_as_it_stands() {
        let cases = [
            ("x AB\u{ad}12 y", "AB12", "AB\u{ad}12", "a soft hyphen within"),
            ("x \u{200b}AB12\u{200b} y", "AB12", "AB12", "no width on either side"),
            ("é \u{ff21}B12\u{a0}C", "AB12 C", "\u{ff21}B12\u{a0}C", "full width, a blank"),
            ("x AB1\u{ff12}", "AB12", "AB1\u{ff12}", "the last character"),
            ("\u{ff21}B\u{2013}1", "AB-1", "\u{ff21}B\u{2013}1", "all of it"),
        ];
        for (text, plain, own, why) in cases {
            let found = Plain::of(text).expect(why);
            let at = found.text().find(plain).expect(why);
            let span = found.origin(&(at..at + plain.len()));
            assert_eq!(text.get(span), Some(own), "{why}");
        }
        assert!(Plain::of("Zoë – no").is_some() && Plain::of("Zoë").is_none());
    }
}
