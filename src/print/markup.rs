//! Text that stands safely in XML and HTML, between tags and in quotes.

use std::fmt;

use super::plain;

/// A text as markup shows it. What no version of XML may hold is replaced
/// (XML 1.0, 2.2 Characters).
pub(super) struct Escaped<'t>(pub(super) &'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in plain(self.0).chars() {
            match letter {
                '&' => formatter.write_str("&amp;")?,
                '<' => formatter.write_str("&lt;")?,
                '>' => formatter.write_str("&gt;")?,
                '"' => formatter.write_str("&quot;")?,
                '\'' => formatter.write_str("&#39;")?,
                '\u{fffe}' | '\u{ffff}' => formatter.write_str("\u{fffd}")?,
                letter => write!(formatter, "{letter}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn no_text_ends_a_tag_or_an_attribute() {
        let text = "</script><b a='\"&\u{1b}\u{ffff}";
        let shown = Escaped(text).to_string();
        assert_eq!(shown, "&lt;/script&gt;&lt;b a=&#39;&quot;&amp;\u{fffd}\u{fffd}");
    }
}
