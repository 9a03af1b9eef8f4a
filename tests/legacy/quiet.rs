//! What an xls holds in places that often hide something, and tells nothing: quiet
//! twins of the planted words, and the places that have no test elsewhere.

use foilint::document::Layer;

use super::common::biff::{self, Biff, Record};
use super::common::legacy::{WORD, assert_found, read, staff, staff_of};
use super::common::table::State;

fn globals(records: Vec<Record>) -> Vec<u8> {
    Biff { globals: records, ..Biff::of(&[staff_of("x")]) }.bytes()
}

fn records(records: Vec<Record>) -> Vec<u8> {
    Biff { records, ..Biff::of(&[staff_of("x")]) }.bytes()
}

/// Asserts that nothing is found but the text of the one cell.
fn assert_quiet(bytes: &[u8], why: &str) {
    let found = read("xls", bytes);
    let texts: Vec<_> = found.fragments.iter().map(|it| it.text.as_str()).collect();
    assert_eq!((texts, found.gaps), (vec!["x"], vec![]), "{why}");
}

/// S01.
#[test]
fn a_macro_sheet_is_macro_code_with_its_cells_and_the_texts_of_its_formulas() {
    let formula = [&[0x17, WORD.len() as u8][..], &biff::wide(WORD)].concat();
    let cell = [&[4, 0, 1, 0, 0, 0][..], &[0; 14], &[formula.len() as u8, 0], &formula].concat();
    let mut workbook = Biff { records: vec![(0x0006, cell)], ..Biff::of(&[staff()]) }.workbook();
    let listed = workbook.windows(2).position(|it| it == [0x85, 0]).expect("a list of sheets");
    for state in [0, 1, 2] {
        workbook[listed + 8] = state;
        workbook[listed + 9] = 1; // a macro sheet
        let found = read("xls", &biff::compound(&[("/Workbook".to_owned(), workbook.clone())]));
        assert_eq!(found.layers_of(WORD), [Layer::Macro, Layer::Macro]);
        assert_eq!(found.gaps.len(), 1, "its formulas are not read");
    }
}

/// S03.
#[test]
fn a_filter_that_lets_everything_pass_is_quiet() {
    assert_quiet(&records(vec![(0x009D, vec![1, 0]), (0x009E, vec![0; 24])]), "no conditions");
}

/// S04.
#[test]
fn a_pivot_table_without_captions_is_quiet() {
    let captions = vec![(0x00B1, vec![0xFF; 10]), (0x00B2, vec![0xFF; 8])];
    assert_quiet(&records(captions), "captions that are those of the source");
}

/// S06.
#[test]
fn names_of_cells_and_blank_comments_are_quiet() {
    let area = [0x3B, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0];
    let comment = [&[0; 12][..], &[4, 0, 0, 0], &biff::wide("Lead"), &[0]].concat();
    assert_quiet(&globals(vec![biff::name_of("Area", 0, &area), (0x0894, comment)]), "a name");
}

/// S07.
#[test]
fn an_object_without_text_is_quiet() {
    let object = [&[0x15, 0, 0x12, 0, 8, 0, 1, 0][..], &[0; 14]].concat();
    assert_quiet(&records(vec![(0x005D, object), (0x01B6, vec![0; 18])]), "a picture");
}

/// S09.
#[test]
fn the_cells_of_a_custom_view_are_quiet() {
    let view = vec![(0x01AA, vec![0; 60]), (0x0014, vec![]), (0x01AB, vec![1, 0])];
    assert_quiet(&records(view), "a view without texts");
    let header = biff::long(WORD);
    let view = vec![(0x01AA, vec![0; 60]), (0x0014, header), (0x01AB, vec![1, 0])];
    assert_found("xls", &records(view), Layer::CustomView);
}

/// S10.
#[test]
fn a_workbook_that_names_nobody_is_quiet() {
    let blank = vec![b' '; 109];
    let user = [&[109, 0, 0][..], &blank].concat();
    assert_quiet(&globals(vec![(0x005C, user), (0x005B, vec![0; 6])]), "blanks");
}

/// S12.
#[test]
fn the_titles_of_the_parts_are_found_and_numbers_are_quiet() {
    let set = |value: &[u8]| {
        let mut bytes = biff::summary(13, "");
        bytes.truncate(bytes.len() - 8);
        bytes.extend(value);
        let streams = vec![("/\u{5}DocumentSummaryInformation".to_owned(), bytes)];
        Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes()
    };
    let title =
        |text: &str| [&(text.len() as u32 + 1).to_le_bytes()[..], text.as_bytes(), &[0]].concat();
    let titles = [&[0x1E, 0x10, 0, 0, 2, 0, 0, 0][..], &title("Staff"), &title(WORD)].concat();
    assert_found("xls", &set(&titles), Layer::Property);
    assert_eq!(read("xls", &set(&titles)).texts(Layer::Property), ["Staff", WORD]);
    assert_quiet(&set(&[3, 0, 0, 0, 9, 0, 0, 0]), "a number");
    assert_quiet(&set(&[0x1E, 0x10, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]), "a list that claims too much");
}

