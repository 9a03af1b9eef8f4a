//! Writes the look-alikes of workbooks: SpreadsheetML 2003, web pages with and
//! without what Office writes for itself, and MHTML.

use std::fmt::Write;

use super::table::{Sheet, State, Value};

/// A workbook of SpreadsheetML 2003.
#[derive(Clone, Debug, Default)]
pub struct Spreadsheetml {
    pub sheets: Vec<Sheet>,
    /// Markup before the first sheet.
    pub before: String,
    /// Markup of one more row of the first sheet.
    pub row: String,
    /// Markup behind the first table, within its sheet.
    pub beside: String,
    /// Markup behind the last sheet.
    pub after: String,
}

impl Spreadsheetml {
    pub fn of(sheets: &[Sheet]) -> Self {
        Spreadsheetml { sheets: sheets.to_vec(), ..Spreadsheetml::default() }
    }

    /// The whole file.
    pub fn text(&self) -> String {
        let mut sheets = String::new();
        for (index, sheet) in self.sheets.iter().enumerate() {
            let (row, beside) = if index == 0 { (&*self.row, &*self.beside) } else { ("", "") };
            worksheet(sheet, row, beside, &mut sheets);
        }
        let Spreadsheetml { before, after, .. } = self;
        format!(
            "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
             <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
             xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
             xmlns:x=\"urn:schemas-microsoft-com:office:excel\" \
             xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
             {before}{sheets}{after}</Workbook>"
        )
    }
}

fn worksheet(sheet: &Sheet, row: &str, beside: &str, markup: &mut String) {
    write!(markup, "<Worksheet ss:Name=\"{}\"><Table>", sheet.name).unwrap();
    for column in &sheet.hidden_columns {
        write!(markup, "<Column ss:Index=\"{column}\" ss:Hidden=\"1\"/>").unwrap();
    }
    for (number, cells) in (1..).zip(&sheet.rows) {
        let hidden = if sheet.hidden_rows.contains(&number) { " ss:Hidden=\"1\"" } else { "" };
        write!(markup, "<Row{hidden}>").unwrap();
        for (column, value) in (1..).zip(cells) {
            let (kind, text) = match value {
                Value::Blank => continue,
                Value::Text(text) => ("String", text.clone()),
                Value::Number(number) => ("Number", number.to_string()),
                Value::Date(_) => ("DateTime", "2026-11-23T00:00:00.000".to_owned()),
            };
            let data = format!("<Data ss:Type=\"{kind}\">{text}</Data>");
            write!(markup, "<Cell ss:Index=\"{column}\">{data}</Cell>").unwrap();
        }
        markup.push_str("</Row>");
    }
    write!(markup, "{row}</Table>{}{beside}", options(sheet.state)).unwrap();
    if sheet.filtered {
        write!(
            markup,
            "<AutoFilter x:Range=\"R1C1:R{}C9\" xmlns=\"urn:schemas-microsoft-com:office:excel\">\
             <AutoFilterColumn x:Type=\"Custom\"><AutoFilterCondition x:Operator=\"Equals\" \
             x:Value=\"1\"/></AutoFilterColumn></AutoFilter>",
            sheet.rows.len()
        )
        .unwrap();
    }
    markup.push_str("</Worksheet>");
}

fn options(state: State) -> String {
    let visible = match state {
        State::Visible => "",
        State::Hidden => "<x:Visible>SheetHidden</x:Visible>\n",
        State::VeryHidden => "<x:Visible>SheetVeryHidden</x:Visible>\n",
    };
    format!(
        "<x:WorksheetOptions>{visible}<x:ProtectObjects>False</x:ProtectObjects></x:WorksheetOptions>"
    )
}

/// A page as Excel saves it: its sheets in an island of XML, then a table each.
pub fn page(sheets: &[Sheet]) -> String {
    let (mut island, mut tables) = (String::new(), String::new());
    for sheet in sheets {
        let (name, options) = (&sheet.name, options(sheet.state));
        let own = format!("<x:Name>{name}</x:Name>{options}");
        write!(island, "<x:ExcelWorksheet>{own}</x:ExcelWorksheet>").unwrap();
        table(sheet, &mut tables);
    }
    format!(
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head>\
         <!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets>{island}</x:ExcelWorksheets>\
         </x:ExcelWorkbook></xml><![endif]--></head><body>{tables}</body></html>"
    )
}

fn table(sheet: &Sheet, markup: &mut String) {
    markup.push_str("<table border=0>\n");
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0) as u32;
    for column in 1..=width {
        let hidden = sheet.hidden_columns.contains(&column);
        markup.push_str(if hidden {
            "<col width=0 style='display:none'>"
        } else {
            "<col width=64>"
        });
    }
    for (number, cells) in (1..).zip(&sheet.rows) {
        let hidden = sheet.hidden_rows.contains(&number);
        markup.push_str(if hidden { "<tr height=0 style='display:none'>" } else { "<tr>" });
        for value in cells {
            let text = match value {
                Value::Blank => "&nbsp;".to_owned(),
                Value::Text(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                Value::Date(_) => "2026-11-23".to_owned(),
            };
            write!(markup, "<td>{text}</td>").unwrap();
        }
        markup.push_str("</tr>\n");
    }
    markup.push_str("</table>\n");
}

/// A workbook saved as one file of several pages: the list of sheets, then a page
/// each, in quoted-printable and in base64 by turns.
pub fn related(sheets: &[Sheet]) -> String {
    let (mut island, mut parts) = (String::new(), String::new());
    for (number, sheet) in (1..).zip(sheets) {
        let name = &sheet.name;
        write!(
            island,
            "<x:ExcelWorksheet><x:Name>{name}</x:Name>\
             <x:WorksheetSource HRef=3D\"book_files/sheet{number}.htm\"/></x:ExcelWorksheet>"
        )
        .unwrap();
        let mut tables = String::new();
        table(sheet, &mut tables);
        let state = options(sheet.state);
        let page =
            format!("<html><!--[if gte mso 9]><xml>{state}</xml><![endif]-->{tables}</html>");
        let (encoding, body) = match number % 2 {
            0 => ("base64", base64(page.as_bytes())),
            _ => ("quoted-printable", page.replace('=', "=3D").replace("><", ">=\r\n<")),
        };
        parts.push_str(&part(&format!("book_files/sheet{number}.htm"), encoding, &body));
    }
    let book = format!(
        "<html xmlns:x=3D\"urn:schemas-microsoft-com:office:excel\"><xml><x:ExcelWorkbook>\
         <x:ExcelWorksheets>{island}</x:ExcelWorksheets></x:ExcelWorkbook></xml></html>"
    );
    let book = part("book.htm", "quoted-printable", &book);
    format!(
        "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n\
         Content-Type: multipart/related; boundary=\"next\"\r\n\r\n{book}{parts}--next--\r\n"
    )
}

/// A part of a page saved with all that belongs to it.
pub fn part(name: &str, encoding: &str, body: &str) -> String {
    format!(
        "--next\r\nContent-Location: file:///C:/{name}\r\nContent-Transfer-Encoding: {encoding}\r\n\
         Content-Type: text/html; charset=\"utf-8\"\r\n\r\n{body}\r\n\r\n"
    )
}

/// Bytes in base64 (RFC 4648, 4).
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}
