//! A rule never sees a format: the same tables, written into every format that
//! can carry them, give the same findings.

mod common;

use std::collections::BTreeSet;

use foilint::artefact::Artefact;
use foilint::read::Limits;
use foilint::report::{Engine, Settings, check};
use foilint::rule::{Rules, Severity};

use common::biff::{self, Biff};
use common::books::{workbooks, xlsx};
use common::incidents::{STAFF_HEADINGS, allowances, honours, staff};
use common::legacy::read;
use common::ods::Ods;
use common::table::{Sheet, State, Value};
use common::workbook;
use common::xlsb::{self, Xlsb};

/// What a finding says, whatever it was found in.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Said {
    rule: String,
    severity: Severity,
    layer: &'static str,
    container: Option<String>,
    location: String,
    heading: Option<String>,
    count: u64,
    samples: Vec<String>,
    message: String,
}

/// What the findings of a file say; it must be read to the end.
fn said(format: &str, bytes: &[u8]) -> Vec<Said> {
    let rules = Rules::built_in().expect("the rules load");
    let engine = Engine::new(rules, Limits::default(), &Settings::default()).expect("they apply");
    let files = check(Artefact::new("reply", bytes), &engine);
    let [file] = &files[..] else { panic!("{format}: {files:#?}") };
    assert_eq!((file.format, &file.gaps[..]), (format, &[][..]));
    let findings = file.findings.iter().map(|finding| Said {
        rule: engine.rules().get(finding.rule).expect("a rule").name.clone(),
        severity: finding.severity,
        layer: finding.layer.name(),
        container: finding.container.clone(),
        location: finding.location.clone(),
        heading: finding.heading.clone(),
        count: finding.count,
        samples: finding.samples.iter().map(ToString::to_string).collect(),
        message: finding.message.clone(),
    });
    findings.collect()
}

