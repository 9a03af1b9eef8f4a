//! What is kept of other places: pivot caches, links, slicers, logs.

use foilint::document::Layer;

use super::common::archive::Entry;
use super::common::legacy::{WORD, staff_of};
use super::common::pivot::Cache;
use super::common::sink::Everything;
use super::common::xlsb::{Xlsb, cell, formula, records, relations, rich, row, text};
use super::{assert_found, everything, plain, with};

/// B03. X13 in xlsb: a value that stands in the record, and one that is an item.
#[test]
fn the_records_of_a_pivot_cache_are_found() {
    let cache = |items, records| Cache { sheet: "Leavers", user: "", items, records };
    let planted = Xlsb { parts: cache(vec![WORD], vec![(0, 41.0)]).parts(), ..plain() };
    assert_found(&planted, Layer::PivotCache, "pivot cache 1!A1", &plain());
}

/// X14 in xlsb: an item that no record has any more, and a cache without records.
#[test]
fn the_items_of_a_pivot_cache_are_found_without_their_records() {
    let cache =
        Cache { sheet: "Leavers", user: "", items: vec!["y", WORD], records: vec![(0, 1.0)] };
    let planted = Xlsb { parts: cache.parts(), ..plain() };
    assert_found(&planted, Layer::PivotCache, "pivot cache 1!A2", &plain());
    let planted = Xlsb { parts: cache.parts()[..1].to_vec(), ..plain() };
    assert_found(&planted, Layer::PivotCache, "pivot cache 1!A2", &plain());
}

/// X15 in xlsb.
#[test]
fn who_refreshed_a_pivot_cache_is_told() {
    let cache = |user| Cache { sheet: "Staff", user, items: vec![], records: vec![] };
    let planted = Xlsb { parts: cache(WORD).parts(), ..plain() };
    assert_found(&planted, Layer::Property, "pivot cache 1 refreshed by", &plain());
}

/// X16 in xlsb: nothing refers to these parts, and what they are is said in a remark.
#[test]
fn a_pivot_cache_of_a_sheet_that_is_gone_says_so() {
    let cache = Cache { sheet: "Leavers", user: "", items: vec![WORD], records: vec![(0, 1.0)] };
    let found = everything(&Xlsb { parts: cache.parts(), ..plain() });
    let container = found.containers.iter().find(|it| it.1 == Layer::PivotCache).expect("a cache");
    let remark = "no sheet shows them: the source sheet is no longer in the file";
    assert_eq!(container.2.as_deref(), Some(remark));
}

/// X13 in xlsb: records of which each value is a record of its own.
#[test]
fn a_record_of_a_pivot_cache_in_pieces_is_found() {
    let cache = Cache { sheet: "Leavers", user: "", items: vec!["y"], records: vec![] };
    let rows = [(0xC1, vec![0; 4]), (0x22, vec![]), (0x18, text(WORD)), (0xC2, vec![])];
    let mut parts = cache.parts();
    parts[1].1 = records(&rows);
    let planted = Xlsb { parts, ..plain() };
    assert_found(&planted, Layer::PivotCache, "pivot cache 1!A1", &plain());
}

/// X17 in xlsb.
#[test]
fn the_items_of_a_slicer_are_found() {
    let cache = |it: &str| {
        let items = records(&[(0x433, vec![0; 8]), (0x448, text(it)), (0x434, vec![])]);
        with("xl/slicerCaches/slicerCache1.bin", items)
    };
    let at = "xl/slicerCaches/slicerCache1.bin line 1";
    assert_found(&cache(WORD), Layer::SlicerCache, at, &cache(""));
}

/// X18 in xlsb.
#[test]
fn the_caption_of_an_item_of_a_pivot_table_is_found() {
    let table = |caption: &[u8]| {
        let item = [&[0; 7][..], caption].concat();
        let name = [&[0; 34][..], &text("PivotTable1")].concat();
        let part = records(&[(0x118, name), (0x11A, item), (0x119, vec![])]);
        with("xl/pivotTables/pivotTable1.bin", part)
    };
    let at = "xl/pivotTables/pivotTable1.bin line 1";
    assert_found(&table(&text(WORD)), Layer::PivotCache, at, &table(&[]));
}

