//! Workbooks of Excel 5 and 95: sheets, rows, names and texts in a code page.

use foilint::document::{Layer, Reason};

use super::common::biff5::{self, Biff5};
use super::common::legacy::{WORD, assert_found, read};

fn staff() -> Biff5 {
    Biff5 { texts: vec![b"Name", WORD.as_bytes(), b"Ren\xE9"], ..Biff5::default() }
}

/// S17.
#[test]
fn a_sheet_of_excel_5_is_read_with_its_letters() {
    let found = read("xls", &staff().bytes());
    assert_eq!(found.texts(Layer::Body), ["Name", WORD, "René"]);
    assert_eq!((found.fragments.len(), found.gaps), (3, vec![]));
}

/// S01, S02.
#[test]
fn what_excel_5_hides_is_hidden() {
    let hidden = Biff5 { is_hidden: true, ..staff() };
    assert_found("xls", &hidden.bytes(), Layer::HiddenSheet);
    let hidden = Biff5 { hidden_row: Some(2), ..staff() };
    assert_found("xls", &hidden.bytes(), Layer::HiddenRow);
    assert_eq!(read("xls", &hidden.bytes()).texts(Layer::Body), ["Name", "René"]);
}

/// S06, S07, S10.
#[test]
fn texts_beside_the_cells_of_excel_5_lie_in_layers_of_their_own() {
    let word = WORD.as_bytes();
    let note = [&[0, 0, 0, 0, word.len() as u8, 0][..], word].concat();
    let cases = [
        (vec![(0x005C, biff5::short(word))], vec![], Layer::Property),
        (vec![biff5::name(b"Lead", word)], vec![], Layer::DefinedName),
        (vec![], vec![(0x0014, biff5::short(word))], Layer::HeaderFooter),
        (vec![], vec![(0x001C, note)], Layer::Comment),
    ];
    for (globals, records, layer) in cases {
        let biff = Biff5 { texts: vec![b"x"], globals, records, ..Biff5::default() };
        assert_found("xls", &biff.bytes(), layer);
    }
}

/// S13.
#[test]
fn a_module_of_excel_5_is_scanned_and_a_gap() {
    let records = vec![(0x00AE, WORD.as_bytes().to_vec())];
    let found = read("xls", &Biff5 { kind: 6, records, ..Biff5::default() }.bytes());
    assert_eq!(found.layers_of(WORD), [Layer::Macro]);
    assert_eq!(found.gaps[0].reason, Reason::NotInThisVersion("macro modules of Excel 5"));
}
