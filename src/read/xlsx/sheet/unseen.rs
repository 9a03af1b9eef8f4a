//! Which cells of a sheet are not seen, and why.

use super::{Cell, Kind, Sheet};
use crate::document::{Fragment, Layer, Place, Reason, Sink};
use crate::read::xlsx::Book;
use crate::read::xlsx::covered::Covered;
use crate::read::xlsx::reference::Area;
use crate::read::xlsx::runs::Parts;
use crate::read::xlsx::scan::{Token, Tokens};
use crate::read::xlsx::sections::Unseen;
use crate::read::xlsx::styles::Style;

impl Sheet<'_, '_> {
    /// Why a cell with something in it is not seen, if it is not.
    pub(super) fn layer(&mut self, cell: Cell, shared: Option<u32>) -> Layer {
        if let Some(layer) = self.fixed.or(self.row_layer) {
            return layer;
        }
        if let Some(layer) = self.columns.layer(cell.column) {
            return layer;
        }
        if self.is_unseen(cell) || self.is_hidden_by_rule(cell, shared) {
            return Layer::InvisibleText;
        }
        if self.beside.covers(cell.row, cell.column) {
            return Layer::CoveredText;
        }
        let (at, styles) = ((cell.row, cell.column), &self.book.styles);
        let is_near = self.reach.takes(cell.row, cell.column)
            || !self.reach.excludes(at, &self.columns, &mut self.beside, styles);
        if is_near { Layer::Body } else { Layer::RemoteCell }
    }

    /// What hides a cell within a hidden sheet.
    pub(super) fn within(&self, cell: Cell) -> Option<Layer> {
        self.fixed?;
        self.row_layer.or_else(|| self.columns.layer(cell.column))
    }

    /// Whether the style of a cell hides what it holds.
    fn is_unseen(&mut self, cell: Cell) -> bool {
        let Style { unseen, faint, is_blank, is_bare, .. } = cell.style;
        if is_blank || self.leaves_out(cell, faint) {
            let styles = &self.book.styles;
            return !is_bare || !self.beside.fills(cell.row, cell.column, styles);
        }
        self.leaves_out(cell, unseen)
    }

    /// Whether the value of a cell is among those that are not shown.
    fn leaves_out(&self, cell: Cell, unseen: Unseen) -> bool {
        unseen.tells()
            && match cell.kind {
                Kind::Shared | Kind::Text => unseen.text,
                _ => unseen.hides(&self.value),
            }
    }

    /// Whether a conditional format that is met hides what a cell holds. Most
    /// workbooks have no format that could.
    fn is_hidden_by_rule(&mut self, cell: Cell, shared: Option<u32>) -> bool {
        let Book { strings, styles, .. } = &mut *self.book;
        if !styles.may_hide() {
            return false;
        }
        let value = shared.and_then(|it| strings.get(it)).unwrap_or(&self.value);
        self.beside.hides((cell.row, cell.column), value, cell.style, styles)
    }

    /// Whether a run of a cell that everyone sees may have the colour of its
    /// ground, which is white.
    pub(super) fn is_on_white(&mut self, cell: Cell, layer: Layer) -> bool {
        layer == Layer::Body
            && cell.style.is_bare
            && !self.beside.fills(cell.row, cell.column, &self.book.styles)
    }

    /// Pushes what is seen of a text, and by itself what is not.
    pub(super) fn push_parts(cell: Cell, parts: &Parts, sink: &mut dyn Sink) {
        let place = Place::Cell { row: cell.row, column: cell.column };
        if !parts.seen.trim().is_empty() {
            sink.push(Fragment::new(&parts.seen, Layer::Body, place));
        }
        let unseen = parts.unseen.iter();
        unseen.for_each(|text| sink.push(Fragment::new(text, Layer::InvisibleText, place)));
    }

    /// Pushes what cells hold that merged ones lie over: those nobody
    /// sees.
    ///
    /// # Errors
    ///
    /// When the part is damaged.
    pub(in crate::read::xlsx) fn read_covered(
        mut self,
        tokens: &mut Tokens<'_>,
        merged: Vec<Area>,
        sink: &mut dyn Sink,
    ) -> Result<(), Reason> {
        let mut covered = Covered::new(merged);
        loop {
            match tokens.next()? {
                Token::Open(tag) if tag.name == b"row" => {
                    self.begin_row(tag);
                    if !covered.go_to(self.row) {
                        return Ok(());
                    }
                }
                Token::Open(tag) if tag.name == b"c" => {
                    let cell = self.begin_cell(tag);
                    if covered.covers(cell.column) && !tag.empty {
                        self.read_cell(cell, tokens, sink)?;
                    }
                }
                Token::Close(b"sheetData") | Token::End => return Ok(()),
                _ => {}
            }
        }
    }
}
