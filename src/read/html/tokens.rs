//! Between the tokens of `html5ever` and the walk over a page.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::office::Office;
use super::page::Page;
use crate::document::{Reason, Sink};

/// The characters that go to the tokenizer at a time.
const PIECE: usize = 64 << 10;

/// Pushes a page token by token.
///
/// # Errors
///
/// When it ends within a table, a script or a comment.
pub(super) fn push(text: &str, office: &Office, sink: &mut dyn Sink) -> Result<(), Reason> {
    let tokens = Tokens { page: RefCell::new(Page::new(office, sink)) };
    let options = TokenizerOpts { discard_bom: true, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(tokens, options);
    let input = BufferQueue::default();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE.min(rest.len())));
        input.push_back(StrTendril::from_slice(piece));
        let _ = tokenizer.feed(&input); // it asks for nothing: no script is ever told to it
        rest = after;
    }
    tokenizer.end();
    tokenizer.sink.page.into_inner().finish()
}

/// A sink of tokens in front of a page.
struct Tokens<'p> {
    page: RefCell<Page<'p>>,
}

impl TokenSink for Tokens<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        match token {
            Token::CharacterTokens(text) => page.text(&text),
            Token::CommentToken(text) => page.comment(&text),
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => page.close(&tag.name),
            Token::TagToken(tag) => {
                let is_empty = tag.self_closing;
                page.open(&tag);
                if !is_empty {
                    return raw(&tag.name);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// How the inside of an element is read (HTML 13.2.6.4): some hold no markup.
fn raw(element: &str) -> TokenSinkResult<()> {
    match element {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "xml" => {
            TokenSinkResult::RawData(RawKind::Rawtext)
        }
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}
