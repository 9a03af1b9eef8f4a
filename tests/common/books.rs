//! The same sheets in every format of workbooks.

use super::biff::Biff;
use super::lookalike::{Spreadsheetml, page};
use super::ods::Ods;
use super::table::{Sheet, State, Value};
use super::workbook;
use super::xlsb::Xlsb;

/// The sheets in each format of workbooks.
pub fn workbooks(sheets: &[Sheet]) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("xlsx", xlsx(sheets).zip()),
        ("xlsb", Xlsb::of(sheets).bytes()),
        ("xls", Biff::of(sheets).bytes()),
        ("ods", Ods::of(sheets).bytes()),
        ("fods", Ods::of(sheets).flat().into_bytes()),
        ("spreadsheetml", Spreadsheetml::of(sheets).text().into_bytes()),
        ("html", page(sheets).into_bytes()),
    ]
}

/// The sheets as the writer of xlsx takes them.
pub fn xlsx(sheets: &[Sheet]) -> workbook::Workbook {
    sheets.iter().fold(workbook::Workbook::new(), |workbook, it| {
        let rows = it.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>());
        let mut sheet = workbook::Sheet::new(&it.name).rows(rows);
        sheet = match it.state {
            State::Visible => sheet,
            State::Hidden => sheet.hidden(),
            State::VeryHidden => sheet.very_hidden(),
        };
        if it.filtered {
            sheet = sheet.filter(&format!("A1:F{}", it.rows.len()), "Custody");
        }
        let hidden = it.hidden_rows.iter();
        sheet = hidden.fold(sheet, |sheet, row| sheet.hide_row(*row as usize));
        let hidden = it.hidden_columns.iter();
        workbook.add(hidden.fold(sheet, |sheet, column| sheet.hide_column(*column as usize)))
    })
}

fn cell(value: &Value) -> workbook::Value {
    match value {
        Value::Blank => workbook::Value::Empty,
        Value::Text(text) => workbook::Value::Text(text.clone()),
        Value::Number(number) => workbook::Value::Number(*number),
        Value::Date(days) => workbook::Value::Date(*days as u32),
    }
}
