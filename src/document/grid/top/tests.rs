//! First rows of tables and where their heading is.

use super::*;

fn cells_of(rows: &[(u32, &[&str])]) -> Vec<Cell> {
    let cell = |row, column, text: &str| Cell {
        row,
        column,
        layer: Layer::Body,
        within: None,
        shared: None,
        text: text.to_owned(),
    };
    rows.iter()
        .flat_map(|(row, texts)| (1..).zip(*texts).map(|(column, text)| cell(*row, column, text)))
        .filter(|cell| !cell.text.is_empty())
        .collect()
}

fn found(rows: &[(u32, &[&str])]) -> Option<(Vec<String>, u32)> {
    headings(&cells_of(rows)).map(|found| (found.texts.clone(), found.last_row))
}

#[test]
fn the_heading_is_found_below_titles_and_blank_rows() {
    let sheet: &[(u32, &[&str])] = &[
        (1, &["Answer to request 12/2026"]),
        (2, &["Correct on 31 March 2026"]),
        (5, &["Surname", "Initial", "Rank"]),
        (6, &["Sample", "J", "Sergeant"]),
        (7, &["Test", "K", "Constable"]),
    ];
    let (texts, row) = found(sheet).expect("row 5 is a heading");
    assert_eq!((texts, row), (vec!["Surname".into(), "Initial".into(), "Rank".into()], 5));
}

#[test]
fn two_rows_are_read_as_one_heading() {
    let sheet: &[(u32, &[&str])] = &[
        (1, &["Officer", "", "Rank", "Home"]),
        (2, &["Surname", "Initials", "Grade", "Address"]),
        (3, &["Sample", "J", "Sergeant", "1 High Street"]),
    ];
    let (texts, row) = found(sheet).expect("rows 1 and 2 are a heading");
    assert_eq!(texts, ["Surname", "Initials", "Grade", "Address"]);
    assert_eq!(row, 2);
}

#[test]
fn halves_of_headings_are_read_together() {
    let sheet: &[(u32, &[&str])] = &[
        (1, &["Staff moves of 2026"]),
        (3, &["Family", "First", "Staff", "Date of", "File"]),
        (4, &["name", "name", "number", "birth", "name"]),
        (5, &["Sample", "Jane", "900001", "01/02/1980", "a.doc"]),
    ];
    let (texts, row) = found(sheet).expect("rows 3 and 4 are a heading");
    assert_eq!(row, 4);
    let kinds: Vec<_> = texts.iter().map(|text| Kind::of(text)).collect();
    let expected =
        [Kind::Surname, Kind::Forename, Kind::StaffNumber, Kind::DateOfBirth, Kind::Thing];
    assert_eq!(kinds, expected.map(Some));
}

#[test]
fn a_heading_over_two_columns_is_read_with_each() {
    let sheet: &[(u32, &[&str])] = &[
        (1, &["Name", "", "Date of", ""]),
        (2, &["First", "Last", "Birth", "Leaving"]),
        (3, &["Jane", "Sample", "01/02/1980", "01/02/2020"]),
    ];
    let (texts, row) = found(sheet).expect("rows 1 and 2 are a heading");
    assert_eq!(
        (texts.join("|"), row),
        ("First Name|Last Name|Date of Birth|Date of Leaving".into(), 2)
    );
}

#[test]
fn a_title_that_sounds_like_a_heading_is_none() {
    let sheet: &[(u32, &[&str])] = &[
        (1, &["Rank of officers"]),
        (2, &["Force", "Rank", "Headcount"]),
        (3, &["Exampleshire", "Sergeant", "12"]),
    ];
    assert_eq!(found(sheet).map(|it| it.1), Some(2));
}

#[test]
fn words_above_numbers_are_a_heading_though_nobody_knows_them() {
    let sheet: &[(u32, &[&str])] =
        &[(1, &["Widgets", "Gadgets"]), (2, &["12", "7"]), (3, &["3", "9"])];
    assert_eq!(found(sheet).map(|it| it.1), Some(1));
}

#[test]
fn a_row_of_headings_below_a_blank_one_begins_another_table() {
    let staff: &[&str] = &["Surname", "Initial", "Rank"];
    let cells = |row| cells_of(&[(row, staff), (row + 1, &["Sample", "J", "Sergeant"])]);
    assert_eq!(headings_below(&cells(40)).map(|it| it.last_row), Some(40));
    let total = cells_of(&[(40, &["Total", "12", ""]), (41, &["Rank", "", ""])]);
    assert_eq!(headings_below(&total).map(|it| it.last_row), None, "a total is no heading");
}

#[test]
fn a_table_without_a_heading_has_none() {
    let sheet: &[(u32, &[&str])] =
        &[(1, &["Sample", "J", "Sergeant"]), (2, &["Test", "K", "Constable"])];
    assert_eq!(found(sheet), None);
}
