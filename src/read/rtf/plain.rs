//! The text of a group that is no part of the story: a title, a name, a path.

use encoding_rs::Encoding;

use super::destinations::{Duty, duty};
use super::header::Header;
use super::letters::Letters;
use super::tokens::{Span, Token, Tokens};

/// How deep groups are followed.
const DEEPEST: usize = 256;

/// The text of a group, what is no text left out.
pub(super) fn plain(tokens: Tokens<'_>, header: &Header, encoding: &'static Encoding) -> String {
    let mut walk = Walk { letters: Letters::default(), tokens, header, now: (encoding, 1) };
    walk.all();
    let encoding = walk.now.0;
    walk.letters.take(encoding)
}

/// The groups within that begin with a word, each with the span behind it.
pub(super) fn groups<'a>(mut tokens: Tokens<'a>, word: &[u8]) -> Vec<Span> {
    let mut found = Vec::new();
    while let Some(token) = tokens.next() {
        if token != Token::Open {
            continue;
        }
        if let Some((own, _, behind)) = tokens.destination()
            && own == word
        {
            tokens.at = behind;
            found.push(tokens.skip_group());
        }
    }
    found
}

struct Walk<'a, 'h> {
    letters: Letters,
    tokens: Tokens<'a>,
    header: &'h Header,
    /// The encoding of bytes, and the characters passed over behind one of Unicode.
    now: (&'static Encoding, u32),
}

impl Walk<'_, '_> {
    fn all(&mut self) {
        let mut outer = Vec::new();
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open if outer.len() >= DEEPEST || self.is_passed() => {
                    self.tokens.skip_group();
                }
                Token::Open => {
                    self.letters.stop();
                    outer.push(self.now);
                    self.pass_copy();
                }
                Token::Close => {
                    let own = self.now.0;
                    self.now = outer.pop().unwrap_or(self.now);
                    self.switch(own);
                }
                Token::Text(text) => self.letters.bytes(text, self.now.0),
                Token::Hex(byte) => self.letters.bytes(&[byte], self.now.0),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Word(word, number) => self.word(word, number),
                Token::Binary(_) => {}
            }
        }
    }

    /// Whether the group that begins here holds no text.
    fn is_passed(&self) -> bool {
        let Some((word, ..)) = self.tokens.destination() else { return false };
        matches!(duty(word), Some(Duty::Passed | Duty::Picture | Duty::Object))
    }

    /// Passes over the first of two groups that say the same, the second of them in
    /// Unicode.
    fn pass_copy(&mut self) {
        if let Some((b"upr", _, behind)) = self.tokens.destination() {
            self.tokens.at = behind;
            if self.tokens.next() == Some(Token::Open) {
                self.tokens.skip_group();
            }
        }
    }

    /// Keeps letters apart whose encodings differ.
    fn switch(&mut self, before: &'static Encoding) {
        self.letters.stop();
        if before != self.now.0 && !self.letters.is_empty() {
            let text = self.letters.take(before);
            self.letters.text(&text, self.now.0);
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\\' | b'{' | b'}' => self.letters.bytes(&[symbol], self.now.0),
            b'~' => self.letters.text(" ", self.now.0),
            b'_' => self.letters.text("-", self.now.0),
            _ => {}
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        let own = self.now.0;
        match word {
            b"u" => {
                let unit = number.unwrap_or_default() as u16;
                self.letters.unit(unit, self.now.1, own);
            }
            b"uc" => self.now.1 = number.and_then(|it| u32::try_from(it).ok()).unwrap_or(1),
            b"f" => {
                self.now.0 = self.header.encoding_of(number.unwrap_or_default());
                self.switch(own);
            }
            b"par" | b"line" => self.letters.text("\n", own),
            b"tab" => self.letters.text("\t", own),
            _ => {
                if let Some(text) = super::controls::letter(word) {
                    self.letters.text(text, own);
                }
            }
        }
    }
}
