//! Writes workbooks of Office Open XML part by part; `zip` only packs them.
//!
//! ```ignore
//! let bytes = Workbook::new()
//!     .sheet("Reply", [["Rank", "Count"], ["Sergeant", "12"]])
//!     .add(Sheet::new("SAP").hidden().rows(staff).comment("B7", "J Sample", "old"))
//!     .pivot(Pivot::of("SAP", ["Surname", "Rank"], staff).unreferenced())
//!     .zip();
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The styles of every workbook: 1 is a date, 2 six digits, 3 shows nothing.
const STYLES: &str = "<numFmts count='2'><numFmt numFmtId='164' formatCode='000000'/>\
    <numFmt numFmtId='165' formatCode=';;;'/></numFmts><cellXfs count='4'><xf numFmtId='0'/>\
    <xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs>";

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
    name: String,
    state: &'static str,
    rows: Vec<Vec<Value>>,
    row_attributes: BTreeMap<usize, String>,
    columns: String,
    before: String,
    after: String,
    comments: Vec<(String, String, String)>,
    relations: Vec<(String, String, bool)>,
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

    fn xml(&self, strings: &mut Strings) -> String {
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

/// A pivot cache.
#[derive(Clone, Debug, Default)]
pub struct Pivot {
    source: String,
    fields: Vec<String>,
    records: Vec<Vec<Value>>,
    refreshed_by: String,
    unreferenced: bool,
    without_records: bool,
}

impl Pivot {
    /// The cache of a sheet, by its name whether it is there or not.
    pub fn of<F, R, V>(
        sheet: &str,
        fields: impl IntoIterator<Item = F>,
        records: impl IntoIterator<Item = R>,
    ) -> Self
    where
        F: Into<String>,
        R: IntoIterator<Item = V>,
        V: Into<Value>,
    {
        let records = records.into_iter().map(|row| row.into_iter().map(Into::into).collect());
        Pivot {
            source: format!("<worksheetSource ref='A1:Z9' sheet='{}'/>", escaped(sheet)),
            fields: fields.into_iter().map(Into::into).collect(),
            records: records.collect(),
            ..Pivot::default()
        }
    }

    /// The source as it is written.
    pub fn source(mut self, xml: &str) -> Self {
        xml.clone_into(&mut self.source);
        self
    }

    pub fn refreshed_by(mut self, name: &str) -> Self {
        name.clone_into(&mut self.refreshed_by);
        self
    }

    /// Leaves the parts in the package and takes every reference to them away.
    pub fn unreferenced(mut self) -> Self {
        self.unreferenced = true;
        self
    }

    /// Keeps the values of the fields without the records.
    pub fn without_records(mut self) -> Self {
        self.without_records = true;
        self
    }

    fn definition(&self) -> String {
        let mut fields = String::new();
        for (column, name) in self.fields.iter().enumerate() {
            let mut items = String::new();
            for text in self.items(column) {
                let _ = write!(items, "<s v='{}'/>", escaped(&text));
            }
            let name = escaped(name);
            let _ = write!(
                fields,
                "<cacheField name='{name}'><sharedItems>{items}</sharedItems></cacheField>"
            );
        }
        format!(
            "<pivotCacheDefinition xmlns='{MAIN}' xmlns:r='{LINKS}' r:id='rId1' refreshedBy='{}'>\
             <cacheSource type='worksheet'>{}</cacheSource><cacheFields>{fields}</cacheFields>\
             </pivotCacheDefinition>",
            escaped(&self.refreshed_by),
            self.source
        )
    }

    /// The different texts of a column.
    fn items(&self, column: usize) -> Vec<String> {
        let mut items = Vec::new();
        for record in &self.records {
            if let Some(Value::Text(text)) = record.get(column)
                && !items.contains(text)
            {
                items.push(text.clone());
            }
        }
        items
    }

    fn records_xml(&self) -> String {
        let items: Vec<Vec<String>> = (0..self.fields.len()).map(|it| self.items(it)).collect();
        let mut xml = format!("<pivotCacheRecords xmlns='{MAIN}'>");
        for record in &self.records {
            xml.push_str("<r>");
            for (column, value) in record.iter().enumerate() {
                let _ = match value {
                    Value::Text(text) => {
                        let index = items[column].iter().position(|it| it == text);
                        write!(xml, "<x v='{}'/>", index.unwrap_or_default())
                    }
                    Value::Number(number) | Value::Styled(number, _) => {
                        write!(xml, "<n v='{number}'/>")
                    }
                    Value::Date(day) => write!(xml, "<n v='{day}'/>"),
                    Value::Boolean(value) => write!(xml, "<b v='{}'/>", u8::from(*value)),
                    Value::Formula(_, text) => write!(xml, "<s v='{}'/>", escaped(text)),
                    Value::Empty => write!(xml, "<m/>"),
                };
            }
            xml.push_str("</r>");
        }
        xml + "</pivotCacheRecords>"
    }
}

/// The texts that cells refer to.
#[derive(Default)]
struct Strings {
    texts: Vec<String>,
    indices: BTreeMap<String, usize>,
}

impl Strings {
    fn index(&mut self, text: &str) -> usize {
        if let Some(index) = self.indices.get(text) {
            return *index;
        }
        self.texts.push(text.to_owned());
        self.indices.insert(text.to_owned(), self.texts.len() - 1);
        self.texts.len() - 1
    }
}

/// A workbook.
#[derive(Default)]
pub struct Workbook {
    sheets: Vec<Sheet>,
    pivots: Vec<Pivot>,
    names: String,
    inside: String,
    orphan_strings: Vec<String>,
    links: Vec<(String, String, Vec<Vec<Value>>)>,
    core: String,
    app: String,
    custom: String,
    parts: Vec<(String, Vec<u8>)>,
    left_out: Vec<String>,
}

impl Workbook {
    pub fn new() -> Self {
        Workbook::default()
    }

    /// A visible sheet.
    pub fn sheet<R, V>(self, name: &str, rows: impl IntoIterator<Item = R>) -> Self
    where
        R: IntoIterator<Item = V>,
        V: Into<Value>,
    {
        self.add(Sheet::new(name).rows(rows))
    }

    pub fn hidden_sheet<R, V>(self, name: &str, rows: impl IntoIterator<Item = R>) -> Self
    where
        R: IntoIterator<Item = V>,
        V: Into<Value>,
    {
        self.add(Sheet::new(name).rows(rows).hidden())
    }

    pub fn very_hidden_sheet<R, V>(self, name: &str, rows: impl IntoIterator<Item = R>) -> Self
    where
        R: IntoIterator<Item = V>,
        V: Into<Value>,
    {
        self.add(Sheet::new(name).rows(rows).very_hidden())
    }

    pub fn add(mut self, sheet: Sheet) -> Self {
        self.sheets.push(sheet);
        self
    }

    pub fn pivot(mut self, pivot: Pivot) -> Self {
        self.pivots.push(pivot);
        self
    }

    pub fn name(self, name: &str, text: &str) -> Self {
        self.name_with("", name, text)
    }

    pub fn hidden_name(self, name: &str, text: &str) -> Self {
        self.name_with("hidden='1'", name, text)
    }

    /// A name with attributes as they are written.
    pub fn name_with(mut self, attributes: &str, name: &str, text: &str) -> Self {
        let (name, text) = (escaped(name), escaped(text));
        let _ = write!(self.names, "<definedName name='{name}' {attributes}>{text}</definedName>");
        self
    }

    /// XML in the workbook part, before its sheets.
    pub fn inside(mut self, xml: &str) -> Self {
        self.inside.push_str(xml);
        self
    }

    /// A shared string that no cell refers to.
    pub fn orphan_string(mut self, text: &str) -> Self {
        self.orphan_strings.push(text.to_owned());
        self
    }

    /// A link to another workbook with the cells that are kept of a sheet.
    pub fn external<R, V>(
        mut self,
        target: &str,
        sheet: &str,
        rows: impl IntoIterator<Item = R>,
    ) -> Self
    where
        R: IntoIterator<Item = V>,
        V: Into<Value>,
    {
        let rows = rows.into_iter().map(|row| row.into_iter().map(Into::into).collect());
        self.links.push((target.to_owned(), sheet.to_owned(), rows.collect()));
        self
    }

    /// A property of `docProps/core.xml`, such as `dc:creator`.
    pub fn core(mut self, name: &str, text: &str) -> Self {
        let _ = write!(self.core, "<{name}>{}</{name}>", escaped(text));
        self
    }

    /// A property of `docProps/app.xml`, such as `Manager`.
    pub fn app(mut self, name: &str, text: &str) -> Self {
        let _ = write!(self.app, "<{name}>{}</{name}>", escaped(text));
        self
    }

    /// A property of `docProps/custom.xml`.
    pub fn custom(mut self, name: &str, text: &str) -> Self {
        let (name, text) = (escaped(name), escaped(text));
        let _ = write!(self.custom, "<property name='{name}'><lpwstr>{text}</lpwstr></property>");
        self
    }

    /// A part as it is; it takes the place of one of the same name.
    pub fn part(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.parts.push((name.to_owned(), bytes.into()));
        self
    }

    /// Leaves a part out.
    pub fn without(mut self, name: &str) -> Self {
        self.left_out.push(name.to_owned());
        self
    }

    /// The packed workbook.
    pub fn zip(&self) -> Vec<u8> {
        pack(&self.parts())
    }

    /// The parts by name.
    pub fn parts(&self) -> Vec<(String, Vec<u8>)> {
        let mut parts = BTreeMap::new();
        let mut main = Relations::default();
        let mut strings = Strings::default();
        let mut sheets = String::new();
        for (number, sheet) in (1..).zip(&self.sheets) {
            let id = main.add("worksheet", &format!("worksheets/sheet{number}.xml"));
            let state = if sheet.state.is_empty() { "visible" } else { sheet.state };
            let name = escaped(&sheet.name);
            let _ = write!(
                sheets,
                "<sheet name='{name}' sheetId='{number}' state='{state}' r:id='{id}'/>"
            );
            parts.insert(format!("xl/worksheets/sheet{number}.xml"), sheet.xml(&mut strings));
            sheet_parts(sheet, number, &mut parts);
        }
        let pivots = self.pivot_parts(&mut main, &mut parts);
        let links = self.link_parts(&mut main, &mut parts);
        main.add("styles", "styles.xml");
        main.add("sharedStrings", "sharedStrings.xml");
        strings.texts.extend(self.orphan_strings.iter().cloned());
        parts.insert("xl/sharedStrings.xml".into(), strings_xml(&strings.texts));
        parts.insert(
            "xl/styles.xml".into(),
            format!("<styleSheet xmlns='{MAIN}'>{STYLES}</styleSheet>"),
        );
        parts.insert("xl/workbook.xml".into(), format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<workbook xmlns='{MAIN}' \
             xmlns:r='{LINKS}'>{}<sheets>{sheets}</sheets>{links}<definedNames>{}</definedNames>\
             {pivots}</workbook>",
            self.inside, self.names
        ));
        parts.insert("xl/_rels/workbook.xml.rels".into(), main.xml());
        self.package_parts(&mut parts);
        let mut parts: BTreeMap<String, Vec<u8>> =
            parts.into_iter().map(|(name, xml)| (name, xml.into_bytes())).collect();
        parts.extend(self.parts.iter().cloned());
        parts.retain(|name, _| !self.left_out.contains(name));
        parts.into_iter().collect()
    }

    fn pivot_parts(&self, main: &mut Relations, parts: &mut BTreeMap<String, String>) -> String {
        let mut list = String::new();
        for (number, pivot) in (1..).zip(&self.pivots) {
            let name = format!("pivotCache/pivotCacheDefinition{number}.xml");
            if !pivot.unreferenced {
                let id = main.add("pivotCacheDefinition", &name);
                let _ = write!(list, "<pivotCache cacheId='{number}' r:id='{id}'/>");
            }
            parts.insert(format!("xl/{name}"), pivot.definition());
            if !pivot.without_records {
                let records = format!("pivotCacheRecords{number}.xml");
                let mut own = Relations::default();
                own.add("pivotCacheRecords", &records);
                parts.insert(format!("xl/pivotCache/{records}"), pivot.records_xml());
                let rels = format!("xl/pivotCache/_rels/pivotCacheDefinition{number}.xml.rels");
                parts.insert(rels, own.xml());
            }
        }
        if list.is_empty() { list } else { format!("<pivotCaches>{list}</pivotCaches>") }
    }

    fn link_parts(&self, main: &mut Relations, parts: &mut BTreeMap<String, String>) -> String {
        let mut list = String::new();
        for (number, (target, sheet, rows)) in (1..).zip(&self.links) {
            let name = format!("externalLinks/externalLink{number}.xml");
            let id = main.add("externalLink", &name);
            let _ = write!(list, "<externalReference r:id='{id}'/>");
            let mut own = Relations::default();
            own.outside("externalLinkPath", target);
            let rels = format!("xl/externalLinks/_rels/externalLink{number}.xml.rels");
            parts.insert(rels, own.xml());
            parts.insert(format!("xl/{name}"), link_xml(sheet, rows));
        }
        if list.is_empty() {
            list
        } else {
            format!("<externalReferences>{list}</externalReferences>")
        }
    }

    fn package_parts(&self, parts: &mut BTreeMap<String, String>) {
        let mut package = Relations::default();
        package.add("officeDocument", "xl/workbook.xml");
        let sets = [
            ("core", "cp:coreProperties xmlns:cp='urn:cp' xmlns:dc='urn:dc'", &self.core),
            ("app", "Properties", &self.app),
            ("custom", "Properties", &self.custom),
        ];
        for (name, root, inner) in sets {
            if !inner.is_empty() {
                package.add(name, &format!("docProps/{name}.xml"));
                let end = root.split(' ').next().unwrap();
                parts.insert(format!("docProps/{name}.xml"), format!("<{root}>{inner}</{end}>"));
            }
        }
        parts.insert("_rels/.rels".into(), package.xml());
        let types = "<Default Extension='rels' ContentType='application/xml'/>";
        parts.insert(
            "[Content_Types].xml".into(),
            format!("<Types xmlns='{PACKAGE}/content-types'>{types}</Types>"),
        );
    }
}

