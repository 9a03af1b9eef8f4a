//! Plain text: Markdown, logs, and whatever else an editor shows as it is.
//!
//! Whole lines go out in blocks, borrowed from the bytes where they are UTF-8,
//! so that a large log costs its reader next to nothing. Tables within the text
//! are left out of them and go out below it, each as a grid whose rows are the
//! lines: the text is then read twice, and never kept.

use memchr::{memchr, memchr_iter, memrchr};

use super::encoding::Encoded;
use super::layout::{Columns, ENOUGH_LINES, may_have_tables};
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};

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

/// The tables of a text at the most: those beyond stay text, which is a gap.
const MOST_TABLES: usize = 1_000;

fn read(artefact: &Artefact<'_>, _budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let text = Encoded::of(artefact.bytes()).ok_or(Reason::UnknownFormat)?;
    push_lines(&text, "", Layer::Body, sink);
    Ok(())
}

/// Pushes a text by its lines, in one container, and the tables within it.
pub(super) fn push_lines(text: &Encoded<'_>, container: &str, layer: Layer, sink: &mut dyn Sink) {
    sink.open(Container::text(container, layer));
    let tables = Lines::new(Pass::Prose, layer, sink).push_all(text);
    sink.close();
    if tables > 0 {
        Lines::new(Pass::Tables, layer, sink).push_all(text);
        sink.close();
    }
    if tables > MOST_TABLES {
        let reason = Reason::TooLarge { limit: MOST_TABLES as u64, unit: "tables in a text" };
        sink.gap(Gap::part(container, reason));
    }
}

/// Whether more text follows.
#[derive(Clone, Copy, Eq, PartialEq)]
enum End {
    Last,
    More,
}

/// What of a text is pushed: containers do not nest, so tables have their turn.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Pass {
    Prose,
    Tables,
}

/// The lines on their way into a sink.
struct Lines<'s> {
    pass: Pass,
    layer: Layer,
    /// The number of the next line.
    number: u64,
    /// The tables that have begun; one more than the most where there are others.
    tables: usize,
    /// The table that may go on in the next block.
    open: Option<Columns>,
    sink: &'s mut dyn Sink,
}

impl<'s> Lines<'s> {
    fn new(pass: Pass, layer: Layer, sink: &'s mut dyn Sink) -> Self {
        Lines { pass, layer, number: 1, tables: 0, open: None, sink }
    }

    /// Pushes a text and says how many tables it has.
    fn push_all(mut self, text: &Encoded<'_>) -> usize {
        match text.borrowed() {
            Some(whole) => drop(self.push_blocks(whole, End::Last)),
            None => self.push_pieces(text),
        }
        self.tables
    }

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
            let is_last = end == End::Last && length == rest.len();
            done += self.push(&rest[..length], if is_last { End::Last } else { End::More });
        }
        done
    }

    /// Pushes a block and says how many of its bytes: a table that may begin in
    /// its last lines is left for the next one.
    fn push(&mut self, block: &str, end: End) -> usize {
        if self.open.is_none() && !may_have_tables(block) {
            self.push_prose(block);
            return block.len();
        }
        let lines = lines_of(block);
        let mut at = self.go_on(&lines, end);
        let mut told = size(&lines[..at]);
        let mut here = told;
        while at < lines.len() {
            let rest = &lines[at..];
            if let Some((columns, count)) = self.table_at(rest) {
                self.push_prose(&block[told..here]);
                let open = if count == rest.len() { end } else { End::Last };
                self.begin(columns, &rest[..count], open);
                (at, here) = (at + count, here + size(&rest[..count]));
                told = here;
                continue;
            }
            if at > 0 && end == End::More && is_undecided(rest) {
                break;
            }
            (at, here) = (at + 1, here + rest[0].len());
        }
        self.push_prose(&block[told..here]);
        here
    }

    /// Goes on with the table of the block before, and says how many lines that
    /// takes.
    fn go_on(&mut self, lines: &[&str], end: End) -> usize {
        let Some(mut columns) = self.open.take() else { return 0 };
        let count = columns.rows(lines);
        self.push_rows(&columns, &lines[..count]);
        self.open = Some(columns).filter(|_| end == End::More && count == lines.len());
        count
    }

    /// The table that begins with the first of some lines, and how many of them
    /// it takes.
    fn table_at(&mut self, lines: &[&str]) -> Option<(Columns, usize)> {
        let mut columns = Columns::of(lines)?;
        let count = columns.rows(lines);
        let is_table = count > 1;
        let is_room = self.tables < MOST_TABLES;
        if is_table && !is_room {
            self.tables = MOST_TABLES + 1;
        }
        (is_table && is_room).then_some((columns, count))
    }

    /// Begins a table of these lines; it may go on in the next block.
    fn begin(&mut self, columns: Columns, lines: &[&str], end: End) {
        self.tables += 1;
        if self.pass == Pass::Tables {
            let name = format!("table at line {}", self.number);
            self.sink.open(Container::grid(&name, self.layer));
        }
        self.push_rows(&columns, lines);
        self.open = Some(columns).filter(|_| end == End::More);
    }

    /// Pushes the rows of a table, the number of each that of its line.
    fn push_rows(&mut self, columns: &Columns, lines: &[&str]) {
        for line in lines {
            if self.pass == Pass::Tables {
                self.push_cells(&columns.cells(line));
            }
            self.number += 1;
        }
    }

    fn push_cells(&mut self, cells: &[&str]) {
        let row = u32::try_from(self.number).unwrap_or(u32::MAX);
        for (column, text) in (1..).zip(cells) {
            if !text.is_empty() {
                let place = Place::Cell { row, column };
                self.sink.push(Fragment::new(text, self.layer, place));
            }
        }
    }

    fn push_prose(&mut self, block: &str) {
        if self.pass == Pass::Prose && !block.trim_ascii().is_empty() {
            self.sink.push(Fragment::new(block, self.layer, Place::Line(self.number)));
        }
        self.number += lines_in(block.as_bytes());
    }
}

/// The lines of a block, each with its end.
fn lines_of(block: &str) -> Vec<&str> {
    let end = if memchr(b'\n', block.as_bytes()).is_some() { '\n' } else { '\r' };
    block.split_inclusive(end).collect()
}

/// The bytes of some lines.
fn size(lines: &[&str]) -> usize {
    lines.iter().map(|line| line.len()).sum()
}

/// Whether the last lines of a block are too few to tell whether they begin a
/// table.
fn is_undecided(lines: &[&str]) -> bool {
    lines.len() < ENOUGH_LINES && may_have_tables(lines[0].trim())
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
