//! Writes pptx: slides, and what lies beside them (ECMA-376 part 1, 13).

use std::fmt::Write as _;

use super::archive::{Entry, archive};

const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/presentationml/2006/main";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A slide.
#[derive(Clone, Debug, Default)]
pub struct Slide {
    /// Attributes of its root.
    pub attributes: String,
    /// Markup before its shapes: its ground.
    pub ground: String,
    /// Markup of its shapes.
    pub shapes: String,
    /// What it refers to: kind and part.
    pub relations: Vec<(&'static str, &'static str)>,
}

/// A presentation.
#[derive(Clone, Debug, Default)]
pub struct Deck {
    pub slides: Vec<Slide>,
    /// Markup behind the list of slides.
    pub behind: String,
    /// What the presentation refers to beside its slides.
    pub relations: Vec<(&'static str, &'static str)>,
    /// More parts: name and bytes.
    pub parts: Vec<(String, Vec<u8>)>,
}

impl Deck {
    /// A presentation of one slide with shapes.
    pub fn of(shapes: &str) -> Self {
        let slide = Slide { shapes: shapes.to_owned(), ..Slide::default() };
        Deck { slides: vec![slide], ..Deck::default() }
    }

    /// The same with another part.
    #[must_use]
    pub fn with(mut self, name: &str, part: impl Into<Vec<u8>>) -> Self {
        self.parts.push((name.to_owned(), part.into()));
        self
    }

    /// The whole file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut parts = vec![
            ("_rels/.rels".to_owned(), relations(&[("officeDocument", "ppt/presentation.xml")])),
            ("ppt/presentation.xml".to_owned(), self.presentation()),
        ];
        let targets: Vec<String> =
            (1..=self.slides.len()).map(|it| format!("slides/slide{it}.xml")).collect();
        let own = targets.iter().map(|it| ("slide", it.as_str()));
        let all: Vec<_> = own.chain(self.relations.iter().copied()).collect();
        parts.push(("ppt/_rels/presentation.xml.rels".to_owned(), relations(&all)));
        for (number, slide) in (1..).zip(&self.slides) {
            let Slide { attributes, ground, shapes, .. } = slide;
            let inner = format!("<p:cSld>{ground}<p:spTree>{shapes}</p:spTree></p:cSld>");
            let part = part("sld", attributes, &inner);
            parts.push((format!("ppt/slides/slide{number}.xml"), part));
            let rels = format!("ppt/slides/_rels/slide{number}.xml.rels");
            parts.push((rels, relations(&slide.relations)));
        }
        let entries = parts.iter().map(|(name, part)| Entry::stored(name, part.as_bytes()));
        let more = self.parts.iter().map(|(name, part)| Entry::stored(name, part));
        archive(&entries.chain(more).collect::<Vec<_>>())
    }

    fn presentation(&self) -> String {
        let mut list = String::new();
        for number in 1..=self.slides.len() {
            let _ = write!(list, "<p:sldId id='{}' r:id='rId{number}'/>", 255 + number);
        }
        let behind = &self.behind;
        let inner =
            format!("<p:sldIdLst>{list}</p:sldIdLst><p:sldSz cx='9144000' cy='6858000'/>{behind}");
        part("presentation", "", &inner)
    }
}

/// A part with a root element.
pub fn part(root: &str, attributes: &str, inner: &str) -> String {
    format!(
        "<p:{root} {attributes} xmlns:p='{MAIN}' xmlns:a='{DRAWING}' xmlns:r='{LINKS}'>{inner}\
         </p:{root}>"
    )
}

/// A part of relationships.
pub fn relations(own: &[(&str, &str)]) -> String {
    let mut xml = format!("<Relationships xmlns='{PACKAGE}/relationships'>");
    for (number, (kind, target)) in (1..).zip(own) {
        let _ =
            write!(xml, "<Relationship Id='rId{number}' Type='{LINKS}/{kind}' Target='{target}'/>");
    }
    xml + "</Relationships>"
}

/// A text box at a corner, with a size, properties and runs.
pub fn text_box(corner: (i64, i64), size: (i64, i64), properties: &str, runs: &str) -> String {
    let ((x, y), (cx, cy)) = (corner, size);
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id='2' name='TextBox 1'/></p:nvSpPr><p:spPr><a:xfrm>\
         <a:off x='{x}' y='{y}'/><a:ext cx='{cx}' cy='{cy}'/></a:xfrm>{properties}</p:spPr>\
         <p:txBody><a:p>{runs}</a:p></p:txBody></p:sp>"
    )
}

/// A run of text with properties.
pub fn run(properties: &str, text: &str) -> String {
    format!("<a:r>{properties}<a:t>{text}</a:t></a:r>")
}

/// A text box that everyone sees.
pub fn plain(text: &str) -> String {
    text_box((900_000, 900_000), (3_000_000, 900_000), "", &run("", text))
}
