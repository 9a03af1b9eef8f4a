//! Which columns of a sheet are not seen, and what has no size.

use super::reference::LAST_COLUMN;
use super::tag::Tag;
use crate::document::Layer;

/// The height or width, in points or characters, that nobody sees any more.
const NO_SIZE: f64 = 0.25;

/// Whether a height or a width is so small that nobody sees it.
pub(super) fn is_no_size(raw: &[u8]) -> bool {
    let number = std::str::from_utf8(raw).ok().and_then(|it| it.trim().parse::<f64>().ok());
    number.is_some_and(|size| size < NO_SIZE)
}

/// The columns that are not seen.
#[derive(Default)]
pub(super) struct Columns {
    /// By column, from 1; shorter than the last hidden column is none.
    layers: Vec<Option<Layer>>,
}

impl Columns {
    /// Takes note of a `col` element.
    pub(super) fn add(&mut self, tag: Tag<'_>) {
        let layer = if tag.is_on(b"hidden") {
            Layer::HiddenColumn
        } else if tag.raw(b"width").is_some_and(is_no_size) {
            Layer::ZeroSize
        } else {
            return;
        };
        let first = tag.number(b"min").unwrap_or(1).max(1);
        let last = tag.number(b"max").unwrap_or(first).min(LAST_COLUMN);
        for column in first..=last {
            let index = column as usize;
            if self.layers.len() <= index {
                self.layers.resize(index + 1, None);
            }
            self.layers[index] = Some(layer);
        }
    }

    /// How many columns between two others are seen.
    pub(super) fn seen_between(&self, first: u32, last: u32) -> u32 {
        let seen = (first.saturating_add(1)..last).filter(|it| self.layer(*it).is_none());
        seen.count() as u32
    }

    /// Why a column is not seen.
    pub(super) fn layer(&self, column: u32) -> Option<Layer> {
        self.layers.get(column as usize).copied().flatten()
    }
}
