//! A sheet and the values of its cells.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::xml::{LINKS, MAIN, Strings, escaped, letters};

/// The value of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Empty,
    Text(String),
    Number(f64),
    /// A day, counted from 1900.
    Date(u32),
    Boolean(bool),
    /// A formula with the text that it shows.
    Formula(String, String),
    /// A number in a style of [`STYLES`].
    Styled(f64, u32),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Value::Number(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Value::Number(number.into())
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Boolean(value)
    }
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub(super) name: String,
    pub(super) state: &'static str,
    rows: Vec<Vec<Value>>,
    row_attributes: BTreeMap<usize, String>,
    columns: String,
    before: String,
    after: String,
    pub(super) comments: Vec<(String, String, String)>,
    pub(super) relations: Vec<(String, String, bool)>,
    inline: bool,
}

impl Sheet {
    pub fn new(name: &str) -> Self {
        Sheet { name: name.to_owned(), ..Sheet::default() }
    }

    pub fn rows<R, V>(mut self, rows: impl IntoIterator<Item = R>) -> Self
    where
        R: IntoIterator<Item = V>,
        V: Into<Value>,
    {
        let rows = rows.into_iter().map(|row| row.into_iter().map(Into::into).collect());
        self.rows.extend(rows);
        self
    }

    pub fn hidden(mut self) -> Self {
        self.state = "hidden";
        self
    }

    pub fn very_hidden(mut self) -> Self {
        self.state = "veryHidden";
        self
    }

    /// Hides a row by hand.
    pub fn hide_row(self, row: usize) -> Self {
        self.row(row, "hidden='1'")
    }

    /// Gives a row attributes as they are written.
    pub fn row(mut self, row: usize, attributes: &str) -> Self {
        self.row_attributes.insert(row, attributes.to_owned());
        self
    }

    pub fn hide_column(self, column: usize) -> Self {
        self.column(column, "hidden='1'")
    }

    /// Gives a column attributes as they are written.
    pub fn column(mut self, column: usize, attributes: &str) -> Self {
        let _ = write!(self.columns, "<col min='{column}' max='{column}' {attributes}/>");
        self
    }

    /// A filter with a criterion; hide the rows with [`Sheet::hide_row`].
    pub fn filter(self, range: &str, value: &str) -> Self {
        let value = escaped(value);
        self.before("<sheetPr filterMode='1'/>").after(&format!(
            "<autoFilter ref='{range}'><filterColumn colId='0'><filters><filter val='{value}'/>\
             </filters></filterColumn></autoFilter>"
        ))
    }

    /// XML before the rows.
    pub fn before(mut self, xml: &str) -> Self {
        self.before.push_str(xml);
        self
    }

    /// XML behind the rows.
    pub fn after(mut self, xml: &str) -> Self {
        self.after.push_str(xml);
        self
    }

    pub fn comment(mut self, cell: &str, author: &str, text: &str) -> Self {
        self.comments.push((cell.to_owned(), author.to_owned(), text.to_owned()));
        self
    }

    /// A relationship to a part of the package, the target seen from the sheet.
    pub fn related(mut self, kind: &str, target: &str) -> Self {
        self.relations.push((kind.to_owned(), target.to_owned(), false));
        self
    }

    /// A link to a place outside.
    pub fn link(mut self, target: &str) -> Self {
        self.relations.push(("hyperlink".to_owned(), target.to_owned(), true));
        self
    }

    /// Writes texts into the cells instead of the shared strings.
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    pub(super) fn xml(&self, strings: &mut Strings) -> String {
        let mut data = String::new();
        for (row, cells) in (1..).zip(&self.rows) {
            let attributes = self.row_attributes.get(&row).map_or("", String::as_str);
            let _ = write!(data, "<row r='{row}' {attributes}>");
            for (column, value) in (1..).zip(cells) {
                self.write_cell(&format!("{}{row}", letters(column)), value, strings, &mut data);
            }
            data.push_str("</row>");
        }
        let columns = if self.columns.is_empty() {
            String::new()
        } else {
            format!("<cols>{}</cols>", self.columns)
        };
        format!(
            "<worksheet xmlns='{MAIN}' xmlns:r='{LINKS}'>{}{columns}<sheetData>{data}</sheetData>{}\
             </worksheet>",
            self.before, self.after
        )
    }

    fn write_cell(&self, at: &str, value: &Value, strings: &mut Strings, data: &mut String) {
        let _ = match value {
            Value::Empty => Ok(()),
            Value::Text(text) if self.inline => {
                let text = escaped(text);
                write!(data, "<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
            }
            Value::Text(text) => {
                let index = strings.index(text);
                write!(data, "<c r=\"{at}\" t=\"s\"><v>{index}</v></c>")
            }
            Value::Number(number) => write!(data, "<c r=\"{at}\"><v>{number}</v></c>"),
            Value::Date(day) => write!(data, "<c r=\"{at}\" s=\"1\"><v>{day}</v></c>"),
            Value::Styled(number, style) => {
                write!(data, "<c r=\"{at}\" s=\"{style}\"><v>{number}</v></c>")
            }
            Value::Boolean(value) => {
                write!(data, "<c r=\"{at}\" t=\"b\"><v>{}</v></c>", u8::from(*value))
            }
            Value::Formula(formula, shown) => {
                let (formula, shown) = (escaped(formula), escaped(shown));
                write!(data, "<c r=\"{at}\" t=\"str\"><f>{formula}</f><v>{shown}</v></c>")
            }
        };
    }
}
