//! The workbook part: its sheets with their states, its names, and what it says
//! of the people and places that it comes from.

use rustc_hash::FxHashMap;

use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::serial::constant;
use crate::read::xml::{Element, Node, expect, walk};

/// What protection is worth.
pub(in crate::read) const PROTECTED: &str =
    "protected against changes only: anyone can read it without the password";

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    /// Its name.
    pub(super) name: String,
    /// Its layer, if it is hidden as a whole.
    pub(super) hidden: Option<Layer>,
    /// The identifier of its relationship.
    pub(super) relation: String,
}

/// A defined name.
#[derive(Default)]
struct DefinedName {
    name: String,
    /// What it stands for.
    text: String,
    /// Its comment, and what a program would say of it as a command.
    comments: Vec<String>,
    hidden: bool,
}

/// Attributes of a name in words (ECMA-376 part 1, 18.2.5).
const COMMENTS: &[&str] = &["comment", "description", "help", "statusBar", "customMenu"];

/// The longest formula that is looked into, in bytes: Excel writes 8,192 characters at
/// the most (Excel specifications and limits).
const LONGEST: usize = 4 * 8_192;

/// The names that programs give to workbooks in their macro code.
const GIVEN_NAMES: &[&str] = &["ThisWorkbook", "DieseArbeitsmappe", "Workbook"];

/// What a workbook part says.
#[derive(Default)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<Listed>,
    /// Whether dates count from 1904.
    pub(super) is_1904: bool,
    /// By their names in lower case: the first sheet, and whether all that are
    /// called so are seen.
    by_name: FxHashMap<String, (usize, bool)>,
    /// Whether any sheet is hidden.
    hides: bool,
    names: Vec<DefinedName>,
    /// The first name, by itself in lower case.
    named: FxHashMap<String, usize>,
    /// The same of those that belong to a sheet.
    own: FxHashMap<(usize, String), usize>,
    /// People and paths: the layer, the place, the text.
    facts: Vec<(Layer, &'static str, String)>,
}