/// The relationships and comments of a sheet.
fn sheet_parts(sheet: &Sheet, number: usize, parts: &mut BTreeMap<String, String>) {
    let mut relations = Relations::default();
    for (kind, target, outside) in &sheet.relations {
        if *outside {
            relations.outside(kind, target)
        } else {
            relations.add(kind, target)
        };
    }
    if !sheet.comments.is_empty() {
        relations.add("comments", &format!("../comments{number}.xml"));
        parts.insert(format!("xl/comments{number}.xml"), comments_xml(&sheet.comments));
    }
    if !relations.0.is_empty() {
        parts.insert(format!("xl/worksheets/_rels/sheet{number}.xml.rels"), relations.xml());
    }
}

/// Relationships by number: kind, target, whether it is outside.
#[derive(Default)]
struct Relations(Vec<(String, String, bool)>);

impl Relations {
    fn add(&mut self, kind: &str, target: &str) -> String {
        self.0.push((kind.to_owned(), target.to_owned(), false));
        format!("rId{}", self.0.len())
    }

    fn outside(&mut self, kind: &str, target: &str) -> String {
        self.0.push((kind.to_owned(), target.to_owned(), true));
        format!("rId{}", self.0.len())
    }

    fn xml(&self) -> String {
        let mut xml = format!("<Relationships xmlns='{PACKAGE}/relationships'>");
        for (number, (kind, target, outside)) in (1..).zip(&self.0) {
            let mode = if *outside { " TargetMode='External'" } else { "" };
            let target = escaped(target);
            let _ = write!(
                xml,
                "<Relationship Id='rId{number}' Type='{LINKS}/{kind}' Target='{target}'{mode}/>"
            );
        }
        xml + "</Relationships>"
    }
}