/// A sheet of rows.
fn sheet(name: &str, rows: &[Vec<String>]) -> Sheet {
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    Sheet::of(name, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// So many people of a service, under their headings.
fn people(count: usize) -> Vec<Vec<String>> {
    let headings = STAFF_HEADINGS.map(str::to_owned).to_vec();
    [headings].into_iter().chain(staff(count)).collect()
}

fn summary() -> Sheet {
    Sheet::of("Summary", &[&["Unit", "Posts"], &["Roads", "12"], &["Custody", "30"]])
}

/// The list of honours as rows; its address is in quotes.
fn honoured() -> Vec<Vec<String>> {
    let text = honours();
    let row = |line: &str| match line.split('"').collect::<Vec<_>>()[..] {
        [before, address, after] => {
            let (before, after) = (before.trim_end_matches(','), after.trim_start_matches(','));
            before.split(',').chain([address]).chain(after.split(',')).map(str::to_owned).collect()
        }
        _ => line.split(',').map(str::to_owned).collect(),
    };
    text.lines().map(row).collect()
}

/// The rows as a csv writes them, each field in quotes.
fn quoted(rows: &[Vec<String>]) -> Vec<u8> {
    let line = |row: &Vec<String>| format!("\"{}\"\n", row.join("\",\""));
    rows.iter().map(line).collect::<String>().into_bytes()
}

/// Asserts that each file gives the findings of the first, and that a rule is
/// among those in a layer with a count.
fn assert_alike(files: &[(&str, Vec<u8>)], (rule, layer, count): (&str, &str, u64)) {
    let (first, bytes) = &files[0];
    let expected = said(first, bytes);
    let is_meant = |it: &Said| (&it.rule[..], it.layer, it.count) == (rule, layer, count);
    assert!(expected.iter().any(is_meant), "{first}: {expected:#?}");
    for (format, bytes) in &files[1..] {
        assert_eq!(said(format, bytes), expected, "{format} says something else than {first}");
    }
}

/// Asserts that a csv gives the findings of the workbook, which has a name for
/// its one sheet.
fn assert_alike_in_csv(rows: &[Vec<String>]) {
    let mut expected = said("xlsx", &xlsx(&[sheet("Sheet", rows)]).zip());
    for it in &mut expected {
        it.container = None;
        it.location = it.location.trim_start_matches("Sheet!").to_owned();
    }
    assert_eq!(said("csv", &quoted(rows)), expected);
}

#[test]
fn a_list_of_staff_in_plain_sight_is_the_same_everywhere() {
    let rows = people(40);
    assert_alike(&workbooks(&[sheet("Staff", &rows)]), ("people-table", "body", 40));
    assert_alike_in_csv(&rows);
}

#[test]
fn a_list_of_honours_is_the_same_everywhere() {
    let rows = honoured();
    assert_alike(&workbooks(&[sheet("Honours", &rows)]), ("people-table", "body", 109));
    assert_alike_in_csv(&rows);
}

#[test]
fn pay_with_names_is_the_same_everywhere() {
    let rows = allowances();
    assert_alike(&workbooks(&[sheet("Pay", &rows)]), ("people-table", "body", 56));
    assert_alike_in_csv(&rows);
}

#[test]
fn a_hidden_sheet_of_staff_is_the_same_everywhere() {
    let sheets = [summary(), sheet("SAP", &people(40)).state(State::Hidden)];
    assert_alike(&workbooks(&sheets), ("hidden-sheet", "hidden-sheet", 40));
}

#[test]
fn a_very_hidden_sheet_is_the_same_wherever_there_is_one() {
    let sheets = [summary(), sheet("SAP", &people(40)).state(State::VeryHidden)];
    let mut files = workbooks(&sheets);
    files.retain(|(format, _)| !format.ends_with("ods"));
    assert_alike(&files, ("very-hidden-sheet", "very-hidden-sheet", 40));
}

#[test]
fn hidden_rows_are_the_same_everywhere() {
    let hidden: Vec<u32> = (12..=41).collect();
    let rows = sheet("Staff", &people(40)).hiding_rows(&hidden);
    assert_alike(&workbooks(std::slice::from_ref(&rows)), ("hidden-row", "hidden-row", 30));
    // The page of the tests is one without filters.
    let mut filtered = workbooks(&[rows.filtered()]);
    filtered.retain(|(format, _)| *format != "html");
    assert_alike(&filtered, ("filtered-row", "filtered-row", 30));
}

#[test]
fn a_hidden_column_is_the_same_everywhere() {
    let names = sheet("Staff", &people(40)).hiding_columns(&[1, 2]);
    assert_alike(&workbooks(&[names]), ("hidden-column", "hidden-column", 40));
}

#[test]
fn what_stays_hidden_in_a_hidden_sheet_is_the_same_everywhere() {
    let hidden = sheet("SAP", &people(40)).state(State::Hidden).hiding_columns(&[1, 2]);
    let sheets = [summary(), hidden.hiding_rows(&[7])];
    // A page tells that the sheet is hidden, and no more.
    let mut files = workbooks(&sheets);
    files.retain(|(format, _)| *format != "html");
    assert_alike(&files, ("hidden-sheet", "hidden-sheet", 40));
    assert_alike(&files, ("hidden-column", "hidden-column", 80));
    let rows = |it: &Said| it.layer == "hidden-row" && it.severity == Severity::Note;
    assert!(said("xlsx", &xlsx(&sheets).zip()).iter().any(rows));
    let plain = [summary(), sheet("SAP", &people(40)).state(State::Hidden)];
    let quiet = said("xlsx", &xlsx(&plain).zip());
    assert!(!quiet.iter().any(|it| it.layer == "hidden-column" || rows(it)), "{quiet:#?}");
}

#[test]
fn identifiers_in_cells_are_the_same_everywhere() {
    let rows = [
        ["Note", "Contact", "Paid"],
        ["number AB 12 34 56 C as given", "07700 900123", "12.5"],
        ["moved by Constable Ciara O'Neill", "ciara.oneill@example.org", "1000000"],
        ["Zo\u{eb} Nowak, born 3 May 1980", "01632 960123", "-0.25"],
    ];
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    let meant = ("national-insurance-number", "body", 1);
    assert_alike(&workbooks(&[sheet("Notes", &rows)]), meant);
    assert_alike_in_csv(&rows);
}

#[test]
fn dates_of_birth_are_the_same_everywhere() {
    let mut rows = sheet("Staff", &[]);
    let headings = ["Forename", "Surname", "Date of birth"];
    rows.rows.push(headings.map(|it| Value::Text(it.to_owned())).to_vec());
    for row in people(12).split_off(1) {
        let texts = [Value::Text("Ciara".to_owned()), Value::Text(row[0].clone())];
        rows.rows.push(texts.into_iter().chain([Value::Date(46_349.0)]).collect());
    }
    assert_alike(&workbooks(&[rows]), ("people-table", "body", 12));
}

const PERSON: &str = "Sergeant Niamh Devlin";

#[test]
fn a_defined_name_is_the_same_everywhere() {
    let sheets = [summary()];
    let ods = "<table:named-expressions><table:named-expression table:name='Lead' \
               table:expression='of:=\"Sergeant Niamh Devlin\"'/></table:named-expressions>";
    let files = [
        ("xlsx", xlsx(&sheets).name("Lead", &format!("\"{PERSON}\"")).zip()),
        ("xlsb", Xlsb { records: xlsb::name("Lead", 0, PERSON), ..Xlsb::of(&sheets) }.bytes()),
        ("xls", Biff { globals: vec![biff::name("Lead", 0, PERSON)], ..Biff::of(&sheets) }.bytes()),
        ("ods", Ods { after: ods.to_owned(), ..Ods::of(&sheets) }.bytes()),
    ];
    assert_alike(&files, ("person-with-rank", "defined-name", 1));
}

#[test]
fn a_comment_is_the_same_everywhere() {
    let sheets = [summary()];
    let rows = workbook::Sheet::new("Summary").rows([["Unit", "Posts"], ["Roads", "12"]]);
    let row = format!(
        "<table:table-row><table:table-cell/><table:table-cell><office:annotation>\
         <dc:creator>Clerk</dc:creator><text:p>{PERSON}</text:p></office:annotation>\
         </table:table-cell></table:table-row>"
    );
    let parts = xlsb::commented(3, 1, "Clerk", PERSON);
    let records = biff::comment(3, 1, "Clerk", PERSON);
    let files = [
        ("xlsx", workbook::Workbook::new().add(rows.comment("B4", "Clerk", PERSON)).zip()),
        ("xlsb", Xlsb { parts, ..Xlsb::of(&sheets) }.bytes()),
        ("xls", Biff { records, ..Biff::of(&sheets) }.bytes()),
        ("ods", Ods { row, ..Ods::of(&sheets) }.bytes()),
    ];
    assert_alike(&files, ("person-with-rank", "comment", 1));
}

#[test]
fn values_are_the_same_texts_everywhere() {
    let numbers = [0.0, 12.0, -0.5, 0.3, 1234.5678, 1e10, 41_000_000_000_123.0, 1e15];
    let row = |value: f64| vec![Value::Text(format!("row of {value}")), Value::Number(value)];
    let mut sheet = Sheet::of("Values", &[&["Label", "Value"]]);
    sheet.rows.extend(numbers.map(row));
    sheet.rows.push(vec![Value::Text("a day".to_owned()), Value::Date(46_349.0)]);
    sheet.rows.push(vec![Value::Text("Síle Ní Bhriain – O’Neill".to_owned()), Value::Blank]);
    let texts = |format: &str, bytes: &[u8]| -> Vec<((u32, u32), String)> {
        let found = read(format, bytes).fragments.into_iter();
        found.map(|it| (it.at, it.text)).collect()
    };
    let files = workbooks(&[sheet]);
    let expected = texts(files[0].0, &files[0].1);
    assert_eq!(expected.len(), 2 + 2 * numbers.len() + 3);
    for (format, bytes) in &files[1..] {
        assert_eq!(texts(format, bytes), expected, "{format}");
    }
}

#[test]
fn a_sentence_is_the_same_wherever_it_stands() {
    let sentence = "Signed by Sergeant Niamh Devlin, NI number AB 12 34 56 C, for the district.";
    let files = [
        ("text", format!("{sentence}\n")),
        ("json", format!("{{\"note\": \"{sentence}\"}}")),
        ("xml", format!("<?xml version='1.0'?><note>{sentence}</note>")),
        ("csv", format!("number,note,kept\n1,\"{sentence}\",yes\n2,none,no\n3,none,no\n")),
    ];
    let said: Vec<Vec<Said>> =
        files.iter().map(|(format, it)| said(format, it.as_bytes())).collect();
    let essence =
        |it: &Said| (it.rule.clone(), it.severity, it.layer, it.count, it.message.clone());
    let expected: BTreeSet<_> = said[0].iter().map(essence).collect();
    assert!(expected.iter().any(|it| it.0 == "person-with-rank"), "{expected:#?}");
    for ((format, _), said) in files.iter().zip(&said) {
        assert_eq!(said.iter().map(essence).collect::<BTreeSet<_>>(), expected, "{format}");
    }
}
