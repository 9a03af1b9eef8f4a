//! What style sheets hold beside looks: comments, texts that they put before and
//! behind elements, files in addresses (CSS Syntax 3, 4.3.2; CSS Content 3, 2).

use super::Page;
use crate::document::Layer;

/// The letters that follow each other in a text that says something.
const WORD: usize = 3;

impl Page<'_> {
    /// Takes a style sheet, or the style of one element.
    pub(super) fn take_sheet(&mut self, sheet: &str) {
        let mut rest = sheet;
        while let Some((_, after)) = rest.split_once("/*") {
            let (comment, after) = after.split_once("*/").unwrap_or((after, ""));
            if has_word(comment) {
                self.push(comment.trim(), Layer::MarkupComment, "comment of a style sheet");
            }
            rest = after;
        }
        for (_, value) in
            sheet.match_indices("content:").map(|(at, it)| (at, &sheet[at + it.len()..]))
        {
            let text = quoted(value.trim_start());
            if text.is_some_and(has_word) {
                self.push(text.unwrap_or_default(), Layer::Body, "content");
            }
        }
        for (at, start) in sheet.match_indices("url(") {
            let address = sheet[at + start.len()..].trim_start();
            let address = quoted(address).or_else(|| address.split(')').next());
            address.into_iter().for_each(|it| self.enclose(it.trim()));
        }
    }
}

/// What stands between the quotes that a value begins with.
fn quoted(value: &str) -> Option<&str> {
    let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    value[1..].split(quote).next()
}

fn has_word(text: &str) -> bool {
    text.split(|it: char| !it.is_alphabetic()).any(|word| word.chars().count() >= WORD)
}
