//! The walk over the letters of a part of a document: its paragraphs, its tables,
//! the runs of letters that look alike.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::blocks::{Paragraph, Row};
use super::looks::Letters;
use super::pages::Stretches;
use super::pieces::{Piece, Pieces};
use super::sheet::Sheet;
use super::sprms::sprms;
use crate::read::docx::{Block, Change, Look, Run, Teller};
use crate::read::dttm::day;

/// How many paragraphs are looked at together: the row that ends a cell is one of them.
const TOGETHER: usize = 50_000;

/// The bytes of long properties, those of pieces and those beside the pages, that are
/// read at the most: the same may be referred to from everywhere.
pub(super) const MOST_PROPERTIES: usize = 64 << 20;

/// What the letters of all parts are read with.
#[derive(Debug)]
pub(super) struct Text<'a> {
    pub(super) stream: &'a [u8],
    pub(super) data: &'a [u8],
    pub(super) pieces: Pieces,
    pub(super) letters: Stretches,
    pub(super) paragraphs: Stretches,
    pub(super) sheet: Sheet,
    /// Who changed the text, by number.
    pub(super) authors: Vec<String>,
    /// The bytes of long properties that were read.
    pub(super) spent: Cell<usize>,
}

/// Where pictures and the data of fields lie in the data stream.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) pictures: BTreeSet<u32>,
    pub(super) fields: BTreeSet<u32>,
}

/// A paragraph: its letters, the one that ends it, and what is said of it.
struct Told {
    letters: Range<u32>,
    mark: u16,
    own: Paragraph,
}

impl Text<'_> {
    /// Tells the letters of a range.
    pub(super) fn tell(&self, letters: Range<u32>, found: &mut Found, teller: &mut Teller<'_>) {
        let (mut cells, mut rest) = (Vec::new(), letters);
        while !rest.is_empty() {
            let paragraphs = self.split(rest.clone());
            self.tell_together(&paragraphs, &mut cells, found, teller);
            // The mark that ends the last is none of its letters.
            rest.start = paragraphs.last().map_or(rest.end, |it| it.letters.end.saturating_add(1));
        }
    }

    fn tell_together(
        &self,
        paragraphs: &[Told],
        cells: &mut Vec<usize>,
        found: &mut Found,
        teller: &mut Teller<'_>,
    ) {
        let (rows, edges) = (rows(paragraphs), edges(paragraphs));
        for ((at, told), edges) in paragraphs.iter().enumerate().zip(&edges) {
            let (own, depth) = (&told.own, told.own.depth());
            cells.resize(depth, 0);
            if own.ends_row() {
                teller.end_row();
                cells.last_mut().into_iter().for_each(|it| *it = 0);
                continue;
            }
            let row = rows[at].and_then(|row| paragraphs[row].own.row.as_deref());
            let block = own.block(row, cells.last().copied().unwrap_or(0), edges);
            self.say(told, &block, found, teller);
            if own.ends_cell(told.mark) {
                teller.end_cell(&block);
                cells.last_mut().into_iter().for_each(|it| *it += 1);
            } else {
                teller.begin(&block);
                teller.end_paragraph();
            }
        }
    }

    /// The paragraphs of a range of letters.
    fn split(&self, letters: Range<u32>) -> Vec<Told> {
        let mut paragraphs = Vec::new();
        let mut start = letters.start;
        for piece in self.pieces.within(&letters) {
            let bytes = self.stream.get(piece.start..).unwrap_or_default();
            let units = bytes.chunks_exact(piece.width()).zip(piece.letters.clone());
            for (unit, letter) in units {
                let mark = unit.iter().rev().fold(0_u16, |sum, it| sum << 8 | u16::from(*it));
                if matches!(mark, 7 | 12 | 13) {
                    let own = self.paragraph(&piece, piece.place(letter));
                    paragraphs.push(Told { letters: start..letter, mark, own });
                    start = letter + 1;
                }
                if paragraphs.len() >= TOGETHER {
                    return paragraphs;
                }
            }
        }
        if start < letters.end {
            let own = Paragraph::default();
            paragraphs.push(Told { letters: start..letters.end, mark: 13, own });
        }
        paragraphs
    }

    /// What is said of the paragraph that ends at a byte.
    fn paragraph(&self, piece: &Piece, place: usize) -> Paragraph {
        let entry = self.paragraphs.at(place).map(|it| it.properties.clone());
        let entry = entry.and_then(|it| self.stream.get(it)).unwrap_or_default();
        let mut paragraph = Paragraph::of(entry, if self.may_read() { self.data } else { &[] });
        self.spend(paragraph.length);
        sprms(&self.modifier(piece)).for_each(|it| paragraph.take(&it));
        paragraph
    }

    /// The properties that hold for all of a piece.
    fn modifier(&self, piece: &Piece) -> Vec<u8> {
        if !self.may_read() {
            return Vec::new();
        }
        let modifier = self.pieces.of_piece(piece);
        self.spend(modifier.len());
        modifier
    }

    /// Whether long properties are still read.
    pub(super) fn may_read(&self) -> bool {
        self.spent.get() < MOST_PROPERTIES
    }

    fn spend(&self, bytes: usize) {
        self.spent.set(self.spent.get().saturating_add(bytes));
    }

    /// Tells the letters of a paragraph, a run at a time.
    fn say(&self, told: &Told, block: &Block, found: &mut Found, teller: &mut Teller<'_>) {
        let style = told.own.style.to_string();
        let is_hidden = self.sheet.styles.look(Look::default(), "", &style).is_hidden();
        for piece in self.pieces.within(&told.letters) {
            let modifier = self.modifier(&piece);
            let bytes = piece.bytes();
            let mut at = bytes.start;
            while at < bytes.end.min(self.stream.len()) {
                let next = self.letters.next(at).unwrap_or(bytes.end).clamp(at + 1, bytes.end);
                // A letter lies in one stretch as a whole.
                let next = bytes.end.min(at + (next - at).next_multiple_of(piece.width()));
                let mut letters = Letters::default();
                let entry = self.letters.at(at).map(|it| it.properties.clone());
                letters
                    .take(entry.and_then(|it| self.stream.get(it)).unwrap_or_default(), is_hidden);
                letters.take(&modifier, is_hidden);
                let own = self.stream.get(at..next).unwrap_or_default();
                teller.begin(block);
                self.say_run(&piece.decoded(own), &letters, found, teller);
                at = next;
            }
        }
    }

    fn say_run(&self, text: &str, own: &Letters, found: &mut Found, teller: &mut Teller<'_>) {
        if let Some(symbol) = own.symbol.filter(|_| own.is_special) {
            return teller.symbol(symbol, &own.run);
        }
        let mut plain = String::new();
        for letter in text.chars() {
            match letter {
                '\u{13}' | '\u{14}' | '\u{15}' => {
                    flush(&mut plain, &own.run, teller);
                    teller.field(match letter {
                        '\u{13}' => "begin",
                        '\u{14}' => "separate",
                        _ => "end",
                    });
                }
                '\u{1}' => found.take(own),
                '\u{b}' | '\u{e}' => plain.push('\n'),
                '\u{1e}' => plain.push('-'),
                '\t' => plain.push('\t'),
                it if it.is_control() => {}
                it => plain.push(it),
            }
        }
        flush(&mut plain, &own.run, teller);
        if let Some(change) = own.run.change {
            let (author, moment) = own.by[usize::from(change == Change::Deletion)];
            let author = self.authors.get(usize::from(author)).map_or("", String::as_str);
            teller.changed_by(if author == "Unknown" { "" } else { author }, &day(moment));
        }
    }
}