/// A link of a kind with records in it, and the place that it leads to.
fn link(kind: u8, texts: [&str; 2], inner: &[(u16, Vec<u8>)], target: &str) -> Xlsb {
    let begin = [&[kind, 0][..], &text(texts[0]), &text(texts[1])].concat();
    let part = [&[(0x168, begin)], inner, &[(0x24C, vec![])]].concat();
    let relation = String::from_utf8(relations(&[("rId1", "externalLinkPath", target)]));
    let relation = relation.expect("text").replace("/></", " TargetMode='External'/></");
    let mut link = with("xl/externalLinks/externalLink1.bin", records(&part));
    link.parts.push(("xl/externalLinks/_rels/externalLink1.bin.rels".into(), relation.into()));
    link
}

/// B04. X19 in xlsb.
#[test]
fn the_cached_cells_of_another_workbook_are_found() {
    let linked = |it: &str| {
        let sheets = [&1_u32.to_le_bytes()[..], &text("Pay")].concat();
        let cell = [&2_u32.to_le_bytes()[..], &text(it)].concat();
        let (row, table) = (4_u32.to_le_bytes().to_vec(), vec![0; 5]);
        let inner = [(0x167, sheets), (0x16B, table), (0x16E, row), (0x173, cell), (0x16C, vec![])];
        link(0, ["rId1", ""], &inner, "annex.xlsb")
    };
    assert_found(&linked(WORD), Layer::ExternalCache, "[annex.xlsb]Pay!C5", &plain());
}

/// X20 in xlsb: where a link leads, and the sheets there.
#[test]
fn where_a_link_leads_is_told() {
    let path = format!("file:///S:/{WORD}/annex.xlsb");
    let at = "xl/externalLinks/externalLink1.bin target";
    assert_found(&link(0, ["rId1", ""], &[], &path), Layer::ExternalCache, at, &plain());
    let sheets = [&1_u32.to_le_bytes()[..], &text(WORD)].concat();
    let named = link(0, ["rId1", ""], &[(0x167, sheets)], "annex.xlsb");
    let at = "xl/externalLinks/externalLink1.bin sheet name";
    assert_found(&named, Layer::ExternalCache, at, &plain());
}

/// X21 in xlsb: the service, the topic, an item and a value of another program.
#[test]
fn what_another_program_gave_is_told() {
    let part = "xl/externalLinks/externalLink1.bin";
    let cases = [
        ([WORD, "topic"], vec![], "service"),
        (["service", WORD], vec![], "topic"),
        (["service", "topic"], vec![(0x241, text(WORD))], "item"),
        (["service", "topic"], vec![(0x246, text(WORD))], "value"),
    ];
    for (texts, inner, what) in cases {
        let planted = link(1, texts, &inner, "other");
        assert_found(&planted, Layer::ExternalCache, &format!("{part} {what}"), &plain());
    }
}

/// X20 in xlsb: a name of another workbook that stands for a text.
#[test]
fn a_name_of_another_workbook_is_told_with_its_text() {
    let inner = [(0x241, text("Lead")), (0x24B, formula(WORD))];
    let at = "xl/externalLinks/externalLink1.bin defined name";
    assert_found(&link(0, ["rId1", ""], &inner, "annex.xlsb"), Layer::ExternalCache, at, &plain());
}

/// The log of a change of the cell B3, with these values.
fn log(kinds: u8, values: &[Vec<u8>]) -> Vec<u8> {
    let cell =
        [&[0; 14][..], &2_u32.to_le_bytes(), &1_u32.to_le_bytes(), &[kinds], &[0; 9]].concat();
    let begin = records(&[(0x199, cell)]);
    let end = records(&[(0x19A, vec![]), (0x193, vec![])]);
    [begin, values.concat(), end].concat()
}

