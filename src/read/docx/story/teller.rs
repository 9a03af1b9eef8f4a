//! A story told by its runs, for the formats of Word that are not written in
//! elements: words, tables, fields and notes are those of every document.

use super::{About, Run as Letters, Story};
use crate::document::{Layer, Sink};
use crate::read::docx::look::{Ground, Look};
use crate::read::docx::styles::Styles;

/// How deep tables lie in each other at the most.
const DEEPEST: usize = 32;

/// What somebody did to a run of letters while changes were tracked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::read) enum Change {
    Insertion,
    Deletion,
}

/// A run of letters.
#[derive(Clone, Debug, Default)]
pub(in crate::read) struct Run {
    pub(in crate::read) look: Look,
    /// Its style; empty without one.
    pub(in crate::read) style: String,
    pub(in crate::read) change: Option<Change>,
}

/// A paragraph and the cell that it stands in.
#[derive(Clone, Debug, Default)]
pub(in crate::read) struct Block {
    /// In how many tables it lies.
    pub(in crate::read) depth: usize,
    pub(in crate::read) style: String,
    pub(in crate::read) shade: Option<Option<Ground>>,
    /// Whether its lines have no height, or it is off the page.
    pub(in crate::read) is_unseen: bool,
    /// The ground of the cell.
    pub(in crate::read) ground: Option<Ground>,
    /// Why nobody sees the cell.
    pub(in crate::read) hidden: Option<Layer>,
    /// How many columns the cell spans.
    pub(in crate::read) span: u32,
}

/// A story while it is told.
pub(in crate::read) struct Teller<'s> {
    story: Story<'s>,
    /// Whether the row at hand of each open table has begun.
    rows: Vec<bool>,
    is_open: bool,
}

impl<'s> Teller<'s> {
    /// A story of a name in a layer, on white pages.
    pub(in crate::read) fn new(
        name: &str,
        layer: Layer,
        styles: &'s Styles,
        sink: &'s mut dyn Sink,
    ) -> Self {
        let page = Ground::Page([255; 3]);
        let about = About { name: name.to_owned(), layer, page, is_coloured: false, notes: None };
        Teller { story: Story::new(about, styles, sink), rows: Vec::new(), is_open: false }
    }

    /// Whether a paragraph has begun.
    pub(in crate::read) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Begins a paragraph, and the tables and the cell around it.
    pub(in crate::read) fn begin(&mut self, block: &Block) {
        if std::mem::replace(&mut self.is_open, true) {
            return;
        }
        self.reach(block);
        let mut paragraph = crate::read::docx::paragraph::Paragraph::default();
        paragraph.style.clone_from(&block.style);
        (paragraph.shade, paragraph.is_unseen) = (block.shade, block.is_unseen);
        self.story.paragraphs.push(paragraph);
    }

    /// Ends and begins tables until the paragraph stands in as many as it should.
    fn reach(&mut self, block: &Block) {
        let depth = block.depth.min(DEEPEST);
        while self.story.tables.len() > depth {
            self.story.end_table();
            self.rows.pop();
        }
        while self.story.tables.len() < depth {
            self.begin_cell(&Block::default());
            self.story.begin_table();
            self.rows.push(false);
        }
        self.begin_cell(block);
    }

    /// Begins a cell of the innermost table unless one is open.
    fn begin_cell(&mut self, block: &Block) {
        let Some((table, has_row)) = self.story.tables.last_mut().zip(self.rows.last_mut()) else {
            return;
        };
        if !std::mem::replace(has_row, true) {
            table.begin_row();
        }
        if table.cell().is_none() {
            table.begin_cell();
            table.span(block.span.max(1));
            table.shade(block.ground);
            block.hidden.into_iter().for_each(|why| table.hide_cell(why));
        }
    }

    /// Tells letters of the paragraph at hand.
    pub(in crate::read) fn say(&mut self, text: &str, run: &Run) {
        self.dress(run);
        if self.story.fields.is_code() {
            self.story.add(text);
        } else {
            for piece in text.split_inclusive(['\t', '\n']) {
                let letters = piece.trim_end_matches(['\t', '\n']);
                if !letters.is_empty() {
                    self.story.add(letters);
                }
                piece[letters.len()..].chars().for_each(|blank| self.story.add_blank(blank));
            }
        }
        self.undress();
    }

    /// Tells a letter of a font of symbols.
    pub(in crate::read) fn symbol(&mut self, code: u16, run: &Run) {
        self.dress(run);
        self.story.add_symbol(&format!("{code:X}"));
        self.undress();
    }

    fn dress(&mut self, run: &Run) {
        self.story.run = Letters { own: run.look, style: run.style.clone(), look: None };
        self.story.within.deletions = usize::from(run.change == Some(Change::Deletion));
        self.story.within.insertions = usize::from(run.change == Some(Change::Insertion));
    }

    fn undress(&mut self) {
        (self.story.within.deletions, self.story.within.insertions) = (0, 0);
    }

    /// Takes note of who changed something, and of the day, which may be unknown.
    pub(in crate::read) fn changed_by(&mut self, author: &str, day: &str) {
        self.story.authors.add(author, day);
    }

    /// Ends the paragraph at hand.
    pub(in crate::read) fn end_paragraph(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.story.end_paragraph();
        }
    }

    /// Ends the cell at hand, which begins here when it is empty.
    pub(in crate::read) fn end_cell(&mut self, block: &Block) {
        self.begin(block);
        self.end_paragraph();
        self.story.end_cell();
    }

    /// Ends the row at hand.
    pub(in crate::read) fn end_row(&mut self) {
        self.end_paragraph();
        self.story.end_cell();
        self.rows.last_mut().into_iter().for_each(|has_row| *has_row = false);
    }

    /// Takes a mark of a field: `begin`, `separate` or `end`.
    pub(in crate::read) fn field(&mut self, mark: &str) {
        let code = self.story.fields.mark(mark);
        self.story.push_code(code.as_deref().unwrap_or_default());
    }

    /// Begins a note or a comment, which is told at a place of its own.
    pub(in crate::read) fn note(&mut self, place: String) {
        self.end_paragraph();
        self.story.place = Some(place);
    }

    /// Tells what stands beside the text.
    pub(in crate::read) fn aside(&mut self, layer: Layer, place: &str, text: &str) {
        self.story.push_aside(layer, place, text);
    }

    /// Ends the story.
    pub(in crate::read) fn end(mut self) {
        self.end_paragraph();
        self.story.end();
    }
}
