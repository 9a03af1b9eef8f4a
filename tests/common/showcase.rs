//! The files of `examples/`: a release with everything wrong in it, and the
//! clean twin of each file.

use super::archive::{Entry, archive};
use super::biff::Biff;
use super::incidents::{
    allowances, allowances_clean, counts_by_rank, counts_by_rank_clean, crime_statistics,
    crime_statistics_clean, honours, honours_clean, relocation, relocation_clean,
};
use super::ods::Ods;
use super::table::Sheet;

/// A file: its name and its bytes.
pub type File = (&'static str, Vec<u8>);

/// The release with everything wrong in it.
pub fn release() -> Vec<File> {
    let pay = pay(&allowances());
    vec![
        ("allowances.ods", Ods::of(&pay).bytes()),
        ("annexes.zip", annexes(&Biff::of(&pay).bytes())),
        ("counts-by-rank.xlsx", counts_by_rank().zip()),
        ("crime-statistics.xlsx", crime_statistics().zip()),
        ("honours.csv", honours().into_bytes()),
        ("letter.txt", LETTER.into()),
        ("relocation.xlsx", relocation().zip()),
    ]
}

/// The same replies without what must not leave.
pub fn clean() -> Vec<File> {
    let pay = pay(&allowances_clean());
    vec![
        ("allowances.ods", Ods::of(&pay).bytes()),
        ("annexes.zip", annexes(&Biff::of(&pay).bytes())),
        ("counts-by-rank.xlsx", counts_by_rank_clean().zip()),
        ("crime-statistics.xlsx", crime_statistics_clean().zip()),
        ("honours.csv", honours_clean().into_bytes()),
        ("letter.txt", LETTER_CLEAN.into()),
        ("relocation.xlsx", relocation_clean().zip()),
    ]
}

const LETTER: &str = "\
Freedom of Information request F-2026-01742

You asked how many officers received an allowance in the last financial year.

56 officers received one. The largest single payment was made to
Sergeant Niamh Devlin (NI number AB 12 34 56 C) for cover at Anytown.

You have the right to ask for an internal review within 40 working days.
";

const LETTER_CLEAN: &str = "\
Freedom of Information request F-2026-01742

You asked how many officers received an allowance in the last financial year.

56 officers received one. The table in allowances.ods shows the total by rank.

You have the right to ask for an internal review within 40 working days.
";

/// A spreadsheet of one sheet.
fn pay(rows: &[Vec<String>]) -> [Sheet; 1] {
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    [Sheet::of("Allowances", &rows)]
}

/// A workbook in an archive in an archive.
fn annexes(workbook: &[u8]) -> Vec<u8> {
    let inner = archive(&[Entry::stored("allowances.xls", workbook)]);
    archive(&[Entry::stored("2026.zip", &inner)])
}
