//! Damage gives a gap; what came before it stays, and nothing panics.

use foilint::document::{Layer, Reason};

use crate::common::sink::Everything;
use crate::common::workbook::{Pivot, Sheet, pack};
use crate::{TABLE, assert_in, plain, read};

/// Reads bytes if any format fits, and asserts that no reader panicked.
#[track_caller]
fn calm(what: &str, bytes: &[u8]) {
    let artefact = foilint::artefact::Artefact::new("reply.xlsx", bytes);
    if foilint::read::format_of(&artefact).is_some() {
        let everything = Everything::of("reply.xlsx", bytes);
        assert!(everything.gaps.iter().all(|it| it.reason != Reason::ReaderFailed), "{what}");
    }
}

#[test]
fn a_reference_to_a_text_that_is_not_there_is_a_gap() {
    let sheet = "<worksheet><sheetData><row><c t='s'><v>99</v></c><c t='s'><v>0</v></c></row></sheetData></worksheet>";
    let everything = read(&plain().part("xl/worksheets/sheet1.xml", sheet));
    assert!(matches!(everything.gaps[0].reason, Reason::Malformed { .. }), "{everything:?}");
}

#[test]
fn an_entity_of_its_own_is_a_gap_and_what_came_before_stays() {
    let sheet = "<worksheet><sheetData><row><c t='str'><v>Planted</v></c><c t='str'><v>&own;</v></c></row></sheetData></worksheet>";
    let everything = read(&plain().part("xl/worksheets/sheet1.xml", sheet));
    assert_in(&everything, "Planted", Layer::Body);
    assert!(matches!(everything.gaps[0].reason, Reason::Malformed { .. }));
}

#[test]
fn a_sheet_that_is_cut_off_is_a_gap_and_the_next_is_read() {
    let sheet = "<worksheet><sheetData><row><c t='str'><v>Planted</v></c><c t='str'><v>lo";
    let workbook = plain().sheet("Next", [["Later"]]).part("xl/worksheets/sheet1.xml", sheet);
    let everything = read(&workbook);
    assert_in(&everything, "Planted", Layer::Body);
    assert_in(&everything, "Later", Layer::Body);
    let gap = &everything.gaps[0];
    assert_eq!((gap.part.as_str(), &gap.reason), ("xl/worksheets/sheet1.xml", &Reason::Truncated));
}

#[test]
fn a_part_that_is_missing_is_a_gap() {
    let everything = read(&plain().without("xl/worksheets/sheet1.xml"));
    assert_eq!(everything.gaps.len(), 1);
}

#[test]
fn damage_anywhere_gives_a_gap_or_other_words_and_never_a_panic() {
    let workbook = plain()
        .hidden_sheet("SAP", TABLE)
        .pivot(Pivot::of("SAP", ["Surname", "Rank"], TABLE))
        .external("file:///x.xlsx", "Staff", TABLE)
        .add(Sheet::new("Notes").rows(TABLE).comment("B7", "J", "text").filter("A1:B3", "x"))
        .add(
            Sheet::new("Far")
                .rows(TABLE)
                .after("<mergeCells><mergeCell ref='A1:B2'/></mergeCells>"),
        )
        .part(
            "xl/charts/chart1.xml",
            "<chartSpace><strRef><f>A!A1</f><v>x</v></strRef></chartSpace>",
        )
        .part(
            "xl/drawings/drawing1.xml",
            "<wsDr><sp><cNvPr hidden='1' name='x'/><p><t>x</t></p></sp></wsDr>",
        )
        .part("xl/revisions/log1.xml", "<revisions><rcc><oc r='A1'><v>x</v></oc></rcc></revisions>")
        .part(
            "_xmlsignatures/sig1.xml",
            "<Signature><X509Certificate>eA==</X509Certificate></Signature>",
        );
    let whole = workbook.parts();
    for (index, (name, bytes)) in whole.iter().enumerate() {
        for at in (0..bytes.len()).step_by(bytes.len() / 24 + 1) {
            let mut parts = whole.clone();
            parts[index].1.truncate(at);
            calm(name, &pack(&parts));
            for byte in [b'<', b'"', 0, 0xFF] {
                parts[index].1 = bytes.clone();
                parts[index].1[at] = byte;
                calm(name, &pack(&parts));
            }
        }
    }
}

#[test]
fn a_file_that_is_cut_off_is_no_workbook_or_has_a_gap() {
    let whole = plain().zip();
    for length in (0..whole.len()).step_by(97) {
        calm("cut off", &whole[..length]);
    }
}
