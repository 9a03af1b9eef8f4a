//! Plain text: Markdown, logs, and whatever else an editor shows as it is.
//!
//! Whole lines go out in blocks, borrowed from the bytes where they are UTF-8,
//! so that a large log costs its reader next to nothing.

use memchr::{memchr, memchr_iter, memrchr};

use super::encoding::Encoded;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};

/// Text of any kind, by its bytes. A table of nothing but blanks is text too.
pub(super) const FORMAT: Format = Format {
    name: "text",
    extensions: &["txt", "csv", "prn", "dat", "asc"],
    sniff: |artefact| !artefact.bytes().is_empty() && Encoded::head(artefact.bytes()).is_some(),
    read,
};

/// The bytes of a block.
const BLOCK: usize = 64 << 10;

/// The bytes of a line after which a block ends within it.
const LONGEST_LINE: usize = 1 << 20;

fn read(artefact: &Artefact<'_>, _budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let text = Encoded::of(artefact.bytes()).ok_or(Reason::UnknownFormat)?;
    push_lines(&text, "", Layer::Body, sink);
    Ok(())
}

/// Pushes a text by its lines, in one container.
pub(super) fn push_lines(text: &Encoded<'_>, container: &str, layer: Layer, sink: &mut dyn Sink) {
    sink.open(Container::text(container, layer));
    let mut lines = Lines { layer, number: 1, sink };
    match text.borrowed() {
        Some(whole) => drop(lines.push_blocks(whole, End::Last)),
        None => lines.push_pieces(text),
    }
    sink.close();
}

/// Whether more text follows.
#[derive(Clone, Copy, Eq, PartialEq)]
enum End {
    Last,
    More,
}

/// The lines on their way into a sink.
struct Lines<'s> {
    layer: Layer,
    /// The number of the next block's first line.
    number: u64,
    sink: &'s mut dyn Sink,
}

impl Lines<'_> {
    /// Pushes a text that has to be decoded.
    fn push_pieces(&mut self, text: &Encoded<'_>) {
        let mut kept = String::new();
        text.pieces(&mut |piece| {
            kept.push_str(piece);
            let done = self.push_blocks(&kept, End::More);
            kept.drain(..done);
        });
        self.push_blocks(&kept, End::Last);
    }

    /// Pushes the blocks of a text and says how many bytes that were: all, or
    /// those before a line that goes on in what follows.
    fn push_blocks(&mut self, text: &str, end: End) -> usize {
        let mut done = 0;
        while done < text.len() {
            let rest = &text[done..];
            let Some(length) = block(rest, end) else { break };
            self.push(&rest[..length]);
            done += length;
        }
        done
    }

    fn push(&mut self, block: &str) {
        if !block.trim_ascii().is_empty() {
            self.sink.push(Fragment::new(block, self.layer, Place::Line(self.number)));
        }
        self.number += lines_in(block.as_bytes());
    }
}

/// The length of the block at the front: whole lines, or a part of a line that
/// is too long. Nothing when its last line may go on.
fn block(text: &str, end: End) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.len() <= BLOCK && end == End::Last {
        return Some(bytes.len());
    }
    let near = &bytes[..bytes.len().min(BLOCK)];
    if let Some(last) = memrchr(b'\n', near) {
        return Some(last + 1);
    }
    let far = &bytes[..bytes.len().min(LONGEST_LINE)];
    if let Some(first) = memchr(b'\n', far) {
        return Some(first + 1);
    }
    match far.len() == LONGEST_LINE {
        true => Some(cut(text)),
        false if end == End::Last => Some(bytes.len()),
        false => None,
    }
}

/// Where a line is cut that is too long: behind its last blank, so that no
/// word is.
fn cut(text: &str) -> usize {
    let near = text.floor_char_boundary(LONGEST_LINE);
    let from = text.floor_char_boundary(LONGEST_LINE - BLOCK);
    let blank = text[from..near].rfind(char::is_whitespace);
    blank.map_or(near, |at| text.ceil_char_boundary(from + at + 1))
}

/// The lines that a block ends: by line feeds, or by returns where there are
/// no line feeds.
fn lines_in(block: &[u8]) -> u64 {
    let ended = memchr_iter(b'\n', block).count();
    let returns = || memchr_iter(b'\r', block).count();
    (if ended > 0 { ended } else { returns() }) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_ends_with_a_line() {
        let line = format!("{}\n", "x".repeat(1_000));
        let text = line.repeat(100);
        assert_eq!(block(&text, End::Last), Some(65 * line.len()));
        assert_eq!(block("no end", End::More), None);
        assert_eq!(block("no end", End::Last), Some(6));
    }

    #[test]
    fn a_line_that_is_too_long_is_cut_between_words() {
        let text = "word ".repeat(LONGEST_LINE / 4);
        let length = block(&text, End::Last).expect("a block");
        assert!(text[..length].ends_with(' ') && length <= LONGEST_LINE, "{length}");
    }
}
