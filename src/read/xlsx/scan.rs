//! The tags and texts of a sheet's XML, straight from the unpacked bytes.
//!
//! A sheet of a million rows is ten million cells and fifty million tags; a
//! general XML reader spends three times longer on them than unpacking, parsing
//! the references and looking at the texts together. This one does only what a
//! sheet needs, over a buffer that is refilled: local names, attributes on
//! demand, and nothing copied. Every other part goes through [`crate::read::xml`].
//!
//! What it has in common with a general reader: either kind of quotes, `>` in
//! values, comments, CDATA, instructions, a document type (skipped, its entities
//! unknown), other encodings (the part is then decoded as a whole). What it does
//! not check: that a closing tag has the name of the opening one.

use std::io::{Cursor, Read};

use memchr::{memchr, memmem};

use super::tag::{Tag, is_usual, local, quotes_are_closed, spell_out};
use crate::document::Reason;
use crate::read::ooxml::asides::{self, Asides};
use crate::read::package::{Package, PartStream};
use crate::read::xml;

/// The bytes that are unpacked at a time.
const STEP: usize = 64 << 10;

/// The most bytes of one tag or one text. A cell holds 32,767 characters
/// (ECMA-376 part 1, 18.3.1.4), a tag some attributes.
const LONGEST: usize = 16 << 20;

/// The deepest that elements may lie in each other.
const DEEPEST: u32 = 256;