impl Workbook {
    /// Reads the workbook part. What stands before an error stays.
    ///
    /// # Errors
    ///
    /// When the part is damaged.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), Reason> {
        let mut in_name = false;
        expect(bytes)?;
        walk(bytes, |node| match node {
            Node::Open(element) => {
                in_name = element.name == "definedName";
                self.open(element);
            }
            Node::Text(text) if in_name => {
                if let Some(name) = self.names.last_mut() {
                    name.text.push_str(text);
                }
            }
            Node::Text(_) => {}
            Node::Close(_) => in_name = false,
        })
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name {
            "sheet" => self.list(element),
            "workbookPr" => {
                self.is_1904 |= element.is_on("date1904");
                let name = element.text("codeName");
                if !GIVEN_NAMES.contains(&name) {
                    self.fact(Layer::Property, "code name", name);
                }
            }
            "definedName" => self.define(element),
            "absPath" => self.fact(Layer::SavePath, "saved under", element.text("url")),
            "fileSharing" => self.fact(Layer::Property, "reserved by", element.text("userName")),
            // Some producers write the element empty, which protects nothing.
            "workbookProtection" if element.iter().next().is_some() => {
                self.fact(Layer::Property, "protection", PROTECTED);
            }
            "customWorkbookView" => {
                self.fact(Layer::CustomView, "custom view", element.text("name"));
            }
            "webPublishObject" => {
                self.fact(Layer::SavePath, "published to", element.text("destinationFile"));
            }
            _ => {}
        }
    }

    fn list(&mut self, element: &Element<'_>) {
        let (name, hidden) = (element.text("name"), hidden(element.text("state")));
        let (_, is_seen) =
            self.by_name.entry(name.to_lowercase()).or_insert((self.sheets.len(), true));
        *is_seen &= hidden.is_none();
        self.hides |= hidden.is_some();
        let relation = element.text("id").to_owned();
        self.sheets.push(Listed { name: name.to_owned(), hidden, relation });
    }

    fn define(&mut self, element: &Element<'_>) {
        let (name, number) = (element.text("name"), self.names.len());
        let sheet: Option<usize> = element.text("localSheetId").parse().ok();
        let key = name.to_ascii_lowercase();
        if let Some(sheet) = sheet {
            self.own.entry((sheet, key.clone())).or_insert(number);
        }
        self.named.entry(key).or_insert(number);
        self.names.push(DefinedName {
            name: name.to_owned(),
            comments: COMMENTS.iter().filter_map(|it| told(element, it)).collect(),
            hidden: element.is_on("hidden"),
            text: String::new(),
        });
    }

    fn fact(&mut self, layer: Layer, place: &'static str, text: &str) {
        if !text.is_empty() {
            self.facts.push((layer, place, text.to_owned()));
        }
    }

    /// What a name stands for that the program itself gave to a sheet.
    pub(super) fn own_name(&self, sheet: usize, name: &str) -> Option<&str> {
        let number = self.own.get(&(sheet, name.to_ascii_lowercase()))?;
        self.names.get(*number).map(|name| name.text.as_str())
    }

    /// A sheet by its name, letters of either case.
    pub(super) fn sheet(&self, name: &str) -> Option<&Listed> {
        self.by_name.get(&name.to_lowercase()).map(|(number, _)| &self.sheets[*number])
    }

    /// Whether sheets that are seen show what a formula refers to: a range, some
    /// ranges, or a name that stands for them.
    pub(super) fn shows(&self, formula: &str) -> bool {
        let formula = formula.strip_prefix("[0]!").unwrap_or(formula); // this workbook
        if formula.len() > LONGEST || formula.contains("#REF!") || leads_outside(formula) {
            return false;
        }
        if self.refers_to_seen(formula) {
            return true;
        }
        let name = formula.rsplit('!').next().unwrap_or(formula);
        let known = self.named(name).filter(|it| it.len() <= LONGEST && !leads_outside(it));
        let Some(text) = known else { return false };
        // Which sheet a table is on, its name does not say.
        let of_table = text.contains('[') && !self.hides;
        of_table || self.refers_to_seen(text)
    }

    /// Whether a formula names sheets that are seen, and none that is hidden.
    fn refers_to_seen(&self, formula: &str) -> bool {
        let formula = formula.to_lowercase();
        let bare = bare_references(&formula).map(str::to_owned);
        let names = quoted_references(&formula).into_iter().chain(bare);
        let mut seen = names.filter_map(|it| self.by_name.get(&it)).map(|it| it.1).peekable();
        seen.peek().is_some() && seen.all(|it| it)
    }

    /// What a defined name stands for.
    pub(super) fn named(&self, name: &str) -> Option<&str> {
        let number = self.named.get(&name.to_ascii_lowercase())?;
        self.names.get(*number).map(|name| name.text.as_str())
    }

    /// Pushes the people and paths that the workbook names, and the names that
    /// stand for more than a range that everyone can see.
    pub(super) fn push(&self, sink: &mut dyn Sink) {
        if !self.facts.is_empty() {
            sink.open(Container::text("workbook", Layer::Property));
            for (layer, place, text) in &self.facts {
                sink.push(Fragment::new(text, *layer, Place::Named(place)));
            }
            sink.close();
        }
        let telling: Vec<&DefinedName> = self.names.iter().filter(|it| it.tells()).collect();
        if telling.is_empty() {
            return;
        }
        sink.open(Container::text("defined names", Layer::DefinedName));
        for name in telling {
            let stands_for = constant(&name.text);
            let texts = [name.name.as_str(), &stands_for].into_iter();
            let texts = texts.chain(name.comments.iter().map(String::as_str));
            for text in texts.filter(|it| !it.is_empty()) {
                sink.push(Fragment::new(text, Layer::DefinedName, Place::Named(&name.name)));
            }
        }
        sink.close();
    }
}

impl DefinedName {
    /// Whether it stands for more than a range that everyone can see. Names
    /// that begin with `_xl` are the program's own.
    fn tells(&self) -> bool {
        if self.name.to_ascii_lowercase().starts_with("_xl") {
            return false;
        }
        let text = &self.text;
        let beyond = text.contains(['"', '{']) || text.contains("#REF!") || leads_outside(text);
        self.hidden || beyond || !self.comments.is_empty()
    }
}

