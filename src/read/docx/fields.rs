//! Fields: what their codes say beside the text that they show (ECMA-376 part 1,
//! 17.16). Codes that every document has tell of nobody.

use crate::document::Layer;

/// How many fields lie in each other at the most.
const DEEPEST: usize = 64;

/// The bytes of a code that are kept.
const LONGEST: usize = 1 << 20;

/// Fields that count, date or point within the document (17.16.5).
const USUAL: &[&str] = &[
    "=",
    "ADVANCE",
    "AUTONUM",
    "AUTONUMLGL",
    "AUTONUMOUT",
    "BARCODE",
    "CREATEDATE",
    "DATE",
    "EDITTIME",
    "FORMCHECKBOX",
    "FORMDROPDOWN",
    "FORMTEXT",
    "INDEX",
    "LISTNUM",
    "NEXT",
    "NOTEREF",
    "NUMCHARS",
    "NUMPAGES",
    "NUMWORDS",
    "PAGE",
    "PAGEREF",
    "PRINTDATE",
    "REF",
    "REVNUM",
    "SAVEDATE",
    "SECTION",
    "SECTIONPAGES",
    "SEQ",
    "STYLEREF",
    "SYMBOL",
    "TIME",
    "TOA",
    "TOC",
];

/// Fields that tell nothing without a word behind them (17.16.5).
const BARE: &[&str] = &[
    "ADDIN",
    "ADDRESSBLOCK",
    "ASK",
    "AUTHOR",
    "AUTOTEXT",
    "AUTOTEXTLIST",
    "BIBLIOGRAPHY",
    "CITATION",
    "COMMENTS",
    "COMPARE",
    "DATABASE",
    "DDE",
    "DDEAUTO",
    "DOCPROPERTY",
    "DOCVARIABLE",
    "EMBED",
    "EQ",
    "FILENAME",
    "FILESIZE",
    "FILLIN",
    "GOTOBUTTON",
    "GREETINGLINE",
    "HYPERLINK",
    "IF",
    "INCLUDEPICTURE",
    "INCLUDETEXT",
    "INFO",
    "KEYWORDS",
    "LASTSAVEDBY",
    "LINK",
    "MACROBUTTON",
    "MERGEFIELD",
    "MERGEREC",
    "MERGESEQ",
    "NEXTIF",
    "PRINT",
    "PRIVATE",
    "QUOTE",
    "RD",
    "SET",
    "SHAPE",
    "SKIPIF",
    "SUBJECT",
    "TA",
    "TC",
    "TEMPLATE",
    "TITLE",
    "USERADDRESS",
    "USERINITIALS",
    "USERNAME",
    "XE",
];

/// Switches whose word tells how a result is shown.
const FORMATS: &[&str] =
    &["\\*", "\\@", "\\#", "\\b", "\\c", "\\f", "\\l", "\\n", "\\o", "\\p", "\\s", "\\t", "\\w"];

/// Names of bookmarks that programs give.
const GIVEN: &[&str] = &["__", "_Toc", "_Ref", "_Hlk", "_GoBack", "OLE_LINK"];

/// A field while it is read.
#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Whether its code is done and what it shows follows.
    has_result: bool,
}

/// The fields that are open.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many more were begun than are kept.
    beyond: usize,
}

impl Fields {
    /// Takes a mark that begins, parts or ends a field, and gives the code that is
    /// done with it.
    pub(super) fn mark(&mut self, kind: &str) -> Option<String> {
        match kind {
            "begin" if self.open.len() >= DEEPEST => {
                self.beyond += 1;
                None
            }
            "begin" => {
                self.open.push(Field::default());
                None
            }
            "separate" if self.beyond == 0 => self.open.last_mut().and_then(Field::done),
            "end" if self.beyond > 0 => {
                self.beyond -= 1;
                None
            }
            "end" => self.open.pop().and_then(|mut field| field.done()),
            _ => None,
        }
    }

