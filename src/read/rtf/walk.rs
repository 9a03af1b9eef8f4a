//! The walk over the story of a rich text, or over a part of it that is told for
//! itself: a note, a header, a comment, a text box.

use encoding_rs::Encoding;

use super::beside::{Beside, Matter};
use super::controls::letter;
use super::destinations::{Duty, duty};
use super::letters::Letters;
use super::plain::plain;
use super::rows::Rows;
use super::state::{Closing, State};
use super::tokens::{Token, Tokens};
use crate::document::Layer;
use crate::read::docx::{Teller, is_given_bookmark};

/// How deep groups lie in each other at the most.
const DEEPEST: usize = 10_000;

/// The walk.
pub(super) struct Walk<'a, 'b, 's> {
    pub(super) tokens: Tokens<'a>,
    pub(super) beside: &'b mut Beside,
    pub(super) teller: Teller<'s>,
    state: State,
    outer: Vec<State>,
    letters: Letters,
    rows: Rows,
    /// The fields that are open, and whether each has a code.
    fields: Vec<bool>,
}

impl<'a, 'b, 's> Walk<'a, 'b, 's> {
    /// A walk from a state on.
    pub(super) fn new(
        tokens: Tokens<'a>,
        state: State,
        beside: &'b mut Beside,
        teller: Teller<'s>,
    ) -> Self {
        let (letters, rows) = (Letters::default(), Rows::default());
        let (outer, fields) = (Vec::new(), Vec::new());
        Walk { tokens, beside, teller, state, outer, letters, rows, fields }
    }