/// B04. X27 in xlsb: what was in a cell before and after.
#[test]
fn the_old_and_the_new_value_of_a_shared_workbook_are_found() {
    let part = "xl/revisions/revisionLog1.bin";
    let (old, new) = (cell(1, 0, WORD), cell(1, 0, "y"));
    let both = 3 | 3 << 3;
    let planted = with(part, log(both, &[old.clone(), new.clone()]));
    assert_found(&planted, Layer::Revision, &format!("{part} B3 before"), &plain());
    let planted = with(part, log(both, &[new, old.clone()]));
    assert_found(&planted, Layer::Revision, &format!("{part} B3 after"), &plain());
    let planted = with(part, log(3 << 3, std::slice::from_ref(&old)));
    assert_found(&planted, Layer::Revision, &format!("{part} B3 before"), &plain());
    let planted = with(part, log(3, &[old]));
    assert_found(&planted, Layer::Revision, &format!("{part} B3 after"), &plain());
}

/// X27 in xlsb: a number of a log is read as well.
#[test]
fn a_number_of_a_log_is_found() {
    let number = [&[1, 0, 0, 0, 0, 0, 0, 0][..], &9_990_001_f64.to_le_bytes()].concat();
    let found =
        everything(&with("xl/revisions/revisionLog1.bin", log(2, &[records(&[(0x05, number)])])));
    assert_eq!(found.texts(Layer::Revision), ["9990001"]);
    assert_eq!(found.gaps, []);
}

/// X27 in xlsb: who made the changes, and who shares the workbook.
#[test]
fn the_people_of_a_shared_workbook_are_told() {
    let header = [&[0; 48][..], &text(WORD), &text("rId1"), &[0; 8]].concat();
    let list = records(&[(0x19B, header), (0x193, vec![])]);
    let at = "xl/revisions/revisionHeaders.bin line 1";
    let planted = with("xl/revisions/revisionHeaders.bin", list.clone());
    assert_found(&planted, Layer::Revision, at, &plain());

    let mut told = with("xl/revisions/revisionHeaders.bin", list);
    let relation = relations(&[("rId1", "revisionLog", "revisionLog1.bin")]);
    told.parts.push(("xl/revisions/_rels/revisionHeaders.bin.rels".to_owned(), relation));
    told.parts.push(("xl/revisions/revisionLog1.bin".to_owned(), log(3, &[cell(1, 0, "y")])));
    let places: Vec<String> = everything(&told).fragments.iter().map(super::place).collect();
    assert!(places.contains(&"xl/revisions/revisionLog1.bin changed by".to_owned()), "{places:?}");

    let user = [&[0; 28][..], &text(WORD)].concat();
    let users = records(&[(0x191, vec![0; 4]), (0x190, user), (0x192, vec![])]);
    let at = "xl/revisions/userNames.bin line 1";
    assert_found(&with("xl/revisions/userNames.bin", users), Layer::Revision, at, &plain());
}

/// X50 in xlsb.
#[test]
fn a_sheet_that_no_workbook_lists_is_an_orphan() {
    let bytes = [
        records(&[(0x81, vec![]), (0x91, vec![])]),
        row(4, 300, 0),
        cell(1, 0, WORD),
        records(&[(0x92, vec![]), (0x82, vec![])]),
    ];
    let planted = with("xl/worksheets/sheet9.bin", bytes.concat());
    assert_found(&planted, Layer::OrphanPart, "xl/worksheets/sheet9.bin!B5", &plain());
}

/// X51 in xlsb: a sheet that was left behind between the parts.
#[test]
fn a_sheet_that_the_directory_does_not_list_is_an_orphan() {
    let bytes = [
        records(&[(0x81, vec![]), (0x91, vec![])]),
        row(4, 300, 0),
        cell(1, 0, WORD),
        records(&[(0x92, vec![]), (0x82, vec![])]),
    ];
    let entry = Entry::stored("xl/worksheets/sheet9.bin", &bytes.concat());
    let found = Everything::of("reply", &plain().archive(&[entry.unlisted()]));
    assert_eq!(found.layers_of(WORD), [Layer::OrphanPart]);
    assert_eq!(found.gaps.len(), 1, "an archive that contradicts itself");
}

/// X16 in xlsb: strings of a workbook that is gone.
#[test]
fn shared_texts_that_no_workbook_refers_to_are_orphans() {
    let strings = records(&[(0x9F, vec![0; 8]), (0x13, rich(WORD)), (0xA0, vec![])]);
    let planted = with("xl/old/sharedStrings.bin", strings);
    assert_found(
        &planted,
        Layer::OrphanString,
        "shared strings line 1",
        &Xlsb::of(&[staff_of("x")]),
    );
}
