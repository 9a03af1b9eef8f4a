//! The streams and parts beside the workbook.

use foilint::document::{Layer, Reason};

use super::common::biff::{self, Biff};
use super::common::legacy::{WORD, assert_found, read, staff, staff_of};
use super::common::ods::Ods;
use super::common::table::Sheet;
use super::common::xlsb::{self, Xlsb};

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

#[test]
fn the_cached_cells_of_another_workbook_are_found_in_xls() {
    let path = [&[1, 0][..], &biff::long("annex.xls"), &biff::long("Sheet1")].concat();
    let cached = [&[0, 0, 4, 0, 2][..], &biff::long(WORD)].concat();
    let globals = vec![(0x01AE, path), (0x0059, vec![1, 0, 0, 0]), (0x005A, cached)];
    let bytes = Biff { globals, ..Biff::of(&[staff_of("x")]) }.bytes();
    assert_found("xls", &bytes, Layer::ExternalCache);
    assert_eq!(read("xls", &bytes).texts(Layer::SavePath), ["annex.xls"]);
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

#[test]
fn an_embedded_file_is_handed_on() {
    let streams = vec![("/MBD00000001/Package".to_owned(), WORD.as_bytes().to_vec())];
    let found = read("xls", &Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes());
    assert_eq!(found.enclosures, [("MBD00000001".to_owned(), WORD.as_bytes().to_vec())]);

    let inner = vec![("/MBD00000001/Workbook".to_owned(), Biff::of(&[staff()]).workbook())];
    let found = read("xls", &Biff { streams: inner, ..Biff::of(&[staff_of("x")]) }.bytes());
    assert_found("xls", &found.enclosures[0].1, Layer::Body);
}

#[test]
fn an_older_book_beside_the_workbook_is_read_too() {
    let streams = vec![("/Book".to_owned(), Biff::of(&[staff()]).workbook())];
    assert_found("xls", &Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes(), Layer::OrphanPart);
}

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

#[test]
fn the_log_of_a_shared_xls_is_read_and_a_gap_where_it_has_numbers() {
    let log = |id: u16| {
        let head = [&[0; 9][..], &biff::long(WORD), &[0; 3]].concat();
        let stream = [biff::record(id, &head), biff::record(0x000A, &[])].concat();
        let streams = vec![("/Revision Log".to_owned(), stream)];
        Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes()
    };
    assert_found("xls", &log(0x0138), Layer::Revision);
    let found = read("xls", &log(0x013B));
    assert_eq!(found.layers_of(WORD), [Layer::Revision]);
    let reason = Reason::NotInThisVersion("the numbers of a revision log");
    assert_eq!(found.gaps.iter().map(|it| &it.reason).collect::<Vec<_>>(), [&reason]);
}

#[test]
fn the_users_of_a_shared_xls_are_found_however_short_their_names() {
    let narrow = [&[0; 12][..], &[3, 0, 0], b"Lee", &[0; 20]].concat();
    let streams = vec![("/User Names".to_owned(), biff::record(0x0193, &narrow))];
    let found = read("xls", &Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes());
    assert_eq!(found.texts(Layer::Revision), ["Lee"]);
    assert_eq!(found.gaps, []);
}
