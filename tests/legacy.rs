//! What xls, xlsb and ods hide, planted one place at a time: the word is found
//! in its layer, and a file without it is quiet there.

#![allow(missing_docs)]

mod common;

use std::io::Cursor;

use calamine::{DataType, Reader};
use foilint::document::{Layer, Reason};

use common::biff::{self, Biff};
use common::legacy::{WORD, assert_found, everywhere, read, staff, staff_of};
use common::ods::Ods;
use common::sink::Everything;
use common::table::{Sheet, State, Value};
use common::xlsb::{self, Xlsb};

#[test]
fn a_plain_sheet_is_body_in_every_format_and_nothing_else() {
    for (format, bytes) in everywhere(&[staff()]) {
        let found = read(format, &bytes);
        assert_eq!(found.texts(Layer::Body), ["Name", "Age", WORD, "41", "Total", "1"], "{format}");
        assert!(found.fragments.iter().all(|it| it.layer == Layer::Body), "{format}");
        assert_eq!(found.containers, [("Staff".to_owned(), Layer::Body, None)], "{format}");
        assert_eq!(found.fragments[2].at, (2, 1), "{format}");
        assert_eq!((found.gaps, found.enclosures), (vec![], vec![]), "{format}");
    }
}

#[test]
fn a_hidden_sheet_is_hidden_in_every_format() {
    let open = Sheet::of("Summary", &[&["Total", "1"]]);
    for (format, bytes) in everywhere(&[open, staff().state(State::Hidden)]) {
        assert_found(format, &bytes, Layer::HiddenSheet);
        assert_eq!(read(format, &bytes).layers_of("Total"), [Layer::Body, Layer::HiddenSheet]);
    }
}

#[test]
fn a_very_hidden_sheet_is_told_from_a_hidden_one() {
    let sheets = [staff().state(State::VeryHidden)];
    assert_found("xls", &Biff::of(&sheets).bytes(), Layer::VeryHiddenSheet);
    assert_found("xlsb", &Xlsb::of(&sheets).bytes(), Layer::VeryHiddenSheet);
}

#[test]
fn a_hidden_row_is_hidden_and_its_neighbours_are_not() {
    for (format, bytes) in everywhere(&[staff().hiding_rows(&[2])]) {
        assert_found(format, &bytes, Layer::HiddenRow);
        assert_eq!(read(format, &bytes).texts(Layer::Body), ["Name", "Age", "Total", "1"]);
    }
}

#[test]
fn a_filtered_row_is_told_from_a_hidden_one() {
    for (format, bytes) in everywhere(&[staff().hiding_rows(&[2]).filtered()]) {
        assert_found(format, &bytes, Layer::FilteredRow);
    }
}

#[test]
fn a_hidden_column_is_hidden_and_its_neighbours_are_not() {
    for (format, bytes) in everywhere(&[staff().hiding_columns(&[1])]) {
        assert_found(format, &bytes, Layer::HiddenColumn);
        assert_eq!(read(format, &bytes).texts(Layer::Body), ["Age", "41", "1"], "{format}");
    }
}

#[test]
fn a_date_is_shown_as_a_date() {
    let mut sheet = staff();
    sheet.rows.push(vec![Value::Date(46_349.0), Value::Number(46_349.0)]);
    for (format, bytes) in everywhere(&[sheet]) {
        let found = read(format, &bytes);
        let texts = found.texts(Layer::Body);
        assert_eq!(texts[texts.len() - 2..], ["2026-11-23", "46349"], "{format}");
    }
}

#[test]
fn calamine_reads_the_same_texts() {
    for (format, bytes) in everywhere(&[staff().hiding_rows(&[3]), staff()]) {
        let found = read(format, &bytes).fragments.into_iter().map(|it| it.text);
        let found: Vec<_> = found.filter(|text| text.parse::<f64>().is_err()).collect();
        let bytes = Cursor::new(bytes);
        let theirs = match format {
            "xls" => texts_of(calamine::Xls::new(bytes).expect("an xls")),
            "xlsb" => texts_of(calamine::Xlsb::new(bytes).expect("an xlsb")),
            _ => texts_of(calamine::Ods::new(bytes).expect("an ods")),
        };
        assert_eq!(found, theirs, "{format}");
    }
}