    /// Walks to the end of the group that is begun, or of the bytes; says whether
    /// the group ended.
    pub(super) fn all(&mut self) -> bool {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open => self.open(),
                Token::Close if !self.close() => return true,
                Token::Close => {}
                Token::Word(word, number) => self.word(word, number),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Text(text) => self.letters.bytes(text, self.encoding()),
                Token::Hex(byte) => self.letters.bytes(&[byte], self.encoding()),
                Token::Binary(_) => {}
            }
        }
        self.flush();
        false
    }

    fn encoding(&self) -> &'static Encoding {
        self.beside.header.encoding_of(self.state.font)
    }

    /// Tells the letters that were met.
    fn flush(&mut self) {
        self.letters.stop();
        if self.letters.is_empty() {
            return;
        }
        let text = self.letters.take(self.encoding());
        if self.state.is_silent {
            return;
        }
        self.begin();
        self.teller.say(&text, &self.state.run);
        if let Some((author, day)) = self.state.changed_by(&self.beside.header) {
            self.teller.changed_by(author, &day);
        }
    }

    fn begin(&mut self) {
        if !self.teller.is_open() {
            let block = self.rows.place(self.state.block());
            self.teller.begin(&block);
        }
    }

    /// Begins a group: one that is not of the story is told beside it.
    fn open(&mut self) {
        self.flush();
        if self.outer.len() >= DEEPEST {
            self.beside.is_too_deep = true;
            self.tokens.skip_group();
            return;
        }
        let Some((word, has_star, behind)) = self.tokens.destination() else {
            return self.enter();
        };
        match duty(word) {
            None if has_star => {
                self.tokens.at = behind;
                self.set_aside(Matter::Unknown(String::from_utf8_lossy(word).into_owned()));
            }
            None => self.enter(),
            Some(duty) => {
                self.tokens.at = behind;
                self.take(duty);
            }
        }
    }

    fn enter(&mut self) {
        self.outer.push(self.state.clone());
        self.state.closing = Closing::Nothing;
    }

    /// Takes a group whose word is known.
    fn take(&mut self, duty: Duty) {
        match duty {
            Duty::Story => self.enter(),
            Duty::Field => {
                self.enter();
                self.state.closing = Closing::Field;
                self.fields.push(false);
            }
            Duty::Code => {
                self.enter();
                self.state.closing = Closing::Code;
                self.teller.field("begin");
            }
            Duty::Twice => {
                self.enter();
                self.state.is_silent = true;
            }
            Duty::Unicode => {
                self.enter();
                self.state.is_silent =
                    self.outer.iter().rev().nth(1).is_some_and(|it| it.is_silent);
            }
            Duty::Label => {
                let label = self.plain();
                if has_word(&label) {
                    self.begin();
                    self.teller.say(&label, &self.state.run);
                }
            }
            Duty::Entry => {
                let entry = self.plain();
                self.teller.aside(Layer::FieldCode, "index entry", &entry);
            }
            Duty::Bookmark => {
                let name = self.plain();
                let name = name.trim();
                let is_own = !is_given_bookmark(name);
                if is_own && name.contains(char::is_alphabetic) {
                    self.teller.aside(Layer::Property, "bookmark", name);
                }
            }
            duty => self.set_aside(Matter::Known(duty)),
        }
    }

    /// The text of the group at hand, which is passed over.
    fn plain(&mut self) -> String {
        let span = self.tokens.skip_group();
        plain(self.tokens.within(span), &self.beside.header, self.encoding())
    }

    /// Leaves the group at hand for later.
    fn set_aside(&mut self, matter: Matter) {
        let (tokens, state) = (&mut self.tokens, self.state.inner());
        let span = tokens.skip_group();
        self.beside.take(matter, span, state, tokens);
    }

    /// Ends a group, and says whether it was within the one that is walked.
    fn close(&mut self) -> bool {
        self.flush();
        match self.state.closing {
            Closing::Nothing => {}
            Closing::Code => {
                self.teller.field("separate");
                match self.fields.last_mut() {
                    Some(has_code) => *has_code = true,
                    None => self.teller.field("end"),
                }
            }
            Closing::Field => {
                if self.fields.pop() == Some(true) {
                    self.teller.field("end");
                }
            }
        }
        match self.outer.pop() {
            Some(state) => self.state = state,
            None => return false,
        }
        true
    }

    fn symbol(&mut self, symbol: u8) {
        let encoding = self.encoding();
        match symbol {
            b'\\' | b'{' | b'}' => self.letters.bytes(&[symbol], encoding),
            b'~' => self.letters.text("\u{a0}", encoding),
            b'_' => self.letters.text("-", encoding),
            b'\t' => self.letters.text("\t", encoding),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        let encoding = self.encoding();
        if let Some(text) = letter(word) {
            return self.letters.text(text, encoding);
        }
        match word {
            b"u" => {
                let unit = number.unwrap_or_default() as u16;
                return self.letters.unit(unit, self.state.skip, encoding);
            }
            b"tab" => return self.letters.text("\t", encoding),
            b"line" | b"lbr" | b"softline" => return self.letters.text("\n", encoding),
            _ => self.flush(),
        }
        match word {
            b"uc" => self.state.skip = number.and_then(|it| it.try_into().ok()).unwrap_or(1),
            b"par" | b"sect" => self.end_paragraph(),
            b"cell" | b"nestcell" => self.end_cell(word),
            b"nestrow" => self.teller.end_row(),
            b"row" => {
                self.teller.end_row();
                self.rows.end_row();
            }
            b"ansicpg" => self.beside.header.set_page(number),
            b"mac" => self.beside.header.set_page(Some(10_000)),
            b"deff" => {
                self.beside.header.font = number.unwrap_or(-1);
                self.state.font = self.beside.header.font;
            }
            _ if self.state.take(word, number, &self.beside.header) => {}
            _ => self.rows.take(word, number, &self.beside.header),
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        self.begin();
        self.teller.end_paragraph();
    }

    /// Ends a cell. Some programs do not say that its paragraph is in a table.
    fn end_cell(&mut self, word: &[u8]) {
        let mut block = self.state.block();
        block.depth = block.depth.max(if word == b"nestcell" { 2 } else { 1 });
        let block = self.rows.place(block);
        self.teller.end_cell(&block);
        if block.depth == 1 {
            self.rows.end_cell();
        }
    }
}

/// Whether there are three letters in a row: fewer are a bullet or a number.
pub(super) fn has_word(text: &str) -> bool {
    text.split(|it: char| !it.is_alphabetic()).any(|word| word.chars().count() > 2)
}
