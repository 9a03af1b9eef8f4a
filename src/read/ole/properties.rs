//! Property sets ([MS-OLEPS]): who wrote an old Office file, for whom, and under
//! which title.

use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252};

use crate::document::{Fragment, Gap, Layer, Place, Reason, Sink};

/// The names of the properties of the summary ([MS-OSHARED] 2.3.3.2.1).
const SUMMARY: &[(u32, &str)] = &[
    (2, "title"),
    (3, "subject"),
    (4, "creator"),
    (5, "keywords"),
    (6, "description"),
    (7, "template"),
    (8, "last-modified-by"),
    (9, "revision"),
];

/// The names of the properties of the document summary ([MS-OSHARED] 2.3.3.2.2).
const DOCUMENT_SUMMARY: &[(u32, &str)] = &[
    (2, "category"),
    (14, "manager"),
    (15, "company"),
    (26, "content-type"),
    (27, "content-status"),
];

/// The property that names the code page of the others.
const CODE_PAGE: u32 = 1;

/// The property that names the custom properties.
const DICTIONARY: u32 = 0;

/// The picture of the first page ([MS-OSHARED] 2.3.3.2.1.1, GKPIDSI_THUMBNAIL).
const THUMBNAIL: u32 = 17;

/// Pushes the texts of a property stream into the open container.
pub(in super::super) fn push(stream: &str, bytes: &[u8], sink: &mut dyn Sink) {
    let document = stream.contains("DocumentSummary");
    let names = if document { DOCUMENT_SUMMARY } else { SUMMARY };
    for set in 0..number(bytes, 24).unwrap_or(0).min(2) as usize {
        let Some(start) = number(bytes, 28 + 20 * set + 16) else { break };
        let Some(section) = bytes.get(start as usize..) else { break };
        let named = if set == 0 { names } else { &[] };
        if push_section(section, named, sink).is_none() {
            sink.gap(Gap::part(stream.trim_start_matches('/'), Reason::Truncated));
        }
    }
}

/// Pushes the texts of one set; nothing when it is cut off.
fn push_section(section: &[u8], names: &[(u32, &str)], sink: &mut dyn Sink) -> Option<()> {
    let count = number(section, 4)? as usize;
    let entry =
        |index: usize| Some((number(section, 8 + 8 * index)?, number(section, 12 + 8 * index)?));
    let entries: Vec<(u32, u32)> = (0..count).map_while(entry).collect();
    let page = entries.iter().find(|(id, _)| *id == CODE_PAGE);
    let encoding = encoding(page.and_then(|(_, at)| number(section, *at as usize + 4)));
    for (id, at) in entries.iter().filter(|(id, _)| *id > CODE_PAGE || *id == DICTIONARY) {
        let name = names.iter().find(|row| row.0 == *id).map(|row| row.1);
        let known_elsewhere = *id == DICTIONARY || (name.is_none() && !names.is_empty());
        if known_elsewhere && !(names == SUMMARY && *id == THUMBNAIL) {
            continue;
        }
        if *id == THUMBNAIL && names == SUMMARY {
            sink.gap(Gap::part("thumbnail", Reason::Picture));
        } else if let Some(text) = text(section.get(*at as usize..)?, encoding) {
            let place = Place::Named(name.unwrap_or("custom property"));
            sink.push(Fragment::new(&text, Layer::Property, place));
        }
    }
    (entries.len() == count).then_some(())
}

/// The text of a value, if it is one ([MS-OLEPS] 2.15: VT_LPSTR, VT_LPWSTR).
fn text(value: &[u8], encoding: &'static Encoding) -> Option<String> {
    let length = number(value, 4)? as usize;
    let (bytes, encoding) = match number(value, 0)? & 0xFFFF {
        0x1E => (value.get(8..length.checked_add(8)?)?, encoding),
        0x1F => (value.get(8..length.checked_mul(2)?.checked_add(8)?)?, UTF_16LE),
        _ => return None,
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let text = text.trim_end_matches('\0').trim();
    (!text.is_empty()).then(|| text.to_owned())
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
