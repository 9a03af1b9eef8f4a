//! A workbook as every writer of spreadsheets takes it: the same tables in
//! every format.

/// How a sheet is shown.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum State {
    #[default]
    Visible,
    Hidden,
    VeryHidden,
}

/// A cell.
#[derive(Clone, Debug)]
pub enum Value {
    Blank,
    Text(String),
    Number(f64),
    /// A count of days since 1899-12-30, shown as a date.
    Date(f64),
}

/// A sheet. Rows and columns count from 1.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub state: State,
    pub rows: Vec<Vec<Value>>,
    pub hidden_rows: Vec<u32>,
    pub hidden_columns: Vec<u32>,
    /// Whether a filter hides the hidden rows.
    pub filtered: bool,
}

impl Sheet {
    /// A sheet of texts; a text of digits becomes a number.
    pub fn of(name: &str, rows: &[&[&str]]) -> Self {
        let rows = rows.iter().map(|row| row.iter().map(|text| Value::of(text)).collect());
        Sheet { name: name.to_owned(), rows: rows.collect(), ..Sheet::default() }
    }

    pub fn state(self, state: State) -> Self {
        Sheet { state, ..self }
    }

    pub fn hiding_rows(self, rows: &[u32]) -> Self {
        Sheet { hidden_rows: rows.to_vec(), ..self }
    }

    pub fn hiding_columns(self, columns: &[u32]) -> Self {
        Sheet { hidden_columns: columns.to_vec(), ..self }
    }

    pub fn filtered(self) -> Self {
        Sheet { filtered: true, ..self }
    }
}

impl Value {
    fn of(text: &str) -> Self {
        match text.parse() {
            Ok(number) => Value::Number(number),
            Err(_) if text.is_empty() => Value::Blank,
            Err(_) => Value::Text(text.to_owned()),
        }
    }
}
