//! Bombs: a few kilobytes that unpack to ten gigabytes, that nest ten million
//! times or that claim a billion cells. Each is a gap, soon, within the memory
//! that the runs of [`crate::size`] may take.

#![cfg(target_os = "linux")]

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::write::DeflateEncoder;
use flate2::{Compression, FlushCompress};

use crate::common::archive::{Entry, archive};
use crate::common::boxes::bytes;
use crate::common::workbook::{Workbook, pack};
use crate::size::{reasons_of_all, report_with};

/// How long a run may take, on a machine that does other things as well.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 20 });

/// The budget: the usual one, or one that is spent sooner where nothing is optimised.
const BUDGET: &str = if cfg!(debug_assertions) { "[budget]\nratio-from = 4194304\n" } else { "" };

/// Ten gigabytes.
const LARGE: u64 = 10 << 30;

/// How often elements lie in each other; fewer where nothing is optimised.
const NESTED: usize = if cfg!(debug_assertions) { 200_000 } else { 10_000_000 };

/// A text that repeats up to ten gigabytes, deflated: one piece packed once, with
/// its end on a byte, stands there as often as it takes (RFC 1951, 3.2.3).
fn deflated(front: &str, piece: &str) -> Vec<u8> {
    let block = piece.repeat((1 << 20) / piece.len() + 1);
    let mut packed = Vec::with_capacity(1 << 20);
    let mut packer = flate2::Compress::new(Compression::best(), false);
    packer.compress_vec(block.as_bytes(), &mut packed, FlushCompress::Full).unwrap();
    let mut whole = DeflateEncoder::new(Vec::new(), Compression::none());
    whole.write_all(front.as_bytes()).unwrap();
    whole.flush().unwrap();
    let mut whole = whole.get_ref().clone();
    whole.extend(packed.repeat((LARGE / block.len() as u64) as usize));
    whole.extend([3, 0]); // a last block, empty
    whole
}

/// Packed once more, so that a few kilobytes are left.
fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    pack(&[(name.to_owned(), bytes.to_vec())])
}

/// An archive with one part that is deflated already and claims a small size.
fn with_part(parts: &[(String, Vec<u8>)], name: &str, packed: &[u8]) -> Vec<u8> {
    let others = parts.iter().filter(|part| part.0 != name);
    let mut entries: Vec<Entry> = others.map(|(name, bytes)| Entry::stored(name, bytes)).collect();
    entries.push(Entry::stored(name, packed).packed_by(8).claiming(LARGE as u32 | 1));
    archive(&entries)
}

fn gzip(packed: &[u8]) -> Vec<u8> {
    let mut file = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];
    file.extend(packed);
    file.extend([0; 8]);
    file
}

/// A stream of one megabyte of one letter, packed by xz 5, over and over.
fn xz() -> Vec<u8> {
    let stream = bytes(
        "fd377a585a0000016922de360200210116000000742fe5a3efffff00d95d0030effbbffea3b15ee5f83fb2aa26\
         55f868704170150f8dfd1e4c1b8a42b719f4691871ae66238a8a4d2fa30dd97fa6e38c231153e05918c5758ae2\
         77f8b6947f0c6ac0de744964e2e95c53b204d8f7440cab5f0d6d46e9e5c37688b79657acb64de1691d6ffb4b88\
         106c42cb883f5c008fd04eaf262894711f3d8f24e1709ea7235fec28cb85d195988a7e2a91f22775f719c00698\
         4d98fdd8afd5900fc42553f8f591363105a5b0ee6fc1704d470cd19111aaad601dbaceb127185c5986e9665258\
         bee976ac59e4e55b0508f9c7daadfcfb522af7e4952500000000007256cdd70001f101808040006fd5eedc3e30\
         0d8b020000000001595a",
    );
    stream.repeat((LARGE >> 20) as usize)
}

fn bzip2() -> Vec<u8> {
    let mut writer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::best());
    writer.write_all(&vec![b'a'; 8 << 20]).unwrap();
    writer.finish().unwrap().repeat((LARGE >> 23) as usize)
}

/// Blocks that repeat one byte (RFC 8878, 3.1.1.2.2), 128 kB each.
fn zstd() -> Vec<u8> {
    let block = |is_last: u32| ((128_u32 << 10) << 3 | 2 | is_last).to_le_bytes();
    let mut file = vec![0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38];
    for _ in 0..LARGE >> 17 {
        file.extend(&block(0)[..3]);
        file.push(b'a');
    }
    file.extend(&block(1)[..3]);
    file.push(b'a');
    file
}

/// Archives in each other, ten in each, ten deep.
fn archives() -> Vec<u8> {
    let ten = |inner: &[u8]| {
        let names: Vec<String> = (0..10).map(|it| format!("{it}.zip")).collect();
        let parts: Vec<_> = names.into_iter().map(|it| (it, inner.to_vec())).collect();
        pack(&parts)
    };
    (0..10).fold(ten(b"Total"), |inner, _| ten(&inner))
}

fn book() -> Vec<(String, Vec<u8>)> {
    Workbook::new().sheet("Total", [["Total"]]).parts()
}

