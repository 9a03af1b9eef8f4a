//! What properties say of paragraphs, and of the rows of tables, which stand in the
//! paragraph that ends each ([MS-DOC] 2.6.2 and 2.6.3).

use super::bytes::{long, short};
use super::looks::{grounds, old_grounds, old_shading, shading};
use super::sprms::{Sprm, sprms};
use crate::document::Layer;
use crate::read::docx::{Block, Ground};

/// The height of lines, in twentieths of a point, of which nothing is seen, and that
/// of a row.
const FLAT: i16 = 40;
const LOW: i16 = 20;

/// The largest page of Word, 22 inches, in twentieths of a point.
const FAR: i16 = 22 * 1440;

/// The bytes of a cell's description, and the bits that say that one is merged with
/// that above ([MS-DOC] 2.9.310 and 2.9.311).
const CELL: usize = 20;
const ABOVE: u16 = 0x0060;
const MERGED_ABOVE: u16 = 0x0020;

/// What properties say of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    pub(super) style: u16,
    is_in_table: bool,
    level: usize,
    is_inner_cell: bool,
    is_row: bool,
    shade: Option<Option<Ground>>,
    is_unseen: bool,
    pub(super) row: Option<Box<Row>>,
    /// The bytes of properties that lie beside the pages.
    pub(super) length: usize,
}

/// What properties say of a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// The edges of its cells.
    edges: Vec<i16>,
    is_merged: Vec<bool>,
    grounds: Vec<Option<Ground>>,
    is_low: bool,
}

impl Paragraph {
    /// What an entry of a page says: a style and properties. `data` holds those that
    /// are too long for a page.
    pub(super) fn of(entry: &[u8], data: &[u8]) -> Self {
        let style = short(entry, 0).unwrap_or(0);
        let mut paragraph = Paragraph { style, ..Paragraph::default() };
        paragraph.take_all(entry.get(2..).unwrap_or_default(), data, 0);
        paragraph
    }

    fn take_all(&mut self, properties: &[u8], data: &[u8], depth: u32) {
        for sprm in sprms(properties) {
            if matches!(sprm.id, 0x6645 | 0x6646) && depth == 0 {
                let place = sprm.long() as usize;
                let length = short(data, place).map_or(0, usize::from);
                let own = data.get(place.saturating_add(2)..).unwrap_or_default();
                self.length = self.length.saturating_add(length);
                self.take_all(&own[..length.min(own.len())], data, depth + 1);
            } else {
                self.take(&sprm);
            }
        }
    }

    /// Takes a property in.
    pub(super) fn take(&mut self, sprm: &Sprm<'_>) {
        match sprm.id {
            0x4600 => self.style = sprm.short(),
            0x2416 => self.is_in_table = sprm.byte() == 1,
            0x2417 | 0x244C => self.is_row = sprm.byte() == 1,
            0x244B => self.is_inner_cell = sprm.byte() == 1,
            0x6649 => self.level = sprm.long() as usize,
            0x442D => self.shade = Some(old_shading(sprm.short())),
            0xC64D => self.shade = Some(shading(sprm.value)),
            // Only lines of an exact height have one below zero.
            0x6412 => self.is_unseen |= (-FLAT..0).contains(&sprm.short().cast_signed()),
            0x8418 | 0x8419 => {
                self.is_unseen |= sprm.short().cast_signed().unsigned_abs() >= FAR.unsigned_abs();
            }
            _ => self.take_row(sprm),
        }
    }

    fn take_row(&mut self, sprm: &Sprm<'_>) {
        if !matches!(sprm.id, 0xD608 | 0xD609 | 0xD612 | 0xD616 | 0xD60C | 0x9407) {
            return;
        }
        let row = self.row.get_or_insert_default();
        match sprm.id {
            0xD608 => row.take_cells(sprm.value),
            0xD609 if row.grounds.is_empty() => row.grounds = old_grounds(sprm.value),
            0xD612 => row.put(0, grounds(sprm.value)),
            0xD616 => row.put(22, grounds(sprm.value)),
            0xD60C => row.put(44, grounds(sprm.value)),
            0x9407 => row.is_low = (-LOW..0).contains(&sprm.short().cast_signed()),
            _ => {}
        }
    }

    /// In how many tables it lies.
    pub(super) fn depth(&self) -> usize {
        if self.is_in_table { self.level.max(1) } else { 0 }
    }

    /// Whether it ends a row: it holds no text.
    pub(super) fn ends_row(&self) -> bool {
        self.is_row && self.depth() > 0
    }

    /// Whether it ends a cell, by the letter that ends it.
    pub(super) fn ends_cell(&self, mark: u16) -> bool {
        match self.depth() {
            0 => false,
            1 => mark == 7,
            _ => self.is_inner_cell,
        }
    }

    /// The paragraph in the cell of a number, from 0, of a row.
    pub(super) fn block(&self, row: Option<&Row>, cell: usize, edges: &[i16]) -> Block {
        let row = row.filter(|_| self.depth() > 0);
        let merged = row.and_then(|it| it.is_merged.get(cell)).copied().unwrap_or(false);
        let merged = merged.then_some(Layer::InvisibleText);
        let is_low = row.is_some_and(|it| it.is_low);
        Block {
            depth: self.depth(),
            style: self.style.to_string(),
            shade: self.shade,
            is_unseen: self.is_unseen,
            ground: row.and_then(|it| it.grounds.get(cell)).copied().flatten(),
            hidden: if is_low { Some(Layer::ZeroSize) } else { merged },
            span: row.map_or(1, |it| it.span(cell, edges)),
        }
    }
}

impl Row {
    /// The edges of its cells.
    pub(super) fn edges(&self) -> &[i16] {
        &self.edges
    }

    /// Over how many columns of its table a cell goes.
    fn span(&self, cell: usize, edges: &[i16]) -> u32 {
        let Some(&[left, right]) = self.edges.get(cell..cell + 2) else { return 1 };
        edges.iter().filter(|it| **it > left && **it <= right).count().max(1) as u32
    }

    fn take_cells(&mut self, value: &[u8]) {
        let Some((count, rest)) = value.split_first() else { return };
        let count = usize::from(*count);
        let (edges, cells) = rest.split_at(((count + 1) * 2).min(rest.len()));
        self.edges =
            edges.chunks_exact(2).filter_map(|it| short(it, 0)).map(u16::cast_signed).collect();
        let flags = |cell: &[u8]| short(cell, 0).unwrap_or(0);
        let cells = cells.chunks(CELL).take(count);
        self.is_merged = cells.map(|it| flags(it) & ABOVE == MERGED_ABOVE).collect();
    }

    /// Puts the grounds of cells from one on.
    fn put(&mut self, first: usize, grounds: Vec<Option<Ground>>) {
        self.grounds.resize(self.grounds.len().max(first), None);
        self.grounds.truncate(first);
        self.grounds.extend(grounds);
    }
}

/// Whether a section has a first page with headers of its own ([MS-DOC] 2.6.4).
pub(super) fn has_first_page(section: &[u8], stream: &[u8]) -> bool {
    let place = long(section, 2).unwrap_or(u32::MAX) as usize;
    let Some(length) = short(stream, place) else { return false };
    let properties = stream.get(place + 2..place + 2 + usize::from(length)).unwrap_or_default();
    sprms(properties).any(|it| it.id == 0x300A && it.byte() == 1)
}
