//! Writes workbooks of Office Open XML part by part; `zip` only packs them.
//!
//! ```ignore
//! let bytes = Workbook::new()
//!     .sheet("Reply", [["Rank", "Count"], ["Sergeant", "12"]])
//!     .add(Sheet::new("SAP").hidden().rows(staff).comment("B7", "J Sample", "old"))
//!     .pivot(Pivot::of("SAP", ["Surname", "Rank"], staff).unreferenced())
//!     .zip();
//! ```

mod pivot;
mod sheet;
mod types;
mod xml;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

pub use pivot::Pivot;
pub use sheet::{Sheet, Value};
use types::types_xml;
use xml::{LINKS, MAIN, Relations, Strings, comments_xml, escaped, link_xml, strings_xml};

/// The styles of every workbook: 1 is a date, 2 six digits, 3 shows nothing.
const STYLES: &str = "<numFmts count='2'><numFmt numFmtId='164' formatCode='000000'/>\
    <numFmt numFmtId='165' formatCode=';;;'/></numFmts><cellXfs count='4'><xf numFmtId='0'/>\
    <xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs>";

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
        parts.insert("[Content_Types].xml".into(), types_xml(parts.keys()));
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

/// Packs parts in their order.
pub fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
