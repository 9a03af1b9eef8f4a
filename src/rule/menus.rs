//! What to do in the menu words of the programs that people have.

use serde::{Deserialize, Serialize};

/// The way through the menus of each program that has one.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Menus {
    #[serde(skip_serializing_if = "Option::is_none")]
    excel: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    word: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    powerpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acrobat: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    libreoffice: Option<String>,
}

/// A program, and the formats whose files it is opened for.
pub(crate) struct Program {
    /// Its name.
    pub(crate) name: &'static str,
    pub(crate) formats: &'static [&'static str],
}

const EXCEL: Program = Program {
    name: "Excel",
    formats: &["xlsx", "xlsb", "xls", "spreadsheetml", "csv", "sylk", "dif", "ods", "fods"],
};
const WORD: Program = Program { name: "Word", formats: &["docx", "doc", "rtf", "odt", "fodt"] };
const POWERPOINT: Program = Program { name: "PowerPoint", formats: &["pptx", "ppt", "odp"] };
const ACROBAT: Program = Program { name: "Acrobat", formats: &["pdf"] };
const LIBREOFFICE: Program = Program {
    name: "LibreOffice",
    formats: &[
        "xlsx",
        "xlsb",
        "xls",
        "spreadsheetml",
        "csv",
        "sylk",
        "dif",
        "ods",
        "fods",
        "docx",
        "doc",
        "rtf",
        "odt",
        "fodt",
        "pptx",
        "ppt",
        "odp",
        "fodp",
        "odg",
        "fodg",
    ],
};

impl Menus {
    /// The way through the menus of each program that has one.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static Program, &str)> {
        let ways: [(&'static Program, &Option<String>); 5] = [
            (&EXCEL, &self.excel),
            (&WORD, &self.word),
            (&POWERPOINT, &self.powerpoint),
            (&ACROBAT, &self.acrobat),
            (&LIBREOFFICE, &self.libreoffice),
        ];
        ways.into_iter().filter_map(|(program, way)| Some((program, way.as_deref()?)))
    }
}
