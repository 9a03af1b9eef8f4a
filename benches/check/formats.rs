//! The same list of 1,000,000 people in every format of tables.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::common::biff::Biff;
use crate::common::lookalike::Spreadsheetml;
use crate::common::ods::Ods;
use crate::common::table::{Sheet, Value};
use crate::common::xlsb::Xlsb;

/// The people of the list.
pub(crate) const ROWS: usize = 1_000_000;

/// Rows of a sheet: an xls has room for 65,536.
const ROWS_OF_A_SHEET: usize = 62_500;

const HEADINGS: [&str; 6] = ["Surname", "Initial", "Rank", "Department", "Service No", "Hours"];
const RANKS: [&str; 4] = ["Constable", "Sergeant", "Inspector", "Superintendent"];
const UNITS: [&str; 4] = ["Response", "Custody", "Roads", "Training"];

/// A format and what writes the list in it.
type Writer = (&'static str, fn() -> Vec<u8>);

/// The list in every format, each a name and a file.
pub(crate) fn files(folder: &Path) -> Vec<(&'static str, PathBuf)> {
    let writers: [Writer; 6] = [
        ("xlsb", || Xlsb::of(&sheets(ROWS)).bytes()),
        ("xls", || Biff::of(&sheets(ROWS_OF_A_SHEET)).bytes()),
        ("ods", || packed(Ods::of(&sheets(ROWS)).bytes())),
        ("fods", || Ods::of(&sheets(ROWS)).flat().into_bytes()),
        ("xml", || Spreadsheetml::of(&sheets(ROWS)).text().into_bytes()),
        ("csv", || csv(&sheets(ROWS)[0]).into_bytes()),
    ];
    let written = writers.map(|(name, bytes)| {
        let path = folder.join(format!("million.{name}"));
        if !path.exists() {
            fs::write(&path, bytes()).expect("the folder can be written");
        }
        (name, path)
    });
    written.to_vec()
}

/// A package with its parts packed, as programs save it.
fn packed(package: Vec<u8>) -> Vec<u8> {
    let mut stored = ZipArchive::new(Cursor::new(package)).expect("the package is whole");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..stored.len() {
        let mut part = stored.by_index(index).expect("the part is there");
        let name = part.name().expect("a name in UTF-8").into_owned();
        zip.start_file(name, SimpleFileOptions::default()).expect("a part begins");
        std::io::copy(&mut part, &mut zip).expect("the part is written");
    }
    zip.finish().expect("the package is whole").into_inner()
}

/// The list on sheets of so many rows.
fn sheets(rows_of_a_sheet: usize) -> Vec<Sheet> {
    let starts = (0..ROWS).step_by(rows_of_a_sheet);
    starts.map(|start| sheet(start..start + rows_of_a_sheet)).collect()
}

fn sheet(people: std::ops::Range<usize>) -> Sheet {
    let name = format!("Staff {}", people.start);
    let headings = HEADINGS.map(|it| Value::Text(it.to_owned())).to_vec();
    let rows = [headings].into_iter().chain(people.map(person)).collect();
    Sheet { name, rows, ..Sheet::default() }
}

fn person(number: usize) -> Vec<Value> {
    let text = |text: &str| Value::Text(text.to_owned());
    let letter = |number: usize| char::from(b'a' + (number % 26) as u8);
    let tail = [letter(number), letter(number / 26)];
    vec![
        Value::Text(format!("Sampleton{}", String::from_iter(tail))),
        Value::Text(letter(number / 7).to_uppercase().to_string()),
        text(RANKS[number % RANKS.len()]),
        text(UNITS[number / 3 % UNITS.len()]),
        Value::Number((100_000 + number % 900_000) as f64),
        Value::Number((number % 40) as f64),
    ]
}

fn csv(sheet: &Sheet) -> String {
    let field = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) | Value::Date(number) => number.to_string(),
        Value::Blank => String::new(),
    };
    let line = |row: &Vec<Value>| row.iter().map(field).collect::<Vec<_>>().join(",") + "\n";
    sheet.rows.iter().map(line).collect()
}
