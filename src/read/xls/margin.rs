//! What a sheet holds beside its cells: lists of allowed values, scenarios,
//! filters, queries, captions of pivot tables, the formulas of conditions.

use super::globals::Globals;
use super::links;
use super::records::{Pieces, Record, Script};
use super::substream::Substream;
use crate::document::{Fragment, Layer, Place, Sink};
use crate::read::formula::{Dialect, literals};
use crate::read::xlsx::margin::header;

/// Takes the texts out of a record; nothing when it is too short for them.
type Texts = fn(Record<'_>) -> Option<Vec<String>>;

/// The records with texts: the layer, words for the place, and what takes the
/// texts out.
const KINDS: &[(u16, Layer, &str, Texts)] = &[
    (0x009E, Layer::FilteredRow, "filter", filter), // AUTOFILTER, 2.4.6
    (0x00AF, Layer::Scenario, "scenario", scenario), // SCENARIO, 2.4.244
    (0x00B1, Layer::PivotCache, "caption", field),  // SXVD, 2.4.309
    (0x00B2, Layer::PivotCache, "caption", item),   // SXVI, 2.4.312
    (0x00CD, Layer::Connection, "query", query),    // SXString, 2.4.304
    (0x01BE, Layer::ValidationList, "validation", validation), // DV, 2.4.95
    (0x01B1, Layer::Formula, "condition", condition), // CF, 2.4.42
    (0x087A, Layer::Formula, "condition", newer_condition), // CF12, 2.4.43
    (0x01B8, Layer::Hyperlink, "link", links::link), // HLink, 2.4.140
    (0x0800, Layer::Hyperlink, "tip of a link", links::tip), // HLinkTooltip, 2.4.141
    (0x0051, Layer::Connection, "source", source),  // DCONREF, 2.4.86
    (0x0052, Layer::Connection, "source", texts),   // DCONNAME, 2.4.85
    (0x01AD, Layer::Connection, "query table", texts), // Qsi, 2.4.208
    (0x0803, Layer::Connection, "query table", texts), // Qsif, 2.4.210
    (0x0804, Layer::Connection, "query", extended), // ExtString, 2.4.108
    (0x0805, Layer::Connection, "query", texts),    // TxtQry, 2.4.331
    (0x0876, Layer::Connection, "connection", texts), // DConn, 2.4.84
    (0x089C, Layer::HeaderFooter, "header", headers), // HeaderFooter, 2.4.137
];

/// Pushes the texts into the open container of the sheet. Those between the
/// marks of a custom view belong to it (USERSVIEWBEGIN, [MS-XLS] 2.4.334).
pub(super) fn push(
    records: Substream<'_>,
    fixed: Option<Layer>,
    globals: &Globals,
    sink: &mut dyn Sink,
) {
    let mut is_in_view = false;
    for record in records.filter(|_| matches!(globals.script, Script::Unicode)) {
        match record.id {
            0x01AA => is_in_view = true,
            0x01AB => is_in_view = false,
            _ => {}
        }
        let Some((_, layer, words, texts)) = KINDS.iter().find(|it| it.0 == record.id) else {
            continue;
        };
        let layer = if is_in_view { Layer::CustomView } else { *layer };
        for text in texts(record).unwrap_or_default() {
            if !text.trim().is_empty() {
                let layer = fixed.unwrap_or(layer);
                sink.push(Fragment::new(text.trim(), layer, Place::Named(words)));
            }
        }
    }
}

/// The messages and the lists of a DV: four texts, then two formulas. An empty
/// text is a zero.
fn validation(record: Record<'_>) -> Option<Vec<String>> {
    let mut pieces = Pieces::one(record.data.get(4..)?);
    let mut texts = Vec::new();
    for _ in 0..4 {
        texts.push(pieces.long_text(Script::Unicode)?.replace('\0', ""));
    }
    for _ in 0..2 {
        let Some(length) = pieces.u16() else { break };
        pieces.skip(2)?;
        let formula = pieces.bytes(length.into())?;
        texts.extend(literals(&formula, Dialect::Biff8));
    }
    Some(texts)
}

/// The name, the user, the comment and the values of a scenario.
fn scenario(record: Record<'_>) -> Option<Vec<String>> {
    let count = usize::from(record.u16(0)?);
    let (name, comment) = (*record.data.get(4)?, *record.data.get(5)?);
    let mut pieces = Pieces::one(record.data.get(7..)?);
    let mut texts = vec![pieces.text(name.into(), Script::Unicode)?];
    texts.push(pieces.long_text(Script::Unicode)?);
    if comment > 0 {
        texts.push(pieces.long_text(Script::Unicode)?);
    }
    pieces.skip(4 * count)?;
    texts.extend((0..count).map_while(|_| pieces.long_text(Script::Unicode)));
    Some(texts)
}

/// The two values of a filter: their lengths stand in the conditions
/// (AFDOperStr, [MS-XLS] 2.5.3).
fn filter(record: Record<'_>) -> Option<Vec<String>> {
    let mut pieces = Pieces::one(record.data.get(24..)?);
    let lengths = [4, 14].into_iter().filter(|at| record.data.get(*at) == Some(&6));
    let lengths = lengths.filter_map(|at| record.data.get(at + 6));
    Some(lengths.map_while(|it| pieces.text((*it).into(), Script::Unicode)).collect())
}

/// All texts of a record.
fn texts(record: Record<'_>) -> Option<Vec<String>> {
    Some(record.texts())
}

/// The text of an ExtString behind its head.
fn extended(record: Record<'_>) -> Option<Vec<String>> {
    Pieces::one(record.data.get(4..)?).long_text(Script::Unicode).map(|text| vec![text])
}

/// The file and the sheet that a pivot table or a consolidation takes its data from;
/// a sheet of the same workbook is none (DConFile, [MS-XLS] 2.5.69).
fn source(record: Record<'_>) -> Option<Vec<String>> {
    let path = Pieces::one(record.data.get(6..)?).long_text(Script::Unicode)?;
    if path.starts_with('\u{2}') {
        return Some(Vec::new());
    }
    Some(vec![path.chars().map(|it| if it.is_control() { '/' } else { it }).collect()])
}

/// The headers and footers of even pages and of the first.
fn headers(record: Record<'_>) -> Option<Vec<String>> {
    let mut pieces = Pieces::one(record.data.get(38..)?);
    let lengths = (0..4).filter(|at| record.u16(30 + 2 * at).is_some_and(|it| it > 0));
    Some(lengths.map_while(|_| pieces.long_text(Script::Unicode)).map(|it| header(&it)).collect())
}

/// The caption of a field of a pivot table.
fn field(record: Record<'_>) -> Option<Vec<String>> {
    caption(record, 8)
}

/// The caption of an item of a pivot table.
fn item(record: Record<'_>) -> Option<Vec<String>> {
    caption(record, 6)
}

/// A caption, which may be absent.
fn caption(record: Record<'_>, at: usize) -> Option<Vec<String>> {
    if record.u16(at)? == 0xFFFF {
        return Some(Vec::new());
    }
    Pieces::one(record.data.get(at..)?).long_text(Script::Unicode).map(|text| vec![text])
}

/// A piece of a query or of the words to connect with.
pub(super) fn query(record: Record<'_>) -> Option<Vec<String>> {
    caption(record, 0)
}

/// The texts in the two formulas of a newer condition, which stand behind the length
/// of its format and the format.
fn newer_condition(record: Record<'_>) -> Option<Vec<String>> {
    let (first, second) = (usize::from(record.u16(14)?), usize::from(record.u16(16)?));
    let start = 22 + (record.u32(18)? as usize).max(2);
    let formulas = record.data.get(start..start.checked_add(first + second)?)?;
    let (one, other) = formulas.split_at_checked(first)?;
    Some([literals(one, Dialect::Biff8), literals(other, Dialect::Biff8)].concat())
}

/// The texts in the two formulas of a condition, behind its format: they are
/// the last bytes of the record.
fn condition(record: Record<'_>) -> Option<Vec<String>> {
    let (first, second) = (usize::from(record.u16(2)?), usize::from(record.u16(4)?));
    let start = record.data.len().checked_sub(first + second)?;
    let (one, other) = record.data.get(start..)?.split_at_checked(first)?;
    let mut texts = literals(one, Dialect::Biff8);
    texts.extend(literals(other, Dialect::Biff8));
    Some(texts)
}
