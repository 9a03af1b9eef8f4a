//! The small parts of a workbook: relationships, shared strings, comments, links.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::sheet::Value;

pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
pub(super) const LINKS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub(super) const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The texts that cells refer to.
#[derive(Default)]
pub(super) struct Strings {
    pub(super) texts: Vec<String>,
    indices: BTreeMap<String, usize>,
}

impl Strings {
    pub(super) fn index(&mut self, text: &str) -> usize {
        if let Some(index) = self.indices.get(text) {
            return *index;
        }
        self.texts.push(text.to_owned());
        self.indices.insert(text.to_owned(), self.texts.len() - 1);
        self.texts.len() - 1
    }
}

/// Relationships by number: kind, target, whether it is outside.
#[derive(Default)]
pub(super) struct Relations(pub(super) Vec<(String, String, bool)>);

impl Relations {
    pub(super) fn add(&mut self, kind: &str, target: &str) -> String {
        self.0.push((kind.to_owned(), target.to_owned(), false));
        format!("rId{}", self.0.len())
    }

    pub(super) fn outside(&mut self, kind: &str, target: &str) -> String {
        self.0.push((kind.to_owned(), target.to_owned(), true));
        format!("rId{}", self.0.len())
    }

    pub(super) fn xml(&self) -> String {
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

pub(super) fn strings_xml(texts: &[String]) -> String {
    let mut xml = format!("<sst xmlns='{MAIN}'>");
    for text in texts {
        let _ = write!(xml, "<si><t xml:space='preserve'>{}</t></si>", escaped(text));
    }
    xml + "</sst>"
}

pub(super) fn comments_xml(comments: &[(String, String, String)]) -> String {
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

pub(super) fn link_xml(sheet: &str, rows: &[Vec<Value>]) -> String {
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

/// A text as XML writes it.
pub(super) fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('\'', "&apos;").replace('"', "&quot;")
}

/// The letters of a column, from 1.
pub(super) fn letters(column: u32) -> String {
    let rest = column - 1;
    let last = char::from(b'A' + (rest % 26) as u8);
    if rest < 26 { last.to_string() } else { format!("{}{last}", letters(rest / 26)) }
}
