//! Where the letters of a word end, and what they are.

pub(super) fn capital_at(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
        Some(_) => text[at..].chars().next().is_some_and(char::is_uppercase),
        None => false,
    }
}

/// The end of a word: letters, with single apostrophes, hyphens and slashes
/// between them. A possessive `'s` is not part of it.
pub(super) fn word_end(text: &str, start: usize) -> usize {
    let mut end = letters_end(text, start);
    loop {
        let rest = &text[end..];
        let mark = match rest.chars().next() {
            Some(mark @ ('\'' | '’' | '-' | '‐' | '‑' | '/')) => mark,
            _ => return end,
        };
        let next = end + mark.len_utf8();
        let after = letters_end(text, next);
        let part = &text[next..after];
        let possessive = matches!(mark, '\'' | '’') && is_short_for_another(part);
        if part.is_empty() || possessive || mark == '/' && end - start > 3 {
            return end;
        }
        end = after;
    }
}

/// What stands behind an apostrophe that ends a word: `Smith's`, `I'm`, `They'll`.
fn is_short_for_another(part: &str) -> bool {
    ["s", "m", "ll", "ve", "re", "d", "S", "M", "LL", "VE", "RE", "D"].contains(&part)
}

/// `Don't` and its like: no name ends so.
pub(super) fn is_negation(word: &str) -> bool {
    let end = word.len().saturating_sub(5);
    word.is_char_boundary(end)
        && ["n't", "n’t", "N'T", "N’T"].iter().any(|it| word[end..].ends_with(it))
}

pub(super) fn letters_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let ascii = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let end = start + ascii;
    if bytes.get(end).is_none_or(u8::is_ascii) {
        return end;
    }
    let more: usize =
        text[end..].chars().take_while(|letter| letter.is_alphabetic()).map(char::len_utf8).sum();
    if more == 0 { end } else { letters_end(text, end + more) }
}
