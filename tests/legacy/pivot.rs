//! Pivot caches: the records, what no record refers to, and where they come from.

use std::slice;

use foilint::document::{Layer, Reason};

use super::common::biff::{self, Biff};
use super::common::legacy::{WORD, read, staff_of};
use super::common::pivot::Cache;
use super::common::sink::Everything;
use super::common::table::{Sheet, State};
use super::common::xlsb::{self, Xlsb};

fn cache() -> Cache {
    let items = vec![WORD, "Kim Test", "Lee Example"];
    Cache { sheet: "Staff", user: "J Sample", items, records: vec![(1, 41.0), (0, 52.0)] }
}

/// What is read of a cache in a workbook of this sheet, in both formats.
fn everywhere(cache: &Cache, sheet: &Sheet) -> [Everything; 2] {
    let streams = vec![("/_SX_DB_CUR/0001".to_owned(), cache.stream())];
    let xls = Biff { streams, globals: cache.source(), ..Biff::of(slice::from_ref(sheet)) };
    let xlsb = Xlsb { parts: cache.parts(), ..Xlsb::of(slice::from_ref(sheet)) };
    [read("xls", &xls.bytes()), read("xlsb", &xlsb.bytes())]
}

/// S04.
#[test]
fn the_records_of_a_pivot_cache_are_found_below_the_names_of_its_fields() {
    for found in everywhere(&cache(), &staff_of("x")) {
        let cells = found.fragments.iter().filter(|it| it.layer == Layer::PivotCache);
        let cells: Vec<_> = cells.map(|it| (it.at, it.text.as_str())).collect();
        let expected = [
            ((1, 1), "Kim Test"),
            ((1, 2), "41"),
            ((2, 1), WORD),
            ((2, 2), "52"),
            ((3, 1), "Lee Example"), // no record refers to it
        ];
        assert_eq!(cells, expected, "{:?}", found.format);
        let headings: Vec<_> = found.headings.iter().filter(|it| it.0 == "pivot cache 1").collect();
        assert_eq!(headings.len(), 1, "{:?}", found.format);
        assert_eq!((headings[0].1.of(1), headings[0].1.of(2)), (Some("Name"), Some("Age")));
        assert_eq!(found.gaps, [], "{:?}", found.format);
        let user = found.fragments.iter().find(|it| it.text == "J Sample").expect("the user");
        assert_eq!((user.layer, user.named.as_str()), (Layer::Property, "refreshed by"));
    }
}

/// S04.
#[test]
fn a_pivot_cache_says_what_became_of_its_source() {
    let gone = Cache { sheet: "Leavers", ..cache() };
    let cases = [
        (cache(), staff_of("x"), "the source sheet is in the file"),
        (
            cache(),
            staff_of("x").state(State::Hidden),
            "no sheet that is seen shows them: the source sheet is hidden",
        ),
        (gone, staff_of("x"), "no sheet shows them: the source sheet is no longer in the file"),
    ];
    for (cache, sheet, remark) in cases {
        for found in everywhere(&cache, &sheet) {
            let container = found.containers.iter().find(|it| it.1 == Layer::PivotCache);
            let said = container.and_then(|it| it.2.as_deref());
            assert_eq!(said, Some(remark), "{:?}", found.format);
        }
    }
}

/// S04.
#[test]
fn a_pivot_cache_without_records_still_has_its_items() {
    for found in everywhere(&Cache { records: vec![], ..cache() }, &staff_of("x")) {
        assert_eq!(found.texts(Layer::PivotCache), [WORD, "Kim Test", "Lee Example"]);
        assert_eq!(found.gaps, []);
    }
}

/// S04.
#[test]
fn a_pivot_cache_that_is_cut_off_is_a_gap_and_keeps_what_came_before() {
    let mut stream = cache().stream();
    stream.truncate(stream.len() - 6);
    let streams = vec![("/_SX_DB_CUR/0001".to_owned(), stream)];
    let found = read("xls", &Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes());
    assert!(found.layers_of(WORD).contains(&Layer::PivotCache));
    assert_eq!(found.gaps[0].reason, Reason::Truncated);
}

#[test]
fn records_without_their_definition_are_a_gap_and_scanned() {
    let part = xlsb::records(&[(0xC1, vec![0; 4]), (0x21, xlsb::text(WORD)), (0xC2, vec![])]);
    let parts = vec![("xl/pivotCache/pivotCacheRecords1.bin".to_owned(), part)];
    let found = read("xlsb", &Xlsb { parts, ..Xlsb::of(&[staff_of("x")]) }.bytes());
    assert_eq!(found.layers_of(WORD), [Layer::PivotCache]);
    assert_eq!(found.gaps.len(), 1);
}

/// S04.
#[test]
fn the_caption_of_a_pivot_table_is_found_and_its_absence_is_quiet() {
    let item = |caption: &[u8]| {
        let records = vec![(0x00B2, [&[0; 6][..], caption].concat())];
        read("xls", &Biff { records, ..Biff::of(&[staff_of("x")]) }.bytes())
    };
    assert_eq!(item(&biff::long(WORD)).layers_of(WORD), [Layer::PivotCache]);
    assert_eq!(item(&[0xFF, 0xFF]).texts(Layer::PivotCache), Vec::<&str>::new());

    let item = [&[0; 7][..], &xlsb::text(WORD)].concat();
    let table = [
        xlsb::record(0x118, &xlsb::text("PivotTable1")),
        xlsb::record(0x11A, &item),
        xlsb::record(0x119, &[]),
    ];
    let parts = vec![("xl/pivotTables/pivotTable1.bin".to_owned(), table.concat())];
    let found = read("xlsb", &Xlsb { parts, ..Xlsb::of(&[staff_of("x")]) }.bytes());
    assert_eq!(found.texts(Layer::PivotCache), [WORD]);
    assert_eq!(found.gaps, []);
}