/// Checks a bomb, and asserts that it is a gap and soon told.
#[track_caller]
fn assert_told(name: &str, bytes: &[u8]) {
    let begun = Instant::now();
    let report = report_with(name, bytes, BUDGET);
    let (took, reasons) = (begun.elapsed(), reasons_of_all(&report));
    assert!(!reasons.is_empty(), "{name}: {report}");
    assert!(!reasons.contains(&"reader-failed".to_owned()), "{name}: {report}");
    assert!(took < SOON, "{name}: {took:?}");
}

#[test]
fn ten_gigabytes_in_an_archive_are_a_gap() {
    let zeros = deflated("", "aaaaaaaa");
    assert_told("once.zip", &with_part(&[], "a.txt", &zeros));
    assert_told("twice.zip", &zipped("a.zip", &with_part(&[], "a.txt", &zeros)));
    assert_told("twice.gz", &gzip(&zeros));
    let file = zipped("a.gz", &gzip(&zeros));
    assert!(file.len() < 100 << 10, "{} bytes", file.len());
    assert_told("gz.zip", &file);
    assert_told("many.zip", &archives());
}

#[test]
fn ten_gigabytes_in_other_packers_are_a_gap() {
    for (name, file) in [("a.xz", xz()), ("a.bz2", bzip2()), ("a.zst", zstd())] {
        assert_told(name, &file);
        assert_told(&format!("{name}.zip"), &zipped(name, &file));
    }
}

#[test]
fn ten_gigabytes_in_a_part_of_a_workbook_are_a_gap() {
    let cases = [
        ("xl/sharedStrings.xml", "<sst>", "<si><t>Total</t></si>"),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>", "<row><c><v>1</v></c></row>"),
        ("docProps/core.xml", "<a>", "<b>Total</b>"),
        ("xl/styles.xml", "<styleSheet><cellXfs>", "<xf/>"),
    ];
    for (part, front, piece) in cases {
        assert_told("a.xlsx", &with_part(&book(), part, &deflated(front, piece)));
    }
}

#[test]
fn ten_million_elements_in_each_other_are_a_gap() {
    let deep = |open: &str| open.repeat(NESTED);
    for (name, text) in [
        ("a.xml", format!("<?xml version='1.0'?>{}", deep("<a>"))),
        ("a.html", format!("<html>{}", deep("<b>"))),
        ("a.svg", format!("<svg>{}", deep("<g>"))),
        ("a.json", deep("[")),
        ("b.json", deep("{\"a\":")),
        ("a.rtf", format!("{{\\rtf1 {}", deep("{"))),
    ] {
        assert_told(name, text.as_bytes());
        assert_told(&format!("{name}.zip"), &zipped(name, text.as_bytes()));
    }
    for part in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "docProps/core.xml"] {
        let mut parts = book();
        parts.retain(|it| it.0 != part);
        parts.push((part.to_owned(), deep("<a>").into_bytes()));
        assert_told("a.xlsx", &pack(&parts));
    }
}

#[test]
fn a_billion_cells_that_are_claimed_cost_nothing() {
    let cell = "<table:table-cell table:number-columns-repeated='16384' \
        office:value-type='string'><text:p>Total</text:p></table:table-cell>";
    let row =
        format!("<table:table-row table:number-rows-repeated='1048576'>{cell}</table:table-row>");
    let column = "<table:table-column/><table:table-column table:visibility='collapse'/>";
    let ods = crate::common::ods::Ods {
        after: format!("<table:table table:name='A'>{}{row}</table:table>", column.repeat(500)),
        ..Default::default()
    };
    let sheet = "<worksheet><dimension ref='A1:XFD1048576'/><cols><col min='1' max='4294967295' \
        hidden='1'/></cols><sheetData><row r='4294967295'><c r='XFD1048576'><v>1</v></c></row>";
    let mut parts = book();
    parts.retain(|it| it.0 != "xl/worksheets/sheet1.xml");
    parts.push(("xl/worksheets/sheet1.xml".to_owned(), sheet.as_bytes().to_vec()));
    let spans = "<td colspan=1000 rowspan=65534>1".repeat(2_000);
    assert_told("a.ods", &ods.bytes());
    assert_told("a.xlsx", &pack(&parts));
    assert_told("a.html", format!("<table><tr>{spans}</table>").as_bytes());
}

#[test]
fn entities_that_multiply_are_a_gap_soon() {
    let lines: String = ('b'..='z')
        .zip('a'..)
        .map(|(own, of)| format!("<!ENTITY {own} '{}'>", format!("&{of};").repeat(10)))
        .collect();
    let xml = format!("<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>{lines}]><a>&z;</a>");
    assert_told("a.xml", xml.as_bytes());
    assert_told("a.svg", xml.replace("<a>", "<svg>").replace("</a>", "</svg>").as_bytes());
    let mut parts = book();
    parts.push(("docProps/core.xml".to_owned(), xml.into_bytes()));
    assert_told("a.xlsx", &pack(&parts));
}
