//! Writes texts and slides of OpenDocument: as a package of parts, and as one flat
//! document.

use super::archive::{Entry, archive};

const ODF: &str = "urn:oasis:names:tc:opendocument:xmlns";

const MANIFEST: &str = "<manifest:manifest \
    xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'/>";

/// A document and what is beside its content.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// `text`, `presentation` or `graphics`.
    pub kind: &'static str,
    /// Markup of styles.
    pub styles: String,
    /// Markup of master pages, and of the layouts of pages before them.
    pub layouts: String,
    pub masters: String,
    pub body: String,
    /// More parts: name and bytes.
    pub parts: Vec<(String, Vec<u8>)>,
}

impl Prose {
    /// A text.
    pub fn text(body: &str) -> Self {
        Prose { kind: "text", body: body.to_owned(), ..Prose::default() }
    }

    /// Slides.
    pub fn slides(body: &str) -> Self {
        Prose { kind: "presentation", body: body.to_owned(), ..Prose::default() }
    }

    /// The whole file.
    pub fn bytes(&self) -> Vec<u8> {
        let media = format!("application/vnd.oasis.opendocument.{}", self.kind);
        let content = self.whole("document-content", "", &self.content());
        let styles = self.whole("document-styles", "", &self.edges());
        let parts = [
            ("mimetype", media.as_bytes()),
            ("content.xml", content.as_bytes()),
            ("styles.xml", styles.as_bytes()),
            ("META-INF/manifest.xml", MANIFEST.as_bytes()),
        ];
        let more = self.parts.iter().map(|(name, part)| (&name[..], &part[..]));
        let all = parts.into_iter().chain(more);
        archive(&all.map(|(name, part)| Entry::stored(name, part)).collect::<Vec<_>>())
    }

    /// The same in one XML document.
    pub fn flat(&self) -> Vec<u8> {
        let media = format!("office:mimetype='application/vnd.oasis.opendocument.{}'", self.kind);
        self.whole("document", &media, &(self.edges() + &self.content())).into_bytes()
    }

    fn content(&self) -> String {
        let Prose { kind, styles, body, .. } = self;
        let kind = if *kind == "graphics" { "drawing" } else { kind };
        format!(
            "<office:automatic-styles>{styles}</office:automatic-styles>\
             <office:body><office:{kind}>{body}</office:{kind}></office:body>"
        )
    }

    fn edges(&self) -> String {
        let Prose { layouts, masters, .. } = self;
        format!(
            "<office:automatic-styles>{layouts}</office:automatic-styles>\
             <office:master-styles>{masters}</office:master-styles>"
        )
    }

    fn whole(&self, root: &str, attributes: &str, inner: &str) -> String {
        let names = ["office", "table", "text", "style", "form", "presentation", "meta"];
        let names: String =
            names.iter().map(|it| format!(" xmlns:{it}='{ODF}:{it}:1.0'")).collect();
        format!(
            "<office:{root} {attributes} office:version='1.3'{names} xmlns:draw='{ODF}:drawing:1.0' \
             xmlns:svg='{ODF}:svg-compatible:1.0' xmlns:fo='{ODF}:xsl-fo-compatible:1.0' \
             xmlns:dc='http://purl.org/dc/elements/1.1/' \
             xmlns:loext='urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0' \
             xmlns:xlink='http://www.w3.org/1999/xlink'>{inner}</office:{root}>"
        )
    }
}

/// A paragraph.
pub fn p(inner: &str) -> String {
    format!("<text:p>{inner}</text:p>")
}

/// A style of a family with some properties.
pub fn style(name: &str, family: &str, properties: &str) -> String {
    format!("<style:style style:name='{name}' style:family='{family}'>{properties}</style:style>")
}