/// The text of an attribute, if it has any.
fn told(element: &Element<'_>, name: &str) -> Option<String> {
    element.get(name).filter(|it| !it.trim().is_empty()).map(str::to_owned)
}

/// Whether a formula refers to another workbook, `[1]Staff!A1` for instance: what
/// stands in brackets behind a name is a part of a table, `Staff[Rank]`.
fn leads_outside(formula: &str) -> bool {
    let mut depth = 0_u32;
    let mut before = ' ';
    for letter in formula.chars() {
        match letter {
            '[' if depth == 0 && !(before.is_alphanumeric() || matches!(before, '_' | '.')) => {
                return true;
            }
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = letter;
    }
    false
}

/// The layer of a sheet's state (ECMA-376 part 1, 18.18.68). A state that the
/// standard does not know is not one in which everyone sees the sheet.
fn hidden(state: &str) -> Option<Layer> {
    match state.trim().to_ascii_lowercase().as_str() {
        "" | "visible" => None,
        "veryhidden" => Some(Layer::VeryHiddenSheet),
        _ => Some(Layer::HiddenSheet),
    }
}

/// The names of sheets that stand in a formula without quotes.
fn bare_references(formula: &str) -> impl Iterator<Item = &str> {
    let is_part = |it: char| it.is_alphanumeric() || matches!(it, '_' | '.');
    let before = formula.match_indices('!').map(|(at, _)| &formula[..at]);
    before.map(move |before| &before[before.trim_end_matches(is_part).len()..])
}

/// The names of sheets that stand in a formula in quotes, outside its texts.
fn quoted_references(formula: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = formula;
    while let Some(at) = rest.find(['\'', '"']) {
        let quote = &rest[at..=at];
        let Some((text, after)) = quoted(&rest[at + 1..], quote) else { break };
        let is_sheet = quote == "'" && after.starts_with('!');
        names.extend(is_sheet.then(|| text.replace("''", "'")));
        rest = after;
    }
    names
}

/// What stands before the closing quote, and after: within, a quote is written twice.
fn quoted<'f>(text: &'f str, quote: &str) -> Option<(&'f str, &'f str)> {
    let mut from = 0;
    loop {
        let end = from + text[from..].find(quote)?;
        let after = &text[end + 1..];
        if !after.starts_with(quote) {
            return Some((&text[..end], after));
        }
        from = end + 2;
    }
}

/// The name of the sheet in a reference such as `'Q 1'!$A$1`.
pub(super) fn sheet_of(reference: &str) -> Option<String> {
    let (sheet, _) = reference.rsplit_once('!')?;
    let sheet = sheet.trim().trim_start_matches('=');
    let bare = sheet.strip_prefix('\'').and_then(|it| it.strip_suffix('\'')).unwrap_or(sheet);
    Some(bare.replace("''", "'"))
}

#[cfg(test)]
mod tests {
    use super::{leads_outside, quoted_references};

    #[test]
    fn sheets_in_quotes_are_found_wherever_they_stand() {
        let names = |formula| quoted_references(formula);
        assert_eq!(names("'q 1'!$a$1"), ["q 1"]);
        assert_eq!(names("('q 1'!$a$1,'bob''s'!b2)"), ["q 1", "bob's"]);
        assert_eq!(names("'''a'''!b1"), ["'a'"]);
        assert_eq!(names("if(a1,\"'\",'c'!d1)"), ["c"]);
        assert_eq!(names("q!a1"), [""; 0]);
        assert_eq!(names("'q"), [""; 0]);
    }

    #[test]
    fn a_workbook_in_brackets_is_outside_and_a_part_of_a_table_is_not() {
        for formula in ["[1]Staff!$A$1", "'S:\\x\\[Staff.xlsx]Q 1'!A1", "SUM(A1,[2]!Name)"] {
            assert!(leads_outside(formula), "{formula}");
        }
        for formula in ["Staff[Rank]", "SUM(Staff[[#All],[Rank]:[Unit]])", "Reply!$A$1"] {
            assert!(!leads_outside(formula), "{formula}");
        }
    }
}
