//! Writes documents of Office Open XML part by part; `zip` only packs them.
//!
//! ```ignore
//! let bytes = Document::new()
//!     .line("Dear Sir or Madam")
//!     .inside("<w:p><w:ins w:author='J Sample'><w:r><w:t>more</w:t></w:r></w:ins></w:p>")
//!     .part("comments", "word/comments.xml", "<w:comments/>")
//!     .zip();
//! ```

use std::fmt::Write as _;

use super::workbook::pack;

/// The namespaces of a document: Transitional, then Strict.
const SPACES: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// The namespace of the types of relationships.
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    body: String,
    after: String,
    parts: Vec<(String, Vec<u8>)>,
    relations: String,
    of_package: String,
    count: usize,
    is_strict: bool,
    prefix: Option<&'static str>,
}

impl Document {
    pub fn new() -> Self {
        Document::default()
    }

    /// A paragraph.
    pub fn line(self, text: &str) -> Self {
        self.inside(&paragraph("", &run("", text)))
    }

    /// XML in the body.
    pub fn inside(mut self, xml: &str) -> Self {
        self.body.push_str(xml);
        self
    }

    /// XML in the document before its body.
    pub fn before(mut self, xml: &str) -> Self {
        self.after.push_str(xml);
        self
    }

    /// A run with properties, in a paragraph of its own.
    pub fn run(self, properties: &str, text: &str) -> Self {
        self.inside(&paragraph("", &run(properties, text)))
    }

    /// A table of these rows.
    pub fn table<R: IntoIterator<Item = &'static str>>(
        self,
        rows: impl IntoIterator<Item = R>,
    ) -> Self {
        let rows: String = rows.into_iter().map(|cells| row("", cells)).collect();
        self.inside(&format!("<w:tbl>{rows}</w:tbl>"))
    }

    /// A part of the package that the document refers to as a kind.
    pub fn part(mut self, kind: &str, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.count += 1;
        let id = format!("rId{}", self.count);
        let _ = write!(
            self.relations,
            "<Relationship Id='{id}' Type='{KINDS}/{kind}' Target='/{name}'/>"
        );
        self.loose(name, bytes)
    }

    /// A part that the package refers to, and not the document.
    pub fn beside(mut self, kind: &str, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let _ = write!(
            self.of_package,
            "<Relationship Id='{kind}' Type='{KINDS}/{kind}' Target='{name}'/>"
        );
        self.loose(name, bytes)
    }

    /// A part that nothing refers to.
    pub fn loose(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.parts.retain(|it| it.0 != name);
        self.parts.push((name.to_owned(), bytes.into()));
        self
    }

    /// A place outside that the document refers to as a kind.
    pub fn outside(mut self, kind: &str, target: &str) -> Self {
        let _ = write!(
            self.relations,
            "<Relationship Id='out' Type='{KINDS}/{kind}' Target='{target}' TargetMode='External'/>"
        );
        self
    }

    /// XML in the settings.
    pub fn settings(self, xml: &str) -> Self {
        let xml = format!("<w:settings>{xml}</w:settings>");
        self.part("settings", "word/settings.xml", xml)
    }

    /// XML in the styles.
    pub fn styles(self, xml: &str) -> Self {
        self.part("styles", "word/styles.xml", format!("<w:styles>{xml}</w:styles>"))
    }

    /// A header or a footer with a line, by its number.
    pub fn header(self, number: usize, text: &str) -> Self {
        let line = paragraph("", &run("", text));
        let xml = format!("<w:hdr>{line}</w:hdr>");
        self.part("header", &format!("word/header{number}.xml"), xml)
    }

    /// The same in the namespace of Strict.
    pub fn strict(self) -> Self {
        Document { is_strict: true, ..self }
    }

    /// The same with another prefix.
    pub fn prefixed(self, prefix: &'static str) -> Self {
        Document { prefix: Some(prefix), ..self }
    }

    /// The parts as they are written.
    pub fn parts(&self) -> Vec<(String, Vec<u8>)> {
        let space = SPACES[usize::from(self.is_strict)];
        let Document { body, after, relations, of_package, .. } = self;
        let own =
            format!("<w:document xmlns:w='{space}'>{after}<w:body>{body}</w:body></w:document>");
        let own = match self.prefix {
            Some(prefix) => own
                .replace("<w:", &format!("<{prefix}:"))
                .replace("</w:", &format!("</{prefix}:"))
                .replace(" w:", &format!(" {prefix}:"))
                .replace("xmlns:w", &format!("xmlns:{prefix}")),
            None => own,
        };
        let main = format!(
            "<Relationship Id='main' Type='{KINDS}/officeDocument' Target='word/document.xml'/>"
        );
        let links = |inner: &str| format!("<Relationships>{inner}</Relationships>").into_bytes();
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), b"<Types/>".to_vec()),
            ("_rels/.rels".to_owned(), links(&format!("{main}{of_package}"))),
            ("word/document.xml".to_owned(), own.into_bytes()),
            ("word/_rels/document.xml.rels".to_owned(), links(relations)),
        ];
        parts.retain(|it| !self.parts.iter().any(|own| own.0 == it.0));
        parts.extend(self.parts.iter().cloned());
        parts
    }

    pub fn zip(&self) -> Vec<u8> {
        pack(&self.parts())
    }
}

/// A run with properties.
pub fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

/// A paragraph with properties around runs.
pub fn paragraph(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

/// A row of a table with properties.
pub fn row<'a>(properties: &str, cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: String = cells.into_iter().map(|text| cell("", text)).collect();
    format!("<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>")
}

/// A cell with properties.
pub fn cell(properties: &str, text: &str) -> String {
    let line = paragraph("", &run("", text));
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{line}</w:tc>")
}

/// A field with a code and what it shows, in a paragraph.
pub fn field(code: &str, shown: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let (begin, middle, end) = (mark("begin"), mark("separate"), mark("end"));
    let code = format!("<w:r><w:instrText xml:space='preserve'>{code}</w:instrText></w:r>");
    paragraph("", &format!("{begin}{code}{middle}{}{end}", run("", shown)))
}
