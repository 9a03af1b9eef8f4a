//! The parts of records beside the sheets.

use foilint::document::{Layer, Reason};

use super::common::legacy::WORD;
use super::common::xlsb::{commented, record, records, text};
use super::{Xlsb, assert_found, everything, plain, with};

/// B04. X25 in xlsb: a comment and its author.
#[test]
fn a_comment_is_found_with_its_author() {
    let comment = |author, it| Xlsb { parts: commented(2, 1, author, it), ..plain() };
    assert_found(&comment("", WORD), Layer::Comment, "comments of Staff B3", &plain());
    assert_found(&comment(WORD, "old"), Layer::Comment, "comments of Staff B3", &plain());
}

/// A part between its first and its last record.
fn part(name: &str, ends: (u16, u16), inner: (u16, Vec<u8>)) -> Xlsb {
    with(name, records(&[(ends.0, vec![]), inner, (ends.1, vec![])]))
}

/// B04. X24, X32 and X46 in xlsb.
#[test]
fn the_texts_of_the_records_of_a_part_are_found() {
    let cases = [
        ("xl/connections.bin", (0x1AD, 0x1AE), 0xC9, Layer::Connection),
        ("xl/tables/tableSingleCells1.bin", (0x155, 0x156), 0x159, Layer::CustomXml),
        ("xl/metadata.bin", (0x14C, 0x14D), 0x35, Layer::ExternalCache),
        ("xl/volatileDependencies.bin", (0x202, 0x203), 0x20A, Layer::ExternalCache),
        ("xl/slicers/slicer1.bin", (0x45B, 0x45C), 0x43B, Layer::TextBox),
    ];
    for (name, ends, id, layer) in cases {
        let planted = part(name, ends, (id, [&[0; 9][..], &text(WORD)].concat()));
        assert_found(
            &planted,
            layer,
            &format!("{name} line 1"),
            &part(name, ends, (id, vec![0; 9])),
        );
    }
}

/// X24 in xlsb: a connection is told as it is on the wire.
#[test]
fn a_query_is_found_by_its_name() {
    let query = |name: &str| {
        let begin = [&[0; 12][..], &text(name)].concat();
        with("xl/queryTables/queryTable1.bin", records(&[(0x1BF, begin), (0x1C0, vec![])]))
    };
    let at = "xl/queryTables/queryTable1.bin line 1";
    assert_found(&query(WORD), Layer::Connection, at, &query(""));
}

/// X32 in xlsb: the comment of a table; its columns are the cells of its heading.
#[test]
fn the_comment_of_a_table_is_told() {
    let table = |comment: &str| {
        let begin = [&[0; 64][..], &text(""), &text(""), &text(comment), &[0xFF; 12]].concat();
        let part = records(&[(0x157, begin), (0x158, vec![])]);
        with("xl/tables/table1.bin", part)
    };
    assert_found(&table(WORD), Layer::Property, "xl/tables/table1.bin line 1", &table(""));
}

/// X03 in xlsb: parts that hold no text are no gap.
#[test]
fn a_part_without_text_is_passed() {
    for (name, bytes) in [
        ("xl/calcChain.bin", records(&[(0x210, vec![]), (0x3F, vec![0; 8]), (0x211, vec![])])),
        ("xl/worksheets/binaryIndex1.bin", records(&[(0x2A, vec![0; 9]), (0x28, vec![0; 9])])),
    ] {
        let found = everything(&with(name, bytes));
        assert_eq!((found.gaps, found.fragments.len()), (vec![], 1), "{name}");
    }
}

/// X23 in xlsb.
#[test]
fn a_data_model_is_a_gap() {
    let found = everything(&with("xl/model/item.data", WORD));
    assert_eq!(found.gaps.len(), 1);
    assert_eq!(found.gaps[0].reason, Reason::DataModel);
}

/// X51 in xlsb: a part that nobody has heard of is a gap, and is scanned.
#[test]
fn a_part_that_nobody_knows_is_a_gap_and_is_scanned() {
    for bytes in [text(WORD), record(0x1FFF, &text(WORD)), [b"invented ", WORD.as_bytes()].concat()]
    {
        let found = everything(&with("xl/invented/part1.bin", bytes));
        assert_eq!(found.layers_of(WORD), [Layer::UnknownPart]);
        assert_eq!(found.gaps.len(), 1);
        assert_eq!(found.gaps[0].part, "xl/invented/part1.bin");
    }
}
