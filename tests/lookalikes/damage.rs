//! Look-alikes that are cut off, changed or hostile.

use foilint::document::{Layer, Reason};

use crate::common::legacy::{WORD, staff};
use crate::common::lookalike::Spreadsheetml;
use crate::common::ods::Ods;
use crate::common::sink::Everything;
use crate::common::table::{Sheet, State};
use crate::everywhere;

#[test]
fn a_file_that_is_cut_off_is_a_gap_with_what_came_before() {
    for (name, bytes) in everywhere(&[staff()]) {
        let text = String::from_utf8(bytes).expect("a text");
        let at = text.find("Total").unwrap_or(text.len() - 20);
        let found = Everything::of(name, &text.as_bytes()[..at]);
        assert!(found.gaps.iter().all(|gap| gap.reason == Reason::Truncated), "{name}");
        assert!(!found.gaps.is_empty() && !found.layers_of(WORD).is_empty(), "{name}");
    }
}

#[test]
fn entities_of_their_own_are_not_expanded() {
    let bomb = "<!DOCTYPE a [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
    for (name, bytes) in everywhere(&[staff()]).into_iter().filter(|it| it.0 != "a.mht") {
        let text = String::from_utf8(bytes).expect("a text");
        let root =
            text.find(['W', 'h', 'o']).map_or(0, |_| text.rfind("?>").map_or(0, |at| at + 2));
        let text = format!("{}{bomb}{}", &text[..root], &text[root..]).replace("41", "&b;");
        let found = Everything::of(name, text.as_bytes());
        assert!(found.layers_of("xxxxxxxxxxxx").is_empty(), "{name}");
        assert!(
            name == "a.html" || found.gaps[0].reason.name() == "malformed",
            "{name}: {found:?}"
        );
    }
}

#[test]
fn no_reader_fails_however_a_byte_is_changed() {
    let sylk = b"ID;PWXL\nF;W1 1 0\nC;Y1;X1;K\"Bay\";AZo\x1b :\nNN;Na;E\"b\"\nE\n".to_vec();
    let dif = b"TABLE\n0,1\n\"a\"\nDATA\n0,0\n\"\"\n-1,0\nBOT\n0,5\nV\n-1,0\nEOD\n".to_vec();
    let owner = [&[3_u8][..], b"Bay", &[b' '; 50], &[3, 0, b'B', 0, b'a', 0, b'y', 0]].concat();
    let mut files = everywhere(&[Sheet::of("A", &[&["Bay", "1"]]).state(State::Hidden)]);
    files.extend([("a.slk", sylk), ("a.dif", dif), ("~$a.xlsx", owner)]);
    for (name, bytes) in files {
        for at in 0..bytes.len() {
            for value in [0, b'<', b'"', b'=', 0x80, bytes[at] ^ 1] {
                let mut changed = bytes.clone();
                changed[at] = value;
                let found = Everything::of(name, &changed);
                let failed = found.gaps.iter().any(|gap| gap.reason == Reason::ReaderFailed);
                assert!(!failed, "{name}: {value} at {at}");
            }
        }
    }
}

#[test]
fn numbers_beyond_any_sheet_are_no_harm() {
    let most = u32::MAX;
    let data = |text: &str| format!("<Data ss:Type='String'>{text}</Data>");
    let mut book = Spreadsheetml::of(&[staff()]);
    book.row = format!(
        "<Column ss:Index='{most}' ss:Span='{most}' ss:Hidden='1'/><Row ss:Index='{most}' \
         ss:Span='{most}'><Cell ss:Index='{most}' ss:MergeDown='{most}' ss:MergeAcross='{most}'>\
         {}</Cell><Cell>{}</Cell></Row><Row><Cell ss:Index='9'>{}</Cell></Row>",
        data("a"),
        data("b"),
        data("c")
    );
    let found = Everything::of("a.xml", book.text().as_bytes());
    assert_eq!((found.layers_of(WORD), &found.gaps[..]), (vec![Layer::Body], &[][..]));
    let mut ods = Ods::of(&[staff()]);
    let cell = |text: &str| {
        format!(
            "<table:table-cell table:number-columns-repeated='{most}'><text:p>{text}</text:p></table:table-cell>"
        )
    };
    ods.row = format!(
        "<table:table-column table:number-columns-repeated='{most}' table:visibility='collapse'/>\
         <table:table-row table:number-rows-repeated='{most}'>{}{}</table:table-row>",
        cell("a"),
        cell("b")
    );
    let found = Everything::of("a.fods", ods.flat().as_bytes());
    assert_eq!(found.layers_of(WORD), [Layer::Body]);
    assert!(found.gaps.iter().all(|it| matches!(it.reason, Reason::TooLarge { .. })));
}