    /// Adds to the code at hand; nothing is left of a text that no field takes.
    pub(super) fn add<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        match self.open.iter_mut().rev().find(|field| !field.has_result) {
            Some(field) if field.code.len() < LONGEST => field.code.push_str(text),
            _ => return Some(text),
        }
        None
    }

    /// Whether a text belongs to a code: it is what an inner field shows.
    pub(super) fn is_code(&self) -> bool {
        self.open.iter().any(|field| !field.has_result)
    }

    /// The codes that never ended.
    pub(super) fn rest(&mut self) -> Vec<String> {
        self.open.drain(..).filter_map(|mut field| field.done()).collect()
    }
}

impl Field {
    fn done(&mut self) -> Option<String> {
        let is_new = !std::mem::replace(&mut self.has_result, true);
        is_new.then(|| std::mem::take(&mut self.code))
    }
}

/// What a code tells, and where that lies; nothing if every document has such.
pub(super) fn told(code: &str) -> Option<(Layer, &str)> {
    let code = code.trim();
    let (kind, rest) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
    let kind = kind.to_ascii_uppercase();
    match kind.as_str() {
        "HYPERLINK" if !rest.contains(char::is_alphabetic) => None,
        "HYPERLINK" if is_inner_link(rest) => None,
        "HYPERLINK" => Some((Layer::Hyperlink, rest.trim())),
        _ if USUAL.contains(&kind.as_str()) && is_usual(rest) => None,
        _ if code.starts_with('=') && is_usual(rest) => None,
        // The program of an object, which is told itself.
        "EMBED" | "CONTROL" => None,
        bare if BARE.contains(&bare) && !rest.contains(char::is_alphabetic) => None,
        _ => Some((Layer::FieldCode, code)).filter(|_| code.contains(char::is_alphabetic)),
    }
}

/// Whether a link leads to a heading of the same document.
fn is_inner_link(rest: &str) -> bool {
    let target = rest.trim().trim_start_matches("\\l").trim().trim_matches('"');
    rest.trim().starts_with("\\l") && is_given(target)
}

/// Whether the rest of a code is switches, and words that programs write.
fn is_usual(rest: &str) -> bool {
    let (mut is_format, mut is_quoted) = (false, false);
    rest.split_whitespace().all(|piece| {
        let fits = is_format
            || is_quoted
            || piece.starts_with('\\')
            || is_given(piece.trim_matches('"'))
            || matches!(piece, "Table" | "Figure" | "Equation")
            || !piece.contains(char::is_alphabetic);
        let begins = (is_format && piece.starts_with('"')) || is_quoted;
        is_quoted = begins && (piece == "\"" || !piece.ends_with('"'));
        is_format = FORMATS.contains(&piece);
        fits
    })
}

/// Whether a bookmark has a name that its program gave it.
pub(in crate::read) fn is_given(name: &str) -> bool {
    let numbered = |front: &str| {
        let number = name.strip_prefix(front);
        number.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
    };
    GIVEN.iter().any(|front| name.starts_with(front))
        || ["Text", "Check", "Dropdown"].iter().any(|front| numbered(front))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_tells_when_it_is_more_than_switches() {
        let usual = [
            "PAGE",
            " PAGE   \\* MERGEFORMAT ",
            "TOC \\o \"1-3\" \\h \\z \\u",
            "PAGEREF _Toc123 \\h",
            "DATE \\@ \"d MMMM yyyy\"",
            "HYPERLINK \\l \"_Toc12\"",
            "SEQ Figure \\* ARABIC",
            "=2+3",
        ];
        for code in usual {
            assert_eq!(told(code), None, "{code}");
        }
        let telling = [
            "XE \"Sample, Jane\"",
            "FILENAME \\p",
            "INCLUDETEXT \"C:\\\\a.doc\"",
            "MERGEFIELD Surname",
            "PAGE Sample",
            "TC \"Sample\" \\l 1",
            "REF Sample",
        ];
        for code in telling {
            assert_eq!(told(code), Some((Layer::FieldCode, code)), "{code}");
        }
        let link = told("HYPERLINK \"mailto:jane@example.org\"");
        assert_eq!(link.map(|it| it.0), Some(Layer::Hyperlink));
    }
}
