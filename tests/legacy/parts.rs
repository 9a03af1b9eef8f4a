//! The streams and parts beside the workbook.

use std::io::Read;

use foilint::document::{Layer, Reason};

use super::common::biff::{self, Biff};
use super::common::legacy::{WORD, assert_found, read, staff, staff_of};
use super::common::ods::Ods;
use super::common::table::Sheet;
use super::common::vba;
use super::common::xlsb::{self, Xlsb};

/// S04, S13.
#[test]
fn each_unread_stream_of_xls_is_a_gap_and_scanned() {
    let cases = [
        ("/_SX_DB/0001", Layer::PivotCache, "the pivot caches of Excel 5"),
        ("/Invented", Layer::UnknownPart, "streams of other programs"),
    ];
    for (path, layer, what) in cases {
        let streams = vec![(path.to_owned(), WORD.as_bytes().to_vec())];
        let found = read("xls", &Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes());
        assert_eq!(found.layers_of(WORD), [layer], "{path}");
        assert_eq!(found.gaps.len(), 1, "{path}");
        assert_eq!(found.gaps[0].reason, Reason::NotInThisVersion(what), "{path}");
    }
}

#[test]
fn each_unread_part_of_xlsb_is_a_gap_and_scanned() {
    let cases = [
        ("xl/pivotCache/pivotCacheRecords1.bin", Layer::UnknownPart),
        ("xl/activeX/activeX1.bin", Layer::UnknownPart),
        ("xl/invented.bin", Layer::UnknownPart),
    ];
    for (name, layer) in cases {
        let parts = vec![(name.to_owned(), xlsb::text(WORD))];
        let found = read("xlsb", &Xlsb { parts, ..Xlsb::of(&[staff_of("x")]) }.bytes());
        assert_eq!(found.layers_of(WORD), [layer], "{name}");
        assert_eq!(found.gaps.len(), 1, "{name}");
        assert_eq!(found.gaps[0].part, name);
    }
}

#[test]
fn an_unknown_part_of_ods_is_a_gap_and_scanned() {
    let parts = vec![("Invented/part".to_owned(), WORD.as_bytes().to_vec())];
    let found = read("ods", &Ods { parts, ..Ods::of(&[staff_of("x")]) }.bytes());
    assert_eq!(found.layers_of(WORD), [Layer::UnknownPart]);
    assert_eq!(found.gaps.len(), 1);
}

/// S05.
#[test]
fn the_cached_cells_of_another_workbook_are_found_in_xls() {
    let path = [&[1, 0][..], &biff::long("annex.xls"), &biff::long("Sheet1")].concat();
    let cached = [&[0, 0, 4, 0, 2][..], &biff::long(WORD)].concat();
    let globals = vec![(0x01AE, path), (0x0059, vec![1, 0, 0, 0]), (0x005A, cached)];
    let bytes = Biff { globals, ..Biff::of(&[staff_of("x")]) }.bytes();
    assert_found("xls", &bytes, Layer::ExternalCache);
    let found = read("xls", &bytes);
    assert_eq!(found.texts(Layer::ExternalCache), ["annex.xls", "Sheet1", WORD]);
    let cell = &found.fragments[2];
    assert_eq!((cell.container.as_str(), cell.at), ("[annex.xls]Sheet1", (5, 1)));
}

/// S05.
#[test]
fn the_values_of_another_program_are_found_and_references_within_are_quiet() {
    let program = [&[0, 0][..], &biff::long("Ticker\u{3}Staff")].concat();
    let item = [&[0; 6][..], &[4], &biff::wide("Lead"), &[0, 0, 0, 2], &biff::long(WORD)].concat();
    let globals = vec![(0x01AE, program), (0x0023, item)];
    let bytes = Biff { globals, ..Biff::of(&[staff_of("x")]) }.bytes();
    assert_found("xls", &bytes, Layer::ExternalCache);
    assert_eq!(read("xls", &bytes).texts(Layer::ExternalCache), ["Ticker/Staff", "Lead", WORD]);

    let globals = vec![(0x01AE, vec![1, 0, 1, 4]), (0x0017, vec![1, 0, 0, 0, 0, 0, 0, 0])];
    let found = read("xls", &Biff { globals, ..Biff::of(&[staff_of("x")]) }.bytes());
    assert_eq!(found.fragments.len(), 1);
}

#[test]
fn the_cached_cells_of_another_workbook_are_found_in_xlsb() {
    let sheets = [&1_u32.to_le_bytes()[..], &xlsb::text("Sheet1")].concat();
    let cell = [&2_u32.to_le_bytes()[..], &xlsb::text(WORD)].concat();
    let records = [(0x168, vec![0; 10]), (0x167, sheets), (0x16B, vec![0; 5])];
    let cells = [(0x16E, vec![4, 0, 0, 0]), (0x173, cell), (0x16C, vec![]), (0x24C, vec![])];
    let part = records.iter().chain(&cells).flat_map(|(id, data)| xlsb::record(*id, data));
    let parts = vec![("xl/externalLinks/externalLink1.bin".to_owned(), part.collect())];
    let bytes = Xlsb { parts, ..Xlsb::of(&[staff_of("x")]) }.bytes();
    assert_found("xlsb", &bytes, Layer::ExternalCache);
    let found = read("xlsb", &bytes);
    let cell = found.fragments.iter().find(|it| it.text == WORD).expect("the cell");
    assert_eq!(
        (cell.container.as_str(), cell.at),
        ("[xl/externalLinks/externalLink1.bin]Sheet1", (5, 3))
    );
}