fn strings_xml(texts: &[String]) -> String {
    let mut xml = format!("<sst xmlns='{MAIN}'>");
    for text in texts {
        let _ = write!(xml, "<si><t xml:space='preserve'>{}</t></si>", escaped(text));
    }
    xml + "</sst>"
}

fn comments_xml(comments: &[(String, String, String)]) -> String {
    let (mut authors, mut list) = (String::new(), String::new());
    for (number, (cell, author, text)) in comments.iter().enumerate() {
        let _ = write!(authors, "<author>{}</author>", escaped(author));
        let text = escaped(text);
        let _ = write!(
            list,
            "<comment ref='{cell}' authorId='{number}'><text><r><t>{text}</t></r></text></comment>"
        );
    }
    format!(
        "<comments xmlns='{MAIN}'><authors>{authors}</authors><commentList>{list}</commentList></comments>"
    )
}

fn link_xml(sheet: &str, rows: &[Vec<Value>]) -> String {
    let mut data = String::new();
    for (row, cells) in (1..).zip(rows) {
        let _ = write!(data, "<row r='{row}'>");
        for (column, value) in (1..).zip(cells) {
            let at = format!("{}{row}", letters(column));
            let _ = match value {
                Value::Text(text) => {
                    write!(data, "<cell r='{at}' t='str'><v>{}</v></cell>", escaped(text))
                }
                Value::Number(number) => write!(data, "<cell r='{at}'><v>{number}</v></cell>"),
                _ => Ok(()),
            };
        }
        data.push_str("</row>");
    }
    format!(
        "<externalLink xmlns='{MAIN}' xmlns:r='{LINKS}'><externalBook r:id='rId1'><sheetNames>\
         <sheetName val='{}'/></sheetNames><sheetDataSet><sheetData sheetId='0'>{data}</sheetData>\
         </sheetDataSet></externalBook></externalLink>",
        escaped(sheet)
    )
}

/// Packs parts in their order.
pub fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A text as XML writes it.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('\'', "&apos;").replace('"', "&quot;")
}

/// The letters of a column, from 1.
fn letters(column: u32) -> String {
    let rest = column - 1;
    let last = char::from(b'A' + (rest % 26) as u8);
    if rest < 26 { last.to_string() } else { format!("{}{last}", letters(rest / 26)) }
}