impl Found {
    /// Takes note of what stands in place of a letter.
    fn take(&mut self, own: &Letters) {
        match own.data {
            Some(place) if own.is_data => drop(self.fields.insert(place)),
            Some(place) if !own.is_object => drop(self.pictures.insert(place)),
            _ => {}
        }
    }
}

fn flush(plain: &mut String, run: &Run, teller: &mut Teller<'_>) {
    if !plain.is_empty() {
        teller.say(plain, run);
        plain.clear();
    }
}

/// For each paragraph in a table the one that ends its row.
fn rows(paragraphs: &[Told]) -> Vec<Option<usize>> {
    let mut ends: Vec<Option<usize>> = Vec::new();
    let mut rows = vec![None; paragraphs.len()];
    for (at, told) in paragraphs.iter().enumerate().rev() {
        let depth = told.own.depth();
        ends.resize(depth, None);
        if told.own.ends_row() {
            ends.last_mut().into_iter().for_each(|it| *it = Some(at));
        }
        rows[at] = ends.last().copied().flatten();
    }
    rows
}

/// For each paragraph the edges of all columns of the table that it stands in, one
/// within another left out.
fn edges(paragraphs: &[Told]) -> Vec<std::rc::Rc<Vec<i16>>> {
    let mut all = Vec::with_capacity(paragraphs.len());
    for table in
        paragraphs.chunk_by(|one, other| (one.own.depth() == 0) == (other.own.depth() == 0))
    {
        let rows =
            table.iter().filter(|it| it.own.depth() == 1).filter_map(|it| it.own.row.as_deref());
        let edges: BTreeSet<i16> = rows.flat_map(Row::edges).copied().collect();
        let edges = std::rc::Rc::new(edges.into_iter().collect::<Vec<i16>>());
        all.extend(table.iter().map(|_| std::rc::Rc::clone(&edges)));
    }
    all
}
