//! The tokens of a rich text: groups, control words with their numbers, text
//! (Rich Text Format Specification 1.9.1, "Conventions of an RTF Reader").

/// A token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    Word(&'a [u8], Option<i32>),
    Symbol(u8),
    /// A byte in hexadecimal digits.
    Hex(u8),
    Text(&'a [u8]),
    Binary(&'a [u8]),
}

/// The letters of a control word at the most.
const LONGEST_WORD: usize = 32;

/// The tokens of a range of bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    /// The next byte.
    pub(super) at: usize,
    /// Whether a group never ended, or binary data are cut off.
    pub(super) is_cut: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Tokens { bytes, at: 0, is_cut: false }
    }

    /// The tokens within a span of these bytes.
    pub(super) fn within(&self, span: Span) -> Tokens<'a> {
        let end = span.end.min(self.bytes.len());
        Tokens { bytes: &self.bytes[..end], at: span.from.min(end), is_cut: false }
    }

    /// The bytes that no token was made of yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes over the rest of the group at hand, its end included, and gives the
    /// span of what is in it.
    pub(super) fn skip_group(&mut self) -> Span {
        let from = self.at;
        let mut depth = 0_usize;
        loop {
            let end = self.at;
            match self.next() {
                Some(Token::Open) => depth += 1,
                Some(Token::Close) if depth == 0 => return Span { from, end },
                Some(Token::Close) => depth -= 1,
                Some(_) => {}
                None => {
                    self.is_cut = true;
                    return Span { from, end };
                }
            }
        }
    }

    /// The word at the front of a group whose brace was taken, and whether a star
    /// stands before it: a program that does not know it passes the group over.
    pub(super) fn destination(&self) -> Option<(&'a [u8], bool, usize)> {
        let mut ahead = *self;
        let (mut has_star, mut next) = (false, ahead.next()?);
        while next == Token::Symbol(b'*') {
            (has_star, next) = (true, ahead.next()?);
        }
        match next {
            Token::Word(word, _) => Some((word, has_star, ahead.at)),
            _ => None,
        }
    }

    /// Takes what follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let first = *rest.first()?;
        if first.is_ascii_alphabetic() {
            return Some(self.word(rest));
        }
        self.at += 1;
        let digit = |at: usize| char::from(*rest.get(at)?).to_digit(16);
        match (first, digit(1), digit(2)) {
            (b'\'', Some(high), Some(low)) => {
                self.at += 2;
                Some(Token::Hex((high << 4 | low) as u8))
            }
            _ => Some(Token::Symbol(first)),
        }
    }

    fn word(&mut self, rest: &'a [u8]) -> Token<'a> {
        let letters =
            rest.iter().take(LONGEST_WORD).take_while(|it| it.is_ascii_alphabetic()).count();
        let (word, rest) = rest.split_at(letters);
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[sign..].iter().take_while(|it| it.is_ascii_digit()).count();
        let length = if digits == 0 { 0 } else { sign + digits };
        let number = std::str::from_utf8(&rest[..length]).ok();
        let number = number.and_then(|it| it.parse::<i64>().ok());
        let number = number.map(|it| it.clamp(i32::MIN.into(), i32::MAX.into()) as i32);
        self.at += letters + length + usize::from(rest.get(length) == Some(&b' '));
        match (word, number) {
            (b"bin", Some(count)) if count > 0 => self.binary(count as usize),
            _ => Token::Word(word, number),
        }
    }

    fn binary(&mut self, count: usize) -> Token<'a> {
        let rest = self.rest();
        self.is_cut |= count > rest.len();
        let bytes = &rest[..count.min(rest.len())];
        self.at += bytes.len();
        Token::Binary(bytes)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest();
            let first = *rest.first()?;
            self.at += 1;
            return match first {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => continue,
                _ => {
                    let ends = |it: &u8| matches!(it, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                    let length = rest.iter().position(ends).unwrap_or(rest.len());
                    self.at += length - 1;
                    Some(Token::Text(&rest[..length]))
                }
            };
        }
    }
}

/// What is in a group: from its first byte to the brace that ends it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Span {
    pub(super) from: usize,
    pub(super) end: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_bytes_are_told_apart() {
        let rtf = b"{\\b0 a\\'e9\\u-3 \\bin2 }{\\~x}";
        let tokens: Vec<Token<'_>> = Tokens::new(rtf).collect();
        let expected = [
            Token::Open,
            Token::Word(b"b", Some(0)),
            Token::Text(b"a"),
            Token::Hex(0xE9),
            Token::Word(b"u", Some(-3)),
            Token::Binary(b"}{"),
            Token::Symbol(b'~'),
            Token::Text(b"x"),
            Token::Close,
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn a_group_is_passed_over_as_a_whole() {
        let mut tokens = Tokens::new(b"{a{b}\\}c}d");
        tokens.next();
        assert_eq!(tokens.skip_group(), Span { from: 1, end: 8 });
        assert_eq!(tokens.next(), Some(Token::Text(b"d")));
        assert!(!tokens.is_cut);
    }
}