/// The texts of all sheets as calamine reads them.
fn texts_of(mut workbook: impl Reader<Cursor<Vec<u8>>>) -> Vec<String> {
    let mut texts = Vec::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).unwrap_or_else(|_| panic!("{name} is read"));
        texts.extend(
            range.used_cells().filter_map(|(_, _, cell)| cell.get_string().map(str::to_owned)),
        );
    }
    texts
}

#[test]
fn a_hidden_name_and_a_name_of_a_text_are_found_and_a_plain_one_is_not() {
    let xls = |record| Biff { globals: vec![record], ..Biff::of(&[Sheet::default()]) }.bytes();
    assert_found("xls", &xls(biff::name("Lead", 0, WORD)), Layer::DefinedName);
    let area = [0x3B, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0];
    assert_eq!(read("xls", &xls(biff::name_of("Area", 0, &area))).fragments, []);
    let found = read("xls", &xls(biff::name_of("Sampleworth", 1, &area)));
    assert_eq!(found.texts(Layer::DefinedName), ["Sampleworth"]);

    let records = xlsb::name("Lead", 0, WORD);
    assert_found(
        "xlsb",
        &Xlsb { records, ..Xlsb::of(&[staff_of("x")]) }.bytes(),
        Layer::DefinedName,
    );

    let names = |inner: &str| {
        let after = format!("<table:named-expressions>{inner}</table:named-expressions>");
        Ods { after, ..Ods::of(&[Sheet::of("Open", &[])]) }.bytes()
    };
    let text = "<table:named-expression table:name='Lead' table:expression='of:=\"Marigold \
                Sampleworth\"'/>";
    assert_found("ods", &names(text), Layer::DefinedName);
    let range = "<table:named-range table:name='Area' table:cell-range-address='$Open.$A$1'/>";
    assert_eq!(read("ods", &names(range)).fragments, []);
}

#[test]
fn a_comment_is_found_with_its_cell_and_its_author() {
    let records = biff::comment(1, 1, "A Sample", WORD);
    let found = read("xls", &Biff { records, ..Biff::of(&[staff_of("x")]) }.bytes());
    assert_comment(&found);

    let parts = xlsb::commented(1, 1, "A Sample", WORD);
    let found = read("xlsb", &Xlsb { parts, ..Xlsb::of(&[staff_of("x")]) }.bytes());
    assert_comment(&found);

    let row = "<table:table-row><table:table-cell/><table:table-cell><office:annotation>\
               <dc:creator>A Sample</dc:creator><text:p>Marigold<text:s/>Sampleworth</text:p>\
               </office:annotation></table:table-cell></table:table-row>";
    let found = read("ods", &Ods { row: row.to_owned(), ..Ods::of(&[staff_of("x")]) }.bytes());
    assert_comment(&found);
}

fn assert_comment(found: &Everything) {
    let comments = found.fragments.iter().filter(|it| it.layer == Layer::Comment);
    let said: Vec<_> =
        comments.map(|it| (&it.container[..], it.named.as_str(), it.text.as_str())).collect();
    let place = ("comments of Staff", "B2");
    assert_eq!(said, [(place.0, place.1, "A Sample"), (place.0, place.1, WORD)]);
    assert_eq!(found.gaps, []);
}

#[test]
fn the_last_user_and_the_properties_of_xls_are_about_the_file() {
    let globals = vec![(0x005C, biff::long(WORD))];
    assert_found("xls", &Biff { globals, ..Biff::of(&[staff_of("x")]) }.bytes(), Layer::Property);

    let stream = ("/\u{5}SummaryInformation".to_owned(), biff::summary(4, WORD));
    let biff = Biff { streams: vec![stream], ..Biff::of(&[staff_of("x")]) };
    assert_found("xls", &biff.bytes(), Layer::Property);
    assert!(read("xls", &biff.bytes()).fragments.iter().any(|it| it.named == "creator"));
}

#[test]
fn the_properties_of_ods_are_about_the_file() {
    let meta = format!("<office:meta><dc:creator>{WORD}</dc:creator></office:meta>");
    let parts = vec![("meta.xml".to_owned(), meta.into_bytes())];
    assert_found("ods", &Ods { parts, ..Ods::of(&[staff_of("x")]) }.bytes(), Layer::Property);
}

