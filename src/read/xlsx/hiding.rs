//! Which columns of a sheet are not seen, and what has no size.

use super::reference::LAST_COLUMN;
use super::tag::Tag;
use crate::document::{Layer, Reason};

/// The width, in characters, that nobody sees any more.
const NO_WIDTH: f64 = 0.25;

/// The height, in points, of which nobody sees any more what is in it: of the
/// smallest type that can be read hardly a line shows.
const NO_HEIGHT: f64 = 2.0;

/// Whether a width is so small that nobody sees it.
pub(super) fn is_no_width(raw: &[u8]) -> bool {
    size(raw).is_some_and(|size| size < NO_WIDTH)
}

/// Whether a height is so small that nobody sees what is in it.
pub(super) fn is_no_height(raw: &[u8]) -> bool {
    size(raw).is_some_and(|size| size <= NO_HEIGHT)
}

fn size(raw: &[u8]) -> Option<f64> {
    std::str::from_utf8(raw).ok().and_then(|it| it.trim().parse().ok())
}

/// The columns that are not seen.
#[derive(Default)]
pub(super) struct Columns {
    /// By column, from 1; shorter than the last hidden column is none.
    layers: Vec<Option<Layer>>,
    /// Whether columns that are not listed have no width.
    is_closed: bool,
    /// How many elements were taken in.
    count: u32,
}

impl Columns {
    /// Takes note of the width of columns that are not listed.
    pub(super) fn set_usual(&mut self, tag: Tag<'_>) {
        self.is_closed = tag.raw(b"defaultColWidth").is_some_and(is_no_width);
    }

    /// Takes note of a `col` element.
    pub(super) fn add(&mut self, tag: Tag<'_>) {
        self.count = self.count.saturating_add(1);
        if self.count > LAST_COLUMN {
            return;
        }
        let layer = if tag.is_on(b"hidden") {
            Some(Layer::HiddenColumn)
        } else if tag.raw(b"width").is_some_and(is_no_width) {
            Some(Layer::ZeroSize)
        } else if self.is_closed {
            None
        } else {
            return;
        };
        let first = tag.number(b"min").unwrap_or(1).max(1);
        let last = tag.number(b"max").unwrap_or(first).min(LAST_COLUMN);
        for column in first..=last {
            let index = column as usize;
            if self.layers.len() <= index {
                self.layers.resize(index + 1, self.usual());
            }
            self.layers[index] = layer;
        }
    }

    /// Why not every element was taken in: no column has two of them.
    pub(super) fn limit(&self) -> Option<Reason> {
        let limit = Reason::TooLarge { limit: LAST_COLUMN.into(), unit: "columns of a sheet" };
        (self.count > LAST_COLUMN).then_some(limit)
    }

    /// How many columns between two others are seen.
    pub(super) fn seen_between(&self, first: u32, last: u32) -> u32 {
        let seen = (first.saturating_add(1)..last).filter(|it| self.layer(*it).is_none());
        seen.count() as u32
    }

    /// Why a column is not seen.
    pub(super) fn layer(&self, column: u32) -> Option<Layer> {
        self.layers.get(column as usize).copied().unwrap_or_else(|| self.usual())
    }

    fn usual(&self) -> Option<Layer> {
        self.is_closed.then_some(Layer::ZeroSize)
    }
}
