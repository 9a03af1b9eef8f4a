//! Files that are larger than what they show: the rest of one may be what nobody
//! meant to send (ICO, How to disclose information safely, 2018, checklist).

use rustc_hash::FxHashMap;

use super::engine::Engine;
use super::sibling::finding;
use super::trace::Row;
use crate::finding::Finding;

/// Formats that hold little beside their text and the files in them.
const DOCUMENTS: &[&str] =
    &["xlsx", "xlsb", "xls", "docx", "doc", "pptx", "ppt", "ods", "odt", "odp", "odg"];

/// The bytes below which the size of a file tells nothing: styles, themes and
/// fonts may take as much.
const LEAST: u64 = 1 << 20;

/// The bytes of a document for each byte of text that it shows: a sheet takes
/// fewer than five, a letter with its styles some twenty.
const SHARE: u64 = 50;

/// Whether a file has the size of one that may be out of proportion.
pub(super) fn may_be_bulky(bytes: &[u8]) -> bool {
    bytes.len() as u64 > LEAST
}

/// The documents that are out of proportion to what they show, each with the
/// number of the file. The files within are told of for themselves.
pub(super) fn bulky(rows: &[Row], engine: &Engine) -> Vec<(usize, Finding)> {
    let mut inner: FxHashMap<&str, u64> = FxHashMap::default();
    for row in rows {
        if let Some((outer, _)) = row.checked.name.rsplit_once('!') {
            *inner.entry(outer).or_default() += row.checked.bytes;
        }
    }
    let own = |row: &Row| {
        let within = inner.get(row.checked.name.as_str()).copied().unwrap_or(0);
        row.checked.bytes.saturating_sub(within)
    };
    let is_bulky = |row: &Row| {
        let least = LEAST.max(row.traces.seen.saturating_mul(SHARE));
        DOCUMENTS.contains(&row.checked.format) && own(row) > least
    };
    let found = rows.iter().enumerate().filter(|(_, row)| is_bulky(row));
    found
        .filter_map(|(at, row)| Some((at, finding(row, engine, "bulky", words(own(row), row))?)))
        .collect()
}

fn words(own: u64, row: &Row) -> String {
    let shown = row.traces.seen.div_ceil(1000);
    format!("Without the files in it, it is {} kB, and shows {shown} kB of text.", own / 1000)
}
