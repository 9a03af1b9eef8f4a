//! Which columns of a sheet are hidden, and which hidden rows a filter hides.

use std::ops::RangeInclusive;

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

    /// Why a column is not seen.
    pub(super) fn layer(&self, column: u32) -> Option<Layer> {
        self.layers.get(column as usize).copied().flatten()
    }
}

/// What is known of a sheet before its cells, for those who look for its filters.
#[derive(Default)]
pub(super) struct Before {
    /// Whether the sheet says that a filter hides rows.
    pub(super) mode: bool,
    /// The closing tag behind which the sheet's filter is written.
    pub(super) end: Vec<u8>,
}

/// Finds the rows that the active filters of a sheet lie over.
type Search<'s> = dyn FnMut(&Before) -> Vec<RangeInclusive<u32>> + 's;

/// The rows that filters hide. They are looked for when the first hidden row
/// is met: a sheet's filter is written behind all its rows.
pub(super) struct Filters<'s> {
    before: Before,
    search: Box<Search<'s>>,
    found: Option<Vec<RangeInclusive<u32>>>,
}

impl<'s> Filters<'s> {
    /// Filters that are found by a search.
    pub(super) fn new(search: impl FnMut(&Before) -> Vec<RangeInclusive<u32>> + 's) -> Self {
        Filters { before: Before::default(), search: Box::new(search), found: None }
    }

    /// Takes note of whether the sheet says that a filter hides rows.
    pub(super) fn set_mode(&mut self, mode: bool) {
        self.before.mode = mode;
    }

    /// Takes note of the name of the element that holds the rows.
    pub(super) fn set_end(&mut self, qualified: &[u8]) {
        self.before.end = [b"</", qualified, b">"].concat();
    }

    /// Whether a row lies below the heading of an active filter.
    pub(super) fn contain(&mut self, row: u32) -> bool {
        let found = self.found.get_or_insert_with(|| (self.search)(&self.before));
        found.iter().any(|rows| rows.contains(&row) && row > *rows.start())
    }
}
