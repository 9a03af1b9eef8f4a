//! A table of a document as a grid: what its rows, cells and merged ones say of
//! the texts in them (ECMA-376 part 1, 17.4).

use super::look::Ground;
use super::styles::{Styles, regions};
use crate::document::{Container, Layer, Place, Sink};
use crate::read::html::texts::Texts;

/// The most columns that a cell may span: Word has 63.
const WIDEST: u32 = 1_000;

/// A table while it is read.
#[derive(Debug, Default)]
pub(super) struct Table {
    name: String,
    layer: Option<Layer>,
    row: u32,
    column: u32,
    next: u32,
    cell: Option<Texts>,
    /// Why nobody sees the row or the cell at hand.
    row_layer: Option<Layer>,
    cell_layer: Option<Layer>,
    /// The ground of the table and of the cell at hand.
    ground: Option<Ground>,
    cell_ground: Option<Ground>,
    /// The style that shades some of its cells, and the regions that the row and
    /// the cell at hand are in, if the table says them at all.
    style: Option<String>,
    row_regions: u16,
    cell_regions: u16,
    has_regions: bool,
    /// The cells of a table within another, which is not done yet.
    kept: Vec<(u32, u32, Texts)>,
    is_inner: bool,
}

impl Table {
    /// A table within so many others, in a story of a layer.
    pub(super) fn new(name: String, layer: Layer, depth: usize) -> Self {
        Table { name, layer: Some(layer), is_inner: depth > 0, ..Table::default() }
    }

    /// The container of the table.
    pub(super) fn container(&self) -> Container<'_> {
        Container::grid(&self.name, self.layer.unwrap_or(Layer::Body))
    }

    /// Whether it lies in a cell of another.
    pub(super) fn is_inner(&self) -> bool {
        self.is_inner
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self) {
        self.row = self.row.saturating_add(1);
        self.next = 1;
        (self.row_layer, self.row_regions) = (None, 0);
    }

    /// Leaves columns out at the front of a row.
    pub(super) fn skip(&mut self, columns: u32) {
        self.next = self.next.saturating_add(columns.min(WIDEST));
    }

    /// Begins a cell.
    pub(super) fn begin_cell(&mut self) {
        self.column = self.next.max(1);
        self.next = self.column.saturating_add(1);
        self.cell = Some(Texts::default());
        (self.cell_layer, self.cell_ground, self.cell_regions) = (None, None, 0);
    }

    /// Takes note of the columns that the cell at hand spans.
    pub(super) fn span(&mut self, columns: u32) {
        self.next = self.column.saturating_add(columns.clamp(1, WIDEST));
    }

    /// Takes note of why nobody sees the row at hand, or only the cell.
    pub(super) fn hide_row(&mut self, layer: Layer) {
        self.row_layer = self.row_layer.or(Some(layer));
    }

    /// The same of the cell at hand.
    pub(super) fn hide_cell(&mut self, layer: Layer) {
        self.cell_layer = self.cell_layer.or(Some(layer));
    }

    /// Why nobody sees the cell at hand.
    pub(super) fn hidden(&self) -> Option<Layer> {
        self.row_layer.or(self.cell_layer)
    }

    /// Takes note of the ground of the cell at hand, or of all.
    pub(super) fn shade(&mut self, ground: Option<Ground>) {
        match self.cell {
            Some(_) => self.cell_ground = ground,
            None => self.ground = ground,
        }
    }

    /// Takes the style that shades some of its cells.
    pub(super) fn set_style(&mut self, style: &str) {
        self.style = Some(style.to_owned());
    }

    /// Takes note of the regions that the row or the cell at hand is in.
    pub(super) fn set_regions(&mut self, digits: &str) {
        self.has_regions = true;
        match self.cell {
            Some(_) => self.cell_regions = regions(digits),
            None => self.row_regions = regions(digits),
        }
    }

    /// The ground of the cell at hand. Where the table does not say which of its
    /// cells are in which region, a style may shade any of them.
    pub(super) fn ground(&self, styles: &Styles) -> Option<Ground> {
        let of_style = self.style.as_ref().and_then(|style| match self.has_regions {
            true => styles.shade_in(style, self.row_regions | self.cell_regions),
            false => Some(Ground::Mixed),
        });
        self.cell_ground.or(of_style).or(self.ground)
    }

    /// The texts of the cell at hand.
    pub(super) fn cell(&mut self) -> Option<&mut Texts> {
        self.cell.as_mut()
    }

    /// Hands over the texts of a cell that is longer than so many bytes, before it
    /// ends.
    pub(super) fn relieve(&mut self, longest: usize, sink: &mut dyn Sink) {
        let place = Place::Cell { row: self.row.max(1), column: self.column };
        let own = self.cell.as_mut().filter(|texts| !self.is_inner && texts.len() > longest);
        own.into_iter().for_each(|texts| texts.push(place, sink));
    }

    /// Ends the cell at hand, if there is one.
    pub(super) fn end_cell(&mut self, sink: &mut dyn Sink) {
        let Some(mut texts) = self.cell.take() else { return };
        if !self.is_inner {
            texts.push(Place::Cell { row: self.row.max(1), column: self.column }, sink);
        } else if !texts.is_blank() {
            self.kept.push((self.row.max(1), self.column, texts));
        }
    }

    /// Pushes the whole of a table whose cells were kept.
    pub(super) fn push_kept(&mut self, sink: &mut dyn Sink) {
        if self.kept.is_empty() {
            return;
        }
        sink.open(self.container());
        for (row, column, mut texts) in std::mem::take(&mut self.kept) {
            texts.push(Place::Cell { row, column }, sink);
        }
        sink.close();
    }
}