/// S12.
#[test]
fn a_custom_property_is_told_by_its_name_unless_it_is_the_programs_own() {
    let set = |name: &str| {
        let mut bytes = biff::summary(13, "");
        bytes[24] = 2; // sets: the second is that of the custom properties
        let second = bytes.len() as u32 + 20;
        bytes[44..48].copy_from_slice(&68_u32.to_le_bytes());
        bytes.splice(48..48, [&[0; 16][..], &second.to_le_bytes()].concat());
        let entry = [&2_u32.to_le_bytes()[..], &(name.len() as u32 + 1).to_le_bytes()].concat();
        let names = [&1_u32.to_le_bytes()[..], &entry, name.as_bytes(), &[0]].concat();
        let at = 24 + names.len() as u32;
        let places = [0, 24, 2, at].map(u32::to_le_bytes).concat();
        let value = [&[0x1E, 0, 0, 0][..], &(WORD.len() as u32).to_le_bytes(), WORD.as_bytes()];
        bytes.extend([&[0; 4][..], &[2, 0, 0, 0], &places, &names, &value.concat()].concat());
        let streams = vec![("/\u{5}DocumentSummaryInformation".to_owned(), bytes)];
        Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes()
    };
    assert_found("xls", &set("Checked by"), Layer::Property);
    let found = read("xls", &set("Checked by"));
    assert_eq!(found.fragments[1].named, "Checked by");
    assert_quiet(&set("AppVersion"), "the version of the program");
}

/// S13.
#[test]
fn streams_that_hold_no_text_are_quiet() {
    let names = ["/\u{1}CompObj", "/XCB"];
    let streams = names.map(|it| (it.to_owned(), WORD.as_bytes().to_vec())).to_vec();
    assert_quiet(&Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes(), "the program's own");
}

/// S14.
#[test]
fn conditions_scenarios_and_lists_without_texts_are_quiet() {
    let condition = [&[1, 3, 3, 0, 0, 0][..], &[0; 6], &[0x1E, 1, 0]].concat();
    let scenario = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0].to_vec();
    let cells = vec![(0x01B1, condition), (0x00AF, scenario), (0x01BE, vec![0; 40])];
    assert_quiet(&records(cells), "numbers");
}

/// S14.
#[test]
fn protection_is_told_and_a_name_that_a_program_gave_is_not() {
    let found = read("xls", &records(vec![(0x0012, vec![1, 0]), (0x01BA, biff::long(WORD))]));
    assert_eq!(found.layers_of(WORD), [Layer::Property]);
    assert_eq!(found.texts(Layer::Property).len(), 2);
    assert_quiet(&records(vec![(0x0012, vec![0, 0]), (0x01BA, biff::long("Sheet1"))]), "none");
}

/// S17.
#[test]
fn a_hidden_sheet_of_an_older_book_is_where_the_book_is() {
    let older = Biff::of(&[staff().state(State::Hidden)]).workbook();
    let streams = vec![("/Book".to_owned(), older)];
    assert_found("xls", &Biff { streams, ..Biff::of(&[staff_of("x")]) }.bytes(), Layer::OrphanPart);
}

/// X50 in xls, S11: a sheet that no list names, and bytes behind the last one.
#[test]
fn what_no_list_of_sheets_leads_to_is_found() {
    let listed = Biff::of(&[staff_of("x")]).workbook();
    let beginning = biff::record(0x0809, &[0, 6, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let text = [&[1, 0, 1, 0, 0, 0, WORD.len() as u8, 0, 0][..], WORD.as_bytes()].concat();
    let sheet = [beginning, biff::record(0x0204, &text), biff::record(0x000A, &[])].concat();
    let file = |behind: &[u8]| {
        let workbook = [&listed[..], behind].concat();
        biff::compound(&[("/Workbook".to_owned(), workbook)])
    };
    assert_found("xls", &file(&sheet), Layer::OrphanPart);
    assert_found("xls", &file(&[&[0; 8][..], WORD.as_bytes()].concat()), Layer::TrailingBytes);
    assert_quiet(&file(&[0; 64]), "zeros behind the last sheet");
}

/// A stream that names the program is passed; under its name nothing else is.
#[test]
fn a_stream_that_says_more_than_it_should_is_searched() {
    let beside = |name: &str, bytes: Vec<u8>| {
        Biff { streams: vec![(name.to_owned(), bytes)], ..Biff::of(&[staff_of("x")]) }.bytes()
    };
    let long = [WORD.as_bytes(), &[0; 600]].concat();
    assert_found("xls", &beside("/XCB", long), Layer::UnknownPart);
    assert_found("xls", &beside("/XCB/1", WORD.into()), Layer::UnknownPart);
    assert_quiet(&beside("/\u{1}CompObj", b"Microsoft Excel".into()), "the name of the program");
}