#[test]
fn a_cached_table_of_another_file_is_found_in_ods() {
    let sheet = Sheet { name: "&apos;file:///annex.ods&apos;#$Sheet1".into(), ..staff() };
    assert_found("ods", &Ods::of(&[staff_of("x"), sheet]).bytes(), Layer::ExternalCache);
}

#[test]
fn a_tracked_change_of_ods_is_a_revision() {
    let before = format!(
        "<table:tracked-changes><table:cell-content-change><table:previous>\
         <table:change-track-table-cell office:value-type='string'><text:p>{WORD}</text:p>\
         </table:change-track-table-cell></table:previous></table:cell-content-change>\
         </table:tracked-changes>"
    );
    assert_found("ods", &Ods { before, ..Ods::of(&[staff_of("x")]) }.bytes(), Layer::Revision);
}

/// S13.
#[test]
fn macros_that_are_none_are_a_gap_and_scanned() {
    let streams = vec![("/_VBA_PROJECT_CUR/VBA/dir".to_owned(), WORD.as_bytes().to_vec())];
    let xls = Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes();
    let parts = vec![("xl/vbaProject.bin".to_owned(), WORD.as_bytes().to_vec())];
    let xlsb = Xlsb { parts, ..Xlsb::of(&[staff_of("x")]) }.bytes();
    for found in [read("xls", &xls), read("xlsb", &xlsb)] {
        assert_eq!(found.layers_of(WORD), [Layer::Macro]);
        assert_eq!(found.gaps[0].reason, Reason::NotInThisVersion("macros of this form"));
    }
}

/// S13.
#[test]
fn the_code_of_macros_is_found() {
    let project = vba::project("Module1", &format!("' ask {WORD}"));
    let mut project = cfb::CompoundFile::open(std::io::Cursor::new(project)).expect("a project");
    let mut streams = Vec::new();
    for path in ["/VBA/dir", "/VBA/Module1"] {
        let mut bytes = Vec::new();
        let stream = project.open_stream(path).expect("a stream");
        std::io::BufReader::new(stream).read_to_end(&mut bytes).expect("its bytes");
        streams.push((format!("/_VBA_PROJECT_CUR{path}"), bytes));
    }
    let xls = Biff { streams, ..Biff::of(&[staff_of("x")]) };
    assert_found("xls", &xls.bytes(), Layer::Macro);
}

/// S13.
#[test]
fn the_controls_of_xls_are_found_and_blank_ones_are_quiet() {
    let of = |bytes: &[u8]| {
        let streams = vec![("/Ctls".to_owned(), bytes.to_vec())];
        read("xls", &Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes())
    };
    assert_eq!(of(WORD.as_bytes()).layers_of(WORD), [Layer::FormField]);
    assert_eq!(of(&[0; 90]).fragments.len(), 1);
}

/// S13.
#[test]
fn an_embedded_file_is_handed_on() {
    let streams = vec![("/MBD00000001/Package".to_owned(), WORD.as_bytes().to_vec())];
    let found = read("xls", &Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes());
    assert_eq!(found.enclosures, [("MBD00000001".to_owned(), WORD.as_bytes().to_vec())]);

    let inner = vec![("/MBD00000001/Workbook".to_owned(), Biff::of(&[staff()]).workbook())];
    let found = read("xls", &Biff { streams: inner, ..Biff::of(&[staff_of("x")]) }.bytes());
    assert_found("xls", &found.enclosures[0].1, Layer::Body);
}

/// S17.
#[test]
fn an_older_book_beside_the_workbook_is_read_too() {
    let streams = vec![("/Book".to_owned(), Biff::of(&[staff()]).workbook())];
    assert_found("xls", &Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes(), Layer::OrphanPart);
    let alone = biff::compound(&[("/Book".to_owned(), Biff::of(&[staff()]).workbook())]);
    assert_found("xls", &alone, Layer::Body);
}

/// S16.
#[test]
fn an_encrypted_file_is_a_gap() {
    let globals = vec![(0x002F, vec![1, 0])];
    let xls = read("xls", &Biff { globals, ..Biff::of(&[staff()]) }.bytes());
    let manifest = "<manifest><encryption-data/></manifest>".as_bytes().to_vec();
    let parts = vec![("META-INF/manifest.xml".to_owned(), manifest)];
    let ods = read("ods", &Ods { parts, ..Ods::of(&[staff()]) }.bytes());
    for found in [xls, ods] {
        assert_eq!(found.gaps.len(), 1);
        assert_eq!(found.gaps[0].reason, Reason::Encrypted);
        assert_eq!(found.layers_of(WORD), []);
    }
}

#[test]
fn a_picture_of_xls_is_handed_on_or_a_gap() {
    let entry = |picture: &[u8]| {
        let data = [&[0; 36][..], picture].concat();
        let head = [&[0x02, 0, 0x07, 0xF0][..], &(data.len() as u32).to_le_bytes()].concat();
        let group =
            [&[0x0F, 0, 0, 0xF0, 0, 1, 0, 0, 0x1F, 0, 1, 0xF0, 0, 1, 0, 0], &head[..], &data];
        let globals = vec![(0x00EB, group.concat())];
        read("xls", &Biff { globals, ..Biff::of(&[staff_of("x")]) }.bytes())
    };
    assert_eq!(entry(b"--\x89PNG-").enclosures, [("picture1.png".into(), b"\x89PNG-".to_vec())]);
    assert_eq!(entry(b"a drawing").gaps[0].reason, Reason::Picture);
}
