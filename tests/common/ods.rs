//! Writes ods: the parts of OpenDocument in a zip.

use std::fmt::Write;

use super::archive::{Entry, archive};
use super::table::{Sheet, State, Value};

/// The namespaces of OpenDocument begin so.
const ODF: &str = "urn:oasis:names:tc:opendocument:xmlns";

/// What the parts are: LibreOffice opens no package without it.
const MANIFEST: &str = "<manifest:manifest \
    xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0' manifest:version='1.3'>\
    <manifest:file-entry manifest:full-path='/' \
    manifest:media-type='application/vnd.oasis.opendocument.spreadsheet'/>\
    <manifest:file-entry manifest:full-path='content.xml' manifest:media-type='text/xml'/>\
    </manifest:manifest>";

/// A spreadsheet and what is beside its cells.
#[derive(Clone, Debug, Default)]
pub struct Ods {
    pub sheets: Vec<Sheet>,
    /// Markup of more styles.
    pub styles: String,
    /// Markup before the first table.
    pub before: String,
    /// Markup behind the last one.
    pub after: String,
    /// Markup of one more row of the first table.
    pub row: String,
    /// More parts: name and bytes.
    pub parts: Vec<(String, Vec<u8>)>,
}

impl Ods {
    pub fn of(sheets: &[Sheet]) -> Self {
        Ods { sheets: sheets.to_vec(), ..Ods::default() }
    }

    /// The whole file.
    pub fn bytes(&self) -> Vec<u8> {
        let content = self.content();
        let mut parts = vec![
            ("mimetype", &b"application/vnd.oasis.opendocument.spreadsheet"[..]),
            ("content.xml", content.as_bytes()),
        ];
        let manifest = "META-INF/manifest.xml";
        if !self.parts.iter().any(|(name, _)| name == manifest) {
            parts.push((manifest, MANIFEST.as_bytes()));
        }
        parts.extend(self.parts.iter().map(|(name, part)| (&name[..], &part[..])));
        archive(&parts.iter().map(|(name, part)| Entry::stored(name, part)).collect::<Vec<_>>())
    }

    /// The same spreadsheet as one XML document.
    pub fn flat(&self) -> String {
        let root =
            "office:document office:mimetype='application/vnd.oasis.opendocument.spreadsheet'";
        let content = self.content().replace("</office:document-content>", "</office:document>");
        content.replace("office:document-content", root)
    }

    /// The tables as markup.
    pub fn content(&self) -> String {
        let mut tables = String::new();
        for (index, sheet) in self.sheets.iter().enumerate() {
            table(sheet, if index == 0 { &self.row } else { "" }, &mut tables);
        }
        let Ods { styles, before, after, .. } = self;
        format!(
            "<office:document-content office:version='1.3' xmlns:office='{ODF}:office:1.0' \
             xmlns:table='{ODF}:table:1.0' xmlns:text='{ODF}:text:1.0' \
             xmlns:style='{ODF}:style:1.0' xmlns:draw='{ODF}:drawing:1.0' \
             xmlns:number='{ODF}:datastyle:1.0' xmlns:svg='{ODF}:svg-compatible:1.0' \
             xmlns:fo='{ODF}:xsl-fo-compatible:1.0' xmlns:form='{ODF}:form:1.0' \
             xmlns:chart='{ODF}:chart:1.0' xmlns:dc='http://purl.org/dc/elements/1.1/' \
             xmlns:xlink='http://www.w3.org/1999/xlink'>\
             <office:automatic-styles><style:style style:name='hidden' style:family='table'>\
             <style:table-properties table:display='false'/></style:style>{styles}\
             </office:automatic-styles><office:body><office:spreadsheet>{before}{tables}{after}\
             </office:spreadsheet></office:body></office:document-content>"
        )
    }
}

fn table(sheet: &Sheet, row: &str, markup: &mut String) {
    let style = if sheet.state == State::Visible { "shown" } else { "hidden" };
    write!(markup, "<table:table table:name='{}' table:style-name='{style}'>", sheet.name).unwrap();
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
    for column in 1..=width as u32 {
        let hidden = sheet.hidden_columns.contains(&column);
        let visibility = if hidden { " table:visibility='collapse'" } else { "" };
        write!(markup, "<table:table-column{visibility}/>").unwrap();
    }
    for (number, cells) in (1..).zip(&sheet.rows) {
        let visibility = match (sheet.hidden_rows.contains(&number), sheet.filtered) {
            (false, _) => "",
            (true, false) => " table:visibility='collapse'",
            (true, true) => " table:visibility='filter'",
        };
        write!(markup, "<table:table-row{visibility}>").unwrap();
        cells.iter().for_each(|value| cell(value, markup));
        markup.push_str("</table:table-row>");
    }
    markup.push_str(row);
    markup.push_str("</table:table>");
}

fn cell(value: &Value, markup: &mut String) {
    match value {
        Value::Blank => markup.push_str("<table:table-cell/>"),
        Value::Text(text) => write!(
            markup,
            "<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
        )
        .unwrap(),
        Value::Number(number) => write!(
            markup,
            "<table:table-cell office:value-type='float' office:value='{number}'>\
             <text:p>{number}</text:p></table:table-cell>"
        )
        .unwrap(),
        // The one date of the tests: 46,349 days are 23 November 2026.
        Value::Date(_) => markup.push_str(
            "<table:table-cell office:value-type='date' office:date-value='2026-11-23'>\
             <text:p>2026-11-23</text:p></table:table-cell>",
        ),
    }
}
