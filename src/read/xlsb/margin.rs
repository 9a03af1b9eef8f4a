//! What a sheet holds beside its cells: lists of allowed values, scenarios,
//! filters, links, headers and footers, the formulas of conditions.

use super::harvest;
use super::records::Record;
use crate::document::{Fragment, Layer, Place, Sink};
use crate::read::formula::{Dialect, literals};
use crate::read::xlsx::margin::header;

/// Takes the texts out of a record; nothing when it is too short for them.
type Texts = fn(Record<'_>) -> Option<Vec<String>>;

/// The records with texts: the layer, words for the place, and what takes the
/// texts out.
const KINDS: &[(u16, Layer, &str, Texts)] = &[
    (0x40, Layer::ValidationList, "validation", validation), // BrtDVal, 2.4.354
    (0x2A9, Layer::ValidationList, "validation", all),       // BrtDValList, 2.4.355
    (0xA7, Layer::FilteredRow, "filter", all),               // BrtFilter, 2.4.691
    (0xAE, Layer::FilteredRow, "filter", all),               // BrtCustomFilter, 2.4.345
    (0x1CF, Layer::Formula, "condition", condition),         // BrtBeginCFRule, 2.4.25
    (0x1DF, Layer::HeaderFooter, "header or footer", headers), // BrtBeginHeaderFooter, 2.4.102
    (0x1EE, Layer::Hyperlink, "link", link),                 // BrtHLink, 2.4.702
    (0x1F3, Layer::Connection, "source", all),               // BrtDRef, 2.4.353
    (0x1F6, Layer::Scenario, "scenario", all),               // BrtBeginSct, 2.4.228
    (0x1F8, Layer::Scenario, "scenario", all),               // BrtSlc, 2.4.776
    (0x218, Layer::Property, "protected range", all),        // BrtRangeProtection, 2.4.741
    (0x22C, Layer::SavePath, "web page", all),               // BrtBeginWebPubItem, 2.4.301
];

/// The texts around the cells of a sheet, while it is read.
pub(super) struct Margin {
    /// The layer of everything in the sheet, if it is hidden as a whole.
    fixed: Option<Layer>,
    is_in_view: bool,
}

impl Margin {
    /// The margin of a sheet; `fixed` is its layer if it is hidden as a whole.
    pub(super) fn new(fixed: Option<Layer>) -> Self {
        Margin { fixed, is_in_view: false }
    }

    /// Pushes the texts of a record; nothing when it is too short for them.
    /// Those between the marks of a custom view belong to it
    /// (BrtBeginUserShView, [MS-XLSB] 2.4.294).
    pub(super) fn take(&mut self, record: Record<'_>, sink: &mut dyn Sink) -> Option<()> {
        match record.id {
            0x1A7 => self.is_in_view = true,
            0x1A8 => self.is_in_view = false,
            _ => {}
        }
        let kind = KINDS.iter().find(|it| it.0 == record.id);
        let Some((_, layer, words, texts)) = kind else { return Some(()) };
        let layer = if self.is_in_view { Layer::CustomView } else { *layer };
        for text in texts(record)?.iter().filter(|text| !text.trim().is_empty()) {
            let layer = self.fixed.unwrap_or(layer);
            sink.push(Fragment::new(text, layer, Place::Named(words)));
        }
        Some(())
    }
}

/// All texts, wherever they stand.
fn all(record: Record<'_>) -> Option<Vec<String>> {
    Some(harvest::texts(record))
}

/// So many texts from a byte on, and where they end.
fn texts(record: Record<'_>, count: usize, start: usize) -> Option<(Vec<String>, usize)> {
    let mut texts = Vec::new();
    let mut at = start;
    for _ in 0..count {
        let (text, end) = record.text(at)?;
        texts.push(text);
        at = end;
    }
    Some((texts, at))
}

/// The headers and footers of odd, even and first pages.
fn headers(record: Record<'_>) -> Option<Vec<String>> {
    Some(texts(record, 6, 2)?.0.iter().map(|coded| header(coded)).collect())
}

/// The place, the tip and the words of a link, behind its cells and the
/// identifier of a relation.
fn link(record: Record<'_>) -> Option<Vec<String>> {
    let relation = record.text(16)?.1;
    Some(texts(record, 3, relation)?.0)
}

/// The messages of a validation, behind its cells, and the texts of its formulas.
fn validation(record: Record<'_>) -> Option<Vec<String>> {
    let cells = (record.u32(4)? as usize).checked_mul(16)?;
    let (mut texts, at) = texts(record, 4, cells.checked_add(8)?)?;
    push_formulas(record, at, &mut texts);
    Some(texts)
}

/// The text of a condition and those of its formulas.
fn condition(record: Record<'_>) -> Option<Vec<String>> {
    let (text, at) = record.text(42)?;
    let mut texts = vec![text];
    push_formulas(record, at, &mut texts);
    Some(texts)
}

/// Adds the texts of the formulas that end a record: each is its length, its
/// tokens, and the length of what belongs to them ([MS-XLSB] 2.5.97.91).
fn push_formulas(record: Record<'_>, start: usize, texts: &mut Vec<String>) {
    let mut at = start;
    while let Some(length) = record.u32(at) {
        let end = (at + 4).saturating_add(length as usize);
        let Some(tokens) = record.data.get(at + 4..end) else { return };
        texts.extend(literals(tokens, Dialect::Biff12));
        let Some(more) = record.u32(end) else { return };
        at = (end + 4).saturating_add(more as usize);
    }
}
