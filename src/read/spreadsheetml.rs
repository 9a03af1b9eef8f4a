//! Reads SpreadsheetML 2003, the workbook in one XML part that Excel 2002 to
//! 2003 introduced and that web systems export, called `.xml` or `.xls`
//! (Microsoft, "XML Spreadsheet Reference", Office XP).

mod book;
mod occupied;
mod part;
mod pivot;
mod sheet;
mod styles;
mod survey;

use self::book::Book;
pub(super) use self::part::meaning;
use self::survey::Survey;
use super::encoding::Encoded;
use super::xml::Piece;
use super::{Budget, Format, xml};
use crate::artefact::Artefact;
use crate::document::{Reason, Sink};

/// The namespace of workbooks.
const NAMESPACE: &str = "urn:schemas-microsoft-com:office:spreadsheet";

/// Workbooks of one XML part.
pub(super) const FORMAT: Format =
    Format { name: "spreadsheetml", extensions: &["xml"], sniff, read };

/// Whether the first element is a workbook of that namespace.
fn sniff(artefact: &Artefact<'_>) -> bool {
    let Some(head) = Encoded::head(artefact.bytes()) else { return false };
    if !head.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return false;
    }
    let first = |tag: &&str| tag.starts_with(|it: char| it.is_ascii_alphabetic());
    let root = head.split('<').find(first).unwrap_or_default();
    let name = root.split(|it: char| it.is_whitespace() || it == '>').next().unwrap_or_default();
    name.rsplit(':').next() == Some("Workbook") && root.contains(NAMESPACE)
}

/// Walks twice where it has to: that a sheet is hidden, and which rows a filter
/// covers, stands behind the cells.
fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    let limit = budget.limits().part;
    if xml::encoding(bytes).is_some() && bytes.len() as u64 > limit {
        return Err(Reason::TooLarge { limit, unit: "bytes to decode" });
    }
    let mut occupied = |sheet| occupied::columns(bytes, sheet);
    let mut book = Book::new(Survey::of(bytes), &mut occupied, sink);
    let outcome = xml::walk_whole(bytes, |piece| match piece {
        Piece::Node(node) => book.visit(&node),
        Piece::Aside(text) => book.pass(text),
    });
    book.end();
    outcome
}
