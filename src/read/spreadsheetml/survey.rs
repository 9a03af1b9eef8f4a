//! What stands behind the cells of a sheet and decides on them: whether the
//! sheet is shown, and which rows its filter lies over.

use std::ops::RangeInclusive;

use memchr::memmem;

use crate::document::Layer;
use crate::read::reach::Area;
use crate::read::xml::{self, Element, Node};

/// What is known of one sheet beforehand.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// The layer of everything in it, if it is hidden as a whole.
    pub(super) hidden: Option<Layer>,
    /// The rows below the heading of an active filter.
    pub(super) filtered: Option<RangeInclusive<u32>>,
}

/// What is known of each sheet, in their order.
#[derive(Debug, Default)]
pub(super) struct Survey {
    sheets: Vec<Facts>,
}

impl Survey {
    /// Looks through a workbook, if it has anything to look for. What breaks it
    /// is met again, and told, when the cells are read.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut survey = Survey::default();
        let says = |word: &str| memmem::find(bytes, word.as_bytes()).is_some();
        if !says("Hidden<") && !says("AutoFilter") && xml::encoding(bytes).is_none() {
            return survey;
        }
        let (mut in_options, mut is_visibility) = (false, false);
        let mut range = None;
        let _ = xml::walk(bytes, |node| match node {
            Node::Open(element) => {
                match element.name {
                    "Worksheet" => survey.sheets.push(Facts::default()),
                    "WorksheetOptions" => in_options = true,
                    "AutoFilter" => range = rows(element.text("Range")),
                    _ => {}
                }
                is_visibility = in_options && element.name == "Visible";
                survey.filter(element, range.as_ref());
            }
            Node::Text(text) if is_visibility => survey.hide(text),
            Node::Text(_) => {}
            Node::Close(name) => {
                is_visibility = false;
                in_options &= name != "WorksheetOptions";
            }
        });
        survey
    }

    /// What is known of a sheet, counted from 0.
    pub(super) fn sheet(&self, index: usize) -> Facts {
        self.sheets.get(index).cloned().unwrap_or_default()
    }

    fn hide(&mut self, visibility: &str) {
        let Some(sheet) = self.sheets.last_mut() else { return };
        sheet.hidden = match visibility.trim() {
            "SheetHidden" => Some(Layer::HiddenSheet),
            "SheetVeryHidden" => Some(Layer::VeryHiddenSheet),
            _ => None,
        };
    }

    /// A filter hides rows when one of its columns has a criterion.
    fn filter(&mut self, element: &Element<'_>, range: Option<&RangeInclusive<u32>>) {
        let is_criterion = element.name == "AutoFilterColumn"
            && !matches!(element.get("Type"), None | Some("All"));
        let Some(sheet) = self.sheets.last_mut().filter(|_| is_criterion) else { return };
        sheet.filtered = range.cloned();
    }
}

/// The cells of a range such as `=Staff!R1C1:R10C3`.
pub(super) fn area(range: &str) -> Option<Area> {
    let cells = range.rsplit('!').next()?;
    let (first, last) = cells.split_once(':').unwrap_or((cells, cells));
    let cell = |written: &str| {
        let (row, column) = written.strip_prefix('R')?.split_once('C')?;
        Some((row.parse::<u32>().ok()?, column.parse::<u32>().ok()?))
    };
    let ((top, left), (bottom, right)) = (cell(first)?, cell(last)?);
    Some(Area { rows: top..=bottom, columns: left..=right })
}

/// The rows below the first one of a range such as `R1C1:R10C3`.
fn rows(range: &str) -> Option<RangeInclusive<u32>> {
    let row = |cell: &str| {
        let digits = cell.strip_prefix('R')?.split('C').next()?;
        digits.parse::<u32>().ok()
    };
    let cells = range.rsplit('!').next()?;
    let (first, last) = cells.split_once(':').unwrap_or((cells, cells));
    Some(row(first)?.saturating_add(1)..=row(last)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_covers_the_rows_below_its_heading() {
        assert_eq!(rows("R1C1:R10C3"), Some(2..=10));
        assert_eq!(rows("Staff!R5C1:R9C3"), Some(6..=9));
        assert_eq!(rows("C1:C3"), None);
    }
}