#[test]
fn each_unread_stream_of_xls_is_a_gap_and_scanned() {
    let cases = [
        ("/_SX_DB_CUR/0001", Layer::PivotCache, "the pivot caches of xls"),
        ("/Revision Log", Layer::Revision, "the revision log of a shared xls workbook"),
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
        ("xl/pivotCache/pivotCacheRecords1.bin", Layer::PivotCache),
        ("xl/connections.bin", Layer::Connection),
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
fn the_thumbnail_of_ods_is_noted() {
    let parts = vec![("Thumbnails/thumbnail.png".to_owned(), b"\x89PNG".to_vec())];
    let found = read("ods", &Ods { parts, ..Ods::of(&[staff_of("x")]) }.bytes());
    let layers: Vec<_> = found.containers.iter().map(|it| it.1).collect();
    assert_eq!((layers, found.gaps), (vec![Layer::Body, Layer::Thumbnail], vec![]));
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
    let records = [(0x168, vec![0; 4]), (0x167, sheets), (0x16B, vec![0; 5])];
    let cells = [(0x16E, vec![4, 0, 0, 0]), (0x173, cell), (0x16C, vec![])];
    let part = records.iter().chain(&cells).flat_map(|(id, data)| xlsb::record(*id, data));
    let parts = vec![("xl/externalLinks/externalLink1.bin".to_owned(), part.collect())];
    let bytes = Xlsb { parts, ..Xlsb::of(&[staff_of("x")]) }.bytes();
    assert_found("xlsb", &bytes, Layer::ExternalCache);
    let found = read("xlsb", &bytes);
    let cell = found.fragments.iter().find(|it| it.text == WORD).expect("the cell");
    assert_eq!((cell.container.as_str(), cell.at), ("Sheet1 of another workbook", (5, 3)));
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
fn a_value_that_its_format_does_not_show_is_invisible_text() {
    let row = "<table:table-row><table:table-cell office:value-type='float' \
               office:value='9990001'><text:p/></table:table-cell></table:table-row>";
    let found = read("ods", &Ods { row: row.into(), ..Ods::of(&[staff_of("x")]) }.bytes());
    assert_eq!(found.layers_of("9990001"), [Layer::InvisibleText]);
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
fn texts_beside_the_cells_of_xls_lie_in_layers_of_their_own() {
    // The table of a shape's properties with one text behind it ([MS-ODRAW] 2.3.1).
    let text = &biff::wide(WORD)[1..];
    let length = (text.len() as u32).to_le_bytes();
    let entry = [&[0x81, 0x83][..], &length, text].concat();
    let shape = [&[0x13, 0, 0x0B, 0xF0][..], &(entry.len() as u32).to_le_bytes(), &entry].concat();
    let cases = [
        (0x00EC, shape, Layer::AltText),
        (0x0014, biff::long(WORD), Layer::HeaderFooter),
        (0x01B8, biff::wide(WORD), Layer::Hyperlink),
        (0x00AF, biff::wide(WORD), Layer::Scenario),
        (0x01BE, biff::wide(WORD), Layer::ValidationList),
    ];
    for (id, data, layer) in cases {
        let biff = Biff { records: vec![(id, data)], ..Biff::of(&[staff_of("x")]) };
        assert_found("xls", &biff.bytes(), layer);
    }
}

#[test]
fn the_texts_of_a_chart_on_a_sheet_are_its_cache() {
    let chart = [0, 6, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let title = [&[0, 0, WORD.len() as u8][..], &biff::wide(WORD)].concat();
    let records = vec![(0x0809, chart.to_vec()), (0x100D, title), (0x000A, vec![])];
    let biff = Biff { records, ..Biff::of(&[staff_of("x")]) };
    assert_found("xls", &biff.bytes(), Layer::ChartCache);
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
fn a_part_that_xlsb_shares_with_xlsx_is_read_as_there() {
    let cases = [
        ("docProps/core.xml", "<p><creator>@</creator></p>", Layer::Property),
        ("xl/drawings/drawing1.xml", "<d><t>@</t></d>", Layer::TextBox),
        ("xl/charts/chart1.xml", "<c><v>@</v></c>", Layer::ChartCache),
        ("xl/persons/person.xml", "<p><person displayName='@'/></p>", Layer::Property),
        ("xl/threadedComments/c1.xml", "<c><text>@</text></c>", Layer::Comment),
        ("customXml/item1.xml", "<c>@</c>", Layer::CustomXml),
    ];
    for (name, markup, layer) in cases {
        let part = markup.replace('@', WORD).into_bytes();
        let parts = vec![(name.to_owned(), part)];
        assert_found("xlsb", &Xlsb { parts, ..Xlsb::of(&[staff_of("x")]) }.bytes(), layer);
    }
}