/// A tag or a text.
pub(super) enum Token<'t> {
    /// An opening tag; an empty element has no closing one.
    Open(Tag<'t>),
    /// A closing tag, by its local name.
    Close(&'t [u8]),
    /// Text between tags, entities unresolved.
    Text(&'t [u8]),
    /// Text between tags that holds no entities.
    Plain(&'t [u8]),
    /// The end of the part.
    End,
}

/// Where the bytes come from.
enum Source<'s> {
    Part(PartStream<'s>),
    Decoded(Cursor<Vec<u8>>),
}

/// The tags and texts of a part, one after the other.
pub(super) struct Tokens<'s> {
    source: Source<'s>,
    buffer: Vec<u8>,
    /// Where the next token begins.
    at: usize,
    /// Where the bytes of the buffer end.
    end: usize,
    depth: u32,
    /// The comments and instructions that were passed.
    asides: Asides,
}

impl<'s> Tokens<'s> {
    /// The tokens of a part, nothing if there is no such part.
    ///
    /// # Errors
    ///
    /// When the part cannot be unpacked.
    pub(super) fn of(
        package: &'s mut Package<'_>,
        name: &str,
    ) -> Result<Option<Tokens<'s>>, Reason> {
        if !package.has(name) {
            return Ok(None);
        }
        let mut head = [0; 256];
        let count = package.twin().head(name, &mut head)?;
        xml::expect(&head[..count]).inspect_err(|_| package.pass(name))?;
        if xml::encoding(&head[..count]).is_some_and(|it| it != encoding_rs::UTF_8) {
            let bytes = package.take(name)?.unwrap_or_default();
            return Ok(Some(Tokens::over(Source::Decoded(Cursor::new(
                xml::decoded(&bytes).into_owned().into_bytes(),
            )))));
        }
        Ok(package.stream(name)?.map(|stream| Tokens::over(Source::Part(stream))))
    }

    /// The tokens of bytes that are at hand.
    pub(super) fn of_bytes(bytes: Vec<u8>) -> Tokens<'static> {
        let bytes = match xml::encoding(&bytes[..bytes.len().min(256)]) {
            None => bytes,
            Some(_) => xml::decoded(&bytes).into_owned().into_bytes(),
        };
        Tokens::over(Source::Decoded(Cursor::new(bytes)))
    }

    fn over(source: Source<'s>) -> Self {
        Tokens { source, buffer: vec![0; STEP], at: 0, end: 0, depth: 0, asides: Asides::default() }
    }

    /// The next tag or text.
    ///
    /// # Errors
    ///
    /// When the part ends too early, is damaged, or breaks the rules of XML.
    pub(super) fn next(&mut self) -> Result<Token<'_>, Reason> {
        loop {
            if self.at == self.end && !self.fill()? {
                return if self.depth > 0 { Err(Reason::Truncated) } else { Ok(Token::End) };
            }
            if self.buffer[self.at] != b'<' {
                let text = self.text()?;
                return Ok(Token::Text(&self.buffer[text]));
            }
            while self.end - self.at < 2 {
                self.more()?;
            }
            match self.buffer[self.at + 1] {
                b'/' => return self.closing(),
                b'?' => self.aside(b"<?", b"?>", asides::instruction)?,
                b'!' => {
                    if let Some(plain) = self.declaration()? {
                        return Ok(Token::Plain(&self.buffer[plain]));
                    }
                }
                _ => return self.opening(),
            }
        }
    }

    /// The value of a cell whose opening tag was just read, if it is written in
    /// a usual way, `<v>…</v></c>` or `<is><t>…</t></is></c>`; the cell is then
    /// read to its end.
    pub(super) fn usual_value(&mut self) -> Option<&[u8]> {
        const USUAL: [(&[u8], &[u8]); 2] = [(b"<v>", b"</v></c>"), (b"<is><t>", b"</t></is></c>")];
        let ahead = &self.buffer[self.at..self.end];
        let (open, close) = USUAL.iter().find(|(open, _)| ahead.starts_with(open))?;
        let value = &ahead[open.len()..];
        let length = value.iter().position(|byte| *byte == b'<')?;
        if !value[length..].starts_with(close) {
            return None;
        }
        let from = self.at + open.len();
        self.at = from + length + close.len();
        self.depth -= 1;
        Some(&self.buffer[from..from + length])
    }

    /// Goes on behind the next place where these bytes stand, whatever is in
    /// between; false when they stand nowhere.
    ///
    /// # Errors
    ///
    /// When the part cannot be unpacked so far.
    pub(super) fn leap(&mut self, needle: &[u8]) -> Result<bool, Reason> {
        loop {
            if let Some(found) = memmem::find(&self.buffer[self.at..self.end], needle) {
                self.at += found + needle.len();
                return Ok(true);
            }
            let kept = (needle.len() - 1).min(self.end - self.at);
            self.at = self.end - kept;
            if !self.fill()? {
                return Ok(false);
            }
        }
    }

    /// The bytes of a text up to the next tag or the end.
    fn text(&mut self) -> Result<std::ops::Range<usize>, Reason> {
        let mut scanned = 0;
        loop {
            if let Some(found) = memchr(b'<', &self.buffer[self.at + scanned..self.end]) {
                let from = self.at;
                self.at += scanned + found;
                return Ok(from..self.at);
            }
            scanned = self.end - self.at;
            if !self.fill()? {
                let from = self.at;
                self.at = self.end;
                return Ok(from..self.end);
            }
        }
    }

    fn closing(&mut self) -> Result<Token<'_>, Reason> {
        let end = self.upto(b'>', 2)?;
        let name = self.at + 2..end;
        self.at = end + 1;
        self.depth = self.depth.checked_sub(1).ok_or_else(too_many_ends)?;
        Ok(Token::Close(local(self.buffer[name].trim_ascii_end())))
    }

    fn opening(&mut self) -> Result<Token<'_>, Reason> {
        let end = self.upto(b'>', 1)?;
        if is_usual(&self.buffer[self.at + 1..end]) {
            return self.opened(end);
        }
        let end = self.tag_end()?;
        spell_out(&mut self.buffer[self.at + 1..end]);
        self.opened(end)
    }

    /// The opening tag that ends at a place.
    fn opened(&mut self, end: usize) -> Result<Token<'_>, Reason> {
        let mut inner = self.at + 1..end;
        self.at = end + 1;
        let empty = self.buffer[end - 1] == b'/';
        if empty {
            inner.end -= 1;
        } else {
            self.depth += 1;
        }
        if self.depth > DEEPEST {
            return Err(xml::malformed("its elements lie too deep"));
        }
        let depth = self.depth - u32::from(!empty);
        Ok(Token::Open(Tag::of(&self.buffer[inner], empty).within(depth)))
    }

    /// Where the tag at hand ends: at the first `>` outside quotes.
    fn tag_end(&mut self) -> Result<usize, Reason> {
        let mut from = 1;
        loop {
            let end = self.upto(b'>', from)?;
            if quotes_are_closed(&self.buffer[self.at + 1..end]) {
                return Ok(end);
            }
            from = end + 1 - self.at;
        }
    }

    /// Where a byte stands next, `from` bytes after the token's begin or later.
    fn upto(&mut self, byte: u8, from: usize) -> Result<usize, Reason> {
        let mut scanned = from;
        loop {
            let begin = (self.at + scanned).min(self.end);
            if let Some(found) = memchr(byte, &self.buffer[begin..self.end]) {
                return Ok(begin + found);
            }
            scanned = scanned.max(self.end - self.at);
            self.more()?;
        }
    }

    /// Skips a comment or a document type; gives the text of a CDATA section.
    fn declaration(&mut self) -> Result<Option<std::ops::Range<usize>>, Reason> {
        const CDATA: &[u8] = b"<![CDATA[";
        while self.end - self.at < CDATA.len() {
            self.more()?;
        }
        let ahead = &self.buffer[self.at..self.end];
        if ahead.starts_with(b"<!--") {
            self.aside(b"<!--", b"-->", asides::comment)?;
        } else if ahead.starts_with(CDATA) {
            return self.section(CDATA.len(), b"]]>").map(Some);
        } else {
            self.skip_document_type()?;
        }
        Ok(None)
    }

    /// Passes a comment or an instruction, and keeps its words.
    fn aside(
        &mut self,
        mark: &[u8],
        end: &[u8],
        words: fn(&str) -> Option<String>,
    ) -> Result<(), Reason> {
        let section = self.section(mark.len(), end)?;
        self.asides.add(words(&String::from_utf8_lossy(&self.buffer[section])));
        Ok(())
    }

    /// The comments and instructions that were passed, once.
    pub(super) fn asides(&mut self) -> Asides {
        std::mem::take(&mut self.asides)
    }

    /// The bytes of a section between a mark of so many bytes and its end.
    fn section(&mut self, mark: usize, end: &[u8]) -> Result<std::ops::Range<usize>, Reason> {
        loop {
            let text = &self.buffer[(self.at + mark).min(self.end)..self.end];
            if let Some(length) = memmem::find(text, end) {
                let from = self.at + mark;
                self.at = from + length + end.len();
                return Ok(from..from + length);
            }
            self.more()?;
        }
    }

    /// Skips a document type with the declarations in its brackets.
    fn skip_document_type(&mut self) -> Result<(), Reason> {
        let end = self.upto(b'>', 1)?;
        let bracket = memchr(b'[', &self.buffer[self.at..end]);
        if bracket.is_some() {
            self.skip(b"]")?;
        }
        self.skip(b">")
    }

    fn skip(&mut self, mark: &[u8]) -> Result<(), Reason> {
        if self.leap(mark)? { Ok(()) } else { Err(Reason::Truncated) }
    }

    /// Unpacks more bytes of a token that is not whole yet.
    fn more(&mut self) -> Result<(), Reason> {
        if self.fill()? { Ok(()) } else { Err(Reason::Truncated) }
    }

    /// Unpacks more bytes; false at the end. The token at hand moves to the front.
    fn fill(&mut self) -> Result<bool, Reason> {
        self.buffer.copy_within(self.at..self.end, 0);
        self.end -= self.at;
        self.at = 0;
        if self.end == self.buffer.len() {
            if self.end >= LONGEST {
                return Err(Reason::TooLarge { limit: LONGEST as u64, unit: "bytes in one tag" });
            }
            self.buffer.resize(self.end * 2, 0);
        }
        let count = self.source.read(&mut self.buffer[self.end..])?;
        self.end += count;
        Ok(count > 0)
    }
}

impl Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Reason> {
        match self {
            Source::Part(stream) => stream.read(buffer).map_err(|error| stream.reason(&error)),
            Source::Decoded(bytes) => bytes.read(buffer).map_err(|_| Reason::Truncated),
        }
    }
}

fn too_many_ends() -> Reason {
    xml::malformed("it has more closing tags than opening ones")
}
