//! Which columns of one sheet hold something, from its first row to its last:
//! looked for only where cells lie far from the rest.

use super::sheet::number;
use crate::read::xml::{self, Node};

/// The most columns of a sheet (Excel specifications and limits).
const COLUMNS: u32 = 16_384;

/// The columns of a sheet, by its number from 0, that hold something. What breaks
/// the workbook is told when its cells are read.
pub(super) fn columns(bytes: &[u8], sheet: usize) -> Vec<u32> {
    let mut holds = vec![false; COLUMNS as usize + 1];
    let (mut sheets, mut left, mut next, mut column) = (0_usize, 1, 1, 1);
    let _ = xml::walk(bytes, |node| {
        let Node::Open(element) = node else { return };
        sheets += usize::from(element.name == "Worksheet");
        if sheets != sheet.saturating_add(1) {
            return;
        }
        match element.name {
            "Table" => left = number(element, "LeftCell").unwrap_or(1),
            "Row" => next = left,
            "Cell" => {
                column = number(element, "Index").unwrap_or(next);
                let merged = number(element, "MergeAcross").unwrap_or(0);
                next = column.saturating_add(merged).saturating_add(1);
            }
            "Data" => {
                let filled = holds.get_mut(column as usize);
                filled.into_iter().for_each(|it| *it = true);
            }
            _ => {}
        }
    });
    (0..).zip(&holds).filter(|(_, holds)| **holds).map(|(column, _)| column).collect()
}
