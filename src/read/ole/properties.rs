//! Property sets ([MS-OLEPS]): who wrote an old Office file, for whom, and under
//! which title.

use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252};
use rustc_hash::FxHashMap;

use crate::document::{Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::properties::ABOUT_THE_PROGRAM;

/// The names of the properties of the summary ([MS-OSHARED] 2.3.3.2.1).
const SUMMARY: &[(u32, &str)] = &[
    (2, "title"),
    (3, "subject"),
    (4, "creator"),
    (5, "keywords"),
    (6, "description"),
    (7, "template"),
    (8, "last-modified-by"),
];

/// The names of the properties of the document summary ([MS-OSHARED] 2.3.3.2.2).
const DOCUMENT_SUMMARY: &[(u32, &str)] = &[
    (2, "category"),
    (13, "titles-of-parts"),
    (14, "manager"),
    (15, "company"),
    (26, "content-type"),
    (27, "content-status"),
];

/// The property that names the custom ones ([MS-OLEPS] 2.18.1).
const DICTIONARY: u32 = 0;

/// The property that names the code page of the others.
const CODE_PAGE: u32 = 1;

/// The picture of the first page ([MS-OSHARED] 2.3.3.2.1.1, GKPIDSI_THUMBNAIL).
const THUMBNAIL: u32 = 17;

/// The first number of a custom property; what is below is not one of them
/// ([MS-OLEPS] 2.18.1).
const FIRST_CUSTOM: u32 = 2;

/// Pushes the texts of a property stream into the open container.
pub(in super::super) fn push(stream: &str, bytes: &[u8], sink: &mut dyn Sink) {
    let is_summary = !stream.contains("DocumentSummary");
    let known = if is_summary { SUMMARY } else { DOCUMENT_SUMMARY };
    let sets = number(bytes, 24).unwrap_or(0).min(2) as usize;
    for (set, names) in [known, &[]].into_iter().enumerate().take(sets) {
        let start = number(bytes, 28 + 20 * set + 16);
        let section = start.and_then(|start| bytes.get(start as usize..));
        let entries = section.and_then(entries);
        let (Some(section), Some(entries)) = (section, entries) else {
            sink.gap(Gap::part("properties", Reason::Truncated));
            return;
        };
        push_section(section, &entries, names, sink);
        if is_summary && entries.iter().any(|(id, _)| *id == THUMBNAIL) {
            sink.gap(Gap::part("thumbnail", Reason::Picture));
        }
    }
}

/// The numbers of a set's properties and where each begins in it.
fn entries(section: &[u8]) -> Option<Vec<(u32, usize)>> {
    let count = number(section, 4)? as usize;
    let entries = section.get(8..count.checked_mul(8)?.checked_add(8)?)?;
    let entry = |pair: &[u8]| Some((number(pair, 0)?, number(pair, 4)? as usize));
    entries.chunks_exact(8).map(entry).collect()
}

/// Pushes the texts of one set: those of the names given, or all of a set of
/// custom properties, which has none.
fn push_section(
    section: &[u8],
    entries: &[(u32, usize)],
    names: &[(u32, &str)],
    sink: &mut dyn Sink,
) {
    let page = entries.iter().find(|(id, _)| *id == CODE_PAGE);
    let page = page.and_then(|(_, at)| number(section, at.checked_add(4)?));
    let encoding = encoding(page);
    let dictionary = entries.iter().find(|(id, _)| *id == DICTIONARY);
    let own =
        dictionary.and_then(|(_, at)| section.get(*at..)).map(|it| dictionary_of(it, encoding));
    let own = own.unwrap_or_default();
    for (id, at) in entries.iter().filter(|(id, _)| *id >= FIRST_CUSTOM) {
        let known = names.iter().find(|row| row.0 == *id).map(|row| row.1);
        let custom =
            names.is_empty().then(|| own.get(id).map_or("custom property", String::as_str));
        if custom.is_some_and(|name| ABOUT_THE_PROGRAM.contains(&name)) {
            continue;
        }
        let Some((name, value)) = known.or(custom).zip(section.get(*at..)) else { continue };
        for text in texts(value, encoding) {
            sink.push(Fragment::new(&text, Layer::Property, Place::Named(name)));
        }
    }
}

/// The names of custom properties by their numbers ([MS-OLEPS] 2.17). Those of UTF-16
/// begin at every fourth byte, and the others right behind each other.
fn dictionary_of(bytes: &[u8], encoding: &'static Encoding) -> FxHashMap<u32, String> {
    let mut names = FxHashMap::default();
    let mut rest = bytes.get(4..).unwrap_or_default();
    for _ in 0..number(bytes, 0).unwrap_or_default() {
        let kind = if encoding == UTF_16LE { 0x1F } else { 0x1E };
        let Some(id) = number(rest, 0) else { break };
        let Some((name, length)) = text(kind, &rest[4..], encoding) else { break };
        names.insert(id, name);
        rest = rest.get(4 + length..).unwrap_or_default();
    }
    names
}

/// The flag of a value that is a list of values ([MS-OLEPS] 2.15, VT_VECTOR).
const LIST: u32 = 0x1000;

/// The texts of a value: one, or those of a list of them ([MS-OLEPS] 2.14). Those of
/// UTF-16 begin at every fourth byte, and the others right behind each other.
fn texts(value: &[u8], encoding: &'static Encoding) -> Vec<String> {
    let kind = number(value, 0).unwrap_or_default() & 0xFFFF;
    let count = if kind & LIST == 0 { 1 } else { number(value, 4).unwrap_or_default() };
    let mut rest = value.get(if kind & LIST == 0 { 4 } else { 8 }..).unwrap_or_default();
    let mut texts = Vec::new();
    for _ in 0..count {
        let Some((text, length)) = text(kind & !LIST, rest, encoding) else { break };
        texts.extend(Some(text).filter(|text| !text.is_empty()));
        rest = rest.get(length..).unwrap_or_default();
    }
    texts
}

/// The text of a kind with its length before it, and how many bytes it takes
/// ([MS-OLEPS] 2.15: VT_LPSTR, VT_LPWSTR).
fn text(kind: u32, value: &[u8], encoding: &'static Encoding) -> Option<(String, usize)> {
    let length = number(value, 0)? as usize;
    let (end, encoding) = match kind {
        0x1E => (length.checked_add(4)?, encoding),
        0x1F => (length.checked_mul(2)?.checked_add(4)?, UTF_16LE),
        _ => return None,
    };
    let (text, _) = encoding.decode_without_bom_handling(value.get(4..end)?);
    let next = if kind == 0x1F { end.next_multiple_of(4) } else { end };
    Some((text.trim_end_matches('\0').trim().to_owned(), next))
}

/// The encoding of a Windows code page number.
fn encoding(page: Option<u32>) -> &'static Encoding {
    page.map_or(WINDOWS_1252, |page| code_page(page as u16))
}

/// The encoding of a Windows code page, that of western Europe if nobody
/// knows it.
pub(in super::super) fn code_page(page: u16) -> &'static Encoding {
    let label = match page {
        1200 => "utf-16le",
        65_001 => "utf-8",
        10_000 | 32_768 => "macintosh",
        866 => "ibm866",
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        1250..=1258 => return windows(page),
        _ => "windows-1252",
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

/// The encoding of one of the pages 1250 to 1258.
fn windows(page: u16) -> &'static Encoding {
    Encoding::for_label(format!("windows-{page}").as_bytes()).unwrap_or(WINDOWS_1252)
}

/// A number of four bytes.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}
